//! Who may do what, reckoned from the facts alone and without the rules of the product: a table of the shipped roles, the
//! last word about each person, role and policy, and what was asked of a second person.

use crate::broken::{Broken, OrBroken};
use chrono::{DateTime, Utc};
use console::people::trail::Proof;
use domain::fact::{Actor, ApprovalAsked, Body};
use domain::ids::{ApprovalId, OperatorId, OrderId};
use domain::intent::Verb;
use domain::people::operator::Signature;
use domain::people::{ApprovalPolicy, From, Limit, Limits, Operator, Right, RoleName, Subject};
use money::Currency;
use std::collections::{BTreeMap, BTreeSet};

/// One fact, as a trail tells it word for word.
pub(crate) struct Told {
    pub seq: u64,
    pub at: DateTime<Utc>,
    pub actor: Actor,
    pub approver: Option<Actor>,
    pub order: Option<OrderId>,
    pub body: Body,
}

impl Told {
    /// Reads it.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of(proof: &Proof) -> Result<Self, Broken> {
        let actor = |text: &str| serde_json::from_str(text).or_broken("who did it");
        Ok(Self {
            seq: proof.device_seq,
            at: DateTime::from_timestamp_millis(proof.at).unwrap_or_default(),
            actor: actor(&proof.actor)?,
            approver: proof.approver.as_deref().map(actor).transpose()?,
            order: proof.order.as_deref().map(|text| text.parse().or_broken("an order")).transpose()?,
            body: serde_json::from_str(&proof.body).or_broken("a body")?,
        })
    }

    /// The person it is signed by; none where the program or Antom speaks.
    pub fn by(&self) -> Option<&Signature> {
        match &self.actor {
            Actor::Operator(by) => Some(by),
            _ => None,
        }
    }

    /// The person who must have been there: whoever agreed, or else whoever did it.
    pub fn present(&self) -> Option<&Signature> {
        match &self.approver {
            Some(Actor::Operator(agreed)) => Some(agreed),
            _ => self.by(),
        }
    }
}

/// What was asked of a second person, while nobody has answered.
pub(crate) struct Asked {
    pub by: OperatorId,
    pub what: ApprovalAsked,
}

/// What the facts so far say about people.
#[derive(Default)]
pub(crate) struct House {
    people: BTreeMap<OperatorId, Operator>,
    made: BTreeMap<RoleName, (BTreeSet<Right>, Limits)>,
    policy: ApprovalPolicy,
    waiting: BTreeMap<ApprovalId, Asked>,
    /// Everything that was ever asked, answered or not.
    ever: Vec<ApprovalId>,
}

impl House {
    /// Takes in what a fact says.
    pub fn hear(&mut self, fact: &Told) {
        match &fact.body {
            Body::OperatorAdded(added) => self.enter(added),
            Body::OperatorChanged(changed) => self.enter(&changed.operator),
            Body::RoleChanged(role) => {
                let rights = (role.rights.held.clone(), role.rights.limits.clone());
                self.made.insert(role.name.clone(), rights);
            }
            Body::RoleRemoved { role } => {
                self.made.remove(role);
            }
            Body::PolicyChanged(policy) => self.policy = policy.as_ref().clone(),
            Body::ApprovalAsked(asked) => {
                self.ever.push(asked.approval);
                if let Some(by) = fact.by() {
                    let asked = Asked { by: by.id, what: asked.as_ref().clone() };
                    self.waiting.insert(asked.what.approval, asked);
                }
            }
            Body::ApprovalGiven { approval, .. }
            | Body::ApprovalRefused { approval, .. }
            | Body::ApprovalWithdrawn { approval } => {
                self.waiting.remove(approval);
            }
            _ => {}
        }
    }

    fn enter(&mut self, operator: &Operator) {
        self.people.insert(operator.id, operator.clone());
    }

    /// What waits for somebody's answer under an id.
    pub fn waiting(&self, approval: &ApprovalId) -> Option<&Asked> {
        self.waiting.get(approval)
    }

    /// Everything that waits for an answer.
    pub fn all_waiting(&self) -> impl Iterator<Item = &Asked> {
        self.waiting.values()
    }

    /// Everything that was ever asked.
    pub fn ever_asked(&self) -> &[ApprovalId] {
        &self.ever
    }

