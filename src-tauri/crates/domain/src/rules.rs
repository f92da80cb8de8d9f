//! What may be done now and, where it may not, why and what would lift it.
//!
//! One file per verb. Every rule is a pure function of an order and a moment; nothing is remembered between calls.
//! A decision is taken twice: when a person confirms, and once more on fresh state when the intent is about to leave
//! ([`decide_again`]), where the intent does not count against itself.

pub mod advice;
pub mod cancel;
pub mod capture;
mod footing;
pub mod free_text;
pub mod issue;
pub mod refund;
pub mod reissue;
pub mod replace;
pub mod send_again;
pub mod stop_offering;

use crate::ids::{IntentId, PaymentId, PaymentRequestId};
use crate::intent::{Stage, Verb};
use crate::order::{Book, Order};
use chrono::{DateTime, Utc};
use money::Money;
use serde::{Deserialize, Serialize};

/// Permission, or a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision<P> {
    /// It may be done, and this is what would be done.
    Permitted(P),
    /// It may not be done now.
    Refused(Refusal),
}

impl<P> Decision<P> {
    /// The permission, where there is one.
    #[must_use]
    pub fn permitted(self) -> Option<P> {
        match self {
            Self::Permitted(permit) => Some(permit),
            Self::Refused(_) => None,
        }
    }

    /// The refusal, where there is one.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Permitted(_) => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }

    /// Whether it may be done.
    #[must_use]
    pub const fn is_permitted(&self) -> bool {
        matches!(self, Self::Permitted(_))
    }

    /// As a result, for `?`.
    ///
    /// # Errors
    /// The refusal.
    pub fn into_result(self) -> Result<P, Refusal> {
        match self {
            Self::Permitted(permit) => Ok(permit),
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

impl<P> From<Result<P, Refusal>> for Decision<P> {
    fn from(result: Result<P, Refusal>) -> Self {
        match result {
            Ok(permit) => Self::Permitted(permit),
            Err(refusal) => Self::Refused(refusal),
        }
    }
}

/// Why something may not be done now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// The stable code.
    pub code: RefusalCode,
    /// One sentence with the figures.
    pub reason: String,
    /// What would lift it.
    pub lift: Lift,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, reason: impl Into<String>, lift: Lift) -> Self {
        Self { code, reason: reason.into(), lift }
    }
}

/// What would lift a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "lift", content = "by", rename_all = "kebab-case")]
pub enum Lift {
    /// The passing of time: it is permitted from then on.
    At(DateTime<Utc>),
    /// Somebody else: who.
    Person(String),
    /// Something the person can do instead, or first.
    Act(String),
    /// Nothing.
    Never,
}

impl std::fmt::Display for Lift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(at) => write!(f, "possible from {}", crate::windows::spoken(*at)),
            Self::Person(who) => write!(f, "ask {who}"),
            Self::Act(what) => f.write_str(what),
            Self::Never => f.write_str("nothing lifts this"),
        }
    }
}

pub(crate) fn act(what: impl Into<String>) -> Lift {
    Lift::Act(what.into())
}

macro_rules! refusal_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// Why something may not be done. The codes are stable: scripts may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it stands in output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

