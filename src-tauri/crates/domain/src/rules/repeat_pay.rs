//! Repeat a `pay` whose answer was lost: the same id and the same bytes, so that no second payment can come of it
//! (api.md section 7).
//!
//! All of it must hold: Antom was asked and said, signed, either that it never saw the id or that the payment is open;
//! nothing else of the order is open or paid; and the first attempt is younger than 15 minutes. Otherwise it is asked on.

use super::reissue::{nobody_paid, still_offered};
use super::{Decision, Lift, Refusal, RefusalCode, act};
use crate::digest::Digest;
use crate::ids::PaymentRequestId;
use crate::order::{Order, Session, SessionStage};
use crate::report::Status;
use crate::windows::{SEND_AGAIN, later, spoken};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A permitted repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepeatPermit {
    /// The id, which stays.
    pub request: PaymentRequestId,
    /// The body, which stays.
    pub body: Digest,
    /// The end it was asked to have.
    pub ends_at: DateTime<Utc>,
}

/// Whether the newest `pay` of an order may be sent again as it was.
#[must_use]
pub fn decide(order: &Order, now: DateTime<Utc>) -> Decision<RepeatPermit> {
    judge(order, now).into()
}

fn judge(order: &Order, now: DateTime<Utc>) -> Result<RepeatPermit, Refusal> {
    still_offered(order, now)?;
    nobody_paid(order)?;
    let (session, body) = unanswered(order)?;
    let others = order.sessions.iter().filter(|other| other.request != session.request);
    if others.into_iter().any(Session::is_undecided) {
        let reason = "another payment of the order is not over yet";
        return Err(Refusal::new(RefusalCode::PaymentUnderWay, reason, act("wait for Antom's word on it")));
    }
    if !is_settled_by_asking(session) {
        let reason = "Antom has not said yet whether it knows the payment";
        return Err(Refusal::new(RefusalCode::NotProven, reason, act("ask Antom until it is known")));
    }
    let limit = later(session.requested_at, SEND_AGAIN).min(session.ends_at);
    // A moment that is still to come was written by a clock that was ahead: how old it is nobody knows.
    if now >= limit || now < session.requested_at {
        let reason = format!("it could be sent again until {}", spoken(limit));
        return Err(Refusal::new(RefusalCode::TooOld, reason, act("ask Antom until it is over")));
    }
    Ok(RepeatPermit { request: session.request.clone(), body, ends_at: session.ends_at })
}

/// The newest attempt, where it is a `pay` that was sent and not answered.
fn unanswered(order: &Order) -> Result<(&Session, Digest), Refusal> {
    let found = order
        .newest_session()
        .filter(|session| session.by_pay && matches!(session.stage, SessionStage::Unanswered(_)));
    found
        .and_then(|session| session.body.map(|body| (session, body)))
        .ok_or_else(|| Refusal::new(RefusalCode::NotWaiting, "no payment waits for an answer", Lift::Never))
}

/// Antom said, signed, that it does not know the id, or that its payment is open.
fn is_settled_by_asking(session: &Session) -> bool {
    if session.payments.is_empty() {
        return session.answered_at.is_some();
    }
    session.payments.iter().all(|payment| payment.status == Status::Processing)
}
