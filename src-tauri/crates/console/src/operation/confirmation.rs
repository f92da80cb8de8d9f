//! What was asked of a person and not answered yet. A confirmation is given out once, used once, and is worth nothing
//! in another process.

use crate::error::ConsoleError;
use crate::operation::ask::Ask;
use domain::ids::{IntentId, PaymentId};
use domain::rules::Permit;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Most questions that stand open at once; the oldest gives way. A window that prepares and walks away costs nothing.
const MOST_OPEN: usize = 64;

/// Names one question that was put to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(as = "String"))]
pub struct Token(pub(crate) Uuid);

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.hyphenated())
    }
}

impl std::str::FromStr for Token {
    type Err = ConsoleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self).map_err(|_| ConsoleError::ConfirmationSpent)
    }
}

/// What a person was asked to confirm: the exact parameters, and the permission they rest on.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    /// The intent it becomes. Made now, so that one question can never become two.
    pub intent: IntentId,
    /// What was asked for.
    pub ask: Ask,
    /// The payment that was meant.
    pub payment: PaymentId,
    /// What the domain permitted, word for word as it was shown. It names the version of the order it rests on.
    pub permit: Permit,
    /// Why Antom could not be asked. Then it can be asked of somebody else, and is decided by nobody.
    pub unasked: Option<String>,
}

/// The questions that stand open in this process.
#[derive(Debug, Default)]
pub struct Confirmations {
    open: Mutex<VecDeque<(Token, Proposal)>>,
}

impl Confirmations {
    /// Puts a question.
    pub(crate) fn put(&self, token: Token, proposal: Proposal) {
        let mut open = self.lock();
        if open.len() >= MOST_OPEN {
            open.pop_front();
        }
        open.push_back((token, proposal));
    }

    /// Takes a question back; it cannot be taken twice.
    pub(crate) fn take(&self, token: Token) -> Result<Proposal, ConsoleError> {
        let mut open = self.lock();
        let place =
            open.iter().position(|(known, _)| *known == token).ok_or(ConsoleError::ConfirmationSpent)?;
        open.remove(place).map(|(_, proposal)| proposal).ok_or(ConsoleError::ConfirmationSpent)
    }

    /// Whoever sits down next answers no question that was put to somebody else.
    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Token, Proposal)>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
