//! What needs a person, as people read it.

use super::times::Times;
use crate::output::{Output, Tone};
use console::attention::{Attention, AttentionItem, AttentionKind};

/// All of it: what does now, then what waits.
#[must_use]
pub fn all(attention: &Attention, times: &Times, out: Output) -> String {
    let mut parts: Vec<String> = attention.items.iter().map(|item| one(item, times, out)).collect();
    if parts.is_empty() {
        let next = attention
            .next_deadline
            .as_ref()
            .map(|next| format!(" The next hold ends {}: order {}.", times.until(next.at), next.reference));
        parts.push(format!("Nothing needs a person now.{}", next.unwrap_or_default()));
    }
    if !attention.snoozed.is_empty() {
        parts.push(out.paint(Tone::Strong, "Out of the way for now"));
        parts.extend(attention.snoozed.iter().map(|item| one(item, times, out)));
    }
    parts.join("\n\n")
}

fn one(item: &AttentionItem, times: &Times, out: Output) -> String {
    let mut head = vec![out.paint(Tone::Waiting, name(item.kind))];
    head.extend(item.reference.as_ref().map(|reference| format!("order {reference}")));
    head.extend(item.amount.map(|amount| amount.to_string()));
    head.extend(item.buyer.clone());
    let mut lines = vec![head.join(" · "), format!("  {}", item.advice)];
    lines.push(match item.until {
        Some(until) => format!("  Until {}", times.until(until)),
        None => format!("  Since {}", times.at(item.at)),
    });
    for payment in &item.payments {
        let stays = if payment.stays { "pays the order" } else { "goes back" };
        lines.push(format!(
            "  Payment {} of {}, {}: {stays}",
            payment.payment,
            payment.amount,
            times.at(payment.at)
        ));
    }
    if let (Some(until), Some(reason)) = (item.snoozed_until, &item.snoozed_because) {
        lines.push(format!("  Waits until {}: {reason}", times.at(until)));
    }
    lines.push(format!("  Id {}{}", item.id, if item.readable { ", can be marked as read" } else { "" }));
    lines.join("\n")
}

const fn name(kind: AttentionKind) -> &'static str {
    match kind {
        AttentionKind::PaidTwiceOneSession => "Paid twice by one link",
        AttentionKind::PaidTwiceTwoRequests => "Paid twice by two links",
        AttentionKind::CaptureFailed => "Capture refused, money still held",
        AttentionKind::HoldEnding => "Hold ends",
        AttentionKind::OutcomeUnknown => "Outcome not known",
        AttentionKind::NeverPlaced => "Never reached Antom",
        AttentionKind::LinkEnding => "Link ends unpaid",
        AttentionKind::HoldLapsed => "Hold lapsed, nothing captured",
        AttentionKind::LatePayment => "Paid late",
        AttentionKind::CaptureMissing => "Antom's capture is overdue",
        AttentionKind::Disputed => "Disputed",
        AttentionKind::RecoveryCode => "Recovery code not confirmed",
        AttentionKind::ClockSkew => "Clock is off",
        AttentionKind::KeyMissing => "Private key missing",
        AttentionKind::BackupOld => "Backup is old",
        AttentionKind::BackupFailed => "Backup failed",
        AttentionKind::HistoryBroken => "History broken",
        AttentionKind::NotificationsRefused => "Calls refused",
    }
}
