//! What a home keeps for the window outside of any ledger, because it is needed before one is open: the theme the
//! ground is painted in, the language of native words, which windows were open, and whether closing them ends the
//! program. None of it is about a person or a payment.

use console::Home;
use domain::account::Environment;
use money::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Preferences of which a copy is kept here, because they are needed before the ledger that holds them is open.
const COPIED: [&str; 3] = ["theme", LANGUAGE, KEEP_RUNNING];

/// The preference that names the language of the window.
const LANGUAGE: &str = "language";

/// The preference that keeps the program in the tray when its last window is closed.
pub const KEEP_RUNNING: &str = "keep-running";

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Inside {
    preferences: BTreeMap<String, String>,
    open: Vec<Environment>,
}

/// The file `window.json` of a home.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    computer: Language,
    inside: Mutex<Inside>,
}

impl Kept {
    /// What was kept; nothing where there is no file or it cannot be read, which only costs comfort.
    /// `computer` is the language of whoever has not chosen one.
    #[must_use]
    pub fn of(home: &Home, computer: Language) -> Self {
        let path = home.path().join("window.json");
        let inside = std::fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { path, computer, inside: Mutex::new(inside) }
    }

    /// The preferences known before a ledger is open; the language always is.
    #[must_use]
    pub fn preferences(&self) -> BTreeMap<String, String> {
        let mut all = self.lock().preferences.clone();
        all.entry(LANGUAGE.to_owned()).or_insert_with(|| self.computer.tag().to_owned());
        all
    }

    /// One of them.
    #[must_use]
    pub fn preference(&self, name: &str) -> Option<String> {
        self.lock().preferences.get(name).cloned()
    }

    /// The language that was chosen last in this home, or the computer's. The page and the core have to take the same
    /// one, or an amount is said in words of another language than what stands around it.
    #[must_use]
    pub fn language(&self) -> Language {
        self.preference(LANGUAGE).map_or(self.computer, |tag| Language::of_tag(&tag))
    }

    /// Keeps a copy of a preference that is needed early; the others stay in the ledger alone.
    pub fn copy_preference(&self, name: &str, value: &str) {
        if COPIED.contains(&name) {
            self.change(|inside| {
                inside.preferences.insert(name.to_owned(), value.to_owned());
            });
        }
    }

    /// The environments whose windows were open last, in the order in which they were opened.
    #[must_use]
    pub fn open(&self) -> Vec<Environment> {
        self.lock().open.clone()
    }

    /// Remembers which windows are open.
    pub fn remember_open(&self, environments: &[Environment]) {
        self.change(|inside| environments.clone_into(&mut inside.open));
    }

    fn change(&self, change: impl FnOnce(&mut Inside)) {
        let mut inside = self.lock();
        let before = inside.clone();
        change(&mut inside);
        if *inside == before {
            return;
        }
        if let Err(error) = self.write(&inside) {
            tracing::warn!(%error, "what the window remembers could not be written");
        }
    }

    fn write(&self, inside: &Inside) -> std::io::Result<()> {
        let beside = self.path.with_extension("json.new");
        std::fs::write(&beside, serde_json::to_vec(inside)?)?;
        std::fs::rename(&beside, &self.path)
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_early_is_there_at_the_next_start_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::new(place.path());
        let kept = Kept::of(&home, Language::English);
        kept.copy_preference("theme", "dark");
        kept.copy_preference("views", "mine");
        kept.remember_open(&[Environment::Sandbox]);
        let again = Kept::of(&home, Language::English);
        assert_eq!(again.preference("theme").as_deref(), Some("dark"));
        assert_eq!(again.preference("views"), None);
        assert_eq!(again.open(), [Environment::Sandbox]);
    }

    #[test]
    fn whoever_chose_no_language_reads_that_of_the_computer_everywhere() {
        let place = tempfile::tempdir().unwrap();
        let kept = Kept::of(&Home::new(place.path()), Language::Chinese);
        assert_eq!(
            (kept.language(), kept.preferences()["language"].as_str()),
            (Language::Chinese, "zh-Hans")
        );
        kept.copy_preference("language", "en");
        assert_eq!((kept.language(), kept.preferences()["language"].as_str()), (Language::English, "en"));
    }

    #[test]
    fn a_broken_file_costs_comfort_and_not_the_start() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("window.json"), "{").unwrap();
        assert!(Kept::of(&Home::new(place.path()), Language::English).open().is_empty());
    }
}
