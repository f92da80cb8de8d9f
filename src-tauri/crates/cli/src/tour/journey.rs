//! The steps, from nothing to a refunded payment.

use super::buyer::Browser;
use super::compare::{Effects, differences, in_the_book, in_the_ledger};
use super::world::{Simulator, World, must, text, unexpected};
use crate::failure::Failure;
use serde_json::{Value, json};

/// Two days in seconds.
const TWO_DAYS: u64 = 172_800;

/// What comparing with the book brought.
pub struct Compared {
    /// How many effects both know.
    pub effects: usize,
}

/// Walks through everything.
///
/// # Errors
/// The first step that does not go as it must.
pub async fn run(world: &mut World) -> Result<Compared, Failure> {
    world.say(
        "From nothing to a refunded payment. Each line that begins with $ is a command you can type yourself; the tour runs it\n\
         with --json and tells you the answer in a sentence. No money moves: the gateway is a simulator on this computer, with\n\
         real signatures, a real keychain and a real database.",
    )?;
    world.say(&format!("\n  $ export COUNTERSIGN_HOME={}", world.home().display()))?;
    let simulator = set_up(world)?;
    let browser = Browser::new()?;
    phone_order(world, &browser).await?;
    card_order(world, &simulator, &browser).await?;
    partial_refund(world)?;
    cancel(world, &browser).await?;
    lost_answer(world, &simulator).await?;
    slow_refund(world, &simulator).await?;
    find_and_check(world)?;
    let compared = compare(world, &simulator).await?;
    world.run(&["account", "remove", "main", "--yes"])?;
    world.outcome("The account's keys are out of the keychain.")?;
    Ok(compared)
}

pub(super) fn set_up(world: &mut World) -> Result<Simulator, Failure> {
    world.step(
        "A gateway",
        "Antom on this computer, on free ports of the loopback address. It has a payment page for the buyer.",
    )?;
    let simulator = world.start_simulator()?;
    world.outcome(&format!("It answers at {}.", simulator.address))?;

    world.step(
        "An account",
        "A key pair is made; the private half goes into the keychain and nowhere else. The ledger is made too, encrypted, and its\n\
         recovery code is shown once.",
    )?;
    let (address, token) = (simulator.address.clone(), simulator.token.clone());
    let added = world.run(&[
        "account",
        "add",
        "main",
        "--environment",
        "training",
        "--simulator",
        &address,
        "--simulator-token",
        &token,
    ])?;
    world.made_key(&text(&added, "/fingerprint")?);
    world.outcome(&format!(
        "Key {}. Recovery code {}.",
        text(&added, "/fingerprint")?,
        text(&added, "/recovery_code")?
    ))?;

    let tested = world.run(&["account", "test", "main"])?;
    must(tested.pointer("/passed") == Some(&Value::Bool(true)), "the account works")?;
    world.outcome(&format!(
        "{} {}",
        text(&tested, "/our_signature/sentence")?,
        text(&tested, "/antom_signature/sentence")?
    ))?;

    world.say("\nCaptures, cancels and refunds wait 60 seconds in the outbox, in which they can be stopped. Not on this tour:")?;
    world.run(&["settings", "set", "stop-window", "0"])?;
    Ok(simulator)
}

async fn phone_order(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "An order by phone",
        "Mei Ling calls and orders a tea set. She pays with a wallet through a link.",
    )?;
    request(
        world,
        "A-1001",
        "SGD 40.00",
        "Tea set, four cups",
        &["--name", "Tan Mei Ling", "--phone", "+65 8123 4567", "--method", "GRABPAY_SG"],
    )?;
    let shared = world.run(&["request", "share", "A-1001", "--channel", "whatsapp"])?;
    world.outcome(&format!(
        "WhatsApp opens with: {}",
        text(&shared, "/text")?.lines().next().unwrap_or_default()
    ))?;
    inquire(world, "A-1001", "waiting")?;
    pay(world, browser, "A-1001", "GRABPAY_SG", None).await?;
    inquire(world, "A-1001", "paid")
}

async fn card_order(world: &mut World, simulator: &Simulator, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "A card order, captured by hand",
        "The bank holds the amount until the goods are ready, seven days at most.",
    )?;
    let terms = [
        "--name",
        "王芳",
        "--email",
        "fang@mail.example",
        "--method",
        "CARD",
        "--capture",
        "manual",
        "--item",
        "Kettle:1:120.00",
    ];
    request(world, "A-1002", "SGD 120.00", "Kettle", &terms)?;
    pay(world, browser, "A-1002", "CARD", Some("visa")).await?;
    inquire(world, "A-1002", "authorised")?;

    world.say(
        "\nTwo days go by: the simulator's clock is moved, and Countersign reads its time from there.",
    )?;
    simulator.control.post("clock", &json!({ "advance_seconds": TWO_DAYS })).await?;
    let would = world.run(&["payment", "capture", "A-1002", "--dry-run"])?;
    world.outcome(&format!("It would: {}", text(&would, "/sentence")?))?;
    let done = world.run(&["payment", "capture", "A-1002", "--yes", "--key", "tour-capture"])?;
    operation(world, &done, "done")
}

