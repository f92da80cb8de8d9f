use serde_json::json;

use super::desk::{CLIENT, Desk, code, transactions};
use crate::book::Effect;
use crate::buyer::BuyerTrouble;
use crate::moment::Span;
use crate::state::key;

#[test]
fn a_wallet_is_cancelled_until_a_quarter_past_midnight() {
    let mut desk = Desk::new();
    let (_, one) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let (_, two) = desk.paid("SGD", 4200, "ALIPAY_CN");
    desk.until("2026-11-21T00:15:00+08:00");
    let answer = desk.cancel(&one);
    assert_eq!(code(&answer), "SUCCESS");
    assert_eq!(answer["cancelTime"], "2026-11-21T00:15:00+08:00");
    desk.later(Span::seconds(1));
    assert_eq!(code(&desk.cancel(&two)), "CANCEL_WINDOW_EXCEED");
    assert_eq!(desk.status(&one), "CANCELLED");
    assert_eq!(desk.gateway.book().totals(&one).cancelled, 4200);
    assert_eq!(transactions(&desk.inquire(&one))[1].0, "CANCEL");
}

#[test]
fn a_cancel_may_be_repeated_and_tells_nobody() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let first = desk.cancel(&id);
    let before = desk.told().len();
    desk.later(Span::minutes(1));
    assert_eq!(desk.cancel(&id), first);
    assert_eq!(desk.call("cancel", json!({"paymentRequestId": request})), first);
    assert_eq!(desk.gateway.book().of(Effect::Cancelled).count(), 1);
    assert_eq!(desk.told().len(), before);
}

#[test]
fn a_card_is_cancelled_for_seven_days_while_uncaptured() {
    let mut desk = Desk::new();
    let (_, held) = desk.held(4200, "visa");
    desk.later(Span::days(6));
    assert_eq!(code(&desk.cancel(&held)), "SUCCESS");
    assert_eq!(transactions(&desk.inquire(&held))[1].0, "VOID");
    assert_eq!(desk.gateway.book().totals(&held).released, 4200);
    let (_, captured) = desk.held(4200, "visa");
    desk.capture("C1", &captured, 4200);
    assert_eq!(code(&desk.cancel(&captured)), "ORDER_STATUS_INVALID");
}

#[test]
fn some_methods_cannot_be_cancelled() {
    let mut desk = Desk::new();
    for (currency, value, method) in
        [("IDR", 30_000, "DANA"), ("TWD", 4200, "JKOPAY"), ("THB", 4200, "KPLUS")]
    {
        let (_, id) = desk.paid(currency, value, method);
        assert_eq!(code(&desk.cancel(&id)), "PAYMENT_METHOD_NOT_SUPPORTED", "{method}");
    }
    let request = desk.session("THB", 4200, &["KPLUS"], json!({}));
    let unpaid = desk.submit(&request, "KPLUS", None);
    assert_eq!(code(&desk.cancel(&unpaid)), "SUCCESS", "a Thai bank before it is paid");
}

#[test]
fn mercado_pago_has_seven_days() {
    let mut desk = Desk::new();
    let (_, one) = desk.paid("BRL", 4200, "MERCADOPAGO_BR");
    let (_, two) = desk.paid("BRL", 4200, "MERCADOPAGO_BR");
    desk.later(Span::days(6));
    assert_eq!(code(&desk.cancel(&one)), "SUCCESS");
    desk.later(Span::days(2));
    assert_eq!(code(&desk.cancel(&two)), "CANCEL_WINDOW_EXCEED");
}

#[test]
fn a_refunded_payment_cannot_be_cancelled() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    desk.refund("R1", &id, "SGD", 1);
    assert_eq!(code(&desk.cancel(&id)), "PROCESS_FAIL");
}

#[test]
fn an_unsubmitted_session_is_no_order_and_its_link_stays_alive() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    assert_eq!(code(&desk.call("cancel", json!({"paymentRequestId": request}))), "ORDER_NOT_EXIST");
    assert!(desk.state().submit(&key(&[CLIENT, &request]), "ALIPAY_CN", None).is_ok());
}

#[test]
fn a_cancelled_order_takes_no_payment_any_more() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let one = desk.submit(&request, "ALIPAY_CN", None);
    let two = desk.submit(&request, "ALIPAY_CN", None);
    assert_eq!(code(&desk.call("cancel", json!({"paymentRequestId": request}))), "SUCCESS");
    for id in [one, two] {
        assert_eq!(desk.state().pay(&id), Err(BuyerTrouble::Over));
        assert_eq!(desk.status(&id), "CANCELLED");
    }
    assert_eq!(
        desk.state().submit(&key(&[CLIENT, &request]), "ALIPAY_CN", None),
        Err(BuyerTrouble::Cancelled)
    );
    assert_eq!(desk.gateway.book().of(Effect::CancelledUnpaid).count(), 2);
}

#[test]
fn a_poor_merchant_cannot_give_back() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    desk.merchant().balance_enough = false;
    assert_eq!(code(&desk.cancel(&id)), "MERCHANT_BALANCE_NOT_ENOUGH");
    desk.merchant().balance_enough = true;
    assert_eq!(code(&desk.cancel(&id)), "SUCCESS");
}
