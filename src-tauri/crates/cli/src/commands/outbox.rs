//! The outbox.

use crate::args::Everywhere;
use crate::args::outbox::Outbox;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::intents;
use domain::ids::IntentId;

/// Runs a command about the outbox.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Outbox, out: Output) -> Result<(), Failure> {
    match command {
        Outbox::List => {
            let desk = Desk::open(everywhere, out).await?;
            let mut open = Vec::new();
            for intent in desk.console.outbox()? {
                if desk.is_of_account(&intent.order)? {
                    open.push(intent);
                }
            }
            let times = desk.times()?;
            out.answer(&serde_json::json!({ "intents": open }), || intents::outbox(&open, &times, out))
        }
        Outbox::Stop(args) => {
            // Nothing is taken up first: that could send the very thing that is to be stopped.
            let desk = Desk::open_quietly(everywhere, out).await?;
            let stopped = desk.console.stop(&meant(&desk, args.id.trim())?)?;
            let times = desk.times()?;
            out.answer(&stopped, || intents::one(&stopped, &times, out))
        }
    }
}

/// The one in the outbox a text names: by its own id, or by its order where it is the only one that can be stopped.
fn meant(desk: &Desk, text: &str) -> Result<IntentId, Failure> {
    if let Ok(id) = text.parse::<IntentId>()
        && desk.console.outbox()?.iter().any(|intent| intent.id == id)
    {
        return Ok(id);
    }
    let order = desk.console.resolve(text)?;
    let open: Vec<_> = desk.console.outbox()?.into_iter().filter(|intent| intent.order == order).collect();
    match open.as_slice() {
        [only] => Ok(only.id),
        [] => Err(Failure::new(
            console::ExitClass::NotFound,
            "outbox-empty",
            "This order has nothing in the outbox.",
            "See what there is: countersign outbox list",
        )),
        several => {
            let ids: Vec<String> = several.iter().map(|intent| intent.id.to_string()).collect();
            Err(Failure::new(
                console::ExitClass::NotFound,
                "ambiguous",
                "This order has several things in the outbox.",
                format!("Name one by its id: {}.", ids.join(", ")),
            ))
        }
    }
}
