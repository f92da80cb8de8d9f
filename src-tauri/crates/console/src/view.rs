//! What leaves the console towards the command line and the window: plain, serialisable, masked.
//!
//! Money is `{currency, value}` with `value` a string of minor units; times are RFC 3339 in UTC; card tokens, session
//! data and the query of a payment link never stand here.

pub use crate::card_checks::{CheckView, ChecksView};
pub use crate::safe_text::{masked_link, shown, unfit};
use crate::told::{Told, ToldCode};
use chrono::{DateTime, Utc};
use domain::account::{Environment, KeyStage};
use domain::ids::{IntentId, OrderId};
use domain::intent::{Stage, Verb};
use domain::order::Book;
use domain::word::StateWord;
use money::Money;
use serde::Serialize;

/// A state word, for programs (`state`) and for people (`word`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StateView {
    /// The stable slug: `waiting`, `paid`, `part-refunded`, …
    #[cfg_attr(feature = "typescript", ts(as = "domain::word::StateWord"))]
    pub state: String,
    /// The exact word people see.
    pub word: String,
}

impl From<StateWord> for StateView {
    fn from(word: StateWord) -> Self {
        Self { state: word.slug().to_owned(), word: word.label().to_owned() }
    }
}

/// One order with everything that is known of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OrderView {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub reference: String,
    /// The account it is paid to.
    pub account: String,
    /// What the buyer sees.
    pub description: String,
    /// What it asks for.
    pub amount: Money,
    /// Its state word.
    #[serde(flatten)]
    pub state: StateView,
    /// Short flags beside the word: `×2 paid`, `Disputed`.
    pub badges: Vec<String>,
    /// What stands beside the word in a list, such as the time a link has left.
    pub side_note: Option<String>,
    /// What happens next, as a sentence.
    pub next: String,
    /// The one action that fits now: `copy-link`, `take-at-counter`, `send-again`, `capture`, `refund`, `new-request`,
    /// `ask-now`, `none`.
    #[cfg_attr(feature = "typescript", ts(as = "domain::word::Action"))]
    pub action: String,
    /// How many facts it has; a confirmation is bound to it.
    pub version: u64,
    /// When it was opened. One that was taken over from Antom: when its first payment was made there, as far as Antom
    /// tells, else when it was taken over.
    pub opened_at: DateTime<Utc>,
    /// By whom.
    pub opened_by: String,
    /// Whether it was taken over from Antom.
    pub imported: bool,
    /// When, by whom and why it was closed.
    pub closed: Option<ClosedView>,
    /// `AUTOMATIC` or `MANUAL`.
    #[cfg_attr(feature = "typescript", ts(as = "domain::fact::CaptureMode"))]
    pub capture_mode: String,
    /// The ways to pay offered; empty means all that the account has.
    pub methods: Vec<String>,
    /// The language of the payment page, where chosen.
    pub locale: Option<String>,
    /// The end of the request's own life.
    pub lives_until: DateTime<Utc>,
    /// The buyer; none when there is none or when it was forgotten.
    pub buyer: Option<BuyerView>,
    /// Whether the buyer was forgotten.
    pub forgotten: bool,
    /// The order this one continues.
    pub replaces: Option<OrderId>,
    /// The order that took the place of this one, if one did.
    pub replaced_by: Option<OrderId>,
    /// Its attempts to be paid, oldest first.
    pub sessions: Vec<SessionView>,
    /// Its payments, oldest first.
    pub payments: Vec<PaymentView>,
    /// What was decided about its payments, oldest first.
    pub intents: Vec<IntentView>,
    /// Notes of colleagues, oldest first.
    pub notes: Vec<NoteView>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Whether goods may leave the shop.
    pub ship: ShipView,
    /// What was left out of this view on purpose.
    pub masked: Vec<String>,
}

/// An order was closed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClosedView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// Whether the program closed it, because another was made in its place. That is then the reason.
    pub replaced: bool,
}

/// The buyer's particulars.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BuyerView {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The shop's own id of the buyer.
    pub buyer_id: Option<String>,
    /// What is bought.
    pub items: Vec<ItemView>,
}

/// One item of an order.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ItemView {
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: u64,
    /// The price of one.
    pub unit: Money,
}

/// A note of a colleague.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NoteView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// The text; none when it was deleted with the buyer.
    pub text: Option<String>,
}

/// One attempt to be paid.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SessionView {
    /// `paymentRequestId`.
    pub request: String,
    /// The attempt it follows.
    pub follows: Option<String>,
    /// Whether it is one payment, asked for with `pay`, and not a checkout session.
    pub by_pay: bool,
    /// `requested`, `sent`, `issued`, `answered`, `refused`, `unanswered` or `elsewhere`.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "'requested' | 'sent' | 'issued' | 'answered' | 'refused' | 'unanswered' | 'elsewhere'")
    )]
    pub stage: String,
    /// Whether the buyer can pay through it now.
    pub live: bool,
    /// When it was asked for. One made elsewhere: when its first payment was made, as far as Antom tells.
    pub requested_at: DateTime<Utc>,
    /// When it ends. Of one made elsewhere it is not known.
    pub ends_at: Option<DateTime<Utc>>,
    /// `paymentSessionId`.
    pub session: Option<String>,
    /// The address of the payment page without its query.
    pub link: Option<String>,
    /// The channels it was shared through.
    pub shared: Vec<String>,
    /// Why it was refused or is not known.
    pub trouble: Option<String>,
}

