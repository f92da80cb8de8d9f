//! What a change of an order's word is worth telling a person at once.

use crate::contract::views::{News, What};
use console::view::RowView;
use domain::ids::OrderId;
use domain::word::StateWord;
use std::collections::HashMap;

/// The word of an order whose outcome is not known.
const CHECKING: &str = StateWord::CheckingWithAntom.slug();

/// The word each order showed when it was last looked at.
#[derive(Debug, Default)]
pub(super) struct LastWords(HashMap<OrderId, String>);

impl LastWords {
    /// Learns how things stand without telling anything.
    pub(super) fn learn(&mut self, words: impl IntoIterator<Item = (OrderId, String)>) {
        self.0.extend(words);
    }

    /// An order changed: what there is to tell of it. `in_doubt` says that since the last look it was not known for a
    /// while how the order stands, perhaps between two words that are known.
    pub(super) fn hear(&mut self, row: &RowView, in_doubt: bool) -> Option<News> {
        let what = self.moved(row.id, &row.state.state, in_doubt)?;
        Some(News { what, order: row.id, reference: row.reference.clone(), amount: row.amount })
    }

    fn moved(&mut self, order: OrderId, now: &str, in_doubt: bool) -> Option<What> {
        if now == CHECKING && !in_doubt {
            return None; // it was just sent; what it was before counts until an answer came or stayed out
        }
        let before = self.0.insert(order, now.to_owned());
        let before = if in_doubt { Some(CHECKING) } else { before.as_deref() };
        worth_telling(before?, now)
    }
}

/// From one word to another. An order nobody looked at before has no news: it was just made, or is being imported.
fn worth_telling(before: &str, now: &str) -> Option<What> {
    match (before, now) {
        (before, now) if before == now => None,
        (CHECKING, _) => Some(What::Settled),
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
    fn a_doubt_is_told_of_when_it_ends_and_an_answer_that_came_at_once_is_not() {
        let order = OrderId(uuid::Uuid::from_u128(1));
        let mut words = LastWords::default();
        words.learn([(order, "paid".to_owned())]);
        assert_eq!(words.moved(order, "checking", false), None, "just sent");
        assert_eq!(words.moved(order, "part-refunded", false), None, "answered at once");
        assert_eq!(words.moved(order, "checking", true), None, "the answer was lost");
        assert_eq!(words.moved(order, "refunded", false), Some(What::Settled));
        assert_eq!(
            words.moved(order, "refunded", true),
            Some(What::Settled),
            "lost and found between two looks"
        );
        assert_eq!(words.moved(order, "refunded", false), None, "told once");
    }

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
