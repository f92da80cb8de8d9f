//! What goes on by itself for every console that is open: what an earlier run left open is taken up, Antom is asked
//! until nothing is open, and what changed, here or by another process, is told to the window.

pub mod asking;
mod news;
mod seeing;

use crate::call::House;
use crate::contract::views::{News, What};
use crate::ears::Told;
use crate::notices;
use crate::tray;
use console::Console;
use console::operation::{WatchEvent, WatchOptions};
use console::reminders::Reminder;
use domain::account::Environment;
use seeing::{Seen, Watch};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tauri::async_runtime::{self, JoinHandle};
use tauri::{AppHandle, Manager, Runtime};

/// How often every ledger is looked at: what the command line did is on the screen within half a second.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// How often it is looked whether a backup or a check of the history is due, and how long after the start for the first
/// time: whoever opens the window to answer a call does not wait for a long history to be read.
const LOOK_AFTER: Duration = Duration::from_mins(5);
const FIRST_LOOK_AFTER: Duration = Duration::from_mins(1);
/// How long nobody asks anything before memory is given back that is held only to answer sooner.
const NOBODY_ASKS: Duration = Duration::from_secs(20);
/// How long the watcher rests after something kept it from watching.
const REST: Duration = Duration::from_secs(5);

/// What runs for each console, and how much of each needs a person.
#[derive(Debug, Default)]
pub struct Background {
    tasks: Mutex<HashMap<Environment, Vec<JoinHandle<()>>>>,
    counts: Mutex<HashMap<Environment, u64>>,
}

impl Background {
    /// Ends what runs for an environment, so that its ledger can be let go of.
    pub fn end(&self, environment: Environment) {
        for task in lock(&self.tasks).remove(&environment).unwrap_or_default() {
            task.abort();
        }
    }

    fn keep(&self, environment: Environment, tasks: Vec<JoinHandle<()>>) {
        lock(&self.tasks).entry(environment).or_default().extend(tasks);
    }

    fn count(&self, environment: Environment, count: u64) {
        lock(&self.counts).insert(environment, count);
    }

