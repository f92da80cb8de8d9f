//! What needs a person.

use crate::args::Everywhere;
use crate::args::attention::{Attention as Args, What};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::attention as text;
use crate::typed;
use chrono::TimeDelta;
use console::ExitClass;
use console::attention::{Attention, AttentionItem};

/// Runs a command about what needs a person.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Args, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    match command.what {
        None | Some(What::List) => {
            let attention = of_account(&desk)?;
            let times = desk.times()?;
            out.answer(&attention, || text::all(&attention, &times, out))
        }
        Some(What::Snooze(args)) => {
            let seconds = typed::seconds("--for", &args.time)?;
            let item = meant(&desk, &args.id)?;
            let time = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::MAX);
            let until = desk.console.now().checked_add_signed(time).ok_or_else(|| too_long(&args.time))?;
            desk.console.snooze(&item.id, until, &args.reason)?;
            let times = desk.times()?;
            let snoozed = serde_json::json!({ "snoozed": item.id, "until": until });
            out.answer(&snoozed, || format!("{} is out of the way until {}.", item.id, times.at(until)))
        }
        Some(What::Read(args)) => {
            let item = meant(&desk, &args.id)?;
            desk.console.mark_read(&item.id)?;
            out.answer(&serde_json::json!({ "read": item.id }), || format!("{} is marked as read.", item.id))
        }
    }
}

fn too_long(time: &str) -> Failure {
    Failure::usage("bad-time", format!("--for is too long: {time:?}."), "Write it as 45m, 2h or 1d.")
}

/// All that needs a person, of the account that was named.
fn of_account(desk: &Desk) -> Result<Attention, Failure> {
    let mut attention = desk.console.attention()?;
    for list in [&mut attention.items, &mut attention.snoozed] {
        let mut kept = Vec::new();
        for item in std::mem::take(list) {
            if item.order.map_or(Ok(true), |order| desk.is_of_account(&order))? {
                kept.push(item);
            }
        }
        *list = kept;
    }
    Ok(attention)
}

/// The thing a text names: by its own id, or by its order where the order needs one thing only.
fn meant(desk: &Desk, text: &str) -> Result<AttentionItem, Failure> {
    let attention = of_account(desk)?;
    let all: Vec<AttentionItem> = attention.items.into_iter().chain(attention.snoozed).collect();
    if let Some(item) = all.iter().find(|item| item.id == text.trim()) {
        return Ok(item.clone());
    }
    let order = desk.console.resolve(text)?;
    let of_order: Vec<&AttentionItem> = all.iter().filter(|item| item.order == Some(order)).collect();
    match of_order.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(Failure::new(
            ExitClass::NotFound,
            "nothing-needed",
            "This order needs nobody.",
            "See what does: countersign attention",
        )),
        several => {
            let ids: Vec<&str> = several.iter().map(|item| item.id.as_str()).collect();
            Err(Failure::new(
                ExitClass::NotFound,
                "ambiguous",
                "This order needs several things.",
                format!("Name one by its id: {}.", ids.join(", ")),
            ))
        }
    }
}
