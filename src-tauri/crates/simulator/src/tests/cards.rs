use serde_json::{Value, json};

use super::desk::{CLIENT, Desk, amount, code, letter, request, transactions};
use crate::book::Effect;
use crate::buyer::BuyerTrouble;
use crate::moment::Span;
use crate::state::key;

#[test]
fn a_card_is_authorised_and_then_captured_by_itself() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("SGD", 4200, "CARD");
    let answer = desk.inquire(&id);
    assert_eq!(answer["paymentStatus"], "SUCCESS");
    assert_eq!(answer["authExpiryTime"], "2026-11-27T12:00:00+08:00");
    assert_eq!(transactions(&answer), [("AUTHORIZATION".to_owned(), "SUCCESS".to_owned())]);
    desk.later(Span::seconds(10));
    let answer = desk.inquire(&id);
    assert_eq!(transactions(&answer)[1], ("CAPTURE".to_owned(), "SUCCESS".to_owned()));
    assert_eq!(
        answer["transactions"][1]["transactionRequestId"], request,
        "the request id stands for the capture's"
    );
    assert_eq!(desk.told(), ["PAYMENT_RESULT", "CAPTURE_RESULT"]);
    let body: Value = serde_json::from_str(&desk.gateway.notices()[1].body).unwrap();
    assert_eq!(body["captureRequestId"], request);
    assert!(body.get("paymentRequestId").is_none());
}

#[test]
fn apple_pay_and_google_pay_are_holds_too() {
    let mut desk = Desk::new();
    for method in ["APPLEPAY", "GOOGLEPAY"] {
        let (_, id) = desk.paid("SGD", 4200, method);
        assert_eq!(desk.gateway.book().totals(&id).authorised, 4200);
    }
}

#[test]
fn a_hold_is_captured_whole_and_once() {
    let mut desk = Desk::new();
    let (_, id) = desk.held(4200, "visa");
    desk.later(Span::days(1));
    assert_eq!(code(&desk.capture("C1", &id, 4300)), "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT");
    let partial = desk.capture("C2", &id, 4100);
    assert_eq!(code(&partial), "PARAM_ILLEGAL");
    assert!(partial["result"]["resultMessage"].as_str().unwrap().contains("captureAmount.value"));
    let wrong = json!({"captureRequestId": "C3", "paymentId": id, "captureAmount": amount("USD", 4200)});
    assert_eq!(code(&desk.call("capture", wrong)), "CURRENCY_NOT_SUPPORT");
    let good = desk.capture("C4", &id, 4200);
    assert_eq!((code(&good), good["captureAmount"]["value"].as_str()), ("SUCCESS", Some("4200")));
    assert_eq!(desk.capture("C4", &id, 4200), good, "the same id answers the same");
    assert_eq!(code(&desk.capture("C4", &id, 4100)), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(code(&desk.capture("C5", &id, 4200)), "MULTI_CAPTURE_NOT_SUPPORTED");
    assert_eq!(desk.gateway.book().of(Effect::Captured).count(), 1);
}

#[test]
fn a_hold_lapses_after_seven_days() {
    let mut desk = Desk::new();
    let (_, id) = desk.held(4200, "visa");
    desk.later(Span::days(7));
    let answer = desk.inquire(&id);
    assert_eq!(
        (answer["paymentStatus"].as_str(), answer["paymentResultCode"].as_str()),
        (Some("CANCELLED"), Some("AUTH_EXPIRED"))
    );
    assert_eq!(transactions(&answer)[1].0, "VOID");
    assert_eq!(code(&desk.capture("C1", &id, 4200)), "AUTH_EXPIRED");
    assert_eq!(desk.gateway.book().totals(&id).released, 4200);
}

#[test]
fn capture_knows_what_is_not_a_hold() {
    let mut desk = Desk::new();
    assert_eq!(code(&desk.capture("C1", "20260101000", 4200)), "AUTH_NOT_FOUND");
    let (_, wallet) = desk.paid("SGD", 4200, "ALIPAY_CN");
    assert_eq!(code(&desk.capture("C2", &wallet, 4200)), "ORDER_STATUS_INVALID");
    let (_, automatic) = desk.paid("SGD", 4200, "CARD");
    assert_eq!(code(&desk.capture("C3", &automatic, 4200)), "ORDER_STATUS_INVALID");
    let (_, held) = desk.held(4200, "visa");
    desk.cancel(&held);
    assert_eq!(code(&desk.capture("C4", &held, 4200)), "AUTH_CANCELLED");
}

#[test]
fn a_slow_capture_is_in_process_until_its_notification() {
    let mut desk = Desk::new();
    let (_, id) = desk.held(4200, "visa_slow_capture");
    let answer = desk.capture("C1", &id, 4200);
    assert_eq!((code(&answer), letter(&answer)), ("CAPTURE_IN_PROCESS", "U"));
    assert_eq!(transactions(&desk.inquire(&id))[1], ("CAPTURE".to_owned(), "PROCESSING".to_owned()));
    desk.later(Span::seconds(30));
    assert_eq!(code(&desk.capture("C1", &id, 4200)), "SUCCESS");
    assert_eq!(desk.told().last().unwrap(), "CAPTURE_RESULT");
}

#[test]
fn a_failed_capture_leaves_the_hold_to_lapse() {
    let mut desk = Desk::new();
    let (_, id) = desk.held(4200, "visa_capture_fails");
    assert_eq!(code(&desk.capture("C1", &id, 4200)), "PROCESS_FAIL");
    assert_eq!(transactions(&desk.inquire(&id))[1], ("CAPTURE".to_owned(), "FAIL".to_owned()));
    desk.later(Span::days(7));
    assert_eq!(desk.status(&id), "CANCELLED");
}

#[test]
fn a_declined_card_may_be_followed_by_a_good_one_and_nothing_is_told_between() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["CARD"], json!({}));
    let first = desk.submit(&request, "CARD", Some("visa_declined"));
    desk.state().pay(&first).unwrap();
    assert_eq!(desk.inquire(&first)["paymentResultCode"], "DO_NOT_HONOR");
    assert_eq!(desk.status(&first), "FAIL");
    assert!(desk.told().is_empty());
    let second = desk.submit(&request, "CARD", Some("mastercard"));
    desk.state().pay(&second).unwrap();
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "SUCCESS");
}

