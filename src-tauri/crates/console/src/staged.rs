//! A key pair for an account that does not exist yet.
//!
//! Whoever adds an account gives Antom the public half first and comes back when the Dashboard shows Antom's own key,
//! perhaps another day. Until then the private half lies in the keychain under an entry of its own, and the desk knows
//! which it is. There is one such pair at a time.

use crate::Console;
use crate::account_fields::{antoms_key, not_our_own};
use crate::account_test::{Probe, TestReport};
use crate::accounts::{AccountDraft, KeySource};
use crate::entry;
use crate::error::ConsoleError;
use crate::secret::SecretText;
use crate::view::AccountView;
use antom::keys::MerchantKey;
use chrono::{DateTime, Utc};
use domain::account::{Account, Key};
use domain::people::{Act, Right};
use ledger::Kept;
use ledger::desk::EVERYBODY;
use serde::{Deserialize, Serialize};
use vault::EntryName;

/// Its name on the desk.
const STAGED: &str = "staged-key";

/// A pair made or imported for an account that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StagedKey {
    /// SHA-256 of the public half, lower-case hexadecimal.
    pub fingerprint: String,
    /// The public half, to be pasted into the Dashboard (SubjectPublicKeyInfo, base64).
    pub public_key: String,
    /// Whether the pair was made here.
    pub generated: bool,
    /// When.
    pub staged_at: DateTime<Utc>,
}

/// What the desk knows of it. Nothing secret.
#[derive(Serialize, Deserialize)]
struct Noted {
    fingerprint: String,
    generated: bool,
}

/// The pair with its private half.
struct Staged {
    key: MerchantKey,
    shown: StagedKey,
}

