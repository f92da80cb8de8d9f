//! The searchable row of an order and its n-grams.

use super::counts::{self, counted_as};
use super::normalise;
use rusqlite::{Connection, OptionalExtension, params};

/// What can be found about one order, in the spelling people wrote it. [`put`] normalises it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRow {
    /// The shop's order number.
    pub reference: String,
    /// What was ordered.
    pub description: String,
    /// The buyer's name; empty where there is none or it was forgotten.
    pub name: String,
    /// The buyer's e-mail address.
    pub email: String,
    /// The buyer's telephone number, in any spelling.
    pub phone: String,
    /// The card's last four digits; several cards separated by a space.
    pub last4: String,
    /// All notes, one per line.
    pub note: String,
    /// The merchant's own id of the buyer.
    pub buyer_id: String,
    /// Why it was closed, and why money was moved: one reason per line.
    pub reasons: String,
    /// Every id the order is known by: its own, request ids, payment ids, operation ids, Antom's transaction ids.
    pub ids: Vec<String>,
    /// What the fields of the query language compare with.
    pub facets: Facets,
}

/// What the fields of the query language compare with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// When the order was opened, in milliseconds since 1970 (UTC).
    pub opened_at: i64,
    /// The slug of the state word as the facts tell it.
    pub word: String,
    /// The moment (milliseconds) from which the word is `expired` by time alone.
    pub expires_at: Option<i64>,
    /// The currency's code.
    pub currency: String,
    /// The order's amount as [`crate::scaled`] gives it.
    pub amount: i64,
    /// `paymentMethodType` of the standing payment; empty where none is known.
    pub method: String,
    /// Who opened it.
    pub created_by: String,
    /// The merchant account it is paid to.
    pub account: String,
    /// What is held and not captured, in minor units of its currency.
    pub held: i64,
}

/// Stands between fields of `search_rows.text`; folded text never holds a control character.
pub(crate) const FIELD_END: char = '\u{1f}';
/// Stands between one id and the next.
pub(crate) const ID_END: char = '\u{1e}';
/// Stands between the fields of text and the ids.
pub(crate) const TEXT_END: char = '\u{1d}';

/// The place of the cards' last four digits among the fields of text.
pub(crate) const LAST4: usize = 5;

/// Arrival numbers per row of `search_blocks`, as a number of bits.
const BLOCK_BITS: u32 = 12;

/// The block an arrival number belongs to.
pub(crate) const fn block(row: i64) -> i64 {
    row >> BLOCK_BITS
}

const READ: &str = "SELECT opened_at, word, expires_at, currency, amount, method, created_by, account, held, \
                    text FROM search_rows WHERE id = ?1";

/// The arrival numbers of a block: from, and below.
pub(crate) const fn bounds(block: i64) -> (i64, i64) {
    (block << BLOCK_BITS, block.saturating_add(1) << BLOCK_BITS)
}

/// Makes an order findable, or brings what can be found about it up to date.
///
/// `row` is the order's arrival number. Only what differs is written: a fact that changes neither texts nor facets
/// costs one read. Must run in the transaction of the fact.
///
/// # Errors
///
/// What SQLite says.
pub fn put(connection: &Connection, row: i64, wanted: &SearchRow) -> rusqlite::Result<()> {
    let wanted = Stored::from(wanted);
    let found = connection.prepare_cached(READ)?.query_row([row], Stored::read).optional()?;
    match found {
        None => {
            insert(connection, row, &wanted)?;
            index(connection, row, &wanted)
        }
        Some(found) => {
            if found.facets != wanted.facets {
                update_facets(connection, row, &found.facets, &wanted.facets)?;
            }
            if found.text == wanted.text {
                return Ok(());
            }
            connection
                .prepare_cached("UPDATE search_rows SET text = ?2 WHERE id = ?1")?
                .execute(params![row, wanted.text])?;
            connection.prepare_cached("DELETE FROM search_grams WHERE rowid = ?1")?.execute([row])?;
            index(connection, row, &wanted)
        }
    }
}

/// Whether what is stored under an arrival number is what [`put`] would store, texts and facets alike.
///
/// # Errors
///
/// What SQLite says.
pub fn matches(connection: &Connection, row: i64, wanted: &SearchRow) -> rusqlite::Result<bool> {
    let wanted = Stored::from(wanted);
    let found = connection.prepare_cached(READ)?.query_row([row], Stored::read).optional()?;
    Ok(found.is_some_and(|found| found.facets == wanted.facets && found.text == wanted.text))
}

/// Makes an order impossible to find. Its grams leave the file with FTS5's next merges; [`tidy`] does that at once.
///
/// # Errors
///
/// What SQLite says.
pub fn delete(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    let found = connection.prepare_cached(READ)?.query_row([row], Stored::read).optional()?;
    if let Some(found) = found {
        connection.prepare_cached("DELETE FROM search_rows WHERE id = ?1")?.execute([row])?;
        connection.prepare_cached("DELETE FROM search_grams WHERE rowid = ?1")?.execute([row])?;
        counts::take(connection, &found.facets, -1)?;
    }
    Ok(())
}

/// Empties search, before a replay.
///
/// # Errors
///
/// What SQLite says.
pub fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM search_rows; DELETE FROM search_blocks; DELETE FROM search_counts; \
         INSERT INTO search_grams(search_grams) VALUES ('delete-all');",
    )
}

/// Prepares for very many [`put`]s: grams gather in larger heaps and are not merged on the way. [`end_bulk`] must follow.
///
/// # Errors
///
/// What SQLite says.
pub fn begin_bulk(connection: &Connection) -> rusqlite::Result<()> {
    configure(connection, "automerge", 0)?;
    configure(connection, "crisismerge", 1_999)?;
    configure(connection, "hashsize", 64 << 20)
}

