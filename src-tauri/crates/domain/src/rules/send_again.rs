//! Send again: the same id and the same bytes, only where that cannot move money twice.
//!
//! Three conditions, all of them: signed evidence says that the operation was never placed, or the gateway itself
//! prescribes the repeat; a fresh decision permits it; and the intent is younger than 15 minutes and was not brought back
//! from a backup. Otherwise a person is asked.

use super::{Decision, Lift, Permit, Refusal, RefusalCode, act, cancel, capture, footing, refund};
use crate::ids::IntentId;
use crate::intent::{Intent, Stage, Verb};
use crate::order::Order;
use crate::outcome::Outcome;
use crate::windows::{self, spoken};
use chrono::{DateTime, Utc};

/// A cancel is repeated at most this many times; then Antom's support is asked (api.md section 3.4).
const CANCEL_REPEATS: u32 = 3;

/// Whether an intent that left before may be sent again now.
#[must_use]
pub fn decide(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Decision<Permit> {
    judge(order, intent, now).into()
}

fn judge(order: &Order, id: &IntentId, now: DateTime<Utc>) -> Result<Permit, Refusal> {
    let intent = order.intent(id).ok_or_else(|| footing::unknown_intent(id))?;
    may_be_repeated(intent)?;
    repeats_are_left(intent)?;
    is_of_this_history(intent)?;
    is_young(intent, now)?;
    match intent.verb {
        Verb::Capture => capture::again(order, id, now),
        Verb::Cancel => cancel::again(order, id, now),
        Verb::Refund => refund::again(order, id, now),
    }
}

fn may_be_repeated(intent: &Intent) -> Result<(), Refusal> {
    let noun = footing::noun(intent.verb);
    let amount = intent.requested.amount;
    match intent.stage {
        Stage::NeverPlaced => Ok(()),
        Stage::Checking if gateway_prescribes_it(intent) => Ok(()),
        Stage::Sent | Stage::Checking => Err(Refusal::new(
            RefusalCode::NotProven,
            format!("it is not proven that the {noun} of {amount} never arrived"),
            act("ask Antom until the outcome is known"),
        )),
        Stage::Queued | Stage::Released => Err(Refusal::new(
            RefusalCode::NotWaiting,
            format!("the {noun} of {amount} has not been sent yet"),
            act("wait until it leaves"),
        )),
        Stage::Stopped | Stage::Done | Stage::Refused => {
            Err(Refusal::new(RefusalCode::NotWaiting, format!("the {noun} of {amount} is over"), Lift::Never))
        }
    }
}

/// A verified U with one of the two codes that ask for the same call again, or a cancel without any answer, which
/// may be repeated because cancelling twice is cancelling once (api.md sections 3.3 to 3.5, 7).
fn gateway_prescribes_it(intent: &Intent) -> bool {
    if intent.unknown.is_some() {
        return intent.verb == Verb::Cancel;
    }
    intent.verdict.as_ref().is_some_and(|verdict| {
        verdict.outcome == Outcome::Unknown
            && matches!(verdict.code.as_str(), "UNKNOWN_EXCEPTION" | "REQUEST_TRAFFIC_EXCEED_LIMIT")
    })
}

fn repeats_are_left(intent: &Intent) -> Result<(), Refusal> {
    let attempts = intent.sent.map_or(0, |(_, attempt, _)| attempt);
    if intent.verb != Verb::Cancel || attempts <= CANCEL_REPEATS {
        return Ok(());
    }
    let reason = format!("the cancel of {} was repeated {CANCEL_REPEATS} times", intent.requested.amount);
    Err(Refusal::new(RefusalCode::RepeatsUsedUp, reason, Lift::Person("Antom's support".into())))
}

/// After a restored backup nobody here knows whether it was stopped, or sent and settled, in what was lost.
fn is_of_this_history(intent: &Intent) -> Result<(), Refusal> {
    if !intent.restored {
        return Ok(());
    }
    let noun = footing::noun(intent.verb);
    let reason = format!("a backup was restored since the {noun} of {} was decided", intent.requested.amount);
    Err(Refusal::new(RefusalCode::TooOld, reason, Lift::Person(format!("{}, who decided it", intent.actor))))
}

fn is_young(intent: &Intent, now: DateTime<Utc>) -> Result<(), Refusal> {
    let limit = windows::send_again_end(intent);
    if now < limit {
        return Ok(());
    }
    let noun = footing::noun(intent.verb);
    let reason = format!(
        "the {noun} of {} could be sent again by itself until {}",
        intent.requested.amount,
        spoken(limit)
    );
    Err(Refusal::new(RefusalCode::TooOld, reason, Lift::Person(format!("{}, who decided it", intent.actor))))
}
