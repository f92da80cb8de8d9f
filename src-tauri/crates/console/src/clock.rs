//! Two clocks: the wall's, which people read and somebody may set, and a steady one, which only runs forward. What waits
//! for a time goes by the steady one; deadlines are moments of Antom's clock, and are read so that they are never late.

use crate::Console;
use crate::account_test::SKEW_WORTH_TELLING;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Environment;
use domain::windows::later;
use std::sync::PoisonError;

/// From this difference on a clock was set, or the computer slept.
const JUMP: TimeDelta = TimeDelta::seconds(60);

/// What is known of this computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clocks {
    /// How far it is ahead of Antom's, by the last answer's `Date`. Whole seconds.
    skew: Option<TimeDelta>,
    /// How far it was ahead of the steady clock when they were last compared.
    ahead: Option<TimeDelta>,
}

impl Console {
    /// How far this computer's clock is ahead of Antom's, by the last answer's `Date`. Whole seconds; none until an
    /// answer came, and after the clock jumped.
    #[must_use]
    pub fn skew(&self) -> Option<TimeDelta> {
        self.clocks().skew
    }

    /// Now, as deadlines are to be read: Antom's time where this computer's clock is more than a minute behind it, so
    /// that no deadline is shown later than Antom's. A clock that is ahead shows them too early, which costs nothing.
    /// Training's clock is the simulator's.
    #[must_use]
    pub fn prudent_now(&self) -> DateTime<Utc> {
        later(self.now(), self.behind())
    }

    /// The moment of an answer that arrived at `arrived` by this computer's clock: by Antom's, where that one is a minute
    /// or more behind. What an answer proves by coming late it must not prove because this clock is ahead. A smaller
    /// difference stays: Antom tells whole seconds, and which of two answers of one second came first must be known.
    pub(crate) fn moment_of_answer(&self, arrived: DateTime<Utc>) -> DateTime<Utc> {
        arrived.checked_sub_signed(self.ahead()).unwrap_or(arrived)
    }

    /// Whether Antom has told its time, so that the moments of its answers are no later than it.
    pub(crate) fn knows_antoms_time(&self) -> bool {
        self.skew().is_some() || self.environment == Environment::Training
    }

    /// How far this computer's clock is behind Antom's, where that is worth telling.
    pub(crate) fn behind(&self) -> TimeDelta {
        let behind = self.real_skew().and_then(|ahead| TimeDelta::zero().checked_sub(&ahead));
        behind.filter(|behind| *behind >= SKEW_WORTH_TELLING).unwrap_or_default()
    }

    /// How far this computer's clock is ahead of Antom's, where that is worth telling.
    pub(crate) fn ahead(&self) -> TimeDelta {
        self.real_skew().filter(|ahead| *ahead >= SKEW_WORTH_TELLING).unwrap_or_default()
    }

    /// How many seconds this computer's clock is ahead of Antom's (behind where negative), where that is worth telling.
    pub(crate) fn clock_ahead_seconds(&self) -> Option<i64> {
        let worth_telling = |ahead: &TimeDelta| ahead.abs() >= SKEW_WORTH_TELLING;
        self.real_skew().filter(worth_telling).map(|ahead| ahead.num_seconds())
    }

    /// Training's clock is the simulator's, and has no difference to it.
    fn real_skew(&self) -> Option<TimeDelta> {
        self.skew().filter(|_| self.environment != Environment::Training)
    }

    /// Now by the steady clock.
    pub(crate) fn steady(&self) -> DateTime<Utc> {
        self.ports.clock.steady()
    }

    /// A moment of the steady clock, as the wall's clock is going to show it.
    pub(crate) fn by_the_wall(&self, steady: DateTime<Utc>) -> DateTime<Utc> {
        later(self.now(), steady.signed_duration_since(self.steady()))
    }

    pub(crate) fn notice_skew(&self, date: Option<&str>, now: DateTime<Utc>) {
        let Some(theirs) = date.and_then(|text| DateTime::parse_from_rfc2822(text).ok()) else { return };
        self.clocks().skew = Some(now.signed_duration_since(theirs));
    }

    /// Compares the two clocks. True where the wall's has jumped since the last time: somebody set it, or the computer
    /// slept. What was learnt from it is forgotten then, until the next answer tells the time.
    pub(crate) fn notice_jump(&self) -> bool {
        let ahead = self.now().signed_duration_since(self.steady());
        let mut clocks = self.clocks();
        let before = clocks.ahead.replace(ahead);
        let jumped = before.and_then(|before| ahead.checked_sub(&before)).is_some_and(|by| by.abs() >= JUMP);
        if jumped {
            clocks.skew = None;
        }
        jumped
    }

    fn clocks(&self) -> std::sync::MutexGuard<'_, Clocks> {
        self.clocks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
