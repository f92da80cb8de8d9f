//! One ledger, opened.

use crate::column;
use crate::error::LedgerError;
use crate::identity::Identity;
use crate::key::LedgerKey;
use crate::lookup::{self, OpenOrder, ScriptUse};
use crate::row::{self, OrderRow};
use crate::search;
use crate::side::{self, Side};
use crate::stored::{self, StoredFact};
use crate::writer::{self, Writer};
use chrono::{DateTime, Utc};
use domain::account::{Account, Environment};
use domain::digest::Digest;
use domain::fact::Fact;
use domain::ids::{DeviceId, IntentId, OrderId};
use domain::order::Order;
use domain::people::People;
use domain::profiles::correction::Corrections;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// One connection to one encrypted ledger.
///
/// It may move between threads and is used by one at a time; open several for several threads. Several processes may
/// have the same ledger open: writers take turns, readers see the last committed state.
pub struct Ledger {
    pub(crate) conn: Connection,
    pub(crate) dir: PathBuf,
    pub(crate) key: LedgerKey,
    pub(crate) identity: Identity,
    pub(crate) device: DeviceId,
    /// The people, as they stood after the house's fact of this number: every call asks who may do what.
    pub(crate) people: RefCell<Option<(i64, People)>>,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("dir", &self.dir)
            .field("ledger", &self.identity.ledger)
            .finish_non_exhaustive()
    }
}

/// The end of one device's chain, with the number of facts of the whole ledger at that moment. Kept elsewhere (in the
/// keychain), it is a checkpoint: a ledger that no longer contains it was cut or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose chain.
    pub device: DeviceId,
    /// The number of facts on that chain; 0 where it is empty.
    pub seq: u64,
    /// The hash of its last fact.
    pub hash: Option<Digest>,
    /// The number of facts in the ledger, of all devices.
    pub facts: u64,
}

