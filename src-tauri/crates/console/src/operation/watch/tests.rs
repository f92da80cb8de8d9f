//! The ladder, the turns and the rate under virtual time: what must hold for any shop, whatever its clock does.
#![allow(clippy::arithmetic_side_effects, clippy::as_conversions, reason = "tests")]

use super::ladder::{Rung, rung_of, wait_of};
use super::rate::{BURST, ONE_CALL, Rate};
use super::turns::{Turns, batch};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use ledger::OpenOrder;
use proptest::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn order(number: u128, quiet: TimeDelta, live: Option<TimeDelta>, hold: Option<TimeDelta>) -> OpenOrder {
    OpenOrder {
        order: OrderId(Uuid::from_u128(number)),
        reference: format!("A-{number}"),
        word: "waiting".into(),
        moved_at: noon() - quiet,
        live_until: live.map(|left| noon() + left),
        hold_ends_at: hold.map(|left| noon() + left),
    }
}

#[test]
fn an_order_goes_down_the_ladder_as_it_grows_quiet() {
    let rung = |quiet, live: Option<i64>, looked| {
        rung_of(&order(1, quiet, live.map(TimeDelta::minutes), None), looked, noon())
    };
    assert_eq!(rung(TimeDelta::days(9), None, true), Rung::LookedAt);
    assert_eq!(rung(TimeDelta::minutes(1), Some(50), false), Rung::JustMoved);
    let paid = OpenOrder { word: "paid".into(), ..order(1, TimeDelta::minutes(1), None, None) };
    assert_eq!(rung_of(&paid, false, noon()), Rung::Ending);
    assert_eq!(rung(TimeDelta::minutes(30), Some(30), false), Rung::LinkLives);
    assert_eq!(rung(TimeDelta::minutes(65), Some(-5), false), Rung::Ending);
    assert_eq!(rung(TimeDelta::hours(3), None, false), Rung::Quiet);
    assert_eq!(rung(TimeDelta::days(3), Some(-4_000), false), Rung::Pending);
    let steps = [Rung::LookedAt, Rung::JustMoved, Rung::LinkLives, Rung::Ending, Rung::Quiet, Rung::Pending];
    assert_eq!(steps.map(|rung| rung.every().num_seconds()), [2, 5, 15, 60, 600, 3_600]);
}

#[test]
fn an_order_is_due_at_the_moments_that_must_tell_something() {
    let wait = |live: i64, hold: Option<i64>, ago: i64| {
        let order =
            order(1, TimeDelta::hours(30), Some(TimeDelta::seconds(live)), hold.map(TimeDelta::seconds));
        wait_of(&order, Rung::Pending, Some(TimeDelta::seconds(ago)), noon()).num_seconds()
    };
    assert_eq!(wait(100, None, 10), 100, "when the link ends");
    assert_eq!(wait(-100, None, 200), 0, "it ended since, and was not asked about");
    assert_eq!(wait(-100, None, 10), 15 * 60 - 100, "when its silence is proof");
    assert_eq!(wait(-1_000, None, 10), 3_590, "nothing is ahead");
    assert_eq!(wait(-1_000, Some(30), 10), 30, "when the hold ends");
    assert_eq!(wait(-1_000, Some(0), 10), 0, "at its end, not before it");
}

#[test]
fn what_expires_first_is_asked_about_first_and_whom_somebody_looks_at_before_all() {
    let mut turns = Turns::default();
    let hour = TimeDelta::hours(1);
    let open = vec![
        order(1, hour, None, None),
        order(2, hour, Some(TimeDelta::minutes(50)), None),
        order(3, hour, Some(TimeDelta::minutes(5)), None),
        order(4, hour, None, Some(TimeDelta::minutes(20))),
        order(5, TimeDelta::days(2), None, None),
    ];
    turns.look_at(Some(open[4].order));
    let names = |turns: Vec<super::turns::Turn>| -> Vec<String> {
        turns.into_iter().map(|turn| turn.reference).collect()
    };
    assert_eq!(names(turns.of(open.clone(), noon(), noon())), ["A-5", "A-3", "A-4", "A-2", "A-1"]);
    let asked = noon() - TimeDelta::minutes(30);
    for known in &open[..4] {
        turns.asked(known.order, if known.reference == "A-1" { asked } else { noon() });
    }
    assert_eq!(names(batch(turns.of(open, noon(), noon()), 10, 0)), ["A-5", "A-1"]);
}

#[test]
fn a_line_that_is_full_opens_again_after_one_call() {
    let (mut rate, mut calls) = (Rate::default(), 0);
    while rate.ready_in(noon()) == TimeDelta::zero() {
        rate.spend(noon());
        calls += 1;
    }
    assert_eq!((calls, rate.ready_in(noon())), (BURST, ONE_CALL));
    assert_eq!(rate.ready_in(noon() - TimeDelta::days(1)), ONE_CALL, "a clock that went back stops nobody");
    assert_eq!(rate.ready_in(noon() + ONE_CALL), TimeDelta::zero());
}

/// What the watcher does, with every call answered at once: the moments at which each order was asked about.
struct Watched {
    asked: HashMap<OrderId, Vec<DateTime<Utc>>>,
    all: Vec<DateTime<Utc>>,
}

