//! What people may do, around every limit, and what they may never grant, take or approve.

mod approvals;
mod granting;
mod seconds;

use super::approval::{may_ask, may_give, may_refuse, may_withdraw};
use super::decide::{Already, Spent, Standing, approvers, decide};
use super::manage::{self, Change};
use super::operator::Signature;
use super::*;
use crate::digest::Digest;
use crate::fact::{Actor, ApprovalAsked, Body, Fact};
use crate::ids::{ApprovalId, DeviceId, FactId, OrderId, PaymentId};
use crate::intent::Verb;
use crate::rules::{Lift, RefusalCode};
use chrono::{DateTime, TimeDelta, Utc};
use money::{Currency, Money};
use serde_json::json;
use uuid::Uuid;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn sgd(minor: u64) -> Money {
    Money::from_minor(minor, Currency::from_code("SGD").unwrap()).unwrap()
}

fn person(number: u128) -> OperatorId {
    OperatorId(Uuid::from_u128(number))
}

const LENA: u128 = 1;
const DANIEL: u128 = 2;
const PRIYA: u128 = 3;
const OMAR: u128 = 4;

/// A shop's people, and the journal they come from.
struct Shop {
    facts: Vec<Fact>,
}

impl Shop {
    fn new() -> Self {
        let mut shop = Self { facts: Vec::new() };
        shop.add(None, LENA, "Lena", "admin", None);
        shop.add(Some(LENA), DANIEL, "Daniel", "finance", None);
        shop.add(Some(LENA), PRIYA, "Priya", "shop", Some(limits(500, 1_300)));
        shop
    }

    fn people(&self) -> People {
        People::fold(&self.facts)
    }

    fn approvals(&self) -> Vec<Approval> {
        Approval::fold(&self.facts)
    }

    fn append(&mut self, who: Option<u128>, at: DateTime<Utc>, body: Body) {
        let seq = self.facts.len() as u64 + 1;
        let actor = who.map_or(Actor::Countersign, |who| {
            let name = self.people().operator(&person(who)).map_or("?".into(), |known| known.name.clone());
            Actor::Operator(Signature { id: person(who), name })
        });
        self.facts.push(Fact {
            id: FactId(Uuid::from_u128(u128::from(seq))),
            device: DeviceId(Uuid::from_u128(9)),
            device_seq: seq,
            previous: None,
            at,
            actor,
            approver: None,
            order: None,
            body,
            hash: Digest([0; 32]),
        });
    }

    fn change(&mut self, who: Option<u128>, change: Change) -> Result<(), RefusalCode> {
        let body = manage::decide(&self.people(), who.map(person).as_ref(), change, at(0))
            .map_err(|refusal| refusal.code)?;
        self.append(who, at(0), body);
        Ok(())
    }

    fn add(&mut self, who: Option<u128>, id: u128, name: &str, role: &str, limits: Option<Limits>) {
        let change = Change::Add { id: person(id), name: name.into(), role: role.into(), limits };
        self.change(who, change).unwrap();
    }

    fn policy(&mut self, policy: ApprovalPolicy) {
        self.change(Some(LENA), Change::Policy(policy)).unwrap();
    }

    fn may(&self, who: u128, what: &Act) -> Result<Standing, RefusalCode> {
        decide(&self.people(), Some(&person(who)), what, &Already::default()).map_err(|refusal| refusal.code)
    }

    fn ask(&mut self, who: u128, subject: &Subject, minute: i64) -> Result<ApprovalId, RefusalCode> {
        let people = self.people();
        let standing = decide(&people, Some(&person(who)), &subject.act(), &Already::default())
            .map_err(|refusal| refusal.code)?;
        let rule =
            may_ask(&standing, subject, &self.approvals(), at(minute)).map_err(|refusal| refusal.code)?;
        let approval = ApprovalId(Uuid::from_u128(self.facts.len() as u128));
        let lapses_at = at(minute) + TimeDelta::minutes(i64::from(people.policy.lapses_after_minutes));
        let asked = ApprovalAsked {
            approval,
            subject: subject.clone(),
            digest: subject.digest().unwrap(),
            sentence: "Refund".into(),
            rule: rule.to_string(),
            said: Some(rule),
            note: None,
            lapses_at,
        };
        self.append(Some(who), at(minute), Body::ApprovalAsked(Box::new(asked)));
        Ok(approval)
    }

