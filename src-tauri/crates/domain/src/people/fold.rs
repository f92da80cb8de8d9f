//! From facts to the people there are.

use super::operator::folded;
use super::{Operator, People};
use crate::fact::{Body, Fact};

impl People {
    /// The kinds of facts that tell of people.
    pub const KINDS: [&'static str; 5] =
        ["OperatorAdded", "OperatorChanged", "RoleChanged", "RoleRemoved", "PolicyChanged"];

    /// Folds them. Other facts are passed over.
    #[must_use]
    pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut people = Self::default();
        for fact in crate::fold::in_order(facts) {
            match &fact.body {
                Body::OperatorAdded(added) => people.enter(added, true),
                Body::OperatorChanged(changed) => people.enter(&changed.operator, false),
                Body::RoleChanged(role) => {
                    people.made.insert(role.name.clone(), role.as_ref().clone());
                }
                Body::RoleRemoved { role } => {
                    people.made.remove(role);
                }
                Body::PolicyChanged(policy) => people.policy = policy.as_ref().clone(),
                _ => {}
            }
        }
        people
    }

    /// A person is added once, and only somebody who was added can be changed.
    fn enter(&mut self, operator: &Operator, new: bool) {
        if self.operators.contains_key(&operator.id) == new {
            return;
        }
        self.names.entry(folded(&operator.name)).or_default().insert(operator.id);
        self.operators.insert(operator.id, operator.clone());
    }
}
