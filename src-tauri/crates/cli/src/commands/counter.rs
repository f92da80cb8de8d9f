//! Taking a payment at the counter.

use crate::args::Everywhere;
use crate::args::counter::Counter as Args;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::stopping::asked_to_stop;
use crate::text::orders;
use chrono::{DateTime, Utc};
use console::counter::{Counter, Ended, Happening};
use console::view::{OrderView, shown};
use console::{Console, ExitClass};
use domain::shell::word;
use money::Language;
use serde::Serialize;

/// Serves the page, tells what happens, and ends with Antom's answer.
///
/// # Errors
/// Whatever keeps the page from being made or what happens from being written, and an order that was not paid.
pub async fn run(everywhere: &Everywhere, args: &Args, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    let console = &desk.console;
    let order = console.resolve(&args.order)?;
    let stop = asked_to_stop()?;
    let ticket = console.counter_ticket(&order).await?;
    let (reference, ends_at) = (ticket.reference.clone(), ticket.ends_at);
    let mut counter = Counter::open(console, ticket).await?;
    let address = counter.address().to_string();
    let until = desk.times()?.until(ends_at);
    let told = format!(
        "Open this on the computer at the counter, once:\n\n{address}\n\nIt can be paid until {until}."
    );
    show(out, console, Event::Open { reference: reference.clone(), address, ends_at }, &told)?;
    let mut trouble = None;
    let ended = console
        .attend(order, ends_at, &mut counter, stop, |happening| {
            let (event, text) = one(happening);
            if let Err(failure) = show(out, console, event, &text) {
                trouble.get_or_insert(failure);
            }
        })
        .await?;
    if let Some(failure) = trouble {
        return Err(failure);
    }
    let stands = console.show(&order)?;
    let text = orders::head(&stands, out);
    if out.is_json() {
        show(out, console, Event::Ended { ended, order: Box::new(stands) }, &text)?;
    } else if ended == Ended::Paid {
        out.text(&text)?;
    }
    match ended {
        Ended::Paid => Ok(()),
        Ended::SessionOver | Ended::Left => Err(not_paid(ended, &reference)),
    }
}

fn not_paid(ended: Ended, reference: &str) -> Failure {
    let (code, message) = match ended {
        Ended::Left => (
            "counter-left",
            format!("The counter was left before Antom said that order {reference} is paid."),
        ),
        Ended::Paid | Ended::SessionOver => (
            "counter-over",
            format!("The session of order {reference} is over, and Antom knows of no payment."),
        ),
    };
    let remedy = format!("Open it again: countersign counter {}", word(reference));
    Failure::new(ExitClass::Unknown, code, message, remedy)
}

/// One line of JSON.
#[derive(Serialize)]
struct Line {
    at: DateTime<Utc>,
    #[serde(flatten)]
    event: Event,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Event {
    Open { reference: String, address: String, ends_at: DateTime<Utc> },
    Told { code: &'static str, happened: &'static str, money: &'static str, next: &'static str },
    LedElsewhere { next: &'static str },
    Stands { state: String },
    NothingLearnt { why: String },
    Ended { ended: Ended, order: Box<OrderView> },
}

/// What to do where the buyer cannot go on at the counter.
const ELSEWHERE: &str =
    "It is not shown here; let the buyer go on with their own phone, by the order's link.";

fn one(happening: Happening) -> (Event, String) {
    match happening {
        Happening::Told(code) => {
            let told = code.told(Language::English);
            let text = format!("{} {} {}", told.what_happened, told.money_moved, told.next_step);
            let (happened, money, next) = (told.what_happened, told.money_moved, told.next_step);
            (Event::Told { code: code.as_str(), happened, money, next }, text)
        }
        Happening::LedElsewhere => {
            let text =
                format!("The buyer is led to a page that is not Antom's, such as a bank's. {ELSEWHERE}");
            (Event::LedElsewhere { next: ELSEWHERE }, text)
        }
        Happening::Stands(order) => {
            let state = order.state.word.clone();
            let text = format!("Antom says: {state}.");
            (Event::Stands { state }, text)
        }
        Happening::NothingLearnt(why) => {
            let why = shown(&why);
            let text = format!("Antom was asked, and nothing was learnt: {why}");
            (Event::NothingLearnt { why }, text)
        }
    }
}

fn show(out: Output, console: &Console, event: Event, text: &str) -> Result<(), Failure> {
    if out.is_json() {
        return out.document(&Line { at: console.now(), event });
    }
    out.note(text);
    Ok(())
}
