//! The names of our entries in the keychain.
//!
//! One entry per secret: the ledger's key, its checkpoint, the pepper of its PINs, and each merchant key under its
//! fingerprint. All carry the ledger's id, so that two ledgers on one computer never share an entry. A backup restored
//! beside its ledger is the same ledger under another device id: the two share their keys, each has a checkpoint of its
//! own, and beside each merchant key stand the devices that use it.

use crate::Console;
use crate::error::ConsoleError;
use domain::account::Environment;
use domain::ids::DeviceId;
use uuid::Uuid;
use vault::EntryName;

/// The key a ledger is encrypted with.
pub(crate) fn ledger_key(environment: Environment, ledger: Uuid) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "ledger-key", &ledger.to_string())?)
}

/// The last fact known to be in one device's chain of the ledger.
pub(crate) fn checkpoint(
    environment: Environment,
    ledger: Uuid,
    device: DeviceId,
) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "checkpoint", &format!("{ledger}:{device}"))?)
}

/// What PINs are peppered with on this computer.
pub(crate) fn pepper(environment: Environment, ledger: Uuid) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "pin-pepper", &ledger.to_string())?)
}

/// What the command line of this user sits down with again.
pub(crate) fn seat(environment: Environment, ledger: Uuid) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "seat", &ledger.to_string())?)
}

/// A merchant's private key.
pub(crate) fn merchant_key(
    environment: Environment,
    ledger: Uuid,
    fingerprint: &str,
) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "merchant-key", &format!("{ledger}:{fingerprint}"))?)
}

/// The devices that use a merchant's private key.
pub(crate) fn key_users(
    environment: Environment,
    ledger: Uuid,
    fingerprint: &str,
) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "merchant-key-users", &format!("{ledger}:{fingerprint}"))?)
}

/// A private key that belongs to no account yet.
pub(crate) fn staged_key(
    environment: Environment,
    ledger: Uuid,
    fingerprint: &str,
) -> Result<EntryName, ConsoleError> {
    Ok(EntryName::new(environment.name(), "staged-key", &format!("{ledger}:{fingerprint}"))?)
}

impl Console {
    /// Where a merchant key of this ledger lies in the keychain.
    pub(crate) fn entry_of_key(&self, fingerprint: &str) -> Result<EntryName, ConsoleError> {
        merchant_key(self.environment, self.ledger_id, fingerprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ledgers_never_share_an_entry() {
        let name = |ledger: u128| {
            merchant_key(Environment::Sandbox, Uuid::from_u128(ledger), &"ab".repeat(32)).unwrap()
        };
        assert_ne!(name(1), name(2));
        assert_eq!(name(1).service(), "countersign.sandbox");
    }
}
