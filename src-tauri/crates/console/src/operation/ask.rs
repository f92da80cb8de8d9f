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
    /// Whether a refund is wanted although a dispute is open. The bank may have taken the money back already, so it needs
    /// a reason.
    // Left out where it is not wanted: the parameters a script's key was bound to before stay the same bytes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub despite_dispute: bool,
}

impl Ask {
    /// The same with a reason that can be kept: trimmed, and none where it is blank.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a reason that is too long, cannot be seen, or holds what looks like a card number,
    /// for a cancel with an amount, and for a dispute that is overridden by anything but a refund.
    pub(crate) fn checked(mut self) -> Result<Self, ConsoleError> {
        if self.verb == Verb::Cancel && self.amount.is_some() {
            let problem = "a cancel is always of the whole payment";
            return Err(ConsoleError::field(
                "amount",
                problem,
                "Leave the amount out, or refund a part instead.",
            ));
        }
        if self.verb != Verb::Refund && self.despite_dispute {
            let problem = "only a refund is made although a dispute is open";
            return Err(ConsoleError::field("despite_dispute", problem, "Leave it out."));
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
            despite_dispute: false,
        }
    }

    #[test]
    fn what_a_script_is_bound_to_has_an_override_only_where_it_was_asked_for() {
        let written = |ask: &Ask| serde_json::to_value(ask).unwrap();
        assert!(written(&with("broken")).get("despite_dispute").is_none());
        let over = Ask { despite_dispute: true, ..with("broken") };
        assert_eq!(written(&over)["despite_dispute"], true);
        assert_eq!(serde_json::from_value::<Ask>(written(&with("broken"))).unwrap(), with("broken"));
        let cancel = Ask { verb: Verb::Cancel, ..over };
        assert_eq!(cancel.checked().unwrap_err().code(), "bad-field");
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
