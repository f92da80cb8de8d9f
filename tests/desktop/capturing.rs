//! Holds are captured from the queue: several at once, looked at together, each with a result of its own.

use crate::waiting::until;
use crate::{Hand, Person};

pub async fn held_orders_are_captured_after_a_review_and_each_tells_its_result(person: &Person<'_>) {
    let app = person.app();
    let (one, other) = (person.order("HELD-1"), person.order("HELD-2"));
    app.held(&one, "SGD 41.00").await;
    app.held(&other, "SGD 34.00").await;

    person.go_to("Capture").await;
    for order in [&one, &other] {
        match person.hand() {
            Hand::Mouse => person.row(order).await,
            Hand::Keyboard => {
                person.row_by_keys(order).await;
                app.press("Space").await;
            }
        }
    }
    person.reads("Selection", "2 selected").await;
    match person.hand() {
        Hand::Mouse => person.press("button", "Capture 2 · SGD 75.00…").await,
        Hand::Keyboard => app.press("Ctrl+Enter").await,
    }
    let review = "Capture 2 payments";
    person.reads(review, &one).await;
    person.reads(review, &other).await;
    assert_eq!(app.antom().moved(&one).await, ["authorised SGD 4100"], "a review takes nothing");
    person.press("button", "Capture 2 · SGD 75.00").await;
    let results = "2 captures";
    person.reads(results, "2 in the outbox, 0 skipped").await;
    app.stop_window_passes().await;
    until("result of either", || async {
        (app.text_in(results).await.matches("Captured").count() == 2).then_some(())
    })
    .await;
    person.press("button", "Close").await;

    for (order, amount) in [(&one, "4100"), (&other, "3400")] {
        let place = person.open(order).await;
        person.reads(&place, "Captured").await;
        let moved = app.antom().moved(order).await;
        assert_eq!(moved, [format!("authorised SGD {amount}"), format!("captured SGD {amount}")]);
    }
}