fn partial_refund(world: &mut World) -> Result<(), Failure> {
    world.step(
        "A partial refund",
        "One cup was broken. The key makes a script safe: run twice, it pays once.",
    )?;
    let words = [
        "payment",
        "refund",
        "A-1001",
        "--amount",
        "SGD 12.00",
        "--reason",
        "One cup was broken",
        "--yes",
        "--key",
        "tour-refund-1",
    ];
    let first = world.run(&words)?;
    operation(world, &first, "done")?;
    let again = world.run(&words)?;
    must(again.pointer("/replayed") == Some(&Value::Bool(true)), "the same key answers the first outcome")?;
    must(text(&again, "/operation")? == text(&first, "/operation")?, "and sends nothing new")?;
    world.outcome("The same key again: the first outcome, nothing new is sent.")?;

    world.say("\nThe same amount on the same payment within 24 hours is mostly a mistake, so it needs a written reason:")?;
    let twin = ["payment", "refund", "A-1001", "--amount", "SGD 12.00", "--yes", "--key", "tour-refund-2"];
    refused(world, BY_A_RULE, &twin)?;
    world.say("\nAnd never more than what is left:")?;
    refused(
        world,
        BY_A_RULE,
        &[
            "payment",
            "refund",
            "A-1001",
            "--amount",
            "SGD 30.00",
            "--reason",
            "All of it",
            "--yes",
            "--key",
            "tour-refund-3",
        ],
    )
}

async fn cancel(world: &mut World, browser: &Browser) -> Result<(), Failure> {
    world.step(
        "A cancelled payment",
        "Ordered twice, noticed at once. Until 00:15 of the next day it can be cancelled, and costs nothing.",
    )?;
    request(world, "A-1003", "SGD 15.00", "Tea, 1 box", &["--name", "Lim", "--method", "GRABPAY_SG"])?;
    pay(world, browser, "A-1003", "GRABPAY_SG", None).await?;
    let done = world.run(&[
        "payment",
        "cancel",
        "A-1003",
        "--reason",
        "Ordered twice",
        "--yes",
        "--key",
        "tour-cancel",
    ])?;
    operation(world, &done, "done")?;
    inquire(world, "A-1003", "cancelled")
}

async fn lost_answer(world: &mut World, simulator: &Simulator) -> Result<(), Failure> {
    world.step(
        "An answer that gets lost",
        "The next refund happens at the gateway, and its answer never arrives. Sending it again could pay twice, so Countersign\n\
         asks instead.",
    )?;
    simulator
        .control
        .post("faults", &json!({ "operation": "refund", "kind": "lost_after_effect", "next": 1 }))
        .await?;
    let words = [
        "payment",
        "refund",
        "A-1001",
        "--amount",
        "SGD 8.00",
        "--reason",
        "Late delivery",
        "--yes",
        "--key",
        "tour-refund-4",
    ];
    let done = world.run(&words)?;
    operation(world, &done, "done")?;
    must(done.pointer("/attempts") == Some(&json!(1)), "it was sent once")?;
    world.outcome("Sent once, answered by asking.")
}

async fn slow_refund(world: &mut World, simulator: &Simulator) -> Result<(), Failure> {
    world.step(
        "A refund that takes its time",
        "Card refunds are accepted first and done later. Until then the outcome is not known, and said so.",
    )?;
    let words = [
        "payment",
        "refund",
        "A-1002",
        "--full",
        "--reason",
        "The kettle leaks",
        "--yes",
        "--key",
        "tour-refund-5",
    ];
    let ended = world.run_to(&words, "outcome-unknown")?;
    operation(world, &ended.answer, "checking")?;
    world.say("\nTwo more days go by.")?;
    simulator.control.post("clock", &json!({ "advance_seconds": TWO_DAYS })).await?;
    world.run(&["watch", "--until-quiet"])?;
    world.outcome("Nothing is open any more.")?;
    inquire(world, "A-1002", "refunded")
}

