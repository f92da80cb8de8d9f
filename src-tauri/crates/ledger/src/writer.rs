//! Writing, inside one transaction.

use crate::column;
use crate::error::LedgerError;
use crate::ledger::{Head, fact_count, restored_from};
use crate::lookup::{self, ScriptUse};
use crate::project;
use crate::side::{self, Side, SideRow};
use crate::stored::{self, StoredFact};
use crate::{canonical, claim};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Account;
use domain::digest::Digest;
use domain::fact::{Actor, Body, Fact};
use domain::ids::{DeviceId, FactId, IntentId, OrderId, SenderId};
use domain::order::Order;
use domain::people::People;
use domain::profiles::correction::Corrections;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A fact about to be appended. The ledger adds its place in the chain and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// Its id, new.
    pub id: FactId,
    /// When it happened. It is kept to whole milliseconds and, where the clock went back, moved up to the moment of
    /// the fact before it.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// Who approved.
    pub approver: Option<Actor>,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// What happened.
    pub body: Body,
}

/// The open transaction of [`crate::Ledger::transact`]: nobody else writes until it ends, and what it reads stays true.
pub struct Writer<'a> {
    conn: &'a Connection,
    device: DeviceId,
    /// Orders whose side rows changed after they were last projected.
    stale: BTreeSet<OrderId>,
    /// The people as they stood after the house's fact of this number.
    people: Option<(i64, People)>,
}

/// The end of a device's chain.
struct Tip {
    device_seq: u64,
    hash: Option<Digest>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(conn: &'a Connection, device: DeviceId, people: Option<(i64, People)>) -> Self {
        Self { conn, device, stale: BTreeSet::new(), people }
    }

    /// The people who were known before, and after which fact of the house.
    pub(crate) const fn people_before(&self) -> Option<&(i64, People)> {
        self.people.as_ref()
    }

