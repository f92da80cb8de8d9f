//! What people type into an amount field.
//!
//! Countersign writes amounts one way: commas group thousands, a point marks decimals. Many people are
//! used to the opposite, and a text such as `17,000` is seventeen thousand to one half of them and
//! seventeen to the other. So a text is read by both conventions. It is accepted only if our convention
//! can read it and the other cannot, or both agree; otherwise the refusal says what could be meant and
//! how to write it. The shorter reading is never taken silently.

mod error;
mod reading;

pub use error::TypedAmountError;

use crate::{Currency, Money};
use reading::{COMMA_GROUPS, DOT_GROUPS, Misread, read};

/// No lawful amount, however grouped, comes near this many characters.
const LONGEST: usize = 64;

/// Marks people know for currencies. None of them names one of Antom's currencies for certain.
const SYMBOLS: &str = "$€£¥₩₫฿₱₹₨₽₿元円원฿৳¢";

/// Signs, and the brackets of accountants, in every spelling a keyboard or a spreadsheet produces.
const SIGNS: &str = "+-()\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}\u{ff0b}\u{ff0d}";

/// Reads an amount of `currency` as a person typed it.
///
/// Accepted: ASCII digits, grouped in thousands by commas or spaces or not at all, a point before at most
/// as many decimals as the currency has, and the currency's own code before or after (`1299`,
/// `1,299.00`, `1 299.5`, `SGD 12.50`, `12.50 sgd`). Zero is accepted; whether nothing may be paid is not
/// for this crate to say.
///
/// # Errors
///
/// [`TypedAmountError`], whose sentence says what could be meant and what to type instead.
///
/// ```
/// use money::{Currency, Money, TypedAmountError, parse_typed};
///
/// assert_eq!(parse_typed("SGD 1,299.5", Currency::SGD)?.minor(), 129_950);
/// assert_eq!(parse_typed("17,000", Currency::JPY)?.minor(), 17_000);
///
/// let error = parse_typed("17,000", Currency::SGD).unwrap_err();
/// assert_eq!(error.code(), "AMBIGUOUS_AMOUNT");
/// assert!(error.to_string().contains("SGD 17,000.00 or SGD 17.00"));
/// # Ok::<(), TypedAmountError>(())
/// ```
pub fn parse_typed(text: &str, currency: Currency) -> Result<Money, TypedAmountError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(TypedAmountError::TooLong);
    }
    let body = without_code(text.trim(), currency)?;
    let body = plain(body, currency)?;
    decide(read(&body, COMMA_GROUPS, currency), read(&body, DOT_GROUPS, currency), currency)
}

/// Takes the currency's code off either end, and refuses any other word and every currency symbol.
fn without_code(text: &str, currency: Currency) -> Result<&str, TypedAmountError> {
    if let Some(symbol) = text.chars().find(|c| SYMBOLS.contains(*c)) {
        return Err(TypedAmountError::Symbol { symbol, currency });
    }
    let letter = |c: char| c.is_ascii_alphabetic();
    let rest = text.trim_start_matches(letter);
    let leading = text.strip_suffix(rest).unwrap_or_default();
    if !leading.is_empty() {
        is_own_code(leading, currency)?;
        return Ok(rest.trim());
    }
    let rest = text.trim_end_matches(letter);
    let trailing = text.strip_prefix(rest).unwrap_or_default();
    if !trailing.is_empty() {
        is_own_code(trailing, currency)?;
    }
    Ok(rest.trim())
}

fn is_own_code(word: &str, currency: Currency) -> Result<(), TypedAmountError> {
    match Currency::from_code(&word.to_ascii_uppercase()) {
        Ok(typed) if typed == currency => Ok(()),
        Ok(typed) => Err(TypedAmountError::OtherCurrency { typed, expected: currency }),
        Err(_) => Err(TypedAmountError::Word { word: word.to_owned(), currency }),
    }
}

/// Leaves ASCII digits, points, commas and plain spaces, or says which character is in the way.
fn plain(body: &str, currency: Currency) -> Result<String, TypedAmountError> {
    let mut text = String::with_capacity(body.len());
    for character in body.chars() {
        match character {
            '0'..='9' | '.' | ',' | ' ' => text.push(character),
            // No-break, narrow no-break, thin and figure spaces group thousands in pasted text.
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => text.push(' '),
            sign if SIGNS.contains(sign) => return Err(TypedAmountError::Signed),
            digit if digit.is_numeric() => return Err(TypedAmountError::OtherDigits { digit }),
            character => return Err(TypedAmountError::Character { character }),
        }
    }
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        Ok(text)
    } else {
        Err(TypedAmountError::Empty { currency })
    }
}

/// Weighs the reading of our convention against that of the other.
fn decide(
    ours: Result<Money, Misread>,
    theirs: Result<Money, Misread>,
    currency: Currency,
) -> Result<Money, TypedAmountError> {
    // Three digits behind a mark are thousands to one reader and decimals to the other, unless nobody
    // who uses the currency writes decimals at all.
    let decimals_matter = !currency.is_fractionless();
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) if ours == theirs => Ok(ours),
        (Ok(one), Ok(other)) => Err(ambiguous(one, other)),
        (Ok(ours), Err(Misread::TooFine { cut: Some(cut) })) if decimals_matter => Err(ambiguous(ours, cut)),
        (Err(Misread::TooFine { cut: Some(cut) }), Ok(theirs)) if decimals_matter => {
            Err(ambiguous(theirs, cut))
        }
        (Ok(ours), Err(_)) => Ok(ours),
        (Err(_), Ok(reading)) => Err(TypedAmountError::OtherConvention { reading }),
        (Err(misread), Err(_)) => Err(misread.explained(currency)),
    }
}

fn ambiguous(one: Money, other: Money) -> TypedAmountError {
    let readings = if one.minor() >= other.minor() { [one, other] } else { [other, one] };
    TypedAmountError::Ambiguous { readings }
}

#[cfg(test)]
mod tests;
