//! Whole worlds from a seed, to attack what the product promises about money.
//!
//! A world runs the shipped console, client and ledger (real SQLCipher, in memory where the machine has a tmpfs) against
//! the simulator. The signed bytes travel without a socket; time is virtual and everything happens on one thread, so a
//! seed plays the same world again. Operators, scripts and watchers work side by side as processes of their own, are
//! killed at any pause and in the middle of any write, and see every fault the simulator knows. After every step
//! [`promises`] are looked at; at the end the weather clears and everything open must settle or ask a person.
//!
//! Antom also tells by itself, when and as often as it likes ([`notices`]).
//!
//! In one world of four there are [`people`] with roles and limits, who sign in, ask each other and agree; what they may
//! is looked at too ([`permitted`]).
//!
//! A world that breaks a promise is cut down to the fewest steps that still do ([`shrink`]); such plans are kept in
//! `kept/` and played by every test run.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "an attack may fail loudly, and a world that overflows is broken"
)]

mod acts;
pub mod broken;
mod calm;
mod house;
mod notices;
mod people;
mod permitted;
pub mod plan;
mod ports;
mod promises;
pub mod shrink;
mod staff;
mod task;
mod template;
pub mod world;

pub use broken::Broken;
pub use plan::Plan;
pub use world::{Seen, play};
