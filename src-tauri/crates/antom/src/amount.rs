//! The wire form of an amount.

use crate::wire::Field;
use money::{AmountError, Money};
use serde::{Deserialize, Serialize};

/// `{"currency":"SGD","value":"4200"}`: minor units as a string of digits (api.md section 4).
///
/// Any text is representable, because an answer must be readable before it can be judged;
/// turn it into [`Money`] to calculate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// Three-letter ISO 4217 code.
    pub currency: String,
    /// Minor units, ASCII digits, at most 16.
    pub value: String,
}

impl Amount {
    /// The amount as money.
    ///
    /// # Errors
    /// Whatever [`Money::from_wire`] refuses: unknown currency, not digits, too long, granularity.
    pub fn money(&self) -> Result<Money, AmountError> {
        Money::from_wire(&self.currency, &self.value)
    }

    /// True when both say the same amount of the same currency, however it is spelt.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self == other || matches!((self.money(), other.money()), (Ok(one), Ok(two)) if one == two)
    }
}

impl TryFrom<&Amount> for Money {
    type Error = AmountError;
    fn try_from(amount: &Amount) -> Result<Self, Self::Error> {
        amount.money()
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { currency: money.currency().code().to_owned(), value: money.wire_value() }
    }
}

impl Field for Amount {
    fn read(value: serde_json::Value) -> Result<Option<Self>, String> {
        // Antom writes `{}` where it has nothing to say, as in the `paymentResultInfo` of guides 0, 2 and 4.
        if value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty) {
            return Ok(None);
        }
        serde_json::from_value(value).map(Some).map_err(|error| format!("an amount was expected: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_survives_the_way_to_money_and_back() {
        let amount = Amount { currency: "SGD".into(), value: "4200".into() };
        assert_eq!(Amount::from(Money::try_from(&amount).unwrap()), amount);
    }

    #[test]
    fn another_currency_or_value_does_not_agree() {
        let amount = |currency: &str, value: &str| Amount { currency: currency.into(), value: value.into() };
        assert!(!amount("SGD", "4200").agrees_with(&amount("USD", "4200")));
        assert!(!amount("SGD", "4200").agrees_with(&amount("SGD", "42000")));
        assert!(amount("XXX", "1").agrees_with(&amount("XXX", "1")));
    }

    #[test]
    fn an_empty_object_says_nothing() {
        assert_eq!(Amount::read(serde_json::json!({})), Ok(None));
        assert!(Amount::read(serde_json::json!({"currency":"SGD"})).is_err(), "half an amount is a surprise");
    }

    #[test]
    fn an_amount_that_is_not_an_object_of_strings_is_an_error() {
        assert!(Amount::read(serde_json::json!({"currency":"SGD","value":4200})).is_err());
        assert!(Amount::read(serde_json::json!("4200")).is_err());
    }
}
