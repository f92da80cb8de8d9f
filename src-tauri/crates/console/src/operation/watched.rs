//! What a watcher sees: told as it happens, and summed up at its end.

use crate::Console;
use crate::error::ConsoleError;
use crate::view::{IntentView, StateView, shown};
use domain::ids::{IntentId, OrderId};
use domain::intent::Stage;
use domain::order::Order;
use ledger::Ledger;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Most sentences of trouble that are kept.
const MOST_TROUBLE: usize = 20;

/// Something the watcher saw.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum WatchEvent {
    /// Antom was asked.
    Asked {
        /// About which order.
        order: OrderId,
        /// Its number.
        reference: String,
        /// About which capture, cancel or refund of it; none where it was asked about its payment.
        intent: Option<IntentId>,
    },
    /// A capture, cancel or refund moved.
    Intent {
        /// As it stands now.
        intent: Box<IntentView>,
    },
    /// A capture, cancel or refund has its outcome; nothing more will happen to it.
    Settled {
        /// As it ended.
        intent: Box<IntentView>,
    },
    /// Antom said something new about an order.
    Order {
        /// Which.
        order: OrderId,
        /// Its number.
        reference: String,
        /// Its state word now.
        #[serde(flatten)]
        state: StateView,
    },
    /// Nothing about an order is open any more.
    Closed {
        /// Which.
        order: OrderId,
        /// Its number.
        reference: String,
        /// The state word it came to rest with.
        #[serde(flatten)]
        state: StateView,
    },
    /// Something could not be asked or written.
    Trouble {
        /// What, as a sentence.
        sentence: String,
    },
}

/// What watching brought.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WatchReport {
    /// How often everything that was due was gone through.
    pub rounds: u64,
    /// How many questions about orders were put.
    pub questions: u64,
    /// How many answers said something new.
    pub news: u64,
    /// Captures, cancels and refunds that were settled meanwhile, by whomever.
    pub settled: Vec<IntentView>,
    /// How many orders came to rest meanwhile: nothing about them is open any more.
    pub closed: u64,
    /// Captures, cancels and refunds that wait for a person: never placed at Antom, and not to be sent again by itself.
    pub waiting_for_person: Vec<IntentView>,
    /// How many orders still have something open.
    pub open_orders: usize,
    /// How many captures, cancels and refunds are still open.
    pub open_intents: usize,
    /// What went wrong, as sentences.
    pub trouble: Vec<String>,
}

/// How far an intent is: its stage, and how often it was sent.
type Standing = (Stage, Option<u32>);

/// One watching: what was seen so far, and who is told.
pub(super) struct Watching<'r, 't> {
    pub(super) report: &'r mut WatchReport,
    tell: &'t mut (dyn FnMut(&WatchEvent) + Send),
    /// Open intents as they were last seen. What settles one need not be the question about it: the answer about its
    /// payment may, or another process.
    intents: HashMap<IntentId, Standing>,
    /// Orders with something open.
    orders: HashSet<OrderId>,
}

impl<'r, 't> Watching<'r, 't> {
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
    pub(super) fn look_around(&self, watching: &mut Watching<'_, '_>) -> Result<(), ConsoleError> {
        let with_intents: HashSet<OrderId> =
            self.read(Ledger::open_intents)?.into_iter().map(|(order, _)| order).collect();
        let open: HashSet<OrderId> = self.read(Ledger::open_orders)?.iter().map(|open| open.order).collect();
        // An order that waits for its buyer moves when it is asked about, and is looked at then.
        let still = |order: &OrderId| open.contains(order) && !with_intents.contains(order);
        let known = &watching.orders;
        let moved: Vec<OrderId> = known.iter().copied().filter(|order| !still(order)).collect();
        let new: Vec<OrderId> =
            open.union(&with_intents).copied().filter(|order| !known.contains(order)).collect();
        for order in moved.into_iter().chain(new) {
            self.look_at(order, watching);
        }
        Ok(())
    }

    /// Tells what became of an order and its intents since they were last seen. An order that cannot be read is told as
    /// trouble and does not hide the others.
    pub(super) fn look_at(&self, id: OrderId, watching: &mut Watching<'_, '_>) {
        if let Err(error) = self.compare(id, watching) {
            watching.trouble(&error);
        }
    }

    fn compare(&self, id: OrderId, watching: &mut Watching<'_, '_>) -> Result<(), ConsoleError> {
        let order = self.order(id)?;
        for intent in &order.intents {
            let standing = (intent.stage, intent.sent.map(|(_, attempt, _)| attempt));
            let before = if intent.stage.is_final() {
                watching.intents.remove(&intent.id)
            } else {
                watching.intents.insert(intent.id, standing)
            };
            if before.is_none_or(|before| before == standing) {
                continue;
            }
            let view = self.intent_view(&intent.id)?;
            if intent.stage.is_final() {
                watching.tell(&WatchEvent::Settled { intent: Box::new(view.clone()) });
                watching.report.settled.push(view);
            } else {
                watching.tell(&WatchEvent::Intent { intent: Box::new(view) });
            }
        }
        if order.has_open_question(self.now()) {
            watching.orders.insert(id);
        } else if watching.orders.remove(&id) {
            watching.report.closed = watching.report.closed.saturating_add(1);
            let (reference, state) = self.told(&order);
            watching.tell(&WatchEvent::Closed { order: id, reference, state });
        }
        Ok(())
    }

    /// An order's number and its state word now.
    pub(super) fn told(&self, order: &Order) -> (String, StateView) {
        (shown(&order.terms.reference), StateView::from(order.word(self.now())))
    }
}
