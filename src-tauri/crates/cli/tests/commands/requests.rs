//! Requests for payment and finding them again.

use crate::shop::{Ended, Shop, program, signal};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn a_request_is_made_listed_shown_shared_and_stopped() {
    let Some(shop) = Shop::open() else { return };
    let made = shop
        .run(&[
            "request",
            "new",
            "--amount",
            "SGD 12.50",
            "--order",
            "A-7",
            "--description",
            "Tea, 2 boxes",
            "--name",
            "王芳",
            "--phone",
            "+65 8123 4567",
            "--email",
            "fang@mail.example",
            "--item",
            "Tea:2:6.25",
            "--method",
            "GRABPAY_SG",
            "--locale",
            "en_US",
            "--link-life",
            "30m",
            "--life",
            "1d",
        ])
        .done();
    let order = &made["order"];
    assert_eq!(order["amount"], json!({ "currency": "SGD", "value": "1250" }));
    assert_eq!(
        (order["state"].clone(), order["word"].clone()),
        ("waiting".into(), "Waiting for payment".into())
    );
    assert_eq!(order["buyer"]["items"][0]["quantity"], 2);
    let link = made["link"].as_str().unwrap();

    for id in ["A-7", order["id"].as_str().unwrap(), order["sessions"][0]["request"].as_str().unwrap()] {
        let shown = shop.run(&["request", "show", id]);
        assert_eq!(shown.done()["reference"], "A-7");
        assert!(!shown.out.contains("sessionData="), "the link's query stays masked: {shown:?}");
        assert!(shown.done()["masked"].as_array().is_some_and(|masked| !masked.is_empty()));
    }
    let taken = shop.place.path().join("taken.svg");
    std::fs::write(&taken, "mine").unwrap();
    let onto = ["request", "share", "A-7", "--qr", "svg", "--output", taken.to_str().unwrap()];
    shop.run(&onto).failed(2, "file-not-written");
    let given = |shop: &Shop| shop.show("A-7")["sessions"][0]["shared"].clone();
    assert_eq!(given(&shop), serde_json::json!([]), "what was not handed over is not told as shared");
    let shared = shop.run(&["request", "share", "A-7", "--channel", "email", "--qr", "svg"]).done();
    assert_eq!(given(&shop), serde_json::json!(["email"]));
    assert_eq!(shared["link"], link);
    assert!(shared["uri"].as_str().unwrap().starts_with("mailto:fang@mail.example?"));
    assert!(shared["text"].as_str().unwrap().starts_with("TRAINING"));
    assert!(shared["qr"]["text"].as_str().unwrap().contains("<svg"));

    shop.run(&["request", "reissue", "A-7"]).failed(4, "link-is-live");
    let again = shop.run(&["request", "reissue", "A-7", "--accept-live-link"]).done();
    assert_ne!(again["link"], link);
    let stopped = shop.run(&["request", "stop", "A-7", "--reason", "Changed their mind"]).done();
    assert!(stopped["order"]["closed"]["reason"].as_str().is_some_and(|reason| reason.contains("mind")));
    assert!(shop.run(&["request", "reissue", "A-7", "--accept-live-link"]).exit == 4);
    let refused = shop.run(&["request", "share", "A-7"]);
    refused.failed(4, "order-closed");
    assert!(refused.err.contains("request replace A-7"), "{refused:?}");
}

#[test]
fn a_request_is_replaced_knowingly_and_its_number_goes_on() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 12.50", &["--method", "GRABPAY_SG"]);
    shop.run(&["request", "replace", "A-1", "--amount", "SGD 11.00"]).failed(4, "link-is-live");
    let made = shop.run(&["request", "replace", "A-1", "--amount", "SGD 11.00", "--accept-live-link"]).done();
    assert_eq!(made["order"]["amount"]["value"], "1100");
    assert!(made["order"]["replaces"].is_string());
    let id = made["order"]["id"].as_str().unwrap();
    assert_eq!(shop.run(&["request", "show", id]).done()["reference"], "A-1");
}

#[test]
fn a_script_that_asks_twice_makes_one_request() {
    let Some(shop) = Shop::open() else { return };
    let words = [
        "request",
        "new",
        "--amount",
        "SGD 5.00",
        "--description",
        "Tea",
        "--buyer-id",
        "C-1",
        "--key",
        "invoice-7",
    ];
    let (first, second) = (shop.run(&words).done(), shop.run(&words).done());
    assert_eq!(first["order"]["id"], second["order"]["id"]);
    assert_eq!(shop.gateway.effects("session_issued").0, 1);
    let other = [
        "request",
        "new",
        "--amount",
        "SGD 6.00",
        "--description",
        "Tea",
        "--buyer-id",
        "C-1",
        "--key",
        "invoice-7",
    ];
    shop.run(&other).failed(4, "script-key-reused");
}

