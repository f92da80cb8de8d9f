//! An amount of money and its arithmetic.

use std::cmp::Ordering;

use crate::{AmountError, AmountRule, Currency, decimal};

/// The largest value sixteen digits can write.
const LARGEST: u64 = 9_999_999_999_999_999;

/// A non-negative amount: whole minor units of a currency, at most 16 digits.
///
/// A `Money` always satisfies its currency's rules. Amounts of different currencies have no order and
/// cannot be added; `==` is false between them.
///
/// Serialises as the gateway's Amount object, `{"currency":"SGD","value":"4200"}`, with the value a
/// string: sixteen digits do not fit a JavaScript number (api.md section 4).
///
/// ```
/// use money::{Currency, Money};
///
/// let captured = Money::from_minor(4_200, Currency::SGD)?;
/// let refunded = Money::from_minor(1_250, Currency::SGD)?;
/// assert_eq!(captured.checked_sub(refunded)?.to_string(), "SGD 29.50");
/// assert_eq!(refunded.checked_sub(captured).unwrap_err().code(), "NEGATIVE");
/// # Ok::<(), money::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(as = "crate::json::Outgoing"))]
pub struct Money {
    minor: u64,
    currency: Currency,
}

impl Money {
    /// An amount of so many minor units: 4200 in SGD is forty-two dollars.
    ///
    /// # Errors
    ///
    /// [`AmountError::ValueTooLong`] above 16 digits; [`AmountError::RuleViolation`] when the currency
    /// only moves in larger steps.
    pub fn from_minor(minor: u64, currency: Currency) -> Result<Money, AmountError> {
        if minor > LARGEST {
            return Err(AmountError::ValueTooLong);
        }
        if !currency.step_divides(minor) {
            let step = Money { minor: currency.step(), currency };
            return Err(AmountError::RuleViolation { rule: AmountRule::CurrencyStep { currency, step } });
        }
        Ok(Money { minor, currency })
    }

    /// Nothing, in this currency. Requests never carry it, but notifications may (api.md section 4).
    #[must_use]
    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// An amount as the wire spells it: a currency code and minor units in ASCII digits.
    ///
    /// # Errors
    ///
    /// In this order: [`AmountError::InvalidCurrency`], [`AmountError::UnsupportedCurrency`],
    /// [`AmountError::InvalidValueFormat`], [`AmountError::ValueTooLong`] (more than 16 characters,
    /// leading zeros included), [`AmountError::RuleViolation`].
    pub fn from_wire(currency: &str, value: &str) -> Result<Money, AmountError> {
        let currency = Currency::from_code(currency)?;
        Money::from_minor(decimal::minor_from_wire(value)?, currency)
    }

    /// The value as the wire spells it: minor units, without leading zeros.
    #[must_use]
    pub fn wire_value(self) -> String {
        self.minor.to_string()
    }

    /// An amount from a strict decimal string of major units, such as `"12.50"`.
    ///
    /// Zeros beyond the currency's decimals are allowed, signs, grouping and spaces are not. What people
    /// type goes through [`parse_typed`](crate::parse_typed) instead.
    ///
    /// # Errors
    ///
    /// In this order: [`AmountError::InvalidCurrency`], [`AmountError::UnsupportedCurrency`],
    /// [`AmountError::InvalidAmountFormat`], [`AmountError::ExcessPrecision`],
    /// [`AmountError::ValueTooLong`], [`AmountError::RuleViolation`].
    pub fn from_major(text: &str, currency: &str) -> Result<Money, AmountError> {
        decimal::from_major(text, Currency::from_code(currency)?)
    }

    /// The amount in major units as a strict decimal string with all decimals: `"12.00"`, `"17000"` for JPY.
    #[must_use]
    pub fn to_major(self) -> String {
        decimal::to_major(self.minor, self.currency)
    }

    /// The amount in minor units.
    #[must_use]
    pub fn minor(self) -> u64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Whether this is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`AmountError::CurrencyMismatch`]; [`AmountError::Overflow`] above 16 digits.
    pub fn checked_add(self, other: Money) -> Result<Money, AmountError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_add(other.minor))
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`AmountError::CurrencyMismatch`]; [`AmountError::Negative`] when `other` is larger.
    pub fn checked_sub(self, other: Money) -> Result<Money, AmountError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(AmountError::Negative)?;
        Ok(Money { minor, ..self })
    }

    /// The amount so many times.
    ///
    /// # Errors
    ///
    /// [`AmountError::Overflow`] above 16 digits.
    pub fn checked_mul(self, times: u64) -> Result<Money, AmountError> {
        self.with_minor(self.minor.checked_mul(times))
    }

    /// The sum of amounts, which must all be in `currency`; nothing when there are none.
    ///
    /// # Errors
    ///
    /// As [`Money::checked_add`].
    pub fn sum<I>(currency: Currency, amounts: I) -> Result<Money, AmountError>
    where
        I: IntoIterator<Item = Money>,
    {
        amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add)
    }

    /// Which of two amounts is larger.
    ///
    /// # Errors
    ///
    /// [`AmountError::CurrencyMismatch`]: amounts of different currencies have no order.
    pub fn compare(self, other: Money) -> Result<Ordering, AmountError> {
        self.same_currency(other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    fn same_currency(self, other: Money) -> Result<(), AmountError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(AmountError::CurrencyMismatch { left: self.currency, right: other.currency })
    }

    /// Sums and multiples of whole steps are whole steps, so only the length is left to check.
    fn with_minor(self, minor: Option<u64>) -> Result<Money, AmountError> {
        match minor {
            Some(minor) if minor <= LARGEST => Ok(Money { minor, ..self }),
            _ => Err(AmountError::Overflow),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
