//! How somebody wants to work: theme, language, columns, saved searches. Each person has their own; they lie on the
//! person's desk in the encrypted ledger, because a saved search can hold a buyer's name.

use crate::Console;
use crate::error::ConsoleError;
use crate::language::Language;
use domain::fact::Actor;
use domain::rules::free_text::card_like;
use std::collections::BTreeMap;

/// What stands before a preference's name on the desk.
const PREFERENCE: &str = "preference:";
/// Longest name and value, in bytes, and most preferences of one person.
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 16 * 1024;
const MOST: usize = 200;

/// The preference that names the language of the window.
const LANGUAGE: &str = "language";

impl Console {
    /// Whose desk the acting person sits at.
    pub(crate) fn owner(&self) -> String {
        match &self.ports.actor {
            Actor::Person(name) => name.clone(),
            other => other.to_string(),
        }
    }

    /// Every preference of the acting person.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn preferences(&self) -> Result<BTreeMap<String, String>, ConsoleError> {
        let owner = self.owner();
        let kept = self.read(|ledger| ledger.kept_with(&owner, PREFERENCE))?;
        let plain = |name: &str| name.strip_prefix(PREFERENCE).unwrap_or(name).to_owned();
        Ok(kept.into_iter().map(|kept| (plain(&kept.name), kept.value)).collect())
    }

    /// Keeps a preference of the acting person.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a name or value that is too long or holds what looks like a card number.
    pub fn set_preference(&self, name: &str, value: &str) -> Result<(), ConsoleError> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        if name.is_empty() || name.len() > LONGEST_NAME || !name.bytes().all(plain) {
            let problem = format!("{name:?} is not the name of a preference");
            return Err(ConsoleError::field("preference", problem, "Use letters, digits, dots and hyphens."));
        }
        if value.len() > LONGEST_VALUE {
            let problem = format!("it is longer than {LONGEST_VALUE} bytes");
            return Err(ConsoleError::field("preference", problem, "Keep less under one name."));
        }
        if card_like(value) {
            return Err(crate::buyer::card_number("preference"));
        }
        let (owner, name) = (self.owner(), format!("{PREFERENCE}{name}"));
        self.write(|pen| {
            let kept = pen.writer.kept_with(&owner, PREFERENCE)?;
            let known = kept.iter().find(|kept| kept.name == name);
            if known.is_some_and(|known| known.value == value) {
                return Ok(());
            }
            if known.is_none() && kept.len() >= MOST {
                let problem = format!("there are {MOST} already");
                return Err(ConsoleError::field("preference", problem, "Keep fewer."));
            }
            Ok(pen.writer.keep(&owner, &name, value, pen.now)?)
        })
    }

    /// The language the acting person works in.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn language(&self) -> Result<Language, ConsoleError> {
        let (owner, name) = (self.owner(), format!("{PREFERENCE}{LANGUAGE}"));
        let kept = self.read(|ledger| ledger.kept(&owner, &name))?;
        Ok(kept.map_or(Language::default(), |kept| Language::of(&kept.value)))
    }
}
