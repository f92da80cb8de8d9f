use crate::fixture::Shop;
use crate::{desk, lookup, queues, row};

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
    assert_eq!(plan(&shop, lookup::ALIKE), ["SEARCH ids USING PRIMARY KEY (text=?)", by_number]);
    assert_eq!(plan(&shop, lookup::IN_PLACE_OF), ["SEARCH ids USING PRIMARY KEY (text=?)", by_number]);
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
    let summary = format!("SELECT {} FROM orders WHERE id = ?1", row::COLUMNS);
    assert_eq!(plan(&shop, &summary), ["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (id=?)"]);
}

#[test]
fn every_queue_walks_one_index_and_sorts_nothing() {
    let shop = Shop::new();
    let by_number = "SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)";
    for statistics in [false, true] {
        if statistics {
            shop.ledger.conn.execute_batch("ANALYZE").unwrap();
        }
        for (sql, wanted) in [
            (queues::ORDERS, vec!["SCAN search_counts"]),
            (queues::OUTBOX, vec!["SCAN intents USING COVERING INDEX intents_open"]),
            (queues::CHECKING_COUNT, vec!["SCAN orders USING COVERING INDEX orders_checking"]),
            (queues::TO_CAPTURE, vec!["SEARCH holds USING COVERING INDEX holds_by_end (ends_at>?)"]),
            (
                queues::HOLDS,
                vec!["SEARCH holds USING COVERING INDEX holds_by_end (ends_at>? AND ends_at<?)", by_number],
            ),
            (
                queues::OPEN_MOVES,
                vec![
                    "SEARCH intents USING COVERING INDEX intents_queue ((requested_at,intent)<(?,?))",
                    by_number,
                ],
            ),
            (
                queues::DONE_MOVES,
                vec!["SEARCH intents USING COVERING INDEX intents_done ((moved_at,intent)<(?,?))", by_number],
            ),
            (
                queues::FAILED_CAPTURES,
                vec![
                    "SEARCH intents USING INDEX intents_done (moved_at>?)",
                    "SEARCH holds USING PRIMARY KEY (order_row=?)",
                    by_number,
                ],
            ),
            (queues::MARKED, vec!["SCAN orders USING INDEX orders_marked"]),
            (queues::CHECKING, vec!["SCAN orders USING INDEX orders_checking"]),
            (
                queues::LINKS_ENDING,
                vec!["SEARCH orders USING INDEX orders_live (live_until>? AND live_until<?)"],
            ),
            (queues::CAPTURING, vec!["SEARCH orders USING INDEX orders_capturing (capturing_since<?)"]),
            (queues::TOUCHED, vec!["SEARCH journal USING INTEGER PRIMARY KEY (rowid>?)"]),
            (queues::FIRST_OPENED, vec!["SCAN search_blocks", "USE TEMP B-TREE FOR ORDER BY"]),
            (desk::ONE, vec!["SEARCH desk USING PRIMARY KEY (owner=? AND name=?)"]),
            (desk::BEGINNING, vec!["SEARCH desk USING PRIMARY KEY (owner=? AND name>? AND name<?)"]),
        ] {
            assert_eq!(plan(&shop, sql), wanted, "with statistics: {statistics}");
        }
    }
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
