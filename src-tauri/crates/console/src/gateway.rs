//! One signed call: the merchant key leaves the keychain for this call only, the exact body goes out, and what comes
//! back is verified evidence or an unknown outcome with its reason.

use crate::Console;
use crate::error::ConsoleError;
use crate::reach::Came;
use antom::keys::{MerchantKey, PublicKey};
use antom::{
    Client, ClientId, Config, Exchange, Gateway, Operation, RawAnswer, Reading, RequestError, RequestTime,
    ResultInfo, Transport, UnknownReason,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::account::{Account, Key};
use domain::outcome::{Verdict, WhyUnknown};
use std::sync::Arc;

/// The code of an answer to more calls than Antom takes (api.md section 3.9).
const TOO_MANY: &str = "REQUEST_TRAFFIC_EXCEED_LIMIT";

/// Raw bytes of an answer with all that is needed to verify them again.
#[derive(Clone)]
pub(crate) struct Bytes {
    /// Whether Antom's signature verified and the answer is about what was asked.
    pub verified: bool,
    /// When they arrived: by our clock, or by Antom's where that is a minute or more behind.
    pub at: DateTime<Utc>,
    operation: &'static str,
    path: String,
    raw: RawAnswer,
    /// Whether Antom sent them by itself.
    is_notification: bool,
}

impl Bytes {
    /// A verified notification.
    pub(crate) fn notification(
        kind: &'static str,
        path: String,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
        at: DateTime<Utc>,
    ) -> Self {
        let raw = RawAnswer { status: 0, headers, body };
        Self { verified: true, at, operation: kind, path, raw, is_notification: true }
    }

    /// The JSON envelope that is kept: operation, path, status, headers, and the body in base64.
    ///
    /// # Errors
    /// [`ConsoleError::LedgerNonsense`] where it cannot be written, which no answer is known to cause.
    pub(crate) fn envelope(&self) -> Result<Vec<u8>, ConsoleError> {
        let mut envelope = serde_json::json!({
            "operation": self.operation,
            "method": "POST",
            "path": self.path,
            "status": self.raw.status,
            "headers": self.raw.headers,
            "body": STANDARD.encode(&self.raw.body),
        });
        if let (true, Some(members)) = (self.is_notification, envelope.as_object_mut()) {
            // Its signature is over other parts than an answer's, and it has no status.
            members.insert("notification".to_owned(), true.into());
        }
        serde_json::to_vec(&envelope)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })
    }
}

/// What was heard.
pub(crate) enum Heard<R> {
    /// A signed answer about what was asked.
    Verified {
        /// The answer.
        response: Box<R>,
        /// Its `result`.
        verdict: Verdict,
    },
    /// Nothing that can be believed.
    Unknown {
        /// Why.
        why: WhyUnknown,
        /// What an unsigned answer said, as text for people; it moves nothing.
        shown: Option<Verdict>,
    },
}

/// One call and what came of it.
pub(crate) struct Called<R> {
    /// What was heard.
    pub heard: Heard<R>,
    /// The bytes that came, where any did.
    pub bytes: Option<Bytes>,
}

impl Console {
    /// Signs and sends `body` with the key in use.
    ///
    /// # Errors
    /// Only for what keeps the call from leaving: a missing key, a locked keychain, an account that cannot be read.
    /// Everything that happens on the way is in [`Heard::Unknown`].
    pub(crate) async fn call<O: Operation>(
        &self,
        account: &Account,
        body: &[u8],
    ) -> Result<Called<O::Response>, ConsoleError> {
        let key = key_in_use(account)?;
        self.call_with::<O>(account, key, body).await
    }

    /// Signs with a certain key of the account, which is how a new key is proved before it is used.
    ///
    /// # Errors
    /// As [`Console::call`].
    pub(crate) async fn call_with<O: Operation>(
        &self,
        account: &Account,
        key: &Key,
        body: &[u8],
    ) -> Result<Called<O::Response>, ConsoleError> {
        let secret = self.merchant_key(account, &key.fingerprint)?;
        self.call_signed::<O>(account, key, secret, body).await
    }

    /// Signs with a private key that is at hand, which is how a key is tried before there is an account.
    ///
    /// # Errors
    /// As [`Console::call`].
    pub(crate) async fn call_signed<O: Operation>(
        &self,
        account: &Account,
        key: &Key,
        secret: MerchantKey,
        body: &[u8],
    ) -> Result<Called<O::Response>, ConsoleError> {
        let client = self.client(account, key, secret)?;
        self.ports.clock.follow(&client.config().gateway).await;
        let path = client.path_of::<O>();
        let time = RequestTime::from_millis(self.now().timestamp_millis());
        self.watching().rate.spend(self.steady());
        let exchange = client.call::<O>(body, time).await;
        drop(client);
        Ok(self.heard::<O>(path, exchange))
    }

    fn client(
        &self,
        account: &Account,
        key: &Key,
        secret: MerchantKey,
    ) -> Result<Client<Arc<dyn Transport>>, ConsoleError> {
        let gateway = gateway_of(account)?;
        let transport = self.ports.network.transport(&gateway)?;
        let antom = PublicKey::parse(account.antom_key.as_bytes())
            .map_err(|source| ConsoleError::Key { field: "Antom's public key", source })?;
        let mut config = Config::new(client_id_of(account)?, gateway);
        config.key_version = key.version;
        Client::new(config, Arc::new(secret), antom, transport)
            .map_err(|source| ConsoleError::Key { field: "Antom's public key", source })
    }

