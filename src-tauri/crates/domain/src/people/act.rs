//! What somebody is about to do, as the rights see it.

use super::Right;
use crate::digest::Digest;
use crate::fact::Body;
use crate::ids::{AccountName, OrderId, PaymentId};
use crate::intent::{Step, Verb};
use money::Money;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What somebody is about to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// What needs nobody: finding out how things stand.
    Free,
    /// What anybody may do who is signed in.
    Anybody,
    /// What needs any of these rights.
    Any(&'static [Right]),
    /// Moving money.
    Move {
        /// Capture, cancel or refund.
        verb: Verb,
        /// How much.
        amount: Money,
        /// Although a dispute is open.
        despite_dispute: bool,
        /// Whether a reason was written.
        reasoned: bool,
    },
    /// Making a key the one that signs.
    Promote,
}

impl Act {
    /// What a fact means that a person is about to write down. The match is whole on purpose: a new kind of fact does
    /// not compile before somebody decided who may write it.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        match body {
            Body::OrderOpened(_)
            | Body::OrderClosed { .. }
            | Body::SessionRequested(_)
            | Body::LinkShared { .. } => Self::Any(&[Right::Requests]),
            Body::OrderImported(_) => {
                Self::Any(&[Right::Requests, Right::Capture, Right::Cancel, Right::Refund])
            }
            Body::BuyerForgotten { .. } => Self::Any(&[Right::Contacts]),
            Body::Intent { verb, step: Step::Requested(requested), .. } => Self::Move {
                verb: *verb,
                amount: requested.amount,
                despite_dispute: requested.despite_dispute,
                reasoned: is_written(requested.reason.as_deref()),
            },
            Body::AccountAdded(_)
            | Body::AccountChanged(_)
            | Body::AccountRemoved { .. }
            | Body::KeyAdded { .. }
            | Body::KeyRetired { .. } => Self::Any(&[Right::Keys]),
            Body::KeyPromoted { .. } => Self::Promote,
            Body::SettingChanged { .. } | Body::MethodProfileChanged(_) | Body::PolicyChanged(_) => {
                Self::Any(&[Right::Policy])
            }
            Body::BackupMade { .. } => Self::Any(&[Right::Export]),
            Body::RecoveryCodeRenewed => Self::Any(&[Right::Restore]),
            // The rules of people decide about these, with who is meant: `people::manage` and `people::approval`.
            Body::OperatorAdded(_)
            | Body::OperatorChanged(_)
            | Body::OperatorReleased { .. }
            | Body::OperatorPinSet { .. }
            | Body::OperatorLockedOut { .. }
            | Body::RoleChanged(_)
            | Body::RoleRemoved { .. }
            | Body::ApprovalAsked(_)
            | Body::ApprovalGiven { .. }
            | Body::ApprovalRefused { .. }
            | Body::ApprovalWithdrawn { .. }
            // A restore is decided before there is a ledger to ask.
            | Body::LedgerRestored { .. } => Self::Free,
            // A stop moves nothing, and a note harms nobody; the rest of an intent's road is the program's.
            Body::OrderNoted { .. } | Body::Intent { .. } => Self::Anybody,
            // What Antom said.
            Body::SessionSent { .. }
            | Body::SessionIssued { .. }
            | Body::SessionRefused { .. }
            | Body::SessionUnanswered { .. }
            | Body::PaymentReported(_)
            | Body::KeyProved { .. } => Self::Free,
        }
    }
}

/// Whether a reason says anything.
pub(crate) fn is_written(reason: Option<&str>) -> bool {
    reason.is_some_and(|reason| !reason.trim().is_empty())
}

/// Exactly what somebody asks another to approve. Nothing else is done under that approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Subject {
    /// Moving money.
    Move {
        /// Capture, cancel or refund.
        verb: Verb,
        /// The order.
        order: OrderId,
        /// The payment.
        payment: PaymentId,
        /// How much.
        amount: Money,
        /// The reason as it goes to Antom.
        reason: Option<String>,
        /// Although a dispute is open.
        despite_dispute: bool,
    },
    /// Making a key the one that signs.
    Promote {
        /// Whose.
        account: AccountName,
        /// Which key.
        fingerprint: String,
        /// Why.
        reason: Option<String>,
    },
}

impl Subject {
    /// What it is to the rights.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Move { verb, amount, despite_dispute, reason, .. } => Act::Move {
                verb: *verb,
                amount: *amount,
                despite_dispute: *despite_dispute,
                reasoned: is_written(reason.as_deref()),
            },
            Self::Promote { .. } => Act::Promote,
        }
    }

    /// Hash of the exact operation: an approval is of this and of nothing else.
    ///
    /// # Errors
    /// It cannot be written as JSON, which no subject that was ever made meets.
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(Digest(Sha256::digest(serde_json::to_vec(self)?).into()))
    }
}
