//! Merchant accounts: adding one catches every mistake that can be caught before the first call.

use crate::Console;
use crate::account_fields::{
    account_name, address, antoms_key, currency, fits_environment, gateway_text, key_version, not_our_own,
};
use crate::error::ConsoleError;
use crate::gateway::gateway_of;
use crate::record::{By, named};
use crate::secret::SecretText;
use crate::view::{AccountView, KeyView};
use antom::keys::{MerchantKey, PublicKey};
use antom::{ClientId, Gateway};
use domain::account::{Account, Environment, Key, KeyStage};
use domain::fact::Body;
use domain::ids::AccountName;
use domain::people::{Act, Right};
use ledger::Ledger;
use serde::{Deserialize, Serialize};

/// Where the private key of an account comes from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// A new pair of 2048 bits is made here.
    Generate,
    /// A key somebody has: PKCS#8 or PKCS#1, PEM or bare base64.
    Import(SecretText),
}

/// What is needed for an account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its short name: lower-case letters, digits and hyphens.
    pub name: String,
    /// `Client-Id`, from the Dashboard.
    pub client_id: String,
    /// A region (`asia`, `north-america`, `united-states`, `europe`), or in Training the simulator's address.
    pub gateway: String,
    /// Antom's public key, from the Dashboard.
    pub antom_key: String,
    /// The private key.
    pub key: KeySource,
    /// The version the public half has, or will have, in the Dashboard; 1 unless it was rotated.
    pub key_version: u32,
    /// Where buyers come back to.
    pub redirect_url: String,
    /// Where notifications go, where the merchant runs a receiver.
    pub notify_url: Option<String>,
    /// The settlement currency, where several are contracted.
    pub settlement_currency: Option<String>,
}

/// An account as it stands in the form that adds one. Its private key was made or imported before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountDraft {
    /// Its short name: lower-case letters, digits and hyphens.
    pub name: String,
    /// `Client-Id`, from the Dashboard.
    pub client_id: String,
    /// A region, or in Training the simulator's address.
    pub gateway: String,
    /// Where buyers come back to.
    pub redirect_url: String,
    /// Where notifications go, where the merchant runs a receiver.
    pub notify_url: Option<String>,
    /// The settlement currency, where several are contracted.
    pub settlement_currency: Option<String>,
    /// The version the public half has, or will have, in the Dashboard.
    pub key_version: u32,
}

/// An account was added.
#[derive(Debug, Clone, Serialize)]
pub struct AccountAdded {
    /// It.
    pub account: AccountView,
    /// The public half of its key, to be pasted into the Dashboard (SubjectPublicKeyInfo, base64).
    pub public_key: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Whether the pair was made here.
    pub generated: bool,
}

impl NewAccount {
    /// Finds every mistake that shows without a ledger, so that none is made for an account that is refused.
    ///
    /// # Errors
    /// As [`Console::add_account`], but for a name that is taken.
    pub fn check(&self, environment: Environment) -> Result<(), ConsoleError> {
        let antom = antoms_key(&self.antom_key)?;
        described(environment, &self.draft(), antom.to_base64_spki())?;
        match &self.key {
            KeySource::Generate => Ok(()),
            KeySource::Import(text) => not_our_own(&own_key(text)?, &antom),
        }
    }

    fn draft(&self) -> AccountDraft {
        AccountDraft {
            name: self.name.clone(),
            client_id: self.client_id.clone(),
            gateway: self.gateway.clone(),
            redirect_url: self.redirect_url.clone(),
            notify_url: self.notify_url.clone(),
            settlement_currency: self.settlement_currency.clone(),
            key_version: self.key_version,
        }
    }
}

