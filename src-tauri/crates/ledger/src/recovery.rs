//! The recovery code: 128 random bits on paper that open the history when the keychain is lost.
//!
//! The code wraps the ledger's key (HKDF-SHA256, then XChaCha20-Poly1305) in a file beside the database and in the
//! head of every backup. It opens the history and not the merchant keys, which never leave the keychain. Renewing it
//! replaces the file; a backup made before still opens with the code of its day.

use crate::error::LedgerError;
use crate::files;
use crate::key::{KEY_BYTES, LedgerKey};
use crate::ledger::Ledger;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use std::fmt;
use std::path::Path;
use zeroize::Zeroizing;

/// Crockford's base 32: no I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that carry the 128 bits.
const PAYLOAD: usize = 26;
/// Characters that catch typing mistakes.
const CHECK: usize = 2;
/// Characters between two hyphens.
const GROUP: usize = 4;
/// A prime just below 32 × 32, so that a check value fits two characters.
const MODULUS: u32 = 1021;
/// A primitive root of [`MODULUS`]: the weights of all positions differ, so one wrong character and any two that
/// changed places always give another check value.
const ROOT: u32 = 10;

/// The first bytes of a wrapped key; the number is the version of its layout.
const MAGIC: &[u8] = b"countersign recovery 1\n";
const INFO: &[u8] = b"countersign recovery code 1";
const SALT: usize = 16;
const NONCE: usize = 24;
/// The wrapped key with its authentication tag.
const SEALED: usize = 48;

/// Why a recovery code did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// Too few or too many characters.
    #[error("a recovery code has {} characters, {found} were typed", PAYLOAD + CHECK)]
    Length {
        /// How many were typed, spaces and hyphens not counted.
        found: usize,
    },
    /// A character that no code contains.
    #[error("character {position} of the recovery code cannot occur in one")]
    Character {
        /// Which, from 1, spaces and hyphens not counted.
        position: usize,
    },
    /// The characters do not fit together.
    #[error("the recovery code was mistyped: its characters do not fit together")]
    Mistyped,
    /// A well-formed code of another ledger, or one that was renewed since.
    #[error("the recovery code is not the one of this ledger")]
    Wrong,
    /// The wrapped key is not one, or was cut.
    #[error("the recovery file is damaged")]
    Damaged,
    /// There is no wrapped key.
    #[error("there is no recovery file")]
    Absent,
}

impl RecoveryError {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "recovery-code-length",
            Self::Character { .. } => "recovery-code-character",
            Self::Mistyped => "recovery-code-mistyped",
            Self::Wrong => "recovery-code-wrong",
            Self::Damaged => "recovery-file-damaged",
            Self::Absent => "recovery-file-absent",
        }
    }

    /// What the person can do.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Length { .. } | Self::Character { .. } | Self::Mistyped => {
                "Compare it with the paper, group by group; 0 and O, and 1, I and L, count as the same."
            }
            Self::Wrong => {
                "Use the newest code of this ledger; a backup opens with the code of the day it was made."
            }
            Self::Damaged | Self::Absent => {
                "Open the ledger with the keychain and renew the code, or restore a backup with its own code."
            }
        }
    }
}

/// 128 random bits, shown once. It does not print by `Debug` and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

impl RecoveryCode {
    /// Takes 16 random bytes as a code.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The code as it is written down: 28 characters in seven groups, the last two of them for catching mistakes.
    #[must_use]
    pub fn shown(&self) -> Zeroizing<String> {
        let payload = self.values();
        let check = check_value(&payload);
        let values = payload.iter().copied().chain([check >> 5, check & 0x1f]);
        let mut text = Zeroizing::new(String::with_capacity(40));
        for (place, value) in values.enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                text.push('-');
            }
            text.push(letter(value));
        }
        text
    }

    /// Reads what a person typed: capitals do not matter, nor spaces and hyphens, nor O for 0, nor I and L for 1.
    ///
    /// # Errors
    /// [`RecoveryError::Length`], [`RecoveryError::Character`] or [`RecoveryError::Mistyped`].
    pub fn parse(text: &str) -> Result<Self, RecoveryError> {
        let mut values = Zeroizing::new(Vec::with_capacity(PAYLOAD.saturating_add(CHECK)));
        for typed in
            text.chars().filter(|typed| !typed.is_whitespace() && !matches!(typed, '-' | '–' | '_' | '.'))
        {
            let position = values.len().saturating_add(1);
            values.push(value_of(typed).ok_or(RecoveryError::Character { position })?);
        }
        let (payload, check) =
            values.split_at_checked(PAYLOAD).ok_or(RecoveryError::Length { found: values.len() })?;
        let [high, low] = check else { return Err(RecoveryError::Length { found: values.len() }) };
        if check_value(payload) != ((high << 5) | low) {
            return Err(RecoveryError::Mistyped);
        }
        // 26 characters are 130 bits: the last two of them are zero in every code.
        let mut bits = 0_u128;
        for value in payload.iter().take(PAYLOAD.saturating_sub(1)) {
            bits = (bits << 5) | u128::from(*value);
        }
        let last = payload.last().copied().unwrap_or(0);
        if last & 0b11 != 0 {
            return Err(RecoveryError::Mistyped);
        }
        bits = (bits << 3) | u128::from(last >> 2);
        Ok(Self::from_bytes(bits.to_be_bytes()))
    }

    /// The 26 values of five bits, the first the most significant.
    fn values(&self) -> Zeroizing<Vec<u32>> {
        let bits = u128::from_be_bytes(*self.0);
        let five = |value: u128| u32::try_from(value & 0x1f).unwrap_or(0);
        let mut values = Zeroizing::new(Vec::with_capacity(PAYLOAD));
        let mut shift = 123_u32;
        for _ in 0..PAYLOAD.saturating_sub(1) {
            values.push(five(bits >> shift));
            shift = shift.saturating_sub(5);
        }
        values.push(five(bits << 2));
        values
    }
}

