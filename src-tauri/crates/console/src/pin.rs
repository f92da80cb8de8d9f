//! PINs: what verifies one, and how long somebody waits who typed wrong ones.
//!
//! A verifier is argon2id over the PIN with a pepper of 256 bits from the keychain. Whoever has only the database file
//! cannot try PINs: there are too many peppers. Whoever sits at the window or the command line has five tries, then a
//! wait that doubles; each try is on disk before the PIN is looked at, so that neither a restart nor a second process
//! gives more of them.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use crate::secret::SecretText;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, TimeDelta, Utc};
use domain::people::Saying;
use domain::windows::later;
use ledger::Pin;
use sha2::{Digest, Sha256};
use vault::Zeroizing;

/// Fewest and most digits of a PIN.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=32;
/// Wrong tries before somebody has to wait.
pub(crate) const FREE_TRIES: u32 = 5;
/// The first wait; each further wrong try doubles it.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
/// argon2id with 19 MiB, two passes and one lane: OWASP's first choice. With the pepper it is a second wall.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// The pepper of a ledger on this computer, with its fingerprint.
pub(crate) struct Pepper {
    bytes: Zeroizing<Vec<u8>>,
    /// Tells one computer's pepper from another's and gives nothing away.
    pub fingerprint: [u8; 32],
}

impl Pepper {
    fn of(bytes: Zeroizing<Vec<u8>>) -> Self {
        let fingerprint =
            Sha256::digest([b"countersign pepper\0".as_slice(), bytes.as_slice()].concat()).into();
        Self { bytes, fingerprint }
    }

    fn hasher(&self) -> Result<Argon2<'_>, ConsoleError> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| nonsense(&error))?;
        Argon2::new_with_secret(&self.bytes, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|error| nonsense(&error))
    }

    /// What verifies a PIN.
    pub(crate) fn verifier(&self, pin: &SecretText, salt: [u8; 16]) -> Result<Pin, ConsoleError> {
        let salt = SaltString::encode_b64(&salt).map_err(|error| nonsense(&error))?;
        let verifier = self.hasher()?.hash_password(pin.expose().as_bytes(), &salt);
        let verifier = verifier.map_err(|error| nonsense(&error))?.to_string();
        Ok(Pin { verifier, pepper: self.fingerprint, wrong: 0, waits: None })
    }

    /// Whether a PIN is the one a verifier was made of.
    pub(crate) fn fits(&self, pin: &SecretText, kept: &Pin) -> Result<bool, ConsoleError> {
        let hash = PasswordHash::new(&kept.verifier).map_err(|error| nonsense(&error))?;
        Ok(self.hasher()?.verify_password(pin.expose().as_bytes(), &hash).is_ok())
    }
}

fn nonsense(error: &dyn std::fmt::Display) -> ConsoleError {
    ConsoleError::LedgerNonsense { detail: format!("a PIN cannot be worked with: {error}") }
}

impl Console {
    /// The pepper of this ledger on this computer; none where no PIN was ever set here.
    ///
    /// # Errors
    /// Why the keychain could not be asked.
    pub(crate) fn pepper(&self) -> Result<Option<Pepper>, ConsoleError> {
        let name = entry::pepper(self.environment, self.ledger_id)?;
        Ok(self.ports.vault.get(&name)?.map(Pepper::of))
    }

    /// The pepper, made where there is none yet.
    ///
    /// # Errors
    /// Why the keychain did not keep it.
    pub(crate) fn pepper_or_new(&self) -> Result<Pepper, ConsoleError> {
        if let Some(pepper) = self.pepper()? {
            return Ok(pepper);
        }
        let mut bytes = Zeroizing::new(vec![0_u8; 32]);
        self.ports.ids.fill(&mut bytes);
        self.ports.vault.put(&entry::pepper(self.environment, self.ledger_id)?, &bytes)?;
        Ok(Pepper::of(bytes))
    }
}

