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

/// Most steps in one go. The road has fewer; a repeat of a mistake must not become a loop.
const MOST_STEPS: usize = 12;

/// Takes an intent as far as it goes now.
///
/// Does nothing where another task of this process is at it, or where another living process holds it.
///
/// # Errors
/// Whatever keeps the ledger from reading or writing, or a question from being put. What happens on the way to Antom
/// is on disk then, and the next run continues from there.
pub(crate) async fn run(console: &Console, intent: IntentId) -> Result<(), ConsoleError> {
    let Some(_grip) = console.moving.begin(intent) else { return Ok(()) };
    for _ in 0..MOST_STEPS {
        if !console.step(intent).await? {
            break;
        }
    }
    Ok(())
}

impl Console {
    /// One step of an intent. True where it moved and may move on.
    async fn step(&self, id: IntentId) -> Result<bool, ConsoleError> {
        let (order, intent) = self.find_intent(&id)?;
        if self.next_move(&intent).is_none_or(|next| next > self.now()) {
            return Ok(false);
        }
        match intent.stage {
            Stage::Stopped | Stage::Done | Stage::Refused => Ok(false),
            Stage::Queued => {
                let released = self.may_go_on(&order, &intent).await? && self.release(&order, &intent)?;
                Ok(released && self.send_and_note(&order, &intent).await?)
            }
            // Released before an interruption: time has passed, so Antom is asked afresh.
            Stage::Released => {
                Ok(self.may_go_on(&order, &intent).await? && self.send_and_note(&order, &intent).await?)
            }
            Stage::Sent => self.note_interrupted(&order, &intent),
            Stage::Checking => {
                self.ask_once(&order, &intent).await?;
                self.after_asking(id).await
            }
            Stage::NeverPlaced => self.repeat(&order, &intent).await,
        }
    }

    /// After an asking: on where it was settled, again where the gateway prescribes the repeat.
    async fn after_asking(&self, id: IntentId) -> Result<bool, ConsoleError> {
        let (order, intent) = self.find_intent(&id)?;
        match intent.stage {
            Stage::Checking => self.repeat(&order, &intent).await,
            Stage::NeverPlaced => Ok(true),
            _ => Ok(false),
        }
    }

    /// Sends the same id and body again, where the rules permit it.
    async fn repeat(&self, order: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        if matches!(send_again::decide(order, &intent.id, self.now()), Decision::Refused(_)) {
            return Ok(false);
        }
        Ok(self.may_go_on(order, intent).await? && self.send_and_note(order, intent).await?)
    }

    /// Sends, and says when to ask about it if it is not settled at once.
    async fn send_and_note(&self, order: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        if !self.send(order, intent).await? {
            return Ok(false);
        }
        let (_, sent) = self.find_intent(&intent.id)?;
        if sent.stage.is_final() {
            self.schedule.done(sent.id);
        } else {
            self.schedule.sent(sent.id, attempt_of(&sent), self.steady());
        }
        Ok(false)
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
