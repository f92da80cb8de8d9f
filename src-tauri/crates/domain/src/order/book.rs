//! The money of one payment.

use super::{Book, Order, Payment};
use crate::ids::{OperationId, PaymentId};
use crate::intent::{Stage, Verb};
use crate::report::{Status, Transaction};
use money::{AmountError, Currency, Money};
use std::collections::BTreeSet;

impl Order {
    /// The money of one payment; `None` for a payment that is not of this order.
    ///
    /// Operations made elsewhere (the Dashboard) count like ours, each once under its id, whether it is known from an
    /// answer, a notification or `transactions[]`. What does not add up leaves nothing available.
    #[must_use]
    pub fn book(&self, payment: &PaymentId) -> Option<Book> {
        let payment = self.payment(payment)?;
        let currency = payment.amount.currency();
        Some(self.reckon(payment).unwrap_or_else(|_| unclear(payment, currency)))
    }

    /// What the shop took, paid or captured, of every payment that stands, in the order's currency: an order that was
    /// paid twice holds both until one of them goes back.
    ///
    /// # Errors
    /// [`AmountError`] where the sum is larger than any amount can be.
    pub fn taken(&self) -> Result<Money, AmountError> {
        self.in_all(|book| book.taken)
    }

    /// What went back of it, in the order's currency.
    ///
    /// # Errors
    /// As [`Order::taken`].
    pub fn refunded(&self) -> Result<Money, AmountError> {
        self.in_all(|book| book.refunded)
    }

    fn in_all(&self, of: impl Fn(Book) -> Money) -> Result<Money, AmountError> {
        let currency = self.terms.amount.currency();
        self.standing_payments()
            .filter_map(|payment| self.book(&payment.id))
            .map(of)
            .filter(|amount| amount.currency() == currency)
            .try_fold(Money::zero(currency), Money::checked_add)
    }

    fn reckon(&self, payment: &Payment) -> Result<Book, AmountError> {
        let currency = payment.amount.currency();
        let zero = Money::zero(currency);
        let (authorised, taken) = match payment.status {
            Status::Success if payment.authorises_first() => {
                // One capture of at most the whole is all there can be (guide 1).
                let captured = total(currency, &payment.captures)?;
                (
                    payment.amount,
                    if captured.minor() > payment.amount.minor() { payment.amount } else { captured },
                )
            }
            Status::Success => (payment.amount, payment.amount),
            _ => (zero, zero),
        };
        let refunded = total(currency, &payment.refunds)?;
        let ours: BTreeSet<&OperationId> = self
            .intents_to(Verb::Refund, &payment.id)
            .filter(|intent| intent.stage.is_open())
            .map(|intent| &intent.requested.operation)
            .collect();
        let mut pending = total_of(
            currency,
            payment.refunds.iter().filter(|refund| is_under_way(refund) && !ours.contains(&refund.operation)),
        )?;
        let mut queued = zero;
        for intent in self.intents_to(Verb::Refund, &payment.id) {
            match intent.stage {
                Stage::Sent | Stage::Checking if !is_settled(payment, &intent.requested.operation) => {
                    pending = pending.checked_add(intent.requested.amount)?;
                }
                Stage::Queued | Stage::Released | Stage::NeverPlaced
                    if !is_settled(payment, &intent.requested.operation) =>
                {
                    queued = queued.checked_add(intent.requested.amount)?;
                }
                _ => {}
            }
        }
        let spoken_for = refunded.checked_add(pending)?.checked_add(queued)?;
        let available = taken.checked_sub(spoken_for).unwrap_or(zero);
        Ok(Book { authorised, taken, refunded, pending, queued, available })
    }
}

/// A refund whose success Antom has recorded counts as refunded, whatever its intent still waits for.
fn is_settled(payment: &Payment, operation: &OperationId) -> bool {
    payment.refunds.iter().any(|refund| refund.operation == *operation && refund.status == Status::Success)
}

/// Anything that is neither done nor failed may still move money.
const fn is_under_way(transaction: &Transaction) -> bool {
    !matches!(transaction.status, Status::Success | Status::Fail)
}

/// The sum of what succeeded.
fn total(currency: Currency, list: &[Transaction]) -> Result<Money, AmountError> {
    total_of(currency, list.iter().filter(|transaction| transaction.status == Status::Success))
}

fn total_of<'a>(
    currency: Currency,
    list: impl Iterator<Item = &'a Transaction>,
) -> Result<Money, AmountError> {
    list.map(|transaction| transaction.amount).try_fold(Money::zero(currency), Money::checked_add)
}

/// Records in another currency, or too large to add: nothing may be spent on them.
fn unclear(payment: &Payment, currency: Currency) -> Book {
    let zero = Money::zero(currency);
    Book {
        authorised: payment.amount,
        taken: zero,
        refunded: zero,
        pending: zero,
        queued: zero,
        available: zero,
    }
}

impl Book {
    /// What its refunds come to: done, on their way, and waiting to leave.
    #[must_use]
    pub fn refunds(&self) -> Money {
        [self.pending, self.queued]
            .into_iter()
            .fold(self.refunded, |sum, amount| sum.checked_add(amount).unwrap_or(sum))
    }

    /// Whether nothing that was taken is left with the shop.
    #[must_use]
    pub fn is_fully_refunded(&self) -> bool {
        !self.taken.is_zero() && self.refunded.minor() >= self.taken.minor()
    }
}

impl Payment {
    /// Captures that succeeded or may yet.
    pub(crate) fn captures_seen(&self) -> impl Iterator<Item = &Transaction> {
        self.captures.iter().filter(|capture| capture.status != Status::Fail)
    }

    /// Refunds that succeeded or may yet.
    pub(crate) fn refunds_seen(&self) -> impl Iterator<Item = &Transaction> {
        self.refunds.iter().filter(|refund| refund.status != Status::Fail)
    }
}
