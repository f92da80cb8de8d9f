//! Codes of cancel (api.md section 3.4).

use super::Moved::{No, NotThisCall, Unknown, Yes};
use super::SameId::{InquireFirst, Never, Repeat};
use super::Status::{F, S, U};
use super::{Explanation, Row, row};

/// One line for each code.
#[rustfmt::skip] // a table: one code, one paragraph
pub(super) const ROWS: &[Row] = &[
    row(S, "SUCCESS", Yes, Never,
        "The payment was cancelled; what was paid goes back, a hold is let go.",
        "Nothing needs to be done."),
    row(U, "UNKNOWN_EXCEPTION", Unknown, Repeat,
        "Antom does not know whether the payment was cancelled.",
        "Send the same cancel again, at most three times, then ask Antom's support."),
    row(U, "REQUEST_TRAFFIC_EXCEED_LIMIT", Unknown, Repeat,
        "Too many requests at once.",
        "Wait a little, then send the same cancel again, at most three times."),
    row(F, "CANCEL_WINDOW_EXCEED", No, Never,
        "The time for cancelling is over.",
        "Refund the payment instead."),
    row(F, "ORDER_NOT_EXIST", No, Never,
        "Nothing was submitted under this id, or the id is wrong.",
        "Check the id; an open link can still be paid until its session ends."),
    row(F, "ORDER_STATUS_INVALID", No, Never,
        "The payment is in a state that cannot be cancelled.",
        "Ask Antom how it stands."),
    row(F, "PROCESS_FAIL", NotThisCall, Never,
        "The cancel failed; this is also the answer when the payment was already refunded.",
        "Ask Antom, then refund what is left or ask Antom's support."),
    row(F, "MERCHANT_BALANCE_NOT_ENOUGH", No, Repeat,
        "The merchant's balance at Antom is not enough to give the money back.",
        "Top the balance up, then send the same cancel again."),
    row(F, "PAYMENT_METHOD_NOT_SUPPORTED", No, Never,
        "Payments of this method cannot be cancelled.",
        "Refund the payment instead."),
    row(F, "ACCESS_DENIED", No, Repeat,
        "The client id may not use this operation.",
        "Check the client id and what is contracted; then cancel again."),
    row(F, "INVALID_API", No, Never,
        "The operation does not exist or is not open to this merchant.",
        "Check the gateway and what is contracted, or ask Antom's support."),
    row(F, "KEY_NOT_FOUND", No, Repeat,
        "Antom has no public key for this client id and key version.",
        "Upload the public key in the Dashboard, or correct the key version; then cancel again."),
    row(F, "NO_INTERFACE_DEF", No, Never,
        "The address of the operation is not one of Antom's.",
        "Check the gateway of the account, or ask Antom's support."),
    row(F, "PARAM_ILLEGAL", No, Never,
        "The id is not well formed.",
        "Check the id."),
    row(F, "SYSTEM_ERROR", No, InquireFirst,
        "Antom had an internal error.",
        "Ask Antom, then cancel again or ask Antom's support."),
    row(F, "USER_NOT_EXIST", No, Never,
        "The buyer's account does not exist.",
        "Refund the payment instead, or ask Antom's support."),
    row(F, "USER_STATUS_ABNORMAL", No, Never,
        "The buyer's account is not in order.",
        "Refund the payment instead, or ask Antom's support."),
];

/// What a cancel that succeeded came to where the money was held and nothing of it had been taken.
pub(super) const UNTAKEN: Explanation = Explanation {
    what_happened: "The hold is let go: the payment was cancelled before anything was taken.",
    money_moved: No,
    next_step: "Nothing needs to be done.",
    same_id: Never,
};
