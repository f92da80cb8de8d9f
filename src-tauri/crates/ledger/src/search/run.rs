//! Answers newest first, page by page.

use super::grams::{self, Proposal};
use super::instant::Moments;
use super::query::{Candidate, Condition, Judge, Query};
use super::read::{self, Flow};
use super::supply::{Facet, Supply};
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
pub(crate) fn hits(connection: &Connection, query: &Query, page: Page, now: DateTime<Utc>) -> rusqlite::Result<Hits> {
    let newest: i64 = connection.prepare_cached(read::NEWEST)?.query_row([], |row| row.get(0))?;
    let below = page.before.map_or(i64::MAX, |cursor| cursor.0).min(newest.saturating_add(1));
    let judge = Judge { query, now };
    let spans = read::spans(connection, &moments(&judge), below)?;
    if let (Some((_, below)), 1..) = (spans.first().copied(), page.limit) {
        let mut search = Search { connection, judge, spans, below, limit: page.limit, rows: Vec::new() };
        search.run()?;
        return Ok(search.page());
    }
    Ok(Hits { rows: Vec::new(), next: None })
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

/// At most this many rows are read one by one where the grams could rule out some of them first.
const READ_AT_ONCE: usize = 256;
/// Reading a row costs about as much as walking past this many proposals of the gram index.
const WALKED_PER_READ: i64 = 12;

struct Search<'c> {
    connection: &'c Connection,
    judge: Judge<'c>,
    /// Where answers can be: spans of arrival numbers (from, below), newest first.
    spans: Vec<(i64, i64)>,
    below: i64,
    limit: usize,
    rows: Vec<i64>,
}

/// What leads the search: the index that proposes least.
enum Lead {
    /// These rows and no others.
    Rows(Vec<i64>),
    /// Of these rows those that the grams propose too.
    RowsAmong(Vec<i64>, String),
    /// What the grams propose.
    Grams(String),
    /// What a facet proposes.
    Facet(Facet),
    /// Every row.
    All,
}

impl Search<'_> {
    fn run(&mut self) -> rusqlite::Result<()> {
        match self.lead()? {
            Lead::Rows(rows) => self.among(&rows),
            Lead::RowsAmong(rows, expression) => {
                let rows = self.intersection(&rows, &expression)?;
                self.among(&rows)
            }
            Lead::Grams(expression) => {
                let connection = self.connection;
                read::grams(connection, &expression, self.below, |id| self.look_up(id)).map(drop)
            }
            Lead::Facet(facet) => self.walk(&facet),
            Lead::All => self.all(),
        }
    }

    fn lead(&self) -> rusqlite::Result<Lead> {
        let mut whole: Option<Vec<i64>> = None;
        let mut rarest: Option<(i64, Facet)> = None;
        for clause in &self.judge.query.clauses {
            let Some(facet) = Facet::of(self.connection, &self.judge, clause)? else { continue };
            match facet.supply(self.connection, self.below)? {
                Supply::Whole(rows) => whole = Some(whole.map_or(rows.clone(), |known| common(&known, &rows))),
                Supply::OneIn(apart) => {
                    if rarest.as_ref().is_none_or(|(known, _)| apart > *known) {
                        rarest = Some((apart, facet));
                    }
                }
            }
        }
        if let Some(rows) = whole.as_ref().filter(|rows| rows.len() <= READ_AT_ONCE) {
            return Ok(Lead::Rows(rows.clone()));
        }
        let proposal = grams::rarest(self.connection, &self.judge, self.below)?;
        Ok(match (whole, proposal, rarest) {
            (Some(rows), Some(Proposal { supply: Supply::Whole(proposed), .. }), _) => {
                Lead::Rows(common(&rows, &proposed))
            }
            (Some(rows), Some(Proposal { expression, supply }), _) if self.is_quicker(&supply, &rows) => {
                Lead::RowsAmong(rows, expression)
            }
            (Some(rows), _, _) => Lead::Rows(rows),
            (None, Some(Proposal { supply: Supply::Whole(proposed), .. }), _) => Lead::Rows(proposed),
            (None, Some(Proposal { supply, .. }), Some((apart, facet))) if apart > supply.rarity() => Lead::Facet(facet),
            (None, Some(Proposal { expression, .. }), _) => Lead::Grams(expression),
            (None, None, Some((_, facet))) => Lead::Facet(facet),
            (None, None, None) => Lead::All,
        })
    }

    /// Whether walking all proposals costs less than reading all the rows.
    fn is_quicker(&self, supply: &Supply, rows: &[i64]) -> bool {
        let walked = self.below.checked_div(supply.rarity()).unwrap_or(i64::MAX);
        let read = i64::try_from(rows.len()).unwrap_or(i64::MAX).saturating_mul(WALKED_PER_READ);
        walked < read
    }

    /// Rows of a list that the grams propose too.
    fn intersection(&self, rows: &[i64], expression: &str) -> rusqlite::Result<Vec<i64>> {
        let mut rest = rows;
        let mut both = Vec::new();
        let (Flow::Continue(()) | Flow::Break(())) = read::grams(self.connection, expression, self.below, |id| {
            let newer = rest.iter().position(|row| *row <= id).unwrap_or(rest.len());
            rest = rest.get(newer..).unwrap_or_default();
            if rest.first() == Some(&id) {
                both.push(id);
            }
            Ok(if rest.is_empty() { Flow::Break(()) } else { Flow::Continue(()) })
        })?;
        Ok(both)
    }

    fn among(&mut self, rows: &[i64]) -> rusqlite::Result<()> {
        for id in rows {
            if self.look_up(*id)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn walk(&mut self, facet: &Facet) -> rusqlite::Result<()> {
        let mut below = self.below;
        loop {
            let (rows, more) = facet.newest(self.connection, below)?;
            for id in rows {
                if self.look_up(id)?.is_break() {
                    return Ok(());
                }
            }
            match more {
                Some(next) if next < below => below = next,
                _ => return Ok(()),
            }
        }
    }

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
        if read::one(self.connection, id, |candidate| self.judge.accepts(candidate))? {
            return Ok(self.take(id));
        }
        Ok(Flow::Continue(()))
    }

    fn judge_row(&mut self, id: i64, candidate: &Candidate<'_>) -> Flow {
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

/// What two lists, both newest first, have in common.
fn common(one: &[i64], other: &[i64]) -> Vec<i64> {
    one.iter().copied().filter(|id| other.binary_search_by(|known| id.cmp(known)).is_ok()).collect()
}
