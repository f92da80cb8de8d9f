//! Reissue: a new session of the same request ("Send again"), always with a new `paymentRequestId`.

use super::issue::Warning;
use super::one_payment::{self, was_cancelled_unpaid};
use super::{Decision, Lift, Policy, Refusal, RefusalCode, act};
use crate::ids::PaymentRequestId;
use crate::order::{Order, SessionStage};
use crate::report::Status;
use crate::shell::word;
use crate::windows::{later, spoken};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

/// A permitted new session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReissuePermit {
    /// The attempt it follows.
    pub follows: Option<PaymentRequestId>,
    /// The end the session is to be asked for.
    pub ends_at: DateTime<Utc>,
    /// The sentence a person confirms.
    pub sentence: String,
    /// What should be known before it is sent.
    pub warnings: Vec<Warning>,
    /// The version of the order it was decided on.
    pub decided_on: u64,
}

/// Whether a new session of this order can be made now. `accept_live` says that the person has been told of a link
/// that can still be paid and wants a second one all the same.
#[must_use]
pub fn decide(
    order: &Order,
    accept_live: bool,
    _policy: &Policy,
    now: DateTime<Utc>,
) -> Decision<ReissuePermit> {
    judge(order, accept_live, now).into()
}

fn judge(order: &Order, accept_live: bool, now: DateTime<Utc>) -> Result<ReissuePermit, Refusal> {
    let reference = &order.terms.reference;
    still_offered(order, now)?;
    nobody_paid(order)?;
    one_payment::none_open(order, now)?;
    not_paid(order)?;
    if order.sessions.iter().any(|session| session.stage == SessionStage::Sent) {
        let reason = format!("a link for order {reference} is being asked for right now");
        return Err(Refusal::new(RefusalCode::LinkBeingMade, reason, act("wait for Antom's answer")));
    }
    let live = order.live_session(now);
    if let (Some(live), false) = (live, accept_live) {
        let until = spoken(live.ends_at);
        let reason = if order.terms.counter.is_some() {
            format!(
                "order {reference} can be paid at the counter until {until}: countersign counter {}; take it there, or \
                 replace it knowingly",
                word(reference)
            )
        } else {
            format!(
                "order {reference} has a link that can be paid until {until}; share that one, or replace it knowingly"
            )
        };
        let lift = Lift::At(live.ends_at);
        return Err(Refusal::new(RefusalCode::LinkIsLive, reason, lift));
    }
    let mut warnings = Vec::new();
    if let Some(live) = live {
        warnings.push(Warning::OldLinkIsLive { until: live.ends_at });
    }
    if order.sessions.iter().any(|session| matches!(session.stage, SessionStage::Unanswered(_))) {
        warnings.push(Warning::OldLinkUnknown);
    }
    let life = TimeDelta::try_seconds(i64::from(order.terms.session_seconds)).unwrap_or(TimeDelta::zero());
    Ok(ReissuePermit {
        follows: order.newest_session().map(|session| session.request.clone()),
        ends_at: later(now, life),
        sentence: format!("Make a new link for order {reference} of {}", order.terms.amount),
        warnings,
        decided_on: order.version,
    })
}

/// The order is neither closed nor past its own life.
pub(super) fn still_offered(order: &Order, now: DateTime<Utc>) -> Result<(), Refusal> {
    let reference = &order.terms.reference;
    if let Some(closed) = &order.closed {
        let reason = format!("order {reference} was closed on {}", spoken(closed.at));
        return Err(Refusal::new(RefusalCode::OrderClosed, reason, act("open a new request")));
    }
    if now >= order.terms.lives_until {
        let reason = format!("the request of order {reference} ended on {}", spoken(order.terms.lives_until));
        return Err(Refusal::new(RefusalCode::RequestOver, reason, act("open a new request")));
    }
    Ok(())
}

/// No payment stands.
pub(super) fn nobody_paid(order: &Order) -> Result<(), Refusal> {
    let Some(payment) = order.standing_successes().next() else { return Ok(()) };
    let reason = format!("order {} is paid or authorised: {}", order.terms.reference, payment.amount);
    Err(Refusal::new(RefusalCode::OrderPaid, reason, Lift::Never))
}

/// Nobody has paid, is paying, or has paid and been given the money back.
pub(super) fn not_paid(order: &Order) -> Result<(), Refusal> {
    nobody_paid(order)?;
    let reference = &order.terms.reference;
    for payment in order.payments() {
        match payment.status {
            Status::Fail => {}
            Status::Cancelled if was_cancelled_unpaid(order.session_of(&payment.id), payment) => {}
            Status::Success | Status::Cancelled => {
                let reason = format!("the payment of order {reference} was ended, and its request with it");
                return Err(Refusal::new(RefusalCode::OrderEnded, reason, act("open a new request")));
            }
            Status::Processing | Status::Pending | Status::Other(_) => {
                let reason = format!("the buyer of order {reference} is paying {}", payment.amount);
                let lift = act("wait for Antom's word, or cancel the payment first");
                return Err(Refusal::new(RefusalCode::PaymentUnderWay, reason, lift));
            }
        }
    }
    Ok(())
}
