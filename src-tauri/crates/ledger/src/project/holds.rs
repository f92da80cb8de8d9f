//! The rows of `holds`: money that a person has to capture, or had to until the hold ended.

use crate::column;
use crate::error::LedgerError;
use domain::order::{Order, Payment};
use domain::windows;
use rusqlite::{Connection, params};

/// One hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoldLine {
    payment: String,
    ends_at: i64,
    currency: String,
    minor: i64,
}

impl HoldLine {
    fn of(payment: &Payment) -> Result<Self, LedgerError> {
        Ok(Self {
            payment: payment.id.as_str().to_owned(),
            ends_at: column::millis(windows::hold_end(payment).at),
            currency: payment.amount.currency().code().to_owned(),
            minor: column::signed(payment.amount.minor(), "the held amount")?,
        })
    }
}

/// The holds of an order, by the ids of their payments.
pub(super) fn of(order: &Order) -> Result<Vec<HoldLine>, LedgerError> {
    let mut holds =
        order.manual_holds().chain(order.lapsed_holds()).map(HoldLine::of).collect::<Result<Vec<_>, _>>()?;
    holds.sort_by(|one, other| one.payment.cmp(&other.payment));
    Ok(holds)
}

/// Writes the holds of an order over those that stood there. Most orders never had one, which costs a look.
pub(super) fn save(conn: &Connection, row: i64, holds: &[HoldLine]) -> Result<(), LedgerError> {
    if stored(conn, row)? == holds {
        return Ok(());
    }
    conn.prepare_cached("DELETE FROM holds WHERE order_row = ?1")?.execute([row])?;
    let mut statement = conn.prepare_cached("INSERT INTO holds VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for HoldLine { payment, ends_at, currency, minor } in holds {
        statement.execute(params![row, payment, ends_at, currency, minor])?;
    }
    Ok(())
}

/// The holds of an order as they are stored.
pub(super) fn stored(conn: &Connection, row: i64) -> Result<Vec<HoldLine>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT payment, ends_at, currency, minor FROM holds WHERE order_row = ?1 ORDER BY payment",
    )?;
    let rows = statement.query_map([row], |row| {
        Ok(HoldLine { payment: row.get(0)?, ends_at: row.get(1)?, currency: row.get(2)?, minor: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
