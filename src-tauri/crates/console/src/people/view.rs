//! People, roles and policy as they are shown.

use crate::Console;
use crate::error::ConsoleError;
use crate::people::told::{LimitsView, PolicyView, RoleView};
use crate::pin::{self, Pepper};
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::ids::OperatorId;
use domain::people::{Operator, People, Right};
use ledger::Ledger;
use serde::Serialize;

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Person {
    /// Who, for ever.
    pub id: OperatorId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// What they may do; nothing while they are suspended.
    pub rights: Vec<Right>,
    /// How far those rights reach that move money.
    pub limits: LimitsView,
    /// Whether the limits are their own and not the role's.
    pub own_limits: bool,
    /// Whether they may not work at present.
    pub suspended: bool,
    /// When they were added.
    pub added_at: DateTime<Utc>,
    /// Whether they have a PIN on this computer.
    pub has_pin: bool,
    /// Until when they have to wait after wrong PINs.
    pub waits_until: Option<DateTime<Utc>>,
}

/// What is known of somebody's PIN on this computer.
pub(super) struct OfPin {
    /// Whether there is one.
    pub(super) has: bool,
    /// Until when they have to wait after wrong ones.
    pub(super) waits_until: Option<DateTime<Utc>>,
    /// How many more wrong ones they may type before they have to wait.
    pub(super) tries_left: u32,
}

impl Person {
    fn of(people: &People, operator: &Operator, pin: &OfPin) -> Self {
        let rights = people.rights_of(operator);
        Self {
            id: operator.id,
            name: shown(&operator.name),
            role: shown(&operator.role.0),
            limits: LimitsView::of(&rights.limits),
            rights: rights.held.into_iter().collect(),
            own_limits: operator.limits.is_some(),
            suspended: operator.suspended,
            added_at: operator.added_at,
            has_pin: pin.has,
            waits_until: pin.waits_until,
        }
    }
}

impl Console {
    /// Everybody who works here, with what they may do.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn people(&self) -> Result<Vec<Person>, ConsoleError> {
        self.looking()?;
        let people = self.read(Ledger::people)?;
        let pepper = self.pepper()?;
        let shown = |operator| Ok(Person::of(&people, operator, &self.of_pin(operator, pepper.as_ref())?));
        people.operators().map(shown).collect()
    }

    /// Somebody, as they are shown.
    pub(crate) fn person_view(&self, people: &People, operator: &Operator) -> Result<Person, ConsoleError> {
        Ok(Person::of(people, operator, &self.of_pin(operator, self.pepper()?.as_ref())?))
    }

    /// What is known of somebody's PIN on this computer.
    pub(super) fn of_pin(&self, operator: &Operator, pepper: Option<&Pepper>) -> Result<OfPin, ConsoleError> {
        let kept = self.read(|ledger| ledger.pin(operator.id))?;
        let fits = |pin: &ledger::Pin| pepper.is_some_and(|known| known.fingerprint == pin.pepper);
        let now = self.now();
        Ok(OfPin {
            has: kept.as_ref().is_some_and(fits),
            waits_until: kept.as_ref().and_then(|kept| pin::wait(kept, now)).map(|(_, until)| until),
            tries_left: kept.as_ref().map_or(pin::FREE_TRIES, |kept| pin::tries_left(kept, now)),
        })
    }

    /// Every role, the shipped ones first.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn roles(&self) -> Result<Vec<RoleView>, ConsoleError> {
        self.looking()?;
        Ok(self.read(Ledger::people)?.roles().iter().map(RoleView::of).collect())
    }

    /// Minutes without a key or the mouse after which a window locks. It is told to everybody: it holds for everybody.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn locks_after_minutes(&self) -> Result<u32, ConsoleError> {
        Ok(self.read(Ledger::people)?.policy.lock_after_minutes)
    }

    /// From when a second person is needed, where a reason is, and after how long a window locks.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn approval_policy(&self) -> Result<PolicyView, ConsoleError> {
        self.looking()?;
        Ok(PolicyView::of(&self.read(Ledger::people)?.policy))
    }
}