/// Refuses what is no PIN: too short, other than digits, or the first thing anybody would try.
pub(crate) fn checked(pin: &SecretText) -> Result<(), ConsoleError> {
    let digits: Vec<u32> = pin.expose().chars().filter_map(|digit| digit.to_digit(10)).collect();
    let wrong = |said, remedy| Err(ConsoleError::PinUnfit { said, remedy });
    if digits.len() != pin.expose().chars().count() || !DIGITS.contains(&digits.len()) {
        return wrong(Saying::PinShape, "Choose six digits or more.");
    }
    let steps: std::collections::BTreeSet<i64> = digits
        .iter()
        .zip(digits.iter().skip(1))
        .map(|(a, b)| i64::from(*b).saturating_sub(i64::from(*a)))
        .collect();
    if steps.len() == 1 && steps.iter().all(|step| (-1..=1).contains(step)) {
        return wrong(Saying::PinEasy, "Choose digits that are not in a row.");
    }
    Ok(())
}

/// What is left of somebody's wait, where they have to wait. A clock that was set back begins the wait anew: it never
/// ends sooner for it.
pub(crate) fn wait(pin: &Pin, now: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let (from, until) = pin.waits?;
    if now >= until {
        return None;
    }
    if now >= from {
        return Some((from, until));
    }
    Some((now, later(now, until.signed_duration_since(from))))
}

/// How many wrong tries somebody has before they have to wait; none while they do. After a wait there is one.
pub(crate) fn tries_left(pin: &Pin, now: DateTime<Utc>) -> u32 {
    if wait(pin, now).is_some() { 0 } else { FREE_TRIES.saturating_sub(pin.wrong).max(1) }
}

/// The wait after so many wrong tries in a row.
pub(crate) fn wait_after(wrong: u32, now: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let doubled = wrong.checked_sub(FREE_TRIES)?;
    let factor = 1_i32.checked_shl(doubled.min(16)).unwrap_or(i32::MAX);
    let wait = FIRST_WAIT.checked_mul(factor).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    Some((now, later(now, wait)))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn waiting(from: i64, until: i64) -> Pin {
        Pin { verifier: String::new(), pepper: [0; 32], wrong: 5, waits: Some((at(from), at(until))) }
    }

    #[test]
    fn a_pin_has_six_digits_that_are_not_in_a_row() {
        for fine in ["846201", "112233", "00000001", "135790"] {
            checked(&SecretText::new(fine.into())).unwrap();
        }
        for wrong in ["12345", "abcdef", "12 456", "111111", "123456", "987654", "", &"1".repeat(33)] {
            assert_eq!(checked(&SecretText::new(wrong.into())).unwrap_err().code(), "bad-field", "{wrong}");
        }
    }

    #[test]
    fn the_wait_begins_with_the_fifth_wrong_try_and_doubles_up_to_an_hour() {
        let length = |wrong| wait_after(wrong, at(0)).map(|(from, until)| (until - from).num_seconds());
        assert_eq!(length(4), None);
        assert_eq!(length(5), Some(30));
        assert_eq!(length(6), Some(60));
        assert_eq!(length(11), Some(1_920));
        assert_eq!(length(12), Some(3_600));
        assert_eq!(length(u32::MAX), Some(3_600));
    }

    #[test]
    fn a_clock_set_back_does_not_shorten_a_wait() {
        let pin = waiting(100, 130);
        assert_eq!(wait(&pin, at(110)), Some((at(100), at(130))));
        assert_eq!(wait(&pin, at(130)), None);
        assert_eq!(wait(&pin, at(-5_000)), Some((at(-5_000), at(-4_970))));
    }

    #[test]
    fn the_tries_that_are_left_are_those_before_the_next_wait() {
        let pin = |wrong, waits| Pin { wrong, waits, ..waiting(0, 0) };
        assert_eq!([0, 1, 4].map(|wrong| tries_left(&pin(wrong, None), at(0))), [5, 4, 1]);
        let waits = Some((at(0), at(30)));
        assert_eq!([10, 30].map(|second| tries_left(&pin(5, waits), at(second))), [0, 1]);
    }

    #[test]
    fn a_verifier_is_worth_nothing_with_another_pepper() {
        let pin = SecretText::new("846201".into());
        let (mine, other) = (Pepper::of(vec![1; 32].into()), Pepper::of(vec![2; 32].into()));
        let kept = mine.verifier(&pin, [7; 16]).unwrap();
        assert!(mine.fits(&pin, &kept).unwrap());
        assert!(!mine.fits(&SecretText::new("846202".into()), &kept).unwrap());
        assert!(!other.fits(&pin, &kept).unwrap());
        assert!(!kept.verifier.contains("846201"));
    }
}
