//! Which ledgers of this computer use a private key.
//!
//! A backup restored beside its ledger is the same ledger under another device id, and the two share the entries of their
//! keys. So beside each key the keychain holds the devices that use it, and the key itself goes with the last of them.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use domain::ids::DeviceId;
use ledger::Ledger;

/// What is noted beside a key.
enum Users {
    /// Nothing: it was made before users were noted, and no backup was restored beside its ledger since.
    NotNoted,
    /// These devices.
    Noted(Vec<DeviceId>),
    /// Something that cannot be read. Somebody may use the key.
    Unreadable,
}

impl Console {
    /// Notes that these devices use a key.
    pub(crate) fn note_key_users(&self, fingerprint: &str, devices: &[DeviceId]) -> Result<(), ConsoleError> {
        let mut users = match self.key_users(fingerprint)? {
            Users::NotNoted => Vec::new(),
            Users::Noted(users) => users,
            Users::Unreadable => return Ok(()),
        };
        let before = users.len();
        for device in devices {
            if !users.contains(device) {
                users.push(*device);
            }
        }
        if users.len() == before { Ok(()) } else { self.put_key_users(fingerprint, &users) }
    }

    /// Lets a key of this ledger go: deletes it from the keychain, unless another ledger of this computer uses it. True
    /// where it was deleted.
    pub(crate) fn let_key_go(&self, fingerprint: &str) -> Result<bool, ConsoleError> {
        let mut users = match self.key_users(fingerprint)? {
            Users::NotNoted => Vec::new(),
            Users::Noted(users) => users,
            Users::Unreadable => return Ok(false),
        };
        let own = self.read(|ledger| Ok(ledger.device()))?;
        users.retain(|device| *device != own);
        if !users.is_empty() {
            self.put_key_users(fingerprint, &users)?;
            return Ok(false);
        }
        self.ports.vault.delete(&self.entry_of_key(fingerprint)?)?;
        self.ports.vault.delete(&self.entry_of_users(fingerprint)?)?;
        Ok(true)
    }

    /// After a restoration: the keys that are in this computer's keychain are used by the restored ledger too, beside
    /// the one the backup was made of.
    pub(crate) fn share_keys_with(&self, origin: DeviceId) -> Result<(), ConsoleError> {
        let own = self.read(|ledger| Ok(ledger.device()))?;
        for account in self.read(Ledger::accounts)? {
            for key in &account.keys {
                if self.ports.vault.get(&self.entry_of_key(&key.fingerprint)?)?.is_some() {
                    self.note_key_users(&key.fingerprint, &[origin, own])?;
                }
            }
        }
        Ok(())
    }

    fn key_users(&self, fingerprint: &str) -> Result<Users, ConsoleError> {
        let Some(bytes) = self.ports.vault.get(&self.entry_of_users(fingerprint)?)? else {
            return Ok(Users::NotNoted);
        };
        Ok(serde_json::from_slice(&bytes).map_or(Users::Unreadable, Users::Noted))
    }

    fn put_key_users(&self, fingerprint: &str, users: &[DeviceId]) -> Result<(), ConsoleError> {
        let json = serde_json::to_vec(users)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        Ok(self.ports.vault.put(&self.entry_of_users(fingerprint)?, &json)?)
    }

    fn entry_of_users(&self, fingerprint: &str) -> Result<vault::EntryName, ConsoleError> {
        entry::key_users(self.environment, self.ledger_id, fingerprint)
    }
}
