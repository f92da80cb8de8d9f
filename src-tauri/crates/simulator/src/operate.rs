//! Which operation a call is for.

use serde_json::Value;

use crate::answer::Answer;
use crate::fields::illegal;
use crate::state::State;

/// The operations this gateway knows, by their wire names.
pub const NAMES: &[&str] = &[
    "createPaymentSession",
    "inquiryPayment",
    "capture",
    "cancel",
    "refund",
    "inquiryRefund",
    "consult",
    "pay",
];

impl State {
    /// Answers a call whose signature holds.
    pub(crate) fn operate(&mut self, client_id: &str, operation: &str, body: &[u8]) -> Answer {
        let body: Value = match serde_json::from_slice(body) {
            Ok(body @ Value::Object(_)) => body,
            _ => return illegal("body", "must be a JSON object"),
        };
        let answer = match operation {
            "createPaymentSession" => self.create_payment_session(client_id, &body),
            "inquiryPayment" => self.inquiry_payment(client_id, &body),
            "capture" => self.capture(client_id, &body),
            "cancel" => self.cancel(client_id, &body),
            "refund" => self.refund(client_id, &body),
            "inquiryRefund" => self.inquiry_refund(client_id, &body),
            "consult" => self.consult(&body),
            "pay" => self.pay_api(client_id, &body),
            _ => Err(Answer::failure("NO_INTERFACE_DEF", "This path is not an API.")),
        };
        answer.unwrap_or_else(|refusal| refusal)
    }
}
