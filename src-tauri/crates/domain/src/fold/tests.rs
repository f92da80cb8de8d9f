#![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

mod records;
mod sessions;

use super::*;
use crate::fact::CaptureMode;
use crate::ids::{IntentId, OperationId, PaymentId};
use crate::intent::{Finding, Stage, Step, Verb};
use crate::order::{HoldEnd, SessionStage};
use crate::outcome::{Outcome, Verdict, WhyUnknown};
use crate::report::{Said, Status, TransactionKind};
use crate::testing::story::{operation_of, transaction};
use crate::testing::{Story, arbitrary_deeds, arbitrary_history, arbitrary_soup, play, sgd};
use crate::word::StateWord;
use proptest::prelude::*;

fn wallet() -> Story {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    story
}

/// A refund of SGD 10.00 that was sent once and has no answer.
fn refund_that_left(story: &mut Story) -> IntentId {
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    intent
}

fn id() -> PaymentId {
    "pay-1".into()
}

#[test]
fn facts_of_no_order_or_of_two_are_refused() {
    let refused = |facts: &[Fact]| fold(facts).unwrap_err().code();
    assert_eq!(refused(&[]), "no-facts");
    let mut facts = wallet().facts;
    let other = OrderId(uuid::Uuid::from_u128(1));
    facts[1].order = Some(other);
    assert_eq!(refused(&facts), "orders-mixed");
    facts[1].order = None;
    assert_eq!(refused(&facts), "fact-without-order");
    assert_eq!(refused(&wallet().facts[1..]), "order-not-opened");
}

#[test]
fn an_order_keeps_its_notes_oldest_first_and_that_its_buyer_was_forgotten() {
    let mut story = wallet();
    assert!(story.order().notes.is_empty() && !story.order().forgotten);
    let notes = [1, 2].map(|byte| crate::digest::Digest([byte; 32]));
    story.push(Body::OrderNoted { note: notes[0] }).minutes(1).push(Body::OrderNoted { note: notes[1] });
    story.push(Body::BuyerForgotten { reason: None });
    assert_eq!(story.order().notes, notes);
    assert!(story.order().forgotten);
}

#[test]
fn the_version_counts_facts_and_a_fact_given_twice_counts_once() {
    let story = wallet();
    let twice: Vec<Fact> = story.facts.iter().chain(&story.facts).cloned().collect();
    assert_eq!(fold(&twice).unwrap(), story.order());
    assert_eq!(story.order().version, 5);
}

#[test]
fn an_unsigned_report_changes_nothing() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    let said = story.payment_said("pay-1", "ALIPAY_CN", Status::Success);
    let evidence = story.forged();
    story.push(Body::PaymentReported(Box::new(crate::report::Report {
        request: "req-1".into(),
        source: crate::report::Source::Notification,
        evidence,
        said: Said::Payment(Box::new(said)),
    })));
    assert_eq!(story.order().payments().count(), 0);
}

#[test]
fn of_two_statuses_the_weightier_stays_whichever_comes_first() {
    let words =
        [Status::Other("NEW".into()), Status::Processing, Status::Fail, Status::Success, Status::Cancelled];
    for (a, first) in words.iter().enumerate() {
        for (b, second) in words.iter().enumerate() {
            let mut story = Story::opened(CaptureMode::Automatic);
            story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", first.clone());
            story.minutes(1).paid("req-1", "pay-1", "ALIPAY_CN", second.clone());
            assert_eq!(
                story.order().payment(&id()).unwrap().status,
                words[a.max(b)],
                "{first:?} then {second:?}"
            );
        }
    }
}

#[test]
fn an_answered_refund_is_refunded_and_is_not_counted_again_when_it_is_reported() {
    let mut story = wallet();
    let intent = story.done(Verb::Refund, "pay-1", sgd(1200));
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.refunded, book.available), (sgd(1200), sgd(2800)));
    let record = transaction(TransactionKind::Refund, Status::Success, operation_of(intent), sgd(1200));
    story.report("req-1", Said::Refund { transaction: record.clone() });
    story.listed("req-1", "pay-1", record);
    assert_eq!(story.order().book(&id()).unwrap(), book);
}