    fn give(
        &mut self,
        who: u128,
        approval: ApprovalId,
        subject: &Subject,
        minute: i64,
    ) -> Result<(), RefusalCode> {
        let (people, all) = (self.people(), self.approvals());
        let known = all.iter().find(|known| known.asked.approval == approval).unwrap();
        let digest = subject.digest().unwrap();
        may_give(&people, Some(&person(who)), known, &digest, &Spent::new(), at(minute))
            .map_err(|refusal| refusal.code)?;
        self.append(Some(who), at(minute), Body::ApprovalGiven { approval, subject: digest });
        Ok(())
    }
}

fn limits(each: u64, day: u64) -> Limits {
    Limits {
        capture: Limit::default(),
        refund_each: Limit::up_to([sgd(each)]),
        refund_day: Limit::up_to([sgd(day)]),
    }
}

fn moving(verb: Verb, minor: u64) -> Act {
    Act::Move { verb, amount: sgd(minor), despite_dispute: false, reasoned: true }
}

fn refund_of(payment: &str, minor: u64) -> Subject {
    Subject::Move {
        verb: Verb::Refund,
        order: OrderId(Uuid::from_u128(77)),
        payment: PaymentId(payment.into()),
        amount: sgd(minor),
        reason: Some("broken".into()),
        despite_dispute: false,
    }
}

fn seconded(standing: Result<Standing, RefusalCode>) -> bool {
    matches!(standing, Ok(Standing::WithSecond { .. }))
}

#[test]
fn without_people_everything_is_as_before() {
    let nobody = People::default();
    assert_eq!(decide(&nobody, None, &moving(Verb::Refund, 1), &Already::default()), Ok(Standing::Alone));
}

#[test]
fn with_people_nothing_happens_before_somebody_signs_in() {
    let shop = Shop::new();
    for what in [moving(Verb::Refund, 1), Act::Anybody, Act::Promote, Act::Any(&[Right::Requests])] {
        let refused = decide(&shop.people(), None, &what, &Already::default()).unwrap_err();
        assert_eq!(refused.code, RefusalCode::SignInNeeded);
    }
}

#[test]
fn a_refund_is_free_up_to_the_limit_and_needs_a_second_person_one_minor_unit_above() {
    let shop = Shop::new();
    assert_eq!(shop.may(PRIYA, &moving(Verb::Refund, 500)), Ok(Standing::Alone));
    assert!(seconded(shop.may(PRIYA, &moving(Verb::Refund, 501))));
    let other = Money::from_minor(1, Currency::from_code("HKD").unwrap()).unwrap();
    let what = Act::Move { verb: Verb::Refund, amount: other, despite_dispute: false, reasoned: true };
    assert!(seconded(shop.may(PRIYA, &what)), "a currency without a limit is not free");
}

#[test]
fn the_limit_of_a_day_counts_what_was_refunded_today() {
    let shop = Shop::new();
    let spent = |minor| Already { today: Spent::from([(sgd(0).currency(), minor)]), refunded: None };
    let people = shop.people();
    let may = |minor, spent| decide(&people, Some(&person(PRIYA)), &moving(Verb::Refund, minor), &spent);
    assert_eq!(may(300, spent(1_000)), Ok(Standing::Alone));
    let Ok(Standing::WithSecond { rule, approvers }) = may(301, spent(1_000)) else { panic!("it passed") };
    assert!(rule.to_string().contains("SGD 3.00 is left until midnight"), "{rule}");
    assert_eq!(approvers, [person(LENA), person(DANIEL)]);
}

#[test]
fn who_lacks_a_right_is_told_who_has_it() {
    let shop = Shop::new();
    let refused =
        decide(&shop.people(), Some(&person(PRIYA)), &moving(Verb::Capture, 1), &Already::default())
            .unwrap_err();
    assert_eq!(refused.code, RefusalCode::RightMissing);
    assert_eq!(refused.reason, "Priya (shop) may not capture");
    assert_eq!(refused.lift.to_string(), "ask Lena or Daniel");
}

