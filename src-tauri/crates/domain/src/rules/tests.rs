#![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

mod cancels;
mod counter;
mod links;
mod one_payment;
mod outbox;
mod profiles;
mod shipping;

use super::*;
use crate::fact::CaptureMode;
use crate::intent::Step;
use crate::outcome::Outcome;
use crate::report::{Said, Status, TransactionKind};
use crate::rules::advice::{Way, cancel_or_refund};
use crate::testing::story::{operation_of, transaction};
use crate::testing::{Story, arbitrary_history, at, sgd};
use chrono::TimeDelta;
use proptest::prelude::*;

fn policy() -> Policy {
    Policy::default()
}

fn id() -> PaymentId {
    "pay-1".into()
}

fn paid_by(method: &str, mode: CaptureMode) -> Story {
    let mut story = Story::opened(mode);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", method, Status::Success);
    story
}

fn held() -> Story {
    paid_by("CARD", CaptureMode::Manual)
}

fn captured() -> Story {
    let mut story = held();
    story.done(Verb::Capture, "pay-1", sgd(4000));
    story
}

fn wallet() -> Story {
    paid_by("ALIPAY_CN", CaptureMode::Automatic)
}

fn refund(story: &Story, cents: u64, reason: Option<&str>) -> Decision<Permit> {
    refund::decide(&story.order(), &id(), sgd(cents), reason, &policy(), story.now)
}

fn capture(story: &Story) -> Decision<Permit> {
    capture::decide(&story.order(), &id(), &policy(), story.now)
}

fn cancel(story: &Story) -> Decision<Permit> {
    cancel::decide(&story.order(), &id(), &policy(), story.now)
}

fn code<P>(decision: &Decision<P>) -> Option<RefusalCode> {
    decision.refusal().map(|refusal| refusal.code)
}

