//! The orders a text can mean, so that a person can choose.

use super::table::{Side, Table};
use chrono_tz::Tz;
use console::Candidate;

/// One line for each, with what tells it from the others.
#[must_use]
pub fn candidates(list: &[Candidate], zone: Tz) -> String {
    let mut table = Table::new(&[
        ("Order id", Side::Left),
        ("Number", Side::Left),
        ("Amount", Side::Right),
        ("State", Side::Left),
        ("Opened", Side::Left),
        ("For", Side::Left),
    ]);
    for candidate in list {
        table.row([
            &candidate.order.to_string(),
            &candidate.reference,
            &candidate.amount.to_string(),
            &candidate.state.word,
            &candidate.opened_at.with_timezone(&zone).format("%Y-%m-%d %H:%M %:z").to_string(),
            &candidate.description,
        ]);
    }
    table.render()
}
