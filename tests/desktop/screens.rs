//! Every screen, reached by the keyboard alone, and a payment from the first key to the buyer's money.

use crate::App;

/// The letters after `g`, the heading of the screen (the list of payments has none), and the picture's name.
const SCREENS: [(char, &str, &str); 7] = [
    ('a', "Attention", "attention"),
    ('p', "", "payments"),
    ('n', "New payment request", "request"),
    ('c', "Capture", "capture"),
    ('r', "Refunds", "refunds"),
    ('k', "Keys", "keys"),
    ('s', "Settings", "settings"),
];

#[tokio::test]
async fn every_screen_is_reached_by_the_keyboard_alone_in_both_themes() {
    let app = App::in_training().await;
    app.see("grid", "").await;
    for theme in ["light", "dark"] {
        app.press("Ctrl+k").await;
        app.see("dialog", "").await;
        app.type_text(if theme == "light" { "light theme" } else { "dark theme" }).await;
        app.press("Enter").await;
        for (letter, word, name) in SCREENS {
            app.run("document.activeElement?.blur()").await;
            app.press("g").await;
            app.press(&letter.to_string()).await;
            if word.is_empty() {
                app.see("grid", "").await
            } else {
                app.see("heading", word).await
            };
            app.picture(&format!("{name}-{theme}")).await;
        }
    }
    app.end().await;
}

#[tokio::test]
async fn what_another_process_did_appears_by_itself() {
    let app = App::in_training().await;
    app.see("grid", "").await;
    app.command_line(&[
        "request",
        "new",
        "--amount",
        "SGD 77.00",
        "--description",
        "Blue bowl",
        "--order",
        "BY-ITSELF",
        "--phone",
        "+65 8123 4567",
    ]);
    app.read("BY-ITSELF").await;
    app.antom().buyer_pays("BY-ITSELF", "GRABPAY_SG").await;
    app.command_line(&["payment", "inquire", "BY-ITSELF"]);
    let found =
        app.call("search", serde_json::json!({ "query": "BY-ITSELF", "limit": 1, "after": null })).await;
    assert_eq!(found.unwrap()["rows"][0]["state"], "paid");
    app.end().await;
}
