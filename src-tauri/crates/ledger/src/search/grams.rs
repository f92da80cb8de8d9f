//! The expression of grams that proposes least for the free text of a query.

use super::query::{Condition, Judge};
use super::supply::{Supply, of_grams};
use super::term::Term;
use rusqlite::Connection;

/// How many grams of one shape are taken together. Neighbours overlap and rule out much the same rows, so it takes some
/// to tell a whole word; more would only be walked past, for the row itself decides.
const TOGETHER: usize = 5;
/// Grams commoner than one arrival number in so many rule out too little to be worth a walk beside a rarer one. Most
/// arrival numbers are of later facts, so this is about one order in four.
const COMMON: i64 = 16;
/// How many grams of one shape are asked about at first. Those of a long text overlap; a few of them tell how rare it is.
const ASKED: usize = 6;
/// A gram that proposes no more rows than this is good enough: no other is asked about.
const ENOUGH: i64 = 256;
/// Where even the rarest proposes more rows than this, the others are asked about too: the end of an e-mail address is
/// every second buyer's.
const TOO_MANY: i64 = 512;

/// An expression for FTS5 and what it proposes.
#[derive(Debug)]
pub(crate) struct Proposal {
    pub(crate) expression: String,
    pub(crate) supply: Supply,
}

/// The rarest expression for the free text of a query; none where it has none.
///
/// Every row that answers the query matches the expression: it demands some shape of some of its terms.
pub(crate) fn rarest(
    connection: &Connection,
    judge: &Judge<'_>,
    below: i64,
) -> rusqlite::Result<Option<Proposal>> {
    let mut terms = Vec::new();
    for clause in judge.query.clauses.iter().filter(|clause| !clause.negated) {
        if let Condition::Text(term) | Condition::Field(_, term) = &clause.condition {
            terms.extend(of_term(connection, term, below)?);
        }
    }
    terms.sort_by_key(|term| std::cmp::Reverse(weigh(&term.supply)));
    let mut terms = terms.into_iter();
    let Some(mut rarest) = terms.next() else { return Ok(None) };
    if matches!(rarest.supply, Supply::Whole(_)) {
        return Ok(Some(rarest));
    }
    for token in excluded(judge) {
        rarest.expression = format!("({}) NOT \"{token}\"", rarest.expression);
    }
    for other in terms.filter(|other| other.supply.rarity() > COMMON).take(TOGETHER) {
        rarest.expression = format!("({}) AND ({})", rarest.expression, other.expression);
    }
    Ok(Some(rarest))
}

/// Tokens that no answer has: those of negated terms so short that one token says it all.
fn excluded(judge: &Judge<'_>) -> impl Iterator<Item = String> {
    let negated = judge.query.clauses.iter().filter(|clause| clause.negated);
    negated.filter_map(|clause| match &clause.condition {
        Condition::Text(term) => term.certain(),
        _ => None,
    })
}

/// Small whole sets before large ones, whole sets before walks, rare walks before dense ones.
fn weigh(supply: &Supply) -> (i64, i64) {
    match supply {
        Supply::Whole(rows) => (i64::MAX, i64::try_from(rows.len()).unwrap_or(i64::MAX).saturating_neg()),
        Supply::OneIn(rows) => (*rows, 0),
    }
}

/// The expression of one term: any of its shapes, each by its rarest grams.
fn of_term(connection: &Connection, term: &Term, below: i64) -> rusqlite::Result<Option<Proposal>> {
    let mut expressions: Vec<String> = Vec::new();
    let mut whole: Option<Vec<i64>> = Some(Vec::new());
    let mut rows_per_match = Vec::new();
    for grams in term.proposals() {
        // A shape without grams could be anywhere: the index cannot rule out any row.
        let Some(shape) = of_shape(connection, &grams, below)? else { return Ok(None) };
        match shape.supply {
            Supply::Whole(rows) => {
                if let Some(all) = &mut whole {
                    all.extend(rows);
                }
            }
            Supply::OneIn(rows) => {
                whole = None;
                rows_per_match.push(rows);
            }
        }
        expressions.push(shape.expression);
    }
    if expressions.is_empty() {
        return Ok(None);
    }
    let supply = match whole {
        Some(mut rows) => {
            rows.sort_unstable_by(|one, other| other.cmp(one));
            rows.dedup();
            Supply::Whole(rows)
        }
        None => Supply::OneIn(together(&rows_per_match)),
    };
    Ok(Some(Proposal { expression: expressions.join(" OR "), supply }))
}

/// Sets that propose one row in so many each propose, taken together, about one in this many.
fn together(rows_per_match: &[i64]) -> i64 {
    const SCALE: i64 = 1 << 40;
    let matches = rows_per_match
        .iter()
        .fold(0_i64, |sum, rows| sum.saturating_add(SCALE.checked_div(*rows).unwrap_or(SCALE)));
    SCALE.checked_div(matches).unwrap_or(i64::MAX).max(1)
}

/// The grams of a shape in the order in which they are asked about: some, evenly from all of it, then the others.
fn in_turn(grams: &[String]) -> impl Iterator<Item = (bool, &String)> {
    let apart = grams.len().div_ceil(ASKED).max(1);
    let placed = move |first: bool| {
        let grams = grams.iter().enumerate();
        grams
            .filter(move |(place, _)| place.is_multiple_of(apart) == first)
            .map(move |(_, gram)| (first, gram))
    };
    placed(true).chain(placed(false))
}

/// The rarest grams of one shape, all of which a row must have.
fn of_shape(connection: &Connection, grams: &[String], below: i64) -> rusqlite::Result<Option<Proposal>> {
    let mut known: Vec<Proposal> = Vec::with_capacity(ASKED);
    let mut fewest = i64::MAX;
    for (first, gram) in in_turn(grams) {
        if fewest <= if first { ENOUGH } else { TOO_MANY } {
            break;
        }
        let expression = format!("\"{gram}\"");
        let (supply, all) = of_grams(connection, &expression, below)?;
        fewest = fewest.min(all);
        known.push(Proposal { expression, supply });
    }
    known.sort_by_key(|gram| std::cmp::Reverse(weigh(&gram.supply)));
    let mut known = known.into_iter();
    let Some(mut rarest) = known.next() else { return Ok(None) };
    if matches!(rarest.supply, Supply::OneIn(_)) {
        for other in known.filter(|other| other.supply.rarity() > COMMON).take(TOGETHER.saturating_sub(1)) {
            rarest.expression = format!("{} AND {}", rarest.expression, other.expression);
        }
        rarest.expression = format!("({})", rarest.expression);
    }
    Ok(Some(rarest))
}
