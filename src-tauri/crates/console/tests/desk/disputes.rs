//! Acting in spite of a dispute, where there are people.

use crate::receiving::Post;
use crate::shop::{Shop, refund};
use console::operation::Ask;
use console::{ConsoleError, SecretText};
use serde_json::json;

fn pin(digits: &str) -> SecretText {
    SecretText::new(digits.to_owned())
}

fn code<T: std::fmt::Debug>(answer: Result<T, ConsoleError>) -> String {
    answer.unwrap_err().code()
}

#[tokio::test]
async fn a_shop_of_one_lifts_a_dispute_block_with_a_reason_and_the_recovery_code() {
    let (shop, console) = Shop::open().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    console.add_person("Lena", "admin".into(), None, &pin("846201")).unwrap();
    let (order, payment) = shop.paid(&console, 40_000).await;
    let post = Post::open(&shop).await;
    post.deliver(&shop).await;
    shop.control("disputes", &json!({ "payment_id": payment.as_str(), "reason": "Not received" }));
    post.deliver(&shop).await;
    let ask = |reason: Option<&str>| Ask {
        despite_dispute: true,
        reason: reason.map(str::to_owned),
        ..refund(order, 12_000)
    };
    let prepared = console.prepare(ask(Some("The bank asked us to"))).await.unwrap();
    assert_eq!(prepared.second.clone().unwrap().approvers, Vec::<String>::new());
    assert_eq!(code(console.confirm(prepared.token, None).await), "recovery-code");
    let prepared = console.prepare(ask(Some("The bank asked us to"))).await.unwrap();
    let wrong = SecretText::new("AAAA-BBBB".into());
    assert_eq!(code(console.confirm_with_code(prepared.token, None, &wrong).await), "recovery-code");
    let prepared = console.prepare(ask(Some("The bank asked us to"))).await.unwrap();
    console.confirm_with_code(prepared.token, None, &recovery).await.unwrap();
    console.add_person("Daniel", "finance".into(), None, &pin("730915")).unwrap();
    assert_eq!(console.show(&order).unwrap().intents.len(), 1);
    let prepared = console.prepare(ask(Some("And the rest"))).await.unwrap();
    assert_eq!(prepared.second.clone().unwrap().approvers, ["Daniel"]);
    assert_eq!(
        code(console.confirm_with_code(prepared.token, None, &recovery).await),
        "approval-needed",
        "where there is a second person the code is none"
    );
    post.close().await;
}
