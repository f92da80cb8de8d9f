//! How things stand, in figures. Every one of them is read from an index or from memory: they are asked for whenever
//! anything changes.

use crate::Console;
use crate::error::ConsoleError;
use crate::standing::HistoryTrouble;
use chrono::{DateTime, Utc};
use domain::intent::Stage;
use domain::windows::later;
use ledger::Ledger;
use serde::Serialize;

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Pulse {
    /// Now, as deadlines are to be read: by the console's clock, which in Training can be moved, and by Antom's where
    /// this computer's is behind it.
    pub now: DateTime<Utc>,
    /// When Antom last gave a verified answer.
    pub last_answer_at: Option<DateTime<Utc>>,
    /// Since when nothing has come through.
    pub offline_since: Option<DateTime<Utc>>,
    /// Seconds this computer's clock is ahead of Antom's, behind where negative; none below a minute.
    pub clock_ahead_seconds: Option<i64>,
    /// Orders on file.
    pub orders: u64,
    /// Intents that wait to leave.
    pub outbox: u64,
    /// Orders whose outcome is being asked for.
    pub checking: u64,
    /// When the next of them is asked about.
    pub next_check_at: Option<DateTime<Utc>>,
    /// What needs a person, and what somebody asks whoever sits here to approve.
    pub attention: u64,
    /// Holds that a person has to capture.
    pub to_capture: u64,
    /// Why the history is open for reading only; none where it is open for everything.
    pub trouble: Option<HistoryTrouble>,
}

impl Console {
    /// How things stand.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn pulse(&self) -> Result<Pulse, ConsoleError> {
        let (now, behind) = (self.prudent_now(), self.behind());
        let figures = self.read(|ledger| ledger.figures(now))?;
        let reach = self.reach();
        // What happened by this computer's clock is told by the one that deadlines are read by.
        let told = |at: Option<DateTime<Utc>>| at.map(|at| later(at, behind));
        Ok(Pulse {
            now,
            last_answer_at: told(reach.last_answer_at),
            offline_since: told(reach.offline_since),
            clock_ahead_seconds: self.clock_ahead_seconds(),
            orders: figures.orders,
            outbox: figures.outbox,
            checking: figures.checking,
            next_check_at: told(self.next_check_at()?),
            attention: count(self.attention_now()?.items.len()).saturating_add(self.asked_of_me()?),
            to_capture: figures.to_capture,
            trouble: self.trouble(),
        })
    }

    /// How many requests for approval whoever sits here could answer.
    fn asked_of_me(&self) -> Result<u64, ConsoleError> {
        Ok(count(self.approvals_to_hear()?.iter().filter(|asked| asked.for_me).count()))
    }

    /// When the next outcome that is not known is asked about.
    fn next_check_at(&self) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        let mut next: Option<DateTime<Utc>> = None;
        for (_, id) in self.read(Ledger::open_intents)? {
            // One order that cannot be read does not hide the others.
            let Ok((_, intent)) = self.find_intent(&id) else { continue };
            if intent.stage == Stage::Checking
                && let Some(due) = self.next_move(&intent)
            {
                next = Some(next.map_or(due, |next| next.min(due)));
            }
        }
        Ok(next)
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
