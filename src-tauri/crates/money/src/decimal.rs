//! Between decimal strings of major units and wire values of minor units, strictly.
//!
//! The rules and the order in which they are checked are those of the official SDK's amount tool
//! (api.md section 4). The two string-to-string conversions stand beside [`Money`] because the SDK prints a
//! wire value that breaks its currency's step, and a [`Money`] cannot hold one.

use crate::{AmountError, Currency, Money};

/// The wire's limit on the length of a value, in characters (api.md section 3).
const WIRE_DIGITS: usize = 16;

/// Turns a strict decimal amount (`"12.50"`) into a wire value (`"1250"`).
///
/// # Errors
///
/// As [`Money::from_major`].
///
/// ```
/// assert_eq!(money::major_to_wire_value("12.50", "SGD")?, "1250");
/// assert_eq!(money::major_to_wire_value("12.505", "SGD").unwrap_err().code(), "EXCESS_PRECISION");
/// # Ok::<(), money::AmountError>(())
/// ```
pub fn major_to_wire_value(amount: &str, currency: &str) -> Result<String, AmountError> {
    Ok(Money::from_major(amount, currency)?.wire_value())
}

/// Turns a wire value (`"1250"`) into a decimal amount (`"12.50"`), for showing what a message said even
/// where it breaks the currency's step.
///
/// # Errors
///
/// In this order: [`AmountError::InvalidCurrency`], [`AmountError::UnsupportedCurrency`],
/// [`AmountError::InvalidValueFormat`], [`AmountError::ValueTooLong`].
///
/// ```
/// assert_eq!(money::wire_value_to_major("1250", "SGD")?, "12.50");
/// assert_eq!(money::wire_value_to_major("150", "IDR")?, "1.50");
/// # Ok::<(), money::AmountError>(())
/// ```
pub fn wire_value_to_major(value: &str, currency: &str) -> Result<String, AmountError> {
    let currency = Currency::from_code(currency)?;
    Ok(to_major(minor_from_wire(value)?, currency))
}

/// Checks a wire value against its currency.
///
/// # Errors
///
/// As [`Money::from_wire`].
pub fn check_wire_value(value: &str, currency: &str) -> Result<(), AmountError> {
    Money::from_wire(currency, value).map(|_| ())
}

/// Reads minor units as the wire spells them. Leading zeros are read, but count as characters.
pub(crate) fn minor_from_wire(value: &str) -> Result<u64, AmountError> {
    if !is_digits(value) {
        return Err(AmountError::InvalidValueFormat);
    }
    if value.len() > WIRE_DIGITS {
        return Err(AmountError::ValueTooLong);
    }
    value.parse().map_err(|_| AmountError::ValueTooLong)
}

/// Reads a strict decimal string of major units.
pub(crate) fn from_major(text: &str, currency: Currency) -> Result<Money, AmountError> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(AmountError::InvalidAmountFormat),
        None => (text, ""),
    };
    if !is_digits(whole) {
        return Err(AmountError::InvalidAmountFormat);
    }
    from_parts(whole, fraction, currency)
}

/// Joins the digits before and after a decimal mark. Both must be ASCII digits or empty.
pub(crate) fn from_parts(whole: &str, fraction: &str, currency: Currency) -> Result<Money, AmountError> {
    let decimals = decimals(currency);
    let (kept, beyond) = fraction.split_at_checked(decimals).unwrap_or((fraction, ""));
    if beyond.bytes().any(|digit| digit != b'0') {
        return Err(AmountError::ExcessPrecision { currency });
    }
    let digits = format!("{whole}{kept:0<decimals$}");
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Ok(Money::zero(currency));
    }
    Money::from_minor(minor_from_wire(significant)?, currency)
}

/// Prints minor units with all decimals of the currency and no grouping.
pub(crate) fn to_major(minor: u64, currency: Currency) -> String {
    let (whole, rest) = split(minor, currency);
    let decimals = decimals(currency);
    if decimals == 0 { whole.to_string() } else { format!("{whole}.{rest:0>decimals$}") }
}

/// Whole major units, and the minor units left over.
pub(crate) fn split(minor: u64, currency: Currency) -> (u64, u64) {
    let scale = currency.scale();
    (minor / scale, minor % scale)
}

/// The currency's decimals as a length of text.
pub(crate) fn decimals(currency: Currency) -> usize {
    usize::try_from(currency.exponent()).unwrap_or(usize::MAX)
}

pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, AmountError>) -> Result<T, &'static str> {
        result.map_err(|error| error.code())
    }

    #[test]
    fn decimal_amounts_become_minor_units_by_the_currencys_exponent() {
        for (amount, currency, value) in [
            ("12.5", "SGD", "1250"),
            ("12", "SGD", "1200"),
            ("0.01", "SGD", "1"),
            ("0", "SGD", "0"),
            ("000.000000", "SGD", "0"),
            ("0007.10", "SGD", "710"),
            ("1.2300000", "SGD", "123"),
            ("17000", "JPY", "17000"),
            ("17000.000", "JPY", "17000"),
            ("1", "IDR", "100"),
            ("99999999999999.99", "USD", "9999999999999999"),
            ("9999999999999999", "KRW", "9999999999999999"),
            ("00000000000000000000001", "KRW", "1"),
        ] {
            assert_eq!(major_to_wire_value(amount, currency).unwrap(), value, "{amount} {currency}");
        }
    }

    #[test]
    fn decimal_amounts_that_break_a_rule_are_refused_by_its_code() {
        for (amount, currency, expected) in [
            ("1", "sgd", "INVALID_CURRENCY"),
            ("x", "SG", "INVALID_CURRENCY"),
            ("x", "KWD", "UNSUPPORTED_CURRENCY"),
            ("", "SGD", "INVALID_AMOUNT_FORMAT"),
            (".", "SGD", "INVALID_AMOUNT_FORMAT"),
            (".5", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("5.", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1.2.3", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("-1", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("+1", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1e3", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1,000", "SGD", "INVALID_AMOUNT_FORMAT"),
            (" 1", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1\n", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1.5\n", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("\u{ff11}", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("\u{661}.5", "SGD", "INVALID_AMOUNT_FORMAT"),
            ("1.005", "SGD", "EXCESS_PRECISION"),
            ("1.0000001", "SGD", "EXCESS_PRECISION"),
            ("0.1", "JPY", "EXCESS_PRECISION"),
            ("0.001", "IDR", "EXCESS_PRECISION"),
            ("100000000000000", "SGD", "VALUE_TOO_LONG"),
            ("10000000000000000", "VND", "VALUE_TOO_LONG"),
            ("999999999999999999999999999999", "SGD", "VALUE_TOO_LONG"),
            ("99999999999999999999.99", "IDR", "VALUE_TOO_LONG"),
            ("99999999999999999999.999", "IDR", "EXCESS_PRECISION"),
            ("1.5", "IDR", "RULE_VIOLATION"),
            ("0.01", "IDR", "RULE_VIOLATION"),
        ] {
            assert_eq!(code(major_to_wire_value(amount, currency)), Err(expected), "{amount:?} {currency}");
        }
    }

    #[test]
    fn wire_values_print_with_all_decimals() {
        for (value, currency, amount) in [
            ("0", "SGD", "0.00"),
            ("7", "SGD", "0.07"),
            ("1250", "SGD", "12.50"),
            ("0000000000001250", "SGD", "12.50"),
            ("17000", "JPY", "17000"),
            ("0017", "JPY", "17"),
            ("150", "IDR", "1.50"),
            ("9999999999999999", "USD", "99999999999999.99"),
        ] {
            assert_eq!(wire_value_to_major(value, currency).unwrap(), amount, "{value} {currency}");
        }
    }

    #[test]
    fn wire_values_are_at_most_sixteen_ascii_digits() {
        for (value, currency, expected) in [
            ("1", "usd", "INVALID_CURRENCY"),
            ("1", "ZZZ", "UNSUPPORTED_CURRENCY"),
            ("", "USD", "INVALID_VALUE_FORMAT"),
            ("1.0", "USD", "INVALID_VALUE_FORMAT"),
            ("-1", "USD", "INVALID_VALUE_FORMAT"),
            (" 1", "USD", "INVALID_VALUE_FORMAT"),
            ("1\n", "USD", "INVALID_VALUE_FORMAT"),
            ("\u{ff11}", "USD", "INVALID_VALUE_FORMAT"),
            ("00000000000000001", "USD", "VALUE_TOO_LONG"),
            ("10000000000000000", "IDR", "VALUE_TOO_LONG"),
        ] {
            assert_eq!(code(wire_value_to_major(value, currency)), Err(expected), "{value:?} {currency}");
            assert_eq!(code(check_wire_value(value, currency)), Err(expected), "{value:?} {currency}");
        }
    }

    #[test]
    fn a_value_between_the_steps_of_its_currency_is_refused_but_can_be_shown() {
        assert_eq!(code(check_wire_value("150", "IDR")), Err("RULE_VIOLATION"));
        assert_eq!(code(check_wire_value("00", "IDR")), Ok(()));
        assert_eq!(code(check_wire_value("00100", "IDR")), Ok(()));
        assert_eq!(wire_value_to_major("150", "IDR").unwrap(), "1.50");
    }
}
