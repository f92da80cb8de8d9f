//! The merchant's private key.

use super::encoding::der_of;
use super::{KEY_BITS, KeyError, PublicKey, check_bits};
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, PrivateKeyInfo};
use rsa::traits::PublicKeyParts;
use sha2::Sha256;
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroizing;

/// The private key requests are signed with. It does not print and is wiped when dropped.
pub struct MerchantKey {
    signer: SigningKey<Sha256>,
    public: PublicKey,
}

impl MerchantKey {
    /// Reads PKCS#8 or PKCS#1, as DER, PEM or bare base64.
    ///
    /// # Errors
    /// [`KeyError`] says what was given instead of a usable private key.
    pub fn parse(input: &[u8]) -> Result<Self, KeyError> {
        let der = der_of(input).map_err(|error| match error {
            KeyError::Certificate => KeyError::CertificateForPrivate,
            error => error,
        })?;
        let key = RsaPrivateKey::from_pkcs8_der(&der)
            .or_else(|_| RsaPrivateKey::from_pkcs1_der(&der))
            .map_err(|_| why_not_private(&der))?;
        Self::from_rsa(key)
    }

    /// Makes a new pair of 2048 bits from the random numbers given. Takes from a tenth of a second to a few.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the numbers given do not lead to a pair.
    pub fn generate<R: rand::RngCore + rand::CryptoRng>(rng: &mut R) -> Result<Self, KeyError> {
        let key = RsaPrivateKey::new(rng, KEY_BITS).map_err(|_| KeyError::Generation)?;
        Self::from_rsa(key)
    }

    fn from_rsa(key: RsaPrivateKey) -> Result<Self, KeyError> {
        check_bits(key.n().bits())?;
        let public = PublicKey::from_rsa(key.to_public_key())?;
        Ok(Self { signer: SigningKey::new(key), public })
    }

    /// The key as PKCS#8 DER, for the keychain. The bytes are wiped when dropped.
    ///
    /// # Errors
    /// [`KeyError::Encoding`] when the key cannot be written.
    pub fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.signer.to_pkcs8_der().map(|document| document.to_bytes()).map_err(|_| KeyError::Encoding)
    }

    /// The public half, which the merchant uploads to the Dashboard.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn signer(&self) -> &SigningKey<Sha256> {
        &self.signer
    }
}

/// Names what was given in place of a private key.
fn why_not_private(der: &[u8]) -> KeyError {
    if PublicKey::parse(der).is_ok() {
        return KeyError::PublicGiven;
    }
    match PrivateKeyInfo::try_from(der) {
        Ok(info) if info.algorithm.oid != rsa::pkcs1::ALGORITHM_OID => KeyError::NotRsa,
        _ => KeyError::NotAKey,
    }
}

impl FromStr for MerchantKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text.as_bytes())
    }
}

impl fmt::Debug for MerchantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MerchantKey")
            .field("public_fingerprint", &self.public.fingerprint())
            .finish_non_exhaustive()
    }
}
