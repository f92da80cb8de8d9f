use crate::requests::plain;
use crate::shop::Shop;
use console::buyer::BuyerInput;
use console::find::Which;
use console::request::NewRequest;
use console::{Console, ConsoleError};

async fn several(console: &Console) {
    for (name, minor) in [("Ng Mei", 1_000), ("王芳", 2_000), ("Müller", 3_000)] {
        let buyer = BuyerInput {
            name: Some(name.to_owned()),
            email: Some(format!("b{minor}@shop.example")),
            ..BuyerInput::default()
        };
        console.new_request(NewRequest { buyer, ..plain(minor) }).await.unwrap();
    }
}

fn found(console: &Console, query: &str) -> Vec<String> {
    let page = console.search(query, &Which::default()).unwrap();
    page.rows.into_iter().map(|row| row.reference).collect()
}

#[tokio::test]
async fn orders_are_found_by_name_number_amount_and_state() {
    let (_shop, console) = Shop::open().await;
    several(&console).await;
    assert_eq!(found(&console, ""), ["A-1003", "A-1002", "A-1001"], "newest first");
    assert_eq!(found(&console, "王芳"), ["A-1002"]);
    assert_eq!(found(&console, "muller"), ["A-1003"]);
    assert_eq!(found(&console, "amount:>15 -muller"), ["A-1002"]);
    assert_eq!(found(&console, "status:waiting mei"), ["A-1001"]);
    assert_eq!(found(&console, "status:paid"), Vec::<String>::new());
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    let (_shop, console) = Shop::open().await;
    several(&console).await;
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = console.search("", &Which { limit: 1, after }).unwrap();
        seen.extend(page.rows.into_iter().map(|row| row.reference));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, ["A-1003", "A-1002", "A-1001"]);
    assert!(console.search("", &Which { limit: 1, after: Some("x".to_owned()) }).is_err());
}

#[tokio::test]
async fn a_query_that_cannot_be_read_says_what_would_do() {
    let (_shop, console) = Shop::open().await;
    let error = console.search("colour:red", &Which::default()).unwrap_err();
    assert!(matches!(error, ConsoleError::Query { .. }), "{error:?}");
    assert!(error.remedy().contains("status"), "{}", error.remedy());
}

#[tokio::test]
async fn what_nothing_is_called_is_not_found() {
    let (_shop, console) = Shop::open().await;
    assert_eq!(console.resolve("A-9999").unwrap_err().code(), "not-found");
}
