//! One call of a command: from which window it comes, and what it may reach.

use crate::contract::{Answer, CommandError};
use crate::counters::Counters;
use crate::desks::Desks;
use crate::ears::Ears;
use crate::kept::Kept;
use crate::outside::Outside;
use crate::place::Place;
use console::Console;
use domain::account::Environment;
use money::Language;
use std::sync::Arc;

/// What every command of every window reaches.
#[derive(Debug)]
pub struct House {
    /// The consoles.
    pub desks: Arc<Desks>,
    /// Where windows hear.
    pub ears: Arc<Ears>,
    /// What the window remembers outside of ledgers.
    pub kept: Kept,
    /// Payments that are being taken at the counter.
    pub counters: Counters,
}

/// One call.
#[derive(Clone)]
pub struct Call {
    /// The window it comes from.
    pub place: Place,
    /// The house.
    pub house: Arc<House>,
    /// What lies outside of it.
    pub outside: Arc<dyn Outside>,
}

impl Call {
    /// The environment of the window that calls.
    ///
    /// # Errors
    /// Where it has none.
    pub fn environment(&self) -> Answer<Environment> {
        self.place.environment().ok_or_else(CommandError::not_from_here)
    }

    /// The console of the window that calls, for whoever is signed in there. Every command asks here but those few that
    /// say that they ask at the door.
    ///
    /// # Errors
    /// Where the window has no environment, what keeps it from opening, and where there are people and nobody is signed
    /// in.
    pub async fn console(&self) -> Answer<Arc<Console>> {
        let console = self.console_at_the_door().await?;
        console.somebody_is_here()?;
        Ok(console)
    }

    /// The same, whoever is there: for what is done before somebody signs in.
    ///
    /// # Errors
    /// Where the window has no environment, or what keeps it from opening.
    pub async fn console_at_the_door(&self) -> Answer<Arc<Console>> {
        self.house.desks.open(self.environment()?).await
    }

    /// The same, where its environment was set up before; none where it was not, which stays so.
    ///
    /// # Errors
    /// Where the window has no environment, or what keeps it from opening.
    pub async fn console_if_set_up(&self) -> Answer<Option<Arc<Console>>> {
        if self.house.desks.home().set_up().contains(&self.environment()?) {
            self.console().await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// The same, set up first where it was not.
    ///
    /// # Errors
    /// Where the window has no environment, or what keeps it from being made.
    pub async fn console_or_set_up(&self) -> Answer<Arc<Console>> {
        let console = self.house.desks.open_or_set_up(self.environment()?).await?;
        console.somebody_is_here()?;
        Ok(console)
    }

    /// The language the window shows: what whoever acts chose, or what is shown where nobody chose one.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn language(&self, console: &Console) -> Answer<Language> {
        Ok(console.chosen_language()?.unwrap_or_else(|| self.house.kept.language()))
    }

    /// Refuses a command of Training in the window of another environment.
    ///
    /// # Errors
    /// In every window but Training's.
    pub fn only_in_training(&self) -> Answer<()> {
        if self.environment()? == Environment::Training { Ok(()) } else { Err(CommandError::not_from_here()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::{Desktop, desktop_of};
    use serde_json::json;

    #[test]
    fn the_core_speaks_the_language_the_page_shows() {
        let desktop = desktop_of(Language::Chinese);
        let window = desktop.window("training");
        let shown = || Desktop::ask_with(&window, "preferences", &json!({})).unwrap()["language"].clone();
        let typed = json!({ "text": "12.50", "currency": "SGD" });
        let spoken = || Desktop::ask_with(&window, "read_amount", &typed).unwrap()["words"].clone();
        assert_eq!((shown(), spoken()), (json!("zh-Hans"), json!("十二新加坡元五十分")));
        let english = json!({ "name": "language", "value": "en" });
        Desktop::ask_with(&window, "set_preference", &english).unwrap();
        assert_eq!((shown(), spoken()), (json!("en"), json!("twelve Singapore dollars and fifty cents")));
    }
}
