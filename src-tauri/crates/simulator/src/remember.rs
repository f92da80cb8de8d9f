//! The same request id answers the same (api.md section 7).

use crate::amount::Amount;
use crate::answer::Answer;
use crate::create_payment_session::inconsistent;
use crate::session::{LedTo, Remembered};
use crate::state::{State, key};

impl State {
    /// What an id led to before; a refusal when it comes back with another payment or amount.
    pub(crate) fn recall(
        &self,
        client_id: &str,
        operation: &str,
        request_id: &str,
        payment_id: &str,
        amount: &Amount,
    ) -> Result<Option<LedTo>, Answer> {
        let Some(known) = self.remembered.get(&key(&[client_id, operation, request_id])) else {
            return Ok(None);
        };
        if known.payment_id != payment_id || known.amount != *amount {
            return Err(inconsistent(if operation == "capture" {
                "captureRequestId"
            } else {
                "refundRequestId"
            }));
        }
        Ok(Some(known.led_to.clone()))
    }

    pub(crate) fn remember(
        &mut self,
        client_id: &str,
        operation: &str,
        request_id: &str,
        payment_id: &str,
        amount: &Amount,
        led_to: LedTo,
    ) {
        let remembered =
            Remembered { payment_id: payment_id.to_owned(), amount: amount.clone(), led_to, at: self.now };
        self.remembered.insert(key(&[client_id, operation, request_id]), remembered);
        self.touch();
    }
}
