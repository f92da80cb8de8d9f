//! Asking somebody else to agree, and agreeing. What is agreed to is done in the same moment, on fresh state.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::{Ask, Prepared, Proposal, Token};
use crate::record::{By, Leave, Pen};
use crate::said::line;
use crate::seat::signature;
use crate::view::{IntentView, shown};
use chrono::{DateTime, TimeDelta, Utc};
use domain::digest::Digest;
use domain::fact::{ApprovalAsked, Body};
use domain::ids::{ApprovalId, OrderId, PaymentId};
use domain::intent::Verb;
use domain::people::approval::{ApprovalStage, may_ask, may_give, may_refuse, may_withdraw};
use domain::people::decide::{Standing, approvers};
use domain::people::operator::Signature;
use domain::people::{Approval, People, Saying, Subject};
use domain::rules::{Lift, Refusal, RefusalCode};
use domain::windows::later;
use ledger::Ledger;
use money::Money;
use serde::Serialize;

/// Longest note and longest refusal, in characters.
pub(super) const MOST_WORDS: usize = 256;
/// How far back requests are looked for: no request waits longer than a week.
const LATELY: TimeDelta = TimeDelta::days(14);

/// A second person has to agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SecondPerson {
    /// Which rule asks for it, in words.
    pub rule: String,
    /// The same as a code with its figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub said: Option<Saying>,
    /// Who could agree. Where it is nobody, the recovery code stands in.
    pub approvers: Vec<String>,
}

impl SecondPerson {
    /// What whoever would do it alone is answered: who could agree, or that the recovery code stands in.
    pub(crate) fn refusal(&self) -> Option<ConsoleError> {
        let rule = self.said.clone()?;
        if self.approvers.is_empty() {
            return Some(ConsoleError::code_said(Saying::CodeStandsIn { rule: Box::new(rule) }));
        }
        let who = Lift::People(self.approvers.clone());
        Some(Refusal::of(RefusalCode::ApprovalNeeded, rule, who).into())
    }
}

/// One request for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ApprovalView {
    /// Its id.
    pub id: ApprovalId,
    /// `open`, `given`, `refused`, `withdrawn`, `lapsed`, `void`.
    pub stage: String,
    /// What the approver is asked to agree to, word for word.
    pub sentence: String,
    /// Which rule asks for a second person.
    pub rule: String,
    /// The same as a code with its figures; none where it was asked before rules had codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub said: Option<Saying>,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Why it is to be done.
    pub why: Option<String>,
    /// What they wrote.
    pub note: Option<String>,
    /// After this moment nobody can agree any more.
    pub lapses_at: DateTime<Utc>,
    /// Who answered, where somebody did.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Who could agree.
    pub approvers: Vec<String>,
    /// Whether whoever sits here could.
    pub for_me: bool,
    /// Whether whoever sits here asked, and can take it back.
    pub mine: bool,
    /// Capture, cancel or refund; none for a key.
    pub verb: Option<Verb>,
    /// The order.
    pub order: Option<OrderId>,
    /// The order's number.
    pub reference: Option<String>,
    /// `paymentId`.
    pub payment: Option<String>,
    /// How much.
    pub amount: Option<Money>,
    /// The account whose key is meant, where it is about a key.
    pub account: Option<String>,
    /// The key's fingerprint.
    pub fingerprint: Option<String>,
    /// Whether it is a refund although a dispute is open.
    pub despite_dispute: bool,
}