impl Ledger {
    /// The desk this copy belongs to.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The ledger's id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.identity.ledger
    }

    /// The one world it belongs to.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.identity.environment
    }

    /// The directory it lies in.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Does work in one transaction that excludes every other writer, of this process and of others. What it wrote is
    /// on disk when this returns `Ok`; where the work fails or panics, nothing of it remains.
    ///
    /// # Errors
    /// What the work says; [`LedgerError::Busy`] where another process writes for longer than five seconds;
    /// [`LedgerError::ReadOnly`]; or what the database says.
    pub fn transact<T, E: From<LedgerError>>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let people = self.people.get_mut().clone();
        let transaction =
            self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(LedgerError::from)?;
        let mut writer = Writer::new(&transaction, self.device, people);
        let value = work(&mut writer)?;
        writer.settle()?;
        transaction.commit().map_err(LedgerError::from)?;
        Ok(value)
    }

    /// Removes from the file what deleted rows may have left in it: the search index is merged without them and the
    /// write-ahead log is folded in and emptied. Call it after forgetting a buyer; it takes seconds at a million orders.
    ///
    /// # Errors
    /// [`LedgerError::Busy`] while others write, or what the database says.
    pub fn sweep(&mut self) -> Result<(), LedgerError> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        search::index::tidy(&transaction)?;
        transaction.commit()?;
        let busy: bool = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(LedgerError::Busy) } else { Ok(()) }
    }

    /// An order, folded from its facts.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] where a newer version wrote to it, [`LedgerError::Fold`], or what the database says.
    pub fn order(&self, order: OrderId) -> Result<Option<Order>, LedgerError> {
        writer::order_of(&self.conn, order)
    }

    /// Every order that has facts, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn order_ids(&self) -> Result<Vec<OrderId>, LedgerError> {
        let mut ids = Vec::new();
        crate::replay::each_order(&self.conn, |id| {
            ids.push(id);
            Ok(())
        })?;
        Ok(ids)
    }

    /// The facts of an order in the order of arrival.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] where a newer version wrote one of them, or what the database says.
    pub fn facts_of(&self, order: OrderId) -> Result<Vec<Fact>, LedgerError> {
        stored::decode_all(&stored::of_order(&self.conn, order)?)
    }

    /// The facts of an order word for word, also those that only a newer version can read.
    ///
    /// # Errors
    /// What the database says.
    pub fn stored_facts_of(&self, order: OrderId) -> Result<Vec<StoredFact>, LedgerError> {
        stored::of_order(&self.conn, order)
    }

    /// The facts that are about no order (accounts, keys, settings, backups) in the order of arrival.
    ///
    /// # Errors
    /// As [`Ledger::facts_of`].
    pub fn house_facts(&self) -> Result<Vec<Fact>, LedgerError> {
        stored::decode_all(&stored::of_house(&self.conn)?)
    }

    /// Orders known by exactly this text, newest first: an order number, an order's id, `paymentRequestId`,
    /// `paymentId`, `captureRequestId`, `refundRequestId`, `captureId`, `refundId`, `paymentSessionId`, a dispute's id.
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&self, text: &str) -> Result<Vec<OrderId>, LedgerError> {
        lookup::find(&self.conn, text)
    }

    /// As [`Ledger::find`], and orders whose number differs from the text in capitals only.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_alike(&self, text: &str) -> Result<Vec<OrderId>, LedgerError> {
        lookup::alike(&self.conn, text)
    }

    /// Orders that were made in the place of this one, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn made_in_place_of(&self, order: OrderId) -> Result<Vec<OrderId>, LedgerError> {
        lookup::in_place_of(&self.conn, order)
    }

    /// The order of an intent.
    ///
    /// # Errors
    /// What the database says.
    pub fn intent(&self, intent: IntentId) -> Result<Option<OrderId>, LedgerError> {
        lookup::intent(&self.conn, intent)
    }

    /// Bytes of a side table; `None` where there are none, or they were forgotten.
    ///
    /// # Errors
    /// [`LedgerError::SideDamaged`] where they are not what they were, or what the database says.
    pub fn side(&self, digest: Digest) -> Result<Option<Side>, LedgerError> {
        side::get(&self.conn, digest)
    }

    /// The merchant accounts.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] where a newer version changed them, or what the database says.
    pub fn accounts(&self) -> Result<Vec<Account>, LedgerError> {
        writer::accounts(&self.conn)
    }

    /// What admins corrected about payment methods.
    ///
    /// # Errors
    /// As [`Ledger::accounts`].
    pub fn corrections(&self) -> Result<Corrections, LedgerError> {
        writer::corrections(&self.conn)
    }

    /// The settings.
    ///
    /// # Errors
    /// As [`Ledger::accounts`].
    pub fn settings(&self) -> Result<BTreeMap<String, String>, LedgerError> {
        writer::settings(&self.conn)
    }

    /// Orders with anything unsettled, newest first: what the watcher asks about.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_orders(&self) -> Result<Vec<OpenOrder>, LedgerError> {
        lookup::open_orders(&self.conn)
    }

    /// Authorised orders whose hold ends at or before a moment, soonest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn ending_holds(&self, before: DateTime<Utc>) -> Result<Vec<OpenOrder>, LedgerError> {
        lookup::ending_holds(&self.conn, before)
    }

    /// Intents that can still move money, or may have, oldest order first.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_intents(&self) -> Result<Vec<(OrderId, IntentId)>, LedgerError> {
        lookup::open_intents(&self.conn)
    }

    /// What a script's key was used for.
    ///
    /// # Errors
    /// What the database says.
    pub fn script(&self, key: &str) -> Result<Option<ScriptUse>, LedgerError> {
        lookup::script(&self.conn, key)
    }

    /// Orders that match a query, newest first, one page of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn search(
        &self,
        query: &search::Query,
        page: search::Page,
        now: DateTime<Utc>,
    ) -> Result<search::Found, LedgerError> {
        search::run::run(&self.conn, query, page, now)
    }

    /// How many orders match a query, and what they hold.
    ///
    /// # Errors
    /// What the database says.
    pub fn tally(&self, query: &search::Query, now: DateTime<Utc>) -> Result<search::Tally, LedgerError> {
        search::tally::tally(&self.conn, query, now)
    }

    /// The line of one order in lists, as of `now`.
    ///
    /// # Errors
    /// What the database says.
    pub fn summary(&self, order: OrderId, now: DateTime<Utc>) -> Result<Option<OrderRow>, LedgerError> {
        let found = self
            .conn
            .prepare_cached(&format!("SELECT {} FROM orders WHERE id = ?1", row::COLUMNS))?
            .query_row([order.0.as_bytes()], |found| row::read(found, now))
            .optional()?;
        Ok(found)
    }

    /// The end of this device's chain.
    ///
    /// # Errors
    /// What the database says.
    pub fn head(&self) -> Result<Head, LedgerError> {
        head_of(&self.conn, self.device)
    }

    /// The head of the backup that was put in place here, as long as nothing was written after it: this device has a new
    /// id and no fact of its own.
    ///
    /// # Errors
    /// What the database says.
    pub fn restored_from(&self) -> Result<Option<Head>, LedgerError> {
        restored_from(&self.conn, self.device)
    }

    /// Whether a checkpoint lies on a chain of this ledger. Where not, the ledger was cut short, or is another.
    ///
    /// # Errors
    /// What the database says.
    pub fn contains(&self, head: &Head) -> Result<bool, LedgerError> {
        if fact_count(&self.conn)? < head.facts {
            return Ok(false);
        }
        let Some(hash) = head.hash else { return Ok(head.seq == 0) };
        let there = self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM journal WHERE device = ?1 AND device_seq = ?2 AND hash = ?3)",
            )?
            .query_row(
                params![head.device.0.as_bytes(), column::signed(head.seq, "a checkpoint")?, hash.0],
                |row| row.get(0),
            )?;
        Ok(there)
    }

    /// Lets go of the pages that are kept in memory only to answer sooner. The next answers read them again.
    ///
    /// # Errors
    /// What the database says.
    pub fn let_go_of_pages(&self) -> Result<(), LedgerError> {
        Ok(self.conn.execute_batch("PRAGMA shrink_memory")?)
    }

    /// A number that changes when another connection, of this process or another, has committed.
    ///
    /// # Errors
    /// What the database says.
    pub fn changes(&self) -> Result<i64, LedgerError> {
        Ok(self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// See [`Ledger::restored_from`].
pub(crate) fn restored_from(conn: &Connection, own: DeviceId) -> Result<Option<Head>, LedgerError> {
    if head_of(conn, own)?.seq > 0 {
        return Ok(None);
    }
    let last = conn
        .prepare_cached("SELECT device FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| column::uuid(row, 0).map(DeviceId))
        .optional()?;
    last.map(|device| head_of(conn, device)).transpose()
}

/// The end of a device's chain.
pub(crate) fn head_of(conn: &Connection, device: DeviceId) -> Result<Head, LedgerError> {
    let last = conn
        .prepare_cached(
            "SELECT device_seq, hash FROM journal WHERE device = ?1 ORDER BY device_seq DESC LIMIT 1",
        )?
        .query_row([device.0.as_bytes()], |row| Ok((column::unsigned(row, 0)?, column::digest(row, 1)?)))
        .optional()?;
    Ok(Head {
        device,
        seq: last.map_or(0, |(seq, _)| seq),
        hash: last.map(|(_, hash)| hash),
        facts: fact_count(conn)?,
    })
}

/// The number of facts: places of arrival have no gaps, so the last one tells it.
pub(crate) fn fact_count(conn: &Connection) -> Result<u64, LedgerError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
        .query_row([], |row| column::unsigned(row, 0))?)
}
