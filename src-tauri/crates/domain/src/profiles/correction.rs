//! What an admin knows better than the table: a merchant's contract may allow less than a method's page says, or more.
//!
//! Edits are facts ([`crate::fact::ProfileChanged`]); the last one of a method counts, whole. Whatever an edit says, a
//! capture is of the whole amount and happens once: the rules of capture do not read these fields. And a method that
//! holds the money first always does: shipping on a hold loses goods (guide 4).

use super::{CancelRule, Profile, Sheet, sheet};
use crate::fact::{Body, Fact};
use crate::order::Order;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is different from the table. What is left out stands as the table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Correction {
    /// A success only holds the money. It can be switched on, never off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorises_first: Option<bool>,
    /// Refunds are possible at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refundable: Option<bool>,
    /// Less than the whole can be refunded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_refunds: Option<bool>,
    /// More than one refund of a payment is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_refunds: Option<bool>,
    /// How long it can be cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel: Option<CancelRule>,
    /// Days after the payment within which it can be refunded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund_days: Option<u16>,
    /// A refund is answered at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refunds_at_once: Option<bool>,
    /// The longest wait in days until it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slow_days: Option<u8>,
    /// Amounts are multiples of so many minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
    /// The least amount in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u64>,
}

impl Correction {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This laid over one that stands: what is left out here stays as it is there.
    #[must_use]
    pub fn over(&self, standing: &Self) -> Self {
        Self {
            authorises_first: self.authorises_first.or(standing.authorises_first),
            refundable: self.refundable.or(standing.refundable),
            partial_refunds: self.partial_refunds.or(standing.partial_refunds),
            multiple_refunds: self.multiple_refunds.or(standing.multiple_refunds),
            cancel: self.cancel.or(standing.cancel),
            refund_days: self.refund_days.or(standing.refund_days),
            refunds_at_once: self.refunds_at_once.or(standing.refunds_at_once),
            slow_days: self.slow_days.or(standing.slow_days),
            step: self.step.or(standing.step),
            minimum: self.minimum.or(standing.minimum),
        }
    }

    /// A profile as this corrects it.
    #[must_use]
    pub fn profile(&self, table: Profile) -> Profile {
        Profile {
            authorises_first: table.authorises_first || self.authorises_first == Some(true),
            refundable: self.refundable.unwrap_or(table.refundable),
            partial_refunds: self.partial_refunds.unwrap_or(table.partial_refunds),
            multiple_refunds: self.multiple_refunds.unwrap_or(table.multiple_refunds),
            cancel: self.cancel.unwrap_or(table.cancel),
            refund_days: self.refund_days.or(table.refund_days),
            refunds_at_once: self.refunds_at_once.unwrap_or(table.refunds_at_once),
            slow_days: self.slow_days.or(table.slow_days),
        }
    }

    /// A whole line as this corrects it.
    #[must_use]
    pub fn sheet(&self, table: Sheet) -> Sheet {
        Sheet {
            profile: self.profile(table.profile),
            step: self.step.filter(|step| *step > 0).unwrap_or(table.step),
            minimum: self.minimum.unwrap_or(table.minimum),
        }
    }

    /// Why an amount, paid or refunded, is not taken, beyond what [`money::check_method`] says by itself.
    #[must_use]
    pub fn objection(&self, amount: Money) -> Option<String> {
        let spoken = |minor| Money::from_minor(minor, amount.currency()).map(|money| money.to_string());
        // Nothing is a multiple of zero; such a step says nothing.
        if let Some(step) = self.step
            && amount.minor().checked_rem(step).is_some_and(|rest| rest != 0)
        {
            return Some(format!("it moves multiples of {} only", spoken(step).ok()?));
        }
        let least = self.minimum.filter(|least| amount.minor() < *least)?;
        Some(format!("it moves {} or more", spoken(least).ok()?))
    }
}

/// Every correction that stands, by `paymentMethodType` in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections(BTreeMap<String, Correction>);

impl Corrections {
    /// Folds them: the last edit of each method, whole. An edit that takes everything back leaves none.
    #[must_use]
    pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut all = BTreeMap::new();
        for fact in crate::fold::in_order(facts) {
            if let Body::MethodProfileChanged(changed) = &fact.body {
                all.insert(changed.method.to_ascii_uppercase(), changed.correction.clone());
            }
        }
        all.retain(|_, correction| !correction.is_empty());
        Self(all)
    }

    /// The correction of a method, where there is one. Capitals do not matter.
    #[must_use]
    pub fn of(&self, method: &str) -> Option<&Correction> {
        self.0.get(&method.to_ascii_uppercase())
    }

    /// Every method that is corrected, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Correction)> {
        self.0.iter().map(|(method, correction)| (method.as_str(), correction))
    }

    /// The line of a method as it stands: the table's, corrected.
    #[must_use]
    pub fn sheet(&self, method: &str, currency: Currency) -> Sheet {
        let table = sheet(Some(method), currency);
        self.of(method).map_or(table, |correction| correction.sheet(table))
    }
}

impl Order {
    /// The order under the corrections that stand: every rule decides by them, those of intents that wait to leave too.
    #[must_use]
    pub fn corrected(mut self, corrections: &Corrections) -> Self {
        for payment in self.sessions.iter_mut().flat_map(|session| &mut session.payments) {
            payment.correction = payment.method.as_deref().and_then(|method| corrections.of(method)).cloned();
        }
        self
    }
}
