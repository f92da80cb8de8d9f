//! People, roles and policy as they are shown.

use crate::Console;
use crate::error::ConsoleError;
use crate::people::told::{LimitsView, PolicyView, RoleView};
use crate::pin;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::ids::OperatorId;
use domain::people::{Act, Operator, People, Right};
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
}

impl Person {
    pub(crate) fn of(people: &People, operator: &Operator) -> Self {
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
        }
    }
}

/// Somebody as the lock screen shows them: nothing but what it takes to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AtTheDoor {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Whether they have a PIN on this computer.
    pub has_pin: bool,
    /// Until when they have to wait after wrong PINs.
    pub waits_until: Option<DateTime<Utc>>,
}

impl Console {
    /// Everybody who works here, with what they may do.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn people(&self) -> Result<Vec<Person>, ConsoleError> {
        self.looking()?;
        let people = self.read(Ledger::people)?;
        Ok(people.operators().map(|operator| Person::of(&people, operator)).collect())
    }

    /// Everybody who may sign in. It is told before anybody did.
    ///
    /// # Errors
    /// Whatever keeps ledger or keychain from telling.
    pub fn door(&self) -> Result<Vec<AtTheDoor>, ConsoleError> {
        let people = self.read(Ledger::people)?;
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let (pepper, now) = (self.pepper()?, self.now());
        people
            .active()
            .map(|operator| {
                let kept = self.read(|ledger| ledger.pin(operator.id))?;
                let fits =
                    |pin: &ledger::Pin| pepper.as_ref().is_some_and(|known| known.fingerprint == pin.pepper);
                Ok(AtTheDoor {
                    name: shown(&operator.name),
                    role: shown(&operator.role.0),
                    has_pin: kept.as_ref().is_some_and(fits),
                    waits_until: kept.as_ref().and_then(|kept| pin::wait(kept, now)).map(|(_, until)| until),
                })
            })
            .collect()
    }

    /// Every role, the shipped ones first.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn roles(&self) -> Result<Vec<RoleView>, ConsoleError> {
        self.allowed(&Act::Anybody)?;
        Ok(self.read(Ledger::people)?.roles().iter().map(RoleView::of).collect())
    }

    /// From when a second person is needed.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn approval_policy(&self) -> Result<PolicyView, ConsoleError> {
        self.allowed(&Act::Anybody)?;
        Ok(PolicyView::of(&self.read(Ledger::people)?.policy))
    }
}
