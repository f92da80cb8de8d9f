//! Journeys in the real window: the built program, a real web view, a real keychain, the real protocol. Run by
//! `cargo xtask desktop`, which provides a display, a session bus with an unlocked keyring, and a WebDriver.
//!
//! A journey is a test that reads as a sentence. [`App`] starts the program with a home of its own; what a person sees
//! is found by role and name, as a screen reader would ([`App::see`], [`App::click`], [`App::fill`]); nothing waits for
//! time, everything waits for what is to be seen. [`App::command_line`] is another process on the same home,
//! [`App::antom`] the simulator behind it.

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
mod hands;
mod notifications;
mod screens;

mod closed_to_strangers;
mod first_run;
mod one_process;

pub use app::{App, Home};
