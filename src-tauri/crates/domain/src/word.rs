//! The state words, these and no others, and how an order comes to show one of them.
//!
//! Words belong to payments. An order shows its most telling payment, by [`StateWord::rank`]. A session without a
//! payment speaks for itself: it waits, or failed to be made, or is known to be dead.
//!
//! Where the sources leave room, this is what was decided:
//! * A session that was not answered is not `Checking`: no money is in question, nobody holds its link, and the
//!   gateway prescribes a new attempt with a new id (guide 4), which `Checking` forbids. It reads `Waiting for
//!   payment` with the note that no link was made.
//! * A signed FAIL reads `Failed` at once. It turns into `Expired` when the whole request is over and the proof was
//!   obtained late enough, because from then on nothing can come of it.
//! * A status word this version does not know reads `Checking with Antom`: how the payment stands is not known.
//! * A session that is proven dead says nothing any more once a newer one exists.

mod expiry;
mod next_step;
mod side_note;

pub use next_step::{Action, NextStep};
pub use side_note::{SideNote, Urgency};

use crate::intent::Stage;
use crate::order::{Order, Payment, Session, SessionStage};
use crate::report::Status;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What people see of a payment or an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "State"))]
pub enum StateWord {
    /// Only on this computer.
    #[serde(rename = "draft")]
    Draft,
    /// The buyer has not paid yet, and still may.
    #[serde(rename = "waiting")]
    WaitingForPayment,
    /// Paid by a method that takes the money at once.
    #[serde(rename = "paid")]
    Paid,
    /// The money is held, not taken.
    #[serde(rename = "authorised")]
    Authorised,
    /// The held money was taken.
    #[serde(rename = "captured")]
    Captured,
    /// Some of what was taken was given back.
    #[serde(rename = "part-refunded")]
    PartRefunded,
    /// All of what was taken was given back.
    #[serde(rename = "refunded")]
    Refunded,
    /// Cancelled; no money changed hands in the end.
    #[serde(rename = "cancelled")]
    Cancelled,
    /// Over, with proof that nothing was paid.
    #[serde(rename = "expired")]
    Expired,
    /// Failed, definitely.
    #[serde(rename = "failed")]
    Failed,
    /// The outcome is not known; Antom is being asked.
    #[serde(rename = "checking")]
    CheckingWithAntom,
}

impl StateWord {
    /// Every word, in the order in which they are listed for people.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::WaitingForPayment,
        Self::Paid,
        Self::Authorised,
        Self::Captured,
        Self::PartRefunded,
        Self::Refunded,
        Self::Cancelled,
        Self::Expired,
        Self::Failed,
        Self::CheckingWithAntom,
    ];

    /// The exact words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::WaitingForPayment => "Waiting for payment",
            Self::Paid => "Paid",
            Self::Authorised => "Authorised",
            Self::Captured => "Captured",
            Self::PartRefunded => "Part-refunded",
            Self::Refunded => "Refunded",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
            Self::Failed => "Failed",
            Self::CheckingWithAntom => "Checking with Antom",
        }
    }

    /// The stable word in output, in queries and in the database.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::WaitingForPayment => "waiting",
            Self::Paid => "paid",
            Self::Authorised => "authorised",
            Self::Captured => "captured",
            Self::PartRefunded => "part-refunded",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::CheckingWithAntom => "checking",
        }
    }

    /// The word for a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.slug() == slug)
    }

    /// How telling a word is for an order: 0 tells most. Captured and the refund states share a place in the order
    /// of the words and are told apart by how much money is still with the shop.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::CheckingWithAntom => 0,
            Self::Captured => 1,
            Self::PartRefunded => 2,
            Self::Refunded => 3,
            Self::Paid => 4,
            Self::Authorised => 5,
            Self::WaitingForPayment => 6,
            Self::Cancelled => 7,
            Self::Expired => 8,
            Self::Failed => 9,
            Self::Draft => 10,
        }
    }

    /// The more telling of two words.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if other.rank() < self.rank() { other } else { self }
    }
}

impl std::fmt::Display for StateWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label())
    }
}

impl Order {
    /// The word the order shows: that of its most telling session.
    ///
    /// Which session tells most is judged as if the request were alive, so that time alone can turn a word into
    /// Expired and into nothing else: a link that died unused after an earlier payment was cancelled is Waiting, then
    /// Expired.
    #[must_use]
    pub fn word(&self, now: DateTime<Utc>) -> StateWord {
        let start = if self.is_checking() { StateWord::CheckingWithAntom } else { StateWord::Draft };
        self.telling_sessions()
            .map(|session| (self.word_by_facts(session), self.session_word(session, now)))
            .min_by_key(|(by_facts, word)| (by_facts.rank(), word.rank()))
            .filter(|(by_facts, _)| by_facts.rank() < start.rank())
            .map_or(start, |(_, word)| word)
    }

