//! Capture: the whole held amount, once, before the hold ends (guide 1).

use super::footing::{self, Drafted};
use super::{Decision, Lift, Permit, Policy, Refusal, RefusalCode, act};
use crate::fact::CaptureMode;
use crate::ids::{IntentId, PaymentId};
use crate::intent::{Stage, Verb};
use crate::order::{Book, Order, Payment};
use crate::report::Status;
use crate::windows::{self, spoken};
use chrono::{DateTime, Utc};
use money::Money;

/// Whether the held amount can be captured now.
#[must_use]
pub fn decide(order: &Order, payment: &PaymentId, _policy: &Policy, now: DateTime<Utc>) -> Decision<Permit> {
    judge(order, payment, None, now).into()
}

/// The same for an amount that somebody named: any but the whole is refused.
#[must_use]
pub fn decide_amount(
    order: &Order,
    payment: &PaymentId,
    amount: Money,
    _policy: &Policy,
    now: DateTime<Utc>,
) -> Decision<Permit> {
    judge(order, payment, Some(amount), now).into()
}

/// The second decision, on fresh state, when the capture is about to leave.
#[must_use]
pub fn decide_again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Decision<Permit> {
    footing::waiting(order, intent, Verb::Capture).and_then(|_| again(order, intent, now)).into()
}

/// The decision of an intent as if it had not been taken yet.
pub(super) fn again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Result<Permit, Refusal> {
    let found = order.intent(intent).ok_or_else(|| footing::unknown_intent(intent))?;
    judge(&order.without(intent), &found.requested.payment, Some(found.requested.amount), now)
}

fn judge(
    order: &Order,
    payment: &PaymentId,
    amount: Option<Money>,
    now: DateTime<Utc>,
) -> Result<Permit, Refusal> {
    let payment = footing::payment(order, payment)?;
    footing::is_paid(payment)?;
    footing::is_ours_to_return(order, payment)?;
    is_a_manual_hold(order, payment)?;
    footing::none_open(order, payment, Verb::Cancel)?;
    was_not_captured(order, payment)?;
    let hold = windows::hold_end(payment);
    if now >= hold.at {
        let reason = format!("the hold of {} ended on {}", payment.amount, spoken(hold.at));
        return Err(Refusal::new(
            RefusalCode::HoldEnded,
            reason,
            act("ask for the money with a new request"),
        ));
    }
    if payment.is_disputed() {
        let reason = format!("a dispute is open on the payment of {}", payment.amount);
        return Err(Refusal::new(
            RefusalCode::Disputed,
            reason,
            Lift::Person("whoever handles the dispute".into()),
        ));
    }
    is_the_whole(payment, amount)?;
    let book = footing::book(order, payment)?;
    let amount = payment.amount;
    Ok(footing::permit(
        order,
        payment,
        Drafted {
            verb: Verb::Capture,
            amount,
            sentence: format!("Capture {amount} from the buyer of order {}", order.terms.reference),
            consequence: format!(
                "{amount} is taken, all of it and once. Afterwards it can be refunded, no longer cancelled."
            ),
            book_after: Book { taken: amount, available: amount, ..book },
            leave_before: Some(hold.at),
        },
    ))
}

fn is_a_manual_hold(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    if !payment.authorises_first() {
        let method = payment.method.as_deref().unwrap_or("this method");
        let reason = format!("{method} took {} at once; there is no hold to capture", payment.amount);
        return Err(Refusal::new(RefusalCode::NothingToCapture, reason, Lift::Never));
    }
    if order.terms.capture_mode != CaptureMode::Automatic {
        return Ok(());
    }
    let taken = payment.captures.iter().any(|capture| capture.status == Status::Success);
    let (code, reason, lift) = if taken {
        let reason = format!("Antom captured {} by itself already", payment.amount);
        (RefusalCode::AlreadyCaptured, reason, "do nothing: the money is taken; it can be refunded")
    } else {
        let reason = format!("Antom captures {} by itself, within minutes of the payment", payment.amount);
        let lift = "do nothing; Attention tells where it did not come within an hour";
        (RefusalCode::CaptureIsAutomatic, reason, lift)
    };
    Err(Refusal::new(code, reason, act(lift)))
}

fn was_not_captured(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    footing::none_open(order, payment, Verb::Capture)?;
    let done = order.intents_to(Verb::Capture, &payment.id).any(|intent| intent.stage == Stage::Done);
    if !done && payment.captures_seen().next().is_none() {
        return Ok(());
    }
    let reason = format!("{} was captured already, and a payment is captured once", payment.amount);
    Err(Refusal::new(RefusalCode::AlreadyCaptured, reason, Lift::Never))
}

fn is_the_whole(payment: &Payment, amount: Option<Money>) -> Result<(), Refusal> {
    let Some(amount) = amount else { return Ok(()) };
    footing::fits(payment, amount)?;
    if amount == payment.amount {
        return Ok(());
    }
    let reason = format!("a capture is of the whole {}, not of {amount}", payment.amount);
    let lift = act(format!("capture {}, then refund the difference", payment.amount));
    Err(Refusal::new(RefusalCode::NotFullAmount, reason, lift))
}
