//! The merchant's private key.

use super::encoding::der_of;
use super::{KEY_BITS, KeyError, PublicKey, check_size, why_not_taken};
use rsa::PrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, RsaPrivateKeyRef};
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, PrivateKeyInfoRef};
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroizing;

/// The private key requests are signed with. It does not print and is wiped when dropped.
pub struct MerchantKey {
    key: PrivateKey,
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
        let key = PrivateKey::from_pkcs8_der(&der)
            .or_else(|_| PrivateKey::from_pkcs1_der(&der))
            .map_err(|_| why_not_private(&der))?;
        Self::from_rsa(key)
    }

    /// Makes a new pair of 2048 bits from the random numbers that `fill` writes over what it is given. They must be fit
    /// for keys. Takes from a tenth of a second to a few.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the numbers given do not lead to a pair.
    pub fn generate(fill: impl FnMut(&mut [u8])) -> Result<Self, KeyError> {
        let key = PrivateKey::new(&mut Given(fill), KEY_BITS).map_err(|_| KeyError::Generation)?;
        Self::from_rsa(key)
    }

    fn from_rsa(key: PrivateKey) -> Result<Self, KeyError> {
        check_size(key.n())?;
        let public = PublicKey::from_rsa(key.to_public_key())?;
        Ok(Self { key, public })
    }

    /// The key as PKCS#8 DER, for the keychain. The bytes are wiped when dropped.
    ///
    /// # Errors
    /// [`KeyError::Encoding`] when the key cannot be written.
    pub fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.key.to_pkcs8_der().map(|document| document.to_bytes()).map_err(|_| KeyError::Encoding)
    }

    /// The public half, which the merchant uploads to the Dashboard.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn key(&self) -> &PrivateKey {
        &self.key
    }
}

/// Random numbers from whoever asked for a pair.
struct Given<F>(F);

impl<F: FnMut(&mut [u8])> TryRng for Given<F> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes).map(|()| u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        (self.0)(bytes);
        Ok(())
    }
}

impl<F: FnMut(&mut [u8])> TryCryptoRng for Given<F> {}

/// Names what was given in place of a private key.
fn why_not_private(der: &[u8]) -> KeyError {
    if PublicKey::parse(der).is_ok() {
        return KeyError::PublicGiven;
    }
    let rsa = match PrivateKeyInfoRef::try_from(der) {
        Ok(info) if info.algorithm.oid != rsa::pkcs1::ALGORITHM_OID => return KeyError::NotRsa,
        Ok(info) => info.private_key.as_bytes(),
        Err(_) => der,
    };
    RsaPrivateKeyRef::try_from(rsa).map_or(KeyError::NotAKey, |key| why_not_taken(key.modulus))
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
