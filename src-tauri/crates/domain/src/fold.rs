//! The fold: a set of facts in, the state of one order out.
//!
//! Facts of several desks can arrive in any order, so they are put into one order first: by time, then by desk, then
//! by place in the desk's chain. Clocks of desks differ, so what is *founded* (sessions asked for, intents decided)
//! is collected before anything is *applied*; a step is never lost because another desk's clock ran ahead.
//!
//! A fact that makes no sense where it stands never panics and never sets money free; see [`crate::stage`].

mod accounts;
mod intents;
mod payments;
mod sessions;
mod transactions;

pub use accounts::{fold_accounts, fold_settings};

use crate::fact::{Body, Fact, Terms};
use crate::ids::{OperationId, OrderId};
use crate::intent::Verb;
use crate::order::{Closed, Order};
use payments::Loose;
use thiserror::Error;

/// Why a set of facts is not one order.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FoldError {
    /// There is no fact at all.
    #[error("there is no fact to make an order of; look the order up again")]
    Empty,
    /// A fact belongs to no order.
    #[error("the fact {fact} belongs to no order; fold the facts of one order only")]
    OrderMissing {
        /// Which fact.
        fact: crate::ids::FactId,
    },
    /// Facts of two orders were mixed.
    #[error("facts of the orders {one} and {other} were mixed; fold the facts of one order only")]
    Mixed {
        /// One of the orders.
        one: OrderId,
        /// The other.
        other: OrderId,
    },
    /// Nothing says how the order began.
    #[error(
        "the order {order} was never opened or imported; its first fact is missing, restore it from a backup"
    )]
    NotOpened {
        /// Which order.
        order: OrderId,
    },
}

impl FoldError {
    /// A stable code for output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "no-facts",
            Self::OrderMissing { .. } => "fact-without-order",
            Self::Mixed { .. } => "orders-mixed",
            Self::NotOpened { .. } => "order-not-opened",
        }
    }
}

/// Folds the facts of one order into its state. Any order of the facts gives the same state; a fact given twice
/// counts once.
///
/// # Errors
/// [`FoldError`] where the facts are not those of exactly one order that was opened or imported.
pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Result<Order, FoldError> {
    let facts = in_order(facts);
    let id = one_order(&facts)?;
    let (opening, terms) = opening(&facts).ok_or(FoldError::NotOpened { order: id })?;
    let order = founded(id, opening, terms, &facts);
    let mut building = Building { order, loose: Vec::new(), failed: Vec::new() };
    for fact in &facts {
        building.found(fact);
    }
    for fact in &facts {
        building.apply(fact);
    }
    Ok(building.finish())
}

/// Facts in the order in which they count, each once.
pub(crate) fn in_order<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<&'a Fact> {
    let mut facts: Vec<&Fact> = facts.into_iter().collect();
    facts.sort_by_key(|fact| (fact.at, fact.device, fact.device_seq, fact.id));
    facts.dedup_by_key(|fact| fact.id);
    facts
}

fn one_order(facts: &[&Fact]) -> Result<OrderId, FoldError> {
    let mut id = None;
    for fact in facts {
        let here = fact.order.ok_or(FoldError::OrderMissing { fact: fact.id })?;
        match id {
            None => id = Some(here),
            Some(one) if one != here => return Err(FoldError::Mixed { one, other: here }),
            Some(_) => {}
        }
    }
    id.ok_or(FoldError::Empty)
}

fn opening<'a>(facts: &[&'a Fact]) -> Option<(&'a Fact, &'a Terms)> {
    facts.iter().find_map(|fact| match &fact.body {
        Body::OrderOpened(terms) | Body::OrderImported(terms) => Some((*fact, terms.as_ref())),
        _ => None,
    })
}

fn founded(id: OrderId, opening: &Fact, terms: &Terms, facts: &[&Fact]) -> Order {
    Order {
        id,
        version: u64::try_from(facts.len()).unwrap_or(u64::MAX),
        opened_at: opening.at,
        opened_by: opening.actor.clone(),
        terms: terms.clone(),
        imported: matches!(opening.body, Body::OrderImported(_)),
        closed: None,
        sessions: Vec::new(),
        intents: Vec::new(),
        notes: Vec::new(),
        forgotten: false,
        moved_at: facts.last().map_or(opening.at, |fact| fact.at),
    }
}

/// An order on its way from facts to state.
struct Building {
    order: Order,
    /// Said about payments that were not known yet when it was said; attached at the end.
    loose: Vec<Loose>,
    /// The operations of which Antom's own record says that they failed.
    failed: Vec<(Verb, OperationId)>,
}

impl Building {
    /// First round: what later facts refer to.
    fn found(&mut self, fact: &Fact) {
        match &fact.body {
            Body::SessionRequested(requested) => self.found_session(fact, requested),
            Body::Intent { verb, intent, step: crate::intent::Step::Requested(requested) } => {
                self.found_intent(fact, *verb, *intent, requested);
            }
            _ => {}
        }
    }

    /// Second round: everything else.
    fn apply(&mut self, fact: &Fact) {
        match &fact.body {
            Body::OrderNoted { note } => self.order.notes.push(*note),
            Body::OrderClosed { reason } => {
                self.order.closed.get_or_insert_with(|| Closed {
                    at: fact.at,
                    by: fact.actor.clone(),
                    reason: reason.clone(),
                });
            }
            Body::BuyerForgotten { .. } => self.order.forgotten = true,
            Body::SessionSent { .. }
            | Body::SessionIssued { .. }
            | Body::SessionRefused { .. }
            | Body::SessionUnanswered { .. }
            | Body::LinkShared { .. } => self.apply_session(fact),
            Body::PaymentReported(report) => self.apply_report(fact, report),
            Body::Intent { verb, intent, step } => self.apply_step(fact, *verb, *intent, step),
            _ => {}
        }
    }

    fn finish(mut self) -> Order {
        self.attach_loose();
        self.settle_from_each_other();
        self.date_what_was_made_elsewhere();
        self.put_in_order();
        self.order
    }

    fn put_in_order(&mut self) {
        for session in &mut self.order.sessions {
            session.payments.sort_by(|a, b| a.place().cmp(&b.place()));
        }
        self.order.sessions.sort_by(|a, b| (a.requested_at, &a.request).cmp(&(b.requested_at, &b.request)));
        self.order.intents.sort_by_key(|intent| (intent.requested_at, intent.id));
    }
}

#[cfg(test)]
mod tests;
