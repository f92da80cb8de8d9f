//! All that needs a person, in one place: doubles, holds that end, outcomes that are not known, links that die unpaid,
//! late payments, captures that do not come, and what the keychain or the clock lacks.

mod finding;
mod quiet;

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::ids::{IntentId, OrderId};
use domain::intent::Verb;
use domain::windows::later;
use money::Money;
use serde::Serialize;

/// What kind of thing it is, in the order in which people see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AttentionKind {
    /// Several payments of one session: Antom returns all but the last.
    PaidTwiceOneSession,
    /// Two requests of one order were paid: one is ours to give back.
    PaidTwiceTwoRequests,
    /// Antom refused a capture for good; the money is still held, and nothing is taken.
    CaptureFailed,
    /// A hold ends within a day.
    HoldEnding,
    /// What Antom did is not known.
    OutcomeUnknown,
    /// Antom never saw it.
    NeverPlaced,
    /// A link ends unpaid within minutes.
    LinkEnding,
    /// A buyer paid although nothing was offered any more.
    LatePayment,
    /// Antom was to capture by itself, and did not.
    CaptureMissing,
    /// A dispute is open.
    Disputed,
    /// A hold ended before anybody captured: nothing can be done any more.
    HoldLapsed,
    /// Nobody confirmed that they have the recovery code.
    RecoveryCode,
    /// This computer's clock differs from Antom's.
    ClockSkew,
    /// A private key is not in this computer's keychain.
    KeyMissing,
    /// The last backup that a person made is old, or there is none.
    BackupOld,
    /// The backup of the day could not be made.
    BackupFailed,
    /// The history cannot be believed, and is open for reading only.
    HistoryBroken,
    /// Calls to the receiver of notifications were refused.
    NotificationsRefused,
}

/// A payment of a double.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DoublePayment {
    /// `paymentId`.
    pub payment: String,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// The card's brand.
    pub brand: Option<String>,
    /// The card's last four digits.
    pub last4: Option<String>,
    /// How much.
    pub amount: Money,
    /// When it was paid.
    pub at: DateTime<Utc>,
    /// Whether it is the one that pays the order.
    pub stays: bool,
}

/// One thing that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AttentionItem {
    /// Stable as long as the thing is the same.
    pub id: String,
    /// What it is.
    pub kind: AttentionKind,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// Its number.
    pub reference: Option<String>,
    /// `paymentId`.
    pub payment: Option<String>,
    /// The capture, cancel or refund it is about.
    pub intent: Option<IntentId>,
    /// What that does.
    pub verb: Option<Verb>,
    /// The buyer's name.
    pub buyer: Option<String>,
    /// The money it is about.
    pub amount: Option<Money>,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Until when something can be done, where that has an end.
    pub until: Option<DateTime<Utc>>,
    /// When Antom is asked next.
    pub next_check_at: Option<DateTime<Utc>>,
    /// Payments of a double: the earlier first.
    pub payments: Vec<DoublePayment>,
    /// The order that took the place of this one, where it is paid too or may still be.
    pub instead: Option<OrderId>,
    /// What is right now, as a sentence.
    pub advice: String,
    /// Whether it may be marked as read: nothing has to be done about it, it only has to be known.
    pub readable: bool,
    /// Until when it is out of the way.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// The reason it was snoozed with.
    pub snoozed_because: Option<String>,
}

/// What happened while nobody had the console open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Away {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub to: DateTime<Utc>,
    /// How many orders were paid or authorised meanwhile.
    pub paid: u64,
    /// How many captures, cancels and refunds got an outcome.
    pub resolved: u64,
    /// How many holds ended.
    pub lapsed: u64,
    /// How many refunds came through.
    pub refunded: u64,
}

/// The next deadline of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NextDeadline {
    /// The order's number.
    pub reference: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// All that needs a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Attention {
    /// What does now, by kind and then by the time that is left.
    pub items: Vec<AttentionItem>,
    /// What somebody put out of the way for a while.
    pub snoozed: Vec<AttentionItem>,
    /// What happened while nobody had the console open.
    pub away: Option<Away>,
    /// The next deadline of all, for an empty list.
    pub next_deadline: Option<NextDeadline>,
}

impl Console {
    /// All that needs a person now.
    ///
    /// # Errors
    /// Whatever keeps the ledger or the keychain from reading.
    pub fn attention(&self) -> Result<Attention, ConsoleError> {
        self.looking()?;
        self.attention_now()
    }

    /// As [`Console::attention`], for what only counts, which goes on while nobody is signed in.
    pub(crate) fn attention_now(&self) -> Result<Attention, ConsoleError> {
        let now = self.prudent_now();
        let mut found = self.needing_a_person(now)?;
        found.sort_by(|one, other| {
            (one.kind, one.until.unwrap_or(one.at), &one.id).cmp(&(
                other.kind,
                other.until.unwrap_or(other.at),
                &other.id,
            ))
        });
        let mut attention = Attention { next_deadline: self.next_deadline(now)?, ..Attention::default() };
        for mut item in found {
            match self.quiet_about(&item.id, now)? {
                quiet::Quiet::No => attention.items.push(item),
                quiet::Quiet::Read if item.readable => {}
                quiet::Quiet::Read => attention.items.push(item),
                quiet::Quiet::Snoozed { until, reason } => {
                    item.snoozed_until = Some(until);
                    item.snoozed_because = Some(reason);
                    attention.snoozed.push(item);
                }
            }
        }
        Ok(attention)
    }

    fn next_deadline(&self, now: DateTime<Utc>) -> Result<Option<NextDeadline>, ConsoleError> {
        let horizon = later(now, chrono::TimeDelta::days(400));
        let Some(first) = self.read(|ledger| ledger.holds(now, horizon))?.into_iter().next() else {
            return Ok(None);
        };
        let reference = crate::view::shown(&self.order(first.order)?.terms.reference);
        Ok(Some(NextDeadline { reference, at: first.ends_at }))
    }
}
