//! What the console is given from outside: time, ids and randomness, the network, the disk, the keychain, and who is
//! acting.
//!
//! Nothing else in this crate, and nothing below it, reads the wall clock, the random generator or a socket. The same
//! clock, ids and answers give the same run, with the shipped code.

use crate::error::ConsoleError;
use crate::training_clock::TrainingClock;
use antom::{Gateway, Transport};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Environment;
use domain::fact::Actor;
use rand::RngCore;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use uuid::Uuid;
use vault::Vault;

/// Longest single sleep of the system clock. A computer that slept, or whose clock was set, is noticed this soon.
const LONGEST_NAP: Duration = Duration::from_secs(1);

/// Time as the console sees it.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// Now by a clock that only runs forward and that nobody sets: what waits for a time, and not for a moment, is
    /// scheduled by it. A clock that cannot be set is such a clock.
    fn steady(&self) -> DateTime<Utc> {
        self.now()
    }

    /// Returns when [`Clock::now`] has reached `at`; where the clock is set back meanwhile, when as much time has passed
    /// as lay between.
    async fn sleep_until(&self, at: DateTime<Utc>);

    /// Reads the time of a simulator afresh, where this clock follows one. Every other clock does nothing.
    async fn follow(&self, _gateway: &Gateway) {}
}

/// Where ids, salts, nonces and keys come from.
pub trait IdSource: Send + Sync {
    /// A new id, of version 4.
    fn uuid(&self) -> Uuid;

    /// Fills `bytes` with randomness fit for keys.
    fn fill(&self, bytes: &mut [u8]);
}

/// Where calls go out.
pub trait Network: Send + Sync {
    /// The transport towards a gateway.
    ///
    /// # Errors
    /// [`ConsoleError`] where no connection can be prepared, for example because TLS cannot be set up.
    fn transport(&self, gateway: &Gateway) -> Result<Arc<dyn Transport>, ConsoleError>;
}

/// The disk the home lies on.
pub trait Disk: Send + Sync {
    /// Bytes that can still be written in a directory; none where nothing tells.
    fn room(&self, directory: &Path) -> Option<u64>;
}

/// Everything a console is given.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and randomness.
    pub ids: Arc<dyn IdSource>,
    /// The network.
    pub network: Arc<dyn Network>,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The keychain.
    pub vault: Arc<dyn Vault>,
    /// Who acts. Until there are people, the operating system's user.
    pub actor: Actor,
}

impl Ports {
    /// The real ones: this computer's clock (in Training the simulator's), randomness, network, disk and keychain.
    #[must_use]
    pub fn system(environment: Environment, vault: Arc<dyn Vault>, actor: Actor) -> Self {
        let clock: Arc<dyn Clock> = match environment {
            Environment::Training => Arc::new(TrainingClock::new()),
            Environment::Sandbox | Environment::Production => Arc::new(SystemClock),
        };
        let disk = Arc::new(SystemDisk);
        Self { clock, ids: Arc::new(SystemIds), network: Arc::new(HttpNetwork), disk, vault, actor }
    }
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ports").field("actor", &self.actor).finish_non_exhaustive()
    }
}

/// This computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    // The only place outside the simulator where the wall clock is read; everything else takes a `Clock`.
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn steady(&self) -> DateTime<Utc> {
        static BEGUN: OnceLock<(DateTime<Utc>, Instant)> = OnceLock::new();
        let (at, then) = BEGUN.get_or_init(|| (self.now(), instant()));
        at.checked_add_signed(TimeDelta::from_std(then.elapsed()).unwrap_or_default()).unwrap_or(*at)
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        let (begun, whole) = (instant(), left_until(self.now(), at));
        while let (Some(left), Some(whole)) = (left_until(self.now(), at), whole) {
            let rest = whole.saturating_sub(begun.elapsed());
            if rest.is_zero() {
                return; // the clock was set back
            }
            tokio::time::sleep(left.min(rest).min(LONGEST_NAP)).await;
        }
    }
}

// Beside the wall clock, the only place where the steady one is read.
#[allow(clippy::disallowed_methods)]
fn instant() -> Instant {
    Instant::now()
}

/// What is left from `now` to `at`; none once it is reached.
pub(crate) fn left_until(now: DateTime<Utc>, at: DateTime<Utc>) -> Option<Duration> {
    let left = at.signed_duration_since(now);
    if left <= TimeDelta::zero() { None } else { left.to_std().ok() }
}

/// The operating system's random generator.
///
/// A system that has no randomness ends the process in the generator itself: a key made without it would be worse.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn uuid(&self) -> Uuid {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        rand::rngs::OsRng.fill_bytes(bytes);
    }
}

/// HTTP as [`antom::HttpTransport`] speaks it: TLS verified, no redirects, ten seconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct HttpNetwork;

impl Network for HttpNetwork {
    fn transport(&self, gateway: &Gateway) -> Result<Arc<dyn Transport>, ConsoleError> {
        let transport = antom::HttpTransport::new(gateway)
            .map_err(|error| ConsoleError::Network { detail: error.to_string() })?;
        Ok(Arc::new(transport))
    }
}

/// This computer's disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn room(&self, directory: &Path) -> Option<u64> {
        ledger::room(directory)
    }
}
