//! Every screen, reached by the keyboard alone: its heading is checked, axe looks at it in both themes, everything can
//! be read in a large and in a small window and in every language, and pictures of it are kept.

use crate::App;
use crate::looks::{CHINESE, DARK, LIGHT, Look, SMALL_LIGHT};
use crate::waiting::until;
use crate::words::Words;
use serde_json::json;

/// A walk through the window, in a language, that sees every screen in several looks.
struct Walk<'a> {
    app: &'a App,
    words: Words,
    looks: &'a [Look],
    faults: Vec<String>,
}

impl<'a> Walk<'a> {
    fn begin(app: &'a App, language: &str, looks: &'a [Look]) -> Self {
        Self { app, words: Words::of(language), looks, faults: Vec::new() }
    }

    /// What the window says in the language of this walk.
    fn say(&self, key: &str) -> &str {
        self.words.say(key)
    }

    /// A screen was reached. In every look a picture is kept, axe finds nothing serious, and everything can be read;
    /// the walk goes on in the first.
    async fn keep(&mut self, name: &str) {
        for look in self.looks {
            self.app.wear(*look).await;
            self.app.picture(&format!("{name}-{}", look.name)).await;
            let mut found = self.app.unreadable().await;
            found.extend(self.app.serious_by(look.rules).await);
            self.faults.extend(found.into_iter().map(|fault| format!("{name}, {}: {fault}", look.name)));
        }
        if let [first, _, ..] = self.looks {
            self.app.wear(*first).await;
        }
    }

