//! What can be wrong with an amount.

use thiserror::Error;

use crate::{Currency, Money};

/// Why an amount was refused.
///
/// The first seven kinds are those of Antom's official SDK, by the same codes, so that the two can be
/// compared case by case (api.md section 4); the last three belong to arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AmountError {
    /// The currency is not three capital ASCII letters.
    #[error("the currency must be three capital letters, such as SGD")]
    InvalidCurrency,
    /// The currency is well formed, but Antom's table does not hold it.
    #[error("the currency {currency} is not one Antom lists; use one of the supported codes, such as SGD")]
    UnsupportedCurrency {
        /// The code that was asked for.
        currency: String,
    },
    /// A decimal amount is not plain ASCII digits with at most one point between digits.
    #[error("the amount must be plain digits with at most one decimal point, such as 12.50")]
    InvalidAmountFormat,
    /// A wire value is not plain ASCII digits.
    #[error("the amount value must be minor units in plain digits only, such as 1250")]
    InvalidValueFormat,
    /// A decimal amount is finer than the currency's minor unit.
    #[error("the amount is finer than {currency} allows; use at most {} decimals", currency.exponent())]
    ExcessPrecision {
        /// The currency whose decimals were exceeded.
        currency: Currency,
    },
    /// The value takes more than the 16 digits the wire has room for.
    #[error("the amount value has more than 16 digits; use a smaller amount")]
    ValueTooLong,
    /// The value breaks a granularity or minimum rule of its currency or payment method.
    #[error("{rule}")]
    RuleViolation {
        /// The rule that was broken.
        rule: AmountRule,
    },
    /// Two amounts of different currencies were added, subtracted or compared.
    #[error("the amounts are in {left} and {right}; use amounts of one currency")]
    CurrencyMismatch {
        /// Currency of the amount operated on.
        left: Currency,
        /// Currency of the other amount.
        right: Currency,
    },
    /// A sum or product takes more than 16 digits.
    #[error("the resulting amount has more than 16 digits; use smaller amounts")]
    Overflow,
    /// A difference would fall below zero.
    #[error("the resulting amount would be below zero; subtract no more than there is")]
    Negative,
}

impl AmountError {
    /// The stable code for machines. It never changes, whatever happens to the sentence.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            AmountError::InvalidCurrency => "INVALID_CURRENCY",
            AmountError::UnsupportedCurrency { .. } => "UNSUPPORTED_CURRENCY",
            AmountError::InvalidAmountFormat => "INVALID_AMOUNT_FORMAT",
            AmountError::InvalidValueFormat => "INVALID_VALUE_FORMAT",
            AmountError::ExcessPrecision { .. } => "EXCESS_PRECISION",
            AmountError::ValueTooLong => "VALUE_TOO_LONG",
            AmountError::RuleViolation { .. } => "RULE_VIOLATION",
            AmountError::CurrencyMismatch { .. } => "CURRENCY_MISMATCH",
            AmountError::Overflow => "OVERFLOW",
            AmountError::Negative => "NEGATIVE",
        }
    }
}

/// The granularity or minimum an amount broke. Prints as a sentence with the remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountRule {
    /// The currency only moves in steps: whole rupiah for IDR.
    #[error("an amount in {currency} must be a multiple of {step}; round it to a whole {}", currency.spoken().major_one)]
    CurrencyStep {
        /// The currency.
        currency: Currency,
        /// The step, as an amount.
        step: Money,
    },
    /// The payment method only moves in steps of this currency.
    #[error("an amount paid by {method} must be a multiple of {step}; round it or offer another method")]
    MethodStep {
        /// The method's wire name.
        method: &'static str,
        /// The step, as an amount.
        step: Money,
    },
    /// The payment method moves no less than this.
    #[error(
        "an amount paid or refunded by {method} must be at least {minimum}; raise it or use another method"
    )]
    MethodMinimum {
        /// The method's wire name.
        method: &'static str,
        /// The least amount it moves.
        minimum: Money,
    },
}
