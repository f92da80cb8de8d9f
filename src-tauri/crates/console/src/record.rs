//! Writing facts: every fact gets its id, its time and its actor here, and every write is one transaction.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::Bytes;
use crate::ports::Ports;
use chrono::{DateTime, Utc};
use domain::account::Account;
use domain::digest::Digest;
use domain::fact::{Actor, Body, Fact};
use domain::ids::{AccountName, FactId, OrderId};
use domain::order::Order;
use domain::outcome::Evidence;
use ledger::{Ledger, LedgerError, NewFact, SideKind, SideRow, Writer};
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

/// Who a fact is written down for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The person at this computer.
    Person,
    /// The program on its own.
    Countersign,
    /// Antom, by a signed answer.
    Antom,
}

/// A writer that knows the time, the ids and the person. Lives as long as one transaction.
pub(crate) struct Pen<'p, 'w, 'l> {
    /// The ledger's own writer, for everything that is not a fact.
    pub writer: &'w mut Writer<'l>,
    /// The moment of everything written in this transaction.
    pub now: DateTime<Utc>,
    ports: &'p Ports,
    directory: &'p Path,
}

/// Room that must be left before anything is decided or leaves: what comes back is written down too, with its raw bytes
/// and every index, and a write-ahead log takes each page once more.
const ROOM_FOR_AN_ANSWER: u64 = 16 * 1024 * 1024;

impl Pen<'_, '_, '_> {
    /// Refuses to begin what could not be written down to its end.
    ///
    /// # Errors
    /// [`LedgerError::DiskFull`].
    pub(crate) fn needs_room(&self) -> Result<(), ConsoleError> {
        match self.ports.disk.room(self.directory) {
            Some(room) if room < ROOM_FOR_AN_ANSWER => Err(LedgerError::DiskFull.into()),
            _ => Ok(()),
        }
    }

    /// Appends one fact.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn append(
        &mut self,
        order: Option<OrderId>,
        by: By,
        body: Body,
    ) -> Result<Fact, ConsoleError> {
        let actor = match by {
            By::Person => self.ports.actor.clone(),
            By::Countersign => Actor::Countersign,
            By::Antom => Actor::Antom,
        };
        let id = FactId(self.ports.ids.uuid());
        Ok(self.writer.append(NewFact { id, at: self.now, actor, approver: None, order, body })?)
    }

    /// Puts bytes into a side table and gives their salted digest.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn side(
        &mut self,
        kind: SideKind,
        order: Option<OrderId>,
        bytes: &[u8],
    ) -> Result<Digest, ConsoleError> {
        let mut salt = [0_u8; 16];
        self.ports.ids.fill(&mut salt);
        Ok(self.writer.put_side(SideRow { kind, order, bytes, salt })?)
    }

    /// Keeps the raw bytes of an answer, so that its signature can be verified again at any time.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn evidence(
        &mut self,
        order: Option<OrderId>,
        bytes: &Bytes,
    ) -> Result<Evidence, ConsoleError> {
        let digest = self.side(SideKind::Evidence, order, &bytes.envelope()?)?;
        Ok(Evidence { digest, verified: bytes.verified, at: bytes.at })
    }

    /// The order as it stands inside this transaction.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub(crate) fn order(&self, order: OrderId) -> Result<Order, ConsoleError> {
        self.writer.order(order)?.ok_or_else(|| ConsoleError::not_found(order.to_string()))
    }

    /// The account as it stands inside this transaction.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] where there is none.
    pub(crate) fn account(&self, name: &AccountName) -> Result<Account, ConsoleError> {
        named(self.writer.accounts()?, name)
    }
}

/// The account of that name.
pub(crate) fn named(accounts: Vec<Account>, name: &AccountName) -> Result<Account, ConsoleError> {
    let known = accounts.iter().map(|account| account.name.to_string()).collect();
    accounts
        .into_iter()
        .find(|account| account.name == *name)
        .ok_or_else(|| ConsoleError::UnknownAccount { name: name.to_string(), known })
}

impl Console {
    /// The ledger. A panic while it was held does not make it unusable: every write is one transaction, which the
    /// database undid.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&Ledger) -> Result<T, LedgerError>,
    ) -> Result<T, ConsoleError> {
        Ok(look(&self.ledger())?)
    }

    /// One transaction: everything `work` writes is on disk when this returns, or nothing is.
    ///
    /// # Errors
    /// What `work` answers, [`ConsoleError::ReadOnly`], or whatever keeps the ledger from writing.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Pen<'_, '_, '_>) -> Result<T, ConsoleError>,
    ) -> Result<T, ConsoleError> {
        self.must_be_sound()?;
        let now = self.now();
        let (ports, directory) = (&self.ports, self.directory.as_path());
        self.ledger().transact(|writer| work(&mut Pen { writer, now, ports, directory }))
    }

    /// The order, folded from its facts.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub(crate) fn order(&self, order: OrderId) -> Result<Order, ConsoleError> {
        self.read(|ledger| ledger.order(order))?.ok_or_else(|| ConsoleError::not_found(order.to_string()))
    }

    /// The account as its facts tell it.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] where there is none.
    pub(crate) fn account_of(&self, name: &AccountName) -> Result<Account, ConsoleError> {
        named(self.read(Ledger::accounts)?, name)
    }
}
