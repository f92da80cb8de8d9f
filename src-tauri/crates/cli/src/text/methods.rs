//! What is known about payment methods.

use super::table::{Side, Table, pairs};
use super::times::Times;
use crate::failure::sentence;
use console::methods::{Considered, Consulted, EditView, MethodView};

/// Many of them.
#[must_use]
pub fn list(methods: &[MethodView]) -> String {
    if methods.is_empty() {
        return "Nothing found.".to_owned();
    }
    let columns = [
        ("Method", Side::Left),
        ("Called", Side::Left),
        ("A success", Side::Left),
        ("Refunds", Side::Left),
        ("Least", Side::Right),
        ("Corrected", Side::Left),
    ];
    let mut table = Table::new(&columns);
    for method in methods {
        let stands = &method.stands;
        let refunds = match (stands.refundable, stands.partial_refunds, stands.multiple_refunds) {
            (false, _, _) => "none",
            (true, false, _) => "in full only",
            (true, true, false) => "one, also in part",
            (true, true, true) => "several, also in part",
        };
        let corrected = method.edits.last().filter(|_| method.is_corrected());
        table.row([
            method.method.as_str(),
            method.label.unwrap_or_default(),
            if stands.authorises_first { "holds the money" } else { "takes the money" },
            refunds,
            &stands.minimum.to_string(),
            &corrected.map(|edit| format!("by {}: {}", edit.by, edit.reason)).unwrap_or_default(),
        ]);
    }
    table.render()
}

/// One of them.
#[must_use]
pub fn one(method: &MethodView, times: &Times) -> String {
    let currencies: Vec<&str> = method.currencies.iter().map(|currency| currency.code()).collect();
    let head = pairs(&[
        ("Method", method.method.clone()),
        ("Called", method.label.unwrap_or_default().to_owned()),
        ("Paid in", if currencies.is_empty() { "any currency".to_owned() } else { currencies.join(", ") }),
        ("Told for", method.currency.code().to_owned()),
    ]);
    let mut parts = Table::new(&[("What stands", Side::Left), ("What the guides say", Side::Left)]);
    for part in &method.parts {
        let guide = match (part.corrected, method.label) {
            (true, _) => part.guide.as_str(),
            (false, Some(_)) => "the same",
            (false, None) => "nothing by this name",
        };
        parts.row([part.stands.as_str(), guide]);
    }
    let edits: Vec<String> = method.edits.iter().map(|edit| edited(edit, times)).collect();
    let mut told = vec![head, not_named(method), parts.render(), edits.join("\n")];
    told.retain(|part| !part.is_empty());
    told.join("\n\n")
}

/// That the guides do not name a method: then it goes by those like it.
fn not_named(method: &MethodView) -> String {
    if method.label.is_some() {
        return String::new();
    }
    format!(
        "The guides do not name {}. It goes by what holds for others in {}; whether the account has it, Antom says: \
         countersign method consult.",
        method.method,
        method.currency.code()
    )
}

fn edited(edit: &EditView, times: &Times) -> String {
    let what = if edit.takes_back { "back to the guides" } else { "corrected" };
    let mut line = format!("{}  {}: {what}: {}", times.at(edit.at), edit.by, edit.reason);
    if !edit.guide_shown.is_empty() {
        line.push_str(&format!("\n  read first: {}", edit.guide_shown.join("; ")));
    }
    line
}

/// What a buyer can pay with; what they cannot comes last, with Antom's reason.
#[must_use]
pub fn consulted(consulted: &Consulted, times: &Times) -> String {
    let columns = [
        ("Method", Side::Left),
        ("Called", Side::Left),
        ("", Side::Left),
        ("Least", Side::Right),
        ("Most", Side::Right),
        ("Brands", Side::Left),
        ("Instalments", Side::Left),
    ];
    let mut table = Table::new(&columns);
    let (offered, others): (Vec<_>, Vec<_>) = consulted.options.iter().partition(|option| option.enabled);
    for option in offered.into_iter().chain(others) {
        let not = if option.enabled { "" } else { option.disabled_because.as_deref().unwrap_or("not now") };
        table.row([
            option.method.as_str(),
            option.name.as_deref().unwrap_or_default(),
            not,
            &option.least.map(|least| least.to_string()).unwrap_or_default(),
            &option.most.map(|most| most.to_string()).unwrap_or_default(),
            &option.brands.join(", "),
            &option.instalments.join(", "),
        ]);
    }
    let head = format!("For {}, as of {}:", consulted.asked.amount, times.at(consulted.at));
    format!("{head}\n{}", table.render())
}

/// What an edit would change.
#[must_use]
pub fn considered(considered: &Considered) -> String {
    let columns = [("Now", Side::Left), ("Then", Side::Left), ("The guides say", Side::Left)];
    let mut table = Table::new(&columns);
    for change in &considered.differences {
        table.row([&change.before, &change.after, &change.guide]);
    }
    format!("{}\n\n{}", sentence(&considered.sentence), table.render())
}
