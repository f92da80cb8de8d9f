//! What all operations have in common. Each operation is a marker type in a file named by its wire name.

use crate::field::{FieldError, RequestError};
use crate::result::ResultInfo;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use crate::cancel::{Cancel, CancelRequest, CancelResponse};
pub use crate::capture::{Capture, CaptureRequest, CaptureResponse};
pub use crate::consult::{Consult, ConsultRequest, ConsultResponse};
pub use crate::create_payment_session::{
    CreatePaymentSession, CreatePaymentSessionRequest, CreatePaymentSessionResponse,
};
pub use crate::inquiry_payment::{InquiryPayment, InquiryPaymentRequest, InquiryPaymentResponse};
pub use crate::inquiry_refund::{InquiryRefund, InquiryRefundRequest, InquiryRefundResponse};
pub use crate::pay::{Pay, PayRequest, PayResponse};
pub use crate::refund::{Refund, RefundRequest, RefundResponse};

/// One operation of the gateway: `POST` of a JSON request to a path.
pub trait Operation: Send + Sync + 'static {
    /// The wire name, as `inquiryRefund`.
    const NAME: &'static str;
    /// The production path; the sandbox path is derived from it before signing.
    const PATH: &'static str;
    /// What is sent.
    type Request: Serialize + DeserializeOwned + Send + Sync;
    /// What comes back.
    type Response: DeserializeOwned + Serialize + Send + Sync;

    /// Checks the documented rules that can be checked without asking.
    ///
    /// # Errors
    /// The first field that breaks one, with the remedy.
    fn validate(request: &Self::Request) -> Result<(), FieldError>;

    /// The `result` of an answer.
    fn result(response: &Self::Response) -> &ResultInfo;

    /// Compares an answer with what was asked: ids, amount and currency must be those of the request.
    ///
    /// # Errors
    /// The wire name of the field that differs, or that a success must have and this one lacks.
    fn integrity(request: &Self::Request, response: &Self::Response) -> Result<(), &'static str>;
}

/// Checks a request and writes it as the bytes to store, to send, and to send again unchanged.
///
/// # Errors
/// [`RequestError`] names the field that breaks a documented rule.
pub fn body<O: Operation>(request: &O::Request) -> Result<Vec<u8>, RequestError> {
    O::validate(request)?;
    serde_json::to_vec(request).map_err(|error| RequestError::Json(error.to_string()))
}

/// `Err(field)` when both ids are there and differ.
pub(crate) fn same_id(
    field: &'static str,
    asked: Option<&str>,
    answered: Option<&str>,
) -> Result<(), &'static str> {
    match (asked, answered) {
        (Some(asked), Some(answered)) if asked != answered => Err(field),
        _ => Ok(()),
    }
}

/// `Err(field)` when the answer has an amount and it is another one.
pub(crate) fn same_amount(
    field: &'static str,
    asked: &crate::Amount,
    answered: Option<&crate::Amount>,
) -> Result<(), &'static str> {
    match answered {
        Some(answered) if !asked.agrees_with(answered) => Err(field),
        _ => Ok(()),
    }
}

/// `Err(field)` when a success names none of the ids it could be recognised by.
///
/// A signature covers the path, the time and the body, not the request: an answer without any id could belong
/// to another payment.
pub(crate) fn recognisable(
    result: &ResultInfo,
    field: &'static str,
    ids: [Option<&str>; 2],
) -> Result<(), &'static str> {
    let named = ids.into_iter().flatten().any(|id| !id.is_empty());
    if result.result_status.is_success() && !named { Err(field) } else { Ok(()) }
}
