//! Times as people read them: in the store's zone, always with the offset.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;

/// Writes times for one store at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    zone: Tz,
    now: DateTime<Utc>,
}

impl Times {
    /// For a store in this zone, now.
    #[must_use]
    pub fn new(zone: Tz, now: DateTime<Utc>) -> Self {
        Self { zone, now }
    }

    /// `Fri 27 Nov, 14:05 +08:00`, with the year where it is another one.
    #[must_use]
    pub fn at(&self, moment: DateTime<Utc>) -> String {
        let there = moment.with_timezone(&self.zone);
        let form = if there.year() == self.now.with_timezone(&self.zone).year() {
            "%a %-d %b, %H:%M %:z"
        } else {
            "%a %-d %b %Y, %H:%M %:z"
        };
        there.format(form).to_string()
    }

    /// The same to the second, for a history.
    #[must_use]
    pub fn exactly(&self, moment: DateTime<Utc>) -> String {
        moment.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S %:z").to_string()
    }

    /// `Fri 27 Nov, 14:05 +08:00 · 2 d 3 h left`, or `· over`.
    #[must_use]
    pub fn until(&self, moment: DateTime<Utc>) -> String {
        let left = moment.signed_duration_since(self.now);
        let rest = if left <= TimeDelta::zero() { "over".to_owned() } else { format!("{} left", span(left)) };
        format!("{} · {rest}", self.at(moment))
    }
}

/// The two largest parts of a time: `2 d 3 h`, `14 min`, `42 s`.
#[must_use]
pub fn span(time: TimeDelta) -> String {
    let seconds = time.num_seconds().max(0);
    let units = [(86_400_i64, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let place = units.iter().position(|(size, _)| seconds >= *size).unwrap_or(3);
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, name) in units.iter().skip(place).take(2) {
        let count = rest.checked_div(*size).unwrap_or(0);
        rest = rest.checked_rem(*size).unwrap_or(0);
        // Seconds beside minutes only unsettle a deadline.
        let unsettling = *name == "s" && !parts.is_empty();
        if count > 0 && !unsettling {
            parts.push(format!("{count} {name}"));
        }
    }
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times() -> Times {
        Times::new(Tz::Asia__Singapore, "2026-11-25T03:05:00Z".parse().unwrap())
    }

    #[test]
    fn times_stand_in_the_stores_zone_with_the_offset() {
        assert_eq!(times().at("2026-11-27T06:05:00Z".parse().unwrap()), "Fri 27 Nov, 14:05 +08:00");
        assert_eq!(times().at("2027-01-01T00:00:00Z".parse().unwrap()), "Fri 1 Jan 2027, 08:00 +08:00");
        assert_eq!(
            times().until("2026-11-27T06:05:00Z".parse().unwrap()),
            "Fri 27 Nov, 14:05 +08:00 · 2 d 3 h left"
        );
        assert_eq!(times().until("2026-11-25T03:05:00Z".parse().unwrap()), "Wed 25 Nov, 11:05 +08:00 · over");
    }

    #[test]
    fn a_span_has_two_parts_at_most() {
        for (seconds, text) in [
            (0, "0 s"),
            (42, "42 s"),
            (60, "1 min"),
            (90, "1 min"),
            (3_660, "1 h 1 min"),
            (86_400, "1 d"),
            (-5, "0 s"),
        ] {
            assert_eq!(span(TimeDelta::seconds(seconds)), text);
        }
    }
}
