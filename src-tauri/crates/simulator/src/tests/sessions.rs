use serde_json::{Value, json};

use super::desk::{CLIENT, Desk, code, letter, request};
use crate::book::Effect;
use crate::buyer::BuyerTrouble;
use crate::moment::{Moment, Span};
use crate::state::key;

fn refused(desk: &mut Desk, change: impl FnOnce(&mut Value)) -> String {
    let mut body = request("PR-X", "SGD", "4200");
    change(&mut body);
    let answer = desk.call("createPaymentSession", body);
    assert_eq!(letter(&answer), "F", "{answer}");
    format!("{} {}", code(&answer), answer["result"]["resultMessage"].as_str().unwrap())
}

#[test]
fn a_session_lives_an_hour_and_gives_a_raw_link() {
    let mut desk = Desk::new();
    let answer = desk.call("createPaymentSession", request("PR-1", "SGD", "4200"));
    assert_eq!((code(&answer), letter(&answer)), ("SUCCESS", "S"));
    assert_eq!(answer["paymentSessionExpiryTime"], "2026-11-20T13:00:00+08:00");
    let data = answer["paymentSessionData"].as_str().unwrap();
    assert!(answer["normalUrl"].as_str().unwrap().ends_with(&format!("index.html?sessionData={data}")));
    assert!(data.contains('+') && data.contains('/') && data.contains("==&&SG&&188&&"), "{data}");
    assert!(data.len() <= 4096 && answer["paymentSessionId"].as_str().unwrap().len() <= 64);
}

#[test]
fn a_refusal_names_the_field() {
    let mut desk = Desk::new();
    type Change = Box<dyn FnOnce(&mut Value)>;
    let cases: Vec<(&str, Change)> = vec![
        ("paymentRequestId is required", Box::new(|body| body["paymentRequestId"] = Value::Null)),
        (
            "paymentRequestId must have at most 64",
            Box::new(|body| body["paymentRequestId"] = json!("x".repeat(65))),
        ),
        ("productCode must be CASHIER_PAYMENT", Box::new(|body| body["productCode"] = json!("OTHER"))),
        ("productScene must be", Box::new(|body| body["productScene"] = json!("OTHER"))),
        ("order is required", Box::new(|body| body["order"] = Value::Null)),
        (
            "order.orderDescription must have at most 256",
            Box::new(|body| body["order"]["orderDescription"] = json!("x".repeat(257))),
        ),
        (
            "order.buyer.buyerPhoneNo must have at most 24",
            Box::new(|body| body["order"]["buyer"]["buyerPhoneNo"] = json!("1".repeat(25))),
        ),
        (
            "paymentAmount.value must be a string",
            Box::new(|body| body["paymentAmount"]["value"] = json!(4200)),
        ),
        ("paymentAmount.currency", Box::new(|body| body["paymentAmount"]["currency"] = json!("XXX"))),
        (
            "paymentRedirectUrl must be a URL",
            Box::new(|body| body["paymentRedirectUrl"] = json!("not a url")),
        ),
        ("paymentNotifyUrl must be a URL", Box::new(|body| body["paymentNotifyUrl"] = json!("ftp://x/y"))),
        (
            "paymentSessionExpiryTime must lie",
            Box::new(|body| body["paymentSessionExpiryTime"] = json!("2026-11-20T13:00:02+08:00")),
        ),
        (
            "paymentSessionExpiryTime must lie",
            Box::new(|body| body["paymentSessionExpiryTime"] = json!("2026-11-20T11:59:00+08:00")),
        ),
        (
            "paymentFactor.captureMode must be",
            Box::new(|body| body["paymentFactor"] = json!({"captureMode": "LATER"})),
        ),
        ("locale must have at most 8", Box::new(|body| body["locale"] = json!("en_US_POSIX"))),
    ];
    for (expected, change) in cases {
        let sentence = refused(&mut desk, change);
        assert!(
            sentence.starts_with("PARAM_ILLEGAL") && sentence.contains(expected),
            "{expected}: {sentence}"
        );
    }
    assert!(desk.gateway.book().entries().is_empty());
}

