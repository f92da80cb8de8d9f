use super::*;
use crate::create_payment_session::{OfferedMethod, PaymentMethod, SettlementStrategy};
use crate::{Amount, operation::CreatePaymentSessionRequest};

fn amount(currency: &str, value: &str) -> Amount {
    Amount { currency: currency.into(), value: value.into() }
}

fn line(unit: Amount, quantity: &str) -> Goods {
    Goods {
        reference_goods_id: "G1".into(),
        goods_name: "Bag".into(),
        goods_unit_amount: Some(unit),
        goods_quantity: Some(quantity.into()),
        ..Goods::default()
    }
}

fn request() -> CreatePaymentSessionRequest {
    CreatePaymentSessionRequest {
        product_code: "CASHIER_PAYMENT".into(),
        payment_request_id: "PR1".into(),
        order: Order {
            reference_order_id: "ORDER1".into(),
            order_description: "A bag".into(),
            order_amount: amount("SGD", "6000"),
            ..Order::default()
        },
        payment_amount: amount("SGD", "6000"),
        payment_redirect_url: "https://shop.example/result".into(),
        ..CreatePaymentSessionRequest::default()
    }
}

fn broken(change: impl FnOnce(&mut CreatePaymentSessionRequest)) -> String {
    let mut request = request();
    change(&mut request);
    validate(&request).map_or_else(|error| error.field, |()| "nothing".into())
}

#[test]
fn a_plain_request_passes() {
    assert_eq!(validate(&request()), Ok(()));
}

#[test]
fn each_broken_field_is_named() {
    assert_eq!(broken(|r| r.product_code = String::new()), "productCode");
    assert_eq!(broken(|r| r.payment_request_id = "x".repeat(65)), "paymentRequestId");
    assert_eq!(broken(|r| r.payment_redirect_url = " ".into()), "paymentRedirectUrl");
    assert_eq!(broken(|r| r.payment_amount = amount("SGD", "0")), "paymentAmount");
    assert_eq!(broken(|r| r.payment_amount = amount("IDR", "150")), "paymentAmount");
    assert_eq!(broken(|r| r.order.order_description = "a\nb".into()), "order.orderDescription");
    assert_eq!(broken(|r| r.locale = Some("en_US_POSIX".into())), "locale");
    let lower = SettlementStrategy { settlement_currency: Some("usd".into()), ..Default::default() };
    assert_eq!(broken(|r| r.settlement_strategy = Some(lower)), "settlementStrategy.settlementCurrency");
}

#[test]
fn goods_must_add_up_to_the_order() {
    let goods = |lines: Vec<Goods>| broken(|r| r.order.goods = Some(lines));
    assert_eq!(goods(vec![line(amount("SGD", "2000"), "3")]), "nothing");
    assert_eq!(goods(vec![line(amount("SGD", "2000"), "2"), line(amount("SGD", "2000"), "1")]), "nothing");
    assert_eq!(goods(vec![line(amount("SGD", "2000"), "2")]), "order.goods");
    assert_eq!(goods(vec![line(amount("USD", "6000"), "1")]), "order.goods");
    assert_eq!(goods(vec![]), "nothing");
    assert_eq!(goods(vec![line(amount("SGD", "0"), "1"); 101]), "order.goods");
}

#[test]
fn every_line_needs_a_price_and_a_quantity() {
    let goods = |line: Goods| broken(|r| r.order.goods = Some(vec![line]));
    for quantity in ["", "0", "-1", "1.5", "many", "99999999999999999999"] {
        assert_eq!(
            goods(line(amount("SGD", "6000"), quantity)),
            "order.goods[0].goodsQuantity",
            "{quantity}"
        );
    }
    assert_eq!(
        goods(Goods { goods_unit_amount: None, ..line(amount("SGD", "1"), "1") }),
        "order.goods[0].goodsUnitAmount"
    );
    assert_eq!(
        goods(Goods { goods_name: String::new(), ..line(amount("SGD", "1"), "1") }),
        "order.goods[0].goodsName"
    );
    assert_eq!(
        goods(line(amount("SGD", "9999999999999999"), "9999999999999999")),
        "order.goods[0].goodsQuantity"
    );
}

#[test]
fn a_card_needs_to_know_the_buyer() {
    let card = PaymentMethod { payment_method_type: "CARD".into(), ..PaymentMethod::default() };
    assert_eq!(broken(|r| r.payment_method = Some(card.clone())), "order.buyer");
    let buyer = Buyer { buyer_email: Some("a@b.example".into()), ..Buyer::default() };
    let with_buyer = |r: &mut CreatePaymentSessionRequest| {
        r.payment_method = Some(card);
        r.order.buyer = Some(buyer);
    };
    assert_eq!(broken(with_buyer), "nothing");
}

#[test]
fn only_three_methods_may_be_express() {
    let list = |method: &str| AvailablePaymentMethod {
        payment_method_type_list: Some(vec![OfferedMethod {
            payment_method_type: method.into(),
            express_checkout: Some(true),
            ..OfferedMethod::default()
        }]),
        ..AvailablePaymentMethod::default()
    };
    assert_eq!(broken(|r| r.available_payment_method = Some(list("ALIPAY_CN"))), "nothing");
    assert_eq!(
        broken(|r| r.available_payment_method = Some(list("TRUEMONEY"))),
        "availablePaymentMethod.paymentMethodTypeList[0].expressCheckout"
    );
}

#[test]
fn warnings_name_what_a_buyer_may_stumble_over() {
    let mut request = request();
    request.order.order_description = "咖啡".into();
    let fields: Vec<String> = warnings(&request).into_iter().map(|warning| warning.field).collect();
    assert_eq!(fields, ["order.buyer", "order.orderDescription"]);
    assert_eq!(validate(&request), Ok(()), "a warning does not stop the request");
}
