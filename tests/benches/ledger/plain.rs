//! The plainest SQL for a question: look at every row, newest first.

use crate::questions::Question;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Opens the ledger's database past the ledger, with the same key and the same cache.
pub fn open(directory: &Path) -> Connection {
    let file = std::fs::read_dir(directory)
        .expect("the ledger's directory")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "db"))
        .expect("the ledger's database");
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database opens");
    let key = "07".repeat(32);
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA cache_size = -65536;"))
        .expect("the key fits");
    connection
}

/// The arrival numbers a plain scan finds.
pub fn answer(connection: &Connection, question: &Question, limit: usize) -> Vec<i64> {
    let sql = format!(
        "SELECT id FROM search_rows NOT INDEXED WHERE {} ORDER BY id DESC LIMIT {limit}",
        question.plain
    );
    let mut statement = connection.prepare(&sql).expect("plain SQL");
    let rows = statement.query_map([], |row| row.get(0)).expect("plain SQL runs");
    rows.collect::<Result<_, _>>().expect("arrival numbers")
}
