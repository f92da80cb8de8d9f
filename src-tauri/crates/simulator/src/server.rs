//! The two servers: the gateway's port, with the control interface, and the buyer's.
//!
//! They speak hyper directly, because a lost answer must close the connection without a byte, which a web framework's
//! infallible handlers cannot do.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::clock::wall;
use crate::control::is_control;
use crate::exchange::{Handled, Request, Response};
use crate::gateway::Gateway;
use crate::guard::check_host;
use crate::post::post;
use crate::store;

const LONGEST_REQUEST: usize = 2 * 1024 * 1024;
/// How often the virtual clock is looked at while nobody calls.
const TICK: Duration = Duration::from_millis(200);

/// What the servers share.
pub(crate) struct Shared {
    pub(crate) gateway: Arc<Mutex<Gateway>>,
    pub(crate) token: String,
    pub(crate) saving: Option<PathBuf>,
    pub(crate) saved: Mutex<u64>,
    /// Held while notifications are posted, so that they leave in order.
    pub(crate) postman: tokio::sync::Mutex<()>,
    pub(crate) something_happened: Notify,
}

impl Shared {
    pub(crate) fn gateway(&self) -> MutexGuard<'_, Gateway> {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what changed since the last time. Done before an answer leaves, so that what was answered is kept.
    pub(crate) fn save(&self, gateway: &Gateway) {
        let Some(path) = &self.saving else { return };
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        if *saved == gateway.revision() {
            return;
        }
        match store::save(path, gateway) {
            Ok(()) => *saved = gateway.revision(),
            Err(error) => tracing::error!(%error, "the simulator's state could not be saved"),
        }
    }

    /// Posts every notification that is due, one after the other, and says how many left.
    pub(crate) async fn deliver_due(&self) -> usize {
        let _one_at_a_time = self.postman.lock().await;
        let mut sent: usize = 0;
        loop {
            let deliveries = {
                let mut gateway = self.gateway();
                gateway.tick(wall());
                let deliveries = gateway.next_deliveries();
                self.save(&gateway);
                deliveries
            };
            let Some(last) = deliveries.last() else { return sent };
            let mut outcome = Ok(());
            for delivery in &deliveries {
                outcome = post(delivery).await;
                sent = sent.saturating_add(1);
            }
            let mut gateway = self.gateway();
            gateway.report_delivery(last.notice_id, outcome);
            self.save(&gateway);
        }
    }
}

/// Which of the two servers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Gateway,
    Checkout,
}

/// A connection that is to be closed without an answer.
#[derive(Debug, Error)]
#[error("the answer is lost on purpose")]
struct Lost;

/// Accepts connections until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    role: Role,
    loopback_only: bool,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = told(&mut stop) => return,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, role, loopback_only, Arc::clone(&shared)));
                }
                // Out of descriptors, for instance: wait for some to be freed.
                Err(_) => tokio::time::sleep(TICK).await,
            },
        }
    }
}

/// Waits until the simulator stops, or is gone.
async fn told(stop: &mut watch::Receiver<bool>) {
    // The error says that the sender is gone, which is the same.
    drop(stop.wait_for(|stopped| *stopped).await);
}

async fn connection(stream: TcpStream, role: Role, loopback_only: bool, shared: Arc<Shared>) {
    let service = hyper::service::service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { answer(request, role, loopback_only, &shared).await }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(30));
    if let Err(error) = builder.serve_connection(TokioIo::new(stream), service).await {
        tracing::trace!(%error, "a connection ended early");
    }
}

async fn answer(
    request: hyper::Request<Incoming>,
    role: Role,
    loopback_only: bool,
    shared: &Shared,
) -> Result<hyper::Response<Full<Bytes>>, Lost> {
    let request = match read(request).await {
        Ok(request) => request,
        Err(refusal) => return Ok(written(refusal)),
    };
    if let Err(refusal) = check_host(&request, loopback_only) {
        return Ok(written(refusal));
    }
    if role == Role::Gateway
        && request.method == "POST"
        && request.bare_path() == "/control/v1/notifications/deliver"
    {
        return Ok(written(deliver_now(&request, shared).await));
    }
    let handled = {
        let mut gateway = shared.gateway();
        let handled = match role {
            Role::Checkout => at_once(gateway.checkout(&request)),
            Role::Gateway if is_control(request.bare_path()) => {
                at_once(gateway.control(&request, &shared.token))
            }
            Role::Gateway => gateway.handle(&request),
        };
        shared.save(&gateway);
        handled
    };
    shared.something_happened.notify_one();
    tokio::time::sleep(handled.delay).await;
    handled.response.map(written).ok_or(Lost)
}

/// Posts what is due before it answers, so that a test need not wait for the clock on the wall.
async fn deliver_now(request: &Request, shared: &Shared) -> Response {
    if let Err(refusal) = crate::guard::refuse_origin(request) {
        return refusal;
    }
    if !crate::guard::bears(request, &shared.token) {
        return Response::new(
            401,
            "application/json",
            "{\"error\":{\"code\":\"unauthorised\",\"message\":\"Send the printed token as Authorization: Bearer.\"}}\n",
        );
    }
    let sent = shared.deliver_due().await;
    Response::new(200, "application/json", format!("{{\"sent\":{sent}}}\n"))
}

fn at_once(response: Response) -> Handled {
    Handled { response: Some(response), delay: Duration::ZERO }
}

async fn read(request: hyper::Request<Incoming>) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let body = Limited::new(body, LONGEST_REQUEST).collect().await;
    let body =
        body.map_err(|_| Response::new(413, "text/plain; charset=utf-8", "The request is too long.\n"))?;
    Ok(Request {
        method: parts.method.to_string(),
        path,
        headers,
        body: body.to_bytes().to_vec(),
        now: wall(),
    })
}

fn written(response: Response) -> hyper::Response<Full<Bytes>> {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        builder = builder.header(name, value);
    }
    // A header from a request (a redirect, say) may hold what HTTP forbids; the answer is then a plain 500.
    builder.body(Full::new(Bytes::from(response.body))).unwrap_or_else(|_| {
        let mut plain = hyper::Response::new(Full::new(Bytes::from_static(b"cannot be answered\n")));
        *plain.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        plain
    })
}

/// Lets time pass and notifications leave until told to stop.
pub(crate) async fn keep_time(shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = told(&mut stop) => return,
            () = shared.something_happened.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
        tokio::select! {
            () = told(&mut stop) => return,
            _ = shared.deliver_due() => {}
        }
    }
}
