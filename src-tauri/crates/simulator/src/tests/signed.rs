use serde_json::Value;

use super::desk::{CLIENT, Desk, code, key_text, letter, request};
use crate::book::Effect;
use crate::exchange::{Handled, Request, Response};
use crate::fault::{Fault, Kind};
use crate::gateway::Registration;
use crate::key::GatewayKey;
use crate::moment::Span;
use crate::signature::{Claim, Signed};

const PATH: &str = "/ams/api/v1/payments/createPaymentSession";

/// A signed request of the desk's merchant, whose key is the gateway's own in these tests.
fn signed(desk: &Desk, path: &str, client_id: &str, body: &Value) -> Request {
    let key = GatewayKey::from_base64(key_text()).unwrap();
    let now = desk.gateway.now();
    let (time, body) = (now.as_millis().to_string(), body.to_string().into_bytes());
    let header = Signed { method: "POST", path, client_id, time: &time, body: &body }.header(&key).unwrap();
    let headers = [
        ("Content-Type", "application/json; charset=UTF-8"),
        ("Client-Id", client_id),
        ("Request-Time", &time),
        ("Signature", &header),
    ];
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Request { method: "POST".to_owned(), path: path.to_owned(), headers, body, now }
}

fn session(desk: &Desk, id: &str) -> Request {
    signed(desk, PATH, CLIENT, &request(id, "SGD", "4200"))
}

fn set(request: &mut Request, name: &str, value: &str) {
    request.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    request.headers.push((name.to_owned(), value.to_owned()));
}

fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn verified(request: &Request, response: &Response) -> bool {
    let public = GatewayKey::from_base64(key_text()).unwrap().public_spki_base64().unwrap();
    let (Some(time), Some(client_id), Some(header)) =
        (response.header("response-time"), response.header("client-id"), response.header("signature"))
    else {
        return false;
    };
    let claim = Claim::read(header).unwrap();
    Signed { method: "POST", path: &request.path, client_id, time, body: &response.body }
        .holds(&public, &claim)
}

/// The unsigned refusal's code.
fn refusal(handled: Handled) -> String {
    let response = handled.response.unwrap();
    assert!(response.header("signature").is_none() && response.status == 200);
    assert_eq!(letter(&body(&response)), "F");
    code(&body(&response)).to_owned()
}

#[test]
fn a_signed_request_gets_a_signed_answer() {
    let mut desk = Desk::new();
    let request = session(&desk, "PR-1");
    let response = desk.gateway.handle(&request).response.unwrap();
    assert_eq!(code(&body(&response)), "SUCCESS");
    assert!(verified(&request, &response));
    assert_eq!(response.header("date").unwrap(), "Fri, 20 Nov 2026 04:00:00 GMT");
}

#[test]
fn a_business_refusal_is_signed_too() {
    let mut desk = Desk::new();
    let request =
        signed(&desk, "/ams/api/v1/payments/inquiryPayment", CLIENT, &serde_json::json!({"paymentId": "1"}));
    let response = desk.gateway.handle(&request).response.unwrap();
    assert_eq!(code(&body(&response)), "ORDER_NOT_EXIST");
    assert!(verified(&request, &response));
}

#[test]
fn both_forms_of_request_time_are_read() {
    let mut desk = Desk::new();
    let key = GatewayKey::from_base64(key_text()).unwrap();
    let mut request = session(&desk, "PR-1");
    let time = "2026-11-20T04:00:05+00:00";
    let header = Signed { method: "POST", path: PATH, client_id: CLIENT, time, body: &request.body }
        .header(&key)
        .unwrap();
    set(&mut request, "request-time", time);
    set(&mut request, "signature", &header);
    assert_eq!(code(&body(&desk.gateway.handle(&request).response.unwrap())), "SUCCESS");
}

#[test]
fn whoever_is_wrong_is_refused_without_a_signature_and_without_effect() {
    let mut desk = Desk::new();
    type Change = fn(&mut Request);
    let cases: [(&str, Change); 12] = [
        ("INVALID_SIGNATURE", |request| request.body.push(b' ')),
        ("INVALID_SIGNATURE", |request| {
            set(request, "signature", "algorithm=RSA256,keyVersion=1,signature=AAAA")
        }),
        ("INVALID_SIGNATURE", |request| request.headers.retain(|(name, _)| name != "Signature")),
        ("INVALID_SIGNATURE", |request| set(request, "request-time", "1")),
        ("INVALID_SIGNATURE", |request| set(request, "request-time", "soon")),
        ("INVALID_SIGNATURE", |request| request.path.push_str("?a=1")),
        ("KEY_NOT_FOUND", |request| {
            let header = request.header("signature").unwrap().replace("keyVersion=1", "keyVersion=2");
            set(request, "signature", &header);
        }),
        ("UNKNOWN_CLIENT", |request| set(request, "client-id", "SOMEBODY")),
        ("CLIENT_INVALID", |request| request.headers.retain(|(name, _)| name != "Client-Id")),
        ("METHOD_NOT_SUPPORTED", |request| request.method = "GET".to_owned()),
        ("MEDIA_TYPE_NOT_ACCEPTABLE", |request| set(request, "content-type", "text/plain")),
        ("NO_INTERFACE_DEF", |request| {
            request.path = "/ams/api//v1/payments/retrievePaymentSession".to_owned()
        }),
    ];
    for (expected, change) in cases {
        let mut request = session(&desk, "PR-1");
        change(&mut request);
        assert_eq!(refusal(desk.gateway.handle(&request)), expected);
    }
    assert!(desk.gateway.book().entries().is_empty());
}

