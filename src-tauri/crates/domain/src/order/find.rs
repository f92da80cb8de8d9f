//! Finding things in an order.

use super::{Order, Payment, Session, SessionStage};
use crate::ids::{IntentId, PaymentId, PaymentRequestId};
use crate::intent::{Intent, Stage, Verb};
use crate::report::Status;
use crate::windows;
use chrono::{DateTime, Utc};

impl Order {
    /// Every payment of every session, session by session, oldest first.
    pub fn payments(&self) -> impl Iterator<Item = &Payment> {
        self.sessions.iter().flat_map(|session| &session.payments)
    }

    /// Whether it was made in the place of another and Antom refused to make any link of it: the other one goes on, and
    /// the number they share means that one.
    #[must_use]
    pub fn came_to_nothing(&self) -> bool {
        let refused = |session: &Session| matches!(session.stage, SessionStage::Refused(_));
        self.terms.replaces.is_some()
            && self.closed.is_some()
            && !self.sessions.is_empty()
            && self.sessions.iter().all(refused)
    }

    /// One payment.
    #[must_use]
    pub fn payment(&self, id: &PaymentId) -> Option<&Payment> {
        self.payments().find(|payment| payment.id == *id)
    }

    /// One session, by its `paymentRequestId`.
    #[must_use]
    pub fn session(&self, request: &PaymentRequestId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.request == *request)
    }

    /// The session a payment was made in.
    #[must_use]
    pub fn session_of(&self, payment: &PaymentId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.payments.iter().any(|inner| inner.id == *payment))
    }

    /// The newest attempt that left this computer.
    #[must_use]
    pub fn newest_session(&self) -> Option<&Session> {
        self.sessions.iter().rev().find(|session| session.stage != SessionStage::Requested)
    }

    /// The newest session whose link a buyer can still pay by: Antom made it, its end has not come, and no payment
    /// in it has succeeded, is under way or was cancelled. After a failed attempt the page may take another one.
    #[must_use]
    pub fn live_session(&self, now: DateTime<Utc>) -> Option<&Session> {
        self.sessions.iter().rev().find(|session| session.is_live(now))
    }

    /// The attempt by whose link the order can be paid longest, whether or not that time has come: Antom made it, and
    /// no payment in it has succeeded, is under way or was cancelled.
    #[must_use]
    pub fn longest_link(&self) -> Option<&Session> {
        self.sessions.iter().filter(|session| session.is_untaken()).max_by_key(|session| session.ends_at)
    }

    /// One intent.
    #[must_use]
    pub fn intent(&self, id: &IntentId) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.id == *id)
    }

    /// Everything a person decided about one payment, oldest first.
    pub fn intents_of<'a>(&'a self, payment: &'a PaymentId) -> impl Iterator<Item = &'a Intent> {
        self.intents.iter().filter(move |intent| intent.requested.payment == *payment)
    }

    /// Intents that can still move money, or may have.
    pub fn open_intents(&self) -> impl Iterator<Item = &Intent> {
        self.intents.iter().filter(|intent| intent.stage.is_open())
    }

    /// The intents of one verb on one payment.
    pub(crate) fn intents_to<'a>(
        &'a self,
        verb: Verb,
        payment: &'a PaymentId,
    ) -> impl Iterator<Item = &'a Intent> {
        self.intents_of(payment).filter(move |intent| intent.verb == verb)
    }

    /// Whether the outcome of something that left is not known.
    #[must_use]
    pub fn is_checking(&self) -> bool {
        self.intents.iter().any(Intent::is_checking)
    }

    /// The same order as if one intent had never been decided.
    pub(crate) fn without(&self, id: &IntentId) -> Self {
        let mut order = self.clone();
        order.intents.retain(|intent| intent.id != *id);
        order
    }
}

impl Intent {
    /// Whether it left and Antom's word on it is missing.
    #[must_use]
    pub const fn is_checking(&self) -> bool {
        matches!(self.stage, Stage::Sent | Stage::Checking)
    }
}

impl Session {
    /// Whether a buyer can still pay by this session's link.
    #[must_use]
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.is_untaken() && !windows::session_is_over(self, now)
    }

    /// Whether Antom made it and nothing in it stands in the way of a payment. After a failed one a checkout session may
    /// take another. A `pay` is one payment, which Antom counts as under way from the start, and its page takes no other.
    fn is_untaken(&self) -> bool {
        let open = if self.by_pay { Status::Processing } else { Status::Fail };
        let issued = matches!(self.stage, SessionStage::Issued { .. });
        issued && self.payments.iter().all(|payment| payment.status == open)
    }

    /// Whether nobody can say yet that nothing more will come of it: it may have left, and neither a signed refusal, nor
    /// the end of its payment, nor proof that it is dead was heard.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        match (&self.stage, self.payments.is_empty()) {
            (SessionStage::Requested | SessionStage::Refused(_), true) => false,
            (_, true) => !self.is_proven_dead(),
            (_, false) => self
                .payments
                .iter()
                .any(|payment| !matches!(payment.status, Status::Fail | Status::Cancelled)),
        }
    }

    /// Whether it is proven that this session will never be paid: it never left, Antom refused to make it, or to the
    /// question about it Antom answered, signed, "nothing submitted", FAIL or CANCELLED late enough
    /// ([`windows::proof_from`]). That a payment of it failed is no proof, however late it is told: the buyer may have
    /// paid after it. A `pay` is one payment, and its FAIL is final whenever it comes (api.md section 7).
    #[must_use]
    pub fn is_proven_dead(&self) -> bool {
        match (&self.stage, self.payments.is_empty()) {
            (SessionStage::Requested | SessionStage::Refused(_), true) => true,
            (_, true) => self.is_answered_late(),
            (_, false) => {
                self.payments.iter().all(|payment| matches!(payment.status, Status::Fail | Status::Cancelled))
                    && (self.by_pay || self.is_answered_late())
            }
        }
    }

    /// Whether an answer of this moment is the first to come late enough to prove the session dead, so that it counts even
    /// in words that are known. One that was paid needs no proof that it was not.
    #[must_use]
    pub fn is_newly_dead(&self, heard: DateTime<Utc>) -> bool {
        !self.is_answered_late()
            && heard >= windows::proof_from(self)
            && self.payments.iter().all(|payment| payment.status != Status::Success)
    }

    fn is_answered_late(&self) -> bool {
        self.answered_at.is_some_and(|heard| heard >= windows::proof_from(self))
    }
}

