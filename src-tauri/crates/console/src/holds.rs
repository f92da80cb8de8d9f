//! Money that is held and that a person has to capture before its hold ends.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::RefusalView;
use crate::view::{PaymentView, shown};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use domain::order::Order;
use domain::rules::{Decision, Policy, capture};
use domain::windows::later;
use ledger::Held;
use money::{Money, sum_by_currency};
use serde::Serialize;

/// Farther than any hold lasts.
pub(crate) const FARTHEST: TimeDelta = TimeDelta::days(400);

/// Money held that a person has to capture.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Hold {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// `paymentId`.
    pub payment: String,
    /// What the buyer sees.
    pub description: String,
    /// The buyer's name.
    pub buyer: Option<String>,
    /// How much is held.
    pub amount: Money,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// The card's brand.
    pub brand: Option<String>,
    /// The card's last four digits.
    pub last4: Option<String>,
    /// When it was authorised.
    pub authorised_at: DateTime<Utc>,
    /// The last moment to capture.
    pub ends_at: DateTime<Utc>,
    /// Whether that moment was derived because Antom gave none.
    pub estimated: bool,
    /// When Antom last spoke of it.
    pub as_of: DateTime<Utc>,
    /// Why it cannot be captured now, where it cannot.
    pub refusal: Option<RefusalView>,
}

/// Everything that waits to be captured.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Holds {
    /// By the time that is left.
    pub holds: Vec<Hold>,
    /// Sums per currency, never added together.
    pub held: Vec<Money>,
}

impl Console {
    /// The holds that a person has to capture, the one that ends first at the front.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn holds(&self) -> Result<Holds, ConsoleError> {
        self.looking()?;
        let (now, policy) = (self.prudent_now(), self.policy()?);
        let mut holds = Vec::new();
        for held in self.read(|ledger| ledger.holds(now, later(now, FARTHEST)))? {
            holds.extend(self.hold_of(&held, &policy, now)?);
        }
        let amounts: Vec<Money> = holds.iter().map(|hold| hold.amount).collect();
        let held = sum_by_currency(&amounts)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: format!("the sum of holds: {error}") })?;
        Ok(Holds { holds, held })
    }

    fn hold_of(
        &self,
        held: &Held,
        policy: &Policy,
        now: DateTime<Utc>,
    ) -> Result<Option<Hold>, ConsoleError> {
        let order = self.order(held.order)?;
        let Some(payment) = order.payment(&held.payment) else { return Ok(None) };
        let view = self.payment_view(&order, payment, now)?;
        let refusal = match capture::decide(&order, &held.payment, policy, now) {
            Decision::Permitted(_) => None,
            Decision::Refused(refusal) => Some(RefusalView::from(refusal)),
        };
        let buyer = self.buyers_name(&order)?;
        Ok(Some(shown_hold(&order, held, view, buyer, refusal)))
    }

    /// The name of an order's buyer; none where there is none or it was forgotten.
    pub(crate) fn buyers_name(&self, order: &Order) -> Result<Option<String>, ConsoleError> {
        Ok(self.buyer(order.terms.buyer)?.and_then(|buyer| buyer.name).as_deref().map(shown))
    }
}

fn shown_hold(
    order: &Order,
    held: &Held,
    view: PaymentView,
    buyer: Option<String>,
    refusal: Option<RefusalView>,
) -> Hold {
    let card = view.card.unwrap_or_default();
    Hold {
        order: order.id,
        reference: shown(&order.terms.reference),
        payment: view.id,
        description: shown(&order.terms.description),
        buyer,
        amount: held.amount,
        method: view.method,
        brand: card.brand,
        last4: card.last4,
        authorised_at: view.paid_at.or(view.created_at).unwrap_or(view.as_of),
        ends_at: held.ends_at,
        estimated: view.hold_estimated,
        as_of: view.as_of,
        refusal,
    }
}
