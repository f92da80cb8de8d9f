//! One order with everything that is known of it.

use super::table::{Side, Table, pairs};
use super::times::Times;
use super::{intents, tone};
use crate::output::{Output, Tone};
use console::lookup::FoundAtAntom;
use console::view::{BuyerView, CheckView, ChecksView, OrderView, PaymentView, SessionView, TransactionView};
use domain::word::StateWord;

/// The order in full.
#[must_use]
pub fn full(order: &OrderView, times: &Times, out: Output) -> String {
    let mut parts = vec![head(order, out), facts(order, times), buyer(order.buyer.as_ref(), order.forgotten)];
    parts.extend(order.payments.iter().map(|payment| one_payment(payment, times, out)));
    if !order.sessions.is_empty() {
        parts.push(titled(out, "Links", &sessions(&order.sessions, times)));
    }
    if !order.intents.is_empty() {
        parts.push(titled(out, "Decisions", &intents::outbox(&order.intents, times, out)));
    }
    let notes: Vec<String> = order
        .notes
        .iter()
        .map(|note| {
            format!("{}  {}: {}", times.at(note.at), note.by, note.text.as_deref().unwrap_or("(forgotten)"))
        })
        .collect();
    if !notes.is_empty() {
        parts.push(titled(out, "Notes", &notes.join("\n")));
    }
    parts.push(titled(out, "What happened", &timeline(order, times)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Number, amount, state, and what happens next.
#[must_use]
pub fn head(order: &OrderView, out: Output) -> String {
    let word = out.paint(tone(&order.state.state), &order.state.word);
    let mut line = format!("Order {} · {} · {word}", out.paint(Tone::Strong, &order.reference), order.amount);
    for badge in &order.badges {
        line.push_str(&format!(" · {badge}"));
    }
    if let Some(note) = &order.side_note {
        line.push_str(&format!(" · {note}"));
    }
    format!("{line}\n{}", order.next)
}

fn facts(order: &OrderView, times: &Times) -> String {
    let closed = order.closed.as_ref().map(|closed| {
        let why = closed.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{} by {}{why}", times.at(closed.at), closed.by)
    });
    pairs(&[
        ("Goods", format!("{}. {}", order.ship.word, order.ship.because)),
        ("For", order.description.clone()),
        ("Account", order.account.clone()),
        (
            "Opened",
            format!(
                "{} by {}{}",
                times.at(order.opened_at),
                order.opened_by,
                if order.imported { ", taken over from Antom" } else { "" }
            ),
        ),
        ("Closed", closed.unwrap_or_default()),
        (
            "Can be sent again until",
            // What was paid is not sent again.
            if order.closed.is_none() && matches!(order.state.state.as_str(), "draft" | "waiting" | "failed")
            {
                times.at(order.lives_until)
            } else {
                String::new()
            },
        ),
        ("Cards are captured", order.capture_mode.to_lowercase()),
        ("Ways to pay", order.methods.join(", ")),
        ("Order id", order.id.to_string()),
        ("Continues", order.replaces.map(|id| id.to_string()).unwrap_or_default()),
        ("Continued by", order.replaced_by.map(|id| id.to_string()).unwrap_or_default()),
    ])
}

fn buyer(buyer: Option<&BuyerView>, forgotten: bool) -> String {
    let Some(buyer) = buyer else {
        return if forgotten { "The buyer was forgotten.".to_owned() } else { String::new() };
    };
    let items: Vec<String> = buyer
        .items
        .iter()
        .map(|item| format!("{} × {} ({} each)", item.quantity, item.name, item.unit))
        .collect();
    pairs(&[
        ("Buyer", buyer.name.clone().unwrap_or_default()),
        ("E-mail", buyer.email.clone().unwrap_or_default()),
        ("Phone", buyer.phone.clone().unwrap_or_default()),
        ("Buyer id", buyer.buyer_id.clone().unwrap_or_default()),
        ("Items", items.join(", ")),
    ])
}

fn one_payment(payment: &PaymentView, times: &Times, out: Output) -> String {
    let word = out.paint(tone(&payment.state.state), &payment.state.word);
    let held = payment.state.state == StateWord::Authorised.slug();
    let hold = payment.hold_ends_at.filter(|_| held).map(|end| {
        format!("{}{}", times.until(end), if payment.hold_estimated { " (estimated)" } else { "" })
    });
    let card = payment.card.as_ref().map(|card| {
        let parts: Vec<&str> = [card.brand.as_deref(), card.last4.as_deref()].into_iter().flatten().collect();
        parts.join(" ·")
    });
    let facts = pairs(&[
        ("Method", payment.method.clone().unwrap_or_default()),
        ("Card", card.unwrap_or_default()),
        ("Address", said(payment, |checks| &checks.address)),
        ("Security code", said(payment, |checks| &checks.security_code)),
        ("3-D Secure", said(payment, |checks| &checks.authentication)),
        ("Liability", said(payment, |checks| &checks.liability)),
        ("Paid", payment.paid_at.map(|at| times.at(at)).unwrap_or_default()),
        ("Capture before", hold.unwrap_or_default()),
        ("Result", payment.result.clone().or_else(|| payment.result_code.clone()).unwrap_or_default()),
        ("Request id", payment.request.clone()),
        ("As of", times.exactly(payment.as_of)),
    ]);
    let mut parts = vec![
        format!("Payment {} · {} · {word}\n{facts}", payment.id, payment.amount),
        intents::book(payment.book.as_ref(), None),
    ];
    parts.push(transactions("Captures", &payment.captures, times));
    parts.push(transactions("Refunds", &payment.refunds, times));
    parts.extend(payment.disputes.iter().map(|dispute| format!("Dispute {}: {}", dispute.id, dispute.event)));
    parts.extend(payment.advice.as_ref().map(|advice| intents::advice(advice, times)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// What one of the issuer's checks says.
fn said(payment: &PaymentView, which: fn(&ChecksView) -> &CheckView) -> String {
    payment.checks.as_ref().map(|checks| which(checks).said.clone()).unwrap_or_default()
}

fn transactions(title: &str, list: &[TransactionView], times: &Times) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        (title, Side::Left),
        ("Amount", Side::Right),
        ("", Side::Left),
        ("When", Side::Left),
        ("", Side::Left),
    ]);
    for transaction in list {
        let when = transaction.at.map(|at| times.at(at)).unwrap_or_default();
        let whose = if transaction.ours { "" } else { "made elsewhere" };
        table.row([
            &transaction.operation,
            &transaction.amount.to_string(),
            &transaction.status,
            &when,
            whose,
        ]);
    }
    table.render()
}

fn sessions(sessions: &[SessionView], times: &Times) -> String {
    let mut table = Table::new(&[
        ("Request id", Side::Left),
        ("", Side::Left),
        ("Ends", Side::Left),
        ("Shared", Side::Left),
        ("", Side::Left),
    ]);
    for session in sessions {
        let state = if session.live { "live" } else { session.stage.as_str() };
        let trouble = session.trouble.clone().unwrap_or_default();
        table.row([
            session.request.clone(),
            state.to_owned(),
            // What was refused never began, so that nothing of it is left.
            session
                .ends_at
                .filter(|_| session.stage != "refused")
                .map_or_else(String::new, |end| times.until(end)),
            session.shared.join(", "),
            trouble,
        ]);
    }
    table.render()
}

fn timeline(order: &OrderView, times: &Times) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    for entry in &order.timeline {
        table.row([&times.exactly(entry.at), &entry.actor, &entry.sentence]);
    }
    table.render()
}

fn titled(out: Output, title: &str, text: &str) -> String {
    format!("{}\n{text}", out.paint(Tone::Strong, title))
}

/// A payment Antom knows and this ledger does not.
#[must_use]
pub fn elsewhere(found: &FoundAtAntom, times: &Times) -> String {
    pairs(&[
        ("Payment", found.payment.clone()),
        ("Request id", found.request.clone()),
        ("Amount", found.amount.to_string()),
        ("Antom says", found.status.clone()),
        ("Method", found.method.clone().unwrap_or_default()),
        ("Paid", found.paid_at.map(|at| times.at(at)).unwrap_or_default()),
        ("Captures and refunds", found.transactions.to_string()),
    ])
}
