//! The home that is measured: a Training with the ledger of a large shop, and an account.

use crate::processes::{files_of, main_of};
use crate::waiting::until;
use crate::{App, Home};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What was furnished.
pub struct Furnished {
    /// How many facts the shop has.
    pub facts: u64,
    /// The files that the processes of the window have mapped.
    pub files: Vec<PathBuf>,
}

/// Gives a home the shop's ledger and an account.
pub async fn furnish(home: &Home, orders: u64) -> Furnished {
    let program = std::env::var_os("COUNTERSIGN_WINDOW_LEDGER").expect("COUNTERSIGN_WINDOW_LEDGER is set");
    let mut furnishing = Command::new(program);
    furnishing.arg(home.path()).arg(orders.to_string()).stderr(Stdio::inherit());
    let furnished = furnishing.output().expect("what makes the ledger starts");
    assert!(furnished.status.success(), "the ledger could not be made");
    let app = App::start(home.clone(), &["--environment", "training"]).await;
    live_now(&app).await;
    add_account(&app).await;
    let files = files_of(main_of(home).expect("the program runs"));
    app.is_over().await;
    let facts = String::from_utf8_lossy(&furnished.stdout).trim().parse().expect("a number of facts");
    Furnished { facts, files }
}

/// A Training that was just made lives a week ago, where the history of its sample shop begins; this one has a history.
async fn live_now(app: &App) {
    let training = until("Training that runs", || async { app.call("training", json!({})).await.ok() }).await;
    let behind = -training["ahead_seconds"].as_i64().expect("seconds");
    app.call("training_move_clock", json!({ "seconds": behind })).await.expect("a clock that moves");
}

/// The account that the shop's orders name, arranged with the simulator in the window.
async fn add_account(app: &App) {
    let file = app.home().path().join("training").join("simulator-address.json");
    let places = std::fs::read(file).expect("a simulator that listens");
    let places: Value = serde_json::from_slice(&places).expect("its addresses");
    let url = format!("http://{}", places["gateway"].as_str().expect("an address"));
    let token = places["control_token"].as_str().expect("a token");
    let words = ["account", "add", "main", "--simulator", &url, "--simulator-token", token];
    app.command_line(&[&["--environment", "training"][..], &words].concat());
}

/// Whether nothing but what was measured went on: no backup and no check began by itself.
pub async fn was_left_alone(app: &App) {
    let care = app.call("care", json!({})).await.expect("how the ledger is cared for");
    assert_eq!(care["automatic"]["kept"], 0, "a backup was made meanwhile: {care}");
    assert_eq!(care["last_check"]["facts"], 0, "the history was checked meanwhile: {care}");
}
