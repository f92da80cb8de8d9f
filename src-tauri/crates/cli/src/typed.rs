//! Reading what people type: amounts with their currency, spans of time, items, and secrets from files.

pub mod parts;
pub mod trip;

use crate::desk::somebody_is_there;
use crate::failure::{Failure, sentence};
use crate::output::Output;
use console::file_trouble::plain;
use console::goods::{GoodsMore, Item};
use console::{SecretText, secret_bytes};
use domain::rules::issue::session_is_in_range;
use money::{Currency, Money, TypedAmountError, parse_typed};
use std::ops::RangeInclusive;
use std::path::Path;
use vault::Zeroizing;

/// An amount with its currency before or behind it; without one it is of `usual`.
///
/// # Errors
/// A sentence with both readings where there are two, and what to type instead.
pub fn amount(text: &str, usual: Option<Currency>) -> Result<Money, Failure> {
    let named = code_in(text).and_then(|code| Currency::from_code(&code.to_ascii_uppercase()).ok());
    let Some(currency) = named.or(usual) else {
        let message = match code_in(text) {
            Some(code) => format!("{code:?} in the amount is not a currency Antom knows."),
            None => "The amount does not say its currency.".to_owned(),
        };
        return Err(Failure::usage(
            "amount-currency",
            message,
            "Write it with the currency, such as 'SGD 12.50'.",
        ));
    };
    match usual.filter(|usual| *usual != currency) {
        Some(expected) => Err(amount_error(&TypedAmountError::OtherCurrency { typed: currency, expected })),
        None => parse_typed(text, currency).map_err(|error| amount_error(&error)),
    }
}

fn amount_error(error: &TypedAmountError) -> Failure {
    let remedy = "Commas group thousands, a point marks decimals: 'SGD 1,299.00'.";
    Failure::usage(&error.code().to_ascii_lowercase().replace('_', "-"), sentence(&error.to_string()), remedy)
}

/// The letters before or behind the figures.
fn code_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let letters = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphabetic());
    let front = text.split(|letter: char| !letter.is_ascii_alphabetic()).next().filter(letters);
    front.or_else(|| text.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next().filter(letters))
}

/// A span of time such as `45s`, `60m`, `12h`, `3d`, in seconds.
///
/// # Errors
/// For anything else, naming the option.
pub fn seconds(option: &str, text: &str) -> Result<u64, Failure> {
    span(text).ok_or_else(|| no_span(option, text, "Write it as 45s, 60m, 12h or 3d."))
}

fn no_span(option: &str, text: &str, remedy: &str) -> Failure {
    Failure::usage("bad-time", format!("{option} is not a span of time: {:?}.", text.trim()), remedy)
}

/// Seconds of a span that is longer than none.
fn span(text: &str) -> Option<u64> {
    let text = text.trim();
    let number: String = text.chars().take_while(char::is_ascii_digit).collect();
    let unit = text.strip_prefix(number.as_str()).map(str::trim).unwrap_or_default();
    let size: Option<u64> = match unit {
        "s" => Some(1),
        "m" | "min" => Some(60),
        "h" => Some(3_600),
        "d" => Some(86_400),
        _ => None,
    };
    size.and_then(|size| number.parse::<u64>().ok()?.checked_mul(size)).filter(|seconds| *seconds > 0)
}

/// A life in whole days, as `3d`.
///
/// # Errors
/// For anything that is not a number of whole days.
pub fn days(option: &str, text: &str) -> Result<u32, Failure> {
    let in_days = "Write it in days, such as 3d.";
    let seconds = span(text).ok_or_else(|| no_span(option, text, in_days))?;
    let whole =
        seconds.checked_rem(86_400).filter(|rest| *rest == 0).and_then(|_| seconds.checked_div(86_400));
    whole.and_then(|days| u32::try_from(days).ok()).ok_or_else(|| {
        Failure::usage("bad-time", format!("{option} is not a number of whole days: {text:?}."), in_days)
    })
}

/// The life of a link in seconds.
///
/// # Errors
/// As [`seconds`], and out of the range Antom's sessions have.
pub fn link_life(text: Option<&str>) -> Result<Option<u32>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let (option, range) = ("--link-life", "A link lives 1s to 60m.");
    let seconds = span(text).ok_or_else(|| no_span(option, text, range))?;
    let life = u32::try_from(seconds).unwrap_or(u32::MAX);
    session_is_in_range(life).map_err(|_| out_of_range(option, text, range))?;
    Ok(Some(life))
}

