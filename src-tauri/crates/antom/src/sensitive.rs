//! Texts that travel on the wire but must not be printed: card tokens, session data, payment page addresses.

use crate::wire::Field;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroize;

/// A text that `Debug` and `Display` hide and that is wiped when dropped.
///
/// It does serialise, because it is part of a message; only [`Sensitive::reveal`] gives it to code.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sensitive(String);

impl Sensitive {
    /// The text itself, byte for byte as it came (a payment page's address must not be re-encoded).
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// True when there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Sensitive {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Sensitive {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Drop for Sensitive {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl fmt::Display for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl Field for Sensitive {
    fn read(value: serde_json::Value) -> Result<Option<Self>, String> {
        Ok(String::read(value)?.map(Self))
    }
}
