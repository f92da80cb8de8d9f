//! Pitfalls of api.md section 9 about shipping and about one order paid several times.

use super::*;
use crate::ship::{Over, Ship, Wait, ship_order};

fn shipped(story: &Story) -> Ship {
    ship_order(&story.order())
}

#[test]
fn shipping_on_payment_result_for_cards_is_not_advised() {
    for method in ["CARD", "APPLEPAY", "GOOGLEPAY"] {
        for mode in [CaptureMode::Automatic, CaptureMode::Manual] {
            assert_eq!(shipped(&paid_by(method, mode)), Ship::NotYet(Wait::Capture), "{method} {mode:?}");
        }
    }
    assert_eq!(shipped(&captured()), Ship::Now);
}

#[test]
fn a_card_whose_capture_failed_or_is_under_way_waits() {
    for status in [Status::Fail, Status::Processing] {
        let mut story = paid_by("CARD", CaptureMode::Automatic);
        let record =
            transaction(TransactionKind::Capture, status.clone(), "req-1".into_operation(), sgd(4000));
        story.report("req-1", Said::Capture { payment: id(), transaction: record });
        assert_eq!(shipped(&story), Ship::NotYet(Wait::Capture), "{status:?}");
    }
}

#[test]
fn what_takes_the_money_at_once_ships_on_the_payment() {
    assert_eq!(shipped(&wallet()), Ship::Now);
    assert_eq!(shipped(&paid_by("ANTOM_BIZ_ACCOUNT", CaptureMode::Automatic)), Ship::Now);
}

#[test]
fn nothing_ships_before_a_signed_success() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Payment));
    for status in [Status::Processing, Status::Pending] {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.link("req-1").paid("req-1", "pay-1", "GCASH", status.clone());
        assert_eq!(shipped(&story), Ship::NotYet(Wait::Payment), "{status:?}");
    }
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").paid("req-1", "pay-1", "GCASH", Status::Other("MAYBE".into()));
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Word));
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").paid("req-1", "pay-1", "GCASH", Status::Fail);
    assert_eq!(shipped(&story), Ship::Never(Over::Failed));
}

#[test]
fn a_payment_whose_method_is_not_known_waits() {
    let mut story = Story::opened(CaptureMode::Automatic);
    let mut said = story.payment_said("pay-1", "GCASH", Status::Success);
    said.method = None;
    story.link("req-1").report("req-1", Said::Payment(Box::new(said)));
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Method));
}

#[test]
fn where_one_method_was_offered_it_is_known_though_no_answer_names_it() {
    for (method, ship) in [("GCASH", Ship::Now), ("CARD", Ship::NotYet(Wait::Capture))] {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.terms().methods = vec![method.into()];
        let mut said = story.payment_said("pay-1", method, Status::Success);
        said.method = None;
        story.link("req-1").report("req-1", Said::Payment(Box::new(said)));
        assert_eq!(shipped(&story), ship, "{method}");
    }
}

#[test]
fn money_that_is_contested_or_on_its_way_back_holds_the_goods() {
    let mut story = wallet();
    dispute(&mut story, "DISPUTE_CREATED");
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Dispute));
    let mut story = wallet();
    story.intent(Verb::Cancel, "pay-1", sgd(4000), None);
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Return));
    let mut story = wallet();
    story.intent(Verb::Refund, "pay-1", sgd(4000), None);
    assert_eq!(shipped(&story), Ship::NotYet(Wait::Return));
    let mut story = wallet();
    story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    assert_eq!(shipped(&story), Ship::Now, "a part of the goods may stay away");
    let mut story = wallet();
    story.done(Verb::Refund, "pay-1", sgd(4000));
    assert_eq!(shipped(&story), Ship::Never(Over::Refunded));
}

#[test]
fn one_order_one_success_no_further_session_after_one_and_extra_ones_are_cancelled() {
    let mut story = wallet();
    let again = reissue::decide(&story.order(), true, &policy(), story.now);
    assert_eq!(code(&again), Some(RefusalCode::OrderPaid));
    // A second link that leaked is paid all the same: the extra success is ours to cancel (guide 1).
    story.minutes(1).link("req-2").minutes(1).paid("req-2", "pay-2", "ALIPAY_CN", Status::Success);
    assert!(story.order().paid_twice());
    let extra = cancel::decide(&story.order(), &"pay-2".into(), &policy(), story.now);
    assert!(extra.permitted().unwrap().sentence.contains("paid twice"));
    story.done(Verb::Cancel, "pay-2", sgd(4000));
    story.paid("req-2", "pay-2", "ALIPAY_CN", Status::Cancelled);
    assert!(!story.order().paid_twice());
    assert_eq!(shipped(&story), Ship::Now, "once");
}

#[test]
fn a_failed_payment_of_the_same_order_is_tried_again() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "GCASH", Status::Fail);
    let again = reissue::decide(&story.order(), true, &policy(), story.now).permitted().unwrap();
    assert_eq!(again.follows, Some("req-1".into()), "the new attempt takes a new paymentRequestId");
}

#[test]
fn capture_after_seven_days_or_of_a_part_is_refused() {
    let mut story = held();
    let part = capture::decide_amount(&story.order(), &id(), sgd(1), &policy(), story.now);
    assert_eq!(code(&part), Some(RefusalCode::NotFullAmount));
    story.wait(TimeDelta::days(7));
    assert_eq!(code(&capture(&story)), Some(RefusalCode::HoldEnded));
}
