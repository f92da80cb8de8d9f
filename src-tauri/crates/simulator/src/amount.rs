//! Amounts as the gateway reads them (api.md section 4). The table is the simulator's own.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Currencies of the official table, with the number of decimals a person writes.
const CURRENCIES: &[(&str, u8)] = &[
    ("AUD", 2),
    ("BDT", 2),
    ("BRL", 2),
    ("CAD", 2),
    ("CLP", 0),
    ("CNY", 2),
    ("EUR", 2),
    ("GBP", 2),
    ("HKD", 2),
    ("IDR", 2),
    ("JPY", 0),
    ("KRW", 0),
    ("MXN", 2),
    ("MYR", 2),
    ("NZD", 2),
    ("PEN", 2),
    ("PHP", 2),
    ("PKR", 2),
    ("PLN", 2),
    ("SGD", 2),
    ("THB", 2),
    ("TWD", 2),
    ("USD", 2),
    ("VND", 0),
];
const MOST_DIGITS: usize = 16;

/// An amount in the smallest unit of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Three letters, ISO 4217.
    pub currency: String,
    /// Minor units, at most sixteen digits.
    #[serde(with = "minor_units")]
    pub value: u64,
}

impl Amount {
    pub(crate) fn wire(&self) -> Value {
        json!({ "currency": self.currency, "value": self.value.to_string() })
    }

    pub(crate) fn with_value(&self, value: u64) -> Self {
        Self { currency: self.currency.clone(), value }
    }

    /// The amount as a person reads it: `12.50 SGD`.
    pub(crate) fn shown(&self) -> String {
        let digits = self.value.to_string();
        if decimals(&self.currency) != Some(2) {
            return format!("{digits} {}", self.currency);
        }
        let padded = format!("{digits:0>3}");
        let (whole, fraction) =
            padded.split_at_checked(padded.len().saturating_sub(2)).unwrap_or((&padded, "00"));
        format!("{whole}.{fraction} {}", self.currency)
    }

    /// Reads the wire form; the error names the part that is wrong and why.
    pub(crate) fn read(value: &Value) -> Result<Self, (&'static str, String)> {
        let object = value.as_object().ok_or(("", "must be an object with currency and value".to_owned()))?;
        let currency =
            object.get("currency").and_then(Value::as_str).ok_or((".currency", "is required".to_owned()))?;
        if decimals(currency).is_none() {
            return Err((".currency", format!("{currency:?} is not a currency of the contract")));
        }
        let digits = object
            .get("value")
            .and_then(Value::as_str)
            .ok_or((".value", "must be a string of digits".to_owned()))?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err((".value", "must be a string of digits".to_owned()));
        }
        if digits.len() > MOST_DIGITS {
            return Err((".value", format!("must have at most {MOST_DIGITS} digits")));
        }
        let value: u64 = digits.parse().map_err(|_| (".value", "must be a string of digits".to_owned()))?;
        if value == 0 {
            return Err((".value", "must be more than zero".to_owned()));
        }
        if currency == "IDR" && !multiple(value, 100) {
            return Err((".value", "must be a multiple of 100 in IDR".to_owned()));
        }
        Ok(Self { currency: currency.to_owned(), value })
    }
}

pub(crate) fn decimals(currency: &str) -> Option<u8> {
    CURRENCIES.iter().find(|(name, _)| *name == currency).map(|(_, decimals)| *decimals)
}

pub(crate) fn multiple(value: u64, of: u64) -> bool {
    value.checked_rem(of).is_none_or(|rest| rest == 0)
}

mod minor_units {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &u64, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(source: D) -> Result<u64, D::Error> {
        String::deserialize(source)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(currency: &str, value: &str) -> Result<u64, String> {
        Amount::read(&json!({"currency": currency, "value": value}))
            .map(|amount| amount.value)
            .map_err(|(part, why)| format!("{part} {why}"))
    }

    #[test]
    fn an_amount_is_a_positive_string_of_at_most_sixteen_digits() {
        assert_eq!(read("SGD", "4200"), Ok(4200));
        assert_eq!(read("JPY", "9999999999999999"), Ok(9_999_999_999_999_999));
        for wrong in ["", "0", "-1", "1.0", "1,000", "٣", "12345678901234567", " 1"] {
            assert!(read("SGD", wrong).unwrap_err().starts_with(".value"), "{wrong}");
        }
        assert!(Amount::read(&json!({"currency": "SGD", "value": 12})).is_err());
        assert!(read("XXX", "1").unwrap_err().starts_with(".currency"));
    }

    #[test]
    fn rupiah_have_two_decimals_that_must_be_zero() {
        assert_eq!(read("IDR", "30000"), Ok(30_000));
        assert!(read("IDR", "30050").is_err());
    }

    #[test]
    fn people_read_decimals() {
        let shown = |currency: &str, value| Amount { currency: currency.to_owned(), value }.shown();
        assert_eq!(shown("SGD", 5), "0.05 SGD");
        assert_eq!(shown("SGD", 123_456), "1234.56 SGD");
        assert_eq!(shown("KRW", 30_000), "30000 KRW");
    }
}
