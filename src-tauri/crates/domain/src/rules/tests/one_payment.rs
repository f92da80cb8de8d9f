//! One payment by one method: what fits it, and one success for one order (guide 1).

use super::*;
use crate::by_pay::ByPay;
use crate::fact::{Body, Terms};
use crate::outcome::{Verdict, WhyUnknown};

fn opening(change: impl FnOnce(&mut Terms, &mut ByPay)) -> Decision<issue::IssuePermit> {
    let now = at("2026-11-25T11:05:00+08:00");
    let mut terms = crate::testing::story::terms(CaptureMode::Automatic, now);
    terms.methods = vec!["CARD".into()];
    let mut by_pay = ByPay::default();
    change(&mut terms, &mut by_pay);
    terms.by_pay = Some(by_pay);
    let opening = issue::Opening { terms: &terms, buyer_contact: true, free_text: &[] };
    issue::decide(&opening, &policy(), now)
}

fn opening_code(change: impl FnOnce(&mut Terms, &mut ByPay)) -> Option<RefusalCode> {
    code(&opening(change))
}

#[test]
fn one_payment_has_one_method_and_only_a_card_has_what_cards_have() {
    use RefusalCode::{FieldMalformed, FieldMissing};
    assert_eq!(opening_code(|_, _| ()), None);
    assert_eq!(opening_code(|terms, _| terms.methods = Vec::new()), Some(FieldMissing));
    assert_eq!(opening_code(|terms, _| terms.methods.push("GCASH".into())), Some(FieldMissing));
    assert_eq!(
        opening_code(|terms, _| terms.methods = vec!["ANTOM_BIZ_ACCOUNT".into()]),
        Some(FieldMalformed)
    );
    assert_eq!(opening_code(|terms, _| terms.locale = Some("en_US".into())), Some(FieldMalformed));
    let wallet = |terms: &mut Terms| terms.methods = vec!["ALIPAY_CN".into()];
    assert_eq!(opening_code(|terms, _| wallet(terms)), None);
    let about_cards: [fn(&mut ByPay); 3] = [
        |by_pay| by_pay.three_ds = true,
        |by_pay| by_pay.brand = Some("VISA".into()),
        |by_pay| by_pay.instalments = Some(3),
    ];
    for asked in about_cards {
        assert_eq!(opening_code(|_, by_pay| asked(by_pay)), None);
        let refused = opening_code(|terms, by_pay| {
            wallet(terms);
            asked(by_pay);
        });
        assert_eq!(refused, Some(FieldMalformed));
    }
    assert_eq!(opening_code(|_, by_pay| by_pay.instalments = Some(1)), Some(FieldMalformed));
    assert_eq!(opening_code(|_, by_pay| by_pay.brand = Some("visa card".into())), Some(FieldMalformed));
}

#[test]
fn a_korean_card_whose_issuer_asks_has_its_brand_and_automatic_capture() {
    let korean = |by_pay: &mut ByPay| {
        by_pay.issuer_authentication = true;
        by_pay.brand = Some("HYUNDAI".into());
    };
    assert_eq!(opening_code(|_, by_pay| korean(by_pay)), None);
    assert_eq!(
        opening_code(|_, by_pay| by_pay.issuer_authentication = true),
        Some(RefusalCode::FieldMissing)
    );
    let manual = opening_code(|terms, by_pay| {
        korean(by_pay);
        terms.capture_mode = CaptureMode::Manual;
    });
    assert_eq!(manual, Some(RefusalCode::FieldMalformed));
}

/// An order that asks for one payment by card.
fn order_by_pay() -> Story {
    let mut story = Story::opened(CaptureMode::Automatic);
    let terms = story.terms();
    terms.methods = vec!["CARD".into()];
    terms.by_pay = Some(ByPay::default());
    story
}

fn again(story: &Story, accept_live: bool) -> Option<RefusalCode> {
    code(&reissue::decide(&story.order(), accept_live, &policy(), story.now))
}

fn repeated(story: &Story) -> Option<RefusalCode> {
    code(&repeat_pay::decide(&story.order(), story.now))
}

fn lost(story: &mut Story, request: &str) {
    story.pay_requested(request).sent(request).push(Body::SessionUnanswered {
        request: request.into(),
        why: WhyUnknown::Interrupted,
        verdict: None,
        evidence: None,
    });
}

