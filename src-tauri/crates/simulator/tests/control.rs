//! CONTROL.md is true: every call it describes is sent as it stands there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail loudly"
)]

mod shop;

use serde_json::{Value, json};
use shop::Shop;

const PAGE: &str = include_str!("../CONTROL.md");

struct Call {
    method: String,
    path: String,
    body: String,
}

/// Headings `### METHOD /path`, each with the JSON block that follows it before the next heading.
fn documented() -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut inside = false;
    for line in PAGE.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            let (method, path) = heading.split_once(' ').unwrap();
            calls.push(Call { method: method.to_owned(), path: path.to_owned(), body: String::new() });
        } else if line.starts_with("```") {
            inside = line == "```json";
        } else if inside {
            calls.last_mut().unwrap().body.push_str(line);
        }
    }
    calls
}

#[tokio::test]
async fn every_documented_call_works_as_it_is_written() {
    let shop = Shop::open().await;
    shop.session("PR-PAID", Some("http://127.0.0.1:9/notify"), "AUTOMATIC").await;
    shop.session("PR-OPEN", None, "AUTOMATIC").await;
    let paid = shop
        .control(
            "POST",
            "/control/v1/payments",
            r#"{"act":"pay","payment_request_id":"PR-PAID","method":"ALIPAY_CN"}"#,
        )
        .await;
    let payment_id = paid.json()["payment"]["payment_id"].as_str().unwrap().to_owned();
    let calls = documented();
    assert_eq!(calls.len(), 24, "a call was added or lost: say so in CONTROL.md and here");
    let mut fault_id = String::new();
    for call in calls {
        if call.path.ends_with("/refunds") {
            // After the page has moved the clock, so that it is still in process.
            let refund = json!({"refundRequestId": "R-1", "paymentId": payment_id, "refundAmount": {"currency": "SGD", "value": "1"}, "isAsyncRefund": true});
            assert_eq!(shop.call("refund", &refund).await.unwrap().code(), "REFUND_IN_PROCESS");
        }
        let fill = |text: &str| {
            text.replace("{PUBLIC_KEY}", &shop.public_key())
                .replace("{PAYMENT_ID}", &payment_id)
                .replace("{OPEN_REQUEST_ID}", "PR-OPEN")
                .replace("{REFUND_REQUEST_ID}", "R-1")
                .replace("{FAULT_ID}", &fault_id)
        };
        let reply = shop.control(&call.method, &fill(&call.path), &fill(&call.body)).await;
        let said = String::from_utf8_lossy(&reply.body).into_owned();
        assert_eq!(reply.status, 200, "{} {}: {said}", call.method, call.path);
        if (call.method.as_str(), call.path.as_str()) == ("POST", "/control/v1/faults") {
            fault_id = reply.json()["ids"][0].to_string();
        }
        if (call.method.as_str(), call.path.as_str()) == ("POST", "/control/v1/payments") {
            assert_eq!(reply.json()["payment"]["status"], "SUCCESS", "{said}");
        }
    }
    let methods = shop.control("GET", "/control/v1/methods", "").await.json();
    let gcash =
        methods["methods"].as_array().unwrap().iter().find(|method| method["name"] == "GCASH").unwrap();
    assert_eq!((gcash["partial_refunds"].as_bool(), gcash["cancel"].as_str()), (Some(false), Some("never")));
}

#[tokio::test]
async fn wrong_calls_are_told_apart() {
    let shop = Shop::open().await;
    let code = |reply: &shop::Reply| {
        (reply.status, reply.json()["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    let cases = [
        ("POST", "/control/v1/clock", r#"{"advance_seconds": -1}"#, 400, "bad_request"),
        ("POST", "/control/v1/clock", r#"{"set": "2001-01-01T00:00:00Z"}"#, 400, "bad_request"),
        ("POST", "/control/v1/clock", "{", 400, "bad_request"),
        ("POST", "/control/v1/clients", r#"{"client_id": "A"}"#, 400, "bad_request"),
        ("POST", "/control/v1/clients", r#"{"client_id": "A", "public_key": "AAAA"}"#, 400, "bad_request"),
        ("POST", "/control/v1/faults", r#"{"kind": "earthquake"}"#, 400, "bad_request"),
        ("POST", "/control/v1/faults", r#"{"kind": "delay", "percent": 101}"#, 400, "bad_request"),
        (
            "POST",
            "/control/v1/faults",
            r#"{"kind": "delay", "operation": "refnud"}"#,
            400,
            "unknown_operation",
        ),
        ("POST", "/control/v1/methods", r#"{"name": "GCASH", "colour": "red"}"#, 400, "bad_request"),
        ("DELETE", "/control/v1/faults/9", "", 404, "unknown_fault"),
        (
            "POST",
            "/control/v1/payments",
            r#"{"act": "pay", "payment_request_id": "none"}"#,
            404,
            "unknown_session",
        ),
        (
            "POST",
            "/control/v1/payments",
            r#"{"act": "settle", "payment_id": "none"}"#,
            404,
            "unknown_payment",
        ),
        ("POST", "/control/v1/refunds", r#"{"refund_id": "none", "outcome": "fail"}"#, 404, "unknown_refund"),
        ("POST", "/control/v1/notifications", r#"{"id": 9}"#, 404, "unknown_notification"),
        ("GET", "/control/v1/nothing", "", 404, "unknown_control"),
    ];
    for (method, path, body, status, expected) in cases {
        assert_eq!(
            code(&shop.control(method, path, body).await),
            (status, expected.to_owned()),
            "{path} {body}"
        );
    }
}

#[tokio::test]
async fn the_book_answers_with_amounts_as_strings() {
    let shop = Shop::open().await;
    shop.session("PR-1", None, "AUTOMATIC").await;
    shop.control(
        "POST",
        "/control/v1/payments",
        r#"{"act":"pay","payment_request_id":"PR-1","method":"ALIPAY_CN"}"#,
    )
    .await;
    let book = shop.control("GET", "/control/v1/book", "").await.json();
    let effects: Vec<&Value> =
        book["entries"].as_array().unwrap().iter().map(|entry| &entry["effect"]).collect();
    assert_eq!(effects, ["session_issued", "submitted", "paid"]);
    assert_eq!(book["entries"][2]["amount"], json!({"currency": "SGD", "value": "4200"}));
}
