//! Every statement a search runs. Each walks one index in one direction; none joins. Their plans are held by tests.

use super::index;
use super::instant::Moments;
use super::query::Candidate;
use rusqlite::{Connection, Row};
use std::ops::ControlFlow;

/// Reads one proposed row.
pub(crate) const ONE: &str = "SELECT id, opened_at, word, expires_at, currency, amount, method, created_by, \
                              account, held, text FROM search_rows WHERE id = ?1";

/// Reads rows newest first between two arrival numbers, the lower one included.
pub(crate) const SPAN: &str = "SELECT id, opened_at, word, expires_at, currency, amount, method, created_by, \
                               account, held, text FROM search_rows WHERE id < ?1 AND id >= ?2 ORDER BY id DESC";

/// The newest proposals of a gram expression between two arrival numbers, the lower one included.
pub(crate) const GRAMS: &str = "SELECT rowid FROM search_grams \
     WHERE search_grams MATCH ?1 AND rowid < ?2 AND rowid >= ?3 ORDER BY rowid DESC LIMIT ?4";

/// The newest rows with a word that time does not change, between two arrival numbers.
pub(crate) const WORD: &str = "SELECT id FROM search_rows INDEXED BY search_by_word \
     WHERE word = ?1 AND expires_at IS NULL AND id < ?2 AND id >= ?3 ORDER BY id DESC LIMIT ?4";

/// Rows with a word whose time comes later than a moment, in no order.
pub(crate) const WORD_LATER: &str = "SELECT id FROM search_rows INDEXED BY search_by_word \
     WHERE word = ?1 AND expires_at > ?2 LIMIT ?3";

/// Rows with a word whose time has come at a moment, in no order.
pub(crate) const WORD_LAPSED: &str = "SELECT id FROM search_rows INDEXED BY search_by_word \
     WHERE word = ?1 AND expires_at <= ?2 LIMIT ?3";

/// Rows with an amount in a span, in no order.
pub(crate) const AMOUNT: &str = "SELECT id FROM search_rows INDEXED BY search_by_amount \
     WHERE amount >= ?1 AND amount <= ?2 LIMIT ?3";

/// The number of rows with an amount in a span, as far as a limit.
pub(crate) const COUNT_AMOUNT: &str = "SELECT count(*) FROM (SELECT 1 FROM search_rows \
     INDEXED BY search_by_amount WHERE amount >= ?1 AND amount <= ?2 LIMIT ?3)";

/// Rows that hold anything.
pub(crate) const HELD: &str = "SELECT id, opened_at, word, expires_at, currency, amount, method, created_by, account, \
     held, text FROM search_rows INDEXED BY search_by_held WHERE held > 0";

/// Spans of the blocks.
pub(crate) const BLOCKS: &str =
    "SELECT block, first_opened, last_opened FROM search_blocks ORDER BY block DESC";

/// The highest arrival number.
pub(crate) const NEWEST: &str = "SELECT coalesce(max(id), 0) FROM search_rows";

/// A column with few different values and an index of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Currency,
    Method,
    Creator,
    Account,
}

impl Column {
    /// The newest rows with one value between two arrival numbers.
    pub(crate) const fn newest(self) -> &'static str {
        match self {
            Self::Currency => {
                "SELECT id FROM search_rows INDEXED BY search_by_currency \
                 WHERE currency = ?1 AND id < ?2 AND id >= ?3 ORDER BY id DESC LIMIT ?4"
            }
            Self::Method => {
                "SELECT id FROM search_rows INDEXED BY search_by_method \
                 WHERE method = ?1 AND id < ?2 AND id >= ?3 ORDER BY id DESC LIMIT ?4"
            }
            Self::Creator => {
                "SELECT id FROM search_rows INDEXED BY search_by_creator \
                 WHERE created_by = ?1 AND id < ?2 AND id >= ?3 ORDER BY id DESC LIMIT ?4"
            }
            Self::Account => {
                "SELECT id FROM search_rows INDEXED BY search_by_account \
                 WHERE account = ?1 AND id < ?2 AND id >= ?3 ORDER BY id DESC LIMIT ?4"
            }
        }
    }

    /// The number of rows with one value, as far as a limit. Currencies are counted already.
    pub(crate) const fn count(self) -> &'static str {
        match self {
            Self::Currency => {
                "SELECT count(*) FROM (SELECT 1 FROM search_rows INDEXED BY search_by_currency \
                 WHERE currency = ?1 LIMIT ?2)"
            }
            Self::Method => {
                "SELECT count(*) FROM (SELECT 1 FROM search_rows INDEXED BY search_by_method \
                 WHERE method = ?1 LIMIT ?2)"
            }
            Self::Creator => {
                "SELECT count(*) FROM (SELECT 1 FROM search_rows INDEXED BY search_by_creator \
                 WHERE created_by = ?1 LIMIT ?2)"
            }
            Self::Account => {
                "SELECT count(*) FROM (SELECT 1 FROM search_rows INDEXED BY search_by_account \
                 WHERE account = ?1 LIMIT ?2)"
            }
        }
    }

    /// The next different value.
    pub(crate) const fn next(self) -> &'static str {
        match self {
            Self::Currency => {
                "SELECT currency FROM search_rows INDEXED BY search_by_currency \
                 WHERE currency > ?1 ORDER BY currency LIMIT 1"
            }
            Self::Method => {
                "SELECT method FROM search_rows INDEXED BY search_by_method \
                 WHERE method > ?1 ORDER BY method LIMIT 1"
            }
            Self::Creator => {
                "SELECT created_by FROM search_rows INDEXED BY search_by_creator \
                 WHERE created_by > ?1 ORDER BY created_by LIMIT 1"
            }
            Self::Account => {
                "SELECT account FROM search_rows INDEXED BY search_by_account \
                 WHERE account > ?1 ORDER BY account LIMIT 1"
            }
        }
    }
}

