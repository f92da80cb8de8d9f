//! Who may do what: operators, their roles and limits, and the second person that some acts need.
//!
//! A person is told from another by their [`OperatorId`], never by their name: renaming changes nothing about what they
//! did, asked for or approved. PINs are no facts; this room does not know them.
//!
//! Until the first admin is added there are no rights to keep: the person of the operating system does everything, as
//! before. From then on every act of a person is decided here, twice for money: when it is prepared, and inside the
//! transaction that writes it down.

pub mod act;
pub mod approval;
pub mod decide;
mod fold;
pub mod limit;
pub mod manage;
pub mod operator;
pub mod policy;
pub mod right;
pub mod role;
pub mod saying;

pub use act::{Act, Subject};
pub use approval::{Approval, ApprovalStage};
pub use limit::Limit;
pub use operator::Operator;
pub use policy::{ApprovalPolicy, From};
pub use right::{Limits, Right, Rights};
pub use role::{Role, RoleName};
pub use saying::Saying;

use crate::ids::OperatorId;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody there is, as the facts tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    operators: BTreeMap<OperatorId, Operator>,
    /// Roles that were made here; the shipped ones are always there.
    made: BTreeMap<RoleName, Role>,
    /// Every name anybody ever had, folded for comparison, with whose it was.
    names: BTreeMap<String, BTreeSet<OperatorId>>,
    /// From when a second person is needed, where a reason is, and after how long a window locks.
    pub policy: ApprovalPolicy,
}

impl People {
    /// Whether there is anybody: from the first admin on, every act needs somebody who may do it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operators.is_empty()
    }

    /// Everybody, in the order in which they were added.
    pub fn operators(&self) -> impl Iterator<Item = &Operator> {
        let mut all: Vec<&Operator> = self.operators.values().collect();
        all.sort_by_key(|operator| (operator.added_at, operator.id));
        all.into_iter()
    }

    /// Whoever has this id.
    #[must_use]
    pub fn operator(&self, id: &OperatorId) -> Option<&Operator> {
        self.operators.get(id)
    }

    /// Whoever is called so now. Capitals and blanks around the name do not matter.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<&Operator> {
        let name = operator::folded(name);
        self.operators.values().find(|operator| operator::folded(&operator.name) == name)
    }

    /// Every role, the shipped ones first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        role::shipped().into_iter().chain(self.made.values().cloned()).collect()
    }

    /// The role of that name.
    #[must_use]
    pub fn role(&self, name: &RoleName) -> Option<Role> {
        self.roles().into_iter().find(|role| role.name == *name)
    }

    /// What somebody may do: their role's rights, with their own limits where they have some. Nothing while they are
    /// suspended, or where their role is not known to this version.
    #[must_use]
    pub fn rights_of(&self, operator: &Operator) -> Rights {
        if operator.suspended {
            return Rights::default();
        }
        let Some(role) = self.role(&operator.role) else { return Rights::default() };
        match &operator.limits {
            Some(limits) => role.rights.with_limits(limits.clone()),
            None => role.rights,
        }
    }

    /// Everybody who may work now.
    pub fn active(&self) -> impl Iterator<Item = &Operator> {
        self.operators().filter(|operator| !operator.suspended)
    }

    /// The names of everybody who holds a right now, for "ask …".
    #[must_use]
    pub fn holders(&self, right: Right) -> Vec<String> {
        let holds = |operator: &&Operator| self.rights_of(operator).holds(right);
        self.active().filter(holds).map(|operator| operator.name.clone()).collect()
    }
}

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_in_result,
    reason = "a test may fail loudly"
)]
mod tests;
