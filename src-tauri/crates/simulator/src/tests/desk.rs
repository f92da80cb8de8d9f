//! A merchant's desk in front of the gateway, without signatures and sockets: what most rules need to be tested.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::gateway::{Gateway, Registration};
use crate::key::GatewayKey;
use crate::moment::{Moment, Span};
use crate::session::Merchant;
use crate::state::{State, key};

pub(crate) const CLIENT: &str = "TRAINING_5X00000000000000";
/// 20 November 2026, noon in Antom's offset.
pub(crate) const NOON: &str = "2026-11-20T12:00:00+08:00";

/// One key for all tests: making one takes long.
pub(crate) fn key_text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| GatewayKey::generate().unwrap().to_base64().unwrap())
}

pub(crate) struct Desk {
    pub(crate) gateway: Gateway,
    made: u32,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with_seed(7)
    }

    pub(crate) fn with_seed(seed: u64) -> Self {
        let key = GatewayKey::from_base64(key_text()).unwrap();
        let public_key = key.public_spki_base64().unwrap();
        let mut gateway = Gateway::from_parts(key, State::new(seed, "http://127.0.0.1:1".to_owned()));
        gateway.tick(Moment::parse(NOON).unwrap());
        let registration = Registration {
            client_id: CLIENT.to_owned(),
            public_key,
            key_version: 1,
            name: Some("Harbour Books".to_owned()),
            ..Registration::default()
        };
        gateway.register(registration).unwrap();
        Self { gateway, made: 0 }
    }

    pub(crate) fn state(&mut self) -> &mut State {
        &mut self.gateway.state
    }

    pub(crate) fn merchant(&mut self) -> &mut Merchant {
        self.gateway.state.merchants.get_mut(CLIENT).unwrap()
    }

    pub(crate) fn call(&mut self, operation: &str, body: Value) -> Value {
        self.gateway.state.operate(CLIENT, operation, body.to_string().as_bytes()).body()
    }

    pub(crate) fn later(&mut self, span: Span) {
        self.gateway.advance(span);
    }

    pub(crate) fn until(&mut self, time: &str) {
        let span = Moment::parse(time).unwrap().since(self.gateway.now());
        self.gateway.advance(span);
    }

    /// A session over an amount, offering some methods; gives its paymentRequestId.
    pub(crate) fn session(&mut self, currency: &str, value: u64, methods: &[&str], more: Value) -> String {
        self.made += 1;
        let id = format!("PR-{}", self.made);
        let mut body = request(&id, currency, &value.to_string());
        if !methods.is_empty() {
            let list: Vec<Value> = methods.iter().map(|name| json!({ "paymentMethodType": name })).collect();
            body["availablePaymentMethod"] = json!({ "paymentMethodTypeList": list });
        }
        body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        let answer = self.call("createPaymentSession", body);
        assert_eq!(code(&answer), "SUCCESS", "{answer}");
        id
    }

    pub(crate) fn submit(&mut self, request: &str, method: &str, card: Option<&str>) -> String {
        self.state().submit(&key(&[CLIENT, request]), method, card).unwrap()
    }

    /// A session paid by a method; gives paymentRequestId and paymentId.
    pub(crate) fn paid(&mut self, currency: &str, value: u64, method: &str) -> (String, String) {
        let request = self.session(currency, value, &[method], json!({}));
        let id = self.submit(&request, method, None);
        self.state().pay(&id).unwrap();
        (request, id)
    }

    /// A card authorised for capture by hand.
    pub(crate) fn held(&mut self, value: u64, card: &str) -> (String, String) {
        let request =
            self.session("SGD", value, &["CARD"], json!({ "paymentFactor": { "captureMode": "MANUAL" } }));
        let id = self.submit(&request, "CARD", Some(card));
        self.state().pay(&id).unwrap();
        (request, id)
    }

    pub(crate) fn inquire(&mut self, payment_id: &str) -> Value {
        self.call("inquiryPayment", json!({ "paymentId": payment_id }))
    }

    pub(crate) fn inquire_request(&mut self, request: &str) -> Value {
        self.call("inquiryPayment", json!({ "paymentRequestId": request }))
    }

    pub(crate) fn status(&mut self, payment_id: &str) -> String {
        self.inquire(payment_id)["paymentStatus"].as_str().unwrap().to_owned()
    }

    pub(crate) fn capture(&mut self, request: &str, payment_id: &str, value: u64) -> Value {
        self.call("capture", json!({ "captureRequestId": request, "paymentId": payment_id, "captureAmount": amount("SGD", value) }))
    }

    pub(crate) fn refund(&mut self, request: &str, payment_id: &str, currency: &str, value: u64) -> Value {
        self.call("refund", json!({ "refundRequestId": request, "paymentId": payment_id, "refundAmount": amount(currency, value) }))
    }

    pub(crate) fn cancel(&mut self, payment_id: &str) -> Value {
        self.call("cancel", json!({ "paymentId": payment_id }))
    }

    /// Types of the notifications so far, oldest first.
    pub(crate) fn told(&self) -> Vec<String> {
        self.gateway.notices().iter().map(|notice| notice.notify_type.clone()).collect()
    }
}

/// A createPaymentSession request with everything it needs.
pub(crate) fn request(id: &str, currency: &str, value: &str) -> Value {
    json!({
        "productCode": "CASHIER_PAYMENT",
        "productScene": "CHECKOUT_PAYMENT",
        "paymentRequestId": id,
        "order": {
            "referenceOrderId": format!("ORDER-{id}"),
            "orderDescription": "Two books",
            "orderAmount": { "currency": currency, "value": value },
            "buyer": { "referenceBuyerId": "buyer-1" },
        },
        "paymentAmount": { "currency": currency, "value": value },
        "paymentRedirectUrl": "https://shop.example/done",
        "paymentNotifyUrl": "http://127.0.0.1:9/notify",
    })
}

pub(crate) fn amount(currency: &str, value: u64) -> Value {
    json!({ "currency": currency, "value": value.to_string() })
}

pub(crate) fn code(answer: &Value) -> &str {
    answer["result"]["resultCode"].as_str().unwrap()
}

pub(crate) fn letter(answer: &Value) -> &str {
    answer["result"]["resultStatus"].as_str().unwrap()
}

/// Types and states of `transactions[]`.
pub(crate) fn transactions(answer: &Value) -> Vec<(String, String)> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    answer["transactions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, "transactionType"), text(row, "transactionStatus")))
        .collect()
}
