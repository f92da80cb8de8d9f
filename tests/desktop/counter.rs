//! A buyer pays at the counter: Antom's own SDK runs in a window of its own, its frame is the simulator's, and staff see
//! in their window what the page told and what Antom says.

use crate::{App, Hand, Person};
use serde_json::{Value, json};

/// The frame of `AMSCheckoutPage`, as the SDK names it.
const PAGE: &str = "#antom-checkout-page-sub-page-iframe";

/// The frame of `AMSCashierPayment`, by the address it is given in Training.
const ONE_METHOD: &str = "iframe[src*='/sdk/one-method.html']";

/// Makes an order in another process, and opens its counter out of its detail.
async fn opened(app: &App, order: &str, more: &[&str]) {
    app.ordered(order, "SGD 48.50", more);
    let staff = Person::at(app, Hand::Mouse);
    staff.open(order).await;
    staff.press("button", "Take payment at the counter").await;
}

/// The page at the counter can ask this program for nothing.
async fn has_no_rights(app: &App, order: &Value) {
    for command in ["show", "prepare", "open_counter", "plugin:window|create"] {
        let refusal = app.call(command, json!({ "order": order })).await.expect_err(command);
        assert!(refusal.to_string().contains("not allowed"), "{command}: {refusal}");
    }
}

/// Pictures of the counter's window in both themes, Antom's page in it.
async fn kept(app: &App, name: &str) {
    for theme in ["light", "dark"] {
        app.run(&format!("document.documentElement.dataset.theme = '{theme}'; return null")).await;
        app.picture_as_it_stands(&format!("{name}-{theme}")).await;
    }
}

async fn paid(app: &App, order: &str, frame: &str, name: &str) {
    let shown = app.command_line(&["request", "show", order]);
    app.look_at_the_counter().await;
    app.read("SGD 48.50").await;
    has_no_rights(app, &shown["id"]).await;
    app.look_into(frame).await;
    if frame == PAGE {
        app.click_on("input[value=GRABPAY_SG]").await;
    }
    app.look_at_the_counter().await;
    kept(app, name).await;
    app.look_into(frame).await;
    app.click_on("button[value=pay]").await;
    app.read("Payment successful").await;
    app.look_at("TRAINING · Countersign").await;
    app.read("The buyer's page says that it was paid.").await;
    app.read("Antom says that it was paid.").await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 4850"]);
}

#[tokio::test]
async fn guide_004_a_buyer_pays_on_the_embedded_page_and_staff_see_it_in_words() {
    let app = App::in_training().await;
    opened(&app, "COUNTER-1", &["--by", "page"]).await;
    paid(&app, "COUNTER-1", PAGE, "counter-page").await;
    app.end().await;
}

#[tokio::test]
async fn guide_003_a_buyer_pays_by_the_one_method_and_staff_see_it_in_words() {
    let app = App::in_training().await;
    opened(&app, "COUNTER-2", &["--by", "one-method", "--method", "GRABPAY_SG"]).await;
    paid(&app, "COUNTER-2", ONE_METHOD, "counter-one-method").await;
    app.end().await;
}

/// The SDK leads the buyer to the page of a bank by the address of its own page (guide 3), and Antom's page by that of its
/// frame (guide 4).
#[tokio::test]
async fn a_page_of_a_bank_is_not_shown_at_the_counter_and_the_buyer_goes_on_by_the_link() {
    let app = App::in_training().await;
    opened(&app, "COUNTER-3", &["--by", "page"]).await;
    app.look_at_the_counter().await;
    app.look_into(PAGE).await;
    app.run("location.href = 'https://wallet.example/pay'; return null").await;
    app.look_at("TRAINING · Countersign").await;
    app.read("The buyer is led to a page of").await;
    app.look_at_the_counter().await;
    app.run("location.href = 'https://acs.bank.example/3ds?creq=x'; return null").await;
    app.read("acs.bank.example is not shown here.").await;
    app.look_at("TRAINING · Countersign").await;
    app.read("The buyer is led to a page of acs.bank.example").await;
    app.read("nobody should type a bank's or wallet's password on a shop's computer").await;
    app.see("button", "Copy link").await;
    app.antom().buyer_pays("COUNTER-3", "GRABPAY_SG").await;
    app.read("Antom says that it was paid.").await;
    app.read_no_more("The buyer is led to a page of").await;
    assert_eq!(app.antom().moved("COUNTER-3").await, ["paid SGD 4850"]);
    app.end().await;
}
