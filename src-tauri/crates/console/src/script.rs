//! The idempotency key of a script: the same key with the same parameters answers the first outcome, other parameters
//! are refused. A script that is run twice pays once.

use crate::error::ConsoleError;
use crate::view::unfit;
use domain::digest::Digest;
use domain::intent::ScriptKey;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Longest key, in characters.
pub const MOST_CHARACTERS: usize = 128;

/// Separates these digests from every other use of SHA-256 in the ledger.
const PURPOSE: &[u8] = b"countersign script parameters v1\0";

/// The key a script gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptInput {
    key: String,
}

impl ScriptInput {
    /// Reads a key.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for an empty key, a long one, or one with characters that cannot be seen.
    pub fn new(key: &str) -> Result<Self, ConsoleError> {
        let key = key.trim();
        let wrong = |problem: String| {
            ConsoleError::field(
                "key",
                problem,
                "Give every operation of a script a key of its own, such as an invoice number.",
            )
        };
        if key.is_empty() {
            return Err(wrong("the key is empty".to_owned()));
        }
        if key.chars().count() > MOST_CHARACTERS {
            return Err(wrong(format!("the key is longer than {MOST_CHARACTERS} characters")));
        }
        if key.chars().any(unfit) {
            return Err(wrong("the key holds characters that cannot be seen".to_owned()));
        }
        Ok(Self { key: key.to_owned() })
    }

    /// The key as it is stored.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key together with a digest of everything the operation is asked with.
    ///
    /// # Errors
    /// [`ConsoleError::LedgerNonsense`] where the parameters cannot be written, which none of ours cause.
    pub(crate) fn bound_to(&self, parameters: &impl Serialize) -> Result<ScriptKey, ConsoleError> {
        let written = serde_json::to_vec(parameters)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        let mut hash = Sha256::new();
        hash.update(PURPOSE);
        hash.update(&written);
        Ok(ScriptKey { key: self.key.clone(), parameters: Digest(hash.finalize().into()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_visible_and_trimmed() {
        assert_eq!(ScriptInput::new(" invoice 7 ").unwrap().key(), "invoice 7");
        for wrong in ["", "   ", "a\u{202e}b", "a\nb", &"k".repeat(MOST_CHARACTERS + 1)] {
            assert_eq!(ScriptInput::new(wrong).unwrap_err().code(), "bad-field", "{wrong:?}");
        }
    }

    #[test]
    fn the_same_parameters_give_the_same_digest_and_others_another() {
        let script = ScriptInput::new("k").unwrap();
        let one = script.bound_to(&("refund", 1200)).unwrap();
        assert_eq!(one, script.bound_to(&("refund", 1200)).unwrap());
        assert_ne!(one.parameters, script.bound_to(&("refund", 1201)).unwrap().parameters);
    }
}