#[test]
fn an_operation_moves_when_it_is_sent_or_stands_elsewhere_and_not_when_the_same_is_told_again() {
    let mut story = wallet();
    let refund = refund_that_left(&mut story);
    let moved = |story: &Story| story.order().intents[0].moved_at == story.now;
    assert!(moved(&story));
    story.minutes(1).send(Verb::Refund, refund, 2);
    assert!(moved(&story), "it was sent again");
    story.minutes(1).no_answer(Verb::Refund, refund);
    assert!(moved(&story), "nobody answered");
    story.minutes(1).no_answer(Verb::Refund, refund);
    assert!(!moved(&story), "which was known");
}

#[test]
fn proof_that_nothing_arrived_ends_the_doubt_about_earlier_sendings() {
    let mut story = wallet();
    let refund = refund_that_left(&mut story);
    story.no_answer(Verb::Refund, refund).send(Verb::Refund, refund, 2).no_answer(Verb::Refund, refund);
    assert!(story.order().intents[0].in_doubt);
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(refund) });
    story.send(Verb::Refund, refund, 3).answer(Verb::Refund, refund, Outcome::Failed, "PROCESS_FAIL");
    assert_eq!(story.order().intents[0].stage, Stage::Refused);
}

#[test]
fn a_hold_whose_end_antom_did_not_tell_is_taken_to_last_seven_days_and_nothing_else_is_held() {
    let end = |method: &str, status: Status, told| {
        let mut story = Story::opened(CaptureMode::Manual);
        story.link("req-1");
        let said =
            crate::report::PaymentSaid { hold_ends_at: told, ..story.payment_said("pay-1", method, status) };
        story.report("req-1", Said::Payment(Box::new(said)));
        story.order().payment(&id()).unwrap().hold_ends_at
    };
    let paid = Story::opened(CaptureMode::Manual).now;
    let seven = paid + chrono::TimeDelta::days(7);
    assert_eq!(end("CARD", Status::Success, None), Some(HoldEnd { at: seven, estimated: true }));
    let told = paid + chrono::TimeDelta::days(5);
    assert_eq!(end("CARD", Status::Success, Some(told)), Some(HoldEnd { at: told, estimated: false }));
    assert_eq!(end("CARD", Status::Processing, None), None);
    assert_eq!(end("ALIPAY_CN", Status::Success, None), None);
}

#[test]
fn a_hold_without_a_time_of_antoms_ends_seven_days_after_it_was_asked_for_and_not_after_it_was_heard_of() {
    let mut story = Story::opened(CaptureMode::Manual);
    let asked = story.now;
    story.link("req-1").wait(chrono::TimeDelta::days(2));
    let silent = story.payment_said("pay-1", "CARD", Status::Success);
    let silent = crate::report::PaymentSaid { paid_at: None, created_at: None, ..silent };
    story.report("req-1", Said::Payment(Box::new(silent)));
    let end = HoldEnd { at: asked + chrono::TimeDelta::days(7), estimated: true };
    assert_eq!(story.order().payment(&id()).unwrap().hold_ends_at, Some(end));
}

#[test]
fn a_payment_whose_method_antom_does_not_name_has_the_only_one_that_was_offered_here() {
    let method = |imported: bool| {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.terms().methods = vec!["GCASH".into()];
        if imported {
            let terms = story.terms().clone();
            story.facts[0].body = Body::OrderImported(Box::new(terms));
        }
        story.link("req-1");
        let said = crate::report::PaymentSaid {
            method: None,
            ..story.payment_said("pay-1", "GCASH", Status::Success)
        };
        story.report("req-1", Said::Payment(Box::new(said)));
        story.order().payment(&id()).unwrap().method.clone()
    };
    assert_eq!(method(false).as_deref(), Some("GCASH"));
    assert_eq!(method(true), None, "nobody here offered anything");
}

#[test]
fn a_queued_refund_lowers_what_is_available_and_a_stopped_one_gives_it_back() {
    let mut story = wallet();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.queued, book.available), (sgd(4000), sgd(0)));
    story.step(Verb::Refund, intent, Step::Stopped { why: "a slip".into(), code: None });
    assert_eq!(story.order().book(&id()).unwrap().available, sgd(4000));
    assert_eq!(story.order().intents[0].stopped.as_deref(), Some("a slip"));
}

