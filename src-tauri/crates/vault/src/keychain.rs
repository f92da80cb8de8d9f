//! The rules of this room, over whatever keychain there is.
//!
//! They stand apart from the platform's store so that every way a keychain misbehaves can be tried.

use crate::{EntryName, VaultError, Zeroizing};

/// The few things a platform's store does, one at a time.
pub(crate) trait Keychain {
    fn set(&mut self, name: &EntryName, secret: &[u8]) -> Result<(), Refusal>;
    fn get(&mut self, name: &EntryName) -> Result<Zeroizing<Vec<u8>>, Refusal>;
    fn delete(&mut self, name: &EntryName) -> Result<(), Refusal>;
}

/// What a store answers when it does not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It says that there is no such entry, which a locked store also says of entries it has.
    NoEntry,
    Locked,
    Absent,
    Denied(String),
    /// It answered something that makes no sense for the question.
    Odd(String),
}

impl From<Refusal> for VaultError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoEntry => Self::Failed { why: "it does not give back what it was given".to_owned() },
            Refusal::Locked => Self::Locked,
            Refusal::Absent => Self::Absent,
            Refusal::Denied(why) => Self::Denied { why },
            Refusal::Odd(why) => Self::Failed { why },
        }
    }
}

/// What the probe writes. It is no secret and means nothing.
const CANARY: &[u8] = b"Countersign writes this to see whether the keychain works, and deletes it.";

/// Stores a secret and reads it back: a key that cannot be read again must not count as kept.
pub(crate) fn put(keychain: &mut dyn Keychain, name: &EntryName, secret: &[u8]) -> Result<(), VaultError> {
    keychain.set(name, secret)?;
    if keychain.get(name)?.as_slice() == secret {
        Ok(())
    } else {
        Err(VaultError::Failed { why: "it gives back other bytes than it was given".to_owned() })
    }
}

/// Reads a secret. "No entry" is believed when the keychain is shown to work and says it again: the probe
/// may have been what unlocked it.
pub(crate) fn get(
    keychain: &mut dyn Keychain,
    name: &EntryName,
    canary: &EntryName,
) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
    if let Some(secret) = look(keychain, name)? {
        return Ok(Some(secret));
    }
    probe(keychain, canary)?;
    look(keychain, name)
}

/// Deletes an entry and makes sure that it is gone. The second attempt is for a keychain that was locked
/// at the first and said that there is nothing to delete.
pub(crate) fn delete(
    keychain: &mut dyn Keychain,
    name: &EntryName,
    canary: &EntryName,
) -> Result<(), VaultError> {
    for _attempt in 0..2 {
        match keychain.delete(name) {
            Ok(()) | Err(Refusal::NoEntry) => {}
            Err(refusal) => return Err(refusal.into()),
        }
        if get(keychain, name, canary)?.is_none() {
            return Ok(());
        }
    }
    Err(VaultError::Failed { why: "the entry is still there after it was deleted".to_owned() })
}

/// Shows that the keychain works, by using it.
pub(crate) fn probe(keychain: &mut dyn Keychain, canary: &EntryName) -> Result<(), VaultError> {
    put(keychain, canary, CANARY)?;
    keychain.delete(canary)?;
    match look(keychain, canary)? {
        None => Ok(()),
        Some(_) => Err(VaultError::Failed { why: "it keeps what was deleted".to_owned() }),
    }
}

