//! A link that waits for the old one to end. A live link cannot be ended, but it can be waited for, which rules out that
//! the buyer pays twice. What waits lies on the desk and outlives the program; the watcher makes it.

use super::draft::RequestDraft;
use crate::Console;
use crate::error::{ConsoleError, ExitClass};
use crate::record::Pen;
use crate::request::RequestMade;
use crate::view::shown;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{OperatorId, OrderId};
use domain::people::{Act, Right};
use domain::windows::later;
use ledger::Kept;
use ledger::desk::EVERYBODY;
use serde::{Deserialize, Serialize};

/// The beginning of their names on the desk.
const BEGINNING: &str = "request-deferred:";
/// After the end of an old link: by then it is over for Antom's clock as well.
const MARGIN: TimeDelta = TimeDelta::seconds(1);

/// A link that waits for the old one to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Deferred {
    /// The order whose link is waited for.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// When that link ends.
    pub at: DateTime<Utc>,
    /// The form of the request that takes its place; none for another link of the same request.
    pub draft: Option<RequestDraft>,
}

/// What became of a link that waited.
pub(crate) enum Awaited {
    /// It was made.
    Made(Box<RequestMade>),
    /// It is not made any more, and why, as a sentence.
    Dropped(String),
}

/// As it lies on the desk.
#[derive(Serialize, Deserialize)]
struct Waiting {
    at: DateTime<Utc>,
    draft: Option<RequestDraft>,
    /// Who asked for it; none before there were people.
    #[serde(default)]
    by: Option<OperatorId>,
}

impl Console {
    /// Makes another link of an order, or a request in its place, when its live link has ended. Whatever waited for it
    /// before waits no longer.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the first field that is wrong, [`ConsoleError::NoLiveLink`] where there is nothing
    /// to wait for.
    pub fn defer_request(
        &self,
        order: &OrderId,
        draft: Option<&RequestDraft>,
    ) -> Result<Deferred, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        if let Some(draft) = draft {
            self.ready(draft, Some(*order))?;
        }
        let known = self.order(*order)?;
        let reference = shown(&known.terms.reference);
        let live = known.live_session(self.now());
        let at = live.ok_or_else(|| ConsoleError::NoLiveLink { reference: reference.clone() })?.ends_at;
        let value = serde_json::to_string(&Waiting { at, draft: draft.cloned(), by: self.seat.who() })
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        self.write(|pen| Ok(pen.writer.keep(EVERYBODY, &name_of(*order), &value, pen.now)?))?;
        self.hurry();
        Ok(Deferred { order: *order, reference, at, draft: draft.cloned() })
    }

    /// Gives a link up that waits. False where none did.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub fn drop_deferred(&self, order: &OrderId) -> Result<bool, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        self.let_go_deferred(order)
    }

    fn let_go_deferred(&self, order: &OrderId) -> Result<bool, ConsoleError> {
        self.write(|pen| Ok(pen.writer.let_go(EVERYBODY, &name_of(*order))?))
    }

    /// Every link that waits, by the end it waits for.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn deferred(&self) -> Result<Vec<Deferred>, ConsoleError> {
        self.looking()?;
        self.waiting_links()
    }

    /// As [`Console::deferred`], for the watcher, which goes on while nobody is signed in.
    pub(crate) fn waiting_links(&self) -> Result<Vec<Deferred>, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept_with(EVERYBODY, BEGINNING))?;
        let mut deferred: Vec<Deferred> = kept.iter().filter_map(|kept| self.deferred_of(kept)).collect();
        deferred.sort_by_key(|waits| (waits.at, waits.order));
        Ok(deferred)
    }

    /// None for what another version of this program wrote, or is about an order that is not here.
    fn deferred_of(&self, kept: &Kept) -> Option<Deferred> {
        let order = OrderId(kept.name.strip_prefix(BEGINNING)?.parse().ok()?);
        let Waiting { at, draft, .. } = serde_json::from_str(&kept.value).ok()?;
        let reference = shown(&self.order(order).ok()?.terms.reference);
        Some(Deferred { order, reference, at, draft })
    }

    /// When the old link of what waits is over, for Antom's clock as well as for this computer's.
    pub(crate) fn over_at(&self, waits: &Deferred) -> DateTime<Utc> {
        later(later(waits.at, MARGIN), self.ahead())
    }

    /// Makes the link that waited. None where Antom cannot be reached: it goes on waiting.
    ///
    /// # Errors
    /// Whatever keeps the ledger from working.
    pub(crate) async fn make_deferred(&self, waits: &Deferred) -> Result<Option<Awaited>, ConsoleError> {
        // A link that cannot be made is not asked for: what was paid meanwhile has to be known first.
        self.ask_about(waits.order).await?;
        if self.reach().pause_until.is_some() {
            return Ok(None);
        }
        let made = match &waits.draft {
            Some(draft) => self.replace_after(&waits.order, draft).await,
            None => self.reissue_after(&waits.order, false, true).await,
        };
        match made {
            Ok(made) => Ok(Some(Awaited::Made(Box::new(made)))),
            // Its order, or its attempt, is on file, and shows what became of it; or another process was quicker.
            Err(error) if !self.waits(waits.order)? && !was_sent(&error) => Ok(None),
            Err(error) if !self.waits(waits.order)? => Ok(Some(Awaited::Dropped(error.to_string()))),
            Err(error) if may_pass(&error) => Ok(None),
            Err(error) => {
                self.let_go_deferred(&waits.order)?;
                Ok(Some(Awaited::Dropped(error.to_string())))
            }
        }
    }

    async fn replace_after(
        &self,
        order: &OrderId,
        draft: &RequestDraft,
    ) -> Result<RequestMade, ConsoleError> {
        let mut ready = self.ready(draft, Some(*order))?;
        ready.beside.waited = true;
        self.replace_beside(order, ready.new, false, &ready.beside).await
    }

    fn waits(&self, order: OrderId) -> Result<bool, ConsoleError> {
        Ok(self.read(|ledger| ledger.kept(EVERYBODY, &name_of(order)))?.is_some())
    }
}

