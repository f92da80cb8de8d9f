//! A home with one account in it, with people or without, made once for each environment and copied for every world:
//! making a ledger, a key pair and what verifies a PIN takes longer than most worlds.

use crate::broken::{Broken, OrBroken};
use crate::notices::ADDRESS;
use crate::people::{self, Tokens};
use crate::ports::{MortalIds, ProcessClock, ProcessNetwork, Shared, lock};
use antom::keys::MerchantKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use console::accounts::{KeySource, NewAccount};
use console::{Console, Home, Ports, SecretText, SystemDisk};
use domain::account::Environment;
use domain::fact::Actor;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use simulator::{Gateway, Moment, Registration};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;
use vault::Vault;
use vault::memory::MemoryVault;

/// Worlds begin on this Monday: 2 November 2026, 09:00 in Singapore.
const BEGINNING: i64 = 1_793_581_200_000;
/// The account of every world.
pub(crate) const ACCOUNT: &str = "main";

/// Everything a world starts from.
pub(crate) struct Template {
    environment: Environment,
    home: TempDir,
    vault: MemoryVault,
    gateway: Gateway,
    client: &'static str,
    host: String,
    /// A session of everybody who works there; none where nobody does.
    tokens: Tokens,
}

/// A copy of a template, for one world.
pub(crate) struct Beginning {
    pub environment: Environment,
    pub home: TempDir,
    pub vault: Arc<MemoryVault>,
    pub shared: Arc<Shared>,
    /// A session of everybody who works there.
    pub tokens: Tokens,
}

