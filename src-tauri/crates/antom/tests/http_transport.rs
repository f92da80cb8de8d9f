//! The shipped transport against servers that misbehave, over real sockets on this machine.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod scripted_gateway;

use antom::operation::{InquiryPayment, InquiryPaymentRequest, body};
use antom::{
    Client, Config, Exchange, Gateway, HttpTransport, MAX_ANSWER_BYTES, RequestTime, TransportError,
    TransportFault, UnknownReason,
};
use scripted_gateway::{CLIENT_ID, RESPONSE_TIME, antom_key, antom_public, merchant_key};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ANSWER: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S"},"paymentRequestId":"PR1","paymentId":"P1","paymentStatus":"SUCCESS"}"#;

/// What a server does once it has read the request; dropping the socket closes it.
#[derive(Clone)]
enum Behaviour {
    Answer(Vec<u8>),
    Silence,
    HangUp,
}

struct Server {
    address: String,
    calls: Arc<AtomicUsize>,
}

async fn server(behaviour: Behaviour) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket, behaviour.clone(), Arc::clone(&counter)));
        }
    });
    Server { address, calls }
}

async fn serve(mut socket: TcpStream, behaviour: Behaviour, calls: Arc<AtomicUsize>) {
    if !read_request(&mut socket).await {
        return;
    }
    calls.fetch_add(1, Ordering::SeqCst);
    match behaviour {
        Behaviour::Answer(bytes) => {
            let _ = socket.write_all(&bytes).await;
            let _ = socket.shutdown().await;
        }
        Behaviour::Silence => std::future::pending().await,
        Behaviour::HangUp => {}
    }
}

/// Reads head and body, so that closing the socket is not a reset of unread bytes.
async fn read_request(socket: &mut TcpStream) -> bool {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match socket.read(&mut buffer).await {
            Ok(0) | Err(_) => return false,
            Ok(count) => seen.extend_from_slice(&buffer[..count]),
        }
        let text = String::from_utf8_lossy(&seen).to_lowercase();
        if let Some((head, rest)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if rest.len() >= length.unwrap().trim().parse().unwrap() {
                return true;
            }
        }
    }
}

