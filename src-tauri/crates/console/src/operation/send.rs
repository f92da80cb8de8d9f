//! The money call itself. Before the first byte leaves, `Sent` is on disk with the sender's fencing number; after the
//! answer, the number is checked once more, so that a process that was given up for dead cannot speak over the one
//! that took its place.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Bytes, Called, Heard};
use crate::operation::release::may_leave;
use crate::record::{By, Pen};
use antom::operation::{Cancel, Capture, Refund};
use domain::fact::Body;
use domain::intent::{Intent, Stage, Step, Verb};
use domain::order::Order;
use domain::outcome::{Verdict, WhyUnknown};
use domain::rules::{Decision, Refusal, send_again};
use domain::windows::waited_too_long;

/// What a money call brought.
struct Answer {
    said: Said,
    bytes: Option<Bytes>,
}

enum Said {
    /// A signed answer about what was asked.
    Verdict { verdict: Verdict, transaction: Option<String> },
    /// Nothing that can be believed.
    Nothing(WhyUnknown),
}

/// What became of the wish to send.
enum Leave {
    /// `Sent` is on disk under this fencing number; the bytes may leave.
    Under(u64),
    /// It does not leave: stopped, sealed, held by another process, or moved on meanwhile.
    Stays,
}

impl Console {
    /// Sends an intent that was released, or sends it again where the rules permit a repeat. True where anything
    /// changed.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing. What happens on the way to Antom is written down, not answered.
    pub(super) async fn send(&self, order: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        let account = self.account_of(&order.terms.account)?;
        let fence = match self.write(|pen| self.write_sent(pen, order, intent))? {
            Leave::Under(fence) => fence,
            Leave::Stays => return Ok(false),
        };
        let body = intent.requested.body.as_bytes();
        let called = match intent.verb {
            Verb::Capture => self
                .call::<Capture>(&account, body)
                .await
                .map(|called| answer(called, |said| said.capture_id)),
            Verb::Cancel => self.call::<Cancel>(&account, body).await.map(|called| answer(called, |_| None)),
            Verb::Refund => {
                self.call::<Refund>(&account, body).await.map(|called| answer(called, |said| said.refund_id))
            }
        };
        // The call could not even be made: the keychain was locked in between, say. It is written down like any other
        // silence, and asked about.
        let answer = called.unwrap_or_else(|error| Answer {
            said: Said::Nothing(WhyUnknown::NoAnswer { left: false, detail: error.to_string() }),
            bytes: None,
        });
        self.write(|pen| self.write_answer(pen, order, intent, fence, &answer))?;
        Ok(true)
    }

    /// On disk before anything leaves: decided once more, held by this process, not sent by anybody meanwhile, with room
    /// for the answer, and not sealed while Antom was asked how the payment stands.
    fn write_sent(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        order: &Order,
        intent: &Intent,
    ) -> Result<Leave, ConsoleError> {
        if pen.is_sealed()? {
            return Ok(Leave::Stays);
        }
        let order = pen.order(order.id)?;
        let Some(intent) = order.intent(&intent.id) else { return Ok(Leave::Stays) };
        if waited_too_long(intent, pen.now) {
            return Ok(Leave::Stays);
        }
        let decision = match intent.stage {
            Stage::Released => may_leave(pen, &order, intent)?,
            Stage::NeverPlaced | Stage::Checking => send_again::decide(&order, &intent.id, pen.now),
            _ => return Ok(Leave::Stays),
        };
        let Some(fence) = self.hold(pen, intent.id)? else { return Ok(Leave::Stays) };
        match decision {
            Decision::Permitted(_) => {}
            Decision::Refused(refusal) => {
                // Nothing of a released intent ever left, so it ends here; one that left before stays for a person.
                if intent.stage == Stage::Released {
                    append(pen, &order, intent, By::Countersign, stopped(refusal))?;
                }
                return Ok(Leave::Stays);
            }
        }
        pen.needs_room()?;
        let attempt = intent.sent.map_or(1, |(_, attempt, _)| attempt.saturating_add(1));
        append(pen, &order, intent, By::Countersign, Step::Sent { sender: self.me(), attempt, fence })?;
        Ok(Leave::Under(fence))
    }

    fn write_answer(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        order: &Order,
        intent: &Intent,
        fence: u64,
        answer: &Answer,
    ) -> Result<(), ConsoleError> {
        if !self.still_holds(pen, intent.id, fence)? {
            // Another process took it over and asks for itself.
            return Ok(());
        }
        let evidence = answer.bytes.as_ref().map(|bytes| pen.evidence(Some(order.id), bytes)).transpose()?;
        let step = match (&answer.said, evidence) {
            (Said::Verdict { verdict, transaction }, Some(evidence)) => {
                Step::Answered { verdict: verdict.clone(), transaction: transaction.clone(), evidence }
            }
            (Said::Verdict { .. }, None) => Step::Unanswered { why: WhyUnknown::Unsigned, evidence: None },
            (Said::Nothing(why), evidence) => Step::Unanswered { why: why.clone(), evidence },
        };
        append(pen, order, intent, By::Antom, step)
    }
}

/// The step of an intent that the second decision refused.
pub(super) fn stopped(refusal: Refusal) -> Step {
    Step::Stopped { why: refusal.reason, code: Some(refusal.code.as_str().to_owned()) }
}

/// Appends a step of an intent.
pub(crate) fn append(
    pen: &mut Pen<'_, '_, '_>,
    order: &Order,
    intent: &Intent,
    by: By,
    step: Step,
) -> Result<(), ConsoleError> {
    let by = match step {
        // Only signed words are Antom's.
        Step::Unanswered { .. } => By::Countersign,
        _ => by,
    };
    let body = Body::Intent { verb: intent.verb, intent: intent.id, step };
    pen.append(Some(order.id), by, body).map(drop)
}

fn answer<R>(called: Called<R>, transaction: impl FnOnce(R) -> Option<String>) -> Answer {
    let said = match called.heard {
        Heard::Verified { response, verdict } => {
            Said::Verdict { verdict, transaction: transaction(*response).filter(|id| !id.is_empty()) }
        }
        Heard::Unknown { why, .. } => Said::Nothing(why),
    };
    Answer { said, bytes: called.bytes }
}
