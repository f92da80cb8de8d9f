//! `cargo xtask run`: the window in Training, or from nothing to a refunded payment on the command line.

use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{build, place, program, setup, ui};
use std::env;
use std::ffi::OsString;
use std::process::Command;

/// Builds the product and runs it, from nothing, against the built-in gateway: the window where there is a display,
/// else the command line's tour.
///
/// # Errors
/// It does not build, or the tour fails; the exit code is passed on.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    let set = |name: &str| env::var_os(name).is_some_and(|set| !set.is_empty());
    if has_display(set) {
        return window(arguments);
    }
    println!("There is no display here, so the same journey runs on the command line.");
    tour(arguments)
}

fn has_display(set: impl Fn(&str) -> bool) -> bool {
    // Elsewhere a session without a display has no desktop to log in to.
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The window, with a home and a keyring of their own: nobody's data is touched, whoever runs it.
fn window(arguments: &[OsString]) -> Result<(), Failure> {
    setup::window()?;
    ui::build()?;
    program::run(&mut build::program("countersign-desktop"))?;
    let home = Scratch::new()?;
    let mut window = place::at_top(Command::new(place::built("debug", &["countersign-desktop"])));
    window.arg("--home").arg(home.folder("home")?).args(["--environment", "training"]).args(arguments);
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, window)?)
}

fn tour(arguments: &[OsString]) -> Result<(), Failure> {
    setup::base()?;
    program::run(&mut build::program("countersign"))?;
    let home = Scratch::new()?;
    let mut tour = place::at_top(Command::new(place::countersign()));
    // A home of its own too: the tour starts from nothing, whoever runs it.
    tour.arg("tour").args(arguments).env("HOME", home.folder("home")?);
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, tour)?)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_display_of_either_kind_opens_the_window() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|_| false));
    }
}
