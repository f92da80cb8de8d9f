//! When a second person is needed, and who could be the second.

use super::*;
use crate::fact::CaptureMode;
use crate::people::decide::{could_approve, still_alone};
use crate::report::{Status, TransactionKind};
use crate::testing::Story;
use crate::testing::story::transaction;

fn despite(minor: u64) -> Act {
    Act::Move { verb: Verb::Refund, amount: sgd(minor), despite_dispute: true, reasoned: true }
}

/// Somebody with a role of their own.
fn with_role(held: &[Right], limits: Limits) -> Shop {
    let mut shop = Shop::new();
    let rights = Rights { held: held.iter().copied().collect(), limits };
    shop.change(Some(LENA), Change::MakeRole(Role { name: "Helper".into(), rights })).unwrap();
    shop.add(Some(LENA), OMAR, "Omar", "helper", None);
    shop
}

fn reaches(shop: &Shop, what: &Act) -> bool {
    let people = shop.people();
    could_approve(&people, people.operator(&person(OMAR)).unwrap(), what)
}

#[test]
fn somebody_approves_the_captures_they_could_make() {
    let up_to = Limits { capture: Limit::up_to([sgd(1_000)]), ..Limits::none() };
    let shop = with_role(&[Right::Approve, Right::Capture], up_to);
    assert!(reaches(&shop, &moving(Verb::Capture, 1_000)));
    assert!(!reaches(&shop, &moving(Verb::Capture, 1_001)));
    let shop = with_role(&[Right::Approve, Right::Refund], Limits::none());
    assert!(!reaches(&shop, &moving(Verb::Capture, 1)), "no limit is no right");
}

#[test]
fn only_who_may_act_in_spite_of_a_dispute_approves_what_does() {
    let shop = with_role(&[Right::Approve, Right::Refund], Limits::none());
    assert!(reaches(&shop, &moving(Verb::Refund, 1_000)));
    assert!(!reaches(&shop, &despite(1_000)));
    let shop = with_role(&[Right::Approve, Right::Refund, Right::OverrideBlock], Limits::none());
    assert!(reaches(&shop, &despite(1_000)));
}

#[test]
fn in_spite_of_a_dispute_acts_alone_whoever_may_where_the_shop_asks_for_no_second() {
    let mut shop = with_role(&[Right::Refund], Limits::none());
    let rule = |standing| match standing {
        Ok(Standing::WithSecond { rule, .. }) => Some(rule),
        _ => None,
    };
    assert_eq!(rule(shop.may(DANIEL, &despite(1))), Some(Saying::DisputeOpen));
    shop.policy(ApprovalPolicy { dispute: false, ..ApprovalPolicy::default() });
    assert_eq!(shop.may(DANIEL, &despite(1)), Ok(Standing::Alone));
    assert_eq!(rule(shop.may(OMAR, &despite(1))), Some(Saying::DisputeOpen), "who may not, asks anyway");
}

#[test]
fn a_reason_is_asked_for_where_policy_does_and_nobody_wrote_one() {
    let mut shop = Shop::new();
    shop.policy(ApprovalPolicy { reasons: [Verb::Cancel].into(), ..ApprovalPolicy::default() });
    let of = |verb, reasoned| Act::Move { verb, amount: sgd(1), despite_dispute: false, reasoned };
    assert_eq!(shop.may(DANIEL, &of(Verb::Cancel, true)), Ok(Standing::Alone));
    assert_eq!(shop.may(DANIEL, &of(Verb::Refund, false)), Ok(Standing::Alone));
    assert_eq!(shop.may(DANIEL, &of(Verb::Cancel, false)), Err(RefusalCode::ReasonNeeded));
}

#[test]
fn blanks_are_no_reason() {
    let reasoned = |reason: Option<&str>| {
        let Subject::Move { verb, order, payment, amount, despite_dispute, .. } = refund_of("P1", 900) else {
            panic!("a refund moves money")
        };
        let reason = reason.map(str::to_owned);
        Subject::Move { verb, order, payment, amount, reason, despite_dispute }.act()
    };
    assert_eq!(reasoned(Some("broken")), moving(Verb::Refund, 900));
    for nothing in [None, Some(""), Some(" \t")] {
        let without =
            Act::Move { verb: Verb::Refund, amount: sgd(900), despite_dispute: false, reasoned: false };
        assert_eq!(reasoned(nothing), without);
    }
}

