//! How intents travel their road, and how reports settle them.

use super::Building;
use crate::fact::Fact;
use crate::ids::{IntentId, OperationId};
use crate::intent::{Finding, Intent, Requested, Stage, Step, Verb};
use crate::outcome::WhyUnknown;
use crate::report::{Transaction, TransactionKind};
use crate::stage::Push;
use chrono::{DateTime, Utc};

impl Building {
    pub(super) fn found_intent(&mut self, fact: &Fact, verb: Verb, id: IntentId, requested: &Requested) {
        if self.order.intents.iter().any(|intent| intent.id == id) {
            return;
        }
        self.order.intents.push(Intent {
            id,
            verb,
            requested: requested.clone(),
            actor: fact.actor.clone(),
            requested_at: fact.at,
            not_before: None,
            stage: Stage::Queued,
            moved_at: fact.at,
            first_sent_at: None,
            sent: None,
            in_doubt: false,
            restored: false,
            verdict: None,
            unknown: None,
            transaction: None,
            stopped: None,
            stopped_by_rule: None,
        });
    }

    /// A step of an intent that was never decided, or of another verb than it was decided for, is nobody's.
    pub(super) fn apply_step(&mut self, fact: &Fact, verb: Verb, id: IntentId, step: &Step) {
        let found = self.order.intents.iter_mut().find(|intent| intent.id == id && intent.verb == verb);
        let Some(intent) = found else { return };
        let Some(push) = Push::of(verb, step, intent.in_doubt) else { return };
        remember(intent, fact.at, step);
        shove(intent, fact.at, push);
    }

    /// What Antom's own record of a capture or refund says about the intent it came from, found by its id.
    ///
    /// A record with another amount than was decided settles nothing: the answer contradicts the request. What failed
    /// does not begin again: an answer that calls it under way was given before and came to be read afterwards.
    pub(super) fn settle(&mut self, verb: Verb, transaction: &Transaction, at: DateTime<Utc>) {
        let Some(push) = Push::of_transaction(transaction) else { return };
        let record = (verb, transaction.operation.clone());
        if push == Push::UnderWay && self.failed.contains(&record) {
            return;
        }
        let Some(intent) = self.intent_of(verb, &transaction.operation) else { return };
        let push = if intent.requested.amount == transaction.amount { push } else { Push::UnderWay };
        if push == Push::Done {
            intent.transaction = transaction.id.clone().or_else(|| intent.transaction.take());
            intent.unknown = None;
        }
        shove(intent, at, push);
        if push == Push::Refused {
            self.failed.push(record);
        }
    }

    pub(super) fn never_placed(&mut self, operation: &OperationId, at: DateTime<Utc>) {
        if let Some(intent) = self.intent_of(Verb::Refund, operation) {
            shove(intent, at, Push::NeverPlaced);
        }
    }

    fn intent_of(&mut self, verb: Verb, operation: &OperationId) -> Option<&mut Intent> {
        self.order
            .intents
            .iter_mut()
            .find(|intent| intent.verb == verb && intent.requested.operation == *operation)
    }
}

/// The kind of a record as the verb of an intent, for the two kinds that carry an id of ours.
pub(super) const fn verb_of(kind: &TransactionKind) -> Option<Verb> {
    match kind {
        TransactionKind::Capture => Some(Verb::Capture),
        TransactionKind::Refund => Some(Verb::Refund),
        _ => None,
    }
}

/// Moves an intent; a push that changes nothing leaves no trace.
pub(super) fn shove(intent: &mut Intent, at: DateTime<Utc>, push: Push) {
    let next = intent.stage.after(push);
    if next != intent.stage || push == Push::Sent {
        intent.moved_at = intent.moved_at.max(at);
    }
    intent.stage = next;
}

/// Keeps the particulars of a step.
fn remember(intent: &mut Intent, at: DateTime<Utc>, step: &Step) {
    match step {
        Step::Requested(_) | Step::Released => {}
        Step::Queued { not_before } => intent.not_before = Some(*not_before),
        Step::Stopped { why, code } => {
            if intent.stopped.is_none() {
                (intent.stopped, intent.stopped_by_rule) = (Some(why.clone()), code.clone());
            }
        }
        Step::Sent { sender, attempt, fence } => {
            intent.in_doubt = match intent.stage {
                Stage::Sent | Stage::Checking => true,
                Stage::NeverPlaced | Stage::Released => false,
                _ => intent.in_doubt,
            };
            intent.first_sent_at.get_or_insert(at);
            intent.sent = Some((*sender, *attempt, *fence));
        }
        Step::Answered { evidence, .. } | Step::Reported { evidence, .. } if !evidence.verified => {
            intent.unknown = Some(WhyUnknown::Unsigned);
        }
        Step::Answered { verdict, transaction, .. } => {
            intent.verdict = Some(verdict.clone());
            intent.unknown = None;
            intent.transaction = transaction.clone().or_else(|| intent.transaction.take());
        }
        Step::Unanswered { why, .. } => {
            intent.restored |= *why == WhyUnknown::Restored;
            intent.unknown = Some(why.clone());
        }
        Step::Reported { finding: Finding::Done { transaction }, .. } => {
            intent.unknown = None;
            intent.transaction = transaction.clone().or_else(|| intent.transaction.take());
        }
        Step::Reported { .. } => {}
    }
}
