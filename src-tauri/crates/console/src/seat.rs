//! Who sits at this console: the person whose name stands under what is done here.
//!
//! Until there are people it is the user of the operating system. From then on somebody signs in, and every command
//! looks at the ledger afresh: whoever was suspended meanwhile does nothing more, however long they have been sitting
//! there.

use crate::Console;
use crate::error::ConsoleError;
use crate::ports::Ports;
use chrono::{DateTime, Utc};
use domain::fact::Actor;
use domain::ids::OperatorId;
use domain::people::act::Act;
use domain::people::decide::{Already, decide, held, signed_in};
use domain::people::operator::Signature;
use domain::people::{Operator, People, Right};
use ledger::Ledger;
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};

/// Who sits here. A console is shared between threads; so is its seat.
#[derive(Debug, Default)]
pub(crate) struct Sitting(Mutex<Chair>);

#[derive(Debug, Default, Clone, Copy)]
struct Chair {
    who: Option<OperatorId>,
    left: Option<Left>,
}

/// That whoever sat here got up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Left {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: LockedBy,
}

/// What locked a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LockedBy {
    /// Whoever sat here.
    Person,
    /// A while in which nobody touched a key or the mouse.
    Idle,
    /// The computer, before it slept.
    Sleep,
    /// That whoever sat here was suspended.
    Suspended,
    /// Somebody who sealed.
    Sealed,
}

impl Sitting {
    /// Who sits here.
    pub(crate) fn who(&self) -> Option<OperatorId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).who
    }

    /// Somebody sits down, or nobody does.
    pub(crate) fn change(&self, who: Option<OperatorId>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Chair { who, left: None };
    }

    /// Everybody gets up. Where nobody sat any more, the first reason holds.
    pub(crate) fn leave(&self, left: Left) {
        let mut chair = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = if chair.who.is_none() { chair.left } else { None };
        *chair = Chair { who: None, left: Some(first.unwrap_or(left)) };
    }

    /// When and why whoever sat here last in this process got up.
    pub(crate) fn left(&self) -> Option<Left> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).left
    }
}

/// Whoever's name stands under what is done here: somebody who is signed in, or, before there are people, the user of
/// the operating system.
///
/// # Errors
/// There are people, and nobody is signed in or whoever is was suspended.
pub(crate) fn actor(people: &People, who: Option<&OperatorId>, ports: &Ports) -> Result<Actor, ConsoleError> {
    if people.is_empty() {
        return Ok(ports.actor.clone());
    }
    Ok(Actor::Operator(signature(signed_in(people, who)?)))
}

/// How somebody signs what they do.
pub(crate) fn signature(operator: &Operator) -> Signature {
    Signature { id: operator.id, name: operator.name.clone() }
}

impl Console {
    /// Whether whoever sits here may do something by themselves. Every door that shows something, or does something
    /// before it is written down, asks here; what is written down is decided once more in its transaction.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the rule, and who could do it.
    pub(crate) fn allowed(&self, what: &Act) -> Result<(), ConsoleError> {
        let people = self.read(Ledger::people)?;
        decide(&people, self.seat.who().as_ref(), what, &Already::default())?;
        Ok(())
    }

    /// Whether somebody may look at all: before there are people everybody, from then on whoever is signed in.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is.
    pub(crate) fn looking(&self) -> Result<(), ConsoleError> {
        self.allowed(&Act::Anybody)
    }

    /// As every door of this console asks: for front ends that ask once for all of theirs.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where there are people and nobody is signed in, or whoever is was suspended.
    pub fn somebody_is_here(&self) -> Result<(), ConsoleError> {
        self.looking()
    }

    /// Whether whoever sits here holds a right; everybody does while there are no people.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn may_use(&self, right: Right) -> Result<bool, ConsoleError> {
        let people = self.read(Ledger::people)?;
        if people.is_empty() {
            return Ok(true);
        }
        let person = signed_in(&people, self.seat.who().as_ref());
        Ok(person.is_ok_and(|person| held(&people, person, right).is_ok()))
    }

    /// Whoever acts here now, by name.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub(crate) fn acting(&self) -> Result<Actor, ConsoleError> {
        actor(&self.read(Ledger::people)?, self.seat.who().as_ref(), &self.ports)
    }
}
