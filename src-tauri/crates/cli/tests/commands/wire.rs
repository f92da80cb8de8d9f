//! What a command line puts on the wire: the bytes as they arrive at the simulator's socket.

use crate::shop::{Ended, Shop};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Stands before a simulator, hands everything on as it comes and keeps what was sent.
struct Tap {
    url: String,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Tap {
    fn before(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tap = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            heard: Arc::new(Mutex::new(Vec::new())),
        };
        let (simulator, heard) = (url.strip_prefix("http://").unwrap().to_owned(), Arc::clone(&tap.heard));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(gateway) = TcpStream::connect(&simulator) else { return };
                let (from, to) = (client.try_clone().unwrap(), gateway.try_clone().unwrap());
                let heard = Arc::clone(&heard);
                thread::spawn(move || {
                    hand_on(from, to, |bytes| heard.lock().unwrap().extend_from_slice(bytes))
                });
                thread::spawn(move || hand_on(gateway, client, |_| ()));
            }
        });
        tap
    }

    /// The bodies of every call of an operation, oldest first.
    fn bodies(&self, operation: &str) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        let text = String::from_utf8_lossy(&heard);
        let calls = text.split("POST /ams/").skip(1).filter_map(|call| call.split_once("\r\n\r\n"));
        let wanted =
            calls.filter(|(head, _)| head.lines().next().unwrap().contains(&format!("/{operation} ")));
        wanted
            .map(|(_, rest)| serde_json::Deserializer::from_str(rest).into_iter().next().unwrap().unwrap())
            .collect()
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, keep: impl Fn(&[u8])) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(read) = from.read(&mut bytes) {
        keep(&bytes[..read]);
        if read == 0 || to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    // Either may be gone already.
    let _ = to.shutdown(Shutdown::Write);
}

/// A home whose account speaks to the simulator through a tap, with the addresses of guide 1's sample.
fn tapped(shop: &Shop, more: &[&str]) -> (tempfile::TempDir, Tap) {
    let (place, tap) = (tempfile::tempdir().unwrap(), Tap::before(&shop.gateway.url));
    let add = ["account", "add", "main", "--simulator", &tap.url, "--simulator-token", &shop.gateway.token];
    let addresses = [
        "--redirect-url",
        "https://www.yourRedirectUrl.com",
        "--notify-url",
        "https://www.yourNotifyUrl.com",
    ];
    shop.run_at(place.path(), &[&add[..], &addresses, more].concat()).done();
    (place, tap)
}

fn made(ended: &Ended) -> String {
    ended.done()["order"]["sessions"][0]["request"].as_str().unwrap().to_owned()
}

#[test]
fn the_sample_requests_of_guide_1_come_from_command_line_arguments() {
    let Some(shop) = Shop::open() else { return };
    let (place, tap) = tapped(&shop, &[]);
    let words = [
        "request",
        "new",
        "--by",
        "pay",
        "--amount",
        "SGD 42.00",
        "--order",
        "referenceOrderId01",
        "--description",
        "antom test order",
        "--method",
        "CARD",
        "--buyer-id",
        "yourBuyerId",
        "--terminal",
        "web",
        "--client-ip",
        "114.121.121.01",
    ];
    let request = made(&shop.run_at(place.path(), &words));
    let amount = json!({ "currency": "SGD", "value": "4200" });
    assert_eq!(
        tap.bodies("pay"),
        [json!({
            "paymentNotifyUrl": "https://www.yourNotifyUrl.com",
            "paymentRequestId": request,
            "env": { "terminalType": "WEB", "clientIp": "114.121.121.01" },
            "paymentAmount": amount,
            "productCode": "CASHIER_PAYMENT",
            "paymentRedirectUrl": "https://www.yourRedirectUrl.com",
            "paymentFactor": { "isAuthorization": true },
            "paymentMethod": { "paymentMethodType": "CARD" },
            "order": {
                "orderAmount": amount,
                "referenceOrderId": "referenceOrderId01",
                "orderDescription": "antom test order",
                "buyer": { "referenceBuyerId": "yourBuyerId" },
            },
        })]
    );
    shop.run_at(place.path(), &["payment", "inquire", "referenceOrderId01"]).done();
    assert_eq!(tap.bodies("inquiryPayment").last(), Some(&json!({ "paymentRequestId": request })));
}

