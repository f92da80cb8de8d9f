//! An amount said in Simplified Chinese, for reading it back before it is sent.
//!
//! Numbers follow the ordinary spoken form: sections of four digits named 万 and 亿, and one 零 wherever digits are
//! skipped inside a number, also between major and minor units.

use crate::{Money, decimal};

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
/// The places of one section, the largest first, with the word behind a digit in it.
const PLACES: [(u64, &str); 4] = [(1_000, "千"), (100, "百"), (10, "十"), (1, "")];
const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

/// The amount in Chinese words, with its currency.
///
/// ```
/// use money::{Currency, Money, in_words_zh};
///
/// let amount = Money::from_minor(118_650, Currency::SGD)?;
/// assert_eq!(in_words_zh(amount), "一千一百八十六新加坡元五十分");
/// # Ok::<(), money::AmountError>(())
/// ```
#[must_use]
pub fn in_words_zh(amount: Money) -> String {
    let spoken = amount.currency().spoken();
    let (whole, rest) = decimal::split(amount.minor(), amount.currency());
    let major = format!("{}{}", number(whole), spoken.major_zh);
    if rest == 0 {
        return major;
    }
    // Five fen behind a hundred yuan are 零五分, so that nobody hears fifty.
    let skipped = if whole > 0 && rest < 10 { "零" } else { "" };
    format!("{major}{skipped}{}{}", number(rest), spoken.minor_zh)
}

/// A number as it is said by itself: ten is 十, not 一十.
fn number(count: u64) -> String {
    if count == 0 {
        return digit(0).to_owned();
    }
    let said = part(count);
    said.strip_prefix("一十").map_or(said.clone(), |rest| format!("十{rest}"))
}

/// A number above nothing, as it is said inside a larger one.
fn part(count: u64) -> String {
    if count >= YI {
        return format!("{}亿{}", part(count / YI), behind(count % YI, YI / 10));
    }
    if count >= WAN {
        return format!("{}万{}", part(count / WAN), behind(count % WAN, WAN / 10));
    }
    section(count)
}

/// What follows a section's name. `full` is the smallest number that skips no digit there.
fn behind(rest: u64, full: u64) -> String {
    match rest {
        0 => String::new(),
        rest if rest < full => format!("零{}", part(rest)),
        rest => part(rest),
    }
}

/// Up to four digits.
fn section(count: u64) -> String {
    let mut said = String::new();
    let mut skipped = false;
    for (place, word) in PLACES {
        let value = count.checked_div(place).unwrap_or_default() % 10;
        if value == 0 {
            skipped = !said.is_empty();
            continue;
        }
        if skipped {
            said.push_str(digit(0));
            skipped = false;
        }
        said.push_str(digit(value));
        said.push_str(word);
    }
    said
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

    use super::*;
    use crate::Currency;
    use proptest::prelude::*;

    fn say(minor: u64, currency: Currency) -> String {
        in_words_zh(Money::from_minor(minor, currency).unwrap())
    }

    #[test]
    fn amounts_are_said_with_their_currency() {
        for (minor, currency, words) in [
            (0, Currency::SGD, "零新加坡元"),
            (118_650, Currency::SGD, "一千一百八十六新加坡元五十分"),
            (1_005, Currency::SGD, "十新加坡元零五分"),
            (1_010, Currency::SGD, "十新加坡元十分"),
            (1_015, Currency::SGD, "十新加坡元十五分"),
            (50, Currency::USD, "零美元五十美分"),
            (5, Currency::HKD, "零港元五分"),
            (1_201, Currency::GBP, "十二英镑零一便士"),
            (17_000, Currency::JPY, "一万七千日元"),
            (10, Currency::KRW, "十韩元"),
            (150_000_000, Currency::IDR, "一百五十万印尼盾"),
            (100_042, Currency::VND, "十万零四十二越南盾"),
            (1_000_000_000_000_000, Currency::CLP, "一千万亿智利比索"),
        ] {
            assert_eq!(say(minor, currency), words);
        }
    }

    #[test]
    fn zeros_inside_a_number_are_said_once_and_at_its_end_never() {
        for (count, words) in [
            (10, "十"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1_001, "一千零一"),
            (1_010, "一千零一十"),
            (1_100, "一千一百"),
            (10_001, "一万零一"),
            (10_010, "一万零一十"),
            (11_000, "一万一千"),
            (101_000, "十万一千"),
            (1_000_001, "一百万零一"),
            (10_100_000, "一千零一十万"),
            (100_000_001, "一亿零一"),
            (100_010_000, "一亿零一万"),
            (1_234_567_890, "十二亿三千四百五十六万七千八百九十"),
            (1_000_000_000_001, "一万亿零一"),
            (1_000_100_000_000, "一万零一亿"),
        ] {
            assert_eq!(number(count), words, "{count}");
        }
    }

    #[test]
    fn the_largest_amount_can_be_said() {
        assert_eq!(
            say(9_999_999_999_999_999, Currency::JPY),
            "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九日元"
        );
    }

    #[test]
    fn every_currency_has_words_of_its_own_for_each_unit_that_can_be_owed() {
        let mut names = std::collections::BTreeSet::new();
        for currency in Currency::all() {
            let spoken = currency.spoken();
            assert!(!spoken.major_zh.is_empty() && names.insert(spoken.major_zh), "{currency}");
            assert_eq!(spoken.minor_zh.is_empty(), currency.exponent() == 0, "{currency}");
        }
    }

    /// Hears a number back, independently of how it was said.
    fn hear(words: &str) -> u64 {
        let (mut yi, mut wan, mut section, mut figure) = (0_u64, 0_u64, 0_u64, None);
        for character in words.chars() {
            let scale = match character {
                '千' => 1_000,
                '百' => 100,
                '十' => 10,
                '万' => {
                    wan = (section + figure.take().unwrap_or(0)) * WAN;
                    section = 0;
                    continue;
                }
                '亿' => {
                    yi = (wan + section + figure.take().unwrap_or(0)) * YI;
                    (wan, section) = (0, 0);
                    continue;
                }
                other => {
                    let place = DIGITS.iter().position(|digit| digit.starts_with(other)).unwrap();
                    figure = Some(u64::try_from(place).unwrap());
                    continue;
                }
            };
            section += figure.take().unwrap_or(1) * scale;
        }
        yi + wan + section + figure.unwrap_or(0)
    }

    proptest! {
        #[test]
        fn what_is_said_can_be_heard_back(count in 0_u64..=9_999_999_999_999_999) {
            prop_assert_eq!(hear(&number(count)), count);
        }

        #[test]
        fn numbers_with_many_zeros_can_be_heard_back(
            figures in proptest::collection::vec(prop_oneof![3 => Just(0_u64), 1 => 1_u64..10], 1..=16),
        ) {
            let count = figures.iter().fold(0, |count, figure| count * 10 + figure);
            let said = number(count);
            prop_assert_eq!(hear(&said), count);
            prop_assert!(!said.contains("零零"), "{}", said);
            prop_assert!(count == 0 || !said.ends_with('零'), "{}", said);
            prop_assert!(!said.starts_with("一十"), "{}", said);
        }

        #[test]
        fn two_amounts_are_never_said_alike(one in 0_u64..=9_999_999_999, other in 0_u64..=9_999_999_999) {
            prop_assume!(one != other);
            prop_assert_ne!(say(one, Currency::SGD), say(other, Currency::SGD));
        }
    }
}
