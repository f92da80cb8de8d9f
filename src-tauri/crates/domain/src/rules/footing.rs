//! What several rules ask of a payment before they look at their own matter.

use super::{Lift, Permit, Refusal, RefusalCode, act};
use crate::ids::{IntentId, PaymentId};
use crate::intent::{Intent, Stage, Verb};
use crate::order::{Book, Order, Payment};
use crate::report::Status;
use chrono::{DateTime, Utc};
use money::Money;

/// A payment of the order.
pub(super) fn payment<'a>(order: &'a Order, id: &PaymentId) -> Result<&'a Payment, Refusal> {
    order.payment(id).ok_or_else(|| {
        if order.payments().next().is_none() {
            let reason =
                format!("the buyer has submitted nothing on the page of order {}", order.terms.reference);
            return Refusal::new(
                RefusalCode::NothingSubmitted,
                reason,
                act("stop offering the order instead; there is no payment to act on"),
            );
        }
        let reason = format!("payment {id} does not belong to order {}", order.terms.reference);
        Refusal::new(RefusalCode::UnknownPayment, reason, act("name a payment of this order"))
    })
}

/// The money of a payment of the order.
pub(super) fn book(order: &Order, payment: &Payment) -> Result<Book, Refusal> {
    order.book(&payment.id).ok_or_else(|| {
        let reason = format!("payment {} does not belong to order {}", payment.id, order.terms.reference);
        Refusal::new(RefusalCode::UnknownPayment, reason, act("name a payment of this order"))
    })
}

/// The payment is neither failed nor cancelled, and its status is a word that is understood.
pub(super) fn is_alive(payment: &Payment) -> Result<(), Refusal> {
    match &payment.status {
        Status::Cancelled => Err(Refusal::new(
            RefusalCode::PaymentCancelled,
            format!("the payment of {} is cancelled and nothing of it is left", payment.amount),
            Lift::Never,
        )),
        Status::Fail => Err(Refusal::new(
            RefusalCode::PaymentFailed,
            format!("the payment of {} failed and no money moved", payment.amount),
            act("send the request again or make a new one"),
        )),
        Status::Other(word) => Err(Refusal::new(
            RefusalCode::StatusUnknown,
            format!("Antom calls the payment {word}, which this version does not know"),
            act("ask Antom again, or look at the payment in Antom's Dashboard"),
        )),
        Status::Success | Status::Processing | Status::Pending => Ok(()),
    }
}

/// The buyer has paid, or the money is held.
pub(super) fn is_paid(payment: &Payment) -> Result<(), Refusal> {
    is_alive(payment)?;
    if payment.status == Status::Success {
        return Ok(());
    }
    let reason = format!("the buyer has not finished paying {}", payment.amount);
    Err(Refusal::new(RefusalCode::NotPaidYet, reason, act("wait for Antom's word, or cancel the payment")))
}

/// Of several successes of one session the last stands; the earlier ones are Antom's to return, never ours.
pub(super) fn is_ours_to_return(order: &Order, payment: &Payment) -> Result<(), Refusal> {
    if !order.is_returned_by_antom(payment) {
        return Ok(());
    }
    let reason = format!(
        "the buyer paid {} more than once in the same session; Antom keeps the last payment and returns this one itself",
        payment.amount
    );
    Err(Refusal::new(RefusalCode::AntomReturnsIt, reason, Lift::Never))
}

/// No intent of this verb is open on the payment.
pub(super) fn none_open(order: &Order, payment: &Payment, verb: Verb) -> Result<(), Refusal> {
    match order.intents_to(verb, &payment.id).find(|intent| intent.stage.is_open()) {
        None => Ok(()),
        Some(intent) => Err(is_open(intent)),
    }
}

fn is_open(intent: &Intent) -> Refusal {
    let code = match intent.verb {
        Verb::Capture => RefusalCode::CaptureOpen,
        Verb::Cancel => RefusalCode::CancelOpen,
        Verb::Refund => RefusalCode::RefundOpen,
    };
    let noun = noun(intent.verb);
    let (state, lift) = match intent.stage {
        Stage::Queued | Stage::Released => {
            ("waits to leave", act(format!("stop the {noun}, or wait until it is done")))
        }
        Stage::NeverPlaced => ("never arrived at Antom", act(format!("stop the {noun}, or send it again"))),
        _ => ("is being checked with Antom", act("wait for Antom's word on it")),
    };
    let reason = format!("a {noun} of {} on this payment {state}", intent.requested.amount);
    Refusal::new(code, reason, lift)
}

/// An amount that is not zero and in the payment's own currency.
pub(super) fn fits(payment: &Payment, amount: Money) -> Result<(), Refusal> {
    if amount.currency() != payment.amount.currency() {
        let reason = format!("{amount} is in another currency than the payment of {}", payment.amount);
        let lift = act(format!("give the amount in {}", payment.amount.currency().code()));
        return Err(Refusal::new(RefusalCode::CurrencyDiffers, reason, lift));
    }
    if amount.is_zero() {
        let lift = act(format!("give an amount above {amount}"));
        return Err(Refusal::new(
            RefusalCode::ZeroAmount,
            format!("an amount of {amount} moves nothing"),
            lift,
        ));
    }
    Ok(())
}

/// An intent that still waits to leave.
pub(super) fn waiting<'a>(order: &'a Order, id: &IntentId, verb: Verb) -> Result<&'a Intent, Refusal> {
    let intent = order.intent(id).ok_or_else(|| unknown_intent(id))?;
    if intent.verb != verb {
        return Err(unknown_intent(id));
    }
    match intent.stage {
        Stage::Queued | Stage::Released => Ok(intent),
        _ => Err(Refusal::new(
            RefusalCode::NotWaiting,
            format!("the {} of {} no longer waits to leave", noun(verb), intent.requested.amount),
            Lift::Never,
        )),
    }
}

pub(super) fn unknown_intent(id: &IntentId) -> Refusal {
    Refusal::new(
        RefusalCode::UnknownIntent,
        format!("nothing with the id {id} was decided for this order"),
        act("list the outbox and name one of its entries"),
    )
}

pub(super) const fn noun(verb: Verb) -> &'static str {
    match verb {
        Verb::Capture => "capture",
        Verb::Cancel => "cancel",
        Verb::Refund => "refund",
    }
}

/// A permission, with what is the same for every verb filled in.
pub(super) struct Drafted {
    pub(super) verb: Verb,
    pub(super) amount: Money,
    pub(super) sentence: String,
    pub(super) consequence: String,
    pub(super) book_after: Book,
    pub(super) leave_before: Option<DateTime<Utc>>,
}

pub(super) fn permit(order: &Order, payment: &Payment, drafted: Drafted) -> Permit {
    Permit {
        verb: drafted.verb,
        payment: payment.id.clone(),
        request: payment.request.clone(),
        amount: drafted.amount,
        sentence: flagged(order, drafted.sentence),
        consequence: drafted.consequence,
        book_after: drafted.book_after,
        leave_before: drafted.leave_before,
        despite_dispute: false,
        decided_on: order.version,
    }
}

/// An order that was paid twice says so in every sentence a person confirms.
fn flagged(order: &Order, sentence: String) -> String {
    if order.paid_twice() { format!("{sentence} (this order was paid twice)") } else { sentence }
}
