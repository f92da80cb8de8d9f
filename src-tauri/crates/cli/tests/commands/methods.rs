//! What is known about payment methods, and correcting it.

use crate::shop::Shop;

fn correct<'a>(method: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    [["method", "correct", method, "--reason", "Contract of June"].as_slice(), words].concat()
}

#[test]
fn what_is_known_is_listed_and_shown_beside_what_the_guides_say() {
    let Some(shop) = Shop::open() else { return };
    let all = shop.run(&["method", "list"]).done();
    assert!(all["methods"].as_array().unwrap().len() > 40);
    let yen = shop.run(&["method", "list", "--currency", "jpy"]).done();
    let konbini = yen["methods"].as_array().unwrap().iter().find(|method| method["method"] == "KONBINI");
    assert_eq!(konbini.unwrap()["stands"]["refundable"], false);
    let card = shop.run(&["method", "show", "card", "--currency", "JPY"]).done();
    assert_eq!(
        (card["label"].clone(), card["stands"]["cancel"].clone()),
        ("Card".into(), "seven-days-uncaptured".into())
    );
    shop.run(&["method", "show", "CARD", "--currency", "XXX"]).failed(2, "unknown-currency");
    let told = shop.run_plain(&["method", "show", "FOO"]).out;
    assert!(told.contains("The guides do not name FOO.") && !told.contains("the same"), "{told}");
    assert_eq!(shop.run(&["method", "list", "--corrected"]).done()["methods"].as_array().unwrap().len(), 0);
}

#[test]
fn a_restriction_applies_at_once_to_refunds_and_is_shown_with_its_reason() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let method = shop.run(&correct("GRABPAY_SG", &["--partial-refunds", "no"])).done();
    assert_eq!((method["stands"]["partial_refunds"].clone(), method["edits"][0]["reason"].clone()), {
        (false.into(), "Contract of June".into())
    });
    let part = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "1"];
    shop.run(&part).failed(4, "partial-not-offered");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
    shop.run(&["payment", "refund", "A-1", "--full", "--yes", "--key", "2"]).done();
    assert_eq!(shop.gateway.effects("refunded"), (1, 4_000));
    let told = shop.run_plain(&["method", "show", "GRABPAY_SG"]).out;
    for part in ["it is refunded in full or not at all", "a part can be refunded", "Contract of June"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_loosening_waits_until_what_the_guide_says_was_shown() {
    let Some(shop) = Shop::open() else { return };
    let longer = correct("GCASH", &["--refund-days", "500"]);
    let refused = shop.run(&longer);
    refused.failed(4, "guide-not-shown");
    assert!(refused.err.contains("365 days"), "{refused:?}");
    assert_eq!(shop.run(&["method", "list", "--corrected"]).done()["methods"].as_array().unwrap().len(), 0);
    let remedy: serde_json::Value = serde_json::from_str(&refused.err).unwrap();
    let remedy = remedy["error"]["remedy"].as_str().unwrap();
    let mark = remedy.split("--guide-shown ").nth(1).unwrap().split(',').next().unwrap();
    let other = correct("GCASH", &["--refund-days", "900", "--guide-shown", mark]);
    shop.run(&other).failed(4, "guide-not-shown");
    let method = shop.run(&[longer.as_slice(), &["--guide-shown", mark]].concat()).done();
    assert_eq!(
        (method["stands"]["refund_days"].clone(), method["guide"]["refund_days"].clone()),
        (500.into(), 365.into())
    );
    assert_eq!(method["edits"][0]["guide_shown"][0], "it can be refunded for 365 days");
}

#[test]
fn no_edit_turns_a_hold_into_money_and_an_amount_says_its_currency() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&correct("CARD", &["--authorises-first", "no"])).failed(4, "profile-never-changes");
    shop.run(&correct("CARD", &["--minimum", "5.00"])).failed(2, "amount-currency");
    let method = shop.run(&correct("CARD", &["--minimum", "SGD 5.00"])).done();
    assert_eq!(method["stands"]["minimum"], serde_json::json!({ "currency": "SGD", "value": "500" }));
    shop.run(&["method", "correct", "CARD", "--refundable", "no"]).failed(2, "usage");
    shop.run(&["method", "correct", "CARD", "--refundable", "no", "--reason", " "]).failed(2, "usage");
}

#[test]
fn a_buyer_can_pay_with_what_antom_says() {
    let Some(shop) = Shop::open() else { return };
    let consulted = shop.run(&["method", "consult", "--amount", "SGD 42.00", "--region", "sg"]).done();
    let options = consulted["options"].as_array().unwrap();
    let of = |method: &str| options.iter().find(|option| option["method"] == method).unwrap().clone();
    assert_eq!(
        (of("CARD")["enabled"].clone(), of("KONBINI")["enabled"].clone()),
        (true.into(), false.into())
    );
    assert_eq!(consulted["region"], "SG");
    assert_eq!(of("GRABPAY_SG")["least"]["currency"], "SGD");
    // What is said of a method that takes another currency is said in that one.
    assert_eq!(of("DANA")["least"], serde_json::json!({ "currency": "IDR", "value": "30000" }));
    assert_eq!(of("KAKAOPAY")["least"], serde_json::json!({ "currency": "KRW", "value": "50" }));
    shop.run(&["method", "consult", "--amount", "SGD 42.00", "--region", "ZZ"]).failed(2, "bad-field");
    shop.fault("consult", "lost_before_effect");
    let told = shop.run_plain(&["method", "consult", "--amount", "SGD 42.00", "--region", "SG"]);
    assert!(told.exit == 0 && told.out.contains("GRABPAY_SG") && told.out.contains("VISA"), "{told:?}");
    let afresh = ["method", "consult", "--amount", "SGD 42.00", "--region", "SG", "--afresh"];
    shop.run(&afresh).failed(9, "nothing-learnt");
    shop.run(&["method", "consult", "--amount", "42"]).failed(2, "amount-currency");
}
