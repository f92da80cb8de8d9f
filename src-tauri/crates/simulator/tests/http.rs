//! The simulator over real sockets, with a signer of the test's own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod shop;

use serde_json::{Value, json};
use shop::{Reply, Shop, speak};
use simulator::{Effect, Fault, FaultKind, Options, Simulator, SimulatorError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_payment_goes_from_nothing_to_refunded() {
    let shop = Shop::open().await;
    let session = shop.session("PR-1", None, "MANUAL").await;
    assert!(shop.is_antoms("/ams/api/v1/payments/createPaymentSession", &session, "response-time"));
    assert_eq!(session.code(), "SUCCESS");
    let url = session.json()["normalUrl"].as_str().unwrap().to_owned();
    let path = url.strip_prefix(shop.simulator.checkout_url()).unwrap();
    let page = speak(shop.simulator.checkout_url(), "GET", path, &[], b"").await.unwrap();
    assert!(String::from_utf8_lossy(&page.body).contains("42.00 SGD"));

    let unpaid = shop.call("inquiryPayment", &json!({"paymentRequestId": "PR-1"})).await.unwrap();
    assert_eq!(unpaid.code(), "ORDER_NOT_EXIST");
    let act = json!({"act": "pay", "payment_request_id": "PR-1", "method": "CARD", "card": "visa"});
    let paid = shop.control("POST", "/control/v1/payments", &act.to_string()).await;
    assert_eq!(paid.status, 200);
    let id = paid.json()["payment"]["payment_id"].as_str().unwrap().to_owned();

    let inquiry = shop.call("inquiryPayment", &json!({"paymentRequestId": "PR-1"})).await.unwrap();
    assert_eq!(inquiry.json()["paymentStatus"], "SUCCESS");
    let amount = json!({"currency": "SGD", "value": "4200"});
    let capture = json!({"captureRequestId": "C-1", "paymentId": id, "captureAmount": amount});
    assert_eq!(shop.call("capture", &capture).await.unwrap().code(), "SUCCESS");
    let refund = json!({"refundRequestId": "R-1", "paymentId": id, "refundAmount": amount});
    assert_eq!(shop.call("refund", &refund).await.unwrap().code(), "REFUND_IN_PROCESS");
    shop.control("POST", "/control/v1/clock", r#"{"advance_seconds": 30}"#).await;
    let settled = shop.call("inquiryRefund", &json!({"refundRequestId": "R-1"})).await.unwrap();
    assert!(shop.is_antoms("/ams/api/v1/payments/inquiryRefund", &settled, "response-time"));
    assert_eq!(settled.json()["refundStatus"], "SUCCESS");
    let totals = shop.control("GET", "/control/v1/book", "").await.json()["totals"][&id].clone();
    assert_eq!(
        (totals["captured"].as_str(), totals["refunded"].as_str(), totals["kept"].as_str()),
        (Some("4200"), Some("4200"), Some("0"))
    );
    shop.simulator.shutdown().await;
}

#[tokio::test]
async fn a_lost_answer_closes_the_connection_without_a_byte() {
    let shop = Shop::open().await;
    let gateway = shop.simulator.gateway();
    gateway
        .lock()
        .unwrap()
        .script_faults("inquiryPayment", &[FaultKind::LostBeforeEffect, FaultKind::LostAfterEffect]);
    let ask = json!({"paymentRequestId": "PR-1"});
    assert!(shop.call("inquiryPayment", &ask).await.is_none());
    assert!(shop.call("inquiryPayment", &ask).await.is_none());
    assert_eq!(shop.call("inquiryPayment", &ask).await.unwrap().code(), "ORDER_NOT_EXIST");
    gateway.lock().unwrap().add_fault(Fault::next("inquiryPayment", FaultKind::Http500AfterEffect, 1));
    assert_eq!(shop.call("inquiryPayment", &ask).await.unwrap().status, 500);
}

/// Takes one notification and answers it.
async fn receive(listener: &TcpListener, body: &str) -> (String, Reply) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let (cut, length) = loop {
        let read = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..read]);
        let Some(cut) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..cut]).to_lowercase();
        let length: usize = head
            .split("\r\n")
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap()
            .parse()
            .unwrap();
        if bytes.len() >= cut + 4 + length {
            break (cut, length);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..cut]).into_owned();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let headers = head
        .split("\r\n")
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await.unwrap();
    (path, Reply { status: 200, headers, body: bytes[cut + 4..cut + 4 + length].to_vec() })
}

const ACCEPTED: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;

