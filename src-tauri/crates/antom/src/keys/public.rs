//! Public keys: Antom's, against which answers are verified, and the merchant's own, which is uploaded.

use super::encoding::der_of;
use super::{KeyError, MerchantKey, check_size, why_not_taken};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::PrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, DecodeRsaPublicKey, RsaPublicKeyRef};
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePublicKey, LineEnding, SubjectPublicKeyInfoRef};
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// An RSA public key.
#[derive(Clone)]
pub struct PublicKey {
    key: rsa::PublicKey,
    /// Our own encoding, so that one key has one fingerprint however it was handed in.
    spki: Vec<u8>,
}

impl PublicKey {
    /// Reads SubjectPublicKeyInfo or PKCS#1, as DER, PEM or bare base64.
    ///
    /// # Errors
    /// [`KeyError`] says what was given instead of a usable public key.
    pub fn parse(input: &[u8]) -> Result<Self, KeyError> {
        let der = der_of(input)?;
        let key = rsa::PublicKey::from_public_key_der(&der)
            .or_else(|_| rsa::PublicKey::from_pkcs1_der(&der))
            .map_err(|_| why_not_public(&der))?;
        Self::from_rsa(key)
    }

    pub(super) fn from_rsa(key: rsa::PublicKey) -> Result<Self, KeyError> {
        check_size(key.n())?;
        let spki = key.to_public_key_der().map_err(|_| KeyError::Encoding)?.into_vec();
        Ok(Self { key, spki })
    }

    /// SHA-256 of the SubjectPublicKeyInfo DER, in lower-case hexadecimal.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        Sha256::digest(&self.spki).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// SubjectPublicKeyInfo in base64 on one line, the form the Dashboard takes.
    #[must_use]
    pub fn to_base64_spki(&self) -> String {
        STANDARD.encode(&self.spki)
    }

    /// SubjectPublicKeyInfo DER.
    #[must_use]
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// SubjectPublicKeyInfo as PEM.
    ///
    /// # Errors
    /// [`KeyError::Encoding`] when the key cannot be written.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        self.key.to_public_key_pem(LineEnding::LF).map_err(|_| KeyError::Encoding)
    }

    pub(crate) fn key(&self) -> &rsa::PublicKey {
        &self.key
    }
}

/// Names what was given in place of a public key.
fn why_not_public(der: &[u8]) -> KeyError {
    if PrivateKey::from_pkcs8_der(der).is_ok() || PrivateKey::from_pkcs1_der(der).is_ok() {
        return KeyError::PrivateGiven;
    }
    let rsa = match SubjectPublicKeyInfoRef::try_from(der) {
        Ok(info) if info.algorithm.oid != rsa::pkcs1::ALGORITHM_OID => return KeyError::NotRsa,
        Ok(info) => info.subject_public_key.raw_bytes(),
        Err(_) => der,
    };
    RsaPublicKeyRef::try_from(rsa).map_or(KeyError::NotAKey, |key| why_not_taken(key.modulus))
}

/// Catches the commonest mistake: one's own public key given where Antom's belongs (api.md section 9).
///
/// # Errors
/// [`KeyError::OwnPublicKey`] when `antom` is the public half of `merchant`.
pub fn check_antom_key(merchant: &MerchantKey, antom: &PublicKey) -> Result<(), KeyError> {
    if merchant.public_key() == antom { Err(KeyError::OwnPublicKey) } else { Ok(()) }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
    }
}

impl Eq for PublicKey {}

impl FromStr for PublicKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text.as_bytes())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey").field("fingerprint", &self.fingerprint()).finish_non_exhaustive()
    }
}