/// One payment of a buyer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentView {
    /// `paymentId`.
    pub id: String,
    /// The attempt it belongs to.
    pub request: String,
    /// Its state word.
    #[serde(flatten)]
    pub state: StateView,
    /// `paymentAmount`.
    pub amount: Money,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// `paymentResultCode`, verbatim.
    pub result_code: Option<String>,
    /// What that code means, as a sentence.
    pub result: Option<String>,
    /// The same in Simplified Chinese.
    pub result_zh: Option<String>,
    /// When the buyer submitted it.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was paid or authorised.
    pub paid_at: Option<DateTime<Utc>>,
    /// The last moment to capture.
    pub hold_ends_at: Option<DateTime<Utc>>,
    /// Whether that moment was derived because Antom gave none.
    pub hold_estimated: bool,
    /// Whether Antom refused the last capture of the hold for good, and none was decided since.
    pub capture_refused: bool,
    /// Whether its hold ended before anybody captured: the money is with the buyer again.
    pub hold_lapsed: bool,
    /// The card, where one was used and its buyer was not forgotten.
    pub card: Option<CardView>,
    /// What its issuer's checks say; none where nothing was told of them, or the buyer was forgotten.
    pub checks: Option<ChecksView>,
    /// Its money.
    pub book: Option<Book>,
    /// Captures by signed evidence, ours and others'.
    pub captures: Vec<TransactionView>,
    /// Refunds by signed evidence, ours and others'.
    pub refunds: Vec<TransactionView>,
    /// Disputes: id and last event.
    pub disputes: Vec<DisputeView>,
    /// Whether cancelling or refunding is right now, and until when.
    pub advice: Option<AdviceView>,
    /// When a signed report on it last came.
    pub as_of: DateTime<Utc>,
}

/// A card as people recognise it.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CardView {
    /// The brand.
    pub brand: Option<String>,
    /// The last four digits.
    pub last4: Option<String>,
}

/// A capture or refund by signed evidence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TransactionView {
    /// `captureRequestId` or `refundRequestId`.
    pub operation: String,
    /// `captureId` or `refundId`.
    pub id: Option<String>,
    /// The status word, verbatim.
    pub status: String,
    /// `resultCode`, verbatim.
    pub code: String,
    /// How much.
    pub amount: Money,
    /// When, by Antom.
    pub at: Option<DateTime<Utc>>,
    /// Whether it was decided here.
    pub ours: bool,
}

/// A dispute.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DisputeView {
    /// `disputeId`.
    pub id: String,
    /// The last event, verbatim.
    pub event: String,
}

/// Whether goods may leave the shop (guide 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ShipView {
    /// `now`, `not-yet` or `never`.
    #[cfg_attr(feature = "typescript", ts(type = "'now' | 'not-yet' | 'never'"))]
    pub ship: String,
    /// What is waited for (`payment`, `capture`, `method`, `word`, `dispute`, `return`), or why it is over (`failed`,
    /// `cancelled`, `refunded`, `returned-by-antom`); none where goods may leave.
    pub why: Option<String>,
    /// For people: `Ship now`, `Don't ship yet` or `Don't ship`.
    pub word: String,
    /// Why, as a sentence.
    pub because: String,
}

/// Cancel or refund.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AdviceView {
    /// `cancel`, `refund` or `neither`.
    #[cfg_attr(feature = "typescript", ts(type = "'cancel' | 'refund' | 'neither'"))]
    pub right_now: String,
    /// Until when that holds.
    pub until: Option<DateTime<Utc>>,
    /// Why, as a sentence.
    pub why: String,
}

/// One decision to capture, cancel or refund, and where it stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IntentView {
    /// Its id.
    pub id: IntentId,
    /// The order.
    pub order: OrderId,
    /// The order's number.
    pub reference: String,
    /// `Capture`, `Cancel` or `Refund`.
    pub verb: Verb,
    /// `paymentId`.
    pub payment: String,
    /// How much.
    pub amount: Money,
    /// `captureRequestId` or `refundRequestId`; for a cancel an id that never leaves.
    pub operation: String,
    /// Where it stands, for programs: `queued`, `stopped`, `released`, `sent`, `checking`, `done`, `refused`, `never-placed`.
    #[cfg_attr(feature = "typescript", ts(as = "domain::intent::Stage"))]
    pub stage: String,
    /// Where it stands, for people: `In the outbox`, `Checking with Antom`, `Returned`, …
    pub word: String,
    /// Whether nothing more will happen to it.
    pub settled: bool,
    /// What was confirmed, word for word.
    pub sentence: String,
    /// The reason given.
    pub reason: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// The moment before which it does not leave.
    pub not_before: Option<DateTime<Utc>>,
    /// When it first left.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often it was sent.
    pub attempts: u32,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// `captureId` or `refundId`.
    pub transaction: Option<String>,
    /// `resultCode` of the last verified answer, verbatim.
    pub code: Option<String>,
    /// What happened, whether money moved and what to do, as sentences.
    pub explanation: Option<String>,
    /// The same in Simplified Chinese, where an answer's code settled it; else `stage` and `unknown` tell.
    pub explanation_zh: Option<String>,
    /// Why it was stopped.
    pub stopped: Option<String>,
    /// The code of the refusal that stopped it; none where a person did, and where it was not kept.
    pub stopped_by_rule: Option<String>,
    /// Why its outcome is not known, while it is not.
    pub unknown: Option<Told>,
}

