use crate::fixture::{DEVICE, Shop, morning};
use crate::stored::StoredFact;
use crate::{LedgerError, ScriptUse, SideKind, SideRow, canonical};
use chrono::TimeDelta;
use domain::digest::Digest;
use domain::fact::{Body, CaptureMode};
use domain::ids::{FactId, IntentId, OrderId, SenderId};
use domain::intent::ScriptKey;
use domain::outcome::Outcome;
use domain::report::{Said, Status};
use domain::testing::{self, Story, story};
use uuid::Uuid;

#[test]
fn what_was_appended_reads_back_word_for_word() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let closed = shop.append(Some(order), Body::OrderClosed { reason: Some("sold out".to_owned()) }).unwrap();
    let facts = shop.again().facts_of(order).unwrap();
    assert_eq!(facts.len(), 2);
    assert_eq!(facts[1], closed);
    assert_eq!(facts[1].previous, Some(facts[0].hash));
    assert_eq!((facts[0].device, facts[0].device_seq, facts[1].device_seq), (DEVICE, 1, 2));
    let seen = shop.ledger.order(order).unwrap().unwrap();
    assert_eq!((seen.id, seen.version), (order, 2));
}

#[test]
fn an_order_nobody_opened_is_none() {
    let shop = Shop::new();
    assert_eq!(shop.ledger.order(OrderId(Uuid::from_u128(9))).unwrap(), None);
    assert_eq!(shop.ledger.summary(OrderId(Uuid::from_u128(9)), morning()).unwrap(), None);
}

