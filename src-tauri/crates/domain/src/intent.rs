//! A decision to capture, cancel or refund, and the road it travels: requested, queued, stopped or released, sent,
//! answered or unanswered, reported.

use crate::digest::Digest;
use crate::ids::{IntentId, OperationId, PaymentId, PaymentRequestId, SenderId};
use crate::outcome::{Evidence, Verdict, WhyUnknown};
use chrono::{DateTime, Utc};
use money::Money;
use serde::{Deserialize, Serialize};

/// What an intent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Verb {
    /// Take the authorised amount.
    Capture,
    /// Cancel the whole payment.
    Cancel,
    /// Give back some or all of what was taken.
    Refund,
}

impl Verb {
    /// The verb as it stands in the names of facts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capture => "Capture",
            Self::Cancel => "Cancel",
            Self::Refund => "Refund",
        }
    }
}

/// What a person decided, once and for all. Written before anything else happens to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requested {
    /// The payment it is about.
    pub payment: PaymentId,
    /// The attempt that payment belongs to.
    pub request: PaymentRequestId,
    /// `captureRequestId` or `refundRequestId`; for a cancel an id of our own that never leaves.
    pub operation: OperationId,
    /// How much. A cancel is always of the whole amount.
    pub amount: Money,
    /// Why, in the person's words (`refundReason` for a refund).
    pub reason: Option<String>,
    /// The exact body that is signed and sent, and sent again on a repeat, byte for byte.
    pub body: String,
    /// The number of facts of the order on which the person decided.
    pub decided_on: u64,
    /// The key a script gave, so that the same key and parameters answer the first outcome.
    pub script: Option<ScriptKey>,
    /// What the person was asked to confirm, word for word.
    pub sentence: String,
    /// A refund that was decided although a dispute was open; `reason` says why.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub despite_dispute: bool,
}

/// The idempotency key of a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptKey {
    /// The key as given.
    pub key: String,
    /// Digest of everything the operation was asked with; other parameters under the same key are refused.
    pub parameters: Digest,
}

/// One step of an intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A person decided.
    Requested(Box<Requested>),
    /// It waits its stop window. It already lowers what is available.
    Queued {
        /// The moment before which it does not leave.
        not_before: DateTime<Utc>,
    },
    /// A person stopped it in its window, or the second decision refused it. It never leaves.
    Stopped {
        /// Why, in words for people.
        why: String,
        /// The code of the refusal, where the second decision stopped it. Facts written before it was kept have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// Decided once more on fresh state; it may leave.
    Released,
    /// On disk before the first byte leaves.
    Sent {
        /// Who sends.
        sender: SenderId,
        /// 1 for the first sending, 2 for the first repeat, …
        attempt: u32,
        /// The fencing number under which it was sent.
        fence: u64,
    },
    /// A verified answer came.
    Answered {
        /// What it said.
        verdict: Verdict,
        /// `captureId` or `refundId`, where the answer gave one.
        transaction: Option<String>,
        /// The signed bytes.
        evidence: Evidence,
    },
    /// No answer that can be believed came. The outcome is not known.
    Unanswered {
        /// Why.
        why: WhyUnknown,
        /// The bytes that came, where any did.
        evidence: Option<Evidence>,
    },
    /// Asking settled it, or told that it is still under way, by signed evidence.
    Reported {
        /// What was learnt.
        finding: Finding,
        /// The signed bytes.
        evidence: Evidence,
    },
}

impl Step {
    /// The step as it stands in the names of facts.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Requested(_) => "Requested",
            Self::Queued { .. } => "Queued",
            Self::Stopped { .. } => "Stopped",
            Self::Released => "Released",
            Self::Sent { .. } => "Sent",
            Self::Answered { .. } => "Answered",
            Self::Unanswered { .. } => "Unanswered",
            Self::Reported { .. } => "Reported",
        }
    }
}

/// What asking about an intent brought to light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// Antom did it.
    Done {
        /// `captureId` or `refundId`, where given.
        transaction: Option<String>,
    },
    /// Antom refused it, definitely.
    Refused {
        /// `resultCode`, verbatim.
        code: String,
    },
    /// Antom is still at it.
    UnderWay,
    /// Antom has never seen it.
    NeverPlaced,
}

/// Where an intent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename_all = "kebab-case"))]
pub enum Stage {
    /// Waiting its stop window.
    Queued,
    /// Stopped before it left.
    Stopped,
    /// May leave.
    Released,
    /// Left, and no answer is on file yet.
    Sent,
    /// The outcome is not known: unanswered, U, or still under way at Antom.
    Checking,
    /// Done, by signed evidence.
    Done,
    /// Refused by Antom, by signed evidence.
    Refused,
    /// Never placed at Antom, by signed evidence. It may be sent again under the conditions of the rules, or not.
    NeverPlaced,
}

impl Stage {
    /// Whether nothing more will happen to it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Stopped | Self::Done | Self::Refused)
    }

    /// Whether it can still move money, or may have.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !self.is_final()
    }
}

/// An intent as the fold shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Intent {
    /// Its id.
    pub id: IntentId,
    /// What it does.
    pub verb: Verb,
    /// What was decided.
    pub requested: Requested,
    /// Who decided.
    pub actor: crate::fact::Actor,
    /// When it was decided.
    pub requested_at: DateTime<Utc>,
    /// The moment before which it does not leave.
    pub not_before: Option<DateTime<Utc>>,
    /// Where it stands.
    pub stage: Stage,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// When it was first sent.
    pub first_sent_at: Option<DateTime<Utc>>,
    /// The last sending: who, which attempt, under which fence.
    pub sent: Option<(SenderId, u32, u64)>,
    /// Whether an earlier sending's outcome was not known when it was sent again. An F to the later one is then no
    /// proof that nothing moved.
    pub in_doubt: bool,
    /// The last verified verdict.
    pub verdict: Option<Verdict>,
    /// Whether the history was brought back from a backup since it was decided. It may have been sent or stopped after
    /// the backup was made, so it never leaves by itself.
    pub restored: bool,
    /// The last reason for not knowing.
    pub unknown: Option<WhyUnknown>,
    /// `captureId` or `refundId`.
    pub transaction: Option<String>,
    /// Why it was stopped.
    pub stopped: Option<String>,
    /// The code of the refusal that stopped it; none where a person did.
    pub stopped_by_rule: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_steps_are_called_as_they_are_written_down() {
        for verb in [Verb::Capture, Verb::Cancel, Verb::Refund] {
            assert_eq!(serde_json::to_value(verb).unwrap(), verb.name());
        }
        assert_eq!(serde_json::to_value(Step::Released).unwrap(), Step::Released.name());
        for step in [
            Step::Queued { not_before: DateTime::UNIX_EPOCH },
            Step::Stopped { why: "asked for by phone".into(), code: None },
            Step::Unanswered { why: WhyUnknown::Unsigned, evidence: None },
        ] {
            let written = serde_json::to_value(&step).unwrap();
            assert!(written.get(step.name()).is_some(), "{written}");
        }
    }
}
