//! Journeys in the real window: the built program, a real web view, a real keychain, the real protocol. Run by
//! `cargo xtask desktop`, which provides a display, a session bus with an unlocked keyring, and a WebDriver.
//!
//! A journey is a test that reads as a sentence. [`App`] starts the program with a home of its own; what a person sees
//! is found by role and name, as a screen reader would ([`App::see`], [`App::click`], [`App::fill`]); nothing waits for
//! time, everything waits for what is to be seen. [`App::command_line`] is another process on the same home,
//! [`App::antom`] the simulator behind it. A [`Person`] walks a journey by mouse, and again by the keyboard alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a journey stops where what it meets is not what it must be"
)]

mod antom;
mod app;
mod driver;
mod page;
mod waiting;

mod axe;
mod desk;
mod dialogs;
mod hands;
mod layout;
mod looks;
mod notifications;
mod screens;
mod sleep;
mod staff_screens;
mod walk;
mod words;

// How the attack on secrets looks for a key, and where.
#[allow(dead_code, reason = "the attack looks for more, and in more places")]
#[path = "../../src-tauri/crates/cli/tests/secrets/needle.rs"]
mod needle;
#[allow(dead_code, reason = "the attack looks for more, and in more places")]
#[path = "../../src-tauri/crates/cli/tests/secrets/sight.rs"]
mod sight;

mod adding_an_account;
mod bringing_a_key;
mod closed_to_strangers;
mod counter;
mod first_run;
mod one_process;

// The work of a shop, by mouse and by keyboard: who does it, what it begins with, and the journeys.
mod another_process;
mod buyer;
mod cancelling;
mod capturing;
mod command_line;
mod finding;
mod from_elsewhere;
mod giving_back;
mod guides;
mod killed;
mod money;
mod people;
mod person;
mod phone_order;
mod requests;
mod searching;
mod shop;
mod staff;
mod unknown_outcome;

pub use app::{App, Home};
pub use person::{Hand, Person};
