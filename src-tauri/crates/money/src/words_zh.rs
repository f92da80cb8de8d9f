//! An amount said in Simplified Chinese, for reading it back before it is sent.
//!
//! Chinese counts in groups of four digits (万, 亿), and says 零 once for the zeros between two figures. 二 is said 两
//! where it opens a number before 千, 万 or 亿, or stands alone before what is counted.

use crate::{Money, decimal};

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
/// The places of a group of four, from the highest.
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
    let major = format!("{}{}", counted(whole), spoken.major_zh);
    match rest {
        0 => major,
        // Without the 零 the ear takes five cents for fifty.
        1..10 if whole > 0 => format!("{major}零{}{}", digit(rest), spoken.minor_zh),
        _ => format!("{major}{}{}", counted(rest), spoken.minor_zh),
    }
}

/// A number before what it counts.
fn counted(count: u64) -> String {
    if count == 2 {
        return "两".to_owned();
    }
    let said = number(count);
    let said = said.strip_prefix("一十").map_or(said.clone(), |rest| format!("十{rest}"));
    let opens = ["二千", "二万", "二亿"].iter().any(|beginning| said.starts_with(beginning));
    match said.strip_prefix('二') {
        Some(rest) if opens => format!("两{rest}"),
        _ => said,
    }
}

fn number(count: u64) -> String {
    if count >= YI {
        return parted(count, YI, "亿");
    }
    if count >= WAN {
        return parted(count, WAN, "万");
    }
    below_ten_thousand(count)
}

/// So many of a large unit and the rest, with 零 between them where the rest does not reach the next place.
fn parted(count: u64, unit: u64, name: &str) -> String {
    let (many, rest) = (count / unit, count % unit);
    let head = format!("{}{name}", number(many));
    if rest == 0 {
        return head;
    }
    let gap = if rest < unit / 10 { "零" } else { "" };
    format!("{head}{gap}{}", number(rest))
}

fn below_ten_thousand(count: u64) -> String {
    if count == 0 {
        return digit(0).to_owned();
    }
    let mut said = String::new();
    let mut rest = count;
    let mut gap = false;
    for (unit, name) in PLACES {
        let figure = rest / unit;
        rest %= unit;
        if figure == 0 {
            gap = !said.is_empty();
            continue;
        }
        if gap {
            said.push_str(digit(0));
        }
        gap = false;
        said.push_str(digit(figure));
        said.push_str(name);
    }
    said
}

fn digit(figure: u64) -> &'static str {
    usize::try_from(figure).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
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
            (100, Currency::SGD, "一新加坡元"),
            (200, Currency::SGD, "两新加坡元"),
            (118_650, Currency::SGD, "一千一百八十六新加坡元五十分"),
            (1_201, Currency::GBP, "十二英镑零一便士"),
            (50, Currency::USD, "零美元五十美分"),
            (5, Currency::USD, "零美元五美分"),
            (17_000, Currency::JPY, "一万七千日元"),
            (2, Currency::KRW, "两韩元"),
            (150_000_000, Currency::IDR, "一百五十万印尼盾"),
            (100_042, Currency::VND, "十万零四十二越南盾"),
            (1_000_000_000_000_000, Currency::CLP, "一千万亿智利比索"),
        ] {
            assert_eq!(say(minor, currency), words);
        }
    }

    #[test]
    fn zeros_between_figures_are_said_once_and_zeros_at_the_end_never() {
        for (count, words) in [
            (10, "十"),
            (11, "十一"),
            (101, "一百零一"),
            (110, "一百一十"),
            (115, "一百一十五"),
            (1_001, "一千零一"),
            (1_010, "一千零一十"),
            (1_100, "一千一百"),
            (10_001, "一万零一"),
            (10_015, "一万零一十五"),
            (10_100, "一万零一百"),
            (102_000, "十万二千"),
            (1_000_001, "一百万零一"),
            (10_000_000, "一千万"),
            (100_000_001, "一亿零一"),
            (100_010_000, "一亿零一万"),
            (120_000_000, "一亿二千万"),
            (1_000_000_000_000, "一万亿"),
            (1_234_567_800_000_000, "一千二百三十四万五千六百七十八亿"),
            (9_999_999_999_999_999, "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"),
        ] {
            assert_eq!(counted(count), words, "{count}");
        }
    }

    #[test]
    fn two_is_said_as_it_is_counted() {
        for (count, words) in [
            (2, "两"),
            (12, "十二"),
            (20, "二十"),
            (22, "二十二"),
            (200, "二百"),
            (2_000, "两千"),
            (2_222, "两千二百二十二"),
            (12_000, "一万二千"),
            (20_000, "两万"),
            (22_000, "两万二千"),
            (220_000, "二十二万"),
            (200_000_000, "两亿"),
        ] {
            assert_eq!(counted(count), words, "{count}");
        }
    }

    #[test]
    fn every_currency_has_chinese_words_for_each_unit_that_can_be_owed() {
        for currency in Currency::all() {
            let spoken = currency.spoken();
            assert!(!spoken.major_zh.is_empty() && !spoken.major_zh.is_ascii(), "{currency}");
            assert_eq!(spoken.minor_zh.is_empty(), currency.exponent() == 0, "{currency}");
        }
    }

    /// Hears a number back, independently of how it was said.
    fn hear(words: &str) -> u64 {
        let (mut total, mut section, mut figure) = (0_u64, 0_u64, 0_u64);
        let mut bare_ten = true;
        for letter in words.chars() {
            let place = DIGITS.iter().position(|digit| digit.starts_with(letter));
            if let Some(digit) = place.or((letter == '两').then_some(2)) {
                figure = u64::try_from(digit).unwrap();
                bare_ten = digit == 0;
                continue;
            }
            match letter {
                '千' | '百' | '十' => {
                    let unit = PLACES.iter().find(|(_, name)| name.starts_with(letter)).unwrap().0;
                    let times = if bare_ten { 1 } else { figure };
                    section = section.checked_add(times.checked_mul(unit).unwrap()).unwrap();
                }
                '万' => {
                    let whole = section.checked_add(figure).unwrap();
                    total = total.checked_add(whole.checked_mul(WAN).unwrap()).unwrap();
                    section = 0;
                }
                '亿' => {
                    let whole = total.checked_add(section).unwrap().checked_add(figure).unwrap();
                    total = whole.checked_mul(YI).unwrap();
                    section = 0;
                }
                other => panic!("{other}"),
            }
            figure = 0;
            bare_ten = false;
        }
        total.checked_add(section).unwrap().checked_add(figure).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_said_can_be_heard_back(count in 0_u64..=9_999_999_999_999_999) {
            prop_assert_eq!(hear(&counted(count)), count);
        }

        #[test]
        fn small_numbers_can_be_heard_back(count in 0_u64..=2_000_000) {
            prop_assert_eq!(hear(&counted(count)), count);
        }

        #[test]
        fn no_zero_is_said_twice_in_a_row_or_at_the_end(count in 1_u64..=9_999_999_999_999_999) {
            let said = counted(count);
            prop_assert!(!said.contains("零零") && !said.ends_with('零'), "{}", said);
        }
    }
}
