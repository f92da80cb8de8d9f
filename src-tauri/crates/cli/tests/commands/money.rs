//! Capture, cancel, refund: shown, confirmed, sent once, settled.

use crate::shop::{Shop, program, until};
use serde_json::json;

#[test]
fn a_hold_is_captured_and_refunded_in_parts() {
    let Some(shop) = Shop::open() else { return };
    let payment = shop.held_order("A-1", "SGD 120.00");
    assert_eq!(shop.show("A-1")["word"], "Authorised");
    let captured = shop.run(&["payment", "capture", "A-1", "--yes", "--key", "c"]).done();
    assert_eq!((captured["stage"].clone(), captured["replayed"].clone()), ("done".into(), false.into()));
    assert_eq!(shop.gateway.effects("captured"), (1, 12_000));
    shop.run(&["payment", "capture", "A-1", "--yes", "--key", "c2"]).code();
    let part = shop.run(&[
        "payment",
        "refund",
        &payment,
        "--amount",
        "20.00",
        "--reason",
        "One was broken",
        "--yes",
        "--key",
        "r",
    ]);
    part.failed(6, "outcome-unknown");
    assert_eq!(part.json()["stage"], "checking", "a card's refund takes its time");
    shop.gateway.advance(172_800);
    shop.watch("--until-quiet");
    let shown = shop.show("A-1");
    assert_eq!(
        (shown["word"].clone(), shown["payments"][0]["book"]["available"]["value"].clone()),
        ("Part-refunded".into(), "10000".into())
    );
    assert_eq!(shop.gateway.effects("refunded"), (1, 2_000));
}

#[test]
fn a_paid_order_is_cancelled_whole() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 15.00");
    let done =
        shop.run(&["payment", "cancel", "A-1", "--reason", "Ordered twice", "--yes", "--key", "x"]).done();
    assert_eq!((done["verb"].clone(), done["word"].clone()), ("Cancel".into(), "Cancelled".into()));
    assert_eq!(shop.gateway.effects("cancelled"), (1, 1_500));
    assert_eq!(shop.run(&["payment", "refund", "A-1", "--full", "--yes", "--key", "y"]).exit, 4);
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[test]
fn a_dry_run_says_what_would_happen_and_why_not_and_sends_nothing() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let would = shop.run(&["payment", "refund", "A-1", "--amount", "SGD 5.00", "--dry-run"]).done();
    assert_eq!(
        (would["permitted"].clone(), would["after"]["available"]["value"].clone()),
        (true.into(), "3500".into())
    );
    assert!(would["sentence"].as_str().unwrap().contains("SGD 5.00"));
    let not = shop.run(&["payment", "refund", "A-1", "--amount", "SGD 50.00", "--dry-run"]);
    assert_eq!((not.exit, not.json()["permitted"].clone()), (4, false.into()));
    assert_eq!(not.code(), not.json()["refusal"]["code"]);
    let book = shop.show("A-1")["payments"][0]["book"].clone();
    assert_eq!(book["available"]["value"], "4000", "{book}");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[test]
fn the_same_amount_again_takes_a_reason_of_its_own_and_the_option_for_it_is_named() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let refund = |more: &[&str]| {
        shop.run(&[&["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes"], more].concat())
    };
    refund(&["--reason", "Chipped", "--key", "1"]).done();
    for (more, code) in
        [(&["--key", "2"][..], "reason-needed"), (&["--key", "2", "--reason", "chipped."], "reason-repeated")]
    {
        let refused = refund(more);
        refused.failed(4, code);
        assert!(refused.err.contains("--reason TEXT"), "{refused:?}");
    }
    refund(&["--key", "2", "--reason", "A second one chipped"]).done();
    let text = program().arg("--home").arg(shop.home()).args(["payment", "show", "A-1"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&text.stdout).contains("Can be sent again"), "it is paid");
}

#[test]
fn a_script_confirms_with_a_key_and_without_a_terminal_nobody_else_can() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let refund = ["payment", "refund", "A-1", "--amount", "SGD 5.00"];
    shop.run(&[&refund, ["--yes"].as_slice()].concat()).failed(2, "key-missing");
    shop.run(&refund).failed(2, "nobody-to-ask");
    shop.run(&[&refund, ["--key", "k"].as_slice()].concat()).failed(2, "nobody-to-ask");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[test]
fn a_script_run_twice_pays_once() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let refund = |amount: &str, key: &str| {
        shop.run(&[
            "payment", "refund", "A-1", "--amount", amount, "--reason", "Return", "--yes", "--key", key,
        ])
    };
    let first = refund("SGD 40.00", "return-1").done();
    let second = refund("SGD 40.00", "return-1").done();
    assert_eq!(
        (second["replayed"].clone(), second["operation"].clone()),
        (true.into(), first["operation"].clone())
    );
    refund("SGD 30.00", "return-1").failed(4, "script-key-reused");
    assert_eq!(shop.gateway.effects("refunded"), (1, 4_000));
}

#[test]
fn never_more_than_what_is_left_and_the_same_amount_needs_a_reason() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let refund =
        |words: &[&str]| shop.run(&[["payment", "refund", "A-1", "--yes"].as_slice(), words].concat());
    refund(&["--amount", "SGD 12.00", "--key", "1"]).done();
    let twin = refund(&["--amount", "SGD 12.00", "--key", "2"]);
    assert_eq!(twin.exit, 4);
    assert!(twin.err.contains("reason"), "{twin:?}");
    refund(&["--amount", "SGD 12.00", "--reason", "The second cup too", "--key", "3"]).done();
    assert_eq!(refund(&["--amount", "SGD 16.01", "--key", "4"]).exit, 4);
    refund(&["--amount", "USD 1.00", "--key", "5"]).failed(2, "other-currency");
    refund(&["--full", "--key", "6"]).done();
    assert_eq!(shop.gateway.effects("refunded"), (3, 4_000));
}

