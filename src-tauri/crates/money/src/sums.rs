//! Sums of amounts, one for each currency. Amounts of several currencies are never added together.

use crate::{AmountError, Money};

/// What amounts come to, one sum for each currency, in the order of their codes.
///
/// # Errors
/// [`AmountError`] where a sum has more digits than Antom takes.
///
/// ```
/// use money::{Currency, Money, sum_by_currency};
///
/// let (tea, tray, lamp) = (Money::from_minor(300, Currency::SGD)?, Money::from_minor(4_200, Currency::SGD)?,
///     Money::from_minor(12_800, Currency::JPY)?);
/// let sums = sum_by_currency(&[tea, lamp, tray])?;
/// assert_eq!(sums, [lamp, Money::from_minor(4_500, Currency::SGD)?]);
/// # Ok::<(), money::AmountError>(())
/// ```
pub fn sum_by_currency(amounts: &[Money]) -> Result<Vec<Money>, AmountError> {
    let mut sums: Vec<Money> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.currency() == amount.currency()) {
            Some(sum) => *sum = sum.checked_add(*amount)?,
            None => sums.push(*amount),
        }
    }
    sums.sort_by(|one, other| one.currency().code().cmp(other.currency().code()));
    Ok(sums)
}
