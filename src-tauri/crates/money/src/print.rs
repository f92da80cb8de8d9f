//! How an amount is shown to people: `SGD 1,299.00`.
//!
//! One spelling everywhere, whatever the machine's locale, so that a sentence read over the phone and the
//! line on the other desk are the same. It is also a spelling that [`parse_typed`](crate::parse_typed)
//! takes back.

use std::fmt;

use crate::{Money, decimal};

impl Money {
    /// The amount without its currency, grouped in thousands: `1,299.00`.
    #[must_use]
    pub fn grouped(self) -> String {
        let (whole, rest) = decimal::split(self.minor(), self.currency());
        let decimals = decimal::decimals(self.currency());
        let mut text = group(whole);
        if decimals > 0 {
            text.push_str(&format!(".{rest:0>decimals$}"));
        }
        text
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.currency(), self.grouped()))
    }
}

/// The same as `Display`: two integers in a log would invite someone to read minor units as major ones.
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn group(whole: u64) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (digit, behind) in digits.chars().zip((0..digits.len()).rev()) {
        text.push(digit);
        if behind > 0 && behind % 3 == 0 {
            text.push(',');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::{Currency, Money};

    #[test]
    fn amounts_are_printed_with_code_groups_and_all_decimals() {
        for (minor, currency, text) in [
            (0, Currency::SGD, "SGD 0.00"),
            (5, Currency::SGD, "SGD 0.05"),
            (1_200, Currency::SGD, "SGD 12.00"),
            (99_999, Currency::SGD, "SGD 999.99"),
            (129_900, Currency::SGD, "SGD 1,299.00"),
            (170_000_000, Currency::IDR, "IDR 1,700,000.00"),
            (17_000, Currency::JPY, "JPY 17,000"),
            (100, Currency::KRW, "KRW 100"),
            (9_999_999_999_999_999, Currency::VND, "VND 9,999,999,999,999,999"),
            (9_999_999_999_999_999, Currency::USD, "USD 99,999,999,999,999.99"),
        ] {
            let amount = Money::from_minor(minor, currency).unwrap();
            assert_eq!(amount.to_string(), text);
            assert_eq!(format!("{amount:?}"), text);
        }
    }

    #[test]
    fn a_column_of_amounts_can_be_aligned() {
        let amount = Money::from_minor(500, Currency::SGD).unwrap();
        assert_eq!(format!("{amount:>12}"), "    SGD 5.00");
    }
}
