//! The gateway without a socket: requests in, answers out, time given from outside.

use std::time::Duration;

use serde_json::Value;

use crate::answer::Answer;
use crate::book::Book;
use crate::calls::Calls;
use crate::exchange::{Handled, Request, Response};
use crate::fault::{Fault, Kind, Suffering};
use crate::key::{GatewayKey, KeyTrouble, read_public};
use crate::moment::{Moment, Span};
use crate::outbox::{Address, Notice};
use crate::session::Merchant;
use crate::signature::{Claim, Signed};
use crate::state::State;

const PRODUCTION: &str = "/ams/api/v1/payments/";
const SANDBOX: &str = "/ams/sandbox/api/v1/payments/";
/// How far a Request-Time may lie from the wall or the virtual clock. Antom publishes no figure (api.md section 9).
const SKEW: Span = Span::minutes(10);

/// An Antom on this machine: a state machine that is given the time and the bytes of requests.
#[derive(Debug)]
pub struct Gateway {
    key: GatewayKey,
    pub(crate) state: State,
    pub(crate) calls: Calls,
}

/// What a merchant's contract says; everything but the key is optional.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// The client id, with `SANDBOX_` in front for a sandbox merchant.
    pub client_id: String,
    /// The merchant's public key: SubjectPublicKeyInfo as base64 or PEM.
    pub public_key: String,
    /// The version under which the key is uploaded.
    pub key_version: u32,
    /// How the checkout page calls the merchant.
    pub name: Option<String>,
    /// Contracted settlement currencies; with several, a session must choose.
    pub settlement_currencies: Option<Vec<String>>,
    /// The Dashboard's notification address.
    pub notify_url: Option<String>,
    /// Whether the balance suffices for refunds.
    pub balance_enough: Option<bool>,
}

/// A signed notification, ready to be posted.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The notification's number, for [`Gateway::report_delivery`].
    pub notice_id: u64,
    /// Where to.
    pub address: Address,
    /// `client-id`, `request-time`, `signature` and `content-type`.
    pub headers: Vec<(String, String)>,
    /// The exact bytes that were signed.
    pub body: Vec<u8>,
}

/// Who calls what, once the signature holds.
struct Caller {
    client_id: String,
    operation: String,
}

impl Gateway {
    /// A gateway with a fresh key. `checkout_url` is the address of the buyer's page, without a path.
    ///
    /// # Errors
    /// When no key can be generated.
    pub fn new(seed: u64, checkout_url: &str) -> Result<Self, KeyTrouble> {
        Ok(Self {
            key: GatewayKey::generate()?,
            state: State::new(seed, checkout_url.to_owned()),
            calls: Calls::default(),
        })
    }

    /// A run of its own that begins afresh under this gateway's key, with the same merchants and another seed. Making a
    /// key, or only reading one, takes longer than many a run.
    #[must_use]
    pub fn another(&self, seed: u64) -> Self {
        let mut state = State::new(seed, self.state.checkout_url.clone());
        state.merchants.clone_from(&self.state.merchants);
        Self { key: self.key.clone(), state, calls: Calls::default() }
    }

    pub(crate) fn from_parts(key: GatewayKey, state: State) -> Self {
        Self { key, state, calls: Calls::default() }
    }

    pub(crate) fn key(&self) -> &GatewayKey {
        &self.key
    }

    /// Makes a merchant known, or adds a key version to a known one.
    ///
    /// # Errors
    /// When the public key is not one.
    pub fn register(&mut self, registration: Registration) -> Result<(), KeyTrouble> {
        let public = read_public(&registration.public_key)?;
        let merchant =
            self.state.merchants.entry(registration.client_id.clone()).or_insert_with(|| Merchant {
                name: registration.client_id.clone(),
                keys: std::collections::BTreeMap::new(),
                settlement_currencies: Vec::new(),
                notify_url: None,
                balance_enough: true,
            });
        merchant.keys.insert(registration.key_version, public);
        merchant.name = registration.name.unwrap_or_else(|| merchant.name.clone());
        merchant.settlement_currencies =
            registration.settlement_currencies.unwrap_or_else(|| merchant.settlement_currencies.clone());
        merchant.notify_url = registration.notify_url.or_else(|| merchant.notify_url.clone());
        merchant.balance_enough = registration.balance_enough.unwrap_or(merchant.balance_enough);
        self.state.touch();
        Ok(())
    }

