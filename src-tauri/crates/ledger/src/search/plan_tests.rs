//! Plans are held on SQLCipher, without and with statistics: a planner that once chose a join order of minutes there
//! gets no choice.

use super::Query;
use super::counts;
use super::index::{self, Facets, SearchRow};
use super::read::{self, Column};
use super::run::{Page, hits};
use chrono::DateTime;
use chrono_tz::Tz;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const ORDERS: i64 = 6_000;

fn database(directory: &tempfile::TempDir) -> Connection {
    let connection = Connection::open(directory.path().join("plans.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\";", "5a".repeat(32))).unwrap();
    let cipher: String = connection.pragma_query_value(None, "cipher_version", |row| row.get(0)).unwrap();
    assert!(!cipher.is_empty());
    connection.execute_batch(&super::SCHEMA.concat()).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for place in 1..=ORDERS {
        let row = SearchRow {
            reference: format!("A-{place}"),
            description: if place % 2 == 0 { "Iced latte" } else { "Flat white" }.to_owned(),
            name: if place == 77 { "欧阳" } else { "Tan Wei Ming" }.to_owned(),
            email: format!("buyer{place}@example.com"),
            facets: Facets {
                opened_at: place * 60_000,
                word: if place < 20 { "failed" } else { "paid" }.to_owned(),
                currency: "SGD".to_owned(),
                amount: place * 100,
                method: "CARD".to_owned(),
                created_by: "meera".to_owned(),
                account: "main".to_owned(),
                ..Facets::default()
            },
            ..SearchRow::default()
        };
        index::put(&connection, place * 4, &row).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    connection
}

fn plan(connection: &Connection, statement: &str) -> String {
    let mut prepared = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
    let parameters = prepared.parameter_count();
    for place in 1..=parameters {
        prepared.raw_bind_parameter(place, "1").unwrap();
    }
    let mut steps = Vec::new();
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get::<_, String>(3).unwrap());
    }
    steps.join(" | ")
}

