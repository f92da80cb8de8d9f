//! The row of one intent in `intents`.

use crate::column;
use crate::error::LedgerError;
use domain::intent::{Intent, Stage};
use rusqlite::{Connection, params};

/// One capture, cancel or refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IntentLine {
    intent: [u8; 16],
    pub(super) verb: &'static str,
    stage: &'static str,
    not_before: Option<i64>,
    operation: String,
    requested_at: i64,
    moved_at: i64,
    open: bool,
}

impl IntentLine {
    pub(super) fn of(intent: &Intent) -> Self {
        Self {
            intent: *intent.id.0.as_bytes(),
            verb: intent.verb.name(),
            stage: stage_name(intent.stage),
            not_before: intent.not_before.map(column::millis),
            operation: intent.requested.operation.as_str().to_owned(),
            requested_at: column::millis(intent.requested_at),
            moved_at: column::millis(intent.moved_at),
            open: intent.stage.is_open(),
        }
    }

    pub(super) fn save(&self, conn: &Connection, row: i64) -> Result<(), LedgerError> {
        let Self { intent, verb, stage, not_before, operation, requested_at, moved_at, open } = self;
        conn.prepare_cached(
            "INSERT INTO intents (intent, order_row, verb, stage, not_before, operation, requested_at, moved_at, open) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (intent) DO UPDATE SET \
             order_row = excluded.order_row, verb = excluded.verb, stage = excluded.stage, \
             not_before = excluded.not_before, operation = excluded.operation, \
             requested_at = excluded.requested_at, moved_at = excluded.moved_at, open = excluded.open",
        )?
        .execute(params![intent, row, verb, stage, not_before, operation, requested_at, moved_at, open])?;
        Ok(())
    }

    /// Whether it stands as it should.
    pub(super) fn is_stored(&self, conn: &Connection, row: i64) -> Result<bool, LedgerError> {
        let Self { intent, verb, stage, not_before, operation, requested_at, moved_at, open } = self;
        let there = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM intents WHERE intent = ?1 AND order_row = ?2 AND verb = ?3 \
                 AND stage = ?4 AND not_before IS ?5 AND operation = ?6 AND requested_at = ?7 AND moved_at = ?8 \
                 AND open = ?9)",
            )?
            .query_row(
                params![intent, row, verb, stage, not_before, operation, requested_at, moved_at, open],
                |row| row.get(0),
            )?;
        Ok(there)
    }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Queued => "queued",
        Stage::Stopped => "stopped",
        Stage::Released => "released",
        Stage::Sent => "sent",
        Stage::Checking => "checking",
        Stage::Done => "done",
        Stage::Refused => "refused",
        Stage::NeverPlaced => "never-placed",
    }
}
