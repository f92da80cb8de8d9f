use crate::shop::{Shop, decided, refund, whole};
use console::operation::{WatchEvent, WatchOptions};
use domain::fact::CaptureMode;
use domain::intent::Verb;
use simulator::{Effect, Span};

const QUIET: WatchOptions = WatchOptions { once: false, until_quiet: true };
const ONCE: WatchOptions = WatchOptions { once: true, until_quiet: false };

#[tokio::test]
async fn what_a_process_left_to_the_watcher_leaves_when_its_window_is_over() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let leaving = shop.another();
    let (_, intent) = decided(&leaving, refund(order, 1_000)).await.unwrap();
    let report = console.watch(ONCE).await.unwrap();
    assert_eq!(report.open_intents, 1, "its process lives and its window is open");
    shop.pass(Span::minutes(2));
    console.watch(ONCE).await.unwrap();
    assert!(shop.booked(Effect::Refunded).is_empty(), "a living process is left to its own intents");
    drop(leaving);
    let report = console.watch(QUIET).await.unwrap();
    assert_eq!((report.settled.len(), report.open_intents), (1, 0));
    assert_eq!(report.settled[0].id, intent.id);
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn the_watcher_waits_for_buyers_refunds_and_captures_until_nothing_is_open() {
    let (shop, console) = Shop::open().await;
    let (held, _) = shop.authorised(&console, 3_000).await;
    let waiting = shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let (_, capture) = decided(&console, whole(held, Verb::Capture)).await.unwrap();
    shop.buyer_pays(&waiting.sessions[0].request, "ALIPAY_CN", None);
    let mut seen = Vec::new();
    let report = console
        .watch_telling(QUIET, std::future::pending(), &mut |event| {
            seen.push(match event {
                WatchEvent::Asked { .. } => "asked".to_owned(),
                WatchEvent::Intent { intent } => intent.stage.clone(),
                WatchEvent::Settled { intent } => format!("settled: {}", intent.stage),
                WatchEvent::Order { state, .. } => state.state.clone(),
                WatchEvent::Closed { reference, .. } => format!("closed: {reference}"),
                WatchEvent::Trouble { sentence } => sentence.clone(),
            });
        })
        .await
        .unwrap();
    assert_eq!((report.open_orders, report.open_intents), (0, 0), "{report:?}");
    assert_eq!(report.settled[0].id, capture.id);
    for wanted in ["asked", "paid", "settled: done", &format!("closed: {}", waiting.reference)] {
        assert!(seen.contains(&wanted.to_owned()), "{wanted}: {seen:?}");
    }
    assert!(report.trouble.is_empty());
    assert_eq!(report.closed, 2, "{seen:?}");
}

#[tokio::test]
async fn what_another_process_settles_counts_as_settled() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let deciding = shop.another();
    let (_, intent) = decided(&deciding, refund(order, 1_000)).await.unwrap();
    let (seen, mut sees) = tokio::sync::mpsc::unbounded_channel();
    let mut tell = |event: &WatchEvent| {
        if let WatchEvent::Settled { intent } = event {
            seen.send(intent.id).unwrap();
        }
    };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let watching = console.watch_telling(WatchOptions::default(), async { drop(stopped.await) }, &mut tell);
    let settling = async {
        deciding.settle(&intent.id).await.unwrap();
        assert_eq!(sees.recv().await, Some(intent.id));
        stop.send(()).unwrap();
    };
    let (report, ()) = tokio::join!(watching, settling);
    let report = report.unwrap();
    assert_eq!((report.settled.len(), report.open_intents), (1, 0), "{report:?}");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_link_nobody_pays_is_watched_until_it_is_proven_dead() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let report = console.watch(QUIET).await.unwrap();
    assert_eq!(report.open_orders, 0);
    assert!(console.now() >= order.sessions[0].ends_at);
    assert!(shop.booked(Effect::Paid).is_empty());
}

#[tokio::test]
async fn what_waits_for_a_person_does_not_keep_the_watcher() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 3_000)).await.unwrap();
    shop.fault("refund", simulator::FaultKind::LostBeforeEffect, 1);
    shop.fault("inquiryRefund", simulator::FaultKind::NoSignature, 8);
    console.settle(&intent.id).await.unwrap();
    shop.pass(Span::minutes(20));
    shop.clear_faults();
    let report = console.watch(QUIET).await.unwrap();
    assert_eq!(report.waiting_for_person.len(), 1, "{report:?}");
    assert!(shop.booked(Effect::Refunded).is_empty());
}

#[tokio::test]
async fn recovery_finds_nothing_where_nothing_was_left_behind() {
    let (shop, console) = Shop::open().await;
    shop.paid(&console, 4_000).await;
    let recovered = console.recover().await.unwrap();
    assert!(recovered.taken_up.is_empty() && recovered.trouble.is_empty());
    assert_eq!(recovered.open, 0);
}
