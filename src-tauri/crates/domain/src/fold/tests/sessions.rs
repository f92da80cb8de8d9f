//! How sessions come to be, are answered and are shared.

use super::*;

#[test]
fn attempts_made_elsewhere_stand_in_the_order_in_which_they_were_made_whichever_is_told_first() {
    let mut story = Story::opened(CaptureMode::Automatic);
    let older = story.payment_said("pay-1", "ALIPAY_CN", Status::Fail);
    story.minutes(10).paid("req-2", "pay-2", "ALIPAY_CN", Status::Success);
    story.minutes(10).report("req-1", Said::Payment(Box::new(older)));
    let requests: Vec<_> = story.order().sessions.into_iter().map(|session| session.request).collect();
    assert_eq!(requests, ["req-1".into(), "req-2".into()]);
}

#[test]
fn a_signed_link_outweighs_an_earlier_missing_answer() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.requested("req-1").sent("req-1").push(Body::SessionUnanswered {
        request: "req-1".into(),
        why: WhyUnknown::Interrupted,
        verdict: None,
        evidence: None,
    });
    assert_eq!(story.order().sessions[0].stage, SessionStage::Unanswered(WhyUnknown::Interrupted));
    story.push(Body::SessionIssued {
        request: "req-1".into(),
        session: "s".into(),
        ends_at: story.now,
        link: crate::digest::Digest([1; 32]),
        evidence: story.evidence(),
    });
    assert!(matches!(story.order().sessions[0].stage, SessionStage::Issued { .. }));
}

#[test]
fn an_unsigned_refusal_of_a_session_is_no_answer() {
    let mut story = Story::opened(CaptureMode::Automatic);
    let evidence = story.forged();
    story.requested("req-1").sent("req-1").push(Body::SessionRefused {
        request: "req-1".into(),
        verdict: Verdict {
            outcome: Outcome::Failed,
            code: "INVALID_SIGNATURE".into(),
            message: String::new(),
        },
        evidence,
    });
    assert_eq!(story.order().sessions[0].stage, SessionStage::Unanswered(WhyUnknown::Unsigned));
}

#[test]
fn of_two_reasons_why_a_session_is_not_known_the_first_stays() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.requested("req-1").sent("req-1");
    for why in [WhyUnknown::Interrupted, WhyUnknown::NotJson] {
        story.push(Body::SessionUnanswered { request: "req-1".into(), why, verdict: None, evidence: None });
    }
    assert_eq!(story.order().sessions[0].stage, SessionStage::Unanswered(WhyUnknown::Interrupted));
}

#[test]
fn a_link_remembers_the_ways_it_was_given_away() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(1).link("req-2");
    for channel in ["copy", "email"] {
        story.push(Body::LinkShared { request: "req-2".into(), channel: channel.into() });
    }
    let shared: Vec<_> = story.order().sessions.into_iter().map(|session| session.shared).collect();
    assert_eq!(shared, [vec![], vec!["copy".to_owned(), "email".to_owned()]]);
}

#[test]
fn an_order_came_to_nothing_where_it_replaced_another_was_closed_and_every_link_of_it_was_refused() {
    let came_to_nothing = |replaces: bool, closed: bool, links: &[bool]| {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.terms().replaces = replaces.then(|| OrderId(uuid::Uuid::from_u128(1)));
        for (request, refused) in ["req-1", "req-2"].into_iter().zip(links) {
            if !refused {
                story.link(request);
                continue;
            }
            let verdict =
                Verdict { outcome: Outcome::Failed, code: "NO_PAY_OPTIONS".into(), message: String::new() };
            let evidence = story.evidence();
            story.requested(request).sent(request);
            story.push(Body::SessionRefused { request: request.into(), verdict, evidence });
        }
        if closed {
            story.push(Body::OrderClosed { reason: None });
        }
        story.order().came_to_nothing()
    };
    assert!(came_to_nothing(true, true, &[true, true]));
    assert!(!came_to_nothing(false, true, &[true, true]), "it stood in nobody's place");
    assert!(!came_to_nothing(true, false, &[true, true]), "it may still be offered");
    assert!(!came_to_nothing(true, true, &[]), "nothing was asked for");
    assert!(!came_to_nothing(true, true, &[true, false]), "one link was made");
}
