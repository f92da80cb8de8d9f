//! Money goes back to buyers: never more than there is, and never after it was stopped.

use crate::Person;

pub async fn part_of_a_payment_goes_back_then_the_rest_and_never_more(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("PART");
    app.paid(&order, "SGD 10.00").await;
    let place = person.open(&order).await;
    person.press("button", "Refund…").await;

    person.write("Refund amount", "12.00").await;
    app.read("SGD 10.00 is available").await;
    person.fill_in_refund("4.00", "Goods came back").await;
    person.decide("Refund SGD 4.00").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 1000"], "nothing has left yet");
    person.sees_it_through("Returned.").await;
    person.reads(&place, "Part-refunded").await;

    person.press("button", "Refund…").await;
    person.press("button", "All 6.00").await;
    person.choose("Reason, required", "Goodwill").await;
    person.decide("Refund SGD 6.00").await;
    person.sees_it_through("Returned.").await;
    person.reads(&place, "Everything that was taken was given back.").await;

    assert!(app.all("button", "Refund…").await.is_empty(), "there is nothing left to give back");
    let more = app.run_command_line(&["payment", "refund", &order, "--amount", "SGD 0.01", "--dry-run"]);
    assert!(!more.status.success(), "{}", String::from_utf8_lossy(&more.stdout));
    let moved = app.antom().moved(&order).await;
    assert_eq!(moved, ["paid SGD 1000", "refunded SGD 400", "refunded SGD 600"]);
}

pub async fn a_refund_stopped_in_its_window_never_reaches_antom(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("STOP");
    app.paid(&order, "SGD 20.00").await;
    person.open(&order).await;
    person.give_back("5.00", "Goods came back").await;
    person.press("button", "Close").await;

    person.go_to("Refunds").await;
    person.press_in_row(&order, &format!("Stop {order}")).await;
    app.read(&format!("Stopped by you: {order}, SGD 5.00")).await;
    app.stop_window_passes().await;
    // Whatever is due is gone through once, by another process, and this is not due.
    app.command_line(&["watch", "--once"]);
    let place = person.open(&order).await;
    person.reads(&place, "Paid").await;
    person.press("button", "Refund…").await;
    app.see("button", "All 20.00").await;
    person.press("button", "Go back").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 2000"]);
}

pub async fn a_refund_looked_at_with_stale_amounts_stops_until_it_is_looked_at_again(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("STALE");
    app.paid(&order, "SGD 10.00").await;
    person.open(&order).await;
    person.press("button", "Refund…").await;
    person.fill_in_refund("8.00", "Charged too much").await;
    app.usable_soon("button", "Refund SGD 8.00").await;

    let elsewhere = ["payment", "refund", &order, "--amount", "SGD 5.00", "--yes", "--key", &order];
    app.command_line(&[&elsewhere[..], &["--detach"]].concat());
    app.read("SGD 5.00 is available").await;
    app.read("changed").await;
    assert!(app.usable_now("button", "Refund SGD 8.00").await.is_none(), "what is stale cannot be sent");

    person.write("Refund amount", "4.50").await;
    person.decide("Refund SGD 4.50").await;
    person.sees_it_through("Returned.").await;
    crate::waiting::until("both refunds at Antom", || async {
        (app.antom().moved(&order).await.len() == 3).then_some(())
    })
    .await;
    let mut moved = app.antom().moved(&order).await;
    moved.sort();
    assert_eq!(moved, ["paid SGD 1000", "refunded SGD 450", "refunded SGD 500"]);
}
