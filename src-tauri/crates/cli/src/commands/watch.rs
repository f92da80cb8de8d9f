//! Watching.

use crate::args::Everywhere;
use crate::args::outbox::Watch;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::times::Times;
use crate::text::tone;
use console::operation::{WatchEvent, WatchOptions, WatchPlan, WatchReport, Why};

/// Most of a plan that is told.
const MOST_PLANNED: usize = 100;

/// Keeps asking until nothing is open, or until Ctrl-C.
///
/// # Errors
/// Whatever keeps the ledger from reading or writing.
pub async fn run(everywhere: &Everywhere, args: &Watch, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    // Nothing is taken up before: watching does, and tells it in its report.
    let zone = desk.console.zone()?;
    if args.plan {
        let plan = desk.console.watch_plan(None, MOST_PLANNED)?;
        return out.answer(&plan, || planned(&plan, &Times::new(zone, desk.console.now())));
    }
    let options = WatchOptions { once: args.once, until_quiet: args.until_quiet };
    if !args.once && !args.until_quiet {
        out.note("Watching. Ctrl-C ends it; nothing is lost.");
    }
    let mut tell =
        |event: &WatchEvent| out.note(&line(event, &Times::new(zone, desk.console.now()), &desk, out));
    let report = tokio::select! {
        report = desk.console.watch_telling(options, &mut tell) => report?,
        pressed = tokio::signal::ctrl_c() => {
            pressed?;
            interrupted(&desk)?
        }
    };
    out.answer(&report, || summary(&report))
}

/// What is open when the watcher is ended from outside.
fn interrupted(desk: &Desk) -> Result<WatchReport, Failure> {
    let open = desk.console.outbox()?.len();
    Ok(WatchReport { open_intents: open, ..WatchReport::default() })
}

fn line(event: &WatchEvent, times: &Times, desk: &Desk, out: Output) -> String {
    let now = times.exactly(desk.console.now());
    match event {
        WatchEvent::Intent { intent } => {
            let word = out.paint(tone(&intent.stage), &intent.word);
            format!(
                "{now}  {} of {} on order {}: {word}",
                intent.verb.name(),
                intent.amount,
                intent.reference
            )
        }
        WatchEvent::Order { reference, state, .. } => {
            format!("{now}  order {reference}: {}", out.paint(tone(&state.state), &state.word))
        }
        WatchEvent::LinkMade { reference, amount, .. } => {
            format!("{now}  order {reference}: the link over {amount} that waited is made")
        }
        WatchEvent::LinkNotMade { reference, sentence, .. } => {
            format!("{now}  order {reference}: the link that waited is not made: {sentence}")
        }
        WatchEvent::Trouble { sentence } => format!("{now}  {sentence}"),
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

fn summary(report: &WatchReport) -> String {
    let mut lines = vec![format!(
        "Settled: {}. Still open: {} orders, {} captures, cancels and refunds.",
        report.settled.len(),
        report.open_orders,
        report.open_intents
    )];
    for waiting in &report.waiting_for_person {
        let verb = waiting.verb.name();
        lines.push(format!(
            "{verb} of {} on order {} never reached Antom and waits for you: countersign outbox stop {}",
            waiting.amount, waiting.reference, waiting.id
        ));
    }
    lines.extend(report.trouble.iter().cloned());
    lines.join("\n")
}
