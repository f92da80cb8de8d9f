//! How a payment is to be made, as `createPaymentSession`, `pay` and `consult` say it (api.md sections 3.1 and 3.7).

use crate::order::{Address, BuyerName};
use crate::{Opaque, Sensitive};

/// `productCode` of one-time payments.
pub const CASHIER_PAYMENT: &str = "CASHIER_PAYMENT";
/// `paymentMethodType` of cards.
pub const CARD: &str = "CARD";
/// `paymentMethodType` of the hosted checkout page for one product (guide 2).
pub const ANTOM_BIZ_ACCOUNT: &str = "ANTOM_BIZ_ACCOUNT";

wire_words! {
    /// When a card's money is taken.
    pub enum CaptureMode {
        /// By Antom, at once; the default.
        Automatic = "AUTOMATIC",
        /// By the merchant, within seven days (guide 1).
        Manual = "MANUAL",
    }
}

wire_object! {
    /// How the payment is made.
    pub struct PaymentFactor {
        needs {}
        may {
            /// AUTOMATIC when left out (guide 4).
            capture_mode: CaptureMode,
            /// `true` for cards through `pay` (guide 1).
            is_authorization: bool,
            /// Only ask whether it would work.
            is_payment_evaluation: bool,
            /// PaymentCode, OrderCode or EntryCode.
            in_store_payment_scenario: String,
            /// BUNDLE, TILE or UNIFIED.
            presentment_mode: String,
        }
    }
}

wire_object! {
    /// In which currency the merchant is paid out.
    pub struct SettlementStrategy {
        needs {}
        may {
            /// Three letters.
            settlement_currency: String,
        }
    }
}

wire_object! {
    /// A method of payment.
    pub struct PaymentMethod {
        needs {
            /// As `CARD`, `ALIPAY_CN`; at most 64 characters.
            payment_method_type: String,
        }
        may {
            /// A card token or another id of the buyer's account: a secret.
            payment_method_id: Sensitive,
            /// CREDIT, DEBIT, PREPAID, CHARGE or DEFERRED_DEBIT.
            funding: String,
            /// The buyer's account.
            customer_id: String,
            /// Further information, at most 2048 characters.
            extend_info: String,
            /// Ask the issuer of a Korean card to authenticate the buyer; captured automatically only (guide 1).
            require_issuer_authentication: bool,
            /// What single methods ask for.
            payment_method_meta_data: MethodMetaData,
        }
    }
}

wire_words! {
    /// Whether the buyer's card is kept for the next time. Then a `cardToken` comes with the result.
    pub enum TokenizeMode {
        /// The buyer is asked on the page.
        AskForConsent = "ASKFORCONSENT",
        /// It is kept.
        Enabled = "ENABLED",
        /// It is not kept.
        Disabled = "DISABLED",
    }
}

wire_object! {
    /// What single methods want to know: some about the buyer (guide 4), cards about the charge (guide 1).
    pub struct MethodMetaData {
        needs {}
        may {
            /// E-mail address (Przelewy24, Mercado Pago).
            payer_email: String,
            /// Brazilian tax number (Mercado Pago in Brazil).
            cpf: Sensitive,
            /// Ask the bank to recognise the buyer by 3-D Secure.
            #[serde(rename = "is3DSAuthentication")]
            is_3ds_authentication: bool,
            /// The brand the buyer chose, of a card that has two or of a Korean card.
            selected_card_brand: String,
            /// Whether the card is kept for the next time.
            tokenize_mode: TokenizeMode,
            /// The card is one the buyer had stored.
            is_card_on_file: bool,
            /// Where the card's bill goes, for the check of the address (AVS).
            billing_address: Address,
            /// Name on the card.
            cardholder_name: BuyerName,
        }
    }
}

wire_object! {
    /// Instalments.
    pub struct CreditPayPlan {
        needs {}
        may {
            /// How many.
            installment_num: String,
            /// How far apart, as `MONTH`.
            interval: String,
            /// `PERCENTAGE`
            credit_pay_fee_type: String,
            /// The buyer's share of the fee.
            fee_percentage: String,
        }
    }
}

wire_object! {
    /// Which methods are offered. It wins over the Dashboard's settings.
    pub struct AvailablePaymentMethod {
        needs {}
        may {
            /// The methods.
            payment_method_type_list: Vec<OfferedMethod>,
            /// What they want to know about the buyer (guide 4), and whether a card is kept.
            payment_method_meta_data: MethodMetaData,
        }
    }
}

wire_object! {
    /// One method on the page.
    pub struct OfferedMethod {
        needs {
            /// As `ALIPAY_CN`.
            payment_method_type: String,
        }
        may {
            /// Its place, as a string of digits (guides 0 and 4).
            payment_method_order: String,
            /// As a button above the others; only ALIPAY_CN, APPLEPAY and GOOGLEPAY.
            express_checkout: bool,
        }
    }
}

wire_object! {
    /// A card the buyer may choose again. Guide 0's table puts a `paymentMethod` between; its sample does not, and the
    /// sample is followed.
    pub struct SavedPaymentMethod {
        needs {
            /// `CARD`
            payment_method_type: String,
        }
        may {
            /// The card token: a secret.
            payment_method_id: Sensitive,
            /// The level of guide 0's table, carried along where somebody sends it.
            payment_method: Opaque,
        }
    }
}
