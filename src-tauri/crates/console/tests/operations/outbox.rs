use crate::shop::{Shop, SimulatorClock, decided, done, refund, sgd, whole};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use console::operation::WatchOptions;
use console::{Clock, Disk, Ports};
use domain::fact::CaptureMode;
use domain::intent::Verb;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use simulator::{Effect, Gateway, Span};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// A disk with so much room.
pub struct Room(pub AtomicU64);

impl Disk for Room {
    fn room(&self, _directory: &Path) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed))
    }
}

#[tokio::test]
async fn a_full_disk_is_met_before_anything_leaves_and_what_was_decided_leaves_once_there_is_room() {
    let (shop, _console) = Shop::open().await;
    let disk = Arc::new(Room(AtomicU64::new(u64::MAX)));
    let console = shop.another_with(Ports { disk: Arc::clone(&disk) as Arc<dyn Disk>, ..shop.ports() });
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, decided_before) = decided(&console, refund(order, 500)).await.unwrap();

    disk.0.store(1_000_000, Ordering::Relaxed);
    let error = decided(&console, refund(order, 100)).await.unwrap_err();
    assert_eq!(error.code(), "ledger-disk-full");
    let error = console.settle(&decided_before.id).await.unwrap_err();
    assert_eq!(error.code(), "ledger-disk-full");
    assert!(error.remedy().contains("nothing was written"), "{}", error.remedy());
    let error = console.new_request(Shop::asked(900, CaptureMode::Automatic)).await.unwrap_err();
    assert_eq!((error.code().as_str(), console.stats().unwrap().orders), ("ledger-disk-full", 1));
    assert!(shop.booked(Effect::Refunded).is_empty(), "nothing left");

    disk.0.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(console.settle(&decided_before.id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    assert_eq!(console.outbox().unwrap().len(), 0, "what was refused is not in the outbox");
}

#[tokio::test]
async fn what_is_stopped_in_its_window_never_leaves_and_its_money_is_free_again() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 4_000)).await.unwrap();
    assert_eq!(console.outbox().unwrap().len(), 1);
    let stopped = console.stop(&intent.id).unwrap();
    assert_eq!((stopped.stage.as_str(), stopped.word.as_str()), ("stopped", "Stopped by you"));
    assert_eq!(console.stop(&intent.id).unwrap().stage, "stopped", "stopping twice is stopping once");
    shop.pass(Span::minutes(5));
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "stopped");
    assert_eq!(shop.totals(payment.as_str()).kept(), 4_000);
    assert!(console.outbox().unwrap().is_empty());
    assert_eq!(console.prepare(refund(order, 4_000)).await.unwrap().amount, sgd(4_000));
}

#[tokio::test]
async fn what_has_left_cannot_be_stopped() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let settled = done(&console, refund(order, 100)).await;
    assert_eq!(console.stop(&settled.id).unwrap_err().code(), "changed-meanwhile");
}

#[tokio::test]
async fn a_confirmation_is_good_once() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let prepared = console.prepare(refund(order, 100)).await.unwrap();
    console.confirm(prepared.token, None).await.unwrap();
    assert_eq!(console.confirm(prepared.token, None).await.unwrap_err().code(), "confirmation-spent");
    let other = shop.another();
    let prepared = console.prepare(refund(order, 200)).await.unwrap();
    assert_eq!(other.confirm(prepared.token, None).await.unwrap_err().code(), "confirmation-spent");
    assert_eq!(console.outbox().unwrap().len(), 1);
}

#[tokio::test]
async fn a_confirmation_of_yesterdays_state_is_refused() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let old = console.prepare(refund(order, 100)).await.unwrap();
    decided(&console, refund(order, 200)).await.unwrap();
    assert_eq!(console.confirm(old.token, None).await.unwrap_err().code(), "changed-meanwhile");
    assert_eq!(console.outbox().unwrap().len(), 1);
}

#[tokio::test]
async fn what_became_impossible_in_its_window_is_stopped_with_the_reason() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 3_000)).await.unwrap();
    let (_elsewhere, other) = Shop::joined(&shop).await;
    let payment = console.show(&order).unwrap().payments[0].id.clone();
    let imported = other.import(&domain::ids::AccountName("main".into()), &payment).await.unwrap();
    assert_eq!(done(&other, refund(imported, 2_000)).await.stage, "done");
    let stopped = console.settle(&intent.id).await.unwrap();
    assert_eq!(stopped.stage, "stopped", "{stopped:?}");
    assert!(stopped.stopped.unwrap().contains("SGD 20.00"));
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn the_stop_window_is_a_setting() {
    let (shop, console) = Shop::open().await;
    console.set_setting("stop-window", "0").unwrap();
    let (order, _) = shop.authorised(&console, 4_000).await;
    let before = console.now();
    assert_eq!(done(&console, whole(order, Verb::Capture)).await.stage, "done");
    assert!(console.now().signed_duration_since(before) < chrono::TimeDelta::seconds(30));
}

