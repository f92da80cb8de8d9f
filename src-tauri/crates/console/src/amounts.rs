//! Amounts as people type them.

use crate::error::ConsoleError;
use crate::language::Language;
use money::{Currency, Money, parse_typed};
use serde::Serialize;

/// How an amount is written.
pub(crate) const HOW_TO_WRITE: &str = "Commas group thousands, a point marks decimals: 1,299.00.";

/// An amount that was typed, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmountRead {
    /// The amount.
    pub amount: Money,
    /// In words, to be read back to the buyer.
    pub words: String,
}

impl AmountRead {
    /// An amount with its words.
    #[must_use]
    pub fn of(amount: Money, language: Language) -> Self {
        Self { amount, words: language.words_of(amount) }
    }
}

/// Reads an amount of a currency as a person typed it. What can be read two ways is refused.
///
/// # Errors
/// [`ConsoleError::Field`] with what could be meant and what to type instead.
pub fn read_amount(text: &str, currency: &str, language: Language) -> Result<AmountRead, ConsoleError> {
    let currency = read_currency(currency)?;
    let amount = parse_typed(text, currency)
        .map_err(|error| ConsoleError::field("amount", error.to_string(), HOW_TO_WRITE))?;
    Ok(AmountRead::of(amount, language))
}

/// A currency by its code.
///
/// # Errors
/// [`ConsoleError::Field`] for one Antom does not know.
pub(crate) fn read_currency(code: &str) -> Result<Currency, ConsoleError> {
    Currency::from_code(code.trim())
        .map_err(|error| ConsoleError::field("currency", error.to_string(), "Choose one of the list."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_with_its_words_in_either_language() {
        let read = read_amount("1,186.50", "SGD", Language::English).unwrap();
        assert_eq!(read.amount.minor(), 118_650);
        assert_eq!(read.words, "one thousand one hundred eighty-six Singapore dollars and fifty cents");
        let read = read_amount("1,186.50", "SGD", Language::of("zh-Hans")).unwrap();
        assert_eq!(read.words, "一千一百八十六新加坡元五十分");
    }

    #[test]
    fn what_can_be_read_two_ways_names_both_and_guesses_neither() {
        let error = read_amount("17,000", "SGD", Language::English).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("SGD 17,000.00") && told.contains("SGD 17.00"), "{told}");
        assert_eq!(error.code(), "bad-field");
        assert!(read_amount("17", "XXX", Language::English).unwrap_err().to_string().contains("currency"));
    }
}