    pub(crate) const fn connection(&self) -> &'a Connection {
        self.conn
    }

    /// The number of facts as they stand in this transaction.
    ///
    /// # Errors
    /// What the database says.
    pub fn facts(&self) -> Result<u64, LedgerError> {
        fact_count(self.conn)
    }

    /// The order folded from its facts as they stand in this transaction.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] where a newer version wrote to the order, [`LedgerError::Fold`] where its facts make
    /// no order, or what the database says.
    pub fn order(&self, order: OrderId) -> Result<Option<Order>, LedgerError> {
        order_of(self.conn, order)
    }

    /// The facts of an order in the order of arrival.
    ///
    /// # Errors
    /// As [`Writer::order`].
    pub fn facts_of(&self, order: OrderId) -> Result<Vec<Fact>, LedgerError> {
        stored::decode_all(&stored::of_order(self.conn, order)?)
    }

    /// Orders known by exactly this text; see [`crate::Ledger::find`].
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&self, text: &str) -> Result<Vec<OrderId>, LedgerError> {
        lookup::find(self.conn, text)
    }

    /// Orders whose number is this one in whatever capitals; see [`crate::Ledger::find_alike`].
    ///
    /// # Errors
    /// What the database says.
    pub fn find_alike(&self, text: &str) -> Result<Vec<OrderId>, LedgerError> {
        lookup::alike(self.conn, text)
    }

    /// See [`crate::Ledger::restored_from`].
    ///
    /// # Errors
    /// What the database says.
    pub fn restored_from(&self) -> Result<Option<Head>, LedgerError> {
        restored_from(self.conn, self.device)
    }

    /// The decisions that are not settled, with their orders.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_intents(&self) -> Result<Vec<(OrderId, IntentId)>, LedgerError> {
        lookup::open_intents(self.conn)
    }

    /// The order of an intent.
    ///
    /// # Errors
    /// What the database says.
    pub fn intent(&self, intent: IntentId) -> Result<Option<OrderId>, LedgerError> {
        lookup::intent(self.conn, intent)
    }

    /// What a script's key was used for.
    ///
    /// # Errors
    /// What the database says.
    pub fn script(&self, key: &str) -> Result<Option<ScriptUse>, LedgerError> {
        lookup::script(self.conn, key)
    }

    /// The merchant accounts.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] where a newer version changed them, or what the database says.
    pub fn accounts(&self) -> Result<Vec<Account>, LedgerError> {
        accounts(self.conn)
    }

    /// What admins corrected about payment methods.
    ///
    /// # Errors
    /// As [`Writer::accounts`].
    pub fn corrections(&self) -> Result<Corrections, LedgerError> {
        corrections(self.conn)
    }

    /// The settings.
    ///
    /// # Errors
    /// As [`Writer::accounts`].
    pub fn settings(&self) -> Result<BTreeMap<String, String>, LedgerError> {
        settings(self.conn)
    }

    /// Bytes of a side table.
    ///
    /// # Errors
    /// [`LedgerError::SideDamaged`] where they are not what they were, or what the database says.
    pub fn side(&self, digest: Digest) -> Result<Option<Side>, LedgerError> {
        side::get(self.conn, digest)
    }

    /// Appends one fact to this device's chain and brings the projections of its order along. A refused fact leaves
    /// nothing behind, also where the caller goes on.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`] on an order that a newer version wrote to, [`LedgerError::Fold`] where the fact does
    /// not fit its order, [`LedgerError::DuplicateFact`], [`LedgerError::ScriptKeyUsed`], or what the database says.
    pub fn append(&mut self, new: NewFact) -> Result<Fact, LedgerError> {
        self.undoing(|writer| {
            let fact = writer.chain(new)?;
            if let Some(order) = fact.order {
                writer.refresh(order)?;
            }
            Ok(fact)
        })
    }

    /// Appends many facts, all or none, and brings the projections of each order along once. Orders may be mixed.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_all(&mut self, new: impl IntoIterator<Item = NewFact>) -> Result<Vec<Fact>, LedgerError> {
        self.undoing(|writer| {
            let mut facts = Vec::new();
            let mut touched = BTreeSet::new();
            for new in new {
                touched.extend(new.order);
                facts.push(writer.chain(new)?);
            }
            for order in touched {
                writer.refresh(order)?;
            }
            Ok(facts)
        })
    }

    /// Puts bytes into the side table and gives the digest for the fact that speaks of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn put_side(&mut self, row: SideRow<'_>) -> Result<Digest, LedgerError> {
        self.stale.extend(row.order);
        side::put(self.conn, &row)
    }

    /// Takes an intent for a sender, or takes it over, and gives the fencing number to send under.
    ///
    /// # Errors
    /// What the database says.
    pub fn claim(&mut self, intent: IntentId, sender: SenderId) -> Result<u64, LedgerError> {
        claim::take(self.conn, intent, sender)
    }

    /// Who holds an intent, and under which fencing number.
    ///
    /// # Errors
    /// What the database says.
    pub fn holder(&self, intent: IntentId) -> Result<Option<(SenderId, u64)>, LedgerError> {
        claim::holder(self.conn, intent)
    }

    /// Deletes every side row of an order and says how many there were. The caller appends `BuyerForgotten` in the
    /// same transaction; from then on `verify` does not miss the rows.
    ///
    /// # Errors
    /// What the database says.
    pub fn forget(&mut self, order: OrderId) -> Result<usize, LedgerError> {
        self.stale.insert(order);
        side::forget(self.conn, order)
    }

    /// Projects the orders whose side rows changed and that no later fact projected.
    pub(crate) fn settle(&mut self) -> Result<(), LedgerError> {
        for order in std::mem::take(&mut self.stale) {
            project_order(self.conn, order)?;
        }
        Ok(())
    }

    /// Runs a step whose writes are all undone where it fails.
    fn undoing<T>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        self.conn.execute_batch("SAVEPOINT step")?;
        let result = step(self);
        match &result {
            Ok(_) => self.conn.execute_batch("RELEASE step")?,
            Err(_) => self.conn.execute_batch("ROLLBACK TO step; RELEASE step")?,
        }
        result
    }

    /// Brings the projections of an order along with a fact just chained. A newer version's facts may change what is
    /// allowed: nothing is written on an order that is half understood, and the step is undone.
    fn refresh(&mut self, order: OrderId) -> Result<(), LedgerError> {
        let stored = stored::of_order(self.conn, order)?;
        match project::project(self.conn, &stored)? {
            Some(projection) if !projection.is_half_understood() => project::save(self.conn, &projection)?,
            _ => stored::decode_all(&stored).map(drop)?,
        }
        self.stale.remove(&order);
        Ok(())
    }

    /// Puts a fact at the end of this device's chain.
    fn chain(&self, new: NewFact) -> Result<Fact, LedgerError> {
        if self.knows_fact(new.id)? {
            return Err(LedgerError::DuplicateFact { id: new.id });
        }
        let tip = self.tip()?;
        let at = DateTime::from_timestamp_millis(new.at.timestamp_millis())
            .ok_or(LedgerError::OutOfRange { what: "the moment of a fact" })?;
        let mut row = StoredFact {
            seq: self.next_seq()?,
            id: new.id,
            device: self.device,
            device_seq: tip
                .device_seq
                .checked_add(1)
                .ok_or(LedgerError::OutOfRange { what: "the number of facts" })?,
            previous: tip.hash,
            at: self.not_before_what_is_known(at)?,
            actor: serde_json::to_string(&new.actor)?,
            approver: new.approver.as_ref().map(serde_json::to_string).transpose()?,
            order: new.order,
            kind: new.body.name(),
            body: stored::encode_body(&new.body)?,
            hash: Digest([0; 32]),
        };
        row.hash = canonical::hash(&row);
        row.insert(self.conn)?;
        enter_script(self.conn, &row, &new.body)?;
        Ok(Fact {
            id: row.id,
            device: row.device,
            device_seq: row.device_seq,
            previous: row.previous,
            at: row.at,
            actor: new.actor,
            approver: new.approver,
            order: row.order,
            body: new.body,
            hash: row.hash,
        })
    }

    fn knows_fact(&self, id: FactId) -> Result<bool, LedgerError> {
        Ok(self
            .conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM journal WHERE id = ?1)")?
            .query_row([id.0.as_bytes()], |row| row.get(0))?)
    }

    fn next_seq(&self) -> Result<i64, LedgerError> {
        let last: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
            .query_row([], |row| row.get(0))?;
        last.checked_add(1).ok_or(LedgerError::OutOfRange { what: "the number of facts" })
    }

    fn tip(&self) -> Result<Tip, LedgerError> {
        let tip = self
            .conn
            .prepare_cached(
                "SELECT device_seq, hash FROM journal WHERE device = ?1 ORDER BY device_seq DESC LIMIT 1",
            )?
            .query_row([self.device.0.as_bytes()], |row| {
                Ok(Tip { device_seq: column::unsigned(row, 0)?, hash: Some(column::digest(row, 1)?) })
            })
            .optional()?;
        Ok(tip.unwrap_or(Tip { device_seq: 0, hash: None }))
    }

    /// The moment of a fact: never before a fact that is here already, and after one of another device, because facts
    /// count in the order of their moments. A clock that goes back, or the slower clock of the computer a backup was
    /// restored on, would otherwise put a key before the account it was added to.
    fn not_before_what_is_known(&self, at: DateTime<Utc>) -> Result<DateTime<Utc>, LedgerError> {
        let last = self
            .conn
            .prepare_cached("SELECT at, device FROM journal ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((column::moment(row, 0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let Some((last, device)) = last else { return Ok(at) };
        if device == self.device.0.as_bytes() {
            return Ok(last.max(at));
        }
        let after = last
            .checked_add_signed(TimeDelta::milliseconds(1))
            .ok_or(LedgerError::OutOfRange { what: "the moment of a fact" })?;
        Ok(after.max(at))
    }
}

