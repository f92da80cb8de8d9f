//! A shop on a real disk with so many open payments.

use crate::Trouble;
use antom::keys::MerchantKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use console::accounts::{KeySource, NewAccount};
use console::buyer::BuyerInput;
use console::request::NewRequest;
use console::{Console, Home, Ports, SecretText};
use domain::account::Environment;
use domain::fact::Actor;
use domain::ids::{AccountName, OrderId};
use money::{Currency, Money};
use rand::RngCore;
use simulator::{Gateway, Options, Registration, Running, Simulator};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;
use vault::memory::MemoryVault;

/// How many links are made at a time.
const AT_A_TIME: usize = 8;

/// The path that notifications are signed for.
pub(crate) const NOTIFIED_AT: &str = "/antom/notify";

/// An order that waits for its buyer.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub order: OrderId,
    pub reference: String,
    /// The paymentRequestId of its link.
    pub request: String,
}

/// The shop, and Antom beside it.
pub(crate) struct Shop {
    pub console: Arc<Console>,
    pub simulator: Running,
    vault: Arc<MemoryVault>,
    // Dropped last: the console has files in it.
    home: TempDir,
}

pub(crate) fn account() -> AccountName {
    AccountName("main".to_owned())
}

impl Shop {
    pub async fn open() -> Result<Self, Trouble> {
        let simulator = Simulator::start(Options::default()).await?;
        let home = tempfile::tempdir()?;
        let vault = Arc::new(MemoryVault::new());
        let (console, _) =
            Console::create_or_open(&Home::new(home.path()), Environment::Training, ports(&vault))?;
        let key = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes))?;
        let added = console.add_account(NewAccount {
            name: account().0,
            client_id: simulator.client_id().to_owned(),
            gateway: simulator.gateway_url().to_owned(),
            antom_key: simulator.antom_public_key_spki_base64().to_owned(),
            key: KeySource::Import(SecretText::new(STANDARD.encode(key.to_pkcs8_der()?))),
            key_version: 1,
            redirect_url: "https://shop.example/thanks".to_owned(),
            notify_url: None,
            settlement_currency: None,
        });
        let public_key = added.await?.public_key;
        lock(&simulator.gateway()).register(Registration {
            client_id: simulator.client_id().to_owned(),
            public_key,
            key_version: 1,
            // Nothing listens there: what is told is taken from the gateway and posted at the pace that is wanted.
            notify_url: Some(format!("http://127.0.0.1:9{NOTIFIED_AT}")),
            ..Registration::default()
        })?;
        // A batch does not wait to be stopped.
        console.set_setting("stop-window", "0")?;
        Ok(Self { console: Arc::new(console), simulator, vault, home })
    }

    /// Another process on the same home.
    pub fn another(&self) -> Result<Console, Trouble> {
        Ok(Console::open(&Home::new(self.home.path()), Environment::Training, ports(&self.vault))?)
    }

    /// Makes so many links, each through the form's own way: signed, sent and kept.
    pub async fn fill(self: &Arc<Self>, orders: usize) -> Result<Vec<Known>, Trouble> {
        let next = Arc::new(AtomicUsize::new(0));
        let makers = (0..AT_A_TIME).map(|_| {
            let (shop, next) = (Arc::clone(self), Arc::clone(&next));
            tokio::spawn(async move {
                let mut made = Vec::new();
                while next.fetch_add(1, Ordering::Relaxed) < orders {
                    made.push(shop.make().await?);
                }
                Ok::<_, Trouble>(made)
            })
        });
        let mut known = Vec::with_capacity(orders);
        for maker in makers.collect::<Vec<_>>() {
            known.extend(maker.await??);
        }
        Ok(known)
    }

    async fn make(&self) -> Result<Known, Trouble> {
        let order = self.console.new_request(asked()?).await?.order;
        let session = order.sessions.first().ok_or("an order without a link")?;
        Ok(Known { order: order.id, reference: order.reference.clone(), request: session.request.clone() })
    }

    /// The simulator itself.
    pub fn gateway(&self) -> Arc<Mutex<Gateway>> {
        self.simulator.gateway()
    }

    /// How many facts there are, where the ledger is whole.
    pub fn is_whole(&self) -> Result<u64, Trouble> {
        let verified = self.console.verify(None)?;
        if verified.whole {
            Ok(verified.verification.facts)
        } else {
            Err(format!("the ledger: {verified:?}").into())
        }
    }
}

/// The simulator, for whoever changes it; what another thread left is taken as it is.
pub(crate) fn lock(gateway: &Arc<Mutex<Gateway>>) -> MutexGuard<'_, Gateway> {
    gateway.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ports(vault: &Arc<MemoryVault>) -> Ports {
    Ports::system(Environment::Training, vault.clone(), Actor::Person("Mei".into()))
}

/// What every buyer is asked for, in minor units.
pub(crate) fn price() -> Result<Money, Trouble> {
    Ok(Money::from_minor(4_000, Currency::from_code("SGD")?)?)
}

fn asked() -> Result<NewRequest, Trouble> {
    Ok(NewRequest {
        buyer: BuyerInput { email: Some("mei@example.com".to_owned()), ..BuyerInput::default() },
        ..NewRequest::of(account(), "One bamboo steamer".to_owned(), price()?)
    })
}
