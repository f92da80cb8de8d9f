//! The messages printed in the five guides: each is read, and nothing in it is lost.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use antom::Operation;
use antom::card_checks::{AddressCheck, Authentication, CardChecks, CodeCheck, Liability};
use antom::inquiry_payment::{Transaction, TransactionType};
use antom::notification::{self, Notification};
use antom::operation::{
    Capture, CaptureRequest, CreatePaymentSession, CreatePaymentSessionRequest, CreatePaymentSessionResponse,
    InquiryPayment, InquiryPaymentRequest, InquiryPaymentResponse, Pay, PayRequest, PayResponse,
};
use antom::payment_details::PaymentStatus;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

fn samples(kind: &str) -> Vec<(u64, Value)> {
    let all: Vec<Value> = serde_json::from_str(include_str!("guide-samples.json")).unwrap();
    let found: Vec<_> = all
        .iter()
        .filter(|sample| sample["kind"] == kind)
        .map(|sample| (sample["guide"].as_u64().unwrap(), sample["body"].clone()))
        .collect();
    assert!(!found.is_empty(), "no samples of {kind}");
    found
}

/// A field that is null says as much as one that is absent.
fn without_nulls(mut value: Value) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.retain(|_, field| !field.is_null());
    }
    value
}

fn kept<T: Serialize + DeserializeOwned + Debug>(guide: u64, body: &Value) -> T {
    let read: T =
        serde_json::from_value(body.clone()).unwrap_or_else(|error| panic!("guide {guide}: {error}"));
    assert_eq!(serde_json::to_value(&read).unwrap(), without_nulls(body.clone()), "guide {guide}");
    typed(guide, &read);
    read
}

/// Every field has a type of its own: `Debug` names the fields that were only kept and marks what was carried along.
fn typed(guide: u64, read: &impl Debug) {
    let shown = format!("{read:?}");
    assert!(!shown.contains("other: {\""), "guide {guide} has fields without a type: {shown}");
    assert!(!shown.contains("(carried along)"), "guide {guide} has fields without a type: {shown}");
}

#[test]
fn every_request_is_read_written_back_unchanged_and_valid() {
    for (guide, body) in samples("createPaymentSession request") {
        let request: CreatePaymentSessionRequest = kept(guide, &body);
        assert_eq!(CreatePaymentSession::validate(&request), Ok(()), "guide {guide}");
    }
    for (guide, body) in samples("pay request") {
        let request: PayRequest = kept(guide, &body);
        assert_eq!(Pay::validate(&request), Ok(()), "guide {guide}");
    }
    for (guide, body) in samples("inquiryPayment request") {
        let request: InquiryPaymentRequest = kept(guide, &body);
        assert_eq!(InquiryPayment::validate(&request), Ok(()), "guide {guide}");
    }
}

#[test]
fn the_answer_to_pay_is_read_with_the_checks_of_the_card() {
    for (guide, body) in samples("pay answer") {
        let answer: PayResponse = kept(guide, &body);
        assert_eq!(answer.payment_id.as_deref(), Some("20211112194010800100188570271832381"));
        assert!(answer.result.result_status.is_success() && answer.page().is_none());
        let checks = CardChecks::read(answer.payment_result_info.as_ref(), None);
        assert_eq!((checks.address, checks.security_code), (AddressCheck::StreetOnly, CodeCheck::Matches));
        assert_eq!(checks.liability, Liability::Merchant, "the buyer's bank was not asked");
    }
}

#[test]
fn every_session_leads_to_a_page_or_to_the_client_sdk() {
    for (guide, body) in samples("createPaymentSession answer") {
        let answer: CreatePaymentSessionResponse = kept(guide, &body);
        assert_eq!(CreatePaymentSession::integrity(&Default::default(), &answer), Ok(()), "guide {guide}");
        assert_eq!(answer.normal_url.is_some(), guide != 3, "guide {guide}");
        assert!(antom::epoch_millis(answer.payment_session_expiry_time.as_deref().unwrap()).is_some());
    }
}

#[test]
fn every_inquiry_is_read_with_its_outcome() {
    for (guide, body) in samples("inquiryPayment answer") {
        let answer: InquiryPaymentResponse = kept(guide, &body);
        assert_eq!(answer.payment_status, Some(PaymentStatus::Success), "guide {guide}");
        assert!(
            answer.payment_amount.unwrap().money().is_ok() && answer.payment_id.is_some(),
            "guide {guide}"
        );
        assert_eq!(answer.transactions, None, "guide {guide}");
    }
}

#[test]
fn three_d_secure_is_read_from_inquiry_and_notification_under_either_spelling() {
    let inquiries = samples("inquiryPayment answer").into_iter().filter_map(|(_, body)| {
        let answer: InquiryPaymentResponse = serde_json::from_value(body).unwrap();
        answer.payment_result_info
    });
    let notices = samples("notification").into_iter().filter_map(|(_, body)| {
        match notification::parse(body.to_string().as_bytes()).unwrap() {
            Notification::PaymentResult(payment) => payment.payment_result_info,
            _ => None,
        }
    });
    let asked: Vec<_> = inquiries.chain(notices).filter(|info| info.three_ds_result.is_some()).collect();
    let [first, second, embedded] = asked.as_slice() else { panic!("{}", asked.len()) };
    for info in [first, second] {
        let result = info.three_ds_result.as_ref().unwrap();
        assert_eq!(result.authentication_value().unwrap().reveal(), "cavvSample");
        assert!(!format!("{result:?}").contains("cavvSample"));
        assert_eq!(CardChecks::read(Some(info), None).authentication, Authentication::Authenticated);
        assert_eq!(CardChecks::read(Some(info), None).liability, Liability::Issuer);
    }
    // Guide 4's result is there and empty: nobody was recognised.
    assert_eq!(embedded.three_ds_result.as_ref().unwrap().authentication_value(), None);
    let checks = CardChecks::read(Some(embedded), None);
    assert_eq!((checks.address, checks.security_code), (AddressCheck::NotChecked, CodeCheck::Matches));
    assert_eq!(checks.liability, Liability::Merchant);
}

