//! A page that was taken over can do nothing that the window's own page could not.

use crate::App;
use crate::waiting::until;
use serde_json::{Value, json};

fn said(refusal: &Value) -> String {
    refusal.as_str().map_or_else(|| refusal.to_string(), str::to_owned)
}

#[tokio::test]
async fn a_command_that_is_not_on_the_list_is_denied() {
    let app = App::in_training().await;
    for command in [
        "no_such_command",
        "plugin:event|listen",
        "plugin:event|emit",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:dialog|open",
        "plugin:opener|open_url",
        "plugin:clipboard-manager|read_text",
        "plugin:clipboard-manager|write_text",
        "plugin:notification|notify",
        "plugin:window-state|save_window_state",
        "plugin:path|resolve_directory",
        "plugin:app|version",
    ] {
        let refusal = app.call(command, json!({})).await.expect_err(command);
        let sentence = said(&refusal);
        assert!(sentence.contains("not allowed") || sentence.contains("not found"), "{command}: {sentence}");
    }
    app.end().await;
}

#[tokio::test]
async fn a_command_of_an_environment_is_denied_to_the_window_that_welcomes() {
    let app = App::fresh().await;
    for command in ["search", "show", "prepare", "confirm", "outbox", "keys", "training", "settings"] {
        let refusal = app.call(command, json!({})).await.expect_err(command);
        assert!(said(&refusal).contains("not allowed"), "{command}: {refusal}");
    }
    app.end().await;
}

#[tokio::test]
async fn scripts_and_styles_written_into_the_page_do_not_run() {
    let app = App::in_training().await;
    // WebDriver's own scripts stand outside the page's policy; what they write into the page does not.
    app.run(
        "window.ran = [];
         window.violated = [];
         document.addEventListener('securitypolicyviolation', (violation) =>
           window.violated.push([violation.effectiveDirective, violation.originalPolicy]));
         const script = document.createElement('script');
         script.textContent = 'window.ran.push(\"inline script\")';
         document.body.append(script);
         const button = document.createElement('button');
         button.setAttribute('onclick', 'window.ran.push(\"inline handler\")');
         document.body.append(button);
         button.click();
         const style = document.createElement('style');
         style.textContent = 'body { outline: 7px solid red }';
         document.head.append(style);
         const far = document.createElement('script');
         far.src = 'https://example.com/x.js';
         document.body.append(far);",
    )
    .await;
    let violated = until("four refusals", || async {
        let violated = app.run("return window.violated").await;
        violated.as_array().filter(|violated| violated.len() >= 4).cloned()
    })
    .await;
    assert_eq!(app.run("return window.ran").await, json!([]));
    assert_ne!(app.run("return getComputedStyle(document.body).outlineWidth").await, json!("7px"));
    let policy = violated[0][1].as_str().unwrap_or_default();
    assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), "{policy}");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    app.end().await;
}

#[tokio::test]
async fn code_made_of_text_does_not_run_in_the_page() {
    let app = App::in_training().await;
    app.run(
        "window.evaluated = 'nothing';
         window.refused = 0;
         document.addEventListener('securitypolicyviolation', () => { window.refused += 1; });
         const link = document.createElement('a');
         link.href = 'javascript:window.evaluated = 1';
         document.body.append(link);
         link.click();
         setTimeout('window.evaluated = 2', 0);",
    )
    .await;
    until("two refusals", || async {
        app.run("return window.refused").await.as_u64().filter(|count| *count >= 2)
    })
    .await;
    assert_eq!(app.run("return window.evaluated").await, json!("nothing"));
    let evaluated =
        app.run("try { return (0, eval)('1 + 1') } catch (refused) { return refused.name }").await;
    assert_eq!(evaluated, json!("EvalError"), "eval itself is refused");
    let changed = app
        .run("Object.prototype.mine = 1; return [({}).mine ?? null, Object.isFrozen(Object.prototype)]")
        .await;
    assert_eq!(changed, json!([null, true]), "what every object has stays as it is");
    app.end().await;
}

#[tokio::test]
async fn the_window_goes_nowhere_else_and_opens_nothing() {
    let app = App::in_training().await;
    // The window that welcomed closes once Training is open, in its own time.
    let alone = || async { (app.windows().await == ["training"]).then_some(()) };
    until("one window", alone).await;
    let here = app.run("return location.href").await;
    app.run("location.href = 'https://example.com/'").await;
    app.run("window.open('https://example.com/')").await;
    assert_eq!(app.run("return location.href").await, here);
    assert_eq!(app.windows().await, ["training"]);
    let fetched = app
        .run("return fetch('https://open-sea-global.alipay.com/').then(() => 'reached', () => 'refused')")
        .await;
    assert_eq!(fetched, json!("refused"), "no gateway can be reached from the page");
    app.end().await;
}
