use serde_json::{Value, json};

use super::desk::{Desk, amount, code, letter, transactions};
use crate::book::Effect;
use crate::moment::Span;

fn refund_status(desk: &mut Desk, request: &str) -> String {
    let answer = desk.call("inquiryRefund", json!({"refundRequestId": request}));
    answer["refundStatus"].as_str().unwrap_or_else(|| code(&answer)).to_owned()
}

#[test]
fn a_wallet_is_refunded_in_parts_up_to_the_whole() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    assert_eq!(code(&desk.refund("R1", &id, "SGD", 1000)), "SUCCESS");
    assert_eq!(code(&desk.refund("R2", &id, "SGD", 3201)), "REFUND_AMOUNT_EXCEED");
    assert_eq!(code(&desk.refund("R3", &id, "SGD", 3200)), "SUCCESS");
    assert_eq!(code(&desk.refund("R4", &id, "SGD", 1)), "REFUND_AMOUNT_EXCEED");
    assert_eq!(desk.status(&id), "SUCCESS", "a refund does not change the payment's status");
    assert_eq!(transactions(&desk.inquire(&id)).iter().filter(|row| row.0 == "REFUND").count(), 2);
    assert_eq!(desk.gateway.book().totals(&id).refunded, 4200);
}

#[test]
fn the_same_refund_id_answers_the_same_and_moves_money_once() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let first = desk.refund("R1", &id, "SGD", 1000);
    assert_eq!(desk.refund("R1", &id, "SGD", 1000), first);
    assert_eq!(code(&desk.refund("R1", &id, "SGD", 1001)), "REPEAT_REQ_INCONSISTENT");
    let (_, other) = desk.paid("SGD", 4200, "ALIPAY_CN");
    assert_eq!(code(&desk.refund("R1", &other, "SGD", 1000)), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(desk.gateway.book().of(Effect::Refunded).count(), 1);
}

#[test]
fn a_cards_refund_is_in_process_first() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "CARD");
    assert_eq!(code(&desk.refund("R0", &id, "SGD", 1000)), "ORDER_STATUS_INVALID", "nothing is captured yet");
    desk.later(Span::seconds(10));
    let answer = desk.refund("R1", &id, "SGD", 1000);
    assert_eq!((code(&answer), letter(&answer)), ("REFUND_IN_PROCESS", "U"));
    assert_eq!(refund_status(&mut desk, "R1"), "PROCESSING");
    assert_eq!(
        code(&desk.refund("R2", &id, "SGD", 3201)),
        "REFUND_AMOUNT_EXCEED",
        "what is on its way counts"
    );
    desk.later(Span::seconds(20));
    assert_eq!(refund_status(&mut desk, "R1"), "SUCCESS");
    assert_eq!(code(&desk.refund("R1", &id, "SGD", 1000)), "SUCCESS");
    assert_eq!(desk.told().last().unwrap(), "REFUND_RESULT");
}

#[test]
fn a_refund_that_comes_back_frees_its_amount() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "CARD");
    desk.later(Span::seconds(10));
    let refund = desk.refund("R1", &id, "SGD", 4200)["refundId"].as_str().unwrap().to_owned();
    assert!(desk.state().finish_refund(&refund, false));
    assert!(!desk.state().finish_refund(&refund, true), "it is over");
    assert_eq!(refund_status(&mut desk, "R1"), "FAIL");
    assert_eq!(code(&desk.refund("R2", &id, "SGD", 4200)), "REFUND_IN_PROCESS");
    let body: Value = serde_json::from_str(&desk.gateway.notices().last().unwrap().body).unwrap();
    assert_eq!((body["refundStatus"].as_str(), letter(&body)), (Some("FAIL"), "F"));
}

#[test]
fn an_asynchronous_refund_can_be_asked_for() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let body = json!({"refundRequestId": "R1", "paymentId": id, "refundAmount": amount("SGD", 4200), "isAsyncRefund": true});
    assert_eq!(code(&desk.call("refund", body)), "REFUND_IN_PROCESS");
}