#[test]
fn a_sandbox_client_belongs_to_the_sandbox_path_and_no_other_does() {
    let mut desk = Desk::new();
    let public_key = GatewayKey::from_base64(key_text()).unwrap().public_spki_base64().unwrap();
    desk.gateway
        .register(Registration {
            client_id: "SANDBOX_5X".to_owned(),
            public_key,
            key_version: 1,
            ..Registration::default()
        })
        .unwrap();
    let sandbox = "/ams/sandbox/api/v1/payments/createPaymentSession";
    let ask = |desk: &Desk, path, client| signed(desk, path, client, &request("PR-1", "SGD", "4200"));
    let wrong = ask(&desk, PATH, "SANDBOX_5X");
    assert_eq!(refusal(desk.gateway.handle(&wrong)), "CLIENT_INVALID");
    let wrong = ask(&desk, sandbox, CLIENT);
    assert_eq!(refusal(desk.gateway.handle(&wrong)), "CLIENT_INVALID");
    let right = ask(&desk, sandbox, "SANDBOX_5X");
    let response = desk.gateway.handle(&right).response.unwrap();
    assert!(verified(&right, &response));
    // Signed for one path and sent to the other.
    let mut moved = ask(&desk, PATH, "SANDBOX_5X");
    moved.path = sandbox.to_owned();
    assert_eq!(refusal(desk.gateway.handle(&moved)), "INVALID_SIGNATURE");
}

#[test]
fn a_merchant_on_the_wall_clock_is_understood_although_the_virtual_clock_is_days_ahead() {
    let mut desk = Desk::new();
    let request = session(&desk, "PR-1");
    desk.later(Span::days(6));
    assert_eq!(code(&body(&desk.gateway.handle(&request).response.unwrap())), "SUCCESS");
    let ahead = session(&desk, "PR-2");
    let mut ahead_by_clock = ahead.clone();
    ahead_by_clock.now = request.now;
    assert_eq!(code(&body(&desk.gateway.handle(&ahead_by_clock).response.unwrap())), "SUCCESS");
}

#[test]
fn every_fault_does_what_it_says() {
    let issued = |desk: &Desk| desk.gateway.book().of(Effect::SessionIssued).count();
    let cases = [
        (Kind::LostBeforeEffect, 0),
        (Kind::LostAfterEffect, 1),
        (Kind::Http500AfterEffect, 1),
        (Kind::AnswerUnknown, 1),
        (Kind::AnswerUnknownBeforeEffect, 0),
        (Kind::BadSignature, 1),
        (Kind::NoSignature, 1),
        (Kind::Garbage, 1),
        (Kind::TrafficLimit, 0),
        (Kind::Delay, 1),
    ];
    for (kind, effects) in cases {
        let mut desk = Desk::new();
        desk.gateway.add_fault(Fault { ms: 1500, ..Fault::next("createPaymentSession", kind, 1) });
        let request = session(&desk, "PR-1");
        let handled = desk.gateway.handle(&request);
        assert_eq!(issued(&desk), effects, "{kind:?}");
        let response = handled.response.as_ref();
        match kind {
            Kind::LostBeforeEffect | Kind::LostAfterEffect => assert!(response.is_none()),
            Kind::Http500AfterEffect => assert_eq!(response.unwrap().status, 500),
            Kind::AnswerUnknown | Kind::AnswerUnknownBeforeEffect => {
                assert_eq!(
                    (code(&body(response.unwrap())), letter(&body(response.unwrap()))),
                    ("UNKNOWN_EXCEPTION", "U")
                );
                assert!(verified(&request, response.unwrap()));
            }
            Kind::BadSignature => {
                assert!(
                    response.unwrap().header("signature").is_some() && !verified(&request, response.unwrap())
                );
                assert_eq!(code(&body(response.unwrap())), "SUCCESS");
            }
            Kind::NoSignature => assert!(response.unwrap().header("signature").is_none()),
            Kind::Garbage => assert!(
                verified(&request, response.unwrap())
                    && serde_json::from_slice::<Value>(&response.unwrap().body).is_err()
            ),
            Kind::TrafficLimit => assert_eq!(
                (code(&body(response.unwrap())), letter(&body(response.unwrap()))),
                ("REQUEST_TRAFFIC_EXCEED_LIMIT", "U")
            ),
            _ => assert_eq!(handled.delay.as_millis(), 1500),
        }
        let again = desk.gateway.handle(&session(&desk, "PR-1")).response.unwrap();
        assert_eq!(code(&body(&again)), "SUCCESS", "{kind:?} strikes once");
        assert_eq!(issued(&desk), 1, "{kind:?}");
    }
}
