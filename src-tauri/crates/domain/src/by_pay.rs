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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub three_ds: bool,
    /// `selectedCardBrand`: of a card that has two, or of a Korean card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// `requireIssuerAuthentication`: a Korean card whose issuer asks the buyer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub issuer_authentication: bool,
    /// `installmentNum`, a month apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instalments: Option<u32>,
    /// Whether Antom's own end is left as it is: no `paymentExpiryTime` is sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_by_default: bool,
}

impl ByPay {
    /// Whether it asks for something that only cards know.
    #[must_use]
    pub const fn is_about_cards(&self) -> bool {
        self.three_ds || self.brand.is_some() || self.issuer_authentication || self.instalments.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_is_not_written_down_and_what_was_is() {
        assert_eq!(serde_json::to_value(ByPay::default()).unwrap(), serde_json::json!({}));
        let asked = ByPay { three_ds: true, ends_by_default: true, ..ByPay::default() };
        let written = serde_json::json!({ "three_ds": true, "ends_by_default": true });
        assert_eq!(serde_json::to_value(&asked).unwrap(), written);
        assert_eq!(serde_json::from_value::<ByPay>(written).unwrap(), asked);
    }

    #[test]
    fn antom_closes_after_fourteen_minutes() {
        assert_eq!(CLOSES_AFTER, 840);
    }

    #[test]
    fn each_of_four_wishes_is_about_cards_and_the_end_is_not() {
        let plain = ByPay::default();
        assert!(!plain.is_about_cards());
        assert!(!ByPay { ends_by_default: true, ..plain.clone() }.is_about_cards());
        for wish in [
            ByPay { three_ds: true, ..plain.clone() },
            ByPay { brand: Some("VISA".into()), ..plain.clone() },
            ByPay { issuer_authentication: true, ..plain.clone() },
            ByPay { instalments: Some(3), ..plain.clone() },
        ] {
            assert!(wish.is_about_cards(), "{wish:?}");
        }
    }
}
