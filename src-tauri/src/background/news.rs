//! What a change of an order's word is worth telling a person at once.

use crate::contract::views::{News, What};
use console::view::RowView;
use domain::ids::OrderId;
use std::collections::HashMap;

/// The word each order showed when it was last looked at.
#[derive(Debug, Default)]
pub(super) struct LastWords(HashMap<OrderId, String>);

impl LastWords {
    /// Learns how things stand without telling anything.
    pub(super) fn learn(&mut self, words: impl IntoIterator<Item = (OrderId, String)>) {
        self.0.extend(words);
    }

    /// An order changed: what there is to tell of it.
    pub(super) fn hear(&mut self, row: &RowView) -> Option<News> {
        let now = row.state.state.clone();
        let before = self.0.insert(row.id, now.clone());
        let what = worth_telling(before.as_deref()?, &now)?;
        Some(News { what, order: row.id, reference: row.reference.clone(), amount: row.amount })
    }
}

/// From one word to another. An order nobody looked at before has no news: it was just made, or is being imported.
fn worth_telling(before: &str, now: &str) -> Option<What> {
    match (before, now) {
        (before, now) if before == now => None,
        ("checking", _) => Some(What::Settled),
        ("draft" | "waiting" | "failed" | "expired", "paid" | "captured") => Some(What::Paid),
        ("draft" | "waiting" | "failed" | "expired", "authorised") => Some(What::Authorised),
        ("draft" | "waiting", "failed") => Some(What::Failed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_caller_waits_for_is_told_and_what_a_person_just_did_is_not() {
        for (before, now, what) in [
            ("waiting", "paid", Some(What::Paid)),
            ("waiting", "captured", Some(What::Paid)),
            ("waiting", "authorised", Some(What::Authorised)),
            ("waiting", "failed", Some(What::Failed)),
            ("failed", "paid", Some(What::Paid)),
            ("expired", "paid", Some(What::Paid)),
            ("checking", "refunded", Some(What::Settled)),
            ("checking", "checking", None),
            ("paid", "refunded", None),
            ("authorised", "captured", None),
            ("waiting", "expired", None),
        ] {
            assert_eq!(worth_telling(before, now), what, "{before} to {now}");
        }
    }
}