#[test]
fn a_policy_asks_for_a_second_person_from_its_amount_on_and_for_currencies_it_does_not_name() {
    let mut shop = Shop::new();
    let from = From::AtLeast([(sgd(0).currency(), 10_000)].into());
    shop.policy(ApprovalPolicy { refund: from, ..ApprovalPolicy::default() });
    assert_eq!(shop.may(DANIEL, &moving(Verb::Refund, 9_999)), Ok(Standing::Alone));
    assert!(seconded(shop.may(DANIEL, &moving(Verb::Refund, 10_000))));
    let yen = Money::from_minor(1, Currency::from_code("JPY").unwrap()).unwrap();
    let what = Act::Move { verb: Verb::Refund, amount: yen, despite_dispute: false, reasoned: true };
    assert!(seconded(shop.may(DANIEL, &what)));
}

#[test]
fn of_a_refund_policy_counts_what_it_brings_the_refunds_of_its_payment_to() {
    let mut shop = Shop::new();
    let from = From::AtLeast([(sgd(0).currency(), 50_000)].into());
    shop.policy(ApprovalPolicy { refund: from, ..ApprovalPolicy::default() });
    let people = shop.people();
    let after = |earlier, minor| {
        let already = Already { today: Spent::new(), refunded: Some(sgd(earlier)) };
        decide(&people, Some(&person(DANIEL)), &moving(Verb::Refund, minor), &already)
    };
    assert_eq!(after(0, 45_000), Ok(Standing::Alone));
    assert_eq!(after(45_000, 4_999), Ok(Standing::Alone));
    let Ok(Standing::WithSecond { rule, .. }) = after(45_000, 5_000) else { panic!("it passed") };
    let whole = Saying::SecondFromSum { amount: sgd(5_000), sum: sgd(50_000), from: sgd(50_000) };
    assert_eq!(rule, whole);
    assert!(rule.to_string().contains("come to SGD 500.00"), "{rule}");
    assert!(seconded(after(60_000, 1).map_err(|refusal| refusal.code)), "after one that somebody agreed to");
    let Ok(Standing::WithSecond { rule, .. }) = after(100, 50_000) else { panic!("it passed") };
    assert_eq!(rule, Saying::SecondFrom { verb: Right::Refund, amount: sgd(50_000) });
}

#[test]
fn a_refund_made_elsewhere_while_another_waits_brings_that_one_to_a_second_person() {
    use super::decide::still_alone;
    use crate::fact::CaptureMode;
    use crate::report::{Status, TransactionKind};
    use crate::testing::Story;
    use crate::testing::story::transaction;
    let mut shop = Shop::new();
    let from = From::AtLeast([(sgd(0).currency(), 3_000)].into());
    shop.policy(ApprovalPolicy { refund: from, ..ApprovalPolicy::default() });
    let people = shop.people();
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    let waits = story.intent(Verb::Refund, "pay-1", sgd(2_000), None);
    // What is decided here later counts this one, and had to be agreed to by itself.
    story.intent(Verb::Refund, "pay-1", sgd(1_000), None);
    let judged = |story: &Story| {
        let order = story.order();
        still_alone(&people, &order, order.intent(&waits).unwrap()).map_err(|refusal| refusal.code)
    };
    assert_eq!(judged(&story), Ok(()));
    let mut elsewhere = transaction(
        TransactionKind::Refund,
        Status::Success,
        crate::ids::OperationId("theirs".into()),
        sgd(1_000),
    );
    elsewhere.at = Some(story.now);
    story.listed("req-1", "pay-1", elsewhere);
    assert_eq!(judged(&story), Err(RefusalCode::ApprovalNeeded));
}

