//! The built program as people and scripts use it: real processes, a real keychain, a real database, and the simulator
//! over real HTTP.
//!
//! `cargo xtask test` runs this inside a session with an unlocked keyring and says so in `COUNTERSIGN_TEST_KEYRING`;
//! a keychain that does not work is then a failure. A plain `cargo test` on a machine without any keychain holds what
//! is true there instead: each journey ends at its first command with the keychain's remedy.
// The helpers of a test may stop it; clippy exempts only functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod accounts;
mod attention;
mod crash;
mod guides;
mod help;
mod keys;
mod ledger;
mod methods;
mod mistyped;
mod money;
mod people;
mod plan;
mod racing;
mod rebuilding;
mod receiving;
mod requests;
mod rights;
mod shop;
mod staff;
mod tour;
mod watching;
mod wire;
