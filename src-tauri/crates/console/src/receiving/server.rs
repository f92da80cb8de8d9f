//! The local server behind a merchant's tunnel or reverse proxy: loopback unless told otherwise, one path, bounded.

use super::count::Counter;
use super::{NotTaken, Taken};
use crate::Console;
use crate::error::ConsoleError;
use crate::listening::{PATIENCE, answer_calls};
use antom::notification::{Incoming, reply};
use bytes::Bytes;
use domain::ids::AccountName;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Incoming as Streamed};
use hyper::{Request, Response, StatusCode};
use ledger::file_trouble::plain;
use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use url::Url;

/// Largest body: Antom's are a few kilobytes.
const LARGEST: usize = 128 * 1024;
/// Most calls at a time; the others wait in the system's queue.
const AT_A_TIME: usize = 32;

/// Where notifications come in, and what they must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Path and query of the address configured at Antom: what is signed.
    signed_path: String,
    /// Path and query under which a proxy hands them on.
    local_path: String,
    /// The name in the address configured at Antom, which a proxy may leave in `Host`.
    host: String,
}

impl Address {
    /// Reads the address that was configured at Antom.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for what is no http address or no path.
    pub fn new(listen: SocketAddr, url: &str, local_path: Option<&str>) -> Result<Self, ConsoleError> {
        let wrong = |problem: &str| {
            let remedy =
                "Give the address exactly as it stands at Antom, such as https://shop.example/antom.";
            ConsoleError::field("address", problem, remedy)
        };
        let url = Url::parse(url.trim()).map_err(|_| wrong("it is not an address"))?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(wrong("it does not begin with https:// or http://"));
        }
        let host = url.host_str().ok_or_else(|| wrong("it names no host"))?.to_ascii_lowercase();
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let signed_path = format!("{}{query}", url.path());
        let local_path = local_path.unwrap_or(&signed_path).trim().to_owned();
        if !local_path.starts_with('/') {
            return Err(ConsoleError::field("local path", "it does not begin with /", "Write it as /antom."));
        }
        Ok(Self { listen, signed_path, local_path, host })
    }

    /// Whether a call came to this server under a name of its own: a page in a browser can be made to call any port here,
    /// but not under these names.
    fn is_named(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
            _ => host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let is_here =
            bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip == self.listen.ip());
        name.eq_ignore_ascii_case("localhost") || is_here || name.eq_ignore_ascii_case(&self.host)
    }
}

/// Whoever hears of every call once it was judged.
type Listener = dyn Fn(&Result<Taken, NotTaken>) + Send + Sync;

/// A receiver that listens.
pub struct Receiver {
    console: Arc<Console>,
    account: AccountName,
    address: Address,
    listener: TcpListener,
    listens_on: SocketAddr,
    counter: Mutex<Counter>,
    told: Box<Listener>,
}

/// What helps where an address cannot be listened on.
const fn another_address(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::AddrNotAvailable => {
            "Give an address of this computer, such as 127.0.0.1 or 0.0.0.0 with a port."
        }
        ErrorKind::PermissionDenied => "Choose a port from 1024 on: this user may not listen on this one.",
        _ => "Choose another port.",
    }
}

impl Receiver {
    /// Begins to listen. `told` hears of every call once it was answered for.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`], and [`ConsoleError::Network`] where the address is taken or not this computer's.
    pub async fn listen(
        console: Arc<Console>,
        account: AccountName,
        address: Address,
        told: impl Fn(&Result<Taken, NotTaken>) + Send + Sync + 'static,
    ) -> Result<Self, ConsoleError> {
        console.account(&account)?;
        let cannot = |error: std::io::Error| {
            ConsoleError::field(
                "listen",
                format!("{} cannot be listened on: {}", address.listen, plain(&error)),
                another_address(error.kind()),
            )
        };
        let listener = TcpListener::bind(address.listen).await.map_err(cannot)?;
        let listens_on = listener.local_addr().map_err(cannot)?;
        let counter = Mutex::new(Counter::default());
        Ok(Self { console, account, address, listener, listens_on, counter, told: Box::new(told) })
    }

