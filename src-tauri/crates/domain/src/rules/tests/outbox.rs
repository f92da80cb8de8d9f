//! What is decided a second time, stopped, or sent again.

use super::*;
use crate::intent::Finding;
use crate::outcome::WhyUnknown;
use crate::windows::{UNSENT, waited_too_long};

#[test]
fn the_second_decision_does_not_count_the_intent_against_itself() {
    let mut story = captured();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    assert_eq!(code(&refund(&story, 1, None)), Some(RefusalCode::NothingLeft));
    assert!(decide_again(&story.order(), &intent, story.now).is_permitted());
}

#[test]
fn the_second_decision_sees_what_happened_meanwhile() {
    let mut story = captured();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    let record = transaction(TransactionKind::Refund, Status::Success, "theirs".into_operation(), sgd(1));
    story.report("req-1", Said::Refund { transaction: record });
    let again = decide_again(&story.order(), &intent, story.now);
    assert_eq!(code(&again), Some(RefusalCode::MoreThanAvailable));
}

#[test]
fn two_desks_that_both_spent_the_same_remainder_both_stop() {
    let mut story = captured();
    let one = story.intent(Verb::Refund, "pay-1", sgd(4000), Some("first desk"));
    let other = story.intent(Verb::Refund, "pay-1", sgd(4000), Some("second desk"));
    for intent in [one, other] {
        assert!(!decide_again(&story.order(), &intent, story.now).is_permitted());
    }
}

#[test]
fn only_what_waits_is_decided_again() {
    let mut story = captured();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    assert_eq!(code(&decide_again(&story.order(), &intent, story.now)), Some(RefusalCode::NotWaiting));
    assert_eq!(code(&stop(&story.order(), &intent)), Some(RefusalCode::NotWaiting));
}

fn lost_refund() -> (Story, IntentId) {
    let mut story = captured();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.minutes(1).step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    story.no_answer(Verb::Refund, intent);
    (story, intent)
}

#[test]
fn a_refund_without_an_answer_is_asked_about_not_sent_again() {
    let (story, intent) = lost_refund();
    assert_eq!(code(&send_again::decide(&story.order(), &intent, story.now)), Some(RefusalCode::NotProven));
}

#[test]
fn a_refund_that_never_arrived_is_sent_again_for_a_quarter_of_an_hour() {
    let (mut story, intent) = lost_refund();
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(intent) });
    story.wait(TimeDelta::minutes(15) - TimeDelta::seconds(1));
    assert!(send_again::decide(&story.order(), &intent, story.now).is_permitted());
    story.wait(TimeDelta::seconds(1));
    let refused = send_again::decide(&story.order(), &intent, story.now);
    let refusal = refused.refusal().unwrap();
    assert_eq!(refusal.code, RefusalCode::TooOld);
    assert_eq!(refusal.lift, Lift::Person("Mei, who decided it".into()));
    assert!(stop(&story.order(), &intent).is_permitted());
    assert!(!story.order().has_open_question(story.now), "there is nothing left to ask Antom");
}

#[test]
fn a_refund_that_never_arrived_is_not_sent_again_once_it_is_no_longer_permitted() {
    let (mut story, intent) = lost_refund();
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(intent) });
    let record = transaction(TransactionKind::Refund, Status::Success, "theirs".into_operation(), sgd(3500));
    story.report("req-1", Said::Refund { transaction: record });
    let again = send_again::decide(&story.order(), &intent, story.now);
    assert_eq!(code(&again), Some(RefusalCode::MoreThanAvailable));
}

#[test]
fn the_gateway_prescribes_the_repeat_after_two_codes_and_no_other() {
    for (code_said, permitted) in [
        ("UNKNOWN_EXCEPTION", true),
        ("REQUEST_TRAFFIC_EXCEED_LIMIT", true),
        ("REFUND_IN_PROCESS", false),
        ("SOMETHING_NEW", false),
    ] {
        let mut story = captured();
        let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
        story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
        story.answer(Verb::Refund, intent, Outcome::Unknown, code_said);
        let again = send_again::decide(&story.order(), &intent, story.now);
        assert_eq!(again.is_permitted(), permitted, "{code_said}");
    }
}

