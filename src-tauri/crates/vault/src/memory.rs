//! A vault that lives as long as the value does, for the tests of other rooms.
//!
//! It is never chosen instead of the keychain: nothing in this crate makes one.

use crate::error::check_secret;
use crate::{EntryName, State, Vault, VaultError, Zeroizing};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Secrets in memory, wiped when dropped, and any state a keychain can be in.
pub struct MemoryVault {
    inside: Mutex<Inside>,
}

struct Inside {
    state: State,
    entries: HashMap<EntryName, Zeroizing<Vec<u8>>>,
}

impl MemoryVault {
    /// An empty vault that is ready.
    pub fn new() -> Self {
        Self { inside: Mutex::new(Inside { state: State::Ready, entries: HashMap::new() }) }
    }

    /// Plays a state from now on. What the vault holds stays, as in a keychain that is locked.
    pub fn play(&self, state: State) {
        self.lock().state = state;
    }

    /// The names of what it holds, in order, whatever state it plays.
    pub fn names(&self) -> Vec<EntryName> {
        let mut names: Vec<_> = self.lock().entries.keys().cloned().collect();
        names.sort();
        names
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn usable(&self) -> Result<MutexGuard<'_, Inside>, VaultError> {
        let inside = self.lock();
        match VaultError::from_state(inside.state.clone()) {
            None => Ok(inside),
            Some(error) => Err(error),
        }
    }
}

impl Default for MemoryVault {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inside = self.lock();
        f.debug_struct("MemoryVault")
            .field("state", &inside.state)
            .field("entries", &inside.entries.len())
            .finish()
    }
}

impl Vault for MemoryVault {
    fn put(&self, name: &EntryName, secret: &[u8]) -> Result<(), VaultError> {
        check_secret(name, secret)?;
        self.usable()?.entries.insert(name.clone(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn get(&self, name: &EntryName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.usable()?.entries.get(name).cloned())
    }

    fn delete(&self, name: &EntryName) -> Result<(), VaultError> {
        self.usable()?.entries.remove(name);
        Ok(())
    }

    fn probe(&self) -> State {
        self.lock().state.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MOST_BYTES;

    fn name() -> EntryName {
        EntryName::new("training", "key", "a").unwrap()
    }

    #[test]
    fn what_was_put_is_read_and_what_was_deleted_is_gone() {
        let vault = MemoryVault::new();
        vault.put(&name(), b"one").unwrap();
        vault.put(&name(), b"two").unwrap();
        assert_eq!(vault.get(&name()).unwrap().unwrap().as_slice(), b"two");
        assert_eq!(vault.names(), [name()]);
        vault.delete(&name()).unwrap();
        vault.delete(&name()).unwrap();
        assert_eq!(vault.get(&name()), Ok(None));
    }

    #[test]
    fn a_locked_vault_says_so_and_loses_nothing() {
        let vault = MemoryVault::new();
        vault.put(&name(), b"one").unwrap();
        vault.play(State::Locked);
        assert_eq!(vault.probe(), State::Locked);
        assert_eq!(vault.get(&name()), Err(VaultError::Locked));
        assert_eq!(vault.put(&name(), b"two"), Err(VaultError::Locked));
        assert_eq!(vault.delete(&name()), Err(VaultError::Locked));
        vault.play(State::Ready);
        assert_eq!(vault.get(&name()).unwrap().unwrap().as_slice(), b"one");
    }

    #[test]
    fn an_absent_and_a_refusing_vault_are_told_apart() {
        let vault = MemoryVault::new();
        vault.play(State::Absent);
        assert_eq!(vault.get(&name()), Err(VaultError::Absent));
        vault.play(State::Denied { why: "no".to_owned() });
        assert_eq!(vault.get(&name()), Err(VaultError::Denied { why: "no".to_owned() }));
    }

    #[test]
    fn it_refuses_the_sizes_a_real_keychain_refuses() {
        let vault = MemoryVault::new();
        assert_eq!(vault.put(&name(), &[0; MOST_BYTES + 1]).unwrap_err().code(), "VAULT_SECRET_TOO_LARGE");
        assert_eq!(vault.put(&name(), &[]).unwrap_err().code(), "VAULT_SECRET_EMPTY");
    }

    #[test]
    fn printing_it_shows_no_secret() {
        let vault = MemoryVault::new();
        vault.put(&name(), b"hunter2").unwrap();
        let printed = format!("{vault:?}");
        assert!(printed.contains("entries: 1") && !printed.contains("hunter2"), "{printed}");
    }
}
