//! The ship rule in words: on what goods may leave the shop (guide 4).

use crate::present::slug;
use crate::view::ShipView;
use domain::ship::{Over, Ship, Wait};

/// What staff are told.
pub(crate) fn view(verdict: Ship) -> ShipView {
    let (ship, why, word, because) = match verdict {
        Ship::Now => ("now", None, "Ship now", "The money is taken."),
        Ship::NotYet(wait) => ("not-yet", Some(slug(&wait)), "Don't ship yet", waiting(wait)),
        Ship::Never(over) => ("never", Some(slug(&over)), "Don't ship", gone(over)),
    };
    ShipView { ship: ship.to_owned(), why, word: word.to_owned(), because: because.to_owned() }
}

const fn waiting(wait: Wait) -> &'static str {
    match wait {
        Wait::Payment => "The buyer has not paid.",
        Wait::Capture => "The money is only held; a capture has to succeed first.",
        Wait::Method => "How the buyer paid is not known, so the money may only be held.",
        Wait::Word => "Antom uses a word for this payment that is not known here; look in the Dashboard.",
        Wait::Dispute => "A dispute is open, and the bank may take the money back.",
        Wait::Return => "The money is on its way back to the buyer.",
        Wait::Closed => {
            "It was paid although the request was closed: decide whether to deliver or to give the money back."
        }
    }
}

const fn gone(over: Over) -> &'static str {
    match over {
        Over::Failed => "The payment failed.",
        Over::Cancelled => "The payment was cancelled.",
        Over::Refunded => "All of it was refunded.",
        Over::ReturnedByAntom => "The buyer paid again in the same session, and Antom returns this payment.",
    }
}
