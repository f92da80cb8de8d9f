//! From raw bytes to evidence. Nothing in an answer is believed before its signature is verified.

use crate::config::ClientId;
use crate::exchange::{Reading, UnknownReason};
use crate::keys::PublicKey;
use crate::operation::Operation;
use crate::result::ResultInfo;
use crate::signature;
use crate::transport::RawAnswer;
use serde::Deserialize;
use serde_json::Value;

/// The only HTTP status an answer counts under (api.md section 2).
const OK: u16 = 200;

/// Who must have signed an answer to which path.
pub(crate) struct Expected<'a> {
    pub(crate) path: &'a str,
    pub(crate) client_id: &'a ClientId,
    pub(crate) antom_key: &'a PublicKey,
}

/// Judges an answer to `request`.
pub(crate) fn read<O: Operation>(
    expected: &Expected<'_>,
    request: &O::Request,
    answer: &RawAnswer,
) -> Reading<O::Response> {
    if let Err(why) = prove(expected, answer) {
        return Reading::Unknown { why, shown: claim(&answer.body) };
    }
    let response = match parse::<O>(&answer.body) {
        Ok(response) => response,
        Err(why) => return Reading::Unknown { why, shown: None },
    };
    match O::integrity(request, &response) {
        Ok(()) => Reading::Verified(response),
        Err(field) => {
            let shown =
                Some(O::result(&response).clone()).filter(|result| !result.result_status.is_success());
            Reading::Unknown { why: UnknownReason::Mismatch { field }, shown }
        }
    }
}

/// Verifies an answer that was kept, as it was verified when it came: HTTP 200, addressed to this client, and signed by
/// Antom over these very bytes. `path` is the signed one, the sandbox prefix included.
///
/// # Errors
/// Why it is no evidence.
pub fn verify_answer(
    path: &str,
    client_id: &ClientId,
    antom_key: &PublicKey,
    answer: &RawAnswer,
) -> Result<(), UnknownReason> {
    prove(&Expected { path, client_id, antom_key }, answer)
}

/// HTTP 200, addressed to us, and signed over these very bytes.
fn prove(expected: &Expected<'_>, answer: &RawAnswer) -> Result<(), UnknownReason> {
    if answer.status != OK {
        return Err(UnknownReason::HttpStatus(answer.status));
    }
    let filled = |name: &str| answer.header(name).filter(|value| !value.is_empty());
    let (Some(header), Some(time)) = (filled("signature"), filled("response-time")) else {
        return Err(UnknownReason::Unsigned);
    };
    let client_id = expected.client_id.as_str();
    if filled("client-id") != Some(client_id) {
        return Err(UnknownReason::WrongClientId);
    }
    signature::verify(expected.antom_key, "POST", expected.path, client_id, time, &answer.body, header)
        .map_err(UnknownReason::BadSignature)
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    result: Option<Value>,
}

fn parse<O: Operation>(body: &[u8]) -> Result<O::Response, UnknownReason> {
    let head: Head = serde_json::from_slice(body).map_err(|_| UnknownReason::NotJson)?;
    let stated =
        head.result.as_ref().and_then(|result| result.get("resultStatus")).is_some_and(Value::is_string);
    if !stated {
        return Err(UnknownReason::NoResult);
    }
    serde_json::from_slice(body).map_err(|error| UnknownReason::Unreadable(place(&error)))
}

fn place(error: &serde_json::Error) -> String {
    format!("a field near column {} has an unexpected form", error.column())
}

/// What an unproven answer claims, for showing. An unproven success is not even shown.
fn claim(body: &[u8]) -> Option<ResultInfo> {
    let head: Head = serde_json::from_slice(body).ok()?;
    let result: ResultInfo = serde_json::from_value(head.result?).ok()?;
    let modest = result.result_status.is_failure() || result.result_status == crate::ResultStatus::U;
    if modest { Some(result) } else { None }
}
