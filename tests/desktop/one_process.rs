//! One process for each home, one window for each environment.

use crate::{App, Home};
use serde_json::json;

#[tokio::test]
async fn a_second_start_brings_the_first_ones_window_to_the_front_and_ends() {
    let app = App::in_training().await;
    app.call("open_environment", json!({ "environment": "sandbox" })).await.unwrap();
    app.look_at("SANDBOX · Countersign").await;
    // A new window takes the focus when its page is drawn; only then is the other one behind it.
    app.has_the_focus().await;
    let second = app.another_start(&["--environment", "training"]);
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    let mut windows = app.windows().await;
    windows.sort();
    assert_eq!(windows, ["sandbox", "training"], "no further window, no further program");
    app.look_at("TRAINING · Countersign").await;
    app.has_the_focus().await;
    app.end().await;
}

#[tokio::test]
async fn two_homes_run_side_by_side() {
    let one = App::fresh().await;
    let other = App::start(Home::new(), &["--environment", "sandbox"]).await;
    assert_eq!(one.windows().await, ["welcome"]);
    assert_eq!(other.windows().await, ["sandbox"]);
    one.end().await;
    other.end().await;
}

#[tokio::test]
async fn a_window_of_an_environment_that_is_not_set_up_knows_nothing_of_the_others() {
    let app = App::in_training().await;
    let found = app.call("search", json!({ "query": "", "limit": 1, "after": null })).await.unwrap();
    let order = found["rows"][0]["id"].clone();
    app.call("open_environment", json!({ "environment": "production" })).await.unwrap();
    app.look_at("Countersign").await;
    assert_eq!(app.call("start", json!({})).await.unwrap()["kind"], "set-up");
    let refusal = app.call("show", json!({ "order": order })).await.unwrap_err();
    assert_eq!(refusal["code"], "not-set-up", "{refusal}");
    let refusal = app.call("training", json!({})).await.unwrap_err();
    assert_eq!(refusal["code"], "not-from-here", "{refusal}");
    app.end().await;
}
