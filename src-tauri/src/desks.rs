//! The consoles that are open in this process, one for each environment at most. Only this table opens one.

use crate::contract::{Answer, CommandError};
use crate::training::Training;
use console::home::ENVIRONMENTS;
use console::{Console, ConsoleError, Home, Ports};
use domain::account::Environment;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::async_runtime::{self, JoinHandle};

/// Makes what a console is given from outside.
pub type MakePorts = Box<dyn Fn(Environment) -> Ports + Send + Sync>;

/// What happens when a console was opened: somebody begins to watch it.
pub type Opened = Box<dyn Fn(&Arc<Console>) + Send + Sync>;

/// The console of one environment.
#[derive(Default)]
struct Desk {
    console: Mutex<Option<Arc<Console>>>,
    /// Held while it is being opened: nobody gets a console that does not follow Training's clock yet.
    door: tokio::sync::Mutex<()>,
    /// Its opening, where that was begun before anybody asked.
    ahead: Mutex<Option<JoinHandle<Answer<Arc<Console>>>>>,
}

/// The table.
pub struct Desks {
    home: Home,
    ports: MakePorts,
    slots: [Desk; 3],
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
        self.asked.fetch_add(1, Ordering::Relaxed);
        let ahead = lock(&self.desk(environment).ahead).take();
        if let Some(ahead) = ahead
            && let Ok(answer) = ahead.await
        {
            return answer;
        }
        self.open_now(environment).await
    }

    /// Begins to open the console of an environment that was set up before: whoever asks for it first, as a window does
    /// once its page was read, gets what came of it.
    pub fn open_ahead(self: &Arc<Self>, environment: Environment) {
        let desks = Arc::clone(self);
        let ahead = async_runtime::spawn(async move { desks.open_now(environment).await });
        *lock(&self.desk(environment).ahead) = Some(ahead);
    }

    async fn open_now(&self, environment: Environment) -> Answer<Arc<Console>> {
        self.sit_down(environment, |ports| Console::open(&self.home, environment, ports)).await
    }

    /// The same, and sets the environment up first where it was not. Its first recovery code is not kept: the window
    /// makes one that a person sees.
    ///
    /// # Errors
    /// Whatever keeps it from being made or opened.
    pub async fn open_or_set_up(&self, environment: Environment) -> Answer<Arc<Console>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
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
        if let Some(console) = self.opened_before(environment) {
            return Ok(console);
        }
        let desk = self.desk(environment);
        // Two commands at once open one console; the second finds what the first made.
        let _turn = desk.door.lock().await;
        if let Some(console) = self.opened_before(environment) {
            return Ok(console);
        }
        if environment == Environment::Training {
            self.training.start().await?;
        }
        let console = Arc::new(open((self.ports)(environment))?);
        self.training.follow(&console).await?;
        *lock(&desk.console) = Some(Arc::clone(&console));
        (self.opened)(&console);
        Ok(console)
    }

    /// The console of an environment, where it is open already.
    #[must_use]
    pub fn opened_before(&self, environment: Environment) -> Option<Arc<Console>> {
        lock(&self.desk(environment).console).clone()
    }

    /// Everything that is open.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Console>> {
        ENVIRONMENTS.into_iter().filter_map(|environment| self.opened_before(environment)).collect()
    }

    /// Lets go of a console, so that its ledger can be replaced. Whoever still works with it finishes.
    pub fn close(&self, environment: Environment) {
        let desk = self.desk(environment);
        lock(&desk.ahead).take();
        lock(&desk.console).take();
    }

    fn desk(&self, environment: Environment) -> &Desk {
        let [training, sandbox, production] = &self.slots;
        match environment {
            Environment::Training => training,
            Environment::Sandbox => sandbox,
            Environment::Production => production,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
