//! Comparing what is stored with what the facts give.

use super::scripts::{self, Entered};
use super::{Line, Projection, holds};
use crate::error::LedgerError;
use crate::search::index;
use rusqlite::{Connection, params};

/// Says what of a stored projection differs from one made afresh, or `None` where nothing does.
pub(crate) fn difference(conn: &Connection, wanted: &Projection) -> Result<Option<String>, LedgerError> {
    let Some(found) = Line::stored(conn, wanted.line.row)? else {
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
        if !line.is_stored(conn, wanted.line.row)? {
            return Ok(Some(format!("its {} intent differs from its facts", line.verb)));
        }
    }
    if holds::stored(conn, wanted.line.row)? != wanted.holds {
        return Ok(Some("what it holds differs from its facts".to_owned()));
    }
    for line in &wanted.scripts {
        if matches!(scripts::entered(conn, wanted.line.row, line)?, Entered::Wrong) {
            return Ok(Some("its script key is not entered as its facts give it".to_owned()));
        }
    }
    if !index::matches(conn, wanted.line.row, &wanted.search)? {
        return Ok(Some("what can be searched of it differs from its facts".to_owned()));
    }
    Ok(None)
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
