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

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

    use super::*;
    use crate::fact::Body;
    use crate::ids::OperationId;
    use crate::intent::Step;
    use crate::report::{Said, TransactionKind};
    use crate::testing::{Story, sgd, story};
    use chrono::TimeDelta;

    fn paid(mode: CaptureMode, method: &str) -> Story {
        let mut story = Story::opened(mode);
        story.link("req-1").paid("req-1", "pay-1", method, Status::Success);
        story
    }

    fn is_open(story: &Story) -> bool {
        story.order().has_open_question(story.now)
    }

    #[test]
    fn every_badge_has_a_word_for_people_and_one_for_output() {
        for (badge, label, slug) in [
            (Badge::PaidTwice, "×2 paid", "paid-twice"),
            (Badge::Disputed, "Disputed", "disputed"),
            (Badge::LatePayment, "Paid late", "late-payment"),
            (Badge::CaptureOverdue, "Capture overdue", "capture-overdue"),
            (Badge::AntomReturnsOne, "Antom returns one", "antom-returns-one"),
        ] {
            assert_eq!((badge.label(), badge.slug()), (label, slug));
            assert_eq!(serde_json::to_string(&badge).unwrap(), format!("\"{slug}\""));
        }
    }

    #[test]
    fn a_link_is_asked_about_until_its_payment_came_to_an_end() {
        for (status, open) in
            [(Status::Processing, true), (Status::Success, false), (Status::Cancelled, false)]
        {
            let mut story = Story::opened(CaptureMode::Automatic);
            story.link("req-1");
            assert!(is_open(&story));
            story.paid("req-1", "pay-1", "ALIPAY_CN", status.clone());
            assert_eq!(is_open(&story), open, "{status:?}");
        }
    }

    #[test]
    fn a_refund_made_elsewhere_is_asked_about_while_it_is_under_way() {
        for (status, open) in [(Status::Processing, true), (Status::Success, false), (Status::Fail, false)] {
            let mut story = paid(CaptureMode::Automatic, "ALIPAY_CN");
            let operation = OperationId("theirs".into());
            let transaction =
                story::transaction(TransactionKind::Refund, status.clone(), operation, sgd(1000));
            story.report("req-1", Said::Refund { transaction });
            assert_eq!(is_open(&story), open, "{status:?}");
        }
    }

    #[test]
    fn a_hold_is_asked_about_while_antom_captures_it_and_once_a_persons_has_ended() {
        assert!(is_open(&paid(CaptureMode::Automatic, "CARD")));
        let manual = paid(CaptureMode::Manual, "CARD");
        let end = manual.now + TimeDelta::days(7);
        let asked = [manual.now, end - TimeDelta::nanoseconds(1), end];
        assert_eq!(asked.map(|now| manual.order().has_open_question(now)), [false, false, true]);
    }

    #[test]
    fn what_antom_never_saw_is_asked_about_as_long_as_it_may_be_sent_again() {
        let mut story = paid(CaptureMode::Automatic, "ALIPAY_CN");
        let refund = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
        story.step(Verb::Refund, refund, Step::Released).send(Verb::Refund, refund, 1);
        assert!(story.order().has_open_question(story.now + TimeDelta::days(30)), "it was sent");
        story.report("req-1", Said::RefundNeverPlaced { operation: story::operation_of(refund) });
        let order = story.order();
        let end = windows::send_again_end(&order.intents[0]);
        let asked = [end - TimeDelta::nanoseconds(1), end];
        assert_eq!(asked.map(|now| order.has_open_question(now)), [true, false]);
    }

    fn kinds(story: &Story) -> Vec<DeadlineKind> {
        story.order().deadlines(story.now).into_iter().map(|deadline| deadline.kind).collect()
    }

    #[test]
    fn a_request_ends_with_its_link_and_its_life_and_nothing_is_a_deadline_once_it_has_come() {
        use DeadlineKind::{RequestEnds, SessionEnds};
        let mut story = Story::opened(CaptureMode::Automatic);
        story.link("req-1");
        assert_eq!(kinds(&story), [SessionEnds, RequestEnds]);
        story.minutes(60);
        assert_eq!(kinds(&story), [RequestEnds]);
        story.now = story.order().terms.lives_until;
        assert_eq!((kinds(&story), story.order().next_deadline(story.now)), (vec![], None));
        let mut closed = Story::opened(CaptureMode::Automatic);
        closed.push(Body::OrderClosed { reason: None });
        assert_eq!(kinds(&closed), []);
    }

    #[test]
    fn money_that_was_taken_can_be_cancelled_until_it_is_touched_and_a_persons_hold_ends() {
        use DeadlineKind::{CancelEnds, HoldEnds};
        let mut wallet = paid(CaptureMode::Manual, "ALIPAY_CN");
        assert_eq!(kinds(&wallet), [CancelEnds]);
        wallet.done(Verb::Refund, "pay-1", sgd(1000));
        assert_eq!(kinds(&wallet), []);
        assert_eq!(kinds(&paid(CaptureMode::Automatic, "CARD")), [CancelEnds]);
        let mut card = paid(CaptureMode::Manual, "CARD");
        assert_eq!(kinds(&card), [HoldEnds, CancelEnds]);
        card.done(Verb::Capture, "pay-1", sgd(4000));
        assert_eq!(kinds(&card), []);
    }

    #[test]
    fn a_capture_of_antoms_is_overdue_after_an_hour_unless_somebody_is_cancelling() {
        let overdue = |story: &Story, after: TimeDelta| {
            let order = story.order();
            order.is_capture_overdue(order.payment(&"pay-1".into()).unwrap(), story.now + after)
        };
        let (hour, instant) = (TimeDelta::hours(1), TimeDelta::nanoseconds(1));
        let mut card = paid(CaptureMode::Automatic, "CARD");
        assert!(!overdue(&card, hour - instant) && overdue(&card, hour));
        assert!(!overdue(&paid(CaptureMode::Manual, "CARD"), hour));
        assert!(!overdue(&paid(CaptureMode::Automatic, "ALIPAY_CN"), hour));
        let cancel = card.intent(Verb::Cancel, "pay-1", sgd(4000), None);
        assert!(!overdue(&card, hour));
        card.step(Verb::Cancel, cancel, Step::Stopped { why: "a slip".into(), code: None });
        assert!(overdue(&card, hour));
    }
}
