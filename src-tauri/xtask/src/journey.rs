//! `cargo xtask run`: from nothing to a refunded payment.

use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{peers, place, program, setup};
use std::env;
use std::ffi::OsString;
use std::process::Command;

/// How the journey is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// The window, with the display that was found.
    Window,
    /// The command line, because there is no display.
    NoDisplay,
    /// The command line, because this repository has no window to build.
    NoWindow,
}

/// Builds the product and runs it: the command line's tour, from nothing, against the built-in gateway.
///
/// # Errors
/// It does not build, or the tour fails; the tour's exit code is passed on.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    setup::run()?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|set| !set.is_empty()));
    match face(display, has_window()) {
        Face::Window => window(),
        Face::NoDisplay => {
            println!("There is no display here, so the same journey runs on the command line.");
            tour(arguments)
        }
        Face::NoWindow => {
            println!("The window is not part of this version, so the same journey runs on the command line.");
            tour(arguments)
        }
    }
}

fn face(display: bool, window: bool) -> Face {
    match (display, window) {
        (false, _) => Face::NoDisplay,
        (true, true) => Face::Window,
        (true, false) => Face::NoWindow,
    }
}

/// The window is a package of its own beside the crates.
fn has_window() -> bool {
    place::top().join("src-tauri").join("Cargo.toml").is_file()
}

fn window() -> Result<(), Failure> {
    let mut run = place::at_top(program::cargo());
    program::run(run.args(["run", "--locked", "--package", "countersign-desktop"]))
}

fn tour(arguments: &[OsString]) -> Result<(), Failure> {
    program::run(&mut peers::countersign_build())?;
    let home = Scratch::new()?;
    let mut tour = place::at_top(Command::new(place::countersign()));
    // A home of its own too: the tour starts from nothing, whoever runs it.
    tour.arg("tour").args(arguments).env("HOME", home.folder("home")?);
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, tour)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_display_the_journey_runs_on_the_command_line() {
        assert_eq!(face(false, true), Face::NoDisplay);
        assert_eq!(face(false, false), Face::NoDisplay);
    }

    #[test]
    fn with_a_display_the_window_opens_as_soon_as_there_is_one() {
        assert_eq!(face(true, true), Face::Window);
        assert_eq!(face(true, false), Face::NoWindow);
    }
}
