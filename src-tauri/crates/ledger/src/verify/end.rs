//! The quick check of every opening: the last facts, each with its hash and its place on its chain.

use super::{Break, Link, Walk};
use crate::column;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::stored::{COLUMNS, StoredFact};
use rusqlite::{Connection, OptionalExtension, params};

impl Ledger {
    /// Verifies the last facts of the journal, and gives the first break; none where they are as they must be. It costs
    /// a few milliseconds however long the history is.
    ///
    /// # Errors
    /// What the database says.
    pub fn verify_end(&self, facts: u32) -> Result<Option<Break>, LedgerError> {
        let reading = self.conn.unchecked_transaction()?;
        let found = walk_end(&reading, facts)?;
        reading.finish()?;
        Ok(found)
    }
}

fn walk_end(conn: &Connection, facts: u32) -> Result<Option<Break>, LedgerError> {
    let mut statement = conn.prepare(&format!(
        "SELECT {COLUMNS} FROM (SELECT {COLUMNS} FROM journal ORDER BY seq DESC LIMIT ?1) ORDER BY seq"
    ))?;
    let mut rows = statement.query([facts])?;
    let mut walk = Walk::default();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if walk.verification.facts == 0 {
            walk.expected = before(conn, seq)?.saturating_add(1);
        }
        match StoredFact::read(row) {
            Ok(fact) => {
                if let Some(link) = link_before(conn, &fact, &walk)? {
                    walk.chains.insert(fact.device, link);
                }
                walk.chained(&fact);
            }
            Err(error) => walk.unreadable(seq, &error),
        }
    }
    Ok(walk.verification.breaks.into_iter().next())
}

/// The place of arrival before this one; 0 where there is none.
fn before(conn: &Connection, seq: i64) -> Result<i64, LedgerError> {
    Ok(conn.query_row("SELECT coalesce(max(seq), 0) FROM journal WHERE seq < ?1", [seq], |row| row.get(0))?)
}

/// Where the chain of a fact's device stood before it, where the walk has not met that device yet.
fn link_before(conn: &Connection, fact: &StoredFact, walk: &Walk) -> Result<Option<Link>, LedgerError> {
    let number = fact.device_seq.saturating_sub(1);
    if number == 0 || walk.chains.contains_key(&fact.device) {
        return Ok(None);
    }
    let found = conn
        .prepare_cached("SELECT hash, at FROM journal WHERE device = ?1 AND device_seq = ?2")?
        .query_row(params![fact.device.0.as_bytes(), column::signed(number, "the number of facts")?], |row| {
            Ok(Link { device_seq: number, hash: column::digest(row, 0)?, at: column::moment(row, 1)? })
        })
        .optional();
    match found {
        // It is no fact any more; the one after it then follows nothing.
        Err(error) if error.sqlite_error_code().is_none() => Ok(None),
        found => Ok(found?),
    }
}
