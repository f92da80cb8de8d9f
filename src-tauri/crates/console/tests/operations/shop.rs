//! A shop with the real simulator: real HTTP on loopback, real signatures, a real encrypted ledger in a directory that
//! goes away, and a clock that is the simulator's, moved instead of waited for.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use console::accounts::{KeySource, NewAccount};
use console::buyer::BuyerInput;
use console::operation::{Ask, Prepared};
use console::request::NewRequest;
use console::view::{IntentView, OrderView};
use console::{Clock, Console, ConsoleError, Home, Network, Ports, SecretText, SystemDisk, SystemIds};
use domain::account::Environment;
use domain::fact::{Actor, CaptureMode};
use domain::ids::{AccountName, OrderId, PaymentId};
use domain::intent::Verb;
use money::{Currency, Money};
use rand::RngCore;
use serde_json::{Value, json};
use simulator::{
    Effect, Entry, Fault, FaultKind, Gateway, Moment, Options, Request, Running, Simulator, Span,
};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use tempfile::TempDir;
use vault::memory::MemoryVault;

use crate::gate::{Gate, GatedNetwork};

/// The simulator's clock. Sleeping moves it: what falls due on the way happens there, and nobody waits.
pub struct SimulatorClock(pub Arc<Mutex<Gateway>>);

#[async_trait]
impl Clock for SimulatorClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(lock(&self.0).now().as_millis()).unwrap()
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        {
            let mut gateway = lock(&self.0);
            let left = Moment::from_millis(at.timestamp_millis()).since(gateway.now());
            // One millisecond on top: the clock shows whole milliseconds, and the moment must be reached.
            gateway.advance(left.and(Span::millis(1)));
        }
        // Other tasks get their turn, as in any real sleep.
        tokio::task::yield_now().await;
    }
}

fn lock(gateway: &Arc<Mutex<Gateway>>) -> MutexGuard<'_, Gateway> {
    gateway.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// One merchant key for all tests of this program: making one takes its time.
fn merchant_key() -> String {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| {
        let key = antom::keys::MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, key.to_pkcs8_der().unwrap())
    })
    .clone()
}

/// The same key, as somebody would hand it in.
pub fn merchant_secret() -> SecretText {
    SecretText::new(merchant_key())
}

pub struct Shop {
    /// The key that is taken for Antom's.
    believed: String,
    pub simulator: Running,
    home: TempDir,
    vault: Arc<MemoryVault>,
    /// Holds calls up for whoever asks for it.
    pub gate: Arc<Gate>,
}

pub fn sgd(minor: u64) -> Money {
    Money::from_minor(minor, Currency::from_code("SGD").unwrap()).unwrap()
}

pub fn refund(order: OrderId, minor: u64) -> Ask {
    Ask {
        order,
        payment: None,
        verb: Verb::Refund,
        amount: Some(sgd(minor)),
        reason: None,
        despite_dispute: false,
    }
}

pub fn whole(order: OrderId, verb: Verb) -> Ask {
    Ask { order, payment: None, verb, amount: None, reason: None, despite_dispute: false }
}

impl Shop {
    /// A shop whose account works.
    pub async fn open() -> (Self, Console) {
        Self::open_believing(None).await
    }

    /// A shop that was given somebody else's key as Antom's. That somebody stands between it and Antom, and signs well.
    pub async fn deceived() -> (Self, Console) {
        let forger = antom::keys::MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
        Self::open_believing(Some(Arc::new(forger))).await
    }

    async fn open_believing(forger: Option<Arc<antom::keys::MerchantKey>>) -> (Self, Console) {
        let simulator = Simulator::start(Options::default()).await.unwrap();
        lock(&simulator.gateway()).begin_a_day();
        let believed = match &forger {
            Some(forger) => forger.public_key().to_base64_spki(),
            None => simulator.antom_public_key_spki_base64().to_owned(),
        };
        let shop = Self {
            simulator,
            believed,
            home: tempfile::tempdir().unwrap(),
            vault: Arc::new(MemoryVault::new()),
            gate: Arc::new(Gate::default()),
        };
        let (console, _) =
            Console::create_or_open(&shop.home(), Environment::Training, shop.ports()).unwrap();
        let public_key = add_account(&console, &shop.simulator, &shop.believed).await;
        shop.simulator.register_client(shop.simulator.client_id(), &public_key, 1).unwrap();
        if let Some(forger) = forger {
            shop.gate.forge_with(forger);
        }
        (shop, console)
    }

    /// The same merchant on another computer, with a ledger of its own. It stands for Antom's Dashboard, too.
    pub async fn joined(shop: &Self) -> (TempDir, Console) {
        let place = tempfile::tempdir().unwrap();
        let ports = Ports { vault: Arc::new(MemoryVault::new()), ..shop.ports() };
        let (console, _) =
            Console::create_or_open(&Home::new(place.path()), Environment::Training, ports).unwrap();
        add_account(&console, &shop.simulator, &shop.believed).await;
        (place, console)
    }

    pub fn home(&self) -> Home {
        Home::new(self.home.path())
    }

    pub fn ports(&self) -> Ports {
        Ports {
            clock: Arc::new(SimulatorClock(self.simulator.gateway())),
            ids: Arc::new(SystemIds),
            network: Arc::new(GatedNetwork(Arc::clone(&self.gate))) as Arc<dyn Network>,
            disk: Arc::new(SystemDisk),
            vault: Arc::clone(&self.vault) as Arc<dyn vault::Vault>,
            actor: Actor::Person("Mei".to_owned()),
        }
    }

    /// Another process on the same home.
    pub fn another(&self) -> Console {
        self.another_with(self.ports())
    }

    pub fn another_with(&self, ports: Ports) -> Console {
        Console::open(&self.home(), Environment::Training, ports).unwrap()
    }

