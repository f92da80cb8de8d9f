//! One payment by one method, asked for with `pay` (guide 1): the bytes, the page, the lost answer, and one success for
//! one order.

use crate::requests::plain;
use crate::shop::{Shop, done, sgd, whole};
use console::buyer::BuyerInput;
use console::by_pay::{Device, Os, PayInput, Terminal};
use console::request::{NewRequest, RequestMade};
use console::view::OrderView;
use console::{Console, ScriptInput};
use domain::fact::CaptureMode;
use domain::intent::Verb;
use money::{Currency, Money};
use serde_json::{Value, json};
use simulator::{Effect, FaultKind, Span};

/// A request as guide 1's sample has it.
fn sample() -> NewRequest {
    NewRequest {
        reference: Some("referenceOrderId01".to_owned()),
        description: "antom test order".to_owned(),
        buyer: BuyerInput { buyer_id: Some("yourBuyerId".to_owned()), ..BuyerInput::default() },
        methods: vec!["CARD".to_owned()],
        by_pay: Some(PayInput {
            device: Device { client_ip: Some("114.121.121.01".to_owned()), ..Device::default() },
            ..PayInput::default()
        }),
        ..plain(4_200)
    }
}

fn asking(change: impl FnOnce(&mut PayInput)) -> NewRequest {
    let mut new = sample();
    change(new.by_pay.as_mut().unwrap());
    new
}

/// The bodies of every `pay` that left.
fn sent(shop: &Shop) -> Vec<Vec<u8>> {
    let sent = shop.gate.sent.lock().unwrap();
    sent.iter().filter(|(path, _)| path.ends_with("/pay")).map(|(_, body)| body.clone()).collect()
}

fn last_sent(shop: &Shop) -> Value {
    serde_json::from_slice(sent(shop).last().unwrap()).unwrap()
}

fn id(made: &RequestMade) -> &str {
    &made.order.sessions.last().unwrap().request
}

/// The buyer enters a card on the page, or declines.
fn buyer(shop: &Shop, order: &OrderView, act: &str, card: &str) {
    let payment = &order.payments.last().unwrap().id;
    shop.control("payments", &json!({ "act": act, "payment_id": payment, "card": card }));
}

async fn asked(console: &Console, order: &OrderView) -> OrderView {
    console.inquire(&order.id).await.unwrap().order
}

#[tokio::test]
async fn the_sample_request_of_guide_1_goes_out_with_its_fields() {
    let (shop, console) = Shop::open().await;
    let made = console.new_request(sample()).await.unwrap();
    let amount = json!({ "currency": "SGD", "value": "4200" });
    assert_eq!(
        last_sent(&shop),
        json!({
            "paymentRequestId": id(&made),
            "env": { "terminalType": "WEB", "clientIp": "114.121.121.01" },
            "paymentAmount": amount,
            "productCode": "CASHIER_PAYMENT",
            "paymentRedirectUrl": "https://shop.example/thanks",
            "paymentFactor": { "isAuthorization": true },
            "paymentMethod": { "paymentMethodType": "CARD" },
            "order": {
                "orderAmount": amount,
                "referenceOrderId": "referenceOrderId01",
                "orderDescription": "antom test order",
                "buyer": { "referenceBuyerId": "yourBuyerId" },
            },
        })
    );
    assert!(made.link.is_some_and(|link| link.starts_with(shop.simulator.checkout_url())));
    let order = made.order;
    assert_eq!((order.state.state.as_str(), order.action.as_str()), ("waiting", "copy-link"));
    assert!(order.sessions[0].by_pay && order.sessions[0].live);
    assert_eq!(order.ship.word, "Don't ship yet");
}

#[tokio::test]
async fn the_timeout_of_guide_1_is_sent_under_its_real_name_payment_expiry_time() {
    let (shop, console) = Shop::open().await;
    let new = NewRequest {
        amount: Money::from_minor(1_314, Currency::CNY).unwrap(),
        description: "Cappuccino #grande (Mika's coffee shop)".to_owned(),
        methods: vec!["ALIPAY_CN".to_owned()],
        session_seconds: Some(1_200),
        by_pay: Some(PayInput {
            device: Device { terminal: Terminal::App, os: Some(Os::Android), client_ip: None },
            ..PayInput::default()
        }),
        ..sample()
    };
    let order = console.new_request(new).await.unwrap().order;
    let body = last_sent(&shop);
    assert_eq!(body["env"], json!({ "osType": "ANDROID", "terminalType": "APP" }));
    assert_eq!(body["paymentMethod"], json!({ "paymentMethodType": "ALIPAY_CN" }));
    assert!(body.get("paymentFactor").is_none() && body.get("paymentExpireTime").is_none(), "{body}");
    let end: chrono::DateTime<chrono::Utc> = body["paymentExpiryTime"].as_str().unwrap().parse().unwrap();
    assert_eq!((order.sessions[0].ends_at.unwrap() - end).num_seconds(), 0);
    shop.pass(Span::minutes(21));
    let over = asked(&console, &order).await;
    assert_eq!(
        (over.state.state.as_str(), over.payments[0].result_code.as_deref()),
        ("failed", Some("ORDER_IS_CLOSED"))
    );
}