#[test]
fn a_policy_that_asks_for_reasons_has_no_act_without_one() {
    let mut shop = Shop::new();
    shop.policy(ApprovalPolicy { reasons: [Verb::Cancel].into(), ..ApprovalPolicy::default() });
    let what = Act::Move { verb: Verb::Cancel, amount: sgd(1), despite_dispute: false, reasoned: false };
    assert_eq!(shop.may(DANIEL, &what), Err(RefusalCode::ReasonNeeded));
}

#[test]
fn a_window_locks_after_three_minutes_or_what_the_policy_says_from_one_to_sixty() {
    let mut shop = Shop::new();
    assert_eq!(shop.people().policy.lock_after_minutes, 3);
    let after =
        |minutes| Change::Policy(ApprovalPolicy { lock_after_minutes: minutes, ..ApprovalPolicy::default() });
    for out in [0, 61] {
        assert_eq!(shop.change(Some(LENA), after(out)), Err(RefusalCode::TimeOutOfRange), "{out}");
    }
    assert_eq!(shop.change(Some(DANIEL), after(10)), Err(RefusalCode::RightMissing));
    for within in [1, 60] {
        shop.change(Some(LENA), after(within)).unwrap();
        assert_eq!(shop.people().policy.lock_after_minutes, within);
    }
}

#[test]
fn a_policy_that_was_set_before_windows_locked_by_it_is_read_with_three_minutes() {
    let old = r#"{"capture":"never","cancel":"never","refund":{"at-least":{"SGD":50000}},"promote":false,
        "dispute":true,"lapses_after_minutes":60,"reasons":["Refund"]}"#;
    let policy: ApprovalPolicy = serde_json::from_str(old).unwrap();
    assert_eq!((policy.lock_after_minutes, policy.lapses_after_minutes, policy.promote), (3, 60, false));
}

#[test]
fn a_request_that_was_made_before_rules_had_codes_is_read_with_its_sentence() {
    let mut shop = Shop::new();
    shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    let asked = shop.approvals()[0].asked.clone();
    let mut old = serde_json::to_value(&asked).unwrap();
    assert_eq!(old["said"]["code"], "above-limit");
    old.as_object_mut().unwrap().remove("said");
    let read: ApprovalAsked = serde_json::from_value(old).unwrap();
    assert_eq!(read, ApprovalAsked { said: None, ..asked });
}

#[test]
fn a_shop_of_one_person_promotes_with_the_recovery_code_and_two_people_with_each_other() {
    let mut alone = Shop { facts: Vec::new() };
    alone.add(None, LENA, "Lena", "admin", None);
    assert!(matches!(alone.may(LENA, &Act::Promote), Ok(Standing::WithCode { .. })));
    alone.add(Some(LENA), OMAR, "Omar", "admin", None);
    assert!(seconded(alone.may(LENA, &Act::Promote)));
}

#[test]
fn somebody_is_called_by_their_name_however_it_is_typed_and_nobody_by_another() {
    let people = Shop::new().people();
    let called = |name: &str| people.called(name).map(|somebody| somebody.id);
    assert_eq!(called("  DANIEL "), Some(person(DANIEL)));
    assert_eq!(called("Priya"), Some(person(PRIYA)));
    assert_eq!(called("Dan"), None);
}

#[test]
fn the_first_person_is_an_admin() {
    let mut shop = Shop { facts: Vec::new() };
    let change = Change::Add { id: person(1), name: "Ann".into(), role: "finance".into(), limits: None };
    assert_eq!(shop.change(None, change), Err(RefusalCode::RoleUnfit));
}

