//! Flights and hotels on the page for one product (guide 2).

use crate::requests::plain;
use crate::shop::Shop;
use console::buyer::BuyerInput;
use console::goods::{GoodsMore, Item};
use console::request::{Changes, NewRequest};
use console::trip::Trip;
use money::{Currency, Money};
use serde_json::json;

/// The body of the last request for a session.
pub fn last_sent(shop: &Shop) -> serde_json::Value {
    let sent = shop.gate.sent.lock().unwrap();
    let last = sent.iter().rev().find(|(path, _)| path.ends_with("/createPaymentSession")).unwrap();
    serde_json::from_slice(&last.1).unwrap()
}

fn cny(minor: u64) -> Money {
    Money::from_minor(minor, Currency::CNY).unwrap()
}

fn flight(number: &str, from: &str, to: &str, minor: u64) -> Trip {
    Trip::Flight {
        number: number.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        departs: "2026-12-27T12:01:01+08:00".parse().unwrap(),
        arrives: None,
        carrier: None,
        price: cny(minor),
        goods: None,
    }
}

fn stay(from: &str, to: &str, hotel: &str, minor: u64) -> Trip {
    Trip::Stay {
        hotel: hotel.to_owned(),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        price: cny(minor),
        goods: None,
    }
}

fn selling(trips: Vec<Trip>, minor: u64) -> NewRequest {
    let buyer = BuyerInput {
        name: Some("Dehua Skr Liu".to_owned()),
        email: Some("alipay@alipay.com".to_owned()),
        buyer_id: Some("test1234".to_owned()),
        ..BuyerInput::default()
    };
    NewRequest { trips, buyer, amount: cny(minor), description: "Cappuccino #grande".to_owned(), ..plain(1) }
}

#[tokio::test]
async fn a_flight_goes_out_with_the_fields_of_the_guide() {
    let (shop, console) = Shop::open().await;
    let made = console.new_request(selling(vec![flight("111", "szx", "HKG", 1_000)], 1_000)).await.unwrap();
    let sent = last_sent(&shop);
    let order = &made.order;
    assert_eq!(
        sent,
        json!({
            "productCode": "CASHIER_PAYMENT",
            "productScene": "CHECKOUT_PAYMENT",
            "paymentRequestId": order.sessions[0].request,
            "paymentAmount": { "currency": "CNY", "value": "1000" },
            "paymentMethod": { "paymentMethodType": "ANTOM_BIZ_ACCOUNT" },
            "env": { "terminalType": "WEB" },
            "paymentRedirectUrl": "https://shop.example/thanks",
            "order": {
                "referenceOrderId": order.reference,
                "orderDescription": "Cappuccino #grande",
                "orderAmount": { "currency": "CNY", "value": "1000" },
                "buyer": {
                    "referenceBuyerId": "test1234",
                    "buyerEmail": "alipay@alipay.com",
                    "buyerName": { "fullName": "Dehua Skr Liu" },
                },
                "goods": [{
                    "referenceGoodsId": "1",
                    "goodsName": "ticket-20261227-111-SZX-HKG",
                    "goodsUnitAmount": { "currency": "CNY", "value": "1000" },
                    "goodsQuantity": "1",
                }],
                "transit": {
                    "transitType": "FLIGHT",
                    "legs": [{
                        "departureTime": "2026-12-27T12:01:01+08:00",
                        "departureAddress": { "city": "SZX" },
                        "arrivalAddress": { "city": "HKG" },
                        "carrierNo": "111",
                    }],
                },
            },
        })
    );
    shop.buyer_pays(&order.sessions[0].request, "ANTOM_BIZ_ACCOUNT", None);
    let paid = console.inquire(&order.id).await.unwrap().order;
    assert_eq!((paid.state.state.as_str(), paid.ship.word.as_str()), ("paid", "Ship now"));
}

