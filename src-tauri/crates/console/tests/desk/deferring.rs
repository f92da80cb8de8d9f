//! A link that waits for the old one to end.

use crate::shop::Shop;
use console::Console;
use console::form::RequestDraft;
use console::operation::{WatchEvent, WatchOptions};
use console::view::OrderView;
use domain::fact::CaptureMode;
use simulator::{Effect, Span};

const ONCE: WatchOptions = WatchOptions { once: true, until_quiet: false };

async fn asked_for(shop: &Shop, console: &Console) -> (OrderView, RequestDraft) {
    let order = shop.request(console, 2_000, CaptureMode::Automatic).await;
    let draft = RequestDraft { amount: "25.00".to_owned(), ..console.draft_of(&order.id).unwrap() };
    (order, draft)
}

/// Watches once, and gives what became of links that waited: the order and whether it was made.
async fn watched(console: &Console) -> Vec<(String, bool)> {
    let mut heard = Vec::new();
    console
        .watch_telling(ONCE, std::future::pending(), &mut |event| match event {
            WatchEvent::LinkMade { reference, .. } => heard.push((reference.clone(), true)),
            WatchEvent::LinkNotMade { reference, .. } => heard.push((reference.clone(), false)),
            _ => {}
        })
        .await
        .unwrap();
    heard
}

#[tokio::test]
async fn a_link_that_waits_outlives_the_program_and_is_made_once_when_the_old_one_has_ended() {
    let (shop, console) = Shop::open().await;
    let (order, draft) = asked_for(&shop, &console).await;
    let waits = console.defer_request(&order.id, Some(&draft)).unwrap();
    assert_eq!((Some(waits.at), waits.reference.as_str()), (order.sessions[0].ends_at, "A-1001"));
    assert!(watched(&console).await.is_empty(), "the old link lives");
    drop(console);

    let (console, beside) = (shop.another(), shop.another());
    assert_eq!(console.deferred().unwrap(), [waits]);
    shop.pass(Span::minutes(61));
    let (one, other) = tokio::join!(watched(&console), watched(&beside));
    assert_eq!([one, other].concat(), [("A-1001".to_owned(), true)], "two processes make it once");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 2);
    assert!(console.deferred().unwrap().is_empty());
    assert!(console.show(&order.id).unwrap().closed.is_some());
    let new = console.resolve("A-1001").unwrap();
    let new = console.show(&new).unwrap();
    assert_eq!((new.replaces, new.amount.to_string().as_str()), (Some(order.id), "SGD 25.00"));
    assert!(watched(&console).await.is_empty(), "and never again");
}

#[tokio::test]
async fn another_link_of_the_same_request_waits_as_well() {
    let (shop, console) = Shop::open().await;
    let (order, _) = asked_for(&shop, &console).await;
    console.defer_request(&order.id, None).unwrap();
    shop.pass(Span::minutes(61));
    assert_eq!(watched(&console).await, [("A-1001".to_owned(), true)]);
    let shown = console.show(&order.id).unwrap();
    assert_eq!((shown.sessions.len(), shown.closed.is_none()), (2, true));
}

#[tokio::test]
async fn what_was_paid_meanwhile_is_not_asked_for_again() {
    let (shop, console) = Shop::open().await;
    let (order, draft) = asked_for(&shop, &console).await;
    console.defer_request(&order.id, Some(&draft)).unwrap();
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    shop.pass(Span::minutes(61));
    assert_eq!(watched(&console).await, [("A-1001".to_owned(), false)]);
    assert!(console.deferred().unwrap().is_empty());
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1);
}

#[tokio::test]
async fn what_waits_is_given_up_by_a_person_and_by_a_link_that_is_made_now() {
    let (shop, console) = Shop::open().await;
    let (order, draft) = asked_for(&shop, &console).await;
    console.defer_request(&order.id, Some(&draft)).unwrap();
    assert!(console.drop_deferred(&order.id).unwrap() && !console.drop_deferred(&order.id).unwrap());
    console.defer_request(&order.id, Some(&draft)).unwrap();
    console.replace_request(&order.id, &draft, true).await.unwrap();
    assert!(console.deferred().unwrap().is_empty());
    shop.pass(Span::minutes(61));
    assert!(watched(&console).await.is_empty());
    let error = console.defer_request(&order.id, None).unwrap_err();
    assert_eq!(error.code(), "no-live-link", "there is nothing to wait for");
    let wrong = RequestDraft { amount: "twelve".to_owned(), ..draft };
    let other = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    assert_eq!(console.defer_request(&other.id, Some(&wrong)).unwrap_err().code(), "bad-field");
}