#[test]
fn goods_must_add_up_to_the_order() {
    let mut desk = Desk::new();
    let goods = |quantity: &str| json!([{"referenceGoodsId": "1", "goodsName": "Book", "goodsUnitAmount": {"currency": "SGD", "value": "2100"}, "goodsQuantity": quantity}]);
    assert!(
        refused(&mut desk, |body| body["order"]["goods"] = goods("3")).contains("order.goods must add up")
    );
    assert!(
        refused(&mut desk, |body| body["order"]["goods"] = goods("0"))
            .contains("order.goods[0].goodsQuantity")
    );
    let mut body = request("PR-G", "SGD", "4200");
    body["order"]["goods"] = goods("2");
    assert_eq!(code(&desk.call("createPaymentSession", body)), "SUCCESS");
}

#[test]
fn methods_have_their_own_steps_and_express_buttons() {
    let mut desk = Desk::new();
    let list = |rows: Value| json!({ "paymentMethodTypeList": rows });
    let jkopay = refused(&mut desk, |body| {
        *body = request("PR-J", "TWD", "4250");
        body["availablePaymentMethod"] = list(json!([{"paymentMethodType": "JKOPAY"}]));
    });
    assert!(jkopay.contains("paymentAmount does not suit the method"), "{jkopay}");
    let express = refused(&mut desk, |body| {
        body["availablePaymentMethod"] = list(json!([{"paymentMethodType": "CARD", "expressCheckout": true}]))
    });
    assert!(express.contains("expressCheckout"), "{express}");
    let name = refused(&mut desk, |body| {
        body["availablePaymentMethod"] = list(json!([{"paymentMethodType": "<b>"}]))
    });
    assert!(name.contains("paymentMethodType"), "{name}");
}

#[test]
fn several_settlement_currencies_want_a_choice() {
    let mut desk = Desk::new();
    desk.merchant().settlement_currencies = vec!["USD".to_owned(), "SGD".to_owned()];
    assert!(refused(&mut desk, |_| {}).starts_with("SETTLE_CONTRACT_NOT_MATCH"));
    assert!(
        refused(&mut desk, |body| body["settlementStrategy"] = json!({"settlementCurrency": "EUR"}))
            .starts_with("SETTLE_CONTRACT_NOT_MATCH")
    );
    let mut body = request("PR-S", "SGD", "4200");
    body["settlementStrategy"] = json!({"settlementCurrency": "USD"});
    assert_eq!(code(&desk.call("createPaymentSession", body)), "SUCCESS");
}

#[test]
fn guide_twos_product_wants_buyer_goods_and_equal_amounts() {
    let mut desk = Desk::new();
    let biz = |body: &mut Value| body["paymentMethod"] = json!({"paymentMethodType": "ANTOM_BIZ_ACCOUNT"});
    assert!(refused(&mut desk, biz).contains("order.buyer.buyerName.fullName"));
    let no_goods = |body: &mut Value| {
        biz(body);
        body["order"]["buyer"]["buyerName"] = json!({"fullName": "Li Ming"});
    };
    assert!(refused(&mut desk, no_goods).contains("order.goods is required"));
}

#[test]
fn the_same_session_request_answers_the_same_and_another_is_refused() {
    let mut desk = Desk::new();
    let first = desk.call("createPaymentSession", request("PR-1", "SGD", "4200"));
    assert_eq!(first, desk.call("createPaymentSession", request("PR-1", "SGD", "4200")));
    assert_eq!(
        code(&desk.call("createPaymentSession", request("PR-1", "SGD", "4300"))),
        "REPEAT_REQ_INCONSISTENT"
    );
    assert_eq!(desk.gateway.book().of(Effect::SessionIssued).count(), 1);
}

#[test]
fn an_order_does_not_exist_until_the_buyer_submits() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let answer = desk.inquire_request(&request);
    assert_eq!((code(&answer), letter(&answer)), ("ORDER_NOT_EXIST", "F"));
    desk.submit(&request, "ALIPAY_CN", None);
    let answer = desk.inquire_request(&request);
    assert_eq!((code(&answer), answer["paymentStatus"].as_str()), ("SUCCESS", Some("PROCESSING")));
}

