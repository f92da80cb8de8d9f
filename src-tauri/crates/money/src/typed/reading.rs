//! Reading a text by one convention of separators.

use super::TypedAmountError;
use crate::{AmountError, Currency, Money, decimal};

/// Which mark groups thousands and which begins the decimals.
#[derive(Clone, Copy)]
pub(super) struct Convention {
    group: char,
    decimal: char,
}

/// `1,299.00`, the convention Countersign writes.
pub(super) const COMMA_GROUPS: Convention = Convention { group: ',', decimal: '.' };
/// `1.299,00`.
pub(super) const DOT_GROUPS: Convention = Convention { group: '.', decimal: ',' };

/// Why a text is not an amount by a convention.
pub(super) enum Misread {
    /// Marks stand where the convention has none, or groups are not of three digits.
    Grouping,
    /// No digits on one side of the decimal mark.
    Dangling,
    /// More decimals than the currency has. `cut` is the amount without the surplus, where there is one.
    TooFine { cut: Option<Money> },
    /// The digits are fine and the amount is not.
    Amount(AmountError),
}

impl Misread {
    /// The refusal to show when no convention could read the text.
    pub(super) fn explained(self, currency: Currency) -> TypedAmountError {
        match self {
            Misread::Grouping => TypedAmountError::Grouping,
            Misread::Dangling => TypedAmountError::Dangling,
            Misread::TooFine { .. } => TypedAmountError::TooManyDecimals { currency },
            Misread::Amount(error) => TypedAmountError::Amount(error),
        }
    }
}

/// Reads a text of ASCII digits, points, commas and spaces.
pub(super) fn read(text: &str, convention: Convention, currency: Currency) -> Result<Money, Misread> {
    let Some((whole, fraction)) = text.split_once(convention.decimal) else {
        return amount(&ungroup(text, convention.group)?, "", currency);
    };
    if whole.is_empty() || fraction.is_empty() {
        return Err(Misread::Dangling);
    }
    if !decimal::is_digits(fraction) {
        return Err(Misread::Grouping);
    }
    let whole = ungroup(whole, convention.group)?;
    // Zeros beyond the currency's decimals count as too many: in typed text they smell of thousands.
    match fraction.split_at_checked(decimal::decimals(currency)) {
        Some((kept, beyond)) if !beyond.is_empty() => {
            Err(Misread::TooFine { cut: amount(&whole, kept, currency).ok() })
        }
        _ => amount(&whole, fraction, currency),
    }
}

fn amount(whole: &str, fraction: &str, currency: Currency) -> Result<Money, Misread> {
    decimal::from_parts(whole, fraction, currency).map_err(Misread::Amount)
}

/// Takes the marks out of grouped digits: one kind of mark, one to three digits first, then threes.
fn ungroup(whole: &str, mark: char) -> Result<String, Misread> {
    let mark = if whole.contains(mark) { mark } else { ' ' };
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let mut digits = String::from(first);
    for group in groups {
        if group.len() != 3 || first.len() > 3 || first.starts_with('0') {
            return Err(Misread::Grouping);
        }
        digits.push_str(group);
    }
    if first.is_empty() || !decimal::is_digits(&digits) {
        return Err(Misread::Grouping);
    }
    Ok(digits)
}
