//! `cargo xtask package`: a `.deb` and an `.rpm` with both programs, and both tried.
//!
//! One tree of files is laid out and both packages are made from it, with the distributions' own tools. `.dmg` and
//! `.msi` are made by Tauri's bundler from `tauri.conf.json`, on the systems they are for: `npx @tauri-apps/cli build`.

mod deb;
mod rpm;
mod tree;
mod trial;

use crate::build::{self, Profile};
use crate::failure::Failure;
use crate::{place, program, setup, ui};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What every package says of itself.
pub(crate) const NAME: &str = "countersign";
pub(crate) const SUMMARY: &str = "merchant operations console for Antom payments";
pub(crate) const DESCRIPTION: &[&str] = &[
    "Countersign makes payment links for phone and e-mail orders, finds payments,",
    "captures holds before they end, cancels and refunds. Merchant keys stay in the",
    "keychain, the history in an encrypted database on this computer.",
];

/// Builds both programs, makes both packages, and tries them.
///
/// # Errors
/// Something does not build, cannot be packed, or the installed program does not start.
pub fn run(words: &[OsString]) -> Result<(), Failure> {
    let files = Files::build(profile(words)?)?;
    let deb = deb::pack(&files.folder, &files.tree, &files.version)?;
    let rpm = rpm::pack(&files.folder, &files.tree, &files.version)?;
    trial::of_rpm(&files.folder, &rpm)?;
    trial::of_deb(&files.folder, &deb)?;
    println!("{}\n{}", deb.display(), rpm.display());
    Ok(())
}

/// Makes the `.deb` as it ships, for whoever wants to know its size.
///
/// # Errors
/// Something does not build or cannot be packed.
pub fn deb() -> Result<PathBuf, Failure> {
    let files = Files::build(Profile::Release)?;
    deb::pack(&files.folder, &files.tree, &files.version)
}

/// What both packages are made of.
struct Files {
    folder: PathBuf,
    tree: PathBuf,
    version: String,
}

impl Files {
    /// Builds both programs and lays everything out.
    fn build(profile: Profile) -> Result<Self, Failure> {
        setup::packages()?;
        ui::build()?;
        program::run(&mut build::programs(profile, &build::SHIPPED))?;
        let folder = place::target().join("packages");
        let tree = tree::lay_out(&folder, profile)?;
        Ok(Self { folder, tree, version: version()? })
    }
}

/// The profile to build with: what ships, unless somebody only tries the packing.
fn profile(words: &[OsString]) -> Result<Profile, Failure> {
    match words {
        [] => Ok(Profile::Release),
        [word] if word == "--unoptimised" => Ok(Profile::Debug),
        _ => Err(Failure::usage("Usage: cargo xtask package [--unoptimised]")),
    }
}

/// The version of the workspace.
fn version() -> Result<String, Failure> {
    let manifest = fs::read_to_string(place::top().join("Cargo.toml")).unwrap_or_default();
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| Failure::new("Cargo.toml names no version."))
}

pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let cannot = |error| Failure::new(format!("{} cannot be written: {error}.", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::write(path, bytes).map_err(cannot)
}

pub(crate) fn copy(from: &Path, to: PathBuf) -> Result<(), Failure> {
    let bytes = fs::read(from)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", from.display())))?;
    write(&to, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_optimised_unless_only_the_packing_is_tried() {
        assert_eq!(profile(&[]).unwrap(), Profile::Release);
        assert_eq!(profile(&["--unoptimised".into()]).unwrap(), Profile::Debug);
        assert_eq!(profile(&["--fast".into()]).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn the_version_is_the_workspaces() {
        assert_eq!(version().unwrap(), env!("CARGO_PKG_VERSION"));
    }
}