/// Whether a link was asked for before it went wrong.
fn was_sent(error: &ConsoleError) -> bool {
    matches!(
        error,
        ConsoleError::AntomRefused { .. } | ConsoleError::AntomUnknown { .. } | ConsoleError::Network { .. }
    )
}

/// Whether trouble may pass by itself, so that it is worth waiting on.
fn may_pass(error: &ConsoleError) -> bool {
    matches!(error.exit_class(), ExitClass::Keychain | ExitClass::Network | ExitClass::Unknown)
}

impl Pen<'_, '_, '_> {
    /// What waited is made for whoever asked for it, wherever they are by now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn stand_in(&mut self, order: OrderId, waited: bool) -> Result<(), ConsoleError> {
        if waited && let Some(kept) = self.writer.kept(EVERYBODY, &name_of(order))? {
            self.who = serde_json::from_str(&kept.value).ok().and_then(|waiting: Waiting| waiting.by);
        }
        Ok(())
    }

    /// Nothing waits for the link of this order any more, because another one is made now. Who `waited` is the only one
    /// to make it, whatever other process waited as well.
    ///
    /// # Errors
    /// [`ConsoleError::Changed`] where it was made or given up meanwhile.
    pub(crate) fn waits_no_longer(&mut self, order: OrderId, waited: bool) -> Result<(), ConsoleError> {
        let was_there = self.writer.let_go(EVERYBODY, &name_of(order))?;
        if waited && !was_there {
            return Err(ConsoleError::Changed {
                what: "the link that waited was made or given up".to_owned(),
            });
        }
        Ok(())
    }
}

fn name_of(order: OrderId) -> String {
    format!("{BEGINNING}{}", order.0)
}
