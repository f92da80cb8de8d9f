//! What may be done now and, where it may not, why and what would lift it.
//!
//! One file per verb. Every rule is a pure function of an order and a moment; nothing is remembered between calls.
//! A decision is taken twice: when a person confirms, and once more on fresh state when the intent is about to leave
//! ([`decide_again`]), where the intent does not count against itself.

pub mod advice;
pub mod at_counter;
pub mod cancel;
pub mod capture;
mod footing;
pub mod free_text;
pub mod issue;
pub mod method_profile;
pub mod one_payment;
pub mod page_language;
pub mod refund;
mod refusal;
pub mod reissue;
pub mod repeat_pay;
pub mod replace;
pub mod send_again;
pub mod stop_offering;
pub mod whatsapp;

pub(crate) use refusal::act;
pub use refusal::{Lift, Refusal, RefusalCode, either};

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
    /// Whether a person overrode an open dispute; it goes into [`crate::intent::Requested`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub despite_dispute: bool,
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
