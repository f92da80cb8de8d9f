//! Codes of refusals of cards (api.md section 3.7).

use super::Moved::No;
use super::SameId::{Never, NewId};
use super::Status::F;
use super::{Row, row};

/// One line for each code.
#[rustfmt::skip] // a table: one code, one paragraph
pub(super) const ROWS: &[Row] = &[
    row(F, "CARD_EXPIRED", No, NewId,
        "The card has expired.",
        "Ask the buyer for another card."),
    row(F, "INVALID_CVV", No, NewId,
        "The security code is wrong.",
        "Ask the buyer to enter the card again."),
    row(F, "INVALID_CARD_NUMBER", No, NewId,
        "The card number is wrong.",
        "Ask the buyer to enter the card again."),
    row(F, "CARD_NOT_SUPPORTED", No, NewId,
        "This card is not accepted.",
        "Ask the buyer for another card."),
    row(F, "ISSUER_REJECTS_TRANSACTION", No, NewId,
        "The buyer's bank refused the payment.",
        "Ask the buyer to call the bank or to use another card."),
    row(F, "SUSPECTED_CARD", No, Never,
        "The card is under suspicion.",
        "Do not try this card again; ask the buyer for another way to pay."),
    row(F, "DO_NOT_HONOR", No, NewId,
        "The buyer's bank refused the payment without a reason.",
        "Ask the buyer to call the bank or to use another card."),
];
