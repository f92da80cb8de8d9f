use super::*;
use crate::fact::{Body, CaptureMode};
use crate::intent::{Finding, Step, Verb};
use crate::order::Badge;
use crate::outcome::{Outcome, Verdict, WhyUnknown};
use crate::report::{PaymentSaid, Said, Source};
use crate::testing::{Story, at, sgd};
use chrono::TimeDelta;

fn opened() -> Story {
    Story::opened(CaptureMode::Automatic)
}

fn word(story: &Story) -> StateWord {
    story.order().word(story.now)
}

fn unanswered(story: &mut Story, request: &str) {
    story.requested(request).sent(request).push(Body::SessionUnanswered {
        request: request.into(),
        why: WhyUnknown::Interrupted,
        verdict: None,
        evidence: None,
    });
}

#[test]
fn the_words_are_these_and_no_others() {
    let labels: Vec<&str> = StateWord::ALL.iter().map(|word| word.label()).collect();
    assert_eq!(
        labels,
        [
            "Draft",
            "Waiting for payment",
            "Paid",
            "Authorised",
            "Captured",
            "Part-refunded",
            "Refunded",
            "Cancelled",
            "Expired",
            "Failed",
            "Checking with Antom",
        ]
    );
    for word in StateWord::ALL {
        assert_eq!(StateWord::from_slug(word.slug()), Some(word));
        assert_eq!(word.to_string(), word.label());
        assert_eq!(serde_json::to_string(&word).unwrap(), format!("\"{}\"", word.slug()));
    }
}

#[test]
fn of_every_pair_of_words_the_one_that_stands_first_in_the_order_is_shown() {
    use StateWord as W;
    let order = [
        W::CheckingWithAntom,
        W::Captured,
        W::PartRefunded,
        W::Refunded,
        W::Paid,
        W::Authorised,
        W::WaitingForPayment,
        W::Cancelled,
        W::Expired,
        W::Failed,
        W::Draft,
    ];
    for (a, one) in order.iter().enumerate() {
        for (b, other) in order.iter().enumerate() {
            assert_eq!(one.or(*other), order[a.min(b)], "{one} and {other}");
        }
    }
}

#[test]
fn every_status_has_its_word_for_cards_and_for_the_other_methods() {
    use StateWord as W;
    for (method, status, expected) in [
        ("CARD", Status::Success, W::Authorised),
        ("APPLEPAY", Status::Success, W::Authorised),
        ("GOOGLEPAY", Status::Success, W::Authorised),
        ("ALIPAY_CN", Status::Success, W::Paid),
        ("SOMETHING_NEW", Status::Success, W::Paid),
        ("CARD", Status::Processing, W::WaitingForPayment),
        ("SOFORT", Status::Pending, W::WaitingForPayment),
        ("CARD", Status::Fail, W::Failed),
        ("CARD", Status::Cancelled, W::Cancelled),
        ("CARD", Status::Other("NEW".into()), W::CheckingWithAntom),
    ] {
        let mut story = opened();
        story.link("req-1").paid("req-1", "pay-1", method, status.clone());
        assert_eq!(word(&story), expected, "{method} {status:?}");
    }
}

#[test]
fn a_session_without_a_payment_speaks_for_itself() {
    let mut story = opened();
    assert_eq!(word(&story), StateWord::Draft);
    story.requested("req-1");
    assert_eq!(word(&story), StateWord::Draft);
    story.sent("req-1");
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    assert_eq!(story.order().side_note(story.now), Some(SideNote::LinkBeingMade));
    let mut story = opened();
    unanswered(&mut story, "req-1");
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    assert!(matches!(story.order().side_note(story.now), Some(SideNote::LinkNotMade { .. })));
    assert_eq!(story.order().next_step(story.now).action, Action::SendAgain);
    let mut story = opened();
    let verdict = Verdict { outcome: Outcome::Failed, code: "PARAM_ILLEGAL".into(), message: String::new() };
    let evidence = story.evidence();
    story.requested("req-1").sent("req-1").push(Body::SessionRefused {
        request: "req-1".into(),
        verdict,
        evidence,
    });
    assert_eq!(word(&story), StateWord::Failed);
}

