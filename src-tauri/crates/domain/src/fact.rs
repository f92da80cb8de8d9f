//! Facts: small, past tense, never changed. Everything that can happen is listed in [`Body`].

use crate::account::Account;
use crate::by_pay::ByPay;
use crate::counter::Sdk;
use crate::digest::Digest;
use crate::ids::{
    AccountName, ApprovalId, DeviceId, FactId, IntentId, OperatorId, OrderId, PaymentRequestId,
};
use crate::intent::{Step, Verb};
use crate::outcome::{Evidence, Verdict, WhyUnknown};
use crate::people::operator::Signature;
use crate::people::{ApprovalPolicy, Operator, Role, RoleName, Saying, Subject};
use crate::profiles::correction::Correction;
use crate::report::Report;
use chrono::{DateTime, Utc};
use money::Money;
use serde::{Deserialize, Deserializer, Serialize};

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "by", content = "name", rename_all = "lowercase")]
pub enum Actor {
    /// A person, by the name of the operating system's user: from before there were people here.
    Person(String),
    /// A person who works here.
    Operator(Signature),
    /// This program on its own: the watcher, recovery, a timer.
    Countersign,
    /// Antom, by a signed answer or notification.
    Antom,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(name) | Self::Operator(Signature { name, .. }) => f.write_str(name),
            Self::Countersign => f.write_str("Countersign"),
            Self::Antom => f.write_str("Antom"),
        }
    }
}

impl Actor {
    /// Whether it is a person.
    #[must_use]
    pub const fn is_person(&self) -> bool {
        matches!(self, Self::Person(_) | Self::Operator(_))
    }

    /// Which of the people who work here it is.
    #[must_use]
    pub const fn operator(&self) -> Option<&OperatorId> {
        match self {
            Self::Operator(signature) => Some(&signature.id),
            _ => None,
        }
    }
}

/// One fact as the journal holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// The desk that appended it.
    pub device: DeviceId,
    /// Its place in that desk's chain, from 1.
    pub device_seq: u64,
    /// Hash of the fact before it in that chain; none for the first.
    pub previous: Option<Digest>,
    /// When, by that desk's clock, in UTC and whole milliseconds. Never earlier than the fact before it in the chain.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// Who approved, where a second person had to.
    pub approver: Option<Actor>,
    /// The order it is about, where it is about one.
    pub order: Option<OrderId>,
    /// What happened.
    pub body: Body,
    /// Hash over all of the above.
    pub hash: Digest,
}

