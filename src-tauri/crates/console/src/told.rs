//! What came of something, as a code: for whoever says it in another language than the sentences of this crate.

use crate::request::REPLACED;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::fact::{Actor, Body, Fact};
use domain::intent::{Finding, Step};
use domain::outcome::{Outcome, Verdict, WhyUnknown};
use domain::report::{Report, Said, Status};
use serde::Serialize;

/// What came of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Told {
    /// Which of all there are.
    pub code: ToldCode,
    /// What belongs to it verbatim: a code of Antom's, a person's reason, a field's name.
    pub words: Option<String>,
    /// The moment that belongs to it.
    pub at: Option<DateTime<Utc>>,
}

/// Everything that can come of something. The window has a sentence for each, in each of its languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ToldCode {
    /// A person gave a reason: `words`.
    Reason,
    /// Another was made in its place.
    Replaced,
    /// A link is good until `at`.
    LinkUntil,
    /// A link was given out through the channel `words`.
    Shared,
    /// A person stopped it.
    StoppedByPerson,
    /// The second decision refused it: the code of the refusal is `words`, where it was kept.
    NoLongerPermitted,
    /// Antom did it.
    Done,
    /// Antom refused it: `words`.
    Refused,
    /// Antom has not decided yet: `words`.
    NotDecided,
    /// Antom says that it did it.
    SaidDone,
    /// Antom says that it refused it: `words`.
    SaidRefused,
    /// Antom is at it.
    UnderWay,
    /// Antom never saw it.
    NeverPlaced,
    /// The buyer has submitted nothing yet.
    NothingSubmitted,
    /// A success, by the method `words`.
    Success,
    /// A failure, for the reason `words`.
    Failure,
    /// Under way.
    Processing,
    /// Cancelled.
    Cancelled,
    /// Pending.
    Pending,
    /// A status nobody knows: `words`.
    OtherStatus,
    /// A dispute: `words`.
    Dispute,
    /// No answer came.
    NoAnswer,
    /// Nothing was sent.
    NotSent,
    /// The answer was not signed.
    Unsigned,
    /// The answer's signature is not Antom's.
    BadSignature,
    /// The answer could not be read.
    Unreadable,
    /// The gateway answered with the HTTP status `words`.
    HttpStatus,
    /// The answer had no result.
    NoResult,
    /// The answer's field `words` is missing or not what was asked for.
    Mismatch,
    /// The program ended before the answer came.
    Interrupted,
    /// A backup was restored; what became of it since is not on file.
    Restored,
}

/// What a fact tells beyond its name.
pub(crate) fn of_fact(fact: &Fact) -> Option<Told> {
    match &fact.body {
        Body::OrderClosed { reason: Some(reason) } if reason == REPLACED => Some(plain(ToldCode::Replaced)),
        Body::OrderClosed { reason } | Body::BuyerForgotten { reason } => {
            reason.as_deref().map(|reason| with(ToldCode::Reason, reason))
        }
        Body::SessionIssued { ends_at, .. } => {
            Some(Told { at: Some(*ends_at), ..plain(ToldCode::LinkUntil) })
        }
        Body::SessionRefused { verdict, .. } => Some(with(ToldCode::Refused, &verdict.code)),
        Body::SessionUnanswered { why, verdict, .. } => {
            Some(verdict.as_ref().map_or_else(|| of_silence(why), of_verdict))
        }
        Body::LinkShared { channel, .. } => Some(with(ToldCode::Shared, channel)),
        Body::PaymentReported(report) => Some(of_report(report)),
        Body::Intent { step, .. } => of_step(step, &fact.actor),
        _ => None,
    }
}

/// Why an outcome is not known.
pub(crate) fn of_silence(why: &WhyUnknown) -> Told {
    match why {
        WhyUnknown::NoAnswer { left: true, .. } => plain(ToldCode::NoAnswer),
        WhyUnknown::NoAnswer { left: false, .. } => plain(ToldCode::NotSent),
        WhyUnknown::Unsigned => plain(ToldCode::Unsigned),
        WhyUnknown::BadSignature => plain(ToldCode::BadSignature),
        WhyUnknown::NotJson => plain(ToldCode::Unreadable),
        WhyUnknown::HttpStatus { status } => with(ToldCode::HttpStatus, &status.to_string()),
        WhyUnknown::NoResult => plain(ToldCode::NoResult),
        WhyUnknown::Mismatch { field } => with(ToldCode::Mismatch, field),
        WhyUnknown::Restored => plain(ToldCode::Restored),
        WhyUnknown::Interrupted => plain(ToldCode::Interrupted),
    }
}

fn of_step(step: &Step, actor: &Actor) -> Option<Told> {
    match step {
        Step::Requested(_) | Step::Queued { .. } | Step::Released | Step::Sent { .. } => None,
        Step::Stopped { .. } if actor.is_person() => Some(plain(ToldCode::StoppedByPerson)),
        Step::Stopped { code, .. } => {
            Some(Told { words: code.as_deref().map(shown), ..plain(ToldCode::NoLongerPermitted) })
        }
        Step::Answered { verdict, .. } => Some(of_verdict(verdict)),
        Step::Unanswered { why, .. } => Some(of_silence(why)),
        Step::Reported { finding, .. } => Some(match finding {
            Finding::Done { .. } => plain(ToldCode::SaidDone),
            Finding::Refused { code } => with(ToldCode::SaidRefused, code),
            Finding::UnderWay => plain(ToldCode::UnderWay),
            Finding::NeverPlaced => plain(ToldCode::NeverPlaced),
        }),
    }
}

fn of_verdict(verdict: &Verdict) -> Told {
    match verdict.outcome {
        Outcome::Succeeded => plain(ToldCode::Done),
        Outcome::Failed => with(ToldCode::Refused, &verdict.code),
        Outcome::Unknown => with(ToldCode::NotDecided, &verdict.code),
    }
}

fn of_report(report: &Report) -> Told {
    match &report.said {
        Said::NothingSubmitted => plain(ToldCode::NothingSubmitted),
        Said::Payment(said) => of_status(&said.status, said.method.as_deref(), said.result_code.as_deref()),
        Said::Capture { transaction, .. } | Said::Refund { transaction } => {
            of_status(&transaction.status, None, None)
        }
        Said::RefundNeverPlaced { .. } => plain(ToldCode::NeverPlaced),
        Said::Dispute { event, .. } => with(ToldCode::Dispute, event),
    }
}

fn of_status(status: &Status, method: Option<&str>, code: Option<&str>) -> Told {
    let told = |code, words: Option<&str>| Told { words: words.map(shown), ..plain(code) };
    match status {
        Status::Success => told(ToldCode::Success, method),
        Status::Fail => told(ToldCode::Failure, code),
        Status::Processing => plain(ToldCode::Processing),
        Status::Cancelled => plain(ToldCode::Cancelled),
        Status::Pending => plain(ToldCode::Pending),
        Status::Other(word) => with(ToldCode::OtherStatus, word),
    }
}

const fn plain(code: ToldCode) -> Told {
    Told { code, words: None, at: None }
}

fn with(code: ToldCode, words: &str) -> Told {
    Told { words: Some(shown(words)), ..plain(code) }
}
