//! Keeps asking until nothing is open: orders that wait for their buyer, intents that wait to leave or to be known.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::run::run;
use crate::operation::watched::{WatchEvent, WatchReport, Watching};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{IntentId, OrderId};
use domain::intent::Stage;
use domain::windows::later;
use ledger::{Ledger, OpenOrder};
use std::collections::HashMap;

/// Longest pause of the watcher: what another process decided is noticed this soon.
const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// How often an order is asked about while its link lives or it has just moved.
const LIVELY: TimeDelta = TimeDelta::seconds(5);
/// The same on the day it last moved.
const CALM: TimeDelta = TimeDelta::seconds(60);
/// The same later.
const SLEEPY: TimeDelta = TimeDelta::minutes(10);
/// How long an order counts as just moved.
const JUST_MOVED: TimeDelta = TimeDelta::minutes(10);

/// How long to watch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WatchOptions {
    /// Ask about everything once, then stop.
    pub once: bool,
    /// Stop when nothing is open, or only what waits for a person.
    pub until_quiet: bool,
}

/// When each order is asked about next.
type Turns = HashMap<OrderId, DateTime<Utc>>;

impl Console {
    /// Keeps asking: releases what is due, asks about what has no outcome, asks about orders that wait for their buyer.
    /// Without options it never ends by itself.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading or writing. A question that cannot be put is told in the report.
    pub async fn watch(&self, options: WatchOptions) -> Result<WatchReport, ConsoleError> {
        self.watch_telling(options, std::future::pending(), &mut |_| {}).await
    }

    /// The same, telling everything it sees as it happens, until it is told to stop. Stopping loses nothing: what was
    /// under way is on disk, and the report tells what was seen until then.
    ///
    /// # Errors
    /// As [`Console::watch`].
    pub async fn watch_telling(
        &self,
        options: WatchOptions,
        stop: impl Future<Output = ()> + Send,
        tell: &mut (dyn FnMut(&WatchEvent) + Send),
    ) -> Result<WatchReport, ConsoleError> {
        let mut report = WatchReport::default();
        tokio::select! {
            ended = self.keep_watching(options, Watching::new(&mut report, tell)) => ended?,
            () = stop => {}
        }
        self.count_open(&mut report)?;
        Ok(report)
    }

    async fn keep_watching(
        &self,
        options: WatchOptions,
        mut watching: Watching<'_, '_>,
    ) -> Result<(), ConsoleError> {
        let mut turns = Turns::new();
        loop {
            self.round(&mut watching, &mut turns).await?;
            self.remember_head();
            self.count_open(watching.report)?;
            let report = &watching.report;
            let quiet = report.open_orders == 0 && report.open_intents == report.waiting_for_person.len();
            if options.once || (options.until_quiet && quiet) {
                return Ok(());
            }
            self.ports.clock.sleep_until(self.next_round(&turns)?).await;
        }
    }

    /// Everything that is due, once.
    async fn round(&self, watching: &mut Watching<'_, '_>, turns: &mut Turns) -> Result<(), ConsoleError> {
        self.follow_clock().await?;
        watching.report.rounds = watching.report.rounds.saturating_add(1);
        self.look_around(watching)?;
        for (order, intent) in self.read(Ledger::open_intents)? {
            if let Err(error) = self.move_intent(intent, watching).await {
                watching.trouble(&error);
            }
            self.look_at(order, watching);
        }
        for order in self.orders_to_ask()? {
            let mut turn = turn_of(&order, turns.get(&order.order).copied(), self.now());
            if turn <= self.now() {
                self.ask_order(order.order, watching).await?;
                self.look_at(order.order, watching);
                turn = later(self.now(), pause_for(&order, self.now()));
            }
            turns.insert(order.order, turn);
        }
        Ok(())
    }

    async fn move_intent(&self, id: IntentId, watching: &mut Watching<'_, '_>) -> Result<(), ConsoleError> {
        let (order, before) = self.find_intent(&id)?;
        if before.stage == Stage::Checking && self.next_move(&before).is_some_and(|next| next <= self.now()) {
            let (reference, _) = self.told(&order);
            watching.tell(&WatchEvent::Asked { order: order.id, reference, intent: Some(id) });
        }
        run(self, id).await
    }

    async fn ask_order(&self, id: OrderId, watching: &mut Watching<'_, '_>) -> Result<(), ConsoleError> {
        let brought = match self.ask_about(id).await {
            Ok(brought) => brought,
            Err(error) => {
                watching.trouble(&error);
                return Ok(());
            }
        };
        let report = &mut watching.report;
        report.questions = report.questions.saturating_add(counted(brought.questions));
        report.news = report.news.saturating_add(counted(brought.news));
        let (reference, state) = self.told(&self.order(id)?);
        if brought.questions > 0 {
            watching.tell(&WatchEvent::Asked { order: id, reference: reference.clone(), intent: None });
        }
        if brought.news > 0 {
            watching.tell(&WatchEvent::Order { order: id, reference, state });
        }
        Ok(())
    }