#[test]
fn an_answer_whose_signature_failed_leaves_the_refund_pending() {
    let mut story = wallet();
    let intent = refund_that_left(&mut story);
    for outcome in [Outcome::Succeeded, Outcome::Failed] {
        let verdict = Verdict { outcome, code: "X".into(), message: String::new() };
        let evidence = story.forged();
        story.step(Verb::Refund, intent, Step::Answered { verdict, transaction: None, evidence });
        let order = story.order();
        assert_eq!(order.intents[0].stage, Stage::Checking);
        assert_eq!(order.intents[0].verdict, None);
        assert_eq!(order.book(&id()).unwrap().pending, sgd(1000));
    }
}

#[test]
fn a_refusal_of_the_repeat_is_no_proof_about_the_first_sending() {
    let mut story = wallet();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story
        .step(Verb::Refund, intent, Step::Released)
        .send(Verb::Refund, intent, 1)
        .no_answer(Verb::Refund, intent);
    story.send(Verb::Refund, intent, 2).answer(
        Verb::Refund,
        intent,
        Outcome::Failed,
        "REPEAT_REQ_INCONSISTENT",
    );
    assert_eq!(story.order().intents[0].stage, Stage::Checking);
    story.send(Verb::Refund, intent, 3).answer(Verb::Refund, intent, Outcome::Failed, "REFUND_WINDOW_EXCEED");
    assert_eq!(story.order().intents[0].stage, Stage::Refused);
}

#[test]
fn after_proof_that_nothing_arrived_a_refusal_of_the_repeat_is_a_refusal() {
    let mut story = wallet();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story
        .step(Verb::Refund, intent, Step::Released)
        .send(Verb::Refund, intent, 1)
        .no_answer(Verb::Refund, intent);
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(intent) });
    assert_eq!(story.order().intents[0].stage, Stage::NeverPlaced);
    story.send(Verb::Refund, intent, 2).answer(Verb::Refund, intent, Outcome::Failed, "PROCESS_FAIL");
    assert_eq!(story.order().intents[0].stage, Stage::Refused);
    assert_eq!(story.order().book(&id()).unwrap().available, sgd(4000));
}

#[test]
fn a_signed_success_wins_even_after_a_refusal() {
    let mut story = wallet();
    let intent = refund_that_left(&mut story);
    story.answer(Verb::Refund, intent, Outcome::Failed, "PROCESS_FAIL");
    assert_eq!(story.order().intents[0].stage, Stage::Refused);
    let record = transaction(TransactionKind::Refund, Status::Success, operation_of(intent), sgd(1000));
    story.report("req-1", Said::Refund { transaction: record });
    assert_eq!(story.order().intents[0].stage, Stage::Done);
    assert_eq!(story.order().book(&id()).unwrap().refunded, sgd(1000));
}

#[test]
fn a_refund_that_failed_at_antom_is_not_under_way_again_by_an_answer_that_was_read_too_late() {
    let mut story = wallet();
    let intent = refund_that_left(&mut story);
    let record = |status| Said::Refund {
        transaction: transaction(TransactionKind::Refund, status, operation_of(intent), sgd(1000)),
    };
    story.report("req-1", record(Status::Fail)).minutes(1).report("req-1", record(Status::Processing));
    let order = story.order();
    assert_eq!(order.intents[0].stage, Stage::Refused);
    assert_eq!(order.book(&id()).unwrap().available, sgd(4000));
}

#[test]
fn a_refund_that_was_refused_and_is_under_way_at_antom_all_the_same_keeps_the_money_until_it_ends() {
    let mut story = wallet();
    let intent = refund_that_left(&mut story);
    story.answer(Verb::Refund, intent, Outcome::Failed, "PROCESS_FAIL");
    for (status, stage) in [(Status::Processing, Stage::Checking), (Status::Fail, Stage::Refused)] {
        let record = transaction(TransactionKind::Refund, status, operation_of(intent), sgd(1000));
        story.minutes(1).report("req-1", Said::Refund { transaction: record });
        assert_eq!(story.order().intents[0].stage, stage);
    }
}

