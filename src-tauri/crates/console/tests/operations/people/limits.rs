use super::{DANIEL, LENA, PRIYA, SetBack, TOM, add, code, refunds, second_from, sgd, sits, staffed};
use crate::shop::{Shop, decided, refund, whole};
use console::operation::Ask;
use console::people::change::PersonChange;
use console::{Clock, Console, ConsoleError, Ports, SecretText};
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
    let others = [shop.paid(&console, 40_000).await.0, shop.paid(&console, 40_000).await.0];
    console.set_approval_policy(second_from(10_000)).unwrap();
    for (name, other) in [DANIEL, LENA].into_iter().zip(others) {
        sits(&console, name);
        assert_eq!(code(decided(&console, refund(order, 10_000)).await), "approval-needed", "{name}");
        decided(&console, refund(other, 9_999)).await.unwrap();
    }
    sits(&console, PRIYA);
    assert_eq!(code(console.set_approval_policy(ApprovalPolicy::default())), "right-missing");
}

#[tokio::test]
async fn an_amount_in_parts_needs_the_second_person_that_it_needs_at_once() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 100_000).await;
    let (other, _) = shop.paid(&console, 100_000).await;
    console.set_approval_policy(second_from(50_000)).unwrap();
    sits(&console, DANIEL);
    // Two questions that were put while neither was decided: the second one is told that something happened.
    let first = console.prepare(refund(order, 45_000)).await.unwrap();
    let second = console.prepare(refund(order, 44_000)).await.unwrap();
    console.confirm(first.token, None).await.unwrap();
    assert_eq!(code(console.confirm(second.token, None).await), "changed-meanwhile");
    let put = console.prepare(refund(order, 44_000)).await.unwrap();
    let rule = put.second.clone().unwrap().rule;
    assert!(
        rule.contains("SGD 440.00") && rule.contains("SGD 890.00") && rule.contains("SGD 500.00"),
        "{rule}"
    );
    assert_eq!(code(console.confirm(put.token, None).await), "approval-needed");
    decided(&console, refund(order, 4_999)).await.unwrap();
    // Of another payment nothing counts.
    decided(&console, refund(other, 45_000)).await.unwrap();
}

#[tokio::test]
async fn what_needs_a_second_person_is_not_permitted_to_a_dry_run() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 100_000).await;
    console.set_approval_policy(second_from(50_000)).unwrap();
    sits(&console, DANIEL);
    let would = console.dry_run(refund(order, 50_000)).await.unwrap();
    assert!(!would.permitted);
    let refusal = would.refusal.unwrap();
    assert_eq!((refusal.code.as_str(), refusal.who.unwrap()), ("approval-needed", vec![LENA.to_owned()]));
    assert!(would.sentence.unwrap().contains("SGD 500.00"));
    assert_eq!(would.second.unwrap().approvers, [LENA]);
    assert!(console.dry_run(refund(order, 49_999)).await.unwrap().permitted);
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
    let own = Limits { refund_each: Limit::up_to([sgd(999)]), ..Limits::none() };
    console.change_person(LENA, PersonChange::Role("admin".into(), Some(own))).unwrap();
    let error = console.prepare(refund(order, 1_000)).await.unwrap_err();
    assert_eq!((error.code().as_str(), error.remedy().contains(LENA)), ("limit-passed", true), "{error}");
}

#[tokio::test]
async fn a_shop_of_one_person_gives_a_written_reason_and_the_recovery_code_instead_of_a_second_person() {
    let (shop, console) = Shop::open().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, LENA, "admin", None);
    console.set_approval_policy(second_from(10_000)).unwrap();
    let error = console.prepare(refund(order, 10_000)).await.unwrap_err();
    assert_eq!(error.code(), "reason-needed", "{error}");
    let would = console.dry_run(refund(order, 10_000)).await.unwrap();
    assert_eq!(would.refusal.unwrap().code, "reason-needed");
    let ask = || Ask { reason: Some("The steamer was broken".into()), ..refund(order, 10_000) };
    let prepared = console.prepare(ask()).await.unwrap();
    assert_eq!(prepared.second.unwrap().approvers, Vec::<String>::new());
    assert_eq!(code(console.confirm(prepared.token, None).await), "recovery-code");
    let token = console.prepare(ask()).await.unwrap().token;
    let wrong = SecretText::new("AAAA-BBBB".into());
    assert_eq!(code(console.confirm_with_code(token, None, &wrong).await), "recovery-code");
    assert!(console.outbox().unwrap().is_empty());
    let token = console.prepare(ask()).await.unwrap().token;
    let intent = console.confirm_with_code(token, None, &recovery).await.unwrap();
    assert_eq!(intent.reason.as_deref(), Some("The steamer was broken"));
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    // As soon as there is somebody who could agree, the code stands in for nobody.
    add(&console, DANIEL, "finance", None);
    let another = Ask { reason: Some("A second steamer was broken".into()), ..ask() };
    let token = console.prepare(another).await.unwrap().token;
    assert_eq!(code(console.confirm_with_code(token, None, &recovery).await), "approval-needed");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn what_somebody_agrees_to_counts_on_their_own_day_and_two_do_not_lift_each_others_limits() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, TOM, "finance", Some(refunds(5_000, 8_000)));
    let mut asked = Vec::new();
    for minor in [5_000, 3_001, 3_000] {
        sits(&console, PRIYA);
        let prepared = console.prepare(refund(order, minor)).await.unwrap();
        let ask = console.ask_approval(prepared.token, None).unwrap();
        sits(&console, TOM);
        match console.consider_approval(&ask.id).await {
            Ok(agreed) => {
                let intent = console.give_approval(&ask.id, agreed.token).await.unwrap();
                asked.push(console.settle(&intent.id).await.unwrap().stage);
            }
            Err(error) => {
                assert!(error.to_string().contains("SGD 30.00 is left until midnight"), "{error}");
                assert!(error.remedy().contains(DANIEL) && !error.remedy().contains(TOM), "{error:?}");
                asked.push(error.code());
                console.refuse_approval(&ask.id, "Ask somebody with more left").unwrap();
            }
        }
    }
    assert_eq!(asked, ["done", "limit-passed", "done"]);
    assert_eq!(
        code(decided(&console, refund(order, 1)).await),
        "approval-needed",
        "nothing is left of the day"
    );
    sits(&console, DANIEL);
    decided(&console, refund(order, 1)).await.unwrap();
}

#[tokio::test]
async fn a_clock_set_back_gives_nothing_of_the_day_back() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, TOM, "shop", Some(refunds(5_000, 5_000)));
    sits(&console, TOM);
    decided(&console, refund(order, 5_000)).await.unwrap();
    let clock = Arc::new(SetBack::of(shop.ports().clock));
    let counter = shop.another_with(Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..shop.ports() });
    sits(&counter, TOM);
    let token = counter.prepare(refund(order, 1)).await.unwrap().token;
    clock.set_back();
    assert_eq!(code(counter.confirm(token, None).await), "approval-needed");
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
async fn a_daily_limit_raced_by_ten_parallel_refunds_from_two_consoles_holds() {
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
