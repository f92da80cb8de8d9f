//! Antom cannot be asked. What needs a second person is asked of them all the same, on what is known here: nothing is
//! decided by that, and whoever agrees asks Antom first.

use super::ask::Ask;
use super::confirmation::Proposal;
use super::decide::{Meant, decide, meant};
use super::prepare::{Considered, Prepared};
use crate::Console;
use crate::error::ConsoleError;
use antom::Operation;
use antom::operation::InquiryPayment;
use domain::rules::Decision;

impl Proposal {
    /// The same, to be decided on.
    ///
    /// # Errors
    /// [`ConsoleError::NothingLearnt`] where it rests on what was known here alone.
    pub(crate) fn fresh(self) -> Result<Self, ConsoleError> {
        match self.unasked {
            None => Ok(self),
            Some(why) => Err(no_answer(why)),
        }
    }
}

impl Console {
    /// The question as it stands by what is known here, where somebody else has to agree to it. `why` Antom could not be
    /// asked is in it.
    ///
    /// # Errors
    /// [`ConsoleError::NothingLearnt`] for whatever one person could do alone, and for what is not permitted as far as is
    /// known.
    pub(super) fn put_unasked(&self, ask: Ask, why: String) -> Result<Prepared, ConsoleError> {
        let ask = ask.checked()?;
        let order = self.order(ask.order)?;
        let Meant::One(payment) = meant(&order, &ask) else { return Err(no_answer(why)) };
        let (policy, now) = (self.policy()?, self.now());
        let decision = decide(&order, &ask, &payment, &policy, now);
        if matches!(decision, Decision::Refused(_)) {
            return Err(no_answer(why));
        }
        self.put(Considered { ask, order, payment, policy, decision, now }, None, Some(why))
    }
}

pub(super) fn no_answer(why: String) -> ConsoleError {
    ConsoleError::NothingLearnt { operation: InquiryPayment::NAME, why }
}
