//! Every screen, reached by the keyboard alone: its heading is checked, axe looks at it, nothing reaches beyond the
//! window, and a picture of it is kept.

use crate::App;
use crate::waiting::until;
use serde_json::json;

/// A walk through the window in one of its looks.
struct Walk<'a> {
    app: &'a App,
    look: &'static str,
    faults: Vec<String>,
}

impl<'a> Walk<'a> {
    fn begin(app: &'a App, look: &'static str) -> Self {
        Self { app, look, faults: Vec::new() }
    }

    /// A screen was reached: a picture is kept, axe looks at it, and nothing reaches beyond the window at its side.
    async fn keep(&mut self, name: &str) {
        self.app.stands_still().await;
        self.app.picture(&format!("{name}-{}", self.look)).await;
        let beyond = "return Math.max(0, document.documentElement.scrollWidth - innerWidth)";
        let beyond = self.app.run(beyond).await;
        if beyond != json!(0) {
            self.faults.push(format!("{name}: {beyond} px reach beyond the window"));
        }
        for fault in self.app.serious().await {
            self.faults.push(format!("{name}: {fault}"));
        }
    }

    fn end(self) {
        assert!(self.faults.is_empty(), "in {}:\n{}", self.look, self.faults.join("\n"));
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
async fn open(app: &App, query: &str, buyer: &str) {
    search(app, query).await;
    until(&format!("the one row of {query:?}"), || async move {
        let rows = app.run("return document.querySelectorAll('[role=row][data-index]').length").await;
        (rows == json!(1) && !app.all("row", buyer).await.is_empty()).then_some(())
    })
    .await;
    app.press("Enter").await;
    app.press("Enter").await;
    app.see("button", "More actions").await;
    until("focus in the list", || async { (app.run(IN_LIST).await == json!(true)).then_some(()) }).await;
}

async fn payments(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.see("heading", "Payments").await;
    app.see("heading", "Be the buyer").await;
    walk.keep("training-panel").await;
    app.type_text("gt").await;
    app.read_no_more("Be the buyer").await;
    walk.keep("payments").await;
    open(app, "Plant stand", "Paul Yeo").await;
    walk.keep("payment").await;
    back_to_the_list(app).await;
    search(app, "amount:lots").await;
    app.see("alert", "").await;
    walk.keep("payments-not-understood").await;
    search(app, "nobody of this name").await;
    app.read("Nothing").await;
    walk.keep("payments-no-match").await;
    search(app, "status:captured,part-refunded,refunded").await;
    app.read("A-1030").await;
    walk.keep("payments-filtered").await;
    app.press("Escape").await;
    app.press("Escape").await;
}

async fn money_dialogs(walk: &mut Walk<'_>) {
    let app = walk.app;
    open(app, "Water carafe", "Ravi Kumar").await;
    app.tab_to("button", "Refund…").await;
    app.press("Enter").await;
    app.see("dialog", "Refund").await;
    app.read("unchanged").await;
    app.type_text("20.00").await;
    app.read("Twenty").await;
    walk.keep("refund").await;
    app.leave_dialog("button", "Refund…").await;
    back_to_the_list(app).await;

    open(app, "Marble side table", "Victor Chua").await;
    app.tab_to("button", "Capture SGD 540.00…").await;
    app.press("Enter").await;
    app.see("dialog", "Capture SGD 540.00").await;
    app.read("unchanged").await;
    walk.keep("capture-one").await;
    app.leave_dialog("button", "Capture SGD 540.00…").await;
    app.tab_to("button", "More actions").await;
    app.press("Enter").await;
    app.see("menuitem", "Cancel").await;
    walk.keep("more-actions").await;
    until("focus on the first thing of the menu", || async {
        let first = app.all("menuitem", "Cancel").await.into_iter().next()?;
        app.has_focus(&first).await.then_some(())
    })
    .await;
    app.press("Enter").await;
    app.see("dialog", "Cancel SGD 540.00").await;
    app.read("unchanged").await;
    walk.keep("cancel").await;
    app.leave_dialog("button", "More actions").await;
    back_to_the_list(app).await;
}

/// Closes what is open beside the list.
async fn back_to_the_list(app: &App) {
    app.press("Escape").await;
    until("list without a detail", || async {
        (app.run(IN_LIST).await == json!(true) && app.all("button", "More actions").await.is_empty())
            .then_some(())
    })
    .await;
}

const IN_LIST: &str = "return document.activeElement?.getAttribute('role') === 'row'";

async fn queues(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('a', "Attention").await;
    app.read("A-1021").await;
    app.press("Enter").await;
    walk.keep("attention").await;
    app.press("Escape").await;
    app.go('c', "Capture").await;
    app.read("A-1003").await;
    app.press("Space").await;
    app.press("Shift+Down").await;
    app.see("heading", "2 selected").await;
    walk.keep("capture").await;
    app.press("Ctrl+Enter").await;
    app.see("dialog", "Capture 2 payments").await;
    walk.keep("capture-review").await;
    app.leave_dialog("row", "A-1008").await;
    app.press("Escape").await;
    app.go('r', "Refunds").await;
    app.read("A-1005").await;
    app.press("Enter").await;
    walk.keep("refunds").await;
    app.press("Escape").await;
}

async fn care(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('k', "Keys").await;
    app.read("Fingerprint").await;
    walk.keep("keys").await;
    app.go('s', "Settings").await;
    app.read("Stop window").await;
    walk.keep("settings").await;
    app.type_text("?").await;
    app.see("dialog", "Keyboard shortcuts").await;
    walk.keep("shortcuts").await;
    app.press("Escape").await;
    app.no_dialog().await;
    app.press("Ctrl+k").await;
    app.see("dialog", "Search or run a command").await;
    app.type_text("mei").await;
    app.see("option", "Mei Wong").await;
    walk.keep("palette").await;
    app.press("Escape").await;
    app.no_dialog().await;
}

async fn request(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('n', "New payment request").await;
    app.tab_to("textbox", "Amount").await;
    walk.keep("request-empty").await;
    app.type_text("1186.50").await;
    app.tab_to("textbox", "Description").await;
    app.type_text("Offshore jacket and deck boots").await;
    app.tab_to("textbox", "Buyer name").await;
    app.type_text("Hana Sato").await;
    app.press("Tab").await;
    app.type_text("hana.sato@example.com").await;
    app.press("Tab").await;
    app.type_text("+1 202 555 0117").await;
    app.read("One thousand one hundred").await;
    walk.keep("request").await;
    app.press("Ctrl+Enter").await;
    app.see("button", "WhatsApp").await;
    until("focus on the way to give the link", || async {
        let focused = "return document.activeElement?.id === 'request-first-share'";
        (app.run(focused).await == json!(true)).then_some(())
    })
    .await;
    walk.keep("request-link").await;
    app.command("Payments").await;
    app.see("heading", "Payments").await;
}

async fn everywhere(walk: &mut Walk<'_>) {
    payments(walk).await;
    money_dialogs(walk).await;
    queues(walk).await;
    care(walk).await;
    request(walk).await;
}

#[tokio::test]
async fn every_screen_is_reached_by_the_keyboard_alone_in_the_light_theme() {
    let app = App::in_training().await;
    let mut light = Walk::begin(&app, "light");
    everywhere(&mut light).await;
    light.end();
    app.end().await;
}

#[tokio::test]
async fn the_first_minutes_are_reached_by_the_keyboard_alone_in_both_themes() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    let mut light = Walk::begin(&app, "light");
    light.keep("welcome").await;
    light.end();
    app.tab_to("button", "Use the dark theme").await;
    app.press("Enter").await;
    let mut dark = Walk::begin(&app, "dark");
    dark.keep("welcome").await;
    app.tab_to("button", "Add a Sandbox account").await;
    app.press("Enter").await;
    app.look_at("SANDBOX · Countersign").await;
    app.see("heading", "Add an account to Sandbox").await;
    dark.keep("set-up").await;
    dark.end();
    app.end().await;
}
