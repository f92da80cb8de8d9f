//! Captures and refunds as Antom records them: one entry per operation, told many times.

use crate::report::{Status, Transaction};

/// Puts a record into the list, or lets it replace what is known of the same operation.
///
/// A success is final. A failure outweighs "under way". Of two successes with different amounts the larger counts,
/// because it leaves less to give back.
pub(super) fn put(list: &mut Vec<Transaction>, told: &Transaction) {
    let Some(known) = list.iter_mut().find(|known| same_operation(known, told)) else {
        list.push(told.clone());
        return;
    };
    let (before, after) = (weight(&known.status), weight(&told.status));
    if after > before || (after == before && !larger(known, told)) {
        let id = known.id.take();
        *known = told.clone();
        known.id = known.id.take().or(id);
    }
}

fn same_operation(a: &Transaction, b: &Transaction) -> bool {
    if a.operation.as_str().is_empty() && b.operation.as_str().is_empty() {
        return a.id == b.id && a.amount == b.amount;
    }
    a.operation == b.operation
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
