//! RSA keys in every shape merchants have them (api.md section 2, "Keys").
//!
//! Read: PKCS#8 and PKCS#1 private keys, SPKI and PKCS#1 public keys, as DER, as PEM, or as the bare base64 the
//! Dashboard shows. PEM labels are not believed: Antom's Python and PHP SDKs put PKCS#8 between
//! `RSA PRIVATE KEY` markers. Keys are 2048 to 4096 bits.

mod encoding;
mod error;
mod merchant;
mod public;

pub use error::KeyError;
pub use merchant::MerchantKey;
pub use public::{PublicKey, check_antom_key};

use rsa::BoxedUint;
use rsa::pkcs1::UintRef;

/// The only size generated, and the smallest accepted.
pub const KEY_BITS: usize = 2048;

/// The largest accepted; more only slows every call down.
pub const MAX_KEY_BITS: usize = 4096;

/// `Err` unless a modulus has a size Antom works with.
fn check_size(modulus: &BoxedUint) -> Result<(), KeyError> {
    check_bits(usize::try_from(modulus.bit_width_vartime()).unwrap_or(usize::MAX))
}

/// What is wrong with a key that is well written and that the library does not take: its size, where that is it.
fn why_not_taken(modulus: UintRef<'_>) -> KeyError {
    let bytes = modulus.as_bytes();
    let empty = bytes.first().map_or(0, |first| first.leading_zeros());
    let bits = bytes.len().saturating_mul(8).saturating_sub(usize::try_from(empty).unwrap_or_default());
    check_bits(bits).err().unwrap_or(KeyError::NotAKey)
}

fn check_bits(bits: usize) -> Result<(), KeyError> {
    match bits {
        KEY_BITS..=MAX_KEY_BITS => Ok(()),
        0..KEY_BITS => Err(KeyError::TooShort { bits }),
        _ => Err(KeyError::TooLong { bits }),
    }
}
