//! Following one intent to its end, or as far as it is worth waiting.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::asking::attempt_of;
use crate::operation::run::run;
use crate::view::IntentView;
use chrono::{DateTime, Utc};
use domain::ids::IntentId;
use domain::intent::{Intent, Stage};

/// How often somebody who waits has Antom asked before it is left to the watcher.
const PATIENCE: u32 = 8;
/// The same where asking on tells nothing soon: Antom said that it is at it, which can take days, or cannot be reached
/// and nothing has left.
const PATIENCE_IN_VAIN: u32 = 3;

impl Console {
    /// Waits the stop window, decides again, sends, and asks until the outcome is known or it is not worth waiting any
    /// longer. Answers where the intent stands then; what is still open stays with [`Console::watch`].
    ///
    /// Giving this up at any moment loses nothing: every step is on disk before it is taken.
    ///
    /// # Errors
    /// Whatever keeps the ledger or the keychain from working. An outcome that is not known is no error.
    pub async fn settle(&self, intent: &IntentId) -> Result<IntentView, ConsoleError> {
        let mut waited = 0;
        while let Some(next) = self.worth_waiting(intent, &mut waited).await? {
            self.ports.clock.sleep_until(next).await;
        }
        self.remember_head();
        self.intent_view(intent)
    }

    /// Takes the intent further, and says when to come back; none where it is settled or patience is over.
    async fn worth_waiting(
        &self,
        id: &IntentId,
        waited: &mut u32,
    ) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        let began = self.now();
        let too_early = run(self, *id).await?;
        let (_, intent) = self.find_intent(id)?;
        // What was due and did not move is in other hands, or waits for a person. What became due meanwhile is not.
        let waits = |next: &DateTime<Utc>| too_early || *next > began;
        let Some(next) = self.next_move(&intent).filter(waits) else { return Ok(None) };
        if self.leaves_at(&intent).is_some_and(|leaves| leaves > self.now()) {
            return Ok(Some(next));
        }
        *waited = waited.saturating_add(1);
        let patience = if self.waits_in_vain(&intent) { PATIENCE_IN_VAIN } else { PATIENCE };
        Ok((*waited <= patience).then_some(next))
    }

    fn waits_in_vain(&self, intent: &Intent) -> bool {
        let under_way = self.schedule.of(intent.id, attempt_of(intent), self.steady()).under_way;
        let has_not_left = matches!(intent.stage, Stage::Queued | Stage::Released);
        under_way || (has_not_left && self.reach().offline_since.is_some())
    }

    /// An intent as people see it.
    pub(crate) fn intent_view(&self, id: &IntentId) -> Result<IntentView, ConsoleError> {
        let (order, intent) = self.find_intent(id)?;
        Ok(crate::present::intent_view(&order, &intent, self.now()))
    }
}
