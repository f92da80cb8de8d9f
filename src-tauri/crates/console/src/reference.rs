//! Order numbers: suggested, and free or taken.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::Pen;
use crate::said::Said;
use domain::fact::Terms;
use domain::ids::OrderId;
use ledger::search::{Page, Query};

/// The first order number suggested.
const FIRST_NUMBER: u64 = 1_001;
/// How many of the newest orders are looked at for a suggestion.
const LOOKED_BACK: usize = 50;

impl Console {
    /// An order number nobody used yet, such as `A-1001`: one more than the highest among the newest orders.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn suggest_reference(&self) -> Result<String, ConsoleError> {
        let (zone, now) = (self.zone()?, self.now());
        let page = Page { limit: LOOKED_BACK, before: None };
        let newest = self.read(|ledger| ledger.search(&Query::everything(zone), page, now))?;
        let highest = newest.rows.iter().filter_map(|row| suggested_number(&row.reference)).max();
        let mut number = highest.map_or(FIRST_NUMBER, |highest| highest.saturating_add(1));
        loop {
            let reference = format!("A-{number}");
            if self.read(|ledger| ledger.find(&reference))?.is_empty() {
                return Ok(reference);
            }
            number = number.saturating_add(1);
        }
    }
}

/// An order number works wherever an id does, so it names one order, and those that continue it.
pub(crate) fn reference_is_free(pen: &Pen<'_, '_, '_>, terms: &Terms) -> Result<(), ConsoleError> {
    let lineage = lineage(terms.replaces, |order| Ok(pen.order(order)?.terms.replaces))?;
    if names_only(&pen.writer.find(&terms.reference)?, &lineage) {
        return Ok(());
    }
    Err(reference_taken(&terms.reference).into())
}

/// Whether everything an order number was found to mean lies in one lineage.
pub(crate) fn names_only(found: &[OrderId], lineage: &[OrderId]) -> bool {
    found.iter().all(|order| lineage.contains(order))
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
            "Give another number, or make a new link for that order: countersign request reissue {reference}"
        ),
    )
}

/// The number in an order number that looks like one of our suggestions.
fn suggested_number(reference: &str) -> Option<u64> {
    reference.strip_prefix("A-").filter(|digits| digits.len() <= 12)?.parse().ok()
}
