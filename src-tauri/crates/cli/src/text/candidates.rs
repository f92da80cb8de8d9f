//! The orders a text can mean, so that a person can choose.

use super::table::{Side, Table};
use console::Candidate;

/// One line for each, with what tells it from the others.
#[must_use]
pub fn candidates(list: &[Candidate]) -> String {
    let mut table = Table::new(&[
        ("Order id", Side::Left),
        ("Number", Side::Left),
        ("Amount", Side::Right),
        ("State", Side::Left),
        ("Opened (UTC)", Side::Left),
        ("For", Side::Left),
    ]);
    for candidate in list {
        table.row([
            &candidate.order.to_string(),
            &candidate.reference,
            &candidate.amount.to_string(),
            &candidate.state.word,
            &candidate.opened_at.format("%Y-%m-%d %H:%M").to_string(),
            &candidate.description,
        ]);
    }
    table.render()
}