#[test]
fn what_can_be_read_two_ways_is_refused_with_both_readings() {
    let Some(shop) = Shop::open() else { return };
    let try_amount = |amount: &str| {
        shop.run(&["request", "new", "--amount", amount, "--description", "Tea", "--buyer-id", "C-1"])
    };
    let refused = try_amount("SGD 17,000");
    refused.failed(2, "ambiguous-amount");
    assert!(refused.err.contains("17000.00") && refused.err.contains("17.00"), "{refused:?}");
    try_amount("SGD 1.234").failed(2, "ambiguous-amount");
    try_amount("12.50").failed(2, "amount-currency");
    try_amount("JPY 10.5").code();
    assert_eq!(try_amount("SGD 0").exit, 2, "nothing cannot be asked for, however things stand");
    assert_eq!(shop.gateway.effects("session_issued").0, 0);
}

#[test]
fn card_numbers_are_refused_and_kept_nowhere() {
    let Some(shop) = Shop::open() else { return };
    let refused =
        shop.run(&["request", "new", "--amount", "SGD 5.00", "--description", "card 4111 1111 1111 1111"]);
    refused.failed(2, "bad-field");
    assert!(!refused.err.contains("4111"), "{refused:?}");
    assert_eq!(shop.run(&["request", "list"]).done()["rows"], json!([]));
}

#[test]
fn orders_are_found_by_anything_and_page_by_page() {
    let Some(shop) = Shop::open() else { return };
    for number in 1..=3 {
        shop.order(
            &format!("A-{number}"),
            "SGD 5.00",
            &["--name", "王芳", "--phone", "+65 8123-4567", "--method", "GRABPAY_SG"],
        );
    }
    shop.order("B-1", "USD 9.00", &["--email", "lim@mail.example"]);
    let numbers = |found: &Value| -> Vec<String> {
        found["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["reference"].as_str().unwrap().to_owned())
            .collect()
    };
    for query in ["王芳", "王", "81234567", "0065 8123 4567", "order:A-", "currency:SGD"] {
        assert_eq!(
            numbers(&shop.run(&["payment", "search", query]).done()),
            ["A-3", "A-2", "A-1"],
            "{query}"
        );
    }
    assert_eq!(numbers(&shop.run(&["payment", "search", "--", "-currency:SGD"]).done()), ["B-1"]);
    assert_eq!(numbers(&shop.run(&["request", "list", "--open"]).done()).len(), 4);
    assert!(numbers(&shop.run(&["payment", "list"]).done()).is_empty(), "nothing was paid");
    assert!(numbers(&shop.run(&["payment", "list", "status:waiting"]).done()).is_empty());
    let narrowed = shop.run(&["request", "list", "--open", "status:paid"]).done();
    assert!(numbers(&narrowed).is_empty(), "what waits is not paid: {narrowed}");
    let either = shop.run(&["request", "list", "--open", "status:paid", "status:waiting"]).done();
    assert_eq!(numbers(&either).len(), 4);
    let apart = shop.run(&["request", "list", "account:nobody", "--account", "main"]);
    apart.failed(2, "bad-query");
    let page = shop.run(&["request", "list", "--limit", "3"]).done();
    let rest =
        shop.run(&["request", "list", "--limit", "3", "--after", page["next"].as_str().unwrap()]).done();
    assert_eq!([numbers(&page), numbers(&rest)].concat(), ["B-1", "A-3", "A-2", "A-1"]);
    let wrong = shop.run(&["payment", "search", "amout:>100"]);
    wrong.failed(2, "bad-query");
    assert!(wrong.err.contains("amount:"), "{wrong:?}");
    shop.run(&["request", "show", "C-1"]).failed(3, "not-found");
}

#[test]
fn qr_codes_go_to_files_that_are_not_there_yet() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
    let file = shop.place.path().join("qr.png");
    let words = ["request", "share", "A-1", "--qr", "png", "--output", file.to_str().unwrap()];
    assert_eq!(shop.run(&words).done()["qr"]["form"], "png");
    assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"));
    shop.run(&words).failed(2, "file-not-written");
    shop.run(&["request", "share", "A-1", "--qr", "png"]).failed(2, "png-nowhere");
    let mut piped = program();
    let piped = piped
        .arg("--home")
        .arg(shop.home())
        .args(["request", "share", "A-1", "--qr", "png"])
        .output()
        .unwrap();
    assert!(piped.stdout.starts_with(b"\x89PNG"), "{:?}", Ended::of(&piped));
}

