use crate::fixture::Shop;
use crate::{BreakKind, SideKind};
use domain::fact::Body;

/// A ledger of four facts whose guards were taken away, as somebody with the key could.
fn unguarded() -> Shop {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.note(order, "called back");
    shop.note(order, "called again");
    shop.append(Some(order), Body::OrderClosed { reason: None }).unwrap();
    shop.ledger
        .conn
        .execute_batch(
            "DROP TRIGGER journal_never_updated; DROP TRIGGER journal_never_deleted; DROP TRIGGER side_never_updated;",
        )
        .unwrap();
    assert!(shop.ledger.verify().unwrap().is_whole());
    shop
}

#[test]
fn tampering_with_any_column_of_a_fact_is_found_and_named() {
    for (column, value) in [
        ("seq", "9"),
        ("id", "x'000102030405060708090a0b0c0d0e0f'"),
        ("device", "x'000102030405060708090a0b0c0d0e0f'"),
        ("device_seq", "9"),
        ("previous", "zeroblob(32)"),
        ("previous", "NULL"),
        ("at", "at + 1"),
        ("at", "at - 3600000"),
        ("actor", "'{\"by\":\"person\",\"name\":\"bob\"}'"),
        ("actor", "'nobody'"),
        ("approver", "'{\"by\":\"person\",\"name\":\"bob\"}'"),
        ("order_id", "NULL"),
        ("order_id", "x'000102030405060708090a0b0c0d0e0f'"),
        ("kind", "'OrderClosed'"),
        ("body", "body || ' '"),
        ("body", "'{\"v\":1,\"kind\":\"OrderClosed\",\"reason\":null}'"),
        ("hash", "zeroblob(32)"),
    ] {
        let shop = unguarded();
        let id = shop.ledger.house_or_order_fact(3);
        shop.ledger
            .conn
            .execute(&format!("UPDATE journal SET {column} = {value} WHERE seq = 3"), [])
            .unwrap();
        let verification = shop.ledger.verify().unwrap();
        assert!(!verification.is_whole(), "{column} = {value}");
        // A fact that was moved is missed at its place, which the next one names.
        let named = verification.breaks.iter().any(|found| {
            found.seq == Some(3)
                || found.fact == Some(id)
                || (column == "seq" && found.kind == BreakKind::Gap)
        });
        assert!(named, "{column} = {value}: {:?}", verification.breaks);
    }
}

impl crate::Ledger {
    /// The id of the fact at a place.
    fn house_or_order_fact(&self, seq: i64) -> domain::ids::FactId {
        let id = self
            .conn
            .query_row("SELECT id FROM journal WHERE seq = ?1", [seq], |row| crate::column::uuid(row, 0))
            .unwrap();
        domain::ids::FactId(id)
    }
}

#[test]
fn the_end_is_checked_at_every_opening_and_a_break_further_back_by_the_whole_verification_only() {
    for (column, value) in [
        ("at", "at + 1"),
        ("at", "9223372036854775807"),
        ("previous", "zeroblob(32)"),
        ("actor", "'{\"by\":\"person\",\"name\":\"bob\"}'"),
        ("body", "body || ' '"),
        ("hash", "zeroblob(32)"),
    ] {
        let shop = unguarded();
        assert_eq!(shop.ledger.verify_end(2).unwrap(), None);
        shop.ledger
            .conn
            .execute(&format!("UPDATE journal SET {column} = {value} WHERE seq = 4"), [])
            .unwrap();
        let found = shop.ledger.verify_end(2).unwrap();
        assert_eq!(found.and_then(|found| found.seq), Some(4), "{column} = {value}");
    }
    let shop = unguarded();
    shop.ledger.conn.execute("UPDATE journal SET hash = zeroblob(32) WHERE seq = 2", []).unwrap();
    let found = shop.ledger.verify_end(2).unwrap().unwrap();
    assert_eq!((found.kind, found.seq), (BreakKind::Unchained, Some(3)), "its follower names it");
    assert_eq!(shop.ledger.verify_end(1).unwrap(), None);
    assert!(!shop.ledger.verify().unwrap().is_whole());
    let shop = unguarded();
    shop.ledger.conn.execute("DELETE FROM journal WHERE seq = 3", []).unwrap();
    assert_eq!(shop.ledger.verify_end(1).unwrap().map(|found| found.kind), Some(BreakKind::Gap));
}

#[test]
fn a_row_that_is_no_fact_is_named_and_does_not_stop_the_verification() {
    let shop = unguarded();
    shop.ledger.conn.execute("UPDATE journal SET at = 9223372036854775807 WHERE seq = 2", []).unwrap();
    let verification = shop.ledger.verify_chains().unwrap();
    assert_eq!(verification.facts, 4);
    assert!(
        verification.breaks.iter().any(|found| found.kind == BreakKind::Unreadable && found.seq == Some(2))
    );
}

