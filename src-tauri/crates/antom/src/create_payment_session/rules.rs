//! The documented rules of createPaymentSession that can be checked without asking (api.md section 3.1).

use super::{AvailablePaymentMethod, CreatePaymentSessionRequest};
use crate::FieldError;
use crate::field::{Check, limited, optional, payable, required, settlement_currency};
use crate::order::rules::{business_account, buyer_for_cards, buyer_known, is_card, order};
use crate::payment_method::{ANTOM_BIZ_ACCOUNT, OfferedMethod};

/// Methods that may stand as a button above the others (guides 0 and 4).
const EXPRESS: [&str; 3] = ["ALIPAY_CN", "APPLEPAY", "GOOGLEPAY"];

pub(super) fn validate(request: &CreatePaymentSessionRequest) -> Check {
    required("productCode", &request.product_code, 32)?;
    required("paymentRequestId", &request.payment_request_id, 64)?;
    required("paymentRedirectUrl", &request.payment_redirect_url, 2048)?;
    payable("paymentAmount", &request.payment_amount)?;
    optional("productScene", request.product_scene.as_deref(), 32)?;
    optional("paymentNotifyUrl", request.payment_notify_url.as_deref(), 2048)?;
    optional("locale", request.locale.as_deref(), 8)?;
    optional("merchantRegion", request.merchant_region.as_deref(), 2)?;
    optional("userRegion", request.user_region.as_deref(), 2)?;
    settlement_currency(request.settlement_strategy.as_ref())?;
    order(&request.order)?;
    methods(request)?;
    saved_cards(request)?;
    if is_for_business_account(request) {
        business_account(&request.order, &request.payment_amount)?;
    }
    if names_card(request) { buyer_for_cards(&request.order) } else { Ok(()) }
}

fn listed(request: &CreatePaymentSessionRequest) -> &[OfferedMethod] {
    let list = request.available_payment_method.as_ref();
    list.and_then(|list| list.payment_method_type_list.as_deref()).unwrap_or_default()
}

fn methods(request: &CreatePaymentSessionRequest) -> Check {
    if let Some(method) = &request.payment_method {
        required("paymentMethod.paymentMethodType", &method.payment_method_type, 64)?;
    }
    for (number, method) in listed(request).iter().enumerate() {
        let field = format!("availablePaymentMethod.paymentMethodTypeList[{number}]");
        required(&format!("{field}.paymentMethodType"), &method.payment_method_type, 64)?;
        limited(
            &format!("{field}.paymentMethodOrder"),
            method.payment_method_order.as_deref().unwrap_or_default(),
            8,
        )?;
        if method.express_checkout == Some(true) && !EXPRESS.contains(&method.payment_method_type.as_str()) {
            let remedy = "only ALIPAY_CN, APPLEPAY and GOOGLEPAY may be express; set it to false";
            return Err(FieldError::new(format!("{field}.expressCheckout"), remedy));
        }
    }
    Ok(())
}

/// A saved card is a card and has its token (guide 0).
fn saved_cards(request: &CreatePaymentSessionRequest) -> Check {
    for (number, card) in request.saved_payment_methods.iter().flatten().enumerate() {
        let field = format!("savedPaymentMethods[{number}]");
        if !is_card(&card.payment_method_type) {
            let remedy = "only cards are saved; set it to CARD";
            return Err(FieldError::new(format!("{field}.paymentMethodType"), remedy));
        }
        if card.payment_method_id.as_ref().is_none_or(crate::Sensitive::is_empty) {
            let remedy = "a saved card is named by its token; give it, or leave the card out";
            return Err(FieldError::new(format!("{field}.paymentMethodId"), remedy));
        }
    }
    Ok(())
}

fn is_for_business_account(request: &CreatePaymentSessionRequest) -> bool {
    let fixed = request.payment_method.as_ref().map(|method| method.payment_method_type.as_str());
    match fixed {
        Some(method) => method == ANTOM_BIZ_ACCOUNT,
        None => {
            let listed = listed(request);
            !listed.is_empty() && listed.iter().all(|method| method.payment_method_type == ANTOM_BIZ_ACCOUNT)
        }
    }
}

fn offers_only_named_methods(list: &AvailablePaymentMethod) -> bool {
    list.payment_method_type_list.as_deref().is_some_and(|methods| !methods.is_empty())
}

fn names_card(request: &CreatePaymentSessionRequest) -> bool {
    let fixed = request.payment_method.as_ref().is_some_and(|method| is_card(&method.payment_method_type));
    fixed || listed(request).iter().any(|method| is_card(&method.payment_method_type))
}

/// What Antom may accept and the buyer may still stumble over; none of it stops the request.
#[must_use]
pub fn warnings(request: &CreatePaymentSessionRequest) -> Vec<FieldError> {
    let mut found = Vec::new();
    let free_choice = request.payment_method.is_none()
        && !request.available_payment_method.as_ref().is_some_and(offers_only_named_methods);
    if free_choice && !buyer_known(&request.order) {
        found.push(FieldError::new(
            "order.buyer",
            "if the buyer chooses a card, the page will fail without an id, phone number or e-mail address",
        ));
    }
    let goods = request.order.goods.as_deref().unwrap_or_default();
    let names = goods.iter().map(|line| ("order.goods.goodsName", line.goods_name.as_str()));
    let texts = [
        ("paymentRequestId", request.payment_request_id.as_str()),
        ("order.referenceOrderId", request.order.reference_order_id.as_str()),
        ("order.orderDescription", request.order.order_description.as_str()),
    ];
    for (field, text) in texts.into_iter().chain(names) {
        if !text.is_ascii() {
            found.push(FieldError::new(
                field,
                "some methods refuse anything but Latin letters; write it in them",
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests;
