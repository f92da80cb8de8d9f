//! Sentences for people: what a fact says, and why something is not known.

use crate::view::shown;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::fact::{Body, Fact};
use domain::intent::{Finding, Step, Verb};
use domain::order::Order;
use domain::outcome::{Outcome, Verdict, WhyUnknown};
use domain::report::{Report, Said, Status};
use domain::word::SideNote;
use money::Money;

/// Why an outcome is not known.
pub(crate) fn why(why: &WhyUnknown) -> String {
    match why {
        WhyUnknown::NoAnswer { left: true, detail } => format!("no answer came ({})", shown(detail)),
        WhyUnknown::NoAnswer { left: false, detail } => format!("nothing was sent ({})", shown(bare(detail))),
        WhyUnknown::Unsigned => "the answer was not signed".to_owned(),
        WhyUnknown::BadSignature => "the answer's signature is not Antom's".to_owned(),
        WhyUnknown::NotJson => "the answer could not be read".to_owned(),
        WhyUnknown::HttpStatus { status } => format!("the gateway answered with HTTP status {status}"),
        WhyUnknown::NoResult => "the answer had no result".to_owned(),
        WhyUnknown::Mismatch { field } => {
            format!("the answer's {} is missing or not what was asked for", shown(field))
        }
        WhyUnknown::Restored => "a backup was restored; what became of it since is not on file".to_owned(),
        WhyUnknown::Interrupted => "the program ended before the answer came".to_owned(),
    }
}

/// A reason without the words that nothing was sent, which the transport adds to its own.
fn bare(detail: &str) -> &str {
    let detail = detail.strip_prefix("nothing was sent: ").unwrap_or(detail);
    detail.strip_suffix("; nothing was sent").unwrap_or(detail)
}

/// Why an outcome is not known, with what an unsigned answer claims.
pub(crate) fn unknown(reason: &WhyUnknown, claimed: Option<&Verdict>) -> String {
    match claimed {
        Some(claimed) => {
            format!("{}; it says {} ({})", why(reason), shown(&claimed.code), shown(&claimed.message))
        }
        None => why(reason),
    }
}

/// A moment in the store's zone, with its offset.
pub(crate) fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%a %-d %b, %H:%M %:z").to_string()
}

/// A moment for programs.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The time left, in at most two units.
pub(crate) fn left(from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let left = to.signed_duration_since(from).max(TimeDelta::zero());
    let (days, hours) = (left.num_days(), left.num_hours().rem_euclid(24));
    let (minutes, seconds) = (left.num_minutes().rem_euclid(60), left.num_seconds().rem_euclid(60));
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min"),
        (0, _, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}

/// The note beside a state word.
pub(crate) fn side_note(note: &SideNote, now: DateTime<Utc>) -> String {
    match note {
        SideNote::SessionEnds { at } => format!("{} left", left(now, *at)),
        SideNote::LinkBeingMade => "the link is being asked for".to_owned(),
        SideNote::LinkNotMade { why: reason } => format!("no link was made: {}", why(reason)),
        SideNote::NoLiveCheckout => "no live checkout".to_owned(),
        SideNote::BuyerIsPaying => "the buyer is paying".to_owned(),
        SideNote::SlowMethod => "a slow method, it can take days".to_owned(),
        SideNote::AntomIsCapturing { overdue: false } => "Antom is capturing".to_owned(),
        SideNote::AntomIsCapturing { overdue: true } => "Antom should have captured by now".to_owned(),
        SideNote::CaptureBy { at, estimated, .. } => {
            format!("{} left to capture{}", left(now, *at), if *estimated { " (estimated)" } else { "" })
        }
        SideNote::Returned { amount } => format!("\u{2212}{amount}"),
        SideNote::Leaves { verb, at: Some(at), .. } => {
            format!("{} leaves in {}", name(*verb), left(now, *at))
        }
        SideNote::Leaves { verb, at: None, .. } => format!("{} is about to leave", name(*verb)),
        SideNote::OutcomeUnknown { verb, .. } => format!("outcome of the {} not known yet", name(*verb)),
        SideNote::NeverArrived { verb, .. } => format!("the {} never reached Antom", name(*verb)),
        SideNote::FailedBecause { code } => shown(code),
        SideNote::UnknownStatus { status } => format!("unknown status {}", shown(status)),
        SideNote::HoldLapsed { at } => format!("the hold ended {}", stamp(*at)),
        SideNote::AnotherPaymentStands { amount } => format!("another payment of {amount} stands"),
    }
}

const fn name(verb: Verb) -> &'static str {
    match verb {
        Verb::Capture => "capture",
        Verb::Cancel => "cancel",
        Verb::Refund => "refund",
    }
}

