//! `cargo xtask desktop`: the journeys in the real window, on displays and with keyrings of their own.

mod display;
pub mod lanes;

use crate::build::Profile;
use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::tools::{self, Tool};
use crate::{build, program, setup, ui};
use display::Display;
use std::ffi::OsString;
use std::process::Command;

/// The WebDriver for Tauri's windows; pinned, because it calls itself unfinished.
const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };

/// Builds the front end, the window and the command line, and runs the journeys. `words` name some of them.
///
/// # Errors
/// Something does not build, or a journey fails.
pub fn run(words: &[OsString]) -> Result<(), Failure> {
    let profile = Profile::Debug;
    setup::desktop()?;
    ui::build()?;
    program::run(&mut build::driven(&build::SHIPPED.map(|shipped| shipped.name)))?;
    let mut journeys = build::test("desktop");
    tell_programs(&mut journeys, profile)?;
    journeys.args(["--config", &lanes::as_runner()?, "--"]).args(words);
    program::run(&mut journeys)
}

/// A command, and the display and the keyring it has to itself for as long as they are kept.
pub struct Alone {
    /// The command.
    pub command: Command,
    /// What nobody else has.
    pub kept: (Display, Scratch),
}

/// Makes `command`, which drives programs that are built already, run on a display and with a keyring of its own.
///
/// # Errors
/// What it needs cannot be installed or started.
pub fn alone(mut command: Command, profile: Profile) -> Result<Alone, Failure> {
    setup::desktop()?;
    tell_programs(&mut command, profile)?;
    let (display, keyring) = (Display::open()?, Scratch::new()?);
    command.env("DISPLAY", &display.name);
    let command = keyring_session::in_a_keyring(Keyring::Unlocked, &keyring, command)?;
    Ok(Alone { command, kept: (display, keyring) })
}

/// Tells `command` where the built programs and the WebDriver are.
fn tell_programs(command: &mut Command, profile: Profile) -> Result<(), Failure> {
    command
        .env("COUNTERSIGN_BIN", profile.built("countersign"))
        .env("COUNTERSIGN_DESKTOP_BIN", profile.built("countersign-desktop"))
        .env("COUNTERSIGN_TAURI_DRIVER", tools::installed(&TAURI_DRIVER)?)
        // One way of drawing for every machine, and none that needs a graphics card.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY");
    Ok(())
}
