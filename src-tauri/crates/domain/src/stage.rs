//! The road of an intent as a table: where it stands, what happens to it, where it stands then.
//!
//! Two directions of doubt are kept apart. Whatever may have let money move keeps the money reserved, even when the
//! step makes no sense where the intent stood; whatever would set money free needs signed evidence.

use crate::intent::{Finding, Stage, Step, Verb};
use crate::outcome::Outcome;
use crate::report::{Status, Transaction};

/// What can happen to an intent, with the sources of it merged: an answer, an inquiry and a notification that say
/// the same push the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Push {
    /// It waits its stop window.
    Queued,
    /// Somebody, or the second decision, stopped it.
    Stopped,
    /// It may leave.
    Released,
    /// Bytes may have left.
    Sent,
    /// Antom did it, signed.
    Done,
    /// Antom refused it, signed and definite.
    Refused,
    /// No answer that can be believed, or U.
    Unclear,
    /// Antom says, signed, that it is still at it.
    UnderWay,
    /// Antom says, signed, that it never saw it.
    NeverPlaced,
}

impl Stage {
    /// Every stage, for tables and tests.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Stopped,
        Self::Released,
        Self::Sent,
        Self::Checking,
        Self::Done,
        Self::Refused,
        Self::NeverPlaced,
    ];

    /// Where an intent stands after a push.
    ///
    /// Done is never left: a signed success wins over every other word. A sending always counts, whatever was
    /// decided before, because it may have moved money.
    #[must_use]
    pub const fn after(self, push: Push) -> Self {
        match (self, push) {
            (_, Push::Done) | (Self::Done, _) => Self::Done,
            (_, Push::Sent) => Self::Sent,
            (_, Push::UnderWay) => Self::Checking,
            (Self::Refused, _) => Self::Refused,
            (_, Push::Unclear) => Self::Checking,
            (Self::Queued | Self::NeverPlaced, Push::Released) => Self::Released,
            (Self::Queued | Self::Released | Self::NeverPlaced, Push::Stopped) => Self::Stopped,
            (Self::Sent | Self::Checking | Self::NeverPlaced, Push::Refused) => Self::Refused,
            (Self::Sent | Self::Checking, Push::NeverPlaced) => Self::NeverPlaced,
            (stays, _) => stays,
        }
    }
}

impl Push {
    /// Every push, for tables and tests.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Stopped,
        Self::Released,
        Self::Sent,
        Self::Done,
        Self::Refused,
        Self::Unclear,
        Self::UnderWay,
        Self::NeverPlaced,
    ];

    /// What a step pushes; `None` for the decision itself, which founds the intent.
    ///
    /// Bytes whose signature did not verify prove nothing in either direction (api.md section 2). `in_doubt` says
    /// that an earlier sending's outcome is not known; see [`refusal_is_proof`].
    #[must_use]
    pub fn of(verb: Verb, step: &Step, in_doubt: bool) -> Option<Self> {
        Some(match step {
            Step::Requested(_) => return None,
            Step::Queued { .. } => Self::Queued,
            Step::Stopped { .. } => Self::Stopped,
            Step::Released => Self::Released,
            Step::Sent { .. } => Self::Sent,
            Step::Unanswered { .. } => Self::Unclear,
            Step::Answered { evidence, .. } | Step::Reported { evidence, .. } if !evidence.verified => {
                Self::Unclear
            }
            Step::Answered { verdict, .. } => match verdict.outcome {
                Outcome::Succeeded => Self::Done,
                Outcome::Unknown => Self::Unclear,
                Outcome::Failed if in_doubt && !refusal_is_proof(verb, &verdict.code) => Self::Unclear,
                Outcome::Failed => Self::Refused,
            },
            Step::Reported { finding, .. } => match finding {
                Finding::Done { .. } => Self::Done,
                Finding::Refused { .. } => Self::Refused,
                Finding::UnderWay => Self::UnderWay,
                Finding::NeverPlaced => Self::NeverPlaced,
            },
        })
    }

    /// What a capture's or refund's own record at Antom pushes. A word this version does not know pushes nothing.
    ///
    /// A refund that Antom calls cancelled or pending is not settled in a sense that could set money free.
    #[must_use]
    pub const fn of_transaction(transaction: &Transaction) -> Option<Self> {
        match transaction.status {
            Status::Success => Some(Self::Done),
            Status::Fail => Some(Self::Refused),
            Status::Processing | Status::Pending | Status::Cancelled => Some(Self::UnderWay),
            Status::Other(_) => None,
        }
    }
}

