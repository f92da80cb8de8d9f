//! The pitfalls of api.md section 9 that this crate can show, each by a test named after it. Certificates are in
//! `src/http.rs`; what concerns capture, shipping and settlement lies with the rules above this crate.
#![allow(missing_docs, clippy::unwrap_used, clippy::unwrap_in_result, clippy::panic, clippy::string_slice)]
#![allow(clippy::indexing_slicing)]

mod scripted_gateway;

use antom::keys::KeyError;
use antom::notification::{self, Incoming, NotificationError};
use antom::operation::{
    Cancel, Capture, Consult, CreatePaymentSession, InquiryPayment, InquiryPaymentRequest,
    InquiryPaymentResponse, InquiryRefund, Pay, PayRequest, Refund, body,
};
use antom::payment_details::PaymentStatus;
use antom::results::{Moved, PAYMENT, SameId, explain};
use antom::signature::{SignatureError, sign, verify};
use antom::{
    Client, Config, Gateway, Operation, RawAnswer, Reading, RequestTime, ResultStatus, SignedRequest,
    UnknownReason,
};
use scripted_gateway::{CLIENT_ID, Scripted, antom_key, antom_public, client, config, merchant_key, signed};

const TIME: &str = "2026-11-20T15:22:24-08:00";
const SANDBOX: &str = "/ams/sandbox/api/v1/payments/inquiryPayment";
const PRODUCTION: &str = "/ams/api/v1/payments/inquiryPayment";
const PAID: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S"},"paymentStatus":"SUCCESS","paymentRequestId":"PR1","paymentId":"P1"}"#;

fn question() -> Vec<u8> {
    let request = InquiryPaymentRequest { payment_request_id: Some("PR1".into()), ..Default::default() };
    body::<InquiryPayment>(&request).unwrap()
}

async fn asked(
    script: impl Fn(&SignedRequest) -> RawAnswer + Send + Sync + 'static,
) -> Reading<InquiryPaymentResponse> {
    let client = client(Scripted::new(move |request| Ok(script(request))));
    client.call::<InquiryPayment>(&question(), RequestTime::from_millis(1_760_000_000_000)).await.reading
}

#[test]
fn verifying_with_ones_own_public_key_is_always_false() {
    let own = merchant_key().public_key().clone();
    let transport = Scripted::new(|_| panic!("nothing is sent"));
    let refused = Client::new(config(), merchant_key(), own.clone(), transport).unwrap_err();
    assert!(matches!(refused, KeyError::OwnPublicKey), "{refused:?}");
    let header = sign(antom_key(), 1, "POST", SANDBOX, CLIENT_ID, TIME, PAID.as_bytes()).unwrap();
    assert!(verify(&own, "POST", SANDBOX, CLIENT_ID, TIME, PAID.as_bytes(), &header).is_err());
}

#[tokio::test]
async fn json_written_again_is_not_what_was_signed() {
    let reading = asked(|request| {
        let value: serde_json::Value = serde_json::from_str(PAID).unwrap();
        RawAnswer { body: serde_json::to_vec_pretty(&value).unwrap(), ..signed(request, PAID) }
    })
    .await;
    assert!(matches!(reading.why_unknown(), Some(UnknownReason::BadSignature(_))), "{reading:?}");
}

#[tokio::test]
async fn the_path_that_is_signed_is_the_path_that_is_called() {
    for (id, path) in [("SANDBOX_5X00000000000000", SANDBOX), ("5J5YAB3V3ABA00000", PRODUCTION)] {
        let transport = Scripted::new(|request| Ok(signed(request, PAID)));
        let config = Config { client_id: id.parse().unwrap(), ..config() };
        let client = Client::new(config, merchant_key(), antom_public(), transport.clone()).unwrap();
        client.call::<InquiryPayment>(&question(), RequestTime::from_millis(1)).await;
        let sent = transport.seen().remove(0);
        let header = &sent.headers().iter().find(|(name, _)| *name == "Signature").unwrap().1;
        let other = if path == SANDBOX { PRODUCTION } else { SANDBOX };
        let holds = |path: &str| {
            verify(merchant_key().public_key(), "POST", path, id, "1", sent.body(), header).is_ok()
        };
        assert_eq!((sent.path(), holds(path), holds(other)), (path, true, false));
    }
}

