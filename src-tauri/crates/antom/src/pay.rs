//! `pay`: asks for one payment by one method, and gets the page on which the buyer goes on (api.md section 3.7, guide 1).
//!
//! `PAYMENT_IN_PROCESS` (U) is the normal answer: the buyer has a page to go to. Idempotent by `paymentRequestId`
//! (api.md section 7); a failed payment of the same order is tried again with the same `referenceOrderId` and a new
//! `paymentRequestId`. An answer with no page to go to needs a new id too.

use crate::env::Env;
use crate::field::{Check, optional, payable, required, settlement_currency};
use crate::operation::{Operation, recognisable, same_amount, same_id};
use crate::order::Order;
use crate::order::rules::{business_account, buyer_for_cards, is_card, order, whole_number};
use crate::payment_details::{AcquirerInfo, PaymentResultInfo, PromotionResult, PspCustomerInfo, Quote};
use crate::payment_method::{
    ANTOM_BIZ_ACCOUNT, CaptureMode, CreditPayPlan, PaymentFactor, PaymentMethod, SettlementStrategy,
};
use crate::{Amount, FieldError, Opaque, ResultInfo, Sensitive};

/// The operation `pay`.
#[derive(Debug, Clone, Copy)]
pub struct Pay;

wire_object! {
    /// What is asked. `payment_request_id` is the idempotency key.
    pub struct PayRequest {
        needs {
            /// [`crate::payment_method::CASHIER_PAYMENT`].
            product_code: String,
            /// Ours, at most 64 characters, new for each attempt.
            payment_request_id: String,
            /// What is sold.
            order: Order,
            /// What is to be paid.
            payment_amount: Amount,
            /// By which method.
            payment_method: PaymentMethod,
            /// Where the buyer comes back to, whatever happened; at most 2048 characters.
            payment_redirect_url: String,
        }
        may {
            /// The buyer's device: needed.
            env: Env,
            /// Where notifications go instead of the Dashboard's address; at most 2048 characters.
            payment_notify_url: String,
            /// Authorisation and capture mode; `isAuthorization` is `true` for cards.
            payment_factor: PaymentFactor,
            /// Needed when several settlement currencies are contracted.
            settlement_strategy: SettlementStrategy,
            /// ISO-8601: from then on the buyer can no longer pay. Guide 1's text writes `paymentExpireTime`; its
            /// sample has the real name.
            payment_expiry_time: String,
            /// Instalments.
            credit_pay_plan: CreditPayPlan,
            /// Two letters.
            merchant_region: String,
            /// Two letters.
            user_region: String,
            /// The merchant's account, at most 32 characters.
            merchant_account_id: String,
            /// Our own notes, at most 2048 characters.
            metadata: String,
            /// Further information.
            extend_info: String,
            /// What the buyer answered to a check.
            payment_verification_data: Opaque,
            /// Agreements, subscriptions, quotes: carried along untouched.
            agreement_info: Opaque,
            /// See above.
            subscription_info: Opaque,
            /// See above.
            payment_quote: Opaque,
            /// See above.
            processing_amount: Opaque,
            /// See above.
            customized_info: Opaque,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct PayResponse {
        needs {
            /// S authorised or paid; U the buyer has to go on, or unknown; F failed.
            result: ResultInfo,
        }
        may {
            /// Ours.
            payment_request_id: String,
            /// Antom's.
            payment_id: String,
            /// What was asked for.
            payment_amount: Amount,
            /// What the buyer paid, after discounts.
            actual_payment_amount: Amount,
            /// ISO-8601.
            payment_create_time: String,
            /// ISO-8601.
            payment_time: String,
            /// ISO-8601: the last moment to capture.
            auth_expiry_time: String,
            /// The page on which the buyer goes on. To be passed on byte for byte; its query is a secret.
            normal_url: Sensitive,
            /// The same for an app: its own scheme.
            scheme_url: Sensitive,
            /// The same for an app: a universal link.
            applink_url: Sensitive,
            /// Which app that is.
            app_identifier: String,
            /// For Antom's client SDK: a secret, at most 20000 characters.
            payment_data: Sensitive,
            /// A form for Antom's client SDK: a secret.
            payment_action_form: Sensitive,
            /// A form to send the buyer on with.
            redirect_action_form: Opaque,
            /// A question to the buyer.
            challenge_action_form: Opaque,
            /// A code for the buyer to scan.
            order_code_form: Opaque,
            /// What the acquirer and the issuer said.
            payment_result_info: PaymentResultInfo,
            /// The wallet or bank.
            psp_customer_info: PspCustomerInfo,
            /// The amount in the settlement currency.
            gross_settlement_amount: Amount,
            /// The rate used for it.
            settlement_quote: Quote,
            /// The rate between asked and paid.
            payment_quote: Quote,
            /// Who processed it.
            acquirer_info: AcquirerInfo,
            /// Discounts applied.
            promotion_result: Vec<PromotionResult>,
            /// Further information.
            extend_info: String,
        }
    }
}

impl PayResponse {
    /// Where the buyer goes on: the web page before an app's addresses.
    #[must_use]
    pub fn page(&self) -> Option<&Sensitive> {
        [&self.normal_url, &self.applink_url, &self.scheme_url]
            .into_iter()
            .flatten()
            .find(|url| !url.is_empty())
    }
}

impl Operation for Pay {
    const NAME: &'static str = "pay";
    const PATH: &'static str = "/ams/api/v1/payments/pay";
    type Request = PayRequest;
    type Response = PayResponse;

    fn validate(request: &PayRequest) -> Check {
        required("productCode", &request.product_code, 32)?;
        required("paymentRequestId", &request.payment_request_id, 64)?;
        required("paymentRedirectUrl", &request.payment_redirect_url, 2048)?;
        payable("paymentAmount", &request.payment_amount)?;
        optional("paymentNotifyUrl", request.payment_notify_url.as_deref(), 2048)?;
        optional("merchantRegion", request.merchant_region.as_deref(), 2)?;
        optional("userRegion", request.user_region.as_deref(), 2)?;
        optional("merchantAccountId", request.merchant_account_id.as_deref(), 32)?;
        optional("metadata", request.metadata.as_deref(), 2048)?;
        required("paymentMethod.paymentMethodType", &request.payment_method.payment_method_type, 64)?;
        settlement_currency(request.settlement_strategy.as_ref())?;
        order(&request.order)?;
        device(request)?;
        expiry(request)?;
        instalments(request)?;
        match request.payment_method.payment_method_type.as_str() {
            method if is_card(method) => card(request),
            ANTOM_BIZ_ACCOUNT => business_account(&request.order, &request.payment_amount),
            _ => Ok(()),
        }
    }

    fn result(response: &PayResponse) -> &ResultInfo {
        &response.result
    }

    fn integrity(request: &PayRequest, response: &PayResponse) -> Result<(), &'static str> {
        let (ours, theirs) = (response.payment_request_id.as_deref(), response.payment_id.as_deref());
        same_id("paymentRequestId", Some(&request.payment_request_id), ours)?;
        same_amount("paymentAmount", &request.payment_amount, response.payment_amount.as_ref())?;
        recognisable(&response.result, "paymentRequestId", [ours, theirs])
    }
}

fn device(request: &PayRequest) -> Check {
    let terminal = request.env.as_ref().and_then(|env| env.terminal_type.as_ref());
    required("env.terminalType", terminal.map(crate::env::TerminalType::as_str).unwrap_or_default(), 32)
}

fn expiry(request: &PayRequest) -> Check {
    match request.payment_expiry_time.as_deref() {
        Some(time) if crate::epoch_millis(time).is_none() => {
            Err(FieldError::new("paymentExpiryTime", "give a time as 2024-01-20T08:51:06+08:00"))
        }
        _ => Ok(()),
    }
}

fn instalments(request: &PayRequest) -> Check {
    let Some(plan) = &request.credit_pay_plan else { return Ok(()) };
    let number = plan.installment_num.as_deref().unwrap_or_default();
    if whole_number(number).is_some_and(|number| number >= 2) {
        return Ok(());
    }
    Err(FieldError::new("creditPayPlan.installmentNum", "give a whole number of 2 or more, as digits"))
}

/// A card is authorised; a Korean card whose issuer asks the buyer has a brand and is captured by Antom (guide 1).
fn card(request: &PayRequest) -> Check {
    buyer_for_cards(&request.order)?;
    let factor = request.payment_factor.as_ref();
    if factor.and_then(|factor| factor.is_authorization) != Some(true) {
        return Err(FieldError::new("paymentFactor.isAuthorization", "set it to true for a card"));
    }
    if request.payment_method.require_issuer_authentication != Some(true) {
        return Ok(());
    }
    let brand = request.payment_method.payment_method_meta_data.as_ref();
    let brand = brand.and_then(|data| data.selected_card_brand.as_deref()).unwrap_or_default();
    if brand.trim().is_empty() {
        let remedy = "when the issuer asks the buyer, the card's brand must be given";
        return Err(FieldError::new("paymentMethod.paymentMethodMetaData.selectedCardBrand", remedy));
    }
    if factor.and_then(|factor| factor.capture_mode.as_ref()) == Some(&CaptureMode::Manual) {
        let remedy = "when the issuer asks the buyer, Antom captures by itself; set it to AUTOMATIC";
        return Err(FieldError::new("paymentFactor.captureMode", remedy));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::TerminalType;
    use crate::order::Buyer;
    use crate::payment_method::MethodMetaData;

    fn request() -> PayRequest {
        let amount = Amount { currency: "SGD".into(), value: "4200".into() };
        PayRequest {
            product_code: "CASHIER_PAYMENT".into(),
            payment_request_id: "PR1".into(),
            order: Order {
                reference_order_id: "O1".into(),
                order_description: "A bag".into(),
                order_amount: amount.clone(),
                buyer: Some(Buyer { reference_buyer_id: Some("B1".into()), ..Buyer::default() }),
                ..Order::default()
            },
            payment_amount: amount,
            payment_method: PaymentMethod { payment_method_type: "CARD".into(), ..PaymentMethod::default() },
            payment_redirect_url: "https://shop.example/result".into(),
            payment_factor: Some(PaymentFactor { is_authorization: Some(true), ..PaymentFactor::default() }),
            env: Some(Env { terminal_type: Some(TerminalType::Web), ..Env::default() }),
            ..PayRequest::default()
        }
    }

    fn broken(change: impl FnOnce(&mut PayRequest)) -> String {
        let mut request = request();
        change(&mut request);
        Pay::validate(&request).map_or_else(|error| error.field, |()| "nothing".into())
    }

    #[test]
    fn each_broken_field_is_named() {
        assert_eq!(broken(|_| ()), "nothing");
        assert_eq!(broken(|r| r.env = None), "env.terminalType");
        assert_eq!(broken(|r| r.payment_expiry_time = Some("soon".into())), "paymentExpiryTime");
        assert_eq!(broken(|r| r.payment_factor = None), "paymentFactor.isAuthorization");
        assert_eq!(broken(|r| r.order.buyer = None), "order.buyer");
        let plan = |number: &str| {
            Some(CreditPayPlan { installment_num: Some(number.into()), ..CreditPayPlan::default() })
        };
        assert_eq!(broken(|r| r.credit_pay_plan = plan("1")), "creditPayPlan.installmentNum");
        assert_eq!(broken(|r| r.credit_pay_plan = plan("3")), "nothing");
    }

    #[test]
    fn a_wallet_needs_neither_authorisation_nor_buyer() {
        let wallet = |r: &mut PayRequest| {
            r.payment_method.payment_method_type = "ALIPAY_CN".into();
            r.payment_factor = None;
            r.order.buyer = None;
        };
        assert_eq!(broken(wallet), "nothing");
    }

    #[test]
    fn issuer_authentication_needs_the_brand_and_automatic_capture() {
        let korean = |r: &mut PayRequest| {
            r.payment_method.require_issuer_authentication = Some(true);
            r.payment_method.payment_method_meta_data = Some(MethodMetaData {
                selected_card_brand: Some("HYUNDAI".into()),
                ..MethodMetaData::default()
            });
        };
        assert_eq!(broken(korean), "nothing");
        assert_eq!(
            broken(|r| r.payment_method.require_issuer_authentication = Some(true)),
            "paymentMethod.paymentMethodMetaData.selectedCardBrand"
        );
        let manual = broken(|r| {
            korean(r);
            r.payment_factor.as_mut().unwrap().capture_mode = Some(CaptureMode::Manual);
        });
        assert_eq!(manual, "paymentFactor.captureMode");
    }

    #[test]
    fn an_answer_about_another_payment_is_noticed() {
        let check =
            |json: serde_json::Value| Pay::integrity(&request(), &serde_json::from_value(json).unwrap());
        let u = serde_json::json!({"resultCode":"PAYMENT_IN_PROCESS","resultStatus":"U"});
        let s = serde_json::json!({"resultCode":"SUCCESS","resultStatus":"S"});
        let other = serde_json::json!({"currency":"SGD","value":"42"});
        assert_eq!(check(serde_json::json!({"result":u,"paymentRequestId":"PR1"})), Ok(()));
        assert_eq!(check(serde_json::json!({"result":u,"paymentRequestId":"PR2"})), Err("paymentRequestId"));
        assert_eq!(
            check(serde_json::json!({"result":s,"paymentId":"P1","paymentAmount":other})),
            Err("paymentAmount")
        );
        assert_eq!(check(serde_json::json!({"result":s})), Err("paymentRequestId"));
    }

    #[test]
    fn the_web_page_comes_before_an_apps_addresses_and_is_not_printed() {
        let answer: PayResponse = serde_json::from_value(serde_json::json!({
            "result":{"resultStatus":"U"},"normalUrl":"","schemeUrl":"alipays://x","applinkUrl":"https://a.example/?s=1"
        }))
        .unwrap();
        assert_eq!(answer.page().unwrap().reveal(), "https://a.example/?s=1");
        assert!(!format!("{answer:?}").contains("a.example"));
        let none: PayResponse =
            serde_json::from_value(serde_json::json!({"result":{"resultStatus":"U"}})).unwrap();
        assert_eq!(none.page(), None);
    }
}
