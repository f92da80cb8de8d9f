//! Cards through `pay` and saved cards (guides 0 and 1).

use serde_json::{Value, json};

use super::desk::{CLIENT, Desk, code, letter, request, transactions};
use super::pages::{ask, go_to, text};
use crate::book::Effect;
use crate::moment::Span;

/// A `pay` request for a card, with something changed.
fn pay(id: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut body = request(id, "SGD", "4200");
    body["productScene"] = Value::Null;
    body["paymentMethod"] = json!({"paymentMethodType": "CARD"});
    body["paymentFactor"] = json!({"isAuthorization": true});
    body["env"] = json!({"terminalType": "WEB", "clientIp": "114.121.121.1"});
    change(&mut body);
    body
}

fn id(answer: &Value) -> String {
    answer["paymentId"].as_str().unwrap().to_owned()
}

fn buyer(desk: &mut Desk, act: Value) -> Value {
    super::control_call(desk, "POST", "payments", &act)
}

fn paid(desk: &mut Desk, payment: &str, card: &str) {
    let answer = buyer(desk, json!({"act": "pay", "payment_id": payment, "card": card}));
    assert_eq!(answer["payment"]["card"], card, "{answer}");
}

#[test]
fn the_page_asks_for_the_card_and_then_for_the_buyers_bank() {
    let mut desk = Desk::new();
    let answer = desk.call("pay", pay("P1", |_| ()));
    let url = answer["normalUrl"].as_str().unwrap().strip_prefix("http://127.0.0.1:1").unwrap().to_owned();
    let page = text(&ask(&mut desk, "GET", &url, ""));
    assert!(page.contains("Choose the card") && page.contains("visa_3ds"), "{page}");
    assert_eq!(transactions(&desk.inquire(&id(&answer)))[0].0, "AUTHORIZATION");
    let page = go_to(&mut desk, "/checkout-page/pages/payment/order", &page, "card=visa_3ds&act=pay");
    assert!(page.contains("Your bank asks"), "{page}");
    let page = go_to(&mut desk, "/checkout-page/pages/payment/order", &page, "act=pay");
    assert!(page.contains("Payment successful"), "{page}");
    let told = desk.inquire(&id(&answer));
    assert_eq!(told["paymentResultInfo"]["threeDSResult"]["eci"], "05");
    assert_eq!(told["paymentStatus"], "SUCCESS");
    desk.later(Span::seconds(10));
    assert_eq!(transactions(&desk.inquire(&id(&answer)))[1], ("CAPTURE".into(), "SUCCESS".into()));
}

#[test]
fn three_d_secure_can_be_asked_for_and_its_indicator_is_the_brands() {
    let mut desk = Desk::new();
    let meta = json!({"is3DSAuthentication": true});
    let answer = desk.call("pay", pay("P1", |b| b["paymentMethod"]["paymentMethodMetaData"] = meta.clone()));
    paid(&mut desk, &id(&answer), "mastercard");
    let result = desk.inquire(&id(&answer))["paymentResultInfo"]["threeDSResult"].clone();
    assert_eq!((result["eci"].as_str(), result["challenged"].as_bool()), (Some("02"), Some(true)));
    let answer = desk.call("pay", pay("P2", |b| b["paymentMethod"]["paymentMethodMetaData"] = meta.clone()));
    buyer(&mut desk, json!({"act": "decline", "payment_id": id(&answer)}));
    let plain = desk.call("pay", pay("P3", |_| ()));
    paid(&mut desk, &id(&plain), "visa");
    assert!(desk.inquire(&id(&plain))["paymentResultInfo"].get("threeDSResult").is_none());
}

#[test]
fn capture_by_hand_waits_and_automatic_capture_does_not() {
    let mut desk = Desk::new();
    let manual = desk.call("pay", pay("P1", |b| b["paymentFactor"]["captureMode"] = json!("MANUAL")));
    let automatic = desk.call("pay", pay("P2", |_| ()));
    for answer in [&manual, &automatic] {
        paid(&mut desk, &id(answer), "visa");
    }
    desk.later(Span::minutes(1));
    assert_eq!(desk.gateway.book().totals(&id(&manual)).captured, 0);
    assert_eq!(desk.gateway.book().totals(&id(&automatic)).captured, 4200);
    assert_eq!(code(&desk.capture("C1", &id(&manual), 4200)), "SUCCESS");
}

