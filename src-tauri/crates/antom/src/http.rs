//! The shipped transport: HTTPS to Antom with ordinary certificate checks, or plain HTTP to this machine.
//!
//! No redirects, no proxy from the environment, no retries, ten seconds for everything (guide 1), and a limit
//! on the size of an answer.

use crate::gateway::Gateway;
use crate::transport::{
    MAX_ANSWER_BYTES, RawAnswer, SignedRequest, Transport, TransportError, TransportFault,
};
use async_trait::async_trait;
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long one call may take, from connecting to the last byte (guide 1).
pub const API_TIMEOUT: Duration = Duration::from_secs(10);

/// A connection pool for one gateway.
pub struct HttpTransport {
    client: reqwest::Client,
    gateway: Gateway,
}

impl HttpTransport {
    /// A transport for a gateway, with the documented time limit.
    ///
    /// # Errors
    /// [`TransportError`] when the machine has no certificate authorities to check Antom's certificate with.
    pub fn new(gateway: &Gateway) -> Result<Self, TransportError> {
        Self::with_timeout(gateway, API_TIMEOUT)
    }

    /// A transport with another time limit. Half of it is for connecting, so that a connection that never came
    /// about is told from an answer that never came.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_timeout(gateway: &Gateway, limit: Duration) -> Result<Self, TransportError> {
        let client = client_for(gateway, limit).build();
        let client = client.map_err(|_| TransportError::before_sending(TransportFault::Connect))?;
        Ok(Self { client, gateway: gateway.clone() })
    }
}

fn client_for(gateway: &Gateway, limit: Duration) -> ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .retry(reqwest::retry::never())
        .http1_only()
        .timeout(limit)
        .connect_timeout(limit.checked_div(2).unwrap_or(limit));
    if gateway.is_loopback() {
        // Whatever the hosts file says, `localhost` is this machine. No certificates are loaded: there are
        // machines without any, and none is needed here.
        builder.tls_certs_only([]).resolve_to_addrs("localhost", &this_machine())
    } else {
        builder.https_only(true)
    }
}

/// Port 0 stands for the port of the address.
fn this_machine() -> [SocketAddr; 2] {
    [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))]
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        if *request.gateway() != self.gateway || !request.path().starts_with('/') {
            return Err(TransportError::before_sending(TransportFault::Refused));
        }
        let mut call = self.client.post(request.url()).body(request.body().clone());
        for (name, value) in request.headers() {
            call = call.header(*name, value);
        }
        let response = call.send().await.map_err(|error| fault(&error))?;
        read(response).await
    }
}

async fn read(mut response: reqwest::Response) -> Result<RawAnswer, TransportError> {
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| fault(&error))? {
        if body.len().saturating_add(piece.len()) > MAX_ANSWER_BYTES {
            return Err(TransportError::after_sending(TransportFault::TooLarge));
        }
        body.extend_from_slice(&piece);
    }
    Ok(RawAnswer { status, headers, body })
}

/// What reqwest's error means for the question whether the request may have arrived.
fn fault(error: &reqwest::Error) -> TransportError {
    let fault = match (error.is_timeout(), error.is_connect()) {
        (true, _) => TransportFault::Timeout,
        (false, true) => TransportFault::Connect,
        (false, false) if error.is_builder() => TransportFault::Refused,
        (false, false) => TransportFault::Interrupted,
    };
    let may_have_left = !error.is_connect() && !error.is_builder();
    TransportError { fault, may_have_left }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").field("gateway", &self.gateway).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