/// One payment state, and what each verb answers to it.
type Row = (&'static str, fn() -> Story, Option<RefusalCode>, Option<RefusalCode>, Option<RefusalCode>);

#[test]
fn every_verb_answers_every_state_of_a_payment_as_the_table_says() {
    use RefusalCode as R;
    let table: &[Row] = &[
        // state, how it came about, capture, cancel, refund
        (
            "a link nobody opened",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                s.link("req-1");
                s
            },
            Some(R::NothingSubmitted),
            Some(R::NothingSubmitted),
            Some(R::NothingSubmitted),
        ),
        (
            "being paid",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                s.link("req-1").paid("req-1", "pay-1", "CARD", Status::Processing);
                s
            },
            Some(R::NotPaidYet),
            None,
            Some(R::NotPaidYet),
        ),
        (
            "pending for days",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                s.link("req-1").paid("req-1", "pay-1", "SOFORT", Status::Pending);
                s
            },
            Some(R::NotPaidYet),
            None,
            Some(R::NotPaidYet),
        ),
        (
            "an unknown word",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                s.link("req-1").paid("req-1", "pay-1", "CARD", Status::Other("NEW".into()));
                s
            },
            Some(R::StatusUnknown),
            Some(R::StatusUnknown),
            Some(R::StatusUnknown),
        ),
        (
            "failed",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                s.link("req-1").paid("req-1", "pay-1", "CARD", Status::Fail);
                s
            },
            Some(R::PaymentFailed),
            Some(R::PaymentFailed),
            Some(R::PaymentFailed),
        ),
        (
            "cancelled",
            || {
                let mut s = wallet();
                s.done(Verb::Cancel, "pay-1", sgd(4000));
                s
            },
            Some(R::PaymentCancelled),
            Some(R::PaymentCancelled),
            Some(R::PaymentCancelled),
        ),
        ("held, manual", held, None, None, Some(R::NothingTaken)),
        (
            "held, automatic",
            || paid_by("CARD", CaptureMode::Automatic),
            Some(R::CaptureIsAutomatic),
            None,
            Some(R::NothingTaken),
        ),
        (
            "capture queued",
            || {
                let mut s = held();
                s.intent(Verb::Capture, "pay-1", sgd(4000), None);
                s
            },
            Some(R::CaptureOpen),
            Some(R::CaptureOpen),
            Some(R::CaptureOpen),
        ),
        ("captured", captured, Some(R::AlreadyCaptured), Some(R::AlreadyCaptured), None),
        ("paid by wallet", wallet, Some(R::NothingToCapture), None, None),
        (
            "cancel queued",
            || {
                let mut s = wallet();
                s.intent(Verb::Cancel, "pay-1", sgd(4000), None);
                s
            },
            Some(R::NothingToCapture),
            Some(R::CancelOpen),
            Some(R::CancelOpen),
        ),
        (
            "cancel of a hold queued",
            || {
                let mut s = held();
                s.intent(Verb::Cancel, "pay-1", sgd(4000), None);
                s
            },
            Some(R::CancelOpen),
            Some(R::CancelOpen),
            Some(R::CancelOpen),
        ),
        (
            "refund queued",
            || {
                let mut s = wallet();
                s.intent(Verb::Refund, "pay-1", sgd(1000), None);
                s
            },
            Some(R::NothingToCapture),
            Some(R::RefundOpen),
            None,
        ),
        (
            "part-refunded",
            || {
                let mut s = wallet();
                s.done(Verb::Refund, "pay-1", sgd(1000));
                s
            },
            Some(R::NothingToCapture),
            Some(R::AlreadyRefunded),
            None,
        ),
        (
            "refunded",
            || {
                let mut s = wallet();
                s.done(Verb::Refund, "pay-1", sgd(4000));
                s
            },
            Some(R::NothingToCapture),
            Some(R::AlreadyRefunded),
            Some(R::NothingLeft),
        ),
        (
            "hold over",
            || {
                let mut s = held();
                s.wait(TimeDelta::days(7));
                s
            },
            Some(R::HoldEnded),
            Some(R::CancelWindowOver),
            Some(R::NothingTaken),
        ),
        (
            "paid long ago",
            || {
                let mut s = wallet();
                s.wait(TimeDelta::days(365));
                s
            },
            Some(R::NothingToCapture),
            Some(R::CancelWindowOver),
            Some(R::RefundWindowOver),
        ),
        (
            "paid at a Thai bank",
            || {
                let mut s = Story::opened(CaptureMode::Manual);
                thai(&mut s);
                s
            },
            Some(R::NothingToCapture),
            Some(R::CancelWindowOver),
            Some(R::CurrencyDiffers),
        ),
        (
            "paid by JKOPay",
            || paid_by("JKOPAY", CaptureMode::Automatic),
            Some(R::NothingToCapture),
            Some(R::CancelNotOffered),
            None,
        ),
        (
            "paid at a till",
            || paid_by("KONBINI", CaptureMode::Automatic),
            Some(R::NothingToCapture),
            None,
            Some(R::RefundsNotOffered),
        ),
    ];
    for (state, story, captures, cancels, refunds) in table {
        let story = story();
        assert_eq!(code(&capture(&story)), *captures, "capture of: {state}");
        assert_eq!(code(&cancel(&story)), *cancels, "cancel of: {state}");
        assert_eq!(code(&refund(&story, 1200, None)), *refunds, "refund of: {state}");
    }
}

fn thai(story: &mut Story) {
    let mut said = story.payment_said("pay-1", "BANKAPP_KTB", Status::Success);
    said.amount = money::Money::from_wire("THB", "4000").unwrap();
    story.link("req-1").report("req-1", Said::Payment(Box::new(said)));
}

#[test]
fn a_refund_says_what_goes_back_and_what_stays() {
    let permit = refund(&captured(), 1200, None).permitted().unwrap();
    assert_eq!(permit.sentence, "Refund SGD 12.00 of SGD 40.00 to the buyer of order A-1001");
    assert_eq!(permit.book_after.available, sgd(2800));
    assert_eq!(permit.book_after.refunded, sgd(1200));
    assert!(permit.consequence.contains("SGD 28.00 stays refundable"), "{}", permit.consequence);
    assert_eq!(permit.decided_on, captured().order().version);
}