    /// The public key that verifies this gateway's answers: SubjectPublicKeyInfo as base64.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn public_key_spki_base64(&self) -> Result<String, KeyTrouble> {
        self.key.public_spki_base64()
    }

    /// The seed of this run.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.state.seed.value()
    }

    /// The virtual time.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.state.now
    }

    /// How far the virtual clock is ahead of the wall; negative while a run that began in the past has not caught up.
    #[must_use]
    pub fn ahead(&self) -> Span {
        self.state.offset
    }

    /// Lets a run that has not begun yet begin so long before the wall clock's now.
    pub(crate) fn begin_before(&mut self, span: Span) {
        self.state.offset = Span::ZERO.minus(span.max(Span::ZERO));
    }

    /// Brings the virtual clock up to the caller's wall clock; what is due happens, in order.
    pub fn tick(&mut self, wall: Moment) {
        self.state.tick(wall);
    }

    /// Moves the virtual clock ahead of the wall by `span`; what falls due on the way happens, in order. A negative
    /// span is taken as none: the clock never runs backwards.
    pub fn advance(&mut self, span: Span) {
        self.state.advance(span.max(Span::ZERO));
    }

    /// Moves the virtual clock to where a day of Antom's has just begun and nothing of the one before can be cancelled any
    /// more: whatever time it is outside, a whole day lies ahead.
    pub fn begin_a_day(&mut self) {
        let now = self.now();
        self.advance(now.next_day_quarter_past().since(now));
    }

    /// Everything that ever had an effect.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.state.book
    }

    /// Sets a fault and gives its number.
    pub fn add_fault(&mut self, fault: Fault) -> u64 {
        self.state.touch();
        self.state.faults.add(fault)
    }

    /// Sets one fault per step, for that operation's next calls one after the other.
    pub fn script_faults(&mut self, operation: &str, steps: &[Kind]) -> Vec<u64> {
        self.state.touch();
        self.state.faults.script(operation, steps, 1_000)
    }

    /// The faults in force, in the order in which they were set.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        self.state.faults.list()
    }

    /// Takes every fault away.
    pub fn clear_faults(&mut self) {
        self.state.touch();
        self.state.faults.clear();
    }

    /// Every notification so far, oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.state.outbox.notices()
    }

    /// Grows with every change of state.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.state.revision
    }

    /// Answers a request.
    pub fn handle(&mut self, request: &Request) -> Handled {
        self.state.tick(request.now);
        self.calls.note(request);
        let caller = match self.authenticate(request) {
            Ok(caller) => caller,
            Err(answer) => {
                return self.plain(self.unsigned(200, "application/json;charset=UTF-8", &bytes(&answer)));
            }
        };
        let suffering = self.state.faults.of_call(&caller.operation, &mut self.state.seed);
        let answer = match suffering.kind {
            Some(Kind::LostBeforeEffect) => return lost(&suffering),
            Some(Kind::TrafficLimit) => {
                Answer::unknown("REQUEST_TRAFFIC_EXCEED_LIMIT", "Too many requests. Call again later.")
            }
            Some(Kind::AnswerUnknownBeforeEffect) => unknown_exception(),
            _ => self.state.operate(&caller.client_id, &caller.operation, &request.body),
        };
        self.afflict(request, &caller, answer, &suffering)
    }

    /// Turns an answer into bytes, as the fault in force wants them.
    fn afflict(
        &mut self,
        request: &Request,
        caller: &Caller,
        answer: Answer,
        suffering: &Suffering,
    ) -> Handled {
        let response = match suffering.kind {
            Some(Kind::LostAfterEffect) => return lost(suffering),
            Some(Kind::Http500AfterEffect) => {
                self.unsigned(500, "text/html", b"<html><body>Internal Server Error</body></html>")
            }
            Some(Kind::NoSignature) => self.unsigned(200, "application/json;charset=UTF-8", &bytes(&answer)),
            Some(Kind::AnswerUnknown) => self.signed(request, caller, &bytes(&unknown_exception())),
            Some(Kind::Garbage) => self.signed(request, caller, b"<html>502 upstream said nothing</html>"),
            Some(Kind::BadSignature) => {
                let mut response = self.signed(request, caller, &bytes(&answer));
                // The signature stays well formed and is another text's: only verifying finds out.
                response.body.push(b' ');
                response
            }
            _ => self.signed(request, caller, &bytes(&answer)),
        };
        Handled { response: Some(response), delay: Duration::from_millis(suffering.delay_ms) }
    }

    fn plain(&self, response: Response) -> Handled {
        Handled { response: Some(response), delay: Duration::ZERO }
    }

    fn unsigned(&self, status: u16, content_type: &str, body: &[u8]) -> Response {
        Response::new(status, content_type, body).with("date", self.state.now.http_date())
    }

    fn signed(&self, request: &Request, caller: &Caller, body: &[u8]) -> Response {
        let time = self.state.now.wire();
        let signed = Signed {
            method: &request.method,
            path: &request.path,
            client_id: &caller.client_id,
            time: &time,
            body,
        };
        let Ok(header) = signed.header(&self.key) else {
            return self.unsigned(500, "text/plain", b"cannot sign");
        };
        self.unsigned(200, "application/json;charset=UTF-8", body)
            .with("client-id", caller.client_id.clone())
            .with("response-time", time.clone())
            .with("signature", header)
    }

    /// Who calls, or the gateway-level code of api.md section 3.9 that a caller gets unsigned.
    fn authenticate(&self, request: &Request) -> Result<Caller, Answer> {
        let refuse = |code: &str, why: &str| Answer::failure(code, why);
        let bare = request.bare_path();
        let (sandbox, operation) = match (bare.strip_prefix(SANDBOX), bare.strip_prefix(PRODUCTION)) {
            (Some(operation), _) => (true, operation),
            (None, Some(operation)) => (false, operation),
            (None, None) => return Err(refuse("NO_INTERFACE_DEF", "This path is not an API.")),
        };
        if !crate::operate::NAMES.contains(&operation) {
            return Err(refuse("NO_INTERFACE_DEF", "This path is not an API."));
        }
        if request.method != "POST" {
            return Err(refuse("METHOD_NOT_SUPPORTED", "Only POST is supported."));
        }
        if !request
            .header("content-type")
            .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/json"))
        {
            return Err(refuse("MEDIA_TYPE_NOT_ACCEPTABLE", "Content-Type must be application/json."));
        }
        let client_id = request
            .header("client-id")
            .ok_or_else(|| refuse("CLIENT_INVALID", "The Client-Id header is missing."))?;
        let merchant = self
            .state
            .merchants
            .get(client_id)
            .ok_or_else(|| refuse("UNKNOWN_CLIENT", "The client is not known."))?;
        if sandbox != client_id.starts_with("SANDBOX_") {
            return Err(refuse(
                "CLIENT_INVALID",
                "The client id does not belong to this environment's path.",
            ));
        }
        let time = request.header("request-time").filter(|time| self.is_timely(time, request.now));
        let time = time.ok_or_else(|| {
            refuse("INVALID_SIGNATURE", "The Request-Time header is missing, unreadable or too far off.")
        })?;
        let claim = request.header("signature").and_then(Claim::read);
        let claim = claim
            .ok_or_else(|| refuse("INVALID_SIGNATURE", "The Signature header is missing or unreadable."))?;
        let public = merchant
            .keys
            .get(&claim.key_version)
            .ok_or_else(|| refuse("KEY_NOT_FOUND", "There is no public key of this keyVersion."))?;
        let signed =
            Signed { method: &request.method, path: &request.path, client_id, time, body: &request.body };
        if !signed.holds(public, &claim) {
            return Err(refuse("INVALID_SIGNATURE", "The signature is invalid."));
        }
        Ok(Caller { client_id: client_id.to_owned(), operation: operation.to_owned() })
    }

    /// Both forms that Antom's own SDKs send are read: milliseconds since 1970 and ISO-8601. The wall and the virtual
    /// clock both count, because a merchant's programme need not know that this clock was moved.
    fn is_timely(&self, text: &str, wall: Moment) -> bool {
        let millis = text.parse::<i64>().ok().map(Moment::from_millis);
        let Some(time) = millis.or_else(|| Moment::parse(text)) else { return false };
        time.distance(wall) <= SKEW || time.distance(self.state.now) <= SKEW
    }

    /// Takes the next notification that is due, signed; an empty list when there is none. A fault may make two
    /// deliveries of it. Each is to be posted, and the last one's outcome reported.
    pub fn next_deliveries(&mut self) -> Vec<Delivery> {
        let Some((notice, at)) = self.state.outbox.take(self.state.now) else { return Vec::new() };
        let twice = self.state.faults.of_notification(
            &notice.notify_type,
            Kind::DuplicateNotifications,
            &mut self.state.seed,
        );
        let Some(delivery) = self.delivery(&notice, at) else {
            self.report_delivery(notice.id, Err("cannot be sent".to_owned()));
            return Vec::new();
        };
        if twice { vec![delivery.clone(), delivery] } else { vec![delivery] }
    }

    fn delivery(&self, notice: &Notice, at: Moment) -> Option<Delivery> {
        let address = Address::read(notice.url.as_deref()?).ok()?;
        let time = at.wire();
        let body = notice.body.as_bytes();
        let signed =
            Signed { method: "POST", path: &address.path, client_id: &notice.client_id, time: &time, body };
        let header = signed.header(&self.key).ok()?;
        let headers = [
            ("client-id", notice.client_id.clone()),
            ("request-time", time.clone()),
            ("signature", header),
            ("content-type", "application/json; charset=UTF-8".to_owned()),
        ];
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Some(Delivery { notice_id: notice.id, headers, body: body.to_vec(), address })
    }

    /// Says how a delivery went: `Ok` for the prescribed reply, else why not.
    pub fn report_delivery(&mut self, notice_id: u64, outcome: Result<(), String>) {
        self.state.outbox.report(notice_id, outcome);
        self.state.touch();
    }
}

fn bytes(answer: &Answer) -> Vec<u8> {
    Value::to_string(&answer.body()).into_bytes()
}

fn unknown_exception() -> Answer {
    Answer::unknown("UNKNOWN_EXCEPTION", "An API calling is failed, which is caused by unknown reasons.")
}

fn lost(suffering: &Suffering) -> Handled {
    Handled { response: None, delay: Duration::from_millis(suffering.delay_ms) }
}
