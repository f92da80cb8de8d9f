//! `consult`: asks which methods the account has for an amount, with their logos and limits (api.md section 3.8, guide 1).

use crate::env::Env;
use crate::field::{Check, optional, payable, required, settlement_currency};
use crate::operation::Operation;
use crate::order::Buyer;
use crate::payment_method::{PaymentFactor, SettlementStrategy};
use crate::wire::Field;
use crate::{Amount, Opaque, ResultInfo};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The operation `consult`. It moves no money.
#[derive(Debug, Clone, Copy)]
pub struct Consult;

wire_object! {
    /// What is asked.
    pub struct ConsultRequest {
        needs {
            /// [`crate::payment_method::CASHIER_PAYMENT`].
            product_code: String,
            /// What would be paid.
            payment_amount: Amount,
        }
        may {
            /// On what the buyer would pay: needed.
            env: Env,
            /// Where the buyer is, two letters.
            user_region: String,
            /// Where the merchant is, two letters.
            merchant_region: String,
            /// Regions whose methods are wanted, at most 6.
            allowed_payment_method_regions: Vec<String>,
            /// Only these.
            allowed_payment_methods: Vec<String>,
            /// None of these.
            blocked_payment_methods: Vec<String>,
            /// In which currency the merchant would be paid out.
            settlement_strategy: SettlementStrategy,
            /// Capture mode and authorisation.
            payment_factor: PaymentFactor,
            /// Who would buy.
            buyer: Buyer,
            /// The merchant's account, at most 32 characters.
            merchant_account_id: String,
            /// Further information.
            extend_info: String,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct ConsultResponse {
        needs {
            /// Whether the question was answered.
            result: ResultInfo,
        }
        may {
            /// The methods.
            payment_options: Vec<PaymentOption>,
            /// An older form of the same.
            payment_method_infos: Vec<Opaque>,
            /// Further information.
            extend_info: String,
        }
    }
}

wire_object! {
    /// A method.
    pub struct PaymentOption {
        needs {
            /// As `CARD`.
            payment_method_type: String,
        }
        may {
            /// Whether it can be paid with now.
            enabled: bool,
            /// Why not.
            disable_reason: String,
            /// ALIPAY_PLUS, WALLET, MOBILE_BANKING_APP, BANK_TRANSFER, ONLINE_BANKING, CARD or OTC.
            payment_method_category: String,
            /// Where it is used, two letters each; `GLOBAL`.
            payment_method_region: Vec<String>,
            /// Whether the merchant prefers it.
            preferred: bool,
            /// Three letters each.
            supported_currencies: Vec<String>,
            /// Brands and banks.
            payment_option_detail: PaymentOptionDetail,
            /// How it looks.
            logo: Logo,
            /// Names of offers.
            promo_names: Vec<String>,
            /// Offers.
            promotion_infos: Vec<Opaque>,
            /// Instalments.
            installment: Installment,
            /// QR, REDIRECT, PUSH and so on.
            interaction_type: String,
            /// Limits, by currency.
            amount_limit_info_map: AmountLimits,
            /// Further information.
            extend_info: String,
        }
    }
}

wire_object! {
    /// How a method looks.
    pub struct Logo {
        needs {}
        may {
            /// What people call it.
            logo_name: String,
            /// Its picture, at most 2048 characters.
            logo_url: String,
        }
    }
}

wire_object! {
    /// Brands of cards and banks a method takes.
    pub struct PaymentOptionDetail {
        needs {}
        may {
            /// Brands; for Korean cards the buyer chooses among them first (guide 1).
            support_card_brands: Vec<SupportCardBrand>,
            /// CREDIT, DEBIT and so on.
            funding: Vec<String>,
            /// Banks.
            support_banks: Vec<Opaque>,
            /// QR, REDIRECT and so on.
            interaction_types: Vec<String>,
        }
    }
}

wire_object! {
    /// A brand of cards.
    pub struct SupportCardBrand {
        needs {}
        may {
            /// As `VISA`.
            card_brand: String,
            /// How it looks.
            logo: Logo,
        }
    }
}

wire_object! {
    /// Instalments a method offers.
    pub struct Installment {
        needs {}
        may {
            /// With cards of these brands.
            support_card_brands: Vec<SupportCardBrand>,
            /// In these ways.
            plans: Vec<InstallmentPlan>,
        }
    }
}

wire_object! {
    /// One way to pay in instalments.
    pub struct InstallmentPlan {
        needs {}
        may {
            /// What the buyer pays for it, as text: shown, never calculated with.
            interest_rate: String,
            /// The least of one instalment.
            min_installment_amount: Amount,
            /// The most of one instalment.
            max_installment_amount: Amount,
            /// How many.
            installment_num: String,
            /// How far apart, as `MONTH`.
            interval: String,
            /// Whether it can be chosen now.
            enabled: bool,
        }
    }
}

wire_object! {
    /// How much can be paid.
    pub struct AmountLimitInfo {
        needs {}
        may {
            /// At a time.
            single_limit: AmountLimit,
            /// In a day.
            day_limit: AmountLimit,
            /// In a month.
            month_limit: AmountLimit,
        }
    }
}

wire_object! {
    /// A limit.
    pub struct AmountLimit {
        needs {}
        may {
            /// The least.
            min_amount: Amount,
            /// The most.
            max_amount: Amount,
            /// What is left of it.
            remain_amount: Amount,
        }
    }
}

/// Limits by currency.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AmountLimits(pub BTreeMap<String, AmountLimitInfo>);

impl Field for AmountLimits {
    fn read(value: Value) -> Result<Option<Self>, String> {
        if !value.is_object() {
            return Ok(None);
        }
        serde_json::from_value(value).map(Some).map_err(|error| error.to_string())
    }
}

impl Operation for Consult {
    const NAME: &'static str = "consult";
    const PATH: &'static str = "/ams/api/v1/payments/consult";
    type Request = ConsultRequest;
    type Response = ConsultResponse;

    fn validate(request: &ConsultRequest) -> Check {
        required("productCode", &request.product_code, 32)?;
        payable("paymentAmount", &request.payment_amount)?;
        let terminal = request.env.as_ref().and_then(|env| env.terminal_type.as_ref());
        required("env.terminalType", terminal.map(crate::env::TerminalType::as_str).unwrap_or_default(), 32)?;
        optional("userRegion", request.user_region.as_deref(), 2)?;
        optional("merchantRegion", request.merchant_region.as_deref(), 2)?;
        optional("merchantAccountId", request.merchant_account_id.as_deref(), 32)?;
        settlement_currency(request.settlement_strategy.as_ref())
    }

    fn result(response: &ConsultResponse) -> &ResultInfo {
        &response.result
    }

    /// The answer repeats nothing of the question.
    fn integrity(_request: &ConsultRequest, _response: &ConsultResponse) -> Result<(), &'static str> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::TerminalType;

    #[test]
    fn methods_come_with_logo_limits_brands_and_instalments() {
        let json = serde_json::json!({
            "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."},
            "paymentOptions": [{
                "paymentMethodType": "CARD", "paymentMethodCategory": "CARD", "enabled": true, "preferred": "false",
                "paymentMethodRegion": ["GLOBAL"], "supportedCurrencies": ["SGD"],
                "logo": {"logoName": "Card", "logoUrl": "https://x.example/card.png"},
                "paymentOptionDetail": {"supportCardBrands": [{"cardBrand": "VISA", "logo": {"logoName": "VISA"}}], "funding": ["CREDIT"]},
                "installment": {"plans": [{"installmentNum": 3, "interval": "MONTH", "enabled": true,
                    "minInstallmentAmount": {"currency": "SGD", "value": "1000"}}]},
                "amountLimitInfoMap": {"SGD": {"singleLimit": {"minAmount": {"currency": "SGD", "value": "1"}}}}
            }, {"paymentMethodType": "NEW_THING", "enabled": false, "disableReason": "LATER", "novel": 1}]
        });
        let answer: ConsultResponse = serde_json::from_value(json).unwrap();
        let [card, new] = answer.payment_options.unwrap().try_into().unwrap();
        let plans = card.installment.unwrap().plans.unwrap();
        assert_eq!(plans[0].installment_num.as_deref(), Some("3"));
        let limits = card.amount_limit_info_map.unwrap();
        assert_eq!(limits.0["SGD"].single_limit.as_ref().unwrap().min_amount.as_ref().unwrap().value, "1");
        assert_eq!(card.preferred, Some(false));
        assert_eq!((new.enabled, new.disable_reason.as_deref()), (Some(false), Some("LATER")));
        assert_eq!(new.other["novel"], 1);
    }

    #[test]
    fn the_device_and_the_amount_are_needed() {
        let mut request = ConsultRequest {
            product_code: "CASHIER_PAYMENT".into(),
            payment_amount: Amount { currency: "SGD".into(), value: "4200".into() },
            ..ConsultRequest::default()
        };
        assert_eq!(Consult::validate(&request).unwrap_err().field, "env.terminalType");
        request.env = Some(Env { terminal_type: Some(TerminalType::Web), ..Env::default() });
        assert_eq!(Consult::validate(&request), Ok(()));
        request.payment_amount.value = "0".into();
        assert_eq!(Consult::validate(&request).unwrap_err().field, "paymentAmount");
    }
}
