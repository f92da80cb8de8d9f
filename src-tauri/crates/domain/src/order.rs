//! An order as the fold shows it: what was asked, every session, every payment, every intent, and the money.

mod book;
mod dispute;
mod find;
mod holds;
mod open;
mod standing;

pub use open::{Badge, Deadline, DeadlineKind};

use crate::digest::Digest;
use crate::fact::{Actor, Terms};
use crate::ids::{OrderId, PaymentId, PaymentRequestId};
use crate::intent::Intent;
use crate::outcome::{Verdict, WhyUnknown};
use crate::profiles::correction::Correction;
use crate::report::{Status, Transaction};
use chrono::{DateTime, TimeDelta, Utc};
use money::Money;
use serde::Serialize;

/// One order of a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// How many facts it has. A confirmation carries the version it was decided on.
    pub version: u64,
    /// When it was opened. One that was taken over from Antom: when its first payment was made there, as far as Antom
    /// tells, else when it was taken over.
    pub opened_at: DateTime<Utc>,
    /// Who opened it.
    pub opened_by: Actor,
    /// What it asks.
    pub terms: Terms,
    /// Whether it was taken over from Antom rather than opened here.
    pub imported: bool,
    /// When and why it was closed, where it was.
    pub closed: Option<Closed>,
    /// Its attempts, oldest first.
    pub sessions: Vec<Session>,
    /// Everything a person decided about its payments, oldest first.
    pub intents: Vec<Intent>,
    /// Salted digests of its notes, oldest first.
    pub notes: Vec<Digest>,
    /// Whether the buyer was forgotten.
    pub forgotten: bool,
    /// When the last fact about it happened.
    pub moved_at: DateTime<Utc>,
}

/// An order was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: Option<String>,
}

/// One attempt to be paid: one `paymentRequestId`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// `paymentRequestId`.
    pub request: PaymentRequestId,
    /// The attempt it follows.
    pub follows: Option<PaymentRequestId>,
    /// When it was asked for. One made elsewhere: when its first payment was made, as far as Antom tells.
    pub requested_at: DateTime<Utc>,
    /// The end it was asked to have; replaced by Antom's own where it gave one. Where nobody answered, its life from when
    /// it was given up: it may have reached Antom late.
    pub ends_at: DateTime<Utc>,
    /// How long it was asked to live.
    pub life: TimeDelta,
    /// Salted digest of the body that asked for it.
    pub body: Option<Digest>,
    /// Whether it is one payment, asked for with `pay`, and not a checkout session.
    pub by_pay: bool,
    /// Where it stands.
    pub stage: SessionStage,
    /// The channels its link was given through.
    pub shared: Vec<String>,
    /// When Antom last answered, signed, to a question about this very attempt: with its last payment, or that the buyer
    /// has submitted nothing. What is heard of one of its payments alone says nothing of a later one.
    pub answered_at: Option<DateTime<Utc>>,
    /// Payments the buyer made in it, oldest first. Usually one. Of several successes the last stands; Antom itself
    /// returns the earlier ones.
    pub payments: Vec<Payment>,
}

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum SessionStage {
    /// Written down, not sent.
    Requested,
    /// Sent, not answered yet.
    Sent,
    /// Antom made it.
    Issued {
        /// `paymentSessionId`.
        session: String,
        /// Salted digest of `normalUrl`.
        link: Digest,
    },
    /// Antom answered a `pay` with the payment itself: there is no page for the buyer to go to.
    Answered,
    /// Antom refused it.
    Refused(Verdict),
    /// Whether it exists is not known. It is watched; a new attempt takes a new id.
    Unanswered(WhyUnknown),
    /// Taken over by import: the session was made elsewhere.
    Elsewhere,
}

/// One payment of a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// `paymentId`.
    pub id: PaymentId,
    /// The attempt it belongs to.
    pub request: PaymentRequestId,
    /// The last word on it that counts: final words are not overwritten, except that a signed success wins over a
    /// failure, and a cancellation wins over everything.
    pub status: Status,
    /// `paymentResultCode`.
    pub result_code: Option<String>,
    /// `paymentAmount`.
    pub amount: Money,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// `paymentCreateTime`.
    pub created_at: Option<DateTime<Utc>>,
    /// `paymentTime`.
    pub paid_at: Option<DateTime<Utc>>,
    /// The end of the hold, for methods that authorise first.
    pub hold_ends_at: Option<HoldEnd>,
    /// Salted digest of the card's particulars.
    pub card: Option<Digest>,
    /// Captures known by signed evidence, ours and others', one per `captureRequestId`.
    pub captures: Vec<Transaction>,
    /// Refunds known by signed evidence, ours and others' (Dashboard), one per `refundRequestId`.
    pub refunds: Vec<Transaction>,
    /// It was not made before this: its attempt was asked for then. Where Antom tells no time, deadlines count from here,
    /// so that none is shown later than Antom's.
    pub earliest: DateTime<Utc>,
    /// When it was first reported to us.
    pub first_reported_at: DateTime<Utc>,
    /// When a signed report on it last reached us.
    pub last_reported_at: DateTime<Utc>,
    /// When Antom last answered a question with it. What Antom tells by itself may be hours old when it is heard.
    pub answered_at: Option<DateTime<Utc>>,
    /// When a signed report first said that it is cancelled.
    pub cancelled_reported_at: Option<DateTime<Utc>>,
    /// Disputes by id with the last `disputeNotificationType`.
    pub disputes: Vec<(String, String)>,
    /// What an admin corrected about its method; put in by [`Order::corrected`].
    #[serde(skip)]
    pub correction: Option<Correction>,
}

/// The end of a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HoldEnd {
    /// The moment after which the hold cannot be captured.
    pub at: DateTime<Utc>,
    /// Whether it was derived (seven days after the authorisation) because Antom gave none.
    pub estimated: bool,
}

/// The money of one payment, in minor units of one currency.
///
/// `available = taken − refunded − pending − queued`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Book {
    /// Authorised or paid, by signed evidence.
    pub authorised: Money,
    /// Taken, by signed evidence: captured for methods that authorise first, paid for the others.
    pub taken: Money,
    /// Refunded, by signed evidence.
    pub refunded: Money,
    /// Refunds that left and are not settled.
    pub pending: Money,
    /// Refunds decided and not sent.
    pub queued: Money,
    /// What a refund may take now.
    pub available: Money,
}
