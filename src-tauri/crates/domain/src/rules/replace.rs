//! Replace: a new request with other terms in the place of this one. A live link cannot be ended, so the old one is
//! named with the time until which it can still be paid, and stays watched.

use super::one_payment::none_open;
use super::reissue::{nobody_paid, not_paid};
use super::{Decision, Policy, Refusal};
use crate::order::{Order, Session};
use crate::windows::spoken;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A permitted replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplacePermit {
    /// The sentence a person confirms.
    pub sentence: String,
    /// What follows from it.
    pub consequence: String,
    /// Until when the old link can still be paid, where it can: making the new one after this moment rules out that
    /// both are paid.
    pub old_link_until: Option<DateTime<Utc>>,
    /// The version of the order it was decided on.
    pub decided_on: u64,
}

/// Whether this order can be replaced by one with other terms now.
#[must_use]
pub fn decide(order: &Order, _policy: &Policy, now: DateTime<Utc>) -> Decision<ReplacePermit> {
    judge(order, now).into()
}

fn judge(order: &Order, now: DateTime<Utc>) -> Result<ReplacePermit, Refusal> {
    nobody_paid(order)?;
    none_open(order, now)?;
    not_paid(order)?;
    let until = old_link_until(order, now);
    Ok(ReplacePermit {
        sentence: format!(
            "Replace the request of {} for order {}",
            order.terms.amount, order.terms.reference
        ),
        consequence: old_link(order, until),
        old_link_until: until,
        decided_on: order.version,
    })
}

/// The last moment at which any link of this order can still be paid.
pub(super) fn old_link_until(order: &Order, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    order
        .sessions
        .iter()
        .filter(|session| Session::is_live(session, now))
        .map(|session| session.ends_at)
        .max()
}

/// What is to be said about links that were given out.
pub(super) fn old_link(order: &Order, until: Option<DateTime<Utc>>) -> String {
    match until {
        Some(until) => format!(
            "The old link, for {}, can still be paid until {}; it stays watched until then and a quarter of an hour \
             longer.",
            order.terms.amount,
            spoken(until)
        ),
        None => "No old link can be paid any more.".to_owned(),
    }
}
