//! Requests for approval, as people read them.

use super::table::pairs;
use super::times::Times;
use crate::output::{Output, Tone};
use console::people::approve::ApprovalView;

/// Several of them.
#[must_use]
pub fn list(all: &[ApprovalView], times: &Times, out: Output) -> String {
    if all.is_empty() {
        return "Nothing waits for approval.".to_owned();
    }
    all.iter().map(|approval| one(approval, times, out)).collect::<Vec<_>>().join("\n\n")
}

/// One of them.
#[must_use]
pub fn one(approval: &ApprovalView, times: &Times, out: Output) -> String {
    let head = out.paint(Tone::Strong, &approval.sentence);
    let open = approval.stage == "open";
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let answered = approval
        .answered_by
        .as_ref()
        .zip(approval.answered_at)
        .map(|(by, at)| format!("{by}, {}", times.at(at)))
        .unwrap_or_default();
    let rows = pairs(&[
        ("  Stage", approval.stage.clone()),
        ("  Asked by", format!("{}, {}", approval.asked_by, times.at(approval.asked_at))),
        ("  Because", approval.rule.clone()),
        ("  Why", text(&approval.why)),
        ("  Note", text(&approval.note)),
        ("  Can approve", if open { approval.approvers.join(", ") } else { String::new() }),
        ("  Lapses", if open { times.until(approval.lapses_at) } else { String::new() }),
        ("  Answered by", answered),
        ("  Reason", text(&approval.reason)),
        ("  Id", approval.id.to_string()),
    ]);
    format!("{head}\n{rows}")
}
