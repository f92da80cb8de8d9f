//! What needs a person, notes, and forgetting a buyer.

use crate::shop::Shop;
use serde_json::json;

/// An order whose buyer paid after it was stopped.
fn paid_late(shop: &Shop) {
    let request = shop.order("A-1", "SGD 12.00", &["--name", "Tan Mei", "--method", "GRABPAY_SG"]);
    shop.run(&["request", "stop", "A-1", "--reason", "Out of oolong"]).done();
    shop.gateway.advance(60);
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    shop.run(&["payment", "inquire", "A-1"]).done();
}

#[test]
fn what_needs_a_person_is_listed_put_off_and_read() {
    let Some(shop) = Shop::open() else { return };
    assert_eq!(shop.run(&["attention"]).done()["items"], json!([]));
    let calm = shop.run_plain(&["attention"]);
    assert!(calm.out.starts_with("Nothing needs a person now."), "{calm:?}");
    paid_late(&shop);
    let listed = shop.run(&["attention", "list"]).done();
    let item = &listed["items"][0];
    assert_eq!((item["kind"].clone(), item["reference"].clone()), ("late-payment".into(), "A-1".into()));
    let told = shop.run_plain(&["attention"]);
    for part in ["Paid late · order A-1 · SGD 12.00 · Tan Mei", "Deliver after all", "can be marked as read"]
    {
        assert!(told.out.contains(part), "{part}: {told:?}");
    }

    let snooze = ["attention", "snooze", "A-1", "--for", "2h", "--reason"];
    shop.run(&[&snooze, [" "].as_slice()].concat()).failed(2, "usage");
    let put_off = shop.run(&[&snooze, ["The buyer calls back"].as_slice()].concat()).done();
    assert_eq!(put_off["snoozed"], item["id"]);
    // Options of every command stand anywhere.
    assert_eq!(shop.run(&["attention", "--account", "main", "list"]).done()["items"], json!([]));
    let waiting = shop.run(&["attention"]).done();
    assert_eq!(
        (waiting["items"].clone(), waiting["snoozed"][0]["id"].clone()),
        (json!([]), item["id"].clone())
    );
    shop.gateway.advance(7_201);
    assert_eq!(shop.run(&["attention"]).done()["items"][0]["id"], item["id"], "it comes back");

    shop.run(&["attention", "read", "A-1"]).done();
    let read = shop.run(&["attention"]).done();
    assert_eq!((read["items"].clone(), read["snoozed"].clone()), (json!([]), json!([])));
    shop.run(&["attention", "read", "A-1"]).failed(3, "nothing-needed");
}

#[test]
fn notes_reasons_and_the_buyers_own_id_are_found() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 12.00", &["--buyer-id", "CUST-7788", "--method", "GRABPAY_SG"]);
    let noted = shop.run(&["request", "note", "A-1", "Wants it gift-wrapped"]).done();
    assert_eq!(noted["notes"][0]["text"], "Wants it gift-wrapped");
    shop.run(&["request", "note", "A-1", "4111 1111 1111 1111"]).failed(2, "bad-field");
    shop.run(&["request", "stop", "A-1", "--reason", "Out of oolong"]).done();
    shop.paid_order("A-2", "SGD 40.00");
    let refund = ["payment", "refund", "A-2", "--amount", "SGD 5.00", "--reason", "Chipped lid", "--yes"];
    shop.run(&[&refund, ["--key", "k"].as_slice()].concat()).done();
    for (query, number) in
        [("wrapped", "A-1"), ("7788", "A-1"), ("cust-77", "A-1"), ("oolong", "A-1"), ("chipped", "A-2")]
    {
        let found = shop.run(&["payment", "search", query]).done();
        assert_eq!(found["rows"][0]["reference"], number, "{query}: {found}");
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{query}: {found}");
    }
}

#[test]
fn a_buyer_is_forgotten_for_good_once_nothing_is_open() {
    let Some(shop) = Shop::open() else { return };
    let payment = shop.paid_order("A-1", "SGD 40.00");
    shop.order("A-2", "SGD 5.00", &["--name", "Lim", "--method", "GRABPAY_SG"]);
    shop.run(&["request", "forget-buyer", "A-1"]).failed(2, "nobody-to-ask");
    let early = shop.run(&["request", "forget-buyer", "A-2", "--yes"]);
    early.failed(4, "still-open");
    for how in ["when the order is over", "request stop A-2", "watch --until-quiet"] {
        assert!(early.err.contains(how), "{how}: {early:?}");
    }
    let forgotten =
        shop.run(&["request", "forget-buyer", "A-1", "--reason", "Asked by e-mail", "--yes"]).done();
    assert_eq!((forgotten["buyer"].clone(), forgotten["forgotten"].clone()), (json!(null), json!(true)));
    assert_eq!(shop.run(&["payment", "search", "Tan"]).done()["rows"], json!([]));
    assert_eq!(shop.show(&payment)["state"], "paid", "what happened to the money stays");
    assert_eq!(shop.run(&["ledger", "verify"]).done()["whole"], true);
}

#[test]
fn lists_show_the_account_that_was_named() {
    let Some(shop) = Shop::open() else { return };
    shop.add_account("second", &[]).done();
    let order = |number: &str, account: &str| {
        shop.order(number, "SGD 5.00", &["--buyer-id", "C-1", "--account", account]);
    };
    order("A-1", "main");
    order("B-1", "second");
    for list in
        [["request", "list"].as_slice(), &["request", "list", "--open"], &["payment", "search", "tea"]]
    {
        for (account, number) in [("main", "A-1"), ("second", "B-1")] {
            let found = shop.run(&[list, ["--account", account].as_slice()].concat()).done();
            let numbers: Vec<_> =
                found["rows"].as_array().unwrap().iter().map(|row| &row["reference"]).collect();
            assert_eq!(numbers, [number], "{list:?} {account}");
        }
        assert_eq!(shop.run(list).done()["rows"].as_array().map(Vec::len), Some(2), "{list:?}");
    }
    assert_eq!(shop.run(&["payment", "search", "account:second"]).done()["rows"][0]["reference"], "B-1");
}

#[test]
fn a_number_that_means_several_orders_is_told_with_what_tells_them_apart() {
    let Some(shop) = Shop::open() else { return };
    let request = shop.order("A-1", "SGD 12.00", &["--method", "GRABPAY_SG"]);
    let made = shop.run(&["request", "replace", "A-1", "--amount", "SGD 11.00", "--accept-live-link"]).done();
    let old = made["order"]["replaces"].as_str().unwrap().to_owned();
    shop.gateway.advance(60);
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    shop.run(&["payment", "inquire", &old]).done();
    let asked = shop.run(&["request", "show", "A-1"]);
    asked.failed(3, "ambiguous");
    let told = shop.run_plain(&["payment", "show", "A-1"]).err;
    assert!(told.contains(" +08:00 ") && !told.contains("UTC"), "times are the store's: {told}");
    let told: serde_json::Value = serde_json::from_str(&asked.err).unwrap();
    let candidates = &told["error"]["candidates"];
    assert_eq!(
        (candidates[0]["amount"]["value"].clone(), candidates[0]["state"].clone()),
        ("1100".into(), "waiting".into())
    );
    assert_eq!(
        (candidates[1]["amount"]["value"].clone(), candidates[1]["word"].clone()),
        ("1200".into(), "Paid".into())
    );
    let told = shop.run_plain(&["request", "show", "A-1"]).err;
    assert!(told.lines().any(|line| line.contains(&old) && line.contains("SGD 12.00  Paid")), "{told}");
}