    fn end(self) {
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

/// Writes a query into the search box; its answer is shown.
async fn search(app: &App, query: &str) {
    app.press("/").await;
    app.press("Ctrl+a").await;
    app.type_text(query).await;
    until(&format!("query {query:?}"), || async move {
        let typed = "return document.querySelector('input[role=combobox]').value";
        (app.run(typed).await == json!(query)).then_some(())
    })
    .await;
}

/// Finds the one order of a query and opens it.
async fn open(walk: &Walk<'_>, query: &str, buyer: &str) {
    let app = walk.app;
    search(app, query).await;
    until(&format!("the one row of {query:?}"), || async move {
        let rows = app.run("return document.querySelectorAll('[role=row][data-index]').length").await;
        (rows == json!(1) && !app.all("row", buyer).await.is_empty()).then_some(())
    })
    .await;
    app.press("Enter").await;
    app.press("Enter").await;
    app.see("button", walk.say("common.more")).await;
    until("focus in the list", || async { (app.run(IN_LIST).await == json!(true)).then_some(()) }).await;
}

async fn payments(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.see("heading", walk.say("payments.title")).await;
    app.see("heading", walk.say("training.buyer")).await;
    walk.keep("training-panel").await;
    app.type_text("gt").await;
    app.read_no_more(walk.say("training.buyer")).await;
    walk.keep("payments").await;
    open(walk, "Plant stand", "Paul Yeo").await;
    walk.keep("payment").await;
    back_to_the_list(walk).await;
    search(app, "amount:lots").await;
    app.see("alert", "").await;
    walk.keep("payments-not-understood").await;
    search(app, "nobody of this name").await;
    app.read(walk.say("payments.looked.title")).await;
    walk.keep("payments-no-match").await;
    search(app, "status:captured,part-refunded,refunded").await;
    app.read("A-1030").await;
    walk.keep("payments-filtered").await;
    app.press("Escape").await;
    app.press("Escape").await;
}

/// Antom was asked about the payment of the dialog, and answered what was known.
async fn asked_and_unchanged(walk: &Walk<'_>) {
    let [now, since] = ["money.asked.unchanged.now", "money.asked.unchanged"].map(|key| walk.say(key));
    let ending = since.split_once('}').expect("it says how long ago").1;
    until("answer that nothing changed", || async move {
        let text = walk.app.text().await;
        (text.contains(now) || text.contains(ending)).then_some(())
    })
    .await;
}

async fn money_dialogs(walk: &mut Walk<'_>) {
    let app = walk.app;
    open(walk, "Water carafe", "Ravi Kumar").await;
    let refund = walk.say("detail.action.refund").to_owned();
    app.tab_to("button", &refund).await;
    app.press("Enter").await;
    app.see("dialog", "").await;
    asked_and_unchanged(walk).await;
    app.type_text("20.00").await;
    let amount = walk.words.say_with("money.do.refund", &[("amount", "SGD 20.00")]);
    app.see("button", &amount).await;
    walk.keep("refund").await;
    app.leave_dialog("button", &refund).await;
    back_to_the_list(walk).await;

    open(walk, "Marble side table", "Victor Chua").await;
    let capture = walk.words.say_with("detail.action.capture", &[("amount", "SGD 540.00")]);
    app.tab_to("button", &capture).await;
    app.press("Enter").await;
    app.see("dialog", "SGD 540.00").await;
    asked_and_unchanged(walk).await;
    walk.keep("capture-one").await;
    app.leave_dialog("button", &capture).await;
    let (more, cancel) = (walk.say("common.more").to_owned(), walk.say("detail.more.cancel").to_owned());
    app.tab_to("button", &more).await;
    app.press("Enter").await;
    app.see("menuitem", &cancel).await;
    walk.keep("more-actions").await;
    until("focus on the first thing of the menu", || async {
        let first = app.all("menuitem", &cancel).await.into_iter().next()?;
        app.has_focus(&first).await.then_some(())
    })
    .await;
    app.press("Enter").await;
    app.see("dialog", "SGD 540.00").await;
    asked_and_unchanged(walk).await;
    walk.keep("cancel").await;
    app.leave_dialog("button", &more).await;
    back_to_the_list(walk).await;
}

/// Closes what is open beside the list.
async fn back_to_the_list(walk: &Walk<'_>) {
    let app = walk.app;
    app.press("Escape").await;
    until("list without a detail", || async {
        (app.run(IN_LIST).await == json!(true) && app.all("button", walk.say("common.more")).await.is_empty())
            .then_some(())
    })
    .await;
}

const IN_LIST: &str = "return document.activeElement?.getAttribute('role') === 'row'";

async fn queues(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('a', walk.say("attention.title")).await;
    app.read("A-1021").await;
    app.press("Enter").await;
    walk.keep("attention").await;
    app.press("Escape").await;
    app.go('c', walk.say("capture.title")).await;
    app.read("A-1003").await;
    app.press("Space").await;
    app.press("Shift+Down").await;
    app.see("heading", &walk.words.say_with("capture.selected", &[("count", "2")])).await;
    walk.keep("capture").await;
    app.press("Ctrl+Enter").await;
    app.see("dialog", &walk.words.say_with("capture.review.title", &[("count", "2")])).await;
    walk.keep("capture-review").await;
    app.leave_dialog("row", "A-1008").await;
    app.press("Escape").await;
    app.go('r', walk.say("refunds.title")).await;
    app.read("A-1005").await;
    app.press("Enter").await;
    walk.keep("refunds").await;
    app.press("Escape").await;
}

async fn care(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('k', walk.say("nav.keys")).await;
    app.read(walk.say("key.fingerprint")).await;
    walk.keep("keys").await;
    app.go('s', walk.say("nav.settings")).await;
    app.read(walk.say("settings.stop")).await;
    walk.keep("settings").await;
    app.type_text("?").await;
    app.see("dialog", walk.say("keys.title")).await;
    walk.keep("shortcuts").await;
    app.press("Escape").await;
    app.no_dialog().await;
    app.press("Ctrl+k").await;
    app.see("dialog", walk.say("palette.title")).await;
    app.type_text("mei").await;
    app.see("option", "Mei Wong").await;
    walk.keep("palette").await;
    app.press("Escape").await;
    app.no_dialog().await;
}

async fn request(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('n', walk.say("request.title")).await;
    app.tab_to("textbox", walk.say("request.amount")).await;
    walk.keep("request-empty").await;
    app.type_text("1186.50").await;
    app.tab_to("textbox", walk.say("request.description")).await;
    app.type_text("Offshore jacket and deck boots").await;
    app.tab_to("textbox", walk.say("request.buyer.name")).await;
    app.type_text("Hana Sato").await;
    app.press("Tab").await;
    app.type_text("hana.sato@example.com").await;
    app.press("Tab").await;
    app.type_text("+1 202 555 0117").await;
    let exact = [("value", "118650"), ("currency", "SGD")];
    app.read(&walk.words.say_with("request.amount.exact", &exact)).await;
    walk.keep("request").await;
    app.press("Ctrl+Enter").await;
    app.see("button", "WhatsApp").await;
    until("focus on the way to give the link", || async {
        let focused = "return document.activeElement?.id === 'request-first-share'";
        (app.run(focused).await == json!(true)).then_some(())
    })
    .await;
    walk.keep("request-link").await;
    let payments = walk.say("payments.title");
    app.command(payments).await;
    app.see("heading", payments).await;
}

async fn everywhere(walk: &mut Walk<'_>) {
    payments(walk).await;
    money_dialogs(walk).await;
    queues(walk).await;
    care(walk).await;
    request(walk).await;
}

#[tokio::test]
async fn every_screen_is_reached_by_the_keyboard_alone_and_can_be_read_in_both_themes_and_in_a_small_window()
{
    let app = App::in_training().await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, DARK, SMALL_LIGHT]);
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn every_screen_can_be_read_in_chinese_in_a_small_window() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.command("Show the window in Chinese").await;
    let mut walk = Walk::begin(&app, "zh-Hans", &[CHINESE]);
    app.wear(CHINESE).await;
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn the_first_minutes_are_reached_by_the_keyboard_alone_in_both_themes() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, DARK, SMALL_LIGHT]);
    walk.keep("welcome").await;
    // What the looks of a walk change is what choosing a theme changes.
    app.tab_to("button", "Use the dark theme").await;
    app.press("Enter").await;
    until("dark theme", || async { (app.theme().await == "dark").then_some(()) }).await;
    app.tab_to("button", "Add a Sandbox account").await;
    app.press("Enter").await;
    app.look_at("SANDBOX · Countersign").await;
    app.see("heading", "Add an account to Sandbox").await;
    walk.keep("set-up").await;
    walk.end();
    app.end().await;
}