#[test]
fn every_lost_or_spoilt_answer_ends_settled_with_one_effect() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 90.00");
    let faults = [
        "lost_after_effect",
        "http_500_after_effect",
        "bad_signature",
        "no_signature",
        "garbage",
        "answer_unknown",
    ];
    for (nth, fault) in faults.iter().enumerate() {
        shop.fault("refund", fault);
        let amount = format!("SGD {}.00", nth + 1);
        let done =
            shop.run(&["payment", "refund", "A-1", "--amount", &amount, "--yes", "--key", fault]).done();
        assert_eq!((done["stage"].clone(), done["attempts"].clone()), ("done".into(), 1.into()), "{fault}");
        assert_eq!(shop.gateway.effects("refunded").0, nth + 1, "{fault}");
    }
}

#[test]
fn what_waits_in_the_outbox_lowers_what_is_left_and_can_be_stopped() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    shop.paid_order("A-1", "SGD 40.00");
    let refund = |amount: &str, key: &str| {
        shop.run(&["payment", "refund", "A-1", "--amount", amount, "--yes", "--key", key, "--detach"])
    };
    let queued = refund("SGD 30.00", "1").done();
    assert_eq!(queued["stage"], "queued");
    assert_eq!(refund("SGD 20.00", "2").exit, 4, "only SGD 10.00 is left");
    let listed = shop.run(&["outbox", "list"]).done();
    assert_eq!(listed["intents"][0]["id"], queued["id"]);
    assert_eq!(shop.run(&["outbox", "stop", "A-1"]).done()["stage"], "stopped");
    let second = refund("SGD 20.00", "2").done();
    shop.gateway.advance(601);
    let report = shop.watch("--until-quiet");
    assert_eq!(report["settled"][0]["id"], second["id"]);
    assert_eq!(shop.gateway.effects("refunded"), (1, 2_000));
    shop.run(&["outbox", "stop", "A-1"]).failed(3, "outbox-empty");
}

#[test]
fn a_payment_made_elsewhere_is_shown_imported_and_refunded_by_the_normal_rules() {
    let Some(shop) = Shop::open() else { return };
    let payment = shop.paid_order("A-1", "SGD 40.00");
    let other = shop.place.path().join("other");
    let run = |words: &[&str]| shop.run_at(&other, words);
    let client = shop.run(&["account", "show"]).done()["client_id"].as_str().unwrap().to_owned();
    run(&[
        "account",
        "add",
        "main",
        "--simulator",
        &shop.gateway.url,
        "--simulator-token",
        &shop.gateway.token,
        "--client-id",
        &client,
        "--key-version",
        "2",
    ])
    .done();
    run(&["settings", "set", "stop-window", "0"]).done();
    run(&["payment", "refund", &payment, "--full", "--yes", "--key", "k"]).failed(3, "not-found");
    let found = run(&["payment", "inquire", &payment]).done();
    assert_eq!(
        (found["found"].clone(), found["payment"]["amount"]["value"].clone()),
        ("elsewhere".into(), "4000".into())
    );
    let imported = run(&["payment", "inquire", &payment, "--import"]).done();
    assert_eq!(
        (imported["found"].clone(), imported["order"]["imported"].clone()),
        ("known".into(), true.into())
    );
    run(&["payment", "refund", &payment, "--amount", "SGD 30.00", "--yes", "--key", "k"]).done();
    // The first shop learns of it by asking, and does not give more back than is left.
    assert_eq!(
        shop.run(&["payment", "refund", "A-1", "--amount", "SGD 20.00", "--yes", "--key", "k"]).exit,
        4
    );
    assert_eq!(shop.gateway.effects("refunded"), (1, 3_000));
    run(&["payment", "inquire", "20991231000000000000000000000000"]).failed(3, "not-at-antom");
}

#[test]
fn two_paid_payments_of_one_order_are_told_apart_and_both_can_be_returned() {
    let Some(shop) = Shop::open() else { return };
    let first = shop.order("A-1", "SGD 10.00", &["--method", "GRABPAY_SG"]);
    let again = shop.run(&["request", "reissue", "A-1", "--accept-live-link"]).done();
    let second = again["order"]["sessions"][1]["request"].as_str().unwrap().to_owned();
    for request in [&first, &second] {
        shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    }
    let asked = shop.run(&["payment", "inquire", "A-1"]).done();
    assert!(
        asked["order"]["badges"]
            .as_array()
            .unwrap()
            .iter()
            .any(|badge| badge.as_str().unwrap().contains("×2")),
        "{asked}"
    );
    let unnamed = shop.run(&["payment", "refund", "A-1", "--full", "--yes", "--key", "1"]);
    unnamed.failed(2, "bad-field");
    shop.run(&["payment", "refund", &second, "--full", "--yes", "--key", "2"]).done();
    assert_eq!(shop.gateway.effects("refunded"), (1, 1_000));
}

#[test]
fn watching_once_learns_what_buyers_did() {
    let Some(shop) = Shop::open() else { return };
    let request = shop.order("A-1", "SGD 10.00", &["--method", "GRABPAY_SG"]);
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    until("the watcher sees the payment", || {
        shop.watch("--once");
        shop.show("A-1")["state"] == "paid"
    });
}
