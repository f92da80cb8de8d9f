//! When to ask next, in moments of the steady clock. Antom's own figures: every two seconds while somebody waits, fifteen
//! seconds after "never seen", and three of those are proof (api.md sections 3.6 and 5).

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::IntentId;
use domain::windows::later;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long to wait after Antom said that it has never seen an operation.
pub(crate) const UNSEEN_WAIT: TimeDelta = TimeDelta::seconds(15);
/// How often Antom must say so before it is believed.
pub(crate) const UNSEEN_PROOF: u32 = 3;

/// Seconds between one asking and the next while the outcome is not known; the last stays.
const WAITS: [i64; 9] = [2, 2, 4, 8, 15, 30, 60, 120, 300];
/// The same beyond those where Antom said, signed, that it is at it: some kinds take days.
const PENDING_WAITS: [i64; 3] = [600, 1_800, 3_600];

/// Where the asking about one intent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asking {
    /// The sending it is about; a repeat starts afresh.
    attempt: u32,
    /// How often it was asked.
    pub asks: u32,
    /// How often Antom said, signed, that it has never seen it, each at least [`UNSEEN_WAIT`] after the last.
    pub unseen: u32,
    /// When Antom last said so.
    unseen_at: Option<DateTime<Utc>>,
    /// Whether the last answer said, signed, that Antom is still at it.
    pub under_way: bool,
    /// When to ask next.
    pub next: DateTime<Utc>,
}

/// What one asking brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brought {
    /// Antom says, signed, that it has no such operation.
    Unseen,
    /// Antom says, signed, that it is still at it.
    UnderWay,
    /// Anything else that does not settle it.
    Nothing,
}

/// The askings of this process. They need not outlive it: after a restart the counting starts afresh, which asks
/// once more than needed and never believes too early.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    askings: Mutex<HashMap<IntentId, Asking>>,
    /// When the stop windows that this process promised are over.
    leaves: Mutex<HashMap<IntentId, DateTime<Utc>>>,
}

impl Schedule {
    /// Where the asking about a sending stands; it is due at once where nobody asked yet.
    pub(crate) fn of(&self, intent: IntentId, attempt: u32, now: DateTime<Utc>) -> Asking {
        let fresh = Asking { attempt, asks: 0, unseen: 0, unseen_at: None, under_way: false, next: now };
        self.lock().get(&intent).copied().filter(|asking| asking.attempt == attempt).unwrap_or(fresh)
    }

    /// Writes down what an asking brought, and when to ask again.
    pub(crate) fn asked(
        &self,
        intent: IntentId,
        attempt: u32,
        now: DateTime<Utc>,
        brought: Brought,
    ) -> Asking {
        let mut asking = self.of(intent, attempt, now);
        asking.asks = asking.asks.saturating_add(1);
        asking.under_way = brought == Brought::UnderWay;
        match brought {
            Brought::Unseen => {
                if asking.unseen_at.is_none_or(|last| now >= later(last, UNSEEN_WAIT)) {
                    asking.unseen = asking.unseen.saturating_add(1);
                    asking.unseen_at = Some(now);
                }
                asking.next = later(now, UNSEEN_WAIT);
            }
            // "Never seen" followed by anything else is not "never seen" any more.
            Brought::UnderWay => {
                (asking.unseen, asking.unseen_at) = (0, None);
                asking.next = later(now, wait_under_way(asking.asks));
            }
            Brought::Nothing => {
                (asking.unseen, asking.unseen_at) = (0, None);
                asking.next = later(now, wait_after(asking.asks));
            }
        }
        self.lock().insert(intent, asking);
        asking
    }

    /// An intent was sent and has no outcome: it is asked about a little later, and later still after each repeat.
    pub(crate) fn sent(&self, intent: IntentId, attempt: u32, now: DateTime<Utc>) {
        let next = later(now, wait_after(attempt));
        let asking = Asking { attempt, asks: 0, unseen: 0, unseen_at: None, under_way: false, next };
        self.lock().insert(intent, asking);
    }

    /// A stop window was promised to whoever decided an intent.
    pub(crate) fn promise(&self, intent: IntentId, leaves: DateTime<Utc>) {
        self.leaves.lock().unwrap_or_else(PoisonError::into_inner).insert(intent, leaves);
    }

    /// When the stop window of an intent is over, where this process promised it.
    pub(crate) fn leaves(&self, intent: IntentId) -> Option<DateTime<Utc>> {
        self.leaves.lock().unwrap_or_else(PoisonError::into_inner).get(&intent).copied()
    }

