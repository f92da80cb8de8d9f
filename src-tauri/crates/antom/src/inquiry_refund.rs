//! `inquiryRefund`: asks how a refund stands (api.md section 3.6).
//!
//! After a timeout only our `refundRequestId` is known. `ORDER_NOT_EXIST` three times, fifteen seconds apart,
//! means that the refund was never placed.

use crate::field::{Check, one_of};
use crate::operation::{Operation, recognisable, same_id};
use crate::payment_details::{AcquirerInfo, Quote};
use crate::{Amount, Opaque, ResultInfo};

/// The operation `inquiryRefund` (the wire name; there is no `inquireRefund`).
#[derive(Debug, Clone, Copy)]
pub struct InquiryRefund;

wire_words! {
    /// How a refund stands.
    pub enum RefundStatus {
        /// Refunded.
        Success = "SUCCESS",
        /// Failed.
        Fail = "FAIL",
        /// In flight.
        Processing = "PROCESSING",
        /// Cancelled.
        Cancelled = "CANCELLED",
        /// Waiting, for days perhaps.
        Pending = "PENDING",
    }
}

wire_object! {
    /// What is asked: at least one id; `refund_id` wins when both are given.
    pub struct InquiryRefundRequest {
        needs {}
        may {
            /// Ours, at most 64 characters.
            refund_request_id: String,
            /// Antom's, at most 64 characters.
            refund_id: String,
            /// The merchant's account.
            merchant_account_id: String,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct InquiryRefundResponse {
        needs {
            /// Whether the question was answered; not the outcome of the refund.
            result: ResultInfo,
        }
        may {
            /// The outcome.
            refund_status: RefundStatus,
            /// Antom's.
            refund_id: String,
            /// Ours.
            refund_request_id: String,
            /// What is refunded.
            refund_amount: Amount,
            /// What the buyer gets, in the buyer's currency.
            actual_refund_amount: Amount,
            /// ISO-8601.
            refund_time: String,
            /// What is taken from the settlement.
            gross_settlement_amount: Amount,
            /// The rate used for it.
            settlement_quote: Quote,
            /// Acquirer reference number, for the buyer's bank.
            arn: String,
            /// Retrieval reference number, at most 32 characters.
            rrn: String,
            /// Our own notes.
            metadata: String,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
            /// Free information agreed with Antom.
            customized_info: Opaque,
        }
    }
}

impl Operation for InquiryRefund {
    const NAME: &'static str = "inquiryRefund";
    const PATH: &'static str = "/ams/api/v1/payments/inquiryRefund";
    type Request = InquiryRefundRequest;
    type Response = InquiryRefundResponse;

    fn validate(request: &InquiryRefundRequest) -> Check {
        let ours = ("refundRequestId", request.refund_request_id.as_deref());
        one_of(ours, ("refundId", request.refund_id.as_deref()), 64)
    }

    fn result(response: &InquiryRefundResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(
        request: &InquiryRefundRequest,
        response: &InquiryRefundResponse,
    ) -> Result<(), &'static str> {
        let (ours, theirs) = (response.refund_request_id.as_deref(), response.refund_id.as_deref());
        same_id("refundRequestId", request.refund_request_id.as_deref(), ours)?;
        same_id("refundId", request.refund_id.as_deref(), theirs)?;
        recognisable(&response.result, "refundRequestId", [ours, theirs])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_about_another_refund_is_noticed() {
        let request = InquiryRefundRequest { refund_request_id: Some("R1".into()), ..Default::default() };
        let check = |json: &str| InquiryRefund::integrity(&request, &serde_json::from_str(json).unwrap());
        assert_eq!(
            check(r#"{"result":{"resultStatus":"S"},"refundRequestId":"R1","refundStatus":"SUCCESS"}"#),
            Ok(())
        );
        assert_eq!(
            check(r#"{"result":{"resultStatus":"S"},"refundRequestId":"R2"}"#),
            Err("refundRequestId")
        );
        assert_eq!(
            check(r#"{"result":{"resultStatus":"S"},"refundStatus":"SUCCESS"}"#),
            Err("refundRequestId")
        );
    }

    #[test]
    fn one_of_the_two_ids_is_needed() {
        assert!(InquiryRefund::validate(&InquiryRefundRequest::default()).is_err());
    }
}
