//! Amounts in a query: major units, compared with the row's own currency.

use crate::row::SCALE;

/// A span of amounts as [`crate::scaled`] gives them, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) from: i64,
    pub(crate) until: i64,
}

impl Amounts {
    pub(crate) const fn hold(self, amount: i64) -> bool {
        self.from <= amount && amount <= self.until
    }
}

/// Why amounts that could be read are not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A comma that may group thousands or mark decimals; both readings.
    TwoReadings(String, String),
    /// The first of two amounts is the larger one; both.
    WrongWayRound(String, String),
}

/// What is doubtful about a text, before it is read. A search knows no currency, so that a single comma with three
/// figures behind it is as ambiguous here as where an amount is typed.
pub(crate) fn doubt(text: &str) -> Option<Doubt> {
    let bare = text.trim_start_matches(['<', '>', '=']);
    let ends: Vec<&str> = bare.split("..").collect();
    let two = ends.iter().find_map(|end| {
        let (whole, fraction) = end.split_once(',')?;
        let figures = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
        let doubtful = figures(whole) && whole.len() <= 3 && fraction.len() == 3 && figures(fraction);
        doubtful.then(|| Doubt::TwoReadings(format!("{whole}{fraction}"), format!("{whole}.{fraction}")))
    });
    if two.is_some() {
        return two;
    }
    let [low, high] = ends.as_slice() else { return None };
    let wrong = major(low)? > major(high)?;
    wrong.then(|| Doubt::WrongWayRound((*low).to_owned(), (*high).to_owned()))
}

/// Reads `100`, `>100`, `>=100`, `<100`, `<=100`, `10..20`, `10..`, `..20`; none where it is none of these.
pub(crate) fn amounts(text: &str) -> Option<Amounts> {
    let (from, until) = if let Some(rest) = text.strip_prefix(">=") {
        (major(rest)?, i64::MAX)
    } else if let Some(rest) = text.strip_prefix('>') {
        (major(rest)?.checked_add(1)?, i64::MAX)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (0, major(rest)?)
    } else if let Some(rest) = text.strip_prefix('<') {
        (0, major(rest)?.checked_sub(1)?)
    } else if let Some((low, high)) = text.split_once("..") {
        match (low, high) {
            ("", "") => return None,
            (low, "") => (major(low)?, i64::MAX),
            ("", high) => (0, major(high)?),
            (low, high) => (major(low)?, major(high)?),
        }
    } else {
        let exact = major(text.strip_prefix('=').unwrap_or(text))?;
        (exact, exact)
    };
    Some(Amounts { from, until })
}

/// A number of major units with at most [`SCALE`] decimals and commas only where thousands end.
fn major(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let decimals = u32::try_from(fraction.len()).ok()?;
    let missing = SCALE.checked_sub(decimals)?;
    if text.ends_with('.') || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let whole = ungrouped(whole)?;
    let units: i64 = whole.parse().ok()?;
    let fraction: i64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    units.checked_mul(10_i64.pow(SCALE))?.checked_add(fraction.checked_mul(10_i64.checked_pow(missing)?)?)
}

fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|digit| digit.is_ascii_digit());
    if !digits(first) || (whole.contains(',') && first.len() > 3) {
        return None;
    }
    let mut number = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) {
            return None;
        }
        number.push_str(group);
    }
    Some(number)
}

/// Scaled units as people write them.
pub(crate) fn shown(scaled: i64) -> String {
    let digits = format!("{scaled:03}");
    match digits.len().checked_sub(2).and_then(|point| digits.split_at_checked(point)) {
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_in_major_units() {
        assert_eq!(amounts("100"), Some(Amounts { from: 10_000, until: 10_000 }));
        assert_eq!(amounts(">100"), Some(Amounts { from: 10_001, until: i64::MAX }));
        assert_eq!(amounts(">=100.5"), Some(Amounts { from: 10_050, until: i64::MAX }));
        assert_eq!(amounts("<1,299.00"), Some(Amounts { from: 0, until: 129_899 }));
        assert_eq!(amounts("<=0.05"), Some(Amounts { from: 0, until: 5 }));
        assert_eq!(amounts("10..20"), Some(Amounts { from: 1_000, until: 2_000 }));
        assert_eq!(amounts("10.."), Some(Amounts { from: 1_000, until: i64::MAX }));
        assert_eq!(amounts("..20"), Some(Amounts { from: 0, until: 2_000 }));
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_read() {
        for text in
            ["", ">", "..", "1.234", "1,23", "1,2345", ",5", "1e3", "-5", "５", "5.", "abc", "10...20", "<0"]
        {
            assert_eq!(amounts(text).filter(|amounts| amounts.until >= 0), None, "{text}");
        }
    }

    #[test]
    fn one_comma_with_three_figures_behind_it_and_a_span_the_wrong_way_round_are_doubtful() {
        for text in ["17,000", ">17,000", "1..17,000", "17,000.."] {
            let readings = Doubt::TwoReadings("17000".into(), "17.000".into());
            assert_eq!(doubt(text), Some(readings), "{text}");
        }
        assert_eq!(doubt("20..10"), Some(Doubt::WrongWayRound("20".into(), "10".into())));
        for clear in ["100", "1,299.00", "1,299,000", "10..20", "10..10", "..20", "20..", "1,23", "17000"] {
            assert_eq!(doubt(clear), None, "{clear}");
        }
    }

    #[test]
    fn scaled_amounts_print_with_two_decimals() {
        assert_eq!(shown(5), "0.05");
        assert_eq!(shown(10_000), "100.00");
    }
}
