//! Dropping every projection and building it again from the facts.

use crate::error::LedgerError;
use crate::ledger::{Ledger, fact_count};
use crate::search::index;
use crate::stored;
use crate::{column, project};
use domain::ids::OrderId;
use rusqlite::{Connection, TransactionBehavior};

/// What a replay did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplayReport {
    /// Facts read.
    pub facts: u64,
    /// Orders projected.
    pub orders: u64,
    /// Orders left out because a newer version wrote the facts that would make them.
    pub unreadable: u64,
}

impl Ledger {
    /// Drops the projections and rebuilds them from the facts, in one transaction: whoever reads meanwhile sees the
    /// old ones, and a replay that fails leaves them as they were.
    ///
    /// # Errors
    /// [`LedgerError::Fold`] where the facts of an order make none, or what the database says.
    pub fn replay(&mut self) -> Result<ReplayReport, LedgerError> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let report = rebuild(&transaction)?;
        transaction.commit()?;
        Ok(report)
    }
}

/// Drops the projections and builds them again, inside the caller's transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<ReplayReport, LedgerError> {
    conn.execute_batch(
        "DELETE FROM scripts; DELETE FROM intents; DELETE FROM ids; DELETE FROM holds; DELETE FROM orders",
    )?;
    index::clear(conn)?;
    index::begin_bulk(conn)?;
    let mut report = ReplayReport { facts: fact_count(conn)?, orders: 0, unreadable: 0 };
    each_order(conn, |order| {
        let count = match project::project(conn, &stored::of_order(conn, order)?)? {
            Some(projection) => {
                project::save(conn, &projection)?;
                &mut report.orders
            }
            None => &mut report.unreadable,
        };
        *count = count.saturating_add(1);
        Ok(())
    })?;
    index::end_bulk(conn)?;
    Ok(report)
}

/// Runs over every order in the order of arrival of its first fact.
pub(crate) fn each_order(
    conn: &Connection,
    mut visit: impl FnMut(OrderId) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut statement = conn.prepare(
        "SELECT order_id FROM journal WHERE order_id IS NOT NULL GROUP BY order_id ORDER BY min(seq)",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(OrderId(column::uuid(row, 0)?))?;
    }
    Ok(())
}
