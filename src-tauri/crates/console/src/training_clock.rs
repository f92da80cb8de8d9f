//! The clock of Training: this computer's time moved by as much as the simulator's clock was moved.
//!
//! Six days can pass at the simulator in a moment. A console that kept its own time would then hold a live link for
//! one that died days ago, so in Training the time is read from the simulator, and only from a loopback address.

use crate::ports::{Clock, SystemClock, left_until};
use antom::Gateway;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// How often a sleeper looks whether the simulator's clock was moved.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// How long the simulator may take to tell the time before the last known difference is kept.
const PATIENCE: Duration = Duration::from_secs(2);

/// This computer's clock plus the difference last read from the simulator's `GET /clock`.
#[derive(Debug, Default)]
pub struct TrainingClock {
    ahead_millis: AtomicI64,
    followed: Mutex<Option<Gateway>>,
}

impl TrainingClock {
    /// A clock that shows this computer's time until it is told whom to follow.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn followed(&self) -> Option<Gateway> {
        self.followed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    async fn read(&self, gateway: &Gateway) {
        if let Some(theirs) = ask(gateway).await {
            let ahead = theirs.signed_duration_since(SystemClock.now()).num_milliseconds();
            self.ahead_millis.store(ahead, Ordering::SeqCst);
        }
    }
}

#[async_trait]
impl Clock for TrainingClock {
    fn now(&self) -> DateTime<Utc> {
        let here = SystemClock.now();
        let ahead = TimeDelta::try_milliseconds(self.ahead_millis.load(Ordering::SeqCst)).unwrap_or_default();
        here.checked_add_signed(ahead).unwrap_or(here)
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        while let Some(left) = left_until(self.now(), at) {
            tokio::time::sleep(left.min(LOOK_AGAIN)).await;
            if let Some(gateway) = self.followed() {
                self.read(&gateway).await;
            }
        }
    }

    async fn follow(&self, gateway: &Gateway) {
        if !gateway.is_loopback() {
            return;
        }
        *self.followed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(gateway.clone());
        self.read(gateway).await;
    }
}

#[derive(serde::Deserialize)]
struct Told {
    now: DateTime<Utc>,
}

/// The simulator's time; none where it does not answer, which is no reason to stop.
async fn ask(gateway: &Gateway) -> Option<DateTime<Utc>> {
    let client = reqwest::Client::builder()
        .timeout(PATIENCE)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .ok()?;
    let answer = client.get(format!("{}/clock", gateway.origin())).send().await.ok()?;
    let body = answer.bytes().await.ok()?;
    serde_json::from_slice::<Told>(&body).ok().map(|told| told.now)
}
