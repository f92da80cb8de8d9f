//! The tables, and how an existing ledger is brought to the newest schema.

use crate::error::LedgerError;
use crate::key::LedgerKey;
use crate::{backup, files};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::path::Path;

/// `PRAGMA application_id`: "CSGN", so that `file` and people can tell what the database is.
pub(crate) const APPLICATION_ID: i64 = 0x4353_474e;

/// The truth: the journal and the side tables, and what belongs to this copy alone.
///
/// `journal.seq` is the local order of arrival; it has no gaps and is not hashed. Everything else in a row is.
const JOURNAL: &str = "
CREATE TABLE meta (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    ledger      BLOB NOT NULL CHECK (length(ledger) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    environment TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device     BLOB NOT NULL CHECK (length(device) = 16),
    device_seq INTEGER NOT NULL CHECK (device_seq > 0),
    previous   BLOB CHECK (length(previous) = 32),
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    approver   TEXT,
    order_id   BLOB CHECK (length(order_id) = 16),
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (device, device_seq)
) STRICT;
CREATE INDEX journal_order ON journal (order_id, seq) WHERE order_id IS NOT NULL;
CREATE INDEX journal_house ON journal (seq) WHERE order_id IS NULL;
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a fact never changes'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a fact is never deleted'); END;

CREATE TABLE side (
    row      INTEGER PRIMARY KEY,
    digest   BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    kind     TEXT NOT NULL,
    order_id BLOB CHECK (length(order_id) = 16),
    salt     BLOB NOT NULL CHECK (length(salt) = 16),
    bytes    BLOB NOT NULL
) STRICT;
CREATE INDEX side_order ON side (order_id) WHERE order_id IS NOT NULL;
CREATE TRIGGER side_never_updated BEFORE UPDATE ON side
BEGIN SELECT RAISE(ABORT, 'what a fact speaks of never changes'); END;

CREATE TABLE claims (
    intent BLOB PRIMARY KEY CHECK (length(intent) = 16),
    sender BLOB NOT NULL CHECK (length(sender) = 16),
    fence  INTEGER NOT NULL CHECK (fence > 0)
) STRICT, WITHOUT ROWID;
";

/// What is derived and can be dropped and rebuilt. `orders.row` is `journal.seq` of the order's first fact, so that a
/// replay gives the same numbers, and newest first is descending.
const PROJECTIONS: &str = "
CREATE TABLE orders (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    opened_at      INTEGER NOT NULL,
    moved_at       INTEGER NOT NULL,
    reference      TEXT NOT NULL,
    description    TEXT NOT NULL,
    account        TEXT NOT NULL,
    name           TEXT,
    currency       TEXT NOT NULL,
    minor          INTEGER NOT NULL,
    word           TEXT NOT NULL,
    expires_at     INTEGER,
    method         TEXT,
    last4          TEXT,
    created_by     TEXT NOT NULL,
    live_until     INTEGER,
    hold_ends_at   INTEGER,
    captured_minor INTEGER NOT NULL,
    refunded_minor INTEGER NOT NULL,
    open           INTEGER NOT NULL,
    paid_twice     INTEGER NOT NULL,
    disputed       INTEGER NOT NULL,
    late           INTEGER NOT NULL,
    newer          INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_open ON orders (row) WHERE open = 1;
CREATE INDEX orders_holding ON orders (hold_ends_at) WHERE word = 'authorised';

CREATE TABLE ids (
    text      TEXT NOT NULL,
    order_row INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    PRIMARY KEY (text, order_row, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE intents (
    intent     BLOB PRIMARY KEY CHECK (length(intent) = 16),
    order_row  INTEGER NOT NULL,
    verb       TEXT NOT NULL,
    stage      TEXT NOT NULL,
    not_before INTEGER,
    operation  TEXT NOT NULL,
    open       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX intents_open ON intents (order_row, intent) WHERE open = 1;

CREATE TABLE scripts (
    key        TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL,
    order_row  INTEGER NOT NULL,
    intent     BLOB CHECK (length(intent) = 16),
    parameters BLOB NOT NULL CHECK (length(parameters) = 32)
) STRICT, WITHOUT ROWID;
";

/// The migrations, oldest first. A database's `user_version` is the number of those it went through.
pub(crate) struct Schema {
    steps: Vec<String>,
}

impl Schema {
    /// The schema of this version.
    pub(crate) fn ours() -> Self {
        let mark = format!("PRAGMA application_id = {APPLICATION_ID};");
        Self { steps: vec![[JOURNAL, PROJECTIONS, crate::search::index::SCHEMA, &mark].concat()] }
    }

    /// The newest schema it leads to.
    pub(crate) fn newest(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// Refuses a database of a newer version and gives the schema of any other.
    pub(crate) fn refuse_newer(&self, conn: &Connection) -> Result<i64, LedgerError> {
        let (found, known) = (version(conn)?, self.newest());
        if found > known { Err(LedgerError::NewerSchema { found, known }) } else { Ok(found) }
    }

    /// Brings a database to the newest schema, all migrations in one transaction.
    pub(crate) fn migrate(&self, conn: &mut Connection) -> Result<(), LedgerError> {
        let steps = Migrations::new(self.steps.iter().map(|step| M::up(step)).collect());
        steps.to_latest(conn).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => LedgerError::from(err),
            other => LedgerError::Damaged { detail: other.to_string() },
        })
    }

    /// Brings an opened ledger up to date, under the directory's lock and after a copy beside it.
    pub(crate) fn bring_up_to_date(
        &self,
        dir: &Path,
        conn: &mut Connection,
        key: &LedgerKey,
        read_only: bool,
    ) -> Result<(), LedgerError> {
        let found = self.refuse_newer(conn)?;
        if found == 0 {
            // Every ledger has at least the first schema. An empty file would pass for a new database.
            return Err(LedgerError::Damaged { detail: "the file holds no ledger".to_owned() });
        }
        if found == self.newest() {
            return Ok(());
        }
        if read_only {
            return Err(LedgerError::OlderSchema { found, known: self.newest() });
        }
        let lock = files::lock(dir)?;
        // Another process may have done it while this one waited.
        let found = self.refuse_newer(conn)?;
        if found < self.newest() {
            backup::copy_database(conn, &dir.join(format!("ledger.schema-{found}.db")), key)?;
            self.migrate(conn)?;
        }
        drop(lock);
        Ok(())
    }

    /// This schema with one more migration, as a later version would have it.
    #[cfg(test)]
    pub(crate) fn with(mut self, step: &str) -> Self {
        self.steps.push(step.to_owned());
        self
    }
}

/// Reads `PRAGMA user_version`.
pub(crate) fn version(conn: &Connection) -> Result<i64, LedgerError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_ours_is_strict_and_the_journal_is_append_only() {
        let mut conn = Connection::open_in_memory().unwrap();
        Schema::ours().migrate(&mut conn).unwrap();
        assert_eq!(version(&conn).unwrap(), Schema::ours().newest());
        let mark: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(mark, APPLICATION_ID);
        for table in ["meta", "journal", "side", "claims", "orders", "ids", "intents", "scripts"] {
            let sql: String = conn
                .query_row(
                    "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                    [table],
                    |row| row.get(0),
                )
                .unwrap();
            assert!(sql.contains("STRICT"), "{table}");
        }
        let triggers: i64 = conn
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(triggers, 2);
    }
}
