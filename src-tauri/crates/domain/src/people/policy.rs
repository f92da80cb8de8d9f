//! From when a second person is needed, where a reason is, and after how long a window locks.

use crate::intent::Verb;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The amount from which something needs a second person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// No amount does.
    #[default]
    Never,
    /// From so many minor units of these currencies on. Any amount of a currency that is not named does too: what
    /// nobody thought of is the careful case.
    AtLeast(BTreeMap<Currency, u64>),
}

impl From {
    /// Whether an amount needs a second person.
    #[must_use]
    pub fn reached(&self, amount: Money) -> bool {
        match self {
            Self::Never => false,
            Self::AtLeast(least) => {
                least.get(&amount.currency()).is_none_or(|least| amount.minor() >= *least)
            }
        }
    }

    /// The amount that is named for a currency; none where nothing of it does, or any amount.
    #[must_use]
    pub fn least(&self, currency: Currency) -> Option<Money> {
        match self {
            Self::Never => None,
            Self::AtLeast(least) => {
                least.get(&currency).and_then(|minor| Money::from_minor(*minor, currency).ok())
            }
        }
    }
}

/// What a shop decided about second persons, reasons and locking. The last decision counts, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApprovalPolicy {
    /// From which amount a capture does.
    pub capture: From,
    /// From which amount a cancel does.
    pub cancel: From,
    /// From which amount a refund does. What counts is what the refunds of its payment come to with it.
    pub refund: From,
    /// Promoting a key does.
    pub promote: bool,
    /// Acting in spite of a dispute does.
    pub dispute: bool,
    /// Minutes after which a request nobody decided lapses.
    pub lapses_after_minutes: u32,
    /// What is never done without a written reason.
    pub reasons: BTreeSet<Verb>,
    /// Minutes without a key or the mouse after which a window locks.
    pub lock_after_minutes: u32,
}

/// Longest time a request may wait, in minutes: a week, as long as a card holds the money.
pub const LONGEST_WAIT_MINUTES: u32 = 7 * 24 * 60;

/// How long a window may wait for a key or the mouse before it locks, in minutes: from one to an hour.
pub const LOCK_MINUTES: RangeInclusive<u32> = 1..=60;

impl Default for ApprovalPolicy {
    fn default() -> Self {
        Self {
            capture: From::Never,
            cancel: From::Never,
            refund: From::Never,
            promote: true,
            dispute: true,
            lapses_after_minutes: 240,
            reasons: BTreeSet::new(),
            lock_after_minutes: 3,
        }
    }
}

impl ApprovalPolicy {
    /// The amount from which a verb needs a second person.
    #[must_use]
    pub const fn from(&self, verb: Verb) -> &From {
        match verb {
            Verb::Capture => &self.capture,
            Verb::Cancel => &self.cancel,
            Verb::Refund => &self.refund,
        }
    }
}
