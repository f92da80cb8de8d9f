//! What comes from Antom: answers, notifications, headers, keys and reports.

use antom::keys::{MerchantKey, PublicKey};
use antom::notification::{self, Incoming, Notification};
use antom::operation::{
    Cancel, Capture, Consult, CreatePaymentSession, InquiryPayment, InquiryRefund, Operation, Pay, Refund,
};
use antom::{ClientId, RawAnswer, RequestTime, signature, transaction_report, verify_answer};
use std::sync::OnceLock;

const PATH: &str = "/ams/api/v1/payments/inquiryPayment";

/// The throw-away keys of the signature vectors, by their names there.
fn kept_key(name: &str) -> String {
    let vectors = include_str!("../../../src-tauri/crates/antom/tests/signature-vectors.json");
    let vectors: serde_json::Value = serde_json::from_str(vectors).unwrap_or_default();
    vectors["keys"][name].as_str().unwrap_or_default().to_owned()
}

/// Keys in the shapes merchants have them.
pub(crate) fn made_keys() -> Vec<Vec<u8>> {
    ["privateKeyPkcs8Base64", "publicKeySpkiBase64", "privateKeyPem", "publicKeyPem"]
        .map(|name| kept_key(name).into_bytes())
        .to_vec()
}

/// Whatever is signed with another key than this is no evidence.
fn antoms_key() -> &'static PublicKey {
    static KEY: OnceLock<PublicKey> = OnceLock::new();
    KEY.get_or_init(|| {
        PublicKey::parse(kept_key("publicKeySpkiBase64").as_bytes())
            .unwrap_or_else(|error| unreachable!("the kept key is one: {error}"))
    })
}

fn client() -> ClientId {
    "5J5YAB3V3ABA00000".parse().unwrap_or_else(|_| unreachable!("this is a client id"))
}

/// The body of an answer, as it is read once its signature was verified.
pub(crate) fn bodies(input: &[u8]) -> String {
    [
        body_of::<InquiryPayment>(input),
        body_of::<InquiryRefund>(input),
        body_of::<CreatePaymentSession>(input),
        body_of::<Capture>(input),
        body_of::<Refund>(input),
        body_of::<Cancel>(input),
        body_of::<Pay>(input),
        body_of::<Consult>(input),
    ]
    .join(" ")
}

fn body_of<O: Operation>(input: &[u8]) -> String {
    match serde_json::from_slice::<O::Response>(input) {
        Err(error) => format!("{:?}", error.classify()),
        Ok(response) => {
            let written = serde_json::to_value(&response).unwrap_or_default();
            let fields = written.as_object().map_or(0, serde_json::Map::len);
            let empty = serde_json::from_slice::<O::Request>(b"{}");
            let fits = empty.map(|request| O::integrity(&request, &response));
            format!("{:?} {fields} {fits:?}", O::result(&response).result_status.is_success())
        }
    }
}

/// `status`, headers, an empty line and the body, as they come over the wire.
pub(crate) fn answers(input: &[u8]) -> String {
    let (head, body) = split(input);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or_default();
    let answer = RawAnswer { status, headers: headers_in(lines), body: body.to_vec() };
    match verify_answer(PATH, &client(), antoms_key(), &answer) {
        Ok(()) => "verified".to_owned(),
        Err(why) => format!("{} {:?}", why.code(), std::mem::discriminant(&why)),
    }
}

/// The same with a notification.
pub(crate) fn notifications(input: &[u8]) -> String {
    let (head, body) = split(input);
    let headers = headers_in(head.lines());
    let incoming = Incoming { method: "POST", path: "/antom", headers: &headers, body };
    let proved = notification::read(&incoming, antoms_key(), &client()).map(drop);
    let proved = proved.err().map_or("verified", |error| error.code());
    let read = match notification::parse(body) {
        Err(error) => error.code().to_owned(),
        Ok(Notification::PaymentResult(said)) => format!("result {:?}", said.payment_status()),
        Ok(Notification::PaymentPending(_)) => "pending".to_owned(),
        Ok(Notification::CaptureResult(_)) => "capture".to_owned(),
        Ok(Notification::RefundResult(_)) => "refund".to_owned(),
        Ok(Notification::Dispute(_)) => "dispute".to_owned(),
        Ok(_) => "other".to_owned(),
    };
    format!("{proved} {read}")
}

/// A `Signature` header, and moments as Antom writes them.
pub(crate) fn headers(input: &[u8]) -> String {
    let text = String::from_utf8_lossy(input);
    let verified = signature::verify(antoms_key(), "POST", PATH, "X", "2026-11-25T03:05:00Z", b"{}", &text);
    let time = RequestTime::parse(&text);
    format!(
        "{:?} {} {} {}",
        verified.err().map(|error| error.code()),
        signature::key_version(&text).is_some(),
        time.is_ok(),
        time.is_ok_and(|time| time.epoch_millis() > 0),
    )
}

/// A transaction report.
pub(crate) fn reports(input: &[u8]) -> String {
    match transaction_report::read(input) {
        Ok(listed) => format!("{} payments", listed.len().min(9)),
        Err(error) => format!("{:?}", std::mem::discriminant(&error)),
    }
}

/// A key in any of the shapes merchants have.
pub(crate) fn keys(input: &[u8]) -> String {
    let public = PublicKey::parse(input);
    if let Ok(key) = &public {
        let again = PublicKey::parse(key.to_base64_spki().as_bytes());
        assert_eq!(again.ok().map(|again| again.fingerprint()), Some(key.fingerprint()), "it reads back");
    }
    let private = MerchantKey::parse(input);
    let code = |error: antom::keys::KeyError| error.code();
    format!("{:?} {:?}", public.err().map(code), private.err().map(code))
}

fn split(input: &[u8]) -> (String, &[u8]) {
    let end = input.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = end.map_or((input, &[][..]), |end| (&input[..end], &input[end + 2..]));
    (String::from_utf8_lossy(head).into_owned(), body)
}

fn headers_in<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().into(), value.trim().into()))
        .collect()
}