fn find_and_check(world: &mut World) -> Result<(), Failure> {
    world.step(
        "Finding things again",
        "By any part of anything: a phone number in any spelling, a name of two characters.",
    )?;
    found(world, "81234567", "A-1001")?;
    found(world, "王芳", "A-1002")?;
    found(world, "status:cancelled", "A-1003")?;

    world.step(
        "The history",
        "Every fact is chained to the one before it. A backup is encrypted, and proved by opening it.",
    )?;
    let verified = world.run(&["ledger", "verify"])?;
    must(verified.pointer("/whole") == Some(&Value::Bool(true)), "the history is whole")?;
    let facts = verified.pointer("/facts").and_then(Value::as_u64).unwrap_or_default();
    world.outcome(&format!("{facts} facts, all whole."))?;
    let file = world.home().join("backup.countersign").display().to_string();
    let made = world.run(&["ledger", "backup", &file])?;
    let bytes = made.pointer("/bytes").and_then(Value::as_u64).unwrap_or_default();
    must(bytes > 0, "the backup has something in it")?;
    world.outcome(&format!("{bytes} bytes, opened and checked."))?;
    let open = world.run(&["outbox", "list"])?;
    must(open.pointer("/intents").and_then(Value::as_array).is_some_and(Vec::is_empty), "the outbox is empty")
}

pub(super) async fn compare(world: &mut World, simulator: &Simulator) -> Result<Compared, Failure> {
    world.step(
        "The book",
        "The simulator kept a book of every effect. It must say what the ledger says, to the minor unit.",
    )?;
    let book = in_the_book(&simulator.control.get("book").await?)?;
    let listed = world.run(&["request", "list", "--limit", "500"])?;
    let rows = listed.pointer("/rows").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut ledger = Effects::new();
    for row in &rows {
        let shown = world.run(&["payment", "show", &text(row, "/id")?])?;
        in_the_ledger(&shown, &mut ledger)?;
    }
    let differences = differences(&book, &ledger);
    if differences.is_empty() {
        world.outcome(&format!("{} effects, no difference.", book.len()))?;
        return Ok(Compared { effects: book.len() });
    }
    Err(unexpected(format!("The simulator's book and the ledger differ:\n  {}", differences.join("\n  "))))
}

pub(super) fn request(
    world: &mut World,
    order: &str,
    amount: &str,
    description: &str,
    more: &[&str],
) -> Result<(), Failure> {
    let words =
        [&["request", "new", "--amount", amount, "--order", order, "--description", description], more]
            .concat();
    let made = world.run(&words)?;
    must(made.pointer("/link").is_some_and(Value::is_string), "there is a link")?;
    world.outcome(&format!("{}: {}", order, text(&made, "/order/word")?))
}

pub(super) async fn pay(
    world: &mut World,
    browser: &Browser,
    order: &str,
    method: &str,
    card: Option<&str>,
) -> Result<(), Failure> {
    let link = text(&world.run(&["request", "share", order])?, "/link")?;
    world.say(
        "\nThe buyer opens the link, chooses how to pay and presses Pay (the tour sends the page's form).",
    )?;
    browser.pay(&link, method, card).await?;
    world.outcome("The page says: Payment successful.")
}

pub(super) fn inquire(world: &mut World, order: &str, state: &str) -> Result<(), Failure> {
    let asked = world.run(&["payment", "inquire", order])?;
    let (found, word) = (text(&asked, "/order/state")?, text(&asked, "/order/word")?);
    world.outcome(&format!("{order}: {word}. {}", text(&asked, "/order/next")?))?;
    must(found == state, &format!("order {order} is {state} and not {found}"))
}

pub(super) fn operation(world: &World, done: &Value, stage: &str) -> Result<(), Failure> {
    let (found, word) = (text(done, "/stage")?, text(done, "/word")?);
    world.outcome(&format!("{}: {word}.", text(done, "/sentence")?.trim_end_matches('.')))?;
    must(found == stage, &format!("it is {stage} and not {found}"))
}

/// How things stand forbids it.
pub(super) const BY_A_RULE: i32 = 4;
/// A value is missing, or is none that can be.
pub(super) const FOR_A_VALUE: i32 = 2;

pub(super) fn refused(world: &mut World, exit: i32, words: &[&str]) -> Result<(), Failure> {
    let ended = world.try_run(words)?;
    let message = text(&ended.error, "/error/message")?;
    must(ended.exit == Some(exit), &format!("this is refused with exit code {exit}: {message}"))?;
    world.outcome(&format!("Refused: {message} {}", text(&ended.error, "/error/remedy")?))
}

fn found(world: &mut World, query: &str, order: &str) -> Result<(), Failure> {
    let answer = world.run(&["payment", "search", query])?;
    let rows = answer.pointer("/rows").and_then(Value::as_array).cloned().unwrap_or_default();
    let has = rows.iter().any(|row| row.pointer("/reference").and_then(Value::as_str) == Some(order));
    must(has, &format!("{query} finds {order}"))?;
    world.outcome(&format!(
        "{} found, {order} among them. Understood: {}.",
        rows.len(),
        text(&answer, "/understood")?
    ))
}