#[test]
fn taking_a_fact_out_is_found() {
    for seq in 1..4 {
        let shop = unguarded();
        shop.ledger.conn.execute("DELETE FROM journal WHERE seq = ?1", [seq]).unwrap();
        let verification = shop.ledger.verify().unwrap();
        let gap = verification.breaks.iter().find(|found| found.kind == BreakKind::Gap).unwrap();
        assert_eq!(gap.seq, Some(seq + 1));
    }
}

#[test]
fn cutting_the_end_off_is_found_by_the_checkpoint() {
    let shop = unguarded();
    let head = shop.ledger.head().unwrap();
    shop.ledger.conn.execute("DELETE FROM journal WHERE seq = 4", []).unwrap();
    assert!(!shop.ledger.contains(&head).unwrap());
}

#[test]
fn a_fact_changed_together_with_its_hash_breaks_the_next() {
    let shop = unguarded();
    let mut fact = shop.ledger.stored_facts_of(shop.ledger.find("A-1001").unwrap()[0]).unwrap()[1].clone();
    fact.actor = r#"{"by":"person","name":"bob"}"#.to_owned();
    let hash = crate::canonical::hash(&fact);
    shop.ledger
        .conn
        .execute(
            "UPDATE journal SET actor = ?1, hash = ?2 WHERE seq = 2",
            rusqlite::params![fact.actor, hash.0],
        )
        .unwrap();
    let verification = shop.ledger.verify_chains().unwrap();
    assert_eq!(verification.breaks.len(), 1);
    assert_eq!((verification.breaks[0].kind, verification.breaks[0].seq), (BreakKind::Unchained, Some(3)));
}

#[test]
fn two_facts_that_changed_places_are_found() {
    let shop = unguarded();
    shop.ledger
        .conn
        .execute_batch(
            "UPDATE journal SET seq = 9 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3; \
                        UPDATE journal SET seq = 3 WHERE seq = 9;",
        )
        .unwrap();
    let verification = shop.ledger.verify_chains().unwrap();
    assert!(
        verification.breaks.iter().any(|found| found.kind == BreakKind::Unchained && found.seq == Some(2))
    );
}

#[test]
fn changed_bytes_of_a_side_row_are_found_and_not_handed_out() {
    let shop = unguarded();
    shop.ledger.conn.execute("UPDATE side SET bytes = x'41' WHERE kind = 'note'", []).unwrap();
    let breaks = shop.ledger.verify().unwrap().breaks;
    assert_eq!(breaks.iter().filter(|found| found.kind == BreakKind::SideDamaged).count(), 2);
    let order = shop.ledger.order(shop.ledger.find("A-1001").unwrap()[0]).unwrap().unwrap();
    assert!(matches!(shop.ledger.side(order.notes[0]), Err(crate::LedgerError::SideDamaged { .. })));
}

#[test]
fn a_side_row_that_vanished_is_found_at_the_fact_that_speaks_of_it() {
    let shop = unguarded();
    shop.ledger.conn.execute("DELETE FROM side WHERE kind = ?1", [SideKind::Buyer.name()]).unwrap();
    let breaks = shop.ledger.verify().unwrap().breaks;
    assert!(breaks.iter().any(|found| found.kind == BreakKind::SideMissing && found.seq == Some(1)));
}

#[test]
fn a_projection_that_is_not_what_its_facts_give_is_found() {
    for sql in [
        "UPDATE orders SET word = 'paid'",
        "UPDATE orders SET captured_minor = 1",
        "UPDATE orders SET expires_at = 1",
        "UPDATE orders SET open = 1 - open",
        "UPDATE orders SET name = 'Mr Smith'",
        "DELETE FROM orders",
        "DELETE FROM ids WHERE kind = 'reference'",
        "INSERT INTO ids VALUES ('pay-9', 1, 'payment')",
        "INSERT INTO intents VALUES (zeroblob(16), 1, 'Refund', 'sent', NULL, 'op', 1, 1, 1)",
        "INSERT INTO holds VALUES (1, 'pay-9', 1, 'SGD', 1)",
        "INSERT INTO scripts VALUES ('key', 1, 1, NULL, zeroblob(32))",
        "UPDATE search_rows SET text = 'somebody else'",
        "UPDATE search_rows SET word = 'paid'",
        "UPDATE search_rows SET held = 1",
        "DELETE FROM search_rows",
        "UPDATE search_counts SET orders = 7",
        "INSERT INTO search_counts VALUES ('paid', 0, 'JPY', 0, 9)",
    ] {
        let mut shop = unguarded();
        shop.ledger.conn.execute_batch(sql).unwrap();
        let breaks = shop.ledger.verify().unwrap().breaks;
        assert!(
            breaks.iter().all(|found| found.kind == BreakKind::Projection) && !breaks.is_empty(),
            "{sql}: {breaks:?}"
        );
        shop.ledger.replay().unwrap();
        assert!(shop.ledger.verify().unwrap().is_whole(), "{sql}: a replay mends it");
    }
}
