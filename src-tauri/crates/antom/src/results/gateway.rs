//! Codes of the gateway itself (api.md section 3.9). These usually arrive unsigned, and are then text, not evidence.

use super::Moved::{No, Unknown};
use super::SameId::{InquireFirst, Never, Repeat};
use super::Status::{F, U};
use super::{Row, row};

/// One line for each code.
#[rustfmt::skip] // a table: one code, one paragraph
pub(super) const ROWS: &[Row] = &[
    row(F, "INVALID_SIGNATURE", No, Repeat,
        "Antom could not verify our signature.",
        "Check that the Dashboard holds this account's public key under this key version, and the computer's clock."),
    row(F, "KEY_NOT_FOUND", No, Repeat,
        "Antom has no public key for this client id and key version.",
        "Upload the public key in the Dashboard, or correct the key version."),
    row(F, "CLIENT_INVALID", No, Repeat,
        "The client id is not valid.",
        "Copy the client id again from the Dashboard."),
    row(F, "INVALID_CLIENT_STATUS", No, Repeat,
        "The client id is not active.",
        "Ask Antom's support about the account."),
    row(F, "UNKNOWN_CLIENT", No, Repeat,
        "Antom does not know the client id.",
        "Check the client id and the region of the gateway."),
    row(F, "CLIENT_ID_NOT_FOUND", No, Repeat,
        "Antom does not know the client id.",
        "Check the client id and the region of the gateway."),
    row(F, "MEDIA_TYPE_NOT_ACCEPTABLE", No, Repeat,
        "Antom did not accept the form of the request.",
        "Check that nothing between here and Antom changes requests."),
    row(F, "METHOD_NOT_SUPPORTED", No, Repeat,
        "Antom did not accept the kind of the request.",
        "Check that nothing between here and Antom changes requests."),
    row(F, "OAUTH_FAILED", No, Repeat,
        "The agent token was refused.",
        "Check the agent token."),
    row(F, "ACCESS_DENIED", No, Repeat,
        "The client id may not do this.",
        "Check the client id and what is contracted."),
    row(F, "NO_INTERFACE_DEF", No, Never,
        "The address of the operation is not one of Antom's.",
        "Check the gateway of the account."),
    row(U, "REQUEST_TRAFFIC_EXCEED_LIMIT", Unknown, InquireFirst,
        "Too many requests at once.",
        "Wait a little, then ask what became of it."),
];
