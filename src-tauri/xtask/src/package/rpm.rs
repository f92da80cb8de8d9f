//! The package for Fedora and its kin.

use super::{DESCRIPTION, NAME, SUMMARY, write};
use crate::failure::Failure;
use crate::program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Packs the tree.
pub(super) fn pack(folder: &Path, tree: &Path, version: &str) -> Result<PathBuf, Failure> {
    let work = folder.join("rpm");
    fs::remove_dir_all(&work).ok(); // there may be none yet
    let spec = work.join("countersign.spec");
    write(&spec, specification(tree, version))?;
    program::run(
        Command::new("rpmbuild")
            .args(["-bb", "--quiet", "--define"])
            .arg(format!("_topdir {}", work.display()))
            .arg(&spec),
    )?;
    let made = first_rpm(&work.join("RPMS")).ok_or_else(|| Failure::new("rpmbuild made no package."))?;
    let name = made.file_name().map(PathBuf::from).unwrap_or_default();
    let rpm = folder.join(name);
    fs::rename(&made, &rpm).map_err(|error| Failure::new(format!("{error}.")))?;
    Ok(rpm)
}

fn first_rpm(folder: &Path) -> Option<PathBuf> {
    let architectures = fs::read_dir(folder).ok()?;
    architectures
        .filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|ending| ending == "rpm"))
}

/// Everything is built already: the specification copies it. Fedora keeps zsh's completions elsewhere than Debian.
fn specification(tree: &Path, version: &str) -> String {
    format!(
        "%global debug_package %{{nil}}
%global __strip /bin/true
Name: {NAME}
Version: {version}
Release: 1
Summary: {SUMMARY}
License: MIT
Requires: webkit2gtk4.1, gtk3
Recommends: libayatana-appindicator-gtk3, gnome-keyring
AutoReqProv: no

%description
{}

%install
mkdir -p %{{buildroot}}
cp -a {}/usr %{{buildroot}}/usr
mkdir -p %{{buildroot}}/usr/share/zsh/site-functions
mv %{{buildroot}}/usr/share/zsh/vendor-completions/_countersign %{{buildroot}}/usr/share/zsh/site-functions/
rmdir %{{buildroot}}/usr/share/zsh/vendor-completions

%files
/usr/bin/countersign
/usr/bin/countersign-desktop
/usr/share/applications/countersign.desktop
/usr/share/bash-completion/completions/countersign
/usr/share/doc/countersign
/usr/share/fish/vendor_completions.d/countersign.fish
/usr/share/icons/hicolor/*/apps/countersign.*
/usr/share/man/man1/countersign.1.gz
/usr/share/metainfo/app.countersign.desktop.metainfo.xml
/usr/share/zsh/site-functions/_countersign
",
        DESCRIPTION.join("\n"),
        tree.display()
    )
}