/// Everything that can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Body {
    /// A request for payment was opened.
    OrderOpened(Box<Terms>),
    /// An order that this ledger did not know was taken over from Antom's signed answer.
    OrderImported(Box<Terms>),
    /// Somebody wrote a note; the text lies in a side table.
    OrderNoted {
        /// Salted digest of the text.
        note: Digest,
    },
    /// No further session will be issued for this order ("stop offering").
    OrderClosed {
        /// Why, in words for people.
        reason: Option<String>,
    },
    /// A session is about to be asked for.
    SessionRequested(Box<SessionRequested>),
    /// On disk before the first byte leaves.
    SessionSent {
        /// Which.
        request: PaymentRequestId,
    },
    /// Antom made the session.
    SessionIssued {
        /// Which.
        request: PaymentRequestId,
        /// `paymentSessionId`.
        session: String,
        /// `paymentSessionExpiryTime`.
        ends_at: DateTime<Utc>,
        /// Salted digest of `normalUrl`, which lies in a side table; of nothing where there is no such page (guide 3).
        link: Digest,
        /// The signed bytes.
        evidence: Evidence,
    },
    /// Antom refused to make the session (F).
    SessionRefused {
        /// Which.
        request: PaymentRequestId,
        /// What was said.
        verdict: Verdict,
        /// The signed bytes.
        evidence: Evidence,
    },
    /// No answer that can be believed, or U: whether a session exists is not known. It is watched all the same.
    SessionUnanswered {
        /// Which.
        request: PaymentRequestId,
        /// Why.
        why: WhyUnknown,
        /// The verdict of a verified U.
        verdict: Option<Verdict>,
        /// The bytes that came, where any did.
        evidence: Option<Evidence>,
    },
    /// The link was given to the buyer.
    LinkShared {
        /// Which session's link.
        request: PaymentRequestId,
        /// How: `copy`, `qr`, `email`, `sms`, `whatsapp`, `print`.
        channel: String,
    },
    /// Antom said how a payment stands, signed.
    PaymentReported(Box<Report>),
    /// A step of a capture, cancel or refund.
    Intent {
        /// What the intent does.
        verb: Verb,
        /// Which intent.
        intent: IntentId,
        /// The step.
        step: Step,
    },
    /// A merchant account was added.
    AccountAdded(Box<Account>),
    /// Changeable particulars of an account were changed; the whole account as it stands now.
    AccountChanged(Box<Account>),
    /// An account was removed; its keys were deleted from the keychain.
    AccountRemoved {
        /// Which.
        account: AccountName,
    },
    /// A merchant key was put into the keychain.
    KeyAdded {
        /// Whose.
        account: AccountName,
        /// Fingerprint of the public half.
        fingerprint: String,
        /// `keyVersion`.
        version: u32,
    },
    /// Antom accepted a signature made with a key, by a signed answer.
    KeyProved {
        /// Whose.
        account: AccountName,
        /// Which key.
        fingerprint: String,
        /// The signed bytes.
        evidence: Evidence,
    },
    /// A key became the one that signs.
    KeyPromoted {
        /// Whose.
        account: AccountName,
        /// Which key.
        fingerprint: String,
        /// Why, in words for people. Facts written before a reason was asked for have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A key is no longer used.
    KeyRetired {
        /// Whose.
        account: AccountName,
        /// Which key.
        fingerprint: String,
    },
    /// A setting of this ledger was changed (store zone, stop window, request life, …).
    SettingChanged {
        /// Its name.
        name: String,
        /// Its new value as text.
        value: String,
    },
    /// What is known about a method was corrected; the whole correction as it stands now.
    MethodProfileChanged(Box<ProfileChanged>),
    /// Somebody was added to the people who work here.
    OperatorAdded(Box<Operator>),
    /// Somebody was renamed, given another role or other limits, suspended or let work again; all of them as it stands
    /// now.
    OperatorChanged(Box<OperatorChanged>),
    /// Somebody who had typed wrong PINs need not wait any longer.
    OperatorReleased {
        /// Who.
        operator: OperatorId,
    },
    /// Somebody has a new PIN. The PIN itself, and what verifies it, never enter the journal.
    OperatorPinSet {
        /// Who.
        operator: OperatorId,
    },
    /// So many wrong PINs were typed that somebody has to wait.
    OperatorLockedOut {
        /// Who.
        operator: OperatorId,
        /// How many in a row.
        tries: u32,
    },
    /// A role was made or changed; all of it as it stands now.
    RoleChanged(Box<Role>),
    /// A role that nobody has was removed.
    RoleRemoved {
        /// Which.
        role: RoleName,
    },
    /// From when a second person is needed, or after how long a window locks, was changed; all of it as it stands now.
    PolicyChanged(Box<ApprovalPolicy>),
    /// Somebody asked another to approve exactly this.
    ApprovalAsked(Box<ApprovalAsked>),
    /// Somebody approved, and it was done under that approval in the same moment.
    ApprovalGiven {
        /// Which.
        approval: ApprovalId,
        /// Hash of the operation as it was done: the one that was asked for.
        subject: Digest,
    },
    /// Somebody said no.
    ApprovalRefused {
        /// Which.
        approval: ApprovalId,
        /// Why, in words for people.
        reason: String,
    },
    /// Whoever asked took it back.
    ApprovalWithdrawn {
        /// Which.
        approval: ApprovalId,
    },
    /// A backup was made and proved by opening it.
    BackupMade {
        /// Number of facts in it.
        facts: u64,
        /// The head of this device's chain in it.
        head: Digest,
    },
    /// The recovery code was renewed; the old one no longer opens the ledger.
    RecoveryCodeRenewed,
    /// The ledger was restored from a backup.
    LedgerRestored {
        /// Number of facts in the backup.
        facts: u64,
        /// The head found in the backup.
        head: Digest,
    },
    /// The buyer's particulars were deleted from the side tables.
    BuyerForgotten {
        /// Why, in words for people.
        reason: Option<String>,
    },
}

/// Somebody as they stand from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorChanged {
    /// All of them.
    pub operator: Operator,
    /// Why, in words for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Somebody asked another to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalAsked {
    /// Which request it is.
    pub approval: ApprovalId,
    /// What is to be done, exactly.
    pub subject: Subject,
    /// Hash of it.
    pub digest: Digest,
    /// What the approver is asked to agree to, word for word.
    pub sentence: String,
    /// Which rule asks for a second person, in words.
    pub rule: String,
    /// The same as a code with its figures; none in facts that are older than that, or that a newer version wrote by a
    /// rule this one does not know. The words above say it all the same.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "where_known")]
    pub said: Option<Saying>,
    /// What the person wrote to the approver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// After this moment nobody can approve it any more.
    pub lapses_at: DateTime<Utc>,
}

fn where_known<'de, D: Deserializer<'de>>(said: D) -> Result<Option<Saying>, D::Error> {
    let said = Option::<serde_json::Value>::deserialize(said)?;
    Ok(said.and_then(|said| serde_json::from_value(said).ok()))
}

