//! The consoles that are open in this process, one for each environment at most. Only this table opens one.

use crate::contract::{Answer, CommandError};
use crate::training::Training;
use console::home::ENVIRONMENTS;
use console::{Console, ConsoleError, Home, Ports};
use domain::account::Environment;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Makes what a console is given from outside.
pub type MakePorts = Box<dyn Fn(Environment) -> Ports + Send + Sync>;

/// What happens when a console was opened: somebody begins to watch it.
pub type Opened = Box<dyn Fn(&Arc<Console>) + Send + Sync>;

/// The table.
pub struct Desks {
    home: Home,
    ports: MakePorts,
    slots: [Mutex<Option<Arc<Console>>>; 3],
    opened: Opened,
    training: Training,
    /// How often a console was asked for.
    asked: AtomicU64,
}

impl std::fmt::Debug for Desks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desks").field("home", &self.home).finish_non_exhaustive()
    }
}

impl Desks {
    /// A table of a home with nothing open.
    #[must_use]
    pub fn new(home: Home, ports: MakePorts, opened: Opened) -> Self {
        let training = Training::of(&home);
        Self { home, ports, slots: Default::default(), opened, training, asked: AtomicU64::new(0) }
    }

    /// The home.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Antom on this computer.
    #[must_use]
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// How often a console was asked for: once for every command. It stands still while nobody works.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// What a console of this environment is given from outside.
    #[must_use]
    pub fn ports(&self, environment: Environment) -> Ports {
        (self.ports)(environment)
    }

    /// The console of an environment that was set up before. The first time it is opened, and in Training the simulator
    /// is started; the keychain may ask a person meanwhile.
    ///
    /// # Errors
    /// Whatever keeps it from opening.
    pub async fn open(&self, environment: Environment) -> Answer<Arc<Console>> {
        self.sit_down(environment, |ports| Console::open(&self.home, environment, ports)).await
    }

    /// The same, and sets the environment up first where it was not. Its first recovery code is not kept: the window
    /// makes one that a person sees.
    ///
    /// # Errors
    /// Whatever keeps it from being made or opened.
    pub async fn open_or_set_up(&self, environment: Environment) -> Answer<Arc<Console>> {
        self.sit_down(environment, |ports| {
            Console::create_or_open(&self.home, environment, ports).map(|(console, _code)| console)
        })
        .await
    }

    async fn sit_down(
        &self,
        environment: Environment,
        open: impl FnOnce(Ports) -> Result<Console, ConsoleError>,
    ) -> Answer<Arc<Console>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if let Some(console) = self.opened_before(environment) {
            return Ok(console);
        }
        if environment == Environment::Training {
            self.training.start().await?;
        }
        let console = {
            let mut slot = self.slot(environment);
            // Two commands at once open one console; the second finds what the first made.
            if let Some(console) = slot.as_ref() {
                return Ok(Arc::clone(console));
            }
            let console = Arc::new(open((self.ports)(environment))?);
            *slot = Some(Arc::clone(&console));
            console
        };
        self.training.follow(&console).await?;
        (self.opened)(&console);
        Ok(console)
    }

    /// The console of an environment, where it is open already.
    #[must_use]
    pub fn opened_before(&self, environment: Environment) -> Option<Arc<Console>> {
        self.slot(environment).clone()
    }

    /// Everything that is open.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Console>> {
        ENVIRONMENTS.into_iter().filter_map(|environment| self.opened_before(environment)).collect()
    }

    /// Lets go of a console, so that its ledger can be replaced. Whoever still works with it finishes.
    pub fn close(&self, environment: Environment) {
        self.slot(environment).take();
    }

    fn slot(&self, environment: Environment) -> MutexGuard<'_, Option<Arc<Console>>> {
        let [training, sandbox, production] = &self.slots;
        let slot = match environment {
            Environment::Training => training,
            Environment::Sandbox => sandbox,
            Environment::Production => production,
        };
        slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The merchant's word for trouble that is not the console's.
impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Self::outside(
            "input-output",
            &error,
            "Check that there is room and that you may write there, then try again.",
        )
    }
}
