//! An answer gets lost. Not known is not failed: it is asked for until it is known, and nothing is sent twice.

use crate::Person;
use serde_json::json;

pub async fn a_refund_whose_answer_is_lost_is_being_checked_and_then_done_and_never_failed(
    person: &Person<'_>,
) {
    let app = person.app();
    let order = person.order("LOST");
    app.paid(&order, "SGD 16.00").await;
    // The answer gets lost, as the training panel has it chosen, and not before it could be seen what happened.
    person.press("button", "Switch on").await;
    app.read("Refund: The answer gets lost, next call").await;
    app.antom()
        .post("faults", &json!({ "operation": "refund", "kind": "delay", "ms": 6000, "next": 1 }))
        .await;

    let place = person.open(&order).await;
    person.give_back("6.00", "Goods came back").await;
    app.stop_window_passes().await;
    app.until("effect at Antom", || async { (app.antom().moved(&order).await.len() == 2).then_some(()) })
        .await;
    // While nobody signs what Antom says, asking brings nothing either.
    app.antom().post("faults", &json!({ "kind": "no_signature", "next": 1000 })).await;
    app.read("Checking with Antom.").await;
    let dialog = app.text_in("Refund SGD 6.00").await;
    assert!(dialog.contains("nothing is sent twice"), "{dialog}");
    assert!(!dialog.contains("Refused") && !dialog.to_lowercase().contains("failed"), "{dialog}");
    person.press("button", "Close").await;
    person.reads(&place, "Checking with Antom").await;

    person.go_to("Attention").await;
    app.read(&format!("Refund on {order}")).await;
    person.go_to("Refunds").await;
    // Asked by hand while nobody signs, it stays what it was.
    person.press_in_row(&order, &format!("Ask Antom now about {order}")).await;
    let place = person.open(&order).await;
    person.reads(&place, "Checking with Antom").await;

    // As soon as somebody signs again it is asked for by itself: who looks need not press anything.
    person.press("button", "All off").await;
    app.read("No fault is on; the simulator answers as it should.").await;
    person.reads(&place, "Part-refunded").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 1600", "refunded SGD 600"]);
}
