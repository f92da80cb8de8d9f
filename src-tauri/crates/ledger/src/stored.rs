//! A fact as it stands in the journal, and the way between it and `domain`'s fact.

use crate::column;
use crate::error::LedgerError;
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use domain::fact::{Actor, Body, Fact};
use domain::ids::{DeviceId, FactId, OrderId};
use rusqlite::{Connection, Row, params};
use serde::Deserialize;

/// The version of the body's JSON that this version writes; it stands in each body as `"v"`.
pub(crate) const BODY_VERSION: u32 = 1;

/// One row of the journal, word for word. A body that this version cannot read is kept and shown like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFact {
    /// Its place of arrival in this ledger, from 1 without gaps.
    pub seq: i64,
    /// Its id.
    pub id: FactId,
    /// The desk that appended it.
    pub device: DeviceId,
    /// Its place in that desk's chain.
    pub device_seq: u64,
    /// Hash of the fact before it in that chain.
    pub previous: Option<Digest>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as JSON.
    pub actor: String,
    /// Who approved, as JSON.
    pub approver: Option<String>,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// Its name, such as `RefundQueued`.
    pub kind: String,
    /// Its body as JSON.
    pub body: String,
    /// The hash it carries.
    pub hash: Digest,
}

/// The columns [`StoredFact::read`] expects, in its order.
pub(crate) const COLUMNS: &str =
    "seq, id, device, device_seq, previous, at, actor, approver, order_id, kind, body, hash";

impl StoredFact {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            id: FactId(column::uuid(row, 1)?),
            device: DeviceId(column::uuid(row, 2)?),
            device_seq: column::unsigned(row, 3)?,
            previous: column::digest_or_none(row, 4)?,
            at: column::moment(row, 5)?,
            actor: row.get(6)?,
            approver: row.get(7)?,
            order: column::uuid_or_none(row, 8)?.map(OrderId),
            kind: row.get(9)?,
            body: row.get(10)?,
            hash: column::digest(row, 11)?,
        })
    }

    pub(crate) fn insert(&self, conn: &Connection) -> Result<(), LedgerError> {
        let mut statement = conn.prepare_cached(
            "INSERT INTO journal (seq, id, device, device_seq, previous, at, actor, approver, order_id, kind, body, hash) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        statement.execute(params![
            self.seq,
            self.id.0.as_bytes(),
            self.device.0.as_bytes(),
            column::signed(self.device_seq, "the number of facts")?,
            self.previous.map(|digest| digest.0),
            column::millis(self.at),
            self.actor,
            self.approver,
            self.order.map(|order| *order.0.as_bytes()),
            self.kind,
            self.body,
            self.hash.0,
        ])?;
        Ok(())
    }

    /// The fact, or `None` where this version cannot read its body or actor: it was written by a newer one.
    #[must_use]
    pub fn decode(&self) -> Option<Fact> {
        Some(Fact {
            id: self.id,
            device: self.device,
            device_seq: self.device_seq,
            previous: self.previous,
            at: self.at,
            actor: serde_json::from_str::<Actor>(&self.actor).ok()?,
            approver: match &self.approver {
                Some(text) => Some(serde_json::from_str::<Actor>(text).ok()?),
                None => None,
            },
            order: self.order,
            body: decode_body(&self.body)?,
            hash: self.hash,
        })
    }
}

/// The head of every body this version writes.
const HEAD: &str = r#"{"v":1,"#;

/// A body as the JSON text that is stored and hashed.
pub(crate) fn encode_body(body: &Body) -> Result<String, LedgerError> {
    let text = serde_json::to_string(body)?;
    // A body is an object that begins with its kind, so it always has a first member to put the version before.
    let rest = text.strip_prefix('{').unwrap_or(&text);
    Ok([HEAD, rest].concat())
}

fn decode_body(text: &str) -> Option<Body> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    if !text.starts_with(HEAD) && serde_json::from_str::<Version>(text).ok()?.v != BODY_VERSION {
        return None;
    }
    serde_json::from_str(text).ok()
}

/// Every fact of an order in the order of arrival.
pub(crate) fn of_order(conn: &Connection, order: OrderId) -> Result<Vec<StoredFact>, LedgerError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE order_id = ?1 ORDER BY seq"))?;
    let rows = statement.query_map([order.0.as_bytes()], StoredFact::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every fact that is about no order (accounts, keys, settings, backups) in the order of arrival.
pub(crate) fn of_house(conn: &Connection) -> Result<Vec<StoredFact>, LedgerError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE order_id IS NULL ORDER BY seq"))?;
    let rows = statement.query_map([], StoredFact::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every fact of a kind that is about no order, in the order of arrival.
pub(crate) fn of_kind(conn: &Connection, kind: &str) -> Result<Vec<StoredFact>, LedgerError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE order_id IS NULL AND kind = ?1 ORDER BY seq"
    ))?;
    let rows = statement.query_map([kind], StoredFact::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads facts, or names the first that this version cannot read.
pub(crate) fn decode_all(stored: &[StoredFact]) -> Result<Vec<Fact>, LedgerError> {
    stored
        .iter()
        .map(|fact| {
            fact.decode().ok_or_else(|| LedgerError::NewerFact { order: fact.order, kind: fact.kind.clone() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_carries_its_version_and_reads_back() {
        for body in [Body::RecoveryCodeRenewed, Body::OrderClosed { reason: Some("{\"v\":2}".to_owned()) }] {
            let text = encode_body(&body).unwrap();
            assert!(text.starts_with("{\"v\":1,\"kind\":\""), "{text}");
            assert_eq!(decode_body(&text), Some(body));
        }
    }

    #[test]
    fn a_body_of_a_newer_version_or_kind_is_not_guessed_at() {
        assert_eq!(decode_body(r#"{"v":2,"kind":"RecoveryCodeRenewed"}"#), None);
        assert_eq!(decode_body(r#"{"v":1,"kind":"MoonLanded"}"#), None);
        assert_eq!(decode_body(r#"{"kind":"RecoveryCodeRenewed"}"#), None);
        assert_eq!(
            decode_body(r#"{ "kind":"RecoveryCodeRenewed", "v":1 }"#),
            Some(Body::RecoveryCodeRenewed)
        );
    }
}
