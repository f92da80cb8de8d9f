//! Whether the keychain can be used, in words for people.

/// What a person calls the keychain on this platform.
#[cfg(target_os = "macos")]
pub(crate) const KEYCHAIN: &str = "the login keychain";
/// What a person calls the keychain on this platform.
#[cfg(target_os = "windows")]
pub(crate) const KEYCHAIN: &str = "the Windows Credential Manager";
/// What a person calls the keychain on this platform.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
pub(crate) const KEYCHAIN: &str = "the Secret Service keyring";

#[cfg(target_os = "macos")]
mod remedies {
    pub(crate) const LOCKED: &str = "Open Keychain Access, unlock the keychain named login (or answer the dialog that asks for its password), then try again.";
    pub(crate) const ABSENT: &str = "Sign in to macOS as the person who uses Countersign, then try again.";
    pub(crate) const DENIED: &str = "Open Keychain Access, find the entries named countersign, allow Countersign to use them, then try again.";
}
#[cfg(target_os = "windows")]
mod remedies {
    pub(crate) const LOCKED: &str =
        "Sign out of Windows and in again as the person who uses Countersign, then try again.";
    pub(crate) const ABSENT: &str =
        "Start the Windows service named Credential Manager (VaultSvc), then try again.";
    pub(crate) const DENIED: &str =
        "Ask your administrator to allow stored credentials for your account, then try again.";
}
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
mod remedies {
    pub(crate) const LOCKED: &str = "Unlock the keyring (answer its dialog, or sign in with your password rather than automatically), then try again.";
    pub(crate) const ABSENT: &str = "Install and start a Secret Service (gnome-keyring or KWallet) and run Countersign inside a session with a D-Bus session bus, then try again.";
    pub(crate) const DENIED: &str =
        "Allow Countersign in your keyring program, or restart the keyring, then try again.";
}

pub(crate) use remedies::{ABSENT, DENIED, LOCKED};

/// What a probe found: the keychain's state at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It stores, reads and deletes.
    Ready,
    /// It is there and waits for somebody to unlock it. What it holds is safe and cannot be seen.
    Locked,
    /// There is no keychain to speak to.
    Absent,
    /// It is there, is not locked, and refuses.
    Denied {
        /// What the keychain said, in its own words (never a secret).
        why: String,
    },
}

impl State {
    /// The stable code: `ready`, `locked`, `absent` or `denied`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Locked => "locked",
            Self::Absent => "absent",
            Self::Denied { .. } => "denied",
        }
    }

    /// What is the case, as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Ready => format!("Keys are kept in {KEYCHAIN}, and it works."),
            Self::Locked => format!("Keys are kept in {KEYCHAIN}, and it is locked. Nothing in it is lost."),
            Self::Absent => format!("Keys are kept in {KEYCHAIN}, and none answers here."),
            Self::Denied { why } => format!("Keys are kept in {KEYCHAIN}, and it refuses: {why}."),
        }
    }

    /// What a person can do about it; nothing when it is ready.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Ready => "",
            Self::Locked => LOCKED,
            Self::Absent => ABSENT,
            Self::Denied { .. } => DENIED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> [State; 4] {
        [State::Ready, State::Locked, State::Absent, State::Denied { why: "it said no".to_owned() }]
    }

    #[test]
    fn each_state_has_a_code_and_sentence_of_its_own() {
        for (at, state) in every().iter().enumerate() {
            for other in every().iter().skip(at + 1) {
                assert_ne!(state.code(), other.code());
                assert_ne!(state.sentence(), other.sentence());
            }
        }
    }

    #[test]
    fn each_state_that_stops_work_says_what_to_do() {
        for state in every() {
            assert_eq!(state.remedy().is_empty(), state == State::Ready, "{state:?}");
        }
    }

    #[test]
    fn a_refusal_repeats_what_the_keychain_said() {
        assert!(State::Denied { why: "it said no".to_owned() }.sentence().contains("it said no"));
    }
}