impl IntentView {
    /// Whether it is certain that not one byte of it ever left this computer, although it was decided: the only attempt
    /// to send it found no connection. It stays open all the same, and is settled by asking.
    #[must_use]
    pub fn surely_unsent(&self) -> bool {
        let unsent = self.unknown.as_ref().is_some_and(|told| told.code == ToldCode::NotSent);
        self.attempts <= 1 && unsent
    }
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// Who agreed to it, where somebody had to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub approver: Option<String>,
    /// The fact's name, as `RefundQueued`.
    pub kind: String,
    /// What happened, as a sentence.
    pub sentence: String,
    /// The money in it.
    pub money: Option<Money>,
    /// What came of it, where that is more than its name says.
    pub told: Option<Told>,
}

/// One row of a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RowView {
    /// The order.
    pub id: OrderId,
    /// Its number.
    pub reference: String,
    /// What the buyer sees.
    pub description: String,
    /// The buyer's name.
    pub buyer: Option<String>,
    /// What it asks for.
    pub amount: Money,
    /// Its state word.
    #[serde(flatten)]
    pub state: StateView,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// The card's last four digits.
    pub last4: Option<String>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// What was captured.
    pub captured: Money,
    /// What was refunded.
    pub refunded: Money,
    /// When its live link ends; none where no link can be paid now.
    pub live_until: Option<DateTime<Utc>>,
    /// The last moment for a person to capture what it holds; none where Antom captures by itself.
    pub hold_ends_at: Option<DateTime<Utc>>,
    /// Who opened it.
    pub created_by: String,
    /// Short flags beside the word.
    pub badges: Vec<String>,
    /// The card's brand.
    pub brand: Option<String>,
    /// `paymentResultCode` or `resultCode` of a failure, verbatim.
    pub trouble: Option<String>,
    /// Whether the live link was given to the buyer.
    pub shared: bool,
}

/// One page of a search.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FoundView {
    /// The orders, newest first.
    pub rows: Vec<RowView>,
    /// What to ask the next page with.
    pub next: Option<String>,
    /// How the query was understood.
    pub understood: String,
}

/// How many orders a search has, and what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "Tally"))]
pub struct TallyView {
    /// None where counting would take longer than a person waits.
    pub count: Option<u64>,
    /// Held and not captured, one amount for each currency.
    pub held: Vec<Money>,
    /// How the query was understood.
    pub understood: String,
}

/// A merchant account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountView {
    /// Its short name.
    pub name: String,
    /// Its world.
    pub environment: Environment,
    /// `Client-Id`.
    pub client_id: String,
    /// The region, or the address of the simulator.
    pub gateway: String,
    /// Fingerprint of Antom's public key.
    pub antom_fingerprint: String,
    /// `paymentRedirectUrl`.
    pub redirect_url: String,
    /// `paymentNotifyUrl`.
    pub notify_url: Option<String>,
    /// `settlementCurrency`.
    pub settlement_currency: Option<String>,
    /// Its keys, oldest first.
    pub keys: Vec<KeyView>,
}

/// A merchant key; never the key itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeyView {
    /// SHA-256 of the public half (SubjectPublicKeyInfo), lower-case hexadecimal.
    pub fingerprint: String,
    /// `keyVersion`.
    pub version: u32,
    /// `added`, `proved`, `inuse` or `retired`.
    pub stage: KeyStage,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

/// The stable slug of a stage.
#[must_use]
pub const fn stage_slug(stage: Stage) -> &'static str {
    match stage {
        Stage::Queued => "queued",
        Stage::Stopped => "stopped",
        Stage::Released => "released",
        Stage::Sent => "sent",
        Stage::Checking => "checking",
        Stage::Done => "done",
        Stage::Refused => "refused",
        Stage::NeverPlaced => "never-placed",
    }
}

/// The words people see for a stage.
#[must_use]
pub const fn stage_word(verb: Verb, stage: Stage) -> &'static str {
    match stage {
        Stage::Queued | Stage::Released => "In the outbox",
        Stage::Stopped => "Stopped by you",
        Stage::Sent | Stage::Checking => "Checking with Antom",
        Stage::Done => match verb {
            Verb::Capture => "Captured",
            Verb::Cancel => "Cancelled",
            Verb::Refund => "Returned",
        },
        Stage::Refused => "Refused",
        Stage::NeverPlaced => "Never reached Antom",
    }
}
