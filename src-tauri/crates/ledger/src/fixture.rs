//! A small shop with a ledger, for the tests of this crate.

use crate::{Buyer, Ledger, LedgerError, LedgerKey, NewFact, NewLedger, SideKind, SideRow};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Environment;
use domain::digest::Digest;
use domain::fact::{Actor, Body, CaptureMode, Fact};
use domain::ids::{DeviceId, FactId, OrderId};
use domain::testing;
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xDE5C));
pub(crate) const LEDGER: Uuid = Uuid::from_u128(0x1ED6E4);

pub(crate) fn key() -> LedgerKey {
    LedgerKey::from_bytes(&[0x5a; 32]).unwrap()
}

pub(crate) fn morning() -> DateTime<Utc> {
    testing::at("2026-11-25T11:05:00+08:00")
}

/// A ledger in a directory of its own, and ids that count up.
pub(crate) struct Shop {
    pub(crate) dir: TempDir,
    pub(crate) ledger: Ledger,
    pub(crate) now: DateTime<Utc>,
    next: u128,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let new = NewLedger { ledger: LEDGER, device: DEVICE, environment: Environment::Training };
        let ledger = Ledger::create(dir.path(), &key(), new).unwrap();
        Self { dir, ledger, now: morning(), next: 1 }
    }

    pub(crate) fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    pub(crate) fn fact(&mut self, order: Option<OrderId>, body: Body) -> NewFact {
        self.now = self.now.checked_add_signed(TimeDelta::seconds(1)).unwrap();
        NewFact {
            id: FactId(self.id()),
            at: self.now,
            actor: Actor::Person("ann".to_owned()),
            approver: None,
            order,
            body,
        }
    }

    pub(crate) fn append(&mut self, order: Option<OrderId>, body: Body) -> Result<Fact, LedgerError> {
        let fact = self.fact(order, body);
        self.ledger.transact(|writer| writer.append(fact))
    }

    pub(crate) fn side(&mut self, kind: SideKind, order: OrderId, bytes: &[u8]) -> Digest {
        let salt = *self.id().as_bytes();
        self.ledger
            .transact::<_, LedgerError>(|writer| {
                writer.put_side(SideRow { kind, order: Some(order), bytes, salt })
            })
            .unwrap()
    }

    /// Opens an order for a buyer of this name.
    pub(crate) fn order(&mut self, reference: &str, name: &str) -> OrderId {
        let order = OrderId(self.id());
        let buyer = Buyer {
            name: Some(name.to_owned()),
            email: Some("mei@example.com".to_owned()),
            phone: Some("+65 8123 4567".to_owned()),
            ..Buyer::default()
        };
        let bytes = serde_json::to_vec(&buyer).unwrap();
        let mut terms = testing::story::terms(CaptureMode::Automatic, self.now);
        terms.reference = reference.to_owned();
        terms.buyer = Some(self.side(SideKind::Buyer, order, &bytes));
        self.append(Some(order), Body::OrderOpened(Box::new(terms))).unwrap();
        order
    }

    pub(crate) fn note(&mut self, order: OrderId, text: &str) -> Fact {
        let note = self.side(SideKind::Note, order, text.as_bytes());
        self.append(Some(order), Body::OrderNoted { note }).unwrap()
    }

    /// Opens the same ledger once more.
    pub(crate) fn again(&self) -> Ledger {
        Ledger::open(self.dir.path(), &key()).unwrap()
    }
}

/// A fact of a told story, as it is appended here.
pub(crate) fn retold(fact: &Fact) -> NewFact {
    NewFact {
        id: fact.id,
        at: fact.at,
        actor: fact.actor.clone(),
        approver: fact.approver.clone(),
        order: fact.order,
        body: fact.body.clone(),
    }
}
