//! How many calls go out: a burst at most, and so many a second in the long run. Antom publishes no limit (api.md section
//! 3.9 has only the answer to too many); this stays far below what a checkout page of a shop would ask.

use chrono::{DateTime, TimeDelta, Utc};
use domain::windows::later;

/// The time one call takes up: five a second.
pub(super) const ONE_CALL: TimeDelta = TimeDelta::milliseconds(200);
/// Calls that may go out at once after a quiet time.
pub(super) const BURST: i32 = 20;

/// The calls that went out, as the moment up to which they take up the line. All moments are steady ones.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    taken_until: Option<DateTime<Utc>>,
}

impl Rate {
    /// A call went out, whoever made it.
    pub(crate) fn spend(&mut self, now: DateTime<Utc>) {
        self.taken_until = Some(later(self.taken(now), ONE_CALL));
    }

    /// How long until the watcher may put a question; nothing where it may now.
    pub(super) fn ready_in(&self, now: DateTime<Utc>) -> TimeDelta {
        let taken = self.taken(now).signed_duration_since(now);
        let over = taken.checked_add(&ONE_CALL).and_then(|next| next.checked_sub(&burst()));
        over.unwrap_or_default().max(TimeDelta::zero())
    }

    /// Never more than a burst ahead: what people called beyond it is forgiven, and so is a clock that went back.
    fn taken(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.taken_until.map_or(now, |until| until.clamp(now, later(now, burst())))
    }
}

fn burst() -> TimeDelta {
    ONE_CALL.checked_mul(BURST).unwrap_or_default()
}
