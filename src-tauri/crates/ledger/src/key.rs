//! The key a ledger is encrypted with.

use crate::error::LedgerError;
use std::fmt;
use zeroize::Zeroizing;

/// The length of a ledger key in bytes.
pub const KEY_BYTES: usize = 32;

/// The random key of one ledger. It does not print and is wiped when dropped.
///
/// It is used as it is (no passphrase stretching): 256 random bits need none.
#[derive(Clone)]
pub struct LedgerKey(Zeroizing<[u8; KEY_BYTES]>);

impl LedgerKey {
    /// Takes 32 random bytes as a key.
    ///
    /// # Errors
    /// [`LedgerError::KeyLength`] for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LedgerError> {
        let key =
            <[u8; KEY_BYTES]>::try_from(bytes).map_err(|_| LedgerError::KeyLength { found: bytes.len() })?;
        Ok(Self(Zeroizing::new(key)))
    }

    /// The bytes, for the keychain and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The key as 64 hexadecimal digits, as SQLCipher takes a raw key.
    pub(crate) fn hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(KEY_BYTES.saturating_mul(2)));
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 0x0f] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        text
    }

    /// A short value that tells whether a key is the ledger's without telling anything about the key: it is derived
    /// one way (HKDF-SHA256) from 256 random bits. It stands in the plain file beside the database, so that a wrong
    /// key can be told from a damaged file, which SQLCipher itself cannot.
    pub(crate) fn check(&self) -> String {
        let mut out = [0_u8; 16];
        let derivation = hkdf::Hkdf::<sha2::Sha256>::new(None, self.0.as_slice());
        // 16 bytes are far below HKDF's limit of 255 blocks, so expansion cannot fail; were it to, the check would
        // be all zeroes for making and opening alike and the database itself would still refuse a wrong key.
        let _ = derivation.expand(b"countersign ledger key check 1", &mut out);
        out.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LedgerKey(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_not_print() {
        let key = LedgerKey::from_bytes(&[0xab; 32]).unwrap();
        let shown = format!("{key:?}");
        assert!(!shown.contains("ab") && !shown.contains("171"), "{shown}");
    }

    #[test]
    fn a_key_has_32_bytes() {
        assert!(matches!(LedgerKey::from_bytes(&[0; 31]), Err(LedgerError::KeyLength { found: 31 })));
        assert_eq!(LedgerKey::from_bytes(&[0xab; 32]).unwrap().hex().as_str(), "ab".repeat(32));
    }

    #[test]
    fn the_check_tells_keys_apart_without_showing_them() {
        let one = LedgerKey::from_bytes(&[1; 32]).unwrap();
        let two = LedgerKey::from_bytes(&[2; 32]).unwrap();
        assert_ne!(one.check(), two.check());
        assert_eq!(one.check(), one.clone().check());
        assert!(!one.check().contains("0101"));
    }
}
