//! What a console of this world is given: its own clock, ids from a seed that can run out, and a wire that carries the
//! signed bytes to the gateway without a socket.

use crate::broken::Broken;
use crate::notices::is_disputed;
use crate::task::{die, pause, sleep};
use antom::{Gateway as Address, RawAnswer, SignedRequest, Transport, TransportError, TransportFault};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use console::view::IntentView;
use console::{Clock, Console, ConsoleError, Disk, IdSource, Network};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use simulator::{Gateway, Moment, Request};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// After so long a call is given up, as the shipped transport does.
const PATIENCE: TimeDelta = TimeDelta::seconds(10);

/// What a decision says that was made in spite of a dispute.
const DESPITE: &str = "although a dispute is open";

/// Locks, also after a process died holding it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What all processes of a world share.
pub(crate) struct Shared {
    /// Antom.
    pub gateway: Mutex<Gateway>,
    /// The gateway's wall clock stands still; time passes by moving it ahead.
    pub wall: Moment,
    /// Where every call must go.
    pub host: String,
    /// How every path must begin.
    pub path: &'static str,
    /// Whose every call must be.
    pub client: String,
    /// Reads the ledger and moves nothing.
    pub observer: Mutex<Option<Arc<Console>>>,
    /// Whether the disk is full.
    pub full: Arc<AtomicBool>,
    /// Promises that did not hold on the wire.
    pub broken: Mutex<Vec<Broken>>,
    /// The end of each hold, as Antom signed it.
    pub hold_ends: Mutex<BTreeMap<String, DateTime<Utc>>>,
    /// How many calls arrived, by operation.
    pub calls: Mutex<BTreeMap<String, u64>>,
}

impl Shared {
    /// What time it really is.
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(lock(&self.gateway).now().as_millis()).unwrap_or_default()
    }

    fn found(&self, sentence: impl Into<String>) {
        lock(&self.broken).push(Broken::new(sentence));
    }

    /// Before a byte leaves: it goes where it must, and a money call is on disk as sent.
    fn look_at(&self, request: &SignedRequest) {
        let header = |name: &str| {
            request
                .headers()
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        };
        if request.gateway().origin() != self.host || !request.path().starts_with(self.path) {
            self.found(format!("a call left for {}", request.url()));
        }
        if header("client-id") != Some(&self.client) {
            self.found(format!("a call left as {:?}", header("client-id")));
        }
        let operation = operation_of(request.path());
        if self.full.load(Ordering::Relaxed) && !operation.starts_with("inquiry") {
            self.found(format!("a {operation} left although its answer has no room on the disk"));
        }
        if matches!(operation, "capture" | "cancel" | "refund") {
            self.is_on_disk(operation, request.body());
            self.is_not_sealed(operation);
        }
    }

    fn is_not_sealed(&self, operation: &str) {
        let Some(observer) = lock(&self.observer).clone() else { return };
        match observer.is_sealed() {
            Ok(false) => {}
            Ok(true) => self.found(format!("promise 4: a {operation} left while it was sealed")),
            Err(error) => self.found(format!("whether it is sealed cannot be read: {error}")),
        }
    }

    fn is_on_disk(&self, operation: &str, body: &[u8]) {
        let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let field =
            |name: &str| body.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let Some(observer) = lock(&self.observer).clone() else { return };
        let open = match observer.outbox() {
            Ok(open) => open,
            Err(error) => return self.found(format!("the outbox cannot be read: {error}")),
        };
        let on_disk = open.iter().find(|intent| {
            intent.stage == "sent"
                && match operation {
                    "capture" => intent.operation == field("captureRequestId"),
                    "refund" => intent.operation == field("refundRequestId"),
                    _ => intent.payment == field("paymentId"),
                }
        });
        match on_disk {
            None => self.found(format!("a {operation} left without being on disk as sent: {body}")),
            Some(intent) => self.is_not_disputed(operation, intent, &observer),
        }
    }

    /// The bank may have given the money back already: a refund of what is disputed leaves only where whoever decided it
    /// knew. What left before the dispute may leave again with the same id.
    fn is_not_disputed(&self, operation: &str, intent: &IntentView, observer: &Console) {
        if operation != "refund" || intent.attempts > 1 || intent.sentence.contains(DESPITE) {
            return;
        }
        match observer.show(&intent.order) {
            Ok(order) if !is_disputed(&order, &intent.payment) => {}
            Ok(_) => self.found(format!("{} left although a dispute is open", intent.operation)),
            Err(error) => self.found(format!("the order of a refund cannot be read: {error}")),
        }
    }

    /// Keeps what Antom signed about holds, to hold our deadlines against it.
    fn remember(&self, answer: &RawAnswer) {
        let Ok(body) = serde_json::from_slice::<serde_json::Value>(&answer.body) else { return };
        let field = |name: &str| body.get(name).and_then(serde_json::Value::as_str);
        if let (Some(payment), Some(end)) = (field("paymentId"), field("authExpiryTime"))
            && let Ok(end) = DateTime::parse_from_rfc3339(end)
        {
            lock(&self.hold_ends).insert(payment.to_owned(), end.to_utc());
        }
    }
}

