//! The ids by which an order can be found exactly.

use domain::fact::Body;
use domain::ids::OrderId;
use domain::intent::{Finding, Step};
use domain::report::{Report, Said, Transaction};
use std::collections::BTreeSet;

/// An id by which an order can be found exactly, with what it is.
pub(crate) type KnownId = (String, &'static str);

pub(super) const REFERENCE: &str = "reference";
const ORDER: &str = "order";
/// The order in whose place this one is: it finds those that continue an order, and never that order.
const REPLACES: &str = "replaces";
/// An order number as [`spelling`] has it: it finds the order by other capitals, and is nobody's id.
pub(super) const SPELLING: &str = "spelling";
const REQUEST: &str = "request";
const SESSION: &str = "session";
const PAYMENT: &str = "payment";
const OPERATION: &str = "operation";
const TRANSACTION: &str = "transaction";
const DISPUTE: &str = "dispute";

/// What all spellings of an order number have in common: a person who hears `A-1001` may type `a-1001`.
#[must_use]
pub fn spelling(reference: &str) -> String {
    reference.trim().to_lowercase()
}

/// The ids one fact brings. They are read from facts, not from the fold, so that they only ever grow.
pub(super) fn ids_of(order: OrderId, body: &Body, ids: &mut BTreeSet<KnownId>) {
    let mut add = |text: &str, kind| {
        ids.insert((text.to_owned(), kind));
    };
    match body {
        Body::OrderOpened(terms) | Body::OrderImported(terms) => {
            add(&order.to_string(), ORDER);
            add(&terms.reference, REFERENCE);
            add(&spelling(&terms.reference), SPELLING);
            if let Some(replaced) = terms.replaces {
                add(&replaced.to_string(), REPLACES);
            }
        }
        Body::SessionRequested(session) => add(session.request.as_str(), REQUEST),
        Body::SessionIssued { request, session, .. } => {
            add(request.as_str(), REQUEST);
            add(session, SESSION);
        }
        Body::PaymentReported(report) => ids_of_report(report, &mut add),
        Body::Intent { step, .. } => ids_of_step(step, &mut add),
        _ => {}
    }
}

fn ids_of_report(report: &Report, add: &mut impl FnMut(&str, &'static str)) {
    add(report.request.as_str(), REQUEST);
    match &report.said {
        Said::NothingSubmitted => {}
        Said::Payment(said) => {
            add(said.payment.as_str(), PAYMENT);
            said.transactions.iter().for_each(|transaction| ids_of_transaction(transaction, add));
        }
        Said::Capture { payment, transaction } => {
            add(payment.as_str(), PAYMENT);
            ids_of_transaction(transaction, add);
        }
        Said::Refund { transaction } => ids_of_transaction(transaction, add),
        Said::RefundNeverPlaced { operation } => add(operation.as_str(), OPERATION),
        Said::Dispute { payment, dispute, .. } => {
            add(payment.as_str(), PAYMENT);
            add(dispute, DISPUTE);
        }
    }
}

fn ids_of_transaction(transaction: &Transaction, add: &mut impl FnMut(&str, &'static str)) {
    add(transaction.operation.as_str(), OPERATION);
    if let Some(id) = &transaction.id {
        add(id, TRANSACTION);
    }
}

fn ids_of_step(step: &Step, add: &mut impl FnMut(&str, &'static str)) {
    match step {
        Step::Requested(requested) => {
            add(requested.payment.as_str(), PAYMENT);
            add(requested.request.as_str(), REQUEST);
            add(requested.operation.as_str(), OPERATION);
        }
        Step::Answered { transaction: Some(id), .. }
        | Step::Reported { finding: Finding::Done { transaction: Some(id) }, .. } => add(id, TRANSACTION),
        _ => {}
    }
}