    /// Somebody by name, where they may work at present.
    pub fn works(&self, name: &str) -> Option<&Operator> {
        self.people.values().find(|person| person.name == name && !person.suspended)
    }

    /// That somebody may work at present and holds a right.
    ///
    /// # Errors
    /// They do not.
    pub fn holds(&self, who: OperatorId, right: Right) -> Result<(), Broken> {
        let Some(person) = self.people.get(&who) else { return Err(broken(&who, "is nobody here")) };
        if person.suspended {
            return Err(broken(&person.name, "is suspended"));
        }
        if self.rights(person).0.contains(&right) {
            return Ok(());
        }
        Err(broken(&person.name, format!("({}) does not hold {right}", person.role)))
    }

    /// That somebody may work at present.
    ///
    /// # Errors
    /// They are suspended.
    pub fn works_still(&self, who: OperatorId) -> Result<(), Broken> {
        match self.people.get(&who) {
            Some(person) if person.suspended => {
                Err(broken(&person.name, "is suspended, and what they decided leaves"))
            }
            _ => Ok(()),
        }
    }

    /// The most somebody may do at once; none where there is no end to it.
    pub fn most_at_once(&self, who: OperatorId, verb: Verb, currency: Currency) -> Option<u64> {
        let limits = self.limits(who);
        match verb {
            Verb::Capture => most(&limits.capture, currency),
            Verb::Cancel => None,
            Verb::Refund => most(&limits.refund_each, currency),
        }
    }

    /// The most somebody may refund in a day; none where there is no end to it.
    pub fn most_a_day(&self, who: OperatorId, currency: Currency) -> Option<u64> {
        most(&self.limits(who).refund_day, currency)
    }

    /// The amount from which a second person is needed; none where none ever is.
    pub fn second_from(&self, verb: Verb, currency: Currency) -> Option<u64> {
        let from = match verb {
            Verb::Capture => &self.policy.capture,
            Verb::Cancel => &self.policy.cancel,
            Verb::Refund => &self.policy.refund,
        };
        match from {
            From::Never => None,
            From::AtLeast(least) => Some(least.get(&currency).copied().unwrap_or(0)),
        }
    }

    /// Whether somebody by this name could agree to what was asked.
    pub fn could_agree(&self, name: &str, asked: &Asked) -> bool {
        let Subject::Move { verb, amount, .. } = &asked.what.subject else { return false };
        self.works(name).filter(|person| person.id != asked.by).is_some_and(|person| {
            let held = |right| self.holds(person.id, right).is_ok();
            let most = self.most_at_once(person.id, *verb, amount.currency());
            held(Right::Approve) && held(right_to(*verb)) && most.is_none_or(|most| amount.minor() <= most)
        })
    }

    /// Whether acting in spite of a dispute takes a second person.
    pub const fn takes_two_despite_dispute(&self) -> bool {
        self.policy.dispute
    }

    fn limits(&self, who: OperatorId) -> Limits {
        self.people.get(&who).map_or_else(Limits::default, |person| self.rights(person).1)
    }

    fn rights(&self, person: &Operator) -> (BTreeSet<Right>, Limits) {
        use Right::{Approve, Cancel, Capture, OverrideBlock, People, Policy, Refund};
        let (held, limits) = match person.role.0.as_str() {
            "shop" => (BTreeSet::from([Refund]), Limits::default()),
            "finance" => (BTreeSet::from([Capture, Cancel, Refund, OverrideBlock, Approve]), Limits::none()),
            "admin" => {
                let held = BTreeSet::from([Capture, Cancel, Refund, OverrideBlock, Approve, People, Policy]);
                (held, Limits::none())
            }
            _ => self.made.get(&person.role).cloned().unwrap_or_default(),
        };
        (held, person.limits.clone().unwrap_or(limits))
    }
}

/// The right that a verb needs.
pub(crate) const fn right_to(verb: Verb) -> Right {
    match verb {
        Verb::Capture => Right::Capture,
        Verb::Cancel => Right::Cancel,
        Verb::Refund => Right::Refund,
    }
}

fn most(limit: &Limit, currency: Currency) -> Option<u64> {
    match limit {
        Limit::Any => None,
        Limit::UpTo(most) => Some(most.get(&currency).copied().unwrap_or(0)),
    }
}

fn broken(who: &impl std::fmt::Display, what: impl std::fmt::Display) -> Broken {
    Broken::new(format!("promise 10: {who} {what}"))
}
