//! Guide 0's choice of ways to pay and guide 2's flights and stays, as people type them into the form.

use crate::forms::form;
use crate::shop::Shop;
use crate::trips::last_sent;
use console::Console;
use console::form::{ItemDraft, RequestDraft, RequestField, TripDraft};
use domain::fact::CaptureMode;
use money::Language;
use serde_json::json;

fn flight() -> TripDraft {
    TripDraft::Flight {
        number: "111".to_owned(),
        from: "szx".to_owned(),
        to: "HKG".to_owned(),
        departs: "2026-12-27 12:01:01 +08:00".to_owned(),
        arrives: String::new(),
        carrier: String::new(),
        price: "10".to_owned(),
        goods: String::new(),
    }
}

/// Guide 2's sample, as it is typed.
fn journey() -> RequestDraft {
    RequestDraft {
        currency: "CNY".to_owned(),
        amount: "10.00".to_owned(),
        description: "Cappuccino #grande (Mika's coffee shop)".to_owned(),
        name: "Dehua Skr Liu".to_owned(),
        email: "alipay@alipay.com".to_owned(),
        buyer_id: "test1234".to_owned(),
        trips: vec![flight()],
        // What was chosen for other requests does not reach this one.
        methods: vec!["CARD".to_owned()],
        capture_mode: CaptureMode::Manual,
        ..form()
    }
}

fn wrong(console: &Console, draft: &RequestDraft) -> Vec<(RequestField, String)> {
    let checked = console.check_request(draft, None, Language::English).unwrap();
    checked.wrong.into_iter().map(|remark| (remark.field, remark.code)).collect()
}

#[tokio::test]
async fn a_flight_that_was_typed_goes_out_with_the_fields_of_the_guide() {
    let (shop, console) = Shop::open().await;
    let checked = console.check_request(&journey(), None, Language::English).unwrap();
    assert_eq!((checked.wrong, checked.warnings), (Vec::new(), Vec::new()));
    assert_eq!(checked.trips.lines[0].name.as_deref(), Some("ticket-20261227-111-SZX-HKG"));
    let made = console.create_request(&journey()).await.unwrap();
    let sent = last_sent(&shop);
    assert_eq!(sent["paymentMethod"], json!({ "paymentMethodType": "ANTOM_BIZ_ACCOUNT" }));
    assert_eq!(sent["env"], json!({ "terminalType": "WEB" }));
    assert!(sent.get("paymentFactor").is_none() && sent.get("availablePaymentMethod").is_none());
    assert_eq!(
        sent["order"]["transit"],
        json!({ "transitType": "FLIGHT", "legs": [{
            "departureTime": "2026-12-27T12:01:01+08:00",
            "departureAddress": { "city": "SZX" },
            "arrivalAddress": { "city": "HKG" },
            "carrierNo": "111",
        }]})
    );
    let again = console.draft_of(&made.order.id).unwrap();
    assert_eq!((again.trips.len(), again.items.len(), again.methods.len()), (1, 0, 0));
    let changed = RequestDraft { description: "To Hong Kong".to_owned(), ..again };
    console.replace_request(&made.order.id, &changed, true).await.unwrap();
    assert_eq!(last_sent(&shop)["order"]["transit"], sent["order"]["transit"]);
}