impl Console {
    /// Adds an account. Its private key goes into the keychain and nowhere else.
    ///
    /// # Errors
    /// Names the field and the remedy: an id of another environment, one's own public key in Antom's place, plain http
    /// outside this computer, a name that is taken.
    pub async fn add_account(&self, new: NewAccount) -> Result<AccountAdded, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        let draft = new.draft();
        let antom = antoms_key(&new.antom_key)?;
        let account = self.examined(&draft, antom.to_base64_spki())?;
        let generated = matches!(new.key, KeySource::Generate);
        let key = self.private_key(&new.key)?;
        not_our_own(&key, &antom)?;
        let account = self.with_first_key(account, &key, draft.key_version)?;
        self.keep_account(account, &key, generated)
    }

    /// The account a draft describes, without a key of its own, where everything in it fits together.
    ///
    /// # Errors
    /// Names the field and the remedy.
    pub(crate) fn examined(&self, draft: &AccountDraft, antom_key: String) -> Result<Account, ConsoleError> {
        let account = described(self.environment, draft, antom_key)?;
        if self.read(Ledger::accounts)?.iter().any(|known| known.name == account.name) {
            return Err(ConsoleError::AccountExists { name: account.name.to_string() });
        }
        Ok(account)
    }

    /// An account with the key that signs from the beginning.
    pub(crate) fn with_first_key(
        &self,
        account: Account,
        key: &MerchantKey,
        version: u32,
    ) -> Result<Account, ConsoleError> {
        Ok(Account { keys: vec![self.first_key(key, version)?], ..account })
    }

    fn first_key(&self, key: &MerchantKey, version: u32) -> Result<Key, ConsoleError> {
        Ok(Key {
            fingerprint: key.public_key().fingerprint(),
            version: key_version(version)?,
            stage: KeyStage::InUse,
            added_at: self.now(),
        })
    }

    pub(crate) fn keep_account(
        &self,
        account: Account,
        key: &MerchantKey,
        generated: bool,
    ) -> Result<AccountAdded, ConsoleError> {
        let fingerprint = key.public_key().fingerprint();
        self.put_key(key)?;
        let written = self.write(|pen| {
            if pen.writer.accounts()?.iter().any(|known| known.name == account.name) {
                return Err(ConsoleError::AccountExists { name: account.name.to_string() });
            }
            pen.append(None, By::Person, Body::AccountAdded(Box::new(account.clone())))
        });
        if let Err(error) = written {
            self.forget_unused_key(&fingerprint)?;
            return Err(error);
        }
        self.checkpoint()?;
        Ok(AccountAdded {
            account: account_view(&account)?,
            public_key: key.public_key().to_base64_spki(),
            fingerprint,
            generated,
        })
    }

    /// The private key from where it comes from.
    pub(crate) fn private_key(&self, source: &KeySource) -> Result<MerchantKey, ConsoleError> {
        match source {
            KeySource::Generate => {
                let made = MerchantKey::generate(|bytes| self.ports.ids.fill(bytes));
                made.map_err(|source| ConsoleError::Key { field: "private key", source })
            }
            KeySource::Import(text) => own_key(text),
        }
    }

    /// Puts a private key into the keychain.
    pub(crate) fn put_key(&self, key: &MerchantKey) -> Result<(), ConsoleError> {
        let der = key.to_pkcs8_der().map_err(|source| ConsoleError::Key { field: "private key", source })?;
        let fingerprint = key.public_key().fingerprint();
        let own = self.read(|ledger| Ok(ledger.device()))?;
        // Noted first: a key without its users would go with the first of them.
        self.note_key_users(&fingerprint, &[own])?;
        Ok(self.ports.vault.put(&self.entry_of_key(&fingerprint)?, &der)?)
    }

    /// Deletes a private key from the keychain, unless an account here still has it or another ledger of this computer
    /// uses it. True where it is gone.
    pub(crate) fn forget_unused_key(&self, fingerprint: &str) -> Result<bool, ConsoleError> {
        let accounts = self.read(Ledger::accounts)?;
        let needed = accounts
            .iter()
            .flat_map(|account| &account.keys)
            .any(|key| key.fingerprint == fingerprint && key.stage != KeyStage::Retired);
        if needed { Ok(false) } else { self.let_key_go(fingerprint) }
    }

    /// Every account of this environment, in the order in which they were added.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn accounts(&self) -> Result<Vec<AccountView>, ConsoleError> {
        self.read(Ledger::accounts)?.iter().map(account_view).collect()
    }

    /// One account.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] with the names there are.
    pub fn account(&self, name: &AccountName) -> Result<AccountView, ConsoleError> {
        account_view(&self.account_of(name)?)
    }

    /// The account that is meant when none is named: the only one there is.
    ///
    /// # Errors
    /// [`ConsoleError::NoAccount`], or [`ConsoleError::Field`] naming the accounts there are.
    pub fn only_account(&self) -> Result<AccountName, ConsoleError> {
        let accounts = self.read(Ledger::accounts)?;
        match accounts.as_slice() {
            [] => Err(ConsoleError::NoAccount { environment: self.environment }),
            [only] => Ok(only.name.clone()),
            several => {
                let names: Vec<&str> = several.iter().map(|account| account.name.as_str()).collect();
                Err(ConsoleError::field(
                    "account",
                    format!("there are several accounts: {}", names.join(", ")),
                    "Name one of them with --account.",
                ))
            }
        }
    }

    /// Removes an account and deletes its keys from the keychain. Its history stays. A key that another account here or
    /// another ledger of this computer uses stays too; the fingerprints of those are the answer.
    ///
    /// # Errors
    /// [`ConsoleError::AccountBusy`] while an order of it has something open.
    pub fn remove_account(&self, name: &AccountName) -> Result<Vec<String>, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        let account = self.account_of(name)?;
        let open = self.read(Ledger::open_orders)?;
        self.write(|pen| {
            let mut busy = 0_usize;
            for order in open {
                if pen.order(order.order)?.terms.account == *name {
                    busy = busy.saturating_add(1);
                }
            }
            if busy > 0 {
                let orders = if busy == 1 { "1 order".to_owned() } else { format!("{busy} orders") };
                return Err(ConsoleError::AccountBusy { name: name.to_string(), orders });
            }
            named(pen.writer.accounts()?, name)?;
            pen.append(None, By::Person, Body::AccountRemoved { account: name.clone() })
        })?;
        let mut kept = Vec::new();
        for key in &account.keys {
            if !self.forget_unused_key(&key.fingerprint)? && key.stage != KeyStage::Retired {
                kept.push(key.fingerprint.clone());
            }
        }
        self.checkpoint()?;
        Ok(kept)
    }
}

