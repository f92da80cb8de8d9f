//! The operating system's keychain behind one small trait.
//!
//! Merchant keys, the ledger's key and its checkpoint live here and nowhere else: there is no file they
//! fall back to. A keychain that cannot be used is a [`State`] with a remedy, and the person decides.
//!
//! * [`SystemVault`] speaks to the platform's own store: the Secret Service on Linux, Keychain on macOS,
//!   the Credential Manager on Windows. It asks on a thread of its own with a time limit, because a
//!   keychain may be waiting for somebody to type a password.
//! * [`memory::MemoryVault`] forgets everything when it is dropped; other rooms test with it.
//!
//! Two rules are the reason for this room. "No entry" is believed only when the keychain is shown to work
//! at that moment: a locked Secret Service answers "no entry" for everything it holds. And what was written
//! is read back, what was deleted is looked for, before either is called done.

mod error;
mod keychain;
pub mod memory;
mod name;
mod platform;
mod state;
mod system;
mod worker;

pub use error::VaultError;
pub use name::{EntryName, NameError};
pub use state::State;
pub use system::{DEFAULT_TIME_LIMIT, SystemVault};
pub use zeroize::Zeroizing;

/// The most bytes one entry may hold, on every platform: what a credential on Windows can hold.
///
/// A PKCS#8 RSA key of 2048 bits is about 1,220 bytes as DER, of 4096 bits about 2,375.
pub const MOST_BYTES: usize = 2_560;

/// A place for secrets that outlives the process and is guarded by the operating system.
///
/// Every call may take as long as the vault's time limit; call it where waiting is allowed.
pub trait Vault: Send + Sync {
    /// Stores `secret` under `name`, replacing what was there, and reads it back.
    ///
    /// # Errors
    /// [`VaultError::Empty`] and [`VaultError::TooLarge`] before anything is asked of the keychain;
    /// otherwise why the keychain did not keep it. After [`VaultError::TimedOut`] it may have been stored.
    fn put(&self, name: &EntryName, secret: &[u8]) -> Result<(), VaultError>;

    /// The secret under `name`; `None` only when the keychain works and holds no such entry.
    ///
    /// # Errors
    /// Why the keychain could not be asked. A locked one is [`VaultError::Locked`], never `None`.
    fn get(&self, name: &EntryName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;

    /// Removes the entry and makes sure that it is gone. One that is not there is already gone.
    ///
    /// # Errors
    /// Why it could not be removed, or could not be shown to be gone.
    fn delete(&self, name: &EntryName) -> Result<(), VaultError>;

    /// Whether the keychain can be used at this moment, found out by writing, reading and deleting an
    /// entry that means nothing. Ask at the start and when a person tries again, not on a timer: each probe
    /// of a locked keychain may show its dialog.
    fn probe(&self) -> State;
}

impl<V: Vault + ?Sized> Vault for std::sync::Arc<V> {
    fn put(&self, name: &EntryName, secret: &[u8]) -> Result<(), VaultError> {
        self.as_ref().put(name, secret)
    }

    fn get(&self, name: &EntryName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.as_ref().get(name)
    }

    fn delete(&self, name: &EntryName) -> Result<(), VaultError> {
        self.as_ref().delete(name)
    }

    fn probe(&self) -> State {
        self.as_ref().probe()
    }
}
