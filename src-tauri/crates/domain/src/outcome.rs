//! The three outcomes of a call, and the evidence for one.

use crate::digest::Digest;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `resultStatus` of a verified answer. An answer that could not be verified has none; see [`WhyUnknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// `S`: accepted or done.
    Succeeded,
    /// `F`: failed, definitely.
    Failed,
    /// `U`: Antom does not know yet. Never treated as a failure.
    Unknown,
}

/// `result` of an answer, kept word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What `resultStatus` says.
    pub outcome: Outcome,
    /// `resultCode`, verbatim.
    pub code: String,
    /// `resultMessage`, verbatim; may be empty.
    pub message: String,
}

/// Why the outcome of a call is not known. None of these ever counts as success or failure of a money call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyUnknown {
    /// No answer came; `left` says whether any byte can have left this computer.
    NoAnswer {
        /// Whether the request can have reached Antom.
        left: bool,
        /// What the network said, without credentials.
        detail: String,
    },
    /// The answer carries no signature.
    Unsigned,
    /// The answer's signature does not verify with Antom's public key.
    BadSignature,
    /// The body is not JSON, or not the JSON of this operation.
    NotJson,
    /// The HTTP status is not 200.
    HttpStatus {
        /// The status.
        status: u16,
    },
    /// The body has no `result`.
    NoResult,
    /// A field of the answer differs from the request.
    Mismatch {
        /// The wire name of the field.
        field: String,
    },
    /// The process ended between sending and the answer.
    Interrupted,
    /// The history was brought back from a backup: what became of it since is not on file here.
    Restored,
}

/// Where the proof of a fact lies: the raw signed bytes, kept in a side table under their salted digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Salted digest of the raw bytes.
    pub digest: Digest,
    /// Whether Antom's signature over these bytes verified.
    pub verified: bool,
    /// When the bytes arrived: by our clock, or by Antom's (`Date`) where that was a minute or more behind. What an
    /// answer proves by coming late it must not prove because our clock was ahead.
    pub at: DateTime<Utc>,
}
