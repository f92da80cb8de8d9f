//! Proving that the history is whole: chains, hashes, side tables, projections.

mod end;
mod projections;

use crate::error::LedgerError;
use crate::ledger::{Head, Ledger, head_of};
use crate::names::names;
use crate::stored::{COLUMNS, StoredFact};
use crate::{canonical, project, side};
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use domain::fact::Body;
use domain::ids::{DeviceId, FactId, OrderId};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

names! {
    /// What kind of break was found.
    BreakKind {
        /// A row of the journal cannot be read as a fact at all.
        Unreadable = "unreadable",
        /// A place of arrival is missing: a fact was taken out.
        Gap = "gap",
        /// A fact's hash is not the hash of its content: it was changed.
        Changed = "changed",
        /// A fact does not follow the one before it on its device's chain.
        Unchained = "unchained",
        /// A fact is earlier than the one before it on its device's chain.
        Earlier = "earlier",
        /// Bytes a fact speaks of are missing although nobody was forgotten.
        SideMissing = "side-missing",
        /// Bytes in a side table are not the ones of their digest.
        SideDamaged = "side-damaged",
        /// The facts of an order do not make an order.
        Unfoldable = "unfoldable",
        /// A projection is not what its facts give.
        Projection = "projection",
    }
}

/// One thing that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Break {
    /// What kind.
    pub kind: BreakKind,
    /// The place of arrival of the fact concerned.
    pub seq: Option<i64>,
    /// The fact concerned.
    pub fact: Option<FactId>,
    /// The order concerned.
    pub order: Option<OrderId>,
    /// What is wrong, in a sentence.
    pub what: String,
}

impl std::fmt::Display for Break {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(seq) = self.seq {
            write!(f, "fact {seq}")?;
            if let Some(id) = self.fact {
                write!(f, " ({id})")?;
            }
            f.write_str(": ")?;
        } else if let Some(order) = self.order {
            write!(f, "order {order}: ")?;
        }
        f.write_str(&self.what)
    }
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Facts read.
    pub facts: u64,
    /// Orders folded and compared.
    pub orders: u64,
    /// Side rows whose bytes were hashed.
    pub sides: u64,
    /// Facts that only a newer version can read. Their hashes were checked all the same.
    pub newer: u64,
    /// The end of every device's chain.
    pub heads: Vec<Head>,
    /// Everything that is not as it must be; empty where the history is whole.
    pub breaks: Vec<Break>,
}

impl Verification {
    /// Whether the history is whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.breaks.is_empty()
    }

    /// Whether what is broken are projections only: a replay of the facts mends those.
    #[must_use]
    pub fn a_replay_mends_it(&self) -> bool {
        !self.is_whole() && self.breaks.iter().all(|found| found.kind == BreakKind::Projection)
    }

    /// Turns a history with breaks into an error that names the first.
    pub(crate) fn or_broken(self) -> Result<Self, LedgerError> {
        match self.breaks.first() {
            Some(first) => Err(LedgerError::Broken { first: first.to_string() }),
            None => Ok(self),
        }
    }
}

impl Ledger {
    /// Verifies the whole history: every chain and hash, every side row, and that the projections are what a replay
    /// would give. It reads one consistent state while others go on writing.
    ///
    /// # Errors
    /// What the database says. Breaks are no error; they stand in the result.
    pub fn verify(&self) -> Result<Verification, LedgerError> {
        let reading = self.conn.unchecked_transaction()?;
        let mut verification = verify_journal(&reading)?;
        projections::verify_projections(&reading, &mut verification)?;
        reading.finish()?;
        Ok(verification)
    }

    /// Verifies the journal and the side tables only: what a backup must carry.
    ///
    /// # Errors
    /// As [`Ledger::verify`].
    pub fn verify_chains(&self) -> Result<Verification, LedgerError> {
        let reading = self.conn.unchecked_transaction()?;
        let verification = verify_journal(&reading)?;
        reading.finish()?;
        Ok(verification)
    }

    /// Lets SQLCipher check the authentication code of every page and SQLite the structure of the file, without
    /// looking at what the rows mean.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] with what was found.
    pub fn quick_check(&self) -> Result<(), LedgerError> {
        for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA quick_check(1)"] {
            let mut statement = self.conn.prepare(pragma)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let detail: String = row.get(0)?;
                if detail != "ok" {
                    return Err(LedgerError::Damaged { detail });
                }
            }
        }
        Ok(())
    }
}

/// Where one device's chain stands while the journal is read.
struct Link {
    device_seq: u64,
    hash: Digest,
    at: DateTime<Utc>,
}

/// What is remembered while the journal is read from its first to its last row.
struct Walk {
    verification: Verification,
    chains: BTreeMap<DeviceId, Link>,
    expected: i64,
    /// Orders whose buyers were forgotten: their side rows are missing by right.
    forgotten: BTreeSet<OrderId>,
}

impl Default for Walk {
    fn default() -> Self {
        let (heads, breaks) = (Vec::new(), Vec::new());
        Self {
            verification: Verification { facts: 0, orders: 0, sides: 0, newer: 0, heads, breaks },
            chains: BTreeMap::new(),
            expected: 1,
            forgotten: BTreeSet::new(),
        }
    }
}

