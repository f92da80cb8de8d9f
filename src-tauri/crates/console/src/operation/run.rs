//! Takes an intent as far as it goes at this moment: releases it when its window is over, sends it, asks about it.
//!
//! This is the only caller of the money endpoints, and it works from what is on disk: whoever calls it, after whatever
//! interruption, continues where the facts end.

use crate::Console;
use crate::error::ConsoleError;
use crate::learn::{Learnt, Question};
use crate::operation::asking::attempt_of;
use crate::operation::schedule::Brought;
use chrono::{DateTime, Utc};
use domain::ids::IntentId;
use domain::intent::{Intent, Stage};
use domain::order::Order;
use domain::rules::{Decision, send_again};
use domain::windows::waited_too_long;

/// Most steps in one go. The road has fewer; a repeat of a mistake must not become a loop.
const MOST_STEPS: usize = 12;

/// How far one step took an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Went {
    /// On; and perhaps further with the next.
    On,
    /// Nowhere: it is settled, sent, in other hands, or waits for a person.
    Nowhere,
    /// Nowhere, because its time had not come by the clock as it was read then.
    TooEarly,
}

impl Went {
    const fn on(moved: bool) -> Self {
        if moved { Self::On } else { Self::Nowhere }
    }
}

/// Takes an intent as far as it goes now. True where it stands only because its time had not come; by a clock that went
/// back a little meanwhile it may have come before somebody looks at the clock again.
///
/// Does nothing where another task of this process is at it, or where another living process holds it.
///
/// # Errors
/// Whatever keeps the ledger from reading or writing, or a question from being put. What happens on the way to Antom
/// is on disk then, and the next run continues from there.
pub(crate) async fn run(console: &Console, intent: IntentId) -> Result<bool, ConsoleError> {
    let Some(_grip) = console.moving.begin(intent) else { return Ok(false) };
    for _ in 0..MOST_STEPS {
        match console.step(intent).await? {
            Went::On => {}
            Went::Nowhere => return Ok(false),
            Went::TooEarly => return Ok(true),
        }
    }
    Ok(false)
}

impl Console {
    /// One step of an intent.
    async fn step(&self, id: IntentId) -> Result<Went, ConsoleError> {
        let (order, intent) = self.find_intent(&id)?;
        match self.next_move(&intent) {
            None => return Ok(Went::Nowhere),
            Some(next) if next > self.now() => return Ok(Went::TooEarly),
            Some(_) => {}
        }
        match intent.stage {
            Stage::Stopped | Stage::Done | Stage::Refused => Ok(Went::Nowhere),
            Stage::Queued => self.let_go(&order, &intent).await,
            // Released before an interruption: time has passed, so Antom is asked afresh.
            Stage::Released if self.may_go_on(&order, &intent).await? => {
                self.send_and_note(&order, &intent).await
            }
            Stage::Released => Ok(Went::Nowhere),
            Stage::Sent => self.note_interrupted(&order, &intent).map(Went::on),
            Stage::Checking => {
                self.ask_once(&order, &intent).await?;
                self.after_asking(id).await
            }
            Stage::NeverPlaced => self.repeat(&order, &intent).await,
        }
    }

    /// Out of the outbox and on its way, once the stop window is over.
    async fn let_go(&self, order: &Order, intent: &Intent) -> Result<Went, ConsoleError> {
        if !self.may_go_on(order, intent).await? {
            return Ok(Went::Nowhere);
        }
        match self.release(order, intent)? {
            Went::On => self.send_and_note(order, intent).await,
            stands => Ok(stands),
        }
    }

    /// After an asking: on where it was settled, again where the gateway prescribes the repeat.
    async fn after_asking(&self, id: IntentId) -> Result<Went, ConsoleError> {
        let (order, intent) = self.find_intent(&id)?;
        match intent.stage {
            Stage::Checking => self.repeat(&order, &intent).await,
            Stage::NeverPlaced => Ok(Went::On),
            _ => Ok(Went::Nowhere),
        }
    }

    /// Sends the same id and body again, where the rules permit it.
    async fn repeat(&self, order: &Order, intent: &Intent) -> Result<Went, ConsoleError> {
        if matches!(send_again::decide(order, &intent.id, self.now()), Decision::Refused(_)) {
            return Ok(Went::Nowhere);
        }
        if !self.may_go_on(order, intent).await? {
            return Ok(Went::Nowhere);
        }
        self.send_and_note(order, intent).await
    }

    /// Sends, and says when to ask about it if it is not settled at once.
    async fn send_and_note(&self, order: &Order, intent: &Intent) -> Result<Went, ConsoleError> {
        if !self.send(order, intent).await? {
            return Ok(Went::Nowhere);
        }
        let (_, sent) = self.find_intent(&intent.id)?;
        if sent.stage.is_final() {
            self.schedule.done(sent.id);
        } else {
            self.schedule.sent(sent.id, attempt_of(&sent), self.steady());
        }
        Ok(Went::Nowhere)
    }

    /// Before anything leaves: this process holds the intent, and Antom has just said how the payment stands.
    async fn may_go_on(&self, order: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        if self.write(|pen| self.hold(pen, intent.id))?.is_none() {
            return Ok(false);
        }
        let account = self.account_of(&order.terms.account)?;
        let question = Question::Payment(intent.requested.payment.clone(), intent.requested.request.clone());
        let fresh = !matches!(self.ask(order.id, &account, &question).await?, Learnt::Nothing(_));
        if !fresh {
            self.schedule.asked(intent.id, attempt_of(intent), self.steady(), Brought::Nothing);
        }
        Ok(fresh)
    }

    /// When there is something to do about an intent; none where nothing ever is.
    pub(crate) fn next_move(&self, intent: &Intent) -> Option<DateTime<Utc>> {
        let asking = self.schedule.of(intent.id, attempt_of(intent), self.steady());
        let scheduled = self.by_the_wall(asking.next);
        if waited_too_long(intent, self.now()) {
            return None;
        }
        match intent.stage {
            Stage::Stopped | Stage::Done | Stage::Refused => None,
            Stage::Queued => Some(self.leaves_at(intent).map_or(scheduled, |leaves| leaves.max(scheduled))),
            Stage::Sent => Some(self.now()),
            Stage::Released | Stage::Checking | Stage::NeverPlaced => Some(scheduled),
        }
    }

    /// When the stop window of an intent is over. In the process that decided it the window is as long as it was
    /// promised to be, whatever becomes of the clock; any other has the moment on file.
    pub(super) fn leaves_at(&self, intent: &Intent) -> Option<DateTime<Utc>> {
        let promised = self.schedule.leaves(intent.id).map(|leaves| self.by_the_wall(leaves));
        intent.not_before.map(|not_before| promised.unwrap_or(not_before))
    }

    /// An intent and its order.
    pub(crate) fn find_intent(&self, id: &IntentId) -> Result<(Order, Intent), ConsoleError> {
        let missing = || ConsoleError::not_found(id.to_string());
        let order = self.read(|ledger| ledger.intent(*id))?.ok_or_else(missing)?;
        let order = self.order(order)?;
        let intent = order.intent(id).cloned().ok_or_else(missing)?;
        Ok((order, intent))
    }
}
