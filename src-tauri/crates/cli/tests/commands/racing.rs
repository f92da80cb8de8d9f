//! Several processes at once.

use crate::shop::{Ended, Shop};
use std::process::Stdio;

#[test]
fn processes_racing_for_the_same_remainder_never_send_more_than_it() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let start = |key: &str| {
        let words =
            ["payment", "refund", "A-1", "--amount", "SGD 30.00", "--reason", "Race", "--yes", "--key", key];
        shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let keys = ["1", "2", "3", "4"];
    let racers: Vec<_> = keys.iter().map(|key| start(key)).collect();
    let ended: Vec<Ended> =
        racers.into_iter().map(|racer| Ended::of(&racer.wait_with_output().unwrap())).collect();
    let won = ended.iter().filter(|ended| ended.exit == 0).count();
    assert!(won <= 1, "{ended:?}");
    for lost in ended.iter().filter(|ended| ended.exit != 0) {
        assert!([4, 5].contains(&lost.exit), "refused or changed: {lost:?}");
    }
    // Whoever was told that something changed may ask again; the remainder is spent once all the same.
    for key in keys {
        shop.run(&[
            "payment",
            "refund",
            "A-1",
            "--amount",
            "SGD 30.00",
            "--reason",
            "Race",
            "--yes",
            "--key",
            key,
        ]);
    }
    assert_eq!(shop.gateway.effects("refunded"), (1, 3_000));
    assert_eq!(shop.show("A-1")["payments"][0]["book"]["available"]["value"], "1000");
}

#[test]
fn the_same_key_in_two_processes_at_once_pays_once() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let words = ["payment", "refund", "A-1", "--amount", "SGD 10.00", "--yes", "--key", "same"];
    let start = || shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let racers = [start(), start(), start()];
    let ended = racers.map(|racer| Ended::of(&racer.wait_with_output().unwrap()));
    let last = shop.run(&words).done();
    for ended in ended {
        // The one that sends it may still be at it when another tells where it stands.
        assert!([0, 6].contains(&ended.exit), "{ended:?}");
        assert_eq!(ended.json()["id"], last["id"], "{ended:?}");
    }
    assert_eq!(shop.gateway.effects("refunded"), (1, 1_000));
}

#[test]
fn two_first_accounts_at_once_make_one_ledger() {
    let Some(shop) = Shop::open() else { return };
    let home = shop.place.path().join("fresh");
    let start = |name: &str| {
        let words = [
            "account",
            "add",
            name,
            "--simulator",
            &shop.gateway.url,
            "--simulator-token",
            &shop.gateway.token,
            "--client-id",
            name,
        ];
        shop.command_at(&home, &words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let codes = [start("one"), start("two")]
        .map(|child| Ended::of(&child.wait_with_output().unwrap()).done()["recovery_code"].is_string());
    assert_eq!(codes.iter().filter(|shown| **shown).count(), 1, "one of them made the ledger");
    assert_eq!(shop.run_at(&home, &["account", "list"]).done()["accounts"].as_array().unwrap().len(), 2);
}
