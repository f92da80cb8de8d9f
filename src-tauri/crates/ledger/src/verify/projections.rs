//! Seeing that every projection is what a replay would give.

use super::{Break, BreakKind, Verification};
use crate::error::LedgerError;
use crate::{lookup, project, replay, stored, writer};
use domain::ids::OrderId;
use rusqlite::Connection;
use std::collections::BTreeSet;

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
            Ok(Some(projection)) => {
                expected.add(&projection);
                if let Some(what) = project::difference(conn, &projection)? {
                    breaks.push(of_order(BreakKind::Projection, order, what));
                }
            }
            Ok(None) => {}
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
    if breaks.is_empty() {
        expected.compare(conn, breaks)?;
    }
    verify_scripts(conn, breaks)
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
}

impl Counts {
    fn add(&mut self, projection: &project::Projection) {
        self.orders = self.orders.saturating_add(1);
        self.ids = self.ids.saturating_add(projection.ids.len());
        self.intents = self.intents.saturating_add(projection.intents.len());
    }

    fn compare(&self, conn: &Connection, breaks: &mut Vec<Break>) -> Result<(), LedgerError> {
        let tables = [
            ("orders", self.orders),
            ("ids", self.ids),
            ("intents", self.intents),
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
        Ok(())
    }
}

/// Every script key of the facts is entered, and every entry stands for a fact.
fn verify_scripts(conn: &Connection, breaks: &mut Vec<Break>) -> Result<(), LedgerError> {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    replay::each_script(conn, |fact| {
        let Some(decoded) = fact.decode() else { return Ok(()) };
        let (Some((script, intent)), Some(order)) = (writer::script_of(&decoded.body), decoded.order) else {
            return Ok(());
        };
        if !keys.insert(script.key.clone()) {
            return Ok(());
        }
        let wanted = lookup::ScriptUse { order, intent, parameters: script.parameters };
        if lookup::script(conn, &script.key)? != Some(wanted) {
            let what = "its script key is not entered as the facts give it".to_owned();
            breaks.push(Break {
                kind: BreakKind::Projection,
                seq: Some(fact.seq),
                fact: Some(fact.id),
                order: Some(order),
                what,
            });
        }
        Ok(())
    })?;
    let entered: i64 = conn.query_row("SELECT count(*) FROM scripts", [], |row| row.get(0))?;
    if i64::try_from(keys.len()) != Ok(entered) {
        let what = format!("the projection `scripts` has {entered} rows, the facts give {}", keys.len());
        breaks.push(Break { kind: BreakKind::Projection, seq: None, fact: None, order: None, what });
    }
    Ok(())
}
