//! Antom's guides, one by one: what each asks of a merchant, done with public commands.

mod cards;
mod counter;

use super::buyer::Browser;
use super::journey::{
    BY_A_RULE, Compared, FOR_A_VALUE, compare, inquire, operation, pay, refused, request, set_up,
};
use super::world::{World, must, text};
use crate::args::simulator::Guide;
use crate::failure::Failure;
use serde_json::{Value, json};

/// Walks one guide.
///
/// # Errors
/// The first step that does not go as it must, or a book that disagrees.
pub async fn run(world: &mut World, guide: Guide) -> Result<Compared, Failure> {
    world.say(match guide {
        Guide::Hosted => "Guide 000: the hosted checkout page. No money moves.",
        Guide::Cards => "Guide 001: cards, one payment at a time. No money moves.",
        Guide::OneMethod => "Guide 003: the browser SDK for one method, at the counter. No money moves.",
        Guide::Embedded => "Guide 004: the embedded checkout page, at the counter. No money moves.",
        Guide::OneProduct => "Guide 002: the page for one product, for flights and hotels. No money moves.",
    })?;
    world.say(&format!("\n  $ export COUNTERSIGN_HOME={}", world.home().display()))?;
    let simulator = set_up(world)?;
    let browser = Browser::new()?;
    match guide {
        Guide::Hosted => hosted(world, &browser).await?,
        Guide::Cards => cards::walk(world, &simulator, &browser).await?,
        Guide::OneProduct => one_product(world, &browser).await?,
        Guide::OneMethod => counter::one_method(world).await?,
        Guide::Embedded => counter::embedded(world).await?,
    }
    let compared = compare(world, &simulator).await?;
    world.run(&["account", "remove", "main", "--yes"])?;
    world.outcome("The account's keys are out of the keychain.")?;
    Ok(compared)
}

async fn hosted(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "Which methods there are",
        "Antom says what a buyer can pay this amount with; the request names some of them, in the order they shall have.",
    )?;
    let offered = world.run(&["method", "consult", "--amount", "SGD 60.00"])?;
    must(is_offered(&offered, "CARD") && is_offered(&offered, "ALIPAY_CN"), "cards and Alipay are offered")?;
    world.outcome("Cards and Alipay are among them.")?;

    world.step(
        "A session",
        "With the buyer, the goods, whose sum is the amount, the methods and the language of the page.",
    )?;
    let terms = [
        "--buyer-id",
        "yourBuyerId",
        "--email",
        "buyer@mail.example",
        "--item",
        "Classic Woman Bag:2:30.00",
        "--method",
        "CARD",
        "--method",
        "ALIPAY_CN",
        "--locale",
        "en_US",
    ];
    request(world, "A-2001", "SGD 60.00", "antom ckp testing order", &terms)?;
    inquire(world, "A-2001", "waiting")?;
    goods(world, "A-2001", "Don't ship yet")?;

    world.step(
        "The buyer pays by card",
        "A success only holds the money; Antom captures it by itself. Goods leave on the capture.",
    )?;
    pay(world, browser, "A-2001", "CARD", Some("visa")).await?;
    world.run(&["watch", "--until-quiet"])?;
    inquire(world, "A-2001", "captured")?;
    goods(world, "A-2001", "Ship now")
}

async fn one_product(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "A flight and two nights",
        "The goods are named in the prescribed shape, the trip goes along, and the sums must agree.",
    )?;
    let flight = ["--flight", "CX111 SZX HKG 2026-12-27T12:01+08:00 600.00"];
    let stay = ["--stay", "2026-12-27 2026-12-29 400.00 Harbour Hotel"];
    let buyer = ["--name", "Dehua Skr Liu", "--buyer-id", "test1234"];
    let new = ["request", "new", "--amount", "CNY 1000.00", "--description", "To Hong Kong"];
    world.say(
        "\nWithout the hotel the sum is another one, and without its id Antom does not know the buyer:",
    )?;
    refused(world, BY_A_RULE, &[&new[..], &flight, &buyer].concat())?;
    refused(world, FOR_A_VALUE, &[&new[..], &flight, &stay, &buyer[..2]].concat())?;
    request(world, "A-2002", "CNY 1000.00", "To Hong Kong", &[&flight[..], &stay, &buyer].concat())?;
    let shown = world.run(&["request", "show", "A-2002"])?;
    must(text(&shown, "/buyer/items/0/name")? == "ticket-20261227-CX111-SZX-HKG", "the flight is named")?;
    world.outcome(&format!(
        "{}; {}.",
        text(&shown, "/buyer/items/0/name")?,
        text(&shown, "/buyer/items/1/name")?
    ))?;
    pay(world, browser, "A-2002", "ANTOM_BIZ_ACCOUNT", None).await?;
    inquire(world, "A-2002", "paid")?;
    goods(world, "A-2002", "Ship now")?;

    world.step("A night less", "Some of it goes back.")?;
    let words = [
        "payment",
        "refund",
        "A-2002",
        "--amount",
        "CNY 200.00",
        "--reason",
        "One night less",
        "--yes",
        "--key",
        "tour-night",
    ];
    let ended = world.run(&words)?;
    operation(world, &ended, "done")
}

pub(super) fn is_offered(consulted: &Value, method: &str) -> bool {
    let options = consulted.pointer("/options").and_then(Value::as_array);
    options.is_some_and(|options| {
        options.iter().any(|option| {
            option.pointer("/method") == Some(&json!(method))
                && option.pointer("/enabled") == Some(&json!(true))
        })
    })
}

/// What staff are told about the goods.
pub(super) fn goods(world: &mut World, order: &str, word: &str) -> Result<(), Failure> {
    let shown = world.run(&["payment", "show", order])?;
    let (found, because) = (text(&shown, "/ship/word")?, text(&shown, "/ship/because")?);
    world.outcome(&format!("{found}. {because}"))?;
    must(found == word, &format!("staff are told {word:?} and not {found:?}"))
}
