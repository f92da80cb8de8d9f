//! What may be known before anybody signs in: who may, why it is locked, what goes on. No buyer and no amount.

use crate::Console;
use crate::error::ConsoleError;
use crate::holds::FARTHEST;
use crate::people::seal::SEAL;
use crate::record::Pen;
use crate::seat::{Left, LockedBy};
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::ids::OperatorId;
use domain::windows::later;
use ledger::Ledger;
use ledger::desk::EVERYBODY;
use serde::Serialize;

/// Its name on the desk of everybody: who signed in last, so that whoever comes back need not look for themselves.
const LAST_HERE: &str = "last-here";

/// Somebody as the lock screen shows them: nothing but what it takes to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AtTheDoor {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Whether they signed in last of all.
    pub was_last: bool,
    /// Whether they have a PIN on this computer.
    pub has_pin: bool,
    /// How many wrong PINs they may type before they have to wait; none while they do.
    pub tries_left: u32,
    /// Until when they have to wait after wrong PINs.
    pub waits_until: Option<DateTime<Utc>>,
}

impl Pen<'_, '_, '_> {
    /// Remembers who signed in, beyond the end of this program.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(super) fn remember_last_here(&mut self, who: &OperatorId) -> Result<(), ConsoleError> {
        Ok(self.writer.keep(EVERYBODY, LAST_HERE, &who.to_string(), self.now)?)
    }
}

impl Console {
    /// Everybody who may sign in. It is told before anybody did.
    ///
    /// # Errors
    /// Whatever keeps ledger or keychain from telling.
    pub fn door(&self) -> Result<Vec<AtTheDoor>, ConsoleError> {
        let people = self.read(Ledger::people)?;
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let (pepper, last) = (self.pepper()?, self.last_here()?);
        people
            .active()
            .map(|operator| {
                let pin = self.of_pin(operator, pepper.as_ref())?;
                Ok(AtTheDoor {
                    name: shown(&operator.name),
                    role: shown(&operator.role.0),
                    was_last: last.as_deref() == Some(operator.id.to_string().as_str()),
                    has_pin: pin.has,
                    tries_left: pin.tries_left,
                    waits_until: pin.waits_until,
                })
            })
            .collect()
    }

    /// When and why it was locked. None where nobody has sat here since this program began, and it is not sealed.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn locked_since(&self) -> Result<Option<Left>, ConsoleError> {
        if let Some(sealed) = self.read(|ledger| ledger.kept(EVERYBODY, SEAL))? {
            return Ok(Some(Left { at: sealed.at, why: LockedBy::Sealed }));
        }
        // Whoever still sits here and may not work was suspended; the door sees it first.
        if self.seat.who().is_some() && self.sitting()?.is_none() {
            self.sign_out_because(LockedBy::Suspended);
        }
        // A seal that was broken elsewhere, by somebody who signed in there, is one no more.
        Ok(self.seat.left().map(|left| match left.why {
            LockedBy::Sealed => Left { why: LockedBy::Person, ..left },
            _ => left,
        }))
    }

    /// When the next hold ends that a person has to capture. It is told while nobody is signed in, without whose and how
    /// much.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn next_hold_ends(&self) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        let now = self.prudent_now();
        let holds = self.read(|ledger| ledger.holds(now, later(now, FARTHEST)))?;
        Ok(holds.iter().map(|held| held.ends_at).min())
    }

    fn last_here(&self) -> Result<Option<String>, ConsoleError> {
        Ok(self.read(|ledger| ledger.kept(EVERYBODY, LAST_HERE))?.map(|kept| kept.value))
    }
}
