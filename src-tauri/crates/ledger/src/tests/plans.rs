use crate::fixture::Shop;
use crate::{lookup, row};

/// How SQLite means to answer, one line per step.
fn plan(shop: &Shop, sql: &str) -> Vec<String> {
    let mut statement = shop.ledger.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    for place in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(place, rusqlite::types::Null).unwrap();
    }
    let mut rows = statement.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        lines.push(row.get::<_, String>(3).unwrap());
    }
    lines
}

#[test]
fn every_exact_question_walks_one_index_and_reads_orders_by_number() {
    let shop = Shop::new();
    let by_number = "SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)";
    assert_eq!(plan(&shop, lookup::FIND), ["SEARCH ids USING PRIMARY KEY (text=?)", by_number]);
    assert_eq!(plan(&shop, lookup::INTENT), ["SEARCH intents USING PRIMARY KEY (intent=?)", by_number]);
    assert_eq!(plan(&shop, lookup::SCRIPT), ["SEARCH scripts USING PRIMARY KEY (key=?)", by_number]);
    assert_eq!(plan(&shop, lookup::OPEN_ORDERS), ["SCAN orders USING INDEX orders_open"]);
    assert_eq!(
        plan(&shop, lookup::OPEN_INTENTS),
        ["SCAN intents USING COVERING INDEX intents_open", by_number]
    );
    assert_eq!(
        plan(&shop, lookup::ENDING_HOLDS),
        ["SEARCH orders USING INDEX orders_holding (hold_ends_at<?)"]
    );
    assert_eq!(plan(&shop, crate::stats::WORDS), ["SCAN search_rows USING COVERING INDEX search_by_word"]);
    let summary = format!("SELECT {} FROM orders WHERE id = ?1", row::COLUMNS);
    assert_eq!(plan(&shop, &summary), ["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (id=?)"]);
}

#[test]
fn the_facts_of_an_order_and_the_end_of_a_chain_are_found_by_index() {
    let shop = Shop::new();
    let facts = format!("SELECT {} FROM journal WHERE order_id = ?1 ORDER BY seq", crate::stored::COLUMNS);
    assert_eq!(plan(&shop, &facts), ["SEARCH journal USING INDEX journal_order (order_id=?)"]);
    let house = format!("SELECT {} FROM journal WHERE order_id IS NULL ORDER BY seq", crate::stored::COLUMNS);
    assert_eq!(plan(&shop, &house), ["SCAN journal USING INDEX journal_house"]);
    let tip = "SELECT device_seq, hash, at FROM journal WHERE device = ?1 ORDER BY device_seq DESC LIMIT 1";
    assert_eq!(plan(&shop, tip), ["SEARCH journal USING INDEX sqlite_autoindex_journal_2 (device=?)"]);
}