#[test]
fn people_are_told_which_world_they_are_in() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 1,299.00", &["--name", "王芳", "--buyer-id", "C-1"]);
    let shown = shop.run_plain(&["request", "list"]);
    assert!(shown.err.starts_with("TRAINING"), "{shown:?}");
    let line = shown.out.lines().nth(1).unwrap();
    assert!(
        line.starts_with("A-1")
            && line.contains("Waiting for payment")
            && line.contains("SGD 1,299.00")
            && line.ends_with("+08:00"),
        "{line}"
    );
    assert!(!shown.out.contains('\u{1b}'), "no colour where stdout is no terminal");
}

#[test]
fn flights_and_stays_are_sold_on_the_page_for_one_product() {
    let Some(shop) = Shop::open() else { return };
    let new = |more: &[&str]| {
        let words = ["request", "new", "--amount", "CNY 1000.00", "--description", "To Hong Kong"];
        shop.run(&[&words, more].concat())
    };
    let buyer = ["--name", "Mei Wong", "--buyer-id", "C-204"];
    let trips = [
        "--flight",
        "CX111 SZX HKG 2026-12-27T12:00+08:00 600.00",
        "--stay",
        "2026-12-27 2026-12-29 400.00 Harbour Hotel",
    ];
    let made = new(&[&trips[..], &buyer].concat()).done();
    assert_eq!(made["order"]["methods"][0], "ANTOM_BIZ_ACCOUNT");
    let items = &made["order"]["buyer"]["items"];
    assert_eq!(items[0]["name"], "ticket-20261227-CX111-SZX-HKG");
    assert_eq!(items[1]["name"], "Accommodation Period (20261227-20261229), Harbour Hotel");
    assert_eq!(made["warnings"], json!([]), "what is to come needs no word: {made}");
    let past = [
        "--flight",
        "CX112 SZX HKG 2025-12-27T12:00+08:00 600.00",
        "--stay",
        "2025-12-27 2025-12-29 400.00 Harbour Hotel",
    ];
    let told = new(&[&past[..], &buyer].concat()).done()["warnings"].to_string();
    for over in ["CX112 lies in the past", "Harbour Hotel lies in the past"] {
        assert!(told.contains(over), "{over}: {told}");
    }
    new(&trips).failed(2, "field-missing");
    new(&[&trips[..2], &buyer].concat()).failed(4, "goods-not-equal");
    new(&["--flight", "CX111 SZX"]).failed(2, "bad-flight");
    new(&["--stay", "today tomorrow"]).failed(2, "bad-stay");
}

#[test]
fn an_order_without_a_link_is_led_to_the_counter_and_nowhere_else() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 5.00", &["--by", "one-method", "--method", "ALIPAY_CN", "--buyer-id", "C-1"]);
    for (words, code) in
        [(["request", "share", "A-1"], "paid-at-counter"), (["request", "reissue", "A-1"], "link-is-live")]
    {
        let refused = shop.run(&words);
        refused.failed(4, code);
        assert!(refused.err.contains("countersign counter A-1"), "{refused:?}");
        assert!(!refused.err.contains("share that one"), "{refused:?}");
    }
}

#[test]
fn a_counter_that_is_left_says_so_in_its_last_line() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 5.00", &["--by", "one-method", "--method", "ALIPAY_CN", "--buyer-id", "C-1"]);
    let mut counter = shop.command(&["counter", "A-1"]);
    let mut child = counter.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let open: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(open["what"], "open");
    signal(&child, "INT");
    let last: Value = serde_json::from_str(&lines.map_while(Result::ok).last().unwrap()).unwrap();
    assert_eq!((&last["what"], &last["ended"]), (&json!("ended"), &json!("left")), "{last}");
    assert_eq!(last["order"]["reference"], "A-1");
    let ended = Ended::of(&child.wait_with_output().unwrap());
    assert_eq!((ended.exit, ended.code().as_str()), (6, "counter-left"), "{ended:?}");
}
