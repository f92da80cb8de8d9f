//! `refund`: gives money back, wholly or in part (api.md section 3.5).

use crate::field::{Check, optional, payable, required};
use crate::operation::{Operation, recognisable, same_amount, same_id};
use crate::payment_details::{AcquirerInfo, Quote};
use crate::{Amount, Opaque, ResultInfo};

/// The operation `refund`.
#[derive(Debug, Clone, Copy)]
pub struct Refund;

wire_object! {
    /// What is asked. `refund_request_id` is the idempotency key (api.md section 7).
    pub struct RefundRequest {
        needs {
            /// Ours, unique, at most 64 characters.
            refund_request_id: String,
            /// Antom's id of the payment, at most 64 characters.
            payment_id: String,
            /// How much to give back.
            refund_amount: Amount,
        }
        may {
            /// Our own number for the refund, at most 64 characters.
            reference_refund_id: String,
            /// Why, at most 256 characters.
            refund_reason: String,
            /// Where REFUND_RESULT is sent, at most 1024 characters.
            refund_notify_url: String,
            /// Which capture, when a payment had several.
            capture_id: String,
            /// Our own notes, at most 2048 characters.
            metadata: String,
            /// Ask for asynchronous handling.
            is_async_refund: bool,
            /// Further information, as the documents of a method ask for it.
            extend_info: String,
            /// The amount in the buyer's currency, where the two differ.
            actual_refund_amount: Amount,
            /// The account that pays the refund.
            refund_source_account_no: String,
            /// Where to pay out, for methods that cannot return to the source.
            refund_to_bank_info: Opaque,
            /// Parts of the refund, by merchant.
            refund_details: Vec<Opaque>,
            /// Free information agreed with Antom.
            customized_info: Opaque,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct RefundResponse {
        needs {
            /// S refunded, U in progress or unknown, F failed.
            result: ResultInfo,
        }
        may {
            /// Ours.
            refund_request_id: String,
            /// Antom's id of the refund.
            refund_id: String,
            /// Antom's id of the payment.
            payment_id: String,
            /// What is refunded.
            refund_amount: Amount,
            /// What the buyer gets, in the buyer's currency.
            actual_refund_amount: Amount,
            /// ISO-8601.
            refund_time: String,
            /// What is taken from the settlement.
            gross_settlement_amount: Amount,
            /// The exchange rate used for it.
            settlement_quote: Quote,
            /// The part of a coupon that is not returned.
            refund_non_guarantee_coupon_amount: Amount,
            /// The acquirer's number, for disputes about the refund.
            acquirer_reference_no: String,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
        }
    }
}

impl Operation for Refund {
    const NAME: &'static str = "refund";
    const PATH: &'static str = "/ams/api/v1/payments/refund";
    type Request = RefundRequest;
    type Response = RefundResponse;

    fn validate(request: &RefundRequest) -> Check {
        required("refundRequestId", &request.refund_request_id, 64)?;
        required("paymentId", &request.payment_id, 64)?;
        payable("refundAmount", &request.refund_amount)?;
        optional("referenceRefundId", request.reference_refund_id.as_deref(), 64)?;
        optional("refundReason", request.refund_reason.as_deref(), 256)?;
        optional("refundNotifyUrl", request.refund_notify_url.as_deref(), 1024)?;
        optional("captureId", request.capture_id.as_deref(), 64)?;
        optional("metadata", request.metadata.as_deref(), 2048)
    }

    fn result(response: &RefundResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(request: &RefundRequest, response: &RefundResponse) -> Result<(), &'static str> {
        let (ours, theirs) = (response.refund_request_id.as_deref(), response.payment_id.as_deref());
        same_id("refundRequestId", Some(&request.refund_request_id), ours)?;
        same_id("paymentId", Some(&request.payment_id), theirs)?;
        same_amount("refundAmount", &request.refund_amount, response.refund_amount.as_ref())?;
        recognisable(&response.result, "refundRequestId", [ours, theirs])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> RefundRequest {
        RefundRequest {
            refund_request_id: "R1".into(),
            payment_id: "P1".into(),
            refund_amount: Amount { currency: "SGD".into(), value: "1200".into() },
            ..RefundRequest::default()
        }
    }

    fn answer(json: serde_json::Value) -> RefundResponse {
        serde_json::from_value(json).unwrap()
    }

    fn check(json: serde_json::Value) -> Result<(), &'static str> {
        Refund::integrity(&request(), &answer(json))
    }

    #[test]
    fn a_good_request_passes_and_each_broken_field_is_named() {
        assert_eq!(Refund::validate(&request()), Ok(()));
        let broken = |change: fn(&mut RefundRequest)| {
            let mut request = request();
            change(&mut request);
            Refund::validate(&request).unwrap_err().field
        };
        assert_eq!(broken(|r| r.refund_request_id = "x".repeat(65)), "refundRequestId");
        assert_eq!(broken(|r| r.payment_id = " ".into()), "paymentId");
        assert_eq!(broken(|r| r.refund_amount.value = "0".into()), "refundAmount");
        assert_eq!(broken(|r| r.refund_amount.value = "12.00".into()), "refundAmount");
        assert_eq!(broken(|r| r.refund_reason = Some("退".repeat(257))), "refundReason");
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let long = RefundRequest { refund_reason: Some("退".repeat(256)), ..request() };
        assert_eq!(Refund::validate(&long), Ok(()));
    }

    #[test]
    fn an_answer_about_another_refund_is_noticed() {
        let s = serde_json::json!({"resultCode":"SUCCESS","resultStatus":"S"});
        assert_eq!(
            check(
                serde_json::json!({"result":s,"refundRequestId":"R1","paymentId":"P1","refundAmount":{"currency":"SGD","value":"1200"}})
            ),
            Ok(())
        );
        assert_eq!(check(serde_json::json!({"result":s,"refundRequestId":"R2"})), Err("refundRequestId"));
        assert_eq!(
            check(serde_json::json!({"result":s,"refundRequestId":"R1","paymentId":"P2"})),
            Err("paymentId")
        );
        assert_eq!(
            check(
                serde_json::json!({"result":s,"refundRequestId":"R1","refundAmount":{"currency":"USD","value":"1200"}})
            ),
            Err("refundAmount")
        );
        assert_eq!(check(serde_json::json!({"result":s})), Err("refundRequestId"));
    }

    #[test]
    fn a_failure_need_not_repeat_the_ids() {
        let f = serde_json::json!({"resultCode":"PARAM_ILLEGAL","resultStatus":"F"});
        assert_eq!(check(serde_json::json!({ "result": f })), Ok(()));
    }
}
