//! Guides 003 and 004: the buyer stands at the counter, and Antom's browser SDK takes the payment.

use super::goods;
use crate::failure::Failure;
use crate::tour::counter::CounterPage;
use crate::tour::journey::{BY_A_RULE, FOR_A_VALUE, inquire, refused};
use crate::tour::world::{Live, World, must, text};
use serde_json::Value;

/// Makes a request for the counter.
fn asked(world: &mut World, order: &str, amount: &str, more: &[&str]) -> Result<(), Failure> {
    let words =
        ["request", "new", "--amount", amount, "--order", order, "--description", "antom sdk test order"];
    let made = world.run(&[&words[..], more].concat())?;
    must(made.pointer("/ends_at").is_some_and(Value::is_string), "there is a session")?;
    world.outcome(&format!("{order}: {}", text(&made, "/order/word")?))
}

/// What the page told is shown in words, and the command ends with Antom's answer.
fn ended(world: &World, live: Live, codes: &[&str], state: &str) -> Result<(), Failure> {
    let lines = live.end()?;
    let told: Vec<&str> =
        lines.iter().filter_map(|line| line.pointer("/code").and_then(Value::as_str)).collect();
    must(told == codes, &format!("the page told {codes:?} and not {told:?}"))?;
    for line in &lines {
        if let Some(code) = line.pointer("/code").and_then(Value::as_str) {
            world.outcome(&format!("{code}: {} {}", text(line, "/happened")?, text(line, "/next")?))?;
        }
    }
    let last = lines.last().cloned().unwrap_or_default();
    let found = text(&last, "/order/state")?;
    world.outcome(&format!("Antom says: {}.", text(&last, "/order/word")?))?;
    must(found == state, &format!("the counter ends with {state} and not {found}"))
}

/// One method, chosen beforehand (guide 003).
pub(super) async fn one_method(world: &mut World) -> Result<(), Failure> {
    world.step(
        "A session for one method",
        "Online banking was chosen at the desk. There is no page to send a link to: the session is for the SDK.",
    )?;
    let terms = ["--by", "one-method", "--method", "ONLINEBANKING_FPX", "--buyer-id", "yourBuyerId"];
    asked(world, "A-2301", "MYR 42.00", &terms)?;
    world.run_to(&["request", "share", "A-2301"], "paid-at-counter")?;
    world.outcome("There is no link to share.")?;
    world.say("\nWithout a method nothing is asked for:")?;
    let new = ["request", "new", "--amount", "MYR 42.00", "--description", "Lamp", "--by", "one-method"];
    refused(world, FOR_A_VALUE, &new)?;

    world.step(
        "At the counter",
        "The page is served on this computer under an address that opens once. The buyer leaves, comes back and pays.",
    )?;
    let mut live = world.start(&["counter", "A-2301"])?;
    let mut page = CounterPage::open(&mut live).await?;
    page.act(&[], None).await?;
    page.act(&[("act", "leave")], Some("SDK_PAYMENT_CANCEL")).await?;
    let method = ("method", "ONLINEBANKING_FPX");
    page.act(&[method, ("act", "pay")], Some("SDK_PAYMENT_SUCCESSFUL")).await?;
    ended(world, live, &["SDK_PAYMENT_CANCEL", "SDK_PAYMENT_SUCCESSFUL"], "paid")?;
    inquire(world, "A-2301", "paid")?;
    goods(world, "A-2301", "Ship now")?;
    world.say("\nOne order, one success:")?;
    refused(world, BY_A_RULE, &["counter", "A-2301"])
}

/// Antom's embedded page (guide 004).
pub(super) async fn embedded(world: &mut World) -> Result<(), Failure> {
    world.step(
        "A session for the embedded page",
        "With the goods, whose sum is the amount, and something that tells who the buyer is: a card is refused without it.",
    )?;
    let terms = ["--by", "page", "--item", "Classic Woman Bag:1:60.00", "--buyer-id", "yourBuyerId"];
    asked(world, "A-2401", "SGD 60.00", &terms)?;
    goods(world, "A-2401", "Don't ship yet")?;

    world.step(
        "At the counter",
        "The first card is declined; in the same session the second one pays. A card is only authorised by that.",
    )?;
    let mut live = world.start(&["counter", "A-2401"])?;
    let mut page = CounterPage::open(&mut live).await?;
    page.act(&[], None).await?;
    let card = |card| [("method", "CARD"), ("card", card), ("act", "pay")];
    page.act(&card("visa_declined"), Some("SDK_PAYMENT_FAIL")).await?;
    // Antom answers for the last payment of a session: the first one is asked about before there is a second.
    live.until("stands")?;
    page.act(&card("visa"), Some("SDK_PAYMENT_SUCCESSFUL")).await?;
    ended(world, live, &["SDK_PAYMENT_FAIL", "SDK_PAYMENT_SUCCESSFUL"], "authorised")?;
    goods(world, "A-2401", "Don't ship yet")?;

    world.step("The capture", "Antom captures by itself; goods leave on its result.")?;
    world.run(&["watch", "--until-quiet"])?;
    inquire(world, "A-2401", "captured")?;
    goods(world, "A-2401", "Ship now")?;

    world.step("A refund", "Some of it goes back.")?;
    let words = ["payment", "refund", "A-2401", "--amount", "SGD 10.00", "--reason", "A scratch", "--yes"];
    world.run_to(&[&words[..], &["--key", "tour-scratch"]].concat(), "outcome-unknown")?;
    world.outcome("A card's refund takes its time; it is asked for until it is known.")?;
    world.run(&["watch", "--until-quiet"])?;
    inquire(world, "A-2401", "part-refunded")?;
    prefilled(world).await
}

async fn prefilled(world: &mut World) -> Result<(), Failure> {
    world.step(
        "What the buyer need not type",
        "Przelewy24 asks for an e-mail address. It is known, so the page fills it in. An order whose link was sent is paid here.",
    )?;
    let terms = ["--method", "P24", "--payer-email", "123221321@test.com", "--buyer-id", "yourBuyerId"];
    asked(world, "A-2402", "PLN 60.00", &terms)?;
    let mut live = world.start(&["counter", "A-2402"])?;
    let mut page = CounterPage::open(&mut live).await?;
    let form = page.act(&[], None).await?;
    must(form.contains("value=\"123221321@test.com\""), "the address is filled in")?;
    let fields = [("method", "P24"), ("payerEmail", "123221321@test.com"), ("act", "pay")];
    page.act(&fields, Some("SDK_PAYMENT_SUCCESSFUL")).await?;
    ended(world, live, &["SDK_PAYMENT_SUCCESSFUL"], "paid")?;
    inquire(world, "A-2402", "paid")
}
