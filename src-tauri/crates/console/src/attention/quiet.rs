//! Putting things out of the way: snoozed until a moment with a reason, or marked as read.

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::windows::spoken;
use ledger::desk::EVERYBODY;
use serde::{Deserialize, Serialize};

const SNOOZED: &str = "attention-snoozed:";
const READ: &str = "attention-read:";
/// Longest reason, in characters.
const LONGEST: usize = 256;

/// Whether a thing is out of the way.
pub(super) enum Quiet {
    No,
    Read,
    Snoozed { until: DateTime<Utc>, reason: String },
}

#[derive(Serialize, Deserialize)]
struct Snooze {
    until: DateTime<Utc>,
    reason: String,
}

impl Console {
    /// Puts one thing out of the way until a moment.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] without a reason, for a moment that is over, or one past its deadline.
    pub fn snooze(&self, item: &str, until: DateTime<Utc>, reason: &str) -> Result<(), ConsoleError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST {
            let problem = format!("a reason has 1 to {LONGEST} characters");
            return Err(ConsoleError::field("reason", problem, "Say in a few words why it can wait."));
        }
        let attention = self.attention()?;
        let known = attention.items.iter().chain(&attention.snoozed).find(|known| known.id == item);
        let known = known.ok_or_else(|| ConsoleError::not_found(item))?;
        let now = self.now();
        if until <= now {
            let problem = "that moment is over";
            return Err(ConsoleError::field("until", problem, "Choose a moment to come."));
        }
        if let Some(end) = known.until.filter(|end| until >= *end) {
            let problem = format!("something can be done about it until {} only", spoken(end));
            return Err(ConsoleError::field("until", problem, "Choose a moment before that."));
        }
        let snooze = Snooze { until, reason: reason.to_owned() };
        let value = serde_json::to_string(&snooze)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        self.write(|pen| Ok(pen.writer.keep(EVERYBODY, &format!("{SNOOZED}{item}"), &value, pen.now)?))
    }

    /// Marks one thing as read. It comes back only as another thing.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a thing about which something has to be done.
    pub fn mark_read(&self, item: &str) -> Result<(), ConsoleError> {
        let attention = self.attention()?;
        let known = attention.items.iter().chain(&attention.snoozed).find(|known| known.id == item);
        let known = known.ok_or_else(|| ConsoleError::not_found(item))?;
        if !known.readable {
            let problem = "this has to be done, not read";
            return Err(ConsoleError::field("item", problem, "Do what its detail says, or snooze it."));
        }
        self.write(|pen| Ok(pen.writer.keep(EVERYBODY, &format!("{READ}{item}"), "yes", pen.now)?))
    }

    pub(super) fn quiet_about(&self, item: &str, now: DateTime<Utc>) -> Result<Quiet, ConsoleError> {
        if self.read(|ledger| ledger.kept(EVERYBODY, &format!("{READ}{item}")))?.is_some() {
            return Ok(Quiet::Read);
        }
        let kept = self.read(|ledger| ledger.kept(EVERYBODY, &format!("{SNOOZED}{item}")))?;
        let snooze = kept.and_then(|kept| serde_json::from_str::<Snooze>(&kept.value).ok());
        Ok(match snooze {
            Some(Snooze { until, reason }) if until > now => Quiet::Snoozed { until, reason },
            _ => Quiet::No,
        })
    }
}
