//! The end of the tour: every effect in the simulator's book against every effect in the ledger, in both directions.

use super::world::{text, unexpected};
use crate::failure::Failure;
use serde_json::Value;
use std::collections::BTreeMap;

/// How often each effect happened.
pub type Effects = BTreeMap<String, u32>;

/// The effects in the simulator's book.
///
/// # Errors
/// Where the book is not as documented.
pub fn in_the_book(book: &Value) -> Result<Effects, Failure> {
    let mut effects = Effects::new();
    for entry in list(book, "/entries")? {
        let (effect, payment) = (text(entry, "/effect")?, text(entry, "/payment_id")?);
        let amount = money(entry, "/amount")?;
        let line = match effect.as_str() {
            "session_issued" => format!("session {}", text(entry, "/payment_request_id")?),
            "submitted" => format!("submitted {payment}"),
            "captured" | "refunded" => format!("{effect} {payment} {} {amount}", text(entry, "/request_id")?),
            // The gateway's own captures have the session's id, and are told apart by it.
            _ => format!("{effect} {payment} {amount}"),
        };
        count(&mut effects, line);
    }
    Ok(effects)
}

/// The effects the ledger knows of one order, as `payment show` tells it.
///
/// # Errors
/// Where the order is not as documented.
pub fn in_the_ledger(order: &Value, effects: &mut Effects) -> Result<(), Failure> {
    for session in list(order, "/sessions")? {
        if session.pointer("/stage").and_then(Value::as_str) == Some("issued") {
            count(effects, format!("session {}", text(session, "/request")?));
        }
    }
    for payment in list(order, "/payments")? {
        let (id, amount) = (text(payment, "/id")?, money(payment, "/amount")?);
        count(effects, format!("submitted {id}"));
        if payment.pointer("/paid_at").is_some_and(|at| !at.is_null()) {
            let held = matches!(
                payment.pointer("/method").and_then(Value::as_str),
                Some("CARD" | "APPLEPAY" | "GOOGLEPAY")
            );
            count(effects, format!("{} {id} {amount}", if held { "authorised" } else { "paid" }));
        }
        for (place, effect) in [("/captures", "captured"), ("/refunds", "refunded")] {
            for done in list(payment, place)? {
                if text(done, "/status")? == "SUCCESS" {
                    count(
                        effects,
                        format!("{effect} {id} {} {}", text(done, "/operation")?, money(done, "/amount")?),
                    );
                }
            }
        }
        if let word @ ("cancelled" | "failed") = text(payment, "/state")?.as_str() {
            count(effects, format!("{word} {id} {amount}"));
        }
    }
    Ok(())
}

/// What one has and the other has not, as sentences.
#[must_use]
pub fn differences(book: &Effects, ledger: &Effects) -> Vec<String> {
    let one_way = |here: &Effects, there: &Effects, what: &str| -> Vec<String> {
        let more = here.iter().filter(|(line, times)| **times > there.get(*line).copied().unwrap_or(0));
        more.map(|(line, times)| format!("{what}: {line} (×{times})")).collect()
    };
    let mut found = one_way(book, ledger, "at the gateway and not in the ledger");
    found.extend(one_way(ledger, book, "in the ledger and not at the gateway"));
    found
}

fn count(effects: &mut Effects, line: String) {
    let times = effects.entry(line).or_default();
    *times = times.saturating_add(1);
}

fn list<'a>(document: &'a Value, place: &str) -> Result<&'a Vec<Value>, Failure> {
    document
        .pointer(place)
        .and_then(Value::as_array)
        .ok_or_else(|| unexpected(format!("An answer lacks {place}.")))
}

fn money(document: &Value, place: &str) -> Result<String, Failure> {
    let (currency, value) =
        (text(document, &format!("{place}/currency"))?, text(document, &format!("{place}/value"))?);
    Ok(format!("{currency} {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn book(effect: &str) -> Value {
        json!({ "entries": [{
            "effect": effect, "payment_request_id": "R", "payment_id": "P", "request_id": "X",
            "amount": { "currency": "SGD", "value": "500" },
        }] })
    }

    fn order(status: &str) -> Value {
        let amount = json!({ "currency": "SGD", "value": "500" });
        json!({ "sessions": [], "payments": [{
            "id": "P", "amount": amount, "state": "paid", "method": "GRABPAY_SG", "paid_at": null, "captures": [],
            "refunds": [{ "operation": "X", "status": status, "amount": amount }],
        }] })
    }

    fn compared(book_entry: &Value, shown: &Value) -> Vec<String> {
        let mut effects = Effects::new();
        in_the_ledger(shown, &mut effects).unwrap();
        effects.retain(|line, _| !line.starts_with("submitted"));
        differences(&in_the_book(book_entry).unwrap(), &effects)
    }

    #[test]
    fn the_same_effects_leave_no_difference() {
        assert_eq!(compared(&book("refunded"), &order("SUCCESS")), Vec::<String>::new());
    }

    #[test]
    fn an_effect_that_only_one_side_knows_is_a_difference() {
        assert_eq!(compared(&book("refunded"), &order("FAIL")).len(), 1);
        assert_eq!(compared(&json!({ "entries": [] }), &order("SUCCESS")).len(), 1);
        assert_eq!(compared(&book("auto_refunded"), &order("SUCCESS")).len(), 2);
    }

    #[test]
    fn an_effect_that_happened_twice_is_a_difference() {
        let once = in_the_book(&book("refunded")).unwrap();
        let twice = once.keys().map(|line| (line.clone(), 2)).collect();
        assert_eq!(differences(&twice, &once).len(), 1);
    }
}