/// What a fact says, and the money in it.
pub(crate) fn of_fact(fact: &Fact, order: &Order, zone: Tz) -> (String, Option<Money>) {
    match &fact.body {
        Body::OrderOpened(terms) => {
            (format!("Opened order {} for {}", shown(&terms.reference), terms.amount), Some(terms.amount))
        }
        Body::OrderImported(terms) => ("Taken over from Antom".to_owned(), Some(terms.amount)),
        Body::PaymentReported(report) => reported(report),
        Body::Intent { verb, intent, step } => {
            let amount = order.intent(intent).map(|intent| intent.requested.amount);
            (step_of(*verb, step, amount, zone), amount)
        }
        other => (plain(other, zone), None),
    }
}

fn plain(body: &Body, zone: Tz) -> String {
    match body {
        Body::OrderNoted { .. } => "Wrote a note".to_owned(),
        Body::OrderClosed { reason } => with_reason("Stopped offering", reason.as_deref()),
        Body::SessionRequested(session) => {
            format!("Asks Antom for a link until {}", moment(session.ends_at, zone))
        }
        Body::SessionSent { .. } => "The request for a link leaves".to_owned(),
        Body::SessionIssued { ends_at, .. } => {
            format!("Antom made a link, good until {}", moment(*ends_at, zone))
        }
        Body::SessionRefused { verdict, .. } => {
            format!("Antom refused to make a link: {}", verdict_text(verdict))
        }
        Body::SessionUnanswered { why: reason, verdict, .. } => match verdict {
            Some(verdict) => format!("No link was made: {}", verdict_text(verdict)),
            None => format!("No link was made: {}", why(reason)),
        },
        Body::LinkShared { channel, .. } => given(channel),
        Body::BuyerForgotten { reason } => {
            with_reason("The buyer's particulars were deleted", reason.as_deref())
        }
        Body::ApprovalAsked(asked) => format!("Asked for approval: {}", shown(&asked.sentence)),
        Body::ApprovalGiven { .. } => "Approved it".to_owned(),
        Body::ApprovalRefused { reason, .. } => format!("Refused it: {}", shown(reason)),
        Body::ApprovalWithdrawn { .. } => "Took the request for approval back".to_owned(),
        other => other.name(),
    }
}

/// How a link was given to the buyer, by the word of [`crate::sharing::Channel`].
fn given(channel: &str) -> String {
    match channel {
        "copy" => "Copied the link".to_owned(),
        "qr" => "Showed the link as a QR code".to_owned(),
        "email" => "Shared the link by e-mail".to_owned(),
        "sms" => "Shared the link by SMS".to_owned(),
        "whatsapp" => "Shared the link by WhatsApp".to_owned(),
        "print" => "Printed the link".to_owned(),
        other => format!("Shared the link ({})", shown(other)),
    }
}

fn with_reason(text: &str, reason: Option<&str>) -> String {
    reason.map_or_else(|| text.to_owned(), |reason| format!("{text}: {}", shown(reason)))
}

/// A verdict, verbatim.
pub(crate) fn verdict_text(verdict: &Verdict) -> String {
    if verdict.message.is_empty() {
        shown(&verdict.code)
    } else {
        format!("{} ({})", shown(&verdict.code), shown(&verdict.message))
    }
}

