//! The `result` object every answer and notification carries (api.md section 3).

use crate::wire::{Field, KeptFields};
use serde::{Deserialize, Serialize};

wire_words! {
    /// How a call ended. Only `S` and `F` are definite; everything else is *unknown*.
    pub enum ResultStatus {
        /// Accepted or done.
        S = "S",
        /// Failed, definitely.
        F = "F",
        /// Unknown: never to be treated as failed.
        U = "U",
    }
}

impl ResultStatus {
    /// True for `S`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        *self == Self::S
    }

    /// True for `F`.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        *self == Self::F
    }

    /// True for `U` and for every word that is not in the documents.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::U | Self::Other(_))
    }
}

/// `{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success."}`
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultInfo {
    /// The code, verbatim; see [`crate::results`].
    #[serde(default)]
    pub result_code: String,
    /// S, F or U.
    pub result_status: ResultStatus,
    /// Antom's own sentence.
    #[serde(default, deserialize_with = "crate::wire::tolerant", skip_serializing_if = "Option::is_none")]
    pub result_message: Option<String>,
    /// Fields this version does not know, kept as they came.
    #[serde(flatten)]
    pub other: KeptFields,
}

impl Field for ResultInfo {
    fn read(value: serde_json::Value) -> Result<Option<Self>, String> {
        if value.is_null() {
            return Ok(None);
        }
        serde_json::from_value(value).map(Some).map_err(|error| format!("a result was expected: {error}"))
    }
}
