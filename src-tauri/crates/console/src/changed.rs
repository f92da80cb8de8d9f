//! What changed since somebody last looked. The window asks this of every ledger it has open, a few times a second:
//! it costs one number while nothing happens.

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use ledger::{Ledger, OpenOrder};

/// Most orders that are told one by one; beyond that everything counts as changed.
const MOST_TOLD: usize = 200;

/// What was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// Nothing.
    Nothing,
    /// Facts of these orders only.
    To(Vec<OrderId>),
    /// Facts of the house (an account, a setting), which any order may look different by, and of these orders; or of
    /// more orders than are told one by one, and then none is listed.
    Anything(Vec<OrderId>),
}

/// How far somebody has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark(pub(crate) u64);

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
        } else if touched.facts < mark.0 || touched.orders.len() > MOST_TOLD {
            Appended::Anything(Vec::new()) // where there are fewer facts than before, another ledger lies here now
        } else if touched.house {
            Appended::Anything(touched.orders)
        } else {
            Appended::To(touched.orders)
        };
        Ok((Mark(touched.facts), appended))
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
