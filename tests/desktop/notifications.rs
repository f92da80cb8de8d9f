//! What the operating system is asked to show while nobody looks at the window: notifications and the tray.

use crate::App;
use crate::desk::{Service, ask, everybody};
use crate::staff::PRIYA;
use crate::waiting::until;
use serde_json::json;

const NOTIFY: &str = "Notify";
/// What must never stand in a notification: it is seen by whoever passes the screen.
const SECRETS: [&str; 5] = ["Mei Ling", "mei@example.com", "8123", "http", "4054"];

/// Looks elsewhere: another window has the focus. A window has none either before it first comes to the front, so that
/// is waited for at both.
async fn look_elsewhere(app: &App) {
    in_front(app).await;
    app.call("open_environment", json!({ "environment": "sandbox" })).await.unwrap();
    app.look_at("SANDBOX · Countersign").await;
    in_front(app).await;
    app.look_at("TRAINING · Countersign").await;
}

async fn in_front(app: &App) {
    until("focus", || async { (app.run("return document.hasFocus()").await == json!(true)).then_some(()) })
        .await;
}

/// The words of a command on the ledger of Training; the other window may have set up a second one.
fn in_training<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["--environment", "training"], words].concat()
}

fn inquire(app: &App, reference: &str) {
    app.command_line(&in_training(&["payment", "inquire", reference]));
}

/// An order made on the command line, so that the window only learns of it.
fn ordered(app: &App, reference: &str, more: &[&str]) {
    let words = ["request", "new", "--amount", "SGD 42.00", "--description", "Tea set", "--order", reference];
    let buyer = ["--name", "Tan Mei Ling", "--email", "mei@example.com", "--phone", "+65 8123 4567"];
    app.command_line(&in_training(&[&words[..], &buyer, more].concat()));
}

fn said(desk: &Service, texts: &[&str]) -> usize {
    desk.calls(NOTIFY).iter().filter(|call| texts.iter().all(|text| call.contains(text))).count()
}

#[tokio::test]
async fn what_is_paid_is_said_once_and_tells_nothing_of_the_buyer() {
    let desk = Service::of_notifications().await;
    let app = App::in_training().await;
    look_elsewhere(&app).await;
    ordered(&app, "N-1", &["--method", "GRABPAY_SG"]);
    app.antom().buyer_pays("N-1", "GRABPAY_SG").await;
    inquire(&app, "N-1");
    desk.called(NOTIFY, &["TRAINING · Countersign", "Paid · N-1 · SGD 42.00"]).await;

    assert_eq!(said(&desk, &["Paid · N-1"]), 1);
    for call in desk.calls(NOTIFY) {
        assert!(call.contains("TRAINING"), "{call}");
        assert!(!SECRETS.iter().any(|secret| call.contains(secret)), "{call}");
    }
    app.end().await;
}

#[tokio::test]
async fn whoever_could_approve_is_told_that_somebody_asks_and_a_locked_screen_tells_neither_who_nor_how_much()
{
    let desk = Service::of_notifications().await;
    let app = App::in_training().await;
    for order in ["N-7", "N-8"] {
        app.paid(order, "SGD 200.00").await;
    }
    app.has_a_first_admin().await;
    app.adds(PRIYA, "shop").await;
    look_elsewhere(&app).await;
    let asks = |order: &str| {
        let refund = ["payment", "refund", order, "--amount", "SGD 80.00", "--reason", "Broken"];
        app.command_line(&in_training(&[&refund[..], &["--ask-approval", "See the photograph"]].concat()))
    };
    app.signs_in_on_the_command_line(PRIYA);
    asks("N-7");
    desk.called(NOTIFY, &["Waits for approval · Priya Nair · SGD 80.00"]).await;
    assert_eq!(said(&desk, &["Waits for approval"]), 1);

    app.call("lock", json!({ "sealed": false })).await.unwrap();
    asks("N-8");
    until("second thing that waits", || async { (said(&desk, &["approval"]) == 2).then_some(()) }).await;
    let locked = desk.calls(NOTIFY).pop().unwrap();
    for hidden in ["Priya", "80.00", "N-8"] {
        assert!(!locked.contains(hidden), "{locked}");
    }
    assert_eq!(app.antom().moved("N-7").await, ["paid SGD 20000"], "asking sends nothing");
    app.end().await;
}

