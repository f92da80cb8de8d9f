//! Training: Antom in this process. Its state and its addresses lie in Training's own directory, so that a link made
//! yesterday works today and the command line speaks to the same simulator over HTTP while the window runs.

mod buyer;
mod places;
mod sales;
mod shop;

use crate::contract::views::{Beginning, TrainingFault, TrainingView};
use crate::contract::{Answer, CommandError};
use chrono::{DateTime, Utc};
use console::{Clock, Console, ConsoleError, ExitClass, Home, SystemClock};
use domain::account::Environment;
use domain::ids::OrderId;
use places::Places;
use serde_json::Value;
use simulator::{Fault, FaultKind, Moment, OPERATIONS, Options, Running, Simulator, SimulatorError, Span};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How long ago the history of the sample shop begins.
const HISTORY: Span = Span::days(8);
/// The same ids and the same faults in every Training.
const SEED: u64 = 2026;
/// Farthest the clock is moved in one step: a year and a day.
const FARTHEST: u32 = 366 * 86_400;

/// Hears how far the making of Training is.
pub type Tell<'a> = dyn Fn(Beginning) + Send + Sync + 'a;

/// The simulator of one home.
pub struct Training {
    home: Home,
    /// Held while it is being started, so that it is started once.
    running: tokio::sync::Mutex<Option<Arc<Running>>>,
    /// The gateway inside, once it runs.
    gateway: Mutex<Option<Inside>>,
    /// How many are making the sample shop's history now.
    stocking: AtomicU32,
}

/// The history is being made for as long as this lives.
struct Stocking<'a>(&'a AtomicU32);

