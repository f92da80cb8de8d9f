//! A correction as people type it into a form: text, until it is read here.

use super::correct::Edit;
use super::told_for;
use crate::Console;
use crate::amount::{Mistyped, read_currency};
use crate::error::ConsoleError;
use domain::profiles::CancelRule;
use domain::profiles::correction::Correction;
use money::{Currency, parse_typed};
use serde::Deserialize;

/// Longest window of refunds that is taken, in days.
const MOST_REFUND_DAYS: u16 = 3_650;
/// Longest wait for a payment that is taken, in days.
const MOST_SLOW_DAYS: u8 = 60;

/// A correction as it stands in the form. What is none stays as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EditDraft {
    /// `paymentMethodType`.
    pub method: String,
    /// The currency it is looked at in; none for the one it is usually paid in.
    pub currency: Option<String>,
    /// A success only holds the money.
    pub authorises_first: Option<bool>,
    /// Refunds are possible at all.
    pub refundable: Option<bool>,
    /// Less than the whole can be refunded.
    pub partial_refunds: Option<bool>,
    /// More than one refund of a payment is possible.
    pub multiple_refunds: Option<bool>,
    /// How long it can be cancelled.
    pub cancel: Option<CancelRule>,
    /// Days after the payment within which it can be refunded.
    pub refund_days: Option<String>,
    /// A refund is answered at once.
    pub refunds_at_once: Option<bool>,
    /// The longest wait in days until it is paid.
    pub slow_days: Option<String>,
    /// Amounts are multiples of this.
    pub step: Option<String>,
    /// The least amount.
    pub minimum: Option<String>,
    /// Everything that is left out goes back to what the guides say.
    pub from_guide: bool,
    /// Why, in words for people.
    pub reason: String,
}

impl Console {
    /// Reads a correction that was typed.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the part that cannot be read: `currency`, `refund_days`, `slow_days`, `step` or
    /// `minimum`.
    pub fn read_edit(&self, draft: &EditDraft) -> Result<Edit, ConsoleError> {
        let currency = draft.currency.as_deref().map(read_currency).transpose()?;
        let told = told_for(&draft.method.trim().to_ascii_uppercase(), currency);
        let minor = |field: &'static str, text: &Option<String>| {
            text.as_deref().map(|text| minor_of(field, text, told)).transpose()
        };
        Ok(Edit {
            method: draft.method.clone(),
            currency: Some(told),
            correction: Correction {
                authorises_first: draft.authorises_first,
                refundable: draft.refundable,
                partial_refunds: draft.partial_refunds,
                multiple_refunds: draft.multiple_refunds,
                cancel: draft.cancel,
                refund_days: days("refund_days", draft.refund_days.as_deref(), 1, MOST_REFUND_DAYS)?,
                refunds_at_once: draft.refunds_at_once,
                slow_days: days("slow_days", draft.slow_days.as_deref(), 0, MOST_SLOW_DAYS)?,
                step: minor("step", &draft.step)?,
                minimum: minor("minimum", &draft.minimum)?,
            },
            from_guide: draft.from_guide,
            reason: draft.reason.clone(),
        })
    }
}

fn minor_of(field: &'static str, text: &str, currency: Currency) -> Result<u64, ConsoleError> {
    match parse_typed(text, currency) {
        Ok(amount) => Ok(amount.minor()),
        Err(error) => {
            let Mistyped { problem, remedy, .. } = Mistyped::of(&error);
            Err(ConsoleError::field(field, problem, remedy))
        }
    }
}

fn days<N>(field: &'static str, text: Option<&str>, least: N, most: N) -> Result<Option<N>, ConsoleError>
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let Some(text) = text.map(str::trim) else { return Ok(None) };
    // A sign is a mistake of typing, though a number could be read.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse::<N>().ok()).flatten();
    match number.filter(|number| (&least..=&most).contains(&number)) {
        Some(number) => Ok(Some(number)),
        None => {
            let problem = "this is not a number of days that can be";
            Err(ConsoleError::field(field, problem, format!("Give a whole number from {least} to {most}.")))
        }
    }
}