#[test]
fn a_signature_that_is_not_url_encoded_is_refused_when_a_plus_becomes_a_space() {
    let (mut header, mut at) = (String::new(), 0);
    while !header.contains("%2B") {
        at += 1;
        header = sign(&merchant_key(), 1, "POST", SANDBOX, CLIENT_ID, &at.to_string(), b"{}").unwrap();
    }
    let time = at.to_string();
    let key = merchant_key();
    let check = |header: &str| verify(key.public_key(), "POST", SANDBOX, CLIENT_ID, &time, b"{}", header);
    assert_eq!(check(&header), Ok(()));
    assert!(check(&header.replace("%2B", "+")).is_err());
}

#[tokio::test]
async fn the_wrong_gateway_answers_without_a_signature_and_proves_nothing() {
    assert!("https://openapi.alipay.com".parse::<Gateway>().is_err(), "the mainland gateway is not offered");
    let reading = asked(|_| RawAnswer { status: 200, headers: vec![], body: PAID.as_bytes().to_vec() }).await;
    assert_eq!(reading.why_unknown(), Some(&UnknownReason::Unsigned));
}

#[tokio::test]
async fn an_unsigned_success_is_not_accepted_nor_shown() {
    let reading = asked(|request| {
        let mut answer = signed(request, PAID);
        answer.headers.retain(|(name, _)| name != "signature");
        answer
    })
    .await;
    let Reading::Unknown { why: UnknownReason::Unsigned, shown: None } = reading else {
        panic!("{reading:?}")
    };
}

#[test]
fn a_key_version_that_was_not_uploaded_is_told_from_a_wrong_signature() {
    let header = sign(&merchant_key(), 2, "POST", SANDBOX, CLIENT_ID, "1", b"{}").unwrap();
    assert!(header.contains("keyVersion=2"), "the configured version travels: {header}");
    for operation in ["refund", "createPaymentSession", PAYMENT] {
        let told = explain(operation, "KEY_NOT_FOUND", &ResultStatus::F);
        assert!(told.next_step.contains("key version"), "{operation}: {}", told.next_step);
    }
}

