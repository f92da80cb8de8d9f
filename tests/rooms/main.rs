//! Each room knows only the rooms on floors below it, and the simulator knows none: a mistake in the client must not
//! be able to hide in its judge.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of tests stops where its input is not what it must be"
)]

mod claims;
mod pitfalls;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Our packages and what each may depend on in what ships, tests and examples included unless listed below.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("money", &[]),
    ("antom", &["money"]),
    ("domain", &["money"]),
    ("ledger", &["domain", "money"]),
    ("vault", &[]),
    ("simulator", &[]),
    ("console", &["antom", "domain", "ledger", "money", "vault"]),
    ("cli", &["console", "domain", "money", "simulator", "vault"]),
    ("countersign-desktop", &["console", "domain", "money", "simulator", "vault"]),
];

/// What nobody else may depend on: developer commands and tests.
const SEEN_BY_NOBODY: [&str; 5] =
    ["xtask", "countersign-tests", "countersign-journeys", "countersign-storm", "countersign-fuzz"];

/// Every package of the workspace with its dependencies: name, and kind (`null` for shipped code, `dev`, `build`).
fn packages() -> BTreeMap<String, Vec<(String, Option<String>)>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let needs = package["dependencies"].as_array().unwrap();
            let needs =
                needs.iter().map(|need| (text(&need["name"]), need["kind"].as_str().map(str::to_owned)));
            (text(&package["name"]), needs.collect())
        })
        .collect()
}

#[test]
fn a_room_knows_only_the_rooms_below_it() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    for (room, may_know) in MAY_KNOW {
        let needs = packages.get(*room).unwrap_or_else(|| panic!("there is no room {room}"));
        for (need, kind) in needs {
            if ours.contains(need.as_str()) && kind.is_none() && need != room {
                assert!(may_know.contains(&need.as_str()), "{room} must not know {need}");
            }
        }
    }
}

#[test]
fn the_simulator_knows_none_of_our_rooms_not_even_in_its_tests() {
    let packages = packages();
    let needs = packages.get("simulator").unwrap();
    let known: Vec<_> = needs.iter().filter(|(need, _)| packages.contains_key(need)).collect();
    assert!(known.is_empty(), "the simulator depends on {known:?}");
    assert!(
        needs.iter().all(|(need, _)| need != "rsa"),
        "the simulator must not share the client's RSA library"
    );
}

#[test]
fn nothing_depends_on_developer_commands_or_tests() {
    for (package, needs) in packages() {
        for (need, _) in needs {
            assert!(!SEEN_BY_NOBODY.contains(&need.as_str()), "{package} depends on {need}");
        }
    }
}

#[test]
fn every_package_of_the_workspace_has_a_place() {
    for package in packages().keys() {
        let placed =
            MAY_KNOW.iter().any(|(room, _)| room == package) || SEEN_BY_NOBODY.contains(&package.as_str());
        assert!(placed, "{package} has no floor: name it in MAY_KNOW with what it may know");
    }
}