#[test]
fn a_refund_never_exceeds_what_was_captured_less_what_is_refunded_pending_or_queued() {
    let mut story = captured();
    story.done(Verb::Refund, "pay-1", sgd(1000));
    let pending = story.intent(Verb::Refund, "pay-1", sgd(900), None);
    story
        .step(Verb::Refund, pending, Step::Released)
        .send(Verb::Refund, pending, 1)
        .no_answer(Verb::Refund, pending);
    story.intent(Verb::Refund, "pay-1", sgd(800), None);
    assert!(refund(&story, 1300, None).is_permitted());
    let refused = refund(&story, 1301, None);
    let refusal = refused.refusal().unwrap();
    assert_eq!(refusal.code, RefusalCode::MoreThanAvailable);
    assert!(refusal.reason.contains("SGD 13.00 is available"), "{refusal}");
    assert!(matches!(&refusal.lift, Lift::Act(what) if what.contains("SGD 17.00")), "{:?}", refusal.lift);
}

#[test]
fn the_same_amount_within_a_day_needs_a_written_reason() {
    let mut story = captured();
    story.done(Verb::Refund, "pay-1", sgd(1000));
    story.wait(TimeDelta::hours(24) - TimeDelta::seconds(1));
    for reason in [None, Some(""), Some(" a b "), Some("\u{3000}")] {
        assert_eq!(code(&refund(&story, 1000, reason)), Some(RefusalCode::ReasonNeeded), "{reason:?}");
    }
    assert!(refund(&story, 1000, Some("two lamps broke")).is_permitted());
    assert!(refund(&story, 1001, None).is_permitted());
    story.wait(TimeDelta::seconds(1));
    assert!(refund(&story, 1000, None).is_permitted());
}

#[test]
fn the_reason_of_the_first_says_nothing_of_why_there_is_a_second_one() {
    let mut story = captured();
    story.intent(Verb::Refund, "pay-1", sgd(1000), Some("One lamp broke"));
    for again in ["One lamp broke", " one  LAMP broke. ", "One lamp: broke!"] {
        let refused = refund(&story, 1000, Some(again));
        assert_eq!(code(&refused), Some(RefusalCode::ReasonRepeated), "{again}");
        assert!(refused.refusal().unwrap().lift.to_string().contains("why there is a second one"));
    }
    assert!(refund(&story, 1000, Some("Another lamp broke")).is_permitted());
    assert!(refund(&story, 1001, Some("One lamp broke")).is_permitted(), "another amount");
    story.intent(Verb::Refund, "pay-1", sgd(1000), Some("Another lamp broke"));
    assert_eq!(code(&refund(&story, 1000, Some("Another lamp broke"))), Some(RefusalCode::ReasonRepeated));
    story.wait(TimeDelta::hours(24));
    assert!(refund(&story, 1000, Some("One lamp broke")).is_permitted());
}

#[test]
fn only_a_refund_that_has_not_left_is_said_to_be_stopped() {
    let mut story = captured();
    let first = story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    let told = |story: &Story| refund(story, 500, None).refusal().unwrap().lift.to_string();
    assert!(told(&story).contains("or stop the one of SGD 40.00 that has not left"), "{}", told(&story));
    story.step(Verb::Refund, first, Step::Released).send(Verb::Refund, first, 1);
    assert!(told(&story).contains("wait until") && !told(&story).contains("stop"), "{}", told(&story));
}

#[test]
fn what_went_back_whole_is_neither_cancelled_nor_said_to_be_refunded_instead() {
    for mut story in [wallet(), captured()] {
        story.done(Verb::Refund, "pay-1", sgd(4000));
        let refused = cancel(&story);
        let refusal = refused.refusal().unwrap();
        assert_eq!(refusal.code, RefusalCode::AlreadyRefunded);
        assert!(!refusal.lift.to_string().contains("instead"), "{}", refusal.lift);
        assert!(refusal.reason.contains("all of SGD 40.00"), "{refusal}");
    }
    let mut story = captured();
    let pending = story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    story.step(Verb::Refund, pending, Step::Released).send(Verb::Refund, pending, 1);
    let lift = cancel(&story).refusal().unwrap().lift.to_string();
    assert!(lift.contains("wait until its refunds are settled"), "{lift}");
}

