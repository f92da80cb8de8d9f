//! Where rows to look at come from, a stretch of arrival numbers at a time.

use super::grams;
use super::query::Judge;
use super::read;
use super::supply::{Facet, Supply, count};
use rusqlite::{Connection, params};

/// One index that proposes rows, newest first.
#[derive(Debug)]
pub(crate) enum Source {
    /// These rows and no others.
    Rows(Vec<i64>),
    /// What an expression of grams proposes.
    Grams(String),
    /// What a facet proposes.
    Facet(Facet),
}

impl Source {
    /// Its newest rows below an arrival number, newest first, and the number below which to go on.
    pub(crate) fn newest(
        &self,
        connection: &Connection,
        below: i64,
        many: i64,
    ) -> rusqlite::Result<(Vec<i64>, Option<i64>)> {
        match self {
            Self::Rows(rows) => {
                let many = usize::try_from(many).unwrap_or(usize::MAX);
                let rows: Vec<i64> = rows.iter().copied().filter(|id| *id < below).take(many).collect();
                let more = rows.last().copied();
                Ok((rows, more))
            }
            Self::Grams(expression) => {
                let rows =
                    read::numbers(connection, read::GRAMS, params![expression, below, i64::MIN, many])?;
                let more = rows.last().copied().filter(|_| count(&rows) >= many);
                Ok((rows, more))
            }
            Self::Facet(facet) => facet.newest(connection, (i64::MIN, below), many),
        }
    }

    /// All its rows of a stretch (from, below), newest first.
    pub(crate) fn within(
        &self,
        connection: &Connection,
        (from, below): (i64, i64),
    ) -> rusqlite::Result<Vec<i64>> {
        match self {
            Self::Rows(rows) => Ok(rows.iter().copied().filter(|id| (from..below).contains(id)).collect()),
            Self::Grams(expression) => {
                read::numbers(connection, read::GRAMS, params![expression, below, from, i64::MAX])
            }
            Self::Facet(facet) => facet.newest(connection, (from, below), i64::MAX).map(|(rows, _)| rows),
        }
    }
}

/// What leads a search and what narrows it before any row is read.
#[derive(Debug)]
pub(crate) struct Lead {
    /// The source that proposes least.
    pub(crate) first: Source,
    /// Sources hardly commoner, whose numbers cost less to walk past than rows to read.
    pub(crate) others: Vec<Source>,
}

/// A whole set this small is read row by row without asking anything else.
const FEW_ROWS: usize = 128;
/// A source is worth walking along where it proposes at most this many times as much as the first: reading one row
/// costs about as much as walking past this many numbers.
const WORTH: i64 = 12;

/// Chooses what leads; none where no index helps and every row must be looked at.
pub(crate) fn lead(connection: &Connection, judge: &Judge<'_>, below: i64) -> rusqlite::Result<Option<Lead>> {
    let mut sources: Vec<(i64, Source)> = Vec::new();
    let mut whole: Option<Vec<i64>> = None;
    for clause in &judge.query.clauses {
        let Some(facet) = Facet::of(connection, judge, clause)? else { continue };
        match facet.supply(connection, below)? {
            Supply::Whole(rows) => whole = Some(shared(whole, rows)),
            Supply::OneIn(apart) => sources.push((apart, Source::Facet(facet))),
        }
        if let Some(rows) = whole.take_if(|rows| rows.len() <= FEW_ROWS) {
            return Ok(Some(Lead { first: Source::Rows(rows), others: Vec::new() }));
        }
    }
    if let Some(proposal) = grams::rarest(connection, judge, below)? {
        match proposal.supply {
            Supply::Whole(rows) => whole = Some(shared(whole, rows)),
            Supply::OneIn(apart) => sources.push((apart, Source::Grams(proposal.expression))),
        }
    }
    if let Some(rows) = whole {
        let apart = below.checked_div(count(&rows)).unwrap_or(i64::MAX);
        sources.push((apart, Source::Rows(rows)));
    }
    sources.sort_by_key(|(apart, _)| std::cmp::Reverse(*apart));
    let mut sources = sources.into_iter();
    let Some((rarest, first)) = sources.next() else { return Ok(None) };
    let others = sources
        .take_while(|(apart, _)| apart.saturating_mul(WORTH) >= rarest)
        .map(|(_, source)| source)
        .collect();
    Ok(Some(Lead { first, others }))
}

fn shared(known: Option<Vec<i64>>, rows: Vec<i64>) -> Vec<i64> {
    match known {
        Some(known) => common(&known, &rows),
        None => rows,
    }
}

/// What two lists, both newest first, have in common.
pub(crate) fn common(one: &[i64], other: &[i64]) -> Vec<i64> {
    let mut rest = other.iter().copied().peekable();
    let mut both = Vec::new();
    for id in one {
        while rest.next_if(|known| known > id).is_some() {}
        if rest.next_if_eq(id).is_some() {
            both.push(*id);
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn two_lists_have_in_common_what_two_sets_have(
            one in prop::collection::btree_set(0_i64..60, 0..40), other in prop::collection::btree_set(0_i64..60, 0..40),
        ) {
            let falling = |set: &BTreeSet<i64>| set.iter().rev().copied().collect::<Vec<_>>();
            let wanted: Vec<i64> = falling(&one).into_iter().filter(|id| other.contains(id)).collect();
            prop_assert_eq!(common(&falling(&one), &falling(&other)), wanted);
        }
    }
}