impl<'a> Stocking<'a> {
    fn begin(count: &'a AtomicU32) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Stocking<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[derive(Clone)]
struct Inside {
    gateway: Arc<Mutex<simulator::Gateway>>,
    token: String,
}

impl Training {
    /// Of this home. Nothing runs yet.
    #[must_use]
    pub fn of(home: &Home) -> Self {
        Self {
            home: home.clone(),
            running: tokio::sync::Mutex::default(),
            gateway: Mutex::default(),
            stocking: AtomicU32::new(0),
        }
    }

    /// Whether the sample shop's week is being made: what happens in it is history, and no news.
    #[must_use]
    pub fn is_stocking(&self) -> bool {
        self.stocking.load(Ordering::SeqCst) > 0
    }

    /// Starts it where it does not run yet: on the ports of last time, or on free ones where those are taken.
    ///
    /// # Errors
    /// Where no port can be opened or its state cannot be read.
    pub async fn start(&self) -> Answer<Arc<Running>> {
        let mut slot = self.running.lock().await;
        if let Some(running) = slot.as_ref() {
            return Ok(Arc::clone(running));
        }
        let directory = self.home.prepare(Environment::Training)?;
        let places = Places::read(&directory);
        let running = match self.listen(&directory, &places).await {
            Err(SimulatorError::Listen { .. }) if places.is_known() => {
                self.listen(&directory, &places.elsewhere()).await?
            }
            other => other?,
        };
        Places::of(&running).write(&directory)?;
        let running = Arc::new(running);
        *self.gateway.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Inside { gateway: running.gateway(), token: running.control_token().to_owned() });
        *slot = Some(Arc::clone(&running));
        Ok(running)
    }

    async fn listen(&self, directory: &std::path::Path, places: &Places) -> Result<Running, SimulatorError> {
        let options = Options {
            seed: SEED,
            gateway: places.gateway(),
            checkout: places.checkout(),
            state: Some(state_file(directory)),
            control_token: places.token(),
            begins_before: HISTORY,
        };
        Simulator::start(options).await
    }

    /// Lets a console of Training speak to the simulator where it listens now. Does nothing for the other environments.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading or writing.
    pub async fn follow(&self, console: &Console) -> Answer<()> {
        if console.environment() != Environment::Training {
            return Ok(());
        }
        let running = self.start().await?;
        console.follow_clock_of(running.gateway_url()).await?;
        console.follow_simulator(running.gateway_url())?;
        Ok(())
    }

    /// Sets Training up: the simulator, an account, and a shop with a history. What is there already is left alone. It
    /// takes a while, and tells how far it is.
    ///
    /// # Errors
    /// Whatever keeps any of them from being made.
    pub async fn begin(&self, console: &Console, tell: &Tell<'_>) -> Answer<()> {
        let _stocking = Stocking::begin(&self.stocking);
        let running = self.start().await?;
        let stocked = shop::stock(console, &running, self, tell).await;
        // Whatever came of the history: from here on Training lives now.
        self.catch_up()?;
        console.follow_clock().await?;
        stocked
    }

    /// Gives the simulator the public half of a merchant's key, where it is this one that an account speaks to.
    ///
    /// # Errors
    /// Where the simulator cannot be started or does not take the key.
    pub async fn give_key(&self, gateway: &str, client: &str, key: &str, version: u32) -> Answer<()> {
        let running = self.start().await?;
        if running.gateway_url() != gateway {
            return Ok(());
        }
        let given = running.register_client(client, key, version);
        given.map_err(|error| CommandError::outside("simulator-key", &error, "Make the key again."))
    }

    /// How it stands.
    ///
    /// # Errors
    /// Where it does not run.
    pub fn view(&self) -> Answer<TrainingView> {
        let inside = self.inside()?;
        let mut gateway = inside.gateway.lock().unwrap_or_else(PoisonError::into_inner);
        gateway.tick(wall());
        Ok(TrainingView {
            now: DateTime::<Utc>::from_timestamp_millis(gateway.now().as_millis()).unwrap_or_default(),
            ahead_seconds: gateway.ahead().as_millis().div_euclid(1_000),
            faults: gateway.faults().iter().map(fault_view).collect(),
            kinds: FaultKind::ALL.iter().map(|kind| word_of(*kind)).collect(),
            operations: OPERATIONS.iter().map(|name| (*name).to_owned()).collect(),
        })
    }

    /// Moves its clock ahead; what falls due on the way happens.
    ///
    /// # Errors
    /// Where it does not run, or by more than a year.
    pub fn move_clock(&self, seconds: u32) -> Answer<()> {
        if seconds > FARTHEST {
            return Err(wrong("The clock is moved by a year at most.", "Move it in smaller steps."));
        }
        self.advance(Span::seconds(i64::from(seconds)))
    }

    fn advance(&self, span: Span) -> Answer<()> {
        let inside = self.inside()?;
        let mut gateway = inside.gateway.lock().unwrap_or_else(PoisonError::into_inner);
        gateway.tick(wall());
        gateway.advance(span);
        Ok(())
    }

    /// Moves its clock to the present, where it is still in the past.
    fn catch_up(&self) -> Answer<()> {
        let behind = {
            let inside = self.inside()?;
            let gateway = inside.gateway.lock().unwrap_or_else(PoisonError::into_inner);
            Span::ZERO.minus(gateway.ahead())
        };
        if behind > Span::ZERO { self.advance(behind) } else { Ok(()) }
    }

    /// Lets the next calls of an operation go wrong, or every one.
    ///
    /// # Errors
    /// Where it does not run, or for a kind or an operation it does not know.
    pub fn set_fault(&self, operation: &str, kind: &str, times: Option<u32>) -> Answer<()> {
        if operation != "*" && !OPERATIONS.contains(&operation) {
            return Err(wrong("The simulator knows no such operation.", "Choose one from the list."));
        }
        let kind: FaultKind = serde_json::from_value(Value::String(kind.to_owned()))
            .map_err(|_| wrong("The simulator knows no such fault.", "Choose one from the list."))?;
        let inside = self.inside()?;
        let mut gateway = inside.gateway.lock().unwrap_or_else(PoisonError::into_inner);
        gateway.add_fault(Fault { ms: 3_000, times, ..Fault::always(operation, kind) });
        Ok(())
    }

    /// Takes every fault away.
    ///
    /// # Errors
    /// Where it does not run.
    pub fn clear_faults(&self) -> Answer<()> {
        let inside = self.inside()?;
        inside.gateway.lock().unwrap_or_else(PoisonError::into_inner).clear_faults();
        Ok(())
    }

    /// The address of the buyer's page of an order's latest link.
    ///
    /// # Errors
    /// Where it never had one.
    pub fn buyers_page(&self, console: &Console, order: OrderId) -> Answer<String> {
        let shown = console.show(&order)?;
        let request = shown.sessions.iter().rev().find(|session| session.link.is_some());
        let request = request.ok_or_else(|| no_page(&shown.reference))?;
        self.inside()?.page_of(&request.request).ok_or_else(|| no_page(&shown.reference))
    }

    fn inside(&self) -> Answer<Inside> {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(|| {
            wrong("Antom on this computer does not run.", "Close this window and open Training again.")
        })
    }
}

fn state_file(directory: &std::path::Path) -> PathBuf {
    directory.join("simulator.json")
}

/// The computer's time, as the simulator counts it.
fn wall() -> Moment {
    Moment::from_millis(SystemClock.now().timestamp_millis())
}

fn word_of(kind: FaultKind) -> String {
    serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn fault_view(fault: &Fault) -> TrainingFault {
    TrainingFault {
        id: fault.id.to_string(),
        operation: fault.operation.clone(),
        kind: word_of(fault.kind),
        times: fault.times,
    }
}

fn wrong(message: &str, remedy: &str) -> CommandError {
    CommandError::new(ExitClass::Usage, "training", message, remedy)
}

fn no_page(reference: &str) -> CommandError {
    ConsoleError::NoLiveLink { reference: reference.to_owned() }.into()
}

impl From<SimulatorError> for CommandError {
    fn from(error: SimulatorError) -> Self {
        let code = error.code().replace('_', "-");
        Self::outside(&code, &error, "Close other programs that may use these ports, then try again.")
    }
}
