//! Why a typed amount was refused, and what to type instead.

use thiserror::Error;

use crate::{AmountError, Currency, Money};

/// Why a typed amount was refused. Every sentence names the amount's fault and the way to write it.
///
/// What was typed is repeated only as far as it is a plain word or one escaped character, so that a
/// sentence cannot carry control characters or reversed text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TypedAmountError {
    /// There are no digits.
    #[error("the amount is empty; type it in {currency}, such as {}", example(*.currency))]
    Empty {
        /// The currency the amount is asked for in.
        currency: Currency,
    },
    /// The text is far longer than any amount.
    #[error("the amount is too long to be one; type digits only, at most 16 of them")]
    TooLong,
    /// The text means one amount to people who group with commas and another to people who group with dots.
    /// A reading finer than the currency is cut to its decimals.
    #[error(
        "the amount can be read as {} or {}; type {} or {}",
        .readings[0], .readings[1], .readings[0].to_major(), .readings[1].to_major()
    )]
    Ambiguous {
        /// Both readings, the larger first.
        readings: [Money; 2],
    },
    /// The text makes sense only where dots group thousands and a comma marks decimals.
    #[error("{}; if {reading} is meant, type {}", convention(.reading.currency()), .reading.to_major())]
    OtherConvention {
        /// What it says by that other convention.
        reading: Money,
    },
    /// Separators stand where no convention puts them.
    #[error(
        "the amount's thousands are not grouped in threes; type the digits without separators, such as 1299.00"
    )]
    Grouping,
    /// A decimal mark has no digits on one side.
    #[error("the amount's decimal point needs digits on both sides; type 0.50 or 12, not .50 or 12.")]
    Dangling,
    /// There are more decimals than the currency has, if only zeros.
    #[error("the amount has more decimals than {currency} uses; type it like {}", example(*.currency))]
    TooManyDecimals {
        /// The currency the amount is asked for in.
        currency: Currency,
    },
    /// There is a sign, or a bracket as accountants write negative amounts.
    #[error("the amount carries a sign or brackets; type it without, an amount here is never negative")]
    Signed,
    /// Digits of another script or width.
    #[error("the amount contains {digit:?}, which is not one of the digits 0 to 9; type it with those")]
    OtherDigits {
        /// The first such digit.
        digit: char,
    },
    /// A character that has no place in an amount.
    #[error(
        "the amount contains {character:?}; type digits, a point for decimals and commas for thousands only"
    )]
    Character {
        /// The first such character.
        character: char,
    },
    /// A currency symbol. Several currencies share each of them.
    #[error(
        "the amount contains {symbol:?}, which does not say which currency; leave it out or type {currency}"
    )]
    Symbol {
        /// The symbol.
        symbol: char,
        /// The currency the amount is asked for in.
        currency: Currency,
    },
    /// A word that is not a currency's code.
    #[error("the amount contains the word {word}; type digits, and no word but {currency}")]
    Word {
        /// The word: ASCII letters only.
        word: String,
        /// The currency the amount is asked for in.
        currency: Currency,
    },
    /// The code of a currency other than the one asked for.
    #[error(
        "the amount says {typed} where {expected} is asked for; type it in {expected} or change the currency"
    )]
    OtherCurrency {
        /// The currency that was typed.
        typed: Currency,
        /// The currency the amount is asked for in.
        expected: Currency,
    },
    /// The digits are clear and the amount breaks a rule of its currency.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl TypedAmountError {
    /// The stable code for machines. It never changes, whatever happens to the sentence.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            TypedAmountError::Empty { .. } => "EMPTY_AMOUNT",
            TypedAmountError::TooLong => "AMOUNT_TEXT_TOO_LONG",
            TypedAmountError::Ambiguous { .. } => "AMBIGUOUS_AMOUNT",
            TypedAmountError::OtherConvention { .. } => "OTHER_SEPARATORS",
            TypedAmountError::Grouping => "BAD_GROUPING",
            TypedAmountError::Dangling => "DANGLING_POINT",
            TypedAmountError::TooManyDecimals { .. } => "TOO_MANY_DECIMALS",
            TypedAmountError::Signed => "SIGNED_AMOUNT",
            TypedAmountError::OtherDigits { .. } => "OTHER_DIGITS",
            TypedAmountError::Character { .. } => "UNEXPECTED_CHARACTER",
            TypedAmountError::Symbol { .. } => "CURRENCY_SYMBOL",
            TypedAmountError::Word { .. } => "UNEXPECTED_WORD",
            TypedAmountError::OtherCurrency { .. } => "OTHER_CURRENCY",
            TypedAmountError::Amount(error) => error.code(),
        }
    }

    /// The amounts the text could have meant, for offering them as buttons. None of them was taken.
    #[must_use]
    pub fn readings(&self) -> &[Money] {
        match self {
            TypedAmountError::Ambiguous { readings } => readings,
            TypedAmountError::OtherConvention { reading } => std::slice::from_ref(reading),
            _ => &[],
        }
    }
}

/// How an amount of this currency is typed.
fn example(currency: Currency) -> &'static str {
    if currency.is_fractionless() { "17000" } else { "12.50" }
}

/// What our convention is, said as it concerns this currency.
fn convention(currency: Currency) -> String {
    if currency.is_fractionless() {
        format!("the amount must group thousands with commas or not at all, and {currency} has no fractions")
    } else {
        "the amount must use a point for decimals and commas for thousands".to_owned()
    }
}
