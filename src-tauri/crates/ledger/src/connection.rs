//! One connection to one encrypted database, with its settings set and then read back.

use crate::error::LedgerError;
use crate::key::LedgerKey;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Once;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long a transaction waits for another process before it answers [`LedgerError::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// Page cache of one connection in KiB (SQLite takes KiB as a negative number). A page must be decrypted on every
/// miss, so search over a million orders wants its index pages to stay.
const CACHE_KIB: i64 = 64 * 1024;

/// Opens a database with its key. The file must exist: SQLite never makes one here, so that it is never made with
/// rights for others.
pub(crate) fn open(path: &Path, key: &LedgerKey, read_only: bool) -> Result<Connection, LedgerError> {
    let access = if read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    first_alone();
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?;
    unlock(&conn, key)?;
    settle(&conn, read_only)?;
    Ok(conn)
}

/// SQLCipher makes itself ready after SQLite has said that it is: what another thread opens in between takes no key and
/// looks damaged. So the first connection of a process is opened while the others wait.
fn first_alone() {
    static FIRST: Once = Once::new();
    // Where even this one cannot be opened, the next says why.
    FIRST.call_once(|| drop(Connection::open_in_memory()));
}

/// Gives SQLCipher the raw key and reads the first page, which fails where the key or the page is wrong.
pub(crate) fn unlock(conn: &Connection, key: &LedgerKey) -> Result<(), LedgerError> {
    let hex = key.hex();
    // SQLCipher's own log goes to stderr, where the command line promises nothing but its errors as JSON. What it has
    // to say comes back as an error anyway.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let statement = Zeroizing::new(["PRAGMA key = \"x'", hex.as_str(), "'\";"].concat());
    conn.execute_batch(&statement).map_err(|_| {
        // The statement holds the key: SQLite's own words about it are not passed on.
        LedgerError::Damaged { detail: "the key could not be set".to_owned() }
    })?;
    // A plain SQLite build would take the key pragma for an unknown one and write plain text.
    let version: String =
        conn.pragma_query_value(None, "cipher_version", |row| row.get(0)).unwrap_or_default();
    if version.is_empty() {
        return Err(LedgerError::Setting {
            name: "cipher_version",
            wanted: "SQLCipher",
            found: "none".to_owned(),
        });
    }
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Every setting and the value it must read back as. `temp_store` is memory so that no sort spills plain text;
/// `recursive_triggers` makes REPLACE run the triggers that guard the journal.
const SETTINGS: [(&str, &str, &str); 8] = [
    ("synchronous", "FULL", "2"),
    ("secure_delete", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("recursive_triggers", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("cell_size_check", "ON", "1"),
    ("journal_mode", "WAL", "wal"),
];

fn settle(conn: &Connection, read_only: bool) -> Result<(), LedgerError> {
    for (name, value, wanted) in SETTINGS {
        if !(read_only && name == "journal_mode") {
            conn.pragma_update(None, name, value).or_else(answered_with_a_row)?;
        }
        let found = conn.pragma_query_value(None, name, |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                _ => String::new(),
            })
        })?;
        if found != wanted {
            return Err(LedgerError::Setting { name, wanted, found });
        }
    }
    conn.pragma_update(None, "cache_size", CACHE_KIB.saturating_neg())?;
    conn.set_prepared_statement_cache_capacity(64);
    if read_only {
        conn.pragma_update(None, "query_only", "ON")?;
    }
    Ok(())
}

/// Some pragmas answer with the value they took; that is not an error.
fn answered_with_a_row(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    }
}
