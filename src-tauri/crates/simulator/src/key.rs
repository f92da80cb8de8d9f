//! The simulator's own RSA key, and the reading of merchants' public keys. AWS-LC, because the client uses another
//! library: an error in either would show here.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;
use thiserror::Error;

/// What can be wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyTrouble {
    /// The RSA library refused to make, read or use a private key.
    #[error("the simulator's own key cannot be made, read or used; delete the state file to start over")]
    Own,
    /// A merchant's public key is not base64 of a SubjectPublicKeyInfo or PKCS#1 RSA key of 2048 bits or more.
    #[error(
        "public_key is not an RSA public key of at least 2048 bits; give its SubjectPublicKeyInfo as base64 or PEM"
    )]
    Merchant,
}

/// The key with which the simulator signs what Antom would sign.
#[derive(Clone)]
pub(crate) struct GatewayKey {
    pair: Arc<RsaKeyPair>,
}

impl std::fmt::Debug for GatewayKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("GatewayKey(..)")
    }
}

impl GatewayKey {
    fn of(pair: RsaKeyPair) -> Self {
        Self { pair: Arc::new(pair) }
    }

    pub(crate) fn generate() -> Result<Self, KeyTrouble> {
        RsaKeyPair::generate(KeySize::Rsa2048).map(Self::of).map_err(|_| KeyTrouble::Own)
    }

    pub(crate) fn from_base64(text: &str) -> Result<Self, KeyTrouble> {
        let der = STANDARD.decode(text).map_err(|_| KeyTrouble::Own)?;
        RsaKeyPair::from_pkcs8(&der).map(Self::of).map_err(|_| KeyTrouble::Own)
    }

    pub(crate) fn to_base64(&self) -> Result<String, KeyTrouble> {
        let der = AsDer::<Pkcs8V1Der<'_>>::as_der(self.pair.as_ref()).map_err(|_| KeyTrouble::Own)?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    pub(crate) fn public_spki_base64(&self) -> Result<String, KeyTrouble> {
        let der =
            AsDer::<PublicKeyX509Der<'_>>::as_der(self.pair.public_key()).map_err(|_| KeyTrouble::Own)?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyTrouble> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeyTrouble::Own)?;
        Ok(signature)
    }
}

/// A merchant's public key as base64 without PEM lines, if it is a usable one.
pub(crate) fn read_public(text: &str) -> Result<String, KeyTrouble> {
    let bare: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("-----"))
        .flat_map(str::chars)
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let der = STANDARD.decode(&bare).map_err(|_| KeyTrouble::Merchant)?;
    aws_lc_rs::signature::ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &der)
        .map_err(|_| KeyTrouble::Merchant)?;
    // An RSA-2048 SubjectPublicKeyInfo has 294 bytes and its PKCS#1 form 270; shorter ones hold a shorter modulus.
    if der.len() < 266 {
        return Err(KeyTrouble::Merchant);
    }
    Ok(bare)
}

/// Whether `signature` is this key's over `message`.
pub(crate) fn verifies(public_base64: &str, message: &[u8], signature: &[u8]) -> bool {
    let Ok(der) = STANDARD.decode(public_base64) else { return false };
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).verify(message, signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_key_signs_its_public_half_verifies_and_nothing_else() {
        let key = GatewayKey::generate().unwrap();
        let public = key.public_spki_base64().unwrap();
        let signature = key.sign(b"a message").unwrap();
        assert!(verifies(&public, b"a message", &signature));
        assert!(!verifies(&public, b"another message", &signature));
        assert_eq!(read_public(&public).unwrap(), public);
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{public}\n-----END PUBLIC KEY-----\n");
        assert_eq!(read_public(&pem).unwrap(), public);
    }

    #[test]
    fn a_saved_key_is_the_same_key() {
        let key = GatewayKey::generate().unwrap();
        let again = GatewayKey::from_base64(&key.to_base64().unwrap()).unwrap();
        assert_eq!(key.public_spki_base64().unwrap(), again.public_spki_base64().unwrap());
        assert_eq!(format!("{key:?}"), "GatewayKey(..)");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(read_public("bm90IGEga2V5"), Err(KeyTrouble::Merchant));
        assert_eq!(read_public("***"), Err(KeyTrouble::Merchant));
    }
}