/// A span of time, rounded up to minutes, within a range.
///
/// # Errors
/// As [`seconds`], and with the range in words where it is out of it.
pub fn minutes(option: &str, text: &str, range: &RangeInclusive<u32>) -> Result<u32, Failure> {
    let told = format!("Choose from {}m to {}m.", range.start(), range.end());
    let seconds = span(text).ok_or_else(|| no_span(option, text, &told))?;
    let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    if range.contains(&minutes) { Ok(minutes) } else { Err(out_of_range(option, text, &told)) }
}

fn out_of_range(option: &str, text: &str, range: &str) -> Failure {
    Failure::usage("time-out-of-range", format!("{option} is out of range: {text:?}."), range)
}

/// One item: `name:quantity:price of one`, the price in the currency of the order; or an object with further parts.
///
/// # Errors
/// For anything else.
pub fn item(text: &str, currency: Currency) -> Result<Item, Failure> {
    if parts::is_object(text) {
        return parts::item(text, currency);
    }
    let wrong = |problem: &str| {
        Failure::usage(
            "bad-item",
            format!("{problem}: {text:?}."),
            "Write it as NAME:QUANTITY:PRICE, such as 'Tea:2:6.25'.",
        )
    };
    let (rest, price) = text.rsplit_once(':').ok_or_else(|| wrong("An item has three parts"))?;
    let (name, quantity) = rest.rsplit_once(':').ok_or_else(|| wrong("An item has three parts"))?;
    let quantity = quantity.trim().parse().map_err(|_| wrong("An item's quantity is a whole number"))?;
    let (name, unit) = (name.trim().to_owned(), amount(price, Some(currency))?);
    Ok(Item { name, quantity, unit, more: GoodsMore::default() })
}

/// A secret from a file, or from stdin for `-`. It is never an argument: those can be seen by others.
///
/// # Errors
/// Where it cannot be read, or is not text.
pub fn secret(option: &str, file: &Path) -> Result<SecretText, Failure> {
    let bytes = bytes_of(option, file)?;
    let text = std::str::from_utf8(&bytes).map_err(|error| unreadable(option, file, &error))?;
    if text.trim().is_empty() { Err(empty(option, file)) } else { Ok(SecretText::new(text.to_owned())) }
}

/// The recovery code: typed unseen by the person at the terminal, or from stdin where there is none.
///
/// # Errors
/// Where nothing was typed or handed in.
pub fn recovery_code(out: Output) -> Result<SecretText, Failure> {
    if !somebody_is_there() {
        return secret("The recovery code", Path::new("-"));
    }
    out.question("Recovery code (it is not shown): ");
    Ok(SecretText::new(rpassword::read_password()?))
}

/// PINs: typed unseen by the person at the terminal, one after the other, or from stdin where there is none, each in a line
/// of its own.
///
/// # Errors
/// Where not as many were typed or handed in as were asked for.
pub fn pins(out: Output, asked: &[&str]) -> Result<Vec<SecretText>, Failure> {
    if somebody_is_there() {
        return asked
            .iter()
            .map(|name| {
                out.question(&format!("{name} (it is not shown): "));
                Ok(SecretText::new(rpassword::read_password()?))
            })
            .collect();
    }
    let all = bytes_of("The PIN", Path::new("-"))?;
    let all = std::str::from_utf8(&all).map_err(|error| unreadable("The PIN", Path::new("-"), &error))?;
    let lines: Vec<&str> = all.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() != asked.len() {
        return Err(pins_missing(lines.len(), asked));
    }
    Ok(lines.into_iter().map(|line| SecretText::new(line.to_owned())).collect())
}

/// There is no terminal, and stdin did not bring what was asked for.
fn pins_missing(lines: usize, asked: &[&str]) -> Failure {
    let message = match (lines, asked.len()) {
        (0, _) => "No PIN came on stdin, and there is no terminal to type it on.".to_owned(),
        (1, needed) => format!("On stdin there is one line, and {needed} are needed."),
        (lines, needed) => format!("On stdin there are {lines} lines, and {needed} needed."),
    };
    let remedy = format!("Hand them over on stdin, each in a line of its own: {}.", asked.join(", then "));
    Failure::usage("bad-field", message, remedy)
}

/// A key from a file, or from stdin for `-`.
///
/// # Errors
/// As [`secret`].
pub fn key(option: &str, file: &Path) -> Result<SecretText, Failure> {
    let key = SecretText::of_key(&bytes_of(option, file)?);
    if key.is_blank() { Err(empty(option, file)) } else { Ok(key) }
}