refusal_codes! {
    /// The payment is not of this order.
    UnknownPayment = "unknown-payment",
    /// The intent is not of this order.
    UnknownIntent = "unknown-intent",
    /// The buyer has submitted nothing.
    NothingSubmitted = "nothing-submitted",
    /// The buyer has not paid yet.
    NotPaidYet = "not-paid-yet",
    /// How the payment stands is not known.
    StatusUnknown = "status-unknown",
    /// The payment failed.
    PaymentFailed = "payment-failed",
    /// The payment is cancelled.
    PaymentCancelled = "payment-cancelled",
    /// Antom itself returns this payment.
    AntomReturnsIt = "antom-returns-it",
    /// A dispute is open.
    Disputed = "disputed",
    /// A cancel of this payment is open.
    CancelOpen = "cancel-open",
    /// A capture of this payment is open.
    CaptureOpen = "capture-open",
    /// A refund of this payment is open.
    RefundOpen = "refund-open",
    /// The payment was captured.
    AlreadyCaptured = "already-captured",
    /// Some of the payment was refunded.
    AlreadyRefunded = "already-refunded",
    /// The hold was not captured, so there is nothing to give back.
    NothingTaken = "nothing-taken",
    /// More than is available.
    MoreThanAvailable = "more-than-available",
    /// Nothing is available any more.
    NothingLeft = "nothing-left",
    /// The amount is zero.
    ZeroAmount = "zero-amount",
    /// The amount is in another currency.
    CurrencyDiffers = "currency-differs",
    /// The method does not accept this amount.
    AmountNotAccepted = "amount-not-accepted",
    /// A capture is of the whole amount.
    NotFullAmount = "not-full-amount",
    /// The method takes the money at once.
    NothingToCapture = "nothing-to-capture",
    /// Antom captures by itself.
    CaptureIsAutomatic = "capture-is-automatic",
    /// The hold has ended.
    HoldEnded = "hold-ended",
    /// The method cannot be refunded.
    RefundsNotOffered = "refunds-not-offered",
    /// The method cannot be refunded in part.
    PartialNotOffered = "partial-not-offered",
    /// The method can be refunded once only.
    OneRefundOnly = "one-refund-only",
    /// The refund window is over.
    RefundWindowOver = "refund-window-over",
    /// The same amount was refunded within 24 hours, or a dispute is open: a written reason is needed.
    ReasonNeeded = "reason-needed",
    /// The reason is longer than Antom accepts.
    ReasonTooLong = "reason-too-long",
    /// A text contains something like a card number.
    CardNumber = "card-number",
    /// The cancel window is over.
    CancelWindowOver = "cancel-window-over",
    /// The method cannot be cancelled.
    CancelNotOffered = "cancel-not-offered",
    /// The intent is not waiting to leave.
    NotWaiting = "not-waiting",
    /// It is not proven that the intent never arrived.
    NotProven = "not-proven",
    /// The intent is too old to be sent again by itself.
    TooOld = "too-old",
    /// The gateway's limit of repeats is reached.
    RepeatsUsedUp = "repeats-used-up",
    /// The order is closed.
    OrderClosed = "order-closed",
    /// The request's own life is over.
    RequestOver = "request-over",
    /// The order is paid or authorised.
    OrderPaid = "order-paid",
    /// The order was paid and cancelled or given back.
    OrderEnded = "order-ended",
    /// A payment is under way.
    PaymentUnderWay = "payment-under-way",
    /// A link of this order can still be paid.
    LinkIsLive = "link-is-live",
    /// A link is being asked for.
    LinkBeingMade = "link-being-made",
    /// A field is empty.
    FieldMissing = "field-missing",
    /// A field is too long.
    FieldTooLong = "field-too-long",
    /// A length of time is out of range.
    TimeOutOfRange = "time-out-of-range",
    /// Cards are offered and no contact of the buyer is given.
    BuyerContactNeeded = "buyer-contact-needed",
}

impl std::fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a shop can set about the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// How long a decided operation waits before it leaves, in seconds.
    pub stop_window_seconds: u32,
    /// How long a request lives, in days.
    pub request_life_days: u16,
    /// Characters that are not blank which a written reason must have.
    pub reason_min_chars: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self { stop_window_seconds: 60, request_life_days: 3, reason_min_chars: 3 }
    }
}

/// A permitted operation on a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Permit {
    /// What.
    pub verb: Verb,
    /// The payment it is about.
    pub payment: PaymentId,
    /// The attempt that payment belongs to.
    pub request: PaymentRequestId,
    /// How much.
    pub amount: Money,
    /// The sentence a person confirms.
    pub sentence: String,
    /// What follows from it.
    pub consequence: String,
    /// The book as it stands once it is done.
    pub book_after: Book,
    /// The moment from which it would be too late; a stop window should not reach it.
    pub leave_before: Option<DateTime<Utc>>,
    /// The version of the order it was decided on.
    pub decided_on: u64,
}

/// Decides an intent once more on fresh state, just before it leaves. The intent itself is not counted against
/// itself; everything else is.
#[must_use]
pub fn decide_again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Decision<Permit> {
    match order.intent(intent).map(|intent| intent.verb) {
        None => Decision::Refused(footing::unknown_intent(intent)),
        Some(Verb::Capture) => capture::decide_again(order, intent, now),
        Some(Verb::Cancel) => cancel::decide_again(order, intent, now),
        Some(Verb::Refund) => refund::decide_again(order, intent, now),
    }
}

/// Whether a queued intent can still be stopped, and if not why.
#[must_use]
pub fn stop(order: &Order, intent: &IntentId) -> Decision<()> {
    let Some(found) = order.intent(intent) else { return Decision::Refused(footing::unknown_intent(intent)) };
    let verb = footing::noun(found.verb);
    match found.stage {
        Stage::Queued | Stage::Released | Stage::NeverPlaced => Decision::Permitted(()),
        Stage::Sent | Stage::Checking => Decision::Refused(Refusal::new(
            RefusalCode::NotWaiting,
            format!("the {verb} of {} has left and cannot be called back", found.requested.amount),
            act("wait for Antom's word on it"),
        )),
        Stage::Done | Stage::Refused | Stage::Stopped => Decision::Refused(Refusal::new(
            RefusalCode::NotWaiting,
            format!("the {verb} of {} is over", found.requested.amount),
            Lift::Never,
        )),
    }
}

#[cfg(test)]
mod tests;
