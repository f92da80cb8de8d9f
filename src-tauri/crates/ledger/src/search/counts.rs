//! How many orders there are of each word and currency, and what they hold. The counts are kept with every row, so that
//! they are read and not counted.

use super::index::Facets;
use crate::row::EXPIRED;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Every count.
pub(crate) const COUNTS: &str =
    "SELECT word, timed, currency, orders, held FROM search_counts WHERE orders > 0";

/// Word and currency of the orders whose time is still to come: those of the last days.
pub(crate) const LATER: &str = "SELECT word, currency FROM search_rows INDEXED BY search_by_expiry \
     WHERE expires_at > ?1";

/// Orders of one word and currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) orders: i64,
    /// In minor units.
    pub(crate) held: i64,
}

/// Groups by word and currency.
pub(crate) type Groups = BTreeMap<(String, String), Group>;

/// What of the facets the counts are kept by.
pub(super) fn counted_as(facets: &Facets) -> (&str, bool, &str, i64) {
    (&facets.word, facets.expires_at.is_some(), &facets.currency, facets.held)
}

/// Takes an order into the counts, or out of them.
pub(super) fn take(connection: &Connection, facets: &Facets, orders: i64) -> rusqlite::Result<()> {
    let (word, timed, currency, held) = counted_as(facets);
    connection
        .prepare_cached(
            "INSERT INTO search_counts VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (word, timed, currency) DO UPDATE SET \
             orders = orders + excluded.orders, held = held + excluded.held",
        )?
        .execute(params![word, timed, currency, orders, held.saturating_mul(orders)])
        .map(drop)
}

/// The groups as of a moment: what has expired by time alone counts as expired.
pub(crate) fn groups(connection: &Connection, now: i64) -> rusqlite::Result<Groups> {
    let mut groups = Groups::new();
    let mut timed = Groups::new();
    let mut statement = connection.prepare_cached(COUNTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(2)?);
        let group = Group { orders: row.get(3)?, held: row.get(4)? };
        add(if row.get(1)? { &mut timed } else { &mut groups }, key, group);
    }
    let later = later(connection, now)?;
    for ((word, currency), all) in timed {
        let key = (word, currency.clone());
        let orders = later.get(&key).copied().unwrap_or_default();
        let lapsed = Group { orders: all.orders.saturating_sub(orders), held: 0 };
        add(&mut groups, (EXPIRED.to_owned(), currency), lapsed);
        add(&mut groups, key, Group { orders, held: all.held });
    }
    groups.retain(|_, group| group.orders > 0);
    Ok(groups)
}

/// Whether the counts are what counting the rows gives.
pub(crate) fn counts_hold(connection: &Connection) -> rusqlite::Result<bool> {
    // Numbers that went down to nothing may stand there still.
    connection.query_row(
        "WITH counted AS (SELECT word, expires_at IS NOT NULL AS timed, currency, count(*) AS orders, sum(held) AS held \
         FROM search_rows GROUP BY 1, 2, 3), \
         kept AS (SELECT word, timed, currency, orders, held FROM search_counts WHERE orders <> 0 OR held <> 0) \
         SELECT NOT EXISTS (SELECT * FROM counted EXCEPT SELECT * FROM kept) \
         AND NOT EXISTS (SELECT * FROM kept EXCEPT SELECT * FROM counted)",
        [],
        |row| row.get(0),
    )
}

fn later(connection: &Connection, now: i64) -> rusqlite::Result<BTreeMap<(String, String), i64>> {
    let mut later = BTreeMap::new();
    let mut statement = connection.prepare_cached(LATER)?;
    let mut rows = statement.query([now])?;
    while let Some(row) = rows.next()? {
        let count: &mut i64 = later.entry((row.get(0)?, row.get(1)?)).or_default();
        *count = count.saturating_add(1);
    }
    Ok(later)
}

fn add(groups: &mut Groups, key: (String, String), more: Group) {
    let group = groups.entry(key).or_default();
    group.orders = group.orders.saturating_add(more.orders);
    group.held = group.held.saturating_add(more.held);
}
