//! What people may grant, what roles are called, and how limits and rights are written.

use super::*;
use crate::people::right::More;

fn rights(held: &[Right], limits: Limits) -> Rights {
    Rights { held: held.iter().copied().collect(), limits }
}

#[test]
fn a_limit_covers_another_of_the_same_currency_and_whatever_comes_to_nothing() {
    let usd = |minor| Money::from_minor(minor, Currency::from_code("USD").unwrap()).unwrap();
    let mine = Limit::up_to([sgd(1_000)]);
    assert!(mine.covers(&Limit::up_to([sgd(1_000)])));
    assert!(mine.covers(&Limit::up_to([sgd(500), usd(0)])));
    assert!(!mine.covers(&Limit::up_to([sgd(1_001)])));
    assert!(!mine.covers(&Limit::up_to([usd(1)])));
}

#[test]
fn a_limit_is_written_with_its_currencies() {
    assert_eq!(Limit::Any.to_string(), "any amount");
    assert_eq!(Limit::default().to_string(), "nothing");
    let yen = Money::from_minor(10_000, Currency::from_code("JPY").unwrap()).unwrap();
    assert_eq!(Limit::up_to([sgd(10_000)]).to_string(), sgd(10_000).to_string());
    let both = Limit::up_to([sgd(10_000), yen]).to_string();
    assert!(both.contains(&sgd(10_000).to_string()) && both.contains(&yen.to_string()), "{both}");
}

#[test]
fn a_right_is_read_as_it_is_written() {
    for right in Right::ALL {
        assert_eq!(right.to_string(), right.as_str());
        assert_eq!(right.to_string().parse(), Ok(*right));
    }
    assert!("everything".parse::<Right>().is_err());
}

#[test]
fn higher_limits_are_lacked_one_by_one_and_only_of_rights_that_are_held() {
    let most = || Limit::up_to([sgd(1_000)]);
    let all = || Limits { capture: most(), refund_each: most(), refund_day: most() };
    let mine = rights(&[Right::Capture, Right::Refund], all());
    assert_eq!(mine.lack(&rights(&[Right::Capture, Right::Refund], all())), None);
    for higher in [
        Limits { capture: Limit::Any, ..all() },
        Limits { refund_each: Limit::Any, ..all() },
        Limits { refund_day: Limit::Any, ..all() },
    ] {
        assert_eq!(mine.lack(&rights(&[Right::Capture, Right::Refund], higher.clone())), Some(More::Limits));
        assert_eq!(mine.lack(&rights(&[], higher)), None);
    }
    assert_eq!(mine.lack(&rights(&[Right::Approve], all())), Some(More::Right(Right::Approve)));
}

#[test]
fn a_role_of_ones_own_has_a_name_that_is_none_of_a_shipped_one() {
    let mut shop = Shop::new();
    let mut make = |name: &str| {
        let role = Role { name: name.into(), rights: rights(&[Right::Requests], Limits::default()) };
        shop.change(Some(LENA), Change::MakeRole(role))
    };
    for name in ["", "  ", "Admin", "finance", "SHOP"] {
        assert_eq!(make(name), Err(RefusalCode::RoleUnfit), "{name:?}");
    }
    assert_eq!(make("Weekend shop"), Ok(()));
}

#[test]
fn a_role_goes_when_nobody_has_it_and_is_given_to_nobody_then() {
    let mut shop = Shop::new();
    let role = Role { name: "Helper".into(), rights: rights(&[Right::Requests], Limits::default()) };
    shop.change(Some(LENA), Change::MakeRole(role)).unwrap();
    let remove = || Change::RemoveRole("helper".into());
    let give = |role: &str| Change::Role { who: person(PRIYA), role: role.into(), limits: None };
    shop.change(Some(LENA), give("helper")).unwrap();
    assert_eq!(shop.change(Some(LENA), remove()), Err(RefusalCode::RoleUnfit), "Priya has it");
    shop.change(Some(LENA), give("shop")).unwrap();
    assert_eq!(shop.change(Some(LENA), remove()), Ok(()));
    assert_eq!(shop.change(Some(LENA), give("helper")), Err(RefusalCode::UnknownRole));
    assert_eq!(shop.change(Some(LENA), remove()), Err(RefusalCode::UnknownRole));
}

#[test]
fn a_name_is_kept_with_single_blanks_and_has_letters_that_can_be_shown() {
    let mut shop = Shop::new();
    shop.add(Some(LENA), OMAR, "  Omar   Aziz ", "shop", None);
    assert_eq!(shop.people().operator(&person(OMAR)).unwrap().name, "Omar Aziz");
    for name in ["", "  ", "O\u{7}mar"] {
        let change = Change::Add { id: person(8), name: name.into(), role: "shop".into(), limits: None };
        assert_eq!(shop.change(Some(LENA), change), Err(RefusalCode::FieldMissing), "{name:?}");
    }
}

#[test]
fn a_suspension_is_kept_with_its_reason_as_it_was_written() {
    let shop = Shop::new();
    let suspend = Change::Suspend { who: person(DANIEL), reason: " away for good ".into() };
    let body = manage::decide(&shop.people(), Some(&person(LENA)), suspend, at(0)).unwrap();
    let Body::OperatorChanged(changed) = body else { panic!("{body:?}") };
    assert_eq!(changed.reason.as_deref(), Some("away for good"));
}

#[test]
fn nobody_lets_somebody_work_again_who_held_more_than_they_do() {
    let mut shop = Shop::new();
    let lead = Role {
        name: "Team lead".into(),
        rights: rights(&[Right::People, Right::Requests], Limits::default()),
    };
    shop.change(Some(LENA), Change::MakeRole(lead)).unwrap();
    shop.add(Some(LENA), OMAR, "Omar", "team-lead", None);
    shop.change(Some(LENA), Change::Suspend { who: person(DANIEL), reason: "left".into() }).unwrap();
    let back = || Change::LetWork { who: person(DANIEL) };
    assert_eq!(shop.change(Some(OMAR), back()), Err(RefusalCode::GrantsMoreThanHeld));
    assert_eq!(shop.change(Some(LENA), back()), Ok(()));
}

#[test]
fn a_request_waits_from_a_minute_to_seven_days() {
    let mut shop = Shop::new();
    let mut after = |minutes| {
        let policy = ApprovalPolicy { lapses_after_minutes: minutes, ..ApprovalPolicy::default() };
        shop.change(Some(LENA), Change::Policy(policy))
    };
    for out in [0, 10_081] {
        assert_eq!(after(out), Err(RefusalCode::TimeOutOfRange), "{out}");
    }
    for within in [1, 10_080] {
        assert_eq!(after(within), Ok(()), "{within}");
    }
}

#[test]
fn the_last_try_of_a_pin_is_told_as_one() {
    assert_eq!(Saying::PinWrong { left: 1 }.to_string(), "that PIN does not match. 1 try left");
    assert_eq!(Saying::PinWrong { left: 2 }.to_string(), "that PIN does not match. 2 tries left");
}