#[tokio::test]
async fn a_gateway_that_cannot_be_asked_keeps_an_intent_in_the_outbox() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 100)).await.unwrap();
    shop.fault("inquiryPayment", simulator::FaultKind::LostBeforeEffect, 1_000);
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "queued");
    let waited = console.now().signed_duration_since(intent.not_before.unwrap());
    assert!(waited < chrono::TimeDelta::seconds(30), "whoever waits is told soon: {waited}");
    assert!(shop.booked(Effect::Refunded).is_empty());
    shop.clear_faults();
    shop.pass(Span::minutes(5));
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
}

#[tokio::test]
async fn an_outcome_that_nothing_believable_tells_is_left_to_the_watcher_after_minutes() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 100)).await.unwrap();
    shop.fault("refund", simulator::FaultKind::LostAfterEffect, 1);
    shop.fault("inquiryRefund", simulator::FaultKind::NoSignature, 1_000);
    let before = console.now();
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "checking");
    let waited = console.now().signed_duration_since(before);
    assert!(waited > chrono::TimeDelta::minutes(2), "it is worth waiting for: {waited}");
    shop.clear_faults();
    console.watch(WatchOptions { until_quiet: true, ..WatchOptions::default() }).await.unwrap();
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_keychain_that_locks_after_the_decision_does_not_deny_it() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let prepared = console.prepare(refund(order, 100)).await.unwrap();
    shop.play(vault::State::Locked);
    let intent = console.confirm(prepared.token, None).await.unwrap();
    assert_eq!(intent.stage, "queued");
    assert_eq!(console.settle(&intent.id).await.unwrap_err().exit_class(), console::ExitClass::Keychain);
    assert_eq!(console.outbox().unwrap()[0].stage, "queued", "without the key nothing leaves");
    shop.play(vault::State::Ready);
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_stop_window_that_passes_between_two_looks_at_the_clock_holds_nothing_up() {
    let (shop, _) = Shop::open().await;
    let clock = Arc::new(Hurrying { gateway: shop.gateway(), step_ms: AtomicI64::new(0) });
    let console = shop.another_with(Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..shop.ports() });
    // However far apart the looks are, one of them is the first after the window.
    for step in 1..=24 {
        clock.step_ms.store(0, Ordering::SeqCst);
        let (order, _) = shop.paid(&console, 1_000).await;
        let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
        clock.step_ms.store(step * 1_700, Ordering::SeqCst);
        let settled = console.settle(&intent.id).await.unwrap();
        assert_ne!(settled.stage, "queued", "looks {step} × 1.7 s apart: it was due and did not leave");
    }
}

#[tokio::test]
async fn a_clock_that_trembles_at_the_end_of_the_stop_window_holds_nothing_up() {
    let (shop, _) = Shop::open().await;
    let clock = Arc::new(Trembling { gateway: shop.gateway(), chance: Mutex::new(None) });
    let console = shop.another_with(Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..shop.ports() });
    console.set_setting("stop-window", "0").unwrap();
    for seed in 1..=24 {
        let (order, _) = shop.paid(&console, 1_000).await;
        *clock.chance.lock().unwrap() = Some(StdRng::seed_from_u64(seed));
        let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
        let settled = console.settle(&intent.id).await.unwrap();
        assert_ne!(settled.stage, "queued", "trembling from {seed}: it was due and did not leave");
        *clock.chance.lock().unwrap() = None;
    }
}

/// A clock that is a little behind at some looks, as one is that follows another while others look at it.
struct Trembling {
    gateway: Arc<Mutex<Gateway>>,
    chance: Mutex<Option<StdRng>>,
}

#[async_trait]
impl Clock for Trembling {
    fn now(&self) -> DateTime<Utc> {
        let now = SimulatorClock(Arc::clone(&self.gateway)).now();
        self.gateway.lock().unwrap().advance(Span::millis(3));
        let behind = self.chance.lock().unwrap().as_mut().map_or(0, |chance| chance.gen_range(0..50));
        now - chrono::TimeDelta::milliseconds(behind)
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        SimulatorClock(Arc::clone(&self.gateway)).sleep_until(at).await;
    }
}

/// A clock that moves on whenever somebody looks at it.
struct Hurrying {
    gateway: Arc<Mutex<Gateway>>,
    step_ms: AtomicI64,
}

#[async_trait]
impl Clock for Hurrying {
    fn now(&self) -> DateTime<Utc> {
        let now = SimulatorClock(Arc::clone(&self.gateway)).now();
        self.gateway.lock().unwrap().advance(Span::millis(self.step_ms.load(Ordering::SeqCst)));
        now
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        SimulatorClock(Arc::clone(&self.gateway)).sleep_until(at).await;
    }
}
