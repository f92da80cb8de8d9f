//! An amount said in English, for reading it back before it is sent.
//!
//! Digits are easy to misread by a factor of ten; words are not. "And" stands only between major and minor
//! units, so it can never be heard as part of a number.

use crate::{Money, decimal};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Names of the groups of three digits. Sixteen digits need six.
const GROUPS: [&str; 6] = ["", " thousand", " million", " billion", " trillion", " quadrillion"];

/// The amount in English words, with its currency.
///
/// ```
/// use money::{Currency, Money, in_words};
///
/// let amount = Money::from_minor(129_950, Currency::SGD)?;
/// assert_eq!(in_words(amount), "one thousand two hundred ninety-nine Singapore dollars and fifty cents");
/// # Ok::<(), money::AmountError>(())
/// ```
#[must_use]
pub fn in_words(amount: Money) -> String {
    let spoken = amount.currency().spoken();
    let (whole, rest) = decimal::split(amount.minor(), amount.currency());
    let major = counted(whole, spoken.major_one, spoken.major_many);
    if rest == 0 {
        return major;
    }
    format!("{major} and {}", counted(rest, spoken.minor_one, spoken.minor_many))
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

fn number(count: u64) -> String {
    if count == 0 {
        return word(&SMALL, 0).to_owned();
    }
    let mut rest = count;
    let mut groups = Vec::new();
    for name in GROUPS {
        let group = rest % 1_000;
        if group > 0 {
            groups.push(format!("{}{name}", below_thousand(group)));
        }
        rest /= 1_000;
    }
    groups.reverse();
    groups.join(" ")
}

fn below_thousand(count: u64) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    match (hundreds, rest) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", word(&SMALL, hundreds)),
        (hundreds, rest) => format!("{} hundred {}", word(&SMALL, hundreds), below_hundred(rest)),
    }
}

fn below_hundred(count: u64) -> String {
    if count < 20 {
        return word(&SMALL, count).to_owned();
    }
    let (tens, ones) = (count / 10, count % 10);
    if ones == 0 {
        return word(&TENS, tens).to_owned();
    }
    format!("{}-{}", word(&TENS, tens), word(&SMALL, ones))
}

fn word(words: &'static [&'static str], place: u64) -> &'static str {
    usize::try_from(place).ok().and_then(|place| words.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use proptest::prelude::*;

    fn say(minor: u64, currency: Currency) -> String {
        in_words(Money::from_minor(minor, currency).unwrap())
    }

    #[test]
    fn amounts_are_said_with_their_currency() {
        for (minor, currency, words) in [
            (0, Currency::SGD, "zero Singapore dollars"),
            (100, Currency::SGD, "one Singapore dollar"),
            (129_900, Currency::SGD, "one thousand two hundred ninety-nine Singapore dollars"),
            (1_201, Currency::GBP, "twelve British pounds and one penny"),
            (50, Currency::USD, "zero US dollars and fifty cents"),
            (17_000, Currency::JPY, "seventeen thousand Japanese yen"),
            (1, Currency::KRW, "one South Korean won"),
            (150_000_000, Currency::IDR, "one million five hundred thousand Indonesian rupiah"),
            (100_042, Currency::VND, "one hundred thousand forty-two Vietnamese dong"),
            (1_000_000_000_000_000, Currency::CLP, "one quadrillion Chilean pesos"),
        ] {
            assert_eq!(say(minor, currency), words);
        }
    }

    #[test]
    fn the_largest_amount_can_be_said() {
        let words = say(9_999_999_999_999_999, Currency::JPY);
        assert!(words.starts_with("nine quadrillion nine hundred ninety-nine trillion"), "{words}");
        assert!(words.ends_with("nine hundred ninety-nine Japanese yen"), "{words}");
    }

    #[test]
    fn every_currency_has_words_for_each_unit_that_can_be_owed() {
        for currency in Currency::all() {
            let spoken = currency.spoken();
            assert!(!spoken.major_one.is_empty() && !spoken.major_many.is_empty(), "{currency}");
            assert_eq!(spoken.minor_one.is_empty(), currency.exponent() == 0, "{currency}");
            assert_eq!(spoken.minor_many.is_empty(), currency.exponent() == 0, "{currency}");
        }
    }

    /// Hears a number back, independently of how it was said.
    fn hear(words: &str) -> u64 {
        let place = |list: &[&str], word: &str| {
            list.iter().position(|item| *item == word).and_then(|at| u64::try_from(at).ok())
        };
        let (mut total, mut group) = (0_u64, 0_u64);
        for word in words.split([' ', '-']) {
            if let Some(small) = place(&SMALL, word) {
                group = group.checked_add(small).unwrap();
            } else if let Some(tens) = place(&TENS, word) {
                group = group.checked_add(tens.checked_mul(10).unwrap()).unwrap();
            } else if word == "hundred" {
                group = group.checked_mul(100).unwrap();
            } else {
                let power = GROUPS.iter().position(|name| name.trim() == word).unwrap();
                let scale = 1_000_u64.pow(u32::try_from(power).unwrap());
                total = total.checked_add(group.checked_mul(scale).unwrap()).unwrap();
                group = 0;
            }
        }
        total.checked_add(group).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_said_can_be_heard_back(count in 0_u64..=9_999_999_999_999_999) {
            prop_assert_eq!(hear(&number(count)), count);
        }

        #[test]
        fn small_numbers_can_be_heard_back(count in 0_u64..=2_000_000) {
            prop_assert_eq!(hear(&number(count)), count);
        }
    }
}