/// Whether to go on.
pub(crate) type Flow = ControlFlow<()>;

fn candidate<'r>(row: &'r Row<'_>) -> rusqlite::Result<(i64, Candidate<'r>)> {
    let text = |column: usize| {
        row.get_ref(column).and_then(|value| {
            value.as_str().map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(
                    column,
                    rusqlite::types::Type::Text,
                    Box::new(error),
                )
            })
        })
    };
    let candidate = Candidate {
        opened_at: row.get(1)?,
        word: text(2)?,
        expires_at: row.get(3)?,
        currency: text(4)?,
        amount: row.get(5)?,
        method: text(6)?,
        created_by: text(7)?,
        account: text(8)?,
        held: row.get(9)?,
        text: text(10)?,
    };
    Ok((row.get(0)?, candidate))
}

/// Hands one row to a judge; a row that is not there is not accepted.
pub(crate) fn one(
    connection: &Connection,
    id: i64,
    judge: impl FnOnce(&Candidate<'_>) -> bool,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(ONE)?;
    let mut rows = statement.query([id])?;
    match rows.next()? {
        Some(row) => Ok(judge(&candidate(row)?.1)),
        None => Ok(false),
    }
}

/// Hands every row that holds anything to a visitor.
pub(crate) fn held(connection: &Connection, mut visit: impl FnMut(&Candidate<'_>)) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(HELD)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&candidate(row)?.1);
    }
    Ok(())
}

/// Walks the rows of a span, newest first.
pub(crate) fn span(
    connection: &Connection,
    (from, below): (i64, i64),
    mut visit: impl FnMut(i64, &Candidate<'_>) -> Flow,
) -> rusqlite::Result<Flow> {
    let mut statement = connection.prepare_cached(SPAN)?;
    let mut rows = statement.query([below, from])?;
    while let Some(row) = rows.next()? {
        let (id, candidate) = candidate(row)?;
        if visit(id, &candidate).is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Arrival numbers that a statement gives.
pub(crate) fn numbers(
    connection: &Connection,
    statement: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<i64>> {
    connection.prepare_cached(statement)?.query_map(values, |row| row.get(0))?.collect()
}

/// Spans of arrival numbers (from, below) whose blocks may hold an order opened at any of these moments, newest first.
pub(crate) fn spans(
    connection: &Connection,
    moments: &[Moments],
    below: i64,
) -> rusqlite::Result<Vec<(i64, i64)>> {
    if moments.is_empty() {
        return Ok(vec![(i64::MIN, below)]);
    }
    let mut statement = connection.prepare_cached(BLOCKS)?;
    let mut rows = statement.query([])?;
    let mut spans: Vec<(i64, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (first, last) = (row.get(1)?, row.get(2)?);
        if !moments.iter().all(|moments| moments.meet(first, last)) {
            continue;
        }
        let (from, end) = index::bounds(row.get(0)?);
        match spans.last_mut() {
            Some((known, _)) if *known == end => *known = from,
            _ => spans.push((from, end)),
        }
    }
    spans.retain_mut(|(from, end)| {
        *end = below.min(*end);
        *from < *end
    });
    Ok(spans)
}
