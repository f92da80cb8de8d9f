//! Answers newest first, page by page.

use super::instant::Moments;
use super::query::{Candidate, Condition, Judge, Query};
use super::read::{self, Flow};
use super::source::{self, Lead};
use crate::error::LedgerError;
use crate::row::{self, OrderRow};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::Serialize;

/// A place in the answers: the arrival number of the last order shown. It stays valid whatever is added meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cursor(pub i64);

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Cursor {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// One page of answers to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many orders at most.
    pub limit: usize,
    /// Only orders older than this place; none for the newest.
    pub before: Option<Cursor>,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 50, before: None }
    }
}

/// One page of answers, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The orders.
    pub rows: Vec<OrderRow>,
    /// Where the next page begins, where there is one.
    pub next: Option<Cursor>,
    /// How the query was read.
    pub understood: String,
}

/// Arrival numbers of one page, and where the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hits {
    /// Newest first.
    pub(crate) rows: Vec<i64>,
    /// Where the next page begins, where there is one.
    pub(crate) next: Option<Cursor>,
}

/// Answers one page, all of it as of one moment of the database.
///
/// # Errors
///
/// What the database says.
pub(crate) fn run(
    connection: &Connection,
    query: &Query,
    page: Page,
    now: DateTime<Utc>,
) -> Result<Found, LedgerError> {
    // Index, rows and lines are read by several statements; another process may write between them.
    let _moment = connection.unchecked_transaction()?;
    let Hits { rows: numbers, next } = hits(connection, query, page, now)?;
    let mut statement =
        connection.prepare_cached(&format!("SELECT {} FROM orders WHERE row = ?1", row::COLUMNS))?;
    let mut rows = Vec::with_capacity(numbers.len());
    for number in numbers {
        rows.push(statement.query_row([number], |line| row::read(line, now))?);
    }
    Ok(Found { rows, next, understood: query.understood() })
}

/// Finds the orders of one page.
///
/// Must run within one read transaction, so that the index and the rows are of the same moment. `now` decides what has
/// expired by time alone and which day is today.
///
/// # Errors
///
/// What SQLite says.
pub(crate) fn hits(
    connection: &Connection,
    query: &Query,
    page: Page,
    now: DateTime<Utc>,
) -> rusqlite::Result<Hits> {
    let newest: i64 = connection.prepare_cached(read::NEWEST)?.query_row([], |row| row.get(0))?;
    let below = page.before.map_or(i64::MAX, |cursor| cursor.0).min(newest.saturating_add(1));
    let judge = Judge { query, now };
    let spans = read::spans(connection, &moments(&judge), below)?;
    if let (Some((_, below)), 1..) = (spans.first().copied(), page.limit) {
        let looks = Looks::without_end();
        let mut search =
            Search { connection, judge, spans, below, limit: page.limit, rows: Vec::new(), looks };
        search.run()?;
        return Ok(search.page());
    }
    Ok(Hits { rows: Vec::new(), next: None })
}

/// The number of answers; none where more rows would have to be looked at than `looks` allows.
///
/// # Errors
///
/// What SQLite says.
pub(crate) fn count(
    connection: &Connection,
    query: &Query,
    now: DateTime<Utc>,
    looks: Looks,
) -> rusqlite::Result<Option<i64>> {
    let newest: i64 = connection.prepare_cached(read::NEWEST)?.query_row([], |row| row.get(0))?;
    let judge = Judge { query, now };
    let spans = read::spans(connection, &moments(&judge), newest.saturating_add(1))?;
    let Some((_, below)) = spans.first().copied() else { return Ok(Some(0)) };
    let mut search = Search { connection, judge, spans, below, limit: usize::MAX, rows: Vec::new(), looks };
    search.run()?;
    Ok((!search.looks.used_up).then(|| super::supply::count(&search.rows)))
}

/// How many rows may still be looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    left: usize,
    used_up: bool,
}

impl Looks {
    /// No more than this.
    pub(crate) const fn at_most(rows: usize) -> Self {
        Self { left: rows, used_up: false }
    }

