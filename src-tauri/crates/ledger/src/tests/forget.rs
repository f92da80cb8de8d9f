use crate::fixture::Shop;
use crate::{Buyer, LedgerError};
use domain::fact::Body;

fn bytes_of_people(shop: &Shop) -> i64 {
    shop.ledger.conn.query_row("SELECT count(*) FROM side", [], |row| row.get(0)).unwrap()
}

#[test]
fn forgetting_a_buyer_deletes_the_words_and_keeps_the_chain() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.note(order, "allergic to lilies");
    let kept = shop.order("A-1002", "Tan Wei");
    let digest = shop.ledger.order(order).unwrap().unwrap().terms.buyer.unwrap();
    let side = shop.ledger.side(digest).unwrap().unwrap();
    assert_eq!(serde_json::from_slice::<Buyer>(&side.bytes).unwrap().name.as_deref(), Some("Ng Mei"));

    let fact = shop.fact(Some(order), Body::BuyerForgotten { reason: Some("asked to".to_owned()) });
    let deleted = shop
        .ledger
        .transact::<_, LedgerError>(|writer| {
            let deleted = writer.forget(order)?;
            writer.append(fact)?;
            Ok(deleted)
        })
        .unwrap();

    assert_eq!(deleted, 2);
    assert_eq!(shop.ledger.side(digest).unwrap(), None);
    assert_eq!(bytes_of_people(&shop), 1);
    assert!(shop.ledger.order(order).unwrap().unwrap().forgotten);
    let row = shop.ledger.summary(order, shop.now).unwrap().unwrap();
    assert_eq!((row.name, row.reference.as_str()), (None, "A-1001"));
    assert_eq!(shop.ledger.summary(kept, shop.now).unwrap().unwrap().name.as_deref(), Some("Tan Wei"));
    let searchable: String = shop
        .ledger
        .conn
        .query_row("SELECT group_concat(text) FROM search_rows", [], |row| row.get(0))
        .unwrap();
    assert!(!searchable.contains("mei ") && !searchable.contains("lilies"), "{searchable}");
    shop.ledger.sweep().unwrap();
    let grams: i64 = shop
        .ledger
        .conn
        .query_row("SELECT count(*) FROM search_grams WHERE search_grams MATCH '\"lil\"'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(grams, 0);
    let log = std::fs::metadata(shop.dir.path().join("ledger.db-wal")).unwrap().len();
    assert_eq!(log, 0);
    let verification = shop.ledger.verify().unwrap();
    assert!(verification.is_whole(), "{:?}", verification.breaks);
}

#[test]
fn deleting_without_saying_so_is_found() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.ledger.transact::<_, LedgerError>(|writer| writer.forget(order)).unwrap();
    assert_eq!(shop.ledger.summary(order, shop.now).unwrap().unwrap().name, None);
    assert!(!shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn equal_words_of_two_buyers_have_different_digests() {
    let mut shop = Shop::new();
    let (one, two) = (shop.order("A-1001", "Ng Mei"), shop.order("A-1002", "Ng Mei"));
    let buyer = |order| shop.ledger.order(order).unwrap().unwrap().terms.buyer.unwrap();
    assert_ne!(buyer(one), buyer(two));
}
