//! Everything the gateway knows, and the passing of time over it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agenda::{Agenda, Due};
use crate::amount::Amount;
use crate::book::{Book, Effect, Entry};
use crate::dispute::Dispute;
use crate::fault::Faults;
use crate::method::Method;
use crate::moment::{Moment, Span};
use crate::outbox::Outbox;
use crate::seed::Seed;
use crate::session::{Merchant, Movement, Payment, Remembered, SavedCard, Session};

/// The gateway's memory: all of it is saved, so that Training survives a restart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    /// The virtual time. It never runs backwards.
    pub(crate) now: Moment,
    /// How far the virtual clock is ahead of the wall.
    pub(crate) offset: Span,
    pub(crate) seed: Seed,
    /// Where the checkout page is reached; set at every start.
    pub(crate) checkout_url: String,
    pub(crate) merchants: BTreeMap<String, Merchant>,
    /// By [`key`] of client id and paymentRequestId.
    pub(crate) sessions: BTreeMap<String, Session>,
    /// Session keys by the secret of the link.
    pub(crate) tokens: BTreeMap<String, String>,
    pub(crate) payments: BTreeMap<String, Payment>,
    pub(crate) captures: BTreeMap<String, Movement>,
    pub(crate) refunds: BTreeMap<String, Movement>,
    /// By [`key`] of client id, operation and request id.
    pub(crate) remembered: BTreeMap<String, Remembered>,
    /// Rules changed through the control interface.
    pub(crate) methods: BTreeMap<String, Method>,
    /// Cards buyers kept, by their token.
    #[serde(default)]
    pub(crate) saved_cards: BTreeMap<String, SavedCard>,
    #[serde(default)]
    pub(crate) disputes: BTreeMap<String, Dispute>,
    pub(crate) agenda: Agenda,
    pub(crate) outbox: Outbox,
    pub(crate) faults: Faults,
    pub(crate) book: Book,
    /// Grows with every change, so that a saver knows what is new.
    pub(crate) revision: u64,
}

/// Several ids as one, unambiguous because no id contains a line break.
pub(crate) fn key(parts: &[&str]) -> String {
    parts.join("\n")
}

impl State {
    pub(crate) fn new(seed: u64, checkout_url: String) -> Self {
        Self {
            now: Moment::from_millis(0),
            offset: Span::ZERO,
            seed: Seed::new(seed),
            checkout_url,
            merchants: BTreeMap::new(),
            sessions: BTreeMap::new(),
            tokens: BTreeMap::new(),
            payments: BTreeMap::new(),
            captures: BTreeMap::new(),
            refunds: BTreeMap::new(),
            remembered: BTreeMap::new(),
            methods: BTreeMap::new(),
            saved_cards: BTreeMap::new(),
            disputes: BTreeMap::new(),
            agenda: Agenda::default(),
            outbox: Outbox::default(),
            faults: Faults::default(),
            book: Book::default(),
            revision: 0,
        }
    }

    /// Brings the virtual clock up to the caller's wall clock.
    pub(crate) fn tick(&mut self, wall: Moment) {
        self.run_until(wall.plus(self.offset));
    }

    /// Moves the virtual clock ahead; what falls due on the way happens in order.
    pub(crate) fn advance(&mut self, span: Span) {
        self.offset = self.offset.and(span);
        self.run_until(self.now.plus(span));
        self.touch();
    }

    fn run_until(&mut self, until: Moment) {
        while let Some((at, due)) = self.agenda.take(until) {
            self.now = self.now.max(at);
            self.happen(due);
            self.touch();
        }
        self.now = self.now.max(until);
    }

    fn happen(&mut self, due: Due) {
        match due {
            Due::OrderClose(payment) => self.close_order(&payment),
            Due::SessionEnd(session) => self.tell_failure(&session),
            Due::AutoCapture(payment) => self.capture_by_itself(&payment),
            Due::CaptureDone(capture) => self.finish_capture(&capture),
            Due::RefundDone(refund) => {
                self.finish_refund(&refund, true);
            }
            Due::HoldLapse(payment) => self.lapse(&payment),
            Due::SlowSettle(payment) => self.settle(&payment, true),
        }
    }

    pub(crate) fn touch(&mut self) {
        self.revision = self.revision.saturating_add(1);
    }

    /// The rules of a method: changed ones before built-in ones.
    pub(crate) fn method(&self, name: &str) -> Method {
        self.methods.get(name).cloned().unwrap_or_else(|| Method::named(name))
    }

    pub(crate) fn session_of(&self, payment: &Payment) -> Option<&Session> {
        self.sessions.get(&key(&[&payment.client_id, &payment.payment_request_id]))
    }

    /// A payment of that client.
    pub(crate) fn payment(&self, client_id: &str, payment_id: &str) -> Option<&Payment> {
        self.payments.get(payment_id).filter(|payment| payment.client_id == client_id)
    }

    /// An id in the shape of Antom's: the date, a constant part and twelve digits.
    pub(crate) fn new_id(&mut self, kind: &str) -> String {
        let constant = match kind {
            "capture" => "194010807000188",
            "refund" => "194010801500188",
            _ => "194010800100188",
        };
        format!("{}{constant}{}", self.now.antom_date(), self.seed.digits(kind))
    }

    /// Writes a line about a payment.
    pub(crate) fn note(
        &mut self,
        effect: Effect,
        payment_id: &str,
        amount: &Amount,
        movement: Option<&Movement>,
    ) {
        let Some(payment) = self.payments.get(payment_id) else { return };
        self.book.write(Entry {
            seq: 0,
            at_millis: self.now,
            client_id: payment.client_id.clone(),
            effect,
            payment_request_id: payment.payment_request_id.clone(),
            payment_id: payment.id.clone(),
            request_id: movement.map(|movement| movement.request_id.clone()),
            id: movement.map(|movement| movement.id.clone()),
            method: Some(payment.method.clone()),
            amount: amount.clone(),
        });
        self.touch();
    }
}
