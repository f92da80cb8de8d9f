//! The book: every effect the gateway ever had, in order. Tests and the tour compare against it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::moment::Moment;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// A checkout session was opened.
    SessionIssued,
    /// A buyer submitted an attempt on the page.
    Submitted,
    /// A slow method was chosen and money is promised.
    Promised,
    /// A card's money is held.
    Authorised,
    /// Money came in by a method without capture.
    Paid,
    /// An attempt ended without money.
    Failed,
    /// A hold was captured.
    Captured,
    /// A capture was tried and failed.
    CaptureFailed,
    /// The merchant gave money back.
    Refunded,
    /// A refund that was in process came back.
    RefundFailed,
    /// The gateway gave back an earlier payment of a session that was paid twice.
    AutoRefunded,
    /// A paid payment was cancelled and its money returned.
    Cancelled,
    /// An attempt was cancelled before any money moved.
    CancelledUnpaid,
    /// A hold was released by a cancel, or by the gateway when a session was paid twice.
    Voided,
    /// A hold lapsed uncaptured.
    Lapsed,
}

/// One line of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 1 for the first line, and so on.
    pub seq: u64,
    /// The virtual time, in milliseconds since 1970.
    pub at_millis: Moment,
    /// Whose effect it is.
    pub client_id: String,
    /// What happened.
    pub effect: Effect,
    /// The merchant's id of the session.
    pub payment_request_id: String,
    /// The gateway's id of the attempt; empty for a session.
    pub payment_id: String,
    /// The merchant's captureRequestId or refundRequestId, where there is one.
    pub request_id: Option<String>,
    /// The gateway's captureId or refundId, where there is one.
    pub id: Option<String>,
    /// The payment method, once one is chosen.
    pub method: Option<String>,
    /// How much.
    pub amount: Amount,
}

/// What the book says about one payment, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Held on a card.
    pub authorised: u64,
    /// Captured from a hold.
    pub captured: u64,
    /// Paid by a method without capture.
    pub paid: u64,
    /// Given back by the merchant's refunds.
    pub refunded: u64,
    /// Given back by the gateway because the session was paid again.
    pub auto_refunded: u64,
    /// Given back by a cancel.
    pub cancelled: u64,
    /// Holds released or lapsed.
    pub released: u64,
}

impl Totals {
    /// What the merchant received and has not given back. Negative sums show as zero; see [`Totals::sound`].
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.received().saturating_sub(self.returned())
    }

    /// Whether no money was captured beyond its hold, and none given back beyond what was received.
    #[must_use]
    pub fn sound(&self) -> bool {
        self.captured.saturating_add(self.released) <= self.authorised && self.returned() <= self.received()
    }

    fn received(&self) -> u64 {
        self.captured.saturating_add(self.paid)
    }

    fn returned(&self) -> u64 {
        self.refunded.saturating_add(self.auto_refunded).saturating_add(self.cancelled)
    }
}

/// Every effect, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Book {
    entries: Vec<Entry>,
}

impl Book {
    /// Every line, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The lines of one kind.
    pub fn of(&self, effect: Effect) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.effect == effect)
    }

    /// What one payment came to.
    #[must_use]
    pub fn totals(&self, payment_id: &str) -> Totals {
        let mut totals = Totals::default();
        for entry in self.entries.iter().filter(|entry| entry.payment_id == payment_id) {
            totals.add(entry);
        }
        totals
    }

    /// What every payment came to, by paymentId.
    #[must_use]
    pub fn all_totals(&self) -> BTreeMap<String, Totals> {
        let mut all: BTreeMap<String, Totals> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| !entry.payment_id.is_empty()) {
            all.entry(entry.payment_id.clone()).or_default().add(entry);
        }
        all
    }

    pub(crate) fn write(&mut self, mut entry: Entry) {
        entry.seq = u64::try_from(self.entries.len()).unwrap_or(u64::MAX).saturating_add(1);
        self.entries.push(entry);
    }
}

impl Totals {
    fn add(&mut self, entry: &Entry) {
        let sum = match entry.effect {
            Effect::Authorised => &mut self.authorised,
            Effect::Captured => &mut self.captured,
            Effect::Paid => &mut self.paid,
            Effect::Refunded => &mut self.refunded,
            Effect::AutoRefunded => &mut self.auto_refunded,
            Effect::Cancelled => &mut self.cancelled,
            Effect::Voided | Effect::Lapsed => &mut self.released,
            Effect::SessionIssued | Effect::Submitted | Effect::Promised | Effect::Failed => return,
            Effect::CaptureFailed | Effect::RefundFailed | Effect::CancelledUnpaid => return,
        };
        *sum = sum.saturating_add(entry.amount.value);
    }
}
