//! What people may be allowed to do: a closed list of verbs, and limits for those that move money.

use super::Limit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $told:literal;)*) => {
        /// Something people may be allowed to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum Right {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl Right {
            /// Every right.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The right as it stands in output and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What it lets somebody do, to follow "may" or "may not".
            #[must_use]
            pub const fn told(self) -> &'static str {
                match self { $(Self::$name => $told,)* }
            }
        }
    };
}

rights! {
    /// Create, share, replace and reissue requests for payment, and stop offering them.
    Requests = "requests", "make and share requests for payment";
    /// See buyers' names, e-mail addresses and telephone numbers, and forget a buyer.
    Contacts = "contacts", "see buyers' contact data";
    /// Capture a hold, up to a limit.
    Capture = "capture", "capture";
    /// Cancel a payment.
    Cancel = "cancel", "cancel payments";
    /// Refund, up to a limit each and a limit a day.
    Refund = "refund", "refund";
    /// Act in spite of a block, such as an open dispute.
    OverrideBlock = "override-block", "act in spite of a dispute";
    /// Agree to what somebody else asks for.
    Approve = "approve", "approve what others ask for";
    /// Make backups and exports.
    Export = "export", "make backups and exports";
    /// Manage accounts and keys.
    Keys = "keys", "manage accounts and keys";
    /// Manage people and roles.
    People = "people", "manage people";
    /// Change settings, approvals and what is known about methods.
    Policy = "policy", "change settings and policy";
    /// Restore a backup, and renew the recovery code.
    Restore = "restore", "restore backups";
}

impl std::fmt::Display for Right {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Right {
    type Err = UnknownRight;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().find(|right| right.as_str() == text).copied().ok_or(UnknownRight)
    }
}

/// Text that names no right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no such right; they are requests, contacts, capture, cancel, refund, override-block, approve, export, keys, people, policy and restore"
)]
pub struct UnknownRight;

/// How much money the rights that move it reach.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The most of one capture.
    pub capture: Limit,
    /// The most of one refund.
    pub refund_each: Limit,
    /// The most of all refunds of one day of the store.
    pub refund_day: Limit,
}

impl Limits {
    /// No limits at all.
    #[must_use]
    pub const fn none() -> Self {
        Self { capture: Limit::Any, refund_each: Limit::Any, refund_day: Limit::Any }
    }

    fn covers(&self, other: &Self) -> bool {
        self.capture.covers(&other.capture)
            && self.refund_each.covers(&other.refund_each)
            && self.refund_day.covers(&other.refund_day)
    }
}

/// What somebody holds more than somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// A right.
    Right(Right),
    /// Higher limits.
    Limits,
}

/// What somebody may do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// The rights.
    pub held: BTreeSet<Right>,
    /// How far those that move money reach. With a limit of nothing somebody may only ask for approval.
    #[serde(default)]
    pub limits: Limits,
}

impl Rights {
    /// Whether a right is held at all.
    #[must_use]
    pub fn holds(&self, right: Right) -> bool {
        self.held.contains(&right)
    }

    /// These rights with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// What `other` holds and these do not; none where everything is covered. Nobody can grant what they do not hold.
    #[must_use]
    pub fn lack(&self, other: &Self) -> Option<More> {
        if let Some(more) = other.held.difference(&self.held).next() {
            return Some(More::Right(*more));
        }
        // Limits of a right that is not held mean nothing.
        let reached = Limits {
            capture: other.reach(Right::Capture, &other.limits.capture),
            refund_each: other.reach(Right::Refund, &other.limits.refund_each),
            refund_day: other.reach(Right::Refund, &other.limits.refund_day),
        };
        (!self.limits.covers(&reached)).then_some(More::Limits)
    }

    fn reach(&self, right: Right, limit: &Limit) -> Limit {
        if self.holds(right) { limit.clone() } else { Limit::default() }
    }
}
