//! Seeing that every projection is what a replay would give.

use super::{Break, BreakKind, Verification};
use crate::error::LedgerError;
use crate::{project, replay, search, stored};
use domain::ids::OrderId;
use rusqlite::Connection;

/// Compares every projection with one made afresh from the facts, and sees that there is nothing beside them.
pub(super) fn verify_projections(
    conn: &Connection,
    verification: &mut Verification,
) -> Result<(), LedgerError> {
    let mut expected = Counts::default();
    let Verification { orders, breaks, .. } = verification;
    replay::each_order(conn, |order| {
        *orders = orders.saturating_add(1);
        match project::project(conn, &stored::of_order(conn, order)?) {
            // A newer version projects its own facts; what it made of them cannot be judged here.
            Ok(None) => expected.half_understood = true,
            Ok(Some(projection)) if projection.is_half_understood() => expected.half_understood = true,
            Ok(Some(projection)) => {
                expected.add(&projection, project::own_scripts(conn, &projection)?);
                if let Some(what) = project::difference(conn, &projection)? {
                    breaks.push(of_order(BreakKind::Projection, order, what));
                }
            }
            Err(LedgerError::Fold { why, .. }) => {
                breaks.push(of_order(
                    BreakKind::Unfoldable,
                    order,
                    format!("its facts do not make an order: {why}"),
                ));
            }
            // Named with its digest when the side tables were read.
            Err(LedgerError::SideDamaged { .. }) => {}
            Err(other) => return Err(other),
        }
        Ok(())
    })?;
    if breaks.is_empty() && !expected.half_understood {
        expected.compare(conn, breaks)?;
    }
    Ok(())
}

fn of_order(kind: BreakKind, order: OrderId, what: String) -> Break {
    Break { kind, seq: None, fact: None, order: Some(order), what }
}

/// How many rows each projection must have.
#[derive(Default)]
struct Counts {
    orders: usize,
    ids: usize,
    intents: usize,
    holds: usize,
    scripts: usize,
    /// Whether some order could not be counted.
    half_understood: bool,
}

impl Counts {
    fn add(&mut self, projection: &project::Projection, scripts: usize) {
        self.scripts = self.scripts.saturating_add(scripts);
        self.orders = self.orders.saturating_add(1);
        self.ids = self.ids.saturating_add(projection.ids.len());
        self.intents = self.intents.saturating_add(projection.intents.len());
        self.holds = self.holds.saturating_add(projection.holds.len());
    }

    fn compare(&self, conn: &Connection, breaks: &mut Vec<Break>) -> Result<(), LedgerError> {
        let tables = [
            ("orders", self.orders),
            ("ids", self.ids),
            ("intents", self.intents),
            ("holds", self.holds),
            ("scripts", self.scripts),
            ("search_rows", self.orders),
        ];
        for (table, wanted) in tables {
            let found: i64 =
                conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            if i64::try_from(wanted) != Ok(found) {
                let what = format!("the projection `{table}` has {found} rows, the facts give {wanted}");
                breaks.push(Break { kind: BreakKind::Projection, seq: None, fact: None, order: None, what });
            }
        }
        if !search::counts_hold(conn)? {
            let what = "the counts of words and currencies are not those of the orders".to_owned();
            breaks.push(Break { kind: BreakKind::Projection, seq: None, fact: None, order: None, what });
        }
        Ok(())
    }
}
