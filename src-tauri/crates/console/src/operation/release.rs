//! The end of the stop window: Antom is asked afresh, the domain decides once more, and the intent is released or
//! stopped. Only a released intent may leave.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::run::Went;
use crate::operation::send::{append, stopped};
use crate::record::{By, Pen};
use domain::intent::{Intent, Stage, Step};
use domain::order::Order;
use domain::people::People;
use domain::people::decide::{signed_in, still_alone};
use domain::rules::{Decision, Permit, Refusal, decide_again};
use domain::windows::waited_too_long;

impl Console {
    /// Releases a queued intent whose window is over, or stops it where it is no longer permitted. [`Went::On`] where
    /// either happened.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(super) fn release(&self, order: &Order, intent: &Intent) -> Result<Went, ConsoleError> {
        self.write(|pen| self.write_released(pen, order, intent))
    }

    fn write_released(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        order: &Order,
        intent: &Intent,
    ) -> Result<Went, ConsoleError> {
        let order = pen.order(order.id)?;
        let Some(intent) = order.intent(&intent.id).filter(|intent| intent.stage == Stage::Queued) else {
            return Ok(Went::Nowhere);
        };
        if self.leaves_at(intent).is_none_or(|leaves| self.now() < leaves) {
            return Ok(Went::TooEarly);
        }
        if waited_too_long(intent, pen.now) {
            return Ok(Went::Nowhere);
        }
        if pen.is_sealed()? || self.hold(pen, intent.id)?.is_none() {
            return Ok(Went::Nowhere);
        }
        let step = match may_leave(pen, &order, intent)? {
            Decision::Permitted(_) => Step::Released,
            Decision::Refused(refusal) => stopped(refusal),
        };
        append(pen, &order, intent, By::Countersign, step)?;
        Ok(Went::On)
    }
}

/// Whether something that never left may leave now: by the rules of money, and by those of people. It is asked when it is
/// released and once more when it is sent, which may be days apart where the disk was full or the process died between.
///
/// # Errors
/// Whatever keeps the ledger from reading.
pub(super) fn may_leave(
    pen: &Pen<'_, '_, '_>,
    order: &Order,
    intent: &Intent,
) -> Result<Decision<Permit>, ConsoleError> {
    Ok(match still_may(&pen.writer.people()?, order, intent) {
        Ok(()) => decide_again(order, &intent.id, pen.prudent_now()),
        Err(refusal) => Decision::Refused(refusal),
    })
}

/// Whoever asked for it was not suspended while it waited, and no refund that was made elsewhere meanwhile brought it to
/// a sum to which somebody else would have had to agree.
fn still_may(people: &People, order: &Order, intent: &Intent) -> Result<(), Refusal> {
    let Some(who) = intent.actor.operator() else { return Ok(()) };
    signed_in(people, Some(who))?;
    still_alone(people, order, intent)
}
