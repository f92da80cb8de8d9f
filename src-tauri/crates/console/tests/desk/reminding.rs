//! Reminders of holds that end.

use crate::shop::{Shop, decided, whole};
use chrono::TimeDelta;
use console::Console;
use domain::intent::Verb;
use simulator::Span;

fn hours(console: &Console) -> Vec<u8> {
    console.due_reminders().unwrap().into_iter().map(|reminder| reminder.hours).collect()
}

/// Moves the clock to so many minutes before the end of the hold.
fn until(shop: &Shop, console: &Console, order: &domain::ids::OrderId, minutes: i64) {
    let ends_at = console.show(order).unwrap().payments[0].hold_ends_at.unwrap();
    let left = ends_at - console.now() - TimeDelta::minutes(minutes);
    shop.pass(Span::minutes(left.num_minutes()));
}

#[tokio::test]
async fn each_reminder_of_a_hold_is_said_once_by_whoever_asks_first() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 4_000).await;
    assert_eq!(hours(&console), Vec::<u8>::new());
    until(&shop, &console, &order, 48 * 60 - 5);
    let told = console.due_reminders().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].order, told[0].hours), (order, 48));
    assert_eq!(
        (told[0].payment.as_str(), told[0].amount.to_string()),
        (payment.as_str(), "SGD 40.00".to_owned())
    );
    let another = shop.another();
    assert_eq!((hours(&console), hours(&another)), (Vec::new(), Vec::new()), "nobody says it again");
    until(&shop, &console, &order, 24 * 60 - 5);
    assert_eq!((hours(&another), hours(&console)), (vec![24], Vec::new()));
    drop((console, another));
    let console = shop.another();
    assert_eq!(hours(&console), Vec::<u8>::new(), "nor after a restart");
    until(&shop, &console, &order, 30);
    assert_eq!(hours(&console), [1], "a reminder that was slept through is overtaken by the next");
    until(&shop, &console, &order, -5);
    assert_eq!(hours(&console), Vec::<u8>::new());
}

#[tokio::test]
async fn only_the_reminders_that_were_chosen_are_said() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.authorised(&console, 4_000).await;
    console.set_setting("reminders", "").unwrap();
    until(&shop, &console, &order, 47 * 60);
    assert_eq!(hours(&console), Vec::<u8>::new());
    console.set_setting("reminders", "4").unwrap();
    until(&shop, &console, &order, 20 * 60);
    assert_eq!(hours(&console), Vec::<u8>::new());
    until(&shop, &console, &order, 3 * 60);
    assert_eq!(hours(&console), [4]);
}

#[tokio::test]
async fn money_that_is_being_captured_needs_no_reminder_until_that_was_stopped() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.authorised(&console, 4_000).await;
    until(&shop, &console, &order, 47 * 60);
    let (_, intent) = decided(&console, whole(order, Verb::Capture)).await.unwrap();
    assert_eq!(hours(&console), Vec::<u8>::new());
    console.stop(&intent.id).unwrap();
    assert_eq!(hours(&console), [48], "it was not used up by the capture that never left");
}