fn http(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

fn signed_http() -> Vec<u8> {
    let path = "/ams/sandbox/api/v1/payments/inquiryPayment";
    let header =
        antom::signature::sign(antom_key(), 1, "POST", path, CLIENT_ID, RESPONSE_TIME, ANSWER.as_bytes())
            .unwrap();
    let headers =
        [("Client-Id", CLIENT_ID), ("Response-Time", RESPONSE_TIME), ("Signature", header.as_str())];
    http("200 OK", &headers, ANSWER.as_bytes())
}

async fn call_at(address: &str, limit: Duration) -> Exchange<antom::operation::InquiryPaymentResponse> {
    let gateway = Gateway::loopback(address).unwrap();
    let transport = HttpTransport::with_timeout(&gateway, limit).unwrap();
    let config = Config::new(CLIENT_ID.parse().unwrap(), gateway);
    let client = Client::new(config, merchant_key(), antom_public(), transport).unwrap();
    let request = InquiryPaymentRequest { payment_request_id: Some("PR1".into()), ..Default::default() };
    let body = body::<InquiryPayment>(&request).unwrap();
    client.call::<InquiryPayment>(&body, RequestTime::from_millis(1_760_000_000_000)).await
}

async fn why(behaviour: Behaviour) -> UnknownReason {
    let server = server(behaviour).await;
    call_at(&server.address, Duration::from_secs(5)).await.reading.why_unknown().cloned().unwrap()
}

#[tokio::test]
async fn a_signed_answer_arrives_whole() {
    let server = server(Behaviour::Answer(signed_http())).await;
    let exchange = call_at(&server.address, Duration::from_secs(5)).await;
    assert_eq!(exchange.reading.verified().unwrap().payment_id.as_deref(), Some("P1"));
}

#[tokio::test]
async fn localhost_is_this_machine() {
    let server = server(Behaviour::Answer(signed_http())).await;
    let address = server.address.replace("127.0.0.1", "localhost");
    assert!(call_at(&address, Duration::from_secs(5)).await.reading.verified().is_some());
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = server(Behaviour::Answer(signed_http())).await;
    let location = format!("{}/ams/sandbox/api/v1/payments/inquiryPayment", target.address);
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let redirect = http(status, &[("Location", &location)], b"");
        let code: u16 = status.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(why(Behaviour::Answer(redirect)).await, UnknownReason::HttpStatus(code));
    }
    assert_eq!(target.calls.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn silence_ends_with_the_time_limit_and_the_request_may_have_arrived() {
    let server = server(Behaviour::Silence).await;
    let exchange = call_at(&server.address, Duration::from_millis(300)).await;
    let expected = TransportError::after_sending(TransportFault::Timeout);
    assert_eq!(exchange.reading.why_unknown(), Some(&UnknownReason::Transport(expected)));
}

#[tokio::test]
async fn a_connection_that_breaks_is_not_tried_again() {
    let server = server(Behaviour::HangUp).await;
    let exchange = call_at(&server.address, Duration::from_secs(5)).await;
    let expected = TransportError::after_sending(TransportFault::Interrupted);
    assert_eq!(exchange.reading.why_unknown(), Some(&UnknownReason::Transport(expected)));
    assert_eq!(server.calls.load(Ordering::SeqCst), 1, "one call leaves once");
}

#[tokio::test]
async fn a_closed_port_means_that_nothing_left() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let exchange = call_at(&address, Duration::from_secs(5)).await;
    let expected = TransportError::before_sending(TransportFault::Connect);
    assert_eq!(exchange.reading.why_unknown(), Some(&UnknownReason::Transport(expected)));
}

#[tokio::test]
async fn an_answer_cut_short_is_unknown() {
    let mut cut = signed_http();
    cut.truncate(cut.len() - 10);
    let expected = TransportError::after_sending(TransportFault::Interrupted);
    assert_eq!(why(Behaviour::Answer(cut)).await, UnknownReason::Transport(expected));
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let huge = http("200 OK", &[], &vec![b' '; MAX_ANSWER_BYTES + 1]);
    let expected = TransportError::after_sending(TransportFault::TooLarge);
    assert_eq!(why(Behaviour::Answer(huge)).await, UnknownReason::Transport(expected));
}

#[tokio::test]
async fn garbage_and_error_pages_are_unknown() {
    let not_http = why(Behaviour::Answer(b"SSH-2.0-OpenSSH\r\n\r\n".to_vec())).await;
    assert_eq!(not_http.code(), "INTERRUPTED");
    assert!(not_http.may_have_left());
    let page = http("502 Bad Gateway", &[], b"<html>no</html>");
    assert_eq!(why(Behaviour::Answer(page)).await, UnknownReason::HttpStatus(502));
    assert_eq!(why(Behaviour::Answer(http("200 OK", &[], b"\xff\xfe{"))).await, UnknownReason::Unsigned);
}

#[tokio::test]
async fn a_transport_made_for_one_gateway_serves_no_other() {
    let server = server(Behaviour::Answer(signed_http())).await;
    let gateway = Gateway::loopback(&server.address).unwrap();
    let other = HttpTransport::new(&Gateway::loopback("http://127.0.0.1:9").unwrap()).unwrap();
    let client =
        Client::new(Config::new(CLIENT_ID.parse().unwrap(), gateway), merchant_key(), antom_public(), other)
            .unwrap();
    let request = InquiryPaymentRequest { payment_request_id: Some("PR1".into()), ..Default::default() };
    let body = body::<InquiryPayment>(&request).unwrap();
    let exchange = client.call::<InquiryPayment>(&body, RequestTime::from_millis(1)).await;
    assert!(!exchange.reading.why_unknown().unwrap().may_have_left());
    assert_eq!(server.calls.load(Ordering::SeqCst), 0);
}