#[test]
fn a_card_must_be_authorised_and_the_buyer_known() {
    let mut desk = Desk::new();
    let mut refused = |change: fn(&mut Value)| {
        let answer = desk.call("pay", pay("P1", change));
        answer["result"]["resultMessage"].as_str().unwrap().to_owned()
    };
    assert!(refused(|b| b["paymentFactor"] = json!({})).contains("paymentFactor.isAuthorization"));
    assert!(refused(|b| b["order"]["buyer"] = Value::Null).contains("order.buyer"));
    assert!(refused(|b| b["env"] = json!({})).contains("env.terminalType"));
    assert!(refused(|b| b["creditPayPlan"] = json!({"installmentNum": "5"})).contains("installmentNum"));
    assert!(desk.gateway.book().entries().is_empty());
}

#[test]
fn a_korean_card_whose_issuer_asks_has_its_brand_and_automatic_capture() {
    let mut desk = Desk::new();
    let korean = |b: &mut Value| {
        b["paymentMethod"]["requireIssuerAuthentication"] = json!(true);
        b["paymentMethod"]["paymentMethodMetaData"] = json!({"selectedCardBrand": "HYUNDAI"});
    };
    let no_brand = pay("P1", |b| b["paymentMethod"]["requireIssuerAuthentication"] = json!(true));
    assert!(desk.call("pay", no_brand).to_string().contains("selectedCardBrand is required"));
    let manual = pay("P1", |b| {
        korean(b);
        b["paymentFactor"]["captureMode"] = json!("MANUAL");
    });
    assert!(desk.call("pay", manual).to_string().contains("captureMode must be AUTOMATIC"));
    let answer = desk.call("pay", pay("P1", korean));
    paid(&mut desk, &id(&answer), "hyundai");
    assert_eq!(desk.inquire(&id(&answer))["paymentResultInfo"]["cardBrand"], "HYUNDAI");
    let answer = desk.call("pay", pay("P2", korean));
    paid(&mut desk, &id(&answer), "visa");
    let told = desk.inquire(&id(&answer));
    assert_eq!(told["paymentResultCode"], "SELECTED_CARD_BRAND_NOT_AVAILABLE");
}

#[test]
fn instalments_come_back_with_the_result() {
    let mut desk = Desk::new();
    let plan = json!({"installmentNum": "6", "interval": "MONTH"});
    let answer = desk.call("pay", pay("P1", |b| b["creditPayPlan"] = plan.clone()));
    paid(&mut desk, &id(&answer), "visa");
    assert_eq!(desk.inquire(&id(&answer))["paymentResultInfo"]["creditPayPlan"], plan);
}

#[test]
fn a_failed_payment_is_tried_again_under_a_new_id_and_one_success_is_kept() {
    let mut desk = Desk::new();
    let same_order = |id: &str| pay(id, |b| b["order"]["referenceOrderId"] = json!("ORDER-1"));
    let first = desk.call("pay", same_order("P1"));
    paid(&mut desk, &id(&first), "visa_declined");
    let url = first["normalUrl"].as_str().unwrap().strip_prefix("http://127.0.0.1:1").unwrap().to_owned();
    let page = text(&ask(&mut desk, "GET", &url, ""));
    assert!(page.contains("Ask the shop for a new link") && !page.contains("Try again"), "{page}");
    let repeated = desk.call("pay", same_order("P1"));
    assert_eq!((code(&repeated), letter(&repeated)), ("DO_NOT_HONOR", "F"), "the same id answers the same");
    let (second, third) = (desk.call("pay", same_order("P2")), desk.call("pay", same_order("P3")));
    assert_ne!(second["normalUrl"], third["normalUrl"]);
    for answer in [&second, &third] {
        paid(&mut desk, &id(answer), "visa");
    }
    // The gateway lets both stand; the merchant gives the extra one back (guide 1).
    assert_eq!(code(&desk.cancel(&id(&third))), "SUCCESS");
    desk.later(Span::minutes(1));
    let totals = desk.gateway.book().all_totals();
    assert_eq!(totals.values().map(|totals| totals.kept()).sum::<u64>(), 4200);
    assert!(totals.values().all(|totals| totals.sound()));
}

#[test]
fn a_payment_closes_at_the_end_it_was_given() {
    let mut desk = Desk::new();
    let end = json!("2026-11-20T13:00:00+08:00");
    let answer = desk.call("pay", pay("P1", |b| b["paymentExpiryTime"] = end));
    desk.until("2026-11-20T12:59:59+08:00");
    assert_eq!(desk.status(&id(&answer)), "PROCESSING");
    desk.until("2026-11-20T13:00:01+08:00");
    assert_eq!(desk.inquire(&id(&answer))["paymentResultCode"], "ORDER_IS_CLOSED");
}

