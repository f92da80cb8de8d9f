//! `cancel`: undoes a whole payment; money already paid goes back (api.md section 3.4).

use crate::ResultInfo;
use crate::field::{Check, one_of, optional};
use crate::operation::{Operation, recognisable, same_id};

/// The operation `cancel`.
#[derive(Debug, Clone, Copy)]
pub struct Cancel;

wire_object! {
    /// What is asked: at least one id; `payment_id` wins when both are given.
    pub struct CancelRequest {
        needs {}
        may {
            /// Antom's id of the payment, at most 64 characters.
            payment_id: String,
            /// Ours, at most 64 characters.
            payment_request_id: String,
            /// At most 32 characters.
            merchant_account_id: String,
        }
    }
}

wire_object! {
    /// What comes back. There is no notification for a cancel.
    pub struct CancelResponse {
        needs {
            /// S cancelled, U unknown, F failed.
            result: ResultInfo,
        }
        may {
            /// Antom's id of the payment.
            payment_id: String,
            /// Ours.
            payment_request_id: String,
            /// ISO-8601, on success.
            cancel_time: String,
        }
    }
}

impl Operation for Cancel {
    const NAME: &'static str = "cancel";
    const PATH: &'static str = "/ams/api/v1/payments/cancel";
    type Request = CancelRequest;
    type Response = CancelResponse;

    fn validate(request: &CancelRequest) -> Check {
        let theirs = ("paymentId", request.payment_id.as_deref());
        one_of(theirs, ("paymentRequestId", request.payment_request_id.as_deref()), 64)?;
        optional("merchantAccountId", request.merchant_account_id.as_deref(), 32)
    }

    fn result(response: &CancelResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(request: &CancelRequest, response: &CancelResponse) -> Result<(), &'static str> {
        let (theirs, ours) = (response.payment_id.as_deref(), response.payment_request_id.as_deref());
        same_id("paymentId", request.payment_id.as_deref(), theirs)?;
        same_id("paymentRequestId", request.payment_request_id.as_deref(), ours)?;
        recognisable(&response.result, "paymentId", [theirs, ours])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_two_ids_is_needed() {
        assert!(Cancel::validate(&CancelRequest::default()).is_err());
        let by_ours = CancelRequest { payment_request_id: Some("PR1".into()), ..CancelRequest::default() };
        assert_eq!(Cancel::validate(&by_ours), Ok(()));
    }

    #[test]
    fn a_cancel_of_another_payment_is_noticed() {
        let request = CancelRequest { payment_id: Some("P1".into()), ..CancelRequest::default() };
        let check = |id: &str| {
            let json = serde_json::json!({"result":{"resultStatus":"S"},"paymentId":id});
            Cancel::integrity(&request, &serde_json::from_value(json).unwrap())
        };
        assert_eq!((check("P1"), check("P2"), check("")), (Ok(()), Err("paymentId"), Err("paymentId")));
    }
}