#[test]
fn nobody_grants_what_they_do_not_hold() {
    let mut shop = Shop::new();
    let rights = Rights { held: [Right::People, Right::Requests].into(), limits: Limits::default() };
    shop.change(Some(LENA), Change::MakeRole(Role { name: "Team lead".into(), rights })).unwrap();
    shop.add(Some(LENA), OMAR, "Omar", "team-lead", None);
    let hire =
        |role: &str| Change::Add { id: person(8), name: "New".into(), role: role.into(), limits: None };
    let refused = manage::decide(&shop.people(), Some(&person(OMAR)), hire("admin"), at(0)).unwrap_err();
    assert_eq!(refused.code, RefusalCode::GrantsMoreThanHeld);
    assert_eq!(refused.lift, Lift::People(vec!["Lena".into()]), "Omar manages people, and cannot grant this");
    assert_eq!(shop.change(Some(OMAR), hire("finance")), Err(RefusalCode::GrantsMoreThanHeld));
    let greedy = Rights { held: [Right::Requests, Right::Refund].into(), limits: Limits::none() };
    let role = Role { name: "Greedy".into(), rights: greedy };
    assert_eq!(shop.change(Some(OMAR), Change::MakeRole(role)), Err(RefusalCode::GrantsMoreThanHeld));
    let raise = Change::Role { who: person(OMAR), role: "admin".into(), limits: None };
    assert_eq!(shop.change(Some(OMAR), raise), Err(RefusalCode::GrantsMoreThanHeld));
    let put_out = Change::Suspend { who: person(LENA), reason: "mine now".into() };
    assert_eq!(shop.change(Some(OMAR), put_out), Err(RefusalCode::GrantsMoreThanHeld));
    assert_eq!(shop.change(Some(OMAR), hire("team-lead")), Ok(()));
}

#[test]
fn the_last_admin_cannot_lose_the_role_and_a_second_one_can() {
    let mut shop = Shop::new();
    let lose = || Change::Role { who: person(LENA), role: "finance".into(), limits: None };
    let leave = Change::Suspend { who: person(LENA), reason: "holiday".into() };
    assert_eq!(shop.change(Some(LENA), lose()), Err(RefusalCode::LastAdmin));
    assert_eq!(shop.change(Some(LENA), leave), Err(RefusalCode::LastAdmin));
    shop.add(Some(LENA), OMAR, "Omar", "admin", None);
    assert_eq!(shop.change(Some(LENA), lose()), Ok(()));
}

#[test]
fn a_name_that_was_somebodys_is_nobody_elses() {
    let mut shop = Shop::new();
    shop.change(Some(LENA), Change::Rename { who: person(DANIEL), name: "Dan".into() }).unwrap();
    let mut take = |name: &str| {
        let change = Change::Add { id: person(8), name: name.into(), role: "shop".into(), limits: None };
        shop.change(Some(LENA), change)
    };
    assert_eq!(take(" daniel "), Err(RefusalCode::NameTaken));
    assert_eq!(take("DAN"), Err(RefusalCode::NameTaken));
    assert_eq!(take("Ｄaniel"), Err(RefusalCode::NameTaken), "letters that look the same are the same");
    shop.change(Some(LENA), Change::Rename { who: person(DANIEL), name: "Daniel".into() }).unwrap();
}

#[test]
fn whoever_is_suspended_does_nothing_and_works_again_when_let() {
    let mut shop = Shop::new();
    shop.change(Some(LENA), Change::Suspend { who: person(DANIEL), reason: "left".into() }).unwrap();
    assert_eq!(shop.may(DANIEL, &moving(Verb::Refund, 1)), Err(RefusalCode::OperatorSuspended));
    assert_eq!(
        shop.may(PRIYA, &moving(Verb::Refund, 501)),
        Ok(Standing::WithSecond {
            rule: Saying::AboveLimit { verb: Right::Refund, amount: sgd(501), most: sgd(500) },
            approvers: vec![person(LENA)],
        })
    );
    shop.change(Some(LENA), Change::LetWork { who: person(DANIEL) }).unwrap();
    assert_eq!(shop.may(DANIEL, &moving(Verb::Refund, 1)), Ok(Standing::Alone));
}

#[test]
fn an_approval_is_given_once_by_somebody_else_for_exactly_what_was_asked() {
    let mut shop = Shop::new();
    let subject = refund_of("P1", 900);
    let approval = shop.ask(PRIYA, &subject, 0).unwrap();
    assert_eq!(shop.give(PRIYA, approval, &subject, 1), Err(RefusalCode::OwnApproval));
    assert_eq!(shop.give(DANIEL, approval, &refund_of("P1", 901), 1), Err(RefusalCode::ApprovalDiffers));
    assert_eq!(shop.give(DANIEL, approval, &subject, 1), Ok(()));
    assert_eq!(shop.give(DANIEL, approval, &subject, 2), Err(RefusalCode::ApprovalOver), "replayed");
    assert_eq!(shop.give(LENA, approval, &subject, 2), Err(RefusalCode::ApprovalOver), "a second approver");
}

