//! Following one decision: the countdown of its stop window, Ctrl-C that stops it, and how the command ends.

use crate::desk::{Desk, somebody_is_there};
use crate::failure::{Failure, STOPPED, sentence};
use crate::stopping::Stopping;
use crate::text::intents;
use chrono::TimeDelta;
use console::ConsoleError;
use console::ExitClass;
use console::view::IntentView;
use serde::Serialize;
use std::time::Duration;

/// A decision and where it stands.
#[derive(Serialize)]
struct Operated<'a> {
    #[serde(flatten)]
    intent: &'a IntentView,
    /// Whether a script's key was used before, and this is its first outcome.
    replayed: bool,
}

/// Follows a decision until its outcome is known or it is not worth waiting. Ctrl-C, and the system's own way of ending a
/// program, stop it while it has not left, and end the waiting afterwards. They are heard since before it was decided: a
/// decision whose command ended in between would leave by itself later.
///
/// # Errors
/// Whatever keeps the ledger or the keychain from working.
pub async fn follow(desk: &Desk, intent: IntentView, mut stopping: Stopping) -> Result<IntentView, Failure> {
    let settled = desk.console.settle(&intent.id);
    tokio::pin!(settled);
    let mut second = tokio::time::interval(Duration::from_secs(1));
    let drawing = somebody_is_there() && !desk.out.is_json();
    if !drawing {
        tell_when_it_leaves(desk, &intent);
    }
    loop {
        tokio::select! {
            outcome = &mut settled => {
                clear(desk, drawing);
                return Ok(outcome?);
            }
            _ = second.tick(), if drawing => draw(desk, &intent),
            () = stopping.asked() => {
                clear(desk, drawing);
                if let Some(view) = stop_or_leave(desk, &intent)? {
                    return Ok(view);
                }
            }
        }
    }
}

/// Stops it, or leaves what has left to the watcher, as it stands then; none where its outcome is known by now.
fn stop_or_leave(desk: &Desk, intent: &IntentView) -> Result<Option<IntentView>, Failure> {
    match desk.console.stop(&intent.id) {
        Ok(view) => Ok(Some(view)),
        Err(ConsoleError::Changed { what }) => {
            desk.out.note(&sentence(&what));
            Ok(desk.console.outbox()?.into_iter().find(|open| open.id == intent.id))
        }
        Err(error) => Err(error.into()),
    }
}

fn seconds_left(desk: &Desk, intent: &IntentView) -> Option<i64> {
    let left = intent.not_before?.signed_duration_since(desk.console.now());
    (left > TimeDelta::zero()).then(|| left.num_seconds().saturating_add(1))
}

fn draw(desk: &Desk, intent: &IntentView) {
    match seconds_left(desk, intent) {
        Some(left) => desk.out.redraw(&format!("Leaves in {left} s, Ctrl-C stops it")),
        None => desk.out.redraw("Asking Antom… Ctrl-C leaves that to countersign watch"),
    }
}

fn clear(desk: &Desk, drawing: bool) {
    if drawing {
        desk.out.redraw("");
    }
}

fn tell_when_it_leaves(desk: &Desk, intent: &IntentView) {
    if let Some(left) = seconds_left(desk, intent) {
        desk.out.note(&format!("Leaves in {left} s. To stop it: countersign outbox stop {}", intent.id));
    }
}

/// Shows where a decision stands and ends the command accordingly.
///
/// # Errors
/// Where it was refused or stopped, or its outcome is not known yet.
pub fn end(desk: &Desk, intent: &IntentView, replayed: bool, detached: bool) -> Result<(), Failure> {
    let times = desk.times()?;
    desk.out.answer(&Operated { intent, replayed }, || {
        let waits = if detached && intent.stage == "queued" {
            "\ncountersign watch sends it, or the next command that comes after the window."
        } else {
            ""
        };
        format!("{}{waits}", intents::one(intent, &times, desk.out))
    })?;
    let verb = intent.verb.name().to_lowercase();
    let told = || intent.explanation.clone().unwrap_or_default();
    match intent.stage.as_str() {
        "done" => Ok(()),
        "queued" | "released" if detached => Ok(()),
        "stopped" => {
            let why = intent.stopped.as_deref().unwrap_or("stopped");
            Err(Failure::with_exit(
                STOPPED,
                "stopped",
                sentence(&format!("the {verb} did not leave: {why}")),
                "Nothing was sent.",
            ))
        }
        "refused" => {
            let code = intent.code.as_deref().unwrap_or("no code");
            Err(Failure::new(
                ExitClass::Refused,
                "antom-refused",
                format!("Antom refused the {verb}: {code}."),
                told(),
            ))
        }
        "never-placed" => {
            let remedy = "Decide afresh: stop it (countersign outbox stop) and ask for it again.";
            Err(Failure::new(
                ExitClass::Unknown,
                "never-placed",
                format!("The {verb} never reached Antom."),
                remedy,
            ))
        }
        "queued" | "released" if desk.console.reach().offline_since.is_some() => Err(Failure::new(
            ExitClass::Network,
            "no-connection",
            format!("The {verb} has not left yet: Antom cannot be reached."),
            "Nothing was sent. It waits in the outbox: countersign watch sends it when the line is back, countersign \
             outbox stop gives it up.",
        )),
        _ if intent.surely_unsent() => {
            let remedy = "Nothing was sent. It is written down and stays open: countersign watch asks Antom when the line is \
                          back, and it is never sent twice.";
            Err(Failure::new(
                ExitClass::Network,
                "no-connection",
                format!("The {verb} did not leave this computer: Antom cannot be reached."),
                remedy,
            ))
        }
        _ => {
            let remedy = "Nothing is lost. countersign watch asks on; it is never sent twice.";
            Err(Failure::new(
                ExitClass::Unknown,
                "outcome-unknown",
                format!("The outcome of the {verb} is not known yet."),
                remedy,
            ))
        }
    }
}