fn bytes_of(option: &str, file: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let read = if file.as_os_str() == "-" {
        secret_bytes(std::io::stdin().lock())
    } else {
        std::fs::File::open(file).and_then(secret_bytes)
    };
    read.map_err(|error| unreadable(option, file, &plain(&error)))
}

fn empty(option: &str, file: &Path) -> Failure {
    if file.as_os_str() == "-" {
        let message = format!("{option}: nothing came on stdin.");
        return Failure::usage("empty-file", message, "Hand it over on stdin, or name a file that holds it.");
    }
    let message = format!("{option}: {} is empty.", file.display());
    Failure::usage("empty-file", message, "Give the file that holds it.")
}

fn unreadable(option: &str, file: &Path, why: &dyn std::fmt::Display) -> Failure {
    let message = format!("{option}: {} cannot be read: {why}.", file.display());
    Failure::usage("file-unreadable", message, "Check its name, and that it is a file you may read.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_says_its_currency_on_either_side() {
        for text in ["SGD 12.50", "12.50 SGD", "sgd12.5"] {
            assert_eq!(amount(text, None).unwrap().to_string(), "SGD 12.50", "{text}");
        }
        assert_eq!(amount("12.50", Some(Currency::SGD)).unwrap().to_string(), "SGD 12.50");
    }

    #[test]
    fn an_amount_that_can_be_read_two_ways_is_refused_with_both_readings() {
        let failure = amount("SGD 17,000", None).unwrap_err();
        assert_eq!(failure.code, "ambiguous-amount");
        assert!(
            failure.message.contains("17,000") && failure.message.contains("17.00"),
            "{}",
            failure.message
        );
    }

    #[test]
    fn an_amount_without_or_with_a_foreign_currency_is_refused() {
        assert_eq!(amount("12.50", None).unwrap_err().code, "amount-currency");
        assert_eq!(amount("XXX 12.50", None).unwrap_err().code, "amount-currency");
        assert_eq!(amount("USD 12.50", Some(Currency::SGD)).unwrap_err().code, "other-currency");
    }

    #[test]
    fn spans_of_time_have_a_unit() {
        assert_eq!(seconds("--life", "3d").unwrap(), 259_200);
        assert_eq!(seconds("--life", "60 min").unwrap(), 3_600);
        for text in ["3", "d", "0d", "-1d", "3w", "", "99999999999999999999d"] {
            assert_eq!(seconds("--life", text).unwrap_err().code, "bad-time", "{text}");
        }
    }

    #[test]
    fn a_request_lives_whole_days() {
        assert_eq!((days("--life", "3d").unwrap(), days("--life", "48h").unwrap()), (3, 2));
        assert_eq!(days("--life", "12h").unwrap_err().code, "bad-time");
        assert_eq!(link_life(Some("45m")).unwrap(), Some(2_700));
        let failure = link_life(Some("61m")).unwrap_err();
        assert_eq!((failure.exit, failure.code.as_str()), (2, "time-out-of-range"));
        assert!(failure.message.contains("--link-life") && failure.remedy.contains("60m"), "{failure:?}");
        let failure = minutes("--lock-after", "2h", &(1..=60)).unwrap_err();
        assert!(failure.exit == 2 && failure.remedy.contains("1m to 60m"), "{failure:?}");
        assert_eq!(minutes("--lock-after", "90s", &(1..=60)).unwrap(), 2);
    }

    #[test]
    fn an_items_name_may_hold_colons() {
        let read = item("Tea: green:2:6.25", Currency::SGD).unwrap();
        assert_eq!(
            (read.name.as_str(), read.quantity, read.unit.to_string()),
            ("Tea: green", 2, "SGD 6.25".to_owned())
        );
        for text in ["Tea", "Tea:2", "Tea:two:6.25"] {
            assert_eq!(item(text, Currency::SGD).unwrap_err().code, "bad-item", "{text}");
        }
    }

    #[test]
    fn a_key_may_be_der_and_a_code_may_not() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("key.der");
        std::fs::write(&file, [0x30, 0x82, 0x04, 0xbd]).unwrap();
        assert_eq!(key("--key-file", &file).unwrap().expose(), "MIIEvQ==");
        assert_eq!(secret("--open", &file).unwrap_err().code, "file-unreadable");
        std::fs::write(&file, "MIIEvQ==\n").unwrap();
        assert_eq!(key("--key-file", &file).unwrap().expose(), "MIIEvQ==\n");
        for nothing in ["", " \n"] {
            std::fs::write(&file, nothing).unwrap();
            assert_eq!(key("--key-file", &file).unwrap_err().code, "empty-file");
            assert_eq!(secret("--open", &file).unwrap_err().code, "empty-file");
        }
    }
}