/// Watches these orders for a time. `jumps` are set on the wall clock at a moment of the steady one.
fn watch(
    open: &[OpenOrder],
    looked_at: Option<usize>,
    span: TimeDelta,
    jumps: &[(TimeDelta, TimeDelta)],
) -> Watched {
    let (mut turns, mut rate) = (Turns::default(), Rate::default());
    turns.look_at(looked_at.and_then(|place| open.get(place)).map(|order| order.order));
    let mut watched = Watched { asked: HashMap::new(), all: Vec::new() };
    let mut steady = noon();
    while steady < noon() + span {
        let set: TimeDelta = jumps.iter().filter(|(at, _)| noon() + *at <= steady).map(|(_, by)| *by).sum();
        let now = steady + set;
        let all = turns.of(open.to_vec(), now, steady);
        let next = all.iter().map(|turn| turn.wait).min().unwrap_or(span);
        for turn in batch(all, BURST as usize, turns.served()) {
            if rate.ready_in(steady) > TimeDelta::zero() {
                break;
            }
            rate.spend(steady);
            turns.asked(turn.order, steady);
            watched.asked.entry(turn.order).or_default().push(steady);
            watched.all.push(steady);
        }
        let rest = next.max(rate.ready_in(steady)).clamp(TimeDelta::milliseconds(200), TimeDelta::seconds(5));
        steady += rest;
    }
    watched
}

fn shops() -> impl Strategy<Value = Vec<OpenOrder>> {
    let one =
        (0_i64..400_000, proptest::option::of(-4_000_i64..3_600), proptest::option::of(-100_i64..90_000));
    proptest::collection::vec(one, 1..24).prop_map(|orders| {
        let made = orders.into_iter().zip(1_u128..).map(|((quiet, live, hold), number)| {
            order(
                number,
                TimeDelta::seconds(quiet),
                live.map(TimeDelta::seconds),
                hold.map(TimeDelta::seconds),
            )
        });
        made.collect()
    })
}

/// The longest time between two askings, and between the beginning and the first.
fn longest_gap(asked: &[DateTime<Utc>], until: DateTime<Utc>) -> TimeDelta {
    let ends = std::iter::once(noon()).chain(asked.iter().copied());
    let next = asked.iter().copied().chain(std::iter::once(until));
    ends.zip(next).map(|(from, to)| to - from).max().unwrap_or_default()
}

/// More open payments than the line bears: they take turns, those that expire first before the others.
#[test]
fn no_order_is_asked_about_twice_while_others_were_never_asked_about() {
    let shop: Vec<OpenOrder> = (1_u32..=1_000)
        .map(|number| {
            let left = TimeDelta::seconds(i64::from(3_500 - number));
            order(number.into(), TimeDelta::seconds(5), Some(left), None)
        })
        .collect();
    let watched = watch(&shop, None, TimeDelta::minutes(9), &[]);
    let times = |order: &OpenOrder| watched.asked.get(&order.order).map_or(0, Vec::len);
    // The line bears 20 calls and five a second: 2,720 in nine minutes.
    assert!(
        shop.iter().all(|order| (2..=4).contains(&times(order))),
        "{:?}",
        shop.iter().map(times).collect::<Vec<_>>()
    );
    let first = |order: &OpenOrder| watched.asked[&order.order][0] - noon();
    let (last_to_expire, first_to_expire) = (first(&shop[0]), first(&shop[999]));
    assert!(
        first_to_expire < TimeDelta::seconds(1) && last_to_expire > TimeDelta::minutes(2),
        "{last_to_expire}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_forgotten_nobody_is_pestered_and_the_rate_is_kept(shop in shops()) {
        let span = TimeDelta::hours(2);
        let watched = watch(&shop, None, span, &[]);
        for order in &shop {
            let asked = watched.asked.get(&order.order).cloned().unwrap_or_default();
            // A full line makes everybody wait a little; the rung only grows slower meanwhile.
            let gap = longest_gap(&asked, noon() + span);
            prop_assert!(gap <= TimeDelta::hours(1) + TimeDelta::minutes(1), "{} waited {gap}", order.reference);
            let fastest = rung_of(order, false, noon()).every();
            let most = span.num_milliseconds() / fastest.num_milliseconds() + 4;
            prop_assert!(asked.len() as i64 <= most, "{} asked {} times", order.reference, asked.len());
        }
        for (place, first) in watched.all.iter().enumerate() {
            let within = watched.all[place..].iter().take_while(|call| **call - *first < TimeDelta::seconds(10));
            prop_assert!(within.count() <= BURST as usize + 51);
        }
    }

    #[test]
    fn whom_somebody_looks_at_is_asked_about_every_two_seconds(shop in shops(), place in 0_usize..24) {
        prop_assume!(place < shop.len());
        let span = TimeDelta::minutes(5);
        let watched = watch(&shop, Some(place), span, &[]);
        let gap = longest_gap(&watched.asked[&shop[place].order], noon() + span);
        prop_assert!(gap <= TimeDelta::seconds(3), "{gap}");
    }

    #[test]
    fn a_clock_that_jumps_makes_nobody_wait_longer_than_the_ladder(
        shop in shops(),
        at in 0_i64..3_000,
        by in -9_000_000_i64..9_000_000,
    ) {
        let span = TimeDelta::hours(3);
        let jump = (TimeDelta::seconds(at), TimeDelta::seconds(by));
        let watched = watch(&shop, None, span, &[jump]);
        for order in &shop {
            let gap = longest_gap(&watched.asked[&order.order], noon() + span);
            prop_assert!(gap <= TimeDelta::hours(1) + TimeDelta::minutes(1), "{} waited {gap}", order.reference);
        }
    }
}