#[tokio::test]
async fn an_outcome_that_nobody_knew_is_told_once_when_it_becomes_known() {
    let desk = Service::of_notifications().await;
    let app = App::in_training().await;
    look_elsewhere(&app).await;
    app.command_line(&in_training(&["settings", "set", "stop-window", "0"]));
    ordered(&app, "N-2", &["--method", "GRABPAY_SG"]);
    app.antom().buyer_pays("N-2", "GRABPAY_SG").await;
    inquire(&app, "N-2");
    desk.called(NOTIFY, &["Paid · N-2"]).await;

    // The answer to the refund is lost, and whoever asks what came of it gets nothing that is signed.
    app.antom().fault("refund", "lost_after_effect", 1).await;
    app.antom().fault("inquiryRefund", "no_signature", 1000).await;
    let refund = ["payment", "refund", "N-2", "--full", "--reason", "it leaks", "--yes", "--key", "n-2"];
    let refund = app.run_command_line(&in_training(&[&refund[..], &["--detach"]].concat()));
    assert!(refund.status.success(), "{}", String::from_utf8_lossy(&refund.stderr));
    // What was just sent reads "checking" as well; its outcome is in doubt only once no answer came.
    let found = app.call("search", json!({ "query": "N-2", "limit": 1, "after": null })).await.unwrap();
    let order = json!({ "order": found["rows"][0]["id"] });
    until("outcome that is not known", || async {
        let shown = app.call("show", order.clone()).await.unwrap();
        (shown["intents"][0]["stage"] == "checking").then_some(())
    })
    .await;
    assert_eq!(said(&desk, &["Settled"]), 0);
    app.antom().no_more_faults().await;
    desk.called(NOTIFY, &["TRAINING · Countersign", "Settled: N-2 · SGD 42.00"]).await;
    assert_eq!(said(&desk, &["Settled"]), 1);
    assert_eq!(app.antom().moved("N-2").await, ["paid SGD 4200", "refunded SGD 4200"]);
    app.end().await;
}

#[tokio::test]
async fn a_hold_is_reminded_of_at_48_24_4_and_1_hours_and_each_time_once() {
    let desk = Service::of_notifications().await;
    let app = App::in_training().await;
    ordered(&app, "N-3", &["--method", "CARD", "--capture", "manual"]);
    app.antom().buyer_pays("N-3", "CARD").await;
    inquire(&app, "N-3");
    app.antom().advance(4 * 86_400).await;
    let left = |hours: u32| format!("The hold ends in less than {hours} h · N-3 · SGD 42.00");
    // Seven days after the authorisation it ends; four are over.
    for (hours, wait) in [(48, 25 * 3_600), (24, 24 * 3_600), (4, 20 * 3_600), (1, 9_000)] {
        assert_eq!(said(&desk, &[&left(hours)]), 0, "not before its time");
        app.antom().advance(wait).await;
        desk.called(NOTIFY, &[&left(hours)]).await;
    }
    for hours in [48, 24, 4, 1] {
        assert_eq!(said(&desk, &[&left(hours)]), 1, "{hours} h");
    }
    for call in desk.calls(NOTIFY) {
        assert!(!SECRETS.iter().any(|secret| call.contains(secret)), "{call}");
    }
    app.end().await;
}

#[tokio::test]
async fn the_window_in_front_says_itself_what_is_paid() {
    let desk = Service::of_notifications().await;
    let app = App::in_training().await;
    in_front(&app).await;
    ordered(&app, "N-4", &["--method", "GRABPAY_SG"]);
    ordered(&app, "N-5", &["--method", "GRABPAY_SG"]);
    app.antom().buyer_pays("N-4", "GRABPAY_SG").await;
    inquire(&app, "N-4");
    app.read("N-4 is paid: SGD 42.00").await;

    look_elsewhere(&app).await;
    app.antom().buyer_pays("N-5", "GRABPAY_SG").await;
    inquire(&app, "N-5");
    desk.called(NOTIFY, &["Paid · N-5"]).await;
    assert_eq!(said(&desk, &["N-4"]), 0, "the window in front has said it already");
    app.end().await;
}

#[tokio::test]
async fn the_tray_counts_what_needs_a_person() {
    let desk = Service::of_trays().await;
    let app = App::in_training().await;
    let registered = desk.called("RegisterStatusNotifierItem", &[]).await;
    let object = registered.split('"').nth(1).unwrap().to_owned();
    let before = until("tray with the count", async || counted(&app, &object).await).await;

    ordered(&app, "N-6", &["--method", "CARD", "--capture", "manual"]);
    app.antom().buyer_pays("N-6", "CARD").await;
    inquire(&app, "N-6");
    app.antom().advance(6 * 86_400 + 3_600).await;
    let other = async || counted(&app, &object).await.filter(|count| *count != before);
    until("another count", other).await;

    // The history may be open, and counted, before there is a tray.
    let app = app.killed_and_started_again(&[]).await;
    until("tray with the count at once", async || counted(&app, &object).await).await;
    app.end().await;
}

/// How much the tray says needs a person, once that is what the core says.
async fn counted(app: &App, object: &str) -> Option<u64> {
    let count = app.call("pulse", json!({})).await.ok()?["attention"].as_u64()?;
    // Whoever answers for the icon is the program; the others know no such object.
    let label = everybody().into_iter().find_map(|one| label_of(&one, object))?;
    (count > 0 && label == count.to_string()).then_some(count)
}

/// What stands beside the icon of a tray.
fn label_of(owner: &str, object: &str) -> Option<String> {
    let words = ["string:org.kde.StatusNotifierItem", "string:XAyatanaLabel"];
    let answer = ask(owner, object, "org.freedesktop.DBus.Properties.Get", &words)?;
    Some(answer.trim_start_matches("variant").trim().to_owned())
}
