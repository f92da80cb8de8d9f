//! The note beside the state word, as data; the window and the command line put it into words of their own.

use super::StateWord;
use crate::fact::CaptureMode;
use crate::ids::IntentId;
use crate::intent::{Stage, Verb};
use crate::order::{Order, Payment, SessionStage};
use crate::outcome::WhyUnknown;
use crate::report::Status;
use crate::windows::{self, between};
use chrono::{DateTime, TimeDelta, Utc};
use money::Money;
use serde::Serialize;

/// How near a deadline is: amber under three days, red under one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Three days and more.
    Calm,
    /// Less than three days.
    Soon,
    /// Less than 24 hours.
    Urgent,
}

impl Urgency {
    /// The urgency of a deadline.
    #[must_use]
    pub fn of(deadline: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let left = between(now, deadline);
        if left < TimeDelta::hours(24) {
            Self::Urgent
        } else if left < TimeDelta::days(3) {
            Self::Soon
        } else {
            Self::Calm
        }
    }
}

/// The note beside the state word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum SideNote {
    /// The link can be paid until then.
    SessionEnds {
        /// When.
        at: DateTime<Utc>,
    },
    /// The link is being asked for.
    LinkBeingMade,
    /// No link was made; a new attempt takes a new id.
    LinkNotMade {
        /// Why.
        why: WhyUnknown,
    },
    /// The request lives, but no checkout is open.
    NoLiveCheckout,
    /// The buyer has submitted and Antom is at it.
    BuyerIsPaying,
    /// A slow method: the buyer pays outside the checkout, days later.
    SlowMethod,
    /// Antom captures by itself; nothing is to be shipped yet.
    AntomIsCapturing {
        /// Whether it should have happened by now.
        overdue: bool,
    },
    /// The hold has to be captured by then.
    CaptureBy {
        /// The end of the hold.
        at: DateTime<Utc>,
        /// Whether Antom gave no end of its own.
        estimated: bool,
        /// How near it is.
        urgency: Urgency,
    },
    /// What was given back.
    Returned {
        /// The sum.
        amount: Money,
    },
    /// Something decided waits to leave.
    Leaves {
        /// What.
        verb: Verb,
        /// Which intent.
        intent: IntentId,
        /// When, where it waits its stop window.
        at: Option<DateTime<Utc>>,
    },
    /// The outcome of something that left is not known.
    OutcomeUnknown {
        /// What.
        verb: Verb,
        /// Which intent.
        intent: IntentId,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// Antom never saw it; a person decides whether it is sent again.
    NeverArrived {
        /// What.
        verb: Verb,
        /// Which intent.
        intent: IntentId,
    },
    /// Why it failed.
    FailedBecause {
        /// The gateway's code, verbatim.
        code: String,
    },
    /// Antom used a status word that this version does not know.
    UnknownStatus {
        /// The word, verbatim.
        status: String,
    },
    /// The hold ended uncaptured.
    HoldLapsed {
        /// When.
        at: DateTime<Utc>,
    },
    /// This payment was given back, but another payment of the order stands.
    AnotherPaymentStands {
        /// How much it is.
        amount: Money,
    },
}

impl Order {
    /// The one note that matters most now.
    #[must_use]
    pub fn side_note(&self, now: DateTime<Utc>) -> Option<SideNote> {
        self.note_on_intents().or_else(|| match self.standing_payment() {
            Some(payment) if self.payment_word(payment) == self.word(now) => {
                self.note_on_payment(payment, now)
            }
            _ => self.note_on_sessions(now),
        })
    }

    fn note_on_intents(&self) -> Option<SideNote> {
        let first = |stages: &[Stage]| self.intents.iter().find(|intent| stages.contains(&intent.stage));
        if let Some(intent) = first(&[Stage::Sent, Stage::Checking]) {
            let since = intent.first_sent_at.unwrap_or(intent.moved_at);
            return Some(SideNote::OutcomeUnknown { verb: intent.verb, intent: intent.id, since });
        }
        if let Some(intent) = first(&[Stage::NeverPlaced]) {
            return Some(SideNote::NeverArrived { verb: intent.verb, intent: intent.id });
        }
        let intent = first(&[Stage::Queued, Stage::Released])?;
        Some(SideNote::Leaves { verb: intent.verb, intent: intent.id, at: intent.not_before })
    }

    fn note_on_payment(&self, payment: &Payment, now: DateTime<Utc>) -> Option<SideNote> {
        match (&payment.status, self.payment_word(payment)) {
            (Status::Other(status), _) => Some(SideNote::UnknownStatus { status: status.clone() }),
            (Status::Pending, _) => Some(SideNote::SlowMethod),
            (Status::Processing, _) => Some(match self.live_session(now) {
                Some(live) if live.request == payment.request => SideNote::SessionEnds { at: live.ends_at },
                _ => SideNote::BuyerIsPaying,
            }),
            (_, StateWord::Authorised) => Some(self.note_on_hold(payment, now)),
            (_, StateWord::PartRefunded) => {
                self.book(&payment.id).map(|book| SideNote::Returned { amount: book.refunded })
            }
            (_, StateWord::Refunded) => self
                .standing_successes()
                .find(|other| other.id != payment.id)
                .map(|other| SideNote::AnotherPaymentStands { amount: other.amount }),
            (_, StateWord::Expired) => Some(SideNote::HoldLapsed { at: windows::hold_end(payment).at }),
            (_, StateWord::Failed) => {
                payment.result_code.clone().map(|code| SideNote::FailedBecause { code })
            }
            _ => None,
        }
    }

    fn note_on_hold(&self, payment: &Payment, now: DateTime<Utc>) -> SideNote {
        if self.terms.capture_mode == CaptureMode::Automatic {
            return SideNote::AntomIsCapturing { overdue: self.is_capture_overdue(payment, now) };
        }
        let hold = windows::hold_end(payment);
        SideNote::CaptureBy { at: hold.at, estimated: hold.estimated, urgency: Urgency::of(hold.at, now) }
    }

    fn note_on_sessions(&self, now: DateTime<Utc>) -> Option<SideNote> {
        let newest = self.newest_session()?;
        if self.word(now) == StateWord::Expired {
            return None;
        }
        if let Some(live) = self.live_session(now) {
            return Some(SideNote::SessionEnds { at: live.ends_at });
        }
        Some(match &newest.stage {
            SessionStage::Sent => SideNote::LinkBeingMade,
            SessionStage::Unanswered(why) => SideNote::LinkNotMade { why: why.clone() },
            SessionStage::Refused(verdict) => SideNote::FailedBecause { code: verdict.code.clone() },
            _ => SideNote::NoLiveCheckout,
        })
    }
}
