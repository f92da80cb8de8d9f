//! `capture`: takes the money a card authorisation holds (api.md section 3.3, guide 1).

use crate::field::{Check, payable, required};
use crate::operation::{Operation, recognisable, same_amount, same_id};
use crate::{Amount, ResultInfo};

/// The operation `capture`.
#[derive(Debug, Clone, Copy)]
pub struct Capture;

wire_object! {
    /// What is asked. `capture_request_id` is the idempotency key (api.md section 7).
    pub struct CaptureRequest {
        needs {
            /// Ours, unique, at most 64 characters.
            capture_request_id: String,
            /// Antom's id of the payment, at most 64 characters.
            payment_id: String,
            /// How much; guide 1 asks for the whole authorised amount.
            capture_amount: Amount,
        }
        may {
            /// Says that no further capture follows.
            is_last_capture: bool,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct CaptureResponse {
        needs {
            /// S captured, U in progress or unknown, F failed.
            result: ResultInfo,
        }
        may {
            /// Ours.
            capture_request_id: String,
            /// Antom's id of the capture.
            capture_id: String,
            /// Antom's id of the payment.
            payment_id: String,
            /// What is captured.
            capture_amount: Amount,
            /// ISO-8601.
            capture_time: String,
            /// The acquirer's number.
            acquirer_reference_no: String,
        }
    }
}

impl Operation for Capture {
    const NAME: &'static str = "capture";
    const PATH: &'static str = "/ams/api/v1/payments/capture";
    type Request = CaptureRequest;
    type Response = CaptureResponse;

    fn validate(request: &CaptureRequest) -> Check {
        required("captureRequestId", &request.capture_request_id, 64)?;
        required("paymentId", &request.payment_id, 64)?;
        payable("captureAmount", &request.capture_amount)
    }

    fn result(response: &CaptureResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(request: &CaptureRequest, response: &CaptureResponse) -> Result<(), &'static str> {
        let (ours, theirs) = (response.capture_request_id.as_deref(), response.payment_id.as_deref());
        same_id("captureRequestId", Some(&request.capture_request_id), ours)?;
        same_id("paymentId", Some(&request.payment_id), theirs)?;
        same_amount("captureAmount", &request.capture_amount, response.capture_amount.as_ref())?;
        recognisable(&response.result, "captureRequestId", [ours, theirs])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> CaptureRequest {
        CaptureRequest {
            capture_request_id: "C1".into(),
            payment_id: "P1".into(),
            capture_amount: Amount { currency: "SGD".into(), value: "4200".into() },
            ..CaptureRequest::default()
        }
    }

    #[test]
    fn an_answer_about_another_capture_is_noticed() {
        let check = |rest: serde_json::Value| {
            let mut json = serde_json::json!({"result":{"resultCode":"SUCCESS","resultStatus":"S"}});
            json.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
            Capture::integrity(&request(), &serde_json::from_value(json).unwrap())
        };
        assert_eq!(check(serde_json::json!({"captureRequestId":"C1","paymentId":"P1"})), Ok(()));
        assert_eq!(check(serde_json::json!({"captureRequestId":"C9"})), Err("captureRequestId"));
        assert_eq!(check(serde_json::json!({"paymentId":"P9"})), Err("paymentId"));
        assert_eq!(
            check(serde_json::json!({"paymentId":"P1","captureAmount":{"currency":"SGD","value":"1"}})),
            Err("captureAmount")
        );
        assert_eq!(check(serde_json::json!({})), Err("captureRequestId"));
    }

    #[test]
    fn nothing_is_captured_for_nothing() {
        let mut zero = request();
        assert_eq!(Capture::validate(&zero), Ok(()));
        zero.capture_amount.value = "0".into();
        assert_eq!(Capture::validate(&zero).unwrap_err().field, "captureAmount");
    }
}
