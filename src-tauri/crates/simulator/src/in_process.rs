//! The buyer for callers in the same process, as Training and tests are.

use crate::buyer::BuyerTrouble;
use crate::gateway::Gateway;
use crate::session::{Movement, Status};
use crate::state::key;

/// The buyer's part for callers in the same process; over a socket it is the page's or the control interface's.
impl Gateway {
    /// The buyer chooses a method (and, for cards, a test card of CONTROL.md) and submits; gives the paymentId.
    ///
    /// # Errors
    /// When the session takes no attempt, or none of that kind.
    pub fn buyer_submits(
        &mut self,
        client_id: &str,
        payment_request_id: &str,
        method: &str,
        card: Option<&str>,
    ) -> Result<String, BuyerTrouble> {
        self.state.submit(&key(&[client_id, payment_request_id]), method, card)
    }

    /// The buyer confirms an attempt.
    ///
    /// # Errors
    /// When the attempt is not in process.
    pub fn buyer_pays(&mut self, payment_id: &str) -> Result<(), BuyerTrouble> {
        self.state.pay(payment_id)
    }

    /// The buyer, or the bank, refuses an attempt.
    ///
    /// # Errors
    /// When the attempt is not in process.
    pub fn buyer_declines(&mut self, payment_id: &str) -> Result<(), BuyerTrouble> {
        self.state.decline(payment_id)
    }

    /// A pending payment's money arrives, or never will.
    ///
    /// # Errors
    /// When nothing is pending.
    pub fn pending_ends(&mut self, payment_id: &str, arrived: bool) -> Result<(), BuyerTrouble> {
        let status = self.state.payments.get(payment_id).ok_or(BuyerTrouble::UnknownPayment)?.status;
        if status != Status::Pending {
            return Err(BuyerTrouble::Over);
        }
        self.state.settle(payment_id, arrived);
        Ok(())
    }

    /// A refund in process ends, by its refundRequestId; says whether there was one.
    pub fn refund_ends(&mut self, client_id: &str, refund_request_id: &str, well: bool) -> bool {
        let fits =
            |refund: &&Movement| refund.client_id == client_id && refund.request_id == refund_request_id;
        let id = self.state.refunds.values().find(fits).map(|refund| refund.id.clone());
        id.is_some_and(|id| self.state.finish_refund(&id, well))
    }
}
