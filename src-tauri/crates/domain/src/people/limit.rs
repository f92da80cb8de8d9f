//! How much money, in minor units, each currency for itself: amounts of different currencies are never added up.

use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much of each currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// As much as there is.
    Any,
    /// Up to so many minor units of these currencies, and nothing of any other.
    UpTo(BTreeMap<Currency, u64>),
}

impl Default for Limit {
    /// Nothing.
    fn default() -> Self {
        Self::UpTo(BTreeMap::new())
    }
}

impl Limit {
    /// Up to these amounts. The last one of a currency counts.
    #[must_use]
    pub fn up_to(amounts: impl IntoIterator<Item = Money>) -> Self {
        Self::UpTo(amounts.into_iter().map(|amount| (amount.currency(), amount.minor())).collect())
    }

    /// Whether an amount stays within it.
    #[must_use]
    pub fn allows(&self, amount: Money) -> bool {
        match self {
            Self::Any => true,
            Self::UpTo(most) => most.get(&amount.currency()).is_some_and(|most| amount.minor() <= *most),
        }
    }

    /// Whether everything that another limit allows stays within this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::UpTo(_), Self::Any) => false,
            (Self::UpTo(mine), Self::UpTo(theirs)) => theirs
                .iter()
                .all(|(currency, most)| *most == 0 || mine.get(currency).is_some_and(|mine| most <= mine)),
        }
    }

    /// The most of a currency; none where there is no limit to it.
    #[must_use]
    pub fn most(&self, currency: Currency) -> Option<Money> {
        match self {
            Self::Any => None,
            Self::UpTo(most) => {
                let minor = most.get(&currency).copied().unwrap_or_default();
                Some(Money::from_minor(minor, currency).unwrap_or_else(|_| Money::zero(currency)))
            }
        }
    }
}

impl std::fmt::Display for Limit {
    /// `any amount`, `nothing`, or `SGD 100.00, JPY 10,000`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::UpTo(most) = self else { return f.write_str("any amount") };
        let told: Vec<String> = most
            .iter()
            .filter_map(|(currency, minor)| Money::from_minor(*minor, *currency).ok())
            .map(|most| most.to_string())
            .collect();
        if told.is_empty() { f.write_str("nothing") } else { f.write_str(&told.join(", ")) }
    }
}
