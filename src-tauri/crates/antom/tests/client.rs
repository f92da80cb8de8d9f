//! What counts as evidence, and what is an unknown outcome.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod scripted_gateway;

use antom::keys::KeyError;
use antom::operation::{
    Capture, CaptureRequest, CreatePaymentSession, InquiryPayment, InquiryPaymentRequest, Refund,
    RefundRequest, RefundResponse, body,
};
use antom::signature::verify;
use antom::{
    Amount, Client, Config, Exchange, RawAnswer, Reading, RequestTime, ResultStatus, SignedRequest,
    TransportError, TransportFault, UnknownReason,
};
use proptest::prelude::*;
use scripted_gateway::{CLIENT_ID, Scripted, antom_key, antom_public, client, config, merchant_key, signed};
use std::sync::Arc;

const REFUNDED: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success."},"refundRequestId":"R1","paymentId":"P1","refundId":"RF1","refundAmount":{"currency":"SGD","value":"1200"}}"#;

fn at() -> RequestTime {
    RequestTime::from_millis(1_760_000_000_000)
}

fn refund_body() -> Vec<u8> {
    body::<Refund>(&RefundRequest {
        refund_request_id: "R1".into(),
        payment_id: "P1".into(),
        refund_amount: Amount { currency: "SGD".into(), value: "1200".into() },
        ..RefundRequest::default()
    })
    .unwrap()
}

async fn refund_answered(
    script: impl Fn(&SignedRequest) -> Result<RawAnswer, TransportError> + Send + Sync + 'static,
) -> Exchange<RefundResponse> {
    client(Scripted::new(script)).call::<Refund>(&refund_body(), at()).await
}

async fn why(
    script: impl Fn(&SignedRequest) -> Result<RawAnswer, TransportError> + Send + Sync + 'static,
) -> UnknownReason {
    refund_answered(script).await.reading.why_unknown().cloned().unwrap()
}

fn with_header(mut answer: RawAnswer, name: &str, value: Option<&str>) -> RawAnswer {
    answer.headers.retain(|(known, _)| known != name);
    answer.headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    answer
}

#[tokio::test]
async fn a_signed_answer_about_the_right_refund_is_evidence() {
    let exchange = refund_answered(|request| Ok(signed(request, REFUNDED))).await;
    let answer = exchange.reading.verified().unwrap();
    assert_eq!(answer.result.result_status, ResultStatus::S);
    assert_eq!(answer.refund_id.as_deref(), Some("RF1"));
    assert_eq!(exchange.gateway_date.as_deref(), Some("Fri, 20 Nov 2026 23:22:24 GMT"));
    assert_eq!(exchange.raw.unwrap().body, REFUNDED.as_bytes());
}

#[tokio::test]
async fn what_is_sent_is_exactly_what_was_signed() {
    let transport = Scripted::new(|request| Ok(signed(request, REFUNDED)));
    let exchange = client(Arc::clone(&transport)).call::<Refund>(&refund_body(), at()).await;
    let sent = &transport.seen()[0];
    let header = |name: &str| sent.headers().iter().find(|(known, _)| *known == name).unwrap().1.clone();
    assert_eq!(sent.body().as_ref(), refund_body());
    assert_eq!(sent.path(), "/ams/sandbox/api/v1/payments/refund");
    assert_eq!(sent.url(), "http://127.0.0.1:9/ams/sandbox/api/v1/payments/refund");
    assert_eq!(header("Client-Id"), CLIENT_ID);
    assert_eq!(header("Request-Time"), "1760000000000");
    assert_eq!(header("Content-Type"), "application/json; charset=UTF-8");
    assert_eq!(header("Signature"), exchange.sent.signature);
    let mine = merchant_key();
    verify(
        mine.public_key(),
        "POST",
        sent.path(),
        CLIENT_ID,
        "1760000000000",
        sent.body(),
        &header("Signature"),
    )
    .unwrap();
}

#[tokio::test]
async fn the_key_version_and_the_agent_token_travel_when_they_are_set() {
    let transport = Scripted::new(|request| Ok(signed(request, REFUNDED)));
    let config = Config { key_version: 3, agent_token: Some("TOKEN9".parse().unwrap()), ..config() };
    let client = Client::new(config, merchant_key(), antom_public(), Arc::clone(&transport)).unwrap();
    client.call::<Refund>(&refund_body(), at()).await;
    let headers = transport.seen()[0].headers().to_vec();
    assert!(headers.contains(&("Agent-Token", "TOKEN9".to_owned())));
    assert!(
        headers
            .iter()
            .any(|(name, value)| *name == "Signature" && value.starts_with("algorithm=RSA256,keyVersion=3,"))
    );
}

