//! Whether the history can be believed. One that is cut, edited or torn is opened for reading only: nothing is decided on
//! what may be wrong, nothing leaves, and the way out is told with it.

use crate::Console;
use crate::checkpoint;
use crate::error::ConsoleError;
use ledger::{Ledger, LedgerError, LedgerKey, Verification};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::PoisonError;
use vault::Vault;

/// Facts whose hashes and places are checked at every opening; the check of the week goes through all of them.
const LAST_FACTS: u32 = 64;

/// What is wrong with a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TroubleKind {
    /// It ends before the fact that the keychain remembers.
    Cut,
    /// A fact, or bytes a fact speaks of, are not what they were.
    Edited,
    /// The file is damaged.
    Torn,
    /// What lists and searches show is not what the facts give. The facts are whole.
    Shown,
}

/// Why a history is open for reading only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HistoryTrouble {
    /// What kind.
    pub kind: TroubleKind,
    /// The first thing that is wrong, named to the fact, without a full stop.
    pub what: String,
}

impl HistoryTrouble {
    /// The way out, as sentences.
    #[must_use]
    pub fn way_out(&self) -> &'static str {
        match self.kind {
            TroubleKind::Shown => "Make it again from the facts: countersign ledger replay",
            TroubleKind::Cut | TroubleKind::Edited | TroubleKind::Torn => {
                "Nothing is sent meanwhile. Restore the newest backup that was made before it \
                 (the folder `backups` beside the ledger has those of the last days): countersign ledger restore FILE. \
                 What is here is set aside, and Antom is asked about everything the backup does not know."
            }
        }
    }

    fn torn(error: &LedgerError) -> Self {
        Self { kind: TroubleKind::Torn, what: error.to_string() }
    }

    fn edited(what: impl ToString) -> Self {
        Self { kind: TroubleKind::Edited, what: what.to_string() }
    }

    /// What a whole verification found; none where all is as it must be.
    pub(crate) fn of(verification: &Verification, on_chain: Option<bool>) -> Option<Self> {
        match verification.breaks.first() {
            Some(first) if verification.a_replay_mends_it() => {
                Some(Self { kind: TroubleKind::Shown, what: first.to_string() })
            }
            Some(first) => Some(Self::edited(first)),
            None => (on_chain == Some(false)).then(|| Self {
                kind: TroubleKind::Cut,
                what: "a fact that the keychain remembers is not in it".to_owned(),
            }),
        }
    }
}

/// An opened ledger, and what is wrong with it.
pub(crate) struct Standing {
    pub ledger: Ledger,
    pub kept: Option<ledger::Head>,
    pub trouble: Option<HistoryTrouble>,
}

/// Opens a ledger for writing, or for reading only where it cannot be believed.
///
/// # Errors
/// Whatever keeps it from being read at all, and a keychain that cannot tell its checkpoint.
pub(crate) fn open(directory: &Path, key: &LedgerKey, vault: &dyn Vault) -> Result<Standing, ConsoleError> {
    let ledger = match Ledger::open(directory, key) {
        Err(torn @ LedgerError::Damaged { .. }) => {
            // Often only what is written first is torn, and the rest can still be read.
            let Ok(ledger) = Ledger::open_read_only(directory, key) else { return Err(torn.into()) };
            return Ok(Standing { ledger, kept: None, trouble: Some(HistoryTrouble::torn(&torn)) });
        }
        ledger => ledger?,
    };
    let (kept, cut) = match checkpoint::check(vault, &ledger) {
        Ok(kept) => (kept, None),
        Err(cut @ ConsoleError::LedgerCut { .. }) => {
            (None, Some(HistoryTrouble { kind: TroubleKind::Cut, what: cut.to_string() }))
        }
        Err(ConsoleError::Ledger(torn @ LedgerError::Damaged { .. })) => {
            (None, Some(HistoryTrouble::torn(&torn)))
        }
        Err(error) => return Err(error),
    };
    match cut.map_or_else(|| look(&ledger), |cut| Ok(Some(cut)))? {
        None => Ok(Standing { ledger, kept, trouble: None }),
        trouble => {
            drop(ledger);
            Ok(Standing { ledger: Ledger::open_read_only(directory, key)?, kept: None, trouble })
        }
    }
}

/// The quick look of every opening, and what the last whole check found.
fn look(ledger: &Ledger) -> Result<Option<HistoryTrouble>, LedgerError> {
    match ledger.verify_end(LAST_FACTS) {
        Ok(None) => {}
        Ok(Some(found)) => return Ok(Some(HistoryTrouble::edited(found))),
        Err(torn @ LedgerError::Damaged { .. }) => return Ok(Some(HistoryTrouble::torn(&torn))),
        Err(error) => return Err(error),
    }
    Ok(crate::checks::last_of(ledger)?.and_then(|last| last.trouble))
}

impl Console {
    /// Why the history is open for reading only; none where it is open for everything.
    #[must_use]
    pub fn trouble(&self) -> Option<HistoryTrouble> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes no more from now on, or again.
    pub(crate) fn stand(&self, trouble: Option<HistoryTrouble>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    /// Refuses where the history is open for reading only.
    ///
    /// # Errors
    /// [`ConsoleError::ReadOnly`].
    pub(crate) fn must_be_sound(&self) -> Result<(), ConsoleError> {
        self.trouble().map_or(Ok(()), |trouble| Err(ConsoleError::ReadOnly(trouble)))
    }
}
