//! Opening, sending again, replacing and stopping requests.

use super::*;
use crate::fact::{Body, Terms};

fn opening(change: impl FnOnce(&mut Terms)) -> Decision<issue::IssuePermit> {
    let now = at("2026-11-25T11:05:00+08:00");
    let mut terms = crate::testing::story::terms(CaptureMode::Automatic, now);
    change(&mut terms);
    let opening =
        issue::Opening { terms: &terms, buyer_contact: true, free_text: &[("the note", "call at five")] };
    issue::decide(&opening, &policy(), now)
}

#[test]
fn terms_that_antom_would_refuse_are_refused_by_name() {
    assert!(opening(|_| {}).is_permitted());
    assert_eq!(code(&opening(|terms| terms.amount = sgd(0))), Some(RefusalCode::ZeroAmount));
    assert_eq!(code(&opening(|terms| terms.reference = " ".into())), Some(RefusalCode::FieldMissing));
    assert!(opening(|terms| terms.reference = "x".repeat(64)).is_permitted());
    assert_eq!(code(&opening(|terms| terms.reference = "x".repeat(65))), Some(RefusalCode::FieldTooLong));
    assert!(opening(|terms| terms.description = "é".repeat(256)).is_permitted());
    assert_eq!(code(&opening(|terms| terms.description = "é".repeat(257))), Some(RefusalCode::FieldTooLong));
    assert_eq!(
        code(&opening(|terms| terms.locale = Some("en_US_POSIX".into()))),
        Some(RefusalCode::FieldTooLong)
    );
    assert_eq!(code(&opening(|terms| terms.session_seconds = 3601)), Some(RefusalCode::TimeOutOfRange));
    assert_eq!(code(&opening(|terms| terms.session_seconds = 0)), Some(RefusalCode::TimeOutOfRange));
    let past = at("2026-11-25T11:05:00+08:00");
    assert_eq!(code(&opening(|terms| terms.lives_until = past)), Some(RefusalCode::TimeOutOfRange));
    let card = |terms: &mut Terms| terms.description = "for 4054 6957 2310 0768".into();
    assert_eq!(code(&opening(card)), Some(RefusalCode::CardNumber));
}

#[test]
fn a_card_number_in_any_free_text_is_refused_and_the_refusal_does_not_repeat_it() {
    let now = at("2026-11-25T11:05:00+08:00");
    let terms = crate::testing::story::terms(CaptureMode::Automatic, now);
    let free_text = [("the note", "4054695723100768 12/28")];
    let refused = issue::decide(
        &issue::Opening { terms: &terms, buyer_contact: true, free_text: &free_text },
        &policy(),
        now,
    );
    let refusal = refused.refusal().unwrap();
    assert_eq!(refusal.code, RefusalCode::CardNumber);
    assert!(refusal.reason.contains("the note") && !refusal.reason.contains("4054"), "{refusal}");
}

#[test]
fn cards_without_a_contact_of_the_buyer_are_refused_before_the_link_exists() {
    let now = at("2026-11-25T11:05:00+08:00");
    let mut terms = crate::testing::story::terms(CaptureMode::Automatic, now);
    let decide = |terms: &Terms| {
        issue::decide(&issue::Opening { terms, buyer_contact: false, free_text: &[] }, &policy(), now)
    };
    assert_eq!(code(&decide(&terms)), Some(RefusalCode::BuyerContactNeeded));
    terms.methods = vec!["GCASH".into()];
    assert!(decide(&terms).is_permitted());
}

#[test]
fn letters_that_some_methods_refuse_are_flagged_not_forbidden() {
    let permit = opening(|terms| terms.description = "两盏灯".into()).permitted().unwrap();
    assert_eq!(permit.warnings, vec![issue::Warning::NonLatin { field: "the description".into() }]);
    let manual_wallet = opening(|terms| {
        terms.capture_mode = CaptureMode::Manual;
        terms.methods = vec!["GCASH".into()];
    });
    assert_eq!(manual_wallet.permitted().unwrap().warnings, vec![issue::Warning::NothingToCapture]);
}

fn reissue(story: &Story, accept: bool) -> Decision<reissue::ReissuePermit> {
    reissue::decide(&story.order(), accept, &policy(), story.now)
}

#[test]
fn a_live_link_is_replaced_only_knowingly_and_until_then_it_can_be_paid() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(4);
    let refused = reissue(&story, false);
    let refusal = refused.refusal().unwrap();
    assert_eq!(refusal.code, RefusalCode::LinkIsLive);
    assert_eq!(refusal.lift, Lift::At(at("2026-11-25T12:05:00+08:00")));
    let permit = reissue(&story, true).permitted().unwrap();
    assert_eq!(
        permit.warnings,
        vec![issue::Warning::OldLinkIsLive { until: at("2026-11-25T12:05:00+08:00") }]
    );
    assert_eq!(
        permit.warnings[0].to_string(),
        "the old link can still be paid until Wed 25 Nov 2026, 12:05 +08:00"
    );
    assert_eq!(permit.follows, Some("req-1".into()));
    story.minutes(56);
    assert!(reissue(&story, false).permitted().unwrap().warnings.is_empty());
}

