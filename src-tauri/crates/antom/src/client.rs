//! Signs, sends once, and reads.

use crate::config::Config;
use crate::exchange::{Exchange, Reading, SentRecord, UnknownReason};
use crate::field::RequestError;
use crate::keys::{KeyError, MerchantKey, PublicKey, check_antom_key};
use crate::operation::{Operation, body};
use crate::reading::{Expected, read};
use crate::signature::{SignatureError, sign};
use crate::time::RequestTime;
use crate::transport::{RawAnswer, SignedRequest, Transport};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;

const USER_AGENT: &str = concat!("antom-rust/", env!("CARGO_PKG_VERSION"));

/// A client of one gateway for one merchant.
pub struct Client<T: Transport> {
    config: Config,
    key: Arc<MerchantKey>,
    antom_key: PublicKey,
    transport: T,
}

/// A request that is signed but has not left, so that it can be recorded first.
pub struct Prepared<O: Operation> {
    request: O::Request,
    signed: SignedRequest,
    sent: SentRecord,
}

impl<O: Operation> Prepared<O> {
    /// What will be sent, for the record.
    #[must_use]
    pub fn record(&self) -> &SentRecord {
        &self.sent
    }

    /// The signed request itself.
    #[must_use]
    pub fn signed(&self) -> &SignedRequest {
        &self.signed
    }
}

impl<T: Transport> Client<T> {
    /// A client that signs with `key` and believes what `antom_key` verifies.
    ///
    /// # Errors
    /// [`KeyError::OwnPublicKey`] when `antom_key` is the public half of `key`.
    pub fn new(
        config: Config,
        key: Arc<MerchantKey>,
        antom_key: PublicKey,
        transport: T,
    ) -> Result<Self, KeyError> {
        check_antom_key(&key, &antom_key)?;
        Ok(Self { config, key, antom_key, transport })
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The path that is called and signed: sandbox ids get the sandbox path (api.md section 1).
    #[must_use]
    pub fn path_of<O: Operation>(&self) -> String {
        if self.config.client_id.is_sandbox() {
            O::PATH.replacen("/ams/api", "/ams/sandbox/api", 1)
        } else {
            O::PATH.to_owned()
        }
    }

    /// Checks a request and writes it as the bytes to store, to send, and to send again unchanged.
    ///
    /// # Errors
    /// [`RequestError`] names the field that breaks a documented rule.
    pub fn body<O: Operation>(request: &O::Request) -> Result<Vec<u8>, RequestError> {
        body::<O>(request)
    }

    /// Signs stored bytes for sending at a moment.
    ///
    /// # Errors
    /// [`UnknownReason::NotSent`] when the bytes are not a request of this operation or cannot be signed.
    pub fn prepare<O: Operation>(&self, body: &[u8], at: &RequestTime) -> Result<Prepared<O>, UnknownReason> {
        let request: O::Request = serde_json::from_slice(body).map_err(|_| {
            UnknownReason::NotSent(format!("the stored bytes are not a request for {}", O::NAME))
        })?;
        let path = self.path_of::<O>();
        let signature =
            self.sign(&path, at, body).map_err(|error| UnknownReason::NotSent(error.to_string()))?;
        let sent = SentRecord { path: path.clone(), request_time: at.as_str().to_owned(), signature };
        let headers = self.headers(&sent);
        let signed =
            SignedRequest::new(self.config.gateway.clone(), path, headers, Bytes::copy_from_slice(body));
        Ok(Prepared { request, signed, sent })
    }

    /// Sends a prepared request, once, and reads the answer.
    pub async fn send<O: Operation>(&self, prepared: Prepared<O>) -> Exchange<O::Response> {
        let Prepared { request, signed, sent } = prepared;
        match self.transport.send(signed).await {
            Ok(answer) => self.judge::<O>(&request, sent, answer),
            Err(error) => Exchange {
                sent,
                raw: None,
                reading: Reading::Unknown { why: UnknownReason::Transport(error), shown: None },
                gateway_date: None,
            },
        }
    }

    /// Signs, sends once, and reads. `body` is what [`Client::body`] returned, perhaps some time ago.
    pub async fn call<O: Operation>(&self, body: &[u8], at: RequestTime) -> Exchange<O::Response> {
        match self.prepare::<O>(body, &at) {
            Ok(prepared) => self.send(prepared).await,
            Err(why) => Exchange {
                sent: SentRecord {
                    path: self.path_of::<O>(),
                    request_time: at.as_str().to_owned(),
                    signature: String::new(),
                },
                raw: None,
                reading: Reading::Unknown { why, shown: None },
                gateway_date: None,
            },
        }
    }

    /// Reads an answer that was kept, as if it had just come.
    #[must_use]
    pub fn reread<O: Operation>(&self, request: &O::Request, answer: &RawAnswer) -> Reading<O::Response> {
        let path = self.path_of::<O>();
        let expected =
            Expected { path: &path, client_id: &self.config.client_id, antom_key: &self.antom_key };
        read::<O>(&expected, request, answer)
    }

    fn judge<O: Operation>(
        &self,
        request: &O::Request,
        sent: SentRecord,
        answer: RawAnswer,
    ) -> Exchange<O::Response> {
        let reading = self.reread::<O>(request, &answer);
        let gateway_date = answer.header("date").map(str::to_owned);
        Exchange { sent, raw: Some(answer), reading, gateway_date }
    }

    fn sign(&self, path: &str, at: &RequestTime, body: &[u8]) -> Result<String, SignatureError> {
        let Config { client_id, key_version, .. } = &self.config;
        sign(&self.key, *key_version, "POST", path, client_id.as_str(), at.as_str(), body)
    }

    fn headers(&self, sent: &SentRecord) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Content-Type", "application/json; charset=UTF-8".to_owned()),
            ("Client-Id", self.config.client_id.as_str().to_owned()),
            ("Request-Time", sent.request_time.clone()),
            ("Signature", sent.signature.clone()),
            ("User-Agent", USER_AGENT.to_owned()),
        ];
        if let Some(token) = &self.config.agent_token {
            headers.push(("Agent-Token", token.reveal().to_owned()));
        }
        headers
    }
}

impl<T: Transport> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.config)
            .field("antom_key", &self.antom_key)
            .finish_non_exhaustive()
    }
}

impl<O: Operation> fmt::Debug for Prepared<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("operation", &O::NAME)
            .field("signed", &self.signed)
            .finish_non_exhaustive()
    }
}