impl Console {
    /// What was asked of a second person lately, newest first.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn approvals(&self) -> Result<Vec<ApprovalView>, ConsoleError> {
        self.looking()?;
        Ok(self.approvals_to_hear()?.into_iter().map(|view| self.with_reference(view)).collect())
    }

    /// As [`Console::approvals`], for what only listens, which goes on while nobody is signed in, and several times a
    /// second: no order is read for it. It is for no window: names and amounts stand in it.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn approvals_to_hear(&self) -> Result<Vec<ApprovalView>, ConsoleError> {
        let people = self.read(Ledger::people)?;
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.now();
        let all = self.read(|ledger| ledger.approvals(lately(now)))?;
        Ok(all.iter().rev().map(|approval| self.approval_view(&people, approval, now)).collect())
    }

    /// One request.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub fn approval(&self, id: &ApprovalId) -> Result<ApprovalView, ConsoleError> {
        self.looking()?;
        let known = self.approvals_to_hear()?.into_iter().find(|view| view.id == *id);
        known.map(|view| self.with_reference(view)).ok_or_else(|| ConsoleError::not_found(id.to_string()))
    }

    fn with_reference(&self, view: ApprovalView) -> ApprovalView {
        let order = view.order.and_then(|order| self.order(order).ok());
        ApprovalView { reference: order.map(|order| shown(&order.terms.reference)), ..view }
    }

    /// Asks somebody else to agree to what was prepared. The question is used up by it.
    ///
    /// # Errors
    /// [`ConsoleError::ConfirmationSpent`], and [`ConsoleError::Refused`] where nobody needs to agree or somebody was
    /// asked about this payment already.
    pub fn ask_approval(&self, token: Token, note: Option<String>) -> Result<ApprovalView, ConsoleError> {
        let proposal = self.prepared.take(token)?;
        let note = line("note", note, MOST_WORDS)?;
        let id = ApprovalId(self.ports.ids.uuid());
        self.write(|pen| {
            let sentence = proposal.permit.sentence.clone();
            pen.ask_second(id, Some(proposal.ask.order), subject_of(&proposal), sentence, note)
        })?;
        self.remember_head();
        self.approval(&id)
    }

    /// Puts the question to whoever is to agree: Antom is asked afresh, and the domain whether this may be done now.
    ///
    /// # Errors
    /// As [`Console::prepare`], and [`ConsoleError::Refused`] where whoever sits here may not agree.
    pub async fn consider_approval(&self, id: &ApprovalId) -> Result<Prepared, ConsoleError> {
        let known = self.known_approval(id)?;
        let agree = self.write(|pen| pen.approver(&known, &known.asked.digest))?;
        let agree = SecondPerson {
            rule: shown(&known.asked.rule),
            said: known.asked.said.clone(),
            approvers: vec![shown(&agree.name)],
        };
        self.put_question(ask_of(&known.asked.subject)?, Some(agree)).await
    }

    /// Agrees, and does it: in one transaction the request is checked, the domain decides once more, and the intent is
    /// written down under both names. `token` is what [`Console::consider_approval`] gave.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where whoever sits here may not agree, the request is over, or what would be done is
    /// not what was asked for; [`ConsoleError::Changed`] where something happened meanwhile. Nothing is written then.
    pub async fn give_approval(&self, id: &ApprovalId, token: Token) -> Result<IntentView, ConsoleError> {
        let proposal = self.prepared.take(token)?.fresh()?;
        let exact = digest_of(&subject_of(&proposal))?;
        let intent = self.write(|pen| {
            let all = pen.writer.approvals(lately(pen.now))?;
            let known = find(&all, id)?;
            let approver = pen.approver(known, &exact)?;
            let given = Body::ApprovalGiven { approval: *id, subject: exact };
            pen.leave = Leave::Approved { asker: known.by.clone(), approver };
            let intent = self.write_down(pen, &proposal, None)?;
            pen.leave = Leave::None;
            pen.append(Some(proposal.ask.order), By::Person, given)?;
            Ok(intent)
        })?;
        self.remember_head();
        self.intent_view(&intent)
    }

    /// Says no.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where whoever sits here could not have agreed, or gives no reason.
    pub fn refuse_approval(&self, id: &ApprovalId, reason: &str) -> Result<ApprovalView, ConsoleError> {
        let reason = line("reason", Some(reason.to_owned()), MOST_WORDS)?.unwrap_or_default();
        self.write(|pen| {
            let all = pen.writer.approvals(lately(pen.now))?;
            let known = find(&all, id)?;
            may_refuse(&pen.writer.people()?, self.seat.who().as_ref(), known, &reason, pen.now)?;
            let body = Body::ApprovalRefused { approval: *id, reason };
            pen.append(order_of(&known.asked.subject), By::Person, body).map(drop)
        })?;
        self.approval(id)
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for anybody but whoever asked.
    pub fn withdraw_approval(&self, id: &ApprovalId) -> Result<ApprovalView, ConsoleError> {
        self.write(|pen| {
            let all = pen.writer.approvals(lately(pen.now))?;
            let known = find(&all, id)?;
            may_withdraw(&pen.writer.people()?, self.seat.who().as_ref(), known, pen.now)?;
            let body = Body::ApprovalWithdrawn { approval: *id };
            pen.append(order_of(&known.asked.subject), By::Person, body).map(drop)
        })?;
        self.approval(id)
    }

    fn known_approval(&self, id: &ApprovalId) -> Result<Approval, ConsoleError> {
        self.looking()?;
        let all = self.read(|ledger| ledger.approvals(lately(self.now())))?;
        find(&all, id).cloned()
    }

    fn approval_view(&self, people: &People, approval: &Approval, now: DateTime<Utc>) -> ApprovalView {
        let asked = &approval.asked;
        let stage = approval.stage(now);
        let could = approvers(people, &approval.by.id, &asked.subject.act());
        let me = self.seat.who();
        let (answered_by, answered_at, reason) = match &stage {
            ApprovalStage::Given { by, at } => (Some(by.name.clone()), Some(*at), None),
            ApprovalStage::Refused { by, at, reason } => {
                (Some(by.name.clone()), Some(*at), Some(reason.clone()))
            }
            _ => (None, None, None),
        };
        let (verb, order, payment, amount) = match &asked.subject {
            Subject::Move { verb, order, payment, amount, .. } => {
                (Some(*verb), Some(*order), Some(payment.to_string()), Some(*amount))
            }
            Subject::Promote { .. } => (None, None, None, None),
        };
        let (account, fingerprint) = match &asked.subject {
            Subject::Move { .. } => (None, None),
            Subject::Promote { account, fingerprint, .. } => {
                (Some(shown(&account.0)), Some(fingerprint.clone()))
            }
        };
        let (Subject::Move { reason: why, .. } | Subject::Promote { reason: why, .. }) = &asked.subject;
        ApprovalView {
            id: asked.approval,
            sentence: shown(&asked.sentence),
            rule: shown(&asked.rule),
            said: asked.said.clone(),
            asked_by: shown(&approval.by.name),
            asked_at: approval.at,
            why: why.as_deref().map(shown),
            note: asked.note.as_deref().map(shown),
            lapses_at: asked.lapses_at,
            answered_by: answered_by.as_deref().map(shown),
            answered_at,
            reason: reason.as_deref().map(shown),
            for_me: stage == ApprovalStage::Open && could.iter().any(|other| Some(other.id) == me),
            mine: me == Some(approval.by.id),
            approvers: could.into_iter().map(|other| shown(&other.name)).collect(),
            stage: stage.as_str().to_owned(),
            verb,
            order,
            reference: None,
            payment,
            amount,
            account,
            fingerprint,
            despite_dispute: matches!(asked.subject, Subject::Move { despite_dispute: true, .. }),
        }
    }

    /// Whether what was prepared needs a second person, as far as can be said before it is written down.
    pub(crate) fn second_person(&self, proposal: &Proposal) -> Result<Option<SecondPerson>, ConsoleError> {
        let people = self.read(Ledger::people)?;
        if people.is_empty() {
            return Ok(None);
        }
        let subject = subject_of(proposal);
        let standing = self.write(|pen| pen.standing(&people, &subject.act(), payment_of(&subject)))?;
        let named = |ids: &[domain::ids::OperatorId]| {
            ids.iter().filter_map(|id| people.operator(id)).map(|known| shown(&known.name)).collect()
        };
        let needed =
            |rule: Saying, approvers| SecondPerson { rule: rule.to_string(), said: Some(rule), approvers };
        Ok(match standing {
            Standing::Alone => None,
            Standing::WithSecond { rule, approvers } => Some(needed(rule, named(&approvers))),
            Standing::WithCode { rule } => Some(needed(rule, Vec::new())),
        })
    }
}

