use crate::shop::{Shop, decided, done, refund, sgd, whole};
use chrono::TimeDelta;
use console::Console;
use console::attention::AttentionKind;
use console::operation::{Ask, WatchOptions};
use console::view::OrderView;
use domain::fact::CaptureMode;
use domain::ids::{OrderId, PaymentId};
use domain::intent::Verb;
use simulator::{Effect, FaultKind, Span};

const QUIET: WatchOptions = WatchOptions { once: false, until_quiet: true };

#[tokio::test]
async fn a_cancel_gives_the_whole_payment_back_and_nothing_is_left_to_refund() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let cancelled = done(&console, whole(order, Verb::Cancel)).await;
    assert_eq!((cancelled.stage.as_str(), cancelled.word.as_str()), ("done", "Cancelled"));
    assert_eq!(shop.booked(Effect::Cancelled).len(), 1);
    assert_eq!(shop.totals(payment.as_str()).kept(), 0);
    assert_eq!(console.show(&order).unwrap().state.state, "cancelled");
    assert_eq!(console.prepare(refund(order, 100)).await.unwrap_err().code(), "payment-cancelled");
}

#[tokio::test]
async fn a_cancel_of_a_hold_releases_it() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 4_000).await;
    assert_eq!(done(&console, whole(order, Verb::Cancel)).await.stage, "done");
    assert_eq!(shop.totals(payment.as_str()).released, 4_000);
    assert_eq!(console.prepare(whole(order, Verb::Capture)).await.unwrap_err().code(), "payment-cancelled");
}

#[tokio::test]
async fn after_a_quarter_past_midnight_of_the_next_day_the_advice_is_to_refund() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let open = console.dry_run(whole(order, Verb::Cancel)).await.unwrap();
    assert_eq!(open.advice.unwrap().right_now, "cancel");
    shop.pass(Span::hours(25));
    let closed = console.dry_run(whole(order, Verb::Cancel)).await.unwrap();
    assert_eq!(closed.refusal.unwrap().code, "cancel-window-over");
    assert_eq!(closed.advice.unwrap().right_now, "refund");
}

#[tokio::test]
async fn a_cancel_confirmed_in_the_last_minute_leaves_before_its_window_closes() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let until = console.dry_run(whole(order, Verb::Cancel)).await.unwrap().advice.unwrap().until.unwrap();
    let left = until.signed_duration_since(console.now());
    shop.pass(Span::millis(left.num_milliseconds() - 40_000));
    let (prepared, intent) = decided(&console, whole(order, Verb::Cancel)).await.unwrap();
    assert!(prepared.not_before < until, "the usual window of a minute would pass the deadline");
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Cancelled).len(), 1);
}

#[tokio::test]
async fn a_refunded_payment_is_not_cancelled_and_a_cancel_has_no_amount() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let part = Ask { amount: Some(sgd(1)), ..whole(order, Verb::Cancel) };
    assert_eq!(console.prepare(part).await.unwrap_err().code(), "bad-field");
    done(&console, refund(order, 100)).await;
    assert_eq!(console.prepare(whole(order, Verb::Cancel)).await.unwrap_err().code(), "already-refunded");
    assert!(shop.booked(Effect::Cancelled).is_empty());
}

#[tokio::test]
async fn what_can_still_be_cancelled_is_not_snoozed_past_the_end_of_that() {
    let (shop, console) = Shop::open().await;
    let first = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    let both = console.reissue(&first.id, true).await.unwrap().order;
    for session in &both.sessions {
        shop.buyer_pays(&session.request, "ALIPAY_CN", None);
        shop.pass(Span::minutes(1));
    }
    console.inquire(&first.id).await.unwrap();
    let item = console.attention().unwrap().items.into_iter().next().unwrap();
    assert_eq!(item.kind, AttentionKind::PaidTwiceTwoRequests);
    let end = item.until.unwrap();
    let would = console.dry_run(named(first.id, item.payment.as_deref().unwrap())).await.unwrap();
    assert_eq!(Some(end), would.advice.unwrap().until, "until then a cancel undoes it");
    let late = console.snooze(&item.id, end, "the buyer calls back").unwrap_err();
    assert!(late.to_string().contains("something can be done about it until"), "{late}");
    console.snooze(&item.id, end - TimeDelta::minutes(1), "the buyer calls back").unwrap();
}

fn named(order: OrderId, payment: &str) -> Ask {
    Ask { payment: Some(PaymentId(payment.to_owned())), ..whole(order, Verb::Cancel) }
}

/// Two orders of one evening, asked for half an hour before midnight in +08:00. A day of Antom's began at 00:15.
async fn late_in_the_evening(shop: &Shop, console: &Console) -> [OrderView; 2] {
    shop.pass(Span::minutes(23 * 60 + 15));
    [
        shop.request(console, 1_000, CaptureMode::Automatic).await,
        shop.request(console, 2_000, CaptureMode::Automatic).await,
    ]
}

async fn paid_now(shop: &Shop, console: &Console, order: &OrderView) {
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    console.inquire(&order.id).await.unwrap();
}

/// Decided by a process that ends, so that the watcher has to do it.
async fn left_to_the_watcher(shop: &Shop, orders: &[&OrderView]) {
    let leaving = shop.another();
    for order in orders {
        decided(&leaving, whole(order.id, Verb::Cancel)).await.unwrap();
    }
}

#[tokio::test]
async fn of_several_cancels_the_one_whose_window_closes_first_leaves_first() {
    let (shop, console) = Shop::open().await;
    let [first, second] = late_in_the_evening(&shop, &console).await;
    paid_now(&shop, &console, &second).await;
    shop.pass(Span::minutes(40));
    paid_now(&shop, &console, &first).await;
    left_to_the_watcher(&shop, &[&first, &second]).await;
    shop.pass(Span::minutes(2));
    console.watch(QUIET).await.unwrap();
    let cancelled: Vec<Option<String>> =
        shop.booked(Effect::Cancelled).into_iter().map(|entry| entry.payment_request_id.into()).collect();
    let requests = [&second, &first].map(|order| Some(order.sessions[0].request.clone()));
    assert_eq!(cancelled, requests);
}

#[tokio::test]
async fn a_cancel_whose_window_closes_does_not_wait_for_a_line_that_rests() {
    let (shop, console) = Shop::open().await;
    let [paid, unpaid] = late_in_the_evening(&shop, &console).await;
    paid_now(&shop, &console, &paid).await;
    shop.pass(Span::minutes(43));
    left_to_the_watcher(&shop, &[&paid]).await;
    shop.pass(Span::seconds(80));
    // Somebody asks in vain over and over: the line rests for a minute, and the window closes in less.
    shop.fault("inquiryPayment", FaultKind::LostBeforeEffect, 6);
    for _ in 0..6 {
        console.inquire(&unpaid.id).await.unwrap();
    }
    console.watch(QUIET).await.unwrap();
    assert_eq!(shop.booked(Effect::Cancelled).len(), 1);
    assert_eq!(console.show(&paid.id).unwrap().intents[0].stage, "done");
}
