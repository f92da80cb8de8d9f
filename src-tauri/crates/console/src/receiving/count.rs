//! Counting what was not taken. The counts are kept on the desk, so that every program that shows Attention sees them;
//! a flood of calls writes them down seldom.

use super::NotTaken;
use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::{DateTime, TimeDelta, Utc};
use ledger::desk::EVERYBODY;
use serde::{Deserialize, Serialize};

/// Their name on the desk.
const REFUSED: &str = "notifications-refused";
/// How often they are written down at most.
const WRITTEN_EVERY: TimeDelta = TimeDelta::seconds(10);
/// Longest reason that is kept, in characters.
const LONGEST: usize = 160;

/// Calls to the receiver that were not answered with the prescribed reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// How many were no evidence of anything: 401.
    pub unverified: u64,
    /// How many were Antom's and could not be kept: 503.
    pub not_kept: u64,
    /// The last of all.
    pub last_at: Option<DateTime<Utc>>,
    /// Why the last one was refused.
    pub last_why: String,
}

impl Refused {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.unverified.saturating_add(self.not_kept)
    }

    /// Counts one.
    fn note(&mut self, why: &NotTaken, at: DateTime<Utc>) {
        match why {
            NotTaken::Unverified { .. } => self.unverified = self.unverified.saturating_add(1),
            NotTaken::NotKept { .. } => self.not_kept = self.not_kept.saturating_add(1),
        }
        self.last_at = Some(at);
        self.last_why = shown(why.why()).chars().take(LONGEST).collect();
    }

    fn add(&mut self, other: Self) {
        self.unverified = self.unverified.saturating_add(other.unverified);
        self.not_kept = self.not_kept.saturating_add(other.not_kept);
        if other.last_at >= self.last_at {
            self.last_at = other.last_at;
            self.last_why = other.last_why;
        }
    }
}

/// What one receiver counted and has not written down yet.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pending: Refused,
    written_at: Option<DateTime<Utc>>,
}

impl Counter {
    /// Counts one, and writes down what has come together if that was not done lately.
    pub(super) fn note(&mut self, console: &Console, why: &NotTaken) {
        let now = console.now();
        self.pending.note(why, now);
        let lately = self.written_at.is_some_and(|at| now.signed_duration_since(at) < WRITTEN_EVERY);
        if !lately {
            self.flush(console);
        }
    }

    /// Writes down what has come together. What cannot be written is kept for the next time.
    pub(super) fn flush(&mut self, console: &Console) {
        if self.pending.total() == 0 {
            return;
        }
        self.written_at = Some(console.now());
        match console.count_refused(&self.pending) {
            Ok(()) => self.pending = Refused::default(),
            Err(error) => tracing::warn!(code = error.code(), "refused notifications could not be counted"),
        }
    }
}

impl Console {
    /// What every receiver of this ledger refused so far.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn refused_notifications(&self) -> Result<Refused, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(EVERYBODY, REFUSED))?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept.value).ok()).unwrap_or_default())
    }

    fn count_refused(&self, more: &Refused) -> Result<(), ConsoleError> {
        self.write(|pen| {
            let kept = pen.writer.kept(EVERYBODY, REFUSED)?;
            let mut all: Refused =
                kept.and_then(|kept| serde_json::from_str(&kept.value).ok()).unwrap_or_default();
            all.add(more.clone());
            let value = serde_json::to_string(&all)
                .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
            Ok(pen.writer.keep(EVERYBODY, REFUSED, &value, pen.now)?)
        })
    }
}
