//! Requests that continue one another: one that was replaced, and the one in its place. Links that were given out cannot be
//! called back, so each of them may be paid, and only one should be.

use crate::Console;
use crate::error::ConsoleError;
use crate::reference::lineage;
use crate::view::shown;
use domain::ids::OrderId;
use domain::order::Order;
use domain::rules::{Lift, Refusal, RefusalCode};

impl Console {
    /// The requests this one is in the place of, the nearest first.
    pub(crate) fn requests_before(&self, order: &Order) -> Result<Vec<Order>, ConsoleError> {
        let before = lineage(order.terms.replaces, |older| Ok(self.order(older)?.terms.replaces))?;
        before.into_iter().map(|older| self.order(older)).collect()
    }

    /// The requests that were made in the place of this one, the nearest first. One that Antom refused to make is none.
    pub(crate) fn requests_after(&self, order: OrderId) -> Result<Vec<Order>, ConsoleError> {
        let (mut after, mut next) = (Vec::<Order>::new(), Some(order));
        while let Some(older) = next.take() {
            for newer in self.read(|ledger| ledger.made_in_place_of(older))? {
                let newer = self.order(newer)?;
                if newer.came_to_nothing() || after.iter().any(|known| known.id == newer.id) {
                    continue;
                }
                next = Some(newer.id);
                after.push(newer);
                break;
            }
        }
        Ok(after)
    }

    /// One sale, one success: a request is not offered as long as the shop keeps what was paid on one before it.
    ///
    /// # Errors
    /// [`RefusalCode::PaidBefore`].
    pub(crate) fn nothing_paid_before(&self, order: &Order) -> Result<(), ConsoleError> {
        let reference = shown(&order.terms.reference);
        for older in self.requests_before(order)? {
            let Some(paid) = older.standing_successes().next() else { continue };
            let reason = format!(
                "{} was paid on the request that order {reference} is in the place of, so its link is not handed out",
                paid.amount
            );
            let lift = format!(
                "Give that payment back first: countersign payment show {}. Or stop this one: countersign request stop {}",
                older.id, order.id
            );
            return Err(Refusal::new(RefusalCode::PaidBefore, reason, Lift::Act(lift)).into());
        }
        Ok(())
    }
}
