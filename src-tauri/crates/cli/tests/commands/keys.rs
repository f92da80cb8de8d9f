//! Changing the key that signs.

use crate::shop::{Ended, Shop};
use antom::keys::MerchantKey;
use rand::RngCore;
use std::io::Write;
use std::process::Stdio;

/// As much of a fingerprint as a person types.
fn short(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap()
}

#[test]
fn a_key_is_changed_in_four_steps_and_never_leaves_the_account_without_one() {
    let Some(shop) = Shop::open() else { return };
    let old = shop.run(&["account", "show"]).done()["keys"][0]["fingerprint"].as_str().unwrap().to_owned();
    let added = shop.run(&["key", "generate", "--simulator-token", &shop.gateway.token]).done();
    let new = added["key"]["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!((added["key"]["version"].clone(), added["key"]["stage"].clone()), (2.into(), "added".into()));

    shop.run(&["key", "rotate", "--promote", short(&new)]).failed(4, "key-stage");
    let told = shop.run(&["key", "rotate"]).done();
    assert!(told["next"].as_str().unwrap().contains(&format!("--prove {}", short(&new))), "{told}");
    shop.run(&["key", "rotate", "--prove", short(&new)]).done();
    shop.run(&["key", "rotate", "--retire", short(&old)]).failed(4, "key-stage");
    shop.run(&["key", "rotate", "--promote", short(&new)]).done();
    shop.run(&["account", "test"]).done();
    let told = shop.run(&["key", "rotate", "--retire", short(&old)]).done();
    assert_eq!(told["moved"]["stage"], "retired");

    let keys = shop.run(&["key", "show"]).done();
    assert!(keys["keys"][0]["public_key"].is_null(), "the retired key's private half is gone: {keys}");
    assert!(keys["keys"][1]["public_key"].is_string());
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
}

#[test]
fn a_key_antom_does_not_know_is_not_proved() {
    let Some(shop) = Shop::open() else { return };
    let added = shop.run(&["key", "generate"]).done();
    let new = added["key"]["fingerprint"].as_str().unwrap();
    let refused = shop.run(&["key", "rotate", "--prove", new]);
    refused.failed(4, "key-stage");
    assert!(refused.err.contains("key version 2"), "{refused:?}");
    shop.run(&["account", "test"]).done();
}

/// Runs a command that is handed something on stdin.
fn handed(shop: &Shop, words: &[&str], text: &str) -> Ended {
    let mut command = shop.command(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses before it reads has gone by then.
    child.stdin.take().unwrap().write_all(text.as_bytes()).ok();
    Ended::of(&child.wait_with_output().unwrap())
}

#[test]
fn outside_of_training_only_who_keeps_the_recovery_code_and_says_why_changes_what_signs() {
    let Some(shop) = Shop::open() else { return };
    let antom = shop.place.path().join("antom.txt");
    let theirs = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes))
        .unwrap()
        .public_key()
        .to_base64_spki();
    std::fs::write(&antom, theirs).unwrap();
    let antom = antom.display().to_string();
    let sandbox = ["--environment", "sandbox"];
    let run = |words: &[&str], stdin: &str| handed(&shop, &[words, &sandbox].concat(), stdin);
    let account = [
        ["account", "add", "main", "--client-id", "SANDBOX_5X00", "--gateway", "asia", "--antom-key"]
            .as_slice(),
        &[&antom, "--redirect-url", "https://shop.example/thanks"],
    ]
    .concat();
    let code = run(&account, "").done()["recovery_code"].as_str().unwrap().to_owned();
    let key = run(&["key", "generate"], "").done()["key"]["fingerprint"].as_str().unwrap().to_owned();

    let promote = ["key", "rotate", "--promote", short(&key)];
    let silent = run(&promote, &code);
    silent.failed(2, "bad-field");
    assert!(silent.err.contains("Reason"), "{silent:?}");
    let why = [promote.as_slice(), &["--reason", "the old one is a year old"]].concat();
    run(&why, "").failed(2, "empty-file");
    for wrong in [shop.recovery_code.as_str(), "ABCD-EFGH"] {
        let refused = run(&why, wrong);
        refused.failed(2, "recovery-code");
        assert!(!refused.err.contains(wrong), "a code is never told again: {refused:?}");
    }
    // The right code is asked for first; what it would sign with must be proved besides.
    run(&why, &code).failed(4, "key-stage");
    run(&["key", "rotate", "--reason", "no step is named"], "").failed(2, "usage");
}

#[test]
fn a_version_belongs_to_one_key_and_a_key_is_imported_once() {
    let Some(shop) = Shop::open() else { return };
    let file = |name: &str| {
        let key = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
        let path = shop.place.path().join(name);
        std::fs::write(&path, key.to_pkcs8_der().unwrap().as_slice()).unwrap();
        path.display().to_string()
    };
    let (mine, other) = (file("mine.der"), file("other.der"));
    let import = |file: &str, version: &str| {
        shop.run(&["key", "import", "--key-file", file, "--key-version", version])
    };
    let signs = shop.run(&["account", "show"]).done()["keys"][0]["fingerprint"].as_str().unwrap().to_owned();
    let refused = import(&mine, "1");
    refused.failed(4, "key-stage");
    assert!(refused.err.contains(&signs), "the key that has the version is named: {refused:?}");
    shop.run(&["key", "generate", "--key-version", "1"]).failed(4, "key-stage");

    import(&mine, "2").done();
    let again = import(&mine, "3");
    again.failed(4, "key-stage");
    assert!(again.err.contains("under version 2") && again.err.contains("key generate"), "{again:?}");
    import(&mine, "2").failed(4, "key-stage");
    import(&other, "2").failed(4, "key-stage");
    assert_eq!(shop.run(&["key", "show"]).done()["keys"].as_array().unwrap().len(), 2);
}