/// What an order asks the buyer to pay, fixed when it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The merchant account it is paid to.
    pub account: AccountName,
    /// `referenceOrderId`: the shop's own order number.
    pub reference: String,
    /// `orderDescription`.
    pub description: String,
    /// `orderAmount` and `paymentAmount`.
    pub amount: Money,
    /// How cards are captured.
    pub capture_mode: CaptureMode,
    /// The methods offered (`paymentMethodType`), in order; empty means all that the account has.
    pub methods: Vec<String>,
    /// Those of them that stand on the page as a button of their own above the others (`expressCheckout`, guide 0).
    // Left out where there is none, so that facts from before this field keep their bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub express: Vec<String>,
    /// `locale`, where chosen.
    pub locale: Option<String>,
    /// Life of each session in seconds, at most 3600.
    pub session_seconds: u32,
    /// The end of the request's own life: after it nothing more is issued.
    pub lives_until: DateTime<Utc>,
    /// Salted digest of buyer, items and whatever else names a person; it lies in a side table.
    pub buyer: Option<Digest>,
    /// The order this one continues, where a request was replaced by one with other terms.
    pub replaces: Option<OrderId>,
    /// The idempotency key of a script, where one opened it.
    pub script: Option<crate::intent::ScriptKey>,
    /// Asked for with `pay` as one payment by the one method offered; none for a checkout session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_pay: Option<ByPay>,
    /// Made to be paid at the counter, and with which of Antom's browser SDKs; none for a link (guides 3 and 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Sdk>,
}

/// A correction of what is known about a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileChanged {
    /// `paymentMethodType`, in capitals.
    pub method: String,
    /// The whole correction; an empty one takes it back.
    pub correction: Correction,
    /// Why, in words for people.
    pub reason: String,
    /// What the guide says about each part that was loosened, as it was shown to the person first.
    pub guide_shown: Vec<String>,
}

/// `captureMode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum CaptureMode {
    /// Antom captures right after the authorisation.
    Automatic,
    /// A person captures, in full, before the hold ends.
    Manual,
}

/// A session about to be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRequested {
    /// `paymentRequestId`, new for every attempt.
    pub request: PaymentRequestId,
    /// The operation that makes it (`createPaymentSession` or `pay`).
    pub operation: String,
    /// The attempt it follows, where an earlier session died, failed or was not answered.
    pub follows: Option<PaymentRequestId>,
    /// The end it was asked to have.
    pub ends_at: DateTime<Utc>,
    /// Salted digest of the exact body, which lies in a side table because it names the buyer.
    pub body: Digest,
}

impl Body {
    /// The bytes Antom sent that stand behind it, where there are any.
    #[must_use]
    pub const fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::SessionIssued { evidence, .. }
            | Self::SessionRefused { evidence, .. }
            | Self::KeyProved { evidence, .. } => Some(evidence),
            Self::SessionUnanswered { evidence, .. } => evidence.as_ref(),
            Self::PaymentReported(report) => Some(&report.evidence),
            Self::Intent { step, .. } => match step {
                Step::Answered { evidence, .. } | Step::Reported { evidence, .. } => Some(evidence),
                Step::Unanswered { evidence, .. } => evidence.as_ref(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The fact's name in the past tense: `RefundQueued`, `SessionIssued`, …
    #[must_use]
    pub fn name(&self) -> String {
        let plain = match self {
            Self::OrderOpened(_) => "OrderOpened",
            Self::OrderImported(_) => "OrderImported",
            Self::OrderNoted { .. } => "OrderNoted",
            Self::OrderClosed { .. } => "OrderClosed",
            Self::SessionRequested(_) => "SessionRequested",
            Self::SessionSent { .. } => "SessionSent",
            Self::SessionIssued { .. } => "SessionIssued",
            Self::SessionRefused { .. } => "SessionRefused",
            Self::SessionUnanswered { .. } => "SessionUnanswered",
            Self::LinkShared { .. } => "LinkShared",
            Self::PaymentReported(_) => "PaymentReported",
            Self::Intent { verb, step, .. } => return format!("{}{}", verb.name(), step.name()),
            Self::AccountAdded(_) => "AccountAdded",
            Self::AccountChanged(_) => "AccountChanged",
            Self::AccountRemoved { .. } => "AccountRemoved",
            Self::KeyAdded { .. } => "KeyAdded",
            Self::KeyProved { .. } => "KeyProved",
            Self::KeyPromoted { .. } => "KeyPromoted",
            Self::KeyRetired { .. } => "KeyRetired",
            Self::SettingChanged { .. } => "SettingChanged",
            Self::MethodProfileChanged(_) => "MethodProfileChanged",
            Self::OperatorAdded(_) => "OperatorAdded",
            Self::OperatorChanged(_) => "OperatorChanged",
            Self::OperatorReleased { .. } => "OperatorReleased",
            Self::OperatorPinSet { .. } => "OperatorPinSet",
            Self::OperatorLockedOut { .. } => "OperatorLockedOut",
            Self::RoleChanged(_) => "RoleChanged",
            Self::RoleRemoved { .. } => "RoleRemoved",
            Self::PolicyChanged(_) => "PolicyChanged",
            Self::ApprovalAsked(_) => "ApprovalAsked",
            Self::ApprovalGiven { .. } => "ApprovalGiven",
            Self::ApprovalRefused { .. } => "ApprovalRefused",
            Self::ApprovalWithdrawn { .. } => "ApprovalWithdrawn",
            Self::BackupMade { .. } => "BackupMade",
            Self::RecoveryCodeRenewed => "RecoveryCodeRenewed",
            Self::LedgerRestored { .. } => "LedgerRestored",
            Self::BuyerForgotten { .. } => "BuyerForgotten",
        };
        plain.to_owned()
    }
}

#[cfg(test)]
mod tests;