    /// The private key of an account, from the keychain.
    pub(crate) fn merchant_key(
        &self,
        account: &Account,
        fingerprint: &str,
    ) -> Result<MerchantKey, ConsoleError> {
        let entry = self.entry_of_key(fingerprint)?;
        let missing = || ConsoleError::MerchantKeyMissing {
            account: account.name.to_string(),
            fingerprint: fingerprint.to_owned(),
        };
        let der = self.ports.vault.get(&entry)?.ok_or_else(missing)?;
        MerchantKey::parse(&der).map_err(|source| ConsoleError::Key { field: "private key", source })
    }

    fn heard<O: Operation>(&self, path: String, exchange: Exchange<O::Response>) -> Called<O::Response> {
        let arrived = self.now();
        self.notice_skew(exchange.gateway_date.as_deref(), arrived);
        let (heard, verified) = match exchange.reading {
            Reading::Verified(response) => {
                let verdict = verdict_of(O::result(&response));
                (Heard::Verified { response: Box::new(response), verdict }, true)
            }
            Reading::Unknown { why, shown } => {
                (Heard::Unknown { why: why_of(&why), shown: shown.as_ref().map(verdict_of) }, false)
            }
        };
        self.reach_mut().note(came(&heard), arrived, self.steady());
        let bytes = exchange.raw.map(|raw| Bytes {
            verified,
            at: self.moment_of_answer(arrived),
            operation: O::NAME,
            path,
            raw,
            is_notification: false,
        });
        Called { heard, bytes }
    }
}

/// What the end of a call says about the line. An unsigned "too many" moves no money and may be believed here: it only
/// makes us slower.
fn came<R>(heard: &Heard<R>) -> Came {
    let told = match heard {
        Heard::Verified { verdict, .. } => Some(verdict),
        Heard::Unknown { shown, .. } => shown.as_ref(),
    };
    match heard {
        _ if told.is_some_and(|verdict| verdict.code == TOO_MANY) => {
            Came::TooMany { signed: matches!(heard, Heard::Verified { .. }) }
        }
        Heard::Verified { .. } => Came::Answer,
        Heard::Unknown { why: WhyUnknown::NoAnswer { .. }, .. } => Came::Nothing,
        Heard::Unknown { .. } => Came::Something,
    }
}

/// The key that signs.
pub(crate) fn key_in_use(account: &Account) -> Result<&Key, ConsoleError> {
    account.key_in_use().ok_or_else(|| ConsoleError::KeyStage {
        problem: format!("account {} has no key in use", account.name),
        remedy: "Prove and promote a key: countersign key rotate --help shows how.".to_owned(),
    })
}

/// The gateway of an account.
pub(crate) fn gateway_of(account: &Account) -> Result<Gateway, ConsoleError> {
    account.gateway.parse().map_err(|error: antom::GatewayError| {
        ConsoleError::field("gateway", error.to_string(), "Add the account again with one of these.")
    })
}

/// The client id of an account.
pub(crate) fn client_id_of(account: &Account) -> Result<ClientId, ConsoleError> {
    account.client_id.parse().map_err(|error: antom::ConfigError| {
        ConsoleError::field("client id", error.to_string(), "Copy it from the Dashboard.")
    })
}

/// `result` of an answer, as the domain keeps it.
pub(crate) fn verdict_of(result: &ResultInfo) -> Verdict {
    Verdict {
        outcome: crate::report::outcome_of(&result.result_status),
        code: result.result_code.clone(),
        message: result.result_message.clone().unwrap_or_default(),
    }
}

/// Why nothing is known, as the domain keeps it.
pub(crate) fn why_of(why: &UnknownReason) -> WhyUnknown {
    match why {
        UnknownReason::NotSent(_) | UnknownReason::Transport(_) => {
            WhyUnknown::NoAnswer { left: why.may_have_left(), detail: why.to_string() }
        }
        UnknownReason::HttpStatus(status) => WhyUnknown::HttpStatus { status: *status },
        UnknownReason::WrongClientId => crate::report::differs("client-id"),
        UnknownReason::Unsigned => WhyUnknown::Unsigned,
        UnknownReason::BadSignature(_) => WhyUnknown::BadSignature,
        UnknownReason::NotJson | UnknownReason::Unreadable(_) => WhyUnknown::NotJson,
        UnknownReason::NoResult => WhyUnknown::NoResult,
        UnknownReason::Mismatch { field } => crate::report::differs(field),
    }
}

/// Checks a request and writes it as the bytes to store, to send, and to send again unchanged.
///
/// # Errors
/// [`ConsoleError::Field`] with the wire name of the field that breaks a documented rule.
pub(crate) fn body_of<O: Operation>(request: &O::Request) -> Result<Vec<u8>, ConsoleError> {
    Client::<antom::HttpTransport>::body::<O>(request).map_err(|error| match error {
        RequestError::Field(field) => ConsoleError::Field {
            field: "request",
            problem: format!("Antom would not accept {}", field.field),
            remedy: format!("For {}: {}.", field.field, field.remedy),
        },
        RequestError::Json(detail) => ConsoleError::field("request", detail, "Leave out unusual characters."),
    })
}
