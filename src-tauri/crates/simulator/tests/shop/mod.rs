//! A shop that talks to the simulator over a socket with a signer of its own: nothing of the simulator's is used to
//! sign, to verify or to speak HTTP.
#![allow(dead_code, reason = "each test file uses its part")]

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use simulator::{Options, Running, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&self.body)))
    }

    pub fn code(&self) -> String {
        self.json()["result"]["resultCode"].as_str().unwrap().to_owned()
    }
}

/// One HTTP/1.1 exchange; nothing when the connection closes without an answer.
pub async fn speak(
    url: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Option<Reply> {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let mut head =
        format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        head.push_str(&format!("Host: {host}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    if bytes.is_empty() { None } else { Some(parse(&bytes)) }
}

fn parse(bytes: &[u8]) -> Reply {
    let cut = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..cut]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Reply { status, headers, body: bytes[cut + 4..].to_vec() }
}

pub struct Shop {
    key: RsaKeyPair,
    pub client_id: String,
    pub simulator: Running,
}

impl Shop {
    pub async fn open() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let simulator = Simulator::start(options).await.unwrap();
        let shop = Self { key, client_id: simulator.client_id().to_owned(), simulator };
        shop.simulator.register_client(&shop.client_id, &shop.public_key(), 1).unwrap();
        shop
    }

    /// The same shop at another simulator.
    pub fn moved_to(self, simulator: Running) -> Self {
        Self { simulator, ..self }
    }

    pub fn public_key(&self) -> String {
        STANDARD.encode(AsDer::<PublicKeyX509Der<'_>>::as_der(self.key.public_key()).unwrap().as_ref())
    }

    /// Calls an operation with the shop's signature.
    pub async fn call(&self, operation: &str, body: &Value) -> Option<Reply> {
        let path = format!("/ams/api/v1/payments/{operation}");
        let body = body.to_string();
        let now = self.simulator.gateway().lock().unwrap().now().as_millis().to_string();
        let message = format!("POST {path}\n{}.{now}.{body}", self.client_id);
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        let encoded: String = STANDARD
            .encode(signature)
            .bytes()
            .map(|byte| match byte {
                b'+' | b'/' | b'=' => format!("%{byte:02X}"),
                byte => char::from(byte).to_string(),
            })
            .collect();
        let header = format!("algorithm=RSA256, keyVersion=1, signature={encoded}");
        let headers = [
            ("Content-Type", "application/json; charset=UTF-8"),
            ("Client-Id", self.client_id.as_str()),
            ("Request-Time", now.as_str()),
            ("Signature", header.as_str()),
        ];
        speak(self.simulator.gateway_url(), "POST", &path, &headers, body.as_bytes()).await
    }

    /// Whether bytes are Antom's over that path, by the key the shop was given.
    pub fn is_antoms(&self, path: &str, headers: &Reply, time_header: &str) -> bool {
        let text = |name| headers.header(name);
        let (Some(client), Some(time), Some(header)) =
            (text("client-id"), text(time_header), text("signature"))
        else {
            return false;
        };
        let encoded = header.rsplit_once("signature=").unwrap().1;
        let base64 = encoded.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        let message = [format!("POST {path}\n{client}.{time}.").as_bytes(), &headers.body].concat();
        let public = STANDARD.decode(self.simulator.antom_public_key_spki_base64()).unwrap();
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public)
            .verify(&message, &STANDARD.decode(base64).unwrap())
            .is_ok()
    }

    pub async fn control(&self, method: &str, path: &str, body: &str) -> Reply {
        let token = format!("Bearer {}", self.simulator.control_token());
        speak(self.simulator.gateway_url(), method, path, &[("Authorization", &token)], body.as_bytes())
            .await
            .unwrap()
    }

    pub async fn session(&self, id: &str, notify_url: Option<&str>, capture_mode: &str) -> Reply {
        let body = json!({
            "productCode": "CASHIER_PAYMENT",
            "productScene": "CHECKOUT_PAYMENT",
            "paymentRequestId": id,
            "order": {
                "referenceOrderId": "ORDER-1",
                "orderDescription": "Two books",
                "orderAmount": {"currency": "SGD", "value": "4200"},
                "buyer": {"buyerEmail": "buyer@shop.example"},
            },
            "paymentAmount": {"currency": "SGD", "value": "4200"},
            "paymentRedirectUrl": "https://shop.example/done",
            "paymentNotifyUrl": notify_url,
            "paymentFactor": {"captureMode": capture_mode},
        });
        self.call("createPaymentSession", &body).await.unwrap()
    }
}