    /// What the keychain holds, by name.
    pub fn vault_names(&self) -> Vec<String> {
        self.vault.names().iter().map(ToString::to_string).collect()
    }

    /// The keychain loses every merchant key.
    pub fn lose_merchant_keys(&self) {
        for name in self.vault.names() {
            if name.account().starts_with("merchant-key/") {
                vault::Vault::delete(self.vault.as_ref(), &name).unwrap();
            }
        }
    }

    /// The keychain is in another state from now on.
    pub fn play(&self, state: vault::State) {
        self.vault.play(state);
    }

    pub fn gateway(&self) -> Arc<Mutex<Gateway>> {
        self.simulator.gateway()
    }

    pub fn fault(&self, operation: &str, kind: FaultKind, times: u32) {
        lock(&self.gateway()).add_fault(Fault::next(operation, kind, times));
    }

    pub fn clear_faults(&self) {
        lock(&self.gateway()).clear_faults();
    }

    pub fn pass(&self, span: Span) {
        lock(&self.gateway()).advance(span);
    }

    /// The simulator's own book: the lines of one effect.
    pub fn booked(&self, effect: Effect) -> Vec<Entry> {
        lock(&self.gateway()).book().of(effect).cloned().collect()
    }

    pub fn totals(&self, payment: &str) -> simulator::Totals {
        lock(&self.gateway()).book().totals(payment)
    }

    /// The control interface, without a socket.
    pub fn control(&self, path: &str, body: &Value) -> Value {
        self.ask_control("POST", path, body)
    }

    /// Antom's transaction report of everything until now.
    pub fn report(&self) -> Vec<u8> {
        let report = self.ask_control("GET", "report", &Value::Null);
        report["csv"].as_str().unwrap().as_bytes().to_vec()
    }

    fn ask_control(&self, method: &str, path: &str, body: &Value) -> Value {
        let gateway = self.gateway();
        let mut gateway = lock(&gateway);
        let request = Request {
            method: method.to_owned(),
            path: format!("/control/v1/{path}"),
            headers: vec![
                ("host".to_owned(), "127.0.0.1".to_owned()),
                ("authorization".to_owned(), format!("Bearer {}", self.simulator.control_token())),
            ],
            body: body.to_string().into_bytes(),
            // A wall clock long past: this call is not to move the simulator's time.
            now: Moment::from_millis(0),
        };
        let answer = gateway.control(&request, self.simulator.control_token());
        let json: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(answer.status, 200, "{json}");
        json
    }

    /// The buyer opens the link and pays.
    pub fn buyer_pays(&self, request: &str, method: &str, card: Option<&str>) -> String {
        let mut wish = json!({ "act": "pay", "payment_request_id": request, "method": method });
        if let Some(card) = card {
            wish["card"] = json!(card);
        }
        self.control("payments", &wish)["payment"]["payment_id"].as_str().unwrap().to_owned()
    }

    pub async fn request(&self, console: &Console, minor: u64, capture_mode: CaptureMode) -> OrderView {
        console.new_request(Self::asked(minor, capture_mode)).await.unwrap().order
    }

    /// What somebody asks a buyer for.
    pub fn asked(minor: u64, capture_mode: CaptureMode) -> NewRequest {
        NewRequest {
            buyer: BuyerInput { email: Some("mei@example.com".to_owned()), ..BuyerInput::default() },
            capture_mode,
            ..NewRequest::of(AccountName("main".to_owned()), "One bamboo steamer".to_owned(), sgd(minor))
        }
    }

    /// An order that was paid with a wallet, which takes the money at once.
    pub async fn paid(&self, console: &Console, minor: u64) -> (OrderId, PaymentId) {
        let order = self.request(console, minor, CaptureMode::Automatic).await;
        let payment = self.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
        let asked = console.inquire(&order.id).await.unwrap();
        assert_eq!(asked.order.state.state, "paid");
        (order.id, PaymentId(payment))
    }

    /// An order whose money is held on a card and waits to be captured by a person.
    pub async fn authorised(&self, console: &Console, minor: u64) -> (OrderId, PaymentId) {
        let order = self.request(console, minor, CaptureMode::Manual).await;
        let payment = self.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
        let asked = console.inquire(&order.id).await.unwrap();
        assert_eq!(asked.order.state.state, "authorised");
        (order.id, PaymentId(payment))
    }
}

/// Prepares and confirms, as a person does.
pub async fn decided(console: &Console, ask: Ask) -> Result<(Prepared, IntentView), ConsoleError> {
    let prepared = console.prepare(ask).await?;
    let intent = console.confirm(prepared.token, None).await?;
    Ok((prepared, intent))
}

/// Prepares, confirms and follows to the end.
pub async fn done(console: &Console, ask: Ask) -> IntentView {
    let (_, intent) = decided(console, ask).await.unwrap();
    console.settle(&intent.id).await.unwrap()
}

/// The account of the simulator's merchant, as it is added.
pub fn account(simulator: &Running) -> NewAccount {
    NewAccount {
        name: "main".to_owned(),
        client_id: simulator.client_id().to_owned(),
        gateway: simulator.gateway_url().to_owned(),
        antom_key: simulator.antom_public_key_spki_base64().to_owned(),
        key: KeySource::Import(SecretText::new(merchant_key())),
        key_version: 1,
        redirect_url: "https://shop.example/thanks".to_owned(),
        notify_url: None,
        settlement_currency: None,
    }
}

/// Adds the account of the simulator's merchant and gives the public half of its key.
async fn add_account(console: &Console, simulator: &Running, antom_key: &str) -> String {
    let new = NewAccount { antom_key: antom_key.to_owned(), ..account(simulator) };
    console.add_account(new).await.unwrap().public_key
}
