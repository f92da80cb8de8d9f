//! What the order number of a form means: whether it is free, and whether a link of it can still be paid.

use crate::Console;
use crate::error::ConsoleError;
use crate::reference::{lineage, taken_by};
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use ledger::spelling;

/// What is known about the order number of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// Another order has it, in these capitals.
    pub taken: Option<String>,
    /// Until when a link of an order with this number can be paid.
    pub live_until: Option<DateTime<Utc>>,
    /// What was done with the link of the order the form belongs to.
    pub given: Given,
}

/// How far the link of an order is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Given {
    /// There is none that can be paid.
    #[default]
    None,
    /// There is one.
    Link,
    /// It was sent by e-mail.
    Email,
}

impl Console {
    /// Looks an order number up, seen from the order that the form belongs to.
    pub(super) fn standing_of(
        &self,
        reference: &str,
        own: Option<OrderId>,
    ) -> Result<Standing, ConsoleError> {
        let now = self.now();
        let family = lineage(own, |order| Ok(self.order(order)?.terms.replaces))?;
        let found = self.read(|ledger| ledger.find_alike(reference))?;
        let mut all = found.iter().map(|order| self.order(*order)).collect::<Result<Vec<_>, _>>()?;
        all.retain(|known| !known.came_to_nothing());
        let mut standing = Standing { taken: taken_by(&all, &family, reference), ..Standing::default() };
        for known in all {
            let live =
                known.live_session(now).filter(|_| spelling(&known.terms.reference) == spelling(reference));
            standing.live_until = standing.live_until.max(live.map(|session| session.ends_at));
        }
        if let Some(own) = own {
            standing.given = match self.order(own)?.live_session(now) {
                None => Given::None,
                Some(session) if session.shared.iter().any(|channel| channel == "email") => Given::Email,
                Some(_) => Given::Link,
            };
        }
        Ok(standing)
    }
}