#[tokio::test]
async fn production_ids_use_the_production_path() {
    let config = Config { client_id: "5J5YAB3V3ABA00000".parse().unwrap(), ..config() };
    let transport = Scripted::new(|_| Err(TransportError::before_sending(TransportFault::Connect)));
    let client = Client::new(config, merchant_key(), antom_public(), transport).unwrap();
    assert_eq!(client.path_of::<Capture>(), "/ams/api/v1/payments/capture");
}

#[tokio::test]
async fn an_answer_whose_proof_is_missing_is_unknown() {
    assert_eq!(
        why(|r| Ok(with_header(signed(r, REFUNDED), "signature", None))).await,
        UnknownReason::Unsigned
    );
    assert_eq!(
        why(|r| Ok(with_header(signed(r, REFUNDED), "signature", Some("")))).await,
        UnknownReason::Unsigned
    );
    assert_eq!(
        why(|r| Ok(with_header(signed(r, REFUNDED), "response-time", None))).await,
        UnknownReason::Unsigned
    );
    assert_eq!(
        why(|r| Ok(with_header(signed(r, REFUNDED), "client-id", None))).await,
        UnknownReason::WrongClientId
    );
    assert_eq!(
        why(|r| Ok(with_header(signed(r, REFUNDED), "client-id", Some("X")))).await,
        UnknownReason::WrongClientId
    );
    let late =
        why(|r| Ok(with_header(signed(r, REFUNDED), "response-time", Some("2026-11-20T15:22:25-08:00"))))
            .await;
    assert!(matches!(late, UnknownReason::BadSignature(_)), "{late:?}");
}

#[tokio::test]
async fn an_answer_changed_by_one_byte_is_unknown() {
    let changed = |r: &SignedRequest| {
        let mut answer = signed(r, REFUNDED);
        answer.body.push(b'\n');
        Ok(answer)
    };
    assert!(matches!(why(changed).await, UnknownReason::BadSignature(_)));
}

#[tokio::test]
async fn a_signature_for_another_operation_proves_nothing() {
    let replayed = |r: &SignedRequest| {
        let mut answer = signed(r, REFUNDED);
        let path = r.path().replace("refund", "capture");
        let time = scripted_gateway::RESPONSE_TIME;
        let header =
            antom::signature::sign(antom_key(), 1, "POST", &path, CLIENT_ID, time, REFUNDED.as_bytes())
                .unwrap();
        answer = with_header(answer, "signature", Some(&header));
        Ok(answer)
    };
    assert!(matches!(why(replayed).await, UnknownReason::BadSignature(_)));
}

#[tokio::test]
async fn every_status_but_200_is_unknown_even_when_signed() {
    for status in [201, 204, 301, 302, 400, 401, 500, 503] {
        let answer = move |r: &SignedRequest| Ok(RawAnswer { status, ..signed(r, REFUNDED) });
        assert_eq!(why(answer).await, UnknownReason::HttpStatus(status));
    }
}

