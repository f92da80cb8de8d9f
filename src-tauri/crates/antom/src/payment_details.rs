//! Details about how a payment was made, shared by answers and notifications (api.md section 3.2, appendix A).

use crate::{Opaque, Sensitive};

pub use crate::payment_method::CreditPayPlan;

wire_words! {
    /// How a payment stands. Final are SUCCESS, FAIL and CANCELLED; a refund does not change SUCCESS (guide 3).
    pub enum PaymentStatus {
        /// Paid; cards: authorised.
        Success = "SUCCESS",
        /// Failed, or closed by itself.
        Fail = "FAIL",
        /// In flight.
        Processing = "PROCESSING",
        /// Cancelled; money returned if it was paid.
        Cancelled = "CANCELLED",
        /// A slow method: days may pass.
        Pending = "PENDING",
    }
}

wire_object! {
    /// What the acquirer and the issuer said about a payment.
    pub struct PaymentResultInfo {
        needs {}
        may {
            /// Masked card number.
            card_no: String,
            /// As `VISA`.
            card_brand: String,
            /// A token that can pay again: a secret.
            card_token: Sensitive,
            /// First digits of the card.
            card_bin: String,
            /// Last four digits of the card.
            last_four: String,
            /// Month, two digits.
            expiry_month: String,
            /// Year, two digits.
            expiry_year: String,
            /// Name on the card.
            cardholder_name: String,
            /// As `GOLD`.
            card_category: String,
            /// Two-letter country of the issuer.
            issuing_country: String,
            /// Name of the issuer.
            issuer_name: String,
            /// CREDIT, DEBIT, PREPAID, CHARGE or DEFERRED_DEBIT.
            funding: String,
            /// As `GLOBAL`.
            payment_method_region: String,
            /// Outcome of 3-D Secure.
            #[serde(rename = "threeDSResult")]
            three_ds_result: ThreeDsResult,
            /// The issuer's answer about the address.
            avs_result_raw: String,
            /// The issuer's answer about the security code.
            cvv_result_raw: String,
            /// The card network's id.
            network_transaction_id: String,
            /// The network's refusal code.
            refusal_code_raw: String,
            /// The network's reason for refusing.
            refusal_reason_raw: String,
            /// Whether and when to try again, as the network advises.
            merchant_advice_code: String,
            /// Retrieval reference number, at most 32 characters.
            rrn: String,
            /// The issuer's approval code.
            authorization_code: String,
            /// Masked account, for methods without a card.
            account_no: String,
            /// The exemption asked for.
            exemption_requested: String,
            /// What the buyer identified with.
            credential_type_used: String,
            /// Whether the buyer agreed to later payments.
            user_authorization_status: String,
            /// Instalments.
            credit_pay_plan: CreditPayPlan,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
        }
    }
}

wire_object! {
    /// Outcome of 3-D Secure. Guide 1 spells `cavv` as `caav`; [`ThreeDsResult::authentication_value`] reads both.
    pub struct ThreeDsResult {
        needs {}
        may {
            /// As `2.2.0`.
            #[serde(rename = "threeDSVersion")]
            three_ds_version: String,
            /// Electronic commerce indicator.
            eci: String,
            /// Cardholder authentication verification value.
            cavv: Sensitive,
            /// The same under guide 1's spelling.
            caav: Sensitive,
            /// The directory server's id.
            ds_transaction_id: String,
            /// Id of version 1.
            xid: String,
            /// Why the authentication ended as it did.
            #[serde(rename = "threeDStransactionStatusReason")]
            three_ds_transaction_status_reason: String,
            /// Why the buyer left the challenge.
            challenge_cancel: String,
            /// Whether the buyer was challenged.
            challenged: bool,
            /// The exemption applied.
            exemption_type: String,
            /// Whether it was offered.
            #[serde(rename = "threeDSOffered")]
            three_ds_offered: bool,
            /// Who carries the risk.
            liability_shift: String,
        }
    }
}

impl ThreeDsResult {
    /// The cardholder authentication verification value, however it was spelt; none where it is empty.
    #[must_use]
    pub fn authentication_value(&self) -> Option<&Sensitive> {
        [&self.cavv, &self.caav].into_iter().flatten().find(|value| !value.is_empty())
    }
}

wire_object! {
    /// Card details as PAYMENT_RESULT repeats them beside `paymentResultInfo`.
    pub struct CardInfo {
        needs {}
        may {
            /// Masked card number.
            card_no: String,
            /// As `VISA`.
            card_brand: String,
            /// A token that can pay again: a secret.
            card_token: Sensitive,
            /// Two-letter country of the issuer.
            issuing_country: String,
            /// CREDIT, DEBIT and so on.
            funding: String,
            /// As `GLOBAL`.
            payment_method_region: String,
            /// Outcome of 3-D Secure.
            #[serde(rename = "threeDSResult")]
            three_ds_result: ThreeDsResult,
            /// The issuer's answer about the address.
            avs_result_raw: String,
            /// The issuer's answer about the security code.
            cvv_result_raw: String,
            /// The card network's id.
            network_transaction_id: String,
        }
    }
}

wire_object! {
    /// The wallet or bank the buyer used.
    pub struct PspCustomerInfo {
        needs {}
        may {
            /// As `TOSSPAY`.
            psp_name: String,
            /// The buyer's id there.
            psp_customer_id: String,
            /// The buyer's id there, fit for showing.
            display_customer_id: String,
            /// The buyer's name there, fit for showing.
            display_customer_name: String,
        }
    }
}

wire_object! {
    /// Who processed a payment for the merchant.
    pub struct AcquirerInfo {
        needs {}
        may {
            /// The acquirer.
            acquirer_name: String,
            /// The id Antom sent to it.
            reference_request_id: String,
            /// Its own id.
            acquirer_transaction_id: String,
            /// The merchant's number there.
            acquirer_merchant_id: String,
            /// Its result code.
            acquirer_result_code: String,
            /// Its result in words.
            acquirer_result_message: String,
        }
    }
}

wire_object! {
    /// An exchange rate.
    pub struct Quote {
        needs {}
        may {
            /// Antom's id of the rate.
            quote_id: String,
            /// As `USD/SGD`.
            quote_currency_pair: String,
            /// The rate as text: it is shown, never calculated with.
            quote_price: String,
            /// ISO-8601.
            quote_start_time: String,
            /// ISO-8601.
            quote_expiry_time: String,
            /// Whether Antom guarantees it.
            guaranteed: bool,
        }
    }
}

wire_object! {
    /// A discount or interest-free offer that was applied.
    pub struct PromotionResult {
        needs {}
        may {
            /// DISCOUNT or INTEREST_FREE.
            promotion_type: String,
            /// The discount itself, as it came.
            discount: Opaque,
        }
    }
}
