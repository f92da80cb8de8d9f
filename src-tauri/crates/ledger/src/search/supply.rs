//! What an index can propose for one condition, and how much that would be.

use super::query::{Clause, Condition, Judge, WORDS};
use super::read::{self, Column};
use crate::row::EXPIRED;
use rusqlite::{Connection, params};

/// How many rows are asked for to learn how dense a gram is.
const FEW: i64 = 64;
/// How many rows of a facet are taken in hand at once. Larger sets are walked, not held.
const HELD: i64 = 4_096;
/// Most different values of a column that are looked through.
const VALUES: usize = 2_048;

/// What an index proposes below some arrival number, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Supply {
    /// All of it.
    Whole(Vec<i64>),
    /// About one row in so many.
    OneIn(i64),
}

impl Supply {
    /// From the newest of a set, where `asked` were asked for.
    fn from_newest(newest: Vec<i64>, asked: i64, below: i64) -> Self {
        let found = count(&newest);
        match newest.last() {
            Some(last) if found >= asked => {
                Self::OneIn(below.saturating_sub(*last).checked_div(found).unwrap_or(1).max(1))
            }
            _ => Self::Whole(newest),
        }
    }

    /// How rare it is: the larger, the fewer rows it proposes.
    pub(crate) fn rarity(&self) -> i64 {
        match self {
            Self::Whole(_) => i64::MAX,
            Self::OneIn(rows) => *rows,
        }
    }
}

/// Asks how dense an expression of grams is among the newest rows, and about how many rows it proposes in all.
pub(crate) fn of_grams(
    connection: &Connection,
    expression: &str,
    below: i64,
) -> rusqlite::Result<(Supply, i64)> {
    let newest = read::numbers(connection, read::GRAMS, params![expression, below, i64::MIN, FEW])?;
    let all = expected(&newest, FEW);
    Ok((Supply::from_newest(newest, FEW, below), all))
}

/// How many rows there are if those behind the newest lie as close together as these do. What an old span of order
/// numbers has in common begins far back, and is dense there.
fn expected(newest: &[i64], asked: i64) -> i64 {
    let found = count(newest);
    match (newest.first(), newest.last()) {
        (Some(first), Some(last)) if found >= asked => {
            let apart = first.saturating_sub(*last).checked_div(found).unwrap_or(1).max(1);
            found.saturating_add(last.checked_div(apart).unwrap_or(0))
        }
        _ => found,
    }
}

/// One walk over an index that gives rows newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Walk {
    statement: &'static str,
    value: String,
}

/// What a facet proposes: walks that can be continued, and loose rows that are all there is of them.
#[derive(Debug, Default)]
pub(crate) struct Facet {
    walks: Vec<Walk>,
    loose: Vec<i64>,
}

impl Facet {
    /// What a clause can propose; none where its index does not help: negations, free text, spans too wide.
    pub(crate) fn of(
        connection: &Connection,
        judge: &Judge<'_>,
        clause: &Clause,
    ) -> rusqlite::Result<Option<Self>> {
        if clause.negated {
            return Ok(None);
        }
        match &clause.condition {
            Condition::Currency(codes) => Ok(Some(Self::values(Column::Currency, codes.clone()))),
            Condition::Account(names) => Ok(Some(Self::values(Column::Account, names.clone()))),
            Condition::Method(names) => {
                let values = values(connection, Column::Method, |value| {
                    names.iter().any(|name| value.starts_with(name))
                })?;
                Ok(values.map(|values| Self::values(Column::Method, values)))
            }
            Condition::Creator(names) => {
                let values = values(connection, Column::Creator, |value| {
                    names.iter().any(|name| value.contains(name))
                })?;
                Ok(values.map(|values| Self::values(Column::Creator, values)))
            }
            Condition::Word(slugs) => Self::words(connection, judge, slugs),
            Condition::Amount(amounts) => {
                let loose = read::numbers(
                    connection,
                    read::AMOUNT,
                    params![amounts.from, amounts.until, HELD.saturating_add(1)],
                )?;
                Ok(held(&loose).then_some(Self { walks: Vec::new(), loose }))
            }
            Condition::Text(_) | Condition::Field(..) | Condition::Opened(_) => Ok(None),
        }
    }

