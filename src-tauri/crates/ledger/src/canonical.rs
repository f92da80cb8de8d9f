//! The bytes over which a fact's hash is taken.
//!
//! SHA-256 over a label and then every field of the fact in a fixed order, each as its length (8 bytes, big endian)
//! and its bytes; an absent field is the length `ffff ffff ffff ffff` and no bytes. So no two different facts share an
//! encoding. In order:
//!
//! | field | bytes |
//! |---|---|
//! | label | `countersign fact 1` |
//! | id, device | the 16 bytes of the UUID |
//! | device_seq | 8 bytes, big endian |
//! | previous | 32 bytes, or absent |
//! | at | milliseconds since 1970 in UTC, 8 bytes, big endian, two's complement |
//! | actor, approver | their JSON text; the approver may be absent |
//! | order | the 16 bytes of the UUID, or absent |
//! | kind | UTF-8 |
//! | body | UTF-8, the JSON text exactly as it is stored |
//!
//! The local order of arrival is not hashed: histories of several desks can be merged.

use crate::stored::StoredFact;
use domain::digest::Digest;
use sha2::{Digest as _, Sha256};

const LABEL: &[u8] = b"countersign fact 1";

/// The hash a stored fact must carry.
#[must_use]
pub fn hash(fact: &StoredFact) -> Digest {
    let mut hasher = Sha256::new();
    put(&mut hasher, Some(LABEL));
    put(&mut hasher, Some(fact.id.0.as_bytes()));
    put(&mut hasher, Some(fact.device.0.as_bytes()));
    put(&mut hasher, Some(&fact.device_seq.to_be_bytes()));
    put(&mut hasher, fact.previous.as_ref().map(|digest| digest.0.as_slice()));
    put(&mut hasher, Some(&fact.at.timestamp_millis().to_be_bytes()));
    put(&mut hasher, Some(fact.actor.as_bytes()));
    put(&mut hasher, fact.approver.as_ref().map(String::as_bytes));
    put(&mut hasher, fact.order.as_ref().map(|order| order.0.as_bytes().as_slice()));
    put(&mut hasher, Some(fact.kind.as_bytes()));
    put(&mut hasher, Some(fact.body.as_bytes()));
    Digest(hasher.finalize().into())
}

/// The salted digest under which bytes lie in a side table: SHA-256 of salt and bytes.
#[must_use]
pub fn salted(salt: &[u8; 16], bytes: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(bytes);
    Digest(hasher.finalize().into())
}

fn put(hasher: &mut Sha256, field: Option<&[u8]>) {
    match field {
        Some(bytes) => {
            // No field comes near 2^64 bytes; were the length to saturate, it would still differ from a true one.
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            hasher.update(length.to_be_bytes());
            hasher.update(bytes);
        }
        None => hasher.update(u64::MAX.to_be_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{DeviceId, FactId, OrderId};
    use uuid::Uuid;

    fn fact() -> StoredFact {
        StoredFact {
            seq: 1,
            id: FactId(Uuid::from_u128(1)),
            device: DeviceId(Uuid::from_u128(2)),
            device_seq: 1,
            previous: None,
            at: chrono::DateTime::from_timestamp_millis(1_700_000_000_000).unwrap(),
            actor: r#"{"by":"countersign"}"#.to_owned(),
            approver: None,
            order: Some(OrderId(Uuid::from_u128(3))),
            kind: "OrderClosed".to_owned(),
            body: r#"{"v":1,"kind":"OrderClosed","reason":null}"#.to_owned(),
            hash: Digest([0; 32]),
        }
    }

    /// Computed once with Python's hashlib from the table in this file's head: the encoding never changes silently.
    #[test]
    fn the_encoding_is_pinned() {
        assert_eq!(hash(&fact()).to_string(), PINNED);
    }

    const PINNED: &str = "4caa583a175aa6e756431aedd401a52102bc85f72d63611c897092d4bb7d8276";

    #[test]
    fn the_place_of_arrival_is_not_hashed_and_everything_else_is() {
        let base = hash(&fact());
        assert_eq!(hash(&StoredFact { seq: 9, ..fact() }), base);
        let changed = [
            StoredFact { id: FactId(Uuid::from_u128(9)), ..fact() },
            StoredFact { device: DeviceId(Uuid::from_u128(9)), ..fact() },
            StoredFact { device_seq: 2, ..fact() },
            StoredFact { previous: Some(Digest([0; 32])), ..fact() },
            StoredFact { at: chrono::DateTime::from_timestamp_millis(1_700_000_000_001).unwrap(), ..fact() },
            StoredFact { actor: r#"{"by":"antom"}"#.to_owned(), ..fact() },
            StoredFact { approver: Some(String::new()), ..fact() },
            StoredFact { order: None, ..fact() },
            StoredFact { kind: "OrderNoted".to_owned(), ..fact() },
            StoredFact { body: "{}".to_owned(), ..fact() },
        ];
        for other in changed {
            assert_ne!(hash(&other), base, "{other:?}");
        }
    }

    #[test]
    fn text_cannot_slide_from_one_field_into_the_next() {
        let one = StoredFact { kind: "ab".to_owned(), body: "c".to_owned(), ..fact() };
        let other = StoredFact { kind: "a".to_owned(), body: "bc".to_owned(), ..fact() };
        assert_ne!(hash(&one), hash(&other));
    }
}
