//! The whole check of a history: every page of its file, every chain and hash, every byte a fact speaks of, what lists
//! and searches show, and the keychain's checkpoint. It is made once a week by itself, and whenever a person asks.

pub use ledger::ReplayReport;

use crate::Console;
use crate::care::{Verified, head_text, read_head};
use crate::checkpoint;
use crate::error::ConsoleError;
use crate::standing::{HistoryTrouble, TroubleKind};
use chrono::{DateTime, TimeDelta, Utc};
use domain::windows::later;
use ledger::desk::EVERYBODY;
use ledger::{Head, Ledger, LedgerError};
use serde::{Deserialize, Serialize};

/// After how long the whole history is checked again.
const CHECK_AFTER: TimeDelta = TimeDelta::days(7);
/// The last check, on the desk.
const LAST: &str = "history.checked";

/// The last whole check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LastCheck {
    /// When.
    pub at: DateTime<Utc>,
    /// Facts that were checked.
    pub facts: u64,
    /// What was wrong; none where everything was as it must be.
    pub trouble: Option<HistoryTrouble>,
}

/// What the last whole check of a ledger found; none where there was none.
///
/// # Errors
/// What the database says.
pub(crate) fn last_of(ledger: &Ledger) -> Result<Option<LastCheck>, LedgerError> {
    let kept = ledger.kept(EVERYBODY, LAST)?;
    // What cannot be read is as good as no check: one is made soon.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept.value).ok()))
}

impl Console {
    /// Checks the whole history where it was not checked for a week; none where it was. Nobody who works meanwhile waits
    /// for it. From a break on nothing more is written, by any program.
    ///
    /// # Errors
    /// Whatever keeps it from reading; what is broken is in the answer.
    pub fn check_of_the_week(&self) -> Result<Option<Verified>, ConsoleError> {
        let now = self.now();
        let lately = |last: LastCheck| last.at <= now && now < later(last.at, CHECK_AFTER);
        if self.trouble().is_some() || self.last_check()?.is_some_and(lately) {
            return Ok(None);
        }
        self.check_history(None).map(Some)
    }

    /// Checks the whole history now, and remembers what was found: where it is broken every program opens it for reading
    /// only from then on, until a check finds it whole. Whoever asked hears of promises about money that it does not keep
    /// as well; those are about single payments, and the rest goes on.
    ///
    /// # Errors
    /// As [`Console::verify`].
    pub fn check(&self, against: Option<&str>) -> Result<Verified, ConsoleError> {
        let mut verified = self.check_history(against)?;
        verified.promises = self.broken_promises()?;
        Ok(verified)
    }

    fn check_history(&self, against: Option<&str>) -> Result<Verified, ConsoleError> {
        let ledger = self.read(Ledger::another_to_read)?;
        if let Err(torn) = ledger.quick_check() {
            let LedgerError::Damaged { .. } = &torn else { return Err(torn.into()) };
            self.remember_check(0, Some(HistoryTrouble { kind: TroubleKind::Torn, what: torn.to_string() }));
            return Err(torn.into());
        }
        let verified = self.verify_ledger(&ledger, against)?;
        let trouble = HistoryTrouble::of(&verified.verification, verified.checkpoint_on_chain);
        self.remember_check(verified.verification.facts, trouble);
        Ok(verified)
    }

    /// Makes what lists and searches show again from the facts, and checks the whole history after it.
    ///
    /// # Errors
    /// [`ConsoleError::ReadOnly`] where the facts themselves cannot be believed, or what keeps the rest from being written;
    /// nothing is changed then.
    pub fn replay(&self) -> Result<(ReplayReport, Verified), ConsoleError> {
        if self.trouble().is_some_and(|trouble| trouble.kind != TroubleKind::Shown) {
            self.must_be_sound()?;
        }
        let mut ledger = self.read(Ledger::another)?;
        let replayed = ledger.replay()?;
        drop(ledger);
        Ok((replayed, self.check(None)?))
    }

    /// The last whole check; none where there was none.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn last_check(&self) -> Result<Option<LastCheck>, ConsoleError> {
        self.read(last_of)
    }

    /// Verifies through a connection, with the keychain's checkpoint and a head that was kept somewhere else.
    pub(crate) fn verify_ledger(
        &self,
        ledger: &Ledger,
        against: Option<&str>,
    ) -> Result<Verified, ConsoleError> {
        let against = against.map(read_head).transpose()?;
        let kept = checkpoint::remembered(self.ports.vault.as_ref(), ledger)?;
        let verification = ledger.verify()?;
        let on_chain = |head: Option<Head>| head.map(|head| ledger.contains(&head)).transpose();
        let (checkpoint_on_chain, against_on_chain) = (on_chain(kept)?, on_chain(against)?);
        let whole =
            verification.is_whole() && checkpoint_on_chain != Some(false) && against_on_chain != Some(false);
        Ok(Verified {
            whole,
            verification,
            checkpoint: kept.as_ref().map(head_text),
            checkpoint_on_chain,
            against_on_chain,
            head: head_text(&ledger.head()?),
            promises: Vec::new(),
        })
    }

    /// For every program that opens it from now on. Where it cannot be written down, this one knows all the same.
    fn remember_check(&self, facts: u64, trouble: Option<HistoryTrouble>) {
        let last = LastCheck { at: self.now(), facts, trouble };
        let written = self.read(Ledger::another).and_then(|mut ledger| {
            let json = serde_json::to_string(&last).map_err(LedgerError::from)?;
            let kept = ledger.transact(|writer| writer.keep(EVERYBODY, LAST, &json, last.at));
            Ok(kept?)
        });
        if let Err(error) = written {
            tracing::warn!(code = error.code(), "what a check found could not be written down");
        }
        match last.trouble {
            // It was open for reading only, and need not be any more.
            None if self.trouble().is_some() => match self.read(Ledger::another) {
                Ok(ledger) => {
                    *self.ledger() = ledger;
                    self.stand(None);
                }
                Err(error) => {
                    tracing::warn!(code = error.code(), "the ledger could not be opened for writing")
                }
            },
            trouble => self.stand(trouble),
        }
    }
}