#[test]
fn what_antom_captures_by_itself_needs_nothing_done() {
    let mut story = paid_by("CARD", CaptureMode::Automatic);
    let told = |story: &Story| {
        let refused = capture(story);
        let refusal = refused.refusal().unwrap().clone();
        (refusal.code, format!("{refusal}; {}", refusal.lift))
    };
    let (code, before) = told(&story);
    assert_eq!(code, RefusalCode::CaptureIsAutomatic);
    assert!(before.contains("by itself, within minutes") && before.contains("do nothing"), "{before}");
    let record = transaction(TransactionKind::Capture, Status::Success, "theirs".into_operation(), sgd(4000));
    story.report("req-1", Said::Capture { payment: id(), transaction: record });
    let (code, after) = told(&story);
    assert_eq!(code, RefusalCode::AlreadyCaptured);
    assert!(after.contains("captured SGD 40.00 by itself already"), "{after}");
}

#[test]
fn a_stopped_or_refused_refund_does_not_ask_for_a_reason() {
    let mut story = captured();
    let stopped = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, stopped, Step::Stopped { why: "a slip".into(), code: None });
    let refused = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, refused, Step::Released).send(Verb::Refund, refused, 1);
    story.answer(Verb::Refund, refused, Outcome::Failed, "MERCHANT_BALANCE_NOT_ENOUGH");
    assert!(refund(&story, 1000, None).is_permitted());
}

fn dispute(story: &mut Story, event: &str) {
    let said = Said::Dispute { payment: id(), dispute: "d-1".into(), event: event.into(), amount: None };
    story.report("req-1", said);
}

#[test]
fn a_disputed_payment_is_not_refunded_without_an_override_and_its_reason() {
    let mut story = captured();
    let despite = |story: &Story, reason: &str| {
        refund::decide_despite_dispute(&story.order(), &id(), sgd(1000), reason, &policy(), story.now)
    };
    assert!(!despite(&story, "agreed with the buyer").permitted().unwrap().despite_dispute);
    dispute(&mut story, "DISPUTE_CREATED");
    for reason in [None, Some("agreed with the bank")] {
        assert_eq!(code(&refund(&story, 1000, reason)), Some(RefusalCode::Disputed));
    }
    assert_eq!(code(&despite(&story, " ")), Some(RefusalCode::ReasonNeeded));
    let permit = despite(&story, "agreed with the bank").permitted().unwrap();
    assert!(permit.despite_dispute && permit.sentence.contains("although a dispute is open"), "{permit:?}");
    dispute(&mut story, "DISPUTE_CANCELLED");
    assert!(refund(&story, 1000, None).is_permitted());
    let mut story = held();
    dispute(&mut story, "DISPUTE_CREATED");
    assert_eq!(code(&capture(&story)), Some(RefusalCode::Disputed));
}

#[test]
fn a_dispute_that_comes_while_a_refund_waits_holds_it_back_unless_it_was_overridden() {
    for (despite_dispute, expected) in [(false, Some(RefusalCode::Disputed)), (true, None)] {
        let mut story = captured();
        let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), Some("came back broken"));
        let requested = story.facts.iter_mut().find_map(|fact| match &mut fact.body {
            crate::fact::Body::Intent { verb: Verb::Refund, step: Step::Requested(requested), .. } => {
                Some(requested)
            }
            _ => None,
        });
        requested.unwrap().despite_dispute = despite_dispute;
        dispute(&mut story, "DISPUTE_CREATED");
        let again = refund::decide_again(&story.order(), &intent, story.now);
        assert_eq!(code(&again), expected);
    }
}

#[test]
fn a_reason_with_a_card_number_or_too_long_is_refused() {
    let story = captured();
    assert_eq!(code(&refund(&story, 1, Some("card 4054 6957 2310 0768"))), Some(RefusalCode::CardNumber));
    assert_eq!(code(&refund(&story, 1, Some(&"x".repeat(257)))), Some(RefusalCode::ReasonTooLong));
}

