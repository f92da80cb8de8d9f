//! Figures about a ledger.

use crate::error::LedgerError;
use crate::files;
use crate::ledger::{Ledger, fact_count};
use crate::{schema, search};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// Figures about a ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    /// Facts in the journal.
    pub facts: u64,
    /// Orders.
    pub orders: u64,
    /// Orders by the slug of their state word as of now.
    pub words: BTreeMap<String, u64>,
    /// Orders with anything unsettled.
    pub open: u64,
    /// Devices with a chain.
    pub devices: u64,
    /// Rows in the side table.
    pub sides: u64,
    /// Size of the database in bytes, the write-ahead log included.
    pub bytes: u64,
    /// The schema of the database.
    pub schema: i64,
    /// The version of SQLCipher.
    pub cipher: String,
}

impl Ledger {
    /// The size of the database in bytes, the write-ahead log included.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn bytes(&self) -> Result<u64, LedgerError> {
        let path = files::database(&self.dir);
        let bytes = std::fs::metadata(&path).map_err(LedgerError::file(&path))?.len();
        let log = std::fs::metadata(files::beside(&path, "-wal")).map_or(0, |log| log.len());
        Ok(bytes.saturating_add(log))
    }

    /// Figures about this ledger as of `now`.
    ///
    /// # Errors
    /// What the database or the operating system says.
    pub fn stats(&self, now: DateTime<Utc>) -> Result<Stats, LedgerError> {
        let count = |sql: &str| -> Result<u64, LedgerError> {
            Ok(self.conn.query_row(sql, [], |row| crate::column::unsigned(row, 0))?)
        };
        Ok(Stats {
            facts: fact_count(&self.conn)?,
            orders: count("SELECT count(*) FROM orders")?,
            words: self.words(now)?,
            open: count("SELECT count(*) FROM orders WHERE open = 1")?,
            devices: count("SELECT count(DISTINCT device) FROM journal")?,
            sides: count("SELECT count(*) FROM side")?,
            bytes: self.bytes()?,
            schema: schema::version(&self.conn)?,
            cipher: self.conn.pragma_query_value(None, "cipher_version", |row| row.get(0))?,
        })
    }

    /// The number of orders by the slug of their state word as of `now`.
    ///
    /// # Errors
    /// What the database says.
    pub fn words(&self, now: DateTime<Utc>) -> Result<BTreeMap<String, u64>, LedgerError> {
        let _moment = self.conn.unchecked_transaction()?;
        let mut words = BTreeMap::new();
        for ((word, _), group) in search::groups(&self.conn, now.timestamp_millis())? {
            add(&mut words, word, u64::try_from(group.orders).unwrap_or_default());
        }
        Ok(words)
    }
}

fn add(words: &mut BTreeMap<String, u64>, word: String, count: u64) {
    if count > 0 {
        let sum = words.entry(word).or_default();
        *sum = sum.saturating_add(count);
    }
}
