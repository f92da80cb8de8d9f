use crate::fixture::{DEVICE, Shop};
use crate::stored::StoredFact;
use crate::{LedgerError, canonical};
use domain::digest::Digest;
use domain::fact::{Body, CaptureMode};
use domain::ids::{FactId, OrderId};
use domain::testing::story;
use uuid::Uuid;

/// Puts a fact into the journal as a newer version would.
fn append_from_the_future(shop: &mut Shop, order: Option<OrderId>) -> StoredFact {
    let head = shop.ledger.head().unwrap();
    let mut fact = StoredFact {
        seq: i64::try_from(head.facts).unwrap() + 1,
        id: FactId(shop.id()),
        device: DEVICE,
        device_seq: head.seq + 1,
        previous: head.hash,
        at: shop.now,
        actor: r#"{"by":"countersign"}"#.to_owned(),
        approver: None,
        order,
        kind: "MoonLanded".to_owned(),
        body: r#"{"v":2,"kind":"MoonLanded","dust":1}"#.to_owned(),
        hash: Digest([0; 32]),
    };
    fact.hash = canonical::hash(&fact);
    fact.insert(&shop.ledger.conn).unwrap();
    fact
}

#[test]
fn a_fact_of_a_newer_version_is_kept_and_nothing_is_written_on_its_order() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let other = shop.order("A-1002", "Tan");
    let future = append_from_the_future(&mut shop, Some(order));
    let written = shop.ledger.head().unwrap();
    let refused = shop.append(Some(order), Body::OrderClosed { reason: None });
    assert!(
        matches!(refused, Err(LedgerError::NewerFact { .. })),
        "also where the newer version projected it"
    );
    assert_eq!(shop.ledger.head().unwrap(), written);
    shop.ledger.replay().unwrap();
    assert!(matches!(
        shop.append(Some(order), Body::OrderClosed { reason: None }),
        Err(LedgerError::NewerFact { order: Some(found), kind }) if found == order && kind == "MoonLanded"
    ));
    assert!(matches!(shop.ledger.order(order), Err(LedgerError::NewerFact { .. })));
    assert_eq!(shop.ledger.stored_facts_of(order).unwrap()[1], future);
    assert_eq!(shop.ledger.summary(order, shop.now).unwrap().unwrap().badges, ["newer"]);
    shop.append(Some(other), Body::OrderClosed { reason: None }).unwrap();
    let verification = shop.ledger.verify().unwrap();
    assert_eq!(verification.newer, 1);
    assert!(verification.is_whole(), "{:?}", verification.breaks);
}

#[test]
fn an_order_only_a_newer_version_can_read_at_all_is_neither_lost_nor_written_on() {
    let mut shop = Shop::new();
    let order = OrderId(Uuid::from_u128(77));
    let future = append_from_the_future(&mut shop, Some(order));
    let report = shop.ledger.replay().unwrap();
    assert_eq!((report.orders, report.unreadable), (0, 1));
    let opened = Body::OrderOpened(Box::new(story::terms(CaptureMode::Manual, shop.now)));
    assert!(matches!(shop.append(Some(order), opened), Err(LedgerError::NewerFact { .. })));
    assert_eq!(shop.ledger.stored_facts_of(order).unwrap(), [future]);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn settings_that_only_a_newer_version_can_read_are_not_guessed_at() {
    let mut shop = Shop::new();
    shop.append(None, Body::SettingChanged { name: "zone".to_owned(), value: "Asia/Singapore".to_owned() })
        .unwrap();
    assert_eq!(shop.ledger.settings().unwrap().get("zone").map(String::as_str), Some("Asia/Singapore"));
    assert!(shop.ledger.accounts().unwrap().is_empty());
    append_from_the_future(&mut shop, None);
    assert!(matches!(shop.ledger.settings(), Err(LedgerError::NewerFact { order: None, .. })));
}
