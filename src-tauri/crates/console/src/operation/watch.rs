//! Keeps asking until nothing is open: orders that wait for their buyer, intents that wait to leave or to be known.

mod ladder;
mod need;
mod plan;
mod rate;
mod telling;
mod turns;
mod unasked;
mod waking;
mod witness;

pub use ladder::Rung;
pub use plan::{NextCall, WatchPlan, Why};
pub use telling::{NotAsked, WatchEvent, WatchOptions, WatchReport};
pub(crate) use waking::Watching;

use crate::Console;
use crate::error::ConsoleError;
use crate::form::Deferred;
use crate::form::deferred::Awaited;
use crate::inquiry::Brought;
use crate::operation::run::run;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{IntentId, OrderId};
use domain::intent::Stage;
use domain::windows::{later, waited_too_long};
use ledger::{Ledger, OpenOrder};
use std::collections::HashSet;
use turns::{Turn, batch};
use witness::Witness;

/// Longest rest of the watcher: what another process decided is noticed this soon.
const LONGEST_REST: TimeDelta = TimeDelta::seconds(5);
/// Most orders asked about before what is decided is looked at again.
const BATCH: usize = 20;

/// One watching, from its beginning to its end.
struct Watch<'r, 't> {
    options: WatchOptions,
    /// What was asked about once, where once is enough.
    asked: HashSet<OrderId>,
    /// Since when Antom cannot be reached, as it was told last.
    offline_since: Option<DateTime<Utc>>,
    /// What was seen so far, and who is told.
    witness: Witness<'r, 't>,
}

/// What became of moving everything that is open.
struct Moved {
    /// Whether the line bore all of it.
    all: bool,
    /// When the next of it leaves.
    next: Option<DateTime<Utc>>,
}