    const fn without_end() -> Self {
        Self::at_most(usize::MAX)
    }

    /// Takes some; breaks where there are none left.
    fn take(&mut self, some: usize) -> Flow {
        match self.left.checked_sub(some) {
            Some(left) => {
                self.left = left;
                Flow::Continue(())
            }
            None => {
                self.used_up = true;
                Flow::Break(())
            }
        }
    }
}

/// The moments within which the query wants orders to have been opened.
fn moments(judge: &Judge<'_>) -> Vec<Moments> {
    let asked = judge.query.clauses.iter().filter(|clause| !clause.negated);
    asked
        .filter_map(|clause| match &clause.condition {
            Condition::Opened(span) => Some(judge.moments(*span)),
            _ => None,
        })
        .collect()
}

/// Rows proposed at first. Most pages are full before these are used up.
const FIRST_STRETCH: i64 = 256;
/// Rows proposed at once later on.
const LONGEST_STRETCH: i64 = 8_192;

struct Search<'c> {
    connection: &'c Connection,
    judge: Judge<'c>,
    /// Where answers can be: spans of arrival numbers (from, below), newest first.
    spans: Vec<(i64, i64)>,
    below: i64,
    limit: usize,
    rows: Vec<i64>,
    looks: Looks,
}

/// Arrival numbers that cost about as much to propose as one row to look at.
const PROPOSED: usize = 16;

impl Search<'_> {
    fn run(&mut self) -> rusqlite::Result<()> {
        match source::lead(self.connection, &self.judge, self.below)? {
            Some(lead) => self.led(&lead),
            None => self.all(),
        }
    }

    /// Looks at what the rarest source proposes and the others do too, stretch by stretch.
    fn led(&mut self, lead: &Lead) -> rusqlite::Result<()> {
        let mut below = self.below;
        let mut many = FIRST_STRETCH;
        loop {
            let (mut rows, more) = lead.first.newest(self.connection, below, many)?;
            if self.looks.take(rows.len().div_ceil(PROPOSED)).is_break() {
                return Ok(());
            }
            for other in &lead.others {
                let Some(last) = rows.last() else { break };
                rows = source::common(&rows, &other.within(self.connection, (*last, below))?);
            }
            for id in rows {
                if self.look_up(id)?.is_break() {
                    return Ok(());
                }
            }
            match more {
                Some(next) if next < below => below = next,
                _ => return Ok(()),
            }
            many = many.saturating_mul(4).min(LONGEST_STRETCH);
        }
    }

    /// Looks at every row of the spans.
    fn all(&mut self) -> rusqlite::Result<()> {
        let connection = self.connection;
        for span in self.spans.clone() {
            let flow = read::span(connection, span, |id, candidate| self.judge_row(id, candidate))?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn look_up(&mut self, id: i64) -> rusqlite::Result<Flow> {
        match self.spans.iter().find(|(from, _)| *from <= id) {
            None => return Ok(Flow::Break(())),
            Some((_, below)) if id >= *below => return Ok(Flow::Continue(())),
            Some(_) => {}
        }
        if self.looks.take(1).is_break() {
            return Ok(Flow::Break(()));
        }
        if read::one(self.connection, id, |candidate| self.judge.accepts(candidate))? {
            return Ok(self.take(id));
        }
        Ok(Flow::Continue(()))
    }

    fn judge_row(&mut self, id: i64, candidate: &Candidate<'_>) -> Flow {
        self.looks.take(1)?;
        if self.judge.accepts(candidate) { self.take(id) } else { Flow::Continue(()) }
    }

    fn page(mut self) -> Hits {
        let more = self.rows.len() > self.limit;
        self.rows.truncate(self.limit);
        let next = self.rows.last().filter(|_| more).copied().map(Cursor);
        Hits { rows: self.rows, next }
    }

    /// Takes an answer; one more than the page holds tells that there is a next page.
    fn take(&mut self, id: i64) -> Flow {
        self.rows.push(id);
        if self.rows.len() > self.limit { Flow::Break(()) } else { Flow::Continue(()) }
    }
}
