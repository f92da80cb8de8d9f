//! A promise that did not hold.

use std::fmt;

/// What was promised and did not hold, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken(String);

impl Broken {
    /// A promise that did not hold.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}

/// Anything unexpected in the making of a world breaks it too: a world that cannot be looked at proves nothing.
pub(crate) trait OrBroken<T> {
    /// The value, or what could not be done.
    fn or_broken(self, what: &str) -> Result<T, Broken>;
}

impl<T, E: fmt::Display> OrBroken<T> for Result<T, E> {
    fn or_broken(self, what: &str) -> Result<T, Broken> {
        self.map_err(|error| Broken(format!("{what}: {error}")))
    }
}
