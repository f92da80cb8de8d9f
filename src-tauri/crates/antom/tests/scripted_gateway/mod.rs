//! A gateway that answers what a test tells it to, signed or not.
#![allow(dead_code)] // each test file uses a part of it

use antom::keys::{MerchantKey, PublicKey};
use antom::{
    Client, ClientId, Config, Gateway, RawAnswer, SignedRequest, Transport, TransportError, signature,
};
use async_trait::async_trait;
use rand_for_rsa::rngs::StdRng;
use rand_for_rsa::{Rng, SeedableRng};
use std::sync::{Arc, Mutex, OnceLock};

pub const CLIENT_ID: &str = "SANDBOX_5X00000000000000";
pub const RESPONSE_TIME: &str = "2026-11-20T15:22:24-08:00";

pub fn vectors() -> serde_json::Value {
    serde_json::from_str(include_str!("../signature-vectors.json")).unwrap()
}

pub fn merchant_key() -> Arc<MerchantKey> {
    static KEY: OnceLock<Arc<MerchantKey>> = OnceLock::new();
    let key = || vectors()["keys"]["privateKeyPkcs8Base64"].as_str().unwrap().parse().unwrap();
    Arc::clone(KEY.get_or_init(|| Arc::new(key())))
}

pub fn antom_key() -> &'static MerchantKey {
    static KEY: OnceLock<MerchantKey> = OnceLock::new();
    let mut random = StdRng::seed_from_u64(1);
    KEY.get_or_init(|| MerchantKey::generate(|bytes| random.fill_bytes(bytes)).unwrap())
}

/// An answer signed by Antom to the request's path.
pub fn signed(request: &SignedRequest, body: &str) -> RawAnswer {
    let header =
        signature::sign(antom_key(), 1, "POST", request.path(), CLIENT_ID, RESPONSE_TIME, body.as_bytes())
            .unwrap();
    RawAnswer {
        status: 200,
        headers: vec![
            ("client-id".into(), CLIENT_ID.into()),
            ("response-time".into(), RESPONSE_TIME.into()),
            ("signature".into(), header),
            ("date".into(), "Fri, 20 Nov 2026 23:22:24 GMT".into()),
        ],
        body: body.as_bytes().to_vec(),
    }
}

type Script = dyn Fn(&SignedRequest) -> Result<RawAnswer, TransportError> + Send + Sync;

/// Plays a script and remembers what it was sent.
pub struct Scripted {
    script: Box<Script>,
    seen: Mutex<Vec<SignedRequest>>,
}

impl Scripted {
    pub fn new(
        script: impl Fn(&SignedRequest) -> Result<RawAnswer, TransportError> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self { script: Box::new(script), seen: Mutex::new(Vec::new()) })
    }

    pub fn seen(&self) -> Vec<SignedRequest> {
        self.seen.lock().unwrap().clone()
    }
}

#[async_trait]
impl Transport for Scripted {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        let answer = (self.script)(&request);
        self.seen.lock().unwrap().push(request);
        answer
    }
}

pub fn config() -> Config {
    Config::new(CLIENT_ID.parse::<ClientId>().unwrap(), Gateway::loopback("http://127.0.0.1:9").unwrap())
}

pub fn antom_public() -> PublicKey {
    antom_key().public_key().clone()
}

pub fn client(transport: Arc<Scripted>) -> Client<Arc<Scripted>> {
    Client::new(config(), merchant_key(), antom_public(), transport).unwrap()
}