    fn values(column: Column, mut values: Vec<String>) -> Self {
        values.sort_unstable();
        values.dedup();
        let walks = values.into_iter().map(|value| Walk { statement: column.newest(), value }).collect();
        Self { walks, loose: Vec::new() }
    }

    /// Words as of now. Rows that time may still change, or has changed, lie apart in the index.
    fn words(
        connection: &Connection,
        judge: &Judge<'_>,
        slugs: &[&'static str],
    ) -> rusqlite::Result<Option<Self>> {
        let now = judge.now.timestamp_millis();
        let mut facet = Self::default();
        let more = HELD.saturating_add(1);
        for (slug, _) in WORDS {
            if slugs.contains(&slug) {
                facet.walks.push(Walk { statement: read::WORD, value: slug.to_owned() });
                facet.loose.extend(read::numbers(connection, read::WORD_LATER, params![slug, now, more])?);
            }
            if slugs.contains(&EXPIRED) {
                facet.loose.extend(read::numbers(connection, read::WORD_LAPSED, params![slug, now, more])?);
            }
            if !held(&facet.loose) {
                return Ok(None);
            }
        }
        Ok(Some(facet))
    }

    /// The newest rows it proposes between two arrival numbers (from, below), newest first, as many of each walk; and
    /// the number below which to go on where there may be more.
    pub(crate) fn newest(
        &self,
        connection: &Connection,
        (from, below): (i64, i64),
        each: i64,
    ) -> rusqlite::Result<(Vec<i64>, Option<i64>)> {
        let mut newest: Vec<i64> =
            self.loose.iter().copied().filter(|id| (from..below).contains(id)).collect();
        let mut known_from = i64::MIN;
        for walk in &self.walks {
            let found = read::numbers(connection, walk.statement, params![walk.value, below, from, each])?;
            if let Some(last) = found.last().filter(|_| count(&found) >= each) {
                known_from = known_from.max(*last);
            }
            newest.extend(found);
        }
        newest.retain(|id| *id >= known_from);
        newest.sort_unstable_by(|one, other| other.cmp(one));
        newest.dedup();
        Ok((newest, (known_from > i64::MIN).then_some(known_from)))
    }

    /// How much it proposes. A set is only taken in hand whole where a few of it say that it is small.
    pub(crate) fn supply(&self, connection: &Connection, below: i64) -> rusqlite::Result<Supply> {
        let (newest, more) = self.newest(connection, (i64::MIN, below), FEW)?;
        if more.is_none() {
            return Ok(Supply::Whole(newest));
        }
        let supply = Supply::from_newest(newest, 1, below);
        if below.checked_div(supply.rarity()).is_none_or(|all| all > HELD) {
            return Ok(supply);
        }
        let (newest, more) = self.newest(connection, (i64::MIN, below), HELD)?;
        Ok(if more.is_none() { Supply::Whole(newest) } else { supply })
    }
}

fn held(rows: &[i64]) -> bool {
    count(rows) <= HELD
}

pub(crate) fn count(rows: &[i64]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// The different values of a column that a test accepts, by leaping from one to the next in the column's index; none
/// where there are too many to look through.
pub(super) fn values(
    connection: &Connection,
    column: Column,
    accepts: impl Fn(&str) -> bool,
) -> rusqlite::Result<Option<Vec<String>>> {
    use rusqlite::OptionalExtension;
    let mut statement = connection.prepare_cached(column.next())?;
    let mut found = Vec::new();
    let mut last = String::new();
    for _ in 0..VALUES {
        match statement.query_row([&last], |row| row.get::<_, String>(0)).optional()? {
            None => return Ok(Some(found)),
            Some(value) => {
                if accepts(&value) {
                    found.push(value.clone());
                }
                last = value;
            }
        }
    }
    Ok(None)
}