#[test]
fn nobody_pays_after_the_session_ends_and_nothing_is_told() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    desk.later(Span::minutes(60));
    assert_eq!(desk.state().submit(&key(&[CLIENT, &request]), "ALIPAY_CN", None), Err(BuyerTrouble::Expired));
    assert!(desk.told().is_empty());
    assert_eq!(code(&desk.inquire_request(&request)), "ORDER_NOT_EXIST");
}

#[test]
fn an_order_closes_after_fourteen_minutes_but_the_link_stays_payable() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let first = desk.submit(&request, "ALIPAY_CN", None);
    desk.later(Span::minutes(14));
    assert_eq!(desk.status(&first), "FAIL");
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "PROCESSING");
    let second = desk.submit(&request, "ALIPAY_CN", None);
    desk.state().pay(&second).unwrap();
    assert_eq!(desk.inquire_request(&request)["paymentId"], second);
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "SUCCESS");
}

#[test]
fn an_attempt_begun_before_the_end_may_be_finished_after_it() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    desk.later(Span::minutes(59));
    let id = desk.submit(&request, "ALIPAY_CN", None);
    desk.later(Span::minutes(10));
    desk.state().pay(&id).unwrap();
    assert_eq!(desk.status(&id), "SUCCESS");
}

#[test]
fn of_two_payments_of_one_session_the_last_stands_and_the_first_goes_back() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN", "CARD"], json!({}));
    let one = desk.submit(&request, "ALIPAY_CN", None);
    let two = desk.submit(&request, "ALIPAY_CN", None);
    desk.state().pay(&one).unwrap();
    desk.later(Span::seconds(1));
    desk.state().pay(&two).unwrap();
    assert_eq!(desk.inquire_request(&request)["paymentId"], two);
    let totals = desk.gateway.book().totals(&one);
    assert_eq!((totals.paid, totals.auto_refunded, totals.kept()), (4200, 4200, 0));
    assert_eq!(desk.gateway.book().totals(&two).kept(), 4200);
    assert_eq!(code(&desk.refund("R1", &one, "SGD", 100)), "REFUND_AMOUNT_EXCEED");
}

#[test]
fn a_held_card_that_another_payment_replaces_is_released() {
    let mut desk = Desk::new();
    let request = desk.session("SGD", 4200, &["ALIPAY_CN", "CARD"], json!({}));
    let card = desk.submit(&request, "CARD", None);
    let wallet = desk.submit(&request, "ALIPAY_CN", None);
    desk.state().pay(&card).unwrap();
    desk.state().pay(&wallet).unwrap();
    desk.later(Span::minutes(5));
    let totals = desk.gateway.book().totals(&card);
    assert_eq!((totals.authorised, totals.released, totals.captured), (4200, 4200, 0));
}

#[test]
fn a_slow_method_waits_for_days() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("EUR", 4200, "SOFORT");
    assert_eq!(desk.status(&id), "PENDING");
    assert_eq!(desk.told(), ["PAYMENT_PENDING"]);
    desk.later(Span::hours(47));
    assert_eq!(desk.inquire_request(&request)["paymentStatus"], "PENDING");
    desk.later(Span::hours(1));
    assert_eq!(desk.status(&id), "SUCCESS");
    assert_eq!(desk.told(), ["PAYMENT_PENDING", "PAYMENT_RESULT"]);
}

#[test]
fn a_repeated_paid_page_takes_no_second_payment() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    assert_eq!(
        desk.state().submit(&key(&[CLIENT, &request]), "ALIPAY_CN", None),
        Err(BuyerTrouble::AlreadyPaid)
    );
    assert_eq!(desk.state().pay(&id), Err(BuyerTrouble::Over));
}

#[test]
fn one_merchants_orders_do_not_exist_for_another() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let body = json!({"paymentId": id}).to_string();
    let foreign = desk.state().operate("SOMEBODY", "inquiryPayment", body.as_bytes()).body();
    assert_eq!(code(&foreign), "ORDER_NOT_EXIST");
}

