//! Whether the packages work: the `.deb` is installed into a clean Debian 12 and its window opened there; the `.rpm` is
//! unpacked, listed, and its programs started.

use crate::failure::Failure;
use crate::program;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What must be in either package.
const MUST_HAVE: [&str; 6] = [
    "/usr/bin/countersign",
    "/usr/bin/countersign-desktop",
    "/usr/share/applications/countersign.desktop",
    "/usr/share/icons/hicolor/256x256/apps/countersign.png",
    "/usr/share/man/man1/countersign.1.gz",
    "/usr/share/bash-completion/completions/countersign",
];

/// Opens the window in the clean root and waits until it is shown, which it is only once its page was drawn.
const OPEN_THE_WINDOW: &str = r#"
set -eu
export HOME=/root XDG_RUNTIME_DIR=/tmp/run LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
mkdir -p -m 700 /tmp/run
countersign --version
countersign-desktop --version
countersign completions bash | grep -q countersign
man_page=/usr/share/man/man1/countersign.1.gz; test -s "$man_page"
Xvfb :5 -screen 0 1440x960x24 -nolisten tcp & server=$!
export DISPLAY=:5
dbus-run-session -- sh -c '
  countersign-desktop --home /tmp/home & window=$!
  tries=0
  until xwininfo -root -tree 2>/dev/null | grep -q "\"Countersign\""; do
    kill -0 "$window" || { echo "the window ended before it was shown"; exit 1; }
    tries=$((tries + 1)); [ "$tries" -lt 240 ] || { echo "no window was shown"; exit 1; }
    sleep 0.5
  done
  echo "the window is shown"
  kill "$window"
'
kill "$server"
"#;

/// Installs the `.deb` in a clean Debian 12 and opens its window there.
pub(super) fn of_deb(folder: &Path, deb: &Path) -> Result<(), Failure> {
    let listed = said(Command::new("dpkg-deb").arg("--contents").arg(deb))?;
    must_have(&listed.replace(" ./", " /"))?;
    let root = folder.join("root");
    program::run(Command::new("rm").args(["-rf", "--one-file-system"]).arg(&root))?;
    println!("-- a clean Debian 12, and the package in it");
    let file = deb.file_name().unwrap_or_default().to_string_lossy();
    let opened = program::run(
        // What it mounts is seen by it alone: a trial that is broken off leaves nothing mounted in the root, and the next
        // one may remove that.
        Command::new("unshare")
            .args(["--mount", "mmdebstrap", "--variant=minbase", "--quiet"])
            .arg("--include=xvfb,x11-utils,dbus,fonts-dejavu-core")
            .arg(format!("--customize-hook=copy-in {} /tmp", deb.display()))
            .arg(format!(
                "--customize-hook=chroot \"$1\" env DEBIAN_FRONTEND=noninteractive apt-get install -y /tmp/{file}"
            ))
            .args(["bookworm"])
            .arg(&root),
    )
    .and_then(|()| {
        let mut inside = Command::new("chroot");
        program::run(inside.arg(&root).args(["/bin/sh", "-c", OPEN_THE_WINDOW]))
    });
    program::run(Command::new("rm").args(["-rf", "--one-file-system"]).arg(&root))?;
    opened
}

/// Lists and unpacks the `.rpm` and starts what is in it.
pub(super) fn of_rpm(folder: &Path, rpm: &Path) -> Result<(), Failure> {
    must_have(&said(Command::new("rpm").args(["-qlp"]).arg(rpm))?)?;
    let unpacked = folder.join("unpacked-rpm");
    fs::remove_dir_all(&unpacked).ok(); // there may be none yet
    fs::create_dir_all(&unpacked).map_err(|error| Failure::new(format!("{error}.")))?;
    let unpack = "rpm2cpio \"$1\" | cpio --quiet -id";
    program::run(Command::new("sh").args(["-c", unpack, "sh"]).arg(rpm).current_dir(&unpacked))?;
    for name in ["countersign", "countersign-desktop"] {
        program::run(Command::new(unpacked.join("usr/bin").join(name)).arg("--version"))?;
    }
    Ok(())
}

fn must_have(listed: &str) -> Result<(), Failure> {
    match MUST_HAVE.iter().find(|file| !listed.lines().any(|line| line.ends_with(**file))) {
        None => Ok(()),
        Some(missing) => Err(Failure::new(format!("The package lacks {missing}."))),
    }
}

fn said(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| Failure::new(format!("{error}.")))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::new(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_lacks_a_program_is_refused() {
        let whole = MUST_HAVE.join("\n");
        assert!(must_have(&whole).is_ok());
        let failure =
            must_have(&whole.replace("/usr/bin/countersign-desktop", "/usr/bin/other")).unwrap_err();
        assert!(failure.to_string().contains("countersign-desktop"), "{failure}");
    }
}