#[test]
fn a_link_waits_then_has_no_live_checkout_and_only_proof_and_time_make_it_expired() {
    let mut story = opened();
    story.link("req-1");
    assert_eq!(story.order().next_step(story.now).action, Action::CopyLink);
    story.minutes(60);
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    assert_eq!(story.order().side_note(story.now), Some(SideNote::NoLiveCheckout));
    assert_eq!(story.order().next_step(story.now).action, Action::SendAgain);
    story.minutes(15).wait(TimeDelta::seconds(-1)).nothing_submitted("req-1");
    assert_eq!(story.order().expires_at(), None);
    story.wait(TimeDelta::seconds(1)).nothing_submitted("req-1");
    let over = story.order().terms.lives_until;
    assert_eq!(story.order().expires_at(), Some(over));
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    assert_eq!(story.order().word(over - TimeDelta::seconds(1)), StateWord::WaitingForPayment);
    assert_eq!(story.order().word(over), StateWord::Expired);
}

#[test]
fn a_request_past_its_life_without_proof_is_not_expired() {
    let mut story = opened();
    story.link("req-1").nothing_submitted("req-1").wait(TimeDelta::days(10));
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    assert!(story.order().has_open_question(story.now));
    story.nothing_submitted("req-1");
    assert_eq!(word(&story), StateWord::Expired);
    assert!(!story.order().has_open_question(story.now));
}

#[test]
fn a_closed_order_expires_with_proof_although_its_life_would_go_on() {
    let mut story = opened();
    story.link("req-1").push(Body::OrderClosed { reason: None });
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    story.minutes(75).nothing_submitted("req-1");
    assert_eq!(word(&story), StateWord::Expired);
}

#[test]
fn every_link_has_to_be_proven_dead_before_the_order_is_expired() {
    let mut story = opened();
    story.link("req-1").minutes(61).link("req-2").wait(TimeDelta::days(4)).nothing_submitted("req-2");
    assert_eq!(word(&story), StateWord::WaitingForPayment);
    story.nothing_submitted("req-1");
    assert_eq!(word(&story), StateWord::Expired);
}

#[test]
fn a_failed_payment_is_failed_at_once_and_expired_once_the_request_is_over_with_late_proof() {
    let mut story = opened();
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Fail);
    assert_eq!(word(&story), StateWord::Failed);
    let far = story.now + TimeDelta::days(9);
    assert_eq!(story.order().word(far), StateWord::Failed);
    story.minutes(90).paid("req-1", "pay-1", "CARD", Status::Fail);
    assert_eq!(word(&story), StateWord::Failed);
    assert_eq!(story.order().word(far), StateWord::Expired);
}

#[test]
fn a_new_link_after_a_failure_makes_the_order_wait_again() {
    let mut story = opened();
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Fail).link("req-2");
    assert_eq!(word(&story), StateWord::WaitingForPayment);
}

#[test]
fn a_dead_link_says_nothing_once_a_newer_one_failed() {
    let mut story = opened();
    story.link("req-1").minutes(80).nothing_submitted("req-1");
    story.link("req-2").minutes(1).paid("req-2", "pay-2", "CARD", Status::Fail);
    assert_eq!(word(&story), StateWord::Failed);
}

#[test]
fn a_cancelled_payment_tells_more_than_a_newer_link_that_failed_and_a_failed_one_does_not() {
    for (status, expected) in [(Status::Cancelled, StateWord::Cancelled), (Status::Fail, StateWord::Failed)] {
        let mut story = opened();
        story.link("req-1").minutes(80).paid("req-1", "pay-1", "ALIPAY_CN", status.clone());
        story.link("req-2").minutes(1).paid("req-2", "pay-2", "ALIPAY_CN", Status::Fail);
        assert_eq!(word(&story), expected);
    }
}

