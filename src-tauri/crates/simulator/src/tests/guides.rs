//! Every request printed in the guides is taken, and led to what the guide says.

use serde_json::{Value, json};

use super::desk::{Desk, code, letter};

/// Printed requests of a kind: guide and body.
fn printed(kind: &str) -> Vec<(u64, Value)> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../../antom/tests/guide-samples.json")).unwrap();
    let of_kind = all.iter().filter(|sample| sample["kind"] == kind);
    of_kind.map(|sample| (sample["guide"].as_u64().unwrap(), sample["body"].clone())).collect()
}

#[test]
fn every_printed_session_is_made_and_only_the_client_sdks_has_no_page() {
    let mut made = 0;
    for (guide, body) in printed("createPaymentSession request") {
        let mut desk = Desk::new();
        let answer = desk.call("createPaymentSession", body);
        assert_eq!(code(&answer), "SUCCESS", "guide {guide}: {answer}");
        assert!(answer["paymentSessionData"].is_string(), "guide {guide}");
        assert_eq!(answer.get("normalUrl").is_some(), guide != 3, "guide {guide}");
        made += 1;
    }
    assert_eq!(made, 6);
}

#[test]
fn every_printed_payment_waits_for_the_buyer_on_its_page() {
    for (guide, body) in printed("pay request") {
        let mut desk = Desk::new();
        let answer = desk.call("pay", body.clone());
        assert_eq!((code(&answer), letter(&answer)), ("PAYMENT_IN_PROCESS", "U"), "guide {guide}: {answer}");
        let id = answer["paymentId"].as_str().unwrap();
        assert!(answer["normalUrl"].as_str().unwrap().contains(id), "guide {guide}");
        assert_eq!(answer["paymentAmount"], body["paymentAmount"]);
    }
}

#[test]
fn a_session_without_scene_and_without_method_is_refused() {
    let mut desk = Desk::new();
    let mut body = super::desk::request("PR", "SGD", "4200");
    body["productScene"] = Value::Null;
    assert!(desk.call("createPaymentSession", body.clone()).to_string().contains("productScene must be"));
    body["paymentMethod"] = json!({"paymentMethodType": "ALIPAY_CN"});
    assert_eq!(code(&desk.call("createPaymentSession", body)), "SUCCESS");
}

#[test]
fn what_guide_two_calls_mandatory_is_missed_by_name() {
    let (_, sample) = printed("createPaymentSession request").into_iter().find(|one| one.0 == 2).unwrap();
    type Change = fn(&mut Value);
    let cases: [(&str, Change); 12] = [
        ("order.buyer.referenceBuyerId is required", |b| {
            b["order"]["buyer"]["referenceBuyerId"] = Value::Null
        }),
        ("order.buyer.buyerName.fullName is required", |b| b["order"]["buyer"]["buyerName"] = json!({})),
        ("order.goods is required", |b| b["order"]["goods"] = json!([])),
        ("order.goods[0].goodsQuantity is required", |b| {
            b["order"]["goods"][0]["goodsQuantity"] = Value::Null
        }),
        ("order.goods must add up", |b| b["order"]["goods"][0]["goodsQuantity"] = json!("2")),
        ("order.goods[0].goodsName must be ticket-", |b| {
            b["order"]["goods"][0]["goodsName"] = json!("ticket-SZX")
        }),
        ("order.transit is required", |b| b["order"]["transit"] = Value::Null),
        ("order.transit.transitType is required", |b| b["order"]["transit"]["transitType"] = Value::Null),
        ("order.transit.legs is required", |b| b["order"]["transit"]["legs"] = json!([])),
        ("order.transit.legs[0].carrierNo is required", |b| {
            b["order"]["transit"]["legs"][0]["carrierNo"] = Value::Null;
        }),
        ("order.transit.legs[0].departureTime must be", |b| {
            b["order"]["transit"]["legs"][0]["departureTime"] = json!("tomorrow");
        }),
        ("order.transit.legs[0].arrivalAddress.city must be a three-letter IATA code", |b| {
            b["order"]["transit"]["legs"][0]["arrivalAddress"]["city"] = json!("Hong Kong");
        }),
    ];
    for (expected, change) in cases {
        let mut body = sample.clone();
        change(&mut body);
        let answer = Desk::new().call("createPaymentSession", body);
        let said = answer["result"]["resultMessage"].as_str().unwrap();
        assert!(code(&answer) == "PARAM_ILLEGAL" && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_hotels_goods_have_the_prescribed_shape_and_need_no_trip() {
    let (_, sample) = printed("createPaymentSession request").into_iter().find(|one| one.0 == 2).unwrap();
    let named = |name: &str| {
        let mut body = sample.clone();
        body["order"]["transit"] = Value::Null;
        body["order"]["goods"][0]["goodsName"] = json!(name);
        code(&Desk::new().call("createPaymentSession", body)).to_owned()
    };
    assert_eq!(named("Accommodation Period (20250101-20250102), Harbour Hotel"), "SUCCESS");
    assert_eq!(named("Accommodation Period (2025-01-01), Harbour Hotel"), "PARAM_ILLEGAL");
    assert_eq!(named("Accommodation Period (20250101-20250102), "), "PARAM_ILLEGAL");
}

#[test]
fn consult_gives_logos_limits_brands_and_instalments() {
    let mut desk = Desk::new();
    let body = json!({"productCode": "CASHIER_PAYMENT", "paymentAmount": {"currency": "KRW", "value": "4200"},
        "env": {"terminalType": "WEB"}, "allowedPaymentMethods": ["CARD", "KAKAOPAY"]});
    let answer = desk.call("consult", body);
    let [card, kakao] = answer["paymentOptions"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    assert_eq!(card["logo"]["logoUrl"], "http://127.0.0.1:1/logo/CARD.svg");
    assert_eq!(card["paymentOptionDetail"]["supportCardBrands"][2]["cardBrand"], "HYUNDAI");
    assert_eq!(card["installment"]["plans"][0]["installmentNum"], "3");
    assert_eq!(kakao["amountLimitInfoMap"]["KRW"]["singleLimit"]["minAmount"]["value"], "50");
    assert!(kakao.get("installment").is_none_or(Value::is_null));
}