#[test]
fn behind_a_proxy_the_configured_path_is_verified_not_the_one_that_arrived() {
    let body = br#"{"notifyType":"CAPTURE_RESULT"}"#;
    let header = sign(antom_key(), 1, "POST", "/notify?shop=1", CLIENT_ID, TIME, body).unwrap();
    let headers = [("client-id", CLIENT_ID), ("request-time", TIME), ("signature", &header)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let verified = |path: &str| {
        let incoming = Incoming { method: "POST", path, headers: &headers, body };
        notification::verify(&incoming, &antom_public(), &CLIENT_ID.parse().unwrap())
    };
    assert_eq!(verified("/notify?shop=1"), Ok(()));
    for arrived in ["/", "/notify", "/proxied/notify?shop=1"] {
        assert_eq!(verified(arrived), Err(NotificationError::BadSignature(SignatureError::Invalid)));
    }
}

#[tokio::test]
async fn the_result_of_an_inquiry_is_not_the_result_of_the_payment() {
    for (word, status) in [("PROCESSING", PaymentStatus::Processing), ("FAIL", PaymentStatus::Fail)] {
        let text = PAID.replace(r#""paymentStatus":"SUCCESS""#, &format!(r#""paymentStatus":"{word}""#));
        let reading = asked(move |request| signed(request, &text)).await;
        let answer = reading.verified().unwrap();
        assert!(answer.result.result_status.is_success(), "the question was answered");
        assert_eq!(answer.payment_status, Some(status), "the payment was not made");
    }
    assert_eq!(explain("inquiryPayment", "SUCCESS", &ResultStatus::S).money_moved, Moved::NotThisCall);
}

#[test]
fn unknown_is_not_failure() {
    for status in [ResultStatus::U, ResultStatus::Other("P".into())] {
        assert!(status.is_unknown() && !status.is_failure() && !status.is_success());
        for operation in ["capture", "cancel", "refund", PAYMENT] {
            assert_eq!(explain(operation, "ANYTHING", &status).money_moved, Moved::Unknown);
        }
    }
}

#[test]
fn order_not_exist_on_a_fresh_link_is_no_error() {
    let told = explain("inquiryPayment", "ORDER_NOT_EXIST", &ResultStatus::F);
    assert_eq!((told.money_moved, told.same_id), (Moved::NotThisCall, SameId::Repeat));
    assert!(told.next_step.contains("not an error"));
}

/// The first card payment of guide 1, with something changed.
fn card_payment(change: impl FnOnce(&mut PayRequest)) -> Result<serde_json::Value, String> {
    let all: Vec<serde_json::Value> = serde_json::from_str(include_str!("guide-samples.json")).unwrap();
    let sample = all.iter().find(|sample| sample["kind"] == "pay request").unwrap();
    let mut request: PayRequest = serde_json::from_value(sample["body"].clone()).unwrap();
    change(&mut request);
    match body::<Pay>(&request) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn goods_that_do_not_add_up_to_the_order_are_caught_before_sending() {
    let line = |cost: &str| {
        serde_json::from_value(
            serde_json::json!([{"referenceGoodsId": "G1", "goodsName": "Bag", "goodsQuantity": "2",
            "goodsUnitAmount": {"currency": "SGD", "value": cost}}]),
        )
        .unwrap()
    };
    assert!(card_payment(|request| request.order.goods = Some(line("2100"))).is_ok());
    let error = card_payment(|request| request.order.goods = Some(line("4200"))).unwrap_err();
    assert!(error.starts_with("order.goods: the lines add up to"), "{error}");
}

#[test]
fn a_card_without_word_of_the_buyer_is_caught_before_the_page_fails() {
    let error = card_payment(|request| request.order.buyer = None).unwrap_err();
    assert!(error.starts_with("order.buyer: cards need"), "{error}");
}

#[test]
fn several_settlement_currencies_and_none_given_is_told_in_words() {
    for operation in ["createPaymentSession", "consult", PAYMENT] {
        let told = explain(operation, "SETTLE_CONTRACT_NOT_MATCH", &ResultStatus::F);
        assert!(told.next_step.contains("settlement currency of the account"), "{operation}");
        assert_ne!(told.money_moved, Moved::Yes);
    }
}

#[test]
fn a_paid_card_is_shipped_only_after_its_capture() {
    let told = explain(PAYMENT, "SUCCESS", &ResultStatus::S);
    assert!(told.next_step.contains("with a card only after the capture"));
}

#[test]
fn names_misspelt_in_the_documents_are_written_as_the_gateway_has_them() {
    let end = Some("2024-01-20T08:51:06+08:00".to_owned());
    let written = card_payment(|request| request.payment_expiry_time = end).unwrap();
    assert!(written.get("paymentExpiryTime").is_some() && written.get("paymentExpireTime").is_none());
    assert!(written.get("paymentRequestId").is_some() && written.get("paymentRequstId").is_none());
    assert!(written["paymentMethod"].get("paymentMethodType").is_some());
    let read = |field: &str| {
        let text = format!(r#"{{"{field}":"CAPTURE","transactionStatus":"SUCCESS"}}"#);
        serde_json::from_str::<antom::inquiry_payment::Transaction>(&text).is_ok()
    };
    assert!(read("transactionType") && !read("transationType"));
    for spelling in ["cavv", "caav"] {
        let text = format!(r#"{{"{spelling}":"value"}}"#);
        let result: antom::payment_details::ThreeDsResult = serde_json::from_str(&text).unwrap();
        assert_eq!(result.authentication_value().unwrap().reveal(), "value");
    }
}

#[test]
fn no_path_has_the_sdks_double_slash() {
    let paths = [
        Cancel::PATH,
        Capture::PATH,
        Consult::PATH,
        CreatePaymentSession::PATH,
        InquiryPayment::PATH,
        InquiryRefund::PATH,
        Pay::PATH,
        Refund::PATH,
    ];
    for path in paths {
        assert!(path.starts_with("/ams/api/v1/payments/") && !path.contains("//"), "{path}");
    }
}

#[test]
fn a_private_key_is_in_no_log() {
    let text = scripted_gateway::vectors()["keys"]["privateKeyPkcs8Base64"].as_str().unwrap().to_owned();
    let client = client(Scripted::new(|_| panic!("nothing is sent")));
    for shown in [format!("{:?}", merchant_key()), format!("{client:?}")] {
        for start in (0..text.len() - 24).step_by(24) {
            assert!(!shown.contains(&text[start..start + 24]), "{shown}");
        }
    }
}

#[test]
fn a_wrong_clock_is_named_among_the_causes_of_a_wrong_signature() {
    let told = explain("refund", "INVALID_SIGNATURE", &ResultStatus::F);
    assert!(told.next_step.contains("clock"), "{}", told.next_step);
}
