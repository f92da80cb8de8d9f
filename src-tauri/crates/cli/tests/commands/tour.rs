//! The tour as a whole.

use crate::shop::{Ended, program};
use serde_json::json;
use std::{env, panic, thread};

#[test]
fn the_tour_goes_from_nothing_to_a_refunded_payment_and_the_books_agree() {
    let place = tempfile::tempdir().unwrap();
    let ended = Ended::of(&program().args(["--json", "tour", "--keep"]).arg(place.path()).output().unwrap());
    if ended.exit == 7 && env::var_os("COUNTERSIGN_TEST_KEYRING").is_none() {
        assert!(ended.err.contains("cargo xtask run"), "{ended:?}");
        return;
    }
    let report = ended.done();
    assert_eq!(report["differences"], json!([]));
    assert!(report["effects"].as_u64().is_some_and(|effects| effects > 10), "{report}");
}

/// The guides that can be walked, and how many effects each has at the gateway at least.
const GUIDES: [(&str, u64); 5] = [("000", 4), ("001", 12), ("002", 4), ("003", 3), ("004", 9)];

#[test]
fn each_guide_that_can_be_walked_ends_with_books_that_agree() {
    thread::scope(|all| GUIDES.map(|(guide, least)| all.spawn(move || walk(guide, least))).map(joined));
    Ended::of(&program().args(["--json", "tour", "--guide", "009"]).output().unwrap()).failed(2, "usage");
}

fn walk(guide: &str, least: u64) {
    let place = tempfile::tempdir().unwrap();
    let mut command = program();
    command.args(["--json", "tour", "--guide", guide, "--keep"]).arg(place.path());
    let ended = Ended::of(&command.output().unwrap());
    if ended.exit == 7 && env::var_os("COUNTERSIGN_TEST_KEYRING").is_none() {
        return;
    }
    let report = ended.done();
    assert_eq!(report["differences"], json!([]), "{guide}");
    assert!(report["effects"].as_u64().is_some_and(|effects| effects >= least), "{guide}: {report}");
}

fn joined(walk: thread::ScopedJoinHandle<'_, ()>) {
    if let Err(why) = walk.join() {
        panic::resume_unwind(why);
    }
}

#[test]
fn without_a_keychain_the_tour_says_where_to_get_one() {
    let place = tempfile::tempdir().unwrap();
    let mut command = program();
    // A bus that is not there; and no other way to find one.
    command
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", place.path().join("no-bus").display()))
        .env_remove("XDG_RUNTIME_DIR");
    let ended = Ended::of(&command.args(["tour", "--json"]).output().unwrap());
    ended.failed(7, "vault-absent");
    assert!(ended.err.contains("cargo xtask run"), "{ended:?}");
}