#[test]
fn a_payment_id_wins_over_a_request_id() {
    let mut desk = Desk::new();
    let (_, one) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let (other_request, _) = desk.paid("SGD", 5000, "ALIPAY_CN");
    let answer = desk.call("inquiryPayment", json!({"paymentId": one, "paymentRequestId": other_request}));
    assert_eq!(answer["paymentId"], one);
    assert_eq!(code(&desk.call("inquiryPayment", json!({}))), "PARAM_ILLEGAL");
}

#[test]
fn what_is_not_a_json_object_is_illegal() {
    let mut desk = Desk::new();
    for body in ["", "[]", "{", "\"text\"", "\u{0}"] {
        let answer = desk.state().operate(CLIENT, "refund", body.as_bytes()).body();
        assert_eq!(code(&answer), "PARAM_ILLEGAL", "{body}");
    }
}

#[test]
fn the_same_seed_and_the_same_calls_give_the_same_run() {
    let run = |seed| {
        let mut desk = Desk::with_seed(seed);
        let (_, id) = desk.held(4200, "visa");
        desk.later(Span::hours(1));
        desk.capture("C1", &id, 4200);
        desk.refund("R1", &id, "SGD", 100);
        desk.later(Span::days(8));
        serde_json::to_string(desk.gateway.book()).unwrap()
    };
    assert_eq!(run(3), run(3));
    assert_ne!(run(3), run(4));
}

#[test]
fn pay_answers_in_process_with_a_page_for_the_buyer() {
    let mut desk = Desk::new();
    let mut body = request("PAY-1", "SGD", "4200");
    body["paymentMethod"] = json!({"paymentMethodType": "ALIPAY_CN"});
    body["env"] = json!({"terminalType": "WEB"});
    let answer = desk.call("pay", body.clone());
    assert_eq!((code(&answer), letter(&answer)), ("PAYMENT_IN_PROCESS", "U"));
    let id = answer["paymentId"].as_str().unwrap().to_owned();
    assert!(answer["normalUrl"].as_str().unwrap().contains(&id));
    desk.state().pay(&id).unwrap();
    assert_eq!(code(&desk.call("pay", body.clone())), "SUCCESS");
    body["paymentAmount"]["value"] = json!("4300");
    assert_eq!(code(&desk.call("pay", body)), "REPEAT_REQ_INCONSISTENT");
}

#[test]
fn consult_says_which_methods_take_an_amount_and_why_others_do_not() {
    let mut desk = Desk::new();
    let body = json!({"productCode": "CASHIER_PAYMENT", "paymentAmount": {"currency": "SGD", "value": "4200"}, "env": {}, "blockedPaymentMethods": ["APPLEPAY"]});
    let answer = desk.call("consult", body);
    let options = answer["paymentOptions"].as_array().unwrap();
    let option = |name: &str| options.iter().find(|option| option["paymentMethodType"] == name);
    assert_eq!(option("CARD").unwrap()["enabled"], true);
    assert_eq!(option("GCASH").unwrap()["enabled"], false);
    assert!(option("APPLEPAY").is_none());
}

#[test]
fn the_clock_never_runs_backwards() {
    let mut desk = Desk::new();
    let now = desk.gateway.now();
    desk.gateway.tick(Moment::from_millis(5));
    desk.gateway.advance(Span::days(-3));
    assert_eq!(desk.gateway.now(), now);
}

#[test]
fn a_caller_in_the_same_process_can_be_the_buyer() {
    let mut desk = Desk::new();
    let request = desk.session("EUR", 4200, &["SOFORT", "ALIPAY_CN"], json!({}));
    let id = desk.gateway.buyer_submits(CLIENT, &request, "SOFORT", None).unwrap();
    assert_eq!(desk.gateway.pending_ends(&id, true), Err(BuyerTrouble::Over));
    desk.gateway.buyer_pays(&id).unwrap();
    desk.gateway.pending_ends(&id, true).unwrap();
    assert_eq!(desk.status(&id), "SUCCESS");
    desk.refund("R1", &id, "EUR", 4200);
    assert!(desk.gateway.refund_ends(CLIENT, "R1", false));
    assert!(!desk.gateway.refund_ends(CLIENT, "R1", true));
    assert_eq!(desk.gateway.buyer_declines(&id), Err(BuyerTrouble::Over));
}
