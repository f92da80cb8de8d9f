//! Money operations from prepare to settled, against the real simulator.
#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod cancels;
mod captures;
mod crashes;
mod faults;
mod gate;
mod lies;
mod outbox;
mod people;
mod races;
mod refunds;
mod scripts;
#[allow(dead_code, reason = "the other test program of this crate uses the rest")]
mod shop;
mod watching;
