//! The boundary to the network: signed bytes go out, raw bytes come back.

use crate::gateway::Gateway;
use async_trait::async_trait;
use bytes::Bytes;
use std::fmt;

/// An answer longer than this is not read to its end. Antom's longest documented field has a million characters.
pub const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;

/// A request ready to leave. `Debug` shows where it goes and nothing of what it says.
#[derive(Clone)]
pub struct SignedRequest {
    gateway: Gateway,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl SignedRequest {
    pub(crate) fn new(
        gateway: Gateway,
        path: String,
        headers: Vec<(&'static str, String)>,
        body: Bytes,
    ) -> Self {
        Self { gateway, path, headers, body }
    }

    /// Where it goes.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// The signed path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Scheme, host and path.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.gateway.origin(), self.path)
    }

    /// Names and values of the headers, the signature and any agent token among them.
    #[must_use]
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.headers
    }

    /// The exact bytes that were signed.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("SignedRequest")
            .field("url", &self.url())
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What came back, before anything is believed. `Debug` shows the size, not the content.
#[derive(Clone, PartialEq, Eq)]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Header names and values, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The exact bytes that are verified.
    pub body: Vec<u8>,
}

impl RawAnswer {
    /// The value of a header, whatever the case of its name. `None` when it is absent, or there twice with
    /// different values: what is ambiguous is not evidence.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        single_header(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())), name)
    }
}

/// The one value of a header, or `None` when it is absent or ambiguous.
pub(crate) fn single_header<'a>(
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    name: &str,
) -> Option<&'a str> {
    let mut values =
        headers.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
    let first = values.next()?;
    if values.all(|other| other == first) { Some(first) } else { None }
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("RawAnswer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// What went wrong on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransportFault {
    /// No answer in time.
    Timeout,
    /// No connection, or the certificate was refused.
    Connect,
    /// The connection broke.
    Interrupted,
    /// The answer is longer than [`MAX_ANSWER_BYTES`].
    TooLarge,
    /// The request is not one this transport may send.
    Refused,
}

/// A call without an answer. It never holds an address with credentials, a header or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TransportError {
    /// What went wrong.
    pub fault: TransportFault,
    /// False only when it is certain that not one byte of the request has left.
    pub may_have_left: bool,
}

impl TransportError {
    /// A fault after which the request may have reached Antom.
    #[must_use]
    pub const fn after_sending(fault: TransportFault) -> Self {
        Self { fault, may_have_left: true }
    }

    /// A fault before any byte left.
    #[must_use]
    pub const fn before_sending(fault: TransportFault) -> Self {
        Self { fault, may_have_left: false }
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.fault {
            TransportFault::Timeout => "TIMEOUT",
            TransportFault::Connect => "NO_CONNECTION",
            TransportFault::Interrupted => "INTERRUPTED",
            TransportFault::TooLarge => "ANSWER_TOO_LARGE",
            TransportFault::Refused => "NOT_SENDABLE",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            TransportFault::Timeout => "Antom did not answer in time",
            TransportFault::Connect => "no connection to Antom; check the network and the gateway",
            TransportFault::Interrupted => "the connection to Antom broke",
            TransportFault::TooLarge => "the answer is too long to be one of Antom's",
            TransportFault::Refused => "this connection was made for another gateway",
        };
        let sent = if self.may_have_left { "the request may have arrived" } else { "nothing was sent" };
        write!(f, "{what}; {sent}")
    }
}

impl std::error::Error for TransportError {}

/// Something that delivers a request once and brings the answer back unchanged.
///
/// An implementation must not repeat a request, follow a redirect, or change a byte of the body.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Delivers the request.
    ///
    /// # Errors
    /// [`TransportError`], which says whether the request may have arrived.
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError>;
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        (**self).send(request).await
    }
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Box<T> {
    async fn send(&self, request: SignedRequest) -> Result<RawAnswer, TransportError> {
        (**self).send(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_is_there_twice_with_two_values_is_not_there() {
        let answer = |second: &str| RawAnswer {
            status: 200,
            headers: vec![("Signature".into(), "a".into()), ("signature".into(), second.into())],
            body: Vec::new(),
        };
        assert_eq!(answer("b").header("SIGNATURE"), None);
        assert_eq!(answer("a").header("SIGNATURE"), Some("a"));
        assert_eq!(answer("a").header("date"), None);
    }
}
