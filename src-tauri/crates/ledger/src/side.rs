//! What must be forgettable: buyers, cards, notes, links, request bodies and raw answers.
//!
//! A fact holds only the salted digest of such bytes. Deleting the row deletes the content and leaves a chain that
//! still verifies; the salt keeps anyone from guessing a name or a card's last four digits back out of the digest.

use crate::column;
use crate::error::LedgerError;
use crate::names::names;
use domain::digest::Digest;
use domain::ids::OrderId;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use zeroize::ZeroizeOnDrop;

names! {
    /// What the bytes of a side row are.
    SideKind {
        /// JSON of [`Buyer`].
        Buyer = "buyer",
        /// JSON of [`Card`].
        Card = "card",
        /// UTF-8 text.
        Note = "note",
        /// `normalUrl` of a session, as text.
        Link = "link",
        /// The exact body of a request.
        RequestBody = "request-body",
        /// A raw answer or notification with what is needed to verify it again.
        Evidence = "evidence",
    }
}

/// A row of the side table.
#[derive(Clone, PartialEq, Eq)]
pub struct Side {
    /// What the bytes are.
    pub kind: SideKind,
    /// The order they belong to, and with which they are forgotten.
    pub order: Option<OrderId>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Side {
    /// The bytes name people; they do not print.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Side {{ kind: {:?}, order: {:?}, {} bytes }}", self.kind, self.order, self.bytes.len())
    }
}

/// Bytes to be put into the side table.
#[derive(Clone, Copy)]
pub struct SideRow<'a> {
    /// What they are.
    pub kind: SideKind,
    /// The order they belong to.
    pub order: Option<OrderId>,
    /// The bytes.
    pub bytes: &'a [u8],
    /// 16 random bytes, new for every row.
    pub salt: [u8; 16],
}

/// Text that does not print and is wiped when dropped: a card token, which a charge could be made with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the wire and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// Who is asked to pay, and what for. Members this version does not know are kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `referenceBuyerId`: the shop's own number of the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<String>,
    /// The goods, as they go over the wire.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Value>,
    /// Everything else (addresses, shipping, …), verbatim.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl fmt::Debug for Buyer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Buyer(redacted)")
    }
}

/// What Antom told about a card. Members this version does not know are kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// `cardBrand`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// The last four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last4: Option<String>,
    /// `cardToken`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// Everything else (issuer country, funding type, …), verbatim.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Card(redacted)")
    }
}

pub(crate) fn put(conn: &Connection, row: &SideRow<'_>) -> Result<Digest, LedgerError> {
    let digest = crate::canonical::salted(&row.salt, row.bytes);
    conn.prepare_cached(
        "INSERT INTO side (digest, kind, order_id, salt, bytes) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (digest) DO NOTHING",
    )?
    .execute(params![
        digest.0,
        row.kind.name(),
        row.order.map(|order| *order.0.as_bytes()),
        row.salt,
        row.bytes
    ])?;
    Ok(digest)
}

/// Reads a row and sees that its bytes are still the ones of the digest.
pub(crate) fn get(conn: &Connection, digest: Digest) -> Result<Option<Side>, LedgerError> {
    let found = conn
        .prepare_cached("SELECT kind, order_id, salt, bytes FROM side WHERE digest = ?1")?
        .query_row([digest.0], |row| {
            Ok((
                row.get::<_, String>(0)?,
                column::uuid_or_none(row, 1)?.map(OrderId),
                row.get::<_, [u8; 16]>(2)?,
                row.get::<_, Vec<u8>>(3)?,
            ))
        })
        .optional()?;
    let Some((kind, order, salt, bytes)) = found else { return Ok(None) };
    let kind = SideKind::from_name(&kind).ok_or(LedgerError::SideDamaged { digest })?;
    if crate::canonical::salted(&salt, &bytes) != digest {
        return Err(LedgerError::SideDamaged { digest });
    }
    Ok(Some(Side { kind, order, bytes }))
}

/// Whether there is a row under a digest.
pub(crate) fn is_there(conn: &Connection, digest: Digest) -> Result<bool, LedgerError> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM side WHERE digest = ?1)")?
        .query_row([digest.0], |row| row.get(0))?)
}

/// Reads a row that holds JSON. Bytes that are not that JSON are taken for absent: they come from a newer version.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    conn: &Connection,
    digest: Digest,
) -> Result<Option<T>, LedgerError> {
    Ok(get(conn, digest)?.and_then(|side| serde_json::from_slice(&side.bytes).ok()))
}

/// Deletes every row of an order. `secure_delete` overwrites their pages.
pub(crate) fn forget(conn: &Connection, order: OrderId) -> Result<usize, LedgerError> {
    Ok(conn.prepare_cached("DELETE FROM side WHERE order_id = ?1")?.execute([order.0.as_bytes()])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_token_is_kept_and_never_prints() {
        let card: Card =
            serde_json::from_str(r#"{"brand":"VISA","last4":"4242","token":"tok-1","x":[1]}"#).unwrap();
        assert!(!format!("{card:?}").contains("tok-1"));
        assert_eq!(card.token.as_ref().unwrap().expose(), "tok-1");
        assert_eq!(
            serde_json::to_string(&card).unwrap(),
            r#"{"brand":"VISA","last4":"4242","token":"tok-1","x":[1]}"#
        );
    }

    #[test]
    fn a_buyer_keeps_what_this_version_does_not_know_and_never_prints() {
        let text = r#"{"name":"Ng Mei","shipping":{"city":"Singapore"}}"#;
        let buyer: Buyer = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&buyer).unwrap(), text);
        assert!(!format!("{buyer:?}").contains("Mei"));
    }
}
