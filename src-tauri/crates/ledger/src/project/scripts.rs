//! The idempotency keys of scripts, and what each was used for.

use crate::column;
use crate::error::LedgerError;
use domain::fact::Body;
use domain::intent::Step;
use rusqlite::{Connection, OptionalExtension, params};

/// One key, as one fact brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScriptLine {
    pub(crate) key: String,
    seq: i64,
    intent: Option<[u8; 16]>,
    parameters: [u8; 32],
}

/// The script key a fact brings, where it brings one.
pub(crate) fn script_line(seq: i64, body: &Body) -> Option<ScriptLine> {
    let (script, intent) = match body {
        Body::OrderOpened(terms) => (terms.script.as_ref()?, None),
        Body::Intent { intent, step: Step::Requested(requested), .. } => {
            (requested.script.as_ref()?, Some(*intent.0.as_bytes()))
        }
        _ => return None,
    };
    Some(ScriptLine { key: script.key.clone(), seq, intent, parameters: script.parameters.0 })
}

/// Enters a key and says whether it stands. Merged histories of several desks may hold a key twice: whichever fact
/// arrived first stands, in whatever order they are entered.
pub(crate) fn save_script(conn: &Connection, order_row: i64, line: &ScriptLine) -> Result<bool, LedgerError> {
    let written = conn
        .prepare_cached(
            "INSERT INTO scripts (key, seq, order_row, intent, parameters) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, order_row = excluded.order_row, \
             intent = excluded.intent, parameters = excluded.parameters WHERE excluded.seq <= scripts.seq",
        )?
        .execute(params![line.key, line.seq, order_row, line.intent, line.parameters])?;
    Ok(written > 0)
}

/// How an entry compares with the fact that brings its key.
pub(super) enum Entered {
    /// It is this fact's.
    Ours,
    /// It is an earlier fact's.
    Earlier,
    /// It is missing, or not what any fact gives.
    Wrong,
}

pub(super) fn entered(conn: &Connection, order_row: i64, line: &ScriptLine) -> Result<Entered, LedgerError> {
    let found = conn
        .prepare_cached("SELECT seq, intent, parameters, order_row FROM scripts WHERE key = ?1")?
        .query_row([&line.key], |row| {
            let intent = column::uuid_or_none(row, 1)?.map(|intent| *intent.as_bytes());
            let found =
                ScriptLine { key: line.key.clone(), seq: row.get(0)?, intent, parameters: row.get(2)? };
            Ok((found, row.get::<_, i64>(3)?))
        })
        .optional()?;
    Ok(match found {
        Some((found, row)) if found == *line && row == order_row => Entered::Ours,
        Some((found, _)) if found.seq < line.seq => Entered::Earlier,
        _ => Entered::Wrong,
    })
}
