//! The clock of Training: the simulator's.
//!
//! Six days can pass at the simulator in a moment. A console that kept its own time would then hold a live link for
//! one that died days ago, so in Training the time is read from the simulator, and only from a loopback address.

use crate::ports::{Clock, SystemClock, left_until};
use antom::Gateway;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often a sleeper looks whether the simulator's clock was moved.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// How long the simulator may take to tell the time before the last known difference is kept.
const PATIENCE: Duration = Duration::from_secs(2);

/// The time last read from the simulator's `GET /clock`, and what has passed since by a clock that nobody sets: where this
/// computer's clock jumps, Training's does not.
#[derive(Debug, Default)]
pub struct TrainingClock {
    ahead_millis: AtomicI64,
    followed: Mutex<Option<Followed>>,
}

/// Whose clock it is, and what asks it: kept, because it is asked several times a second for as long as somebody watches.
#[derive(Debug, Clone)]
struct Followed {
    gateway: Gateway,
    client: reqwest::Client,
}

impl TrainingClock {
    /// A clock that shows this computer's time until it is told whom to follow.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn followed(&self) -> Option<Followed> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who is followed from now on; none where nothing can ask.
    fn follow_now(&self, gateway: &Gateway) -> Option<Followed> {
        let mut slot = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.as_ref().is_none_or(|followed| followed.gateway != *gateway) {
            *slot = Followed::of(gateway);
        }
        slot.clone()
    }

    async fn read(&self, followed: &Followed) {
        if let Some(theirs) = followed.ask().await {
            let ahead = theirs.signed_duration_since(SystemClock.steady()).num_milliseconds();
            self.ahead_millis.store(ahead, Ordering::SeqCst);
        }
    }
}

#[async_trait]
impl Clock for TrainingClock {
    fn now(&self) -> DateTime<Utc> {
        let here = SystemClock.steady();
        let ahead = TimeDelta::try_milliseconds(self.ahead_millis.load(Ordering::SeqCst)).unwrap_or_default();
        here.checked_add_signed(ahead).unwrap_or(here)
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        while let Some(left) = left_until(self.now(), at) {
            tokio::time::sleep(left.min(LOOK_AGAIN)).await;
            if let Some(followed) = self.followed() {
                self.read(&followed).await;
            }
        }
    }

    async fn follow(&self, gateway: &Gateway) {
        if !gateway.is_loopback() {
            return;
        }
        if let Some(followed) = self.follow_now(gateway) {
            self.read(&followed).await;
        }
    }
}

#[derive(serde::Deserialize)]
struct Told {
    now: DateTime<Utc>,
}

impl Followed {
    fn of(gateway: &Gateway) -> Option<Self> {
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            // A loopback address only; machines without any certificates are fine.
            .tls_certs_only([])
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .ok()?;
        Some(Self { gateway: gateway.clone(), client })
    }

    /// The simulator's time; none where it does not answer, which is no reason to stop.
    async fn ask(&self) -> Option<DateTime<Utc>> {
        let answer = self.client.get(format!("{}/clock", self.gateway.origin())).send().await.ok()?;
        let body = answer.bytes().await.ok()?;
        serde_json::from_slice::<Told>(&body).ok().map(|told| told.now)
    }
}
