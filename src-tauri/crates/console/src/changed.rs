//! What changed since somebody last looked. The window asks this of every ledger it has open, a few times a second:
//! it costs one number while nothing happens.

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
pub use ledger::Appended;
use ledger::{Ledger, OpenOrder};

/// How far somebody has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark(u64);

impl Console {
    /// The mark of now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn mark(&self) -> Result<Mark, ConsoleError> {
        Ok(self.changed_since(Mark(u64::MAX))?.0)
    }

    /// What was appended since a mark, by this process or another, and the mark of now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn changed_since(&self, mark: Mark) -> Result<(Mark, Appended), ConsoleError> {
        let (last, appended) = self.read(|ledger| ledger.appended_since(mark.0))?;
        Ok((Mark(last), appended))
    }

    /// The day of the oldest order; none while there is no order.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn since(&self) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        self.read(Ledger::first_order_at)
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
