//! Watching.

mod hidden;

use crate::args::Everywhere;
use crate::args::outbox::Watch;
use crate::desk::Desk;
use crate::failure::{Failure, sentence};
use crate::output::Output;
use crate::stopping::asked_to_stop;
use crate::text::ledger as text;
use crate::text::times::Times;
use crate::text::tone;
use chrono::{DateTime, Utc};
use console::ExitClass;
use console::operation::{NotAsked, WatchEvent, WatchOptions, WatchPlan, WatchReport, Why};
use hidden::Eyes;
use serde::Serialize;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether a backup or a check is due.
const LOOKED_AFTER_EVERY: Duration = Duration::from_mins(10);
/// Most orders that are named where they could not be asked about.
const MOST_NAMED: usize = 5;
/// Most of a plan that is told.
const MOST_PLANNED: usize = 100;

/// Keeps asking until nothing is open, or until it is told to stop.
///
/// # Errors
/// Whatever keeps the ledger from reading or writing, or what was seen from being written; where everything was to be
/// asked about once, also that something could not be.
pub async fn run(everywhere: &Everywhere, args: &Watch, out: Output) -> Result<(), Failure> {
    if args.plan {
        return plan(everywhere, out).await;
    }
    let desk = Desk::open_to_watch(everywhere, out).await?;
    // Nothing is taken up before: watching does, and tells it in its report.
    let zone = desk.console.zone()?;
    let options = WatchOptions { once: args.once, until_quiet: args.until_quiet };
    if !args.once && !args.until_quiet {
        out.note("Watching. Ctrl-C ends it; nothing is lost.");
    }
    let mut eyes = Eyes::default();
    if !eyes.may_see(&desk.console) {
        out.note("Nobody is signed in: asking and sending go on, and no order and no amount is shown.");
    }
    let desk = Arc::new(desk);
    let keeping = tokio::spawn(keep_safe(Arc::clone(&desk)));
    let stop = asked_to_stop()?;
    let mut told = Ok(());
    let mut tell = |event: &WatchEvent| {
        let now = desk.console.now();
        if !eyes.may_see(&desk.console) {
            if told.is_ok() {
                told = hidden::tell(event, &Times::new(zone, now), now, out);
            }
        } else if !out.is_json() {
            line(event, &Times::new(zone, now), now, out).into_iter().for_each(|line| out.note(&line));
        } else if told.is_ok() {
            told = out.document(&Seen { at: now, event });
        }
    };
    let report = desk.console.watch_telling(options, stop, &mut tell).await;
    keeping.abort();
    let report = report?;
    told?;
    let at = desk.console.now();
    let shown = eyes.may_see(&desk.console);
    if shown {
        out.answer(&Ended { at, what: "report", report: &report }, || summary(&report))?;
    } else {
        hidden::end(&report, at, out)?;
    }
    unasked(&report, shown).map_or(Ok(()), Err)
}

/// What would be asked, and when. It names orders, so somebody has to be signed in.
async fn plan(everywhere: &Everywhere, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    let plan = desk.console.watch_plan(None, MOST_PLANNED)?;
    let times = desk.times()?;
    out.answer(&plan, || planned(&plan, &times))
}

/// How it ends where everything was to be asked about once and something could not be. A timer must see an outage.
fn unasked(report: &WatchReport, shown: bool) -> Option<Failure> {
    let first = report.not_asked.first()?;
    let number = report.not_asked.len();
    let named: Vec<&str> = report
        .not_asked
        .iter()
        .take(MOST_NAMED)
        .map(|NotAsked { reference, .. }| reference.as_str())
        .collect();
    let more = if number > named.len() { ", …" } else { "" };
    let told = if shown { format!(" ({}{more}): {}", named.join(", "), first.why) } else { String::new() };
    let (code, why) = match report.offline_since {
        Some(_) => ("no-connection", "Antom cannot be reached"),
        None => ("nothing-learnt", "not everything could be asked"),
    };
    Some(Failure::new(
        ExitClass::Network,
        code,
        sentence(&format!("{why}; nothing was learnt about {}{told}", orders(number))),
        "Nothing is lost: what is open stays open and is asked about by the next watch. countersign account test says how \
         Antom answers.",
    ))
}

