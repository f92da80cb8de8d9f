//! The bodies of the notifications (api.md section 6). What is always there is needed; the rest is optional.

use crate::inquiry_refund::RefundStatus;
use crate::payment_details::{
    AcquirerInfo, CardInfo, PaymentResultInfo, PromotionResult, PspCustomerInfo, Quote,
};
use crate::{Amount, Opaque, ResultInfo};

wire_object! {
    /// `PAYMENT_RESULT` and `PAYMENT_PENDING`.
    pub struct PaymentNotification {
        needs {
            /// S, F or U.
            result: ResultInfo,
            /// Ours.
            payment_request_id: String,
            /// Antom's.
            payment_id: String,
            /// What was asked for. Notifications may carry 0 (api.md section 4).
            payment_amount: Amount,
        }
        may {
            /// The kind of notification.
            notify_type: String,
            /// ISO-8601.
            payment_create_time: String,
            /// ISO-8601, on success.
            payment_time: String,
            /// What the buyer paid, after discounts.
            actual_payment_amount: Amount,
            /// As `CARD`; cards are only authorised yet (guide 4).
            payment_method_type: String,
            /// What the acquirer and the issuer said; often empty.
            payment_result_info: PaymentResultInfo,
            /// Card details.
            card_info: CardInfo,
            /// The wallet or bank.
            psp_customer_info: PspCustomerInfo,
            /// ISO-8601: the last moment to capture.
            auth_expiry_time: String,
            /// What customs are told.
            customs_declaration_amount: Amount,
            /// The amount in the settlement currency.
            gross_settlement_amount: Amount,
            /// The rate used for it.
            settlement_quote: Quote,
            /// Discounts applied.
            promotion_result: Vec<PromotionResult>,
            /// The acquirer's number.
            acquirer_reference_no: String,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
            /// Our own notes.
            metadata: String,
        }
    }
}

wire_object! {
    /// `CAPTURE_RESULT`. Under automatic capture `captureRequestId` is the payment's request id (guide 4).
    pub struct CaptureNotification {
        needs {
            /// S captured, F not.
            result: ResultInfo,
            /// Ours, or the payment's.
            capture_request_id: String,
            /// Antom's id of the payment: the only link to it.
            payment_id: String,
        }
        may {
            /// The kind of notification.
            notify_type: String,
            /// Antom's id of the capture.
            capture_id: String,
            /// What was captured.
            capture_amount: Amount,
            /// ISO-8601.
            capture_time: String,
            /// The acquirer's number.
            acquirer_reference_no: String,
        }
    }
}

wire_object! {
    /// `REFUND_RESULT`.
    pub struct RefundNotification {
        needs {
            /// S or F.
            result: ResultInfo,
            /// SUCCESS or FAIL.
            refund_status: RefundStatus,
            /// Ours.
            refund_request_id: String,
        }
        may {
            /// The kind of notification.
            notify_type: String,
            /// Antom's id of the refund.
            refund_id: String,
            /// Antom's id of the payment, where it is repeated.
            payment_id: String,
            /// What was refunded.
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
            /// Our own notes.
            metadata: String,
            /// Free information agreed with Antom.
            customized_info: Opaque,
        }
    }
}

wire_words! {
    /// What happened in a dispute.
    pub enum DisputeKind {
        /// A buyer's bank opened it.
        Created = "DISPUTE_CREATED",
        /// It was decided.
        Judged = "DISPUTE_JUDGED",
        /// It was withdrawn.
        Cancelled = "DISPUTE_CANCELLED",
        /// Documents were handed in.
        DefenseSupplied = "DEFENSE_SUPPLIED",
        /// The time for documents is running out.
        DefenseDueAlert = "DEFENSE_DUE_ALERT",
        /// The merchant accepted it.
        Accepted = "DISPUTE_ACCEPTED",
        /// It was settled by rapid dispute resolution.
        RdrResolved = "RDR_RESOLVED",
    }
}

wire_words! {
    /// How a dispute was decided.
    pub enum DisputeJudgement {
        /// The buyer gave in.
        AcceptByCustomer = "ACCEPT_BY_CUSTOMER",
        /// The merchant gave in.
        AcceptByMerchant = "ACCEPT_BY_MERCHANT",
        /// The merchant's defence held.
        ValidateSuccess = "VALIDATE_SUCCESS",
        /// The merchant's defence failed.
        ValidateFail = "VALIDATE_FAIL",
    }
}

wire_object! {
    /// A dispute. It is the only way to learn of one: there is no endpoint to ask (api.md section 3.8).
    pub struct DisputeNotification {
        needs {
            /// What happened.
            dispute_notification_type: DisputeKind,
            /// Antom's id of the dispute.
            dispute_id: String,
            /// Antom's id of the payment.
            payment_id: String,
        }
        may {
            /// Ours.
            payment_request_id: String,
            /// Which capture.
            capture_id: String,
            /// ISO-8601: when it began.
            dispute_time: String,
            /// How much is disputed.
            dispute_amount: Amount,
            /// The card network's code.
            dispute_reason_code: String,
            /// The reason in words.
            dispute_reason_msg: String,
            /// Who opened it.
            dispute_source: String,
            /// The kind of dispute.
            dispute_type: String,
            /// Whether documents may be handed in.
            defendable: bool,
            /// ISO-8601: until when.
            defense_due_time: String,
            /// ISO-8601.
            defense_supplied_time: String,
            /// ISO-8601.
            dispute_cancelled_time: String,
            /// ISO-8601.
            dispute_accept_time: String,
            /// Why it was accepted.
            dispute_accept_reason: String,
            /// ISO-8601.
            dispute_judged_time: String,
            /// How much was decided on.
            dispute_judged_amount: Amount,
            /// The decision.
            dispute_judged_result: DisputeJudgement,
            /// Acquirer reference number.
            arn: String,
            /// Why Antom defended by itself.
            auto_defend_reason: String,
            /// Who processed the payment.
            acquirer_info: AcquirerInfo,
        }
    }
}