impl Payment {
    /// Whether a success of this payment only holds the money: by its method, or because Antom gave the hold an end.
    #[must_use]
    pub fn authorises_first(&self) -> bool {
        windows::profile_of(self).authorises_first || self.hold_ends_at.is_some_and(|hold| !hold.estimated)
    }
}

#[cfg(test)]
mod tests {
    use crate::fact::CaptureMode;
    use crate::intent::{Step, Verb};
    use crate::order::HoldEnd;
    use crate::report::{Said, Source, Status};
    use crate::testing::{Story, at, payment, sgd};
    use crate::windows;
    use chrono::TimeDelta;

    #[test]
    fn the_longest_link_is_the_last_to_end_of_those_that_nobody_paid_by() {
        let mut story = Story::opened(CaptureMode::Automatic);
        let longest = |story: &Story| story.order().longest_link().map(|session| session.request.clone());
        assert_eq!(longest(&story), None);
        story.link("req-1").minutes(10).link("req-2");
        assert_eq!(longest(&story), Some("req-2".into()));
        story.paid("req-2", "pay-2", "ALIPAY_CN", Status::Processing);
        assert_eq!(longest(&story), Some("req-1".into()));
    }

    #[test]
    fn a_decision_is_open_until_it_came_to_its_end_and_is_checked_from_when_it_left() {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
        let stands = |story: &Story| (story.order().open_intents().count(), story.order().is_checking());
        assert_eq!(stands(&story), (0, false));
        let refund = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
        assert_eq!(stands(&story), (1, false));
        story.step(Verb::Refund, refund, Step::Stopped { why: "a slip".into(), code: None });
        assert_eq!(stands(&story), (0, false));
        let refund = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
        story.step(Verb::Refund, refund, Step::Released).send(Verb::Refund, refund, 1);
        assert_eq!(stands(&story), (1, true));
    }

    #[test]
    fn only_an_answer_about_the_session_itself_proves_that_no_later_payment_was_made_in_it() {
        for source in [Source::Notification, Source::Answer, Source::PaymentInquiry, Source::Inquiry] {
            let mut story = Story::opened(CaptureMode::Automatic);
            story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Fail).minutes(90);
            let failed = Said::Payment(Box::new(story.payment_said("pay-1", "CARD", Status::Fail)));
            story.report_by(source, "req-1", failed);
            let order = story.order();
            let dead = order.session(&"req-1".into()).unwrap().is_proven_dead();
            assert_eq!(
                (dead, order.has_open_question(story.now)),
                match source {
                    Source::Inquiry => (true, false),
                    _ => (false, true),
                },
                "{source:?}"
            );
        }
    }

    #[test]
    fn the_first_answer_late_enough_shows_that_a_session_died_unless_it_was_paid() {
        for (status, before, shows) in [
            (None, None, true),
            (Some(Status::Fail), None, true),
            (Some(Status::Processing), None, true),
            (Some(Status::Success), None, false),
            (None, Some(TimeDelta::seconds(-1)), true),
            (None, Some(TimeDelta::zero()), false),
        ] {
            let mut story = Story::opened(CaptureMode::Automatic);
            story.link("req-1");
            if let Some(status) = &status {
                story.paid("req-1", "pay-1", "ALIPAY_CN", status.clone());
            }
            let mut session = story.order().session(&"req-1".into()).unwrap().clone();
            let proof = windows::proof_from(&session);
            session.answered_at = before.map(|late| windows::later(proof, late));
            let says = |late: i64| session.is_newly_dead(windows::later(proof, TimeDelta::seconds(late)));
            assert_eq!((says(-1), says(0), says(1)), (false, shows, shows), "{status:?}, {before:?}");
        }
    }

    #[test]
    fn a_payment_holds_money_by_its_method_or_because_antom_says_until_when() {
        let paid = at("2026-11-25T11:05:00+08:00");
        assert!(payment("CARD", paid).authorises_first());
        let mut other = payment("SOMETHING_NEW", paid);
        assert!(!other.authorises_first());
        for (estimated, holds) in [(true, false), (false, true)] {
            other.hold_ends_at = Some(HoldEnd { at: paid, estimated });
            assert_eq!(other.authorises_first(), holds);
        }
    }
}
