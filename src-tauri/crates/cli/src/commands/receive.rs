//! Receiving notifications.

use crate::args::Everywhere;
use crate::args::receive::Receive;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::stopping::asked_to_stop;
use chrono::{DateTime, Utc};
use console::Console;
use console::receiving::{Address, NotTaken, Receiver, Taken};
use domain::ids::OrderId;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;

/// Lines that may wait for a slow reader; of a flood the rest is counted and not told.
const MOST_WAITING: usize = 1_024;

/// Receives until it is told to stop.
///
/// # Errors
/// Whatever keeps it from listening, or what happened from being written.
pub async fn run(everywhere: &Everywhere, args: &Receive, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    let account = desk.account(None)?;
    let configured = desk.console.account(&account)?.notify_url;
    let url = args.url.clone().or(configured).ok_or_else(|| {
        let remedy = "Add --url with the address that stands at Antom.";
        Failure::usage("address-missing", "The account has no notify address.", remedy)
    })?;
    let address = Address::new(args.listen, &url, args.local_path.as_deref())?;
    let stop = asked_to_stop()?;
    let console = Arc::new(desk.console);
    let tally = Arc::new(Tally::default());
    let (tell, mut calls) = mpsc::channel(MOST_WAITING);
    let counted = Arc::clone(&tally);
    let told = move |taken: &Result<Taken, NotTaken>| {
        counted.note(taken);
        // A line that finds no room is one of a flood.
        drop(tell.try_send(taken.clone()));
    };
    let receiver = Receiver::listen(Arc::clone(&console), account, address, told).await?;
    let listen = receiver.listens_on().to_string();
    show(out, &console, Event::Listening { listen: listen.clone() }, || format!("Listening on {listen}."))?;
    let served = tokio::spawn(receiver.serve(stop));
    while let Some(taken) = calls.recv().await {
        one(out, &console, &taken)?;
    }
    served.await.map_err(std::io::Error::other)?;
    let report = tally.report();
    let text = format!(
        "{} taken, {} known already, {} refused.",
        tally.taken.load(Ordering::Relaxed),
        tally.known.load(Ordering::Relaxed),
        tally.unverified.load(Ordering::Relaxed).saturating_add(tally.not_kept.load(Ordering::Relaxed)),
    );
    if out.is_json() { show(out, &console, report, String::new) } else { out.text(&text) }
}

/// What became of all calls.
#[derive(Default)]
struct Tally {
    taken: AtomicU64,
    known: AtomicU64,
    unverified: AtomicU64,
    not_kept: AtomicU64,
}

impl Tally {
    fn note(&self, taken: &Result<Taken, NotTaken>) {
        let count = match taken {
            Ok(Taken::New { .. }) => &self.taken,
            Ok(Taken::Known { .. }) => &self.known,
            Err(NotTaken::Unverified { .. }) => &self.unverified,
            Err(NotTaken::NotKept { .. }) => &self.not_kept,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }

    fn report(&self) -> Event {
        Event::Report {
            taken: self.taken.load(Ordering::Relaxed),
            known: self.known.load(Ordering::Relaxed),
            unverified: self.unverified.load(Ordering::Relaxed),
            not_kept: self.not_kept.load(Ordering::Relaxed),
        }
    }
}

/// One line of JSON.
#[derive(Serialize)]
struct Line {
    at: DateTime<Utc>,
    #[serde(flatten)]
    event: Event,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Event {
    Listening { listen: String },
    Taken { order: OrderId, reference: String, kind: &'static str },
    Known { order: OrderId, reference: String },
    Refused { status: u16, why: String },
    Report { taken: u64, known: u64, unverified: u64, not_kept: u64 },
}

fn one(out: Output, console: &Console, taken: &Result<Taken, NotTaken>) -> Result<(), Failure> {
    let reference = |order: &OrderId| console.show(order).map(|shown| shown.reference);
    let (event, text) = match taken {
        Ok(Taken::New { order, kind }) => {
            let reference = reference(order)?;
            let text = format!("order {reference}: {kind}");
            (Event::Taken { order: *order, reference, kind }, text)
        }
        Ok(Taken::Known { order }) => {
            let reference = reference(order)?;
            let text = format!("order {reference}: known already");
            (Event::Known { order: *order, reference }, text)
        }
        Err(refused) => {
            let status = if matches!(refused, NotTaken::Unverified { .. }) { 401 } else { 503 };
            let why = console::view::shown(refused.why());
            let text = format!("refused ({status}): {why}");
            (Event::Refused { status, why }, text)
        }
    };
    show(out, console, event, || text)
}

fn show(out: Output, console: &Console, event: Event, text: impl FnOnce() -> String) -> Result<(), Failure> {
    if out.is_json() {
        return out.document(&Line { at: console.now(), event });
    }
    out.note(&text());
    Ok(())
}
