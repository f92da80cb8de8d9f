//! The first minutes with the program.

use crate::App;
use serde_json::json;

#[tokio::test]
async fn training_begins_from_nothing_and_can_be_worked_with_at_once() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    app.picture("welcome").await;
    app.click("button", "Start with Training").await;
    app.look_at("TRAINING · Countersign").await;
    app.read("Lee Wei Ling").await;
    app.picture("training-payments").await;
    app.read_no_more("Where would you like to begin?").await;
    assert_eq!(app.windows().await, ["training"], "the window that welcomed is gone");

    let found = app.call("search", json!({ "query": "", "limit": 100, "after": null })).await.unwrap();
    let rows = found["rows"].as_array().unwrap();
    let days: std::collections::BTreeSet<&str> =
        rows.iter().filter_map(|row| row["opened_at"].as_str()?.get(..10)).collect();
    assert!(days.len() >= 7, "the shop has traded for a week, not on {days:?} alone");
    assert!(rows.len() >= 30, "the shop has {} orders", rows.len());
    for word in ["waiting", "paid", "authorised", "captured", "part-refunded", "refunded", "cancelled"] {
        assert!(rows.iter().any(|row| row["state"] == word), "no order of the shop is {word}");
    }
    let book = app.antom().get("book").await;
    let sound = book["totals"].as_object().unwrap().values().all(|total| total["sound"] == true);
    assert!(sound, "the gateway's book agrees: {book}");
    app.end().await;
}

/// Where the processor draws, what moves by itself would stand still halfway.
#[tokio::test]
async fn a_page_drawn_without_a_card_is_told_to_move_nothing_by_itself() {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let card = nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"));
    let app = App::fresh().await;
    let still = app.run("return matchMedia('(prefers-reduced-motion: reduce)').matches").await;
    assert_eq!(still, json!(!card));
    app.end().await;
}

#[tokio::test]
async fn the_command_line_works_on_the_same_training_while_the_window_runs() {
    let app = App::in_training().await;
    let made = app.command_line(&[
        "request",
        "new",
        "--amount",
        "SGD 42.00",
        "--description",
        "Walnut tray",
        "--order",
        "CLI-1",
        "--phone",
        "+65 8123 4567",
    ]);
    assert_eq!(made["order"]["reference"], "CLI-1", "{made}");
    app.antom().buyer_pays("CLI-1", "GRABPAY_SG").await;
    let asked = app.command_line(&["payment", "inquire", "CLI-1"]);
    assert_eq!(asked["order"]["state"], "paid", "{asked}");
    let found = app.call("search", json!({ "query": "CLI-1", "limit": 5, "after": null })).await.unwrap();
    assert_eq!(found["rows"][0]["state"], "paid", "the window finds what the command line did: {found}");
    app.end().await;
}

#[tokio::test]
async fn a_link_made_yesterday_still_works_after_the_program_was_killed() {
    let app = App::in_training().await;
    let before = app.antom().get("key").await;
    let made = app.command_line(&[
        "request",
        "new",
        "--amount",
        "SGD 9.00",
        "--description",
        "Tea",
        "--order",
        "KEPT-1",
        "--phone",
        "+65 8123 4567",
    ]);
    assert_eq!(made["order"]["state"], "waiting");
    let app = app.killed_and_started_again(&[]).await;
    app.look_at("TRAINING · Countersign").await;
    assert_eq!(app.call("start", json!({})).await.unwrap()["kind"], "ready");
    assert_eq!(app.antom().get("key").await, before, "the same gateway answers");
    app.antom().buyer_pays("KEPT-1", "GRABPAY_SG").await;
    let found = app.command_line(&["payment", "inquire", "KEPT-1"]);
    assert_eq!(found["order"]["state"], "paid", "{found}");
    app.end().await;
}
