//! What Antom sends to the merchant: verified, parsed, and answered with a fixed reply (api.md section 6).
//!
//! Expect duplicates and any order: Antom sends up to eight times in a day. How old a notification may be is
//! the caller's decision; [`signed_at`] gives the signed time.

use crate::config::ClientId;
use crate::keys::PublicKey;
use crate::payment_details::PaymentStatus;
use crate::signature::{self, SignatureError};
use crate::time::RequestTime;
use crate::transport::single_header;
use serde_json::{Map, Value};

mod bodies;

pub use bodies::{
    CaptureNotification, DisputeJudgement, DisputeKind, DisputeNotification, PaymentNotification,
    RefundNotification,
};

/// A verified notification.
#[derive(Debug, Clone, PartialEq)]
pub enum Notification {
    /// `PAYMENT_RESULT`: S paid (cards: authorised), F failed.
    PaymentResult(Box<PaymentNotification>),
    /// `PAYMENT_PENDING`: S means only that the payment is waiting.
    PaymentPending(Box<PaymentNotification>),
    /// `CAPTURE_RESULT`: to be mapped by `paymentId`.
    CaptureResult(Box<CaptureNotification>),
    /// `REFUND_RESULT`
    RefundResult(Box<RefundNotification>),
    /// A dispute; these have no `notifyType`.
    Dispute(Box<DisputeNotification>),
    /// A kind this version does not know, kept as it came.
    Other {
        /// `notifyType`, when there is one.
        kind: Option<String>,
        /// The whole body.
        body: crate::KeptFields,
    },
}

/// Why a notification was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotificationError {
    /// A header is absent, empty or ambiguous.
    #[error("the notification lacks the header {0}")]
    MissingHeader(&'static str),
    /// It is for another client id.
    #[error("the notification is addressed to another client id")]
    WrongClientId,
    /// The time is in neither form.
    #[error("the notification's request-time is neither epoch milliseconds nor ISO-8601")]
    BadTime,
    /// The signature is wrong.
    #[error("the notification is badly signed: {0}; check Antom's public key and the configured path")]
    BadSignature(SignatureError),
    /// Not a JSON object.
    #[error("the notification is not a JSON object")]
    NotJson,
    /// A known kind without the fields it must have.
    #[error("the notification {kind} cannot be read: {why}")]
    Unreadable {
        /// `notifyType`, or `dispute`.
        kind: String,
        /// Which field.
        why: String,
    },
}

impl NotificationError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingHeader(_) => "NOTIFICATION_HEADER",
            Self::WrongClientId => "NOTIFICATION_CLIENT_ID",
            Self::BadTime => "NOTIFICATION_TIME",
            Self::BadSignature(_) => "NOTIFICATION_SIGNATURE",
            Self::NotJson => "NOTIFICATION_NOT_JSON",
            Self::Unreadable { .. } => "NOTIFICATION_UNREADABLE",
        }
    }
}

/// A notification as it came in.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// `POST`.
    pub method: &'a str,
    /// The path of the notify URL *as configured at Antom*, with its query; behind a proxy the path that was
    /// received may be another (api.md section 9).
    pub path: &'a str,
    /// Names and values.
    pub headers: &'a [(String, String)],
    /// The exact bytes.
    pub body: &'a [u8],
}

impl Incoming<'_> {
    fn header(&self, name: &'static str) -> Result<&str, NotificationError> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        single_header(headers, name)
            .filter(|value| !value.is_empty())
            .ok_or(NotificationError::MissingHeader(name))
    }
}

/// Verifies a notification, then parses it.
///
/// # Errors
/// [`NotificationError`]; an unverified notification is evidence of nothing.
pub fn read(
    incoming: &Incoming<'_>,
    antom_key: &PublicKey,
    client_id: &ClientId,
) -> Result<Notification, NotificationError> {
    verify(incoming, antom_key, client_id)?;
    parse(incoming.body)
}

/// Verifies a notification without reading its body.
///
/// # Errors
/// As [`read`].
pub fn verify(
    incoming: &Incoming<'_>,
    antom_key: &PublicKey,
    client_id: &ClientId,
) -> Result<(), NotificationError> {
    let header = incoming.header("signature")?;
    let time = signed_at(incoming)?;
    let client = client_id.as_str();
    if incoming.header("client-id")? != client {
        return Err(NotificationError::WrongClientId);
    }
    let Incoming { method, path, body, .. } = *incoming;
    signature::verify(antom_key, method, path, client, time.as_str(), body, header)
        .map_err(NotificationError::BadSignature)
}

/// The signed time, for a check of freshness.
///
/// # Errors
/// [`NotificationError::MissingHeader`] or [`NotificationError::BadTime`].
pub fn signed_at(incoming: &Incoming<'_>) -> Result<RequestTime, NotificationError> {
    RequestTime::parse(incoming.header("request-time")?).map_err(|_| NotificationError::BadTime)
}

/// Parses the body of a notification that has been verified.
///
/// # Errors
/// [`NotificationError::NotJson`] or [`NotificationError::Unreadable`].
pub fn parse(body: &[u8]) -> Result<Notification, NotificationError> {
    let fields: Map<String, Value> = serde_json::from_slice(body).map_err(|_| NotificationError::NotJson)?;
    let kind = fields.get("notifyType").and_then(Value::as_str).map(str::to_owned);
    match kind.as_deref() {
        Some("PAYMENT_RESULT") => typed("PAYMENT_RESULT", fields).map(Notification::PaymentResult),
        Some("PAYMENT_PENDING") => typed("PAYMENT_PENDING", fields).map(Notification::PaymentPending),
        Some("CAPTURE_RESULT") => typed("CAPTURE_RESULT", fields).map(Notification::CaptureResult),
        Some("REFUND_RESULT") => typed("REFUND_RESULT", fields).map(Notification::RefundResult),
        None if fields.contains_key("disputeNotificationType") => {
            typed("dispute", fields).map(Notification::Dispute)
        }
        _ => Ok(Notification::Other { kind, body: crate::KeptFields(fields) }),
    }
}

fn typed<T: serde::de::DeserializeOwned>(
    kind: &str,
    fields: Map<String, Value>,
) -> Result<Box<T>, NotificationError> {
    serde_json::from_value(Value::Object(fields))
        .map(Box::new)
        .map_err(|error| NotificationError::Unreadable { kind: kind.to_owned(), why: error.to_string() })
}

/// The body every notification is answered with, whatever it said, under HTTP 200 and unsigned.
#[must_use]
pub fn reply() -> &'static str {
    r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#
}

impl PaymentNotification {
    /// What the notification says about the payment, when it is a `PAYMENT_RESULT`.
    #[must_use]
    pub fn payment_status(&self) -> PaymentStatus {
        match self.result.result_status {
            crate::ResultStatus::S => PaymentStatus::Success,
            crate::ResultStatus::F => PaymentStatus::Fail,
            _ => PaymentStatus::Processing,
        }
    }
}