#[test]
fn a_status_of_cancelled_settles_a_cancel_that_was_not_answered() {
    let mut story = wallet();
    let intent = story.intent(Verb::Cancel, "pay-1", sgd(4000), None);
    story
        .step(Verb::Cancel, intent, Step::Released)
        .send(Verb::Cancel, intent, 1)
        .no_answer(Verb::Cancel, intent);
    assert_eq!(story.order().word(story.now), StateWord::CheckingWithAntom);
    story.minutes(1).paid("req-1", "pay-1", "ALIPAY_CN", Status::Cancelled);
    let order = story.order();
    assert_eq!(order.intents[0].stage, Stage::Done);
    assert_eq!(order.word(story.now), StateWord::Cancelled);
    assert_eq!(order.book(&id()).unwrap().available, sgd(0));
}

#[test]
fn a_cancel_that_succeeded_stays_cancelled_when_a_late_success_is_reported() {
    let mut story = wallet();
    story.done(Verb::Cancel, "pay-1", sgd(4000));
    story.minutes(1).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    assert_eq!(story.order().word(story.now), StateWord::Cancelled);
}

#[test]
fn a_capture_that_was_heard_of_before_the_payment_is_not_lost() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    let record =
        transaction(TransactionKind::Capture, Status::Success, OperationId("req-1".into()), sgd(4000));
    story.report("req-1", Said::Capture { payment: id(), transaction: record });
    story.minutes(1).paid("req-1", "pay-1", "CARD", Status::Success);
    assert_eq!(story.order().word(story.now), StateWord::Captured);
}

#[test]
fn a_capture_told_under_another_request_id_is_known_by_antoms_own_id_and_never_takes_more_than_was_held() {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    let intent = story.done(Verb::Capture, "pay-1", sgd(4000));
    let mut record =
        transaction(TransactionKind::Capture, Status::Success, OperationId(String::new()), sgd(4000));
    record.id = Some(format!("tx-{}", operation_of(intent)));
    story.report("req-1", Said::Capture { payment: id(), transaction: record.clone() });
    assert_eq!(story.order().payment(&id()).unwrap().captures.len(), 1);
    record.id = Some("another".into());
    story.report("req-1", Said::Capture { payment: id(), transaction: record });
    assert_eq!(story.order().book(&id()).unwrap().taken, sgd(4000));
}

#[test]
fn a_step_of_an_intent_that_nobody_decided_is_passed_over() {
    let mut story = wallet();
    let before = story.order();
    let stranger = crate::ids::IntentId(uuid::Uuid::from_u128(99));
    story.answer(Verb::Refund, stranger, Outcome::Succeeded, "SUCCESS");
    let after = story.order();
    assert_eq!((after.intents.len(), after.book(&id())), (0, before.book(&id())));
}

#[test]
fn a_step_told_by_a_desk_whose_clock_runs_behind_is_not_lost() {
    let mut story = wallet();
    let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.desk = 1;
    story.minutes(-30);
    story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    story.found(Verb::Refund, intent, Finding::Done { transaction: None });
    assert_eq!(story.order().intents[0].stage, Stage::Done);
}