/// A card kept by a first payment; gives its token.
fn kept(desk: &mut Desk) -> String {
    let (_, id) = desk.paid("SGD", 100, "CARD");
    desk.inquire(&id)["paymentResultInfo"]["cardToken"].as_str().unwrap().to_owned()
}

fn saved(token: &str) -> Value {
    json!({"savedPaymentMethods": [{"paymentMethodType": "CARD", "paymentMethodId": token}]})
}

#[test]
fn a_kept_card_is_shown_by_brand_and_last_four_and_pays_again() {
    let mut desk = Desk::new();
    let token = kept(&mut desk);
    let notice = desk.gateway.notices().first().unwrap().body.clone();
    assert!(notice.contains(&token), "the notification has the token too");
    let request = desk.session("SGD", 4200, &["CARD", "ALIPAY_CN"], saved(&token));
    let link = super::pages::link(&mut desk, &request);
    let page = text(&ask(&mut desk, "GET", &link, ""));
    assert!(page.contains("VISA ending in 0768 (saved)") && !page.contains(&token), "{page}");
    let page =
        go_to(&mut desk, "/checkout-page/pages/payment/submit", &page, "method=CARD&card=saved-0&act=pay");
    assert!(page.contains("Payment successful"), "{page}");
    assert_eq!(desk.inquire_request(&request)["paymentResultInfo"]["cardToken"], token);
}

#[test]
fn a_token_the_gateway_does_not_know_is_not_shown() {
    let mut desk = Desk::new();
    let token = kept(&mut desk);
    desk.state().saved_cards.get_mut(&token).unwrap().client_id = "ANOTHER".to_owned();
    for token in [token.as_str(), "ALIPAYunknown"] {
        let request = desk.session("SGD", 4200, &["CARD"], saved(token));
        let link = super::pages::link(&mut desk, &request);
        assert!(!text(&ask(&mut desk, "GET", &link, "")).contains("(saved)"));
    }
    let mut body = super::desk::request("X", "SGD", "4200");
    body["savedPaymentMethods"] = json!([{"paymentMethodType": "CARD"}]);
    let answer = desk.call("createPaymentSession", body);
    assert!(answer.to_string().contains("savedPaymentMethods[0].paymentMethodId is required"), "{answer}");
}

#[test]
fn whether_a_card_is_kept_follows_the_request_and_the_buyer() {
    let mut desk = Desk::new();
    let mut token = |mode: &str, save: bool| {
        let more = json!({"availablePaymentMethod": {"paymentMethodMetaData": {"tokenizeMode": mode}}});
        let request = desk.session("SGD", 4200, &[], more);
        let act = json!({"act": "pay", "client_id": CLIENT, "payment_request_id": request, "method": "CARD", "save_card": save});
        buyer(&mut desk, act);
        desk.inquire_request(&request)["paymentResultInfo"]["cardToken"].is_string()
    };
    assert_eq!((token("ASKFORCONSENT", true), token("ASKFORCONSENT", false)), (true, false));
    assert_eq!((token("ENABLED", false), token("DISABLED", true)), (true, false));
    let (_, declined) = {
        let request = desk.session("SGD", 4200, &["CARD"], json!({}));
        let id = desk.submit(&request, "CARD", Some("visa_declined"));
        desk.state().pay(&id).unwrap();
        (request, id)
    };
    assert!(
        desk.inquire(&declined)["paymentResultInfo"].get("cardToken").is_none(),
        "a refused card is not kept"
    );
}

#[test]
fn a_token_given_to_pay_is_charged_at_once() {
    let mut desk = Desk::new();
    let token = kept(&mut desk);
    let answer = desk.call("pay", pay("P1", |b| b["paymentMethod"]["paymentMethodId"] = json!(token)));
    assert_eq!((code(&answer), letter(&answer)), ("SUCCESS", "S"));
    assert_eq!(answer["paymentResultInfo"]["lastFour"], "0768");
    let unknown = desk.call("pay", pay("P2", |b| b["paymentMethod"]["paymentMethodId"] = json!("ALIPAYx")));
    assert!(unknown.to_string().contains("paymentMethod.paymentMethodId is not the token"), "{unknown}");
    assert_eq!(desk.gateway.book().of(Effect::Authorised).count(), 2);
}
