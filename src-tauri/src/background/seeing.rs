//! One look at a ledger: what changed since the last, what is worth telling, how things stand.

use super::asking::{Request, Requests};
use super::news::worth_telling;
use crate::contract::views::News;
use crate::ears::ChangedOrders;
use chrono::{DateTime, TimeDelta, Utc};
use console::changed::{Appended, Mark};
use console::pulse::Pulse;
use console::reminders::Reminder;
use console::{Console, ConsoleError};
use domain::account::Environment;
use domain::ids::OrderId;
use std::sync::Arc;

/// After how many quiet looks the figures are asked for all the same: answers that bring nothing new move them too.
const FIGURES_AFTER: u32 = 4;
/// After how long it is asked whether a hold ends soon, by the console's own clock: a computer that slept, or a clock that
/// was moved in Training, is told of at once.
const REMINDERS_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Somebody who looks.
pub(super) struct Watch {
    console: Arc<Console>,
    mark: Option<Mark>,
    requests: Requests,
    pulse: Option<Pulse>,
    looks: u32,
    /// When it was last asked whether a hold ends soon.
    reminded: Option<DateTime<Utc>>,
}

/// What was seen to be new.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) changed: Option<ChangedOrders>,
    pub(super) news: Vec<News>,
    pub(super) requests: Vec<Request>,
    pub(super) reminders: Vec<Reminder>,
    pub(super) pulse: Option<Pulse>,
}

impl Watch {
    pub(super) fn of(console: Arc<Console>) -> Self {
        let requests = Requests::default();
        Self { console, mark: None, requests, pulse: None, looks: 0, reminded: None }
    }

    pub(super) fn environment(&self) -> Environment {
        self.console.environment()
    }

    pub(super) fn look(&mut self) -> Result<Seen, ConsoleError> {
        let mut seen = Seen::default();
        self.look_at_facts(&mut seen)?;
        let now = self.console.now();
        if is_time(self.reminded, now) {
            self.reminded = Some(now);
            seen.reminders = self.console.due_reminders()?;
        }
        if seen.changed.is_some() || self.looks.is_multiple_of(FIGURES_AFTER) {
            self.look_at_figures(&mut seen)?;
        }
        self.looks = self.looks.wrapping_add(1);
        Ok(seen)
    }

    fn look_at_facts(&mut self, seen: &mut Seen) -> Result<(), ConsoleError> {
        let Some(mark) = self.mark else {
            // The first look only learns where things stand.
            self.mark = Some(self.console.mark()?);
            self.requests.learn(self.console.approvals_to_hear()?);
            return Ok(());
        };
        let (now, appended) = self.console.changed_since(mark)?;
        self.mark = Some(now);
        let (touched, orders) = match appended {
            Appended::Nothing => return Ok(()),
            Appended::To(orders) => (orders.clone(), Some(orders)),
            Appended::Anything(touched) => (touched, None),
        };
        let locked = self.console.somebody_is_here().is_err();
        seen.requests = self.requests.hear(self.console.approvals_to_hear()?, locked);
        seen.changed = Some(ChangedOrders { orders });
        for order in touched {
            // One order that cannot be read keeps no other from being told of.
            match self.news_of(order, mark, now) {
                Ok(news) => seen.news.extend(news),
                Err(error) => tracing::warn!(%error, %order, "what happened to an order is not told"),
            }
        }
        Ok(())
    }

    fn news_of(&self, order: OrderId, after: Mark, until: Mark) -> Result<Option<News>, ConsoleError> {
        let Some(what) = worth_telling(self.console.course(order, after, until)?) else { return Ok(None) };
        let row = self.console.row_to_hear(&order)?;
        Ok(Some(News { what, order, reference: row.reference, amount: row.amount }))
    }

    /// The time itself is no news: it moves with every look.
    fn look_at_figures(&mut self, seen: &mut Seen) -> Result<(), ConsoleError> {
        let pulse = self.console.pulse()?;
        let same =
            self.pulse.as_ref().is_some_and(|before| Pulse { now: pulse.now, ..before.clone() } == pulse);
        if !same {
            self.pulse = Some(pulse.clone());
            seen.pulse = Some(pulse);
        }
        Ok(())
    }
}

/// Whether it is time to ask again, in whichever direction the clock was moved.
fn is_time(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| now.signed_duration_since(last).abs() >= REMINDERS_AFTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::windows::later;

    #[test]
    fn a_hold_that_ends_soon_is_asked_for_twice_a_minute_and_whenever_the_clock_jumped() {
        let then = DateTime::UNIX_EPOCH;
        let after = |seconds| is_time(Some(then), later(then, TimeDelta::seconds(seconds)));
        assert!(is_time(None, then));
        assert!(!after(0) && !after(29));
        assert!(after(30) && after(7 * 86_400) && after(-60));
    }
}
