//! Everything decided that has no outcome yet, and stopping what has not left.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::send::append;
use crate::record::By;
use crate::view::IntentView;
use domain::ids::IntentId;
use domain::intent::{Stage, Step};
use domain::rules::{self, Decision};
use ledger::Ledger;

impl Console {
    /// What waits to leave, what is being checked with Antom, and what waits for a person, oldest first.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn outbox(&self) -> Result<Vec<IntentView>, ConsoleError> {
        self.looking()?;
        let mut views = Vec::new();
        for (_, intent) in self.read(Ledger::open_intents)? {
            views.push(self.intent_view(&intent)?);
        }
        views.sort_by_key(|view| (view.requested_at, view.id));
        Ok(views)
    }

    /// Stops an intent that has not left, or that is known never to have reached Antom. The money it reserved is free
    /// again.
    ///
    /// # Errors
    /// [`ConsoleError::Changed`] where it left already: what Antom has cannot be called back.
    pub fn stop(&self, intent: &IntentId) -> Result<IntentView, ConsoleError> {
        let (order, _) = self.find_intent(intent)?;
        let who = self.acting()?;
        self.write(|pen| {
            let order = pen.order(order.id)?;
            let found = order.intent(intent).ok_or_else(|| ConsoleError::not_found(intent.to_string()))?;
            if found.stage == Stage::Stopped {
                return Ok(());
            }
            // Sending looks at the stage inside its own transaction, so whichever of the two comes first wins.
            if let Decision::Refused(refusal) = rules::stop(&order, intent) {
                return Err(ConsoleError::Changed { what: refusal.reason });
            }
            let why = format!("stopped by {who}");
            append(pen, &order, found, By::Person, Step::Stopped { why, code: None })
        })?;
        self.remember_head();
        self.intent_view(intent)
    }
}