impl Template {
    /// The template of an environment, with people or without.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn of(environment: Environment, people: bool) -> Result<&'static Self, Broken> {
        static TEMPLATES: [OnceLock<Result<Template, Broken>>; 6] = [const { OnceLock::new() }; 6];
        let at = match environment {
            Environment::Training => 0,
            Environment::Sandbox => 1,
            Environment::Production => 2,
        };
        let template = &TEMPLATES[if people { at + 3 } else { at }];
        template.get_or_init(|| Self::make(environment, people)).as_ref().map_err(Clone::clone)
    }

    fn make(environment: Environment, people: bool) -> Result<Self, Broken> {
        let (client, gateway, host) = match environment {
            Environment::Training => {
                ("TRAINING_5X00000000000000", "http://127.0.0.1:9", "http://127.0.0.1:9")
            }
            Environment::Sandbox => {
                ("SANDBOX_5YBB0000000000001", "asia", "https://open-sea-global.alipay.com")
            }
            Environment::Production => ("5YBB0000000000001", "asia", "https://open-sea-global.alipay.com"),
        };
        // Outside Training a link that is not https is not believed.
        let checkout = match environment {
            Environment::Training => "http://127.0.0.1:8",
            Environment::Sandbox | Environment::Production => "https://checkout.example",
        };
        let mut template = Self {
            environment,
            home: on_tmpfs()?,
            vault: MemoryVault::new(),
            gateway: Gateway::new(1, checkout).or_broken("the gateway's key")?,
            client,
            host: host.to_owned(),
            tokens: Tokens::new(),
        };
        let key = merchant_key()?;
        let antom_key = template.gateway.public_key_spki_base64().or_broken("the gateway's key")?;
        template
            .gateway
            .register(Registration {
                client_id: client.to_owned(),
                public_key: key.public_key().to_base64_spki(),
                key_version: 1,
                notify_url: Some(ADDRESS.to_owned()),
                ..Registration::default()
            })
            .or_broken("the merchant's key")?;
        template.tokens = template.set_up(gateway, antom_key, &key, people)?;
        Ok(template)
    }

    fn set_up(
        &self,
        gateway: &str,
        antom_key: String,
        key: &MerchantKey,
        people: bool,
    ) -> Result<Tokens, Broken> {
        let vault = Arc::new(MemoryVault::new());
        let shared = Arc::new(self.shared(1));
        let ports = Ports {
            clock: Arc::new(ProcessClock { shared: Arc::clone(&shared), ahead_ms: Arc::default() }),
            ids: Arc::new(MortalIds::of(1, Arc::new(AtomicI64::new(i64::MAX)))),
            network: Arc::new(ProcessNetwork { shared, plugged: Arc::new(AtomicBool::new(true)) }),
            disk: Arc::new(SystemDisk),
            vault: vault.clone(),
            actor: Actor::Person("Mei".to_owned()),
        };
        let home = Home::new(self.home.path());
        let (console, _) =
            Console::create_or_open(&home, self.environment, ports).or_broken("a new ledger")?;
        let secret = STANDARD.encode(key.to_pkcs8_der().or_broken("the merchant's key")?);
        let adding = console.add_account(NewAccount {
            name: ACCOUNT.to_owned(),
            client_id: self.client.to_owned(),
            gateway: gateway.to_owned(),
            antom_key,
            key: KeySource::Import(SecretText::new(secret)),
            key_version: 1,
            redirect_url: "https://shop.example/thanks".to_owned(),
            notify_url: None,
            settlement_currency: None,
        });
        now_or_never(adding)?.or_broken("the account")?;
        let tokens = if people { people::move_in(&console)? } else { Tokens::new() };
        copy_vault(&vault, &self.vault)?;
        Ok(tokens)
    }

    fn shared(&self, seed: u64) -> Shared {
        let wall = Moment::from_millis(BEGINNING);
        let mut gateway = self.gateway.another(seed);
        gateway.tick(wall);
        Shared {
            gateway: Mutex::new(gateway),
            wall,
            host: self.host.clone(),
            path: if self.environment == Environment::Sandbox {
                "/ams/sandbox/api/v1/payments/"
            } else {
                "/ams/api/v1/payments/"
            },
            client: self.client.to_owned(),
            observer: Mutex::new(None),
            full: Arc::default(),
            broken: Mutex::new(Vec::new()),
            hold_ends: Mutex::new(BTreeMap::new()),
            calls: Mutex::default(),
        }
    }

    /// A beginning of one world.
    ///
    /// # Errors
    /// Where the home cannot be copied.
    pub fn begin(&self, seed: u64) -> Result<Beginning, Broken> {
        let home = on_tmpfs()?;
        copy(self.home.path(), home.path()).or_broken("a copy of the home")?;
        let vault = Arc::new(MemoryVault::new());
        copy_vault(&self.vault, &vault)?;
        Ok(Beginning {
            environment: self.environment,
            home,
            vault,
            shared: Arc::new(self.shared(seed)),
            tokens: self.tokens.clone(),
        })
    }
}

/// A directory in memory where there is one: the attack is on the order of writes, and a disk would only slow it down.
fn on_tmpfs() -> Result<TempDir, Broken> {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.or_broken("a directory")
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    std::fs::set_permissions(to, std::fs::metadata(from)?.permissions())?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn copy_vault(from: &MemoryVault, to: &MemoryVault) -> Result<(), Broken> {
    for name in from.names() {
        if let Some(secret) = from.get(&name).or_broken("the keychain")? {
            to.put(&name, &secret).or_broken("the keychain")?;
        }
    }
    Ok(())
}

/// One pair for all worlds of all templates: making one takes its time.
fn merchant_key() -> Result<MerchantKey, Broken> {
    static KEY: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    let mut kept = lock(&KEY);
    let der = match kept.take() {
        Some(der) => der,
        None => {
            let mut random = StdRng::seed_from_u64(1);
            let key =
                MerchantKey::generate(|bytes| random.fill_bytes(bytes)).or_broken("the merchant's key")?;
            key.to_pkcs8_der().or_broken("the merchant's key")?.to_vec()
        }
    };
    let key = MerchantKey::parse(&der).or_broken("the merchant's key")?;
    *kept = Some(der);
    Ok(key)
}

/// The result of something that calls nobody.
fn now_or_never<T>(future: impl Future<Output = T>) -> Result<T, Broken> {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(value) => Ok(value),
        std::task::Poll::Pending => Err(Broken::new("the making of the template waits for something")),
    }
}