#[test]
fn the_page_can_be_opened_while_antom_counts_its_payment_as_under_way() {
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1");
    let order = story.order();
    assert!(order.live_session(story.now).is_some());
    assert_eq!(order.word(story.now), crate::word::StateWord::WaitingForPayment);
    assert_eq!(order.next_step(story.now).action, crate::word::Action::CopyLink);
    story.minutes(61);
    assert!(story.order().live_session(story.now).is_none());
    assert_eq!(story.order().next_step(story.now).action, crate::word::Action::AskNow);
}

#[test]
fn a_second_payment_is_not_made_while_one_is_open_or_paid() {
    let under_way = Some(RefusalCode::PaymentUnderWay);
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1");
    assert_eq!([again(&story, false), again(&story, true)], [under_way, under_way], "whatever is accepted");
    let replaced = replace::decide(&story.order(), &policy(), story.now);
    assert_eq!(code(&replaced), under_way);
    story.minutes(61);
    assert_eq!(again(&story, true), under_way, "its end alone proves nothing");
    story.paid("req-1", "pay-1", "CARD", Status::Success);
    assert_eq!(again(&story, true), Some(RefusalCode::OrderPaid));
}

#[test]
fn a_payment_that_failed_or_was_refused_is_tried_again_with_a_new_id() {
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Fail);
    assert_eq!(again(&story, false), None);
    assert!(!story.order().has_open_question(story.now), "its failure is final, so nothing is left to ask");
    assert_eq!(story.order().next_step(story.now).action, crate::word::Action::SendAgain);
    story.pay_requested("req-2").sent("req-2");
    assert_eq!(again(&story, false), Some(RefusalCode::PaymentUnderWay));
    let verdict = Verdict { outcome: Outcome::Failed, code: "RISK_REJECT".into(), message: String::new() };
    let evidence = story.evidence();
    story.push(Body::SessionRefused { request: "req-2".into(), verdict, evidence });
    assert_eq!(again(&story, false), None);
}

#[test]
fn an_open_payment_that_was_cancelled_makes_room_and_a_paid_one_does_not() {
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1").minutes(5).answered("req-1", "pay-1", Status::Cancelled);
    assert_eq!(again(&story, false), None);
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
    story.minutes(5).paid("req-1", "pay-1", "CARD", Status::Cancelled);
    assert_eq!(again(&story, false), Some(RefusalCode::OrderEnded));
}

#[test]
fn a_lost_answer_is_sent_again_only_after_signed_word_and_while_it_is_young() {
    let mut story = order_by_pay();
    lost(&mut story, "req-1");
    assert_eq!(repeated(&story), Some(RefusalCode::NotProven));
    assert_eq!(again(&story, true), Some(RefusalCode::PaymentUnderWay), "and no new id meanwhile");
    let mut never = story.clone();
    never.nothing_submitted("req-1");
    let permit = repeat_pay::decide(&never.order(), never.now).permitted().unwrap();
    assert_eq!((permit.request.as_str(), permit.body), ("req-1", crate::digest::Digest([2; 32])));
    assert_eq!(again(&never, true), Some(RefusalCode::PaymentUnderWay), "the same id, never a new one");
    let mut open = story.clone();
    open.paid("req-1", "pay-1", "CARD", Status::Processing);
    assert_eq!(repeated(&open), None);
    open.paid("req-1", "pay-1", "CARD", Status::Fail);
    assert_eq!((repeated(&open), again(&open, false)), (Some(RefusalCode::NotProven), None));
    never.minutes(14);
    assert_eq!(repeated(&never), None);
    never.minutes(1);
    assert_eq!(repeated(&never), Some(RefusalCode::TooOld));
    never.minutes(60).nothing_submitted("req-1");
    assert_eq!(again(&never, false), None, "proven dead, so a new id may be used");
}

#[test]
fn an_answered_or_failed_payment_is_never_sent_again() {
    let mut story = order_by_pay();
    story.pay("req-1", "pay-1");
    assert_eq!(repeated(&story), Some(RefusalCode::NotWaiting));
    let mut story = order_by_pay();
    lost(&mut story, "req-1");
    story.paid("req-1", "pay-1", "CARD", Status::Success);
    assert_eq!(repeated(&story), Some(RefusalCode::OrderPaid));
}

#[test]
fn an_answer_with_the_payment_itself_leaves_nothing_to_wait_for() {
    let mut story = order_by_pay();
    story.pay_requested("req-1").sent("req-1").answered("req-1", "pay-1", Status::Success);
    let order = story.order();
    assert_eq!(order.sessions[0].stage, crate::order::SessionStage::Answered);
    assert_eq!(order.word(story.now), crate::word::StateWord::Authorised);
    assert_eq!(again(&story, true), Some(RefusalCode::OrderPaid));
}
