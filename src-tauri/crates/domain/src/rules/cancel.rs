//! Cancel: the whole payment, while its window is open and nothing else was done with it (api.md sections 3.4, 5).

use super::footing::{self, Drafted};
use super::{Decision, Lift, Permit, Policy, Refusal, RefusalCode, act};
use crate::ids::{IntentId, PaymentId};
use crate::intent::{Stage, Verb};
use crate::order::{Book, Order, Payment};
use crate::report::Status;
use crate::windows::{self, CancelWindow, spoken};
use chrono::{DateTime, Utc};
use money::Money;

/// Whether the payment can be cancelled now.
#[must_use]
pub fn decide(order: &Order, payment: &PaymentId, _policy: &Policy, now: DateTime<Utc>) -> Decision<Permit> {
    judge(order, payment, now).into()
}

/// The second decision, on fresh state, when the cancel is about to leave.
#[must_use]
pub fn decide_again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Decision<Permit> {
    footing::waiting(order, intent, Verb::Cancel).and_then(|_| again(order, intent, now)).into()
}

/// The decision of an intent as if it had not been taken yet.
pub(super) fn again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Result<Permit, Refusal> {
    let found = order.intent(intent).ok_or_else(|| footing::unknown_intent(intent))?;
    judge(&order.without(intent), &found.requested.payment, now)
}

pub(super) fn judge(order: &Order, payment: &PaymentId, now: DateTime<Utc>) -> Result<Permit, Refusal> {
    let payment = footing::payment(order, payment)?;
    footing::is_alive(payment)?;
    footing::is_ours_to_return(order, payment)?;
    footing::none_open(order, payment, Verb::Cancel)?;
    not_all_went_back(order, payment)?;
    nothing_was_captured(order, payment)?;
    nothing_was_refunded(order, payment)?;
    let leave_before = window_is_open(payment, now)?;
    let amount = payment.amount;
    let zero = Money::zero(amount.currency());
    let book_after =
        Book { authorised: zero, taken: zero, refunded: zero, pending: zero, queued: zero, available: zero };
    Ok(footing::permit(
        order,
        payment,
        Drafted {
            verb: Verb::Cancel,
            amount,
            sentence: format!("Cancel the payment of {amount} of order {}", order.terms.reference),
            consequence: consequence(payment),
            book_after,
            leave_before,
        },
    ))
}

/// Where all of it was refunded there is nothing to cancel, and nothing to do instead.
fn not_all_went_back(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    if !order.book(&payment.id).is_some_and(|book| book.is_fully_refunded()) {
        return Ok(());
    }
    let reason = format!("all of {} was refunded already, so nothing is left to cancel", payment.amount);
    Err(Refusal::new(RefusalCode::AlreadyRefunded, reason, act("do nothing: the buyer has all of it back")))
}

fn nothing_was_captured(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    footing::none_open(order, payment, Verb::Capture)?;
    let done = order.intents_to(Verb::Capture, &payment.id).any(|intent| intent.stage == Stage::Done);
    let seen = payment.authorises_first() && payment.captures_seen().next().is_some();
    if !done && !seen {
        return Ok(());
    }
    let reason = format!("{} was captured, and a captured payment cannot be cancelled", payment.amount);
    Err(Refusal::new(
        RefusalCode::AlreadyCaptured,
        reason,
        refund_the_rest(order, payment, "refund it instead"),
    ))
}

fn nothing_was_refunded(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    footing::none_open(order, payment, Verb::Refund)?;
    let done = order.intents_to(Verb::Refund, &payment.id).any(|intent| intent.stage == Stage::Done);
    if !done && payment.refunds_seen().next().is_none() {
        return Ok(());
    }
    let reason =
        format!("some of {} was refunded, and a refunded payment cannot be cancelled", payment.amount);
    let lift = refund_the_rest(order, payment, "refund the rest instead");
    Err(Refusal::new(RefusalCode::AlreadyRefunded, reason, lift))
}

/// A refund in the place of a cancel, where anything is left that could be refunded.
fn refund_the_rest(order: &Order, payment: &Payment, instead: &str) -> Lift {
    let left = order.book(&payment.id).is_some_and(|book| !book.available.is_zero());
    if left {
        act(instead)
    } else {
        act("wait until its refunds are settled; nothing else is left to refund")
    }
}

/// The deadline, where the window has one.
fn window_is_open(payment: &Payment, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Refusal> {
    let method = payment.method.as_deref().unwrap_or("this method");
    match windows::cancel_window(payment) {
        CancelWindow::Until(end) if now < end => Ok(Some(end)),
        CancelWindow::WhileUnpaid if payment.status != Status::Success => Ok(None),
        CancelWindow::Until(end) => {
            let reason = format!("the payment could be cancelled until {}", spoken(end));
            Err(Refusal::new(RefusalCode::CancelWindowOver, reason, instead(payment)))
        }
        CancelWindow::WhileUnpaid => {
            let reason = format!("{method} can be cancelled only before it is paid");
            Err(Refusal::new(RefusalCode::CancelWindowOver, reason, instead(payment)))
        }
        CancelWindow::Never => {
            let reason = format!("{method} cannot be cancelled");
            Err(Refusal::new(RefusalCode::CancelNotOffered, reason, instead(payment)))
        }
    }
}

/// What is left to do where a cancel is not possible.
fn instead(payment: &Payment) -> Lift {
    match payment.status {
        Status::Success if payment.authorises_first() => act("let the hold lapse, or capture and refund it"),
        Status::Success if windows::profile_of(payment).refundable => act("refund it instead"),
        Status::Success => Lift::Never,
        _ => act("wait until it is paid or fails"),
    }
}

fn consequence(payment: &Payment) -> String {
    let amount = payment.amount;
    match payment.status {
        Status::Success if payment.authorises_first() => {
            format!("The hold of {amount} is released; nothing was taken. This is final.")
        }
        Status::Success => format!("The buyer gets the whole {amount} back. This is final."),
        _ => "The buyer can no longer finish paying. This is final.".to_owned(),
    }
}