fn reported(report: &Report) -> (String, Option<Money>) {
    match &report.said {
        Said::NothingSubmitted => ("The buyer has not submitted anything yet".to_owned(), None),
        Said::Payment(said) => {
            let method =
                said.method.as_deref().map(|method| format!(" by {}", shown(method))).unwrap_or_default();
            // "Success (SUCCESS)" says nothing twice.
            let telling = said.result_code.as_deref().filter(|code| *code != "SUCCESS");
            let code = telling.map(|code| format!(" ({})", shown(code))).unwrap_or_default();
            (format!("{}{method}{code}", status(&said.status)), Some(said.amount))
        }
        Said::Capture { transaction, .. } => {
            (format!("Capture: {}", status(&transaction.status)), Some(transaction.amount))
        }
        Said::Refund { transaction } => {
            (format!("Refund: {}", status(&transaction.status)), Some(transaction.amount))
        }
        Said::RefundNeverPlaced { .. } => ("Antom has never seen the refund".to_owned(), None),
        Said::Dispute { event, amount, .. } => (format!("Dispute: {}", shown(event)), *amount),
    }
}

fn status(status: &Status) -> String {
    match status {
        Status::Success => "Antom reports success".to_owned(),
        Status::Fail => "Antom reports failure".to_owned(),
        Status::Processing => "Antom reports that it is under way".to_owned(),
        Status::Cancelled => "Antom reports it cancelled".to_owned(),
        Status::Pending => "Antom reports it pending".to_owned(),
        Status::Other(word) => format!("Antom reports {}", shown(word)),
    }
}

fn step_of(verb: Verb, step: &Step, amount: Option<Money>, zone: Tz) -> String {
    let what = match amount {
        Some(amount) => format!("{} of {amount}", verb.name()),
        None => verb.name().to_owned(),
    };
    match step {
        Step::Requested(requested) => shown(&requested.sentence),
        Step::Queued { not_before } => format!("{what} waits until {}", moment(*not_before, zone)),
        Step::Stopped { why, .. } => format!("{what} stopped: {}", shown(why)),
        Step::Released => format!("{what} decided once more and released"),
        Step::Sent { attempt: 1, .. } => format!("{what} sent"),
        Step::Sent { attempt, .. } => format!("{what} sent again (attempt {attempt})"),
        Step::Answered { verdict, .. } => match verdict.outcome {
            Outcome::Succeeded => format!("{what} done"),
            Outcome::Failed => format!("{what} refused: {}", verdict_text(verdict)),
            Outcome::Unknown => format!("{what} not decided yet: {}", verdict_text(verdict)),
        },
        Step::Unanswered { why: reason, .. } => {
            format!("Outcome of the {} not known: {}", name(verb), why(reason))
        }
        Step::Reported { finding, .. } => match finding {
            Finding::Done { .. } => format!("{what} done, as Antom says"),
            Finding::Refused { code } => format!("{what} refused, as Antom says: {}", shown(code)),
            Finding::UnderWay => format!("{what} still under way at Antom"),
            Finding::NeverPlaced => format!("{what} never reached Antom"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn time_left_is_told_in_at_most_two_units() {
        let now = at("2026-11-25T03:05:00Z");
        for (to, told) in [
            ("2026-11-25T03:05:42Z", "42 s"),
            ("2026-11-25T03:45:00Z", "40 min"),
            ("2026-11-25T05:06:00Z", "2 h 1 min"),
            ("2026-11-27T06:05:00Z", "2 d 3 h"),
            ("2026-11-20T00:00:00Z", "0 s"),
        ] {
            assert_eq!(left(now, at(to)), told);
        }
    }

    #[test]
    fn a_moment_stands_in_the_stores_zone_with_its_offset() {
        assert_eq!(moment(at("2026-11-27T06:05:00Z"), Tz::Asia__Singapore), "Fri 27 Nov, 14:05 +08:00");
    }

    #[test]
    fn every_way_to_give_a_link_has_words_of_its_own() {
        for channel in crate::sharing::Channel::ALL {
            assert!(!given(channel.word()).contains('('), "{}", channel.word());
        }
        assert_eq!(given("by pigeon"), "Shared the link (by pigeon)");
    }

    #[test]
    fn what_others_wrote_is_escaped() {
        let claimed =
            Verdict { outcome: Outcome::Failed, code: "X\u{1b}[2J".into(), message: "\u{202e}".into() };
        let told = unknown(&WhyUnknown::Unsigned, Some(&claimed));
        assert!(!told.contains('\u{1b}') && !told.contains('\u{202e}'), "{told}");
    }
}
