//! Days in a query: calendar days of the store's zone.

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A day as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// The day it is in the store's zone when the query is asked.
    Today,
    /// The day before it.
    Yesterday,
    /// A date.
    Date(NaiveDate),
}

impl Day {
    /// Reads `2026-11-21`, `today` or `yesterday`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "today" => Some(Self::Today),
            "yesterday" => Some(Self::Yesterday),
            date if date.len() == 10 => NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().map(Self::Date),
            _ => None,
        }
    }

    fn date(self, zone: Tz, now: DateTime<Utc>) -> NaiveDate {
        let today = now.with_timezone(&zone).date_naive();
        match self {
            Self::Today => today,
            Self::Yesterday => today.pred_opt().unwrap_or(today),
            Self::Date(date) => date,
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Option<Day>,
    pub(crate) last: Option<Day>,
    /// Whether the ends themselves are left out (`before:`, `after:`).
    pub(crate) beyond: bool,
}

/// A span of moments in milliseconds since 1970: from the first to before the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moments {
    pub(crate) from: i64,
    pub(crate) until: i64,
}

impl Moments {
    pub(crate) const fn hold(self, at: i64) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether some moment of `first..=last` may lie in the span.
    pub(crate) const fn meet(self, first: i64, last: i64) -> bool {
        self.from <= last && first < self.until
    }
}

impl Span {
    pub(crate) fn moments(self, zone: Tz, now: DateTime<Utc>) -> Moments {
        let start = |day: Day| begin(day.date(zone, now), zone);
        let end = |day: Day| {
            day.date(zone, now).checked_add_days(Days::new(1)).map_or(i64::MAX, |next| begin(next, zone))
        };
        let (start_of_first, end_of_last): (&dyn Fn(Day) -> i64, &dyn Fn(Day) -> i64) =
            if self.beyond { (&end, &start) } else { (&start, &end) };
        Moments {
            from: self.first.map_or(i64::MIN, start_of_first),
            until: self.last.map_or(i64::MAX, end_of_last),
        }
    }
}

/// The first moment of a day. Where the clock leaps over midnight, the day begins when the leap ends; where midnight
/// comes twice, with the first.
fn begin(date: NaiveDate, zone: Tz) -> i64 {
    let midnight = date.and_time(NaiveTime::MIN);
    for minutes in [0_i64, 30, 60, 120, 1_440] {
        let Some(local) = TimeDelta::try_minutes(minutes).and_then(|late| midnight.checked_add_signed(late))
        else {
            continue;
        };
        match zone.from_local_datetime(&local) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => {
                return moment.timestamp_millis();
            }
            LocalResult::None => {}
        }
    }
    midnight.and_utc().timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn on(day: Day) -> Span {
        Span { first: Some(day), last: Some(day), beyond: false }
    }

    #[test]
    fn a_day_is_the_stores_day() {
        let zone = Tz::Asia__Singapore;
        let moments = on(Day::Today).moments(zone, utc("2026-11-20T17:00:00Z"));
        assert_eq!(moments.from, utc("2026-11-20T16:00:00Z").timestamp_millis());
        assert_eq!(moments.until, utc("2026-11-21T16:00:00Z").timestamp_millis());
        let yesterday = on(Day::Yesterday).moments(zone, utc("2026-11-20T17:00:00Z"));
        assert_eq!(yesterday.until, moments.from);
    }

    #[test]
    fn a_day_without_midnight_begins_after_the_leap_and_a_day_of_23_hours_ends_in_time() {
        let zone = Tz::America__Sao_Paulo;
        let day = Day::read("2018-11-04").unwrap();
        let moments = on(day).moments(zone, utc("2026-01-01T00:00:00Z"));
        assert_eq!(moments.from, utc("2018-11-04T03:00:00Z").timestamp_millis());
        assert_eq!(moments.until, utc("2018-11-05T02:00:00Z").timestamp_millis());
    }

    #[test]
    fn before_and_after_leave_the_day_itself_out() {
        let zone = Tz::UTC;
        let day = Day::read("2026-11-21");
        let now = utc("2026-11-21T09:00:00Z");
        let before = Span { first: None, last: day, beyond: true }.moments(zone, now);
        let after = Span { first: day, last: None, beyond: true }.moments(zone, now);
        assert_eq!(before.until, utc("2026-11-21T00:00:00Z").timestamp_millis());
        assert_eq!(after.from, utc("2026-11-22T00:00:00Z").timestamp_millis());
    }

    #[test]
    fn only_whole_dates_are_read() {
        for text in ["2026-11-31", "2026-1-1", "21-11-2026", "2026", "tomorrow", ""] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }
}
