//! A request and its answer as plain data, without a socket.

use std::time::Duration;

use crate::moment::Moment;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path with its query, exactly as it was sent.
    pub path: String,
    /// Header names and values; names in any case.
    pub headers: Vec<(String, String)>,
    /// The raw body.
    pub body: Vec<u8>,
    /// The caller's wall clock. The gateway adds its own offset to it.
    pub now: Moment,
}

impl Request {
    /// The first header of that name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The path without its query.
    #[must_use]
    pub fn bare_path(&self) -> &str {
        self.path.split_once('?').map_or(self.path.as_str(), |(path, _)| path)
    }
}

/// An answer as it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Header names (lower case) and values.
    pub headers: Vec<(String, String)>,
    /// The raw body.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of that name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.into(),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

/// What became of a request.
#[derive(Clone, Debug)]
pub struct Handled {
    /// The answer; `None` when it is lost and the connection is to be closed without one.
    pub response: Option<Response>,
    /// How long the answer is to be held back. The effect, if any, has already happened.
    pub delay: Duration,
}
