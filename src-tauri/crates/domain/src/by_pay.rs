//! One payment by one method, asked for with `pay` instead of a checkout session (guide 1, api.md section 3.7).
//!
//! A checkout session takes several attempts of the buyer; a `pay` is one attempt with one end. It is idempotent by its
//! `paymentRequestId`, and a failed one is tried again with a new id and the same order number.

use serde::{Deserialize, Serialize};

/// The wire name of the operation, as `SessionRequested` has it.
pub const OPERATION: &str = "pay";
/// Antom closes a payment that nobody finished after this many seconds where it is not told otherwise (guide 1: 14
/// minutes by default, different for some methods).
pub const CLOSES_AFTER: u32 = 14 * 60;

/// What is asked of the one payment, beside the order's other terms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByPay {
    /// `is3DSAuthentication`: the bank is to recognise the buyer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub three_ds: bool,
    /// `selectedCardBrand`: of a card that has two, or of a Korean card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// `requireIssuerAuthentication`: a Korean card whose issuer asks the buyer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub issuer_authentication: bool,
    /// `installmentNum`, a month apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instalments: Option<u32>,
    /// Whether Antom's own end is left as it is: no `paymentExpiryTime` is sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ends_by_default: bool,
}

impl ByPay {
    /// Whether it asks for something that only cards know.
    #[must_use]
    pub const fn is_about_cards(&self) -> bool {
        self.three_ds || self.brand.is_some() || self.issuer_authentication || self.instalments.is_some()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}