#[tokio::test]
async fn what_is_signed_but_not_a_result_is_unknown() {
    for (text, expected) in [
        ("garbage", UnknownReason::NotJson),
        ("", UnknownReason::NotJson),
        ("\u{fffd}{}", UnknownReason::NotJson),
        ("{}", UnknownReason::NoResult),
        (r#"{"result":null}"#, UnknownReason::NoResult),
        (r#"{"result":{"resultCode":"SUCCESS"}}"#, UnknownReason::NoResult),
        (r#"{"result":{"resultCode":"SUCCESS","resultStatus":null}}"#, UnknownReason::NoResult),
        (r#"{"result":"S","refundRequestId":"R1"}"#, UnknownReason::NoResult),
    ] {
        assert_eq!(why(move |r| Ok(signed(r, text))).await, expected, "{text}");
    }
    let amount = r#"{"result":{"resultStatus":"S"},"refundRequestId":"R1","refundAmount":1200}"#;
    assert_eq!(why(move |r| Ok(signed(r, amount))).await.code(), "UNREADABLE");
}

#[tokio::test]
async fn another_amount_currency_or_id_is_unknown() {
    for (text, field) in [
        (REFUNDED.replace("1200", "12000"), "refundAmount"),
        (REFUNDED.replace("SGD", "USD"), "refundAmount"),
        (REFUNDED.replace("\"R1\"", "\"R2\""), "refundRequestId"),
        (REFUNDED.replace("\"P1\"", "\"P2\""), "paymentId"),
    ] {
        let exchange = refund_answered(move |r| Ok(signed(r, &text))).await;
        let expected: Reading<RefundResponse> =
            Reading::Unknown { why: UnknownReason::Mismatch { field }, shown: None };
        assert_eq!(exchange.reading, expected);
    }
}

#[tokio::test]
async fn an_unproven_failure_may_be_shown_and_an_unproven_success_may_not() {
    let shown = |text: &'static str| async move {
        let unsigned = move |r: &SignedRequest| Ok(with_header(signed(r, text), "signature", None));
        match refund_answered(unsigned).await.reading {
            Reading::Unknown { shown, .. } => shown.map(|result| result.result_code),
            Reading::Verified(_) => panic!("an unsigned answer was believed"),
        }
    };
    assert_eq!(
        shown(r#"{"result":{"resultCode":"INVALID_SIGNATURE","resultStatus":"F"}}"#).await.as_deref(),
        Some("INVALID_SIGNATURE")
    );
    assert_eq!(
        shown(r#"{"result":{"resultCode":"UNKNOWN_EXCEPTION","resultStatus":"U"}}"#).await.as_deref(),
        Some("UNKNOWN_EXCEPTION")
    );
    assert_eq!(shown(REFUNDED).await, None);
}

#[tokio::test]
async fn a_signed_failure_is_evidence() {
    let text = r#"{"result":{"resultCode":"REFUND_AMOUNT_EXCEED","resultStatus":"F","resultMessage":"no"}}"#;
    let exchange = refund_answered(move |r| Ok(signed(r, text))).await;
    assert!(exchange.reading.verified().unwrap().result.result_status.is_failure());
}

#[tokio::test]
async fn a_word_nobody_knows_for_the_status_is_kept_and_is_not_a_success() {
    let text = REFUNDED.replace(r#""resultStatus":"S""#, r#""resultStatus":"P""#);
    let exchange = refund_answered(move |r| Ok(signed(r, &text))).await;
    let status = exchange.reading.verified().unwrap().result.result_status.clone();
    assert_eq!(status, ResultStatus::Other("P".into()));
    assert!(status.is_unknown() && !status.is_success() && !status.is_failure());
}

#[tokio::test]
async fn the_capture_answer_printed_in_guide_1_lacks_a_result_and_is_unknown() {
    let request = CaptureRequest {
        capture_request_id: "captureRequestId01".into(),
        payment_id: "2019060811401080010018882020035XXXX".into(),
        capture_amount: Amount { currency: "SGD".into(), value: "4200".into() },
        ..CaptureRequest::default()
    };
    let text = r#"{"paymentId":"2019060811401080010018882020035XXXX","captureRequestId":"captureRequestId01","captureAmount":{"currency":"SGD","value":"4200"}}"#;
    let client = client(Scripted::new(move |r| Ok(signed(r, text))));
    let exchange = client.call::<Capture>(&body::<Capture>(&request).unwrap(), at()).await;
    assert_eq!(exchange.reading.why_unknown(), Some(&UnknownReason::NoResult));
}

#[tokio::test]
async fn a_link_nobody_has_paid_on_yet_is_a_readable_answer() {
    let request = InquiryPaymentRequest { payment_request_id: Some("PR1".into()), ..Default::default() };
    let text =
        r#"{"result":{"resultCode":"ORDER_NOT_EXIST","resultStatus":"F","resultMessage":"order not exist"}}"#;
    let client = client(Scripted::new(move |r| Ok(signed(r, text))));
    let exchange = client.call::<InquiryPayment>(&body::<InquiryPayment>(&request).unwrap(), at()).await;
    assert_eq!(exchange.reading.verified().unwrap().result.result_code, "ORDER_NOT_EXIST");
}

#[tokio::test]
async fn a_fault_of_the_network_says_whether_anything_can_have_left() {
    for (error, left) in [
        (TransportError::before_sending(TransportFault::Connect), false),
        (TransportError::after_sending(TransportFault::Timeout), true),
        (TransportError::after_sending(TransportFault::Interrupted), true),
    ] {
        let reason = why(move |_| Err(error)).await;
        assert_eq!((reason.may_have_left(), reason), (left, UnknownReason::Transport(error)));
    }
}

#[tokio::test]
async fn bytes_that_are_not_a_request_are_never_sent() {
    let transport = Scripted::new(|request| Ok(signed(request, REFUNDED)));
    let client = client(Arc::clone(&transport));
    for stored in [&b"garbage"[..], b"{}", b"", br#"{"refundRequestId":"R1"}"#] {
        let exchange = client.call::<Refund>(stored, at()).await;
        assert!(!exchange.reading.why_unknown().unwrap().may_have_left());
    }
    assert!(transport.seen().is_empty());
}

#[tokio::test]
async fn stored_bytes_are_sent_unchanged_however_they_are_written() {
    let transport = Scripted::new(|request| Ok(signed(request, REFUNDED)));
    let stored = br#"{ "paymentId":"P1", "refundAmount":{"value":"1200","currency":"SGD"}, "later":[1.50], "refundRequestId":"R1" }"#;
    let exchange = client(Arc::clone(&transport)).call::<Refund>(stored, at()).await;
    assert!(exchange.reading.verified().is_some());
    assert_eq!(transport.seen()[0].body().as_ref(), stored);
}

#[test]
fn a_client_is_not_made_with_ones_own_public_key() {
    let transport = Scripted::new(|_| Err(TransportError::before_sending(TransportFault::Connect)));
    let own = merchant_key().public_key().clone();
    let refused = Client::new(config(), merchant_key(), own, transport);
    assert_eq!(refused.err(), Some(KeyError::OwnPublicKey));
}

#[test]
fn an_invalid_request_does_not_become_bytes() {
    let error = body::<CreatePaymentSession>(&Default::default()).unwrap_err();
    assert_eq!(error.code(), "BAD_FIELD");
    assert!(error.to_string().starts_with("productCode"));
}

#[tokio::test]
async fn nothing_printed_for_debugging_holds_a_key_a_signature_or_a_body() {
    let transport = Scripted::new(|request| Ok(signed(request, REFUNDED)));
    let config = Config { agent_token: Some("AGENT_SECRET".parse().unwrap()), ..config() };
    let client = Client::new(config.clone(), merchant_key(), antom_public(), Arc::clone(&transport)).unwrap();
    let exchange = client.call::<Refund>(&refund_body(), at()).await;
    let prepared = client.prepare::<Refund>(&refund_body(), &at()).unwrap();
    let printed = format!(
        "{client:?} {config:?} {:?} {:?} {:?} {prepared:?} {:?}",
        transport.seen(),
        exchange.raw,
        exchange.sent,
        merchant_key(),
    );
    let answered = exchange.raw.as_ref().unwrap().header("signature").unwrap().to_owned();
    let sent = exchange.sent.signature.clone();
    let modulus = antom_public().to_base64_spki();
    for secret in ["AGENT_SECRET", "R1", "1200", "resultStatus", &answered, &sent, &modulus] {
        assert!(!printed.contains(secret), "{secret} was printed");
    }
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        r#"\{"result":\{"resultStatus":"[SFUX]?"(,"[a-z]{1,8}":(null|[0-9]{1,30}|"[^"\\]{0,5}"|\[\])){0,3}\}(,"[a-zA-Z]{1,16}":(null|\{\}|-?[0-9]{1,3}))?\}"#
            .prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn reading_any_answer_never_panics_and_never_believes_it_unsigned(
        status in any::<u16>(),
        headers in proptest::collection::vec(("(signature|response-time|client-id|date)", ".{0,60}"), 0..6),
        body in any_bytes(),
    ) {
        let transport = Scripted::new(|_| Err(TransportError::before_sending(TransportFault::Connect)));
        let request: RefundRequest = serde_json::from_slice(&refund_body()).unwrap();
        let reading = client(transport).reread::<Refund>(&request, &RawAnswer { status, headers, body });
        prop_assert!(reading.verified().is_none());
    }

    #[test]
    fn reading_any_signed_body_never_panics(body in any_bytes()) {
        let Ok(text) = String::from_utf8(body) else { return Ok(()) };
        let transport = Scripted::new(|_| Err(TransportError::before_sending(TransportFault::Connect)));
        let client = client(transport);
        let prepared = client.prepare::<Refund>(&refund_body(), &at()).unwrap();
        let request: RefundRequest = serde_json::from_slice(&refund_body()).unwrap();
        let reading = client.reread::<Refund>(&request, &signed(prepared.signed(), &text));
        if let Some(answer) = reading.verified() {
            prop_assert!(!answer.result.result_status.is_success(), "no generated answer names the refund");
        }
    }
}
