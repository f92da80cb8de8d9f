//! The power fails between a decision and its answer. What was sent is found out and never sent again; what had not
//! left still waits.

use crate::{App, Hand, Person};
use serde_json::json;

/// The longest stop window there may be, in seconds: nothing leaves while a slow computer starts the program again.
const LONGEST: u64 = 4_200;

#[tokio::test]
async fn after_a_kill_what_was_sent_is_settled_exactly_once_and_what_had_not_left_can_still_be_stopped() {
    let mut app = App::in_training().await;
    for hand in Hand::BOTH {
        let (sent, waiting) = decide_twice(&Person::at(&app, hand)).await;
        app = app.killed_and_started_again(&[]).await;
        app.look_at("TRAINING · Countersign").await;
        app.see("row", &sent).await;
        let person = &Person::at(&app, hand);
        what_was_sent_is_asked_for_until_it_is_known(person, &sent).await;
        what_had_not_left_is_stopped(person, &waiting).await;

        // Whatever is due is gone through once more, by another process.
        app.antom().advance(LONGEST).await;
        app.command_line(&["watch", "--once"]);
        assert_eq!(app.antom().moved(&sent).await, ["paid SGD 5000", "refunded SGD 2000"]);
        assert_eq!(app.antom().moved(&waiting).await, ["paid SGD 1800"]);
    }
    app.end().await;
}

/// Two refunds: one that Antom has carried out and not answered yet, and one in its stop window.
async fn decide_twice(person: &Person<'_>) -> (String, String) {
    let app = person.app();
    let (sent, waiting) = (person.order("SENT"), person.order("WAITS"));
    app.paid(&sent, "SGD 50.00").await;
    app.paid(&waiting, "SGD 18.00").await;
    stop_window(app, LONGEST);
    person.open(&waiting).await;
    person.give_back("9.00", "Not delivered").await;
    person.press("button", "Close").await;

    stop_window(app, 60);
    person.open(&sent).await;
    person.give_back("20.00", "Not delivered").await;
    person.press("button", "Close").await;
    // Nobody looks at it, and its answer is under way for longer than the program lives.
    person.go_to("Attention").await;
    let slow = json!({ "operation": "refund", "kind": "delay", "ms": 600_000, "next": 1 });
    app.antom().post("faults", &slow).await;
    app.stop_window_passes().await;
    app.until("effect at Antom", || async { (app.antom().moved(&sent).await.len() == 2).then_some(()) })
        .await;
    // From now on nobody signs what came of it.
    app.antom().post("faults", &json!({ "kind": "no_signature", "next": 1_000 })).await;
    (sent, waiting)
}

fn stop_window(app: &App, seconds: u64) {
    app.command_line(&["settings", "set", "stop-window", &seconds.to_string()]);
}

/// Not known is not failed, and not done either; as soon as somebody signs again it is known by itself.
async fn what_was_sent_is_asked_for_until_it_is_known(person: &Person<'_>, sent: &str) {
    let app = person.app();
    let place = person.open(sent).await;
    person.reads(&place, "Checking with Antom").await;
    assert!(!app.text_in(&place).await.contains("Part-refunded"));
    person.go_to("Attention").await;
    app.read(&format!("Refund on {sent}")).await;

    let place = person.open(sent).await;
    app.antom().no_more_faults().await;
    person.reads(&place, "Part-refunded").await;
    person.reads(&place, "Refund SGD 20.00").await;
}

async fn what_had_not_left_is_stopped(person: &Person<'_>, waiting: &str) {
    person.go_to("Refunds").await;
    person.press_in_row(waiting, &format!("Stop {waiting}")).await;
    person.app().read(&format!("Stopped by you: {waiting}, SGD 9.00")).await;
    let place = person.open(waiting).await;
    person.reads(&place, "Paid").await;
}
