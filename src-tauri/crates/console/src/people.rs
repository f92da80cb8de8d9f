//! The people who work here: signing in and out, PINs, who there is and what they may do.

pub mod approve;
pub mod change;
pub mod door;
mod house;
mod promotion;
mod seal;
pub mod sessions;
pub mod told;
pub mod trail;
pub mod view;

use crate::Console;
use crate::error::ConsoleError;
use crate::pin;
use crate::record::By;
use crate::seat::{Left, LockedBy, signature};
use crate::secret::SecretText;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::fact::Body;
use domain::ids::OperatorId;
use domain::near::nearest;
use domain::people::decide::signed_in;
use domain::people::manage::{Change, decide};
use domain::people::{Operator, Saying};
use domain::rules::{Lift, Refusal, RefusalCode};
use ledger::Ledger;
use view::Person;

/// What a try to sign in came to.
enum Try {
    /// It was noted; the PIN can be looked at.
    Noted(Box<(Operator, ledger::Pin)>),
    /// The person has to wait until then.
    Wait(DateTime<Utc>),
}

impl Console {
    /// Whether there are people, so that somebody has to sign in.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn has_people(&self) -> Result<bool, ConsoleError> {
        Ok(!self.read(Ledger::people)?.is_empty())
    }

    /// Who sits here; none while nobody is signed in, or there are no people.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn sitting(&self) -> Result<Option<Person>, ConsoleError> {
        let people = self.read(Ledger::people)?;
        let person = signed_in(&people, self.seat.who().as_ref()).ok();
        person.map(|person| self.person_view(&people, person)).transpose()
    }

    /// Signs somebody in at this console, in this process.
    ///
    /// # Errors
    /// [`ConsoleError::PinWrong`] with the tries that are left, [`ConsoleError::PinWait`] with the moment from which
    /// another try counts, [`ConsoleError::PinMissing`] where the person has no PIN on this computer, and
    /// [`ConsoleError::Refused`] for somebody who is unknown or suspended.
    pub fn sign_in(&self, name: &str, pin: &SecretText) -> Result<Person, ConsoleError> {
        let operator = self.prove(name, pin)?;
        if self.seat.who() != Some(operator.id) {
            self.prepared.forget();
        }
        // Written first: where it cannot be, nobody sits here whom the lock screen does not know of.
        self.write(|pen| pen.remember_last_here(&operator.id))?;
        self.seat.change(Some(operator.id));
        self.break_seal()?;
        self.sitting()?.ok_or_else(|| ConsoleError::not_found(name))
    }

    /// Everybody gets up from this console.
    pub fn sign_out(&self) {
        self.sign_out_because(LockedBy::Person);
    }

    /// Everybody gets up from this console, and the lock screen says why.
    pub fn sign_out_because(&self, why: LockedBy) {
        self.seat.leave(Left { at: self.now(), why });
        self.prepared.forget();
    }

    /// Somebody chooses a new PIN with the one they have.
    ///
    /// # Errors
    /// As [`Console::sign_in`], and [`ConsoleError::PinUnfit`] for a new PIN that is none.
    pub fn change_pin(&self, name: &str, old: &SecretText, new: &SecretText) -> Result<(), ConsoleError> {
        pin::checked(new)?;
        let operator = self.prove(name, old)?;
        self.keep_pin(operator.id, new, Some(operator.id))
    }

    /// Gives somebody a PIN, their first or one in place of a forgotten one. Only who manages people does so, or who
    /// keeps the recovery code; while nobody has a PIN yet, whoever adds the first admin.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for anybody else, [`ConsoleError::RecoveryCode`] for a code of another ledger, and
    /// [`ConsoleError::PinUnfit`] for a PIN that is none.
    pub fn set_pin(
        &self,
        name: &str,
        new: &SecretText,
        code: Option<&SecretText>,
    ) -> Result<(), ConsoleError> {
        pin::checked(new)?;
        let operator = self.person_called(name)?;
        let by = self.may_help(&operator, code)?;
        self.keep_pin(operator.id, new, by)
    }

    /// Ends the wait of somebody who typed wrong PINs. Only who manages people does so, or who keeps the recovery code.
    ///
    /// # Errors
    /// As [`Console::set_pin`].
    pub fn release_pin(&self, name: &str, code: Option<&SecretText>) -> Result<(), ConsoleError> {
        let operator = self.person_called(name)?;
        let by = self.may_help(&operator, code)?;
        self.write(|pen| {
            if let Some(pin) = pen.writer.pin(operator.id)? {
                pen.writer.keep_pin(operator.id, &ledger::Pin { wrong: 0, waits: None, ..pin })?;
            }
            let by = if by.is_some() { By::Person } else { By::Countersign };
            pen.append(None, by, Body::OperatorReleased { operator: operator.id }).map(drop)
        })
    }

    /// Who helps somebody to a PIN: none where it was the recovery code.
    fn may_help(
        &self,
        operator: &Operator,
        code: Option<&SecretText>,
    ) -> Result<Option<OperatorId>, ConsoleError> {
        if let Some(code) = code {
            self.confirm_recovery_code(code)?;
            return Ok(None);
        }
        let people = self.read(Ledger::people)?;
        // The very first PIN: the person who was just added is the only one there is.
        if people.operators().count() == 1 && self.read(|ledger| ledger.pin(operator.id))?.is_none() {
            return Ok(None);
        }
        decide(&people, self.seat.who().as_ref(), Change::Help { who: operator.id }, self.now())?;
        Ok(self.seat.who())
    }

    fn keep_pin(
        &self,
        operator: OperatorId,
        new: &SecretText,
        by: Option<OperatorId>,
    ) -> Result<(), ConsoleError> {
        let mut salt = [0_u8; 16];
        self.ports.ids.fill(&mut salt);
        let pin = self.pepper_or_new()?.verifier(new, salt)?;
        self.write(|pen| {
            pen.writer.keep_pin(operator, &pin)?;
            pen.writer.end_seats_of(operator)?;
            let people = pen.writer.people()?;
            let signed = by.and_then(|by| people.operator(&by)).map(signature);
            pen.append_signed(None, signed, Body::OperatorPinSet { operator }).map(drop)
        })?;
        self.checkpoint()
    }

    /// Proves that somebody knows their PIN. The try is written down before the PIN is looked at.
    fn prove(&self, name: &str, pin: &SecretText) -> Result<Operator, ConsoleError> {
        let (operator, kept) = match self.note_try(name)? {
            Try::Noted(noted) => *noted,
            Try::Wait(until) => return Err(ConsoleError::PinWait { until }),
        };
        let missing = || ConsoleError::PinMissing { name: operator.name.clone() };
        let pepper = self.pepper()?.filter(|pepper| pepper.fingerprint == kept.pepper).ok_or_else(missing)?;
        if !pepper.fits(pin, &kept)? {
            let Some((_, until)) = kept.waits else {
                return Err(ConsoleError::PinWrong { left: pin::FREE_TRIES.saturating_sub(kept.wrong) });
            };
            let body = Body::OperatorLockedOut { operator: operator.id, tries: kept.wrong };
            self.write(|pen| pen.append(None, By::Countersign, body).map(drop))?;
            return Err(ConsoleError::PinWait { until });
        }
        self.write(|pen| {
            // Another process may have set a new PIN while this one was looked at. It is not put back.
            let now = pen.writer.pin(operator.id)?.filter(|now| now.verifier == kept.verifier);
            let left = pin::FREE_TRIES.saturating_sub(kept.wrong);
            let now = now.ok_or(ConsoleError::PinWrong { left })?;
            Ok(pen.writer.keep_pin(operator.id, &ledger::Pin { wrong: 0, waits: None, ..now })?)
        })?;
        Ok(operator)
    }

    /// Counts a try as a wrong one until it is proved right.
    fn note_try(&self, name: &str) -> Result<Try, ConsoleError> {
        let operator = self.person_called(name)?;
        self.write(|pen| {
            let people = pen.writer.people()?;
            signed_in(&people, Some(&operator.id))?;
            let kept = pen
                .writer
                .pin(operator.id)?
                .ok_or_else(|| ConsoleError::PinMissing { name: operator.name.clone() })?;
            if let Some(waits) = pin::wait(&kept, pen.now) {
                pen.writer.keep_pin(operator.id, &ledger::Pin { waits: Some(waits), ..kept })?;
                return Ok(Try::Wait(waits.1));
            }
            let wrong = kept.wrong.saturating_add(1);
            let kept = ledger::Pin { wrong, waits: pin::wait_after(wrong, pen.now), ..kept };
            pen.writer.keep_pin(operator.id, &kept)?;
            Ok(Try::Noted(Box::new((operator, kept))))
        })
    }

    /// Somebody by name.
    pub(crate) fn person_called(&self, name: &str) -> Result<Operator, ConsoleError> {
        let people = self.read(Ledger::people)?;
        people.called(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = people.operators().map(|operator| operator.name.as_str()).collect();
            nobody_called(name, &known)
        })
    }
}

/// A name that none of these people has, with those that are near it, or all of them where none is.
fn nobody_called(name: &str, known: &[&str]) -> ConsoleError {
    let near = nearest(name, known.iter().copied());
    let lift = match (near.as_slice(), known) {
        (_, []) => "add the first person, an admin: countersign operator add NAME --role admin".to_owned(),
        ([], _) => format!("choose one of {}", known.join(", ")),
        (near, _) => format!("did you mean {}?", near.join(" or ")),
    };
    let said = Saying::NobodyCalled { name: shown(name) };
    Refusal::of(RefusalCode::UnknownOperator, said, Lift::Act(lift)).into()
}