impl Console {
    /// Keeps asking: releases what is due, asks about what has no outcome, asks about orders that wait for their buyer.
    /// Without options it never ends by itself.
    ///
    /// # Errors
    /// [`ConsoleError::ReadOnly`], or whatever keeps the ledger from reading or writing. A question that cannot be put is
    /// told in the report.
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
        self.must_be_sound()?;
        let mut report = WatchReport::default();
        let witness = Witness::new(&mut report, tell);
        let watch = Watch { options, asked: HashSet::new(), offline_since: None, witness };
        tokio::select! {
            ended = self.keep_watching(watch) => ended?,
            () = stop => {}
        }
        self.count_open(&mut report)?;
        report.offline_since = self.reach().offline_since;
        Ok(report)
    }

    async fn keep_watching(&self, mut watch: Watch<'_, '_>) -> Result<(), ConsoleError> {
        if watch.options.once {
            // Somebody wants to know now, whatever was in the way before.
            self.wake();
        }
        loop {
            if self.is_sealed()? {
                if watch.options.once {
                    return Ok(());
                }
                self.rest_until(later(self.now(), LONGEST_REST)).await;
                continue;
            }
            if self.notice_jump() {
                self.wake();
            }
            let went_through = self.round(&mut watch).await?;
            self.tell_reach(&mut watch);
            self.remember_head();
            if self.is_over(went_through, &mut watch)? {
                return Ok(());
            }
            self.rest_until(self.next_round()?).await;
        }
    }

    /// Everything that is due and that the line bears, once. False where the line bore no more of it.
    async fn round(&self, watch: &mut Watch<'_, '_>) -> Result<bool, ConsoleError> {
        self.follow_clock().await?;
        watch.witness.report.rounds = watch.witness.report.rounds.saturating_add(1);
        self.look_around(&mut watch.witness)?;
        let mut moved = self.move_open(watch).await?;
        if !moved.all {
            return Ok(false);
        }
        for waits in self.waiting_links()?.into_iter().filter(|waits| self.over_at(waits) <= self.now()) {
            if !self.line_is_free() {
                return Ok(false);
            }
            self.make_link_that_waited(waits, watch).await?;
        }
        for turn in self.due_orders(watch)? {
            if !self.line_is_free() {
                return Ok(false);
            }
            self.ask_order(turn.order, watch).await?;
            self.bear_witness(turn.order, &mut watch.witness);
            // Every question may wait long for its answer; what is due meanwhile does not.
            if moved.next.is_some_and(|next| next <= self.now()) {
                moved = self.move_open(watch).await?;
            }
        }
        Ok(true)
    }

    /// Moves everything that is open and due, as far as the line bears it.
    async fn move_open(&self, watch: &mut Watch<'_, '_>) -> Result<Moved, ConsoleError> {
        let open = self.open_by_need()?;
        let now = self.now();
        let next = open.iter().filter_map(|open| open.leaves).filter(|leaves| *leaves > now).min();
        for one in &open {
            if !self.line_is_free() && !one.presses(self.now()) {
                return Ok(Moved { all: false, next });
            }
            if let Err(error) = self.move_intent(one.intent, watch).await {
                watch.witness.trouble(&error);
            }
            self.bear_witness(one.order, &mut watch.witness);
        }
        Ok(Moved { all: true, next })
    }

    async fn make_link_that_waited(
        &self,
        waits: Deferred,
        watch: &mut Watch<'_, '_>,
    ) -> Result<(), ConsoleError> {
        let event = match self.make_deferred(&waits).await {
            Ok(None) => return Ok(()),
            Ok(Some(Awaited::Made(made))) => WatchEvent::LinkMade {
                order: made.order.id,
                reference: made.order.reference.clone(),
                amount: made.order.amount,
            },
            Ok(Some(Awaited::Dropped(sentence))) => WatchEvent::LinkNotMade {
                order: waits.order,
                reference: waits.reference,
                amount: self.order(waits.order)?.terms.amount,
                sentence,
            },
            Err(error) => {
                watch.witness.trouble(&error);
                return Ok(());
            }
        };
        watch.witness.tell(&event);
        Ok(())
    }

    /// The next batch of orders to be asked about.
    fn due_orders(&self, watch: &Watch<'_, '_>) -> Result<Vec<Turn>, ConsoleError> {
        let open = self.orders_to_ask()?;
        let mut watching = self.watching();
        let mut turns = watching.turns.of(open, self.now(), self.steady());
        turns.retain(|turn| !watch.asked.contains(&turn.order));
        Ok(batch(turns, BATCH, watching.turns.served()))
    }

    async fn move_intent(&self, id: IntentId, watch: &mut Watch<'_, '_>) -> Result<(), ConsoleError> {
        let (order, before) = self.find_intent(&id)?;
        if before.stage == Stage::Checking && self.next_move(&before).is_some_and(|next| next <= self.now()) {
            let (reference, _) = self.told(&order);
            watch.witness.tell(&WatchEvent::Asked { order: order.id, reference, intent: Some(id) });
        }
        run(self, id).await.map(drop)
    }

    async fn ask_order(&self, id: OrderId, watch: &mut Watch<'_, '_>) -> Result<(), ConsoleError> {
        let brought = match self.ask_about(id).await {
            Ok(brought) => brought,
            Err(error) => {
                // It is not asked about again and again for what only a person can mend.
                self.was_asked(id, watch);
                watch.witness.trouble(&error);
                self.note_not_asked(id, &error.to_string(), watch);
                return Ok(());
            }
        };
        // What did not come through is asked about as soon as the line is free again.
        if self.reach().pause_until.is_none() {
            self.was_asked(id, watch);
        }
        if let Some(why) = brought.unknown.first() {
            self.note_not_asked(id, why, watch);
        }
        self.tell_brought(id, &brought, watch)
    }

    fn was_asked(&self, id: OrderId, watch: &mut Watch<'_, '_>) {
        self.watching().turns.asked(id, self.steady());
        if watch.options.once {
            watch.asked.insert(id);
        }
    }

    fn tell_brought(
        &self,
        id: OrderId,
        brought: &Brought,
        watch: &mut Watch<'_, '_>,
    ) -> Result<(), ConsoleError> {
        let report = &mut *watch.witness.report;
        report.questions = report.questions.saturating_add(counted(brought.questions));
        report.news = report.news.saturating_add(counted(brought.news));
        let (reference, state) = self.told(&self.order(id)?);
        if brought.questions > 0 {
            watch.witness.tell(&WatchEvent::Asked { order: id, reference: reference.clone(), intent: None });
        }
        if brought.news > 0 {
            watch.witness.tell(&WatchEvent::Order { order: id, reference, state });
        }
        Ok(())
    }

    /// Whether the watching is over, with what is still open counted where somebody waits for its end.
    fn is_over(&self, went_through: bool, watch: &mut Watch<'_, '_>) -> Result<bool, ConsoleError> {
        let WatchOptions { once, until_quiet } = watch.options;
        if once {
            let silent = self.reach().pause_until.is_some();
            let over = silent || (went_through && self.due_orders(watch)?.is_empty());
            self.count_open(watch.witness.report)?;
            if over && silent {
                self.count_unasked(watch)?;
            }
            return Ok(over);
        }
        if !until_quiet {
            return Ok(false);
        }
        let report = &mut *watch.witness.report;
        self.count_open(report)?;
        Ok(report.open_orders == 0 && report.open_intents == report.waiting_for_person.len())
    }

    /// Orders with an open question, and holds whose end has come: what became of those Antom must say.
    pub(super) fn orders_to_ask(&self) -> Result<Vec<OpenOrder>, ConsoleError> {
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
            if intent.stage == Stage::NeverPlaced || waited_too_long(&intent, self.now()) {
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

    /// When the next thing is due and the line bears it, at the latest after the longest rest.
    fn next_round(&self) -> Result<DateTime<Utc>, ConsoleError> {
        let (now, steady) = (self.now(), self.steady());
        let mut next = later(now, LONGEST_REST);
        for (_, id) in self.read(Ledger::open_intents)? {
            let Ok((_, intent)) = self.find_intent(&id) else { continue };
            // What is due and did not move is in other hands, or waits for a person.
            next = self.next_move(&intent).filter(|due| *due > now).map_or(next, |due| next.min(due));
        }
        let turns = self.watching().turns.of(self.orders_to_ask()?, now, steady);
        next = turns.first().map_or(next, |turn| next.min(later(now, turn.wait)));
        let ends = self.waiting_links()?.iter().map(|waits| self.over_at(waits)).find(|end| *end > now);
        next = ends.map_or(next, |end| next.min(end));
        let ready = self.watching().rate.ready_in(steady);
        let pause = self.reach().pause_until.map(|until| self.by_the_wall(until));
        let rested = next.max(later(now, ready)).max(pause.unwrap_or(next));
        let pressing = self.open_by_need()?.iter().filter_map(|open| open.pressing_at(now)).min();
        Ok(pressing.map_or(rested, |pressing| rested.min(pressing)))
    }
}

fn orders_lack(orders: &[OpenOrder], hold: &OpenOrder) -> bool {
    orders.iter().all(|order| order.order != hold.order)
}

fn counted(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