#[test]
fn a_declined_session_is_told_when_it_ends() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["CARD"], json!({}));
    let id = desk.submit(&request, "CARD", Some("visa_expired"));
    desk.state().pay(&id).unwrap();
    desk.later(Span::minutes(59));
    assert!(desk.told().is_empty());
    desk.later(Span::minutes(1));
    assert_eq!(desk.told(), ["PAYMENT_RESULT"]);
    let body: Value = serde_json::from_str(&desk.gateway.notices()[0].body).unwrap();
    assert_eq!((letter(&body), code(&body)), ("F", "CARD_EXPIRED"));
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "FAIL");
}

#[test]
fn a_failed_bank_check_needs_a_new_link() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["CARD"], json!({}));
    let id = desk.submit(&request, "CARD", Some("visa_3ds"));
    desk.state().decline(&id).unwrap();
    assert_eq!(
        desk.state().submit(&key(&[CLIENT, &request]), "CARD", None),
        Err(BuyerTrouble::NewLinkNeeded)
    );
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "FAIL");
}

#[test]
fn a_card_without_a_buyer_fails_on_the_page_only() {
    let mut desk = Desk::new();
    let mut body = request("PR-B", "SGD", "4200");
    body["order"].as_object_mut().unwrap().remove("buyer");
    assert_eq!(code(&desk.call("createPaymentSession", body)), "SUCCESS");
    let session = key(&[CLIENT, "PR-B"]);
    assert_eq!(desk.state().submit(&session, "CARD", None), Err(BuyerTrouble::BuyerUnknown));
    assert!(desk.state().submit(&session, "ALIPAY_CN", None).is_ok());
}

#[test]
fn the_risky_amount_is_refused() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 1_111_001_111, &["CARD"], json!({}));
    let id = desk.submit(&request, "CARD", None);
    desk.state().pay(&id).unwrap();
    assert_eq!(desk.inquire(&id)["paymentResultCode"], "RISK_REJECT");
}