#[test]
fn an_order_is_in_doubt_once_antom_was_asked_and_it_is_still_not_known() {
    let in_doubt = |story: &Story| story.order().is_in_doubt(story.now);
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    assert!(!in_doubt(&story), "it is paid");
    let refund = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
    story.step(Verb::Refund, refund, Step::Released).send(Verb::Refund, refund, 1);
    assert_eq!((word(&story), in_doubt(&story)), (StateWord::CheckingWithAntom, false), "it was just sent");
    story.no_answer(Verb::Refund, refund);
    assert_eq!((word(&story), in_doubt(&story)), (StateWord::CheckingWithAntom, true));
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Other("NEW".into()));
    assert!(in_doubt(&story), "Antom says a word that is not known");
}

#[test]
fn a_later_signed_success_wins_over_expired_and_is_flagged_as_late() {
    let mut story = opened();
    story.link("req-1").push(Body::OrderClosed { reason: None }).minutes(80).nothing_submitted("req-1");
    assert_eq!(word(&story), StateWord::Expired);
    story.minutes(1).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    assert_eq!(word(&story), StateWord::Paid);
    assert!(story.order().paid_although_closed());
    assert!(story.order().badges(story.now).contains(&Badge::LatePayment));
}

#[test]
fn a_slow_method_is_waited_for_as_long_as_it_may_take() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "SOFORT", Status::Pending).wait(TimeDelta::days(4));
    story.paid("req-1", "pay-1", "SOFORT", Status::Fail);
    assert_eq!(word(&story), StateWord::Failed);
    story.wait(TimeDelta::days(4)).paid("req-1", "pay-1", "SOFORT", Status::Fail);
    assert_eq!(word(&story), StateWord::Expired);
}

#[test]
fn an_automatic_capture_is_waited_for_without_a_deadline_and_is_overdue_after_an_hour() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    let order = story.order();
    assert_eq!(order.side_note(story.now), Some(SideNote::AntomIsCapturing { overdue: false }));
    assert_eq!(order.next_step(story.now).action, Action::Nothing);
    assert!(
        !order
            .deadlines(story.now)
            .iter()
            .any(|deadline| deadline.kind == crate::order::DeadlineKind::HoldEnds)
    );
    let late = story.now + TimeDelta::hours(1);
    assert_eq!(order.side_note(late), Some(SideNote::AntomIsCapturing { overdue: true }));
    assert_eq!(order.badges(late), vec![Badge::CaptureOverdue]);
    assert!(order.has_open_question(late));
}

#[test]
fn a_manual_hold_shows_its_end_and_how_near_it_is() {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    let order = story.order();
    let end = at("2026-12-02T11:05:00+08:00");
    let note = |urgency| Some(SideNote::CaptureBy { at: end, estimated: true, urgency });
    assert_eq!(order.side_note(story.now), note(Urgency::Calm));
    assert_eq!(order.side_note(end - TimeDelta::days(3)), note(Urgency::Calm));
    assert_eq!(order.side_note(end - TimeDelta::hours(71)), note(Urgency::Soon));
    assert_eq!(order.side_note(end - TimeDelta::hours(23)), note(Urgency::Urgent));
    assert_eq!(order.next_step(story.now).action, Action::Capture);
    assert_eq!(order.next_deadline(story.now), Some(end));
}

#[test]
fn a_hold_is_expired_only_when_antom_was_asked_after_its_end() {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success).wait(TimeDelta::days(8));
    assert_eq!(word(&story), StateWord::Authorised);
    assert!(story.order().has_open_question(story.now));
    let mut said = story.payment_said("pay-1", "CARD", Status::Success);
    said.paid_at = None;
    let said = Said::Payment(Box::new(said));
    story.report_by(Source::Notification, "req-1", said.clone());
    assert_eq!(word(&story), StateWord::Authorised, "what Antom tells by itself may be older than the end");
    assert!(story.order().has_open_question(story.now));
    story.report("req-1", said);
    assert_eq!(word(&story), StateWord::Expired);
    assert_eq!(story.order().expires_at(), Some(story.now));
    assert!(!story.order().has_open_question(story.now));
}

