//! Roles: three that are shipped and fit the three groups, and any that are made.

use super::{Limits, Right, Rights};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a role, as `shop`, `finance`, `admin`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RoleName(pub String);

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RoleName {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A role: a name for some rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its name, in small letters.
    pub name: RoleName,
    /// What it lets people do.
    pub rights: Rights,
}

/// Whoever manages people. The last one cannot lose the role.
pub const ADMIN: &str = "admin";
/// Whoever captures, cancels, refunds and approves.
pub const FINANCE: &str = "finance";
/// Whoever takes orders by telephone and e-mail.
pub const SHOP: &str = "shop";

/// Whether a name is one of a shipped role.
pub(crate) fn is_shipped(name: &RoleName) -> bool {
    [SHOP, FINANCE, ADMIN].contains(&name.0.as_str())
}

/// The shipped roles. Shop may refund only what somebody else approves, until a person is given limits of their own.
#[must_use]
pub fn shipped() -> [Role; 3] {
    let role = |name: &str, held: &[Right], limits: Limits| Role {
        name: name.into(),
        rights: Rights { held: held.iter().copied().collect(), limits },
    };
    [
        role(SHOP, &[Right::Requests, Right::Contacts, Right::Refund], Limits::default()),
        role(
            FINANCE,
            &[
                Right::Contacts,
                Right::Capture,
                Right::Cancel,
                Right::Refund,
                Right::OverrideBlock,
                Right::Approve,
                Right::Export,
            ],
            Limits::none(),
        ),
        role(ADMIN, Right::ALL, Limits::none()),
    ]
}
