//! Programs from crates.io that developer commands run, built under the target folder at a pinned version.

use crate::failure::Failure;
use crate::{linting, place, program};
use std::fs;
use std::path::PathBuf;

/// A program of the crate of the same name.
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
}

/// Where the tool lies: it is built first where it is missing or another version.
///
/// # Errors
/// It does not build.
pub fn installed(tool: &Tool) -> Result<PathBuf, Failure> {
    let folder = place::target().join("tools");
    let (built, stamp) = (folder.join("bin").join(tool.name), folder.join(format!("{}.version", tool.name)));
    if built.is_file() && fs::read_to_string(&stamp).is_ok_and(|there| there == tool.version) {
        return Ok(built);
    }
    println!("Installing {} {} into {}", tool.name, tool.version, folder.display());
    let mut install = place::at_top(program::cargo());
    // They start other programs and wait for them: to optimise them takes longer than it saves.
    install
        .args(["install", "--debug", "--locked", "--force", "--version", tool.version, tool.name, "--root"])
        .arg(&folder);
    // A build of its own: it must not lock or overwrite what the workspace builds, and nobody lints it.
    install.env("CARGO_TARGET_DIR", folder.join("build")).env_remove(linting::WRAPPER);
    program::run(&mut install)?;
    fs::write(&stamp, tool.version).map_err(|error| Failure::new(format!("{error}.")))?;
    Ok(built)
}
