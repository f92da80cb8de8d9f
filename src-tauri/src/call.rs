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

    /// Refuses a command of Training in the window of another environment.
    ///
    /// # Errors
    /// In every window but Training's.
    pub fn only_in_training(&self) -> Answer<()> {
        if self.environment()? == Environment::Training { Ok(()) } else { Err(CommandError::not_from_here()) }
    }
}