impl Console {
    /// Makes a pair for an account that is to be added, or takes the private key somebody has. It takes the place of the
    /// one before.
    ///
    /// # Errors
    /// [`ConsoleError::Key`] for what is not a usable private key, or what the keychain says.
    pub fn stage_key(&self, import: Option<SecretText>) -> Result<StagedKey, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Keys]))?;
        let source = import.map_or(KeySource::Generate, KeySource::Import);
        let key = self.private_key(&source)?;
        let fingerprint = key.public_key().fingerprint();
        let der = key.to_pkcs8_der().map_err(|source| ConsoleError::Key { field: "private key", source })?;
        self.ports.vault.put(&self.entry_of_staged(&fingerprint)?, &der)?;
        let noted = Noted { fingerprint, generated: matches!(source, KeySource::Generate) };
        let value = serde_json::to_string(&noted)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        let written = self.write(|pen| {
            let before = pen.writer.kept(EVERYBODY, STAGED)?;
            pen.writer.keep(EVERYBODY, STAGED, &value, pen.now)?;
            Ok((before, pen.now))
        });
        let (before, staged_at) = match written {
            Ok(written) => written,
            Err(error) => {
                self.forget_unstaged_key(&noted.fingerprint)?;
                return Err(error);
            }
        };
        if let Some(before) = before.as_ref().and_then(noted_in) {
            self.forget_unstaged_key(&before.fingerprint)?;
        }
        let Noted { fingerprint, generated } = noted;
        Ok(StagedKey { fingerprint, public_key: key.public_key().to_base64_spki(), generated, staged_at })
    }

    /// The pair that waits for its account; none where there is none, or where the keychain has lost it.
    ///
    /// # Errors
    /// Whatever keeps the ledger or the keychain from reading.
    pub fn staged_key(&self) -> Result<Option<StagedKey>, ConsoleError> {
        Ok(self.staged()?.map(|staged| staged.shown))
    }

    /// Drops the pair that waits, from the keychain first.
    ///
    /// # Errors
    /// What the keychain or the ledger says.
    pub fn discard_staged_key(&self) -> Result<(), ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(EVERYBODY, STAGED))?;
        if let Some(noted) = kept.as_ref().and_then(noted_in) {
            self.ports.vault.delete(&self.entry_of_staged(&noted.fingerprint)?)?;
        }
        self.write(|pen| Ok(pen.writer.let_go(EVERYBODY, STAGED).map(drop)?))
    }

    /// Checks an account that is to be added, as far as it is filled in. Nothing is stored and nobody is asked.
    ///
    /// # Errors
    /// As [`Console::add_account`].
    pub fn check_account(&self, draft: &AccountDraft, antom_key: Option<&str>) -> Result<(), ConsoleError> {
        let antom = antom_key.map(antoms_key).transpose()?;
        if let (Some(antom), Some(staged)) = (&antom, self.staged()?) {
            not_our_own(&staged.key, antom)?;
        }
        let antom_key = antom.map(|antom| antom.to_base64_spki()).unwrap_or_default();
        self.examined(draft, antom_key).map(drop)
    }

    /// Tests an account that does not exist yet with the pair that waits for it. Nothing is kept.
    ///
    /// # Errors
    /// [`ConsoleError::NoStagedKey`], and as [`Console::add_account`].
    pub async fn try_account(
        &self,
        draft: &AccountDraft,
        antom_key: &str,
    ) -> Result<TestReport, ConsoleError> {
        let (staged, account) = self.with_staged_key(draft, antom_key)?;
        let key: Key = crate::gateway::key_in_use(&account)?.clone();
        let Probe { report, .. } = self.probe(&account, &key, staged.key).await?;
        Ok(report)
    }

    /// Adds an account with the pair that waits for it, which then waits no longer.
    ///
    /// # Errors
    /// [`ConsoleError::NoStagedKey`], and as [`Console::add_account`].
    pub fn add_account_with_staged_key(
        &self,
        draft: &AccountDraft,
        antom_key: &str,
    ) -> Result<AccountView, ConsoleError> {
        let (staged, account) = self.with_staged_key(draft, antom_key)?;
        let added = self.keep_account(account, &staged.key, staged.shown.generated)?;
        self.discard_staged_key()?;
        Ok(added.account)
    }

    /// Deletes a private half from the keychain, unless it is the one that waits.
    fn forget_unstaged_key(&self, fingerprint: &str) -> Result<(), ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(EVERYBODY, STAGED))?;
        let waits = kept.as_ref().and_then(noted_in).is_some_and(|noted| noted.fingerprint == fingerprint);
        if waits { Ok(()) } else { Ok(self.ports.vault.delete(&self.entry_of_staged(fingerprint)?)?) }
    }

    fn with_staged_key(
        &self,
        draft: &AccountDraft,
        antom_key: &str,
    ) -> Result<(Staged, Account), ConsoleError> {
        let antom = antoms_key(antom_key)?;
        let account = self.examined(draft, antom.to_base64_spki())?;
        let staged = self.staged()?.ok_or(ConsoleError::NoStagedKey)?;
        not_our_own(&staged.key, &antom)?;
        let account = self.with_first_key(account, &staged.key, draft.key_version)?;
        Ok((staged, account))
    }

    fn staged(&self) -> Result<Option<Staged>, ConsoleError> {
        let Some(kept) = self.read(|ledger| ledger.kept(EVERYBODY, STAGED))? else { return Ok(None) };
        let Some(Noted { fingerprint, generated }) = noted_in(&kept) else { return Ok(None) };
        let Some(der) = self.ports.vault.get(&self.entry_of_staged(&fingerprint)?)? else { return Ok(None) };
        let key =
            MerchantKey::parse(&der).map_err(|source| ConsoleError::Key { field: "private key", source })?;
        let public_key = key.public_key().to_base64_spki();
        let shown = StagedKey { fingerprint, public_key, generated, staged_at: kept.at };
        Ok(Some(Staged { key, shown }))
    }

    fn entry_of_staged(&self, fingerprint: &str) -> Result<EntryName, ConsoleError> {
        entry::staged_key(self.environment, self.ledger_id, fingerprint)
    }
}

fn noted_in(kept: &Kept) -> Option<Noted> {
    serde_json::from_str(&kept.value).ok()
}
