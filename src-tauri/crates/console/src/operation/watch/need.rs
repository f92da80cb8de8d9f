//! What is open, what would soonest be too late first. It leaves even while the line rests: a cancel that waits for its
//! turn until its window has closed costs the merchant a refund's fee.

use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{IntentId, OrderId};
use domain::intent::{Intent, Stage};
use domain::order::Order;
use domain::rules::decide_again;
use ledger::Ledger;

/// How long before it would be too late nothing waits for the line any more.
const PRESSING: TimeDelta = TimeDelta::minutes(5);

/// Something that was decided and is not settled.
pub(super) struct Open {
    pub order: OrderId,
    pub intent: IntentId,
    /// When it leaves; none for what left before, and for what waits for a person.
    pub leaves: Option<DateTime<Utc>>,
    /// From when it would be too late; none where it never is, and for what left before.
    too_late: Option<DateTime<Utc>>,
    presses: bool,
}

impl Open {
    /// Whether it goes although the line rests.
    pub fn presses(&self, now: DateTime<Utc>) -> bool {
        self.presses && self.leaves.is_some_and(|leaves| leaves <= now)
    }

    /// When it has to be looked at, however long the line rests.
    pub fn pressing_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.leaves.filter(|leaves| self.presses && *leaves > now)
    }
}

impl Console {
    /// Everything that is open. One order that cannot be read does not hide the others: it comes last, and is told when
    /// it is moved.
    pub(super) fn open_by_need(&self) -> Result<Vec<Open>, ConsoleError> {
        let mut all: Vec<Open> = self
            .read(Ledger::open_intents)?
            .into_iter()
            .map(|(order, id)| match self.find_intent(&id) {
                Ok((known, intent)) => self.as_open(&known, &intent),
                Err(_) => Open { order, intent: id, leaves: None, too_late: None, presses: false },
            })
            .collect();
        all.sort_by_key(|open| open.too_late.unwrap_or(DateTime::<Utc>::MAX_UTC));
        Ok(all)
    }

    fn as_open(&self, order: &Order, intent: &Intent) -> Open {
        let waits = matches!(intent.stage, Stage::Queued | Stage::Released);
        let leaves = if waits { self.next_move(intent) } else { None };
        let now = self.prudent_now();
        let permit = leaves.and_then(|_| decide_again(order, &intent.id, now).permitted());
        let too_late = permit.and_then(|permit| permit.leave_before);
        let presses = too_late.is_some_and(|end| end.signed_duration_since(now) <= PRESSING);
        Open { order: order.id, intent: intent.id, leaves, too_late, presses }
    }
}