#[tokio::test]
async fn what_guide_1_offers_for_cards_goes_out_by_its_wire_names() {
    let (shop, console) = Shop::open().await;
    let korean = |pay: &mut PayInput| {
        pay.issuer_authentication = true;
        pay.brand = Some("hyundai".to_owned());
    };
    console.new_request(asking(korean)).await.unwrap();
    let body = last_sent(&shop);
    assert_eq!(body["paymentMethod"]["requireIssuerAuthentication"], json!(true));
    assert_eq!(body["paymentMethod"]["paymentMethodMetaData"], json!({ "selectedCardBrand": "HYUNDAI" }));
    let manual = NewRequest { capture_mode: CaptureMode::Manual, reference: None, ..asking(korean) };
    assert_eq!(console.new_request(manual).await.unwrap_err().code(), "field-malformed");
    let many = asking(|pay| {
        pay.three_ds = true;
        pay.instalments = Some(6);
    });
    let many = NewRequest { capture_mode: CaptureMode::Manual, reference: None, ..many };
    console.new_request(many).await.unwrap();
    let body = last_sent(&shop);
    assert_eq!(body["paymentMethod"]["paymentMethodMetaData"], json!({ "is3DSAuthentication": true }));
    assert_eq!(body["paymentFactor"], json!({ "isAuthorization": true, "captureMode": "MANUAL" }));
    assert_eq!(body["creditPayPlan"], json!({ "installmentNum": "6", "interval": "MONTH" }));
    assert_eq!(sent(&shop).len(), 2, "what was refused never left");
}

