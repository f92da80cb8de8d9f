//! Which process may send an intent. Claims belong to this copy of the ledger and are no facts.
//!
//! A process that takes an intent over gets a higher fencing number; the transactions that append `Sent` and
//! `Answered` compare it, so that a process that was only slow cannot write over its successor.

use crate::column;
use crate::error::LedgerError;
use domain::ids::{IntentId, SenderId};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) fn take(conn: &Connection, intent: IntentId, sender: SenderId) -> Result<u64, LedgerError> {
    let fence = conn
        .prepare_cached(
            "INSERT INTO claims (intent, sender, fence) VALUES (?1, ?2, 1) \
             ON CONFLICT (intent) DO UPDATE SET sender = excluded.sender, fence = claims.fence + 1 RETURNING fence",
        )?
        .query_row(params![intent.0.as_bytes(), sender.0.as_bytes()], |row| column::unsigned(row, 0))?;
    Ok(fence)
}

pub(crate) fn holder(conn: &Connection, intent: IntentId) -> Result<Option<(SenderId, u64)>, LedgerError> {
    let holder = conn
        .prepare_cached("SELECT sender, fence FROM claims WHERE intent = ?1")?
        .query_row([intent.0.as_bytes()], |row| {
            Ok((SenderId(column::uuid(row, 0)?), column::unsigned(row, 1)?))
        })
        .optional()?;
    Ok(holder)
}
