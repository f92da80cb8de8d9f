//! Short sessions: whoever signed in once goes on in other processes of the same user, for a while.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use crate::people::view::Person;
use crate::secret::SecretText;
use chrono::{DateTime, TimeDelta, Utc};
use domain::people::People;
use domain::people::decide::signed_in;
use domain::windows::later;
use ledger::{Ledger, Seat};
use sha2::{Digest, Sha256};

/// How long a session of the command line lives after it was last used.
pub const SEAT_LIFE: TimeDelta = TimeDelta::minutes(15);
/// How far the clocks of two processes may be apart.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);
/// How long it lives at most.
pub const LONGEST_SEAT: TimeDelta = TimeDelta::hours(8);

impl Console {
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
        let who = if self.trouble().is_some() {
            // Open for reading only: nobody can sign in, and whoever had may look until their session ends.
            let (people, seat) = self.read(|ledger| Ok((ledger.people()?, ledger.seat(&token)?)))?;
            seat.filter(|seat| lives(seat, &people, now)).map(|seat| seat.operator)
        } else {
            self.write(|pen| {
                let people = pen.writer.people()?;
                let Some(seat) = pen.writer.seat(&token)? else { return Ok(None) };
                if !lives(&seat, &people, now) {
                    pen.writer.end_seat(&token)?;
                    return Ok(None);
                }
                pen.writer.keep_seat(&token, &Seat { used_at: now.max(seat.used_at), ..seat })?;
                Ok(Some(seat.operator))
            })?
        };
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

    /// Whether whoever sat down here by [`Console::sit_down_again`] still does: for a program that runs on and must
    /// notice that they signed out elsewhere, or that their session is over. Looking makes no session longer. Whoever
    /// is gone has got up here too.
    ///
    /// # Errors
    /// Whatever keeps ledger or keychain from telling.
    pub fn still_sits(&self) -> Result<bool, ConsoleError> {
        if self.seat.who().is_none() {
            return Ok(false);
        }
        let now = self.now();
        let goes_on = match self.token()? {
            None => false,
            Some(token) => self.read(|ledger| {
                let people = ledger.people()?;
                Ok(ledger.seat(&hash(&token))?.is_some_and(|seat| lives(&seat, &people, now)))
            })?,
        };
        if !goes_on {
            self.seat.change(None);
        }
        Ok(goes_on)
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
}

/// Whether a session goes on. A clock set back makes none longer.
fn lives(seat: &Seat, people: &People, now: DateTime<Utc>) -> bool {
    later(now, CLOCKS_DIFFER) >= seat.used_at
        && now < later(seat.used_at, SEAT_LIFE)
        && now < later(seat.opened_at, LONGEST_SEAT)
        && signed_in(people, Some(&seat.operator)).is_ok()
}

fn hash(token: &SecretText) -> [u8; 32] {
    Sha256::digest([b"countersign seat\0".as_slice(), token.expose().as_bytes()].concat()).into()
}
