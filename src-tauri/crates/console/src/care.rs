//! Looking after the ledger: verify, back up, renew the recovery code, figures. Restoring stands in [`crate::restore`].

use crate::Console;
use crate::backups::AutomaticBackups;
use crate::checks::LastCheck;
use crate::error::ConsoleError;
pub use crate::kept_promises::BrokenPromise;
use crate::opening::{RecoveryCodeShownOnce, code_opens, new_code, salted};
use crate::record::By;
use crate::secret::SecretText;
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use domain::fact::{Actor, Body};
use domain::ids::DeviceId;
use domain::people::{Act, Right};
use ledger::desk::EVERYBODY;
use ledger::{BackupReport, Head, Ledger, LedgerError, Stats, Verification};
use serde::Serialize;
use std::path::Path;
use vault::State;

/// What a verification found.
#[derive(Debug, Clone, Serialize)]
pub struct Verified {
    /// Whether everything is as it must be.
    pub whole: bool,
    /// Facts, orders and side rows read, and every break, named to the fact.
    #[serde(flatten)]
    pub verification: Verification,
    /// The fact of this device the keychain remembers; none where it remembers none.
    pub checkpoint: Option<String>,
    /// Whether it lies on the chain.
    pub checkpoint_on_chain: Option<bool>,
    /// Whether the head given to compare with lies on the chain.
    pub against_on_chain: Option<bool>,
    /// The head of this device now, to be kept somewhere else.
    pub head: String,
    /// Promises about money that the facts do not keep, where they were looked at.
    pub promises: Vec<BrokenPromise>,
}

/// A backup was made and proved by opening it.
#[derive(Debug, Clone, Serialize)]
pub struct BackupMade {
    /// The file and its size.
    #[serde(flatten)]
    pub report: BackupReport,
    /// The head in it, for `ledger verify --against`.
    pub head_text: String,
}

/// How the ledger is cared for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Care {
    /// Where it lies.
    pub directory: String,
    /// Facts in it.
    pub facts: u64,
    /// Orders in it.
    pub orders: u64,
    /// Its size.
    pub bytes: u64,
    /// The newest backup a person made; none where none was made.
    pub last_backup: Option<LastBackup>,
    /// The backups that are made by themselves.
    pub automatic: AutomaticBackups,
    /// The last check of the whole history; none where there was none.
    pub last_check: Option<LastCheck>,
    /// Whether somebody typed the recovery code in since it was made.
    pub recovery_code_confirmed: bool,
    /// The state of the keychain: `ready`, `locked`, `absent` or `denied`.
    #[cfg_attr(feature = "typescript", ts(type = "'ready' | 'locked' | 'absent' | 'denied'"))]
    pub keychain: &'static str,
}

/// A backup that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LastBackup {
    /// When.
    pub at: DateTime<Utc>,
    /// Facts in it.
    pub facts: u64,
}

/// What the desk remembers about the recovery code.
const CODE_CONFIRMED: &str = "recovery-code.confirmed";

/// A head as people copy it: device, number and hash.
#[must_use]
pub fn head_text(head: &Head) -> String {
    let hash = head.hash.map_or_else(|| "empty".to_owned(), |hash| hash.to_string());
    format!("{}:{}:{hash}", head.device, head.seq)
}

/// Reads what [`head_text`] wrote.
///
/// # Errors
/// [`ConsoleError::Field`] for anything else.
pub fn read_head(text: &str) -> Result<Head, ConsoleError> {
    let wrong = || {
        ConsoleError::field(
            "head",
            "this is not a head, so nothing was compared",
            "Look for a typing error: a head is DEVICE:NUMBER:HASH, as ledger verify and ledger backup print it.",
        )
    };
    let mut parts = text.trim().splitn(3, ':');
    let (Some(device), Some(seq), Some(hash)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(wrong());
    };
    let hash = if hash == "empty" { None } else { Some(hash.parse::<Digest>().map_err(|_| wrong())?) };
    Ok(Head {
        device: device.parse::<DeviceId>().map_err(|_| wrong())?,
        seq: seq.parse().map_err(|_| wrong())?,
        hash,
        facts: 0,
    })
}

impl Console {
    /// Verifies the whole history: chains, hashes, side tables, projections, the keychain's checkpoint, and a head that
    /// was kept somewhere else. Nothing is remembered of it; see [`Console::check`].
    ///
    /// # Errors
    /// Only where reading fails; what is broken is in the report.
    pub fn verify(&self, against: Option<&str>) -> Result<Verified, ConsoleError> {
        self.verify_ledger(&self.ledger(), against)
    }

    /// Makes one encrypted file of the whole history and proves it by opening it. Where the history is open for reading
    /// only, none is made: what is broken is not to take the place of a good one.
    ///
    /// # Errors
    /// Whatever keeps the ledger from copying itself; nothing half-made is left behind.
    pub fn backup(&self, file: &Path) -> Result<BackupMade, ConsoleError> {
        self.must_be_sound()?;
        self.allowed(&Act::Any(&[Right::Export]))?;
        let report = self.read(|ledger| ledger.backup_to(file, None))?;
        if let Some(head) = report.head.hash {
            self.write(|pen| {
                pen.append(None, By::Person, Body::BackupMade { facts: report.head.facts, head })
            })?;
            self.checkpoint()?;
        }
        Ok(BackupMade { head_text: head_text(&report.head), report })
    }

