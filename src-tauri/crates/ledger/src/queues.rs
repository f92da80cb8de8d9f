//! What waits: for a person, for its time, for Antom. Each question walks one index; the plans are pinned by tests.

use crate::column;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use chrono::{DateTime, Utc};
use domain::ids::{IntentId, OrderId, PaymentId};
use money::Money;
use rusqlite::{Params, Row, params};
use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// How many there are of what people watch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Orders on file.
    pub orders: u64,
    /// Intents that wait to leave.
    pub outbox: u64,
    /// Orders whose outcome is being asked for.
    pub checking: u64,
    /// Holds that a person has to capture and whose end has not come.
    pub to_capture: u64,
}

/// Money of one payment that a person has to capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The order.
    pub order: OrderId,
    /// `paymentId`.
    pub payment: PaymentId,
    /// The first moment at which it is too late.
    pub ends_at: DateTime<Utc>,
    /// How much.
    pub amount: Money,
}

/// A capture, cancel or refund in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Its order.
    pub order: OrderId,
    /// It.
    pub intent: IntentId,
    /// When it was decided, where it is open; when it last moved, where it is not.
    pub at: DateTime<Utc>,
}

/// A place in a list of moves. It stays valid whatever is added meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveCursor {
    at: i64,
    intent: IntentId,
}

impl fmt::Display for MoveCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.intent)
    }
}

impl FromStr for MoveCursor {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // An empty id is none, which says all that is wrong.
        let (at, intent) = text.split_once('.').unwrap_or_default();
        let at = at.parse().or_else(|_| Uuid::parse_str("").map(|_| 0))?;
        Ok(Self { at, intent: intent.parse()? })
    }
}

/// One page of moves, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Them.
    pub moves: Vec<Moved>,
    /// Where the next page begins, where there is one.
    pub next: Option<MoveCursor>,
}

/// What was touched since a place in the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// The orders that new facts are about, in the order of their first new fact.
    pub orders: Vec<OrderId>,
    /// Whether there are new facts about accounts, keys or settings.
    pub house: bool,
    /// The number of facts now: what to ask with next time.
    pub facts: u64,
}

pub(crate) const ORDERS: &str = "SELECT coalesce(sum(orders), 0) FROM search_counts";

pub(crate) const OUTBOX: &str = "SELECT count(*) FROM intents INDEXED BY intents_open \
     WHERE open = 1 AND stage IN ('queued', 'released')";

pub(crate) const CHECKING_COUNT: &str =
    "SELECT count(*) FROM orders INDEXED BY orders_checking WHERE word = 'checking'";

pub(crate) const TO_CAPTURE: &str = "SELECT count(*) FROM holds INDEXED BY holds_by_end WHERE ends_at > ?1";

pub(crate) const HOLDS: &str = "SELECT orders.id, holds.payment, holds.ends_at, holds.currency, holds.minor \
     FROM holds INDEXED BY holds_by_end CROSS JOIN orders ON orders.row = holds.order_row \
     WHERE holds.ends_at > ?1 AND holds.ends_at <= ?2 ORDER BY holds.ends_at";

pub(crate) const OPEN_MOVES: &str = "SELECT orders.id, intents.intent, intents.requested_at \
     FROM intents INDEXED BY intents_queue CROSS JOIN orders ON orders.row = intents.order_row \
     WHERE intents.open = 1 AND (intents.requested_at, intents.intent) < (?1, ?2) \
     ORDER BY intents.requested_at DESC, intents.intent DESC LIMIT ?3";

pub(crate) const DONE_MOVES: &str = "SELECT orders.id, intents.intent, intents.moved_at \
     FROM intents INDEXED BY intents_done CROSS JOIN orders ON orders.row = intents.order_row \
     WHERE intents.open = 0 AND (intents.moved_at, intents.intent) < (?1, ?2) \
     ORDER BY intents.moved_at DESC, intents.intent DESC LIMIT ?3";

/// A card holds money for weeks at the most; what was refused before `?1` holds none any more.
pub(crate) const FAILED_CAPTURES: &str = "SELECT orders.id \
     FROM intents INDEXED BY intents_done \
     CROSS JOIN holds ON holds.order_row = intents.order_row \
     CROSS JOIN orders ON orders.row = intents.order_row \
     WHERE intents.open = 0 AND intents.moved_at > ?1 AND intents.verb = 'Capture' AND intents.stage = 'refused' \
     ORDER BY intents.moved_at";

pub(crate) const MARKED: &str = "SELECT id FROM orders WHERE marked = 1 ORDER BY row";

pub(crate) const CHECKING: &str = "SELECT id FROM orders WHERE word = 'checking' ORDER BY row";

pub(crate) const LINKS_ENDING: &str = "SELECT id FROM orders INDEXED BY orders_live \
     WHERE live_until > ?1 AND live_until <= ?2 ORDER BY live_until";

pub(crate) const CAPTURING: &str = "SELECT id FROM orders INDEXED BY orders_capturing \
     WHERE capturing_since <= ?1 ORDER BY capturing_since";

pub(crate) const TOUCHED: &str = "SELECT order_id FROM journal WHERE seq > ?1 ORDER BY seq";

pub(crate) const FIRST_OPENED: &str = "SELECT first_opened FROM search_blocks ORDER BY first_opened LIMIT 1";