/// A weighted sum modulo a prime.
fn check_value(payload: &[u32]) -> u32 {
    let mut weight = 1_u32;
    let mut sum = 0_u32;
    for value in payload {
        weight = weight.wrapping_mul(ROOT) % MODULUS;
        // Values are below 32 and weights below 1021, so neither product nor sum comes near 2^32.
        sum = sum.wrapping_add(value.wrapping_mul(weight)) % MODULUS;
    }
    sum
}

fn letter(value: u32) -> char {
    usize::try_from(value)
        .ok()
        .and_then(|value| ALPHABET.get(value))
        .map_or('0', |letter| char::from(*letter))
}

fn value_of(typed: char) -> Option<u32> {
    let canonical = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|letter| char::from(*letter) == canonical)?;
    u32::try_from(place).ok()
}

fn cipher(code: &RecoveryCode, salt: &[u8]) -> Option<XChaCha20Poly1305> {
    let mut key = Zeroizing::new([0_u8; 32]);
    hkdf::Hkdf::<sha2::Sha256>::new(Some(salt), code.0.as_slice()).expand(INFO, key.as_mut_slice()).ok()?;
    Some(XChaCha20Poly1305::new(Key::from_slice(key.as_slice())))
}

/// Wraps a ledger's key so that the code opens it. Nonce and salt are random and new for every wrapping.
///
/// # Errors
/// [`RecoveryError::Damaged`] where the cipher refuses, which it does for no input of these lengths.
pub fn wrap(
    key: &LedgerKey,
    code: &RecoveryCode,
    nonce: [u8; NONCE],
    salt: [u8; SALT],
) -> Result<Vec<u8>, RecoveryError> {
    let payload = Payload { msg: key.expose(), aad: MAGIC };
    let sealed = cipher(code, &salt)
        .and_then(|cipher| cipher.encrypt(XNonce::from_slice(&nonce), payload).ok())
        .ok_or(RecoveryError::Damaged)?;
    Ok([MAGIC, &salt, &nonce, &sealed].concat())
}

/// Opens a wrapped key with the code.
///
/// # Errors
/// [`RecoveryError::Wrong`] for another code, [`RecoveryError::Damaged`] where the bytes are no wrapped key.
pub fn unwrap(wrapped: &[u8], code: &RecoveryCode) -> Result<LedgerKey, RecoveryError> {
    let rest = wrapped.strip_prefix(MAGIC).ok_or(RecoveryError::Damaged)?;
    let (salt, rest) = rest.split_at_checked(SALT).ok_or(RecoveryError::Damaged)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(RecoveryError::Damaged)?;
    if sealed.len() != SEALED {
        return Err(RecoveryError::Damaged);
    }
    let key = cipher(code, salt)
        .ok_or(RecoveryError::Damaged)?
        .decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: MAGIC })
        .map(Zeroizing::new)
        .map_err(|_| RecoveryError::Wrong)?;
    debug_assert_eq!(key.len(), KEY_BYTES);
    LedgerKey::from_bytes(&key).map_err(|_| RecoveryError::Damaged)
}

/// Reads the wrapped key beside a ledger; `None` where no code was ever made.
///
/// # Errors
/// What the operating system says.
pub fn read(dir: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    files::read_if_there(&dir.join(files::RECOVERY))
}

/// Opens the key of the ledger in a directory with its recovery code.
///
/// # Errors
/// [`LedgerError::Recovery`] where there is no file or the code is not its own, or what the operating system says.
pub fn open(dir: &Path, code: &RecoveryCode) -> Result<LedgerKey, LedgerError> {
    let wrapped = read(dir)?.ok_or(RecoveryError::Absent)?;
    Ok(unwrap(&wrapped, code)?)
}