    /// Fingerprints of keys the accounts need and this computer's keychain does not have.
    pub(crate) fn missing_keys(&self) -> Result<Vec<String>, ConsoleError> {
        let mut missing = Vec::new();
        for account in self.read(Ledger::accounts)? {
            for key in account.keys.iter().filter(|key| key.stage != domain::account::KeyStage::Retired) {
                if self.ports.vault.get(&self.entry_of_key(&key.fingerprint)?)?.is_none() {
                    missing.push(key.fingerprint.clone());
                }
            }
        }
        Ok(missing)
    }

    /// Makes a new recovery code. The old one no longer opens this ledger; it still opens older backups.
    ///
    /// # Errors
    /// Whatever keeps the file from being written.
    pub fn renew_recovery_code(&self) -> Result<RecoveryCodeShownOnce, ConsoleError> {
        self.must_be_sound()?;
        self.allowed(&Act::Any(&[Right::Restore]))?;
        let code = new_code(self.ports.ids.as_ref());
        let (nonce, salt) = salted(self.ports.ids.as_ref());
        self.read(|ledger| ledger.renew_recovery(&code, nonce, salt))?;
        self.write(|pen| {
            pen.writer.let_go(EVERYBODY, CODE_CONFIRMED)?;
            pen.append(None, By::Person, Body::RecoveryCodeRenewed)
        })?;
        self.checkpoint()?;
        Ok(RecoveryCodeShownOnce::of(&code))
    }

    /// Checks that a recovery code opens this ledger, and remembers that somebody has it. Nothing else changes.
    ///
    /// # Errors
    /// [`ConsoleError::RecoveryCode`] for a code that is mistyped or belongs to another ledger.
    pub fn confirm_recovery_code(&self, code: &SecretText) -> Result<(), ConsoleError> {
        code_opens(&self.directory, code)?;
        self.write(|pen| Ok(pen.writer.keep(EVERYBODY, CODE_CONFIRMED, "yes", pen.now)?))
    }

    /// How the ledger is cared for.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn care(&self) -> Result<Care, ConsoleError> {
        let stats = self.stats()?;
        let last_backup = self.last_backup()?;
        Ok(Care {
            directory: self.directory.display().to_string(),
            facts: stats.facts,
            orders: stats.orders,
            bytes: stats.bytes,
            last_backup,
            automatic: self.automatic_backups()?,
            last_check: self.last_check()?,
            recovery_code_confirmed: self.recovery_code_is_confirmed()?,
            keychain: match self.ports.vault.probe() {
                State::Ready => "ready",
                State::Locked => "locked",
                State::Absent => "absent",
                State::Denied { .. } => "denied",
            },
        })
    }

    /// The newest backup a person made, which may lie somewhere else; none where none was made.
    pub(crate) fn last_backup(&self) -> Result<Option<LastBackup>, ConsoleError> {
        let facts = self.read(Ledger::house_facts)?;
        Ok(facts.iter().rev().find_map(|fact| match fact.body {
            Body::BackupMade { facts, .. } if fact.actor != Actor::Countersign => {
                Some(LastBackup { at: fact.at, facts })
            }
            _ => None,
        }))
    }

    /// Whether somebody typed the recovery code in since it was made.
    pub(crate) fn recovery_code_is_confirmed(&self) -> Result<bool, ConsoleError> {
        Ok(self.read(|ledger| ledger.kept(EVERYBODY, CODE_CONFIRMED))?.is_some())
    }

    /// The size of the ledger in bytes.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn bytes(&self) -> Result<u64, ConsoleError> {
        self.read(Ledger::bytes)
    }

    /// Figures about the ledger.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn stats(&self) -> Result<Stats, ConsoleError> {
        let now = self.now();
        self.read(|ledger| ledger.stats(now))
    }

    /// Gives back the memory that is held only to answer sooner, for a console that nobody works with now.
    ///
    /// # Errors
    /// What the database says.
    pub fn rest(&self) -> Result<(), ConsoleError> {
        self.read(Ledger::let_go_of_pages)
    }

    /// A number that changes when any process, this one or another, commits. The window asks again for what it shows
    /// when it does.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn changes(&self) -> Result<i64, ConsoleError> {
        self.read(Ledger::changes)
    }
}

impl ConsoleError {
    /// A recovery code that does not fit is a mistake of typing, not of the ledger.
    pub(crate) fn from_ledger(error: LedgerError) -> Self {
        match error {
            LedgerError::Recovery(error) => Self::RecoveryCode { problem: error.to_string(), said: None },
            other => Self::Ledger(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_head_is_read_as_it_was_written() {
        let head =
            Head { device: DeviceId(Uuid::from_u128(7)), seq: 12, hash: Some(Digest([9; 32])), facts: 0 };
        assert_eq!(read_head(&head_text(&head)).unwrap(), head);
        let empty = Head { seq: 0, hash: None, ..head };
        assert_eq!(read_head(&format!(" {} ", head_text(&empty))).unwrap(), empty);
        for wrong in ["", "a:b:c", "7", "00000000-0000-0000-0000-000000000007:12:xyz"] {
            assert!(read_head(wrong).is_err(), "{wrong}");
        }
    }
}