impl Pen<'_, '_, '_> {
    /// Writes down that whoever sits here asks somebody else to agree.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody needs to agree or somebody was asked about the same already.
    pub(super) fn ask_second(
        &mut self,
        approval: ApprovalId,
        order: Option<OrderId>,
        subject: Subject,
        sentence: String,
        note: Option<String>,
    ) -> Result<(), ConsoleError> {
        let people = self.writer.people()?;
        let standing = self.standing(&people, &subject.act(), payment_of(&subject))?;
        let rule = may_ask(&standing, &subject, &self.writer.approvals(lately(self.now))?, self.now)?;
        let waits = TimeDelta::minutes(i64::from(people.policy.lapses_after_minutes));
        let (digest, lapses_at) = (digest_of(&subject)?, later(self.now, waits));
        let (rule, said) = (rule.to_string(), Some(rule));
        let asked = ApprovalAsked { approval, digest, subject, sentence, rule, said, note, lapses_at };
        self.append(order, By::Person, Body::ApprovalAsked(Box::new(asked))).map(drop)
    }

    /// Whoever sits here, where they may agree to exactly this now.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the rule, and who could.
    pub(super) fn approver(&self, known: &Approval, exact: &Digest) -> Result<Signature, ConsoleError> {
        let people = self.writer.people()?;
        let spent = self.who.as_ref().map(|who| self.spent(who)).transpose()?.unwrap_or_default();
        Ok(signature(may_give(&people, self.who.as_ref(), known, exact, &spent, self.now)?))
    }
}

