//! `cargo xtask setup`: what a fresh Debian 12 needs besides Rust.
//!
//! Each need is probed, not looked up in the package database, so a tool from elsewhere counts too.

use crate::failure::Failure;
use crate::program;
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

fn has_venv() -> bool {
    python().is_some()
}

/// A Python 3 that can make virtual environments: the one on the `PATH`, else the system's.
pub fn python() -> Option<&'static str> {
    ["python3", "/usr/bin/python3"]
        .into_iter()
        .find(|python| program::succeeds(Command::new(python).args(["-c", "import ensurepip, venv"])))
}

/// Installs what is missing.
///
/// # Errors
/// Something is missing and cannot be installed: no `apt-get` here, no right to use it, or it fails.
pub fn run() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(()); // the keychain and the compilers come with the system there
    }
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in &missing {
        println!("  {:<14} {}", need.package, need.purpose);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    install(&packages)?;
    match NEEDS.iter().find(|need| !(need.present)()) {
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
        for (at, need) in NEEDS.iter().enumerate() {
            assert!(NEEDS.iter().skip(at + 1).all(|other| other.package != need.package), "{}", need.package);
        }
    }
}
