//! How somebody likes the window: theme, language, single letters as keys, and whatever else it remembers for them.
//!
//! Preferences belong to a person, lie in the encrypted database, and decide about nothing that moves money.

use crate::Console;
use crate::error::ConsoleError;
use crate::view::unfit;
use money::Language;
use std::collections::BTreeMap;

/// The beginning of their names on the desk.
const BEGINNING: &str = "preference:";
/// Longest name and longest value, in characters. Saved searches are kept as one value.
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 64 * 1024;
/// The preference that names the window's language.
const LANGUAGE: &str = "language";

impl Console {
    /// Whose desk it is: of whoever is signed in, whatever they are called, or of the user of the operating system.
    pub(crate) fn person(&self) -> String {
        self.seat.who().map_or_else(|| self.ports.actor.to_string(), |who| format!("operator:{who}"))
    }

    /// What the acting person prefers.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn preferences(&self) -> Result<BTreeMap<String, String>, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept_with(&self.person(), BEGINNING))?;
        let named = |kept: ledger::Kept| {
            kept.name.strip_prefix(BEGINNING).map(|name| (name.to_owned(), kept.value.clone()))
        };
        Ok(kept.into_iter().filter_map(named).collect())
    }

    /// Remembers what the acting person prefers.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a name or a value that is too long or cannot be seen.
    pub fn set_preference(&self, name: &str, value: &str) -> Result<(), ConsoleError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(unfit) {
            let problem = format!("the name of a preference has 1 to {LONGEST_NAME} plain characters");
            return Err(ConsoleError::field("preference", problem, "Choose a short name."));
        }
        if value.chars().count() > LONGEST_VALUE {
            let problem = format!("a preference has at most {LONGEST_VALUE} characters");
            return Err(ConsoleError::field("preference", problem, "Keep less of it."));
        }
        let (person, name) = (self.person(), format!("{BEGINNING}{name}"));
        self.write(|pen| Ok(pen.writer.keep(&person, &name, value, pen.now)?))
    }

    /// The language the acting person chose, where they chose one.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn chosen_language(&self) -> Result<Option<Language>, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(&self.person(), &format!("{BEGINNING}{LANGUAGE}")))?;
        Ok(kept.map(|kept| Language::of_tag(&kept.value)))
    }
}