/// What a proposal is, exactly.
fn subject_of(proposal: &Proposal) -> Subject {
    Subject::Move {
        verb: proposal.ask.verb,
        order: proposal.ask.order,
        payment: proposal.payment.clone(),
        amount: proposal.permit.amount,
        reason: proposal.ask.reason.clone(),
        despite_dispute: proposal.permit.despite_dispute,
    }
}

/// What is to be asked of the domain for a subject.
fn ask_of(subject: &Subject) -> Result<Ask, ConsoleError> {
    match subject {
        Subject::Move { verb, order, payment, amount, reason, despite_dispute } => Ok(Ask {
            order: *order,
            payment: Some(payment.clone()),
            verb: *verb,
            amount: (*verb == Verb::Refund).then_some(*amount),
            reason: reason.clone(),
            despite_dispute: *despite_dispute,
        }),
        Subject::Promote { account, .. } => Err(ConsoleError::field(
            "approval",
            format!("this is about a key of {account}"),
            "Give it as what it is: countersign approval give ID.",
        )),
    }
}

const fn order_of(subject: &Subject) -> Option<OrderId> {
    match subject {
        Subject::Move { order, .. } => Some(*order),
        Subject::Promote { .. } => None,
    }
}

/// The payment it moves money of.
const fn payment_of(subject: &Subject) -> Option<(OrderId, &PaymentId)> {
    match subject {
        Subject::Move { order, payment, .. } => Some((*order, payment)),
        Subject::Promote { .. } => None,
    }
}

pub(super) fn find<'a>(all: &'a [Approval], id: &ApprovalId) -> Result<&'a Approval, ConsoleError> {
    all.iter()
        .find(|known| known.asked.approval == *id)
        .ok_or_else(|| ConsoleError::not_found(id.to_string()))
}

pub(super) fn lately(now: DateTime<Utc>) -> DateTime<Utc> {
    later(now, -LATELY)
}

pub(super) fn digest_of(subject: &Subject) -> Result<Digest, ConsoleError> {
    subject.digest().map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })
}
