use serde_json::{Value, json};

use super::desk::{Desk, key_text};
use crate::dispute::Turn;
use crate::fault::{Fault, Kind};
use crate::key::{GatewayKey, verifies};
use crate::moment::Span;
use crate::signature::Claim;

#[test]
fn a_notification_is_signed_over_its_own_path_and_leaves_after_three_seconds() {
    let mut desk = Desk::new();
    desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let request = desk.session(
        "SGD",
        4200,
        &["ALIPAY_CN"],
        json!({"paymentNotifyUrl": "http://127.0.0.1:9/hook?shop=1"}),
    );
    let id = desk.submit(&request, "ALIPAY_CN", None);
    desk.state().pay(&id).unwrap();
    assert!(desk.gateway.next_deliveries().is_empty());
    desk.later(Span::seconds(3));
    let [delivery] = desk.gateway.next_deliveries().try_into().unwrap();
    let header = |name: &str| delivery.headers.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let message = format!(
        "POST /hook?shop=1\n{}.{}.{}",
        header("client-id"),
        header("request-time"),
        String::from_utf8(delivery.body.clone()).unwrap()
    );
    let (_, encoded) = header("signature")
        .rsplit_once("signature=")
        .map(|(head, tail)| (head.to_owned(), tail.to_owned()))
        .unwrap();
    assert!(!encoded.contains(['+', '/', '=']));
    let public = GatewayKey::from_base64(key_text()).unwrap().public_spki_base64().unwrap();
    let raw = percent_encoding::percent_decode_str(&encoded).decode_utf8().unwrap().into_owned();
    let signature = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, raw).unwrap();
    assert!(verifies(&public, message.as_bytes(), &signature));
    assert!(Claim::read(&header("signature")).is_some());
    let body: Value = serde_json::from_slice(&delivery.body).unwrap();
    for always in
        ["notifyType", "result", "paymentRequestId", "paymentId", "paymentAmount", "paymentCreateTime"]
    {
        assert!(body.get(always).is_some(), "{always}");
    }
}

#[test]
fn elsewhere_is_never_called() {
    let mut desk = Desk::new();
    let request =
        desk.session("SGD", 4200, &["ALIPAY_CN"], json!({"paymentNotifyUrl": "https://shop.example/notify"}));
    let id = desk.submit(&request, "ALIPAY_CN", None);
    desk.state().pay(&id).unwrap();
    desk.later(Span::days(2));
    assert!(desk.gateway.next_deliveries().is_empty());
    assert!(desk.gateway.notices()[0].undelivered.is_some());
}

#[test]
fn what_is_refused_is_sent_again_when_it_is_time() {
    let mut desk = Desk::new();
    desk.paid("SGD", 4200, "ALIPAY_CN");
    desk.later(Span::seconds(3));
    let first = desk.gateway.next_deliveries();
    desk.gateway.report_delivery(first[0].notice_id, Err("HTTP 500".to_owned()));
    desk.later(Span::seconds(119));
    assert!(desk.gateway.next_deliveries().is_empty());
    desk.later(Span::seconds(1));
    let second = desk.gateway.next_deliveries();
    assert_eq!(first[0].body, second[0].body);
    desk.gateway.report_delivery(second[0].notice_id, Ok(()));
    desk.later(Span::days(3));
    assert!(desk.gateway.next_deliveries().is_empty());
    assert_eq!(desk.gateway.notices()[0].attempts.len(), 2);
}

#[test]
fn faults_duplicate_and_reorder() {
    let mut desk = Desk::new();
    desk.gateway.add_fault(Fault::next("CAPTURE_RESULT", Kind::DuplicateNotifications, 1));
    desk.gateway.add_fault(Fault::next("PAYMENT_RESULT", Kind::ReorderNotifications, 1));
    desk.paid("SGD", 4200, "CARD");
    desk.later(Span::minutes(5));
    let mut types = Vec::new();
    loop {
        let deliveries = desk.gateway.next_deliveries();
        let Some(last) = deliveries.last() else { break };
        desk.gateway.report_delivery(last.notice_id, Ok(()));
        types.extend(deliveries.iter().map(|one| {
            serde_json::from_slice::<Value>(&one.body).unwrap()["notifyType"].as_str().unwrap().to_owned()
        }));
    }
    assert_eq!(types, ["CAPTURE_RESULT", "CAPTURE_RESULT", "PAYMENT_RESULT"]);
}

#[test]
fn a_dispute_goes_to_the_dashboards_address() {
    let mut desk = Desk::new();
    desk.merchant().notify_url = Some("http://127.0.0.1:9/dashboard".to_owned());
    let (_, id) = desk.paid("SGD", 4200, "CARD");
    let turn = Turn { kind: "DISPUTE_CREATED", reason: "Not received", judgement: None };
    desk.state().raise_dispute(&id, None, turn).unwrap();
    let notice = desk.gateway.notices().last().unwrap().clone();
    assert_eq!(notice.url.as_deref(), Some("http://127.0.0.1:9/dashboard"));
    let body: Value = serde_json::from_str(&notice.body).unwrap();
    assert!(body.get("notifyType").is_none());
    assert_eq!(body["disputeNotificationType"], "DISPUTE_CREATED");
}

#[test]
fn refunds_have_an_address_of_their_own() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let body = json!({"refundRequestId": "R1", "paymentId": id, "refundAmount": {"currency": "SGD", "value": "1"}, "refundNotifyUrl": "http://127.0.0.1:9/refunds"});
    desk.call("refund", body);
    assert_eq!(desk.gateway.notices().last().unwrap().url.as_deref(), Some("http://127.0.0.1:9/refunds"));
}
