//! What Antom says about payments.

use super::intents::{shove, verb_of};
use super::{Building, transactions};
use crate::fact::Fact;
use crate::ids::{PaymentId, PaymentRequestId};
use crate::intent::{Intent, Stage, Verb};
use crate::order::{HoldEnd, Order, Payment, SessionStage};
use crate::outcome::Outcome;
use crate::report::{PaymentSaid, Report, Said, Source, Status, Transaction, TransactionKind};
use crate::stage::Push;
use crate::windows::{self, HOLD, later};
use chrono::{DateTime, Utc};

/// Said about a payment that may not be known yet.
pub(super) enum Loose {
    Capture(PaymentId, Transaction),
    Refund(PaymentRequestId, Transaction),
    Dispute(PaymentId, String, String),
}

impl Building {
    /// A report whose signature did not verify changes nothing (api.md section 2).
    pub(super) fn apply_report(&mut self, fact: &Fact, report: &Report) {
        if !report.evidence.verified {
            return;
        }
        if report.source == Source::Answer {
            self.move_session(&report.request, fact.at, SessionStage::Answered);
        }
        match &report.said {
            Said::NothingSubmitted => self.attempt_answered(fact, report),
            Said::Payment(said) => {
                self.payment_said(fact, report, said);
                if report.source == Source::Inquiry {
                    self.attempt_answered(fact, report);
                }
            }
            Said::Capture { payment, transaction } => {
                self.settle(Verb::Capture, transaction, fact.at);
                self.loose.push(Loose::Capture(payment.clone(), transaction.clone()));
            }
            Said::Refund { transaction } => {
                self.settle(Verb::Refund, transaction, fact.at);
                self.loose.push(Loose::Refund(report.request.clone(), transaction.clone()));
            }
            Said::RefundNeverPlaced { operation } => self.never_placed(operation, fact.at),
            Said::Dispute { payment, dispute, event, .. } => {
                self.loose.push(Loose::Dispute(payment.clone(), dispute.clone(), event.clone()));
            }
        }
    }

    fn attempt_answered(&mut self, fact: &Fact, report: &Report) {
        if let Some(session) = self.session_or_elsewhere(&report.request, fact.at) {
            session.answered_at = session.answered_at.max(Some(report.evidence.at));
        }
    }

    fn payment_said(&mut self, fact: &Fact, report: &Report, said: &PaymentSaid) {
        let (request, heard) = (&report.request, report.evidence.at);
        let known = self.order.payments().any(|payment| payment.id == said.payment);
        if !known && let Some(session) = self.session_or_elsewhere(request, fact.at) {
            let earliest = session.requested_at.min(heard);
            session.payments.push(Payment { earliest, ..first_heard(request, said, heard) });
        }
        if let Some(payment) = self.payment_mut(&said.payment) {
            hear(payment, said, report.source, heard);
        }
        for transaction in &said.transactions {
            if let Some(verb) = verb_of(&transaction.kind) {
                self.settle(verb, transaction, fact.at);
            }
        }
    }

    fn payment_mut(&mut self, id: &PaymentId) -> Option<&mut Payment> {
        self.order
            .sessions
            .iter_mut()
            .flat_map(|session| &mut session.payments)
            .find(|payment| payment.id == *id)
    }

    pub(super) fn attach_loose(&mut self) {
        for loose in std::mem::take(&mut self.loose) {
            match loose {
                Loose::Capture(payment, transaction) => {
                    if let Some(payment) = self.payment_mut(&payment) {
                        transactions::put(&mut payment.captures, &transaction);
                    }
                }
                Loose::Refund(request, transaction) => {
                    let payment = self.payment_refunded_by(&request, &transaction);
                    if let Some(payment) = payment.and_then(|id| self.payment_mut(&id)) {
                        transactions::put(&mut payment.refunds, &transaction);
                    }
                }
                Loose::Dispute(payment, dispute, event) => {
                    if let Some(payment) = self.payment_mut(&payment) {
                        payment.dispute_told(dispute, event);
                    }
                }
            }
        }
    }

    /// A refund's own record names no payment. It belongs to the payment of our intent, or to the one that already
    /// lists it, or, made elsewhere, to the payment that stands in the session it was reported for.
    fn payment_refunded_by(
        &self,
        request: &PaymentRequestId,
        transaction: &Transaction,
    ) -> Option<PaymentId> {
        let ours = self.order.intents.iter().find(|intent| {
            intent.verb == Verb::Refund && intent.requested.operation == transaction.operation
        });
        if let Some(intent) = ours {
            return Some(intent.requested.payment.clone());
        }
        let listed = self
            .order
            .payments()
            .find(|payment| payment.refunds.iter().any(|refund| refund.operation == transaction.operation));
        let standing =
            || self.order.session(request).and_then(|session| self.order.standing_of_session(session));
        listed.or_else(standing).map(|payment| payment.id.clone())
    }

