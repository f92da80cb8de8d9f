//! An order is taken by phone: the link goes out while the caller waits, and the window says when it is paid.

use crate::buyer::Buyer;
use crate::{Hand, Person};

const PANEL: &str = "Preview and link";

/// Types what the caller says and makes the link.
async fn take(person: &Person<'_>, order: &str) {
    let app = person.app();
    person.go_to("New request").await;
    person.write("Amount", "48.50").await;
    app.read("Antom receives value 4850, currency SGD").await;
    person.write("Order number", order).await;
    person.write("Description, as the buyer will read it", "Two oak stools").await;
    person.write("Buyer name", "Priya Nair").await;
    person.write("Phone", "+65 8123 4567").await;
    match person.hand() {
        Hand::Mouse => person.press("button", "Create link for SGD 48.50").await,
        Hand::Keyboard => app.press("Ctrl+Enter").await,
    }
    person.reads(PANEL, "left on this checkout, ends").await;
}

pub async fn a_phone_order_turns_paid_in_the_open_panel_by_itself(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("PHONE");
    take(person, &order).await;
    person.press("button", "Copy link").await;
    person.reads(PANEL, "Link copied at").await;

    let links = app.antom().links(&order).await;
    assert_eq!(links.len(), 1, "{links:?}");
    let page = Buyer::pays(&links[0].url, "GRABPAY_SG").await;
    assert!(page.contains("Payment successful"), "{page}");
    // Nothing is pressed: the panel turns while the caller is still on the line.
    person.reads(PANEL, "What came of it").await;
    person.reads(PANEL, "Paid").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 4850"]);

    person.press("button", "Open the payment").await;
    person.reads(&format!("Payment {order}"), "Paid").await;
}

pub async fn a_link_that_died_is_sent_again_for_the_same_order_with_its_lineage_shown(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("AGAIN");
    take(person, &order).await;
    person.press("button", "+1 hour").await;
    person.reads(PANEL, "Checkout ended").await;
    let dead = app.antom().links(&order).await;
    let page = Buyer::opens(&dead[0].url).await;
    assert!(page.contains("This page has expired"), "{page}");

    person.press("button", "Send again").await;
    person.reads(PANEL, "left on this checkout, ends").await;
    person.reads("Before this link", "Link 1, made").await;
    person.reads("Before this link", "ended").await;
    let links = app.antom().links(&order).await;
    assert_eq!(links.len(), 2, "the same order, a session of its own: {links:?}");
    assert_ne!(links[0].request, links[1].request);

    Buyer::pays(&links[1].url, "GRABPAY_SG").await;
    person.reads(PANEL, "What came of it").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 4850"]);
    let shown = app.command_line(&["request", "show", &order]);
    assert_eq!(shown["sessions"].as_array().map(Vec::len), Some(2), "{shown}");
}