#[test]
fn an_answer_like_the_last_one_shows_that_a_hold_lapsed_once_and_only_from_its_end() {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    let end = story.now + TimeDelta::days(7);
    let lapses = |story: &Story, heard| {
        let order = story.order();
        order.newly_lapsed(order.payment(&"pay-1".into()).unwrap(), heard)
    };
    assert!(!lapses(&story, end - TimeDelta::milliseconds(1)));
    assert!(lapses(&story, end));
    let mut known = story.clone();
    let said = PaymentSaid { paid_at: None, ..story.payment_said("pay-1", "CARD", Status::Success) };
    known.wait(TimeDelta::days(7)).report("req-1", Said::Payment(Box::new(said)));
    assert!(!lapses(&known, known.now + TimeDelta::days(8)), "it is known");
    story.done(Verb::Capture, "pay-1", sgd(4000));
    assert!(!lapses(&story, end), "it was captured");
    for (method, status) in
        [("ALIPAY_CN", Status::Success), ("CARD", Status::Cancelled), ("CARD", Status::Fail)]
    {
        let mut other = Story::opened(CaptureMode::Manual);
        other.link("req-1").paid("req-1", "pay-1", method, status.clone());
        assert!(!lapses(&other, end), "{method} {status:?}");
    }
}

#[test]
fn captured_part_refunded_and_refunded_follow_the_book() {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    story.done(Verb::Capture, "pay-1", sgd(4000));
    assert_eq!(word(&story), StateWord::Captured);
    story.done(Verb::Refund, "pay-1", sgd(1));
    assert_eq!(word(&story), StateWord::PartRefunded);
    assert_eq!(story.order().side_note(story.now), Some(SideNote::Returned { amount: sgd(1) }));
    assert_eq!(story.order().next_step(story.now).action, Action::Refund);
    story.done(Verb::Refund, "pay-1", sgd(3999));
    assert_eq!(word(&story), StateWord::Refunded);
    assert_eq!(story.order().next_step(story.now).action, Action::Nothing);
    assert!(!story.order().has_open_question(story.now));
}

#[test]
fn an_operation_that_left_and_is_not_answered_is_checking_and_one_in_the_outbox_is_not() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    let intent = story.intent(Verb::Refund, "pay-1", sgd(100), None);
    assert_eq!(word(&story), StateWord::Paid);
    assert!(matches!(story.order().side_note(story.now), Some(SideNote::Leaves { .. })));
    story.step(Verb::Refund, intent, Step::Released).send(Verb::Refund, intent, 1);
    assert_eq!(word(&story), StateWord::CheckingWithAntom);
    story.answer(Verb::Refund, intent, Outcome::Unknown, "REFUND_IN_PROCESS");
    assert_eq!(word(&story), StateWord::CheckingWithAntom);
    assert_eq!(story.order().next_step(story.now).action, Action::AskNow);
    story.wait(TimeDelta::days(30));
    assert_eq!(word(&story), StateWord::CheckingWithAntom);
    story.found(Verb::Refund, intent, Finding::Refused { code: "PROCESS_FAIL".into() });
    assert_eq!(word(&story), StateWord::Paid);
}

#[test]
fn two_paid_sessions_are_badged_until_one_is_given_back_in_full() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success).minutes(1);
    story.link("req-2").paid("req-2", "pay-2", "ALIPAY_CN", Status::Success);
    assert_eq!(story.order().badges(story.now), vec![Badge::PaidTwice]);
    assert_eq!(story.order().standing_payment().unwrap().id, "pay-2".into());
    story.done(Verb::Refund, "pay-2", sgd(4000));
    assert_eq!(story.order().badges(story.now), vec![]);
    assert_eq!(word(&story), StateWord::Refunded);
    assert_eq!(
        story.order().side_note(story.now),
        Some(SideNote::AnotherPaymentStands { amount: sgd(4000) })
    );
}

#[test]
fn an_earlier_success_of_the_same_session_is_watched_until_antom_has_returned_it() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success).minutes(1);
    story.paid("req-1", "pay-2", "ALIPAY_CN", Status::Success);
    let order = story.order();
    assert_eq!(
        order.same_session_successes().map(|payment| payment.id.as_str()).collect::<Vec<_>>(),
        ["pay-1"]
    );
    assert_eq!(order.badges(story.now), vec![Badge::AntomReturnsOne]);
    assert!(order.has_open_question(story.now));
    assert_eq!(order.standing_payment().unwrap().id, "pay-2".into());
}

