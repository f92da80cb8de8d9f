//! The package for Debian and its kin.

use super::{DESCRIPTION, NAME, SUMMARY, write};
use crate::failure::Failure;
use crate::program;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The alternatives are the same libraries under the names newer releases give them.
const DEPENDS: &str = "libc6 (>= 2.36), libgcc-s1, libgtk-3-0 | libgtk-3-0t64, libwebkit2gtk-4.1-0";
/// Without a Secret Service no key can be kept; without the other there is no tray.
const RECOMMENDS: &str = "gnome-keyring | kwalletmanager | keepassxc, libayatana-appindicator3-1";

/// Packs the tree.
pub(super) fn pack(folder: &Path, tree: &Path, version: &str) -> Result<PathBuf, Failure> {
    let architecture = said("dpkg", &["--print-architecture"])?;
    let control = format!(
        "Package: {NAME}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: The Countersign maintainers \
         <maintainers@countersign.example>\nSection: misc\nPriority: optional\nDepends: {DEPENDS}\nRecommends: \
         {RECOMMENDS}\nDescription: {SUMMARY}\n{}",
        DESCRIPTION.iter().map(|line| format!(" {line}\n")).collect::<String>()
    );
    let control_folder = tree.join("DEBIAN");
    write(&control_folder.join("control"), control)?;
    let deb = folder.join(format!("{NAME}_{version}_{architecture}.deb"));
    let packed =
        program::run(Command::new("dpkg-deb").args(["--root-owner-group", "--build"]).arg(tree).arg(&deb));
    // The tree is packed once more for others, who know nothing of this folder.
    std::fs::remove_dir_all(&control_folder).ok();
    packed.map(|()| deb)
}

fn said(name: &str, words: &[&str]) -> Result<String, Failure> {
    let output = Command::new(name)
        .args(words)
        .output()
        .map_err(|error| Failure::new(format!("`{name}` could not be started: {error}.")))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
