//! Guide 001: cards through `pay`, one payment at a time.

use super::{goods, is_offered};
use crate::failure::Failure;
use crate::tour::buyer::Browser;
use crate::tour::journey::{BY_A_RULE, inquire, operation, refused, request};
use crate::tour::world::{Simulator, World, must, text};
use serde_json::{Value, json};

/// Terms of one payment by card, as guide 1's sample has them.
const SAMPLE: [&str; 8] =
    ["--by", "pay", "--method", "CARD", "--buyer-id", "yourBuyerId", "--client-ip", "114.121.121.01"];

pub(super) async fn walk(world: &mut World, simulator: &Simulator, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "Which methods there are",
        "Antom says whether cards can be used for this amount before anything is asked of a buyer.",
    )?;
    let offered = world.run(&["method", "consult", "--amount", "SGD 42.00"])?;
    must(is_offered(&offered, "CARD"), "cards are offered")?;
    authorised(world, browser).await?;
    captured(world)?;
    tried_again(world, browser).await?;
    lost(world, simulator, browser).await
}

async fn authorised(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "One payment, authorised first",
        "The request asks for one payment by card, to be captured by hand, and for the buyer's bank to recognise the buyer.",
    )?;
    let terms = [&SAMPLE[..], &["--three-ds", "--capture", "manual"]].concat();
    request(world, "A-2101", "SGD 42.00", "antom test order", &terms)?;
    inquire(world, "A-2101", "waiting")?;
    world.say("\nA second payment is not made while this one is open, whatever is accepted:")?;
    refused(world, BY_A_RULE, &["request", "reissue", "A-2101", "--accept-live-link"])?;
    pay(world, browser, "A-2101", "visa_3ds").await?;
    inquire(world, "A-2101", "authorised")?;
    goods(world, "A-2101", "Don't ship yet")?;
    let shown = world.run(&["payment", "show", "A-2101"])?;
    let said = |what: &str| text(&shown, &format!("/payments/0/checks/{what}/said"));
    world.outcome(&format!("{} {}", said("authentication")?, said("liability")?))?;
    let liability = text(&shown, "/payments/0/checks/liability/code")?;
    must(liability == "LIABILITY_ISSUER", "the bank recognised the buyer and bears a loss by fraud")
}

fn captured(world: &mut World) -> Result<(), Failure> {
    world.step(
        "The capture",
        "The whole amount, once, within seven days. Only its result lets the goods go.",
    )?;
    let words = ["payment", "capture", "A-2101", "--yes", "--key", "tour-capture"];
    let done = world.run(&words)?;
    operation(world, &done, "done")?;
    inquire(world, "A-2101", "captured")?;
    goods(world, "A-2101", "Ship now")
}

async fn tried_again(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "A payment that fails",
        "The same order is asked for again: its number stays, the payment gets a new id.",
    )?;
    request(world, "A-2102", "SGD 42.00", "antom test order", &SAMPLE)?;
    let link = text(&world.run(&["request", "share", "A-2102"])?, "/link")?;
    let page = browser.pay_by_card(&link, "visa_declined").await?;
    must(page.contains("Payment failed"), "the page says that it failed")?;
    inquire(world, "A-2102", "failed")?;
    let again = world.run(&["request", "reissue", "A-2102"])?;
    must(again.pointer("/link").is_some_and(Value::is_string), "there is a new link")?;
    pay(world, browser, "A-2102", "visa").await?;
    world.run(&["watch", "--until-quiet"])?;
    inquire(world, "A-2102", "captured")?;
    world.say("\nOne order, one success:")?;
    refused(world, BY_A_RULE, &["request", "reissue", "A-2102", "--accept-live-link"])
}

async fn lost(world: &mut World, simulator: &Simulator, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "A lost answer",
        "Antom makes the payment and its answer is lost. It is asked about the same id, and the same bytes go once more.",
    )?;
    let fault = json!({ "operation": "pay", "kind": "lost_after_effect", "next": 1 });
    simulator.control.post("faults", &fault).await?;
    request(world, "A-2103", "SGD 42.00", "antom test order", &SAMPLE)?;
    let shown = world.run(&["request", "show", "A-2103"])?;
    let attempts = shown.pointer("/sessions").and_then(Value::as_array).map(Vec::len);
    must(attempts == Some(1), "there is one payment, under one id")?;
    pay(world, browser, "A-2103", "mastercard").await?;
    world.run(&["watch", "--until-quiet"])?;
    inquire(world, "A-2103", "captured")
}

/// The buyer enters a card; where the bank asks, the buyer says yes.
async fn pay(world: &mut World, browser: &Browser, order: &str, card: &str) -> Result<(), Failure> {
    let link = text(&world.run(&["request", "share", order])?, "/link")?;
    world.say("\nThe buyer opens the link, enters the card and presses Pay; where the bank asks, the buyer confirms.")?;
    let page = browser.pay_by_card(&link, card).await?;
    must(page.contains("Payment successful"), "the payment page thanks the buyer")?;
    world.outcome("The page says: Payment successful.")
}
