use crate::fixture::{Shop, retold};
use crate::{BreakKind, Ledger};
use domain::testing;
use proptest::prelude::*;

/// Every row of every projection as text.
fn dump(ledger: &Ledger) -> Vec<String> {
    let mut lines = Vec::new();
    // Counts that went down to nothing may stand there still.
    let counts = "(SELECT * FROM search_counts WHERE orders <> 0)";
    for table in ["orders", "holds", "ids", "intents", "scripts", "search_rows", counts] {
        let mut statement = ledger.conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> =
                (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap())).collect();
            lines.push(format!("{table}: {}", values.join(", ")));
        }
    }
    lines
}

/// Breaks other than bytes that a told story never had.
fn breaks(ledger: &Ledger) -> Vec<crate::Break> {
    let found = ledger.verify().unwrap().breaks;
    found.into_iter().filter(|found| found.kind != BreakKind::SideMissing).collect()
}

#[test]
fn a_replay_gives_what_was_there_also_with_buyers_notes_and_several_orders() {
    let mut shop = Shop::new();
    let one = shop.order("A-1001", "Ng Mei");
    let two = shop.order("A-1002", "王小明");
    shop.note(one, "called back");
    shop.note(two, "gift wrap");
    let before = dump(&shop.ledger);
    let report = shop.ledger.replay().unwrap();
    assert_eq!((report.facts, report.orders, report.unreadable), (4, 2, 0));
    assert_eq!(dump(&shop.ledger), before);
    assert!(shop.ledger.verify().unwrap().is_whole());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_gives_what_was_brought_along_fact_by_fact(facts in testing::arbitrary_history()) {
        let mut shop = Shop::new();
        for fact in &facts {
            shop.ledger.transact(|writer| writer.append(retold(fact))).unwrap();
        }
        prop_assert_eq!(breaks(&shop.ledger), vec![]);
        let before = dump(&shop.ledger);
        shop.ledger.replay().unwrap();
        prop_assert_eq!(dump(&shop.ledger), before);
        prop_assert_eq!(breaks(&shop.ledger), vec![]);
    }

    #[test]
    fn many_facts_at_once_give_what_one_at_a_time_gives(facts in testing::arbitrary_history()) {
        let (mut single, mut many) = (Shop::new(), Shop::new());
        for fact in &facts {
            single.ledger.transact(|writer| writer.append(retold(fact))).unwrap();
        }
        many.ledger.transact(|writer| writer.append_all(facts.iter().map(retold))).unwrap();
        prop_assert_eq!(dump(&single.ledger), dump(&many.ledger));
        prop_assert_eq!(single.ledger.head().unwrap(), many.ledger.head().unwrap());
    }
}