#[tokio::test]
async fn notifications_are_posted_signed_and_again_until_accepted() {
    let shop = Shop::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook?shop=1", listener.local_addr().unwrap());
    shop.session("PR-1", Some(&url), "AUTOMATIC").await;
    shop.control(
        "POST",
        "/control/v1/payments",
        r#"{"act":"pay","payment_request_id":"PR-1","method":"ALIPAY_CN"}"#,
    )
    .await;
    shop.control("POST", "/control/v1/clock", r#"{"advance_seconds": 3}"#).await;
    let ((path, first), _) = tokio::join!(receive(&listener, "no"), shop.simulator.deliver_due());
    assert_eq!(path, "/hook?shop=1");
    assert!(shop.is_antoms(&path, &first, "request-time"));
    assert_eq!(first.json()["notifyType"], "PAYMENT_RESULT");
    shop.control("POST", "/control/v1/clock", r#"{"advance_seconds": 120}"#).await;
    let ((_, second), _) = tokio::join!(receive(&listener, ACCEPTED), shop.simulator.deliver_due());
    assert_eq!(first.body, second.body);
    shop.simulator.deliver_due().await;
    let notices = shop.control("GET", "/control/v1/notifications", "").await.json();
    assert_eq!(notices["notifications"][0]["accepted"], true);
    assert_eq!(notices["notifications"][0]["attempts"][1]["outcome"], "accepted");
}

#[tokio::test]
async fn a_restarted_simulator_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { state: Some(folder.path().join("state.json")), ..Options::default() };
    let shop = Shop::with(options.clone()).await;
    shop.session("PR-1", None, "MANUAL").await;
    shop.control(
        "POST",
        "/control/v1/payments",
        r#"{"act":"pay","payment_request_id":"PR-1","method":"CARD"}"#,
    )
    .await;
    let key = shop.simulator.antom_public_key_spki_base64().to_owned();
    let again = Simulator::start(options).await.unwrap();
    assert_eq!(again.antom_public_key_spki_base64(), key);
    let shop = shop.moved_to(again);
    let inquiry = shop.call("inquiryPayment", &json!({"paymentRequestId": "PR-1"})).await.unwrap();
    assert_eq!(inquiry.json()["paymentStatus"], "SUCCESS");
    assert!(
        inquiry.json()["paymentRedirectUrl"].as_str().unwrap().starts_with(shop.simulator.checkout_url())
    );
    assert_eq!(shop.simulator.gateway().lock().unwrap().book().of(Effect::Authorised).count(), 1);
}

#[tokio::test]
async fn a_broken_state_file_or_a_taken_port_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::fs::write(&path, "{}").unwrap();
    let broken = Simulator::start(Options { state: Some(path), ..Options::default() }).await.unwrap_err();
    assert_eq!(broken.code(), "simulator_state_unreadable");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let taken = Simulator::start(Options { gateway: listener.local_addr().unwrap(), ..Options::default() })
        .await
        .unwrap_err();
    assert!(matches!(taken, SimulatorError::Listen { .. }));
}

#[tokio::test]
async fn foreign_names_and_web_pages_are_kept_out() {
    let shop = Shop::open().await;
    for url in [shop.simulator.gateway_url(), shop.simulator.checkout_url()] {
        let foreign = speak(url, "GET", "/clock", &[("Host", "evil.example")], b"").await.unwrap();
        assert_eq!(foreign.status, 421);
    }
    let url = shop.simulator.gateway_url();
    let token = format!("Bearer {}", shop.simulator.control_token());
    for path in ["/control/v1/book", "/control/v1/notifications/deliver"] {
        let method = if path.ends_with("deliver") { "POST" } else { "GET" };
        assert_eq!(speak(url, method, path, &[], b"").await.unwrap().status, 401);
        assert_eq!(
            speak(url, method, path, &[("Authorization", "Bearer wrong")], b"").await.unwrap().status,
            401
        );
        let page =
            speak(url, method, path, &[("Authorization", &token), ("Origin", "http://127.0.0.1:1")], b"")
                .await
                .unwrap();
        assert_eq!(page.status, 403);
    }
    let clock = speak(url, "GET", "/clock", &[], b"").await.unwrap();
    assert!(clock.json()["now"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn a_browser_without_scripts_pays_over_http() {
    let shop = Shop::open().await;
    let session: Value = shop.session("PR-1", None, "AUTOMATIC").await.json();
    let url = shop.simulator.checkout_url().to_owned();
    let data = session["paymentSessionData"].as_str().unwrap();
    let token: String =
        data.split("&&").next().unwrap().replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let form = format!("sessionData={token}&method=ALIPAY_CN&act=pay");
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", url.as_str())];
    let sent =
        speak(&url, "POST", "/checkout-page/pages/payment/submit", &headers, form.as_bytes()).await.unwrap();
    assert_eq!(sent.status, 303);
    let page = speak(&url, "GET", sent.header("location").unwrap(), &[], b"").await.unwrap();
    assert!(String::from_utf8_lossy(&page.body).contains("Payment successful"));
}
