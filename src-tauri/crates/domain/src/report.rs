//! What Antom says about a payment: the part of an inquiry's answer or of a notification that changes state.

use crate::ids::{OperationId, PaymentId, PaymentRequestId};
use crate::outcome::{Evidence, Outcome};
use chrono::{DateTime, Utc};
use money::Money;
use serde::{Deserialize, Serialize};

/// `paymentStatus` of inquiryPayment, `transactionStatus`, or `refundStatus`. Unknown words are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// `SUCCESS`: paid (cards: authorised). Final; a refund does not change it.
    Success,
    /// `FAIL`: final.
    Fail,
    /// `PROCESSING`: not paid yet, or under way.
    Processing,
    /// `CANCELLED`: cancelled; money went back if it was paid. Final, even if a success is reported later.
    Cancelled,
    /// `PENDING`: a slow method, waiting for days.
    Pending,
    /// A word this version does not know, verbatim. It moves nothing.
    Other(String),
}

/// How a report reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// We asked about the attempt, by its `paymentRequestId`, or about a refund. For an attempt Antom answers with its
    /// last payment, so it also says that no later one was begun.
    Inquiry,
    /// We asked about one payment, by its `paymentId`. Whether its attempt was paid again is not said.
    PaymentInquiry,
    /// Antom told us.
    Notification,
    /// It stood in the answer to our `pay`.
    Answer,
}

/// One signed report on the payment behind a `paymentRequestId`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The attempt the report is about.
    pub request: PaymentRequestId,
    /// How it came.
    pub source: Source,
    /// The signed bytes behind it.
    pub evidence: Evidence,
    /// What was said.
    pub said: Said,
}

/// The content of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// `ORDER_NOT_EXIST`: the buyer has not submitted anything on the payment page. The normal state of a fresh link.
    NothingSubmitted,
    /// There is a payment, and this is how it stands.
    Payment(Box<PaymentSaid>),
    /// A capture's result, as CAPTURE_RESULT tells it (it names no `paymentRequestId`; it is mapped by `paymentId`).
    Capture {
        /// `paymentId`.
        payment: PaymentId,
        /// The transaction.
        transaction: Transaction,
    },
    /// A refund's result, as inquiryRefund or REFUND_RESULT tells it.
    Refund {
        /// The transaction; its request id is `refundRequestId`.
        transaction: Transaction,
    },
    /// inquiryRefund answered `ORDER_NOT_EXIST` for this `refundRequestId`, three times over 15 s and more: Antom has
    /// never seen the refund.
    RefundNeverPlaced {
        /// `refundRequestId`.
        operation: OperationId,
    },
    /// A dispute notification.
    Dispute {
        /// `paymentId`.
        payment: PaymentId,
        /// `disputeId`.
        dispute: String,
        /// `disputeNotificationType`, verbatim.
        event: String,
        /// `disputeAmount`, where given.
        amount: Option<Money>,
    },
}

/// How a payment stands, by inquiryPayment, PAYMENT_RESULT or PAYMENT_PENDING.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentSaid {
    /// `paymentId`.
    pub payment: PaymentId,
    /// `paymentStatus`.
    pub status: Status,
    /// `paymentResultCode`, verbatim, where given.
    pub result_code: Option<String>,
    /// `paymentAmount`.
    pub amount: Money,
    /// `paymentMethodType`, verbatim (`CARD`, `ALIPAY_CN`, …), where given.
    pub method: Option<String>,
    /// `paymentCreateTime`.
    pub created_at: Option<DateTime<Utc>>,
    /// `paymentTime`.
    pub paid_at: Option<DateTime<Utc>>,
    /// `authExpiryTime`: the last moment to capture.
    pub hold_ends_at: Option<DateTime<Utc>>,
    /// Salted digest of the card's particulars (brand, last four, token), which live in a side table.
    pub card: Option<crate::digest::Digest>,
    /// `transactions[]`; empty where Antom gave none or `null`.
    pub transactions: Vec<Transaction>,
}

/// `transactionType`. Unknown words are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TransactionKind {
    /// `PAYMENT`.
    Payment,
    /// `REFUND`.
    Refund,
    /// `CAPTURE`.
    Capture,
    /// `CANCEL`.
    Cancel,
    /// `AUTHORIZATION`.
    Authorization,
    /// `VOID`.
    Void,
    /// A word this version does not know, verbatim.
    Other(String),
}

/// One entry of `transactions[]`, or the same shape from a notification or inquiryRefund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// `transactionType`.
    pub kind: TransactionKind,
    /// `transactionStatus`.
    pub status: Status,
    /// `transactionResult.resultStatus`.
    pub outcome: Outcome,
    /// `transactionResult.resultCode`, verbatim.
    pub code: String,
    /// `transactionId`: captureId, refundId, …
    pub id: Option<String>,
    /// `transactionRequestId`: our id where the operation was ours.
    pub operation: OperationId,
    /// `transactionAmount`.
    pub amount: Money,
    /// `transactionTime`.
    pub at: Option<DateTime<Utc>>,
}