    /// Where it listens.
    #[must_use]
    pub fn listens_on(&self) -> SocketAddr {
        self.listens_on
    }

    /// Answers until `stop` comes to pass. Calls that have no answer by then get none, and Antom sends them again; one that
    /// is on disk already is then known.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let receiver = Arc::new(self);
        let hears = Arc::clone(&receiver);
        let hear = move |request| {
            let receiver = Arc::clone(&hears);
            async move { receiver.hear(request).await }
        };
        answer_calls(&receiver.listener, AT_A_TIME, stop, hear).await;
        receiver.counter().flush(&receiver.console);
    }

    fn counter(&self) -> MutexGuard<'_, Counter> {
        self.counter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One call, from its first byte to the answer it gets.
    async fn hear(&self, request: Request<Streamed>) -> Response<Full<Bytes>> {
        let taken = self.take(request).await;
        if let Err(why) = &taken {
            self.counter().note(&self.console, why);
        }
        (self.told)(&taken);
        match taken {
            Ok(_) => answer(StatusCode::OK, reply()),
            Err(NotTaken::Unverified { .. }) => answer(StatusCode::UNAUTHORIZED, ""),
            Err(NotTaken::NotKept { .. }) => answer(StatusCode::SERVICE_UNAVAILABLE, ""),
        }
    }

    async fn take(&self, request: Request<Streamed>) -> Result<Taken, NotTaken> {
        let (parts, body) = request.into_parts();
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let host = headers.iter().find(|(name, _)| name == "host").map_or("", |(_, host)| host.as_str());
        if !self.address.is_named(host) {
            return Err(NotTaken::unverified("it was sent to another name"));
        }
        if parts.method != "POST" || path != self.address.local_path {
            return Err(NotTaken::unverified("it was sent to another path, or is no POST"));
        }
        if body.size_hint().lower() > u64::try_from(LARGEST).unwrap_or(u64::MAX) {
            return Err(NotTaken::unverified("its body is too large"));
        }
        let body = tokio::time::timeout(PATIENCE, Limited::new(body, LARGEST).collect()).await;
        let body = body
            .map_err(|_| NotTaken::unverified("its body took too long"))?
            .map_err(|_| NotTaken::unverified("its body is too large, or broke off"))?
            .to_bytes();
        let incoming =
            Incoming { method: "POST", path: &self.address.signed_path, headers: &headers, body: &body };
        if self.console.is_fresh(&incoming).is_err() {
            // In Training somebody may have moved the simulator's clock since it was last looked at.
            self.console.follow_clock().await?;
        }
        self.console.take_notification(&self.account, &incoming)
    }
}

fn answer(status: StatusCode, body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    if !body.is_empty() {
        let json = hyper::header::HeaderValue::from_static("application/json");
        response.headers_mut().insert(hyper::header::CONTENT_TYPE, json);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str, local: Option<&str>) -> Result<Address, ConsoleError> {
        Address::new(SocketAddr::from(([127, 0, 0, 1], 8430)), url, local)
    }

    #[test]
    fn what_is_signed_is_the_configured_path_with_its_query_and_what_comes_may_be_another() {
        let read = address("https://shop.example/pay/antom?shop=1", Some("/here")).unwrap();
        assert_eq!((read.signed_path.as_str(), read.local_path.as_str()), ("/pay/antom?shop=1", "/here"));
        assert_eq!(address("https://shop.example", None).unwrap().local_path, "/");
        for wrong in ["shop.example/antom", "ftp://shop.example/antom", ""] {
            assert_eq!(address(wrong, None).unwrap_err().code(), "bad-field", "{wrong}");
        }
        assert!(address("https://shop.example/antom", Some("here")).is_err());
    }

    #[test]
    fn it_answers_under_its_own_names_only() {
        let read = address("https://shop.example/antom", None).unwrap();
        for name in ["127.0.0.1:8430", "localhost:8430", "[::1]:8430", "shop.example", "Shop.Example:443"] {
            assert!(read.is_named(name), "{name}");
        }
        for name in
            ["", "evil.example", "shop.example.evil.example", "192.0.2.1:8430", "localhost.evil.example"]
        {
            assert!(!read.is_named(name), "{name}");
        }
    }
}
