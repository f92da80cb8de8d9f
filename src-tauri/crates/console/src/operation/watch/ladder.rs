//! How long an order is left alone between two questions about it, as pure functions of what is known of it. Antom's own
//! figure is every two seconds while somebody waits (api.md section 5); it publishes no limit, so everything nobody
//! waits for is asked about as seldom as its news can bear.

use chrono::{DateTime, TimeDelta, Utc};
use domain::windows::{PROOF_DELAY, later};
use ledger::OpenOrder;
use serde::Serialize;

/// How long an order counts as just moved: a caller may be on the phone, a buyer on the page.
const JUST_MOVED: TimeDelta = TimeDelta::minutes(10);
/// How long a checkout can still bring news after its order last moved: an hour of life, the minutes until it is proven
/// dead, and some.
const CHECKOUT: TimeDelta = TimeDelta::hours(2);

/// Why an order is asked about as often as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Rung {
    /// Somebody looks at it.
    LookedAt,
    /// It has just moved.
    JustMoved,
    /// Its link can be paid.
    LinkLives,
    /// Its link has ended, and the checkout may still bring something.
    Ending,
    /// It has been quiet for hours.
    Quiet,
    /// It is of a pending kind, which takes days: a bank transfer, a refund under way.
    Pending,
}

impl Rung {
    /// How long it is left alone.
    #[must_use]
    pub const fn every(self) -> TimeDelta {
        match self {
            Self::LookedAt => TimeDelta::seconds(2),
            Self::JustMoved => TimeDelta::seconds(5),
            Self::LinkLives => TimeDelta::seconds(15),
            Self::Ending => TimeDelta::minutes(1),
            Self::Quiet => TimeDelta::minutes(10),
            Self::Pending => TimeDelta::hours(1),
        }
    }
}

/// The rung an order stands on.
pub(super) fn rung_of(order: &OpenOrder, looked_at: bool, now: DateTime<Utc>) -> Rung {
    let quiet_for = now.signed_duration_since(order.moved_at);
    // What was decided about money that is there has questions of its own; the order is no news to hurry for.
    let on_its_way = matches!(order.word.as_str(), "draft" | "waiting" | "failed" | "authorised");
    if looked_at {
        Rung::LookedAt
    } else if quiet_for < JUST_MOVED && on_its_way {
        Rung::JustMoved
    } else if order.live_until.is_some_and(|end| end > now) {
        Rung::LinkLives
    } else if quiet_for < CHECKOUT {
        Rung::Ending
    } else if quiet_for < TimeDelta::days(1) {
        Rung::Quiet
    } else {
        Rung::Pending
    }
}

/// How long an order is still left alone; nothing where it is due. `asked_ago` is none where it was not asked about yet.
///
/// There are moments at which an answer must say more than the one before: the end of the link, the moment from which
/// its silence is proof, the end of the hold. An order asked about before such a moment is due at it.
pub(super) fn wait_of(
    order: &OpenOrder,
    rung: Rung,
    asked_ago: Option<TimeDelta>,
    now: DateTime<Utc>,
) -> TimeDelta {
    let Some(ago) = asked_ago.map(|ago| ago.max(TimeDelta::zero())) else { return TimeDelta::zero() };
    let by_rung = rung.every().checked_sub(&ago).unwrap_or_default();
    let proof = order.live_until.map(|end| later(end, PROOF_DELAY));
    let telling = [order.live_until, proof, order.hold_ends_at];
    let ahead = telling.into_iter().flatten().map(|moment| moment.signed_duration_since(now));
    // A moment that had come when it was last asked about has told all it had to tell.
    let asked_before =
        |until: &TimeDelta| ago.checked_add(until).is_some_and(|since| since > TimeDelta::zero());
    ahead.filter(asked_before).fold(by_rung, TimeDelta::min).max(TimeDelta::zero())
}

/// What is over first about an order, where something is yet to end.
pub(super) fn expires_at(order: &OpenOrder, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    [order.live_until, order.hold_ends_at].into_iter().flatten().filter(|end| *end > now).min()
}