    /// What intents and payments tell about each other, once everything is heard.
    pub(super) fn settle_from_each_other(&mut self) {
        let intents = self.order.intents.clone();
        for intent in intents.iter().filter(|intent| intent.stage == Stage::Done) {
            if let Some(payment) = self.payment_mut(&intent.requested.payment) {
                done(payment, intent);
            }
        }
        let only = only_method(&self.order).cloned();
        for session in &mut self.order.sessions {
            let is_ours = session.stage != SessionStage::Elsewhere;
            for payment in &mut session.payments {
                if payment.method.is_none() && is_ours {
                    payment.method.clone_from(&only);
                }
                estimate_hold(payment);
                if payment.status == Status::Cancelled {
                    for intent in &mut self.order.intents {
                        cancelled(intent, payment);
                    }
                }
            }
        }
    }
}

/// The method of whatever is paid where no other was offered: Antom's answers do not always name it (guides 2 and 3).
fn only_method(order: &Order) -> Option<&String> {
    match order.terms.methods.as_slice() {
        [only] if !order.imported => Some(only),
        _ => None,
    }
}

/// A signed answer to our own operation is evidence as good as a report.
fn done(payment: &mut Payment, intent: &Intent) {
    let kind = match intent.verb {
        Verb::Cancel => {
            payment.status = Status::Cancelled;
            return;
        }
        Verb::Capture => TransactionKind::Capture,
        Verb::Refund => TransactionKind::Refund,
    };
    let list = match intent.verb {
        Verb::Refund => &mut payment.refunds,
        _ => &mut payment.captures,
    };
    let listed = list
        .iter()
        .any(|known| known.operation == intent.requested.operation && known.status == Status::Success);
    if listed {
        return;
    }
    let code = intent.verdict.as_ref().map_or_else(|| "SUCCESS".to_owned(), |verdict| verdict.code.clone());
    transactions::put(
        list,
        &Transaction {
            kind,
            status: Status::Success,
            outcome: Outcome::Succeeded,
            code,
            id: intent.transaction.clone(),
            operation: intent.requested.operation.clone(),
            amount: intent.requested.amount,
            at: Some(intent.moved_at),
        },
    );
}

/// `CANCELLED` settles a cancel that left (guide 4: the status tells the outcome).
fn cancelled(intent: &mut Intent, payment: &Payment) {
    let left = matches!(intent.stage, Stage::Sent | Stage::Checking);
    if left && intent.verb == Verb::Cancel && intent.requested.payment == payment.id {
        shove(intent, payment.last_reported_at, Push::Done);
        intent.unknown = None;
    }
}

fn first_heard(request: &PaymentRequestId, said: &PaymentSaid, heard: DateTime<Utc>) -> Payment {
    Payment {
        id: said.payment.clone(),
        request: request.clone(),
        status: said.status.clone(),
        result_code: None,
        amount: said.amount,
        method: None,
        created_at: None,
        paid_at: None,
        hold_ends_at: None,
        card: None,
        captures: Vec::new(),
        refunds: Vec::new(),
        earliest: heard,
        first_reported_at: heard,
        last_reported_at: heard,
        answered_at: None,
        cancelled_reported_at: None,
        disputes: Vec::new(),
        correction: None,
    }
}

fn hear(payment: &mut Payment, said: &PaymentSaid, source: Source, heard: DateTime<Utc>) {
    if outweighs(&said.status, &payment.status) {
        payment.status = said.status.clone();
        payment.result_code = said.result_code.clone().or_else(|| payment.result_code.take());
    }
    payment.method = said.method.clone().or_else(|| payment.method.take());
    payment.created_at = said.created_at.or(payment.created_at);
    payment.paid_at = said.paid_at.or(payment.paid_at);
    payment.card = said.card.or(payment.card);
    if let Some(at) = said.hold_ends_at {
        payment.hold_ends_at = Some(HoldEnd { at, estimated: false });
    }
    if said.status == Status::Cancelled {
        let before = payment.cancelled_reported_at;
        payment.cancelled_reported_at = Some(before.map_or(heard, |before| before.min(heard)));
    }
    payment.first_reported_at = payment.first_reported_at.min(heard);
    payment.last_reported_at = payment.last_reported_at.max(heard);
    if source != Source::Notification {
        payment.answered_at = payment.answered_at.max(Some(heard));
    }
    for transaction in &said.transactions {
        match transaction.kind {
            TransactionKind::Capture => transactions::put(&mut payment.captures, transaction),
            TransactionKind::Refund => transactions::put(&mut payment.refunds, transaction),
            _ => {}
        }
    }
}

/// Whether a status replaces another. Cancelled wins over everything, a success over a failure; a final word is not
/// overwritten by one that is not; a word this version does not know moves nothing (api.md section 3.2 and 3.4).
const fn outweighs(told: &Status, known: &Status) -> bool {
    rank(told) >= rank(known)
}

const fn rank(status: &Status) -> u8 {
    match status {
        Status::Other(_) => 0,
        Status::Processing | Status::Pending => 1,
        Status::Fail => 2,
        Status::Success => 3,
        Status::Cancelled => 4,
    }
}

fn estimate_hold(payment: &mut Payment) {
    let held = payment.status == Status::Success && windows::profile_of(payment).authorises_first;
    if held && payment.hold_ends_at.is_none() {
        let at = later(windows::counted_from(payment), HOLD);
        payment.hold_ends_at = Some(HoldEnd { at, estimated: true });
    }
}
