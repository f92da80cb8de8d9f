//! The exact bytes of a money call. They are made once, when the person confirms, and kept with the intent: whatever
//! is sent later, however often, is these bytes.

use crate::error::ConsoleError;
use crate::gateway::body_of;
use crate::operation::ask::MOST_REASON;
use antom::Amount;
use antom::operation::{Cancel, CancelRequest, Capture, CaptureRequest, Refund, RefundRequest};
use domain::account::Account;
use domain::ids::{OperationId, PaymentId};
use domain::intent::Verb;
use money::Money;

/// What a money call is made of.
pub(crate) struct Particulars<'a> {
    /// Whose it is.
    pub account: &'a Account,
    /// What it does.
    pub verb: Verb,
    /// The payment it is about.
    pub payment: &'a PaymentId,
    /// Our id of it.
    pub operation: &'a OperationId,
    /// How much.
    pub amount: Money,
    /// Why, in the person's words.
    pub reason: Option<&'a str>,
}

impl Particulars<'_> {
    /// Writes the body, checked against the documented limits before anything is stored.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the field Antom would refuse.
    pub(crate) fn body(&self) -> Result<String, ConsoleError> {
        let bytes = match self.verb {
            Verb::Capture => body_of::<Capture>(&CaptureRequest {
                capture_request_id: self.operation.to_string(),
                payment_id: self.payment.to_string(),
                capture_amount: Amount::from(self.amount),
                ..CaptureRequest::default()
            }),
            // The payment's own id: a session can hold several payments, and only this one is meant.
            Verb::Cancel => body_of::<Cancel>(&CancelRequest {
                payment_id: Some(self.payment.to_string()),
                ..CancelRequest::default()
            }),
            Verb::Refund => body_of::<Refund>(&RefundRequest {
                refund_request_id: self.operation.to_string(),
                payment_id: self.payment.to_string(),
                refund_amount: Amount::from(self.amount),
                refund_reason: self.reason.and_then(sendable).map(str::to_owned),
                // Without it no REFUND_RESULT comes: paymentNotifyUrl does not serve refunds (api.md section 6).
                refund_notify_url: self.account.notify_url.clone(),
                ..RefundRequest::default()
            }),
        }?;
        String::from_utf8(bytes).map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })
    }
}

/// A reason Antom can be told. Some methods refuse a request with characters beyond Latin (api.md section 3), so such
/// a reason stays in the ledger only, and a refund never fails over it.
fn sendable(reason: &str) -> Option<&str> {
    let plain = reason.chars().all(|character| character == ' ' || character.is_ascii_graphic());
    (plain && reason.chars().count() <= MOST_REASON).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_beyond_latin_stays_here() {
        assert_eq!(sendable("came back broken"), Some("came back broken"));
        assert_eq!(sendable("退款"), None);
        assert_eq!(sendable(&"x".repeat(MOST_REASON + 1)), None);
    }
}