#[tokio::test]
async fn a_stay_is_named_in_the_prescribed_shape_whatever_its_days_look_like() {
    let (shop, console) = Shop::open().await;
    // Sixteen digits with a dash: every day of a year, so that some of them pass as card numbers.
    let first: chrono::NaiveDate = "2027-01-01".parse().unwrap();
    for day in (0..365).step_by(45) {
        let from = first + chrono::Days::new(day);
        let to = from + chrono::Days::new(2);
        let trips = vec![stay(&from.to_string(), &to.to_string(), "Harbour Hotel", 90_000)];
        console.new_request(selling(trips, 90_000)).await.unwrap();
        let name = &last_sent(&shop)["order"]["goods"][0]["goodsName"];
        let expected = format!(
            "Accommodation Period ({}-{}), Harbour Hotel",
            from.format("%Y%m%d"),
            to.format("%Y%m%d")
        );
        assert_eq!(name, &json!(expected));
        assert!(last_sent(&shop)["order"].get("transit").is_none());
    }
}

#[tokio::test]
async fn another_link_and_another_description_sell_the_same_trips() {
    let (shop, console) = Shop::open().await;
    let trips =
        vec![flight("CX111", "SZX", "HKG", 600), stay("2026-12-27", "2026-12-29", "Harbour Hotel", 400)];
    let made = console.new_request(selling(trips, 1_000)).await.unwrap();
    let first = last_sent(&shop);
    assert_eq!(first["order"]["goods"].as_array().unwrap().len(), 2);
    console.reissue(&made.order.id, true).await.unwrap();
    let second = last_sent(&shop);
    assert_ne!(first["paymentRequestId"], second["paymentRequestId"]);
    assert_eq!(first["order"], second["order"]);
    let changes =
        Changes { description: Some("To Hong Kong".to_owned()), accept_live: true, ..Changes::default() };
    console.replace(&made.order.id, changes).await.unwrap();
    let third = last_sent(&shop);
    assert_eq!(
        (&third["order"]["transit"], &third["order"]["goods"]),
        (&first["order"]["transit"], &first["order"]["goods"])
    );
}

#[tokio::test]
async fn what_guide_2_needs_is_asked_for_before_anything_is_sent() {
    let (shop, console) = Shop::open().await;
    let trip = || vec![flight("CX111", "SZX", "HKG", 1_000)];
    let good = || selling(trip(), 1_000);
    let nameless = BuyerInput { name: None, ..good().buyer };
    let without_id = BuyerInput { buyer_id: None, ..good().buyer };
    let item = Item { name: "Tea".to_owned(), quantity: 1, unit: cny(1_000), more: GoodsMore::default() };
    let biz = || vec!["ANTOM_BIZ_ACCOUNT".to_owned()];
    for (what, code, wrong) in [
        ("no name", "field-missing", NewRequest { buyer: nameless, ..good() }),
        ("no id", "field-missing", NewRequest { buyer: without_id, ..good() }),
        ("another sum", "goods-not-equal", selling(trip(), 1_001)),
        ("cards, too", "bad-field", NewRequest { methods: vec!["CARD".to_owned()], ..good() }),
        ("items, too", "bad-field", NewRequest { items: vec![item], ..good() }),
        ("no airport", "field-malformed", selling(vec![flight("CX111", "Shenzhen", "HKG", 1_000)], 1_000)),
        ("nowhere", "field-malformed", selling(vec![flight("CX111", "HKG", "HKG", 1_000)], 1_000)),
        ("no flight", "field-missing", selling(vec![flight(" ", "SZX", "HKG", 1_000)], 1_000)),
        ("no night", "time-out-of-range", selling(vec![stay("2026-12-27", "2026-12-27", "Inn", 9)], 9)),
        ("nothing sold", "bad-field", NewRequest { methods: biz(), ..selling(Vec::new(), 1_000) }),
    ] {
        assert_eq!(console.new_request(wrong).await.unwrap_err().code(), code, "{what}");
    }
    assert!(shop.gate.sent.lock().unwrap().iter().all(|(path, _)| !path.ends_with("createPaymentSession")));
}
