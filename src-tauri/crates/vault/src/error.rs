//! Why a call on the vault did not do what was asked.

use crate::state::{self, KEYCHAIN, State};
use crate::{EntryName, MOST_BYTES};
use std::time::Duration;

/// Why the vault did not store, read or delete. No variant carries a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The keychain is locked; nothing is known about the entry.
    #[error("{KEYCHAIN} is locked, so nothing can be said about what it holds.")]
    Locked,
    /// There is no keychain to speak to.
    #[error("there is no keychain to keep keys in: {KEYCHAIN} does not answer.")]
    Absent,
    /// The keychain refuses.
    #[error("{KEYCHAIN} refuses: {why}.")]
    Denied {
        /// What it said.
        why: String,
    },
    /// The keychain did not answer in time, most likely because it shows a dialog. A write or deletion may
    /// still happen when the dialog is answered.
    #[error("{KEYCHAIN} did not answer within {} ms; it may be showing a dialog.", limit.as_millis())]
    TimedOut {
        /// How long was waited.
        limit: Duration,
    },
    /// The secret has no bytes.
    #[error("the secret for {name} is empty.")]
    Empty {
        /// The entry it was for.
        name: EntryName,
    },
    /// The secret is longer than the smallest keychain can hold.
    #[error("the secret for {name} has {size} bytes, and a keychain entry holds at most {MOST_BYTES}.")]
    TooLarge {
        /// The entry it was for.
        name: EntryName,
        /// Its length in bytes.
        size: usize,
    },
    /// The keychain answered, and what it did is not what was asked.
    #[error("{KEYCHAIN} did not do what was asked: {why}.")]
    Failed {
        /// What was found.
        why: String,
    },
}

impl VaultError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "VAULT_LOCKED",
            Self::Absent => "VAULT_ABSENT",
            Self::Denied { .. } => "VAULT_DENIED",
            Self::TimedOut { .. } => "VAULT_TIMED_OUT",
            Self::Empty { .. } => "VAULT_SECRET_EMPTY",
            Self::TooLarge { .. } => "VAULT_SECRET_TOO_LARGE",
            Self::Failed { .. } => "VAULT_FAILED",
        }
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Locked | Self::TimedOut { .. } => state::LOCKED,
            Self::Absent => state::ABSENT,
            Self::Denied { .. } | Self::Failed { .. } => state::DENIED,
            Self::Empty { .. } => "Give the key itself; an empty file or answer is not one.",
            Self::TooLarge { .. } => "Store the key as DER, and use RSA keys of 2048 to 4096 bits.",
        }
    }

    /// The state this error shows the keychain to be in. One that does not answer is waiting for somebody,
    /// which is what locked means.
    pub fn state(&self) -> State {
        match self {
            Self::Locked | Self::TimedOut { .. } => State::Locked,
            Self::Absent => State::Absent,
            Self::Denied { why } | Self::Failed { why } => State::Denied { why: why.clone() },
            Self::Empty { .. } | Self::TooLarge { .. } => State::Ready,
        }
    }

    /// The error a state means for a call, none when it is ready.
    pub fn from_state(state: State) -> Option<Self> {
        match state {
            State::Ready => None,
            State::Locked => Some(Self::Locked),
            State::Absent => Some(Self::Absent),
            State::Denied { why } => Some(Self::Denied { why }),
        }
    }
}

/// Refuses a secret that no keychain keeps, or that only some do, before any keychain is asked.
pub(crate) fn check_secret(name: &EntryName, secret: &[u8]) -> Result<(), VaultError> {
    match secret.len() {
        0 => Err(VaultError::Empty { name: name.clone() }),
        size if size > MOST_BYTES => Err(VaultError::TooLarge { name: name.clone(), size }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<VaultError> {
        let name = EntryName::new("training", "key", "a").unwrap();
        vec![
            VaultError::Locked,
            VaultError::Absent,
            VaultError::Denied { why: "no".to_owned() },
            VaultError::TimedOut { limit: Duration::from_secs(3) },
            VaultError::Empty { name: name.clone() },
            VaultError::TooLarge { name, size: 9_000 },
            VaultError::Failed { why: "odd".to_owned() },
        ]
    }

    #[test]
    fn every_error_has_a_code_of_its_own_and_a_remedy() {
        let mut codes: Vec<_> = every().iter().map(VaultError::code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), every().len());
        assert!(every().iter().all(|error| !error.remedy().is_empty()));
    }

    #[test]
    fn a_state_that_stops_work_and_its_error_say_the_same() {
        for state in [State::Locked, State::Absent, State::Denied { why: "no".to_owned() }] {
            assert_eq!(VaultError::from_state(state.clone()).unwrap().state(), state);
        }
        assert_eq!(VaultError::from_state(State::Ready), None);
    }

    #[test]
    fn a_secret_fits_up_to_what_windows_holds() {
        let name = EntryName::new("training", "key", "a").unwrap();
        assert_eq!(check_secret(&name, &vec![7; MOST_BYTES]), Ok(()));
        assert_eq!(
            check_secret(&name, &vec![7; MOST_BYTES + 1]),
            Err(VaultError::TooLarge { name: name.clone(), size: 2_561 })
        );
        assert_eq!(check_secret(&name, &[]), Err(VaultError::Empty { name }));
    }

    #[test]
    fn a_timeout_says_how_long_was_waited() {
        assert!(VaultError::TimedOut { limit: Duration::from_secs(3) }.to_string().contains("3000 ms"));
    }
}
