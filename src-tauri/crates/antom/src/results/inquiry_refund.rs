//! Codes of inquiryRefund (api.md section 3.6). The outcome of the refund is in `refundStatus`, not here.

use super::Moved::NotThisCall;
use super::SameId::{Never, Repeat};
use super::Status::{F, S, U};
use super::{Row, row};

/// One line for each code.
#[rustfmt::skip] // a table: one code, one paragraph
pub(super) const ROWS: &[Row] = &[
    row(S, "SUCCESS", NotThisCall, Repeat,
        "Antom found the refund.",
        "Read its refund status."),
    row(F, "ORDER_NOT_EXIST", NotThisCall, Repeat,
        "Antom does not know this refund, or not yet.",
        "Ask again after 15 seconds; after three times it was never placed."),
    row(F, "ACCESS_DENIED", NotThisCall, Repeat,
        "The client id may not ask this.",
        "Check the client id and what is contracted."),
    row(F, "INVALID_API", NotThisCall, Never,
        "The operation does not exist or is not open to this merchant.",
        "Check the gateway of the account."),
    row(F, "KEY_NOT_FOUND", NotThisCall, Repeat,
        "Antom has no public key for this client id and key version.",
        "Upload the public key in the Dashboard, or correct the key version; then ask again."),
    row(F, "NO_INTERFACE_DEF", NotThisCall, Never,
        "The address of the operation is not one of Antom's.",
        "Check the gateway of the account."),
    row(F, "PARAM_ILLEGAL", NotThisCall, Never,
        "The id asked for is not well formed.",
        "Check the id."),
    row(F, "PROCESS_FAIL", NotThisCall, Repeat,
        "Antom could not look the refund up.",
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
