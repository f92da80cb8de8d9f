use crate::shop::{Shop, done, refund, sgd, whole};
use console::attention::AttentionKind;
use console::operation::{Ask, WatchOptions};
use domain::fact::CaptureMode;
use domain::intent::Verb;
use simulator::{Effect, Span};

#[tokio::test]
async fn a_held_amount_is_captured_whole_and_once() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 12_900).await;
    let part = Ask { amount: Some(sgd(100)), ..whole(order, Verb::Capture) };
    assert_eq!(console.prepare(part).await.unwrap_err().code(), "not-full-amount");
    let captured = done(&console, whole(order, Verb::Capture)).await;
    assert_eq!((captured.stage.as_str(), captured.word.as_str()), ("done", "Captured"));
    let booked = shop.booked(Effect::Captured);
    assert_eq!(booked.len(), 1);
    assert_eq!(
        (booked[0].request_id.as_deref(), booked[0].amount.value),
        (Some(captured.operation.as_str()), 12_900)
    );
    assert_eq!(console.show(&order).unwrap().state.state, "captured");
    assert_eq!(shop.totals(payment.as_str()).captured, 12_900);
    assert_eq!(console.prepare(whole(order, Verb::Capture)).await.unwrap_err().code(), "already-captured");
}

#[tokio::test]
async fn a_hold_that_ended_is_not_captured() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.authorised(&console, 12_900).await;
    shop.pass(Span::days(8));
    let refused = console.prepare(whole(order, Verb::Capture)).await.unwrap_err();
    assert_eq!(refused.exit_class(), console::ExitClass::Refused, "{refused}");
    assert!(shop.booked(Effect::Captured).is_empty());
}

#[tokio::test]
async fn a_hold_that_lapsed_is_told_until_somebody_read_it() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 6_000).await;
    let (other, _) = shop.authorised(&console, 2_000).await;
    done(&console, whole(other, Verb::Cancel)).await;
    shop.pass(Span::days(8));
    for asked in [order, other] {
        console.inquire(&asked).await.unwrap();
    }
    let lapsed = || {
        let items = console.attention().unwrap().items;
        items.into_iter().filter(|item| item.kind == AttentionKind::HoldLapsed).collect::<Vec<_>>()
    };
    let found = lapsed();
    let [item] = found.as_slice() else { panic!("a hold that was let go has not lapsed: {found:?}") };
    assert_eq!((item.order, item.payment.as_deref()), (Some(order), Some(payment.as_str())));
    assert_eq!(item.amount, Some(sgd(6_000)));
    let shown = console.show(&order).unwrap();
    assert!(shown.payments[0].hold_lapsed && shown.next.contains("nothing was captured"), "{}", shown.next);
    assert!(!console.show(&other).unwrap().payments[0].hold_lapsed);
    console.mark_read(&item.id).unwrap();
    assert!(lapsed().is_empty());
}

#[tokio::test]
async fn antom_captures_by_itself_where_it_was_asked_to_and_the_watcher_sees_it() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 5_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    assert_eq!(console.inquire(&order.id).await.unwrap().order.state.state, "authorised");
    assert_eq!(
        console.prepare(whole(order.id, Verb::Capture)).await.unwrap_err().code(),
        "capture-is-automatic"
    );
    let report = console.watch(WatchOptions { until_quiet: true, once: false }).await.unwrap();
    assert_eq!((report.open_orders, report.open_intents), (0, 0));
    assert_eq!(console.show(&order.id).unwrap().state.state, "captured");
    assert_eq!(done(&console, refund(order.id, 5_000)).await.verb, Verb::Refund);
}

#[tokio::test]
async fn a_hold_that_is_let_go_is_not_told_as_money_that_moved() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.authorised(&console, 5_000).await;
    let released = done(&console, whole(order, Verb::Cancel)).await;
    assert_eq!(released.stage, "done");
    let told = released.explanation.unwrap();
    assert!(told.contains("hold is let go") && told.contains("No money moved."), "{told}");
    assert!(released.explanation_zh.unwrap().contains("没有资金变动"));
    let (order, _) = shop.paid(&console, 5_000).await;
    let told = done(&console, whole(order, Verb::Cancel)).await.explanation.unwrap();
    assert!(told.contains("Money moved."), "what was paid goes back: {told}");
}

#[tokio::test]
async fn a_capture_that_takes_a_while_is_asked_about_and_never_sent_twice() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 5_000, CaptureMode::Manual).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa_slow_capture"));
    let first = done(&console, whole(order.id, Verb::Capture)).await;
    assert_eq!(first.stage, "checking");
    shop.pass(Span::minutes(1));
    let settled = console.settle(&first.id).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 1));
    assert_eq!(shop.booked(Effect::Captured).len(), 1);
}

#[tokio::test]
async fn a_capture_the_bank_refuses_is_refused() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 5_000, CaptureMode::Manual).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa_capture_fails"));
    let refused = done(&console, whole(order.id, Verb::Capture)).await;
    assert_eq!(refused.stage, "refused", "{refused:?}");
    let shown = console.show(&order.id).unwrap();
    assert!(shown.payments[0].capture_refused);
    let next = shown.next;
    assert!(next.contains("refused the capture") && next.contains("stays held until"), "{next}");
    let found = console.attention().unwrap();
    let item = found.items.iter().find(|item| item.kind == AttentionKind::CaptureFailed).unwrap();
    assert_eq!((item.order, item.intent), (Some(order.id), Some(refused.id)));
    let end = item.until.unwrap();
    assert!(
        item.advice.contains("do what the refusal says before the hold ends, or cancel"),
        "{}",
        item.advice
    );
    let late = console.snooze(&item.id, end, "the bank answers tomorrow").unwrap_err();
    assert!(late.to_string().contains("until"), "{late}");
    // On its last day it is told once, and by what stands in its way.
    shop.pass(Span::hours(24 * 6 + 12));
    let kinds: Vec<_> = console.attention().unwrap().items.into_iter().map(|item| item.kind).collect();
    assert!(kinds.contains(&AttentionKind::CaptureFailed), "{kinds:?}");
    assert!(!kinds.contains(&AttentionKind::HoldEnding), "{kinds:?}");
    assert!(shop.booked(Effect::Captured).is_empty());
}
