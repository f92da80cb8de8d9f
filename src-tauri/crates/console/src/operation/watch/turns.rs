//! Whose turn it is: when each order was last asked about, who is looked at, and in which order those that are due are
//! asked about. All moments are steady ones, so a clock that was set moves no turn.

use super::ladder::{Rung, expires_at, rung_of, wait_of};
use super::rate::ONE_CALL;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use ledger::OpenOrder;
use std::collections::{HashMap, HashSet};

/// One in so many places goes to the order that is overdue longest, whatever expires before it.
const FOR_THE_LONGEST: usize = 4;

/// What the watcher remembers.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    asked: HashMap<OrderId, DateTime<Utc>>,
    looked_at: Option<OrderId>,
    /// How many were asked about so far.
    served: usize,
}

/// The turn of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub order: OrderId,
    pub reference: String,
    pub rung: Rung,
    /// Nothing where it is due.
    pub wait: TimeDelta,
    /// How long ago it was asked about; none where it never was.
    asked_ago: Option<TimeDelta>,
    pub expires_at: Option<DateTime<Utc>>,
    moved_at: DateTime<Utc>,
}

impl Turns {
    /// An order was asked about, and something came back.
    pub(super) fn asked(&mut self, order: OrderId, steady: DateTime<Utc>) {
        self.asked.insert(order, steady);
        self.served = self.served.wrapping_add(1);
    }

    /// How many were asked about so far.
    pub(super) const fn served(&self) -> usize {
        self.served
    }

    /// Somebody looks at this order from now on, and at no other. True where that is news.
    pub(crate) fn look_at(&mut self, order: Option<OrderId>) -> bool {
        let before = std::mem::replace(&mut self.looked_at, order);
        order.is_some() && before != order
    }

    /// Everything is due: the computer slept, or was away from the network.
    pub(crate) fn forget(&mut self) {
        self.asked.clear();
    }

    /// The turns of these orders, in the order in which they come: what somebody looks at, what expires first, what
    /// moved last; those that are not due yet by the time that is left.
    pub(super) fn of(
        &mut self,
        open: Vec<OpenOrder>,
        now: DateTime<Utc>,
        steady: DateTime<Utc>,
    ) -> Vec<Turn> {
        let known: HashSet<OrderId> = open.iter().map(|order| order.order).collect();
        self.asked.retain(|order, _| known.contains(order));
        let mut turns: Vec<Turn> = open.into_iter().map(|order| self.turn(order, now, steady)).collect();
        turns.sort_by_key(|turn| {
            let last = DateTime::<Utc>::MAX_UTC;
            let seldom = turn.rung != Rung::LookedAt;
            (turn.wait, seldom, turn.expires_at.unwrap_or(last), std::cmp::Reverse(turn.moved_at), turn.order)
        });
        turns
    }

    fn turn(&self, order: OpenOrder, now: DateTime<Utc>, steady: DateTime<Utc>) -> Turn {
        let rung = rung_of(&order, self.looked_at == Some(order.order), now);
        let ago = self.asked.get(&order.order).map(|asked| steady.signed_duration_since(*asked));
        let wait = wait_of(&order, rung, ago, now);
        let expires_at = expires_at(&order, now);
        Turn {
            order: order.order,
            reference: order.reference,
            rung,
            wait,
            asked_ago: ago,
            expires_at,
            moved_at: order.moved_at,
        }
    }
}

impl Turn {
    /// How long past its time it is; the longest of all where it was never asked about. Less than nothing where it is due
    /// because of a moment that came.
    fn overdue(&self) -> TimeDelta {
        self.asked_ago.and_then(|ago| ago.checked_sub(&self.rung.every())).unwrap_or(TimeDelta::MAX)
    }

    /// Whether it comes before others by its right to be asked about early: as long as the line takes to go once through
    /// all that are due, an order uses that right once, so that those which expire first are not asked about again and
    /// again while others never are. What somebody looks at, and a moment that came, keep it.
    fn comes_early(&self, once_through: TimeDelta) -> bool {
        self.rung == Rung::LookedAt
            || self.overdue() < TimeDelta::zero()
            || self.asked_ago.is_none_or(|ago| ago >= once_through)
    }
}

/// As many of those that are due as fit into a batch. Most places go to what comes first; some to what has been overdue
/// longest, so that a shop with many live links does not forget a refund. Which places those are goes by how many were
/// `served` before: a line that is full bears one call of each batch, and it must not always be the same place.
pub(super) fn batch(turns: Vec<Turn>, most: usize, served: usize) -> Vec<Turn> {
    let mut due: Vec<Turn> = turns.into_iter().filter(|turn| turn.wait <= TimeDelta::zero()).collect();
    if due.len() <= most {
        return due;
    }
    let calls = i32::try_from(due.len()).unwrap_or(i32::MAX);
    let once_through = ONE_CALL.checked_mul(calls).unwrap_or(TimeDelta::MAX);
    let places = (0..most).map(|place| served.wrapping_add(place).wrapping_rem(FOR_THE_LONGEST));
    let mut taken = Vec::with_capacity(most);
    for place in places {
        let next = if place == 0 {
            // The first of the longest, which is the one that expires first.
            let longest = due.iter().enumerate().rev().max_by_key(|(_, turn)| turn.overdue());
            longest.map(|(place, _)| place)
        } else {
            due.iter().position(|turn| turn.comes_early(once_through))
        };
        taken.push(due.remove(next.unwrap_or_default()));
    }
    taken
}
