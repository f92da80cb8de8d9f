//! One person who works here.

use super::{Limits, RoleName};
use crate::ids::OperatorId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// One person who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Who they are, for ever.
    pub id: OperatorId,
    /// What they are called now.
    pub name: String,
    /// Their role.
    pub role: RoleName,
    /// Limits of their own, in place of the role's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// They may not work at present.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
    /// When they were added.
    pub added_at: DateTime<Utc>,
}

/// The person a fact is written down for, with the name they had then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub id: OperatorId,
    /// Their name at that moment.
    pub name: String,
}

/// A name as it is compared: letters that only look otherwise (full width, ligatures) are the same, as are capitals, and
/// blanks around it do not count.
pub(crate) fn folded(name: &str) -> String {
    let plain: String = name.nfkc().collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