#[test]
fn work_that_fails_leaves_nothing() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let before = shop.ledger.head().unwrap();
    let fact = shop.fact(Some(order), Body::OrderClosed { reason: None });
    let failed: Result<(), LedgerError> = shop.ledger.transact(|writer| {
        writer.append(fact)?;
        writer.put_side(SideRow { kind: SideKind::Note, order: Some(order), bytes: b"x", salt: [0; 16] })?;
        writer.claim(IntentId(Uuid::nil()), SenderId(Uuid::nil()))?;
        Err(LedgerError::ReadOnly)
    });
    assert!(matches!(failed, Err(LedgerError::ReadOnly)));
    assert_eq!(shop.ledger.head().unwrap(), before);
    assert_eq!(shop.ledger.side(canonical::salted(&[0; 16], b"x")).unwrap(), None);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn work_that_panics_leaves_nothing() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let before = shop.ledger.head().unwrap();
    let fact = shop.fact(Some(order), Body::OrderClosed { reason: None });
    let ledger = &mut shop.ledger;
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        ledger.transact::<(), LedgerError>(|writer| {
            writer.append(fact)?;
            panic!("in the middle of it");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(shop.ledger.head().unwrap(), before);
    assert!(shop.ledger.verify().unwrap().is_whole());
    shop.append(Some(order), Body::OrderClosed { reason: None }).unwrap();
}

#[test]
fn a_refused_fact_leaves_nothing_although_the_work_goes_on() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let orphan = OrderId(Uuid::from_u128(0xbad));
    let refused = shop.fact(Some(orphan), Body::OrderClosed { reason: None });
    let accepted = shop.fact(Some(order), Body::OrderClosed { reason: None });
    shop.ledger
        .transact::<_, LedgerError>(|writer| {
            assert!(
                matches!(writer.append(refused), Err(LedgerError::Fold { order, .. }) if order == orphan)
            );
            writer.append(accepted)
        })
        .unwrap();
    assert_eq!(shop.ledger.head().unwrap().facts, 2);
    assert!(shop.ledger.facts_of(orphan).unwrap().is_empty());
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn many_facts_go_in_together_or_not_at_all() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let good = shop.fact(Some(order), Body::OrderClosed { reason: None });
    let twice = good.clone();
    let failed = shop.ledger.transact(|writer| writer.append_all([good.clone(), twice]));
    assert!(matches!(failed, Err(LedgerError::DuplicateFact { id }) if id == good.id));
    assert_eq!(shop.ledger.head().unwrap().facts, 1);
    shop.ledger.transact(|writer| writer.append_all([good])).unwrap();
    assert_eq!(shop.ledger.order(order).unwrap().unwrap().version, 2);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn the_journal_cannot_be_updated_deleted_from_or_replaced_into() {
    let mut shop = Shop::new();
    shop.order("A-1001", "Ng Mei");
    for sql in [
        "UPDATE journal SET body = '{}'",
        "UPDATE journal SET seq = 7",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT seq, id, device, device_seq, previous, at, actor, approver, order_id, kind, '{}', hash \
         FROM journal",
        "UPDATE side SET bytes = x'00'",
    ] {
        let error = shop.ledger.conn.execute_batch(sql).unwrap_err();
        assert!(error.to_string().contains("never"), "{sql}: {error}");
    }
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn a_clock_that_goes_back_does_not_put_a_fact_before_its_predecessor() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let first = shop.ledger.facts_of(order).unwrap()[0].at;
    let mut fact = shop.fact(Some(order), Body::OrderClosed { reason: None });
    fact.at = first.checked_sub_signed(TimeDelta::hours(2)).unwrap();
    let fact = shop.ledger.transact(|writer| writer.append(fact)).unwrap();
    assert_eq!(fact.at, first);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn moments_are_kept_to_whole_milliseconds_so_that_the_hash_survives_reading() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let mut fact = shop.fact(Some(order), Body::OrderClosed { reason: None });
    fact.at = fact.at.checked_add_signed(TimeDelta::nanoseconds(123_456_789)).unwrap();
    let fact = shop.ledger.transact(|writer| writer.append(fact)).unwrap();
    assert_eq!(fact.at.timestamp_subsec_nanos() % 1_000_000, 0);
    assert_eq!(shop.ledger.facts_of(order).unwrap()[1], fact);
}

#[test]
fn a_script_key_stands_for_one_thing_only() {
    let mut shop = Shop::new();
    let open = |shop: &mut Shop, key: &str| {
        let order = OrderId(shop.id());
        let mut terms = story::terms(CaptureMode::Manual, shop.now);
        terms.script = Some(ScriptKey { key: key.to_owned(), parameters: Digest([3; 32]) });
        (order, shop.append(Some(order), Body::OrderOpened(Box::new(terms))))
    };
    let (first, opened) = open(&mut shop, "nightly-7");
    opened.unwrap();
    let (_, again) = open(&mut shop, "nightly-7");
    assert!(
        matches!(again, Err(LedgerError::ScriptKeyUsed { key, order }) if key == "nightly-7" && order == first)
    );
    let used = ScriptUse { order: first, intent: None, parameters: Digest([3; 32]) };
    assert_eq!(shop.ledger.script("nightly-7").unwrap(), Some(used));
    assert_eq!(shop.ledger.script("nightly-8").unwrap(), None);
    assert!(shop.ledger.verify().unwrap().is_whole());

    // Another desk, not knowing of this one, used the key too: once the histories are one, the first to arrive stands.
    let mut terms = story::terms(CaptureMode::Manual, shop.now);
    terms.script = Some(ScriptKey { key: "nightly-7".to_owned(), parameters: Digest([4; 32]) });
    let merged = OrderId(Uuid::from_u128(0xA11));
    let mut fact = StoredFact {
        seq: 2,
        id: FactId(Uuid::from_u128(0xFAC)),
        device: domain::ids::DeviceId(Uuid::from_u128(0xFFFF)),
        device_seq: 1,
        previous: None,
        at: shop.now,
        actor: r#"{"by":"countersign"}"#.to_owned(),
        approver: None,
        order: Some(merged),
        kind: "OrderOpened".to_owned(),
        body: crate::stored::encode_body(&Body::OrderOpened(Box::new(terms))).unwrap(),
        hash: Digest([0; 32]),
    };
    fact.hash = canonical::hash(&fact);
    fact.insert(&shop.ledger.conn).unwrap();
    shop.ledger.replay().unwrap();
    assert_eq!(shop.ledger.script("nightly-7").unwrap().unwrap().order, first);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

#[test]
fn an_order_is_found_by_every_id_it_is_known_by_newest_first() {
    let mut shop = Shop::new();
    let older = shop.order("A-1001", "Ng Mei");
    let mut told = Story::opened(CaptureMode::Manual);
    told.link("req-7").paid("req-7", "pay-7", "CARD", Status::Success);
    let intent = told.done(domain::intent::Verb::Capture, "pay-7", testing::sgd(4000));
    let newer = told.order().id;
    for fact in &told.facts {
        shop.ledger.transact(|writer| writer.append(crate::fixture::retold(fact))).unwrap();
    }
    assert_eq!(shop.ledger.find("A-1001").unwrap(), [newer, older]);
    let operation = story::operation_of(intent).as_str().to_owned();
    let (hyphens, capitals) = (newer.to_string(), newer.0.simple().to_string().to_uppercase());
    for text in ["req-7", "pay-7", " pay-7 ", &operation, &hyphens, &capitals] {
        assert_eq!(shop.ledger.find(text).unwrap(), [newer], "{text}");
    }
    assert!(shop.ledger.find("pay-").unwrap().is_empty());
    assert_eq!(shop.ledger.intent(intent).unwrap(), Some(newer));
    let row = shop.ledger.summary(newer, shop.now).unwrap().unwrap();
    assert_eq!((row.word.as_str(), row.captured, row.refunded), ("captured", 4000, 0));
}

#[test]
fn the_watcher_sees_an_order_until_it_is_settled() {
    let mut shop = Shop::new();
    let mut told = Story::opened(CaptureMode::Manual);
    told.link("req-1");
    let order = told.order().id;
    let mut done = 0;
    let mut tell = |shop: &mut Shop, told: &Story| {
        for fact in &told.facts[done..] {
            shop.ledger.transact(|writer| writer.append(crate::fixture::retold(fact))).unwrap();
        }
        done = told.facts.len();
    };
    tell(&mut shop, &told);
    let open = shop.ledger.open_orders().unwrap();
    assert_eq!((open.len(), open[0].order, open[0].word.as_str()), (1, order, "waiting"));
    assert!(open[0].live_until.is_some());
    told.paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    tell(&mut shop, &told);
    assert!(shop.ledger.open_orders().unwrap().is_empty());
    let intent = told.intent(domain::intent::Verb::Refund, "pay-1", testing::sgd(1000), None);
    tell(&mut shop, &told);
    assert_eq!(shop.ledger.open_intents().unwrap(), [(order, intent)]);
    assert_eq!(shop.ledger.open_orders().unwrap().len(), 1);
    told.step(domain::intent::Verb::Refund, intent, domain::intent::Step::Released);
    told.send(domain::intent::Verb::Refund, intent, 1);
    told.answer(domain::intent::Verb::Refund, intent, Outcome::Succeeded, "SUCCESS");
    tell(&mut shop, &told);
    assert!(shop.ledger.open_intents().unwrap().is_empty());
}

#[test]
fn a_hold_shows_up_before_it_ends() {
    let mut shop = Shop::new();
    let mut told = Story::opened(CaptureMode::Manual);
    told.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
    for fact in &told.facts {
        shop.ledger.transact(|writer| writer.append(crate::fixture::retold(fact))).unwrap();
    }
    let row = shop.ledger.summary(told.order().id, told.now).unwrap().unwrap();
    let ends = row.hold_ends_at.unwrap();
    assert!(
        shop.ledger.ending_holds(ends.checked_sub_signed(TimeDelta::seconds(1)).unwrap()).unwrap().is_empty()
    );
    assert_eq!(shop.ledger.ending_holds(ends).unwrap()[0].order, told.order().id);
}

#[test]
fn a_waiting_order_expires_by_time_alone_where_the_proof_is_on_file() {
    let mut shop = Shop::new();
    let mut told = Story::opened(CaptureMode::Manual);
    told.link("req-1").minutes(80);
    told.nothing_submitted("req-1");
    for fact in &told.facts {
        shop.ledger.transact(|writer| writer.append(crate::fixture::retold(fact))).unwrap();
    }
    let order = told.order();
    let over = order.terms.lives_until;
    let just_before = over.checked_sub_signed(TimeDelta::milliseconds(1)).unwrap();
    let word = |now| shop.ledger.summary(order.id, now).unwrap().unwrap().word;
    assert_eq!(word(just_before), "waiting");
    assert_eq!(word(over), "expired");
    assert_eq!(shop.ledger.stats(just_before).unwrap().words.get("waiting"), Some(&1));
    assert_eq!(shop.ledger.words(over).unwrap().get("expired"), Some(&1));
}

#[test]
fn an_order_closed_by_a_clock_that_was_ahead_is_found_by_the_word_it_shows() {
    let mut shop = Shop::new();
    let mut told = Story::opened(CaptureMode::Automatic);
    told.link("req-1").minutes(80);
    let in_time = told.now;
    told.minutes(600).push(Body::OrderClosed { reason: None }).nothing_submitted("req-1");
    for fact in &told.facts {
        shop.ledger.transact(|writer| writer.append(crate::fixture::retold(fact))).unwrap();
    }
    let order = told.order();
    let found = |line: &str, now| {
        let query = crate::search::Query::parse(line, chrono_tz::Tz::UTC).unwrap();
        shop.ledger.search(&query, crate::search::Page { limit: 9, before: None }, now).unwrap().rows.len()
    };
    for (now, word) in [(in_time, "waiting"), (told.now, "expired")] {
        assert_eq!(order.word(now).slug(), word);
        assert_eq!(shop.ledger.summary(order.id, now).unwrap().unwrap().word, word);
        let counts = ["waiting", "expired"].map(|word| found(&format!("status:{word}"), now));
        assert_eq!(counts, if word == "waiting" { [1, 0] } else { [0, 1] });
    }
}

#[test]
fn taking_an_intent_over_raises_the_fence() {
    let mut shop = Shop::new();
    let intent = IntentId(Uuid::from_u128(1));
    let (one, two) = (SenderId(Uuid::from_u128(2)), SenderId(Uuid::from_u128(3)));
    shop.ledger
        .transact::<_, LedgerError>(|writer| {
            assert_eq!(writer.holder(intent)?, None);
            assert_eq!(writer.claim(intent, one)?, 1);
            assert_eq!(writer.holder(intent)?, Some((one, 1)));
            assert_eq!(writer.claim(intent, two)?, 2);
            assert_eq!(writer.holder(intent)?, Some((two, 2)));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_commit_of_another_connection_is_noticed_and_one_of_our_own_is_not() {
    let mut shop = Shop::new();
    let other = shop.again();
    let (ours, theirs) = (shop.ledger.changes().unwrap(), other.changes().unwrap());
    shop.order("A-1001", "Ng Mei");
    assert_eq!(shop.ledger.changes().unwrap(), ours);
    assert_ne!(other.changes().unwrap(), theirs);
}

#[test]
fn a_checkpoint_lies_on_the_chain_and_one_of_a_cut_ledger_does_not() {
    let mut shop = Shop::new();
    let empty = shop.ledger.head().unwrap();
    let order = shop.order("A-1001", "Ng Mei");
    let one = shop.ledger.head().unwrap();
    shop.note(order, "called back");
    let two = shop.ledger.head().unwrap();
    for head in [empty, one, two] {
        assert!(shop.ledger.contains(&head).unwrap());
    }
    assert!(!Shop::new().ledger.contains(&one).unwrap());
    let longer = crate::Head { facts: two.facts + 1, ..two };
    assert!(!shop.ledger.contains(&longer).unwrap());
    let other = crate::Head { hash: Some(Digest([1; 32])), ..one };
    assert!(!shop.ledger.contains(&other).unwrap());
}

#[test]
fn an_order_may_be_reported_on_before_anything_was_submitted() {
    let mut shop = Shop::new();
    let mut told = Story::opened(CaptureMode::Automatic);
    told.link("req-1").report("req-1", Said::NothingSubmitted);
    let facts: Vec<_> = told.facts.iter().map(crate::fixture::retold).collect();
    shop.ledger.transact(|writer| writer.append_all(facts)).unwrap();
    assert_eq!(shop.ledger.summary(told.order().id, told.now).unwrap().unwrap().word, "waiting");
}
