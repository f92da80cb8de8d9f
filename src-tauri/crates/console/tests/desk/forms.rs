//! Requests as people type them into a form.

use crate::shop::{Shop, sgd};
use console::Console;
use console::form::{Direction, ItemDraft, MoreDraft, PayDraft, RequestChecked, RequestDraft, RequestField};
use console::sharing::Channel;
use domain::fact::CaptureMode;
use money::Language;
use serde_json::json;
use simulator::{Effect, FaultKind, Span};

pub fn form() -> RequestDraft {
    RequestDraft {
        account: Some("main".to_owned()),
        currency: "SGD".to_owned(),
        amount: "1,186.50".to_owned(),
        reference: "SO-20452".to_owned(),
        description: "Bamboo steamers".to_owned(),
        name: "Ng Mei".to_owned(),
        email: "mei@shop.example".to_owned(),
        phone: String::new(),
        buyer_id: String::new(),
        saved_cards: Vec::new(),
        items: Vec::new(),
        trips: Vec::new(),
        capture_mode: CaptureMode::Automatic,
        methods: Vec::new(),
        express: Vec::new(),
        locale: None,
        session_minutes: 60,
        more: MoreDraft::default(),
        by_pay: None,
        counter: None,
        note: String::new(),
    }
}

fn item(name: &str, quantity: &str, unit: &str) -> ItemDraft {
    ItemDraft { name: name.to_owned(), quantity: quantity.to_owned(), unit: unit.to_owned(), more: None }
}

fn check(console: &Console, draft: &RequestDraft) -> RequestChecked {
    console.check_request(draft, None, Language::English).unwrap()
}

fn wrong(console: &Console, draft: &RequestDraft) -> Vec<(RequestField, String)> {
    check(console, draft).wrong.into_iter().map(|remark| (remark.field, remark.code)).collect()
}

fn orders(console: &Console) -> usize {
    console.search("", &Default::default()).unwrap().rows.len()
}

