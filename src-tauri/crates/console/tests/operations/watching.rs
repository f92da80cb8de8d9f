use crate::shop::{Shop, SimulatorClock, decided, refund, whole};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use console::operation::{Rung, WatchEvent, WatchOptions, Why};
use console::{Clock, Console, Ports};
use domain::fact::CaptureMode;
use domain::intent::Verb;
use simulator::{Effect, FaultKind, Span};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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
                WatchEvent::Unreachable { .. } | WatchEvent::Reachable => "the line is whole".to_owned(),
                WatchEvent::LinkMade { .. } | WatchEvent::LinkNotMade { .. } => "no link waits".to_owned(),
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
    assert!(Some(console.now()) >= order.sessions[0].ends_at);
    assert!(shop.booked(Effect::Paid).is_empty());
}

#[tokio::test]
async fn what_waits_for_a_person_does_not_keep_the_watcher() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 3_000)).await.unwrap();
    shop.fault("refund", FaultKind::LostBeforeEffect, 1);
    shop.fault("inquiryRefund", FaultKind::NoSignature, 8);
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

#[tokio::test]
async fn what_is_asked_next_and_when_can_be_seen() {
    let (shop, console) = Shop::open().await;
    let (paid, _) = shop.paid(&console, 4_000).await;
    let waiting = shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let (_, intent) = decided(&console, refund(paid, 1_000)).await.unwrap();
    console.watch(ONCE).await.unwrap();
    let plan = console.watch_plan(None, 10).unwrap();
    assert_eq!((plan.watched, plan.paused_until, plan.offline_since), (3, None, None), "{plan:#?}");
    let [link, leaves, order] = plan.next.as_slice() else { panic!("{plan:#?}") };
    assert_eq!(link.why, Why::Order { rung: Rung::JustMoved, every_seconds: 5 });
    assert_eq!((link.order, link.expires_at), (waiting.id, waiting.sessions[0].ends_at));
    assert!(link.at > console.now() && link.at <= console.now() + TimeDelta::seconds(5));
    assert_eq!((order.order, &order.why), (paid, &Why::Order { rung: Rung::Ending, every_seconds: 60 }));
    assert_eq!(leaves.why, Why::Leaves { intent: intent.id, verb: Verb::Refund });
    assert_eq!(Some(leaves.at), intent.not_before);

    console.look_at(Some(waiting.id));
    let looked_at = console.watch_plan(Some(&waiting.id), 10).unwrap();
    assert_eq!(looked_at.next[0].why, Why::Order { rung: Rung::LookedAt, every_seconds: 2 });
    assert_eq!((looked_at.next.len(), looked_at.watched), (1, 3));
    console.look_at(None);
    assert_eq!(console.watch_plan(Some(&waiting.id), 1).unwrap().next[0].why, link.why);
}

#[tokio::test]
async fn a_silent_line_is_left_alone_until_the_pause_is_over_or_something_wakes() {
    let (shop, console) = Shop::open().await;
    let orders = [
        shop.request(&console, 1_000, CaptureMode::Automatic).await,
        shop.request(&console, 2_000, CaptureMode::Automatic).await,
        shop.request(&console, 3_000, CaptureMode::Automatic).await,
    ];
    shop.fault("inquiryPayment", FaultKind::LostBeforeEffect, 1);
    let report = console.watch(ONCE).await.unwrap();
    assert_eq!(report.questions, 1, "one that is lost is enough to know: {report:?}");
    let plan = console.watch_plan(None, 10).unwrap();
    assert!(plan.offline_since.is_some(), "{plan:#?}");
    let pause = plan.paused_until.unwrap();
    assert!(plan.next.iter().all(|call| call.at >= pause) && plan.next.len() == 3, "{plan:#?}");
    console.wake();
    assert_eq!(console.watch_plan(None, 10).unwrap().paused_until, None);
    shop.buyer_pays(&orders[0].sessions[0].request, "ALIPAY_CN", None);
    let report = console.watch(ONCE).await.unwrap();
    assert_eq!((report.questions, report.news > 0), (3, true), "{report:?}");
    assert_eq!(console.watch_plan(None, 10).unwrap().offline_since, None);
}

#[tokio::test]
async fn more_orders_than_the_line_bears_are_asked_about_one_after_another() {
    let (shop, console) = Shop::open().await;
    for _ in 0..26 {
        shop.request(&console, 1_000, CaptureMode::Automatic).await;
    }
    shop.pass(Span::minutes(1));
    let begun = console.now();
    let report = console.watch(ONCE).await.unwrap();
    assert_eq!((report.questions, report.open_orders), (26, 26));
    assert!(console.now() - begun >= TimeDelta::seconds(1), "twenty at once, then five a second");
}

#[tokio::test]
async fn whoever_rests_is_hurried_by_a_look_and_by_waking() {
    let (shop, _) = Shop::open().await;
    let ports = Ports { clock: Arc::new(Resting(SimulatorClock(shop.gateway()))), ..shop.ports() };
    let console = Arc::new(shop.another_with(ports));
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let watching = tokio::spawn({
        let console = Arc::clone(&console);
        async move { console.watch(WatchOptions::default()).await }
    });
    let asked =
        |console: &Console| console.watch_plan(Some(&order.id), 1).unwrap().next[0].at > console.now();
    until(|| asked(&console)).await;
    shop.pass(Span::seconds(10));
    assert!(!asked(&console), "it is due, and the watcher rests");
    console.look_at(Some(order.id));
    until(|| asked(&console)).await;
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    console.wake();
    until(|| console.show(&order.id).unwrap().state.state == "paid").await;
    watching.abort();
}

#[tokio::test]
async fn a_stop_window_is_as_long_as_it_was_promised_however_the_clock_is_set() {
    for set_by in [240, -240] {
        let (shop, _) = Shop::open().await;
        let clock = Arc::new(Jumping(SimulatorClock(shop.gateway()), AtomicI64::new(0)));
        let console = shop.another_with(Ports { clock: clock.clone(), ..shop.ports() });
        let (order, _) = shop.paid(&console, 4_000).await;
        let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
        clock.1.store(set_by, Ordering::SeqCst);
        shop.pass(Span::seconds(30));
        console.watch(ONCE).await.unwrap();
        assert!(shop.booked(Effect::Refunded).is_empty(), "half a minute is not a minute");
        assert_eq!(console.outbox().unwrap().len(), 1);
        shop.pass(Span::seconds(31));
        console.watch(ONCE).await.unwrap();
        assert_eq!(shop.booked(Effect::Refunded).len(), 1, "set by {set_by} s");
        assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
        assert!(console.verify(None).unwrap().whole);
    }
}

/// A clock that never wakes a sleeper.
struct Resting(SimulatorClock);

#[async_trait]
impl Clock for Resting {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep_until(&self, _at: DateTime<Utc>) {
        std::future::pending().await
    }
}

/// A clock that somebody sets: so many seconds ahead of the steady one.
struct Jumping(SimulatorClock, AtomicI64);

impl Jumping {
    fn ahead(&self) -> TimeDelta {
        TimeDelta::seconds(self.1.load(Ordering::SeqCst))
    }
}

#[async_trait]
impl Clock for Jumping {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + self.ahead()
    }

    fn steady(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        self.0.sleep_until(at - self.ahead()).await;
    }
}

/// Waits for a condition that other tasks bring about.
async fn until(mut holds: impl FnMut() -> bool) {
    while !holds() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