#[tokio::test]
async fn what_guide_2_needs_of_the_buyer_and_the_goods_is_said_at_its_field() {
    use RequestField as Field;
    let (shop, console) = Shop::open().await;
    let owned = |all: &[(Field, &str)]| -> Vec<(Field, String)> {
        all.iter().map(|(field, code)| (*field, (*code).to_owned())).collect()
    };
    let nobody = RequestDraft { name: String::new(), buyer_id: " ".to_owned(), ..journey() };
    assert_eq!(
        wrong(&console, &nobody),
        owned(&[(Field::Name, "needed-here"), (Field::BuyerId, "needed-here")])
    );
    let dearer = RequestDraft { amount: "12".to_owned(), ..journey() };
    assert_eq!(wrong(&console, &dearer), owned(&[(Field::Trip, "trips-differ")]));
    let tea =
        ItemDraft { name: "Tea".to_owned(), quantity: "1".to_owned(), unit: "10".to_owned(), more: None };
    let both = RequestDraft { items: vec![tea], ..journey() };
    assert_eq!(wrong(&console, &both), owned(&[(Field::Trip, "trips-and-items")]));
    let nothing =
        RequestDraft { trips: Vec::new(), methods: vec!["ANTOM_BIZ_ACCOUNT".to_owned()], ..journey() };
    assert!(wrong(&console, &nothing).contains(&(Field::Item, "nothing-sold".to_owned())));
    for draft in [nobody, dearer, both, nothing] {
        assert_eq!(console.create_request(&draft).await.unwrap_err().code(), "bad-field");
    }
    assert!(shop.gate.sent.lock().unwrap().iter().all(|(path, _)| !path.ends_with("createPaymentSession")));
}

#[tokio::test]
async fn a_card_number_in_a_cell_of_a_trip_is_never_kept() {
    let (_shop, console) = Shop::open().await;
    let mut trip = flight();
    let TripDraft::Flight { number, .. } = &mut trip else { unreachable!() };
    "4111 1111 1111 1111".clone_into(number);
    let draft = RequestDraft { trips: vec![trip], ..journey() };
    assert_eq!(wrong(&console, &draft), [(RequestField::TripNumber, "card-like".to_owned())]);
    assert_eq!(console.keep_draft(Some(&draft)).unwrap_err().code(), "bad-field");
}

#[tokio::test]
async fn a_draft_kept_before_there_were_trips_is_still_read() {
    let (_shop, console) = Shop::open().await;
    let mut old = serde_json::to_value(form()).unwrap();
    for since in ["trips", "express", "saved_cards", "more", "by_pay", "counter"] {
        assert!(old.as_object_mut().unwrap().remove(since).is_some());
    }
    assert_eq!(serde_json::from_value::<RequestDraft>(old).unwrap(), form());
    console.keep_draft(Some(&journey())).unwrap();
    assert_eq!(console.request_defaults().unwrap().kept.unwrap().draft, journey());
}

#[tokio::test]
async fn the_ways_to_pay_go_out_in_their_order_with_the_express_ones_above_the_others() {
    let (shop, console) = Shop::open().await;
    let methods = vec!["ALIPAY_CN".to_owned(), "CARD".to_owned()];
    let draft = RequestDraft { methods, express: vec!["ALIPAY_CN".to_owned()], ..form() };
    let made = console.create_request(&draft).await.unwrap();
    let list = json!([
        { "paymentMethodType": "ALIPAY_CN", "expressCheckout": true, "paymentMethodOrder": "0" },
        { "paymentMethodType": "CARD", "expressCheckout": false, "paymentMethodOrder": "1" },
    ]);
    assert_eq!(last_sent(&shop)["availablePaymentMethod"]["paymentMethodTypeList"], list);
    assert_eq!(console.draft_of(&made.order.id).unwrap().express, draft.express);
    console.reissue(&made.order.id, true).await.unwrap();
    assert_eq!(last_sent(&shop)["availablePaymentMethod"]["paymentMethodTypeList"], list);
    let field = RequestField::Method;
    for (methods, express) in [(vec![], "ALIPAY_CN"), (vec!["CARD"], "ALIPAY_CN"), (vec!["CARD"], "CARD")] {
        let methods = methods.into_iter().map(str::to_owned).collect();
        let wrong_one =
            RequestDraft { reference: "B-2".into(), methods, express: vec![express.into()], ..form() };
        assert_eq!(wrong(&console, &wrong_one), [(field, "express-not-offered".to_owned())]);
        assert!(console.create_request(&wrong_one).await.is_err());
    }
}
