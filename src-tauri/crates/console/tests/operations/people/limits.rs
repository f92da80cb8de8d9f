use super::{DANIEL, LENA, PRIYA, TOM, add, code, refunds, second_from, sgd, sits, staffed};
use crate::shop::{Shop, decided, refund, whole};
use console::{Console, ConsoleError};
use domain::ids::OrderId;
use domain::intent::Verb;
use domain::people::{ApprovalPolicy, Limit, Limits};
use simulator::{Effect, Span};
use std::sync::Arc;

#[tokio::test]
async fn a_refund_goes_up_to_the_limit_and_not_a_minor_unit_further() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, TOM, "shop", Some(refunds(5_000, 12_000)));
    sits(&console, TOM);
    let above = console.prepare(refund(order, 5_001)).await.unwrap();
    let second = above.second.clone().unwrap();
    assert_eq!(second.rule, "SGD 50.01 is above your limit of SGD 50.00 for a refund");
    assert_eq!(second.approvers, [LENA, DANIEL]);
    let error = console.confirm(above.token, None).await.unwrap_err();
    assert_eq!(
        (error.code().as_str(), error.remedy().contains(DANIEL)),
        ("approval-needed", true),
        "{error}"
    );
    let at = console.prepare(refund(order, 5_000)).await.unwrap();
    assert_eq!(at.second, None);
    console.confirm(at.token, None).await.unwrap();
}

#[tokio::test]
async fn the_limit_of_a_day_counts_what_was_asked_for_and_not_what_was_stopped() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, TOM, "shop", Some(refunds(5_000, 12_000)));
    sits(&console, TOM);
    let (_, first) = decided(&console, refund(order, 5_000)).await.unwrap();
    decided(&console, refund(order, 4_999)).await.unwrap();
    let third = console.prepare(refund(order, 2_002)).await.unwrap();
    assert!(third.second.unwrap().rule.contains("SGD 20.01 is left until midnight"));
    assert_eq!(code(console.confirm(third.token, None).await), "approval-needed");
    console.stop(&first.id).unwrap();
    decided(&console, refund(order, 2_002)).await.unwrap();
    shop.pass(Span::hours(24));
    decided(&console, refund(order, 5_000)).await.unwrap();
}

#[tokio::test]
async fn a_currency_without_a_limit_is_not_for_that_person() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let hkd = money::Money::from_wire("HKD", "900000").unwrap();
    let limits = Limits { refund_each: Limit::up_to([hkd]), refund_day: Limit::Any, capture: Limit::Any };
    add(&console, TOM, "shop", Some(limits));
    sits(&console, TOM);
    assert_eq!(code(decided(&console, refund(order, 1)).await), "approval-needed");
}

#[tokio::test]
async fn policy_asks_for_a_second_person_from_an_amount_on_whoever_it_is() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    console.set_approval_policy(second_from(10_000)).unwrap();
    for name in [DANIEL, LENA] {
        sits(&console, name);
        assert_eq!(code(decided(&console, refund(order, 10_000)).await), "approval-needed", "{name}");
        decided(&console, refund(order, 9_000 + u64::from(name == LENA))).await.unwrap();
    }
    sits(&console, PRIYA);
    assert_eq!(code(console.set_approval_policy(ApprovalPolicy::default())), "right-missing");
}

#[tokio::test]
async fn a_reason_is_written_where_policy_wants_one() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let reasons = [Verb::Refund].into();
    console.set_approval_policy(ApprovalPolicy { reasons, ..ApprovalPolicy::default() }).unwrap();
    assert_eq!(code(console.prepare(refund(order, 100)).await), "reason-needed");
    let written =
        |reason: &str| console::operation::Ask { reason: Some(reason.into()), ..refund(order, 100) };
    assert_eq!(code(console.prepare(written("  ")).await), "reason-needed");
    decided(&console, written("One box was damaged")).await.unwrap();
}

#[tokio::test]
async fn what_nobody_here_could_approve_is_refused_with_who_could_change_that() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, LENA, "admin", None);
    console.set_approval_policy(second_from(10_000)).unwrap();
    let error = console.prepare(refund(order, 10_000)).await.unwrap_err();
    assert_eq!((error.code().as_str(), error.remedy().contains(LENA)), ("limit-passed", true), "{error}");
}

#[tokio::test]
async fn a_capture_has_a_limit_of_its_own_and_a_cancel_has_none() {
    let (shop, console) = staffed().await;
    let (held, _) = shop.authorised(&console, 40_000).await;
    let (other, _) = shop.authorised(&console, 40_000).await;
    let limits = Limits { capture: Limit::up_to([sgd(39_999)]), ..Limits::none() };
    add(&console, TOM, "finance", Some(limits));
    sits(&console, TOM);
    assert_eq!(code(decided(&console, whole(held, Verb::Capture)).await), "approval-needed");
    decided(&console, whole(other, Verb::Cancel)).await.unwrap();
}

/// Refunds, as often as something changed meanwhile, and follows it to the end.
async fn try_to_refund(console: Arc<Console>, order: OrderId) -> Result<String, ConsoleError> {
    loop {
        let prepared = console.prepare(refund(order, 1_000)).await?;
        match console.confirm(prepared.token, None).await {
            Err(ConsoleError::Changed { .. }) => {}
            Err(error) if error.code() == "ledger-busy" => {}
            answer => return Ok(console.settle(&answer?.id).await?.stage),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_refunds_at_once_from_several_consoles_stay_within_the_day() {
    let (shop, console) = staffed().await;
    let mut orders = Vec::new();
    for _ in 0..10 {
        orders.push(shop.paid(&console, 1_000).await.0);
    }
    add(&console, TOM, "shop", Some(refunds(1_000, 4_000)));
    let counters: Vec<_> = (0..2).map(|_| Arc::new(shop.another())).collect();
    counters.iter().for_each(|counter| sits(counter, TOM));
    let tasks: Vec<_> = orders
        .iter()
        .enumerate()
        .map(|(place, order)| tokio::spawn(try_to_refund(Arc::clone(&counters[place % 2]), *order)))
        .collect();
    let mut done = 0;
    let mut refused = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(stage) => {
                assert_eq!(stage, "done");
                done += 1;
            }
            Err(error) => refused.push(format!("{}: {error}", error.code())),
        }
    }
    assert!(refused.iter().all(|told| told.starts_with("approval-needed")), "{refused:?}");
    assert_eq!(done, 4, "four of a thousand are the four thousand of the day: {refused:?}");
    assert_eq!(shop.booked(Effect::Refunded).len(), 4);
}
