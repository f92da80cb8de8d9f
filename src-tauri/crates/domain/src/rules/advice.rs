//! Cancel or refund? Which is right now, and until when.

use super::{Policy, Refusal, cancel, refund};
use crate::ids::PaymentId;
use crate::order::{Order, Payment};
use crate::windows::{self, spoken};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The way to give a payment back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Cancel the whole payment.
    Cancel,
    /// Refund what was taken.
    Refund,
    /// Neither is possible now.
    Neither,
}

/// Which way is right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// The way.
    pub right_now: Way,
    /// Until when it is the right one, where that has an end.
    pub until: Option<DateTime<Utc>>,
    /// Why, in one sentence.
    pub why: String,
}

/// Advises on one payment: a cancel while its window is open and nothing else was done, because it undoes the whole
/// payment; a refund afterwards.
#[must_use]
pub fn cancel_or_refund(order: &Order, payment: &PaymentId, now: DateTime<Utc>) -> Advice {
    match cancel::judge(order, payment, now) {
        Ok(permit) => Advice {
            right_now: Way::Cancel,
            until: permit.leave_before,
            why: match permit.leave_before {
                Some(end) => format!("the whole {} can be cancelled until {}", permit.amount, spoken(end)),
                None => format!("the whole {} can be cancelled as long as it is not paid", permit.amount),
            },
        },
        Err(no_cancel) => refund_or_neither(order, payment, &no_cancel, now),
    }
}

fn refund_or_neither(order: &Order, id: &PaymentId, no_cancel: &Refusal, now: DateTime<Utc>) -> Advice {
    let neither = |why: String| Advice { right_now: Way::Neither, until: None, why };
    let Some((payment, book)) = order.payment(id).zip(order.book(id)) else {
        return neither(no_cancel.reason.clone());
    };
    // A written reason is the person's to give; here only the possibility counts.
    let whole = refund::decide(order, id, book.available, Some("advice"), &Policy::default(), now);
    match whole.refusal() {
        None => Advice {
            right_now: Way::Refund,
            until: windows::refund_end(payment),
            why: format!("{}, so refund up to {}", no_cancel.reason, book.available),
        },
        Some(no_refund) => neither(reasons(payment, no_cancel, no_refund)),
    }
}

fn reasons(payment: &Payment, no_cancel: &Refusal, no_refund: &Refusal) -> String {
    let zero = no_refund.code == super::RefusalCode::ZeroAmount;
    if zero || no_cancel.code == no_refund.code {
        return no_cancel.reason.clone();
    }
    format!("{}; and of {}: {}", no_cancel.reason, payment.amount, no_refund.reason)
}
