//! After a crash: what was open and whose process is gone is taken up, from where its facts end.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::run::run;
use crate::view::IntentView;
use domain::ids::IntentId;
use domain::intent::{Intent, Stage};
use ledger::Ledger;
use serde::Serialize;

/// Most outcomes asked about in one recovery. It happens at the start of every command, which must not wait long; the
/// watcher has no such limit.
const MOST_ASKED: usize = 5;

/// What a recovery found and did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Recovered {
    /// What was taken up, as it stands now.
    pub taken_up: Vec<IntentView>,
    /// How many captures, cancels and refunds are still open afterwards.
    pub open: usize,
    /// What kept something from being taken up, as sentences.
    pub trouble: Vec<String>,
}

impl Console {
    /// Takes up what was left behind: a sending whose answer nobody waited for is asked about; what was queued and is
    /// due, or released and not sent, is decided again and leaves, unless it is an hour late; what is being checked is
    /// asked about once.
    ///
    /// Intents of living processes are left to them.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading. Trouble with one intent does not keep the others from being taken up.
    pub async fn recover(&self) -> Result<Recovered, ConsoleError> {
        let mut recovered = Recovered::default();
        // On a history that cannot be believed, or one that is sealed, nothing is taken up.
        if self.trouble().is_some() || self.is_sealed()? || self.read(Ledger::open_intents)?.is_empty() {
            return Ok(recovered);
        }
        self.follow_clock().await?;
        let mut asked = 0_usize;
        for (_, id) in self.read(Ledger::open_intents)? {
            if let Err(error) = self.take_up(id, &mut asked, &mut recovered).await {
                recovered.trouble.push(error.to_string());
            }
        }
        recovered.open = self.read(Ledger::open_intents)?.len();
        self.remember_head();
        Ok(recovered)
    }

    async fn take_up(
        &self,
        id: IntentId,
        asked: &mut usize,
        recovered: &mut Recovered,
    ) -> Result<(), ConsoleError> {
        let (_, before) = self.find_intent(&id)?;
        let asks = before.stage == Stage::Checking;
        if (asks && *asked >= MOST_ASKED) || !self.left_behind(&before)? {
            return Ok(());
        }
        *asked = asked.saturating_add(usize::from(asks));
        run(self, id).await?;
        let (_, after) = self.find_intent(&id)?;
        if after.stage != before.stage || after.sent != before.sent {
            recovered.taken_up.push(self.intent_view(&id)?);
        }
        Ok(())
    }

    /// Whether an intent is due and in nobody's hands.
    fn left_behind(&self, intent: &Intent) -> Result<bool, ConsoleError> {
        if self.next_move(intent).is_none_or(|next| next > self.now()) {
            return Ok(false);
        }
        self.write(|pen| self.is_free_to_take(pen, intent.id))
    }
}
