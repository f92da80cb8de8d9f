use crate::shop::{Shop, decided, done, refund, sgd, whole};
use chrono::TimeDelta;
use console::attention::AttentionKind;
use console::operation::Ask;
use domain::fact::CaptureMode;
use domain::ids::{OrderId, PaymentId};
use domain::intent::Verb;
use simulator::{Effect, Span};

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
