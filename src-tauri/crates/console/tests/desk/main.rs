//! The desk: accounts, keys, requests, asking, importing, and looking after the ledger, against the real simulator.
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

mod accounts;
mod asking;
mod care;
mod clocks;
mod counter;
mod deferring;
mod disputes;
mod evidence;
mod fake;
mod finding;
mod forms;
mod guide_samples;
// The shop is furnished for the tests of operations; here not everything in it is used.
#[allow(dead_code, reason = "shared with the tests of operations")]
#[path = "../operations/gate.rs"]
mod gate;
mod importing;
mod keeping;
mod keys;
mod methods;
mod paying;
mod people;
mod pulse;
mod receiving;
mod reminding;
mod requests;
mod safekeeping;
mod saved_cards;
mod sharing;
#[allow(dead_code, reason = "shared with the tests of operations")]
#[path = "../operations/shop.rs"]
mod shop;
mod staging;
mod trip_forms;
mod trips;
mod trouble;
