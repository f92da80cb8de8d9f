//! The ship rule: on what goods may leave the shop (guide 4).
//!
//! A card's success only holds the money, so goods leave on a signed capture; whatever takes the money at once leaves
//! on the payment itself. What the buyer's page says, or a redirect, is never enough.

use crate::intent::Verb;
use crate::order::{Order, Payment};
use crate::report::Status;
use serde::Serialize;

/// Whether goods may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "ship", content = "why", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Ship {
    /// *Ship now*.
    Now,
    /// *Don't ship yet*.
    NotYet(Wait),
    /// *Don't ship*: nothing of this payment is, or stays, with the shop.
    Never(Over),
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Wait {
    /// The buyer has not paid.
    Payment,
    /// The money is held; the capture has not succeeded.
    Capture,
    /// By which method was paid is not known, and so not whether the money is only held.
    Method,
    /// Antom uses a word this version does not know.
    Word,
    /// A dispute is open.
    Dispute,
    /// A cancel, or a refund of all of it, is under way.
    Return,
    /// It was paid although the request was closed: whether to deliver is for a person to decide.
    Closed,
}

/// Why it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Over {
    /// It failed.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// All of it was refunded.
    Refunded,
    /// The buyer paid again in the same session, and Antom returns this one.
    ReturnedByAntom,
}

/// Whether goods may leave on one payment of an order.
#[must_use]
pub fn ship(order: &Order, payment: &Payment) -> Ship {
    match payment.status {
        Status::Fail => return Ship::Never(Over::Failed),
        Status::Cancelled => return Ship::Never(Over::Cancelled),
        Status::Processing | Status::Pending => return Ship::NotYet(Wait::Payment),
        Status::Other(_) => return Ship::NotYet(Wait::Word),
        Status::Success => {}
    }
    if order.is_returned_by_antom(payment) {
        return Ship::Never(Over::ReturnedByAntom);
    }
    let Some(book) = order.book(&payment.id) else { return Ship::NotYet(Wait::Payment) };
    if book.is_fully_refunded() {
        return Ship::Never(Over::Refunded);
    }
    if payment.is_disputed() {
        return Ship::NotYet(Wait::Dispute);
    }
    let cancelling = order.intents_to(Verb::Cancel, &payment.id).any(|intent| intent.stage.is_open());
    if cancelling || (!book.taken.is_zero() && book.available.is_zero()) {
        return Ship::NotYet(Wait::Return);
    }
    if order.closed.is_some() {
        return Ship::NotYet(Wait::Closed);
    }
    if payment.method.is_none() {
        return Ship::NotYet(Wait::Method);
    }
    // What was taken is what signed evidence says was captured, or paid where nothing is held.
    if book.taken.is_zero() { Ship::NotYet(Wait::Capture) } else { Ship::Now }
}

/// Whether goods of an order may leave: on the first of its payments that allows it; else what the payment that speaks
/// for the order says. Without a payment there is nothing to ship on.
#[must_use]
pub fn ship_order(order: &Order) -> Ship {
    let verdicts = order.payments().map(|payment| ship(order, payment));
    if verdicts.into_iter().any(|verdict| verdict == Ship::Now) {
        return Ship::Now;
    }
    order.standing_payment().map_or(Ship::NotYet(Wait::Payment), |payment| ship(order, payment))
}
