//! Asking somebody else to agree, and agreeing.
//!
//! A request is bound to the hash of the exact operation. It is answered once: what was approved is done in the same
//! moment, checked against fresh state, so that an approval can neither be used twice nor lie about. It lapses, and a
//! restored backup holds none that is still open.

use super::decide::{Spent, Standing, above_day, approvers, ask, could_approve, right_of, signed_in};
use super::operator::Signature;
use super::{Act, Operator, People, Right, Saying, Subject};
use crate::digest::Digest;
use crate::fact::{Actor, ApprovalAsked, Body, Fact};
use crate::ids::{ApprovalId, OperatorId};
use crate::intent::Verb;
use crate::rules::{Refusal, RefusalCode, act};
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
) -> Result<Saying, Refusal> {
    let Standing::WithSecond { rule, .. } = standing else {
        return Err(Refusal::of(RefusalCode::ApprovalOver, Saying::NoApprovalNeeded, act("do it")));
    };
    if let Some(open) = known.iter().find(|known| known.is_open(now) && known.is_about(subject)) {
        let said = Saying::AskedAlready { name: open.by.name.clone(), sentence: open.asked.sentence.clone() };
        let lift = act("wait for the answer, or have it taken back");
        return Err(Refusal::of(RefusalCode::ApprovalOpen, said, lift));
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
        let said = Saying::AskerMayNot { name: approval.by.name.clone() };
        return Err(Refusal::of(RefusalCode::RightMissing, said, act("refuse it")));
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
        return Err(Refusal::of(RefusalCode::ReasonNeeded, Saying::RefusalReasoned, act("write why")));
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
    let name = approval.by.name.clone();
    let lift = ask(vec![name.clone()]);
    Err(Refusal::of(RefusalCode::RightMissing, Saying::AskedByAnother { name }, lift))
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
        return Err(Refusal::of(RefusalCode::OwnApproval, Saying::OwnRequest, ask(could)));
    }
    if !could_approve(people, approver, &what) {
        let said = Saying::MayNotApprove { name: approver.name.clone(), role: approver.role.to_string() };
        return Err(Refusal::of(RefusalCode::RightMissing, said, ask(could)));
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
    Err(Refusal::of(RefusalCode::LimitPassed, rule, ask(others)))
}

fn open(approval: &Approval, now: DateTime<Utc>) -> Result<(), Refusal> {
    let over = |said: Saying| {
        let lift = act("have it asked for anew, if it is still wanted");
        Err(Refusal::of(RefusalCode::ApprovalOver, said, lift))
    };
    match approval.stage(now) {
        ApprovalStage::Open => Ok(()),
        ApprovalStage::Given { by, .. } => over(Saying::ApprovedBy { name: by.name }),
        ApprovalStage::Refused { by, .. } => over(Saying::RefusedBy { name: by.name }),
        ApprovalStage::Withdrawn => over(Saying::TakenBackBy { name: approval.by.name.clone() }),
        ApprovalStage::Lapsed => over(Saying::Lapsed),
        ApprovalStage::Void => over(Saying::BeforeRestore),
    }
}
