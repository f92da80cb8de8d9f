//! `cargo xtask setup`: what a fresh Debian 12 needs besides Rust.
//!
//! Each need is probed, not looked up in the package database, so a tool from elsewhere counts too.

use crate::failure::Failure;
use crate::program;
use std::path::PathBuf;
use std::process::Command;

/// One thing the build, the tests or the keyring session cannot do without.
struct Need {
    /// Debian's package.
    package: &'static str,
    /// What it is for, as printed.
    purpose: &'static str,
    /// Whether this machine has it.
    present: fn() -> bool,
}

/// What the window is built with, and what makes its tray.
const FOR_THE_WINDOW: &[Need] = &[
    Need {
        package: "pkg-config",
        purpose: "finds the libraries of the desktop",
        present: || has("pkg-config"),
    },
    Need {
        package: "libwebkit2gtk-4.1-dev",
        purpose: "the web view of the window",
        present: || has_library("webkit2gtk-4.1"),
    },
    Need {
        package: "libayatana-appindicator3-dev",
        purpose: "the tray",
        present: || has_library("ayatana-appindicator3-0.1"),
    },
];

/// What the journeys in the real window need besides.
const FOR_JOURNEYS: &[Need] = &[
    Need { package: "xvfb", purpose: "a display nobody sees", present: || has("Xvfb") },
    Need { package: "openbox", purpose: "gives windows the focus there", present: || has("openbox") },
    Need { package: "webkit2gtk-driver", purpose: "drives the window", present: || has("WebKitWebDriver") },
    Need {
        package: "python3-dbusmock",
        purpose: "plays what shows notifications and the tray",
        present: has_dbusmock,
    },
    Need {
        package: "fonts-noto-cjk",
        purpose: "Chinese in the window",
        present: || program::succeeds(Command::new("sh").args(["-c", "fc-list :lang=zh-cn | grep -q ."])),
    },
];

/// What packages are made and tried with.
const FOR_PACKAGES: &[Need] = &[
    Need { package: "binutils", purpose: "strips the programs", present: || has("strip") },
    Need { package: "rpm", purpose: "makes the .rpm", present: || has("rpmbuild") },
    Need { package: "cpio", purpose: "unpacks the .rpm", present: || has("cpio") },
    Need { package: "mmdebstrap", purpose: "makes a clean Debian 12", present: || has("mmdebstrap") },
];

/// OpenSSL and SQLCipher are built from vendored sources, so no `-dev` package of theirs is here.
const NEEDS: &[Need] = &[
    Need { package: "gcc", purpose: "compiles the vendored C sources", present: || has("cc") },
    Need { package: "libc6-dev", purpose: "C headers for them", present: has_c_headers },
    Need { package: "make", purpose: "builds the vendored OpenSSL", present: || has("make") },
    Need { package: "perl", purpose: "configures the vendored OpenSSL", present: has_perl_modules },
    Need { package: "dbus-daemon", purpose: "dbus-run-session, a bus of our own", present: has_bus },
    Need { package: "gnome-keyring", purpose: "the Secret Service", present: || has("gnome-keyring-daemon") },
    Need { package: "python3", purpose: "the peer tests", present: || has("python3") },
    Need { package: "python3-venv", purpose: "a Python of their own for the peer tests", present: has_venv },
];

fn has(program: &str) -> bool {
    program::find(program).is_some()
}

fn has_library(name: &str) -> bool {
    program::succeeds(Command::new("pkg-config").args(["--exists", name]))
}

fn has_c_headers() -> bool {
    // `-x c -E -` reads from the closed standard input, so only the named header is looked for.
    program::succeeds(Command::new("cc").args(["-E", "-x", "c", "-include", "stdio.h", "-"]))
}

fn has_perl_modules() -> bool {
    // Debian's perl-base lacks these two, and OpenSSL's Configure stops without them.
    program::succeeds(Command::new("perl").args(["-MFindBin", "-MIPC::Cmd", "-e", "1"]))
}

fn has_bus() -> bool {
    has("dbus-run-session") && has("dbus-daemon")
}

fn has_dbusmock() -> bool {
    // Debian's own Python, whichever stands first on the PATH: packages of the system belong to it alone.
    program::succeeds(Command::new("/usr/bin/python3").args(["-c", "import dbusmock"]))
}

fn has_venv() -> bool {
    python().is_some()
}

/// A Python 3 that can make virtual environments: the one on the `PATH`, else the system's.
pub fn python() -> Option<&'static str> {
    ["python3", "/usr/bin/python3"]
        .into_iter()
        .find(|python| program::succeeds(Command::new(python).args(["-c", "import ensurepip, venv"])))
}

/// Installs everything a change is judged with: crates, window and journeys.
///
/// # Errors
/// As [`base`].
pub fn run() -> Result<(), Failure> {
    install_missing(&[NEEDS, FOR_THE_WINDOW, FOR_JOURNEYS])
}