pub(crate) fn verify_journal(conn: &Connection) -> Result<Verification, LedgerError> {
    let mut walk = Walk::default();
    let mut statement = conn.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match StoredFact::read(row) {
            Ok(fact) => walk.step(conn, &fact)?,
            Err(error) => walk.unreadable(row.get(0)?, &error),
        }
    }
    let Walk { mut verification, forgotten, chains, .. } = walk;
    // A buyer is forgotten after the facts that speak of the deleted rows.
    let by_right = |found: &Break| found.order.is_some_and(|order| forgotten.contains(&order));
    verification.breaks.retain(|found| found.kind != BreakKind::SideMissing || !by_right(found));
    verify_sides(conn, &mut verification)?;
    for device in chains.keys() {
        verification.heads.push(head_of(conn, *device)?);
    }
    Ok(verification)
}

impl Walk {
    fn found(&mut self, kind: BreakKind, fact: &StoredFact, what: String) {
        let found = Break { kind, seq: Some(fact.seq), fact: Some(fact.id), order: fact.order, what };
        self.verification.breaks.push(found);
    }

    fn unreadable(&mut self, seq: i64, error: &rusqlite::Error) {
        self.place(seq, None);
        self.verification.breaks.push(Break {
            kind: BreakKind::Unreadable,
            seq: Some(seq),
            fact: None,
            order: None,
            what: format!("the row cannot be read as a fact ({error})"),
        });
    }

    /// Places of arrival run from 1 without gaps.
    fn place(&mut self, seq: i64, fact: Option<FactId>) {
        if seq != self.expected {
            let what = format!("place {} of the journal is missing before it", self.expected);
            self.verification.breaks.push(Break {
                kind: BreakKind::Gap,
                seq: Some(seq),
                fact,
                order: None,
                what,
            });
        }
        self.expected = seq.saturating_add(1);
        self.verification.facts = self.verification.facts.saturating_add(1);
    }

    /// In its place, with its own hash, after the one before it.
    fn chained(&mut self, fact: &StoredFact) {
        self.place(fact.seq, Some(fact.id));
        if canonical::hash(fact) != fact.hash {
            self.found(
                BreakKind::Changed,
                fact,
                "its content is not what its hash was taken over".to_owned(),
            );
        }
        self.follow(fact);
    }

    fn step(&mut self, conn: &Connection, fact: &StoredFact) -> Result<(), LedgerError> {
        self.chained(fact);
        match fact.decode() {
            Some(decoded) => {
                if matches!(decoded.body, Body::BuyerForgotten { .. }) {
                    self.forgotten.extend(fact.order);
                }
                if decoded.body.name() != fact.kind {
                    self.found(BreakKind::Changed, fact, format!("it is named {} and is none", fact.kind));
                }
                self.sides(conn, fact, &decoded.body)?;
            }
            None => self.verification.newer = self.verification.newer.saturating_add(1),
        }
        Ok(())
    }

    /// Each fact follows the one before it on the chain of its device.
    fn follow(&mut self, fact: &StoredFact) {
        let last = self.chains.get(&fact.device);
        let number = last.map_or(0, |link| link.device_seq).saturating_add(1);
        let previous = last.map(|link| link.hash);
        let earlier = last.is_some_and(|link| fact.at < link.at);
        if fact.device_seq != number {
            let what =
                format!("it has number {} on its device's chain, expected was {number}", fact.device_seq);
            self.found(BreakKind::Unchained, fact, what);
        } else if fact.previous != previous {
            let what = "it does not name the hash of the fact before it on its device's chain".to_owned();
            self.found(BreakKind::Unchained, fact, what);
        }
        if earlier {
            let what = "it is earlier than the fact before it on its device's chain".to_owned();
            self.found(BreakKind::Earlier, fact, what);
        }
        let link = Link { device_seq: fact.device_seq, hash: fact.hash, at: fact.at };
        self.chains.insert(fact.device, link);
    }

    fn sides(&mut self, conn: &Connection, fact: &StoredFact, body: &Body) -> Result<(), LedgerError> {
        for digest in project::digests_of(body) {
            if !side::is_there(conn, digest)? {
                self.found(
                    BreakKind::SideMissing,
                    fact,
                    format!("the bytes it speaks of ({digest}) are missing"),
                );
            }
        }
        Ok(())
    }
}

fn verify_sides(conn: &Connection, verification: &mut Verification) -> Result<(), LedgerError> {
    let mut statement = conn.prepare("SELECT digest, salt, bytes, order_id FROM side")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        verification.sides = verification.sides.saturating_add(1);
        let digest = crate::column::digest(row, 0)?;
        let salt: [u8; 16] = row.get(1)?;
        if canonical::salted(&salt, row.get_ref(2)?.as_blob().unwrap_or_default()) != digest {
            verification.breaks.push(Break {
                kind: BreakKind::SideDamaged,
                seq: None,
                fact: None,
                order: crate::column::uuid_or_none(row, 3).ok().flatten().map(OrderId),
                what: format!("the stored bytes under {digest} are not the bytes they were"),
            });
        }
    }
    Ok(())
}