#[test]
fn of_two_successes_in_one_second_the_one_that_was_heard_of_first_is_the_earlier() {
    // By their ids alone the other one would stand.
    let mut story = opened();
    story.link("req-1");
    let second = story.now;
    for (id, method) in [("pay-2", "ALIPAY_CN"), ("pay-1", "GRABPAY_SG")] {
        story.minutes(1);
        let said = PaymentSaid { paid_at: Some(second), ..story.payment_said(id, method, Status::Success) };
        story.report("req-1", Said::Payment(Box::new(said)));
    }
    assert_eq!(story.order().standing_payment().unwrap().id, "pay-1".into());
    let returned: Vec<_> = story.order().same_session_successes().map(|payment| payment.id.clone()).collect();
    assert_eq!(returned, ["pay-2".into()]);
}

#[test]
fn a_closed_order_does_not_offer_the_link_it_gave_out() {
    let mut story = opened();
    story.link("req-1");
    assert_eq!(story.order().next_step(story.now).action, Action::CopyLink);
    story.push(Body::OrderClosed { reason: None });
    let next = story.order().next_step(story.now);
    assert!(next.action == Action::AskNow && next.sentence.contains("can still be paid until"), "{next:?}");
}

#[test]
fn an_open_dispute_is_badged_and_a_decided_one_is_not() {
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    for (event, shown) in [("DISPUTE_CREATED", true), ("DEFENSE_SUPPLIED", true), ("DISPUTE_JUDGED", false)] {
        let (payment, dispute) = ("pay-1".into(), "d".into());
        story.report("req-1", Said::Dispute { payment, dispute, event: event.into(), amount: None });
        assert_eq!(story.order().badges(story.now).contains(&Badge::Disputed), shown, "{event}");
    }
}

#[test]
fn an_imported_payment_stands_without_a_session_of_ours() {
    let mut story = opened();
    if let Body::OrderOpened(terms) = story.facts[0].body.clone() {
        story.facts[0].body = Body::OrderImported(terms);
    }
    story.paid("elsewhere-1", "pay-1", "CARD", Status::Success);
    let order = story.order();
    assert!(order.imported);
    assert_eq!(order.sessions[0].stage, crate::order::SessionStage::Elsewhere);
    assert_eq!(order.word(story.now), StateWord::Authorised);
}

#[test]
fn what_was_taken_over_was_opened_when_it_was_made_and_not_when_somebody_heard_of_it() {
    let mut story = opened();
    if let Body::OrderOpened(terms) = story.facts[0].body.clone() {
        story.facts[0].body = Body::OrderImported(terms);
    }
    let taken_over = story.facts[0].at;
    story.paid("elsewhere-1", "pay-1", "CARD", Status::Success);
    let said = |story: &mut Story, made, paid| match &mut story.facts[1].body {
        Body::PaymentReported(report) => match &mut report.said {
            Said::Payment(said) => (said.created_at, said.paid_at) = (made, paid),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let days = |days| Some(taken_over + TimeDelta::days(days));
    for (made, paid) in [(days(-3), None), (days(-3), days(-1)), (days(-3), days(2)), (None, days(-3))] {
        said(&mut story, made, paid);
        let order = story.order();
        assert_eq!((Some(order.opened_at), Some(order.sessions[0].requested_at)), (days(-3), days(-3)));
    }
    said(&mut story, days(3), None);
    assert_eq!(story.order().opened_at, taken_over, "a clock of Antom's that is ahead moves nothing");
}

#[test]
fn every_word_comes_with_the_one_action_that_belongs_to_it() {
    let mut story = opened();
    assert_eq!(story.order().next_step(story.now).action, Action::MakeLink);
    story.link("req-1").paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    let next = story.order().next_step(story.now);
    assert_eq!(next.action, Action::Refund);
    assert!(next.sentence.contains("SGD 40.00"), "{}", next.sentence);
    story.done(Verb::Cancel, "pay-1", sgd(4000));
    assert_eq!(story.order().next_step(story.now).action, Action::Nothing);
    let mut story = opened();
    story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Fail);
    assert_eq!(story.order().next_step(story.now).action, Action::NewRequest);
}
