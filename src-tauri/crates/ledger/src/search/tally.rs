//! How many orders answer a query, and what they hold.
//!
//! Words and currencies are counted already. A method, a person or a span of amounts is counted in its index as far as
//! that is quick. For everything else the answers themselves are looked at, up to a number of rows that a person does
//! not wait for; beyond it there is no figure, which is better than a late one or a guess. What is held is exact
//! whatever else was asked: holds last a week, so the orders that hold anything are few.

use super::counts;
use super::instant::Span;
use super::query::{Candidate, Clause, Condition, Judge, Query};
use super::read::{self, Column};
use super::run::{self, Looks};
use super::supply::values;
use crate::error::LedgerError;
use chrono::{DateTime, Utc};
use money::{Currency, Money};
use rusqlite::{Connection, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows are looked at before counting is given up. At a million encrypted orders this stays well under what a
/// keystroke may take.
const MOST_LOOKS: usize = 3_000;
/// How far one index is counted.
const MOST_INDEXED: i64 = 60_000;

/// How many orders answer a query, and what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The number of orders; none where counting them would take longer than a person waits.
    pub orders: Option<u64>,
    /// What they hold that is not captured, one amount for each currency.
    pub held: Vec<Money>,
    /// How the query was read.
    pub understood: String,
}

/// Counts the answers of a query.
///
/// # Errors
///
/// What the database says, or an amount no currency can have.
pub(crate) fn tally(
    connection: &Connection,
    query: &Query,
    now: DateTime<Utc>,
) -> Result<Tally, LedgerError> {
    let _moment = connection.unchecked_transaction()?;
    let judge = Judge { query, now };
    let (orders, held) = match counted(connection, &judge)? {
        Some(known) => known,
        None => (looked_at(connection, &judge)?, held(connection, &judge)?),
    };
    let orders = orders.and_then(|orders| u64::try_from(orders).ok());
    Ok(Tally { orders, held: sums(held)?, understood: query.understood() })
}

type Held = BTreeMap<String, i64>;

/// Words and currencies alone are answered by the counts.
fn counted(connection: &Connection, judge: &Judge<'_>) -> rusqlite::Result<Option<(Option<i64>, Held)>> {
    let by_counts = |clause: &Clause| matches!(clause.condition, Condition::Word(_) | Condition::Currency(_));
    if !judge.query.clauses.iter().all(by_counts) {
        return Ok(None);
    }
    let (mut orders, mut held) = (0_i64, Held::new());
    for ((word, currency), group) in counts::groups(connection, judge.now.timestamp_millis())? {
        let of_its_kind = Candidate {
            opened_at: 0,
            word: &word,
            expires_at: None,
            currency: &currency,
            amount: 0,
            method: "",
            created_by: "",
            account: "",
            held: group.held,
            text: "",
        };
        if judge.accepts(&of_its_kind) {
            orders = orders.saturating_add(group.orders);
            add(&mut held, &currency, group.held);
        }
    }
    Ok(Some((Some(orders), held)))
}

fn looked_at(connection: &Connection, judge: &Judge<'_>) -> rusqlite::Result<Option<i64>> {
    if let [Clause { negated: false, condition }] = judge.query.clauses.as_slice()
        && let Some(counted) = in_one_index(connection, condition)?
    {
        return Ok((counted < MOST_INDEXED).then_some(counted));
    }
    run::count(connection, judge.query, judge.now, Looks::at_most(MOST_LOOKS))
}

/// The number of rows of one condition, by its index alone and no further than [`MOST_INDEXED`]; none where no single
/// index tells.
fn in_one_index(connection: &Connection, condition: &Condition) -> rusqlite::Result<Option<i64>> {
    let column = match condition {
        Condition::Amount(amounts) => {
            return connection
                .prepare_cached(read::COUNT_AMOUNT)?
                .query_row(params![amounts.from, amounts.until, MOST_INDEXED], |row| row.get(0))
                .map(Some);
        }
        Condition::Method(names) => values(connection, Column::Method, |value| {
            names.iter().any(|name| value.starts_with(name.as_str()))
        })?
        .map(|values| (Column::Method, values)),
        Condition::Creator(names) => values(connection, Column::Creator, |value| {
            names.iter().any(|name| value.contains(name.as_str()))
        })?
        .map(|values| (Column::Creator, values)),
        Condition::Account(names) => Some((Column::Account, different(names))),
        Condition::Text(_)
        | Condition::Field(..)
        | Condition::Word(_)
        | Condition::Currency(_)
        | Condition::Opened(Span { .. }) => None,
    };
    let Some((column, values)) = column else { return Ok(None) };
    let mut statement = connection.prepare_cached(column.count())?;
    let mut rows = 0_i64;
    for value in values {
        let left = MOST_INDEXED.saturating_sub(rows);
        rows = rows.saturating_add(statement.query_row(params![value, left], |row| row.get(0))?);
    }
    Ok(Some(rows))
}

/// Names without repetition: each is counted once.
fn different(names: &[String]) -> Vec<String> {
    let names: BTreeSet<&String> = names.iter().collect();
    names.into_iter().cloned().collect()
}

/// What the answers hold: every order that holds anything is looked at.
fn held(connection: &Connection, judge: &Judge<'_>) -> rusqlite::Result<Held> {
    let mut held = Held::new();
    read::held(connection, |candidate| {
        if judge.accepts(candidate) {
            add(&mut held, candidate.currency, candidate.held);
        }
    })?;
    Ok(held)
}

fn add(held: &mut Held, currency: &str, more: i64) {
    if more > 0 {
        let sum = held.entry(currency.to_owned()).or_default();
        *sum = sum.saturating_add(more);
    }
}

fn sums(held: Held) -> Result<Vec<Money>, LedgerError> {
    let unfit = || LedgerError::OutOfRange { what: "the sum of what is held" };
    held.into_iter()
        .map(|(code, minor)| {
            let currency = Currency::from_code(&code).map_err(|_| unfit())?;
            let minor = u64::try_from(minor).map_err(|_| unfit())?;
            Money::from_minor(minor, currency).map_err(|_| unfit())
        })
        .collect()
}
