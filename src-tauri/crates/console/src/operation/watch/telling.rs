//! How long to watch, what the watcher tells as it happens, and what came of it all.

use crate::view::{IntentView, StateView};
use chrono::{DateTime, Utc};
use domain::ids::{IntentId, OrderId};
use money::Money;
use serde::Serialize;

/// How long to watch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WatchOptions {
    /// Ask about everything once, then stop.
    pub once: bool,
    /// Stop when nothing is open, or only what waits for a person.
    pub until_quiet: bool,
}

/// Something the watcher saw.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum WatchEvent {
    /// Antom was asked.
    Asked {
        /// About which order.
        order: OrderId,
        /// Its number.
        reference: String,
        /// About which capture, cancel or refund of it; none where it was asked about its payment.
        intent: Option<IntentId>,
    },
    /// A capture, cancel or refund moved.
    Intent {
        /// As it stands now.
        intent: Box<IntentView>,
    },
    /// A capture, cancel or refund has its outcome; nothing more will happen to it.
    Settled {
        /// As it ended.
        intent: Box<IntentView>,
    },
    /// Antom said something new about an order.
    Order {
        /// Which.
        order: OrderId,
        /// Its number.
        reference: String,
        /// Its state word now.
        #[serde(flatten)]
        state: StateView,
    },
    /// Nothing about an order is open any more.
    Closed {
        /// Which.
        order: OrderId,
        /// Its number.
        reference: String,
        /// The state word it came to rest with.
        #[serde(flatten)]
        state: StateView,
    },
    /// A link that waited for the old one to end was made.
    LinkMade {
        /// The order it belongs to.
        order: OrderId,
        /// Its number.
        reference: String,
        /// What it asks.
        amount: Money,
    },
    /// A link that waited for the old one to end is not made any more.
    LinkNotMade {
        /// The order whose link it waited for.
        order: OrderId,
        /// Its number.
        reference: String,
        /// What that order asks.
        amount: Money,
        /// Why, as a sentence.
        sentence: String,
    },
    /// Antom cannot be reached: told once, when it is noticed. Asking goes on.
    Unreachable {
        /// Since when nothing comes through.
        since: DateTime<Utc>,
    },
    /// Antom can be reached again.
    Reachable,
    /// Something could not be asked or written.
    Trouble {
        /// What, as a sentence.
        sentence: String,
    },
}

/// An order that Antom could not be asked about, or whose question brought nothing that can be believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotAsked {
    /// Which.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// Why, in words for people.
    pub why: String,
}

/// What watching brought.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WatchReport {
    /// How often everything that was due was gone through.
    pub rounds: u64,
    /// How many questions about orders were put.
    pub questions: u64,
    /// How many answers said something new.
    pub news: u64,
    /// Captures, cancels and refunds that were settled meanwhile, by whomever.
    pub settled: Vec<IntentView>,
    /// How many orders came to rest meanwhile: nothing about them is open any more.
    pub closed: u64,
    /// Captures, cancels and refunds that wait for a person: never placed at Antom, and not to be sent again by itself.
    pub waiting_for_person: Vec<IntentView>,
    /// How many orders still have something open.
    pub open_orders: usize,
    /// How many captures, cancels and refunds are still open.
    pub open_intents: usize,
    /// What nothing could be learnt about, where everything was to be asked about once.
    pub not_asked: Vec<NotAsked>,
    /// Since when Antom could not be reached as the watching ended; none where it could.
    pub offline_since: Option<DateTime<Utc>>,
    /// What went wrong, as sentences.
    pub trouble: Vec<String>,
}