    /// Whether Antom was asked and it is still not known how the order stands. What was just sent and has yet to be
    /// answered reads `Checking` too, and is no cause for doubt.
    #[must_use]
    pub fn is_in_doubt(&self, now: DateTime<Utc>) -> bool {
        let unanswered = self.intents.iter().any(|intent| intent.stage == Stage::Checking);
        self.word(now) == StateWord::CheckingWithAntom && (unanswered || !self.is_checking())
    }

    /// The word of one session: that of the payment that stands in it, or its own.
    #[must_use]
    pub fn session_word(&self, session: &Session, now: DateTime<Utc>) -> StateWord {
        let over = self.is_over(now) && session.is_proven_dead();
        match self.word_by_facts(session) {
            StateWord::Failed | StateWord::WaitingForPayment if over => StateWord::Expired,
            word => word,
        }
    }

    /// The word of one session while the request is alive.
    fn word_by_facts(&self, session: &Session) -> StateWord {
        match (self.standing_of_session(session), &session.stage) {
            (Some(payment), _) => self.payment_word(payment),
            (None, SessionStage::Requested) => StateWord::Draft,
            (None, SessionStage::Refused(_)) => StateWord::Failed,
            (None, _) => StateWord::WaitingForPayment,
        }
    }

    /// The word of one payment.
    #[must_use]
    pub fn payment_word(&self, payment: &Payment) -> StateWord {
        if self.intents_of(&payment.id).any(crate::intent::Intent::is_checking) {
            return StateWord::CheckingWithAntom;
        }
        match payment.status {
            Status::Success => self.word_of_success(payment),
            Status::Processing | Status::Pending => StateWord::WaitingForPayment,
            Status::Other(_) => StateWord::CheckingWithAntom,
            Status::Cancelled => StateWord::Cancelled,
            Status::Fail => StateWord::Failed,
        }
    }

    /// Whether what Antom answered about this payment at this moment shows that its hold has lapsed, though it says
    /// nothing else than before.
    #[must_use]
    pub fn newly_lapsed(&self, payment: &Payment, answered: DateTime<Utc>) -> bool {
        payment.status == Status::Success
            && payment.authorises_first()
            && self.word_of_success(payment) == StateWord::Authorised
            && would_show_that_a_hold_lapsed(payment, answered)
    }

    /// The word of a payment that succeeded, by its book alone.
    pub(crate) fn word_of_success(&self, payment: &Payment) -> StateWord {
        let Some(book) = self.book(&payment.id) else { return StateWord::CheckingWithAntom };
        match (payment.authorises_first(), book.taken.is_zero()) {
            (true, true) if hold_is_known_to_have_lapsed(payment) => StateWord::Expired,
            (_, true) => StateWord::Authorised,
            _ if book.is_fully_refunded() => StateWord::Refunded,
            _ if !book.refunded.is_zero() => StateWord::PartRefunded,
            (true, false) => StateWord::Captured,
            (false, false) => StateWord::Paid,
        }
    }

    /// Sessions that say something about the order: those that left, without the dead ones that a newer one follows.
    pub(crate) fn telling_sessions(&self) -> impl Iterator<Item = &Session> {
        let newest = self.newest_session().map(|session| &session.request);
        self.sessions.iter().filter(move |session| {
            let silent = session.stage == SessionStage::Requested && session.payments.is_empty();
            let dead = session.is_proven_dead() && self.is_empty_handed(session);
            !silent && (Some(&session.request) == newest || !dead)
        })
    }

    /// No payment in it that ever moved money.
    fn is_empty_handed(&self, session: &Session) -> bool {
        session.payments.iter().all(|payment| payment.status == Status::Fail)
    }

    /// Whether the request's own life is over: closed, or past its end.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.closed.as_ref().is_some_and(|closed| closed.at <= now) || now >= self.terms.lives_until
    }
}

/// A hold has lapsed when Antom, asked after its end, shows no capture.
fn hold_is_known_to_have_lapsed(payment: &Payment) -> bool {
    payment.answered_at.is_some_and(|heard| would_show_that_a_hold_lapsed(payment, heard))
}

fn would_show_that_a_hold_lapsed(payment: &Payment, heard: DateTime<Utc>) -> bool {
    payment.captures_seen().next().is_none() && heard >= crate::windows::hold_end(payment).at
}

#[cfg(test)]
mod tests;
