//! Kinds of trouble, and the exit codes that stand for them.

use serde::Serialize;

/// What kind of trouble it is. The command line turns it into an exit code, the window into a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ExitClass {
    /// What was asked cannot be read, or a field is wrong.
    Usage,
    /// There is no such thing, or several.
    NotFound,
    /// The rules of the domain or Antom itself refuse it. Nothing moved.
    Refused,
    /// The order changed between question and confirmation. Nothing moved.
    Changed,
    /// What happened at Antom is not known yet. It is asked until it is.
    Unknown,
    /// The keychain cannot be used.
    Keychain,
    /// The ledger cannot be used, or does not verify.
    Ledger,
    /// Antom cannot be reached, or a question brought no answer that can be believed. Nothing moved.
    Network,
    /// Something must be set up first.
    SetUp,
}

impl ExitClass {
    /// Every class, for documentation.
    pub const ALL: [Self; 9] = [
        Self::Usage,
        Self::NotFound,
        Self::Refused,
        Self::Changed,
        Self::Unknown,
        Self::Keychain,
        Self::Ledger,
        Self::Network,
        Self::SetUp,
    ];

    /// The process exit code of this class.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Refused => 4,
            Self::Changed => 5,
            Self::Unknown => 6,
            Self::Keychain => 7,
            Self::Ledger => 8,
            Self::Network => 9,
            Self::SetUp => 10,
        }
    }

    /// What the class means, in a sentence.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Usage => "What was asked cannot be read, or a field is wrong.",
            Self::NotFound => "There is no such thing here, or there are several.",
            Self::Refused => "The rules or Antom refuse it; nothing moved.",
            Self::Changed => "Something changed between question and confirmation; nothing moved.",
            Self::Unknown => "The outcome at Antom is not known yet; it is asked for until it is.",
            Self::Keychain => "The keychain cannot be used.",
            Self::Ledger => "The ledger cannot be used, or does not verify.",
            Self::Network => {
                "Antom cannot be reached, or gave no answer that can be believed; nothing was sent that moves money."
            }
            Self::SetUp => "Something must be set up first.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_an_exit_code_of_its_own() {
        let mut codes: Vec<u8> = ExitClass::ALL.iter().map(|class| class.exit_code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ExitClass::ALL.len());
        assert!(!codes.contains(&0) && !codes.contains(&1), "0 is success and 1 is a crash");
    }
}
