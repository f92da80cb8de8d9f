//! Every screen, reached by the keyboard alone: its heading is checked, axe looks at it in both themes, everything can
//! be read in a large and in a small window, at 200 % and in every language, and pictures of it are kept.

use crate::App;
use crate::looks::{CHINESE, CHINESE_TWICE, DARK, LIGHT, SMALL_LIGHT, TWICE};
use crate::waiting::until;
use crate::walk::{Walk, back_to_the_list, open, search};
use serde_json::json;

async fn payments(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.see("heading", walk.say("payments.title")).await;
    app.see("heading", walk.say("training.buyer")).await;
    walk.keep("training-panel").await;
    app.type_text("gt").await;
    app.read_no_more(walk.say("training.buyer")).await;
    walk.keep("payments").await;
    panel_over_the_screen(walk).await;
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

/// Where there is no room for the panel of Training beside a screen, it stands over it once it is asked for.
async fn panel_over_the_screen(walk: &mut Walk<'_>) {
    let (app, looks) = (walk.app, walk.looks);
    for look in looks.iter().filter(|look| look.zoom > 1) {
        app.wear(*look).await;
        let panel = walk.say("training.panel");
        app.command(panel).await;
        app.see("heading", walk.say("training.buyer")).await;
        walk.keep_in(*look, "training-panel-over").await;
        app.command(panel).await;
        app.read_no_more(walk.say("training.buyer")).await;
    }
    app.wear(looks[0]).await;
}

/// Antom was asked about the payment of the dialog, and answered what was known.
async fn asked_and_unchanged(walk: &Walk<'_>) {
    let now = walk.say("money.asked.unchanged.now");
    let since = &walk.words.around("money.asked.unchanged", &[]);
    until("answer that nothing changed", || async move {
        let text = walk.app.text().await;
        (text.contains(now) || since.stands_in(&text)).then_some(())
    })
    .await;
}

async fn money_dialogs(walk: &mut Walk<'_>) {
    let app = walk.app;
    open(walk, "Water carafe", "Ravi Kumar").await;
    let refund = walk.say("detail.action.refund");
    app.tab_to("button", refund).await;
    app.press("Enter").await;
    app.see("dialog", "").await;
    asked_and_unchanged(walk).await;
    app.type_text("20.00").await;
    let amount = walk.words.say_with("money.do.refund", &[("amount", "SGD 20.00")]);
    app.see("button", &amount).await;
    walk.keep("refund").await;
    app.leave_dialog("button", refund).await;
    back_to_the_list(walk).await;

    open(walk, "Marble side table", "Victor Chua").await;
    let capture = walk.words.say_with("detail.action.capture", &[("amount", "SGD 540.00")]);
    app.tab_to("button", &capture).await;
    app.press("Enter").await;
    app.see("dialog", "SGD 540.00").await;
    asked_and_unchanged(walk).await;
    walk.keep("capture-one").await;
    app.leave_dialog("button", &capture).await;
    let (more, cancel) = (walk.say("common.more"), walk.say("detail.more.cancel"));
    app.tab_to("button", more).await;
    app.press("Enter").await;
    app.see("menuitem", cancel).await;
    walk.keep("more-actions").await;
    // Where a look leaves no room for the list, the focus goes to the detail, as the keyboard needs it there.
    app.press("Escape").await;
    until("end of the menu", || async { app.all("menuitem", cancel).await.is_empty().then_some(()) }).await;
    app.tab_to("button", more).await;
    app.press("Enter").await;
    until("focus on the first thing of the menu", || async {
        let first = app.all("menuitem", cancel).await.into_iter().next()?;
        app.has_focus(&first).await.then_some(())
    })
    .await;
    app.press("Enter").await;
    app.see("dialog", "SGD 540.00").await;
    asked_and_unchanged(walk).await;
    walk.keep("cancel").await;
    app.leave_dialog("button", more).await;
    back_to_the_list(walk).await;
}

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

/// What is rarely needed: a flight and one payment, each chosen and taken back again.
async fn rarely_needed(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.tab_to("button", walk.say("request.more")).await;
    app.press("Enter").await;
    app.read(walk.say("request.paid-to.redirect")).await;
    walk.keep("request-more").await;
    a_flight(walk).await;
    one_payment(walk).await;
    at_the_counter(walk).await;
    app.tab_to("button", walk.say("request.more")).await;
    app.press("Enter").await;
    app.read_no_more(walk.say("request.paid-to.redirect")).await;
}

async fn a_flight(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.tab_to("button", walk.say("request.trip.add.flight")).await;
    app.press("Enter").await;
    let flight = walk.words.say_with("request.trip.flight.of", &[("number", "1")]);
    let label = walk.say("request.trip.number");
    let number = walk.words.say_with("request.of", &[("field", label), ("of", &flight)]);
    app.tab_to("textbox", &number).await;
    for (text, key) in [("CX111", "Tab"), ("SZX", "Tab"), ("HKG", "Tab"), ("2026-12-27 12:05 +08:00", "Tab")]
    {
        app.type_text(text).await;
        app.press(key).await;
    }
    app.type_text("600.00").await;
    let name = [("name", "ticket-20261227-CX111-SZX-HKG")];
    app.read(&walk.words.say_with("request.trip.name", &name)).await;
    app.tab_to("button", walk.say("request.trip.more.flight")).await;
    app.press("Enter").await;
    app.tab_to("button", walk.say("request.passenger.add")).await;
    app.press("Enter").await;
    app.read(walk.say("request.passenger.name")).await;
    walk.keep("request-trip").await;
    app.tab_to("button", &walk.words.say_with("request.trip.remove", &[("trip", &flight)])).await;
    app.press("Enter").await;
    app.read_no_more("ticket-20261227").await;
}

async fn one_payment(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.tab_to("radio", walk.say("request.made-by.session")).await;
    app.press("Right").await;
    app.read(walk.say("request.pay.instalments.hint")).await;
    app.tab_to("switch", walk.say("request.pay.issuer")).await;
    app.press("Space").await;
    app.read(walk.say("request.remark.brand")).await;
    app.tab_to("button", walk.say("request.bill-to")).await;
    app.press("Enter").await;
    app.read(walk.say("request.place.street")).await;
    walk.keep("request-pay").await;
    app.tab_to("switch", walk.say("request.pay.issuer")).await;
    app.press("Space").await;
    app.tab_to("radio", walk.say("request.made-by.pay")).await;
    app.press("Left").await;
    app.read_no_more(walk.say("request.pay.instalments.hint")).await;
}

async fn at_the_counter(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.tab_to("radio", walk.say("request.made-by.session")).await;
    app.press("Right").await;
    app.press("Right").await;
    app.read(walk.say("request.counter.hint.page")).await;
    app.tab_to("button", walk.say("request.known")).await;
    app.press("Enter").await;
    app.tab_to("textbox", walk.say("request.known.cpf")).await;
    app.type_text("12").await;
    app.read(walk.say("request.remark.not-a-cpf")).await;
    walk.keep("request-counter").await;
    app.press("Ctrl+a").await;
    app.press("Backspace").await;
    app.tab_to("radio", walk.say("counter.label")).await;
    app.press("Left").await;
    app.press("Left").await;
    app.read_no_more(walk.say("request.counter.hint.page")).await;
}

async fn request(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.go('n', walk.say("request.title")).await;
    app.tab_to("textbox", walk.say("request.amount")).await;
    walk.keep("request-empty").await;
    rarely_needed(walk).await;
    app.tab_to("textbox", walk.say("request.amount")).await;
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
async fn every_screen_is_reached_by_the_keyboard_alone_and_can_be_read_in_both_themes_small_and_at_200_percent()
 {
    let app = App::in_training().await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, DARK, SMALL_LIGHT, TWICE]);
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn every_screen_can_be_read_in_chinese_in_a_small_window_and_at_200_percent() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.command("Show the window in Chinese").await;
    let mut walk = Walk::begin(&app, "zh-Hans", &[CHINESE, CHINESE_TWICE]);
    app.wear(CHINESE).await;
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn the_first_minutes_are_reached_by_the_keyboard_alone_in_both_themes() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, DARK, SMALL_LIGHT, TWICE]);
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
