//! A currency Antom settles orders in, and what the gateway demands of its amounts.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use crate::AmountError;
use crate::currency_table::{Iso, Row};

/// One of the currencies of Antom's own table (api.md section 4).
///
/// The table is Antom's, not ISO's and not the platform's: IDR has two decimals on the wire although no
/// fraction of a rupiah can be paid, and a currency the gateway does not list cannot be written down.
///
/// Ordered by code. Prints as its code and serialises as its code.
///
/// ```
/// use money::Currency;
///
/// assert_eq!(Currency::from_code("JPY")?.exponent(), 0);
/// assert_eq!(Currency::IDR.step(), 100);
/// # Ok::<(), money::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(pub(crate) Iso);

impl Currency {
    /// The currency with this three-letter code, in capitals, as the wire spells it.
    ///
    /// # Errors
    ///
    /// [`AmountError::InvalidCurrency`] when the text is not three capital ASCII letters;
    /// [`AmountError::UnsupportedCurrency`] when it is, but Antom's table does not hold it.
    pub fn from_code(code: &str) -> Result<Currency, AmountError> {
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(AmountError::InvalidCurrency);
        }
        Currency::find(code).ok_or_else(|| AmountError::UnsupportedCurrency { currency: code.to_owned() })
    }

    /// The three-letter code, such as `SGD`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// How many decimals the wire counts: 2 for SGD and also for IDR, 0 for CLP, JPY, KRW and VND.
    #[must_use]
    pub fn exponent(self) -> u32 {
        self.row().exponent
    }

    /// The smallest step of an amount in minor units: 100 for IDR (whole rupiah only), otherwise 1.
    #[must_use]
    pub fn step(self) -> u64 {
        self.row().step.get()
    }

    /// Every supported currency, ordered by code.
    #[must_use]
    pub fn all() -> &'static [Currency] {
        Currency::ALL
    }

    /// How many minor units make one major unit.
    pub(crate) fn scale(self) -> NonZeroU64 {
        self.row().scale
    }

    /// Whether no payable amount has a fraction: the exponent is 0, or the step is a whole major unit.
    pub(crate) fn is_fractionless(self) -> bool {
        self.row().step >= self.row().scale
    }

    pub(crate) fn spoken(self) -> &'static crate::currency_table::Spoken {
        &self.row().spoken
    }

    pub(crate) fn step_divides(self, minor: u64) -> bool {
        let Row { step, .. } = self.row();
        minor % *step == 0
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Currency {
    type Err = AmountError;

    fn from_str(code: &str) -> Result<Currency, AmountError> {
        Currency::from_code(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_gateways_and_ordered_by_code() {
        let codes: Vec<&str> = Currency::all().iter().map(|c| c.code()).collect();
        assert_eq!(
            codes.join(" "),
            "AUD BDT BRL CAD CLP CNY EUR GBP HKD IDR JPY KRW MXN MYR NZD PEN PHP PKR PLN SGD THB TWD USD VND"
        );
        assert!(Currency::all().is_sorted());
    }

    #[test]
    fn only_four_currencies_have_no_decimals_and_the_rest_have_two() {
        for currency in Currency::all() {
            let expected = if ["CLP", "JPY", "KRW", "VND"].contains(&currency.code()) { 0 } else { 2 };
            assert_eq!(currency.exponent(), expected, "{currency}");
            assert_eq!(currency.scale().get(), 10_u64.pow(expected), "{currency}");
        }
    }

    #[test]
    fn the_rupiah_alone_moves_in_steps_of_a_hundred() {
        for currency in Currency::all() {
            assert_eq!(currency.step(), if currency.code() == "IDR" { 100 } else { 1 }, "{currency}");
        }
    }

    #[test]
    fn every_code_finds_its_own_currency() {
        for currency in Currency::all() {
            assert_eq!(Currency::from_code(currency.code()), Ok(*currency));
            assert_eq!(currency.code().parse(), Ok(*currency));
        }
    }

    #[test]
    fn a_currency_is_printed_as_its_code_in_logs_too() {
        assert_eq!(format!("{}", Currency::SGD), "SGD");
        assert_eq!(format!("{:?}", Currency::SGD), "SGD");
    }

    #[test]
    fn a_code_that_is_not_three_capital_letters_is_invalid() {
        for code in ["", "SG", "SGDD", "sgd", "Sgd", "S1D", " SGD", "SGD\n", "S\u{ff27}D", "元元元", "€"]
        {
            assert_eq!(Currency::from_code(code), Err(AmountError::InvalidCurrency), "{code:?}");
        }
    }

    #[test]
    fn a_real_currency_outside_the_table_is_unsupported_and_named() {
        for code in ["KWD", "INR", "CHF", "XXX"] {
            let error = Currency::from_code(code).unwrap_err();
            assert_eq!(error.code(), "UNSUPPORTED_CURRENCY");
            assert!(error.to_string().contains(code));
        }
    }
}