    /// The computer woke, or the network came back: what is asked for is asked for at once. What Antom said it has never
    /// seen is left alone as long as its word needs to count.
    pub(crate) fn wake(&self, now: DateTime<Utc>) {
        for asking in self.lock().values_mut().filter(|asking| asking.unseen == 0) {
            asking.next = asking.next.min(now);
        }
    }

    /// Something was learnt that lets an intent move at once.
    pub(crate) fn due(&self, intent: IntentId, now: DateTime<Utc>) {
        if let Some(asking) = self.lock().get_mut(&intent) {
            asking.next = asking.next.min(now);
        }
    }

    /// Nothing more is asked about an intent.
    pub(crate) fn done(&self, intent: IntentId) {
        self.lock().remove(&intent);
        self.leaves.lock().unwrap_or_else(PoisonError::into_inner).remove(&intent);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IntentId, Asking>> {
        self.askings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The wait after the given number of askings.
pub(crate) fn wait_after(asks: u32) -> TimeDelta {
    let place = usize::try_from(asks.saturating_sub(1)).unwrap_or(usize::MAX);
    let seconds = WAITS.get(place).or(WAITS.last()).copied().unwrap_or(300);
    TimeDelta::try_seconds(seconds).unwrap_or(UNSEEN_WAIT)
}

/// The wait after the given number of askings where Antom is at it: hourly in the end.
fn wait_under_way(asks: u32) -> TimeDelta {
    let beyond = usize::try_from(asks).ok().and_then(|asks| asks.checked_sub(WAITS.len().saturating_add(1)));
    let seconds =
        beyond.map(|place| PENDING_WAITS.get(place).or(PENDING_WAITS.last()).copied().unwrap_or(3_600));
    seconds.and_then(TimeDelta::try_seconds).unwrap_or_else(|| wait_after(asks))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests")]
mod tests {
    use super::*;
    use uuid::Uuid;

    const INTENT: IntentId = IntentId(Uuid::from_u128(1));

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn three_times_never_seen_count_only_when_fifteen_seconds_lie_between_them() {
        let schedule = Schedule::default();
        assert_eq!(schedule.asked(INTENT, 1, at(0), Brought::Unseen).unseen, 1);
        assert_eq!(schedule.asked(INTENT, 1, at(14), Brought::Unseen).unseen, 1, "asked too soon");
        assert_eq!(schedule.asked(INTENT, 1, at(15), Brought::Unseen).unseen, 2);
        assert_eq!(schedule.asked(INTENT, 1, at(30), Brought::Unseen).unseen, 3);
    }

    #[test]
    fn any_other_answer_and_any_repeat_start_the_count_afresh() {
        let schedule = Schedule::default();
        schedule.asked(INTENT, 1, at(0), Brought::Unseen);
        assert_eq!(schedule.asked(INTENT, 1, at(20), Brought::Nothing).unseen, 0);
        schedule.asked(INTENT, 1, at(40), Brought::Unseen);
        assert_eq!(schedule.of(INTENT, 2, at(50)).unseen, 0);
        assert_eq!(schedule.of(INTENT, 2, at(50)).next, at(50), "a repeat is asked about at once");
    }

    #[test]
    fn waits_grow_to_five_minutes_and_stay_there() {
        let waits: Vec<i64> =
            [1, 2, 3, 9, 10, 1000, u32::MAX].map(|asks| wait_after(asks).num_seconds()).to_vec();
        assert_eq!(waits, [2, 2, 4, 300, 300, 300, 300]);
    }

    #[test]
    fn what_takes_days_is_asked_for_hourly_in_the_end() {
        let waits: Vec<i64> =
            [1, 9, 10, 11, 12, 13, u32::MAX].map(|asks| wait_under_way(asks).num_seconds()).to_vec();
        assert_eq!(waits, [2, 300, 600, 1_800, 3_600, 3_600, 3_600]);
    }

    #[test]
    fn who_wakes_asks_at_once_but_for_what_was_never_seen() {
        let schedule = Schedule::default();
        let other = IntentId(Uuid::from_u128(2));
        for asks in 0..9 {
            schedule.asked(INTENT, 1, at(asks), Brought::Nothing);
        }
        schedule.asked(other, 1, at(100), Brought::Unseen);
        schedule.wake(at(110));
        assert_eq!(
            (schedule.of(INTENT, 1, at(110)).next, schedule.of(other, 1, at(110)).next),
            (at(110), at(115))
        );
    }
}
