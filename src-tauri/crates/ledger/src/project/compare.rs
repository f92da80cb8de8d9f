//! Comparing what is stored with what the facts give.

use super::scripts::{self, Entered};
use super::{IntentLine, Line, Projection};
use crate::column;
use crate::error::LedgerError;
use crate::search::index;
use domain::ids::OrderId;
use rusqlite::{Connection, OptionalExtension, params};

/// Says what of a stored projection differs from one made afresh, or `None` where nothing does.
pub(crate) fn difference(conn: &Connection, wanted: &Projection) -> Result<Option<String>, LedgerError> {
    let Some(found) = stored_line(conn, wanted.line.row)? else {
        return Ok(Some("the order's line is missing".to_owned()));
    };
    if found != wanted.line {
        return Ok(Some("the order's line differs from its facts".to_owned()));
    }
    for (text, kind) in &wanted.ids {
        let there: bool = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM ids WHERE text = ?1 AND order_row = ?2 AND kind = ?3)",
            )?
            .query_row(params![text, wanted.line.row, kind], |row| row.get(0))?;
        if !there {
            return Ok(Some(format!("its {kind} id is missing from the index")));
        }
    }
    for line in &wanted.intents {
        let IntentLine { intent, verb, stage, not_before, operation, open } = line;
        let there: bool = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM intents WHERE intent = ?1 AND order_row = ?2 AND verb = ?3 \
                 AND stage = ?4 AND not_before IS ?5 AND operation = ?6 AND open = ?7)",
            )?
            .query_row(params![intent, wanted.line.row, verb, stage, not_before, operation, open], |row| {
                row.get(0)
            })?;
        if !there {
            return Ok(Some(format!("its {verb} intent differs from its facts")));
        }
    }
    for line in &wanted.scripts {
        if matches!(scripts::entered(conn, wanted.line.row, line)?, Entered::Wrong) {
            return Ok(Some("its script key is not entered as its facts give it".to_owned()));
        }
    }
    let found: Option<String> = conn
        .prepare_cached("SELECT text FROM search_rows WHERE id = ?1 AND word = ?2 AND expires_at IS ?3")?
        .query_row(params![wanted.line.row, wanted.line.word, wanted.line.expires_at], |row| row.get(0))
        .optional()?;
    if found != Some(index::text(&wanted.search)) {
        return Ok(Some("its searchable text differs from its facts".to_owned()));
    }
    Ok(None)
}

fn stored_line(conn: &Connection, row: i64) -> Result<Option<Line>, LedgerError> {
    let line = conn
        .prepare_cached(
            "SELECT row, id, opened_at, moved_at, reference, description, account, name, currency, minor, word, \
             expires_at, method, last4, created_by, live_until, hold_ends_at, captured_minor, refunded_minor, open, \
             paid_twice, disputed, late, newer FROM orders WHERE row = ?1",
        )?
        .query_row([row], |row| {
            Ok(Line {
                row: row.get(0)?,
                id: OrderId(column::uuid(row, 1)?),
                opened_at: row.get(2)?,
                moved_at: row.get(3)?,
                reference: row.get(4)?,
                description: row.get(5)?,
                account: row.get(6)?,
                name: row.get(7)?,
                currency: row.get(8)?,
                minor: row.get(9)?,
                word: row.get(10)?,
                expires_at: row.get(11)?,
                method: row.get(12)?,
                last4: row.get(13)?,
                created_by: row.get(14)?,
                live_until: row.get(15)?,
                hold_ends_at: row.get(16)?,
                captured_minor: row.get(17)?,
                refunded_minor: row.get(18)?,
                open: row.get(19)?,
                paid_twice: row.get(20)?,
                disputed: row.get(21)?,
                late: row.get(22)?,
                newer: row.get(23)?,
            })
        })
        .optional()?;
    Ok(line)
}

/// How many of the order's script keys stand as its own, rather than as those of an order that arrived earlier.
pub(crate) fn own_scripts(conn: &Connection, wanted: &Projection) -> Result<usize, LedgerError> {
    let mut own = 0_usize;
    for line in &wanted.scripts {
        if matches!(scripts::entered(conn, wanted.line.row, line)?, Entered::Ours) {
            own = own.saturating_add(1);
        }
    }
    Ok(own)
}