    /// How much needs a person, over everything that is open.
    pub fn counted(&self) -> u64 {
        lock(&self.counts).values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins for a console that was just opened.
pub fn begin<R: Runtime>(app: &AppHandle<R>, console: &Arc<Console>) {
    let watching = async_runtime::spawn(watch(app.clone(), Arc::clone(console)));
    let looking = async_runtime::spawn(look(app.clone(), Arc::clone(console)));
    let keeping = async_runtime::spawn(keep_safe(app.clone(), Arc::clone(console)));
    let resting = async_runtime::spawn(rest(app.clone(), Arc::clone(console)));
    app.state::<Background>().keep(console.environment(), vec![watching, looking, keeping, resting]);
}

async fn watch<R: Runtime>(app: AppHandle<R>, console: Arc<Console>) {
    if let Err(error) = console.recover().await {
        tracing::warn!(%error, "what was left open could not be taken up");
    }
    loop {
        if console.trouble().is_some() {
            return; // on a history that cannot be believed nothing goes on by itself
        }
        // Watching ends only by an error; whatever it was, it is tried again.
        let environment = console.environment();
        let mut hear = |event: &WatchEvent| {
            if let Some(news) = news_of_link(event) {
                tell_news(&app, environment, news);
            }
        };
        if let Err(error) =
            console.watch_telling(WatchOptions::default(), std::future::pending(), &mut hear).await
        {
            tracing::warn!(%error, "the watcher stopped and begins again");
        }
        tokio::time::sleep(REST).await;
    }
}

/// The backup of the day and the check of the week. What they find stands in Attention and in the settings.
async fn keep_safe<R: Runtime>(app: AppHandle<R>, console: Arc<Console>) {
    let house = Arc::clone(&app.state::<Arc<House>>());
    tokio::time::sleep(FIRST_LOOK_AFTER).await;
    loop {
        let is_stocking =
            console.environment() == Environment::Training && house.desks.training().is_stocking();
        if !is_stocking {
            let console = Arc::clone(&console);
            let kept = async_runtime::spawn_blocking(move || {
                let made = console.backup_of_the_day().map(drop);
                made.and(console.check_of_the_week().map(drop))
            })
            .await;
            if let Ok(Err(error)) = kept {
                tracing::warn!(%error, "the history was not backed up or checked");
            }
        }
        tokio::time::sleep(LOOK_AFTER).await;
    }
}

/// Gives memory back once after everything that was asked, when nobody has asked anything for a while.
async fn rest<R: Runtime>(app: AppHandle<R>, console: Arc<Console>) {
    let house = Arc::clone(&app.state::<Arc<House>>());
    let (mut asked, mut rests) = (house.desks.asked(), false);
    loop {
        tokio::time::sleep(NOBODY_ASKS).await;
        let now = house.desks.asked();
        let nobody_asked = now == asked;
        if nobody_asked && !rests {
            let console = Arc::clone(&console);
            if let Ok(Err(error)) = async_runtime::spawn_blocking(move || console.rest()).await {
                tracing::warn!(%error, "memory could not be given back");
            }
        }
        (asked, rests) = (now, nobody_asked);
    }
}

async fn look<R: Runtime>(app: AppHandle<R>, console: Arc<Console>) {
    let mut watch = Watch::of(Arc::clone(&console));
    let house = Arc::clone(&app.state::<Arc<House>>());
    loop {
        if watch.environment() == Environment::Training && house.desks.training().is_stocking() {
            watch = Watch::of(Arc::clone(&console)); // what happens in the sample shop's week is history, and no news
            tokio::time::sleep(LOOK_AGAIN).await;
            continue;
        }
        let looked = async_runtime::spawn_blocking(move || {
            let seen = watch.look();
            (seen, watch)
        })
        .await;
        let Ok((seen, kept)) = looked else { return };
        watch = kept;
        match seen {
            Ok(seen) => tell(&app, watch.environment(), seen),
            Err(error) => tracing::warn!(%error, "the ledger could not be looked at"),
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

fn tell<R: Runtime>(app: &AppHandle<R>, environment: Environment, seen: Seen) {
    let ears = &app.state::<Arc<House>>().ears;
    if let Some(orders) = seen.changed {
        ears.tell(environment, &Told::<()>::Changed(orders));
    }
    for news in seen.news {
        tell_news(app, environment, news);
    }
    for request in seen.requests {
        notices::ask(app, environment, &request, is_locked(app, environment));
    }
    for reminder in seen.reminders {
        notices::remind(app, environment, &reminder, is_locked(app, environment));
        tell_window(app, environment, news_of(&reminder));
    }
    if let Some(pulse) = seen.pulse {
        app.state::<Background>().count(environment, pulse.attention);
        tray::show_count(app, app.state::<Background>().counted());
        ears.tell(environment, &Told::Pulse(pulse));
    }
}

fn tell_news<R: Runtime>(app: &AppHandle<R>, environment: Environment, news: News) {
    notices::tell(app, environment, &news, is_locked(app, environment));
    tell_window(app, environment, news);
}

/// A window that nobody is signed in at hears of no order and no amount.
fn tell_window<R: Runtime>(app: &AppHandle<R>, environment: Environment, news: News) {
    if !is_locked(app, environment) {
        app.state::<Arc<House>>().ears.tell(environment, &Told::<()>::News(news));
    }
}

/// Whether there are people and nobody is signed in.
fn is_locked<R: Runtime>(app: &AppHandle<R>, environment: Environment) -> bool {
    let console = app.state::<Arc<House>>().desks.opened_before(environment);
    console.is_some_and(|console| console.somebody_is_here().is_err())
}

/// Nobody looks at a link that waited: what became of it is told.
fn news_of_link(event: &WatchEvent) -> Option<News> {
    let (what, order, reference, amount) = match event {
        WatchEvent::LinkMade { order, reference, amount } => (What::LinkMade, order, reference, amount),
        WatchEvent::LinkNotMade { order, reference, amount, .. } => {
            (What::LinkNotMade, order, reference, amount)
        }
        _ => return None,
    };
    Some(News { what, order: *order, reference: reference.clone(), amount: *amount })
}

fn news_of(reminder: &Reminder) -> News {
    let Reminder { order, reference, amount, .. } = reminder;
    News { what: What::Deadline, order: *order, reference: reference.clone(), amount: *amount }
}