/// Whether an F proves that nothing moved although an earlier sending of the same intent was not answered.
///
/// Only codes count that our own first sending cannot have caused and that do not merely speak of the second call:
/// "you have captured this already" or "this id came with another amount" may be the echo of our own success, and
/// "access denied" says nothing about what came before (api.md sections 3.3 to 3.5, 7). Everything else is asked
/// about. A cancel is idempotent by nature: repeated after a success it succeeds again, so its F is proof.
#[must_use]
pub fn refusal_is_proof(verb: Verb, code: &str) -> bool {
    match verb {
        Verb::Cancel => code != "REPEAT_REQ_INCONSISTENT",
        Verb::Refund => matches!(
            code,
            "MERCHANT_BALANCE_NOT_ENOUGH"
                | "REFUND_WINDOW_EXCEED"
                | "REFUND_NOT_SUPPORTED"
                | "PARTIAL_REFUND_NOT_SUPPORTED"
                | "PAYMENT_METHOD_NOT_SUPPORTED"
                | "CURRENCY_NOT_SUPPORT"
                | "ORDER_NOT_EXIST"
        ),
        Verb::Capture => matches!(
            code,
            "AUTH_EXPIRED"
                | "AUTH_NOT_FOUND"
                | "AUTH_CANCELLED"
                | "CURRENCY_NOT_SUPPORT"
                | "INVALID_CONTRACT"
                | "NO_PAY_OPTIONS"
                | "PAYMENT_COUNT_EXCEED_LIMIT"
                | "RISK_REJECT"
                | "USER_AMOUNT_EXCEED_LIMIT"
                | "USER_BALANCE_NOT_ENOUGH"
                | "USER_NOT_EXIST"
                | "USER_STATUS_ABNORMAL"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: stages in the order of `Stage::ALL`. Columns: pushes in the order of `Push::ALL`.
    const TABLE: [[Stage; 9]; 8] = {
        use Stage::{Checking as C, Done as D, NeverPlaced as N, Queued as Q, Refused as F, Released as R};
        use Stage::{Sent as S, Stopped as X};
        [
            // Queued Stopped Released Sent Done Refused Unclear UnderWay NeverPlaced
            [Q, X, R, S, D, Q, C, C, Q], // Queued
            [X, X, X, S, D, X, C, C, X], // Stopped
            [R, X, R, S, D, R, C, C, R], // Released
            [S, S, S, S, D, F, C, C, N], // Sent
            [C, C, C, S, D, F, C, C, N], // Checking
            [D, D, D, D, D, D, D, D, D], // Done
            [F, F, F, S, D, F, F, C, F], // Refused
            [N, X, R, S, D, F, C, C, N], // NeverPlaced
        ]
    };

    #[test]
    fn every_pair_of_stage_and_push_leads_where_the_table_says() {
        for (stage, row) in Stage::ALL.into_iter().zip(TABLE) {
            for (push, expected) in Push::ALL.into_iter().zip(row) {
                assert_eq!(stage.after(push), expected, "{stage:?} pushed by {push:?}");
            }
        }
    }

    #[test]
    fn nothing_but_signed_evidence_or_a_stop_before_leaving_sets_money_free() {
        for stage in [Stage::Sent, Stage::Checking] {
            for push in Push::ALL {
                if stage.after(push).is_final() {
                    assert!(matches!(push, Push::Done | Push::Refused), "{stage:?} {push:?}");
                }
            }
        }
    }

    #[test]
    fn a_refusal_that_our_own_success_can_cause_is_no_proof() {
        for code in
            ["REPEAT_REQ_INCONSISTENT", "ACCESS_DENIED", "PROCESS_FAIL", "SYSTEM_ERROR", "KEY_NOT_FOUND"]
        {
            assert!(!refusal_is_proof(Verb::Refund, code), "{code}");
            assert!(!refusal_is_proof(Verb::Capture, code), "{code}");
        }
        assert!(!refusal_is_proof(Verb::Capture, "MULTI_CAPTURE_NOT_SUPPORTED"));
        assert!(!refusal_is_proof(Verb::Refund, "REFUND_AMOUNT_EXCEED"));
        assert!(refusal_is_proof(Verb::Refund, "REFUND_WINDOW_EXCEED"));
        assert!(refusal_is_proof(Verb::Capture, "AUTH_EXPIRED"));
        assert!(refusal_is_proof(Verb::Cancel, "PROCESS_FAIL"));
        assert!(refusal_is_proof(Verb::Cancel, "ORDER_NOT_EXIST"));
    }
}