/// The account a draft describes, without a key of its own, by nothing but what stands in it.
fn described(
    environment: Environment,
    draft: &AccountDraft,
    antom_key: String,
) -> Result<Account, ConsoleError> {
    let name = account_name(&draft.name)?;
    let gateway = draft.gateway.parse::<Gateway>().map_err(|error| {
        ConsoleError::field(
            "gateway",
            error.to_string(),
            "Name a region, or in Training the simulator's address.",
        )
    })?;
    let client_id = draft.client_id.trim().parse::<ClientId>().map_err(|error| {
        ConsoleError::field("client id", error.to_string(), "Copy it from the Dashboard.")
    })?;
    fits_environment(environment, &client_id, &gateway)?;
    key_version(draft.key_version)?;
    let notify_url = draft.notify_url.as_deref();
    Ok(Account {
        name,
        environment,
        client_id: client_id.to_string(),
        gateway: gateway_text(&gateway),
        antom_key,
        redirect_url: address("redirect URL", &draft.redirect_url, environment)?,
        notify_url: notify_url.map(|url| address("notify URL", url, environment)).transpose()?,
        settlement_currency: draft.settlement_currency.as_deref().map(currency).transpose()?,
        keys: Vec::new(),
    })
}

/// A private key somebody has.
fn own_key(text: &SecretText) -> Result<MerchantKey, ConsoleError> {
    MerchantKey::parse(text.expose().as_bytes())
        .map_err(|source| ConsoleError::Key { field: "private key", source })
}

/// An account as it is shown.
pub(crate) fn account_view(account: &Account) -> Result<AccountView, ConsoleError> {
    let antom = PublicKey::parse(account.antom_key.as_bytes())
        .map_err(|source| ConsoleError::Key { field: "Antom's public key", source })?;
    gateway_of(account)?;
    Ok(AccountView {
        name: account.name.to_string(),
        environment: account.environment,
        client_id: account.client_id.clone(),
        gateway: account.gateway.clone(),
        antom_fingerprint: antom.fingerprint(),
        redirect_url: account.redirect_url.clone(),
        notify_url: account.notify_url.clone(),
        settlement_currency: account.settlement_currency.clone(),
        keys: account.keys.iter().map(key_view).collect(),
    })
}

/// A key as it is shown.
pub(crate) fn key_view(key: &Key) -> KeyView {
    KeyView {
        fingerprint: key.fingerprint.clone(),
        version: key.version,
        stage: key.stage,
        added_at: key.added_at,
    }
}
