//! The vault while the keyring's own program dies and comes back, as it does on desktops.
//!
//! `cargo xtask test` runs it on a bus of its own, where the program may be killed, and says so by
//! `COUNTERSIGN_TEST_KEYRING`. Nobody else's keyring is touched.
#![cfg(target_os = "linux")]
// The helpers of a test may stop it; clippy exempts only functions that are tests themselves.
#![allow(clippy::unwrap_used)]

use std::process::Command;
use std::time::Duration;
use vault::{EntryName, State, SystemVault, Vault};

/// Kills the program that answers for the Secret Service, without a chance to put anything in order.
fn kill_the_keyring() {
    let asked = Command::new("dbus-send")
        .args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
        .args(["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"])
        .output()
        .unwrap();
    let told = String::from_utf8(asked.stdout).unwrap();
    let process = told.split_whitespace().last().unwrap().to_owned();
    assert!(Command::new("kill").args(["-KILL", &process]).status().unwrap().success(), "{told}");
}

#[test]
fn a_keyring_that_died_is_asked_again_and_nothing_it_holds_is_called_gone() {
    if std::env::var("COUNTERSIGN_TEST_KEYRING").as_deref() != Ok("unlocked") {
        return;
    }
    let name = EntryName::new("training", "test-key", "restarted").unwrap();
    let vault = SystemVault::with_time_limit(Duration::from_secs(60));
    vault.put(&name, b"kept").unwrap();
    let kept = |vault: &SystemVault| vault.get(&name).unwrap().map(|secret| secret.to_vec());

    kill_the_keyring();
    assert_eq!(kept(&vault).as_deref(), Some(b"kept".as_slice()), "over a connection that broke");
    kill_the_keyring();
    let fresh = SystemVault::with_time_limit(Duration::from_secs(60));
    assert_eq!(kept(&fresh).as_deref(), Some(b"kept".as_slice()), "over a first connection");
    kill_the_keyring();
    vault.put(&name, b"later").unwrap();
    assert_eq!(kept(&fresh).as_deref(), Some(b"later".as_slice()));
    kill_the_keyring();
    assert_eq!(vault.probe(), State::Ready);
    vault.delete(&name).unwrap();
    assert_eq!(kept(&fresh), None);
}
