//! Whether Antom comes through: when it last answered, since when it does not, and how long to leave it alone.

use crate::Console;
use chrono::{DateTime, TimeDelta, Utc};
use domain::windows::later;
use std::sync::{MutexGuard, PoisonError};

/// Seconds to leave Antom alone after so many calls in a row that did not come through, or were too many for it; the
/// last stays.
const PAUSES: [i64; 6] = [2, 4, 8, 15, 30, 60];

/// Whether Antom comes through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// When Antom last gave a verified answer.
    pub last_answer_at: Option<DateTime<Utc>>,
    /// Since when nothing has come through.
    pub offline_since: Option<DateTime<Utc>>,
    /// Before this moment, by the steady clock, nothing is asked that can wait.
    pub pause_until: Option<DateTime<Utc>>,
    /// How often in a row it did not come through, or was too much.
    in_a_row: usize,
}

/// How one call ended, as far as the line is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// An answer that verified.
    Answer,
    /// Something, which is no evidence.
    Something,
    /// An answer that says these are too many calls, signed or not.
    TooMany {
        /// Whether it verified.
        signed: bool,
    },
    /// Nothing.
    Nothing,
}

impl Reach {
    /// Takes the end of one call into account.
    pub(crate) fn note(&mut self, came: Came, at: DateTime<Utc>, steady: DateTime<Utc>) {
        match came {
            Came::Answer => *self = Self { last_answer_at: Some(at), ..Self::default() },
            Came::Something => {
                *self = Self { last_answer_at: self.last_answer_at, ..Self::default() };
            }
            Came::TooMany { signed } => {
                self.last_answer_at = if signed { Some(at) } else { self.last_answer_at };
                self.offline_since = None;
                self.back_off(steady);
            }
            Came::Nothing => {
                self.offline_since.get_or_insert(at);
                self.back_off(steady);
            }
        }
    }

    /// The computer woke, or the network came back: nothing is left alone any more, and the pauses begin anew.
    pub(crate) fn resume(&mut self) {
        (self.pause_until, self.in_a_row) = (None, 0);
    }

    fn back_off(&mut self, steady: DateTime<Utc>) {
        let seconds = PAUSES.get(self.in_a_row).or(PAUSES.last()).copied().unwrap_or(60);
        self.in_a_row = self.in_a_row.saturating_add(1);
        self.pause_until = Some(later(steady, TimeDelta::try_seconds(seconds).unwrap_or_default()));
    }
}

impl Console {
    /// Whether Antom comes through.
    #[must_use]
    pub fn reach(&self) -> Reach {
        *self.reach_mut()
    }

    pub(crate) fn reach_mut(&self) -> MutexGuard<'_, Reach> {
        self.reach.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests")]
mod tests {
    use super::*;

    fn second(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    #[test]
    fn the_first_silence_tells_since_when_and_any_answer_ends_it() {
        let mut reach = Reach::default();
        reach.note(Came::Answer, second(0), second(0));
        reach.note(Came::Nothing, second(5), second(5));
        reach.note(Came::Nothing, second(9), second(9));
        assert_eq!((reach.last_answer_at, reach.offline_since), (Some(second(0)), Some(second(5))));
        reach.note(Came::Something, second(20), second(20));
        assert_eq!((reach.last_answer_at, reach.offline_since), (Some(second(0)), None));
    }

    #[test]
    fn the_longer_it_is_silent_or_overloaded_the_longer_it_is_left_alone() {
        for came in [Came::Nothing, Came::TooMany { signed: true }] {
            let mut reach = Reach::default();
            let mut pauses = Vec::new();
            for _ in 0..8 {
                reach.note(came, second(0), second(0));
                pauses.push((reach.pause_until.unwrap() - second(0)).num_seconds());
            }
            assert_eq!(pauses, [2, 4, 8, 15, 30, 60, 60, 60], "{came:?}");
            reach.note(Came::Answer, second(1), second(1));
            assert_eq!((reach.pause_until, reach.offline_since), (None, None));
            reach.note(came, second(2), second(2));
            assert_eq!(reach.pause_until, Some(second(4)), "it begins anew");
        }
    }

    #[test]
    fn what_wakes_is_left_alone_no_longer_and_the_pauses_begin_anew() {
        let mut reach = Reach::default();
        for _ in 0..4 {
            reach.note(Came::Nothing, second(0), second(0));
        }
        reach.resume();
        assert_eq!((reach.pause_until, reach.offline_since), (None, Some(second(0))), "it is not back yet");
        reach.note(Came::Nothing, second(1), second(1));
        assert_eq!(reach.pause_until, Some(second(3)));
    }

    #[test]
    fn too_many_calls_are_not_offline() {
        let mut reach = Reach::default();
        reach.note(Came::Nothing, second(0), second(0));
        reach.note(Came::TooMany { signed: false }, second(3), second(3));
        assert_eq!((reach.offline_since, reach.last_answer_at), (None, None));
        reach.note(Came::TooMany { signed: true }, second(4), second(4));
        assert_eq!(reach.last_answer_at, Some(second(4)));
    }
}
