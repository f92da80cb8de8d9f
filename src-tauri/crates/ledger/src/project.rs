//! What is derived from the facts of one order: its line in lists, its ids, its intents and its searchable row.
//!
//! A projection is a function of the facts and the side tables alone, so that a replay gives what was there.

mod compare;
mod digests;
mod holds;
mod ids;
mod intents;
mod line;
mod scripts;

pub(crate) use compare::{difference, own_scripts};
pub(crate) use digests::digests_of;
use holds::HoldLine;
use ids::KnownId;
pub use ids::spelling;
use intents::IntentLine;
use line::Line;
use scripts::ScriptLine;
pub(crate) use scripts::{save_script, script_line};

use crate::error::LedgerError;
use crate::search::index::{self, SearchRow};
use crate::side::{self, Buyer, Card};
use crate::stored::StoredFact;
use domain::fact::Fact;
use domain::ids::OrderId;
use domain::order::Order;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Everything derived from one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) line: Line,
    pub(crate) ids: BTreeSet<KnownId>,
    pub(crate) intents: Vec<IntentLine>,
    pub(crate) holds: Vec<HoldLine>,
    pub(crate) scripts: Vec<ScriptLine>,
    pub(crate) search: SearchRow,
}

impl Projection {
    /// Whether the order carries facts that this version cannot read.
    pub(crate) const fn is_half_understood(&self) -> bool {
        self.line.is_half_understood()
    }
}

/// Projects an order from its facts, in the order of arrival. `None` where there are none, or where the facts this
/// version can read do not make an order because a newer version wrote the others.
pub(crate) fn project(conn: &Connection, stored: &[StoredFact]) -> Result<Option<Projection>, LedgerError> {
    let Some(first) = stored.first() else { return Ok(None) };
    let (places, facts): (Vec<i64>, Vec<Fact>) =
        stored.iter().filter_map(|row| row.decode().map(|fact| (row.seq, fact))).unzip();
    let newer = facts.len() < stored.len();
    let order = match domain::fold::fold(&facts) {
        Ok(order) => order,
        Err(_) if newer => return Ok(None),
        Err(why) => {
            let order = first.order.unwrap_or(OrderId(uuid::Uuid::nil()));
            return Err(LedgerError::Fold { order, why });
        }
    };
    let mut ids = BTreeSet::new();
    for fact in &facts {
        ids::ids_of(order.id, &fact.body, &mut ids);
    }
    ids.retain(|(text, _)| !text.is_empty());
    let scripts = places.iter().zip(&facts).filter_map(|(seq, fact)| script_line(*seq, &fact.body)).collect();
    let people = People::read(conn, &order)?;
    let line = Line::of(first.seq, &order, &people, newer)?;
    let search = searchable(&order, &line, &people, &ids)?;
    let intents = order.intents.iter().map(IntentLine::of).collect();
    let holds = holds::of(&order)?;
    Ok(Some(Projection { line, ids, intents, holds, scripts, search }))
}

/// What the side tables know about the people and cards of an order; nothing once they are forgotten.
struct People {
    buyer: Buyer,
    standing: Card,
    cards: BTreeSet<String>,
    notes: Vec<String>,
}

impl People {
    fn read(conn: &Connection, order: &Order) -> Result<Self, LedgerError> {
        let buyer = match order.terms.buyer {
            Some(digest) => side::json(conn, digest)?.unwrap_or_default(),
            None => Buyer::default(),
        };
        let standing = order.standing_payment().and_then(|payment| payment.card);
        let standing = standing.map(|digest| side::json(conn, digest)).transpose()?.flatten();
        let mut cards = BTreeSet::new();
        for digest in order.payments().filter_map(|payment| payment.card) {
            cards.extend(side::json::<Card>(conn, digest)?.and_then(|card| card.last4));
        }
        let mut notes = Vec::new();
        for digest in &order.notes {
            if let Some(note) = side::get(conn, *digest)? {
                notes.push(String::from_utf8_lossy(&note.bytes).into_owned());
            }
        }
        Ok(Self { buyer, standing: standing.unwrap_or_default(), cards, notes })
    }
}

fn searchable(
    order: &Order,
    line: &Line,
    people: &People,
    ids: &BTreeSet<KnownId>,
) -> Result<SearchRow, LedgerError> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Ok(SearchRow {
        reference: order.terms.reference.clone(),
        description: order.terms.description.clone(),
        name: text(&people.buyer.name),
        email: text(&people.buyer.email),
        phone: text(&people.buyer.phone),
        last4: people.cards.iter().cloned().collect::<Vec<_>>().join(" "),
        note: people.notes.join("\n"),
        buyer_id: text(&people.buyer.buyer_id),
        reasons: reasons(order),
        ids: ids
            .iter()
            .filter(|(_, kind)| ![ids::REFERENCE, ids::SPELLING].contains(kind))
            .map(|(text, _)| text.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        facets: line.facets(order)?,
    })
}

/// Why the order was closed, and why its money was moved.
fn reasons(order: &Order) -> String {
    let closed = order.closed.iter().filter_map(|closed| closed.reason.as_deref());
    let moved = order.intents.iter().filter_map(|intent| intent.requested.reason.as_deref());
    closed.chain(moved).collect::<Vec<_>>().join("\n")
}

/// Writes a projection over whatever stood there.
pub(crate) fn save(conn: &Connection, projection: &Projection) -> Result<(), LedgerError> {
    projection.line.save(conn)?;
    let row = projection.line.row;
    let mut statement = conn.prepare_cached(
        "INSERT INTO ids (text, order_row, kind) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    for (text, kind) in &projection.ids {
        statement.execute(params![text, row, kind])?;
    }
    for line in &projection.intents {
        line.save(conn, row)?;
    }
    holds::save(conn, row, &projection.holds)?;
    for line in &projection.scripts {
        save_script(conn, row, line)?;
    }
    index::put(conn, row, &projection.search)?;
    Ok(())
}