#[test]
fn nothing_is_sent_again_once_it_is_paid_ended_closed_or_over() {
    assert_eq!(code(&reissue(&wallet(), true)), Some(RefusalCode::OrderPaid));
    assert_eq!(code(&reissue(&held(), true)), Some(RefusalCode::OrderPaid));
    let mut story = wallet();
    story.done(Verb::Refund, "pay-1", sgd(4000));
    assert_eq!(code(&reissue(&story, true)), Some(RefusalCode::OrderEnded));
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Processing);
    assert_eq!(code(&reissue(&story, true)), Some(RefusalCode::PaymentUnderWay));
    let mut story = Story::opened(CaptureMode::Automatic);
    story.push(Body::OrderClosed { reason: None });
    assert_eq!(code(&reissue(&story, true)), Some(RefusalCode::OrderClosed));
    let mut story = Story::opened(CaptureMode::Automatic);
    story.wait(TimeDelta::days(3));
    assert_eq!(code(&reissue(&story, true)), Some(RefusalCode::RequestOver));
    let mut story = Story::opened(CaptureMode::Automatic);
    story.requested("req-1").sent("req-1");
    assert_eq!(code(&reissue(&story, true)), Some(RefusalCode::LinkBeingMade));
}

#[test]
fn after_a_missing_answer_a_new_link_may_be_made_at_once_and_the_old_one_is_named() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.requested("req-1").sent("req-1").push(Body::SessionUnanswered {
        request: "req-1".into(),
        why: crate::outcome::WhyUnknown::Interrupted,
        verdict: None,
        evidence: None,
    });
    assert_eq!(reissue(&story, false).permitted().unwrap().warnings, vec![issue::Warning::OldLinkUnknown]);
}

#[test]
fn another_request_with_the_same_order_number_warns_while_the_earlier_link_lives() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    let until = story.now + TimeDelta::hours(1);
    assert_eq!(issue::twin(&story.order(), story.now), Some(issue::Warning::OldLinkIsLive { until }));
    assert_eq!(issue::twin(&story.order(), until), None);
}

#[test]
fn replacing_and_stopping_say_until_when_the_old_link_can_be_paid() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(1);
    let until = at("2026-11-25T12:05:00+08:00");
    let replace = replace::decide(&story.order(), &policy(), story.now).permitted().unwrap();
    assert_eq!(replace.old_link_until, Some(until));
    let told = &replace.consequence;
    assert!(
        told.starts_with(
            "The old link, for SGD 40.00, can still be paid until Wed 25 Nov 2026, 12:05 +08:00"
        ),
        "{told}"
    );
    let stop = stop_offering::decide(&story.order(), &policy(), story.now).permitted().unwrap();
    assert_eq!(stop.old_link_until, Some(until));
    story.push(Body::OrderClosed { reason: None });
    let again = stop_offering::decide(&story.order(), &policy(), story.now);
    assert_eq!(code(&again), Some(RefusalCode::OrderClosed));
    let paid = stop_offering::decide(&wallet().order(), &policy(), story.now);
    assert_eq!(code(&paid), Some(RefusalCode::OrderPaid));
}

#[test]
fn a_way_to_pay_that_does_not_take_the_amount_is_named() {
    let methods = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let dollars = |minor| money::Money::from_minor(minor, money::Currency::TWD).unwrap();
    assert_eq!(issue::methods_accept(&methods(&["CARD", "JKOPAY"]), dollars(200)), Ok(()));
    let refused = issue::methods_accept(&methods(&["CARD", "JKOPAY"]), dollars(210)).unwrap_err();
    assert_eq!(refused.code, RefusalCode::AmountNotAccepted);
    assert!(refused.reason.starts_with("JKOPAY does not accept "), "{refused}");
}

#[test]
fn above_the_others_stands_what_may_and_is_offered() {
    let methods = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let offered = |all: &[&str], express: &[&str]| {
        issue::express_is_offered(&methods(all), &methods(express)).map_err(|refusal| refusal.code)
    };
    assert_eq!(offered(&["CARD", "APPLEPAY"], &["APPLEPAY"]), Ok(()));
    assert_eq!(offered(&["CARD"], &["APPLEPAY"]), Err(RefusalCode::ExpressNotOffered));
    assert_eq!(offered(&["CARD", "DANA"], &["DANA"]), Err(RefusalCode::ExpressNotOffered));
}

#[test]
fn only_where_a_hold_was_asked_for_and_no_card_is_offered_there_is_nothing_to_capture() {
    let nothing = |mode, methods: &[&str]| {
        let methods: Vec<String> = methods.iter().map(|&name| name.to_owned()).collect();
        issue::nothing_to_capture(mode, &methods, money::Currency::SGD)
    };
    assert!(nothing(CaptureMode::Manual, &["ALIPAY_CN"]));
    assert!(!nothing(CaptureMode::Manual, &["CARD"]));
    assert!(!nothing(CaptureMode::Automatic, &["ALIPAY_CN"]));
}
