//! Codes of consult (api.md section 3.8). The page with its own code table could not be read; these are the gateway's
//! codes and those of `pay` that concern the question itself.

use super::Moved::NotThisCall;
use super::SameId::{Never, Repeat};
use super::Status::{F, S, U};
use super::{Row, row};

/// One line for each code.
#[rustfmt::skip] // a table: one code, one paragraph
pub(super) const ROWS: &[Row] = &[
    row(S, "SUCCESS", NotThisCall, Repeat,
        "Antom told which methods can be used.",
        "Choose among the methods that are enabled."),
    row(F, "PARAM_ILLEGAL", NotThisCall, Never,
        "A field of the question is missing or not allowed.",
        "Correct the field named in Antom's message and ask again."),
    row(F, "NO_PAY_OPTIONS", NotThisCall, Repeat,
        "No payment method is available for this amount.",
        "Ask for another currency or amount."),
    row(F, "CURRENCY_NOT_SUPPORT", NotThisCall, Repeat,
        "The currency is not contracted or not supported here.",
        "Use another currency, or ask Antom's support about the contract."),
    row(F, "SETTLE_CONTRACT_NOT_MATCH", NotThisCall, Repeat,
        "The settlement currency is missing or not contracted.",
        "Set the settlement currency of the account and ask again."),
    row(F, "INVALID_CONTRACT", NotThisCall, Never,
        "The contract does not cover this.",
        "Ask Antom's support about the contract."),
    row(F, "INVALID_API", NotThisCall, Never,
        "The operation does not exist or is not open to this merchant.",
        "Name the methods yourself, or ask Antom's support to open consult."),
    row(F, "PROCESS_FAIL", NotThisCall, Repeat,
        "Antom could not answer.",
        "Ask again later; if it persists, ask Antom's support."),
    row(F, "SYSTEM_ERROR", NotThisCall, Repeat,
        "Antom had an internal error.",
        "Ask again later."),
    row(U, "REQUEST_TRAFFIC_EXCEED_LIMIT", NotThisCall, Repeat,
        "Too many questions at once.",
        "Ask again more slowly."),
    row(U, "UNKNOWN_EXCEPTION", NotThisCall, Repeat,
        "Antom could not answer now.",
        "Ask again."),
];