/// Installs what the crates and the command line need.
///
/// # Errors
/// Something is missing and cannot be installed: no `apt-get` here, no right to use it, or it fails.
pub fn base() -> Result<(), Failure> {
    install_missing(&[NEEDS])
}

/// Installs what the window needs as well.
///
/// # Errors
/// As [`base`].
pub fn window() -> Result<(), Failure> {
    install_missing(&[NEEDS, FOR_THE_WINDOW])
}

/// Installs what the journeys need as well.
///
/// # Errors
/// As [`base`].
pub fn desktop() -> Result<(), Failure> {
    run()
}

/// Installs what packages are made and tried with, and what they hold is built with.
///
/// # Errors
/// As [`base`].
pub fn packages() -> Result<(), Failure> {
    install_missing(&[NEEDS, FOR_THE_WINDOW, FOR_PACKAGES])
}

/// Installs the tools of LLVM that read what the compiler counts, and says where they lie: `llvm-profdata`, then
/// `llvm-cov`.
///
/// # Errors
/// As [`base`]; Debian has not this version.
pub fn llvm(major: &str) -> Result<(PathBuf, PathBuf), Failure> {
    base()?;
    let tools = || {
        let tool = |name: &str| program::find(&format!("{name}-{major}"));
        tool("llvm-profdata").zip(tool("llvm-cov"))
    };
    if let Some(tools) = tools() {
        return Ok(tools);
    }
    let package = format!("llvm-{major}");
    println!("Missing on this machine:\n  {package:<28} reads which lines were come to");
    install(&[package.as_str()])?;
    tools().ok_or_else(|| Failure::new(format!("{package} is installed, but its tools are not there.")))
}

fn install_missing(lists: &[&'static [Need]]) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(()); // the keychain, the compilers and the web view come with the system there
    }
    let needs = || lists.iter().copied().flatten();
    let missing: Vec<&Need> = needs().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in &missing {
        println!("  {:<28} {}", need.package, need.purpose);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    install(&packages)?;
    match needs().find(|need| !(need.present)()) {
        None => Ok(()),
        Some(need) => Err(Failure::new(format!(
            "{} is installed, but what it is for ({}) still does not work here.",
            need.package, need.purpose
        ))),
    }
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    if !has("apt-get") {
        return Err(Failure::new(format!(
            "This is not a Debian: please install the counterparts of these packages: {}.",
            packages.join(" ")
        )));
    }
    let prefix = right_to_install(is_root(), has("sudo")).ok_or_else(|| Failure::new(no_right(packages)))?;
    for line in [vec!["apt-get", "update"], install_line(packages)] {
        let words: Vec<&str> = prefix.iter().copied().chain(line).collect();
        println!("+ {}", words.join(" "));
        let (first, rest) = words.split_first().ok_or_else(|| Failure::new("There is nothing to run."))?;
        program::run(Command::new(first).args(rest))?;
    }
    Ok(())
}

fn install_line<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let mut line =
        vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"];
    line.extend(packages);
    line
}

/// The words before `apt-get`: none for root, `sudo` where there is one, else there is no right.
fn right_to_install(root: bool, sudo: bool) -> Option<&'static [&'static str]> {
    match (root, sudo) {
        (true, _) => Some(&[]),
        (false, true) => Some(&["sudo"]),
        (false, false) => None,
    }
}

fn no_right(packages: &[&str]) -> String {
    format!(
        "Installing needs root, and there is no sudo here. Run as root:\n    apt-get update && apt-get install -y {}",
        packages.join(" ")
    )
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_needs_no_sudo_and_without_either_nothing_is_run() {
        let prefix = |root, sudo| right_to_install(root, sudo).map(<[&str]>::to_vec);
        assert_eq!(prefix(true, false), Some(vec![]));
        assert_eq!(prefix(true, true), Some(vec![]));
        assert_eq!(prefix(false, true), Some(vec!["sudo"]));
        assert_eq!(prefix(false, false), None);
    }

    #[test]
    fn someone_without_the_right_is_told_the_command() {
        let sentence = no_right(&["gnome-keyring", "make"]);
        assert!(sentence.contains("apt-get update && apt-get install -y gnome-keyring make"), "{sentence}");
    }

    #[test]
    fn apt_asks_nothing_and_installs_only_what_was_named() {
        let line = install_line(&["perl"]);
        assert!(line.contains(&"-y") && line.contains(&"DEBIAN_FRONTEND=noninteractive"));
        assert_eq!(line.last(), Some(&"perl"));
    }

    #[test]
    fn a_package_is_listed_once() {
        let all: Vec<&Need> =
            [NEEDS, FOR_THE_WINDOW, FOR_JOURNEYS, FOR_PACKAGES].into_iter().flatten().collect();
        for (at, need) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| other.package != need.package), "{}", need.package);
        }
    }
}
