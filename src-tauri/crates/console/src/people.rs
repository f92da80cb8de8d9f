//! The people who work here: signing in and out, PINs, who there is and what they may do.

pub mod approve;
pub mod change;
mod promotion;
mod seal;
pub mod told;
pub mod trail;
pub mod view;

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use crate::pin;
use crate::record::By;
use crate::seat::signature;
use crate::secret::SecretText;
use chrono::{DateTime, TimeDelta, Utc};
use domain::fact::Body;
use domain::ids::OperatorId;
use domain::people::decide::signed_in;
use domain::people::manage::{Change, decide};
use domain::people::{Act, Operator, Right};
use domain::rules::RefusalCode;
use domain::windows::later;
use ledger::{Ledger, Seat};
use sha2::{Digest, Sha256};
use view::Person;

/// How long a session of the command line lives after it was last used.
pub const SEAT_LIFE: TimeDelta = TimeDelta::minutes(15);
/// How far the clocks of two processes may be apart.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);
/// How long it lives at most.
pub const LONGEST_SEAT: TimeDelta = TimeDelta::hours(8);

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
        Ok(person.map(|person| Person::of(&people, person)))
    }

    /// Signs somebody in at this console, in this process.
    ///
    /// # Errors
    /// [`ConsoleError::PinWrong`] with the tries that are left, [`ConsoleError::PinWait`] with the moment from which
    /// another try counts, [`ConsoleError::PinMissing`] where the person has no PIN on this computer, and
    /// [`ConsoleError::Refused`] for somebody who is unknown or suspended.
    pub fn sign_in(&self, name: &str, pin: &SecretText) -> Result<Person, ConsoleError> {
        let operator = self.prove(name, pin)?;
        self.seat.change(Some(operator.id));
        self.break_seal()?;
        self.sitting()?.ok_or_else(|| ConsoleError::not_found(name))
    }

    /// Everybody gets up from this console.
    pub fn sign_out(&self) {
        self.seat.change(None);
        self.prepared.forget();
    }

    /// A token for a short session: whoever holds it sits down again in another process, for as long as
    /// [`SEAT_LIFE`] says. Only its hash is kept.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in.
    pub fn open_seat(&self) -> Result<SecretText, ConsoleError> {
        let people = self.read(Ledger::people)?;
        let operator = signed_in(&people, self.seat.who().as_ref())?.id;
        let mut bytes = vault::Zeroizing::new([0_u8; 32]);
        self.ports.ids.fill(bytes.as_mut());
        let token = SecretText::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
        let now = self.now();
        self.write(|pen| {
            Ok(pen.writer.keep_seat(&hash(&token), &Seat { operator, opened_at: now, used_at: now })?)
        })?;
        Ok(token)
    }

    /// Sits down again with the token of a session. False where the session is over; it is ended then.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading or writing.
    pub fn resume_seat(&self, token: &SecretText) -> Result<bool, ConsoleError> {
        let token = hash(token);
        let now = self.now();
        let who = self.write(|pen| {
            let people = pen.writer.people()?;
            let Some(seat) = pen.writer.seat(&token)? else { return Ok(None) };
            // A clock set back makes no session longer; less than a minute is what the clocks of processes differ by.
            let lives = later(now, CLOCKS_DIFFER) >= seat.used_at
                && now < later(seat.used_at, SEAT_LIFE)
                && now < later(seat.opened_at, LONGEST_SEAT)
                && signed_in(&people, Some(&seat.operator)).is_ok();
            if lives {
                pen.writer.keep_seat(&token, &Seat { used_at: now.max(seat.used_at), ..seat })?;
            } else {
                pen.writer.end_seat(&token)?;
            }
            Ok(lives.then_some(seat.operator))
        })?;
        self.seat.change(who);
        Ok(who.is_some())
    }

    /// Ends a session for good.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub fn close_seat(&self, token: &SecretText) -> Result<(), ConsoleError> {
        self.sign_out();
        self.write(|pen| Ok(pen.writer.end_seat(&hash(token))?))
    }

    /// Signs somebody in for a while: until [`SEAT_LIFE`] after the last command, other processes of this user of the
    /// operating system go on as them ([`Console::sit_down_again`]). The token lies in the keychain.
    ///
    /// # Errors
    /// As [`Console::sign_in`], or what the keychain says.
    pub fn sign_in_for_a_while(&self, name: &str, pin: &SecretText) -> Result<Person, ConsoleError> {
        let person = self.sign_in(name, pin)?;
        self.stay_for_a_while()?;
        Ok(person)
    }

    /// Whoever sits here goes on in other processes of this user, for a while.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in, or what the keychain says.
    pub fn stay_for_a_while(&self) -> Result<(), ConsoleError> {
        let token = self.open_seat()?;
        let name = entry::seat(self.environment, self.ledger_id)?;
        Ok(self.ports.vault.put(&name, token.expose().as_bytes())?)
    }

    /// Sits down again as whoever signed in for a while. False where nobody did, or that is over.
    ///
    /// # Errors
    /// Whatever keeps ledger or keychain from working.
    pub fn sit_down_again(&self) -> Result<bool, ConsoleError> {
        match self.token()? {
            Some(token) => self.resume_seat(&token),
            None => Ok(false),
        }
    }

    /// Ends what [`Console::sign_in_for_a_while`] began. False where nothing had begun.
    ///
    /// # Errors
    /// As [`Console::sit_down_again`].
    pub fn get_up(&self) -> Result<bool, ConsoleError> {
        let Some(token) = self.token()? else { return Ok(false) };
        self.close_seat(&token)?;
        self.ports.vault.delete(&entry::seat(self.environment, self.ledger_id)?)?;
        Ok(true)
    }

    fn token(&self) -> Result<Option<SecretText>, ConsoleError> {
        let kept = self.ports.vault.get(&entry::seat(self.environment, self.ledger_id)?)?;
        Ok(kept.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()).map(SecretText::new))
    }

    /// Somebody chooses a new PIN with the one they have.
    ///
    /// # Errors
    /// As [`Console::sign_in`], and [`ConsoleError::Field`] for a new PIN that is none.
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
    /// [`ConsoleError::Field`] for a PIN that is none.
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
        self.allowed(&Act::Any(&[Right::People]))?;
        // Nobody helps themselves into the seat of somebody who holds more than they do.
        decide(
            &people,
            self.seat.who().as_ref(),
            Change::Role { who: operator.id, role: operator.role.clone(), limits: operator.limits.clone() },
            self.now(),
        )?;
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
            Ok(pen.writer.keep_pin(operator.id, &ledger::Pin { wrong: 0, waits: None, ..kept.clone() })?)
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
            ConsoleError::Refused(domain::rules::Refusal {
                code: RefusalCode::UnknownOperator,
                reason: format!("nobody here is called {name:?}"),
                lift: domain::rules::Lift::Act(if known.is_empty() {
                    "add the first person, an admin: countersign operator add NAME --role admin".to_owned()
                } else {
                    format!("choose one of {}", known.join(", "))
                }),
            })
        })
    }
}

fn hash(token: &SecretText) -> [u8; 32] {
    Sha256::digest([b"countersign seat\0".as_slice(), token.expose().as_bytes()].concat()).into()
}
