//! Money that is held and not taken.

use super::{Order, Payment};
use crate::fact::CaptureMode;
use crate::intent::{Intent, Stage, Verb};
use crate::report::Status;
use crate::windows::{self, happened_at};
use crate::word::StateWord;
use chrono::{DateTime, Utc};
use money::{AmountError, Money};

impl Order {
    /// Payments that stand and whose money is held, neither taken nor known to be free again. What is decided about
    /// them does not matter here: money that is about to be captured is held until it is.
    pub fn held_payments(&self) -> impl Iterator<Item = &Payment> {
        self.standing_successes().filter(|payment| self.word_of_success(payment) == StateWord::Authorised)
    }

    /// Of those, the ones that a person has to capture before their hold ends.
    pub fn manual_holds(&self) -> impl Iterator<Item = &Payment> {
        let manual = self.terms.capture_mode == CaptureMode::Manual;
        self.held_payments().filter(move |_| manual)
    }

    /// Payments whose money a person was to capture, and whose hold ended before anybody did: Antom says so, and nobody
    /// here released it. The money is with the buyer again.
    pub fn lapsed_holds(&self) -> impl Iterator<Item = &Payment> {
        let manual = self.terms.capture_mode == CaptureMode::Manual;
        self.standing_payments().filter(move |payment| manual && self.has_lapsed(payment))
    }

    fn has_lapsed(&self, payment: &Payment) -> bool {
        match payment.status {
            Status::Success => self.word_of_success(payment) == StateWord::Expired,
            Status::Cancelled => {
                let held = payment.paid_at.is_some() && payment.authorises_first();
                let taken = payment.captures_seen().next().is_some();
                let after_its_end =
                    payment.cancelled_reported_at.is_some_and(|told| told >= windows::hold_end(payment).at);
                held && !taken && after_its_end && !self.may_have_released(payment)
            }
            _ => false,
        }
    }

    /// Whether a cancel of ours may have let the hold go.
    fn may_have_released(&self, payment: &Payment) -> bool {
        let without_effect = [Stage::Stopped, Stage::Refused, Stage::NeverPlaced];
        self.intents_to(Verb::Cancel, &payment.id).any(|cancel| !without_effect.contains(&cancel.stage))
    }

    /// The last capture of a hold, where Antom refused it for good and none was decided since. The hold goes on; what
    /// is to become of it is a person's to say.
    #[must_use]
    pub fn failed_capture<'a>(&'a self, hold: &'a Payment) -> Option<&'a Intent> {
        let last = self
            .intents_to(Verb::Capture, &hold.id)
            .filter(|intent| intent.stage != Stage::Stopped)
            .max_by_key(|intent| intent.requested.decided_on)?;
        (last.stage == Stage::Refused).then_some(last)
    }

    /// How much is held, in the currency of the order.
    ///
    /// # Errors
    /// [`AmountError`] where the sum is larger than any amount can be.
    pub fn held(&self) -> Result<Money, AmountError> {
        let currency = self.terms.amount.currency();
        self.held_payments()
            .map(|payment| payment.amount)
            .filter(|amount| amount.currency() == currency)
            .try_fold(Money::zero(currency), Money::checked_add)
    }