#[test]
fn renaming_oneself_makes_nobody_else() {
    let mut shop = Shop::new();
    shop.add(Some(LENA), OMAR, "Omar", "admin", None);
    shop.policy(ApprovalPolicy { refund: From::AtLeast([].into()), ..ApprovalPolicy::default() });
    let subject = refund_of("P1", 900);
    let approval = shop.ask(OMAR, &subject, 0).unwrap();
    shop.change(Some(OMAR), Change::Rename { who: person(OMAR), name: "Somebody else".into() }).unwrap();
    assert_eq!(shop.give(OMAR, approval, &subject, 1), Err(RefusalCode::OwnApproval));
}

#[test]
fn one_request_of_a_payment_is_open_at_a_time() {
    let mut shop = Shop::new();
    shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    assert_eq!(shop.ask(PRIYA, &refund_of("P1", 901), 1), Err(RefusalCode::ApprovalOpen));
    assert!(shop.ask(PRIYA, &refund_of("P2", 901), 1).is_ok());
}

#[test]
fn an_approval_lapses_and_a_clock_set_back_does_not_revive_it() {
    let mut shop = Shop::new();
    let subject = refund_of("P1", 900);
    let approval = shop.ask(PRIYA, &subject, 0).unwrap();
    assert_eq!(shop.give(DANIEL, approval, &subject, 241), Err(RefusalCode::ApprovalOver));
    assert_eq!(shop.give(DANIEL, approval, &subject, -60), Err(RefusalCode::ApprovalOver));
    assert_eq!(shop.give(DANIEL, approval, &subject, 240), Ok(()));
}

#[test]
fn a_restored_ledger_holds_no_open_approval() {
    let mut shop = Shop::new();
    let subject = refund_of("P1", 900);
    let approval = shop.ask(PRIYA, &subject, 0).unwrap();
    shop.append(None, at(1), Body::LedgerRestored { facts: 4, head: Digest([1; 32]) });
    assert_eq!(shop.give(DANIEL, approval, &subject, 2), Err(RefusalCode::ApprovalOver));
}

#[test]
fn nobody_approves_for_somebody_who_was_suspended_meanwhile_or_lost_the_right() {
    let mut shop = Shop::new();
    let subject = refund_of("P1", 900);
    let approval = shop.ask(PRIYA, &subject, 0).unwrap();
    shop.change(Some(LENA), Change::Suspend { who: person(PRIYA), reason: "left".into() }).unwrap();
    assert_eq!(shop.give(DANIEL, approval, &subject, 1), Err(RefusalCode::RightMissing));
}

#[test]
fn an_approver_reaches_no_further_than_their_own_limit() {
    let mut shop = Shop::new();
    let limits = Limits { refund_each: Limit::up_to([sgd(1_000)]), ..Limits::none() };
    let change = Change::Role { who: person(DANIEL), role: "finance".into(), limits: Some(limits) };
    shop.change(Some(LENA), change).unwrap();
    let names = |minor| -> Vec<String> {
        let people = shop.people();
        let could = approvers(&people, &person(PRIYA), &moving(Verb::Refund, minor));
        could.into_iter().map(|other| other.name.clone()).collect()
    };
    assert_eq!(names(1_000), ["Lena", "Daniel"]);
    assert_eq!(names(1_001), ["Lena"]);
}

#[test]
fn a_refusal_has_its_reason_and_only_the_asker_takes_a_request_back() {
    let mut shop = Shop::new();
    let approval = shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    let (people, all) = (shop.people(), shop.approvals());
    let known = all.iter().find(|known| known.asked.approval == approval).unwrap();
    let no = |who, reason| may_refuse(&people, Some(&person(who)), known, reason, at(1)).map(|by| by.id);
    assert_eq!(no(DANIEL, " ").unwrap_err().code, RefusalCode::ReasonNeeded);
    assert_eq!(no(PRIYA, "no").unwrap_err().code, RefusalCode::OwnApproval);
    assert_eq!(no(DANIEL, "ask the buyer first"), Ok(person(DANIEL)));
    let back = |who| may_withdraw(&people, Some(&person(who)), known, at(1));
    assert_eq!(back(DANIEL).unwrap_err().code, RefusalCode::RightMissing);
    assert_eq!(back(PRIYA), Ok(()));
}

