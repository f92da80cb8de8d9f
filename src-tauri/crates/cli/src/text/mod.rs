//! How answers look to people.

pub mod accounts;
pub mod approvals;
pub mod attention;
pub mod candidates;
pub mod intents;
pub mod ledger;
pub mod methods;
pub mod orders;
pub mod people;
pub mod rows;
pub mod table;
pub mod times;

use crate::output::Tone;

/// The tone of a state word, by its slug.
#[must_use]
pub fn tone(state: &str) -> Tone {
    match state {
        "paid" | "captured" | "done" => Tone::Good,
        "waiting" | "authorised" | "queued" | "released" => Tone::Waiting,
        "checking" | "sent" => Tone::Checking,
        "failed" | "refused" | "never-placed" => Tone::Bad,
        _ => Tone::Quiet,
    }
}
