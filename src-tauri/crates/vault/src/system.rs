//! The vault of this computer.

use crate::error::check_secret;
use crate::keychain;
use crate::platform::PlatformKeychain;
use crate::worker::Worker;
use crate::{EntryName, State, Vault, VaultError, Zeroizing};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long a call waits for the keychain unless told otherwise. A working one answers in milliseconds.
pub const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(3);

/// The operating system's keychain. Nothing is asked of it before the first call.
pub struct SystemVault {
    worker: Worker,
    time_limit: Duration,
}

impl SystemVault {
    /// The platform's keychain, waiting [`DEFAULT_TIME_LIMIT`] for each answer.
    pub fn new() -> Self {
        Self::with_time_limit(DEFAULT_TIME_LIMIT)
    }

    /// The platform's keychain, waiting at most `time_limit` for each answer. Give more where a person may
    /// be typing the keychain's password meanwhile.
    pub fn with_time_limit(time_limit: Duration) -> Self {
        Self { worker: Worker::new(|| Box::new(PlatformKeychain::default())), time_limit }
    }
}

impl Default for SystemVault {
    fn default() -> Self {
        Self::new()
    }
}

impl Vault for SystemVault {
    fn put(&self, name: &EntryName, secret: &[u8]) -> Result<(), VaultError> {
        check_secret(name, secret)?;
        let (name, secret) = (name.clone(), Zeroizing::new(secret.to_vec()));
        self.worker.ask(self.time_limit, move |keychain| keychain::put(keychain, &name, &secret))
    }

    fn get(&self, name: &EntryName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let (name, canary) = (name.clone(), canary()?);
        self.worker.ask(self.time_limit, move |keychain| keychain::get(keychain, &name, &canary))
    }

    fn delete(&self, name: &EntryName) -> Result<(), VaultError> {
        let (name, canary) = (name.clone(), canary()?);
        self.worker.ask(self.time_limit, move |keychain| keychain::delete(keychain, &name, &canary))
    }

    fn probe(&self) -> State {
        self.worker.give_up_on_the_stuck();
        let found = canary().and_then(|canary| {
            self.worker.ask(self.time_limit, move |keychain| keychain::probe(keychain, &canary))
        });
        found.map_or_else(|error| error.state(), |()| State::Ready)
    }
}

/// A name for the probe's entry that no other probe uses at the same time, here or in another process.
fn canary() -> Result<EntryName, VaultError> {
    static PROBES: AtomicU64 = AtomicU64::new(0);
    let id = format!("{}-{}", process::id(), PROBES.fetch_add(1, Ordering::Relaxed));
    EntryName::new("probe", "canary", &id).map_err(|error| VaultError::Failed { why: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MOST_BYTES;

    #[test]
    fn a_secret_no_platform_keeps_is_refused_before_the_keychain_is_asked() {
        // No time to answer: had the keychain been asked, this would be a timeout.
        let vault = SystemVault::with_time_limit(Duration::ZERO);
        let name = EntryName::new("training", "key", "a").unwrap();
        assert_eq!(vault.put(&name, &[]).unwrap_err().code(), "VAULT_SECRET_EMPTY");
        assert_eq!(vault.put(&name, &[0; MOST_BYTES + 1]).unwrap_err().code(), "VAULT_SECRET_TOO_LARGE");
    }

    #[test]
    fn no_two_probes_share_an_entry() {
        assert_ne!(canary().unwrap(), canary().unwrap());
    }
}
