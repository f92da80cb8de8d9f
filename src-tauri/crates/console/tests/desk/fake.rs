//! A gateway that signs well and says what it is told. The simulator cannot lie about amounts; this one can.

use antom::keys::MerchantKey;
use antom::signature::sign;
use antom::{Gateway, RawAnswer, SignedRequest, Transport, TransportError};
use async_trait::async_trait;
use console::accounts::{KeySource, NewAccount};
use console::{Clock, Console, ConsoleError, Home, Network, Ports, SystemClock, SystemIds};
use domain::account::Environment;
use domain::fact::Actor;
use rand::RngCore;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use vault::memory::MemoryVault;

/// The client id of the sandbox's account.
pub const SANDBOX: &str = "SANDBOX_5X00";

pub struct FakeAntom {
    key: MerchantKey,
    answers: Mutex<VecDeque<Value>>,
    standing: Mutex<Vec<(&'static str, Value)>>,
    /// The HTTP `Date` of its answers.
    pub date: Mutex<Option<String>>,
    /// Paths asked, oldest first.
    pub asked: Mutex<Vec<String>>,
}

impl FakeAntom {
    pub fn new() -> Arc<Self> {
        let key = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
        Arc::new(Self {
            key,
            answers: Mutex::default(),
            standing: Mutex::default(),
            date: Mutex::default(),
            asked: Mutex::default(),
        })
    }

    pub fn public_key(&self) -> String {
        self.key.public_key().to_base64_spki()
    }

    /// The signature of something it tells by itself.
    pub fn signs(&self, path: &str, client: &str, time: &str, body: &[u8]) -> String {
        sign(&self.key, 1, "POST", path, client, time, body).unwrap()
    }

    /// What every call of an operation is answered with that nothing else was said for.
    pub fn always_says(&self, operation: &'static str, answer: Value) {
        self.standing.lock().unwrap().push((operation, answer));
    }

    fn stands_by(&self, path: &str) -> Option<Value> {
        let standing = self.standing.lock().unwrap();
        standing
            .iter()
            .rev()
            .find(|(operation, _)| path.ends_with(operation))
            .map(|(_, answer)| answer.clone())
    }

    /// What the next call is answered with.
    pub fn will_say(&self, answer: Value) {
        self.answers.lock().unwrap().push_back(answer);
    }
}

pub struct FakeNetwork(pub Arc<FakeAntom>);

impl Network for FakeNetwork {
    fn transport(&self, _gateway: &Gateway) -> Result<Arc<dyn Transport>, ConsoleError> {
        Ok(Arc::new(Wire(Arc::clone(&self.0))))
    }
}

struct Wire(Arc<FakeAntom>);

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        self.0.asked.lock().unwrap().push(request.path().to_owned());
        let header = |name: &str| {
            request
                .headers()
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.clone())
                .unwrap()
        };
        let client = header("Client-Id");
        let body = self
            .0
            .answers
            .lock()
            .unwrap()
            .pop_front()
            .or_else(|| self.0.stands_by(request.path()))
            .expect("a call nobody expected")
            .to_string()
            .into_bytes();
        let time = "2026-11-25T11:05:00+08:00";
        let signature = sign(&self.0.key, 1, "POST", request.path(), &client, time, &body).unwrap();
        let headers = [("client-id", client), ("response-time", time.to_owned()), ("signature", signature)];
        let mut headers = headers.map(|(name, value)| (name.to_owned(), value)).to_vec();
        headers.extend(self.0.date.lock().unwrap().clone().map(|date| ("date".to_owned(), date)));
        Ok(RawAnswer { status: 200, headers, body })
    }
}

/// A sandbox with one account, whose Antom says what it is told.
pub async fn sandbox() -> (tempfile::TempDir, Console, Arc<FakeAntom>) {
    sandbox_by(Arc::new(SystemClock)).await
}

/// The same, by another clock.
pub async fn sandbox_by(clock: Arc<dyn Clock>) -> (tempfile::TempDir, Console, Arc<FakeAntom>) {
    let (fake, place) = (FakeAntom::new(), tempfile::tempdir().unwrap());
    let ports = Ports {
        clock,
        ids: Arc::new(SystemIds),
        network: Arc::new(FakeNetwork(Arc::clone(&fake))),
        disk: Arc::new(console::SystemDisk),
        vault: Arc::new(MemoryVault::new()),
        actor: Actor::Person("Mei".to_owned()),
    };
    let (console, _) =
        Console::create_or_open(&Home::new(place.path()), Environment::Sandbox, ports).unwrap();
    let account = NewAccount {
        name: "main".to_owned(),
        client_id: SANDBOX.to_owned(),
        gateway: "asia".to_owned(),
        antom_key: fake.public_key(),
        key: KeySource::Generate,
        key_version: 1,
        redirect_url: "https://shop.example/thanks".to_owned(),
        notify_url: None,
        settlement_currency: None,
    };
    console.add_account(account).await.unwrap();
    (place, console, fake)
}

/// What a question about a payment that never was is answered with.
pub fn not_there() -> Value {
    json!({"result": {"resultStatus": "F", "resultCode": "ORDER_NOT_EXIST", "resultMessage": "no"}})
}