#[test]
fn an_amount_that_the_method_does_not_move_is_refused() {
    let mut story = Story::opened(CaptureMode::Automatic);
    let twd = |cents: &str| money::Money::from_wire("TWD", cents).unwrap();
    let mut said = story.payment_said("pay-1", "JKOPAY", Status::Success);
    said.amount = twd("400000");
    story.link("req-1").report("req-1", Said::Payment(Box::new(said)));
    let decide = |amount| refund::decide(&story.order(), &id(), amount, None, &policy(), story.now);
    assert_eq!(code(&decide(twd("150"))), Some(RefusalCode::AmountNotAccepted));
    assert!(decide(twd("100")).is_permitted());
    assert_eq!(code(&decide(twd("0"))), Some(RefusalCode::ZeroAmount));
}

#[test]
fn a_capture_is_of_the_whole_amount_and_in_time_to_the_second() {
    let mut story = held();
    let part = capture::decide_amount(&story.order(), &id(), sgd(3999), &policy(), story.now);
    assert_eq!(code(&part), Some(RefusalCode::NotFullAmount));
    story.wait(TimeDelta::days(7) - TimeDelta::seconds(1));
    let permit = capture(&story).permitted().unwrap();
    assert_eq!((permit.amount, permit.leave_before), (sgd(4000), Some(story.now + TimeDelta::seconds(1))));
    story.wait(TimeDelta::seconds(1));
    assert_eq!(code(&capture(&story)), Some(RefusalCode::HoldEnded));
}

#[test]
fn a_capture_seen_from_elsewhere_forbids_ours() {
    for status in [Status::Success, Status::Processing] {
        let mut story = held();
        let record = transaction(TransactionKind::Capture, status, "theirs".into_operation(), sgd(4000));
        story.report("req-1", Said::Capture { payment: id(), transaction: record });
        assert_eq!(code(&capture(&story)), Some(RefusalCode::AlreadyCaptured));
        assert_eq!(code(&cancel(&story)), Some(RefusalCode::AlreadyCaptured));
    }
    let mut story = held();
    let record = transaction(TransactionKind::Capture, Status::Fail, "theirs".into_operation(), sgd(4000));
    story.report("req-1", Said::Capture { payment: id(), transaction: record });
    assert!(capture(&story).is_permitted());
}

trait IntoOperation {
    fn into_operation(self) -> crate::ids::OperationId;
}

impl IntoOperation for &str {
    fn into_operation(self) -> crate::ids::OperationId {
        self.into()
    }
}

#[test]
fn a_cancel_is_in_time_until_a_quarter_past_midnight_in_gmt_plus_8() {
    let mut story = wallet();
    story.now = at("2026-11-26T00:14:59+08:00");
    let permit = cancel(&story).permitted().unwrap();
    assert_eq!(permit.leave_before, Some(at("2026-11-26T00:15:00+08:00")));
    story.now = at("2026-11-26T00:15:00+08:00");
    let refused = cancel(&story);
    let refusal = refused.refusal().unwrap();
    assert_eq!(refusal.code, RefusalCode::CancelWindowOver);
    assert_eq!(refusal.lift, Lift::Act("refund it instead".into()));
    assert!(refusal.reason.contains("Thu 26 Nov 2026, 00:15 +08:00"), "{refusal}");
}

#[test]
fn advice_is_cancel_while_it_is_open_then_refund_and_says_until_when() {
    let mut story = wallet();
    let advice = cancel_or_refund(&story.order(), &id(), story.now);
    assert_eq!((advice.right_now, advice.until), (Way::Cancel, Some(at("2026-11-26T00:15:00+08:00"))));
    story.now = at("2026-11-26T00:15:00+08:00");
    let advice = cancel_or_refund(&story.order(), &id(), story.now);
    assert_eq!((advice.right_now, advice.until), (Way::Refund, Some(at("2027-11-25T11:10:00+08:00"))));
    story.done(Verb::Refund, "pay-1", sgd(4000));
    assert_eq!(cancel_or_refund(&story.order(), &id(), story.now).right_now, Way::Neither);
}

#[test]
fn advice_on_a_captured_card_is_refund_although_seven_days_are_not_over() {
    let story = captured();
    assert_eq!(cancel_or_refund(&story.order(), &id(), story.now).right_now, Way::Refund);
    assert_eq!(cancel_or_refund(&held().order(), &id(), held().now).right_now, Way::Cancel);
}