/// Beside the watching: the backup of the day and the check of the week, on a thread where they may take their time.
async fn keep_safe(desk: Arc<Desk>) {
    loop {
        let desk = Arc::clone(&desk);
        // A thread that could not go on told so itself; the next round tries again.
        let _ = tokio::task::spawn_blocking(move || {
            match desk.console.backup_of_the_day() {
                Ok(Some(made)) => desk.out.note(&text::backup_of_the_day(&made)),
                Ok(None) => {}
                Err(error) => desk.out.note(&text::no_backup_of_the_day(&error)),
            }
            match desk.console.check_of_the_week() {
                Ok(Some(checked)) => desk.out.note(&text::checked(&checked)),
                Ok(None) => {}
                Err(error) => desk.out.note(&crate::failure::sentence(&error.to_string())),
            }
        })
        .await;
        tokio::time::sleep(LOOKED_AFTER_EVERY).await;
    }
}

/// One line of JSON: what was seen, and when.
#[derive(Serialize)]
struct Seen<'a> {
    at: DateTime<Utc>,
    #[serde(flatten)]
    event: &'a WatchEvent,
}

/// The last line of JSON.
#[derive(Serialize)]
struct Ended<'a> {
    at: DateTime<Utc>,
    what: &'static str,
    #[serde(flatten)]
    report: &'a WatchReport,
}

/// What people read; that Antom was asked is worth no line of theirs.
fn line(event: &WatchEvent, times: &Times, now: DateTime<Utc>, out: Output) -> Option<String> {
    let told = match event {
        WatchEvent::Asked { .. } => return None,
        WatchEvent::Intent { intent } | WatchEvent::Settled { intent } => {
            let word = out.paint(tone(&intent.stage), &intent.word);
            format!("{} of {} on order {}: {word}", intent.verb.name(), intent.amount, intent.reference)
        }
        WatchEvent::Order { reference, state, .. } => {
            format!("order {reference}: {}", out.paint(tone(&state.state), &state.word))
        }
        WatchEvent::Closed { reference, state, .. } => {
            format!("order {reference}: {}, nothing about it is open any more", state.word)
        }
        WatchEvent::LinkMade { reference, amount, .. } => {
            format!("order {reference}: the link over {amount} that waited is made")
        }
        WatchEvent::LinkNotMade { reference, sentence, .. } => {
            format!("order {reference}: the link that waited is not made: {sentence}")
        }
        WatchEvent::Unreachable { .. } | WatchEvent::Reachable => of_line(event).to_owned(),
        WatchEvent::Trouble { sentence } => sentence.clone(),
    };
    Some(format!("{}  {told}", times.exactly(now)))
}

/// That the line broke, or is whole again.
fn of_line(event: &WatchEvent) -> &'static str {
    match event {
        WatchEvent::Unreachable { .. } => "Antom cannot be reached; asking goes on until it can",
        _ => "Antom can be reached again",
    }
}

fn planned(plan: &WatchPlan, times: &Times) -> String {
    let mut lines = vec![format!("Watched: {}. The soonest first:", plan.watched)];
    lines.extend(plan.next.iter().map(|call| {
        let what = match call.why {
            Why::Order { every_seconds, .. } => format!("asked about every {every_seconds} s"),
            Why::Leaves { verb, .. } => format!("its {} leaves", verb.name().to_lowercase()),
            Why::Outcome { verb, .. } => format!("the outcome of its {}", verb.name().to_lowercase()),
        };
        format!("{}  order {}: {what}", times.exactly(call.at), call.reference)
    }));
    if let Some(until) = plan.paused_until {
        lines.push(format!("Antom is left alone until {}.", times.exactly(until)));
    }
    if let Some(ahead) = plan.clock_ahead_seconds {
        let side = if ahead > 0 { "ahead of" } else { "behind" };
        lines.push(format!("This computer's clock is {} s {side} Antom's.", ahead.unsigned_abs()));
    }
    lines.join("\n")
}

/// What came of it, in numbers.
fn numbers(report: &WatchReport) -> String {
    format!(
        "Settled: {} and {}. Still open: {} and {}.",
        decisions(report.settled.len()),
        orders(report.closed),
        decisions(report.open_intents),
        orders(report.open_orders),
    )
}

fn summary(report: &WatchReport) -> String {
    let mut lines = vec![numbers(report)];
    for waiting in &report.waiting_for_person {
        let verb = waiting.verb.name();
        lines.push(format!(
            "{verb} of {} on order {} never reached Antom and waits for you: countersign outbox stop {}",
            waiting.amount, waiting.reference, waiting.id
        ));
    }
    if report.offline_since.is_some() {
        lines.push("Antom cannot be reached.".to_owned());
    }
    lines.extend(report.trouble.iter().cloned());
    lines.join("\n")
}

fn decisions(number: usize) -> String {
    format!(
        "{number} {}",
        if number == 1 { "capture, cancel or refund" } else { "captures, cancels and refunds" }
    )
}

fn orders(number: impl Display) -> String {
    let number = number.to_string();
    let word = if number == "1" { "order" } else { "orders" };
    format!("{number} {word}")
}
