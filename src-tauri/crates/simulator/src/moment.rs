//! Points and stretches of virtual time, in whole milliseconds.
//!
//! The simulator keeps its own small type instead of a calendar library's, so that every sum saturates instead of
//! failing and a saved state is one number per instant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400_000;
/// The offset in which Antom counts its days (api.md section 5): +08:00, without summer time.
const ANTOM_OFFSET: Span = Span::hours(8);
/// The last millisecond of the year 9999, beyond which RFC 3339 has no words.
const LAST: i64 = 253_402_300_799_999;

/// An instant of the simulator's clock: milliseconds since 1970-01-01T00:00:00Z, between then and the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// A stretch of time in milliseconds; negative when it points backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(i64);

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// A stretch of `count` milliseconds.
    #[must_use]
    pub const fn millis(count: i64) -> Self {
        Self(count)
    }

    /// A stretch of `count` seconds.
    #[must_use]
    pub const fn seconds(count: i64) -> Self {
        Self(count.saturating_mul(1_000))
    }

    /// A stretch of `count` minutes.
    #[must_use]
    pub const fn minutes(count: i64) -> Self {
        Self(count.saturating_mul(60_000))
    }

    /// A stretch of `count` hours.
    #[must_use]
    pub const fn hours(count: i64) -> Self {
        Self(count.saturating_mul(3_600_000))
    }

    /// A stretch of `count` days of 24 hours.
    #[must_use]
    pub const fn days(count: i64) -> Self {
        Self(count.saturating_mul(DAY))
    }

    /// The stretch in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Both stretches one after the other.
    #[must_use]
    pub const fn and(self, other: Span) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Span {
    /// What is left of this stretch after the other.
    #[must_use]
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Moment {
    /// The instant `millis` milliseconds after 1970, held between 1970 and the year 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(0, LAST))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The instant `span` later (earlier when the span is negative).
    #[must_use]
    pub fn plus(self, span: Span) -> Self {
        Self::from_millis(self.0.saturating_add(span.0))
    }

    /// How long after `earlier` this instant lies.
    #[must_use]
    pub const fn since(self, earlier: Moment) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// The distance to `other`, whichever comes first.
    #[must_use]
    pub fn distance(self, other: Moment) -> Span {
        Span(self.since(other).0.saturating_abs())
    }

    /// Reads an ISO-8601 time with an offset, or nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let read = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::from_millis(read.timestamp_millis()))
    }

    /// The instant as RFC 3339 in UTC with milliseconds, as the control interface writes it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.utc().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }

    /// The instant as Antom writes times on the wire: ISO-8601, whole seconds, with +08:00.
    #[must_use]
    pub fn wire(self) -> String {
        self.plus(ANTOM_OFFSET).utc().format("%Y-%m-%dT%H:%M:%S+08:00").to_string()
    }

    /// The instant as an HTTP `Date` header.
    #[must_use]
    pub fn http_date(self) -> String {
        self.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// The date in Antom's offset as eight digits, with which its identifiers begin.
    #[must_use]
    pub fn antom_date(self) -> String {
        self.plus(ANTOM_OFFSET).utc().format("%Y%m%d").to_string()
    }

    /// 00:15 (+08:00) of the day after this instant's: the end of the ordinary cancel window (guide 2).
    #[must_use]
    pub fn next_day_quarter_past(self) -> Self {
        let day = self.0.saturating_add(ANTOM_OFFSET.0).div_euclid(DAY);
        let midnight = day.saturating_add(1).saturating_mul(DAY).saturating_sub(ANTOM_OFFSET.0);
        Self::from_millis(midnight).plus(Span::minutes(15))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_on_the_wire_carry_antoms_offset() {
        let at = Moment::parse("2025-03-19T16:21:06+08:00").unwrap();
        assert_eq!(at.wire(), "2025-03-19T16:21:06+08:00");
        assert_eq!(at.rfc3339(), "2025-03-19T08:21:06.000Z");
        assert_eq!(at.http_date(), "Wed, 19 Mar 2025 08:21:06 GMT");
    }

    #[test]
    fn the_cancel_window_ends_a_quarter_past_midnight_of_antoms_next_day() {
        let late = Moment::parse("2026-11-20T23:59:59+08:00").unwrap();
        assert_eq!(late.next_day_quarter_past().wire(), "2026-11-21T00:15:00+08:00");
        let early = Moment::parse("2026-11-21T00:00:00+08:00").unwrap();
        assert_eq!(early.next_day_quarter_past().wire(), "2026-11-22T00:15:00+08:00");
    }

    #[test]
    fn sums_stay_inside_the_calendar() {
        assert_eq!(
            Moment::from_millis(i64::MAX).plus(Span::days(i64::MAX)).rfc3339(),
            "9999-12-31T23:59:59.999Z"
        );
        assert_eq!(Moment::from_millis(i64::MIN).as_millis(), 0);
    }
}