#[test]
fn a_cancel_is_repeated_three_times_and_then_it_is_supports_matter() {
    let mut story = wallet();
    let intent = story.intent(Verb::Cancel, "pay-1", sgd(4000), None);
    story.step(Verb::Cancel, intent, Step::Released);
    for attempt in 1..=3 {
        story.send(Verb::Cancel, intent, attempt).no_answer(Verb::Cancel, intent);
        assert!(send_again::decide(&story.order(), &intent, story.now).is_permitted(), "{attempt}");
    }
    story.send(Verb::Cancel, intent, 4).no_answer(Verb::Cancel, intent);
    let again = send_again::decide(&story.order(), &intent, story.now);
    assert_eq!(code(&again), Some(RefusalCode::RepeatsUsedUp));
}

#[test]
fn a_capture_found_never_to_have_arrived_may_be_sent_again() {
    let mut story = held();
    let intent = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
    story
        .step(Verb::Capture, intent, Step::Released)
        .send(Verb::Capture, intent, 1)
        .no_answer(Verb::Capture, intent);
    assert_eq!(code(&send_again::decide(&story.order(), &intent, story.now)), Some(RefusalCode::NotProven));
    story.found(Verb::Capture, intent, Finding::NeverPlaced);
    assert!(send_again::decide(&story.order(), &intent, story.now).is_permitted());
}

#[test]
fn a_later_refund_of_the_same_amount_does_not_stop_an_earlier_one() {
    let mut story = captured();
    let first = story.intent(Verb::Refund, "pay-1", sgd(500), None);
    let second = story.intent(Verb::Refund, "pay-1", sgd(500), Some("the second lamp"));
    for intent in [first, second] {
        let decision = refund::decide_again(&story.order(), &intent, story.now);
        assert!(decision.is_permitted(), "{:?}", decision.refusal());
    }
    story.step(Verb::Refund, second, Step::Released).send(Verb::Refund, second, 1);
    story.answer(Verb::Refund, second, Outcome::Succeeded, "SUCCESS");
    assert!(
        refund::decide_again(&story.order(), &first, story.now).is_permitted(),
        "nor when it was done first"
    );
}

#[test]
fn what_could_not_leave_within_an_hour_waits_for_a_person() {
    let mut story = captured();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    let due = story.now;
    story.step(Verb::Refund, intent, Step::Queued { not_before: due });
    let waited = |story: &Story| waited_too_long(story.order().intent(&intent).unwrap(), story.now);
    story.wait(UNSENT - TimeDelta::milliseconds(1));
    assert!(!waited(&story));
    story.wait(TimeDelta::milliseconds(1));
    assert!(waited(&story));
    assert!(stop(&story.order(), &intent).is_permitted());
    story.step(Verb::Refund, intent, Step::Released);
    assert!(waited(&story), "released by a process that died since");
    story.send(Verb::Refund, intent, 1);
    assert!(!waited(&story), "what left is asked about, however old it is");
}

#[test]
fn the_age_of_an_intent_counts_from_its_stop_window_and_not_from_a_clock_that_was_ahead() {
    let mut story = captured();
    let due = story.now;
    // No fact is older than the one before it, and that one was written by a clock half a day ahead.
    story.wait(TimeDelta::hours(12));
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, intent, Step::Queued { not_before: due });
    story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    story.no_answer(Verb::Refund, intent);
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(intent) });
    let at = |after: TimeDelta| send_again::decide(&story.order(), &intent, due + after);
    assert!(at(TimeDelta::minutes(14)).is_permitted());
    assert_eq!(code(&at(TimeDelta::hours(10))), Some(RefusalCode::TooOld));
}

#[test]
fn nothing_that_a_backup_brought_back_is_sent_again_by_itself() {
    for verb in [Verb::Refund, Verb::Cancel] {
        let mut story = if verb == Verb::Cancel { wallet() } else { captured() };
        let amount = if verb == Verb::Cancel { sgd(4000) } else { sgd(1000) };
        let intent = story.intent(verb, "pay-1", amount, None);
        let restored = Step::Unanswered { why: WhyUnknown::Restored, evidence: None };
        story.step(verb, intent, restored);
        assert_eq!(story.order().intent(&intent).unwrap().stage, Stage::Checking);
        let again = send_again::decide(&story.order(), &intent, story.now);
        assert!(!again.is_permitted(), "{verb:?} while it is asked about");
        story.found(verb, intent, Finding::NeverPlaced);
        let again = send_again::decide(&story.order(), &intent, story.now);
        assert_eq!(code(&again), Some(RefusalCode::TooOld), "{verb:?}");
        assert!(stop(&story.order(), &intent).is_permitted());
    }
}