#[tokio::test]
async fn a_card_is_authorised_its_checks_are_told_and_it_is_captured_by_hand() {
    let (shop, console) = Shop::open().await;
    let new = NewRequest { capture_mode: CaptureMode::Manual, ..asking(|pay| pay.three_ds = true) };
    let order = console.new_request(new).await.unwrap().order;
    buyer(&shop, &order, "pay", "visa_3ds");
    let held = asked(&console, &order).await;
    assert_eq!(held.state.state, "authorised");
    assert_eq!(held.ship.because, "The money is only held; a capture has to succeed first.");
    let checks = held.payments[0].checks.clone().unwrap();
    assert_eq!(checks.authentication.code, "THREE_DS_AUTHENTICATED");
    assert_eq!(checks.liability.said, "The cardholder's bank bears a loss by fraud.");
    let captured = done(&console, whole(order.id, Verb::Capture)).await;
    assert_eq!(captured.stage, "done");
    let order = console.show(&order.id).unwrap();
    assert_eq!((order.state.state.as_str(), order.ship.word.as_str()), ("captured", "Ship now"));
    assert_eq!(shop.totals(&order.payments[0].id).captured, 4_200);
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_asking_and_the_same_bytes_go_once_more() {
    for kind in [
        FaultKind::LostBeforeEffect,
        FaultKind::LostAfterEffect,
        FaultKind::Http500AfterEffect,
        FaultKind::AnswerUnknown,
        FaultKind::AnswerUnknownBeforeEffect,
        FaultKind::BadSignature,
        FaultKind::NoSignature,
        FaultKind::Garbage,
        FaultKind::TrafficLimit,
    ] {
        let (shop, console) = Shop::open().await;
        shop.fault("pay", kind, 1);
        let made = console.new_request(sample()).await.unwrap();
        assert!(made.link.is_some() && made.attempts == 2, "{kind:?}");
        let bodies = sent(&shop);
        assert!(bodies.len() == 2 && bodies[0] == bodies[1], "{kind:?}: the same bytes");
        assert_eq!(shop.booked(Effect::SessionIssued).len(), 1, "{kind:?}: one payment");
        buyer(&shop, &made.order, "pay", "visa");
        assert_eq!(asked(&console, &made.order).await.state.state, "authorised", "{kind:?}");
        assert_eq!(shop.booked(Effect::Authorised).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn while_the_outcome_is_not_known_no_other_id_is_ever_used() {
    let (shop, console) = Shop::open().await;
    shop.fault("pay", FaultKind::LostAfterEffect, 2);
    let error = console.new_request(sample()).await.unwrap_err();
    assert_eq!(error.code(), "antom-unknown", "{error}");
    let order = console.resolve("referenceOrderId01").unwrap();
    let made = console.reissue(&order, true).await.unwrap();
    assert!(made.link.is_some());
    let bodies = sent(&shop);
    assert!(bodies.len() == 3 && bodies.iter().all(|body| *body == bodies[0]), "one id, one body");
    assert_eq!((made.order.sessions.len(), shop.booked(Effect::SessionIssued).len()), (1, 1));
}

#[tokio::test]
async fn a_script_whose_payment_was_lost_gets_the_same_one_when_it_runs_again() {
    let (shop, console) = Shop::open().await;
    let script = || NewRequest { script: Some(ScriptInput::new("till-9").unwrap()), ..sample() };
    shop.fault("pay", FaultKind::LostAfterEffect, 2);
    assert_eq!(console.new_request(script()).await.unwrap_err().code(), "antom-unknown");
    shop.fault("pay", FaultKind::LostAfterEffect, 2);
    shop.fault("inquiryPayment", FaultKind::LostBeforeEffect, 2);
    let error = console.new_request(script()).await.unwrap_err();
    assert!(
        ["antom-unknown", "payment-under-way"].contains(&error.code().as_str()),
        "never taken for done: {error}"
    );
    shop.clear_faults();
    assert!(console.new_request(script()).await.unwrap().link.is_some());
    let bodies = sent(&shop);
    assert!(bodies.iter().all(|body| *body == bodies[0]), "one id, one body");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1);
}

#[tokio::test]
async fn a_lost_payment_that_is_too_old_is_not_sent_again_and_waits_for_proof() {
    let (shop, console) = Shop::open().await;
    shop.fault("pay", FaultKind::LostBeforeEffect, 2);
    assert_eq!(console.new_request(sample()).await.unwrap_err().code(), "antom-unknown");
    let order = console.resolve("referenceOrderId01").unwrap();
    shop.pass(Span::minutes(16));
    assert_eq!(console.reissue(&order, true).await.unwrap_err().code(), "payment-under-way");
    assert_eq!(sent(&shop).len(), 2);
    shop.pass(Span::minutes(15));
    let made = console.reissue(&order, false).await.unwrap();
    assert!(made.link.is_some(), "proven never placed");
    assert_ne!(made.order.sessions[0].request, made.order.sessions[1].request);
}

#[tokio::test]
async fn one_order_has_one_success_and_a_failed_payment_is_tried_again_with_a_new_id() {
    let (shop, console) = Shop::open().await;
    let first = console.new_request(sample()).await.unwrap();
    for accept_live in [false, true] {
        let error = console.reissue(&first.order.id, accept_live).await.unwrap_err();
        assert_eq!(error.code(), "payment-under-way", "{error}");
    }
    buyer(&shop, &first.order, "pay", "visa_declined");
    let failed = asked(&console, &first.order).await;
    assert_eq!((failed.state.state.as_str(), failed.action.as_str()), ("failed", "send-again"));
    assert_eq!(failed.payments[0].result_code.as_deref(), Some("DO_NOT_HONOR"));
    let second = console.reissue(&first.order.id, false).await.unwrap();
    assert_ne!(id(&first), id(&second));
    let bodies: Vec<Value> = sent(&shop).iter().map(|body| serde_json::from_slice(body).unwrap()).collect();
    assert_eq!(bodies[0]["order"], bodies[1]["order"], "the order number stays");
    assert_eq!(bodies[0]["env"], bodies[1]["env"]);
    assert!(bodies.iter().all(|body| body.get("paymentExpiryTime").is_none()));
    buyer(&shop, &second.order, "pay", "visa");
    shop.pass(Span::minutes(1));
    assert_eq!(asked(&console, &second.order).await.state.state, "captured");
    assert_eq!(console.reissue(&first.order.id, true).await.unwrap_err().code(), "order-paid");
    assert_eq!(shop.booked(Effect::Authorised).len(), 1);
    assert_eq!(shop.booked(Effect::Captured).len(), 1);
}

#[tokio::test]
async fn an_open_payment_that_is_cancelled_makes_room_for_another() {
    let (shop, console) = Shop::open().await;
    let first = console.new_request(sample()).await.unwrap();
    assert_eq!(done(&console, whole(first.order.id, Verb::Cancel)).await.stage, "done");
    let second = console.reissue(&first.order.id, false).await.unwrap();
    assert!(second.link.is_some());
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 2);
}

#[tokio::test]
async fn the_sample_answer_of_guide_1_reads_authorised_and_its_checks_are_told() {
    let (shop, console) = Shop::deceived().await;
    shop.gate.lie_in_json("pay", |answer| {
        // The sample's own time is years ago: a hold of that day is long over.
        let (id, created) = (answer["paymentRequestId"].clone(), answer["paymentCreateTime"].clone());
        *answer = json!({
            "paymentAmount": { "currency": "SGD", "value": "4200" },
            "paymentCreateTime": created,
            "paymentId": "20211112194010800100188570271832381",
            "paymentRequestId": id,
            "paymentResultInfo": {
                "avsResultRaw": "A",
                "cvvResultRaw": "Y",
                "networkTransactionId": "sampleNetworkTransactionId123456",
            },
            "result": { "resultCode": "SUCCESS", "resultMessage": "success.", "resultStatus": "S" },
        });
    });
    let made = console.new_request(sample()).await.unwrap();
    let order = &made.order;
    assert_eq!((made.link, made.attempts, order.sessions[0].stage.as_str()), (None, 1, "answered"));
    assert_eq!((order.state.state.as_str(), order.ship.word.as_str()), ("authorised", "Don't ship yet"));
    let checks = order.payments[0].checks.clone().unwrap();
    assert_eq!(checks.address.code, "AVS_STREET_ONLY");
    assert_eq!(checks.liability.code, "LIABILITY_MERCHANT");
    let facts: Vec<&str> = order.timeline.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(facts, ["OrderOpened", "SessionRequested", "SessionSent", "PaymentReported"]);
}

#[tokio::test]
async fn payment_in_process_without_a_page_is_not_known_and_not_a_failure() {
    let (shop, console) = Shop::deceived().await;
    shop.gate.lie_in_json("pay", |answer| answer["normalUrl"] = Value::Null);
    let error = console.new_request(sample()).await.unwrap_err();
    assert_eq!(error.code(), "antom-unknown", "{error}");
    let order = console.show(&console.resolve("referenceOrderId01").unwrap()).unwrap();
    assert_eq!((order.state.state.as_str(), order.sessions[0].stage.as_str()), ("waiting", "unanswered"));
    shop.gate.be_honest();
    assert!(console.reissue(&order.id, false).await.unwrap().link.is_some());
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1);
}

#[tokio::test]
async fn a_refused_payment_says_why_and_what_to_do() {
    let (shop, console) = Shop::open().await;
    shop.control(
        "clients",
        &json!({ "client_id": shop.simulator.client_id(), "settlement_currencies": ["USD", "SGD"] }),
    );
    let error = console.new_request(sample()).await.unwrap_err();
    assert_eq!(error.code(), "antom-refused", "{error}");
    assert!(error.to_string().contains("SETTLE_CONTRACT_NOT_MATCH"), "{error}");
    let order = console.show(&console.resolve("referenceOrderId01").unwrap()).unwrap();
    assert_eq!((order.state.state.as_str(), order.amount), ("failed", sgd(4_200)));
}

#[tokio::test]
async fn a_payment_whose_repeat_is_refused_is_asked_about_because_the_first_one_may_be_paid() {
    let (shop, console) = Shop::deceived().await;
    shop.fault("pay", FaultKind::LostAfterEffect, 1);
    shop.gate.lie_in_json("pay", |answer| {
        answer["result"] =
            json!({ "resultStatus": "F", "resultCode": "SYSTEM_ERROR", "resultMessage": "broken" });
    });
    let error = console.new_request(sample()).await.unwrap_err();
    assert_eq!(error.code(), "antom-unknown", "{error}");
    assert_eq!(sent(&shop).len(), 2);
    let order = console.show(&console.resolve("referenceOrderId01").unwrap()).unwrap();
    assert_eq!((order.state.state.as_str(), order.sessions[0].stage.as_str()), ("waiting", "unanswered"));
    let no_other = console.reissue(&order.id, true).await.unwrap_err();
    assert_eq!(no_other.code(), "antom-unknown", "{no_other}");
    shop.gate.be_honest();
    buyer(&shop, &order, "pay", "visa");
    assert_eq!(asked(&console, &order).await.state.state, "authorised");
    assert_eq!((shop.booked(Effect::SessionIssued).len(), order.sessions.len()), (1, 1));
}
