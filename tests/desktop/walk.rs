//! A walk through the window that stops wherever there is something to see, and looks at it in several ways.

use crate::App;
use crate::looks::Look;
use crate::waiting::until;
use crate::words::Words;
use serde_json::json;

/// A walk through the window, in a language, that sees every screen in several looks.
pub struct Walk<'a> {
    pub app: &'a App,
    pub words: &'static Words,
    pub looks: &'a [Look],
    faults: Vec<String>,
}

impl<'a> Walk<'a> {
    pub fn begin(app: &'a App, language: &str, looks: &'a [Look]) -> Self {
        Self { app, words: Words::of(language), looks, faults: Vec::new() }
    }

    /// What the window says in the language of this walk.
    pub fn say(&self, key: &str) -> &'static str {
        self.words.say(key)
    }

    /// A screen was reached. In every look a picture is kept, axe finds nothing serious, and everything can be read;
    /// the walk goes on in the first.
    pub async fn keep(&mut self, name: &str) {
        for look in self.looks {
            self.keep_in(*look, name).await;
        }
        if let [first, _, ..] = self.looks {
            self.app.wear(*first).await;
        }
    }

    /// The same in one look.
    pub async fn keep_in(&mut self, look: Look, name: &str) {
        self.app.wear(look).await;
        self.app.picture(&format!("{name}-{}", look.name)).await;
        let mut found = self.app.unreadable().await;
        found.extend(self.app.serious_by(look.rules).await);
        found.extend(self.out_of_sight().await);
        self.faults.extend(found.into_iter().map(|fault| format!("{name}, {}: {fault}", look.name)));
    }

    /// Buttons at the foot of a dialog that cannot be seen: a foot stays, however tall what stands above it is.
    async fn out_of_sight(&self) -> Vec<String> {
        let out = "return [...document.querySelectorAll('[role=dialog] footer button')].filter((button) => {
            const { top, bottom } = button.getBoundingClientRect();
            return top < 0 || bottom > document.documentElement.clientHeight + 1;
        }).map((button) => button.textContent)";
        let out: Vec<String> = serde_json::from_value(self.app.run(out).await).unwrap();
        out.into_iter().map(|button| format!("the button {button:?} is out of sight")).collect()
    }

    pub fn end(self) {
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

/// Writes a query into the search box; its answer is shown.
pub async fn search(app: &App, query: &str) {
    // The palette has such a box too, as long as it is there.
    let there = format!("return document.querySelector('{SEARCH_BOX}') !== null");
    until("search box", || async { (app.run(&there).await == json!(true)).then_some(()) }).await;
    app.press("/").await;
    let focused = format!("return document.activeElement === document.querySelector('{SEARCH_BOX}')");
    until("focus in the search box", || async { (app.run(&focused).await == json!(true)).then_some(()) })
        .await;
    app.press("Ctrl+a").await;
    app.type_text(query).await;
    until(&format!("query {query:?}"), || async move {
        let typed = format!("return document.querySelector('{SEARCH_BOX}').value");
        (app.run(&typed).await == json!(query)).then_some(())
    })
    .await;
}

/// Finds the one order of a query and opens it.
pub async fn open(walk: &Walk<'_>, query: &str, buyer: &str) {
    let app = walk.app;
    search(app, query).await;
    until(&format!("the one row of {query:?}"), || async move {
        let rows = app.run("return document.querySelectorAll('[role=row][data-index]').length").await;
        (rows == json!(1) && !app.all("row", buyer).await.is_empty()).then_some(())
    })
    .await;
    app.press("Enter").await;
    comes_to_the_list(app).await;
    app.press("Enter").await;
    app.see("button", walk.say("common.more")).await;
    comes_to_the_list(app).await;
}

/// Waits until the focus is on a row.
async fn comes_to_the_list(app: &App) {
    until("focus in the list", || async { (app.run(IN_LIST).await == json!(true)).then_some(()) }).await;
}

/// Closes what is open beside the list.
pub async fn back_to_the_list(walk: &Walk<'_>) {
    let app = walk.app;
    app.press("Escape").await;
    until("list without a detail", || async {
        (app.run(IN_LIST).await == json!(true) && app.all("button", walk.say("common.more")).await.is_empty())
            .then_some(())
    })
    .await;
}

const SEARCH_BOX: &str = r#"input[aria-keyshortcuts="/"]"#;
const IN_LIST: &str = "return document.activeElement?.getAttribute('role') === 'row'";
