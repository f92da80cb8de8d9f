//! What goes on by itself for every console that is open: what an earlier run left open is taken up, Antom is asked
//! until nothing is open, and what changed, here or by another process, is told to the window.

mod news;

use crate::call::House;
use crate::ears::{ChangedOrders, Told};
use crate::notices;
use console::changed::{Appended, Mark};
use console::operation::WatchOptions;
use console::{Console, ConsoleError};
use domain::account::Environment;
use domain::ids::OrderId;
use news::LastWords;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::async_runtime::{self, JoinHandle};
use tauri::{AppHandle, Manager, Runtime};

/// How often every ledger is looked at: what the command line did is on the screen within half a second.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// How long the watcher rests after something kept it from watching.
const REST: Duration = Duration::from_secs(5);

/// What runs for each console.
#[derive(Debug, Default)]
pub struct Background(Mutex<HashMap<Environment, Vec<JoinHandle<()>>>>);

impl Background {
    /// Ends what runs for an environment, so that its ledger can be let go of.
    pub fn end(&self, environment: Environment) {
        let tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&environment);
        for task in tasks.unwrap_or_default() {
            task.abort();
        }
    }

    fn keep(&self, environment: Environment, tasks: Vec<JoinHandle<()>>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(environment).or_default().extend(tasks);
    }
}

/// Begins for a console that was just opened.
pub fn begin<R: Runtime>(app: &AppHandle<R>, console: &Arc<Console>) {
    let watching = async_runtime::spawn(watch(Arc::clone(console)));
    let looking = async_runtime::spawn(look(app.clone(), Arc::clone(console)));
    app.state::<Background>().keep(console.environment(), vec![watching, looking]);
}

async fn watch(console: Arc<Console>) {
    if let Err(error) = console.recover().await {
        tracing::warn!(%error, "what was left open could not be taken up");
    }
    loop {
        // Watching ends only by an error; whatever it was, it is tried again.
        if let Err(error) = console.watch(WatchOptions::default()).await {
            tracing::warn!(%error, "the watcher stopped and begins again");
        }
        tokio::time::sleep(REST).await;
    }
}

async fn look<R: Runtime>(app: AppHandle<R>, console: Arc<Console>) {
    let environment = console.environment();
    let (mut mark, mut words) = (None, LastWords::default());
    loop {
        let from = Arc::clone(&console);
        let looked = async_runtime::spawn_blocking(move || {
            let looked = look_once(&from, mark, &mut words);
            (looked, words)
        })
        .await;
        let Ok((looked, kept)) = looked else { return };
        words = kept;
        match looked {
            Ok(Some(seen)) => {
                mark = Some(seen.mark);
                tell(&app, environment, seen);
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the ledger could not be looked at"),
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// What was seen to be new.
struct Seen {
    mark: Mark,
    /// These orders, or anything.
    orders: Option<Vec<OrderId>>,
    news: Vec<crate::contract::views::News>,
    /// The first look only learns where things stand.
    first: bool,
}

fn look_once(
    console: &Console,
    mark: Option<Mark>,
    words: &mut LastWords,
) -> Result<Option<Seen>, ConsoleError> {
    let Some(mark) = mark else {
        let mark = console.mark()?;
        words.learn(console.open_words()?);
        return Ok(Some(Seen { mark, orders: None, news: Vec::new(), first: true }));
    };
    let (mark, appended) = console.changed_since(mark)?;
    let orders = match appended {
        Appended::Nothing => return Ok(None),
        Appended::To(orders) => Some(orders),
        Appended::Anything => None,
    };
    let mut news = Vec::new();
    for order in orders.iter().flatten() {
        news.extend(words.hear(&console.row(order)?));
    }
    Ok(Some(Seen { mark, orders, news, first: false }))
}

fn tell<R: Runtime>(app: &AppHandle<R>, environment: Environment, seen: Seen) {
    if seen.first {
        return;
    }
    let house = app.state::<Arc<House>>();
    house.ears.tell(environment, &Told::<()>::Changed(ChangedOrders { orders: seen.orders }));
    for news in seen.news {
        notices::tell(app, environment, &news);
        house.ears.tell(environment, &Told::<()>::News(news));
    }
}