pub(crate) fn write(dir: &Path, wrapped: &[u8]) -> Result<(), LedgerError> {
    files::replace(&dir.join(files::RECOVERY), wrapped)
}

impl Ledger {
    /// Makes or renews the recovery code: the file beside the database is replaced in one step and the old code opens
    /// nothing here any more. The caller appends `RecoveryCodeRenewed`.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn renew_recovery(
        &self,
        code: &RecoveryCode,
        nonce: [u8; NONCE],
        salt: [u8; SALT],
    ) -> Result<(), LedgerError> {
        write(&self.dir, &wrap(&self.key, code, nonce, salt)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> LedgerKey {
        LedgerKey::from_bytes(&[7; 32]).unwrap()
    }

    #[test]
    fn the_code_opens_what_it_wrapped_and_another_does_not() {
        let code = RecoveryCode::from_bytes([9; 16]);
        let wrapped = wrap(&key(), &code, [1; 24], [2; 16]).unwrap();
        assert_eq!(unwrap(&wrapped, &code).unwrap().expose(), key().expose());
        assert_eq!(unwrap(&wrapped, &RecoveryCode::from_bytes([8; 16])).unwrap_err(), RecoveryError::Wrong);
    }

    #[test]
    fn a_changed_or_cut_wrapping_never_opens() {
        let code = RecoveryCode::from_bytes([9; 16]);
        let wrapped = wrap(&key(), &code, [1; 24], [2; 16]).unwrap();
        for place in 0..wrapped.len() {
            let mut changed = wrapped.clone();
            changed[place] ^= 1;
            assert!(unwrap(&changed, &code).is_err(), "byte {place}");
            assert!(unwrap(&wrapped[..place], &code).is_err(), "cut at {place}");
        }
    }

    #[test]
    fn neither_code_nor_key_shows_in_the_wrapping_or_in_debug() {
        let code = RecoveryCode::from_bytes([9; 16]);
        let wrapped = wrap(&key(), &code, [1; 24], [2; 16]).unwrap();
        assert!(!wrapped.windows(8).any(|window| window == [7; 8] || window == [9; 8]));
        assert_eq!(format!("{code:?}"), "RecoveryCode(redacted)");
    }

    #[test]
    fn it_is_shown_in_seven_groups_of_four() {
        let shown = RecoveryCode::from_bytes([0xff; 16]).shown();
        let groups: Vec<&str> = shown.split('-').collect();
        assert_eq!(groups.len(), 7);
        assert!(groups.iter().all(|group| group.len() == 4), "{}", shown.as_str());
    }

    #[test]
    fn mistakes_of_length_and_letters_are_named() {
        assert_eq!(RecoveryCode::parse("AB CD").unwrap_err(), RecoveryError::Length { found: 4 });
        assert_eq!(RecoveryCode::parse("AB-U").unwrap_err(), RecoveryError::Character { position: 3 });
        assert_eq!(RecoveryCode::parse("A🦀").unwrap_err(), RecoveryError::Character { position: 2 });
    }

    #[test]
    fn the_weights_of_all_positions_differ() {
        let mut weight = 1;
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..PAYLOAD {
            weight = weight * ROOT % MODULUS;
            assert!(seen.insert(weight));
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_in_any_spelling(bytes: [u8; 16]) {
            let code = RecoveryCode::from_bytes(bytes);
            let shown = code.shown();
            prop_assert!(RecoveryCode::parse(&shown).unwrap() == code);
            let sloppy = shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert!(RecoveryCode::parse(&sloppy).unwrap() == code);
        }

        #[test]
        fn one_wrong_character_is_always_noticed(bytes: [u8; 16], place in 0_usize..28, other in 0_usize..32) {
            let shown = RecoveryCode::from_bytes(bytes).shown().replace('-', "");
            let mut typed: Vec<char> = shown.chars().collect();
            let other = char::from(ALPHABET[other]);
            prop_assume!(typed[place] != other);
            typed[place] = other;
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(RecoveryCode::parse(&typed).unwrap_err(), RecoveryError::Mistyped);
        }

        #[test]
        fn two_characters_that_changed_places_are_always_noticed(bytes: [u8; 16], one in 0_usize..26, two in 0_usize..26) {
            let shown = RecoveryCode::from_bytes(bytes).shown().replace('-', "");
            let mut typed: Vec<char> = shown.chars().collect();
            prop_assume!(typed[one] != typed[two]);
            typed.swap(one, two);
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(RecoveryCode::parse(&typed).unwrap_err(), RecoveryError::Mistyped);
        }

        #[test]
        fn nothing_that_is_typed_makes_it_panic(text: String) {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
