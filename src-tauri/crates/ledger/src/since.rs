//! What was appended since somebody last looked, by this process or another.

use crate::column;
use crate::error::LedgerError;
use crate::ledger::{Ledger, fact_count};
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use rusqlite::OptionalExtension;

/// Most orders that are told one by one; beyond that everything counts as changed.
const MOST_TOLD: usize = 200;

pub(crate) const SINCE: &str = "SELECT DISTINCT order_id FROM journal WHERE seq > ?1 LIMIT ?2";

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

impl Ledger {
    /// When the first order of this ledger was opened or imported; none while there is none.
    ///
    /// # Errors
    /// What the database says.
    pub fn first_order_at(&self) -> Result<Option<DateTime<Utc>>, LedgerError> {
        let mut statement = self.conn.prepare_cached("SELECT opened_at FROM orders ORDER BY row LIMIT 1")?;
        Ok(statement.query_row([], |row| column::moment(row, 0)).optional()?)
    }

    /// What was appended after the fact in this place, and the place of the last fact there is.
    ///
    /// # Errors
    /// What the database says.
    pub fn appended_since(&self, place: u64) -> Result<(u64, Appended), LedgerError> {
        let last = fact_count(&self.conn)?;
        if last == place {
            return Ok((last, Appended::Nothing));
        }
        if last < place {
            return Ok((last, Appended::Anything)); // another ledger lies here now
        }
        let most = MOST_TOLD.saturating_add(1);
        let mut statement = self.conn.prepare_cached(SINCE)?;
        let rows = statement.query_map(
            rusqlite::params![column::signed(place, "a place")?, i64::try_from(most).unwrap_or(i64::MAX)],
            |row| column::uuid_or_none(row, 0),
        )?;
        let found: Vec<_> = rows.collect::<Result<_, _>>()?;
        let orders: Option<Vec<OrderId>> = found.iter().map(|id| id.map(OrderId)).collect();
        let told = match orders {
            Some(orders) if orders.len() <= MOST_TOLD => Appended::To(orders),
            _ => Appended::Anything,
        };
        Ok((last, told))
    }
}
