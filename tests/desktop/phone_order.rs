//! An order is taken by phone: the link goes out while the caller waits, and the window says when it is paid.

use crate::buyer::Buyer;
use crate::{Hand, Person};

/// What the panel beside the request is called.
const PANEL: &str = "request.panel";

/// Types what the caller says and makes the link.
async fn take(person: &Person<'_>, order: &str) {
    let app = person.app();
    person.go_to(person.say("nav.request")).await;
    person.write(person.say("request.amount"), "48.50").await;
    let exact = [("value", "4850"), ("currency", "SGD")];
    app.read(&person.say_with("request.amount.exact", &exact)).await;
    person.write(person.say("request.reference"), order).await;
    person.write(person.say("request.description"), "Two oak stools").await;
    person.write(person.say("request.buyer.name"), "Priya Nair").await;
    person.write(person.say("request.buyer.phone"), "+65 8123 4567").await;
    let create = person.say_with("request.create.amount", &[("amount", "SGD 48.50")]);
    match person.hand() {
        Hand::Mouse => person.press("button", &create).await,
        Hand::Keyboard => app.press("Ctrl+Enter").await,
    }
    person.reads_around(person.say(PANEL), "request.left", &[]).await;
}

pub async fn a_phone_order_turns_paid_in_the_open_panel_by_itself(person: &Person<'_>) {
    let app = person.app();
    let (order, panel) = (person.order("PHONE"), person.say(PANEL));
    take(person, &order).await;
    person.press("button", person.say("request.share.copy")).await;
    person.reads_around(panel, "request.given.copy", &[]).await;

    let links = app.antom().links(&order).await;
    assert_eq!(links.len(), 1, "{links:?}");
    let page = Buyer::pays(&links[0].url, "GRABPAY_SG").await;
    assert!(page.contains("Payment successful"), "{page}");
    // Nothing is pressed: the panel turns while the caller is still on the line.
    person.reads(panel, person.say("request.outcome")).await;
    person.reads(panel, person.say("state.paid")).await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 4850"]);

    person.press("button", person.say("request.outcome.open")).await;
    let place = person.say_with("detail.label", &[("reference", &order)]);
    person.reads(&place, person.say("state.paid")).await;
}

pub async fn a_link_that_died_is_sent_again_for_the_same_order_with_its_lineage_shown(person: &Person<'_>) {
    let app = person.app();
    let (order, panel) = (person.order("AGAIN"), person.say(PANEL));
    take(person, &order).await;
    person.press("button", person.say("training.clock.1h")).await;
    person.reads_around(panel, "request.ended", &[]).await;
    let dead = app.antom().links(&order).await;
    let page = Buyer::opens(&dead[0].url).await;
    assert!(page.contains("This page has expired"), "{page}");

    person.press("button", person.say("request.again")).await;
    person.reads_around(panel, "request.left", &[]).await;
    let before = person.say("request.lineage");
    person.reads_around(before, "request.lineage.link", &[("place", "1")]).await;
    person.reads_around(before, "request.lineage.ended", &[]).await;
    let links = app.antom().links(&order).await;
    assert_eq!(links.len(), 2, "the same order, a session of its own: {links:?}");
    assert_ne!(links[0].request, links[1].request);

    Buyer::pays(&links[1].url, "GRABPAY_SG").await;
    person.reads(panel, person.say("request.outcome")).await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 4850"]);
    let shown = app.command_line(&["request", "show", &order]);
    assert_eq!(shown["sessions"].as_array().map(Vec::len), Some(2), "{shown}");
}
