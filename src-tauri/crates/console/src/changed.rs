//! What changed since somebody last looked. The window asks this of every ledger it has open, a few times a second:
//! it costs one number while nothing happens.

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use ledger::{Ledger, OpenOrder, StoredFact};

/// Most orders that are told one by one; beyond that everything counts as changed.
const MOST_TOLD: usize = 200;

/// What was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// Nothing.
    Nothing,
    /// Facts of these orders only.
    To(Vec<OrderId>),
    /// Facts of the house (an account, a setting), or of more orders than are told one by one.
    Anything,
}

/// How far somebody has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark(u64);

impl Console {
    /// The mark of now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn mark(&self) -> Result<Mark, ConsoleError> {
        Ok(Mark(self.read(|ledger| ledger.touched_since(u64::MAX))?.facts))
    }

    /// What was appended since a mark, by this process or another, and the mark of now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn changed_since(&self, mark: Mark) -> Result<(Mark, Appended), ConsoleError> {
        let touched = self.read(|ledger| ledger.touched_since(mark.0))?;
        let appended = if touched.facts == mark.0 {
            Appended::Nothing
        } else if touched.house || touched.facts < mark.0 || touched.orders.len() > MOST_TOLD {
            Appended::Anything // where there are fewer facts than before, another ledger lies here now
        } else {
            Appended::To(touched.orders)
        };
        Ok((Mark(touched.facts), appended))
    }

    /// Whether an order was in doubt at some moment after a mark and until another, even where it is at neither: an
    /// outcome that nobody knew for less time than there is between two looks is as much worth telling.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn was_in_doubt(&self, order: OrderId, after: Mark, until: Mark) -> Result<bool, ConsoleError> {
        let stored = self.read(|ledger| ledger.stored_facts_of(order))?;
        let arrived = |fact: &StoredFact| u64::try_from(fact.seq).unwrap_or_default();
        // What only a newer version can read says nothing to this one.
        let (mut known, mut doubted) = (Vec::with_capacity(stored.len()), false);
        for fact in stored.iter().filter(|fact| arrived(fact) <= until.0) {
            let Some(read) = fact.decode() else { continue };
            let at = read.at;
            known.push(read);
            doubted = doubted
                || arrived(fact) > after.0
                    && domain::fold::fold(&known).is_ok_and(|order| order.is_in_doubt(at));
        }
        Ok(doubted)
    }

    /// The day of the oldest order; none while there is no order.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn since(&self) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        self.read(Ledger::first_opened)
    }

    /// The orders with something unsettled, with the slug of the word each shows.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn open_words(&self) -> Result<Vec<(OrderId, String)>, ConsoleError> {
        let word = |order: OpenOrder| (order.order, order.word);
        Ok(self.read(Ledger::open_orders)?.into_iter().map(word).collect())
    }
}
