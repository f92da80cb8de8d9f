//! The outcome of one call: what was sent, what came back, and what it is worth as evidence.

use crate::result::ResultInfo;
use crate::signature::SignatureError;
use crate::transport::{RawAnswer, TransportError};
use std::fmt;

/// What left, for the record. `Debug` hides the signature.
#[derive(Clone, PartialEq, Eq)]
pub struct SentRecord {
    /// The signed path, sandbox prefix included.
    pub path: String,
    /// The signed time.
    pub request_time: String,
    /// The value of the `Signature` header; empty when nothing was sent.
    pub signature: String,
}

impl fmt::Debug for SentRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRecord")
            .field("path", &self.path)
            .field("request_time", &self.request_time)
            .finish_non_exhaustive()
    }
}

/// One call from its request to its reading.
#[derive(Debug, Clone)]
pub struct Exchange<R> {
    /// What was sent.
    pub sent: SentRecord,
    /// What came back, unchanged; `None` when nothing did.
    pub raw: Option<RawAnswer>,
    /// What it is worth.
    pub reading: Reading<R>,
    /// The HTTP `Date` header, to compare clocks with.
    pub gateway_date: Option<String>,
}

/// Evidence, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading<R> {
    /// Signed by Antom, readable, and about what was asked. Its `result` may still be S, F or U.
    Verified(R),
    /// An unknown outcome: neither a success nor a failure.
    Unknown {
        /// Why.
        why: UnknownReason,
        /// What the answer claims, fit for showing only. Never present for an unproven success.
        shown: Option<ResultInfo>,
    },
}

impl<R> Reading<R> {
    /// The answer, where there is evidence.
    #[must_use]
    pub fn verified(&self) -> Option<&R> {
        match self {
            Self::Verified(answer) => Some(answer),
            Self::Unknown { .. } => None,
        }
    }

    /// The reason, where there is none.
    #[must_use]
    pub fn why_unknown(&self) -> Option<&UnknownReason> {
        match self {
            Self::Verified(_) => None,
            Self::Unknown { why, .. } => Some(why),
        }
    }
}

/// Why the outcome of a call is unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownReason {
    /// The request could not be signed or is not one; nothing was sent.
    #[error("nothing was sent: {0}")]
    NotSent(String),
    /// No answer.
    #[error("{0}")]
    Transport(TransportError),
    /// Not HTTP 200.
    #[error("Antom's server answered with HTTP status {0} instead of 200")]
    HttpStatus(u16),
    /// The answer names another client id, or none.
    #[error("the answer is not addressed to this client id")]
    WrongClientId,
    /// The answer has no signature or no time.
    #[error("the answer is not signed")]
    Unsigned,
    /// The signature is wrong.
    #[error("the answer is badly signed: {0}")]
    BadSignature(SignatureError),
    /// Not a JSON object.
    #[error("the answer is not JSON")]
    NotJson,
    /// No `result`, or none with a status.
    #[error("the answer has no result")]
    NoResult,
    /// A field has a form that cannot be read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// The answer is about something else, or a success lacks what makes it one.
    #[error("the answer's {field} is missing or not the one that was asked for")]
    Mismatch {
        /// The wire name of the field.
        field: &'static str,
    },
}

impl UnknownReason {
    /// The stable code of this reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSent(_) => "NOT_SENT",
            Self::Transport(error) => error.code(),
            Self::HttpStatus(_) => "HTTP_STATUS",
            Self::WrongClientId => "WRONG_CLIENT_ID",
            Self::Unsigned => "UNSIGNED",
            Self::BadSignature(_) => "BADLY_SIGNED",
            Self::NotJson => "NOT_JSON",
            Self::NoResult => "NO_RESULT",
            Self::Unreadable(_) => "UNREADABLE",
            Self::Mismatch { .. } => "MISMATCH",
        }
    }

    /// False only when it is certain that the request never left this machine.
    #[must_use]
    pub fn may_have_left(&self) -> bool {
        match self {
            Self::NotSent(_) => false,
            Self::Transport(error) => error.may_have_left,
            _ => true,
        }
    }
}
