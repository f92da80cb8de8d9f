//! The computer sleeps and wakes. What happened meanwhile is asked for at once, and nobody has to press anything.

use crate::desk::Service;
use crate::staff::LENA;
use crate::waiting::until;
use crate::{App, Hand, Person};
use serde_json::json;

#[tokio::test]
async fn what_was_paid_while_the_computer_slept_is_known_as_soon_as_it_wakes() {
    let login = Service::of_sleep().await;
    let app = App::in_training().await;
    // The buyer chose to pay in a shop: the money comes hours later, and is asked about seldom meanwhile.
    app.ordered("SLEEP-1", "JPY 4200", &["--method", "KONBINI"]);
    app.antom().buyer_pays("SLEEP-1", "KONBINI").await;
    app.command_line(&["payment", "inquire", "SLEEP-1"]);
    app.antom().advance(5 * 3_600).await;
    let order = until("order SLEEP-1 in the window", || async {
        let found =
            app.call("search", json!({ "query": "SLEEP-1", "limit": 1, "after": null })).await.unwrap();
        Some(found["rows"][0]["id"].as_str()?.to_owned())
    })
    .await;
    until("a next question that is minutes away", || async {
        (seconds_to_the_next_question(&app, &order).await? > 300).then_some(())
    })
    .await;

    login.tells_of_sleep(true);
    app.antom().settles("SLEEP-1").await;
    login.tells_of_sleep(false);
    app.read("SLEEP-1 is paid: JPY 4,200").await;
    app.end().await;
}

#[tokio::test]
async fn the_window_is_locked_before_the_computer_sleeps_and_what_was_typed_is_kept() {
    let login = Service::of_sleep().await;
    let app = App::in_training().await;
    let person = &Person::at(&app, Hand::Mouse);
    app.has_a_first_admin().await;
    person.go_to("New request").await;
    person.write("Amount", "18.30").await;
    login.tells_of_sleep(true);
    app.read("Who is here?").await;
    login.tells_of_sleep(false);
    assert!(!app.text().await.contains("18.30"));
    person.sits_down(LENA).await;
    person.go_to("New request").await;
    app.until("form as it was left", || async { (person.typed("Amount").await == "18.30").then_some(()) })
        .await;
    app.end().await;
}

/// How long the window leaves an order alone from now on.
async fn seconds_to_the_next_question(app: &App, order: &str) -> Option<i64> {
    let plan = app.call("watch_plan", json!({ "order": order, "limit": 1 })).await.unwrap();
    let now = app.call("pulse", json!({})).await.unwrap();
    let [next, now] = [&plan["next"][0]["at"], &now["now"]];
    app.run(&format!("return Math.round((Date.parse({next}) - Date.parse({now})) / 1000)")).await.as_i64()
}
