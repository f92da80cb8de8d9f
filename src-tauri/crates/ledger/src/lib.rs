//! The append-only journal of facts, its projections, search and backup.
//!
//! The gateway has no list of payments, so this history is the index and not a cache: it is written before anything
//! is sent, it is never lossy, and it can be verified, rebuilt, backed up and restored.
//!
//! * [`Ledger`] opens one encrypted database (SQLCipher) and reads it; [`Ledger::transact`] is the only way to write.
//! * [`Writer::append`] puts one fact onto this device's hash chain ([`canonical`]) and brings every projection along
//!   in the same transaction. Nothing is ever updated or deleted in the journal.
//! * Personal data and raw answers lie in side tables ([`side`]) under salted digests, so that they can be forgotten
//!   while the chain still verifies.
//! * [`Ledger::verify`] proves chains, side tables and projections; [`Ledger::replay`] rebuilds the projections.
//! * [`search`] answers what people type; [`queues`] what waits for a person.
//! * [`people`] tells who works here, and keeps what lets them sign in.
//! * [`desk`] keeps what is no history: drafts, preferences, snoozes.
//!
//! Nothing here reads a clock or a random generator: moments, ids, salts and keys are passed in.

#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::unwrap_in_result,
        reason = "a test that overflows fails loudly; the shipped build is held to these lints"
    )
)]

pub mod backup;
pub mod canonical;
mod claim;
mod column;
mod connection;
pub mod desk;
mod error;
pub mod file_trouble;
mod files;
mod identity;
mod key;
mod ledger;
mod lookup;
mod names;
mod opening;
pub mod people;
mod project;
pub mod queues;
pub mod recovery;
mod replay;
mod row;
mod schema;
pub mod search;
pub mod side;
mod stats;
mod stored;
mod verify;
mod writer;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use backup::{BackupReport, Restored, Unlock};
pub use desk::Kept;
pub use error::LedgerError;
pub use files::{backups, room};
pub use identity::{Identity, NewLedger};
pub use key::LedgerKey;
pub use ledger::{Head, Ledger};
pub use lookup::{OpenOrder, ScriptUse};
pub use people::{Pin, Seat};
pub use project::spelling;
pub use queues::{Figures, Held, MoveCursor, Moved, Moves, Touched};
pub use recovery::{RecoveryCode, RecoveryError};
pub use replay::ReplayReport;
pub use row::{OrderRow, scaled};
pub use side::{Buyer, Card, Secret, Side, SideKind, SideRow};
pub use stats::Stats;
pub use stored::StoredFact;
pub use verify::{Break, BreakKind, Verification};
pub use writer::{NewFact, Writer};
