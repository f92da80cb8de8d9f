//! Changing the key that signs.

use crate::shop::Shop;

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
    refused.failed(6, "antom-unknown");
    assert!(refused.err.contains("key version 2"), "{refused:?}");
    shop.run(&["account", "test"]).done();
}
