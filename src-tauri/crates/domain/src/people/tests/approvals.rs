//! Where a request for approval stands, who answers it, and what a second person answers for.

use super::*;
use crate::people::ApprovalStage;

fn promotion_of(fingerprint: &str) -> Subject {
    Subject::Promote { account: "main".into(), fingerprint: fingerprint.into(), reason: None }
}

fn signature(who: u128, name: &str) -> Signature {
    Signature { id: person(who), name: name.into() }
}

#[test]
fn a_request_is_told_by_the_word_of_where_it_stands() {
    let by = || signature(DANIEL, "Daniel");
    let stages = [
        (ApprovalStage::Open, "open"),
        (ApprovalStage::Given { by: by(), at: at(1) }, "given"),
        (ApprovalStage::Refused { by: by(), at: at(1), reason: "no".into() }, "refused"),
        (ApprovalStage::Withdrawn, "withdrawn"),
        (ApprovalStage::Lapsed, "lapsed"),
        (ApprovalStage::Void, "void"),
    ];
    for (stage, word) in stages {
        assert_eq!(stage.as_str(), word);
    }
}

#[test]
fn what_was_refused_or_taken_back_is_over() {
    let mut shop = Shop::new();
    let (refused, back) = (refund_of("P1", 900), refund_of("P2", 900));
    let (no, never) = (shop.ask(PRIYA, &refused, 0).unwrap(), shop.ask(PRIYA, &back, 0).unwrap());
    shop.append(Some(DANIEL), at(1), Body::ApprovalRefused { approval: no, reason: "ask first".into() });
    shop.append(Some(PRIYA), at(1), Body::ApprovalWithdrawn { approval: never });
    let stages: Vec<ApprovalStage> = shop.approvals().iter().map(|known| known.stage(at(2))).collect();
    let by = signature(DANIEL, "Daniel");
    let told = ApprovalStage::Refused { by, at: at(1), reason: "ask first".into() };
    assert_eq!(stages, [told, ApprovalStage::Withdrawn]);
    assert_eq!(shop.give(DANIEL, no, &refused, 2), Err(RefusalCode::ApprovalOver));
    assert_eq!(shop.give(DANIEL, never, &back, 2), Err(RefusalCode::ApprovalOver));
}

#[test]
fn a_clock_a_minute_behind_the_asking_is_no_clock_that_was_set_back() {
    let mut shop = Shop::new();
    shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    let asked = &shop.approvals()[0];
    assert!(asked.is_open(at(-1)));
    assert!(!asked.is_open(at(-1) - TimeDelta::milliseconds(1)));
}

#[test]
fn what_nobody_answered_in_time_may_be_asked_for_anew() {
    let mut shop = Shop::new();
    shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    assert_eq!(shop.ask(PRIYA, &refund_of("P1", 900), 240), Err(RefusalCode::ApprovalOpen));
    assert!(shop.ask(PRIYA, &refund_of("P1", 900), 241).is_ok());
}

#[test]
fn one_request_of_a_key_is_open_at_a_time_and_says_nothing_about_another_key_or_a_payment() {
    let mut shop = Shop::new();
    shop.add(Some(LENA), OMAR, "Omar", "admin", None);
    shop.ask(LENA, &promotion_of("aa"), 0).unwrap();
    assert_eq!(shop.ask(OMAR, &promotion_of("aa"), 1), Err(RefusalCode::ApprovalOpen));
    assert!(shop.ask(OMAR, &promotion_of("bb"), 1).is_ok());
    assert!(shop.ask(PRIYA, &refund_of("aa", 900), 1).is_ok());
}

#[test]
fn whoever_agrees_to_a_refund_answers_for_it_in_their_own_day() {
    let mut shop = Shop::new();
    let day = Limits { refund_day: Limit::up_to([sgd(1_000)]), ..Limits::none() };
    let change = Change::Role { who: person(DANIEL), role: "finance".into(), limits: Some(day) };
    shop.change(Some(LENA), change).unwrap();
    let subject = refund_of("P1", 900);
    shop.ask(PRIYA, &subject, 0).unwrap();
    let (people, asked, digest) = (shop.people(), shop.approvals(), subject.digest().unwrap());
    let agree = |who, spent| {
        let spent = Spent::from([(sgd(0).currency(), spent)]);
        may_give(&people, Some(&person(who)), &asked[0], &digest, &spent, at(1)).map(|by| by.id)
    };
    assert_eq!(agree(DANIEL, 100), Ok(person(DANIEL)));
    let refused = agree(DANIEL, 101).unwrap_err();
    assert_eq!(refused.code, RefusalCode::LimitPassed);
    assert_eq!(refused.lift, Lift::People(vec!["Lena".into()]), "whose day it is cannot help");
    assert_eq!(agree(LENA, 1_000_000), Ok(person(LENA)));
}
