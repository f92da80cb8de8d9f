//! Keys of an account: added, proved, promoted, retired. Changing a key never leaves the account without one that works.

use crate::Console;
use crate::account_fields::{key_version, not_our_own};
use crate::account_test::{Probe, TestReport};
use crate::accounts::{KeySource, key_view};
use crate::error::ConsoleError;
use crate::record::By;
use crate::secret::SecretText;
use crate::view::{KeyView, shown};
use crate::warrant::Warrant;
use antom::keys::PublicKey;
use domain::account::{Account, Key, KeyStage};
use domain::fact::Body;
use domain::ids::AccountName;
use domain::people::{Act, Right};
use serde::Serialize;

/// A key was put into the keychain.
#[derive(Debug, Clone, Serialize)]
pub struct KeyAdded {
    /// It.
    pub key: KeyView,
    /// Its public half, to be pasted into the Dashboard (SubjectPublicKeyInfo, base64).
    pub public_key: String,
    /// Whether the pair was made here.
    pub generated: bool,
}

/// A key with its public half.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeyShown {
    /// It.
    #[serde(flatten)]
    pub key: KeyView,
    /// Its public half; none when the private key is not in this computer's keychain.
    pub public_key: Option<String>,
}

impl Console {
    /// Makes a new pair for an account and puts its private half into the keychain. It signs nothing yet.
    ///
    /// # Errors
    /// As [`Console::import_key`].
    pub fn generate_key(&self, account: &AccountName, version: u32) -> Result<KeyAdded, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        self.put_pair(account, &KeySource::Generate, version)
    }

    /// Puts a private key somebody has into the keychain. It signs nothing yet, unless it is the missing private half
    /// of a key the account has already.
    ///
    /// # Errors
    /// [`ConsoleError::Key`] for what is not a usable key, [`ConsoleError::KeyStage`] for one that was retired
    /// or is in the keychain already, and for a version that another key has.
    pub fn import_key(
        &self,
        account: &AccountName,
        key: KeySource,
        version: u32,
    ) -> Result<KeyAdded, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        self.put_pair(account, &key, version)
    }

    fn put_pair(
        &self,
        name: &AccountName,
        source: &KeySource,
        version: u32,
    ) -> Result<KeyAdded, ConsoleError> {
        let account = self.account_of(name)?;
        let version = key_version(version)?;
        let key = self.private_key(source)?;
        let antom = PublicKey::parse(account.antom_key.as_bytes())
            .map_err(|source| ConsoleError::Key { field: "Antom's public key", source })?;
        not_our_own(&key, &antom)?;
        let fingerprint = key.public_key().fingerprint();
        let known = account.keys.iter().find(|known| known.fingerprint == fingerprint);
        if known.is_some_and(|known| known.stage == KeyStage::Retired) {
            return Err(stage("this key was retired", "Generate a new pair: countersign key generate."));
        }
        match known {
            Some(known) if self.has_private_half(&account, known)? => return Err(known_already(known)),
            Some(_) => {}
            None => free_version(&account, version)?,
        }
        self.put_key(&key)?;
        if known.is_none() {
            self.write(|pen| {
                let body =
                    Body::KeyAdded { account: name.clone(), fingerprint: fingerprint.clone(), version };
                pen.append(None, By::Person, body)
            })?;
            self.checkpoint()?;
        }
        Ok(KeyAdded {
            key: key_view(&key_of(&self.account_of(name)?, &fingerprint)?),
            public_key: key.public_key().to_base64_spki(),
            generated: matches!(source, KeySource::Generate),
        })
    }

    /// The keys of an account, oldest first, with their public halves.
    ///
    /// # Errors
    /// Whatever keeps the ledger or the keychain from reading.
    pub fn keys(&self, account: &AccountName) -> Result<Vec<KeyShown>, ConsoleError> {
        let account = self.account_of(account)?;
        account.keys.iter().map(|key| self.shown_key(&account, key)).collect()
    }

    fn has_private_half(&self, account: &Account, key: &Key) -> Result<bool, ConsoleError> {
        match self.merchant_key(account, &key.fingerprint) {
            Ok(_) => Ok(true),
            Err(ConsoleError::MerchantKeyMissing { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn shown_key(&self, account: &Account, key: &Key) -> Result<KeyShown, ConsoleError> {
        let public_key = match self.merchant_key(account, &key.fingerprint) {
            Ok(private) => Some(private.public_key().to_base64_spki()),
            Err(ConsoleError::MerchantKeyMissing { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(KeyShown { key: key_view(key), public_key })
    }

    /// Makes a new pair for an account, or puts the private key somebody has into the keychain, and shows it. It signs
    /// nothing yet.
    ///
    /// # Errors
    /// As [`Console::import_key`].
    pub fn add_key(
        &self,
        account: &AccountName,
        version: u32,
        import: Option<SecretText>,
    ) -> Result<KeyShown, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        let source = import.map_or(KeySource::Generate, KeySource::Import);
        let KeyAdded { key, public_key, .. } = self.put_pair(account, &source, version)?;
        Ok(KeyShown { key, public_key: Some(public_key) })
    }

    /// Proves a key: asks Antom a harmless question signed with it. A signed answer to it proves the key, and is written
    /// down; what else came of the question stands in the report.
    ///
    /// # Errors
    /// Only for what keeps the question from being put or the proof from being kept.
    pub async fn prove_key(
        &self,
        account: &AccountName,
        fingerprint: &str,
    ) -> Result<TestReport, ConsoleError> {
        let known = self.account_of(account)?;
        let key = find_key(&known, fingerprint)?;
        let secret = self.merchant_key(&known, &key.fingerprint)?;
        let Probe { called, report } = self.probe(&known, &key, secret).await?;
        let Some(bytes) = called.bytes.filter(|bytes| bytes.verified && report.is_proof()) else {
            return Ok(report);
        };
        self.write(|pen| {
            if key_of(&pen.account(account)?, &key.fingerprint)?.stage != KeyStage::Added {
                return Ok(());
            }
            let evidence = pen.evidence(None, &bytes)?;
            let body =
                Body::KeyProved { account: account.clone(), fingerprint: key.fingerprint.clone(), evidence };
            pen.append(None, By::Antom, body).map(drop)
        })?;
        self.checkpoint()?;
        Ok(report)
    }

    /// Makes a proved key the one that signs. The one before stays proved, so that it can be taken back the same way.
    ///
    /// # Errors
    /// As [`Warrant`] is refused; [`ConsoleError::KeyStage`] for a key that was not proved.
    pub fn promote_key(
        &self,
        account: &AccountName,
        fingerprint: &str,
        warrant: Warrant,
    ) -> Result<KeyView, ConsoleError> {
        let fingerprint = find_key(&self.account_of(account)?, fingerprint)?.fingerprint;
        let (reason, leave) = self.warranted(warrant)?;
        self.write_with(leave, |pen| {
            if !may_sign(&key_of(&pen.account(account)?, &fingerprint)?)? {
                return Ok(());
            }
            let body =
                Body::KeyPromoted { account: account.clone(), fingerprint: fingerprint.clone(), reason };
            pen.append(None, By::Person, body).map(drop)
        })?;
        self.checkpoint()?;
        Ok(key_view(&key_of(&self.account_of(account)?, &fingerprint)?))
    }

    /// Retires a key that no longer signs, and deletes its private half from the keychain.
    ///
    /// # Errors
    /// [`ConsoleError::KeyStage`] for the key in use.
    pub fn retire_key(&self, account: &AccountName, fingerprint: &str) -> Result<KeyView, ConsoleError> {
        let fingerprint = find_key(&self.account_of(account)?, fingerprint)?.fingerprint;
        self.write(|pen| match key_of(&pen.account(account)?, &fingerprint)?.stage {
            KeyStage::InUse => Err(stage(
                "this is the key that signs",
                "Promote another key first: countersign key rotate --help.",
            )),
            KeyStage::Retired => Ok(()),
            KeyStage::Added | KeyStage::Proved => {
                let body = Body::KeyRetired { account: account.clone(), fingerprint: fingerprint.clone() };
                pen.append(None, By::Person, body).map(drop)
            }
        })?;
        self.forget_unused_key(&fingerprint)?;
        self.checkpoint()?;
        Ok(key_view(&key_of(&self.account_of(account)?, &fingerprint)?))
    }
}

/// Whether a key is to be promoted: false for the one that signs already.
pub(crate) fn may_sign(key: &Key) -> Result<bool, ConsoleError> {
    match key.stage {
        KeyStage::InUse => Ok(false),
        KeyStage::Proved => Ok(true),
        KeyStage::Added => Err(stage(
            "Antom has not accepted a signature of this key yet",
            "Upload its public half in the Dashboard, then prove it: countersign key rotate --prove.",
        )),
        KeyStage::Retired => Err(stage("this key was retired", "Generate a new pair.")),
    }
}

/// A key that is to be imported and is in the keychain already.
fn known_already(key: &Key) -> ConsoleError {
    stage(
        &format!(
            "this key is known already, under version {} (fingerprint {})",
            key.version, key.fingerprint
        ),
        "Go on with it: countersign key rotate says which step is next. A key's version never changes: where the Dashboard \
         shows another, generate a new pair with it: countersign key generate --key-version N.",
    )
}

/// Antom finds the public half by its version, so two keys that may sign cannot have the same.
fn free_version(account: &Account, version: u32) -> Result<(), ConsoleError> {
    let has = |key: &&Key| key.version == version && key.stage != KeyStage::Retired;
    match account.keys.iter().find(has) {
        None => Ok(()),
        Some(key) => Err(stage(
            &format!(
                "version {version} belongs to another key of the account (fingerprint {})",
                key.fingerprint
            ),
            "Give the version the Dashboard shows beside this key's public half, or leave --key-version out.",
        )),
    }
}

fn stage(problem: &str, remedy: &str) -> ConsoleError {
    ConsoleError::KeyStage { problem: problem.to_owned(), remedy: remedy.to_owned() }
}

pub(crate) fn key_of(account: &Account, fingerprint: &str) -> Result<Key, ConsoleError> {
    account
        .keys
        .iter()
        .find(|key| key.fingerprint == fingerprint)
        .cloned()
        .ok_or_else(|| ConsoleError::UnknownKey { fingerprint: shown(fingerprint) })
}

/// A key by its whole fingerprint or by a beginning of at least eight digits that fits one key only.
pub(crate) fn find_key(account: &Account, fingerprint: &str) -> Result<Key, ConsoleError> {
    let wanted = fingerprint.trim().to_ascii_lowercase();
    let mut fitting =
        account.keys.iter().filter(|key| wanted.len() >= 8 && key.fingerprint.starts_with(&wanted));
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key.clone()),
        (Some(_), Some(_)) => {
            Err(stage("several keys begin like this", "Give more digits of the fingerprint."))
        }
        (None, _) => Err(ConsoleError::UnknownKey { fingerprint: shown(fingerprint.trim()) }),
    }
}
