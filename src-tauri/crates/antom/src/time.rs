//! The time a message says it was sent. It is signed as text, so the text is what is kept.

use chrono::DateTime;
use std::fmt;

/// `Request-Time`: epoch milliseconds as a decimal string, or ISO-8601 with an offset.
///
/// Antom's own SDKs ship both forms (api.md section 2), so both are understood on the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestTime {
    text: String,
    millis: i64,
}

/// A time in neither of the two forms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the time is neither epoch milliseconds nor ISO-8601 with an offset")]
pub struct TimeError;

impl TimeError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "BAD_TIME"
    }
}

impl RequestTime {
    /// From milliseconds since 1970-01-01T00:00:00Z, written as a decimal string.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self { text: millis.to_string(), millis }
    }

    /// Reads either form and keeps the text unchanged.
    ///
    /// # Errors
    /// [`TimeError`] when the text is in neither form.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let millis = epoch_millis(text).ok_or(TimeError)?;
        Ok(Self { text: text.to_owned(), millis })
    }

    /// The text that is signed and sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn epoch_millis(&self) -> i64 {
        self.millis
    }
}

impl fmt::Display for RequestTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads any time of the protocol (`paymentTime`, `authExpiryTime`, …) as milliseconds since 1970.
///
/// Understands epoch milliseconds, and ISO-8601 with `Z`, `+08:00` or `+0800`. `None` for anything else.
#[must_use]
pub fn epoch_millis(text: &str) -> Option<i64> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Sixteen digits reach the year 300000; more is not a time.
        return if text.len() <= 16 { text.parse().ok() } else { None };
    }
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .ok()
        .map(|time| time.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_forms_name_the_same_instant() {
        for text in [
            "1685599933871",
            "2023-06-01T06:12:13.871Z",
            "2023-06-01T14:12:13.871+08:00",
            "2023-06-01T14:12:13.871+0800",
        ] {
            let time = RequestTime::parse(text).unwrap();
            assert_eq!((time.epoch_millis(), time.as_str()), (1_685_599_933_871, text));
        }
    }

    #[test]
    fn a_time_without_an_offset_is_refused() {
        for text in
            ["", "2023-06-01T06:12:13", "yesterday", "-5", "99999999999999999", "2023-13-01T00:00:00Z"]
        {
            assert_eq!(RequestTime::parse(text), Err(TimeError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_a_time_never_panics(text in ".{0,40}") {
            let _ = RequestTime::parse(&text);
        }
    }
}
