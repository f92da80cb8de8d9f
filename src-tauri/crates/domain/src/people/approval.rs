//! Asking somebody else to agree, and agreeing.
//!
//! A request is bound to the hash of the exact operation. It is answered once: what was approved is done in the same
//! moment, checked against fresh state, so that an approval can neither be used twice nor lie about. It lapses, and a
//! restored backup holds none that is still open.

use super::decide::{Spent, Standing, above_day, approvers, ask, could_approve, right_of, signed_in};
use super::operator::Signature;
use super::{Act, Operator, People, Right, Subject};
use crate::digest::Digest;
use crate::fact::{Actor, ApprovalAsked, Body, Fact};
use crate::ids::{ApprovalId, OperatorId};
use crate::intent::Verb;
use crate::rules::{Lift, Refusal, RefusalCode, act};
use crate::windows::later;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// A clock this far before the moment something was asked was set back; less is what clocks differ by.
const SET_BACK: TimeDelta = TimeDelta::minutes(1);

/// One request for approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// What was asked.
    pub asked: ApprovalAsked,
    /// Who asked.
    pub by: Signature,
    /// When.
    pub at: DateTime<Utc>,
    ended: Option<ApprovalStage>,
}

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApprovalStage {
    /// It waits for somebody.
    Open,
    /// Somebody agreed, and it was done.
    Given {
        /// Who.
        by: Signature,
        /// When.
        at: DateTime<Utc>,
    },
    /// Somebody said no.
    Refused {
        /// Who.
        by: Signature,
        /// When.
        at: DateTime<Utc>,
        /// Why.
        reason: String,
    },
    /// Whoever asked took it back.
    Withdrawn,
    /// Nobody answered in time.
    Lapsed,
    /// The ledger was restored from a backup in which it was open.
    Void,
}

impl ApprovalStage {
    /// The stage as it stands in output.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Given { .. } => "given",
            Self::Refused { .. } => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Void => "void",
        }
    }
}

impl Approval {
    /// The kinds of facts that tell of approvals.
    pub const KINDS: [&'static str; 5] =
        ["ApprovalAsked", "ApprovalGiven", "ApprovalRefused", "ApprovalWithdrawn", "LedgerRestored"];

    /// Folds them, oldest first. Other facts are passed over.
    #[must_use]
    pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<Self> {
        let mut order: Vec<ApprovalId> = Vec::new();
        let mut all: BTreeMap<ApprovalId, Self> = BTreeMap::new();
        for fact in crate::fold::in_order(facts) {
            let signature = match &fact.actor {
                Actor::Operator(signature) => Some(signature.clone()),
                _ => None,
            };
            match (&fact.body, signature) {
                (Body::ApprovalAsked(asked), Some(by)) => {
                    let new = Self { asked: asked.as_ref().clone(), by, at: fact.at, ended: None };
                    if all.insert(asked.approval, new).is_none() {
                        order.push(asked.approval);
                    }
                }
                (Body::ApprovalGiven { approval, .. }, Some(by)) => {
                    end(&mut all, approval, ApprovalStage::Given { by, at: fact.at });
                }
                (Body::ApprovalRefused { approval, reason }, Some(by)) => {
                    let stage = ApprovalStage::Refused { by, at: fact.at, reason: reason.clone() };
                    end(&mut all, approval, stage);
                }
                (Body::ApprovalWithdrawn { approval }, _) => {
                    end(&mut all, approval, ApprovalStage::Withdrawn);
                }
                (Body::LedgerRestored { .. }, _) => {
                    for approval in all.values_mut() {
                        approval.ended.get_or_insert(ApprovalStage::Void);
                    }
                }
                _ => {}
            }
        }
        order.iter().filter_map(|id| all.remove(id)).collect()
    }

    /// Where it stands at a moment.
    #[must_use]
    pub fn stage(&self, now: DateTime<Utc>) -> ApprovalStage {
        match &self.ended {
            Some(ended) => ended.clone(),
            // A clock that was set back brings no request back.
            None if now > self.asked.lapses_at || later(now, SET_BACK) < self.at => ApprovalStage::Lapsed,
            None => ApprovalStage::Open,
        }
    }

    /// Whether it waits for somebody.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.stage(now) == ApprovalStage::Open
    }

    /// Whether it is about the same thing: the same payment, or the same key.
    #[must_use]
    pub fn is_about(&self, subject: &Subject) -> bool {
        match (&self.asked.subject, subject) {
            (Subject::Move { payment, .. }, Subject::Move { payment: other, .. }) => payment == other,
            (Subject::Promote { fingerprint, .. }, Subject::Promote { fingerprint: other, .. }) => {
                fingerprint == other
            }
            _ => false,
        }
    }
}

/// The first answer counts.
fn end(all: &mut BTreeMap<ApprovalId, Approval>, approval: &ApprovalId, stage: ApprovalStage) {
    if let Some(approval) = all.get_mut(approval) {
        approval.ended.get_or_insert(stage);
    }
}

