//! Order numbers: suggested, and free or taken.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::Pen;
use crate::said::Said;
use domain::fact::Terms;
use domain::ids::OrderId;
use domain::order::Order;
use domain::shell::word;
use ledger::search::{Page, Query};
use ledger::spelling;
use std::fmt;

/// What comes before the first order number suggested.
const FIRST: Numbered<'static> = Numbered { before: "A-", number: 1_000, digits: 4 };
/// Most digits of a number that people count.
const MOST_DIGITS: usize = 9;
/// How many of the newest orders are looked at for a suggestion.
const LOOKED_BACK: usize = 50;

impl Console {
    /// An order number nobody used yet, in the style the shop used last: one more than the highest of that style among
    /// the newest orders, such as `INV-2026-0043` after `INV-2026-0042`. The first of all is `A-1001`.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn suggest_reference(&self) -> Result<String, ConsoleError> {
        let (zone, now) = (self.zone()?, self.now());
        let page = Page { limit: LOOKED_BACK, before: None };
        let newest = self.read(|ledger| ledger.search(&Query::everything(zone), page, now))?;
        let numbers: Vec<Numbered<'_>> =
            newest.rows.iter().filter_map(|row| Numbered::read(&row.reference)).collect();
        let style = numbers.first().map_or(FIRST, |newest| Numbered { number: 0, ..*newest });
        let alike = numbers.iter().filter(|numbered| numbered.before == style.before);
        let mut next =
            alike.fold(style, |highest, one| if one.number > highest.number { *one } else { highest });
        loop {
            next = next.following();
            let reference = next.to_string();
            if self.read(|ledger| ledger.find_alike(&reference))?.is_empty() {
                return Ok(reference);
            }
        }
    }
}

/// The number that was suggested, or the next that is free: another process may have given it away since.
pub(crate) fn still_free(pen: &Pen<'_, '_, '_>, suggested: String) -> Result<String, ConsoleError> {
    let mut free = suggested;
    while !pen.writer.find_alike(&free)?.is_empty() {
        let Some(next) = Numbered::read(&free).map(|taken| taken.following().to_string()) else { break };
        free = next;
    }
    Ok(free)
}

/// An order number that ends with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Numbered<'a> {
    /// What stands before it.
    before: &'a str,
    number: u64,
    /// How many digits it has, with the noughts before it.
    digits: usize,
}

impl<'a> Numbered<'a> {
    /// None for what does not end with a number, or with one so long that it was made by a machine.
    fn read(reference: &'a str) -> Option<Self> {
        let before = reference.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = reference.strip_prefix(before)?;
        let number = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS)?;
        Some(Self { before, number, digits: digits.len() })
    }

    const fn following(self) -> Self {
        Self { number: self.number.saturating_add(1), ..self }
    }
}

impl fmt::Display for Numbered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:0width$}", self.before, self.number, width = self.digits)
    }
}

/// An order number works wherever an id does, so it names one order, and those that continue it.
pub(crate) fn reference_is_free(pen: &Pen<'_, '_, '_>, terms: &Terms) -> Result<(), ConsoleError> {
    let lineage = lineage(terms.replaces, |order| Ok(pen.order(order)?.terms.replaces))?;
    let found = pen.writer.find_alike(&terms.reference)?;
    let mut all = found.iter().map(|order| pen.order(*order)).collect::<Result<Vec<_>, _>>()?;
    all.retain(|known| !known.came_to_nothing());
    match taken_by(&all, &lineage, &terms.reference) {
        Some(reference) => Err(ConsoleError::OrderExists { reference }),
        None => Ok(()),
    }
}

/// Whether something of what an order number was found to mean lies outside of one lineage: the number in the capitals the
/// other order has it in, and as it was typed where it is another id of that order.
pub(crate) fn taken_by(found: &[Order], lineage: &[OrderId], typed: &str) -> Option<String> {
    let other = found.iter().find(|known| !lineage.contains(&known.id))?;
    let same = spelling(&other.terms.reference) == spelling(typed);
    Some(if same { other.terms.reference.clone() } else { typed.to_owned() })
}

/// An order and those it continues, the newest first.
pub(crate) fn lineage(
    newest: Option<OrderId>,
    replaces: impl Fn(OrderId) -> Result<Option<OrderId>, ConsoleError>,
) -> Result<Vec<OrderId>, ConsoleError> {
    let (mut next, mut lineage) = (newest, Vec::new());
    while let Some(order) = next {
        lineage.push(order);
        next = replaces(order)?.filter(|older| !lineage.contains(older));
    }
    Ok(lineage)
}

/// What is to be said of an order number that another order has.
pub(crate) fn reference_taken(reference: &str) -> Said {
    Said::of(
        "order number",
        "taken",
        format!("there is an order {reference} already"),
        format!(
            "Give another number, or make a new link for that order: countersign request reissue {}",
            word(reference)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_counted_on_in_its_own_style() {
        let next = |reference: &str| {
            Numbered::read(reference).map(|read| Numbered { number: read.number + 1, ..read }.to_string())
        };
        for (reference, expected) in [
            ("A-1001", "A-1002"),
            ("INV-2026-0042", "INV-2026-0043"),
            ("INV-2026-0099", "INV-2026-0100"),
            ("SO9999", "SO10000"),
            ("0007", "0008"),
            ("订单-8", "订单-9"),
        ] {
            assert_eq!(next(reference).as_deref(), Some(expected), "{reference}");
        }
        for none in ["", "A-", "A-17b", "20261125110500123456"] {
            assert_eq!(next(none), None, "{none}");
        }
    }
}
