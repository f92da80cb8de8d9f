//! What must be true of a ledger.

mod backup;
mod corrections;
mod forget;
mod journal;
mod newer;
mod open;
mod plans;
mod queues;
mod race;
mod replay;
mod tamper;
