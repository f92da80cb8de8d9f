//! What a watching could not ask: told as it begins and ends, and counted where somebody asked for everything once.

use super::Watch;
use super::telling::{NotAsked, WatchEvent};
use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::TimeDelta;
use domain::ids::OrderId;
use ledger::Ledger;

impl Console {
    /// That Antom cannot be reached is told once, and once that it is back: not with every question in between.
    pub(super) fn tell_reach(&self, watch: &mut Watch<'_, '_>) {
        let since = self.reach().offline_since;
        match (watch.offline_since, since) {
            (None, Some(since)) => watch.witness.tell(&WatchEvent::Unreachable { since }),
            (Some(_), None) => watch.witness.tell(&WatchEvent::Reachable),
            _ => {}
        }
        watch.offline_since = since;
    }

    /// Nothing was learnt about an order. It is kept only where everything is asked about once: a watch that goes on
    /// asks again.
    pub(super) fn note_not_asked(&self, id: OrderId, why: &str, watch: &mut Watch<'_, '_>) {
        let known = &watch.witness.report.not_asked;
        if !watch.options.once || known.iter().any(|told| told.order == id) {
            return;
        }
        // One whose number cannot be read is named by its id.
        let reference = self.order(id).map_or_else(|_| id.to_string(), |order| shown(&order.terms.reference));
        watch.witness.report.not_asked.push(NotAsked { order: id, reference, why: why.to_owned() });
    }

    /// The line is silent: whatever was due and did not come to its turn was not asked about either.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(super) fn count_unasked(&self, watch: &mut Watch<'_, '_>) -> Result<(), ConsoleError> {
        let why = match self.reach().offline_since {
            Some(_) => "Antom cannot be reached",
            None => "Antom takes no more questions for a moment",
        };
        let turns = self.watching().turns.of(self.orders_to_ask()?, self.now(), self.steady());
        let due = turns.iter().filter(|turn| turn.wait <= TimeDelta::zero()).map(|turn| turn.order);
        let unasked: Vec<OrderId> = due.filter(|order| !watch.asked.contains(order)).collect();
        let with_intents = self.read(Ledger::open_intents)?.into_iter().map(|(order, _)| order);
        for order in unasked.into_iter().chain(with_intents) {
            self.note_not_asked(order, why, watch);
        }
        Ok(())
    }
}
