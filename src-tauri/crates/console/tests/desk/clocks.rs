//! The clock of Training follows the simulator's, and a difference to Antom's clock is told.

use crate::asking::lied_to;
use crate::fake::{not_there, sandbox, sandbox_by};
use crate::requests::plain;
use antom::Gateway;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use console::attention::AttentionKind;
use console::training_clock::TrainingClock;
use console::{Clock, SystemClock};
use domain::ids::AccountName;
use simulator::{Options, Running, Simulator, Span};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const DAY: i64 = 86_400_000;

async fn followed() -> (Running, TrainingClock) {
    let simulator = Simulator::start(Options::default()).await.unwrap();
    let clock = TrainingClock::new();
    clock.follow(&Gateway::loopback(simulator.gateway_url()).unwrap()).await;
    (simulator, clock)
}

#[tokio::test]
async fn six_days_at_the_simulator_are_six_days_here() {
    let (simulator, clock) = followed().await;
    let before = clock.now();
    simulator.gateway().lock().unwrap().advance(Span::millis(6 * DAY));
    clock.follow(&Gateway::loopback(simulator.gateway_url()).unwrap()).await;
    let passed = clock.now() - before;
    // The simulator tells whole milliseconds, and so does the difference to it: each may cut off one.
    let six_days = TimeDelta::days(6) - TimeDelta::milliseconds(2);
    assert!(passed >= six_days && passed < six_days + TimeDelta::minutes(5), "{passed}");
}

#[tokio::test]
async fn who_sleeps_wakes_when_the_simulators_clock_is_moved() {
    let (simulator, clock) = followed().await;
    let until = clock.now() + TimeDelta::days(3);
    let gateway = simulator.gateway();
    let moved = async { gateway.lock().unwrap().advance(Span::millis(4 * DAY)) };
    let (woken, ()) = tokio::join!(
        tokio::time::timeout(std::time::Duration::from_secs(60), clock.sleep_until(until)),
        moved
    );
    assert!(woken.is_ok() && clock.now() >= until);
}

#[tokio::test]
async fn a_simulator_that_is_gone_leaves_the_clock_where_it_was() {
    let (simulator, clock) = followed().await;
    let gateway = Gateway::loopback(simulator.gateway_url()).unwrap();
    simulator.gateway().lock().unwrap().advance(Span::millis(DAY));
    clock.follow(&gateway).await;
    let before = clock.now();
    simulator.shutdown().await;
    clock.follow(&gateway).await;
    assert!(clock.now() >= before);
}

#[tokio::test]
async fn only_a_gateway_on_this_computer_is_asked_for_the_time() {
    let clock = TrainingClock::new();
    clock.follow(&"asia".parse::<Gateway>().unwrap()).await;
    assert!((clock.now() - SystemClock.now()).abs() < TimeDelta::minutes(5));
}

#[tokio::test]
async fn a_clock_that_is_minutes_off_fails_the_test_of_the_account() {
    let (_shop, _place, console, fake) = lied_to().await;
    let account = AccountName("main".to_owned());
    for (minutes, passed) in [(0, true), (-5, false), (5, false)] {
        let theirs = console.now() + TimeDelta::minutes(minutes);
        *fake.date.lock().unwrap() =
            Some(theirs.with_timezone(&Utc).format("%a, %d %b %Y %H:%M:%S GMT").to_string());
        fake.will_say(not_there());
        let report = console.test_account(&account).await.unwrap();
        assert_eq!((report.passed, report.clock.passed), (passed, Some(passed)), "{report:#?}");
        let told = report.skew_seconds.unwrap();
        assert!((told + minutes * 60).abs() <= 2, "{told}");
    }
}

#[tokio::test]
async fn deadlines_are_read_by_whichever_clock_is_ahead_and_a_difference_of_a_minute_is_told() {
    let (_place, console, fake) = sandbox().await;
    let account = AccountName("main".to_owned());
    assert_eq!(console.skew(), None);
    for (ahead, behind_by) in [(-300, 300), (-30, 0), (300, 0)] {
        let theirs = console.now() - TimeDelta::seconds(ahead);
        *fake.date.lock().unwrap() = Some(theirs.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
        fake.will_say(not_there());
        console.test_account(&account).await.unwrap();
        let read_by = console.pulse().unwrap().now - console.now();
        assert!((read_by.num_seconds() - behind_by).abs() <= 2, "{ahead} s ahead: {read_by}");
        let attention = console.attention().unwrap();
        let told = attention.items.iter().any(|item| item.kind == AttentionKind::ClockSkew);
        assert_eq!(told, ahead.abs() > 60, "{ahead} s ahead: {attention:#?}");
        let plan = console.watch_plan(None, 1).unwrap();
        assert_eq!(plan.clock_ahead_seconds.is_some(), ahead.abs() > 60);
        assert_eq!(console.pulse().unwrap().clock_ahead_seconds, plan.clock_ahead_seconds);
    }
}

/// A clock by which, from a moment on, this program stands still for half a minute between any two looks at it.
struct Stopping(Mutex<DateTime<Utc>>, AtomicBool);

#[async_trait]
impl Clock for Stopping {
    fn now(&self) -> DateTime<Utc> {
        let mut now = self.0.lock().unwrap();
        if self.1.load(Ordering::SeqCst) {
            *now += TimeDelta::seconds(30);
        }
        *now
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap() = at;
    }
}

#[tokio::test]
async fn a_program_that_stood_still_before_it_sent_sends_nothing_because_others_may_have_made_the_link() {
    let begun = "2026-11-02T01:00:00Z".parse().unwrap();
    let clock = Arc::new(Stopping(Mutex::new(begun), AtomicBool::new(false)));
    let (_place, console, fake) = sandbox_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    let before = fake.asked.lock().unwrap().len();
    clock.1.store(true, Ordering::SeqCst);
    let error = console.new_request(plain(1_000)).await.unwrap_err();
    assert!(error.to_string().contains("stood still"), "{error}");
    assert_eq!(fake.asked.lock().unwrap().len(), before, "nothing left");
}
