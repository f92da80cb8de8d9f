//! The documented rules of createPaymentSession that can be checked without asking (api.md section 3.1).

use super::{AvailablePaymentMethod, CreatePaymentSessionRequest};
use crate::FieldError;
use crate::field::{Check, limited, optional, payable, required};
use crate::order::{Buyer, Goods, Order};
use money::Money;

const MOST_GOODS: usize = 100;

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
    settlement(request)?;
    order(&request.order)?;
    methods(request)?;
    buyer_for_cards(request)
}

fn settlement(request: &CreatePaymentSessionRequest) -> Check {
    let currency =
        request.settlement_strategy.as_ref().and_then(|strategy| strategy.settlement_currency.as_deref());
    match currency {
        Some(code) if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Err(FieldError::new(
                "settlementStrategy.settlementCurrency",
                "give a currency as three capital letters",
            ))
        }
        _ => Ok(()),
    }
}

fn order(order: &Order) -> Check {
    required("order.referenceOrderId", &order.reference_order_id, 64)?;
    required("order.orderDescription", &order.order_description, 256)?;
    payable("order.orderAmount", &order.order_amount)?;
    if let Some(buyer) = &order.buyer {
        buyer_limits(buyer)?;
    }
    // An empty list is the same as none: guide 0's own sample sends one.
    match order.goods.as_deref() {
        None | Some([]) => Ok(()),
        Some(goods) => goods_rules(order, goods),
    }
}

fn buyer_limits(buyer: &Buyer) -> Check {
    optional("order.buyer.referenceBuyerId", buyer.reference_buyer_id.as_deref(), 64)?;
    optional("order.buyer.buyerPhoneNo", buyer.buyer_phone_no.as_deref(), 24)?;
    optional("order.buyer.buyerEmail", buyer.buyer_email.as_deref(), 64)?;
    optional("order.buyer.buyerPhoneNoContryCode", buyer.buyer_phone_no_contry_code.as_deref(), 7)
}

/// Each line complete, and the lines together exactly the order's amount (guides 2 and 4).
fn goods_rules(order: &Order, goods: &[Goods]) -> Check {
    if goods.len() > MOST_GOODS {
        return Err(FieldError::new("order.goods", format!("give at most {MOST_GOODS} lines")));
    }
    let mut sum: Option<Money> = None;
    for (number, line) in goods.iter().enumerate() {
        let total = line_total(number, line)?;
        sum = Some(match sum {
            None => total,
            Some(before) => before.checked_add(total).map_err(|error| wrong("order.goods", &error))?,
        });
    }
    let asked = order.order_amount.money().map_err(|error| wrong("order.orderAmount", &error))?;
    match sum {
        Some(sum) if sum != asked => Err(FieldError::new(
            "order.goods",
            format!("the lines add up to {sum}, the order is {asked}; make them equal"),
        )),
        _ => Ok(()),
    }
}

fn line_total(number: usize, line: &Goods) -> Result<Money, FieldError> {
    let field = |name: &str| format!("order.goods[{number}].{name}");
    required(&field("referenceGoodsId"), &line.reference_goods_id, 64)?;
    required(&field("goodsName"), &line.goods_name, 256)?;
    optional(&field("goodsCategory"), line.goods_category.as_deref(), 64)?;
    optional(&field("goodsUrl"), line.goods_url.as_deref(), 2048)?;
    optional(&field("deliveryMethodType"), line.delivery_method_type.as_deref(), 32)?;
    let unit = line.goods_unit_amount.as_ref();
    let unit = unit.ok_or_else(|| FieldError::new(field("goodsUnitAmount"), "this field is required"))?;
    let unit = unit.money().map_err(|error| wrong(&field("goodsUnitAmount"), &error))?;
    let quantity = line.goods_quantity.as_deref().unwrap_or_default();
    let quantity = whole_number(quantity).ok_or_else(|| {
        FieldError::new(field("goodsQuantity"), "give a whole number of 1 or more, as digits")
    })?;
    unit.checked_mul(quantity).map_err(|error| wrong(&field("goodsQuantity"), &error))
}

fn whole_number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok().filter(|number| *number > 0) } else { None }
}

fn wrong(field: &str, error: &money::AmountError) -> FieldError {
    FieldError::new(field, error.to_string())
}

fn methods(request: &CreatePaymentSessionRequest) -> Check {
    if let Some(method) = &request.payment_method {
        required("paymentMethod.paymentMethodType", &method.payment_method_type, 64)?;
    }
    let offered =
        request.available_payment_method.as_ref().and_then(|list| list.payment_method_type_list.as_deref());
    for (number, method) in offered.unwrap_or_default().iter().enumerate() {
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

fn is_card(method: &str) -> bool {
    method == "CARD"
}

fn offers_only_named_methods(list: &AvailablePaymentMethod) -> bool {
    list.payment_method_type_list.as_deref().is_some_and(|methods| !methods.is_empty())
}

fn names_card(request: &CreatePaymentSessionRequest) -> bool {
    let fixed = request.payment_method.as_ref().is_some_and(|method| is_card(&method.payment_method_type));
    let list =
        request.available_payment_method.as_ref().and_then(|list| list.payment_method_type_list.as_deref());
    fixed || list.unwrap_or_default().iter().any(|method| is_card(&method.payment_method_type))
}

fn buyer_known(request: &CreatePaymentSessionRequest) -> bool {
    let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    request.order.buyer.as_ref().is_some_and(|buyer| {
        given(&buyer.reference_buyer_id) || given(&buyer.buyer_phone_no) || given(&buyer.buyer_email)
    })
}

/// The session would be made, and the page would fail when a card is submitted (guide 4).
fn buyer_for_cards(request: &CreatePaymentSessionRequest) -> Check {
    if names_card(request) && !buyer_known(request) {
        let remedy = "cards need the buyer's id, phone number or e-mail address; give one of them";
        return Err(FieldError::new("order.buyer", remedy));
    }
    Ok(())
}

/// What Antom may accept and the buyer may still stumble over; none of it stops the request.
#[must_use]
pub fn warnings(request: &CreatePaymentSessionRequest) -> Vec<FieldError> {
    let mut found = Vec::new();
    let free_choice = request.payment_method.is_none()
        && !request.available_payment_method.as_ref().is_some_and(offers_only_named_methods);
    if free_choice && !buyer_known(request) {
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
