//! What undoes a payment, what is said of it, and what stands in the way.

use super::*;
use crate::intent::Finding;

/// Something is decided and sent.
fn sent(story: &mut Story, verb: Verb, amount: money::Money) -> IntentId {
    let intent = story.intent(verb, "pay-1", amount, Some("came back broken"));
    story.minutes(2).step(verb, intent, Step::Released).send(verb, intent, 1);
    intent
}

/// Antom says of what was sent that it happened, without a record of it yet.
fn done_without_a_record(story: &mut Story, verb: Verb, amount: money::Money) {
    let intent = sent(story, verb, amount);
    story.found(verb, intent, Finding::Done { transaction: None });
}

/// Antom refused what was sent.
fn refused(story: &mut Story, verb: Verb, amount: money::Money) {
    let intent = sent(story, verb, amount);
    story.answer(verb, intent, Outcome::Failed, "PROCESS_FAIL");
}

#[test]
fn what_was_captured_is_not_cancelled_also_where_antom_has_no_record_of_it_yet() {
    let mut story = held();
    done_without_a_record(&mut story, Verb::Capture, sgd(4000));
    assert_eq!(code(&cancel(&story)), Some(RefusalCode::AlreadyCaptured));
}

#[test]
fn a_capture_that_antom_refused_leaves_the_hold_to_be_cancelled() {
    let mut story = held();
    refused(&mut story, Verb::Capture, sgd(4000));
    assert!(cancel(&story).is_permitted());
}

#[test]
fn what_was_refunded_is_not_cancelled_also_where_antom_has_no_record_of_it_yet() {
    let mut story = wallet();
    done_without_a_record(&mut story, Verb::Refund, sgd(1000));
    assert_eq!(code(&cancel(&story)), Some(RefusalCode::AlreadyRefunded));
}

#[test]
fn a_refund_that_antom_refused_leaves_the_payment_to_be_cancelled() {
    let mut story = wallet();
    refused(&mut story, Verb::Refund, sgd(1000));
    assert!(cancel(&story).is_permitted());
}

#[test]
fn of_a_hold_a_cancel_says_that_nothing_was_taken_and_of_a_payment_that_all_goes_back() {
    let told = |story: &Story| cancel(story).permitted().unwrap().consequence;
    assert_eq!(
        told(&held()),
        format!("The hold of {} is released; nothing was taken. This is final.", sgd(4000))
    );
    assert_eq!(told(&wallet()), format!("The buyer gets the whole {} back. This is final.", sgd(4000)));
}

#[test]
fn where_neither_is_possible_advice_says_why_of_each_unless_it_is_one_reason() {
    let why = |story: &Story| {
        let advice = cancel_or_refund(&story.order(), &id(), story.now);
        assert_eq!(advice.right_now, Way::Neither);
        advice.why
    };
    // Nothing is left to refund, which is no reason of its own.
    let mut all = wallet();
    all.done(Verb::Refund, "pay-1", sgd(4000));
    assert_eq!(why(&all), format!("all of {} was refunded already, so nothing is left to cancel", sgd(4000)));
    // One reason keeps both from being done.
    let mut failed = Story::opened(CaptureMode::Automatic);
    failed.link("req-1").minutes(5).paid("req-1", "pay-1", "ALIPAY_CN", Status::Fail);
    let once = why(&failed);
    assert!(!once.contains("and of"), "{once}");
    // Two reasons are told.
    let mut late = paid_by("BANKAPP_BBL", CaptureMode::Automatic);
    late.minutes(60);
    let both = why(&late);
    assert!(both.contains(&format!("; and of {}: ", sgd(4000))), "{both}");
}