#[tokio::test]
async fn a_form_has_the_shape_that_the_window_sends() {
    let place = json!({ "street": "", "flat": "", "city": "", "state": "", "region": "", "zip": "" });
    let more = json!({
        "first_name": "", "last_name": "", "passengers": [], "ship_to": {"name": "", "phone": "", "place": place},
        "bill_to": place, "payer_email": "", "cpf": "", "without_contact": false
    });
    let pay = json!({
        "three_ds": true, "brand": "VISA", "issuer_authentication": false, "instalments": "", "terminal": "WEB",
        "os": null, "client_ip": "", "ends_by_default": true
    });
    let sent = json!({
        "account": null, "currency": "SGD", "amount": "12", "reference": "A-1", "description": "Tea", "name": "",
        "email": "", "phone": "", "buyer_id": "", "saved_cards": [], "trips": [], "items": [{"name": "Tea", "quantity": "1", "unit": "12"}],
        "capture_mode": "MANUAL", "methods": ["ALIPAY_CN"], "express": [], "locale": null, "session_minutes": 30, "more": more, "by_pay": null, "counter": null, "note": ""
    });
    let by_pay = serde_json::from_value::<PayDraft>(pay.clone()).unwrap();
    assert_eq!(serde_json::to_value(&by_pay).unwrap(), pay);
    let draft: RequestDraft = serde_json::from_value(sent.clone()).unwrap();
    assert_eq!(serde_json::to_value(&draft).unwrap(), sent);
    let (_shop, console) = Shop::open().await;
    let answer = serde_json::to_value(check(&console, &draft)).unwrap();
    assert_eq!(
        answer,
        json!({
            "amount": {"amount": {"currency": "SGD", "value": "1200"}, "words": "twelve Singapore dollars"},
            "lines": [{"currency": "SGD", "value": "1200"}],
            "sum": {"currency": "SGD", "value": "1200"},
            "difference": null,
            "trips": {"lines": [], "sum": null, "difference": null},
            "wrong": [],
            "warnings": [{
                "field": "method", "item": null, "code": "nothing-to-capture",
                "message": "manual capture has no effect: none of the methods offered holds the money first",
                "remedy": "Choose automatic capture, or offer cards.", "readings": []
            }],
            "read_back": "That is twelve Singapore dollars, for order 1. I am making the link now."
        })
    );
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_each_at_its_field() {
    use RequestField as Field;
    let (shop, console) = Shop::open().await;
    let draft = RequestDraft {
        amount: "17,000".to_owned(),
        reference: "x".repeat(65),
        description: " ".to_owned(),
        name: "a\u{202e}b".to_owned(),
        email: "mei".to_owned(),
        phone: "call me".to_owned(),
        buyer_id: "4111 1111 1111 1111".to_owned(),
        items: vec![item("", "0", "1")],
        methods: vec!["credit card".to_owned()],
        locale: Some("far too long".to_owned()),
        session_minutes: 61,
        note: "card 4111-1111-1111-1111".to_owned(),
        ..form()
    };
    let all = wrong(&console, &draft);
    let said: Vec<(Field, &str)> = all.iter().map(|(field, code)| (*field, code.as_str())).collect();
    assert_eq!(
        said,
        [
            (Field::Amount, "ambiguous"),
            (Field::Reference, "too-long"),
            (Field::Description, "empty"),
            (Field::Name, "unseen"),
            (Field::Email, "not-an-address"),
            (Field::Phone, "not-a-number"),
            (Field::BuyerId, "card-like"),
            (Field::Item, "empty"),
            (Field::Item, "quantity"),
            (Field::Method, "bad-method"),
            (Field::Locale, "too-long"),
            (Field::Session, "out-of-range"),
            (Field::Note, "card-like"),
        ]
    );
    let checked = check(&console, &draft);
    assert_eq!(checked.wrong[0].readings, [sgd(1_700_000), sgd(1_700)]);
    let printed = serde_json::to_string(&checked).unwrap();
    assert!(!printed.contains("4111"), "a card number is not repeated: {printed}");
    for remark in checked.wrong {
        assert!(!remark.message.is_empty() && !remark.remedy.is_empty(), "{remark:?}");
    }
    let error = console.create_request(&draft).await.unwrap_err();
    assert_eq!(error.code(), "bad-field", "{error}");
    assert_eq!(orders(&console), 0);
    assert!(shop.booked(Effect::SessionIssued).is_empty());
}

#[tokio::test]
async fn a_form_is_made_into_a_request_exactly_where_nothing_is_wrong_with_it() {
    let (_shop, console) = Shop::open().await;
    let drafts = [
        form(),
        RequestDraft { reference: "B-2".into(), amount: "0".into(), ..form() },
        RequestDraft { reference: "B-3".into(), email: String::new(), ..form() },
        RequestDraft {
            reference: "B-4".into(),
            email: String::new(),
            methods: vec!["ALIPAY_CN".into()],
            ..form()
        },
        RequestDraft { reference: "B-5".into(), currency: "JPY".into(), amount: "1.5".into(), ..form() },
        RequestDraft { reference: "B-6".into(), currency: "XXX".into(), ..form() },
        RequestDraft { reference: "B-7".into(), account: Some("other".into()), ..form() },
        RequestDraft { reference: "B-8".into(), account: None, ..form() },
        RequestDraft { reference: "B-9".into(), items: vec![item("Tea", "1", "5")], ..form() },
        RequestDraft {
            reference: "B-10".into(),
            currency: "HKD".into(),
            amount: "1.05".into(),
            methods: vec!["OCTOPUS".into()],
            ..form()
        },
        RequestDraft { reference: "B-11".into(), session_minutes: 0, ..form() },
        RequestDraft { reference: "B-12".into(), note: "Collects on Friday".into(), ..form() },
    ];
    let mut made = 0;
    for draft in drafts {
        let wrong = wrong(&console, &draft);
        let outcome = console.create_request(&draft).await;
        assert_eq!(outcome.is_ok(), wrong.is_empty(), "{wrong:?} {:?}", outcome.err());
        made += usize::from(outcome.is_ok());
    }
    assert_eq!((made, orders(&console)), (4, 4));
}

#[tokio::test]
async fn items_are_priced_and_what_they_lack_is_named() {
    let (_shop, console) = Shop::open().await;
    let items = vec![item("Steamer", "2", "500"), item("Lid", "1", "164.50")];
    let checked = check(&console, &RequestDraft { items: items.clone(), ..form() });
    assert_eq!(checked.lines, [Some(sgd(100_000)), Some(sgd(16_450))]);
    let difference = checked.difference.unwrap();
    assert_eq!(
        (checked.sum, difference.direction, difference.amount),
        (Some(sgd(116_450)), Direction::Less, sgd(2_200))
    );
    assert_eq!(checked.wrong[0].code, "items-differ");
    assert!(checked.wrong[0].message.contains("SGD 22.00 less"), "{}", checked.wrong[0].message);
    let right = RequestDraft { items, amount: "1164.50".to_owned(), ..form() };
    let order = console.create_request(&right).await.unwrap().order;
    assert_eq!(order.buyer.unwrap().items.len(), 2);
}

#[tokio::test]
async fn cards_need_a_contact_and_other_ways_to_pay_do_not() {
    let (_shop, console) = Shop::open().await;
    let nobody = RequestDraft { email: String::new(), ..form() };
    assert_eq!(wrong(&console, &nobody), [(RequestField::Email, "contact-needed".to_owned())]);
    let wallet = RequestDraft { methods: vec!["GRABPAY_SG".to_owned()], ..nobody.clone() };
    assert!(wrong(&console, &wallet).is_empty());
    assert!(wrong(&console, &RequestDraft { buyer_id: "M-17".to_owned(), ..nobody }).is_empty());
}

#[tokio::test]
async fn letters_that_some_methods_refuse_are_named_at_their_field_and_do_not_stop_anything() {
    let (_shop, console) = Shop::open().await;
    let draft = RequestDraft {
        description: "竹蒸笼".to_owned(),
        name: "黄美".to_owned(),
        items: vec![item("Lid", "1", "86.50"), item("蒸笼", "1", "1100")],
        ..form()
    };
    let checked = check(&console, &draft);
    assert!(checked.wrong.is_empty(), "{:?}", checked.wrong);
    let warned: Vec<_> =
        checked.warnings.iter().map(|one| (one.field, one.item, one.code.as_str())).collect();
    assert_eq!(
        warned,
        [(RequestField::Description, None, "non-latin"), (RequestField::Item, Some(1), "non-latin"),],
        "a buyer's name in other letters stays here"
    );
}

#[tokio::test]
async fn an_order_number_that_is_taken_is_told_and_a_link_that_lives_is_warned_of() {
    let (shop, console) = Shop::open().await;
    let made = console.create_request(&form()).await.unwrap().order;
    let again = check(&console, &form());
    let codes =
        |remarks: &[console::form::Remark]| remarks.iter().map(|one| one.code.clone()).collect::<Vec<_>>();
    assert_eq!(
        (codes(&again.wrong), codes(&again.warnings)),
        (vec!["taken".into()], vec!["live-link".into()])
    );
    assert_eq!(console.create_request(&form()).await.unwrap_err().code(), "bad-field");
    let id = RequestDraft { reference: made.sessions[0].request.clone(), ..form() };
    assert_eq!(codes(&check(&console, &id).wrong), ["taken"], "an id of Antom's names that order, too");
    assert!(console.create_request(&id).await.is_err());

    let own = console.check_request(&form(), Some(made.id), Language::English).unwrap();
    assert_eq!((codes(&own.wrong), codes(&own.warnings)), (Vec::new(), vec!["live-link".into()]));
    shop.pass(Span::minutes(61));
    let over = console.check_request(&form(), Some(made.id), Language::English).unwrap();
    assert!(over.wrong.is_empty() && over.warnings.is_empty());
}

#[tokio::test]
async fn capitals_make_no_other_order_number_and_it_means_the_newest_request_in_any() {
    let (_shop, console) = Shop::open().await;
    let made = console.create_request(&form()).await.unwrap().order;
    let small = RequestDraft { reference: "so-20452".to_owned(), ..form() };
    let taken = check(&console, &small);
    assert_eq!(taken.wrong[0].code, "taken");
    assert!(
        taken.wrong[0].message.contains("SO-20452"),
        "as it is written there: {}",
        taken.wrong[0].message
    );
    let own = console.check_request(&small, Some(made.id), Language::English).unwrap();
    assert_eq!((own.wrong.len(), own.warnings[0].code.as_str()), (0, "live-link"), "its link lives in any");
    let next = console.replace_request(&made.id, &small, true).await.unwrap().order;
    for spelled in ["SO-20452", "so-20452", "So-20452"] {
        assert_eq!(console.resolve(spelled).unwrap(), next.id, "{spelled}");
    }
}

#[tokio::test]
async fn what_is_read_back_follows_the_link_and_the_language() {
    let (_shop, console) = Shop::open().await;
    let made = console.create_request(&form()).await.unwrap().order;
    let said = |language| console.check_request(&form(), Some(made.id), language).unwrap().read_back;
    assert!(said(Language::English).ends_with("The link is ready; please open it within the hour."));
    console.share(&made.id, Channel::Email).unwrap();
    assert!(
        said(Language::English).ends_with("The link is in your inbox now; please open it within the hour.")
    );
    assert_eq!(
        said(Language::Chinese),
        "一共是一千一百八十六新加坡元五十分，订单号 2-0-4-5-2。付款链接已发到您的邮箱，请在一小时内打开。"
    );
}

#[tokio::test]
async fn the_note_for_colleagues_is_kept_with_the_order_also_where_no_link_was_made() {
    let (shop, console) = Shop::open().await;
    let draft = RequestDraft { note: " Collects on Friday\n".to_owned(), ..form() };
    shop.fault("createPaymentSession", FaultKind::LostBeforeEffect, 2);
    let error = console.create_request(&draft).await.unwrap_err();
    assert_eq!(error.code(), "antom-unknown", "{error}");
    let order = console.resolve("SO-20452").unwrap();
    let view = console.show(&order).unwrap();
    assert_eq!(view.notes[0].text.as_deref(), Some("Collects on Friday"));
    assert_eq!(console.search("friday", &Default::default()).unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_form_replaces_an_order_with_every_term_it_has() {
    let (_shop, console) = Shop::open().await;
    let old = RequestDraft {
        items: vec![item("Steamer", "1", "1186.50")],
        methods: vec!["CARD".to_owned()],
        locale: Some("zh_CN".to_owned()),
        ..form()
    };
    let made = console.create_request(&old).await.unwrap().order;
    let dearer = RequestDraft {
        amount: "1200".to_owned(),
        items: Vec::new(),
        locale: None,
        methods: Vec::new(),
        capture_mode: CaptureMode::Manual,
        note: "Wants gift wrap".to_owned(),
        ..form()
    };
    let error = console.replace_request(&made.id, &dearer, false).await.unwrap_err();
    assert_eq!(error.code(), "link-is-live", "{error}");
    let new = console.replace_request(&made.id, &dearer, true).await.unwrap().order;
    assert_eq!((new.replaces, new.amount, new.locale.as_deref()), (Some(made.id), sgd(120_000), None));
    assert_eq!((new.capture_mode.as_str(), new.methods.len(), new.notes.len()), ("MANUAL", 0, 1));
    assert!(new.buyer.unwrap().items.is_empty());
    assert!(console.show(&made.id).unwrap().closed.is_some());
}

#[tokio::test]
async fn an_order_comes_back_as_the_form_it_would_be_made_with_again() {
    let (_shop, console) = Shop::open().await;
    let typed = RequestDraft {
        items: vec![item("Steamer", "2", "500.00"), item("Lid", "1", "186.50")],
        phone: "+65 8123 4567".to_owned(),
        buyer_id: "M-17".to_owned(),
        methods: vec!["CARD".to_owned(), "ALIPAY_CN".to_owned()],
        locale: Some("en_US".to_owned()),
        session_minutes: 45,
        capture_mode: CaptureMode::Manual,
        ..form()
    };
    let made = console.create_request(&typed).await.unwrap().order;
    assert_eq!(console.draft_of(&made.id).unwrap(), typed);
}

#[tokio::test]
async fn an_empty_form_begins_with_what_was_used_last() {
    let (_shop, console) = Shop::open().await;
    let defaults = serde_json::to_value(console.request_defaults().unwrap()).unwrap();
    assert_eq!(
        (&defaults["accounts"], &defaults["account"], &defaults["merchant"]),
        (&json!(["main"]), &json!("main"), &json!("main"))
    );
    assert_eq!(defaults["reference"], "A-1001");
    assert_eq!(defaults["capture_mode"], "AUTOMATIC");
    assert_eq!((&defaults["life_days"], &defaults["kept"]), (&json!(3), &json!(null)));
    assert_eq!(
        defaults["methods"]["SGD"][0],
        json!({"method": "CARD", "label": "Card", "authorises_first": true, "express": false})
    );
    console.set_setting("merchant", "Sunrise Kitchen").unwrap();
    let used = RequestDraft {
        currency: "HKD".to_owned(),
        reference: "A-1007".to_owned(),
        capture_mode: CaptureMode::Manual,
        ..form()
    };
    console.create_request(&used).await.unwrap();
    let next = console.request_defaults().unwrap();
    assert_eq!(
        (next.currency, next.reference.as_str(), next.merchant.as_str()),
        ("HKD", "A-1008", "Sunrise Kitchen")
    );
    assert_eq!(next.capture_mode, CaptureMode::Manual);
}

#[tokio::test]
async fn a_live_link_is_a_code_that_can_be_drawn() {
    let (shop, console) = Shop::open().await;
    let made = console.create_request(&form()).await.unwrap();
    let qr = console.qr(&made.order.id).unwrap();
    let expected = console::qr::Qr::of(&made.link.unwrap()).unwrap();
    assert_eq!((qr.size, qr.path, qr.mark), (expected.size(), expected.path(), Some("TRAINING")));
    assert!(console.show(&made.order.id).unwrap().sessions[0].shared.is_empty(), "looking is no sharing");
    shop.pass(Span::minutes(61));
    assert_eq!(console.qr(&made.order.id).unwrap_err().code(), "no-live-link");
}
