//! `cargo xtask desktop`: the journeys in the real window, on a display and with a keyring of their own.

use crate::build::Profile;
use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{build, place, program, setup, ui};
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The WebDriver for Tauri's windows; pinned, because it calls itself unfinished.
const TAURI_DRIVER: &str = "2.1.0";

/// Builds the front end, the window and the command line, and runs the journeys. `words` name some of them.
///
/// # Errors
/// Something does not build, or a journey fails.
pub fn run(words: &[OsString]) -> Result<(), Failure> {
    let mut journeys = build::test("desktop");
    journeys.args(["--", "--test-threads=1"]).args(words);
    let (mut journeys, _kept) = on_a_desktop(journeys, Profile::Debug, &[])?;
    program::run(&mut journeys)
}

/// What a command that opens the window needs for as long as it runs.
pub struct Kept {
    _display: Display,
    _home: Scratch,
}

/// Builds the front end, both programs and the further ones named, and makes a command that opens the window run on a
/// display and in a session with a keyring of its own.
///
/// # Errors
/// Something does not build or cannot be installed.
pub fn on_a_desktop(
    mut command: Command,
    profile: Profile,
    further: &[build::Program],
) -> Result<(Command, Kept), Failure> {
    setup::desktop()?;
    ui::build()?;
    program::run(&mut build::programs(profile, &[&build::SHIPPED, further].concat()))?;
    let driver = tauri_driver()?;
    let display = Display::open()?;
    command
        .env("COUNTERSIGN_BIN", profile.built("countersign"))
        .env("COUNTERSIGN_DESKTOP_BIN", profile.built("countersign-desktop"))
        .env("COUNTERSIGN_TAURI_DRIVER", driver)
        .env("DISPLAY", &display.name)
        // One way of drawing for every machine, and none that needs a graphics card.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY");
    let home = Scratch::new()?;
    let command = keyring_session::in_a_keyring(Keyring::Unlocked, &home, command)?;
    Ok((command, Kept { _display: display, _home: home }))
}

/// The driver: the one on the `PATH` that was pinned, else one built under the target folder.
fn tauri_driver() -> Result<PathBuf, Failure> {
    let folder = place::target().join("tools");
    let (driver, stamp) = (folder.join("bin").join("tauri-driver"), folder.join("tauri-driver.version"));
    if driver.is_file() && fs::read_to_string(&stamp).is_ok_and(|there| there == TAURI_DRIVER) {
        return Ok(driver);
    }
    println!("Installing tauri-driver {TAURI_DRIVER} into {}", folder.display());
    let mut install = place::at_top(program::cargo());
    install
        .args(["install", "--locked", "--force", "--version", TAURI_DRIVER, "tauri-driver", "--root"])
        .arg(&folder);
    // A build of its own: it must not lock or overwrite what the workspace builds.
    program::run(install.env("CARGO_TARGET_DIR", folder.join("build")))?;
    fs::write(&stamp, TAURI_DRIVER).map_err(|error| Failure::new(format!("{error}.")))?;
    Ok(driver)
}

/// A display that nobody sees; it ends with the value.
struct Display {
    server: Child,
    /// Gives windows the focus and lets them come to the front, as every desktop does.
    windows: Child,
    name: String,
}

impl Display {
    fn open() -> Result<Self, Failure> {
        let no_display =
            |error: &dyn std::fmt::Display| Failure::new(format!("Xvfb could not be started: {error}."));
        // It writes the number it chose once it takes clients.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| no_display(&error))?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(|error| no_display(&error))?;
        }
        let number = line.trim();
        if number.is_empty() {
            return Err(no_display(&"it ended at once"));
        }
        let name = format!(":{number}");
        let windows = Command::new("openbox")
            .env("DISPLAY", &name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("openbox could not be started: {error}.")))?;
        Ok(Self { server, windows, name })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in [&mut self.windows, &mut self.server] {
            // Both fail only when it has ended already.
            child.kill().ok();
            child.wait().ok();
        }
    }
}
