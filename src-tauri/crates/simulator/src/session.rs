//! What the gateway remembers of merchants, sessions, payments, captures and refunds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::moment::Moment;
use crate::particulars::Particulars;

/// A merchant with its public keys and contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Merchant {
    pub(crate) name: String,
    /// Public keys (SubjectPublicKeyInfo, base64) by key version.
    pub(crate) keys: BTreeMap<u32, String>,
    /// Contracted settlement currencies. With several, a request must choose one.
    pub(crate) settlement_currencies: Vec<String>,
    /// The Dashboard's notification address, used when a request names none.
    pub(crate) notify_url: Option<String>,
    /// Whether the balance suffices for refunds and cancels.
    pub(crate) balance_enough: bool,
}

/// A checkout session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) client_id: String,
    pub(crate) payment_request_id: String,
    pub(crate) session_id: String,
    /// The secret part of the link.
    pub(crate) token: String,
    pub(crate) created: Moment,
    pub(crate) expires: Moment,
    /// When an unfinished order of this session closes, if the request said so.
    pub(crate) orders_close: Option<Moment>,
    pub(crate) amount: Amount,
    pub(crate) reference_order_id: String,
    pub(crate) description: String,
    pub(crate) methods: Vec<String>,
    pub(crate) manual_capture: bool,
    pub(crate) redirect_url: String,
    pub(crate) notify_url: Option<String>,
    /// Cards need a way to reach the buyer, and say so on the page only (guide 4).
    pub(crate) buyer_known: bool,
    pub(crate) metadata: Option<String>,
    /// The request, to know a repetition.
    pub(crate) digest: String,
    #[serde(default)]
    pub(crate) particulars: Particulars,
    /// Attempts, oldest first.
    pub(crate) payments: Vec<String>,
    /// Cancelled by the merchant, or ended by a failed 3-D Secure (api.md section 5).
    pub(crate) closed: Option<Closed>,
    pub(crate) failure_told: bool,
}

/// Why a session takes no further attempts before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Closed {
    Cancelled,
    Challenge,
}

/// Where an attempt stands; the words of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    Processing,
    Pending,
    Success,
    Fail,
    Cancelled,
}

impl Status {
    pub(crate) fn wire(self) -> &'static str {
        match self {
            Status::Processing => "PROCESSING",
            Status::Pending => "PENDING",
            Status::Success => "SUCCESS",
            Status::Fail => "FAIL",
            Status::Cancelled => "CANCELLED",
        }
    }

    pub(crate) fn is_open(self) -> bool {
        matches!(self, Status::Processing | Status::Pending)
    }
}

/// One attempt to pay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) client_id: String,
    pub(crate) payment_request_id: String,
    pub(crate) method: String,
    /// The name of the test card, for cards.
    pub(crate) card: Option<String>,
    /// The page has yet to ask for the card: the attempt was made by `pay` (guide 1).
    #[serde(default)]
    pub(crate) asks_card: bool,
    /// The card is to be kept for the next time.
    #[serde(default)]
    pub(crate) keeps_card: bool,
    pub(crate) amount: Amount,
    pub(crate) created: Moment,
    pub(crate) status: Status,
    pub(crate) code: String,
    pub(crate) paid: Option<Moment>,
    /// Until when a hold can be captured.
    pub(crate) hold_until: Option<Moment>,
    pub(crate) closes: Moment,
    /// How the money or the hold went back whole.
    pub(crate) ended: Option<Ended>,
    /// Ids of its captures, oldest first.
    pub(crate) captures: Vec<String>,
    /// Ids of its refunds, oldest first.
    pub(crate) refunds: Vec<String>,
}

/// How a payment ended after it had succeeded, or before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ended {
    pub(crate) at: Moment,
    pub(crate) id: String,
    pub(crate) how: Ending,
}

/// CANCEL or VOID in `transactions[]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ending {
    /// By the merchant, before or after payment.
    Cancelled,
    /// A hold, by the merchant.
    Voided,
    /// A hold, because nobody captured it.
    Lapsed,
    /// A hold, because the session was paid again.
    Superseded,
}

impl Payment {
    pub(crate) fn is_card(&self) -> bool {
        self.hold_until.is_some() || self.card.is_some() || self.asks_card
    }
}

/// How far a capture or a refund is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Progress {
    Processing,
    Success,
    Fail,
}

impl Progress {
    pub(crate) fn wire(self) -> &'static str {
        match self {
            Progress::Processing => "PROCESSING",
            Progress::Success => "SUCCESS",
            Progress::Fail => "FAIL",
        }
    }
}

/// A capture or a refund.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Movement {
    pub(crate) id: String,
    pub(crate) request_id: String,
    pub(crate) client_id: String,
    pub(crate) payment_id: String,
    pub(crate) amount: Amount,
    pub(crate) progress: Progress,
    pub(crate) created: Moment,
    pub(crate) done: Option<Moment>,
    /// True where the gateway acted by itself.
    pub(crate) by_gateway: bool,
    pub(crate) notify_url: Option<String>,
    pub(crate) metadata: Option<String>,
}

/// A card a buyer kept, behind its token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SavedCard {
    pub(crate) client_id: String,
    /// The name of the test card.
    pub(crate) card: String,
}

/// What a captureRequestId or refundRequestId led to, so that the same id answers the same (api.md section 7).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) payment_id: String,
    pub(crate) amount: Amount,
    pub(crate) led_to: LedTo,
    pub(crate) at: Moment,
}

/// The outcome behind a remembered id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum LedTo {
    Placed(String),
    Refused { code: String, message: String },
}
