//! The platform's own store, and what its refusals mean.
//!
//! The stores of the `keyring` family are used one by one rather than through `keyring`'s all-in-one entry:
//! that one connects once in the life of a process, so a keyring started or restarted later would never be
//! found, and on Windows it lets credentials roam to other machines.

use crate::keychain::{Keychain, Refusal};
use crate::{EntryName, Zeroizing};
use keyring_core::{CredentialStore, Entry, Error};
use std::collections::HashMap;
use std::sync::Arc;

/// The platform's keychain, connected to when it is first used and again when the connection broke.
#[derive(Default)]
pub(crate) struct PlatformKeychain {
    store: Option<Arc<CredentialStore>>,
}

impl Keychain for PlatformKeychain {
    fn set(&mut self, name: &EntryName, secret: &[u8]) -> Result<(), Refusal> {
        self.with_entry(name, |entry| entry.set_secret(secret))
    }

    fn get(&mut self, name: &EntryName) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        self.with_entry(name, |entry| entry.get_secret().map(Zeroizing::new))
    }

    fn delete(&mut self, name: &EntryName) -> Result<(), Refusal> {
        self.with_entry(name, Entry::delete_credential)
    }
}

impl PlatformKeychain {
    /// Asks the store; where it could not be reached, or broke off, once more over a new connection: a keyring's program
    /// that died is started again by the bus, and some die when several programs come and go at once. Every question here
    /// may be repeated: writing replaces, deleting twice is the same as once.
    fn with_entry<T>(
        &mut self,
        name: &EntryName,
        ask: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> Result<T, Refusal> {
        let first = self.ask_once(name, &ask);
        let broke_off = matches!(first, Err(Error::PlatformFailure(_) | Error::NoDefaultStore));
        match first.map_err(refusal) {
            Err(Refusal::Absent | Refusal::Denied(_)) if broke_off => {
                self.store = None;
                self.ask_once(name, &ask).map_err(refusal)
            }
            told => told,
        }
    }

    fn ask_once<T>(
        &mut self,
        name: &EntryName,
        ask: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> keyring_core::Result<T> {
        let store = match &self.store {
            Some(store) => Arc::clone(store),
            None => Arc::clone(self.store.insert(open().map_err(|_| Error::NoDefaultStore)?)),
        };
        let details = details(name);
        let details = details.iter().map(|(key, value)| (*key, value.as_str())).collect();
        ask(&store.build(name.service(), name.account(), Some(&details))?)
    }
}

#[cfg(target_os = "macos")]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}
#[cfg(target_os = "windows")]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// What else the store is told about an entry it makes.
fn details(name: &EntryName) -> HashMap<&'static str, String> {
    if cfg!(target_os = "windows") {
        // "Enterprise", the store's default, copies credentials to the domain's other machines.
        HashMap::from([("persistence", "Local".to_owned())])
    } else if cfg!(target_os = "macos") {
        HashMap::new()
    } else {
        // The line people see in their keyring program.
        HashMap::from([("label", format!("Countersign: {} ({})", name.account(), name.service()))])
    }
}

/// What an error of the store means. Errors may carry the bytes of a secret: only the words of the
/// platform's own failures are kept, and no error is ever printed with `Debug`.
fn refusal(error: Error) -> Refusal {
    match error {
        Error::NoEntry => Refusal::NoEntry,
        Error::NoDefaultStore => Refusal::Absent,
        Error::NoStorageAccess(cause) => no_access(cause.as_ref()),
        Error::PlatformFailure(cause) => platform_failure(cause.as_ref()),
        Error::BadEncoding(bytes) => {
            drop(Zeroizing::new(bytes));
            Refusal::Odd("it reads the entry as text, which it is not".to_owned())
        }
        Error::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            Refusal::Odd("the entry is not in the form the keychain stores".to_owned())
        }
        Error::Ambiguous(_) => {
            Refusal::Odd("more than one entry has this name; delete all but one in the keychain".to_owned())
        }
        Error::TooLong(part, most) => Refusal::Odd(format!("{} is longer than {most}", words(&part))),
        other => Refusal::Odd(words(&other.to_string())),
    }
}

#[cfg(target_os = "macos")]
fn no_access(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Refusal {
    // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain
    match status(cause) {
        Some(-25291 | -25294 | -25295) => Refusal::Absent,
        _ => Refusal::Denied(words(&cause.to_string())),
    }
}
#[cfg(target_os = "macos")]
fn platform_failure(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Refusal {
    // errSecInteractionNotAllowed, errSecAuthFailed: the keychain is locked and nobody may be asked.
    match status(cause) {
        Some(-25308 | -25293) => Refusal::Locked,
        _ => Refusal::Denied(words(&cause.to_string())),
    }
}
#[cfg(target_os = "macos")]
fn status(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<i32> {
    cause.downcast_ref::<security_framework::base::Error>().map(|error| error.code())
}

#[cfg(not(target_os = "macos"))]
fn no_access(_cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Refusal {
    // Secret Service: locked, its dialog dismissed, or no default collection made yet, which unlocking makes.
    // Windows: no logon session to unlock the credentials with.
    Refusal::Locked
}
#[cfg(not(target_os = "macos"))]
fn platform_failure(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Refusal {
    let text = cause.to_string();
    if text.contains("org.freedesktop.Secret.Error.IsLocked") {
        Refusal::Locked
    } else {
        Refusal::Denied(words(&text))
    }
}

/// Somebody else's words as the end of one of our sentences: one line, not endless, without its full stop.
fn words(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> Box<dyn std::error::Error + Send + Sync> {
        Box::from(text)
    }

    #[test]
    fn each_error_of_the_store_means_one_thing() {
        assert_eq!(refusal(Error::NoEntry), Refusal::NoEntry);
        assert_eq!(refusal(Error::NoDefaultStore), Refusal::Absent);
        assert_eq!(
            refusal(Error::PlatformFailure(cause("the cat sat on it.\n"))),
            Refusal::Denied("the cat sat on it".to_owned())
        );
    }

    #[test]
    #[cfg(not(any(target_os = "macos", target_os = "windows")))]
    fn what_the_secret_service_calls_locked_is_locked() {
        assert_eq!(refusal(Error::NoStorageAccess(cause("locked"))), Refusal::Locked);
        let text =
            "zbus error: org.freedesktop.Secret.Error.IsLocked: Cannot create an item in a locked collection";
        assert_eq!(refusal(Error::PlatformFailure(cause(text))), Refusal::Locked);
    }

    #[test]
    fn bytes_of_a_secret_never_reach_the_words_of_an_error() {
        let secret = b"hunter2 hunter2".to_vec();
        for error in [Error::BadEncoding(secret.clone()), Error::BadDataFormat(secret.clone(), cause("bad"))]
        {
            let printed = format!("{:?}", refusal(error));
            assert!(!printed.contains("hunter2") && !printed.contains("104, 117"), "{printed}");
        }
    }

    #[test]
    fn what_the_platform_says_becomes_one_short_line() {
        assert_eq!(words("no\u{1b}[31m way\r\n. "), "no [31m way");
        assert_eq!(words(&"x".repeat(10_000)).len(), 200);
    }
}