#[test]
fn captures_are_read_from_the_transactions_of_an_inquiry() {
    let mut stand = Vec::new();
    for (guide, body) in samples("transactions") {
        for entry in body["transactions"].as_array().unwrap() {
            let transaction: Transaction = kept(guide, entry);
            assert_eq!(transaction.transaction_type, TransactionType::Capture);
            stand.push((transaction.transaction_status, transaction.transaction_result.unwrap().result_code));
        }
    }
    let expected = [
        (PaymentStatus::Success, "SUCCESS".to_owned()),
        (PaymentStatus::Fail, "PROCESS_FAIL".to_owned()),
        (PaymentStatus::Processing, "PAYMENT_IN_PROCESS".to_owned()),
    ];
    assert_eq!(stand, expected);
}

#[test]
fn the_capture_answer_without_a_result_is_not_read_as_one() {
    for (_, body) in samples("capture answer") {
        assert!(serde_json::from_value::<<Capture as Operation>::Response>(body.clone()).is_err());
        let request: CaptureRequest = serde_json::from_value(body).unwrap();
        assert_eq!(Capture::validate(&request), Ok(()));
    }
}

#[test]
fn every_notification_is_read_as_its_kind() {
    let mut failed_captures = 0;
    for (guide, body) in samples("notification") {
        let kind = body["notifyType"].as_str().unwrap().to_owned();
        match notification::parse(body.to_string().as_bytes()).unwrap() {
            Notification::PaymentResult(payment) => {
                typed(guide, &payment);
                assert_eq!(kind, "PAYMENT_RESULT");
                assert_eq!(payment.payment_status(), PaymentStatus::Success, "guide {guide}");
                assert!(antom::epoch_millis(payment.payment_time.as_deref().unwrap()).is_some());
            }
            Notification::CaptureResult(capture) => {
                typed(guide, &capture);
                assert_eq!(kind, "CAPTURE_RESULT");
                failed_captures += usize::from(capture.result.result_status.is_failure());
            }
            other => panic!("guide {guide}: {other:?}"),
        }
    }
    assert_eq!(failed_captures, 1);
}

#[test]
fn refunds_disputes_and_kinds_nobody_knows_are_read() {
    let read = |text: &str| notification::parse(text.as_bytes());
    let result = r#""result":{"resultCode":"SUCCESS","resultStatus":"S"}"#;
    let refund = format!(
        r#"{{"notifyType":"REFUND_RESULT",{result},"refundStatus":"SUCCESS","refundRequestId":"R1","refundAmount":{{"currency":"SGD","value":"0"}}}}"#
    );
    assert!(matches!(read(&refund), Ok(Notification::RefundResult(_))));
    let pending = format!(
        r#"{{"notifyType":"PAYMENT_PENDING",{result},"paymentRequestId":"PR1","paymentId":"P1","paymentAmount":{{"currency":"SGD","value":"1"}}}}"#
    );
    assert!(matches!(read(&pending), Ok(Notification::PaymentPending(_))));
    let dispute = r#"{"disputeNotificationType":"DISPUTE_CREATED","disputeId":"D1","paymentId":"P1","paymentRequestId":"PR1","defendable":"true"}"#;
    let Ok(Notification::Dispute(dispute)) = read(dispute) else { panic!("not read as a dispute") };
    assert_eq!((dispute.dispute_id.as_str(), dispute.defendable), ("D1", Some(true)));
    let Ok(Notification::Other { kind, body }) = read(r#"{"notifyType":"UPDATE_AMOUNT_RESULT","x":1}"#)
    else {
        panic!("not kept")
    };
    assert_eq!((kind.as_deref(), &body["x"]), (Some("UPDATE_AMOUNT_RESULT"), &Value::from(1)));
}

#[test]
fn a_known_notification_without_its_ids_is_refused() {
    let error =
        notification::parse(br#"{"notifyType":"CAPTURE_RESULT","result":{"resultStatus":"S"}}"#).unwrap_err();
    assert_eq!(error.code(), "NOTIFICATION_UNREADABLE");
    assert!(error.to_string().contains("captureRequestId"));
    assert_eq!(notification::parse(b"[]").unwrap_err().code(), "NOTIFICATION_NOT_JSON");
}

#[test]
fn the_reply_is_the_fixed_one() {
    let reply: Value = serde_json::from_str(notification::reply()).unwrap();
    for (guide, body) in samples("notification reply") {
        for field in ["resultCode", "resultStatus"] {
            assert_eq!(reply["result"][field], body["result"][field], "guide {guide}");
        }
        assert_eq!(reply.as_object().unwrap().len(), body.as_object().unwrap().len(), "guide {guide}");
    }
    assert_eq!(reply["result"]["resultMessage"], "success");
}

proptest::proptest! {
    #[test]
    fn reading_any_notification_never_panics(body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let _ = notification::parse(&body);
    }

    #[test]
    fn reading_any_notification_of_a_known_kind_never_panics(
        kind in "(PAYMENT_RESULT|PAYMENT_PENDING|CAPTURE_RESULT|REFUND_RESULT)",
        rest in r#"(,"(result|paymentId|paymentAmount|refundStatus)":(null|\{\}|"x"|[0-9]{1,3}|\[\])){0,4}"#,
    ) {
        let _ = notification::parse(format!(r#"{{"notifyType":"{kind}"{rest}}}"#).as_bytes());
    }
}
