//! What a person or a script asks for, before anybody decided anything.

use crate::error::ConsoleError;
use crate::said::line;
use domain::ids::{OrderId, PaymentId};
use domain::intent::Verb;
use money::Money;
use serde::{Deserialize, Serialize};

/// Longest reason, in characters: what Antom takes as `refundReason` (api.md section 3.5).
pub const MOST_REASON: usize = 256;

/// One capture, cancel or refund somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Ask {
    /// The order.
    pub order: OrderId,
    /// The payment, where the order has several.
    pub payment: Option<PaymentId>,
    /// What to do with it.
    pub verb: Verb,
    /// How much of a refund; nothing means all that is left. A capture or cancel is always of the whole.
    pub amount: Option<Money>,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

impl Ask {
    /// The same with a reason that can be kept: trimmed, and none where it is blank.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a reason that is too long, cannot be seen, or holds what looks like a card number,
    /// and for a cancel with an amount.
    pub(crate) fn checked(mut self) -> Result<Self, ConsoleError> {
        if self.verb == Verb::Cancel && self.amount.is_some() {
            let problem = "a cancel is always of the whole payment";
            return Err(ConsoleError::field(
                "amount",
                problem,
                "Leave the amount out, or refund a part instead.",
            ));
        }
        self.reason = line("reason", self.reason, MOST_REASON)?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn with(reason: &str) -> Ask {
        Ask {
            order: OrderId(Uuid::from_u128(1)),
            payment: None,
            verb: Verb::Refund,
            amount: None,
            reason: Some(reason.to_owned()),
        }
    }

    #[test]
    fn a_blank_reason_is_none_and_a_real_one_is_trimmed() {
        assert_eq!(with("  ").checked().unwrap().reason, None);
        assert_eq!(with(" came back broken ").checked().unwrap().reason.as_deref(), Some("came back broken"));
    }

    #[test]
    fn a_reason_that_must_not_be_kept_is_refused() {
        for wrong in ["card 4111 1111 1111 1111", "a\u{1b}[2J", &"x".repeat(MOST_REASON + 1)] {
            assert_eq!(with(wrong).checked().unwrap_err().code(), "bad-field", "{wrong}");
        }
    }
}