mod around_every_limit {
    use super::*;
    use proptest::prelude::*;

    fn limit() -> impl Strategy<Value = Limit> {
        prop_oneof![
            Just(Limit::Any),
            Just(Limit::default()),
            (0_u64..2_000).prop_map(|most| Limit::up_to([sgd(most)])),
        ]
    }

    proptest! {
        /// What a limit covers, it allows; and whoever covers another's rights reaches every amount of theirs.
        #[test]
        fn a_limit_that_covers_another_allows_whatever_the_other_does(
            mine in limit(), theirs in limit(), amount in 0_u64..2_100,
        ) {
            if mine.covers(&theirs) && theirs.allows(sgd(amount)) && amount > 0 {
                prop_assert!(mine.allows(sgd(amount)));
            }
        }

        /// Alone means: within each limit, and within the day's with everything of today.
        #[test]
        fn nobody_passes_a_limit_alone(
            each in limit(), day in limit(), spent in 0_u64..2_000, amount in 1_u64..2_100,
        ) {
            let mut shop = Shop::new();
            let limits = Limits { capture: Limit::default(), refund_each: each.clone(), refund_day: day.clone() };
            let change = Change::Role { who: person(PRIYA), role: "shop".into(), limits: Some(limits) };
            shop.change(Some(LENA), change).unwrap();
            let today = Already { today: Spent::from([(sgd(0).currency(), spent)]), refunded: None };
            let people = shop.people();
            let alone = decide(&people, Some(&person(PRIYA)), &moving(Verb::Refund, amount), &today)
                == Ok(Standing::Alone);
            prop_assert_eq!(alone, each.allows(sgd(amount)) && day.allows(sgd(spent + amount)));
        }
    }
}

/// Rules that stand in requests are in journals: how they are written may not change, and one that is not known here
/// keeps no request from being read.
#[test]
fn a_request_is_read_whatever_its_rule_is_called() {
    let amount = |value: &str| json!({ "currency": "SGD", "value": value });
    let written = [
        (json!({ "code": "second-for-keys" }), Saying::SecondForKeys),
        (json!({ "code": "dispute-open" }), Saying::DisputeOpen),
        (
            json!({ "code": "second-from", "verb": "refund", "amount": amount("50000") }),
            Saying::SecondFrom { verb: Right::Refund, amount: sgd(50_000) },
        ),
        (
            json!({ "code": "above-limit", "verb": "capture", "amount": amount("8000"), "most": amount("5000") }),
            Saying::AboveLimit { verb: Right::Capture, amount: sgd(8_000), most: sgd(5_000) },
        ),
        (
            json!({ "code": "above-day", "amount": amount("8000"), "most": amount("5000"), "left": amount("1") }),
            Saying::AboveDay { amount: sgd(8_000), most: sgd(5_000), left: sgd(1) },
        ),
    ];
    for (stored, rule) in written {
        assert_eq!(serde_json::to_value(&rule).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Saying>(stored).unwrap(), rule);
    }
    let mut shop = Shop::new();
    shop.ask(PRIYA, &refund_of("P1", 900), 0).unwrap();
    let mut stored = serde_json::to_value(&shop.approvals()[0].asked).unwrap();
    stored["said"] = json!({ "code": "moon-in-the-wrong-house", "phase": 3 });
    let read: ApprovalAsked = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(read.said, None);
    assert!(!read.rule.is_empty(), "the words are there all the same");
    stored["said"] = json!({ "code": "dispute-open" });
    let read: ApprovalAsked = serde_json::from_value(stored).unwrap();
    assert_eq!(read.said, Some(Saying::DisputeOpen));
}