#[test]
fn contracts_forbid_some_refunds() {
    let mut desk = Desk::new();
    let (_, bpi) = desk.paid("PHP", 4200, "BPI");
    assert_eq!(code(&desk.refund("R1", &bpi, "PHP", 100)), "PARTIAL_REFUND_NOT_SUPPORTED");
    assert_eq!(code(&desk.refund("R2", &bpi, "PHP", 4200)), "SUCCESS");
    assert_eq!(code(&desk.refund("R3", &bpi, "PHP", 4200)), "MULTIPLE_REFUNDS_NOT_SUPPORTED");
    let (_, konbini) = desk.paid("JPY", 4200, "KONBINI");
    assert_eq!(code(&desk.refund("R4", &konbini, "JPY", 4200)), "ORDER_STATUS_INVALID", "it is not paid yet");
    desk.later(Span::days(2));
    assert_eq!(code(&desk.refund("R5", &konbini, "JPY", 4200)), "REFUND_NOT_SUPPORTED");
    let (_, kakao) = desk.paid("KRW", 4200, "KAKAOPAY");
    assert_eq!(code(&desk.refund("R6", &kakao, "KRW", 49)), "PARAM_ILLEGAL");
    let (_, jko) = desk.paid("TWD", 4200, "JKOPAY");
    assert_eq!(code(&desk.refund("R7", &jko, "TWD", 150)), "PARAM_ILLEGAL");
}

#[test]
fn a_refund_window_ends() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("BRL", 4200, "PAGALEVE");
    desk.later(Span::days(90));
    assert_eq!(code(&desk.refund("R1", &id, "BRL", 100)), "SUCCESS");
    desk.later(Span::days(1));
    assert_eq!(code(&desk.refund("R2", &id, "BRL", 100)), "REFUND_WINDOW_EXCEED");
}

#[test]
fn a_poor_merchant_needs_a_new_id_once_the_balance_is_there() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    desk.merchant().balance_enough = false;
    assert_eq!(code(&desk.refund("R1", &id, "SGD", 100)), "MERCHANT_BALANCE_NOT_ENOUGH");
    desk.merchant().balance_enough = true;
    assert_eq!(
        code(&desk.refund("R1", &id, "SGD", 100)),
        "MERCHANT_BALANCE_NOT_ENOUGH",
        "a final answer stays"
    );
    assert_eq!(refund_status(&mut desk, "R1"), "FAIL");
    assert_eq!(code(&desk.refund("R2", &id, "SGD", 100)), "SUCCESS");
}

#[test]
fn what_is_not_paid_is_not_refunded() {
    let mut desk = Desk::new();
    assert_eq!(code(&desk.refund("R0", "nothing", "SGD", 1)), "ORDER_NOT_EXIST");
    assert_eq!(refund_status(&mut desk, "R0"), "ORDER_NOT_EXIST", "it was never placed");
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    assert_eq!(code(&desk.refund("R1", &id, "USD", 1)), "CURRENCY_NOT_SUPPORT");
    let body = json!({"refundRequestId": "R2", "paymentId": id, "refundAmount": amount("SGD", 1), "captureId": "no"});
    assert_eq!(code(&desk.call("refund", body)), "PARAM_ILLEGAL");
    desk.cancel(&id);
    assert_eq!(code(&desk.refund("R3", &id, "SGD", 1)), "ORDER_IS_CANCELED");
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let open = desk.submit(&request, "ALIPAY_CN", None);
    assert_eq!(code(&desk.refund("R4", &open, "SGD", 1)), "ORDER_STATUS_INVALID");
    desk.state().decline(&open).unwrap();
    assert_eq!(code(&desk.refund("R5", &open, "SGD", 1)), "ORDER_IS_CLOSED");
}

#[test]
fn a_refund_is_found_by_either_id() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let refund_id = desk.refund("R1", &id, "SGD", 100)["refundId"].clone();
    let by_id = desk.call("inquiryRefund", json!({"refundId": refund_id, "refundRequestId": "other"}));
    assert_eq!(by_id["refundRequestId"], "R1");
    assert_eq!(code(&desk.call("inquiryRefund", json!({}))), "PARAM_ILLEGAL");
}
