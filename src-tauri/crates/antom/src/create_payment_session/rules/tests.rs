use super::*;
use crate::create_payment_session::{PaymentMethod, SavedPaymentMethod, SettlementStrategy};
use crate::order::{Address, Buyer, BuyerName, Goods, Leg, Order, Transit};
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
fn a_saved_card_is_a_card_with_its_token() {
    let saved = |kind: &str, token: &str| {
        broken(|r| {
            r.saved_payment_methods = Some(vec![SavedPaymentMethod {
                payment_method_type: kind.into(),
                payment_method_id: Some(token.into()),
                ..SavedPaymentMethod::default()
            }]);
        })
    };
    assert_eq!(saved("CARD", "ALIPAYtoken"), "nothing");
    assert_eq!(saved("CARD", ""), "savedPaymentMethods[0].paymentMethodId");
    assert_eq!(saved("GCASH", "ALIPAYtoken"), "savedPaymentMethods[0].paymentMethodType");
}

/// A request of guide 2 with everything the guide asks for.
fn flight(request: &mut CreatePaymentSessionRequest) {
    let place = |city: &str| Some(Address { city: Some(city.into()), ..Address::default() });
    request.payment_method =
        Some(PaymentMethod { payment_method_type: "ANTOM_BIZ_ACCOUNT".into(), ..PaymentMethod::default() });
    request.order.buyer = Some(Buyer {
        reference_buyer_id: Some("B1".into()),
        buyer_name: Some(BuyerName { full_name: Some("Dehua Skr Liu".into()), ..BuyerName::default() }),
        ..Buyer::default()
    });
    request.order.goods = Some(vec![line(amount("SGD", "6000"), "1")]);
    request.order.transit = Some(Transit {
        transit_type: Some("FLIGHT".into()),
        legs: Some(vec![Leg {
            departure_time: Some("2024-11-27T12:01:01+08:00".into()),
            departure_address: place("SZX"),
            arrival_address: place("HKG"),
            carrier_no: Some("111".into()),
            ..Leg::default()
        }]),
        ..Transit::default()
    });
}

#[test]
fn the_page_for_one_product_needs_buyer_goods_and_one_sum() {
    let lacking = |change: fn(&mut CreatePaymentSessionRequest)| {
        broken(|r| {
            flight(r);
            change(r);
        })
    };
    assert_eq!(lacking(|_| ()), "nothing");
    assert_eq!(lacking(|r| r.order.buyer = None), "order.buyer.referenceBuyerId");
    assert_eq!(
        lacking(|r| r.order.buyer.as_mut().unwrap().buyer_name = None),
        "order.buyer.buyerName.fullName"
    );
    assert_eq!(lacking(|r| r.order.goods = None), "order.goods");
    assert_eq!(lacking(|r| r.order.goods = Some(vec![])), "order.goods");
    assert_eq!(lacking(|r| r.payment_amount = amount("SGD", "5000")), "paymentAmount");
    assert_eq!(lacking(|r| r.order.transit = None), "nothing", "a hotel has no trip");
}

#[test]
fn a_flight_needs_its_five_fields_and_iata_codes() {
    let leg = |change: fn(&mut Leg)| {
        broken(|r| {
            flight(r);
            change(&mut r.order.transit.as_mut().unwrap().legs.as_mut().unwrap()[0]);
        })
    };
    let at = |field: &str| format!("order.transit.legs[0].{field}");
    assert_eq!(leg(|leg| leg.departure_time = None), at("departureTime"));
    assert_eq!(leg(|leg| leg.departure_time = Some("tomorrow".into())), at("departureTime"));
    assert_eq!(leg(|leg| leg.departure_address = None), at("departureAddress.city"));
    assert_eq!(leg(|leg| leg.carrier_no = None), at("carrierNo"));
    for city in ["Shenzhen", "szx", "SZ1", "深圳市"] {
        let wrong = broken(|r| {
            flight(r);
            let legs = r.order.transit.as_mut().unwrap().legs.as_mut().unwrap();
            legs[0].arrival_address = Some(Address { city: Some(city.into()), ..Address::default() });
        });
        assert_eq!(wrong, at("arrivalAddress.city"), "{city}");
    }
    let kind = broken(|r| {
        flight(r);
        r.order.transit.as_mut().unwrap().transit_type = None;
    });
    assert_eq!(kind, "order.transit.transitType");
}

#[test]
fn warnings_name_what_a_buyer_may_stumble_over() {
    let mut request = request();
    request.order.order_description = "咖啡".into();
    let fields: Vec<String> = warnings(&request).into_iter().map(|warning| warning.field).collect();
    assert_eq!(fields, ["order.buyer", "order.orderDescription"]);
    assert_eq!(validate(&request), Ok(()), "a warning does not stop the request");
}
