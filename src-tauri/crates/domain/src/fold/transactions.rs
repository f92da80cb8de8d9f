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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OperationId;
    use crate::report::TransactionKind;
    use crate::testing::{at, sgd, story};

    fn told(status: Status, operation: &str, cents: u64) -> Transaction {
        let operation = OperationId(operation.into());
        Transaction { id: None, ..story::transaction(TransactionKind::Refund, status, operation, sgd(cents)) }
    }

    fn by_antoms_id(id: &str, cents: u64) -> Transaction {
        Transaction { id: Some(id.into()), ..told(Status::Success, "", cents) }
    }

    fn all_of(told: impl IntoIterator<Item = Transaction>) -> Vec<Transaction> {
        let mut list = Vec::new();
        told.into_iter().for_each(|transaction| put(&mut list, &transaction));
        list
    }

    fn kept(first: &Transaction, second: &Transaction) -> Transaction {
        let [kept] = <[_; 1]>::try_from(all_of([first.clone(), second.clone()])).unwrap();
        kept
    }

    #[test]
    fn of_two_records_of_one_operation_the_weightier_counts_and_of_equals_the_larger_whichever_comes_first() {
        let less = told(Status::Success, "op", 1000);
        for weaker in [told(Status::Success, "op", 999), told(Status::Processing, "op", 1500)] {
            assert_eq!(kept(&less, &weaker), less);
            assert_eq!(kept(&weaker, &less), less);
        }
    }

    #[test]
    fn what_one_record_lacks_is_kept_from_the_other() {
        let at = Some(at("2026-11-25T11:05:00+08:00"));
        let id = Some("antoms".to_owned());
        let first = Transaction { id: id.clone(), at, ..told(Status::Processing, "op", 1000) };
        let second = Transaction { id: id.clone(), ..told(Status::Success, "", 1000) };
        let both = Transaction { id, at, ..told(Status::Success, "op", 1000) };
        assert_eq!(kept(&first, &second), both);
        assert_eq!(kept(&second, &first), both);
    }

    #[test]
    fn an_operation_is_known_by_our_id_or_by_antoms() {
        let ours =
            |id: Option<&str>| Transaction { id: id.map(str::to_owned), ..told(Status::Success, "op", 1) };
        assert_eq!(all_of([ours(None), ours(Some("a"))]).len(), 1);
        assert_eq!(all_of([ours(Some("a")), by_antoms_id("a", 1)]).len(), 1);
        assert_eq!(all_of([ours(Some("a")), by_antoms_id("b", 1)]).len(), 2);
        assert_eq!(all_of([ours(None), told(Status::Success, "other", 1)]).len(), 2);
        assert_eq!(all_of([ours(None), told(Status::Success, "", 1)]).len(), 2);
    }

    #[test]
    fn records_without_any_id_are_one_where_amount_and_time_are_the_same() {
        let at = |minute: i64| Some(at("2026-11-25T11:05:00+08:00") + chrono::TimeDelta::minutes(minute));
        let nameless = |cents, minute| Transaction { at: at(minute), ..told(Status::Success, "", cents) };
        assert_eq!(all_of([nameless(1000, 0), nameless(1000, 0)]).len(), 1);
        assert_eq!(all_of([nameless(1000, 0), nameless(1000, 1)]).len(), 2);
        assert_eq!(all_of([nameless(1000, 0), nameless(1001, 0)]).len(), 2);
        let named = Transaction { at: at(0), ..by_antoms_id("a", 1000) };
        assert_eq!(all_of([nameless(1000, 0), named.clone()]).len(), 2);
        assert_eq!(all_of([named, Transaction { at: at(0), ..by_antoms_id("b", 1000) }]).len(), 2);
    }
}
