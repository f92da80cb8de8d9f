//! What the domain says to an ask. Nothing is decided here; the right question is put to the right rule.

use crate::operation::ask::Ask;
use chrono::{DateTime, Utc};
use domain::ids::PaymentId;
use domain::intent::Verb;
use domain::order::{Order, Payment};
use domain::report::Status;
use domain::rules::{Decision, Permit, Policy, cancel, capture, refund};

/// The payment that is meant, where only one can be.
pub(crate) enum Meant {
    /// This one.
    One(PaymentId),
    /// Several sessions of the order were paid; a person must name one.
    Several(Vec<PaymentId>),
    /// The order has no payment yet.
    None,
}

/// The payment an ask is about: the one it names, or the one that stands.
pub(crate) fn meant(order: &Order, ask: &Ask) -> Meant {
    if let Some(named) = &ask.payment {
        return Meant::One(named.clone());
    }
    let paid: Vec<&Payment> =
        order.standing_payments().filter(|payment| payment.status == Status::Success).collect();
    match paid.as_slice() {
        [] => order.standing_payment().map_or(Meant::None, |payment| Meant::One(payment.id.clone())),
        [one] => Meant::One(one.id.clone()),
        several => {
            match order.standing_successes().map(|payment| payment.id.clone()).collect::<Vec<_>>().as_slice()
            {
                // Of several that were paid, one alone still has the buyer's money.
                [one] => Meant::One(one.clone()),
                _ => Meant::Several(several.iter().map(|payment| payment.id.clone()).collect()),
            }
        }
    }
}

/// Whether the ask may be done now.
pub(crate) fn decide(
    order: &Order,
    ask: &Ask,
    payment: &PaymentId,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Decision<Permit> {
    match ask.verb {
        Verb::Capture => match ask.amount {
            Some(amount) => capture::decide_amount(order, payment, amount, policy, now),
            None => capture::decide(order, payment, policy, now),
        },
        Verb::Cancel => cancel::decide(order, payment, policy, now),
        Verb::Refund => {
            // Without an amount all that is left is meant; of nothing left, the whole is asked for and refused with
            // the figures.
            let left = order.book(payment).map(|book| book.available).filter(|left| !left.is_zero());
            let whole = order.payment(payment).map_or(order.terms.amount, |payment| payment.amount);
            let amount = ask.amount.or(left).unwrap_or(whole);
            let reason = ask.reason.as_deref();
            if ask.despite_dispute {
                return refund::decide_despite_dispute(
                    order,
                    payment,
                    amount,
                    reason.unwrap_or_default(),
                    policy,
                    now,
                );
            }
            refund::decide(order, payment, amount, reason, policy, now)
        }
    }
}