    /// Orders with an open question, and holds whose end has come: what became of those Antom must say.
    fn orders_to_ask(&self) -> Result<Vec<OpenOrder>, ConsoleError> {
        let now = self.now();
        self.read(|ledger| {
            let mut orders = ledger.open_orders()?;
            let lapsed = ledger.ending_holds(now)?;
            orders.extend(lapsed.into_iter().filter(|hold| orders_lack(&orders, hold)).collect::<Vec<_>>());
            Ok(orders)
        })
    }

    fn count_open(&self, report: &mut WatchReport) -> Result<(), ConsoleError> {
        let intents = self.read(Ledger::open_intents)?;
        report.open_intents = intents.len();
        report.waiting_for_person.clear();
        for (_, id) in intents {
            // One order that cannot be read was told as trouble; it does not hide the others.
            let Ok((_, intent)) = self.find_intent(&id) else { continue };
            if intent.stage == Stage::NeverPlaced {
                report.waiting_for_person.push(self.intent_view(&id)?);
            }
        }
        // An order that is open only for the sake of its intents is counted with them.
        let mut waiting = 0_usize;
        for open in self.orders_to_ask()? {
            let Ok(mut order) = self.order(open.order) else { continue };
            order.intents.retain(|intent| intent.stage.is_final());
            waiting = waiting.saturating_add(usize::from(order.has_open_question(self.now())));
        }
        report.open_orders = waiting;
        Ok(())
    }

    /// When the next thing is due, at the latest after the longest pause.
    fn next_round(&self, turns: &Turns) -> Result<DateTime<Utc>, ConsoleError> {
        let now = self.now();
        let mut next = later(now, LONGEST_PAUSE);
        for (_, id) in self.read(Ledger::open_intents)? {
            let Ok((_, intent)) = self.find_intent(&id) else { continue };
            // What is due and did not move is in other hands, or waits for a person.
            next = self.next_move(&intent).filter(|due| *due > now).map_or(next, |due| next.min(due));
        }
        Ok(turns.values().filter(|turn| **turn > now).fold(next, |next, turn| next.min(*turn)))
    }
}

fn orders_lack(orders: &[OpenOrder], hold: &OpenOrder) -> bool {
    orders.iter().all(|order| order.order != hold.order)
}

/// When an order is asked about: in its turn, and sooner where it has become lively since that was set. A quiet order
/// that was sent again is paid while somebody watches.
fn turn_of(order: &OpenOrder, known: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    known.map_or(now, |turn| turn.min(later(now, pause_for(order, now))))
}

/// How long until an order is asked about again: often while its buyer may be paying, seldom when it has long been
/// quiet.
fn pause_for(order: &OpenOrder, now: DateTime<Utc>) -> TimeDelta {
    let quiet_for = now.signed_duration_since(order.moved_at);
    if order.live_until.is_some_and(|end| end > now) || quiet_for < JUST_MOVED {
        LIVELY
    } else if quiet_for < TimeDelta::days(1) {
        CALM
    } else {
        SLEEPY
    }
}

fn counted(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests")]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn order(quiet_for: TimeDelta, live: Option<TimeDelta>) -> OpenOrder {
        OpenOrder {
            order: OrderId(Uuid::from_u128(1)),
            reference: "A-1".into(),
            word: "waiting".into(),
            moved_at: now() - quiet_for,
            live_until: live.map(|left| now() + left),
            hold_ends_at: None,
        }
    }

    fn quiet_for(time: TimeDelta, live: Option<TimeDelta>) -> TimeDelta {
        pause_for(&order(time, live), now())
    }

    #[test]
    fn an_order_is_asked_about_often_while_its_link_lives_and_seldom_when_it_has_long_been_quiet() {
        assert_eq!(quiet_for(TimeDelta::hours(2), Some(TimeDelta::minutes(5))), LIVELY);
        assert_eq!(quiet_for(TimeDelta::minutes(1), None), LIVELY);
        assert_eq!(quiet_for(TimeDelta::hours(2), Some(TimeDelta::minutes(-5))), CALM);
        assert_eq!(quiet_for(TimeDelta::days(3), None), SLEEPY);
    }

    #[test]
    fn a_quiet_order_that_was_sent_again_does_not_wait_for_the_turn_it_had_before() {
        let (quiet, sent_again) =
            (order(TimeDelta::days(2), None), order(TimeDelta::zero(), Some(TimeDelta::hours(1))));
        assert_eq!(turn_of(&quiet, None, now()), now(), "who was never asked about is asked about now");
        let before = now() + TimeDelta::minutes(9);
        assert_eq!(turn_of(&quiet, Some(before), now()), before);
        assert_eq!(turn_of(&sent_again, Some(before), now()), now() + LIVELY);
        let soon = now() + TimeDelta::seconds(1);
        assert_eq!(turn_of(&sent_again, Some(soon), now()), soon, "looking does not put it off");
    }
}
