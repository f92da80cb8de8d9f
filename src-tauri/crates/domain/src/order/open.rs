//! What is still open about an order: questions to ask Antom, deadlines to meet, badges to show.

use super::{Order, Payment, Session};
use crate::fact::CaptureMode;
use crate::intent::{Intent, Stage, Verb};
use crate::report::Status;
use crate::windows::{self, CAPTURE_OVERDUE, CancelWindow, later};
use crate::word::StateWord;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A mark beside the state word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Badge {
    /// Two sessions of the order were paid.
    PaidTwice,
    /// A dispute is open.
    Disputed,
    /// Paid after nothing more was offered.
    LatePayment,
    /// An automatic capture was not seen within an hour.
    CaptureOverdue,
    /// Antom itself returns an earlier payment of the same session.
    AntomReturnsOne,
}

impl Badge {
    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PaidTwice => "×2 paid",
            Self::Disputed => "Disputed",
            Self::LatePayment => "Paid late",
            Self::CaptureOverdue => "Capture overdue",
            Self::AntomReturnsOne => "Antom returns one",
        }
    }

    /// The stable word in output.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::PaidTwice => "paid-twice",
            Self::Disputed => "disputed",
            Self::LatePayment => "late-payment",
            Self::CaptureOverdue => "capture-overdue",
            Self::AntomReturnsOne => "antom-returns-one",
        }
    }
}

/// A moment by which something is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: DeadlineKind,
}

/// What is over at a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// The link can no longer be paid.
    SessionEnds,
    /// The hold lapses if it is not captured.
    HoldEnds,
    /// The payment can no longer be cancelled.
    CancelEnds,
    /// Nothing more is issued for this order.
    RequestEnds,
}

impl Order {
    /// Whether Antom still has something to tell, or something decided has yet to leave. As long as this is true the
    /// order is asked about.
    #[must_use]
    pub fn has_open_question(&self, now: DateTime<Utc>) -> bool {
        self.open_intents().any(|intent| is_intent_open(intent, now))
            || self.sessions.iter().any(|session| self.is_session_open(session))
            || self.payments().any(|payment| self.is_payment_open(payment, now))
    }

    /// A session is settled by a success, a cancellation, or the proof that nothing will come of it.
    fn is_session_open(&self, session: &Session) -> bool {
        let settled = self
            .standing_of_session(session)
            .is_some_and(|payment| matches!(payment.status, Status::Success | Status::Cancelled));
        !settled && !session.is_proven_dead()
    }

    fn is_payment_open(&self, payment: &Payment, now: DateTime<Utc>) -> bool {
        if payment.status != Status::Success {
            return false;
        }
        let moving = payment.refunds_seen().chain(payment.captures_seen());
        let under_way = moving.into_iter().any(|transaction| transaction.status != Status::Success);
        let held = self.word_of_success(payment) == StateWord::Authorised;
        let lapsed_unseen = held && now >= windows::hold_end(payment).at;
        let being_captured = held && self.terms.capture_mode == CaptureMode::Automatic;
        under_way || lapsed_unseen || being_captured || self.is_yet_to_be_returned(payment)
    }

    /// The next deadline, of whatever kind.
    #[must_use]
    pub fn next_deadline(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.deadlines(now).first().map(|deadline| deadline.at)
    }

    /// Every deadline that is still to come, the nearest first.
    #[must_use]
    pub fn deadlines(&self, now: DateTime<Utc>) -> Vec<Deadline> {
        let mut all: Vec<Deadline> =
            self.standing_successes().flat_map(|payment| self.deadlines_of(payment)).collect();
        if let Some(session) = self.live_session(now) {
            all.push(Deadline { at: session.ends_at, kind: DeadlineKind::SessionEnds });
        }
        if !self.keeps_money() && self.closed.is_none() {
            all.push(Deadline { at: self.terms.lives_until, kind: DeadlineKind::RequestEnds });
        }
        all.retain(|deadline| deadline.at > now);
        all.sort_by_key(|deadline| deadline.at);
        all
    }

    fn deadlines_of(&self, payment: &Payment) -> Vec<Deadline> {
        let mut all = Vec::new();
        let held = self.word_of_success(payment) == StateWord::Authorised;
        if held && self.terms.capture_mode == CaptureMode::Manual {
            all.push(Deadline { at: windows::hold_end(payment).at, kind: DeadlineKind::HoldEnds });
        }
        let untouched = payment.refunds_seen().next().is_none() && payment.captures_seen().next().is_none();
        if let (CancelWindow::Until(at), true) = (windows::cancel_window(payment), untouched) {
            all.push(Deadline { at, kind: DeadlineKind::CancelEnds });
        }
        all
    }

    /// The marks beside the state word.
    #[must_use]
    pub fn badges(&self, now: DateTime<Utc>) -> Vec<Badge> {
        let marks = [
            (Badge::PaidTwice, self.paid_twice()),
            (Badge::Disputed, self.disputed()),
            (Badge::LatePayment, self.paid_although_closed()),
            (Badge::CaptureOverdue, self.payments().any(|payment| self.is_capture_overdue(payment, now))),
            (Badge::AntomReturnsOne, self.returns_outstanding()),
        ];
        marks.into_iter().filter(|(_, shown)| *shown).map(|(badge, _)| badge).collect()
    }

    /// Whether Antom has yet to return an earlier payment of a session that was paid more than once.
    #[must_use]
    pub fn returns_outstanding(&self) -> bool {
        self.payments().any(|payment| self.is_yet_to_be_returned(payment))
    }

    fn is_yet_to_be_returned(&self, payment: &Payment) -> bool {
        self.is_returned_by_antom(payment)
            && self.book(&payment.id).is_some_and(|book| !book.is_fully_refunded())
    }

    /// Whether Antom should have captured this payment by now and no signed capture was seen.
    #[must_use]
    pub fn is_capture_overdue(&self, payment: &Payment, now: DateTime<Utc>) -> bool {
        let waiting = payment.status == Status::Success
            && self.terms.capture_mode == CaptureMode::Automatic
            && self.word_of_success(payment) == StateWord::Authorised
            && self.intents_to(Verb::Cancel, &payment.id).all(|intent| !intent.stage.is_open());
        waiting && now >= later(windows::happened_at(payment), CAPTURE_OVERDUE)
    }
}

/// What Antom never saw is sent again while that is allowed; afterwards it is a person's matter, and Antom has
/// nothing more to tell.
fn is_intent_open(intent: &Intent, now: DateTime<Utc>) -> bool {
    intent.stage != Stage::NeverPlaced || now < windows::send_again_end(intent)
}
