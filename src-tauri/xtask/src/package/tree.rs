//! The files of a package, laid out as they will lie on a computer.

use super::{NAME, copy, write};
use crate::build::Profile;
use crate::failure::Failure;
use crate::{place, program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sizes of the icon, in pixels.
const ICONS: [u32; 7] = [16, 32, 48, 64, 128, 256, 512];

const DESKTOP_ENTRY: &str = "\
[Desktop Entry]
Type=Application
Name=Countersign
GenericName=Payment console
GenericName[zh_CN]=收款控制台
Comment=Make payment links, capture, cancel and refund
Comment[zh_CN]=创建付款链接、请款、撤销与退款
Exec=countersign-desktop
Icon=countersign
Terminal=false
Categories=Office;Finance;
Keywords=Antom;payment;refund;capture;
StartupNotify=true
StartupWMClass=countersign-desktop
";

const METAINFO: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<component type=\"desktop-application\">
  <id>app.countersign.desktop</id>
  <name>Countersign</name>
  <summary>Merchant operations console for Antom payments</summary>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT</project_license>
  <description>
    <p>Makes payment links, finds payments, captures holds before they end, cancels and refunds.</p>
  </description>
  <launchable type=\"desktop-id\">countersign.desktop</launchable>
  <provides><binary>countersign-desktop</binary><binary>countersign</binary></provides>
</component>
";

/// Lays everything out in a fresh folder and says where.
pub(super) fn lay_out(folder: &Path, profile: Profile) -> Result<PathBuf, Failure> {
    let tree = folder.join("tree");
    fs::remove_dir_all(&tree).ok(); // there may be none yet
    for name in ["countersign", "countersign-desktop"] {
        let program = tree.join("usr/bin").join(name);
        copy(&profile.built(name), program.clone())?;
        program::run(Command::new("strip").arg("--strip-unneeded").arg(&program))?;
        program::run(Command::new("chmod").arg("755").arg(&program))?;
    }
    write(&tree.join("usr/share/applications/countersign.desktop"), DESKTOP_ENTRY)?;
    write(&tree.join("usr/share/metainfo/app.countersign.desktop.metainfo.xml"), METAINFO)?;
    let papers = tree.join("usr/share/doc").join(NAME);
    copy(&place::top().join("LICENSE"), papers.join("copyright"))?;
    copy(&place::top().join("src-tauri/crates/console/sdk/LICENSE"), papers.join("ams-checkout.LICENSE"))?;
    icons(&tree)?;
    completions(&tree)?;
    manual(&tree)?;
    Ok(tree)
}

fn icons(tree: &Path) -> Result<(), Failure> {
    let icons = place::top().join("icons");
    let themed = tree.join("usr/share/icons/hicolor");
    for size in ICONS {
        let name = format!("{size}x{size}");
        copy(&icons.join(format!("{name}.png")), themed.join(&name).join("apps/countersign.png"))?;
    }
    copy(&icons.join("countersign.svg"), themed.join("scalable/apps/countersign.svg"))
}

fn completions(tree: &Path) -> Result<(), Failure> {
    for (shell, path) in [
        ("bash", "usr/share/bash-completion/completions/countersign"),
        ("zsh", "usr/share/zsh/vendor-completions/_countersign"),
        ("fish", "usr/share/fish/vendor_completions.d/countersign.fish"),
    ] {
        write(&tree.join(path), said(tree, &["completions", shell])?)?;
    }
    Ok(())
}

fn manual(tree: &Path) -> Result<(), Failure> {
    let page = tree.join("usr/share/man/man1/countersign.1");
    write(&page, said(tree, &["man"])?)?;
    // Without the time of packing, so that the same sources give the same bytes.
    program::run(Command::new("gzip").args(["--best", "--no-name", "--force"]).arg(page))
}

/// What the packed command line says.
fn said(tree: &Path, words: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = Command::new(tree.join("usr/bin/countersign")).args(words).output();
    match output {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => Ok(output.stdout),
        _ => Err(Failure::new(format!("`countersign {}` says nothing.", words.join(" ")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_of_a_package_is_drawn() {
        let icons = place::top().join("icons");
        for size in ICONS {
            assert!(icons.join(format!("{size}x{size}.png")).is_file(), "{size}");
        }
        assert!(icons.join("countersign.svg").is_file());
    }

    #[test]
    fn the_desktop_entry_starts_what_is_packed_with_the_icon_that_is_packed() {
        assert!(
            DESKTOP_ENTRY.contains("\nExec=countersign-desktop\n")
                && DESKTOP_ENTRY.contains("\nIcon=countersign\n")
        );
        assert!(METAINFO.contains("countersign.desktop"));
    }
}