fn paid_twice_in_one_session() -> Story {
    let mut story = wallet();
    story.minutes(2).paid("req-1", "pay-2", "GCASH", Status::Success);
    story
}

#[test]
fn of_several_successes_in_one_session_the_earlier_are_antoms_to_return_never_ours() {
    let story = paid_twice_in_one_session();
    assert_eq!(code(&refund(&story, 1000, None)), Some(RefusalCode::AntomReturnsIt));
    assert_eq!(code(&cancel(&story)), Some(RefusalCode::AntomReturnsIt));
    let last = refund::decide(&story.order(), &"pay-2".into(), sgd(1000), None, &policy(), story.now);
    assert!(last.is_permitted());
    assert!(!story.order().paid_twice());
}

#[test]
fn two_sessions_paid_are_ours_to_give_back_and_the_sentence_says_so() {
    let mut story = wallet();
    story.link("req-2").minutes(1).paid("req-2", "pay-2", "ALIPAY_CN", Status::Success);
    assert!(story.order().paid_twice());
    let permit = refund(&story, 4000, None).permitted().unwrap();
    assert!(permit.sentence.contains("paid twice"), "{}", permit.sentence);
    story.done(Verb::Refund, "pay-1", sgd(4000));
    assert!(!story.order().paid_twice());
}

#[test]
fn codes_are_kebab_case_and_unique() {
    let mut seen = std::collections::BTreeSet::new();
    for code in RefusalCode::ALL {
        let text = code.as_str();
        assert!(text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{text}");
        assert!(seen.insert(text), "{text} stands twice");
        assert_eq!(serde_json::to_string(code).unwrap(), format!("\"{text}\""));
    }
}

proptest! {
    #![proptest_config(crate::testing::at_most(128))]

    #[test]
    fn a_smaller_refund_is_permitted_wherever_a_larger_is(
        facts in arbitrary_history(), large in 1_u64..=4000, small in 1_u64..=4000, minutes in 0_i64..3000,
    ) {
        let order = crate::fold::fold(&facts).unwrap();
        let now = order.moved_at + TimeDelta::minutes(minutes);
        let decide = |payment: &PaymentId, cents: u64| {
            refund::decide(&order, payment, sgd(cents), Some("as agreed"), &policy(), now).is_permitted()
        };
        for payment in order.payments() {
            if decide(&payment.id, large.max(small)) {
                prop_assert!(decide(&payment.id, large.min(small)));
            }
        }
    }

    #[test]
    fn a_refund_is_permitted_exactly_up_to_what_is_available(facts in arbitrary_history(), cents in 1_u64..=4001) {
        let order = crate::fold::fold(&facts).unwrap();
        for payment in order.payments() {
            let book = order.book(&payment.id).unwrap();
            let one = |cents| refund::decide(
                &order, &payment.id, sgd(cents), Some("as agreed"), &policy(), order.moved_at,
            ).is_permitted();
            if book.available.minor() > 0 && one(1) {
                prop_assert_eq!(one(cents), cents <= book.available.minor());
            } else {
                prop_assert!(!one(cents));
            }
        }
    }

    #[test]
    fn no_refusal_is_without_a_sentence_and_every_permission_names_its_amount(facts in arbitrary_history()) {
        let order = crate::fold::fold(&facts).unwrap();
        for payment in order.payments() {
            for decision in [
                capture::decide(&order, &payment.id, &policy(), order.moved_at),
                cancel::decide(&order, &payment.id, &policy(), order.moved_at),
                refund::decide(&order, &payment.id, sgd(700), None, &policy(), order.moved_at),
            ] {
                match decision {
                    Decision::Permitted(permit) => {
                        prop_assert!(permit.sentence.contains(&permit.amount.to_string()));
                        prop_assert!(permit.leave_before.is_none_or(|end| end > order.moved_at));
                    }
                    Decision::Refused(refusal) => prop_assert!(!refusal.reason.is_empty()),
                }
            }
        }
    }
}