#[test]
fn every_statement_walks_one_index_and_sorts_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let connection = database(&directory);
    for statistics in [false, true] {
        if statistics {
            connection.execute_batch("ANALYZE").unwrap();
        }
        for (statement, wanted) in [
            (read::ONE, "SEARCH search_rows USING INTEGER PRIMARY KEY (rowid=?)"),
            (read::SPAN, "SEARCH search_rows USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            (
                read::WORD,
                "SEARCH search_rows USING COVERING INDEX search_by_word (word=? AND expires_at=? AND rowid>? AND rowid<?)",
            ),
            (
                read::WORD_LATER,
                "SEARCH search_rows USING COVERING INDEX search_by_word (word=? AND expires_at>?)",
            ),
            (
                read::WORD_LAPSED,
                "SEARCH search_rows USING COVERING INDEX search_by_word (word=? AND expires_at<?)",
            ),
            (
                read::AMOUNT,
                "SEARCH search_rows USING COVERING INDEX search_by_amount (amount>? AND amount<?)",
            ),
            (read::BLOCKS, "SCAN search_blocks"),
            (read::NEWEST, "SEARCH search_rows"),
            (
                Column::Currency.newest(),
                "SEARCH search_rows USING COVERING INDEX search_by_currency (currency=? AND rowid>? AND rowid<?)",
            ),
            (
                Column::Method.newest(),
                "SEARCH search_rows USING COVERING INDEX search_by_method (method=? AND rowid>? AND rowid<?)",
            ),
            (
                Column::Creator.newest(),
                "SEARCH search_rows USING COVERING INDEX search_by_creator (created_by=? AND rowid>? AND rowid<?)",
            ),
            (
                Column::Currency.next(),
                "SEARCH search_rows USING COVERING INDEX search_by_currency (currency>?)",
            ),
            (Column::Method.next(), "SEARCH search_rows USING COVERING INDEX search_by_method (method>?)"),
            (
                Column::Creator.next(),
                "SEARCH search_rows USING COVERING INDEX search_by_creator (created_by>?)",
            ),
            (
                Column::Account.newest(),
                "SEARCH search_rows USING COVERING INDEX search_by_account (account=? AND rowid>? AND rowid<?)",
            ),
            (Column::Account.next(), "SEARCH search_rows USING COVERING INDEX search_by_account (account>?)"),
        ] {
            assert_eq!(plan(&connection, statement), wanted, "with statistics: {statistics}");
        }
        for (statement, wanted) in [
            (counts::COUNTS, "SCAN search_counts"),
            (counts::LATER, "SEARCH search_rows USING COVERING INDEX search_by_expiry (expires_at>?)"),
            (read::HELD, "SCAN search_rows USING INDEX search_by_held"),
        ] {
            assert_eq!(plan(&connection, statement), wanted, "with statistics: {statistics}");
        }
        for (statement, wanted) in [
            (read::COUNT_AMOUNT, "search_by_amount (amount>? AND amount<?)"),
            (Column::Currency.count(), "search_by_currency (currency=?)"),
            (Column::Method.count(), "search_by_method (method=?)"),
            (Column::Creator.count(), "search_by_creator (created_by=?)"),
            (Column::Account.count(), "search_by_account (account=?)"),
        ] {
            let plan = plan(&connection, statement);
            let index = format!("SEARCH search_rows USING COVERING INDEX {wanted}");
            assert!(plan.contains(&index) && !plan.contains("TEMP"), "{plan}");
        }
        let plan = plan(&connection, read::GRAMS);
        assert!(plan.starts_with("SCAN search_grams VIRTUAL TABLE INDEX"), "{plan}");
        assert!(plan.contains('M') && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}

/// Instructions of SQLite's machine that a query takes: a measure of work without a clock.
fn work(connection: &Connection, line: &str) -> u64 {
    let query = Query::parse(line, Tz::UTC).unwrap();
    let now = DateTime::from_timestamp_millis(ORDERS * 60_000).unwrap();
    // Once for the statements to be prepared: preparing reads the schema.
    hits(connection, &query, Page::default(), now).unwrap();
    let counted = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&counted);
    connection
        .progress_handler(
            10,
            Some(move || {
                counter.fetch_add(10, Ordering::Relaxed);
                false
            }),
        )
        .unwrap();
    hits(connection, &query, Page::default(), now).unwrap();
    connection.progress_handler(0, None::<fn() -> bool>).unwrap();
    counted.load(Ordering::Relaxed)
}

#[test]
fn the_rarer_condition_leads_whichever_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let connection = database(&directory);
    let everything = work(&connection, "nothing-like-this -latte");
    // Reading all rows takes this many instructions and more; every query below must stay far under it.
    let all = u64::try_from(ORDERS).unwrap() * 10;
    assert!(everything < all / 10, "a word nobody wrote: {everything}");
    for line in [
        "latte",
        "latte status:paid",
        "latte status:failed",
        "status:failed",
        "status:failed currency:SGD method:card created-by:mee",
        "欧阳",
        "欧",
        "e",
        "an",
        "buyer4321@example.com",
        "4321",
        "tan amount:4321",
        "amount:<5",
        "on:1970-01-02 latte",
        "before:1970-01-02",
        "-latte",
        "status:paid",
    ] {
        let work = work(&connection, line);
        assert!(work < all / 2, "{line}: {work} of {all}");
    }
}

#[test]
fn an_old_span_of_order_numbers_is_not_looked_for_among_newer_ones_that_begin_alike() {
    let directory = tempfile::tempdir().unwrap();
    let connection = Connection::open(directory.path().join("spans.db")).unwrap();
    connection.execute_batch(&super::SCHEMA.concat()).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for place in 0..ORDERS {
        let reference = format!("SO-{}", 10_000 + place);
        index::put(&connection, place * 4, &SearchRow { reference, ..SearchRow::default() }).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    let (thousand, hundred) = (work(&connection, "SO-12"), work(&connection, "SO-120"));
    assert!(
        hundred < thousand * 3,
        "a hundred of a thousand: {hundred}, the newest of the thousand: {thousand}"
    );
}
