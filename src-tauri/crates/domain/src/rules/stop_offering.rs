//! Stop offering: no further session is issued. A link that was given out cannot be called back.

use super::replace::{old_link, old_link_until};
use super::{Decision, Lift, Policy, Refusal, RefusalCode, act};
use crate::order::Order;
use crate::windows::spoken;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A permitted end of the offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StopPermit {
    /// The sentence a person confirms.
    pub sentence: String,
    /// What follows from it.
    pub consequence: String,
    /// Until when a link can still be paid, where one can.
    pub old_link_until: Option<DateTime<Utc>>,
    /// The version of the order it was decided on.
    pub decided_on: u64,
}

/// Whether nothing more can be offered for this order from now on.
#[must_use]
pub fn decide(order: &Order, _policy: &Policy, now: DateTime<Utc>) -> Decision<StopPermit> {
    judge(order, now).into()
}

fn judge(order: &Order, now: DateTime<Utc>) -> Result<StopPermit, Refusal> {
    let reference = &order.terms.reference;
    if let Some(closed) = &order.closed {
        let reason = format!("order {reference} was closed on {} already", spoken(closed.at));
        return Err(Refusal::new(RefusalCode::OrderClosed, reason, Lift::Never));
    }
    if let Some(payment) = order.standing_successes().next() {
        let reason = format!("order {reference} is paid or authorised: {}", payment.amount);
        return Err(Refusal::new(
            RefusalCode::OrderPaid,
            reason,
            act("cancel or refund the payment instead"),
        ));
    }
    let until = old_link_until(order, now);
    let late = if until.is_some() { " A payment that comes all the same goes to Attention." } else { "" };
    Ok(StopPermit {
        sentence: format!("Stop offering order {reference} of {}", order.terms.amount),
        consequence: format!("No new link is made. {}{late}", old_link(order, until)),
        old_link_until: until,
        decided_on: order.version,
    })
}
