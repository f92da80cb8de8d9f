//! Payments.

use super::money::{Wish, run as money};
use super::{list, request};
use crate::args::Everywhere;
use crate::args::payment::{Inquire, Payment};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::orders;
use console::ExitClass;
use console::lookup::LookedUp;
use domain::intent::Verb;
use domain::word::StateWord;

/// Runs a command about payments.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Payment, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    match command {
        Payment::List(args) => list::list(&desk, &args.query.join(" "), Some(&paid_words()), &args.page),
        Payment::Search(args) => list::list(&desk, &args.query.join(" "), None, &args.page),
        Payment::Show(args) => request::show(&desk, &args.order),
        Payment::Inquire(args) => inquire(&desk, &args).await,
        Payment::Capture(args) => money(&desk, Wish::of(args.id, Verb::Capture, args.how)).await,
        Payment::Cancel(args) => {
            money(&desk, Wish { reason: args.reason, ..Wish::of(args.id, Verb::Cancel, args.how) }).await
        }
        Payment::Refund(args) => {
            let wish = Wish {
                amount: args.amount,
                despite_dispute: args.despite_dispute.is_some(),
                reason: args.despite_dispute.or(args.reason),
                ..Wish::of(args.id, Verb::Refund, args.how)
            };
            money(&desk, wish).await
        }
    }
}

/// The query for every order in which a buyer's money was or is: all words but those of an order nobody paid.
fn paid_words() -> String {
    use StateWord::{Draft, Expired, Failed, WaitingForPayment};
    [Draft, WaitingForPayment, Expired, Failed].map(|word| format!("-status:{}", word.slug())).join(" ")
}

async fn inquire(desk: &Desk, args: &Inquire) -> Result<(), Failure> {
    // What is known here needs no account to be named: the order knows its own.
    let found = match desk.console.resolve(&args.id) {
        Ok(order) => {
            let asked = desk.console.inquire(&order).await?;
            LookedUp::Known { order: Box::new(asked.order), unknown: asked.unknown }
        }
        Err(console::ConsoleError::NotFound { .. }) => {
            let account = desk.account(None)?;
            match desk.console.look_up(&account, &args.id).await? {
                LookedUp::Elsewhere { .. } if args.import => {
                    let order = desk.console.import(&account, &args.id).await?;
                    LookedUp::Known { order: Box::new(desk.console.show(&order)?), unknown: Vec::new() }
                }
                other => other,
            }
        }
        Err(error) => return Err(error.into()),
    };
    show(desk, args, &found)
}

fn show(desk: &Desk, args: &Inquire, found: &LookedUp) -> Result<(), Failure> {
    let times = desk.times()?;
    desk.out.answer(found, || match found {
        LookedUp::Known { order, unknown } => {
            let trouble: Vec<String> = unknown.iter().map(|why| format!("Not learnt: {why}")).collect();
            [vec![orders::full(order, &times, desk.out)], trouble].concat().join("\n")
        }
        LookedUp::Elsewhere { payment } => format!(
            "Antom knows this payment; it is not on file here.\n{}\nTake it over: countersign payment inquire {} --import",
            orders::elsewhere(payment, &times),
            payment.payment
        ),
        LookedUp::NotAtAntom => format!("{} is unknown here and at Antom.", console::view::shown(&args.id)),
        LookedUp::Unknown { why } => format!("Not known: {why}"),
    })?;
    match found {
        LookedUp::Known { unknown, .. } if !unknown.is_empty() => Err(not_learnt(&unknown.join("; "))),
        LookedUp::Known { .. } | LookedUp::Elsewhere { .. } => Ok(()),
        LookedUp::NotAtAntom => Err(Failure::new(
            ExitClass::NotFound,
            "not-at-antom",
            "Neither this ledger nor Antom knows it.",
            "Check the id. A link nobody has paid yet is unknown to Antom too.",
        )),
        LookedUp::Unknown { why } => Err(not_learnt(why)),
    }
}

fn not_learnt(why: &str) -> Failure {
    let message = format!("What Antom knows could not be learnt: {why}");
    Failure::new(
        ExitClass::Network,
        "nothing-learnt",
        crate::failure::sentence(&message),
        "It was only a question: nothing was sent or changed. Check the connection (countersign account test), then ask again.",
    )
}
