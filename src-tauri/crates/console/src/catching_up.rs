//! After a restore: what the history that was set aside knows and the backup does not. None of it is taken over, because
//! it cannot be believed; it only says what to ask Antom about.

use crate::Console;
use crate::error::ConsoleError;
use crate::opening::ledger_key;
use crate::record::By;
use crate::view::shown;
use domain::ids::OrderId;
use domain::intent::{Intent, Stage, Verb};
use domain::order::Order;
use ledger::{Ledger, LedgerError};
use money::Money;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What was learnt about what the backup does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CaughtUp {
    /// Orders of the backup to which something happened after it, and about which Antom was asked.
    pub asked: usize,
    /// Payments that were made after the backup and are taken over from Antom.
    pub imported: usize,
    /// Ids of requests that were made after the backup and that Antom does not know: nobody began to pay.
    pub not_at_antom: usize,
    /// What was decided after the backup and is on file nowhere now: Antom does not have it, or not yet.
    pub lost: Vec<LostMove>,
    /// What kept something from being learnt, as sentences.
    pub trouble: Vec<String>,
}

/// A capture, cancel or refund that was decided after the backup was made. It never leaves from here: a person decides
/// whether it is still wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LostMove {
    /// The order's number.
    pub reference: String,
    /// What was to be done.
    pub verb: Verb,
    /// With how much.
    pub amount: Money,
    /// Whether it was sent, so that it may be done all the same.
    pub left: bool,
}

impl Console {
    /// Asks Antom about everything that a history set aside says happened after its first `facts`. Where it cannot be
    /// read, Antom's transaction report brings the rest back ([`Console::rebuild`]).
    ///
    /// # Errors
    /// Whatever keeps the restored ledger from reading or writing. Trouble with one order is told.
    pub async fn catch_up(&self, aside: &Path, facts: u64) -> Result<CaughtUp, ConsoleError> {
        let mut caught = CaughtUp::default();
        let read = self
            .open_aside(aside)
            .and_then(|ledger| Ok(ledger.touched_since(facts).map(|it| (ledger, it))?));
        let (ledger, touched) = match read {
            Ok(read) => read,
            Err(error) => {
                caught.trouble.push(format!(
                    "what was set aside cannot be read ({error}); bring back what happened after the backup with: \
                     countersign ledger rebuild --report FILE"
                ));
                return Ok(caught);
            }
        };
        self.follow_clock().await?;
        for id in touched.orders {
            if let Err(error) = self.ask_about_lost(id, &ledger, &mut caught).await {
                caught.trouble.push(format!("order {id}: {error}"));
            }
        }
        self.checkpoint()?;
        Ok(caught)
    }

    fn open_aside(&self, aside: &Path) -> Result<Ledger, ConsoleError> {
        let identity = Ledger::identity(aside)?
            .ok_or_else(|| ConsoleError::Ledger(LedgerError::NotHere { dir: aside.to_owned() }))?;
        let key = ledger_key(self.ports.vault.as_ref(), self.environment, identity.ledger)?;
        Ok(Ledger::open_read_only(aside, &key)?)
    }

    async fn ask_about_lost(
        &self,
        id: OrderId,
        aside: &Ledger,
        caught: &mut CaughtUp,
    ) -> Result<(), ConsoleError> {
        let known = self.read(|ledger| ledger.order(id))?.is_some();
        if known {
            let brought = self.ask_about(id).await?;
            self.ask_intents_of(id).await?;
            caught.trouble.extend(brought.unknown);
            caught.asked = caught.asked.saturating_add(1);
        }
        let Some(lost) = aside.order(id)? else { return Ok(()) };
        // Nobody signed in to a history that was restored a moment ago.
        let by = if self.looking().is_ok() { By::Person } else { By::Countersign };
        for text in ids_of(&lost) {
            if !self.read(|ledger| ledger.find(&text))?.is_empty() {
                continue;
            }
            match self.bring(&lost.terms.account, &text, by).await {
                Ok(_) => caught.imported = caught.imported.saturating_add(1),
                Err(ConsoleError::NotFound { .. }) => {
                    caught.not_at_antom = caught.not_at_antom.saturating_add(1);
                }
                Err(error) => caught.trouble.push(error.to_string()),
            }
        }
        for intent in &lost.intents {
            if !matches!(intent.stage, Stage::Stopped | Stage::Refused) && !self.has(&lost, intent).await? {
                caught.lost.push(LostMove {
                    reference: shown(&lost.terms.reference),
                    verb: intent.verb,
                    amount: intent.requested.amount,
                    left: has_left(intent),
                });
            }
        }
        Ok(())
    }

    /// Whether something that was decided is on file here, or at Antom. A refund is asked for by its own id, because Antom
    /// need not list it with its payment (api.md section 3.2); of a capture and a cancel the payment has told already.
    async fn has(&self, lost: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        let found = self.read(|ledger| ledger.find(&intent.requested.payment.0))?;
        let Some(here) = found.first().map(|id| self.order(*id)).transpose()? else { return Ok(false) };
        if here.intent(&intent.id).is_some() || (intent.verb != Verb::Refund && intent.stage == Stage::Done) {
            return Ok(true);
        }
        if intent.verb != Verb::Refund || !has_left(intent) {
            return Ok(false);
        }
        let account = self.account_of(&lost.terms.account)?;
        self.learn_lost_refund(&here, intent, &account).await
    }
}

fn has_left(intent: &Intent) -> bool {
    !matches!(intent.stage, Stage::Queued | Stage::Released)
}

/// The ids by which Antom may know something of an order: of its payments first, which bring their request along.
fn ids_of(order: &Order) -> BTreeSet<String> {
    let sessions = order.sessions.iter();
    let requests = sessions.clone().map(|session| session.request.to_string());
    let payments = sessions.flat_map(|session| session.payments.iter()).map(|payment| payment.id.to_string());
    requests.chain(payments).collect()
}
