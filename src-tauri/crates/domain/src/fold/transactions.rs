//! Captures and refunds as Antom records them: one entry per operation, told many times.

use crate::report::{Status, Transaction};

/// Puts a record into the list, or lets it replace what is known of the same operation.
///
/// A success is final. A failure outweighs "under way". Of two successes with different amounts the larger counts,
/// because it leaves less to give back. An operation is known by our id for it or by Antom's; whichever of the two a
/// record lacks is kept from the other.
pub(super) fn put(list: &mut Vec<Transaction>, told: &Transaction) {
    let Some(known) = list.iter_mut().find(|known| same_operation(known, told)) else {
        list.push(told.clone());
        return;
    };
    let (before, after) = (weight(&known.status), weight(&told.status));
    let mut told = told.clone();
    if after < before || (after == before && larger(known, &told)) {
        std::mem::swap(known, &mut told);
    }
    // `told` is now what counts; `known` what it replaces.
    told.id = told.id.or_else(|| known.id.take());
    if told.operation.as_str().is_empty() {
        told.operation = known.operation.clone();
    }
    told.at = told.at.or(known.at);
    *known = told;
}

fn same_operation(a: &Transaction, b: &Transaction) -> bool {
    let nameless = a.operation.as_str().is_empty() && b.operation.as_str().is_empty();
    if nameless && a.id.is_none() && b.id.is_none() {
        return a.amount == b.amount && a.at == b.at;
    }
    (!nameless && a.operation == b.operation) || (a.id.is_some() && a.id == b.id)
}

const fn weight(status: &Status) -> u8 {
    match status {
        Status::Other(_) => 0,
        Status::Processing | Status::Pending | Status::Cancelled => 1,
        Status::Fail => 2,
        Status::Success => 3,
    }
}

fn larger(known: &Transaction, told: &Transaction) -> bool {
    known.amount.compare(told.amount).is_ok_and(std::cmp::Ordering::is_gt)
}
