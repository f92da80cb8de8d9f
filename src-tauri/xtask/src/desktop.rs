//! `cargo xtask desktop`: the journeys in the real window, on displays and with keyrings of their own.

mod display;
pub mod lanes;

use crate::build::Profile;
use crate::failure::Failure;
use crate::{build, place, program, setup, ui};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The WebDriver for Tauri's windows; pinned, because it calls itself unfinished.
const TAURI_DRIVER: &str = "2.1.0";

/// Builds the front end, the window and the command line, and runs the journeys. `words` name some of them.
///
/// # Errors
/// Something does not build, or a journey fails.
pub fn run(words: &[OsString]) -> Result<(), Failure> {
    let profile = Profile::Debug;
    setup::desktop()?;
    ui::build()?;
    program::run(&mut build::programs(profile, &build::SHIPPED))?;
    let driver = tauri_driver()?;
    let mut journeys = build::test("desktop");
    journeys
        .args(["--config", &lanes::as_runner()?, "--"])
        .args(words)
        .env("COUNTERSIGN_BIN", profile.built("countersign"))
        .env("COUNTERSIGN_DESKTOP_BIN", profile.built("countersign-desktop"))
        .env("COUNTERSIGN_TAURI_DRIVER", driver)
        // One way of drawing for every machine, and none that needs a graphics card.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY");
    program::run(&mut journeys)
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