/// The last part of a path: the operation's wire name.
fn operation_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The clock of one process: the world's, and by how much it goes wrong.
pub(crate) struct ProcessClock {
    pub shared: Arc<Shared>,
    pub ahead_ms: Arc<AtomicI64>,
}

impl ProcessClock {
    fn shown(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::milliseconds(self.ahead_ms.load(Ordering::Relaxed));
        self.shared.now().checked_add_signed(ahead).unwrap_or_default()
    }
}

#[async_trait]
impl Clock for ProcessClock {
    fn now(&self) -> DateTime<Utc> {
        self.shown()
    }

    fn steady(&self) -> DateTime<Utc> {
        self.shared.now()
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        sleep(at, || self.shown()).await;
    }
}

/// Ids of a seed. A process that is doomed dies when it asks for one too many, in the middle of whatever it writes.
pub(crate) struct MortalIds {
    chance: Mutex<StdRng>,
    pub left: Arc<AtomicI64>,
}

impl MortalIds {
    pub fn of(seed: u64, left: Arc<AtomicI64>) -> Self {
        Self { chance: Mutex::new(StdRng::seed_from_u64(seed)), left }
    }

    fn breathe(&self) {
        if self.left.fetch_sub(1, Ordering::Relaxed) <= 0 {
            die();
        }
    }
}

impl IdSource for MortalIds {
    fn uuid(&self) -> Uuid {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.breathe();
        lock(&self.chance).fill_bytes(bytes);
    }
}

/// The disk of the home, which can be full.
pub(crate) struct WorldDisk {
    pub full: Arc<AtomicBool>,
}

impl Disk for WorldDisk {
    fn room(&self, _directory: &Path) -> Option<u64> {
        Some(if self.full.load(Ordering::Relaxed) { 0 } else { u64::MAX })
    }
}

/// The network of one process.
pub(crate) struct ProcessNetwork {
    pub shared: Arc<Shared>,
    pub plugged: Arc<AtomicBool>,
}

impl Network for ProcessNetwork {
    fn transport(&self, _gateway: &Address) -> Result<Arc<dyn Transport>, ConsoleError> {
        Ok(Arc::new(Wire { shared: Arc::clone(&self.shared), plugged: Arc::clone(&self.plugged) }))
    }
}

struct Wire {
    shared: Arc<Shared>,
    plugged: Arc<AtomicBool>,
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        self.shared.look_at(&request);
        let operation = operation_of(request.path()).to_owned();
        pause(format!("before {operation} leaves")).await;
        if !self.plugged.load(Ordering::Relaxed) {
            return Err(TransportError::before_sending(TransportFault::Connect));
        }
        *lock(&self.shared.calls).entry(operation.clone()).or_default() += 1;
        let arrived = Request {
            method: "POST".to_owned(),
            path: request.path().to_owned(),
            headers: request
                .headers()
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            body: request.body().to_vec(),
            now: self.shared.wall,
        };
        let handled = lock(&self.shared.gateway).handle(&arrived);
        pause(format!("after {operation} arrived")).await;
        let delay = TimeDelta::from_std(handled.delay).unwrap_or(PATIENCE);
        if delay > TimeDelta::zero() {
            let until = self.shared.now().checked_add_signed(delay.min(PATIENCE)).unwrap_or_default();
            sleep_in_the_world(&self.shared, until).await;
        }
        let Some(response) = handled.response.filter(|_| delay < PATIENCE) else {
            return Err(TransportError::after_sending(TransportFault::Timeout));
        };
        let answer = RawAnswer { status: response.status, headers: response.headers, body: response.body };
        self.shared.remember(&answer);
        Ok(answer)
    }
}

/// Waiting for an answer is by the world's time; a process's wrong clock does not make the line faster.
async fn sleep_in_the_world(shared: &Arc<Shared>, until: DateTime<Utc>) {
    while shared.now() < until {
        pause("while the answer is awaited").await;
        let mut gateway = lock(&shared.gateway);
        let now = gateway.now();
        let left = Moment::from_millis(until.timestamp_millis()).since(now);
        gateway.advance(left);
    }
}
