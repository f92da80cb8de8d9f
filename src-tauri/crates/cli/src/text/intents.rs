//! Captures, cancels and refunds: before they are confirmed, and where they stand.

use super::table::{Side, Table, pairs};
use super::times::Times;
use super::tone;
use crate::failure::sentence;
use crate::output::{Output, Tone};
use console::operation::{Prepared, WouldDo};
use console::view::{AdviceView, IntentView};
use domain::order::Book;

/// One figure of a book: its name, and where it stands.
type Line = (&'static str, fn(&Book) -> money::Money);

/// What a person is asked to confirm.
#[must_use]
pub fn prepared(prepared: &Prepared, times: &Times, out: Output) -> String {
    let mut parts = vec![
        format!("{}\n{}", out.paint(Tone::Strong, &prepared.sentence), prepared.consequence),
        book(prepared.before.as_ref(), prepared.after.as_ref()),
    ];
    parts.push(advice(&prepared.advice, times));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// What would happen, and why not.
#[must_use]
pub fn would_do(would: &WouldDo, times: &Times, out: Output) -> String {
    let mut parts = Vec::new();
    match (&would.sentence, &would.refusal) {
        (Some(sentence), _) => {
            let lead =
                if would.second.is_some() { "It needs a second person, and would then" } else { "It would" };
            parts.push(format!(
                "{lead}: {}\n{}",
                out.paint(Tone::Strong, sentence),
                would.consequence.clone().unwrap_or_default()
            ));
        }
        (None, Some(refusal)) => parts.push(format!(
            "It would be refused: {}\n{}",
            sentence(&refusal.reason),
            sentence(&refusal.remedy)
        )),
        (None, None) => {}
    }
    parts.push(book(would.before.as_ref(), would.after.as_ref()));
    parts.push(would.advice.as_ref().map(|found| advice(found, times)).unwrap_or_default());
    parts.extend(would.second.as_ref().map(|second| match second.approvers.join(" or ") {
        nobody if nobody.is_empty() => format!("{} The recovery code stands in.", sentence(&second.rule)),
        who => format!("{} {who} could approve it: --ask-approval NOTE asks for it.", sentence(&second.rule)),
    }));
    parts.push("Nothing was sent.".to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The money of a payment as it is, and as it will be.
#[must_use]
pub fn book(before: Option<&Book>, after: Option<&Book>) -> String {
    let Some(before) = before else { return String::new() };
    let mut table = match after {
        Some(_) => Table::new(&[("", Side::Left), ("Now", Side::Right), ("Then", Side::Right)]),
        None => Table::new(&[("", Side::Left), ("", Side::Right)]),
    };
    let lines: [Line; 6] = [
        ("Authorised or paid", |book| book.authorised),
        ("Taken", |book| book.taken),
        ("Refunded", |book| book.refunded),
        ("Refunds on their way", |book| book.pending),
        ("Refunds in the outbox", |book| book.queued),
        ("Available to refund", |book| book.available),
    ];
    for (nth, (name, of)) in lines.iter().enumerate() {
        let is_told = matches!(nth, 0 | 1 | 5)
            || !of(before).is_zero()
            || after.is_some_and(|after| !of(after).is_zero());
        if !is_told {
            continue;
        }
        let mut row = vec![(*name).to_owned(), of(before).to_string()];
        row.extend(after.map(|after| of(after).to_string()));
        table.row(row);
    }
    table.render()
}

/// Cancel or refund, and until when.
#[must_use]
pub fn advice(advice: &AdviceView, times: &Times) -> String {
    let until = advice.until.map(|until| format!(" ({})", times.until(until))).unwrap_or_default();
    let why = sentence(&advice.why);
    match advice.right_now.as_str() {
        "neither" => why,
        word => format!("To give it back now: {word}{until}. {why}"),
    }
}

/// Everything that is not settled.
#[must_use]
pub fn outbox(intents: &[IntentView], times: &Times, out: Output) -> String {
    if intents.is_empty() {
        return "The outbox is empty.".to_owned();
    }
    let columns = [
        ("Id", Side::Left),
        ("Order", Side::Left),
        ("", Side::Left),
        ("Amount", Side::Right),
        ("State", Side::Left),
        ("Leaves", Side::Left),
        ("By", Side::Left),
    ];
    let mut table = Table::new(&columns);
    for intent in intents {
        let leaves = intent
            .not_before
            .filter(|_| intent.stage == "queued")
            .map(|at| times.until(at))
            .unwrap_or_default();
        let painted = out.paint(tone(&intent.stage), &intent.word);
        let cells = [
            intent.id.to_string(),
            intent.reference.clone(),
            intent.verb.name().to_owned(),
            intent.amount.to_string(),
            intent.word.clone(),
            leaves,
            intent.by.clone(),
        ];
        table.painted(
            cells
                .into_iter()
                .enumerate()
                .map(|(nth, text)| if nth == 4 { (text, painted.clone()) } else { (text.clone(), text) }),
        );
    }
    table.render()
}

/// Where one operation stands.
#[must_use]
pub fn one(intent: &IntentView, times: &Times, out: Output) -> String {
    let verb = intent.verb.name();
    let head = format!(
        "{verb} of {} on order {}: {}",
        intent.amount,
        intent.reference,
        out.paint(tone(&intent.stage), &intent.word)
    );
    let facts = pairs(&[
        ("Id", intent.id.to_string()),
        ("Payment", intent.payment.clone()),
        ("Request id", if verb == "Cancel" { String::new() } else { intent.operation.clone() }),
        ("Antom's id", intent.transaction.clone().unwrap_or_default()),
        ("Antom says", intent.code.clone().unwrap_or_default()),
        (
            "Leaves",
            intent
                .not_before
                .filter(|_| intent.stage == "queued")
                .map(|at| times.until(at))
                .unwrap_or_default(),
        ),
        ("Sent", intent.sent_at.map(|at| times.exactly(at)).unwrap_or_default()),
        ("Stopped", intent.stopped.clone().unwrap_or_default()),
    ]);
    let explained = intent.explanation.as_ref().map(|text| format!("\n{text}")).unwrap_or_default();
    format!("{head}\n{facts}{explained}")
}