proptest! {
    #![proptest_config(crate::testing::at_most(128))]

    #[test]
    fn any_interleaving_of_the_same_facts_is_the_same_order(
        facts in arbitrary_soup().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
    ) {
        let (told, shuffled) = facts;
        prop_assert_eq!(fold(&told), fold(&shuffled));
    }

    #[test]
    fn histories_of_several_desks_merge_to_the_same_order_in_any_sequence(
        facts in arbitrary_history().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
    ) {
        let (told, shuffled) = facts;
        prop_assert_eq!(fold(&told), fold(&shuffled));
    }

    #[test]
    fn nothing_panics_on_any_combination_of_facts(facts in arbitrary_soup(), minute in 0_i64..20_000) {
        let order = fold(&facts).unwrap();
        let now = order.opened_at + chrono::TimeDelta::minutes(minute);
        let _ = (order.word(now), order.side_note(now), order.next_step(now), order.expires_at());
        let _ = (order.badges(now), order.deadlines(now), order.has_open_question(now), order.paid_although_closed());
        for payment in order.payments() {
            let book = order.book(&payment.id).unwrap();
            prop_assert!(book.available.minor() <= book.taken.minor());
            let policy = crate::rules::Policy::default();
            let _ = crate::rules::refund::decide(&order, &payment.id, sgd(1), None, &policy, now);
            let _ = crate::rules::capture::decide(&order, &payment.id, &policy, now);
            let _ = crate::rules::advice::cancel_or_refund(&order, &payment.id, now);
        }
        for intent in &order.intents {
            let _ = crate::rules::decide_again(&order, &intent.id, now);
            let _ = crate::rules::send_again::decide(&order, &intent.id, now);
        }
    }

    #[test]
    fn the_word_becomes_expired_at_exactly_the_moment_that_is_foretold(
        facts in arbitrary_soup(), minute in -20_000_i64..20_000,
    ) {
        let order = fold(&facts).unwrap();
        let instant = chrono::TimeDelta::nanoseconds(1);
        let around = order.expires_at().into_iter().flat_map(|at| [at - instant, at]);
        let anywhere = order.opened_at + chrono::TimeDelta::minutes(minute);
        for now in around.chain([anywhere, order.opened_at, order.moved_at]) {
            let expired = order.expires_at().is_some_and(|at| at <= now);
            let foretold = if expired { StateWord::Expired } else { order.word_before_expiry() };
            prop_assert_eq!(order.word(now), foretold, "at {}", now);
        }
    }

    #[test]
    fn no_word_but_expired_comes_by_the_mere_passing_of_time(
        facts in arbitrary_soup(), one in 0_i64..20_000, other in 0_i64..20_000,
    ) {
        let order = fold(&facts).unwrap();
        let at = |minute: i64| order.word(order.opened_at + chrono::TimeDelta::minutes(minute));
        let (earlier, later) = (at(one.min(other)), at(one.max(other)));
        prop_assert!(earlier == later || later == StateWord::Expired);
    }

    #[test]
    fn whatever_is_lost_forged_or_repeated_no_more_goes_back_than_was_taken((mode, deeds) in arbitrary_deeds()) {
        let mut story = Story::opened(mode);
        for deed in &deeds {
            story.act(*deed);
            for truth in &story.truth {
                prop_assert!(truth.refunded() <= truth.taken().max(truth.said.amount.minor()), "{:?}", deed);
                prop_assert!(truth.refunds.is_empty() || truth.refunded() <= truth.taken(), "{:?}: {:?}", deed, truth);
            }
            let order = story.order();
            for payment in order.payments() {
                let book = order.book(&payment.id).unwrap();
                let spoken_for = book.refunded.minor() + book.pending.minor() + book.queued.minor();
                prop_assert!(spoken_for <= book.taken.minor(), "{:?}: {:?}", deed, book);
                prop_assert!(book.taken.minor() <= book.authorised.minor());
                prop_assert_eq!(book.available.minor(), book.taken.minor() - spoken_for);
            }
        }
    }

    #[test]
    fn what_antom_really_refunded_is_never_counted_as_free((mode, deeds) in arbitrary_deeds()) {
        let story = play(mode, &deeds);
        let order = story.order();
        for truth in story.truth.iter().filter(|truth| !truth.cancelled) {
            let Some(book) = order.book(&truth.said.payment) else { continue };
            if book.taken.is_zero() { continue }
            prop_assert!(book.available.minor() <= truth.taken() - truth.refunded(), "{:?} {:?}", book, truth);
        }
    }
}

#[test]
fn a_session_that_may_have_begun_late_is_asked_about_for_its_whole_life_after_it_was_given_up() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.requested("req-1").sent("req-1").wait(chrono::TimeDelta::hours(14));
    // Heard before it was given up, and long after it was asked to end: it need not have arrived by then.
    story.report("req-1", Said::NothingSubmitted);
    let unanswered = Body::SessionUnanswered {
        request: "req-1".into(),
        why: crate::outcome::WhyUnknown::Interrupted,
        verdict: None,
        evidence: None,
    };
    let given_up = story.now;
    story.push(unanswered);
    let session = &story.order().sessions[0];
    assert_eq!(session.ends_at, given_up + session.life);
    assert!(!session.is_proven_dead());
    story.wait(chrono::TimeDelta::minutes(76)).report("req-1", Said::NothingSubmitted);
    assert!(story.order().sessions[0].is_proven_dead());
}
