//! One world: its processes, what they are doing, and what happens next.

use crate::broken::{Broken, OrBroken};
use crate::calm;
use crate::notices::SharedPost;
use crate::people::{self, Chairs, OBSERVER, SharedChairs};
use crate::permitted::Permitted;
use crate::plan::{Kind, Plan, Step};
use crate::ports::{MortalIds, ProcessClock, ProcessNetwork, Shared, WorldDisk, lock};
use crate::promises::Promises;
use crate::task::{At, Task, Turn};
use crate::template::{Beginning, Template};
use chrono::{DateTime, TimeDelta, Utc};
use console::{Console, ConsoleError, Home, Ports, SecretText};
use domain::account::Environment;
use domain::fact::Actor;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use simulator::{Moment, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use tempfile::TempDir;
use vault::memory::MemoryVault;

/// How many processes work side by side.
const OPERATORS: usize = 3;
/// Most tasks of one world at a time.
const MOST_TASKS: usize = 8;
/// A process that is not doomed has so many ids left.
const IMMORTAL: i64 = i64::MAX / 2;

/// What a world saw, to be added up.
#[derive(Debug, Default, Clone)]
pub struct Seen {
    /// Steps taken.
    pub steps: u64,
    /// Calls that arrived at the gateway, by operation.
    pub calls: BTreeMap<String, u64>,
    /// How many of them in the calm at the end.
    pub calm_calls: u64,
    /// Processes that ended.
    pub crashes: u64,
    /// Where processes ended: the place of each task that was torn away.
    pub crash_points: BTreeSet<String>,
    /// Error codes people were answered with.
    pub answers: BTreeMap<String, u64>,
    /// Captures, cancels and refunds that were decided.
    pub intents: u64,
    /// Effects in the gateway's book.
    pub effects: u64,
    /// The steps by which an intent went from one stage to another.
    pub moves: BTreeSet<(String, String)>,
    /// Worlds that had people.
    pub peopled: u64,
    /// What one person asked another to agree to.
    pub asked: u64,
    /// What was agreed to.
    pub agreed: u64,
    /// How often somebody sealed.
    pub sealed: u64,
    /// Notifications that arrived.
    pub notices: u64,
    /// How many of them were known already.
    pub known: u64,
    /// How many of them were not taken.
    pub not_taken: u64,
    /// How many more were forged.
    pub forged: u64,
    /// Disputes that were raised.
    pub disputes: u64,
}

impl Seen {
    /// Adds what another world saw.
    pub fn add(&mut self, other: Self) {
        self.steps += other.steps;
        self.calm_calls += other.calm_calls;
        self.crashes += other.crashes;
        self.intents += other.intents;
        self.effects += other.effects;
        self.peopled += other.peopled;
        self.asked += other.asked;
        self.agreed += other.agreed;
        self.sealed += other.sealed;
        self.notices += other.notices;
        self.known += other.known;
        self.not_taken += other.not_taken;
        self.forged += other.forged;
        self.disputes += other.disputes;
        self.crash_points.extend(other.crash_points);
        self.moves.extend(other.moves);
        for (operation, count) in other.calls {
            *self.calls.entry(operation).or_default() += count;
        }
        for (code, count) in other.answers {
            *self.answers.entry(code).or_default() += count;
        }
    }
}

/// One process on the home.
pub(crate) struct Operator {
    console: Option<Arc<Console>>,
    left: Arc<AtomicI64>,
    pub ahead_ms: Arc<AtomicI64>,
    pub plugged: Arc<AtomicBool>,
    /// How often it was started, which makes its ids new ones.
    starts: u64,
}

/// A world in the middle of its plan.
pub(crate) struct World {
    pub environment: Environment,
    pub shared: Arc<Shared>,
    pub vault: Arc<MemoryVault>,
    pub operators: Vec<Operator>,
    pub tasks: Vec<Task>,
    pub promises: Promises,
    pub seen: Seen,
    /// The last things that happened, for whoever has to understand a failure.
    pub trace: Vec<String>,
    /// What Antom told by itself and where it is.
    pub post: SharedPost,
    /// Who sits at which process, where there are people.
    pub chairs: Option<SharedChairs>,
    /// Who sat at the process that went on in this step.
    present: Option<&'static str>,
    pub seed: u64,
    // Dropped last: the consoles have files in it.
    home: TempDir,
}

/// Plays a plan to its end and through the calm after it.
///
/// # Errors
/// The promise that did not hold, with what happened before.
pub fn play(plan: &Plan) -> Result<Seen, Broken> {
    let mut world = World::begin(plan.seed)?;
    match world.run(plan) {
        Ok(()) => Ok(world.over()),
        Err(broken) => Err(Broken::new(format!("{broken}\n{}", world.trace.join("\n")))),
    }
}

impl World {
    fn begin(seed: u64) -> Result<Self, Broken> {
        let environment = match seed % 3 {
            0 => Environment::Training,
            1 => Environment::Sandbox,
            _ => Environment::Production,
        };
        let peopled = people::are_in(seed);
        let Beginning { environment, home, vault, shared, tokens } =
            Template::of(environment, peopled)?.begin(seed)?;
        let operators = (0..OPERATORS)
            .map(|_| Operator {
                console: None,
                left: Arc::new(AtomicI64::new(IMMORTAL)),
                ahead_ms: Arc::default(),
                plugged: Arc::new(AtomicBool::new(true)),
                starts: 0,
            })
            .collect();
        let reads = tokens.get(OBSERVER).cloned();
        let chairs = peopled.then(|| Chairs::of(OPERATORS, tokens));
        let mut world = Self {
            environment,
            shared,
            vault,
            operators,
            tasks: Vec::new(),
            promises: Promises::default(),
            seen: Seen::default(),
            trace: Vec::new(),
            post: SharedPost::default(),
            chairs,
            present: None,
            seed,
            home,
        };
        let observer = world.open(
            usize::MAX,
            &Operator {
                console: None,
                left: Arc::new(AtomicI64::new(IMMORTAL)),
                ahead_ms: Arc::default(),
                plugged: Arc::default(),
                starts: 0,
            },
        );
        let observer = observer.or_broken("the observer")?;
        if let Some(token) = reads {
            observer.resume_seat(&SecretText::new(token)).or_broken("the observer's session")?;
            world.promises.permitted = Some(Permitted::begin(&observer)?);
        }
        *lock(&world.shared.observer) = Some(observer);
        world.people_come()?;
        Ok(world)
    }

    /// Somebody sits down at each process, where there are people.
    fn people_come(&mut self) -> Result<(), Broken> {
        let Some(chairs) = self.chairs.clone() else { return Ok(()) };
        let come = people::first_to_come(&mut StdRng::seed_from_u64(self.seed));
        for (operator, name) in come.into_iter().enumerate() {
            if let Some(console) = self.console(operator)? {
                people::sit_down(&console, &chairs, operator, name).or_broken(name)?;
            }
        }
        Ok(())
    }

    fn run(&mut self, plan: &Plan) -> Result<(), Broken> {
        for step in &plan.steps {
            self.seen.steps += 1;
            self.take(*step)?;
            self.look()?;
        }
        let before: u64 = lock(&self.shared.calls).values().sum();
        calm::settle(self)?;
        self.seen.calm_calls = lock(&self.shared.calls).values().sum::<u64>() - before;
        Ok(())
    }

    fn over(mut self) -> Seen {
        self.tasks.clear();
        self.seen.calls = lock(&self.shared.calls).clone();
        self.seen.effects =
            u64::try_from(lock(&self.shared.gateway).book().entries().len()).unwrap_or_default();
        self.seen.intents = self.promises.intents();
        self.seen.moves = self.promises.moves().clone();
        if let Some(permitted) = &self.promises.permitted {
            self.seen.peopled = 1;
            self.seen.asked = u64::try_from(permitted.house.ever_asked().len()).unwrap_or_default();
            self.seen.agreed = permitted.given;
        }
        self.seen.sealed = self.chairs.as_ref().map_or(0, |chairs| lock(chairs).sealed);
        {
            let post = lock(&self.post);
            (self.seen.notices, self.seen.known) = (post.arrived, post.known);
            (self.seen.not_taken, self.seen.forged) = (post.not_taken, post.forged);
        }
        // The observer is held by what it observes.
        lock(&self.shared.observer).take();
        self.seen
    }

    fn take(&mut self, step: Step) -> Result<(), Broken> {
        self.present = None;
        let mut chance = StdRng::seed_from_u64(step.chance);
        match step.kind {
            Kind::Go => self.go(&mut chance),
            Kind::Wait => {
                let longest = [500, 20_000, 20_000, 600_000, 600_000, 7_200_000, 90_000_000, 400_000_000]
                    [chance.gen_range(0..8)];
                self.pass(TimeDelta::milliseconds(chance.gen_range(1..=longest)));
                Ok(())
            }
            Kind::Kill => {
                let operator = chance.gen_range(0..OPERATORS);
                self.kill(operator);
                Ok(())
            }
            Kind::Doom => {
                let operator = chance.gen_range(0..OPERATORS);
                self.operators[operator].left.store(chance.gen_range(0..24), Ordering::Relaxed);
                self.tell(format!("process {operator} will die at one of its next writes"));
                Ok(())
            }
            kind => self.act(kind, &mut chance),
        }
    }

    /// Lets one task go on; where all sleep, the first wakes.
    pub(crate) fn go(&mut self, chance: &mut StdRng) -> Result<(), Broken> {
        let awake: Vec<usize> = (0..self.tasks.len()).filter(|at| self.is_awake(&self.tasks[*at])).collect();
        if awake.is_empty() {
            self.wake_the_first();
            return Ok(());
        }
        let at = awake[chance.gen_range(0..awake.len())];
        self.go_on(at)
    }

    fn is_awake(&self, task: &Task) -> bool {
        match &task.at {
            At::Pause(_) => true,
            At::Sleep(until) => self.clock_of(task.operator) >= *until,
        }
    }

    fn clock_of(&self, operator: usize) -> DateTime<Utc> {
        let ahead = self.operators[operator].ahead_ms.load(Ordering::Relaxed);
        self.shared.now() + TimeDelta::milliseconds(ahead)
    }

    fn wake_the_first(&mut self) {
        let left = self.tasks.iter().filter_map(|task| match &task.at {
            At::Sleep(until) => Some(*until - self.clock_of(task.operator)),
            At::Pause(_) => None,
        });
        if let Some(left) = left.min() {
            self.pass(left + TimeDelta::milliseconds(1));
        }
    }

    fn go_on(&mut self, at: usize) -> Result<(), Broken> {
        let (operator, what) = (self.tasks[at].operator, self.tasks[at].what.clone());
        self.present = self.sits_at(operator);
        let turn = self.tasks[at].go();
        match turn {
            Turn::Rests => {
                let at = format!("{:?}", self.tasks[at].at);
                self.tell(format!("process {operator}: {what}: {at}"));
            }
            Turn::Over(result) => {
                self.tasks.swap_remove(at);
                self.tell(format!("process {operator}: {what}: {}", told(&result)));
                self.note(&what, result)?;
            }
            Turn::Died => {
                self.tell(format!("process {operator} died while it wrote: {what}"));
                let place = format!("{what}, writing after {:?}", self.tasks[at].at);
                self.seen.crash_points.insert(place_only(&place));
                self.kill(operator);
            }
            Turn::Panicked(why) => return Err(Broken::new(format!("{what} panicked: {why}"))),
        }
        Ok(())
    }

    /// What people are answered is looked at too: some answers say that the ledger itself is broken.
    pub(crate) fn note(&mut self, what: &str, result: Result<(), ConsoleError>) -> Result<(), Broken> {
        let Err(error) = result else { return Ok(()) };
        let code = error.code();
        if is_never_answered(&code) {
            return Err(Broken::new(format!("{what} answered {code}: {error}")));
        }
        *self.seen.answers.entry(code).or_default() += 1;
        Ok(())
    }

    /// A process ends: what it was doing is torn away, and the operating system frees what it held.
    pub(crate) fn kill(&mut self, operator: usize) {
        let torn = self.tasks.iter().filter(|task| task.operator == operator);
        let places: Vec<String> =
            torn.map(|task| place_only(&format!("{}, {:?}", task.what, task.at))).collect();
        if self.operators[operator].console.is_some() {
            self.tell(format!("process {operator} ends; torn away: {places:?}"));
            self.seen.crashes += 1;
        }
        self.seen.crash_points.extend(places);
        self.tasks.retain(|task| task.operator != operator);
        self.operators[operator].console = None;
        self.operators[operator].left.store(IMMORTAL, Ordering::Relaxed);
        if let Some(chairs) = &self.chairs {
            lock(chairs).clear(operator);
        }
    }

    /// Who sits at a process.
    pub(crate) fn sits_at(&self, operator: usize) -> Option<&'static str> {
        self.chairs.as_ref().and_then(|chairs| lock(chairs).at(operator))
    }

    /// For what comes next it counts who sits at a process now.
    pub(crate) fn is_present_at(&mut self, operator: usize) {
        self.present = self.sits_at(operator);
    }

    /// The console of a process, started where it does not run. None where it cannot be: a locked keychain opens nothing.
    pub(crate) fn console(&mut self, operator: usize) -> Result<Option<Arc<Console>>, Broken> {
        if self.operators[operator].console.is_none() {
            self.operators[operator].starts += 1;
            match self.open(operator, &self.operators[operator]) {
                Ok(console) if console.trouble().is_some() => {
                    return Err(Broken::new(format!("promise 5: it opens with {:?}", console.trouble())));
                }
                Ok(console) => self.operators[operator].console = Some(console),
                Err(error) => self.note("starting", Err(error))?,
            }
        }
        Ok(self.operators[operator].console.clone())
    }

    fn open(&self, number: usize, operator: &Operator) -> Result<Arc<Console>, ConsoleError> {
        let seed = self.seed
            ^ u64::try_from(number).unwrap_or(u64::MAX).rotate_left(32)
            ^ operator.starts.rotate_left(16);
        let ports = Ports {
            clock: Arc::new(ProcessClock {
                shared: Arc::clone(&self.shared),
                ahead_ms: Arc::clone(&operator.ahead_ms),
            }),
            ids: Arc::new(MortalIds::of(seed, Arc::clone(&operator.left))),
            network: Arc::new(ProcessNetwork {
                shared: Arc::clone(&self.shared),
                plugged: Arc::clone(&operator.plugged),
            }),
            disk: Arc::new(WorldDisk { full: Arc::clone(&self.shared.full) }),
            vault: self.vault.clone(),
            actor: Actor::Person(["Mei", "Ravi", "Siti"].get(number).copied().unwrap_or("Nobody").to_owned()),
        };
        // Starting is not what is attacked here: the opening itself has its own tests, and takes ids.
        let left = operator.left.swap(IMMORTAL, Ordering::Relaxed);
        let opened = Console::open(&Home::new(self.home.path()), self.environment, ports).map(Arc::new);
        operator.left.store(left, Ordering::Relaxed);
        opened
    }

    /// Begins a task of a process.
    pub(crate) fn spawn(
        &mut self,
        operator: usize,
        what: impl Into<String>,
        future: impl Future<Output = Result<(), ConsoleError>> + 'static,
    ) {
        let what = what.into();
        if self.tasks.len() < MOST_TASKS {
            self.tell(format!("process {operator} begins: {what}"));
            self.tasks.push(Task::new(operator, what, future));
        }
    }

    /// Time passes, for everybody alike.
    pub(crate) fn pass(&mut self, span: TimeDelta) {
        lock(&self.shared.gateway).advance(Span::millis(span.num_milliseconds()));
        self.tell(format!("{} s pass", span.num_seconds()));
    }

    /// Looks at every promise.
    pub(crate) fn look(&mut self) -> Result<(), Broken> {
        if let Some(broken) = lock(&self.shared.broken).pop() {
            return Err(broken);
        }
        let observer = self.observer()?;
        self.promises.look(&self.shared, &observer, self.present)
    }

    pub(crate) fn observer(&self) -> Result<Arc<Console>, Broken> {
        lock(&self.shared.observer).clone().ok_or_else(|| Broken::new("nobody observes"))
    }

    pub(crate) fn tell(&mut self, sentence: String) {
        let at = self.shared.now();
        self.trace.push(format!("  {} {sentence}", at.format("%d. %H:%M:%S%.3f")));
    }

    /// The gateway's wall clock, which stands still.
    pub(crate) fn wall(&self) -> Moment {
        self.shared.wall
    }
}

fn told(result: &Result<(), ConsoleError>) -> String {
    match result {
        Ok(()) => "done".to_owned(),
        Err(error) => format!("{}: {error}", error.code()),
    }
}

/// A crash point without what differs from world to world.
fn place_only(place: &str) -> String {
    let place = place.split("Sleep(").next().unwrap_or(place);
    if place.len() < 4 { place.to_owned() } else { place.trim_end().to_owned() }
}

/// Answers that no fault of this world may lead to: whatever says that the ledger, the account or a key is not what it
/// was.
fn is_never_answered(code: &str) -> bool {
    let of_the_ledger = (code.starts_with("ledger-") || code == "history-read-only")
        && !matches!(code, "ledger-busy" | "ledger-disk-full");
    of_the_ledger
        || matches!(
            code,
            "merchant-key-missing"
                | "recovery-code-needed"
                | "unknown-account"
                | "not-set-up"
                | "wrong-environment"
        )
}
