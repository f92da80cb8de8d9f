//! The JSON of amounts: the gateway's Amount object, and a currency as its code (api.md section 3).

use std::borrow::Cow;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Currency, Money};

#[derive(Serialize)]
#[serde(rename = "Amount")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub(crate) struct Outgoing {
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    currency: Currency,
    /// Minor units, digits only.
    value: String,
}

/// Fields the gateway may add one day are let through, as everywhere in its answers.
#[derive(Deserialize)]
#[serde(rename = "Amount")]
struct Incoming<'a> {
    #[serde(borrow)]
    currency: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Outgoing { currency: self.currency(), value: self.wire_value() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let amount = Incoming::deserialize(deserializer)?;
        Money::from_wire(&amount.currency, &amount.value).map_err(D::Error::custom)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::from_code(&code)
            .map_err(|_| D::Error::invalid_value(Unexpected::Str(&code), &"the code of a supported currency"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_gateways_object_with_a_string_of_minor_units() {
        let amount = Money::from_minor(4_200, Currency::SGD).unwrap();
        let json = serde_json::to_string(&amount).unwrap();
        assert_eq!(json, r#"{"currency":"SGD","value":"4200"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), amount);
    }

    #[test]
    fn escaped_reordered_and_extended_objects_are_read_alike() {
        let amount = Money::from_minor(4_200, Currency::SGD).unwrap();
        for json in [
            r#"{"value":"4200","currency":"SGD"}"#,
            r#"{"currency":"\u0053GD","value":"\u0034200"}"#,
            r#"{"currency":"SGD","value":"4200","unit":{"new":[1]}}"#,
        ] {
            assert_eq!(serde_json::from_str::<Money>(json).unwrap(), amount);
            let tree: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::from_value::<Money>(tree).unwrap(), amount);
        }
    }

    #[test]
    fn anything_but_a_lawful_amount_is_refused() {
        for json in [
            r#"{"currency":"SGD","value":4200}"#,
            r#"{"currency":"SGD","value":"42.00"}"#,
            r#"{"currency":"SGD","value":"-1"}"#,
            r#"{"currency":"SGD","value":""}"#,
            r#"{"currency":"SGD","value":"12345678901234567"}"#,
            r#"{"currency":"IDR","value":"150"}"#,
            r#"{"currency":"sgd","value":"1"}"#,
            r#"{"currency":"KWD","value":"1"}"#,
            r#"{"currency":"SGD"}"#,
            r#"{"value":"1"}"#,
            r#"{"currency":"SGD","value":null}"#,
            r#""SGD 1""#,
        ] {
            assert!(serde_json::from_str::<Money>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_currency_is_its_code() {
        assert_eq!(serde_json::to_string(&Currency::IDR).unwrap(), r#""IDR""#);
        assert_eq!(serde_json::from_str::<Currency>(r#""IDR""#).unwrap(), Currency::IDR);
        assert!(serde_json::from_str::<Currency>(r#""idr""#).is_err());
    }
}
