//! Limits, roles and policy as they go out and come in: money as it crosses every boundary, by currency and minor units.

use crate::view::shown;
use domain::intent::Verb;
use domain::people::{ApprovalPolicy, From as FromAmount, Limit, Limits, Right, Rights, Role, RoleName};
use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far the rights reach that move money. None: as far as there is money; an empty list: nothing without approval.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LimitsView {
    /// The most of one capture, for each currency.
    pub capture: Option<Vec<Money>>,
    /// The most of one refund, for each currency.
    pub refund_each: Option<Vec<Money>>,
    /// The most of all refunds of one day of the store, for each currency.
    pub refund_day: Option<Vec<Money>>,
}

impl LimitsView {
    /// As it is shown.
    #[must_use]
    pub fn of(limits: &Limits) -> Self {
        let most = |limit: &Limit| match limit {
            Limit::Any => None,
            Limit::UpTo(most) => Some(amounts(most)),
        };
        Self {
            capture: most(&limits.capture),
            refund_each: most(&limits.refund_each),
            refund_day: most(&limits.refund_day),
        }
    }

    /// As the rules take it.
    #[must_use]
    pub fn read(self) -> Limits {
        let limit = |most: Option<Vec<Money>>| most.map_or(Limit::Any, Limit::up_to);
        Limits {
            capture: limit(self.capture),
            refund_each: limit(self.refund_each),
            refund_day: limit(self.refund_day),
        }
    }
}

/// A role: a name for some rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RoleView {
    /// Its name.
    pub name: String,
    /// What it lets people do.
    pub rights: Vec<Right>,
    /// How far.
    pub limits: LimitsView,
}

impl RoleView {
    /// As it is shown.
    #[must_use]
    pub fn of(role: &Role) -> Self {
        Self {
            name: shown(&role.name.0),
            rights: role.rights.held.iter().copied().collect(),
            limits: LimitsView::of(&role.rights.limits),
        }
    }

    /// As the rules take it.
    #[must_use]
    pub fn read(self) -> Role {
        let rights = Rights { held: self.rights.into_iter().collect(), limits: self.limits.read() };
        Role { name: RoleName(self.name), rights }
    }
}

/// From when a second person is needed, where a reason is, and after how long a window locks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PolicyView {
    /// From which amount of each currency a capture needs one; a currency that is not named always does. None: never.
    pub capture: Option<Vec<Money>>,
    /// The same for a cancel.
    pub cancel: Option<Vec<Money>>,
    /// The same for a refund.
    pub refund: Option<Vec<Money>>,
    /// Promoting a key does.
    pub promote: bool,
    /// Acting in spite of a dispute does.
    pub dispute: bool,
    /// Minutes after which a request nobody decided lapses.
    pub lapses_after_minutes: u32,
    /// What is never done without a written reason.
    pub reasons: Vec<Verb>,
    /// Minutes without a key or the mouse after which a window locks.
    pub lock_after_minutes: u32,
}

impl PolicyView {
    /// As it is shown.
    #[must_use]
    pub fn of(policy: &ApprovalPolicy) -> Self {
        let least = |from: &FromAmount| match from {
            FromAmount::Never => None,
            FromAmount::AtLeast(least) => Some(amounts(least)),
        };
        Self {
            capture: least(&policy.capture),
            cancel: least(&policy.cancel),
            refund: least(&policy.refund),
            promote: policy.promote,
            dispute: policy.dispute,
            lapses_after_minutes: policy.lapses_after_minutes,
            reasons: policy.reasons.iter().copied().collect(),
            lock_after_minutes: policy.lock_after_minutes,
        }
    }

    /// As the rules take it.
    #[must_use]
    pub fn read(self) -> ApprovalPolicy {
        let from = |least: Option<Vec<Money>>| {
            least.map_or(FromAmount::Never, |least| {
                FromAmount::AtLeast(least.iter().map(|least| (least.currency(), least.minor())).collect())
            })
        };
        ApprovalPolicy {
            capture: from(self.capture),
            cancel: from(self.cancel),
            refund: from(self.refund),
            promote: self.promote,
            dispute: self.dispute,
            lapses_after_minutes: self.lapses_after_minutes,
            reasons: self.reasons.into_iter().collect(),
            lock_after_minutes: self.lock_after_minutes,
        }
    }
}

fn amounts(of: &BTreeMap<Currency, u64>) -> Vec<Money> {
    of.iter().filter_map(|(currency, minor)| Money::from_minor(*minor, *currency).ok()).collect()
}
