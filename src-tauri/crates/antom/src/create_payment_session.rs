//! `createPaymentSession`: opens a checkout for at most one hour (api.md section 3.1).
//!
//! After an unknown outcome a *new* `paymentRequestId` is used, and the old one is still watched: a session
//! may exist behind it (guides 2 and 4). The rules checked before sending are in `rules`.

use crate::env::Env;
use crate::operation::Operation;
use crate::order::Order;
use crate::{Amount, FieldError, Opaque, ResultInfo, Sensitive};

mod rules;

pub use crate::payment_method::{
    AvailablePaymentMethod, CASHIER_PAYMENT, CaptureMode, CreditPayPlan, MethodMetaData, OfferedMethod,
    PaymentFactor, PaymentMethod, SavedPaymentMethod, SettlementStrategy,
};
pub use rules::warnings;

/// The operation `createPaymentSession`.
#[derive(Debug, Clone, Copy)]
pub struct CreatePaymentSession;

/// `productScene` of the hosted checkout page.
pub const CHECKOUT_PAYMENT: &str = "CHECKOUT_PAYMENT";

wire_object! {
    /// What is asked.
    pub struct CreatePaymentSessionRequest {
        needs {
            /// [`CASHIER_PAYMENT`].
            product_code: String,
            /// Ours, at most 64 characters, new for each attempt.
            payment_request_id: String,
            /// What is sold.
            order: Order,
            /// What is to be paid.
            payment_amount: Amount,
            /// Where the buyer comes back to, whatever happened; at most 2048 characters.
            payment_redirect_url: String,
        }
        may {
            /// [`CHECKOUT_PAYMENT`] for the hosted page, at most 32 characters.
            product_scene: String,
            /// Where notifications go instead of the Dashboard's address; at most 2048 characters.
            payment_notify_url: String,
            /// Needed when several settlement currencies are contracted (guides 0 and 4).
            settlement_strategy: SettlementStrategy,
            /// One fixed method; left out, the buyer chooses.
            payment_method: PaymentMethod,
            /// Which methods are offered, and in what order.
            available_payment_method: AvailablePaymentMethod,
            /// Cards the buyer may choose again (guide 0).
            saved_payment_methods: Vec<SavedPaymentMethod>,
            /// Capture mode and authorisation.
            payment_factor: PaymentFactor,
            /// ISO-8601, at most an hour after creation.
            payment_session_expiry_time: String,
            /// ISO-8601: when an order that was submitted closes.
            payment_expiry_time: String,
            /// As `en_US`, at most 8 characters.
            locale: String,
            /// Two letters.
            merchant_region: String,
            /// Two letters.
            user_region: String,
            /// The merchant's account.
            merchant_account_id: String,
            /// The buyer's device.
            env: Env,
            /// Our own notes.
            metadata: String,
            /// Regions whose methods are offered.
            allowed_payment_method_regions: Opaque,
            /// Whether instalments may be chosen.
            enable_installment_collection: bool,
            /// Instalments.
            credit_pay_plan: CreditPayPlan,
            /// Agreements, subscriptions, quotes, risk data: carried along untouched.
            agreement_info: Opaque,
            /// See above.
            subscription_plan: Opaque,
            /// See above.
            subscription_info: Opaque,
            /// See above.
            payment_quote: Opaque,
            /// See above.
            processing_amount: Opaque,
            /// See above.
            risk_data: Opaque,
            /// See above.
            customized_info: Opaque,
            /// See above.
            scopes: Opaque,
        }
    }
}

wire_object! {
    /// What comes back.
    pub struct CreatePaymentSessionResponse {
        needs {
            /// S created; U: try again with a new id; F: correct the request.
            result: ResultInfo,
        }
        may {
            /// For Antom's client SDK: a secret.
            payment_session_data: Sensitive,
            /// ISO-8601.
            payment_session_expiry_time: String,
            /// Antom's id of the session.
            payment_session_id: String,
            /// The checkout page. To be passed on byte for byte; its query is a secret.
            normal_url: Sensitive,
            /// The checkout page of other products.
            url: Sensitive,
        }
    }
}

impl Operation for CreatePaymentSession {
    const NAME: &'static str = "createPaymentSession";
    const PATH: &'static str = "/ams/api/v1/payments/createPaymentSession";
    type Request = CreatePaymentSessionRequest;
    type Response = CreatePaymentSessionResponse;

    fn validate(request: &CreatePaymentSessionRequest) -> Result<(), FieldError> {
        rules::validate(request)
    }

    fn result(response: &CreatePaymentSessionResponse) -> &ResultInfo {
        &response.result
    }

    /// The answer repeats neither ids nor the amount; all that can be asked is that a success leads to a page.
    fn integrity(
        _request: &CreatePaymentSessionRequest,
        response: &CreatePaymentSessionResponse,
    ) -> Result<(), &'static str> {
        let usable = |text: &Option<Sensitive>| text.as_ref().is_some_and(|text| !text.is_empty());
        if response.result.result_status.is_success()
            && !usable(&response.normal_url)
            && !usable(&response.payment_session_data)
        {
            return Err("normalUrl");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_success_without_a_page_is_not_a_success() {
        let check = |json: &str| {
            let request = CreatePaymentSessionRequest::default();
            CreatePaymentSession::integrity(&request, &serde_json::from_str(json).unwrap())
        };
        assert_eq!(check(r#"{"result":{"resultStatus":"S"}}"#), Err("normalUrl"));
        assert_eq!(check(r#"{"result":{"resultStatus":"S"},"normalUrl":""}"#), Err("normalUrl"));
        assert_eq!(
            check(r#"{"result":{"resultStatus":"S"},"normalUrl":"https://checkout.antom.com/x"}"#),
            Ok(())
        );
        assert_eq!(check(r#"{"result":{"resultStatus":"S"},"paymentSessionData":"x"}"#), Ok(()));
        assert_eq!(check(r#"{"result":{"resultStatus":"U"}}"#), Ok(()));
    }

    #[test]
    fn the_page_address_keeps_every_byte_and_does_not_print() {
        let url = "https://ac.alipay.com/page/index.html?sessionData=6W+Or/A==&&SG&&188&&eyJ9fQ==";
        let json = serde_json::json!({"result":{"resultStatus":"S"},"normalUrl":url});
        let response: CreatePaymentSessionResponse = serde_json::from_value(json).unwrap();
        assert_eq!(response.normal_url.as_ref().unwrap().reveal(), url);
        assert!(!format!("{response:?}").contains("sessionData"));
    }
}
