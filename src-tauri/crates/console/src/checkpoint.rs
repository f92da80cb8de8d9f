//! The checkpoint: the last fact of this device, remembered in the keychain, where whoever cuts the ledger's file
//! cannot reach it. At opening it must lie on the chain.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use domain::account::Environment;
use ledger::{Head, Ledger};
use std::sync::PoisonError;
use uuid::Uuid;
use vault::Vault;

/// The head the keychain remembers; none where it remembers none.
pub(crate) fn remembered(
    vault: &dyn Vault,
    environment: Environment,
    ledger_id: Uuid,
) -> Result<Option<Head>, ConsoleError> {
    let Some(bytes) = vault.get(&entry::checkpoint(environment, ledger_id)?)? else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|_| ConsoleError::LedgerNonsense {
        detail: "the checkpoint in the keychain cannot be read".to_owned(),
    })
}

/// Refuses a ledger that ends before the fact the keychain remembers.
pub(crate) fn check(
    vault: &dyn Vault,
    environment: Environment,
    ledger_id: Uuid,
    ledger: &Ledger,
) -> Result<Option<Head>, ConsoleError> {
    let Some(head) = remembered(vault, environment, ledger_id)? else { return Ok(None) };
    if ledger.contains(&head)? { Ok(Some(head)) } else { Err(ConsoleError::LedgerCut { seq: head.seq }) }
}

/// Remembers a head.
pub(crate) fn keep(
    vault: &dyn Vault,
    environment: Environment,
    ledger_id: Uuid,
    head: Head,
) -> Result<(), ConsoleError> {
    let json = serde_json::to_vec(&head)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    Ok(vault.put(&entry::checkpoint(environment, ledger_id)?, &json)?)
}

impl Console {
    /// Remembers where the ledger ends, if it grew since it was last remembered. One write to the keychain.
    ///
    /// Called at the end of everything that appends; a crash before it leaves an older checkpoint, which still lies on
    /// the chain.
    ///
    /// # Errors
    /// Whatever keeps the ledger from telling its head, or the keychain from keeping it.
    pub fn checkpoint(&self) -> Result<(), ConsoleError> {
        let head = self.read(Ledger::head)?;
        let mut kept = self.checkpoint.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref() == Some(&head) {
            return Ok(());
        }
        keep(self.ports.vault.as_ref(), self.environment, self.ledger_id, head)?;
        *kept = Some(head);
        Ok(())
    }
}