/// A wallet's payment of SGD 40.00, and refunds of it from SGD 30.00 on that take two.
fn paid() -> (People, Story) {
    let mut shop = Shop::new();
    let from = From::AtLeast([(sgd(0).currency(), 3_000)].into());
    shop.policy(ApprovalPolicy { refund: from, ..ApprovalPolicy::default() });
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success).minutes(5);
    (shop.people(), story)
}

/// Antom tells of a refund of SGD 10.00 that was made elsewhere at a moment.
fn refunded_elsewhere(story: &mut Story, moment: DateTime<Utc>) {
    let operation = crate::ids::OperationId("theirs".into());
    let mut theirs = transaction(TransactionKind::Refund, Status::Success, operation, sgd(1_000));
    theirs.at = Some(moment);
    story.listed("req-1", "pay-1", theirs);
}

fn leaves_alone(people: &People, story: &Story, intent: crate::ids::IntentId) -> bool {
    let order = story.order();
    still_alone(people, &order, order.intent(&intent).unwrap()).is_ok()
}

#[test]
fn what_took_two_when_it_was_decided_is_not_asked_about_again() {
    let (people, mut story) = paid();
    let waits = story.intent(Verb::Refund, "pay-1", sgd(3_000), None);
    let now = story.minutes(1).now;
    refunded_elsewhere(&mut story, now);
    assert!(leaves_alone(&people, &story, waits));
}

#[test]
fn what_was_decided_before_counts_as_it_stood_then() {
    let (people, mut story) = paid();
    story.intent(Verb::Refund, "pay-1", sgd(1_000), None);
    let waits = story.minutes(1).intent(Verb::Refund, "pay-1", sgd(2_000), None);
    let now = story.minutes(1).now;
    refunded_elsewhere(&mut story, now);
    assert!(leaves_alone(&people, &story, waits), "with the one before it was 30.00 already, and took two");
}

#[test]
fn what_was_stopped_before_counts_for_nothing() {
    let (people, mut story) = paid();
    let stopped = story.intent(Verb::Refund, "pay-1", sgd(1_000), None);
    story.step(Verb::Refund, stopped, crate::intent::Step::Stopped { why: "wrong order".into(), code: None });
    let waits = story.minutes(1).intent(Verb::Refund, "pay-1", sgd(2_000), None);
    assert!(leaves_alone(&people, &story, waits));
    let now = story.minutes(1).now;
    refunded_elsewhere(&mut story, now);
    assert!(!leaves_alone(&people, &story, waits));
}

#[test]
fn a_refund_of_ours_counts_once_also_when_antom_has_told_of_it() {
    let (people, mut story) = paid();
    let before = story.intent(Verb::Refund, "pay-1", sgd(500), None);
    let waits = story.minutes(1).intent(Verb::Refund, "pay-1", sgd(2_000), None);
    story.minutes(1).step(Verb::Refund, before, crate::intent::Step::Released).send(Verb::Refund, before, 1);
    story.found(Verb::Refund, before, crate::intent::Finding::Done { transaction: None });
    let operation = crate::testing::story::operation_of(before);
    let mut told = transaction(TransactionKind::Refund, Status::Success, operation, sgd(500));
    told.at = Some(story.now);
    story.listed("req-1", "pay-1", told);
    assert!(leaves_alone(&people, &story, waits), "25.00 in all");
}

#[test]
fn a_refund_made_elsewhere_before_counts_as_known_then() {
    let (people, mut story) = paid();
    let earlier = story.now - TimeDelta::minutes(1);
    let waits = story.intent(Verb::Refund, "pay-1", sgd(2_000), None);
    refunded_elsewhere(&mut story, earlier);
    assert!(leaves_alone(&people, &story, waits));
}

#[test]
fn only_refunds_are_held_back_for_what_was_refunded_elsewhere() {
    let (people, mut story) = paid();
    let cancel = story.intent(Verb::Cancel, "pay-1", sgd(2_000), None);
    let now = story.minutes(1).now;
    refunded_elsewhere(&mut story, now);
    assert!(leaves_alone(&people, &story, cancel));
}
