//! Checks before sending: a request Antom would refuse is caught here, with the field and the remedy.

use crate::amount::Amount;
use crate::payment_method::SettlementStrategy;

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {remedy}")]
pub struct FieldError {
    /// The field's wire path, as `order.goods[0].goodsName`.
    pub field: String,
    /// What to do about it, as a sentence.
    pub remedy: String,
}

impl FieldError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "BAD_FIELD"
    }

    pub(crate) fn new(field: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { field: field.into(), remedy: remedy.into() }
    }
}

/// Why a request could not be turned into bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// A field breaks a documented rule.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The request does not serialise.
    #[error("the request cannot be written as JSON: {0}")]
    Json(String),
}

impl RequestError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field(error) => error.code(),
            Self::Json(_) => "REQUEST_NOT_JSON",
        }
    }
}

pub(crate) type Check = Result<(), FieldError>;

/// Present, at most `max` characters, no control characters. Antom counts characters, not bytes (api.md section 3).
pub(crate) fn required(field: &str, text: &str, max: usize) -> Check {
    if text.trim().is_empty() {
        return Err(FieldError::new(field, "this field is required"));
    }
    limited(field, text, max)
}

/// At most `max` characters, no control characters.
pub(crate) fn limited(field: &str, text: &str, max: usize) -> Check {
    if text.chars().count() > max {
        return Err(FieldError::new(field, format!("shorten it to at most {max} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(field, "remove line breaks, tabs and other control characters"));
    }
    Ok(())
}

/// As [`limited`], for a field that may be absent.
pub(crate) fn optional(field: &str, text: Option<&str>, max: usize) -> Check {
    text.map_or(Ok(()), |text| limited(field, text, max))
}

/// An amount Antom accepts, and more than zero.
pub(crate) fn payable(field: &str, amount: &Amount) -> Check {
    match amount.money() {
        Err(error) => Err(FieldError::new(field, error.to_string())),
        Ok(money) if money.is_zero() => Err(FieldError::new(field, "the amount must be more than zero")),
        Ok(_) => Ok(()),
    }
}

/// At least one of two ids; both within their limit.
pub(crate) fn one_of(first: (&str, Option<&str>), second: (&str, Option<&str>), max: usize) -> Check {
    let present = |id: Option<&str>| id.is_some_and(|text| !text.trim().is_empty());
    if !present(first.1) && !present(second.1) {
        return Err(FieldError::new(first.0, format!("give {} or {}", first.0, second.0)));
    }
    optional(first.0, first.1, max)?;
    optional(second.0, second.1, max)
}

/// Three capital letters, where a settlement currency is given (guides 0 and 4).
pub(crate) fn settlement_currency(strategy: Option<&SettlementStrategy>) -> Check {
    let currency = strategy.and_then(|strategy| strategy.settlement_currency.as_deref());
    match currency {
        Some(code) if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            let remedy = "give a currency as three capital letters";
            Err(FieldError::new("settlementStrategy.settlementCurrency", remedy))
        }
        _ => Ok(()),
    }
}