/// Projects one order from the journal as it stands.
pub(crate) fn project_order(conn: &Connection, order: OrderId) -> Result<(), LedgerError> {
    match project::project(conn, &stored::of_order(conn, order)?)? {
        Some(projection) => project::save(conn, &projection),
        None => Ok(()),
    }
}

/// Enters a script's key, or refuses a fact whose key was used before.
fn enter_script(conn: &Connection, row: &StoredFact, body: &Body) -> Result<(), LedgerError> {
    let (Some(line), Some(order)) = (project::script_line(row.seq, body), row.order) else { return Ok(()) };
    let order_row: Option<i64> = conn
        .prepare_cached("SELECT min(seq) FROM journal WHERE order_id = ?1")?
        .query_row([order.0.as_bytes()], |row| row.get(0))?;
    if project::save_script(conn, order_row.unwrap_or(row.seq), &line)? {
        return Ok(());
    }
    let first = lookup::script(conn, &line.key)?.map_or(order, |used| used.order);
    Err(LedgerError::ScriptKeyUsed { key: line.key, order: first })
}

/// An order as the rules see it: under the corrections that stand. Lists are projected by the table alone, so that a
/// projection follows from the facts of its own order.
pub(crate) fn order_of(conn: &Connection, order: OrderId) -> Result<Option<Order>, LedgerError> {
    let facts = stored::decode_all(&stored::of_order(conn, order)?)?;
    if facts.is_empty() {
        return Ok(None);
    }
    let folded = domain::fold::fold(&facts).map_err(|why| LedgerError::Fold { order, why })?;
    Ok(Some(folded.corrected(&corrections(conn)?)))
}

/// What admins corrected about payment methods.
pub(crate) fn corrections(conn: &Connection) -> Result<Corrections, LedgerError> {
    Ok(Corrections::fold(&stored::decode_all(&stored::of_kind(conn, "MethodProfileChanged")?)?))
}

pub(crate) fn accounts(conn: &Connection) -> Result<Vec<Account>, LedgerError> {
    Ok(domain::fold::fold_accounts(&stored::decode_all(&stored::of_house(conn)?)?))
}

pub(crate) fn settings(conn: &Connection) -> Result<BTreeMap<String, String>, LedgerError> {
    Ok(domain::fold::fold_settings(&stored::decode_all(&stored::of_house(conn)?)?))
}