/// Behind every intent's id.
const PAST_EVERY_ID: [u8; 17] = [0xff; 17];

impl Ledger {
    /// How many there are of what people watch, as of `now`.
    ///
    /// # Errors
    /// What the database says.
    pub fn figures(&self, now: DateTime<Utc>) -> Result<Figures, LedgerError> {
        let _moment = self.conn.unchecked_transaction()?;
        Ok(Figures {
            orders: self.number(ORDERS, [])?,
            outbox: self.number(OUTBOX, [])?,
            checking: self.number(CHECKING_COUNT, [])?,
            to_capture: self.number(TO_CAPTURE, [column::millis(now)])?,
        })
    }

    /// Holds that a person has to capture, or had to before they lapsed, and whose end lies after one moment and not after
    /// another, soonest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn holds(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Held>, LedgerError> {
        self.list(HOLDS, params![column::millis(after), column::millis(until)], |row| {
            Ok(Held {
                order: order_id(row)?,
                payment: PaymentId(row.get(1)?),
                ends_at: column::moment(row, 2)?,
                amount: column::money(row, 3, 4)?,
            })
        })
    }

    /// One page of captures, cancels and refunds, newest first: those that are open by when they were decided, the
    /// others by when they last moved.
    ///
    /// # Errors
    /// What the database says.
    pub fn moves(&self, open: bool, limit: usize, after: Option<MoveCursor>) -> Result<Moves, LedgerError> {
        let sql = if open { OPEN_MOVES } else { DONE_MOVES };
        let below = after.map_or(i64::MAX, |cursor| cursor.at);
        let intent = after.map_or(PAST_EVERY_ID.to_vec(), |cursor| cursor.intent.0.as_bytes().to_vec());
        // One more than the page holds tells that there is a next one.
        let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut moves = self.list(sql, params![below, intent, more], |row| {
            Ok(Moved {
                order: order_id(row)?,
                intent: IntentId(column::uuid(row, 1)?),
                at: column::moment(row, 2)?,
            })
        })?;
        let is_more = moves.len() > limit;
        moves.truncate(limit);
        let last = moves.last().filter(|_| is_more);
        let next = last.map(|last| MoveCursor { at: column::millis(last.at), intent: last.intent });
        Ok(Moves { moves, next })
    }

    /// Orders with money that a person has to capture, and with a capture that Antom refused after a moment. Whether that
    /// was the last word on the hold, the order says.
    ///
    /// # Errors
    /// What the database says.
    pub fn failed_captures(&self, since: DateTime<Utc>) -> Result<Vec<OrderId>, LedgerError> {
        let mut orders = self.list(FAILED_CAPTURES, [column::millis(since)], order_id)?;
        orders.sort();
        orders.dedup();
        Ok(orders)
    }

    /// Orders that a person may have to look at whatever the time is: paid twice, disputed, paid although they were
    /// closed, or with something that Antom has yet to return. Oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn marked(&self) -> Result<Vec<OrderId>, LedgerError> {
        self.list(MARKED, [], order_id)
    }

    /// Orders whose outcome is being asked for, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn checking(&self) -> Result<Vec<OrderId>, LedgerError> {
        self.list(CHECKING, [], order_id)
    }

    /// Orders whose longest link ends after one moment and not after another, soonest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn links_ending(
        &self,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<OrderId>, LedgerError> {
        self.list(LINKS_ENDING, params![column::millis(after), column::millis(until)], order_id)
    }

    /// Orders whose money Antom has been expected to capture since a moment or longer, longest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn capturing_since(&self, moment: DateTime<Utc>) -> Result<Vec<OrderId>, LedgerError> {
        self.list(CAPTURING, [column::millis(moment)], order_id)
    }

    /// What was touched since there were so many facts, by this process or any other.
    ///
    /// # Errors
    /// What the database says.
    pub fn touched_since(&self, facts: u64) -> Result<Touched, LedgerError> {
        let _moment = self.conn.unchecked_transaction()?;
        let mut touched = Touched { facts: crate::ledger::fact_count(&self.conn)?, ..Touched::default() };
        if touched.facts <= facts {
            return Ok(touched);
        }
        let seq = column::signed(facts, "the number of facts")?;
        let mut seen = HashSet::new();
        for order in self.list(TOUCHED, [seq], |row| column::uuid_or_none(row, 0))? {
            match order.map(OrderId) {
                None => touched.house = true,
                Some(order) if seen.insert(order) => touched.orders.push(order),
                Some(_) => {}
            }
        }
        Ok(touched)
    }

    /// When the oldest order was opened.
    ///
    /// # Errors
    /// What the database says.
    pub fn first_opened(&self) -> Result<Option<DateTime<Utc>>, LedgerError> {
        Ok(self.list(FIRST_OPENED, [], |row| column::moment(row, 0))?.into_iter().next())
    }

    fn number(&self, sql: &str, values: impl Params) -> Result<u64, LedgerError> {
        Ok(self.conn.prepare_cached(sql)?.query_row(values, |row| column::unsigned(row, 0))?)
    }

    fn list<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn order_id(row: &Row<'_>) -> rusqlite::Result<OrderId> {
    column::uuid(row, 0).map(OrderId)
}
