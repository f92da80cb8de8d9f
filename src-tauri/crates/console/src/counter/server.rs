//! The counter's own origin: loopback, one page under an address that nobody can guess and that opens once, the SDK and
//! two small files beside it, and one door through which event codes come back. Everything else is refused.

use super::page::{BUNDLE, SCRIPT, STYLE, USED, page, query};
use super::ticket::Ticket;
use crate::Console;
use crate::error::ConsoleError;
use crate::listening::{PATIENCE, answer_calls};
use antom::event_code::EventCode;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY};
use hyper::header::{HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use hyper::{Method, Request, Response, StatusCode};
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use url::Url;

/// An event is some eighty bytes.
const LARGEST: usize = 512;
/// Most calls at a time; the others wait in the system's queue.
const AT_A_TIME: usize = 16;
/// Most events one page may tell. A checkout has a dozen.
const MOST_EVENTS: usize = 256;

/// The page's own word for a frame that its policy kept from another host; no code of the SDK.
const LED_ELSEWHERE: &str = "COUNTER_LED_ELSEWHERE";

/// What the page tells: one of a fixed enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// An event of the SDK.
    Event(EventCode),
    /// Antom's page was to lead to a page of another host, such as a bank's, which is not shown here.
    LedElsewhere,
}

impl Heard {
    fn of(code: &str) -> Option<Self> {
        if code == LED_ELSEWHERE { Some(Self::LedElsewhere) } else { EventCode::of(code).map(Self::Event) }
    }
}

/// A page that is served. Dropping it ends its address.
#[derive(Debug)]
pub struct Counter {
    address: Url,
    events: mpsc::Receiver<Heard>,
    serving: JoinHandle<()>,
}

impl Counter {
    /// Serves a ticket's page on a free port of the loopback address.
    ///
    /// # Errors
    /// [`ConsoleError::Network`] where no port can be had.
    pub async fn open(console: &Console, ticket: Ticket) -> Result<Self, ConsoleError> {
        let cannot = |error: std::io::Error| ConsoleError::Network {
            detail: format!("the counter's page cannot be served on this computer: {error}"),
        };
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.map_err(cannot)?;
        let authority = listener.local_addr().map_err(cannot)?.to_string();
        let path = format!("/{}{}", console.secret_word(), query(&ticket));
        let address = Url::parse(&format!("http://{authority}{path}"))
            .map_err(|error| ConsoleError::Network { detail: error.to_string() })?;
        let (tell, events) = mpsc::channel(MOST_EVENTS);
        let nonces = (0..=MOST_EVENTS).map(|_| console.secret_word()).collect();
        let door = Mutex::new(Door { ticket: Some(ticket), nonces });
        let policy = door.lock().unwrap_or_else(PoisonError::into_inner).policy();
        let house =
            Arc::new(House { origin: format!("http://{authority}"), authority, path, policy, door, tell });
        let serving = tokio::spawn(async move {
            let hear = move |request| {
                let house = Arc::clone(&house);
                async move { house.hear(request).await }
            };
            answer_calls(&listener, AT_A_TIME, std::future::pending(), hear).await;
        });
        Ok(Self { address, events, serving })
    }

    /// The address of the page. It opens once.
    #[must_use]
    pub fn address(&self) -> &Url {
        &self.address
    }

    /// The next thing the page tells.
    pub async fn heard(&mut self) -> Option<Heard> {
        self.events.recv().await
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Console {
    /// A word nobody can guess: 256 random bits.
    fn secret_word(&self) -> String {
        let mut bytes = [0_u8; 32];
        self.ports.ids.fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

struct House {
    authority: String,
    origin: String,
    /// Path and query of the page.
    path: String,
    policy: String,
    door: Mutex<Door>,
    tell: mpsc::Sender<Heard>,
}

struct Door {
    /// What is served; none once it was.
    ticket: Option<Ticket>,
    /// Nonces that were not used yet, the next one last.
    nonces: Vec<String>,
}

impl Door {
    fn policy(&self) -> String {
        self.ticket.as_ref().map(|ticket| ticket.antom.policy()).unwrap_or_default()
    }
}

/// An event as it comes in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    nonce: String,
    code: String,
}

type Answer = Response<Full<Bytes>>;

impl House {
    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn hear(&self, request: Request<Incoming>) -> Answer {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        if host != Some(self.authority.as_str()) {
            return plain(
                StatusCode::MISDIRECTED_REQUEST,
                "This computer does not answer under that name.\n",
            );
        }
        let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
        match (request.method(), path.as_str()) {
            (&Method::GET, path) if same(path, &self.path) => self.page(),
            (&Method::GET, "/ams-checkout.js") => file("text/javascript; charset=utf-8", BUNDLE),
            (&Method::GET, "/counter.js") => file("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            (&Method::GET, "/counter.css") => file("text/css; charset=utf-8", STYLE.as_bytes()),
            (&Method::POST, "/event") => self.event(request).await,
            _ => plain(StatusCode::NOT_FOUND, "There is nothing here.\n"),
        }
    }

    fn page(&self) -> Answer {
        let mut door = self.door();
        let Some(ticket) = door.ticket.take() else { return plain(StatusCode::GONE, USED) };
        let nonce = door.nonces.last().map(String::as_str).unwrap_or_default();
        let body = page(&ticket, nonce);
        let mut answer = answer(StatusCode::OK, "text/html; charset=utf-8", Bytes::from(body));
        match HeaderValue::from_str(&self.policy) {
            Ok(policy) => {
                answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
                answer
            }
            // Without its policy the page is not handed out.
            Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, USED),
        }
    }

    async fn event(&self, request: Request<Incoming>) -> Answer {
        let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
        if header(ORIGIN) != Some(self.origin.as_str()) {
            return plain(StatusCode::FORBIDDEN, "Another page may not tell events here.\n");
        }
        if header(CONTENT_TYPE) != Some("application/json") {
            return plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "An event is JSON.\n");
        }
        let body = tokio::time::timeout(PATIENCE, Limited::new(request.into_body(), LARGEST).collect()).await;
        let Ok(Ok(body)) = body else { return plain(StatusCode::PAYLOAD_TOO_LARGE, "An event is short.\n") };
        let Ok(told) = serde_json::from_slice::<Told>(&body.to_bytes()) else {
            return plain(StatusCode::BAD_REQUEST, "That is no event.\n");
        };
        let mut door = self.door();
        // Nonces stand for a page that was handed out.
        let fits = door.ticket.is_none() && door.nonces.last().is_some_and(|next| same(&told.nonce, next));
        if !fits {
            return plain(StatusCode::FORBIDDEN, "This event was told already, or by somebody else.\n");
        }
        let Some(heard) = Heard::of(&told.code) else {
            return plain(StatusCode::BAD_REQUEST, "There is no such event.\n");
        };
        door.nonces.pop();
        if self.tell.try_send(heard).is_err() {
            tracing::debug!("nobody listens any more: the payment has its outcome");
        }
        let next = serde_json::json!({ "nonce": door.nonces.last() }).to_string();
        answer(StatusCode::OK, "application/json", Bytes::from(next))
    }
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0_u8, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differing == 0
}

fn file(kind: &'static str, bytes: &'static [u8]) -> Answer {
    answer(StatusCode::OK, kind, Bytes::from_static(bytes))
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    answer(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn answer(status: StatusCode, kind: &'static str, body: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