/// Whether somebody may ask for this: it needs a second person, and nothing about the same payment waits already.
///
/// # Errors
/// Why not.
pub fn may_ask(
    standing: &Standing,
    subject: &Subject,
    known: &[Approval],
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let Standing::WithSecond { rule, .. } = standing else {
        let reason = "this needs nobody's approval";
        return Err(Refusal::new(RefusalCode::ApprovalOver, reason, act("do it")));
    };
    if let Some(open) = known.iter().find(|known| known.is_open(now) && known.is_about(subject)) {
        let reason = format!("{} asked already: {}", open.by.name, open.asked.sentence);
        return Err(Refusal::new(
            RefusalCode::ApprovalOpen,
            reason,
            act("wait for the answer, or have it taken back"),
        ));
    }
    Ok(rule.clone())
}

/// Whether somebody may approve this now. `spent` is what they answer for today: a refund they agree to is theirs to
/// answer for as one of their own, or two people would lift each other's limit of a day without end.
///
/// # Errors
/// Why not, and who could.
pub fn may_give<'a>(
    people: &'a People,
    who: Option<&OperatorId>,
    approval: &Approval,
    exact: &Digest,
    spent: &Spent,
    now: DateTime<Utc>,
) -> Result<&'a Operator, Refusal> {
    let (approver, what) = may_answer(people, who, approval, now)?;
    stays_within_the_day(people, approver, approval, &what, spent)?;
    if approval.asked.digest != *exact {
        return Err(Refusal::new(
            RefusalCode::ApprovalDiffers,
            "what is to be done is not what was asked for",
            act("have it asked for anew"),
        ));
    }
    let asker = people.operator(&approval.by.id).filter(|asker| !asker.suspended);
    let may_still = match (&what, asker) {
        (Act::Move { verb, .. }, Some(asker)) => people.rights_of(asker).holds(right_of(*verb)),
        (Act::Promote, Some(asker)) => people.rights_of(asker).holds(Right::Keys),
        (_, asker) => asker.is_some(),
    };
    if !may_still {
        let reason = format!("{} may not ask for this any more", approval.by.name);
        return Err(Refusal::new(RefusalCode::RightMissing, reason, act("refuse it")));
    }
    Ok(approver)
}

/// Whether somebody may say no to this now.
///
/// # Errors
/// Why not, and who could.
pub fn may_refuse<'a>(
    people: &'a People,
    who: Option<&OperatorId>,
    approval: &Approval,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<&'a Operator, Refusal> {
    let (approver, _) = may_answer(people, who, approval, now)?;
    if reason.trim().is_empty() {
        let told = "a refusal is kept with its reason";
        return Err(Refusal::new(RefusalCode::ReasonNeeded, told, act("write why")));
    }
    Ok(approver)
}

/// Whether somebody may take a request back: whoever made it.
///
/// # Errors
/// Why not, and who could.
pub fn may_withdraw(
    people: &People,
    who: Option<&OperatorId>,
    approval: &Approval,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let person = signed_in(people, who)?;
    open(approval, now)?;
    if person.id == approval.by.id {
        return Ok(());
    }
    let reason = format!("{} asked for this", approval.by.name);
    Err(Refusal::new(RefusalCode::RightMissing, reason, Lift::Person(approval.by.name.clone())))
}

/// Whoever is signed in, where they could answer.
fn may_answer<'a>(
    people: &'a People,
    who: Option<&OperatorId>,
    approval: &Approval,
    now: DateTime<Utc>,
) -> Result<(&'a Operator, Act), Refusal> {
    let approver = signed_in(people, who)?;
    open(approval, now)?;
    let what = approval.asked.subject.act();
    let could: Vec<String> =
        approvers(people, &approval.by.id, &what).into_iter().map(|other| other.name.clone()).collect();
    if approver.id == approval.by.id {
        let reason = "nobody approves what they ask for themselves";
        return Err(Refusal::new(RefusalCode::OwnApproval, reason, ask(&could)));
    }
    if !could_approve(people, approver, &what) {
        let reason = format!("{} ({}) may not approve this", approver.name, approver.role);
        return Err(Refusal::new(RefusalCode::RightMissing, reason, ask(&could)));
    }
    Ok((approver, what))
}

fn stays_within_the_day(
    people: &People,
    approver: &Operator,
    approval: &Approval,
    what: &Act,
    spent: &Spent,
) -> Result<(), Refusal> {
    let Act::Move { verb: Verb::Refund, amount, .. } = what else { return Ok(()) };
    let Some(rule) = above_day(&people.rights_of(approver).limits, *amount, spent) else { return Ok(()) };
    let others: Vec<String> = approvers(people, &approval.by.id, what)
        .into_iter()
        .filter(|other| other.id != approver.id)
        .map(|other| other.name.clone())
        .collect();
    Err(Refusal::new(RefusalCode::LimitPassed, rule, ask(&others)))
}

fn open(approval: &Approval, now: DateTime<Utc>) -> Result<(), Refusal> {
    let over = |reason: String| {
        Err(Refusal::new(
            RefusalCode::ApprovalOver,
            reason,
            act("have it asked for anew, if it is still wanted"),
        ))
    };
    match approval.stage(now) {
        ApprovalStage::Open => Ok(()),
        ApprovalStage::Given { by, .. } => over(format!("{} approved this already", by.name)),
        ApprovalStage::Refused { by, .. } => over(format!("{} refused this already", by.name)),
        ApprovalStage::Withdrawn => over(format!("{} took this back", approval.by.name)),
        ApprovalStage::Lapsed => over("nobody answered this in time".to_owned()),
        ApprovalStage::Void => over("this was asked before the ledger was restored".to_owned()),
    }
}