#[test]
fn the_timeout_sample_of_guide_1_comes_from_command_line_arguments() {
    let Some(shop) = Shop::open() else { return };
    let client = json!({ "client_id": shop.gateway.get("clients")["clients"][0]["client_id"], "settlement_currencies": ["USD"] });
    shop.gateway.post("clients", &client);
    let (place, tap) = tapped(&shop, &["--settlement-currency", "USD"]);
    let description = "Cappuccino #grande (Mika's coffee shop)";
    let words = [
        "request",
        "new",
        "--by",
        "pay",
        "--amount",
        "CNY 13.14",
        "--order",
        "ORDER_0517884936248XXXX",
        "--description",
        description,
        "--method",
        "ALIPAY_CN",
        "--terminal",
        "app",
        "--os",
        "android",
        "--link-life",
        "20m",
    ];
    let request = made(&shop.run_at(place.path(), &words));
    let mut body = tap.bodies("pay").pop().unwrap();
    let end = body.as_object_mut().unwrap().remove("paymentExpiryTime").unwrap();
    let shown = shop.run_at(place.path(), &["request", "show", &request]).done();
    let to_the_second = |text: &Value| text.as_str().and_then(|text| text.get(..19)).unwrap().to_owned();
    assert_eq!(to_the_second(&end), to_the_second(&shown["sessions"][0]["ends_at"]));
    let amount = json!({ "currency": "CNY", "value": "1314" });
    assert_eq!(
        body,
        json!({
            "env": { "osType": "ANDROID", "terminalType": "APP" },
            "order": {
                "orderAmount": amount,
                "orderDescription": description,
                "referenceOrderId": "ORDER_0517884936248XXXX",
            },
            "paymentAmount": amount,
            "paymentMethod": { "paymentMethodType": "ALIPAY_CN" },
            "paymentNotifyUrl": "https://www.yourNotifyUrl.com",
            "paymentRedirectUrl": "https://www.yourRedirectUrl.com",
            "paymentRequestId": request,
            "productCode": "CASHIER_PAYMENT",
            "settlementStrategy": { "settlementCurrency": "USD" },
        })
    );
}

#[test]
fn what_is_asked_of_one_payment_is_not_taken_for_a_session() {
    let Some(shop) = Shop::open() else { return };
    let words = ["request", "new", "--amount", "SGD 42.00", "--description", "Tea", "--buyer-id", "C-1"];
    shop.run(&[&words[..], &["--method", "CARD", "--three-ds"]].concat()).failed(2, "only-by-pay");
    shop.run(&[&words[..], &["--by", "pay"]].concat()).failed(4, "field-missing");
    let two = ["--by", "pay", "--method", "CARD", "--method", "ALIPAY_CN"];
    shop.run(&[&words[..], &two].concat()).failed(4, "field-missing");
    let nowhere = ["--by", "pay", "--method", "CARD", "--client-ip", "over there"];
    shop.run(&[&words[..], &nowhere].concat()).failed(2, "bad-field");
    assert_eq!(shop.gateway.effects("session_issued").0, 0);
}

#[test]
fn the_sample_request_of_guide_3_comes_from_command_line_arguments() {
    let Some(shop) = Shop::open() else { return };
    let (place, tap) = tapped(&shop, &[]);
    let words = [
        "request",
        "new",
        "--by",
        "one-method",
        "--amount",
        "MYR 42.00",
        "--order",
        "referenceOrderId01",
        "--description",
        "antom sdk test order",
        "--method",
        "ONLINEBANKING_FPX",
        "--buyer-id",
        "yourBuyerId",
    ];
    let request = made(&shop.run_at(place.path(), &words));
    let amount = json!({ "currency": "MYR", "value": "4200" });
    assert_eq!(
        tap.bodies("createPaymentSession"),
        [json!({
            "paymentNotifyUrl": "https://www.yourNotifyUrl.com",
            "paymentRequestId": request,
            "paymentAmount": amount,
            "productCode": "CASHIER_PAYMENT",
            "paymentRedirectUrl": "https://www.yourRedirectUrl.com",
            "paymentMethod": { "paymentMethodType": "ONLINEBANKING_FPX" },
            "order": {
                "orderAmount": amount,
                "referenceOrderId": "referenceOrderId01",
                "orderDescription": "antom sdk test order",
                "buyer": { "referenceBuyerId": "yourBuyerId" },
            },
        })]
    );
}

#[test]
fn what_guide_4_fills_in_for_the_buyer_comes_from_command_line_arguments() {
    let Some(shop) = Shop::open() else { return };
    let (place, tap) = tapped(&shop, &[]);
    let new = ["request", "new", "--amount", "SGD 60.00", "--description", "antom ckp testing order"];
    let counter = ["--by", "page", "--item", "Classic Woman Bag:1:60.00", "--buyer-id", "yourBuyerId"];
    let prefill = ["--payer-email", "123221321@test.com", "--cpf", "2132321312"];
    let request = made(&shop.run_at(place.path(), &[&new[..], &counter, &prefill].concat()));
    let amount = json!({ "currency": "SGD", "value": "6000" });
    let mut body = tap.bodies("createPaymentSession").pop().unwrap();
    let order = body["order"].take();
    assert_eq!(order["buyer"], json!({ "referenceBuyerId": "yourBuyerId" }));
    assert_eq!(order["goods"][0]["goodsUnitAmount"], amount);
    assert_eq!(
        body,
        json!({
            "order": null,
            "paymentNotifyUrl": "https://www.yourNotifyUrl.com",
            "paymentRequestId": request,
            "paymentAmount": amount,
            "productCode": "CASHIER_PAYMENT",
            "productScene": "CHECKOUT_PAYMENT",
            "paymentRedirectUrl": "https://www.yourRedirectUrl.com",
            "availablePaymentMethod": {
                "paymentMethodMetaData": { "payerEmail": "123221321@test.com", "cpf": "2132321312" },
            },
        })
    );
    shop.run_at(place.path(), &[&new[..], &counter, &["--cpf", "12"]].concat()).failed(2, "bad-field");
}
