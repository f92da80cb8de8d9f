//! The checkpoint: the last fact of this device, remembered in the keychain, where whoever cuts the ledger's file
//! cannot reach it. At opening it must lie on the chain. Every device of a ledger has its own, so that a backup restored
//! beside the ledger it was made of does not make the one look like a cut copy of the other.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use crate::opening::try_turn;
use ledger::{Head, Ledger};
use std::sync::PoisonError;
use vault::{EntryName, Vault};

/// The head of this device's chain that the keychain remembers; none where it remembers none.
pub(crate) fn remembered(vault: &dyn Vault, ledger: &Ledger) -> Result<Option<Head>, ConsoleError> {
    let Some(bytes) = vault.get(&entry_of(ledger)?)? else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|_| ConsoleError::LedgerNonsense {
        detail: "the checkpoint in the keychain cannot be read".to_owned(),
    })
}

/// Refuses a ledger that ends before the fact the keychain remembers.
pub(crate) fn check(vault: &dyn Vault, ledger: &Ledger) -> Result<Option<Head>, ConsoleError> {
    let Some(head) = remembered(vault, ledger)? else { return Ok(None) };
    if ledger.contains(&head)? { Ok(Some(head)) } else { Err(ConsoleError::LedgerCut { seq: head.seq }) }
}

/// Remembers where the ledger ends now.
pub(crate) fn keep(vault: &dyn Vault, ledger: &Ledger) -> Result<(), ConsoleError> {
    put(vault, &entry_of(ledger)?, &ledger.head()?)
}

fn put(vault: &dyn Vault, entry: &EntryName, head: &Head) -> Result<(), ConsoleError> {
    let json = serde_json::to_vec(head)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    Ok(vault.put(entry, &json)?)
}

fn entry_of(ledger: &Ledger) -> Result<EntryName, ConsoleError> {
    entry::checkpoint(ledger.environment(), ledger.id(), ledger.device())
}

impl Console {
    /// Remembers where the ledger ends, if it grew since it was last remembered and no other process does so right now. One
    /// write to the keychain.
    ///
    /// Called at the end of everything that appends; a crash before it leaves an older checkpoint, which still lies on
    /// the chain.
    ///
    /// # Errors
    /// Whatever keeps the ledger from telling its head, or the keychain from keeping it.
    pub fn checkpoint(&self) -> Result<(), ConsoleError> {
        if self.trouble().is_some() {
            // What the keychain remembers is what tells a cut ledger.
            return Ok(());
        }
        // Whoever reads back what it wrote must not find what another process wrote meanwhile. Nobody waits for that
        // process, which may be frozen or before a locked keychain: the next call remembers what this one leaves out.
        let Some(_turn) = try_turn(&self.directory.join("checkpoint.lock"))? else { return Ok(()) };
        let (head, device) = self.read(|ledger| Ok((ledger.head()?, ledger.device())))?;
        let mut kept = self.checkpoint.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref() == Some(&head) {
            return Ok(());
        }
        let entry = entry::checkpoint(self.environment, self.ledger_id, device)?;
        put(self.ports.vault.as_ref(), &entry, &head)?;
        *kept = Some(head);
        Ok(())
    }
}
