//! What a watching saw so far, and telling what became of it since.

use super::telling::{WatchEvent, WatchReport};
use crate::Console;
use crate::error::ConsoleError;
use crate::view::{StateView, shown};
use domain::ids::{IntentId, OrderId};
use domain::intent::Stage;
use domain::order::Order;
use ledger::Ledger;
use std::collections::{HashMap, HashSet};

/// Most sentences of trouble that are kept.
const MOST_TROUBLE: usize = 20;

/// How far an intent is: its stage, and how often it was sent.
type Standing = (Stage, Option<u32>);

/// One watching: what was seen so far, and who is told.
pub(super) struct Witness<'r, 't> {
    pub(super) report: &'r mut WatchReport,
    tell: &'t mut (dyn FnMut(&WatchEvent) + Send),
    /// Open intents as they were last seen. What settles one need not be the question about it: the answer about its
    /// payment may, or another process.
    intents: HashMap<IntentId, Standing>,
    /// Orders with something open.
    orders: HashSet<OrderId>,
}

impl<'r, 't> Witness<'r, 't> {
    pub(super) fn new(report: &'r mut WatchReport, tell: &'t mut (dyn FnMut(&WatchEvent) + Send)) -> Self {
        Self { report, tell, intents: HashMap::new(), orders: HashSet::new() }
    }

    pub(super) fn tell(&mut self, event: &WatchEvent) {
        (self.tell)(event);
    }

    pub(super) fn trouble(&mut self, error: &ConsoleError) {
        let sentence = error.to_string();
        self.tell(&WatchEvent::Trouble { sentence: sentence.clone() });
        if self.report.trouble.len() < MOST_TROUBLE && !self.report.trouble.contains(&sentence) {
            self.report.trouble.push(sentence);
        }
    }
}

impl Console {
    /// Looks at every order that is open or was when it was last seen.
    pub(super) fn look_around(&self, witness: &mut Witness<'_, '_>) -> Result<(), ConsoleError> {
        let with_intents: HashSet<OrderId> =
            self.read(Ledger::open_intents)?.into_iter().map(|(order, _)| order).collect();
        let open: HashSet<OrderId> = self.read(Ledger::open_orders)?.iter().map(|open| open.order).collect();
        // An order that waits for its buyer moves when it is asked about, and is looked at then.
        let still = |order: &OrderId| open.contains(order) && !with_intents.contains(order);
        let known = &witness.orders;
        let moved: Vec<OrderId> = known.iter().copied().filter(|order| !still(order)).collect();
        let new: Vec<OrderId> =
            open.union(&with_intents).copied().filter(|order| !known.contains(order)).collect();
        for order in moved.into_iter().chain(new) {
            self.bear_witness(order, witness);
        }
        Ok(())
    }

    /// Tells what became of an order and its intents since they were last seen. An order that cannot be read is told as
    /// trouble and does not hide the others.
    pub(super) fn bear_witness(&self, id: OrderId, witness: &mut Witness<'_, '_>) {
        if let Err(error) = self.compare(id, witness) {
            witness.trouble(&error);
        }
    }

    fn compare(&self, id: OrderId, witness: &mut Witness<'_, '_>) -> Result<(), ConsoleError> {
        let order = self.order(id)?;
        for intent in &order.intents {
            let standing = (intent.stage, intent.sent.map(|(_, attempt, _)| attempt));
            let before = if intent.stage.is_final() {
                witness.intents.remove(&intent.id)
            } else {
                witness.intents.insert(intent.id, standing)
            };
            if before.is_none_or(|before| before == standing) {
                continue;
            }
            let view = self.intent_view(&intent.id)?;
            if intent.stage.is_final() {
                witness.tell(&WatchEvent::Settled { intent: Box::new(view.clone()) });
                witness.report.settled.push(view);
            } else {
                witness.tell(&WatchEvent::Intent { intent: Box::new(view) });
            }
        }
        if order.has_open_question(self.now()) {
            witness.orders.insert(id);
        } else if witness.orders.remove(&id) {
            witness.report.closed = witness.report.closed.saturating_add(1);
            let (reference, state) = self.told(&order);
            witness.tell(&WatchEvent::Closed { order: id, reference, state });
        }
        Ok(())
    }

    /// An order's number and its state word now.
    pub(super) fn told(&self, order: &Order) -> (String, StateView) {
        (shown(&order.terms.reference), StateView::from(order.word(self.prudent_now())))
    }
}
