//! Lists of orders.

use super::table::{Side, Table};
use super::times::Times;
use super::tone;
use crate::output::Output;
use console::view::{FoundView, RowView};

/// One page of a list.
#[must_use]
pub fn page(found: &FoundView, times: &Times, out: Output) -> String {
    if found.rows.is_empty() {
        return format!("Nothing found. Understood: {}.", found.understood);
    }
    let columns = [
        ("Order", Side::Left),
        ("State", Side::Left),
        ("Amount", Side::Right),
        ("Refunded", Side::Right),
        ("Buyer", Side::Left),
        ("For", Side::Left),
        ("Method", Side::Left),
        ("Opened", Side::Left),
    ];
    let mut table = Table::new(&columns);
    for row in &found.rows {
        table.painted(cells(row, times, out));
    }
    let more = found.next.as_ref().map(|mark| format!("\nMore: add --after {mark}")).unwrap_or_default();
    format!("{}{more}", table.render())
}

fn cells(row: &RowView, times: &Times, out: Output) -> [(String, String); 8] {
    let word = match row.badges.as_slice() {
        [] => row.state.word.clone(),
        badges => format!("{} {}", row.state.word, badges.join(" ")),
    };
    let painted = out.paint(tone(&row.state.state), &word);
    let refunded = if row.refunded.is_zero() { String::new() } else { row.refunded.to_string() };
    let method = match (&row.method, &row.last4) {
        (Some(method), Some(last4)) => format!("{method} ·{last4}"),
        (method, _) => method.clone().unwrap_or_default(),
    };
    let plain = |text: String| (text.clone(), text);
    [
        plain(row.reference.clone()),
        (word, painted),
        plain(row.amount.to_string()),
        plain(refunded),
        plain(row.buyer.clone().unwrap_or_default()),
        plain(cut(&row.description)),
        plain(method),
        plain(times.at(row.opened_at)),
    ]
}

/// A description no longer than a line can spare.
fn cut(text: &str) -> String {
    const MOST: usize = 32;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MOST.saturating_sub(1)).collect();
    short.push('…');
    short
}
