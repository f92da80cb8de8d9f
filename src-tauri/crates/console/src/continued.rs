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
    /// The requests that were made in the place of this one, the nearest first. One that Antom refused to make is none.
    pub(crate) fn requests_after(&self, order: OrderId) -> Result<Vec<Order>, ConsoleError> {
        let after = lineage(self.next_request(order)?, |newer| self.next_request(newer))?;
        after.into_iter().map(|newer| self.order(newer)).collect()
    }

    fn next_request(&self, order: OrderId) -> Result<Option<OrderId>, ConsoleError> {
        for newer in self.read(|ledger| ledger.made_in_place_of(order))? {
            if !self.order(newer)?.came_to_nothing() {
                return Ok(Some(newer));
            }
        }
        Ok(None)
    }

    /// Asks about a request, and about those it is in the place of whose links may have been paid meanwhile.
    pub(crate) async fn ask_about_the_sale(&self, order: OrderId) -> Result<(), ConsoleError> {
        let replaced = self.order(order)?.terms.replaces;
        for older in lineage(replaced, |older| Ok(self.order(older)?.terms.replaces))? {
            if self.order(older)?.has_open_question(self.now()) {
                self.ask_about(older).await?;
            }
        }
        self.ask_about(order).await.map(drop)
    }
}

/// One sale, one success: a request is not offered as long as the shop keeps what was paid on one before it.
///
/// # Errors
/// [`RefusalCode::PaidBefore`], or whatever keeps the orders from being read.
pub(crate) fn nothing_paid_before(
    order: &Order,
    read: impl Fn(OrderId) -> Result<Order, ConsoleError>,
) -> Result<(), ConsoleError> {
    let reference = shown(&order.terms.reference);
    for older in lineage(order.terms.replaces, |older| Ok(read(older)?.terms.replaces))? {
        let older = read(older)?;
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
