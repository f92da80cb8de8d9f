//! What the watcher does next, and when, for people to see.

use super::ladder::Rung;
use super::rate::ONE_CALL;
use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::ids::{IntentId, OrderId};
use domain::intent::{Stage, Verb};
use domain::windows::later;
use ledger::Ledger;
use serde::Serialize;

/// Why something is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Why {
    /// An order is asked about.
    Order {
        /// How often, and why so often.
        rung: Rung,
        /// The same in seconds.
        every_seconds: u32,
    },
    /// A capture, cancel or refund waits for its time to leave.
    Leaves {
        /// Which.
        intent: IntentId,
        /// What it does.
        verb: Verb,
    },
    /// The outcome of a capture, cancel or refund is asked for.
    Outcome {
        /// Which.
        intent: IntentId,
        /// What it does.
        verb: Verb,
    },
}

/// One thing the watcher is going to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NextCall {
    /// When, at the earliest.
    pub at: DateTime<Utc>,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// What for.
    pub why: Why,
    /// What is over first about it: its link, its hold.
    pub expires_at: Option<DateTime<Utc>>,
}

/// What the watcher is going to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WatchPlan {
    /// Until when nothing is asked that can wait: Antom did not answer, or says these are too many calls.
    pub paused_until: Option<DateTime<Utc>>,
    /// Since when nothing has come through.
    pub offline_since: Option<DateTime<Utc>>,
    /// How many seconds this computer's clock is ahead of Antom's, where that is a minute or more; negative behind.
    pub clock_ahead_seconds: Option<i64>,
    /// How many orders and captures, cancels and refunds are watched.
    pub watched: usize,
    /// What comes next, soonest first.
    pub next: Vec<NextCall>,
}

impl Console {
    /// What the watcher of this process is going to ask, and when: of one order, or of all. At most `most` of them.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn watch_plan(&self, order: Option<&OrderId>, most: usize) -> Result<WatchPlan, ConsoleError> {
        let reach = self.reach();
        let mut next = self.intents_ahead()?;
        next.extend(self.orders_ahead()?);
        let watched = next.len();
        let pause = reach.pause_until.filter(|until| *until > self.steady());
        let paused_until = pause.map(|until| self.by_the_wall(until));
        spread(&mut next, paused_until, self.now());
        next.retain(|call| order.is_none_or(|order| call.order == *order));
        next.truncate(most);
        Ok(WatchPlan {
            paused_until,
            offline_since: reach.offline_since,
            clock_ahead_seconds: self.clock_ahead_seconds(),
            watched,
            next,
        })
    }

    fn orders_ahead(&self) -> Result<Vec<NextCall>, ConsoleError> {
        let (open, now) = (self.orders_to_ask()?, self.now());
        let turns = self.watching().turns.of(open, now, self.steady());
        let call = |turn: super::turns::Turn| NextCall {
            at: later(now, turn.wait),
            order: turn.order,
            reference: shown(&turn.reference),
            why: Why::Order {
                rung: turn.rung,
                every_seconds: u32::try_from(turn.rung.every().num_seconds()).unwrap_or_default(),
            },
            expires_at: turn.expires_at,
        };
        Ok(turns.into_iter().map(call).collect())
    }

    fn intents_ahead(&self) -> Result<Vec<NextCall>, ConsoleError> {
        let mut ahead = Vec::new();
        for (_, id) in self.read(Ledger::open_intents)? {
            // One order that cannot be read does not hide the others.
            let Ok((order, intent)) = self.find_intent(&id) else { continue };
            let Some(at) = self.next_move(&intent) else { continue };
            let why = match intent.stage {
                Stage::Queued | Stage::Released => Why::Leaves { intent: id, verb: intent.verb },
                Stage::Sent | Stage::Checking => Why::Outcome { intent: id, verb: intent.verb },
                // It waits for a person, not for a time.
                _ => continue,
            };
            let reference = shown(&order.terms.reference);
            ahead.push(NextCall { at, order: order.id, reference, why, expires_at: None });
        }
        Ok(ahead)
    }
}

/// Calls go out one after another, and none during a pause.
fn spread(next: &mut [NextCall], paused_until: Option<DateTime<Utc>>, now: DateTime<Utc>) {
    // What is due at the same time keeps its order.
    next.sort_by_key(|call| call.at);
    let mut free = paused_until.unwrap_or(now);
    for call in next {
        call.at = call.at.max(free);
        free = later(call.at, ONE_CALL);
    }
}
