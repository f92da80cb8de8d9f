//! Whose turn it is: when each order was last asked about, who is looked at, and in which order those that are due are
//! asked about. All moments are steady ones, so a clock that was set moves no turn.

use super::ladder::{Rung, expires_at, rung_of, wait_of};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use ledger::OpenOrder;
use std::collections::{HashMap, HashSet};

/// One in so many places of a batch goes to the order that is overdue longest, whatever expires before it.
const FOR_THE_LONGEST: usize = 4;

/// What the watcher remembers.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    asked: HashMap<OrderId, DateTime<Utc>>,
    looked_at: Option<OrderId>,
}

/// The turn of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub order: OrderId,
    pub reference: String,
    pub rung: Rung,
    /// Nothing where it is due.
    pub wait: TimeDelta,
    /// How long past its time it is; the longest of all where it was never asked about.
    overdue: TimeDelta,
    pub expires_at: Option<DateTime<Utc>>,
    moved_at: DateTime<Utc>,
}

impl Turns {
    /// An order was asked about, and something came back.
    pub(super) fn asked(&mut self, order: OrderId, steady: DateTime<Utc>) {
        self.asked.insert(order, steady);
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
        let overdue = ago.and_then(|ago| ago.checked_sub(&rung.every())).unwrap_or(TimeDelta::MAX);
        let expires_at = expires_at(&order, now);
        Turn {
            order: order.order,
            reference: order.reference,
            rung,
            wait,
            overdue,
            expires_at,
            moved_at: order.moved_at,
        }
    }
}

/// As many of those that are due as fit into a batch. Most places go to what comes first; some to what has been overdue
/// longest, so that a shop with many live links does not forget a refund.
pub(super) fn batch(turns: Vec<Turn>, most: usize) -> Vec<Turn> {
    let mut due: Vec<Turn> = turns.into_iter().filter(|turn| turn.wait <= TimeDelta::zero()).collect();
    if due.len() <= most {
        return due;
    }
    let set_aside = most.checked_div(FOR_THE_LONGEST).unwrap_or_default().max(1);
    let mut rest = due.split_off(most.saturating_sub(set_aside));
    rest.sort_by_key(|turn| std::cmp::Reverse(turn.overdue));
    rest.truncate(set_aside);
    due.extend(rest);
    due
}
