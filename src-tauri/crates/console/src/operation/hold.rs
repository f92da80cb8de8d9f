//! Who may move an intent. Each intent names the process that holds it; another may take it over only when that
//! process is gone, which the operating system's lock tells. Every taking gives a new fencing number.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::Pen;
use crate::sender::is_free;
use domain::ids::{IntentId, SenderId};
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The intents this process is moving at this moment. Two tasks of one process share its sender, so the ledger's
/// claim alone does not keep them apart.
#[derive(Debug, Default)]
pub(crate) struct Moving {
    intents: Mutex<HashSet<IntentId>>,
}

/// An intent is being moved until this is dropped, which also happens when its task is given up.
pub(crate) struct Grip<'a> {
    moving: &'a Moving,
    intent: IntentId,
}

impl Moving {
    /// Begins to move an intent; none where another task of this process is at it.
    pub(crate) fn begin(&self, intent: IntentId) -> Option<Grip<'_>> {
        let new = self.lock().insert(intent);
        // Made only where it is ours: a grip that is dropped lets go.
        new.then(|| Grip { moving: self, intent })
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<IntentId>> {
        self.intents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Grip<'_> {
    fn drop(&mut self) {
        self.moving.lock().remove(&self.intent);
    }
}

impl Console {
    /// Moves the checkpoint to where the ledger ends now. A keychain that cannot keep it is told in the log only: what
    /// was written stands, and an older checkpoint still lies on the chain.
    pub(crate) fn remember_head(&self) {
        if let Err(error) = self.checkpoint() {
            tracing::warn!(code = error.code(), "the checkpoint could not be moved");
        }
    }

    /// This process.
    pub(crate) fn me(&self) -> SenderId {
        self.sender.id()
    }

    /// Takes an intent into this process's hands, inside a transaction: the fencing number, or none where a living
    /// process holds it.
    pub(crate) fn hold(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        intent: IntentId,
    ) -> Result<Option<u64>, ConsoleError> {
        match pen.writer.holder(intent)? {
            Some((sender, fence)) if sender == self.me() => Ok(Some(fence)),
            Some((sender, _)) if !self.is_gone(sender) => Ok(None),
            Some(_) | None => Ok(Some(pen.writer.claim(intent, self.me())?)),
        }
    }

    /// Whether an intent is in nobody's hands but perhaps ours.
    pub(crate) fn is_free_to_take(
        &self,
        pen: &Pen<'_, '_, '_>,
        intent: IntentId,
    ) -> Result<bool, ConsoleError> {
        let holder = pen.writer.holder(intent)?;
        Ok(holder.is_none_or(|(sender, _)| sender == self.me() || self.is_gone(sender)))
    }

    /// Whether this process still holds an intent under a fencing number.
    pub(crate) fn still_holds(
        &self,
        pen: &Pen<'_, '_, '_>,
        intent: IntentId,
        fence: u64,
    ) -> Result<bool, ConsoleError> {
        Ok(pen.writer.holder(intent)? == Some((self.me(), fence)))
    }

    /// Whether a process is gone.
    pub(crate) fn is_gone(&self, sender: SenderId) -> bool {
        sender != self.me() && is_free(&self.home.senders(self.environment), sender)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_intent_is_moved_by_one_task_at_a_time() {
        let moving = Moving::default();
        let intent = IntentId(Uuid::from_u128(1));
        let grip = moving.begin(intent);
        assert!(grip.is_some() && moving.begin(intent).is_none());
        drop(grip);
        assert!(moving.begin(intent).is_some());
    }
}