fn look(keychain: &mut dyn Keychain, name: &EntryName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
    match keychain.get(name) {
        Ok(secret) => Ok(Some(secret)),
        Err(Refusal::NoEntry) => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}

#[cfg(test)]
pub(crate) mod pretend {
    //! A keychain that misbehaves on demand.
    use super::*;
    use std::collections::HashMap;

    /// How the pretended keychain behaves.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Manner {
        Good,
        /// As gnome-keyring: cannot write, and says "no entry" of what it has.
        Locked,
        /// Locked until the first write, whose dialog somebody answers.
        UnlocksWhenWritten,
        /// Says it deleted, and did not.
        KeepsDeleted,
        /// Loses the last byte of everything.
        Truncates,
        /// Says it stored, and did not.
        Forgets,
    }

    #[derive(Default)]
    pub(crate) struct Pretend {
        pub(crate) manner: Option<Manner>,
        pub(crate) entries: HashMap<EntryName, Vec<u8>>,
    }

    impl Pretend {
        pub(crate) fn new(manner: Manner) -> Self {
            Self { manner: Some(manner), entries: HashMap::new() }
        }
        fn is(&self, manner: Manner) -> bool {
            self.manner == Some(manner)
        }
        fn hides(&self) -> bool {
            self.is(Manner::Locked) || self.is(Manner::UnlocksWhenWritten)
        }
    }

    impl Keychain for Pretend {
        fn set(&mut self, name: &EntryName, secret: &[u8]) -> Result<(), Refusal> {
            if self.is(Manner::Locked) {
                return Err(Refusal::Locked);
            }
            if self.is(Manner::UnlocksWhenWritten) {
                self.manner = None;
            }
            if self.is(Manner::Forgets) {
                return Ok(());
            }
            let mut kept = secret.to_vec();
            if self.is(Manner::Truncates) {
                kept.pop();
            }
            self.entries.insert(name.clone(), kept);
            Ok(())
        }
        fn get(&mut self, name: &EntryName) -> Result<Zeroizing<Vec<u8>>, Refusal> {
            if self.hides() {
                return Err(Refusal::NoEntry);
            }
            self.entries.get(name).cloned().map(Zeroizing::new).ok_or(Refusal::NoEntry)
        }
        fn delete(&mut self, name: &EntryName) -> Result<(), Refusal> {
            if self.hides() {
                return Err(Refusal::NoEntry);
            }
            if self.is(Manner::KeepsDeleted) {
                return Ok(());
            }
            self.entries.remove(name).map(|_| ()).ok_or(Refusal::NoEntry)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pretend::{Manner, Pretend};
    use super::*;

    fn name() -> EntryName {
        EntryName::new("training", "key", "a").unwrap()
    }
    fn canary() -> EntryName {
        EntryName::new("probe", "canary", "1").unwrap()
    }
    fn holding(manner: Manner) -> Pretend {
        let mut keychain = Pretend::new(manner);
        keychain.entries.insert(name(), vec![1, 2, 3]);
        keychain
    }

    #[test]
    fn what_was_put_is_read_and_what_was_deleted_is_gone() {
        let mut keychain = Pretend::new(Manner::Good);
        put(&mut keychain, &name(), &[1, 2, 3]).unwrap();
        assert_eq!(get(&mut keychain, &name(), &canary()).unwrap().unwrap().as_slice(), [1, 2, 3]);
        delete(&mut keychain, &name(), &canary()).unwrap();
        assert_eq!(get(&mut keychain, &name(), &canary()), Ok(None));
        assert!(keychain.entries.is_empty(), "the canary stays nowhere");
    }

    #[test]
    fn no_entry_from_a_locked_keychain_is_not_an_absent_entry() {
        let mut keychain = holding(Manner::Locked);
        assert_eq!(get(&mut keychain, &name(), &canary()), Err(VaultError::Locked));
        assert_eq!(keychain.entries.len(), 1);
    }

    #[test]
    fn a_locked_keychain_has_deleted_nothing() {
        let mut keychain = holding(Manner::Locked);
        assert_eq!(delete(&mut keychain, &name(), &canary()), Err(VaultError::Locked));
        assert_eq!(keychain.entries.len(), 1);
    }

    #[test]
    fn a_keychain_unlocked_by_the_probe_is_asked_again() {
        let mut keychain = holding(Manner::UnlocksWhenWritten);
        let secret = get(&mut keychain, &name(), &canary()).unwrap();
        assert_eq!(secret.unwrap().as_slice(), [1, 2, 3]);
    }

    #[test]
    fn an_entry_hidden_by_the_lock_is_deleted_once_it_shows() {
        let mut keychain = holding(Manner::UnlocksWhenWritten);
        delete(&mut keychain, &name(), &canary()).unwrap();
        assert!(keychain.entries.is_empty());
    }

    #[test]
    fn a_deletion_that_did_not_happen_is_an_error() {
        let mut keychain = holding(Manner::KeepsDeleted);
        assert!(matches!(delete(&mut keychain, &name(), &canary()), Err(VaultError::Failed { .. })));
        assert!(matches!(probe(&mut keychain, &canary()), Err(VaultError::Failed { .. })));
    }

    #[test]
    fn a_secret_that_does_not_come_back_whole_does_not_count_as_kept() {
        for manner in [Manner::Truncates, Manner::Forgets] {
            let mut keychain = Pretend::new(manner);
            let error = put(&mut keychain, &name(), &[1, 2, 3]).unwrap_err();
            assert!(matches!(error, VaultError::Failed { .. }), "{manner:?}: {error}");
            assert!(probe(&mut keychain, &canary()).is_err(), "{manner:?}");
        }
    }
}