    /// Since when Antom has been expected to capture by itself; `None` where it is not.
    #[must_use]
    pub fn capturing_since(&self) -> Option<DateTime<Utc>> {
        let automatic = self.terms.capture_mode == CaptureMode::Automatic;
        self.held_payments().filter(|_| automatic).map(happened_at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::Step;
    use crate::outcome::Outcome;
    use crate::testing::{Story, sgd};

    #[test]
    fn a_manual_hold_is_a_persons_and_an_automatic_one_is_antoms() {
        for (mode, manual) in [(CaptureMode::Manual, 1), (CaptureMode::Automatic, 0)] {
            let mut story = Story::opened(mode);
            story.link("req-1");
            assert_eq!(story.order().held().unwrap().minor(), 0);
            story.minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
            let order = story.order();
            assert_eq!(order.held().unwrap(), order.terms.amount);
            assert_eq!(order.manual_holds().count(), manual);
            assert_eq!(order.capturing_since(), (manual == 0).then_some(story.now));
        }
    }

    #[test]
    fn a_capture_that_was_refused_is_told_until_another_one_is_decided() {
        let mut story = Story::opened(CaptureMode::Manual);
        story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
        let failed = |story: &Story| {
            let order = story.order();
            order.manual_holds().any(|hold| order.failed_capture(hold).is_some())
        };
        let next = |story: &Story| story.order().next_step(story.now).sentence;
        assert!(!failed(&story) && next(&story).contains("capture it before then"), "{}", next(&story));
        let capture = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
        story.step(Verb::Capture, capture, Step::Released).send(Verb::Capture, capture, 1);
        assert!(!failed(&story));
        story.answer(Verb::Capture, capture, Outcome::Failed, "PROCESS_FAIL");
        assert!(failed(&story));
        let told = next(&story);
        for part in ["refused the capture (PROCESS_FAIL)", "took nothing", "stays held until", "cancel"] {
            assert!(told.contains(part), "{told}");
        }
        let again = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
        assert!(!failed(&story));
        let stopped = Step::Stopped { why: "a slip".into(), code: None };
        story.step(Verb::Capture, again, stopped);
        assert!(failed(&story), "the one that was stopped changed nothing");
    }

    #[test]
    fn a_hold_that_ended_uncaptured_has_lapsed_and_one_that_was_released_has_not() {
        for released in [false, true] {
            let mut story = Story::opened(CaptureMode::Manual);
            story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
            if released {
                story.done(Verb::Cancel, "pay-1", sgd(4000));
            }
            assert_eq!(story.order().lapsed_holds().count(), 0);
            story.wait(chrono::TimeDelta::days(8)).answered("req-1", "pay-1", Status::Cancelled);
            assert_eq!(story.order().lapsed_holds().count(), usize::from(!released));
            let next = story.order().next_step(story.now).sentence;
            assert_eq!(
                next.contains("ended on") && next.contains("nothing was captured"),
                !released,
                "{next}"
            );
        }
    }

    #[test]
    fn a_hold_has_lapsed_when_antom_asked_after_its_end_shows_no_capture_and_a_wallet_was_never_held() {
        for (method, told, lapsed) in [
            ("CARD", Status::Success, 1),
            ("CARD", Status::Cancelled, 1),
            ("ALIPAY_CN", Status::Cancelled, 0),
        ] {
            let mut story = Story::opened(CaptureMode::Manual);
            story.link("req-1").paid("req-1", "pay-1", method, Status::Success);
            let said = crate::report::PaymentSaid {
                paid_at: None,
                ..story.wait(chrono::TimeDelta::days(8)).payment_said("pay-1", method, told)
            };
            story.report("req-1", crate::report::Said::Payment(Box::new(said)));
            assert_eq!(story.order().lapsed_holds().count(), lapsed, "{method}");
        }
    }

    #[test]
    fn a_hold_that_was_cancelled_elsewhere_in_time_has_not_lapsed_and_one_that_antom_would_not_release_has() {
        let held = || {
            let mut story = Story::opened(CaptureMode::Manual);
            story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
            story
        };
        let mut elsewhere = held();
        for days in [2, 8] {
            elsewhere.wait(chrono::TimeDelta::days(days)).answered("req-1", "pay-1", Status::Cancelled);
            assert_eq!(elsewhere.order().lapsed_holds().count(), 0, "asked again after {days} days");
        }
        let mut refused = held();
        let cancel = refused.intent(Verb::Cancel, "pay-1", sgd(4000), None);
        refused.step(Verb::Cancel, cancel, Step::Released).send(Verb::Cancel, cancel, 1);
        refused.answer(Verb::Cancel, cancel, Outcome::Failed, "PROCESS_FAIL");
        refused.wait(chrono::TimeDelta::days(8)).answered("req-1", "pay-1", Status::Cancelled);
        assert_eq!(refused.order().lapsed_holds().count(), 1);
    }

    #[test]
    fn what_is_being_captured_is_held_until_it_is() {
        let mut story = Story::opened(CaptureMode::Manual);
        story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
        let capture = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
        story.step(Verb::Capture, capture, Step::Released).send(Verb::Capture, capture, 1);
        assert_eq!(story.order().manual_holds().count(), 1);
        story.answer(Verb::Capture, capture, Outcome::Succeeded, "SUCCESS");
        assert_eq!(story.order().manual_holds().count(), 0);
        assert!(story.order().held().unwrap().is_zero());
    }
}
