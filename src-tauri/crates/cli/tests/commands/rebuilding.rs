//! The history from nothing but Antom's transaction report.

use crate::shop::Shop;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The report, written where a merchant would have downloaded it.
fn report(shop: &Shop) -> PathBuf {
    let file = shop.place.path().join("transactions.csv");
    std::fs::write(&file, shop.gateway.get("report")["csv"].as_str().unwrap()).unwrap();
    file
}

/// The same account in a new home, with a new key pair that the gateway knows.
fn new_home(shop: &Shop) -> PathBuf {
    let home = shop.place.path().join("elsewhere");
    let (url, token) = (shop.gateway.url.clone(), shop.gateway.token.clone());
    let client = shop.run(&["account", "show", "main"]).done()["client_id"].as_str().unwrap().to_owned();
    let words =
        ["account", "add", "main", "--simulator", &url, "--simulator-token", &token, "--client-id", &client];
    shop.run_at(&home, &words).done();
    shop.run_at(&home, &["settings", "set", "stop-window", "0"]).done();
    home
}

fn rebuild(shop: &Shop, home: &Path, file: &Path) -> Value {
    shop.run_at(home, &["ledger", "rebuild", "--report", file.to_str().unwrap()]).done()
}

#[test]
fn a_lost_history_comes_back_from_the_report_and_goes_on_by_the_normal_rules() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "r"]).done();
    shop.held_order("A-2", "SGD 12.00");
    shop.run(&["payment", "capture", "A-2", "--yes", "--key", "c"]).done();
    shop.held_order("A-3", "SGD 7.00");
    shop.held_order("A-4", "SGD 9.00");
    shop.run(&["payment", "cancel", "A-4", "--reason", "Ordered twice", "--yes", "--key", "x"]).done();
    let before: Vec<Value> = ["A-1", "A-2", "A-3", "A-4"].map(|number| shop.show(number)).to_vec();

    let (home, file) = (new_home(&shop), report(&shop));
    let rebuilt = rebuild(&shop, &home, &file);
    assert_eq!((&rebuilt["payments"], &rebuilt["imported"]), (&json!(4), &json!(4)), "{rebuilt}");
    for what in ["not_at_antom", "not_learnt", "missing"] {
        assert_eq!(rebuilt[what], json!([]), "{rebuilt}");
    }
    for order in &before {
        let number = order["reference"].as_str().unwrap();
        let after = shop.run_at(&home, &["payment", "show", number]).done();
        for what in ["state", "amount", "description"] {
            assert_eq!(after[what], order[what], "{number}: {after}");
        }
        for what in ["id", "book", "hold_ends_at", "method"] {
            assert_eq!(after["payments"][0][what], order["payments"][0][what], "{number}: {what}");
        }
    }
    // What is left of a payment is what it was, and not more.
    let refund = |amount: &str, key: &str| {
        let words =
            ["payment", "refund", "A-1", "--amount", amount, "--reason", "Rest", "--yes", "--key", key];
        shop.run_at(&home, &words)
    };
    assert_eq!(refund("SGD 35.01", "more").exit, 4);
    refund("SGD 35.00", "rest").done();
    shop.run_at(&home, &["payment", "capture", "A-3", "--yes", "--key", "late"]).done();
    assert_eq!(shop.gateway.effects("refunded"), (2, 4_000));
    assert_eq!(shop.gateway.effects("captured"), (2, 1_900));
    assert_eq!(shop.run_at(&home, &["ledger", "verify"]).done()["whole"], true);
}

#[test]
fn the_same_report_given_twice_adds_nothing_and_what_could_not_be_learnt_is_learnt_the_next_time() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.paid_order("A-2", "SGD 30.00");
    let (home, file) = (new_home(&shop), report(&shop));
    let words = ["ledger", "rebuild", "--report", file.to_str().unwrap()];
    shop.fault("inquiryPayment", "no_signature");
    let first = shop.run_at(&home, &words);
    assert_eq!((first.exit, first.code().as_str()), (9, "nothing-learnt"), "{first:?}");
    assert_eq!(first.json()["imported"], 1, "what nobody signed is not believed: {first:?}");
    let second = rebuild(&shop, &home, &file);
    assert_eq!((&second["imported"], &second["known"]), (&json!(1), &json!(1)), "{second}");
    let facts = || shop.run_at(&home, &["ledger", "stats"]).done()["facts"].clone();
    let whole = facts();
    assert_eq!(rebuild(&shop, &home, &file)["known"], 2);
    assert_eq!(facts(), whole, "nothing new was said, so nothing is written");
}

#[test]
fn half_a_report_is_refused_before_anything_is_asked() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let (home, file) = (new_home(&shop), report(&shop));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("<END>", "")).unwrap();
    let words = ["ledger", "rebuild", "--report", file.to_str().unwrap()];
    shop.run_at(&home, &words).failed(2, "bad-field");
    assert_eq!(shop.run_at(&home, &["ledger", "stats"]).done()["orders"], 0);
}
