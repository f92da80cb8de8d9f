//! `inquiryPayment`: asks how a payment stands (api.md section 3.2).
//!
//! `result` only says whether the question was answered; the outcome is `paymentStatus` (guides 2 and 3).
//! `result` F with `ORDER_NOT_EXIST` is the normal state of a link nobody has paid on yet (guide 4).

use crate::field::{Check, one_of, optional};
use crate::operation::{Operation, recognisable, same_id};
use crate::payment_details::{
    AcquirerInfo, CardInfo, PaymentResultInfo, PaymentStatus, PromotionResult, PspCustomerInfo, Quote,
};
use crate::{Amount, Opaque, ResultInfo, Sensitive};

/// The operation `inquiryPayment`.
#[derive(Debug, Clone, Copy)]
pub struct InquiryPayment;

wire_object! {
    /// What is asked: at least one id; `payment_id` wins when both are given.
    pub struct InquiryPaymentRequest {
        needs {}
        may {
            /// Ours, at most 64 characters.
            payment_request_id: String,
            /// Antom's, at most 64 characters.
            payment_id: String,
            /// At most 32 characters.
            merchant_account_id: String,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct InquiryPaymentResponse {
        needs {
            /// Whether the question was answered; not the outcome of the payment.
            result: ResultInfo,
        }
        may {
            /// The outcome.
            payment_status: PaymentStatus,
            /// Code of the outcome; see [`crate::results`].
            payment_result_code: String,
            /// The outcome in Antom's words.
            payment_result_message: String,
            /// Ours.
            payment_request_id: String,
            /// Antom's.
            payment_id: String,
            /// Antom's id of the authorisation, where it has one of its own.
            auth_payment_id: String,
            /// What was asked for.
            payment_amount: Amount,
            /// What the buyer paid, after discounts.
            actual_payment_amount: Amount,
            /// The rate between the two.
            payment_quote: Quote,
            /// ISO-8601.
            payment_create_time: String,
            /// ISO-8601.
            payment_time: String,
            /// ISO-8601: the last moment to capture a card authorisation.
            auth_expiry_time: String,
            /// As `CARD` or `ALIPAY_CN`.
            payment_method_type: String,
            /// What the acquirer and the issuer said.
            payment_result_info: PaymentResultInfo,
            /// Card details.
            card_info: CardInfo,
            /// The wallet or bank.
            psp_customer_info: PspCustomerInfo,
            /// Captures, refunds and cancels of this payment. May be absent or null (guide 3).
            transactions: Vec<Transaction>,
            /// What customs are told.
            customs_declaration_amount: Amount,
            /// The amount in the settlement currency.
            gross_settlement_amount: Amount,
            /// The rate used for it.
            settlement_quote: Quote,
            /// The part paid with a coupon that is not refunded.
            non_guarantee_coupon_amount: Amount,
            /// Where the buyer can go on paying (guide 4's sample).
            payment_redirect_url: Sensitive,
            /// A form to send the buyer on with.
            redirect_action_form: Opaque,
            /// The acquirer's number.
            acquirer_reference_no: String,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
            /// Discounts applied.
            promotion_results: Vec<PromotionResult>,
            /// ISO-8601.
            earliest_settlement_time: String,
            /// As asked.
            merchant_account_id: String,
            /// The amount Antom processes, where it differs.
            processing_amount: Amount,
            /// Our own notes.
            metadata: String,
            /// Further information.
            extend_info: String,
            /// Free information agreed with Antom.
            customized_info: Opaque,
        }
    }
}

wire_words! {
    /// What kind of transaction.
    pub enum TransactionType {
        /// The payment itself.
        Payment = "PAYMENT",
        /// Money given back.
        Refund = "REFUND",
        /// A capture of an authorisation.
        Capture = "CAPTURE",
        /// A cancel.
        Cancel = "CANCEL",
        /// A hold on a card.
        Authorization = "AUTHORIZATION",
        /// A hold that was let go.
        Void = "VOID",
        /// A hold that was raised.
        Incremental = "INCREMENTAL",
    }
}

wire_object! {
    /// One transaction of a payment.
    pub struct Transaction {
        needs {
            /// Capture, refund, cancel and so on.
            transaction_type: TransactionType,
            /// How it stands.
            transaction_status: PaymentStatus,
        }
        may {
            /// Its own result.
            transaction_result: ResultInfo,
            /// Antom's id: of the capture, of the refund, …
            transaction_id: String,
            /// Ours: `captureRequestId`, `refundRequestId`, …
            transaction_request_id: String,
            /// How much.
            transaction_amount: Amount,
            /// ISO-8601.
            transaction_time: String,
            /// The amount in the settlement currency.
            gross_settlement_amount: Amount,
            /// The rate used for it.
            settlement_quote: Quote,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
        }
    }
}

impl Operation for InquiryPayment {
    const NAME: &'static str = "inquiryPayment";
    const PATH: &'static str = "/ams/api/v1/payments/inquiryPayment";
    type Request = InquiryPaymentRequest;
    type Response = InquiryPaymentResponse;

    fn validate(request: &InquiryPaymentRequest) -> Check {
        let theirs = ("paymentId", request.payment_id.as_deref());
        one_of(theirs, ("paymentRequestId", request.payment_request_id.as_deref()), 64)?;
        optional("merchantAccountId", request.merchant_account_id.as_deref(), 32)
    }

    fn result(response: &InquiryPaymentResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(
        request: &InquiryPaymentRequest,
        response: &InquiryPaymentResponse,
    ) -> Result<(), &'static str> {
        let (theirs, ours) = (response.payment_id.as_deref(), response.payment_request_id.as_deref());
        same_id("paymentId", request.payment_id.as_deref(), theirs)?;
        same_id("paymentRequestId", request.payment_request_id.as_deref(), ours)?;
        recognisable(&response.result, "paymentId", [theirs, ours])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(json: &str) -> InquiryPaymentResponse {
        serde_json::from_str(json).unwrap()
    }

    fn answered(json: &str) -> Result<(), &'static str> {
        let request = InquiryPaymentRequest { payment_request_id: Some("PR1".into()), ..Default::default() };
        InquiryPayment::integrity(&request, &answer(json))
    }

    #[test]
    fn an_answer_about_another_payment_is_noticed() {
        assert_eq!(
            answered(r#"{"result":{"resultStatus":"S"},"paymentRequestId":"PR1","paymentId":"P1"}"#),
            Ok(())
        );
        assert_eq!(
            answered(r#"{"result":{"resultStatus":"S"},"paymentRequestId":"PR2"}"#),
            Err("paymentRequestId")
        );
        assert_eq!(
            answered(r#"{"result":{"resultStatus":"S"},"paymentStatus":"SUCCESS"}"#),
            Err("paymentId")
        );
        assert_eq!(answered(r#"{"result":{"resultCode":"ORDER_NOT_EXIST","resultStatus":"F"}}"#), Ok(()));
    }

    #[test]
    fn transactions_may_be_null_and_may_hold_words_nobody_knows() {
        let none: InquiryPaymentResponse =
            serde_json::from_str(r#"{"result":{"resultStatus":"S"},"transactions":null}"#).unwrap();
        assert_eq!(none.transactions, None);
        let new: InquiryPaymentResponse = serde_json::from_str(
            r#"{"result":{"resultStatus":"S"},"transactions":[{"transactionType":"TELEPORT","transactionStatus":"MAYBE"}]}"#,
        )
        .unwrap();
        let transaction = &new.transactions.unwrap()[0];
        assert_eq!(transaction.transaction_type, TransactionType::Other("TELEPORT".into()));
        assert_eq!(transaction.transaction_status, PaymentStatus::Other("MAYBE".into()));
    }
}
