//! Exact questions to the projections. Each walks one index and reads orders by their number; the plans are pinned by
//! tests.

use crate::column;
use crate::error::LedgerError;
use crate::project::spelling;
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use domain::ids::{IntentId, OrderId};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

/// An order with something unsettled, as the watcher asks about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOrder {
    /// Which.
    pub order: OrderId,
    /// The shop's own order number.
    pub reference: String,
    /// The slug of its state word as of its facts.
    pub word: String,
    /// When its last fact happened.
    pub moved_at: DateTime<Utc>,
    /// The end of the longest link it can still be paid by.
    pub live_until: Option<DateTime<Utc>>,
    /// The end of the hold of its standing payment.
    pub hold_ends_at: Option<DateTime<Utc>>,
}

/// What a script's key was used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptUse {
    /// The order.
    pub order: OrderId,
    /// The intent; none where the key opened the order.
    pub intent: Option<IntentId>,
    /// Digest of everything the operation was asked with.
    pub parameters: Digest,
}

pub(crate) const FIND: &str = "SELECT orders.id FROM ids CROSS JOIN orders ON orders.row = ids.order_row \
     WHERE ids.text = ?1 AND ids.kind NOT IN ('replaces', 'spelling') ORDER BY ids.order_row DESC";

pub(crate) const ALIKE: &str = "SELECT orders.id FROM ids CROSS JOIN orders ON orders.row = ids.order_row \
     WHERE ids.text = ?1 AND ids.kind = 'spelling' ORDER BY ids.order_row DESC";

pub(crate) const IN_PLACE_OF: &str = "SELECT orders.id FROM ids CROSS JOIN orders ON orders.row = ids.order_row \
     WHERE ids.text = ?1 AND ids.kind = 'replaces' ORDER BY ids.order_row DESC";

pub(crate) const OPEN_ORDERS: &str = "SELECT id, reference, word, moved_at, live_until, hold_ends_at FROM orders \
     WHERE open = 1 ORDER BY row DESC";

pub(crate) const ENDING_HOLDS: &str = "SELECT id, reference, word, moved_at, live_until, hold_ends_at FROM orders \
     INDEXED BY orders_holding WHERE word = 'authorised' AND hold_ends_at <= ?1 ORDER BY hold_ends_at";

pub(crate) const OPEN_INTENTS: &str = "SELECT orders.id, intents.intent FROM intents \
     CROSS JOIN orders ON orders.row = intents.order_row WHERE intents.open = 1 ORDER BY intents.order_row";

pub(crate) const INTENT: &str = "SELECT orders.id FROM intents CROSS JOIN orders ON orders.row = intents.order_row \
     WHERE intents.intent = ?1";

pub(crate) const SCRIPT: &str = "SELECT orders.id, scripts.intent, scripts.parameters FROM scripts \
     CROSS JOIN orders ON orders.row = scripts.order_row WHERE scripts.key = ?1";

/// Orders known by exactly this text, newest first.
pub(crate) fn find(conn: &Connection, text: &str) -> Result<Vec<OrderId>, LedgerError> {
    let text = text.trim();
    let found = find_text(conn, text)?;
    if !found.is_empty() {
        return Ok(found);
    }
    // An order's own id may be typed with capitals or without hyphens.
    match Uuid::parse_str(text) {
        Ok(id) => find_text(conn, &id.hyphenated().to_string()),
        Err(_) => Ok(found),
    }
}

/// Orders whose number is this one in whatever capitals, newest first, before those that have it as another id.
pub(crate) fn alike(conn: &Connection, text: &str) -> Result<Vec<OrderId>, LedgerError> {
    let mut orders = found_by(conn, ALIKE, &spelling(text))?;
    let others = find(conn, text)?;
    orders.extend(others.into_iter().filter(|order| !orders.contains(order)).collect::<Vec<_>>());
    Ok(orders)
}

/// Orders that were made in the place of this one, newest first.
pub(crate) fn in_place_of(conn: &Connection, order: OrderId) -> Result<Vec<OrderId>, LedgerError> {
    found_by(conn, IN_PLACE_OF, &order.to_string())
}

fn find_text(conn: &Connection, text: &str) -> Result<Vec<OrderId>, LedgerError> {
    found_by(conn, FIND, text)
}

fn found_by(conn: &Connection, query: &str, text: &str) -> Result<Vec<OrderId>, LedgerError> {
    let mut statement = conn.prepare_cached(query)?;
    let rows = statement.query_map([text], |row| column::uuid(row, 0).map(OrderId))?;
    let mut orders = rows.collect::<Result<Vec<_>, _>>()?;
    // One text can be several kinds of id of one order; such rows stand side by side.
    orders.dedup();
    Ok(orders)
}

pub(crate) fn open_orders(conn: &Connection) -> Result<Vec<OpenOrder>, LedgerError> {
    let mut statement = conn.prepare_cached(OPEN_ORDERS)?;
    let rows = statement.query_map([], open_order)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn ending_holds(conn: &Connection, before: DateTime<Utc>) -> Result<Vec<OpenOrder>, LedgerError> {
    let mut statement = conn.prepare_cached(ENDING_HOLDS)?;
    let rows = statement.query_map([column::millis(before)], open_order)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn open_order(row: &Row<'_>) -> rusqlite::Result<OpenOrder> {
    Ok(OpenOrder {
        order: OrderId(column::uuid(row, 0)?),
        reference: row.get(1)?,
        word: row.get(2)?,
        moved_at: column::moment(row, 3)?,
        live_until: column::moment_or_none(row, 4)?,
        hold_ends_at: column::moment_or_none(row, 5)?,
    })
}

pub(crate) fn open_intents(conn: &Connection) -> Result<Vec<(OrderId, IntentId)>, LedgerError> {
    let mut statement = conn.prepare_cached(OPEN_INTENTS)?;
    let rows = statement
        .query_map([], |row| Ok((OrderId(column::uuid(row, 0)?), IntentId(column::uuid(row, 1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn intent(conn: &Connection, intent: IntentId) -> Result<Option<OrderId>, LedgerError> {
    let order = conn
        .prepare_cached(INTENT)?
        .query_row([intent.0.as_bytes()], |row| column::uuid(row, 0).map(OrderId))
        .optional()?;
    Ok(order)
}

pub(crate) fn script(conn: &Connection, key: &str) -> Result<Option<ScriptUse>, LedgerError> {
    let found = conn
        .prepare_cached(SCRIPT)?
        .query_row([key], |row| {
            Ok(ScriptUse {
                order: OrderId(column::uuid(row, 0)?),
                intent: column::uuid_or_none(row, 1)?.map(IntentId),
                parameters: column::digest(row, 2)?,
            })
        })
        .optional()?;
    Ok(found)
}