/// Ends what [`begin_bulk`] began: puts FTS5's settings back and merges the index into one piece.
///
/// # Errors
///
/// What SQLite says.
pub fn end_bulk(connection: &Connection) -> rusqlite::Result<()> {
    configure(connection, "hashsize", 1 << 20)?;
    configure(connection, "crisismerge", 16)?;
    configure(connection, "automerge", 4)?;
    tidy(connection)
}

/// Merges the index into one piece, without anything of deleted or changed texts. Seconds at a million orders.
///
/// # Errors
///
/// What SQLite says.
pub fn tidy(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("INSERT INTO search_grams(search_grams) VALUES ('optimize');")
}

fn configure(connection: &Connection, setting: &str, value: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO search_grams(search_grams, rank) VALUES (?1, ?2)")?
        .execute(params![setting, value])
        .map(drop)
}

/// A row of `search_rows`, with the ids once more as a list.
struct Stored {
    facets: Facets,
    text: String,
}

impl Stored {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            facets: Facets {
                opened_at: row.get(0)?,
                word: row.get(1)?,
                expires_at: row.get(2)?,
                currency: row.get(3)?,
                amount: row.get(4)?,
                method: row.get(5)?,
                created_by: row.get(6)?,
                account: row.get(7)?,
                held: row.get(8)?,
            },
            text: row.get(9)?,
        })
    }
}

impl From<&SearchRow> for Stored {
    fn from(row: &SearchRow) -> Self {
        let facets = Facets { created_by: normalise::fold(&row.facets.created_by), ..row.facets.clone() };
        Self { facets, text: text(row) }
    }
}

/// All that can be found about an order as one text: the nine fields, then the ids.
pub(crate) fn text(row: &SearchRow) -> String {
    let mut text = String::with_capacity(256);
    for field in [&row.reference, &row.description, &row.name, &row.email] {
        text.push_str(&normalise::fold(field));
        text.push(FIELD_END);
    }
    text.push_str(&normalise::phone(&row.phone));
    text.push(FIELD_END);
    text.push_str(&normalise::fold(&row.last4));
    text.push(FIELD_END);
    text.push_str(&normalise::fold(&row.note));
    text.push(FIELD_END);
    text.push_str(&normalise::fold(&row.buyer_id));
    text.push(FIELD_END);
    text.push_str(&normalise::fold(&row.reasons));
    text.push(TEXT_END);
    for id in super::token::of_ids(row.ids.iter()) {
        text.push_str(&id);
        text.push(ID_END);
    }
    text
}

fn insert(connection: &Connection, row: i64, wanted: &Stored) -> rusqlite::Result<()> {
    let Stored { facets, text } = wanted;
    connection
        .prepare_cached("INSERT INTO search_rows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?
        .execute(params![
            row,
            facets.opened_at,
            facets.word,
            facets.expires_at,
            facets.currency,
            facets.amount,
            facets.method,
            facets.created_by,
            facets.account,
            facets.held,
            text
        ])?;
    counts::take(connection, facets, 1)?;
    widen(connection, row, facets.opened_at)
}

fn update_facets(connection: &Connection, row: i64, found: &Facets, wanted: &Facets) -> rusqlite::Result<()> {
    if counted_as(found) != counted_as(wanted) {
        counts::take(connection, found, -1)?;
        counts::take(connection, wanted, 1)?;
    }
    // What a payment changes all its life, without touching the indexes of what never changes.
    let moved = Facets {
        word: wanted.word.clone(),
        expires_at: wanted.expires_at,
        held: wanted.held,
        ..found.clone()
    };
    if moved == *wanted {
        return connection
            .prepare_cached("UPDATE search_rows SET word = ?2, expires_at = ?3, held = ?4 WHERE id = ?1")?
            .execute(params![row, wanted.word, wanted.expires_at, wanted.held])
            .map(drop);
    }
    connection
        .prepare_cached(
            "UPDATE search_rows SET opened_at = ?2, word = ?3, expires_at = ?4, currency = ?5, amount = ?6, \
             method = ?7, created_by = ?8, account = ?9, held = ?10 WHERE id = ?1",
        )?
        .execute(params![
            row,
            wanted.opened_at,
            wanted.word,
            wanted.expires_at,
            wanted.currency,
            wanted.amount,
            wanted.method,
            wanted.created_by,
            wanted.account,
            wanted.held
        ])?;
    widen(connection, row, wanted.opened_at)
}

/// Takes a moment into the span of its block. A span only grows: one too wide costs a look at rows, never an answer.
fn widen(connection: &Connection, row: i64, opened_at: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO search_blocks VALUES (?1, ?2, ?2) ON CONFLICT (block) DO UPDATE SET \
             first_opened = min(first_opened, excluded.first_opened), \
             last_opened = max(last_opened, excluded.last_opened) \
             WHERE excluded.first_opened < first_opened OR excluded.last_opened > last_opened",
        )?
        .execute(params![block(row), opened_at])
        .map(drop)
}

fn index(connection: &Connection, row: i64, wanted: &Stored) -> rusqlite::Result<()> {
    let (fields, ids) = wanted.text.split_once(TEXT_END).unwrap_or((&wanted.text, ""));
    let ids: Vec<String> = ids.split_terminator(ID_END).map(str::to_owned).collect();
    let cards = fields.split(FIELD_END).nth(LAST4).unwrap_or_default().split(' ');
    let tokens = super::token::of_row(fields.split(FIELD_END), cards, &ids);
    connection
        .prepare_cached("INSERT INTO search_grams (rowid, grams) VALUES (?1, ?2)")?
        .execute(params![row, tokens])
        .map(drop)
}
