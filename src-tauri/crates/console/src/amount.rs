//! An amount as somebody types it: read, and said in words.

use crate::error::ConsoleError;
use crate::said::Said;
use money::{Currency, Language, Money, TypedAmountError, parse_typed};
use serde::Serialize;

/// An amount that was typed, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AmountRead {
    /// It.
    pub amount: Money,
    /// In words, to be read back to the buyer.
    pub words: String,
}

impl AmountRead {
    /// An amount with its words.
    #[must_use]
    pub fn of(amount: Money, language: Language) -> Self {
        Self { amount, words: language.words(amount) }
    }
}

/// Reads an amount as somebody typed it.
///
/// # Errors
/// [`ConsoleError::Field`] with what could be meant and how to write it.
pub fn read_amount(text: &str, currency: &str, language: Language) -> Result<AmountRead, ConsoleError> {
    let currency = read_currency(currency)?;
    match parse_typed(text, currency) {
        Ok(amount) => Ok(AmountRead::of(amount, language)),
        Err(error) => Err(Mistyped::of(&error).said("amount").into()),
    }
}

/// The currency with this code.
///
/// # Errors
/// [`ConsoleError::Field`] for one that Antom's table does not hold.
pub fn read_currency(code: &str) -> Result<Currency, ConsoleError> {
    Currency::from_code(code.trim()).map_err(|error| {
        ConsoleError::field("amount", error.to_string(), "Choose one of the currencies offered.")
    })
}

/// Why a typed amount was refused, in the words of a form.
pub(crate) struct Mistyped {
    /// The stable word.
    pub code: String,
    /// What is wrong.
    pub problem: String,
    /// What to type.
    pub remedy: String,
    /// What it could mean.
    pub readings: Vec<Money>,
}

impl Mistyped {
    pub(crate) fn of(error: &TypedAmountError) -> Self {
        let told = error.to_string();
        // The sentences of `money` carry their remedy behind a semicolon.
        let (problem, remedy) = told.split_once("; ").unwrap_or((&told, ""));
        Self {
            code: code_of(error),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
            readings: error.readings().to_vec(),
        }
    }

    fn said(self, field: &'static str) -> Said {
        Said::of(field, "amount", self.problem, self.remedy)
    }
}

/// The word a form knows a mistake by: short ones for the two that are met every day.
fn code_of(error: &TypedAmountError) -> String {
    match error {
        TypedAmountError::Empty { .. } => "empty".to_owned(),
        TypedAmountError::Ambiguous { .. } => "ambiguous".to_owned(),
        other => other.code().to_ascii_lowercase().replace('_', "-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_clear_is_read_and_said_in_either_language() {
        let read = read_amount("1,186.50", "SGD", Language::Chinese).unwrap();
        assert_eq!((read.amount.minor(), read.words.as_str()), (118_650, "一千一百八十六新加坡元五十分"));
        assert_eq!(read_amount("12", "JPY", Language::English).unwrap().words, "twelve Japanese yen");
        assert_eq!(
            serde_json::to_value(&read).unwrap()["amount"],
            serde_json::json!({"currency": "SGD", "value": "118650"})
        );
    }

    #[test]
    fn what_could_be_two_amounts_is_read_as_neither() {
        let error = read_amount("17,000", "SGD", Language::English).unwrap_err();
        assert_eq!(error.code(), "bad-field");
        assert!(error.to_string().contains("SGD 17,000.00 or SGD 17.00"), "{error}");
        assert!(error.remedy().contains("17000.00"), "{}", error.remedy());
    }

    #[test]
    fn every_mistake_has_a_sentence_and_a_remedy_of_its_own() {
        for text in ["", "12 EUR", "1.234.5", "-5", "$5", "12.505", "12.", "五", "a lot"] {
            let error = parse_typed(text, Currency::SGD).unwrap_err();
            let Mistyped { code, problem, remedy, .. } = Mistyped::of(&error);
            assert!(!problem.is_empty() && !remedy.is_empty(), "{text}: {problem} / {remedy}");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
        }
    }
}
