//! The string to sign, the `Signature` header, and its verification (api.md section 2).
//!
//! RSASSA-PKCS1-v1_5 with SHA-256 over
//! `METHOD SP PATH LF CLIENT_ID "." TIME "." BODY`, base64, then URL-encoded. Requests, answers and
//! notifications share the shape.

use crate::keys::{MerchantKey, PublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};
use rsa::sha2::Sha256;

/// Form encoding leaves these as they are. None of them occurs in base64; the set is the documented one.
const FORM: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');

/// Why a signature could not be made or is not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The header has no `signature=` part, or two different ones.
    #[error("the Signature header has no signature in it")]
    NoSignature,
    /// The signature is not URL-encoded base64.
    #[error("the signature is not URL-encoded base64")]
    Encoding,
    /// The signature does not belong to these bytes and this key.
    #[error("the signature does not fit the message and Antom's public key")]
    Invalid,
    /// The private key failed to sign.
    #[error("the private key could not sign the request; import the key again")]
    Signing,
}

impl SignatureError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSignature => "SIGNATURE_MISSING",
            Self::Encoding => "SIGNATURE_ENCODING",
            Self::Invalid => "SIGNATURE_INVALID",
            Self::Signing => "SIGNING_FAILED",
        }
    }
}

/// The exact bytes that are signed. `path` has no host, but the sandbox prefix and any query string.
#[must_use]
pub fn string_to_sign(method: &str, path: &str, client_id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let parts: [&[u8]; 9] = [
        method.as_bytes(),
        b" ",
        path.as_bytes(),
        b"\n",
        client_id.as_bytes(),
        b".",
        time.as_bytes(),
        b".",
        body,
    ];
    parts.concat()
}

/// Signs a message and returns the value of the `Signature` header.
///
/// The signing operation is blinded with random numbers of the operating system, so that its timing says
/// nothing about the key. Blinding does not change the signature: the same message gives the same header.
///
/// # Errors
/// [`SignatureError::Signing`] when the key cannot sign.
pub fn sign(
    key: &MerchantKey,
    key_version: u32,
    method: &str,
    path: &str,
    client_id: &str,
    time: &str,
    body: &[u8],
) -> Result<String, SignatureError> {
    let value = sign_bytes(key, &string_to_sign(method, path, client_id, time, body))?;
    Ok(format!("algorithm=RSA256,keyVersion={key_version},signature={value}"))
}

/// Signs any bytes; the result is URL-encoded base64, without the rest of the header.
///
/// # Errors
/// [`SignatureError::Signing`] when the key cannot sign.
pub fn sign_bytes(key: &MerchantKey, message: &[u8]) -> Result<String, SignatureError> {
    let signature = key.key().pkcs1v15_sign::<Sha256>(message).map_err(|_| SignatureError::Signing)?;
    Ok(utf8_percent_encode(&STANDARD.encode(signature), &FORM).to_string())
}

/// Verifies the `Signature` header of an answer or a notification against its raw bytes.
///
/// # Errors
/// [`SignatureError`] says what is wrong; none of them may be treated as evidence of anything.
pub fn verify(
    key: &PublicKey,
    method: &str,
    path: &str,
    client_id: &str,
    time: &str,
    body: &[u8],
    header: &str,
) -> Result<(), SignatureError> {
    let value = signature_of(header)?;
    verify_bytes(key, &string_to_sign(method, path, client_id, time, body), value)
}

/// Verifies URL-encoded base64 against any bytes.
///
/// # Errors
/// As [`verify`].
pub fn verify_bytes(key: &PublicKey, message: &[u8], value: &str) -> Result<(), SignatureError> {
    let raw = STANDARD.decode(form_decoded(value)).map_err(|_| SignatureError::Encoding)?;
    key.key().pkcs1v15_verify::<Sha256>(message, &raw).map_err(|_| SignatureError::Invalid)
}

/// The `signature=` part of the header. The parts may come in any order, with spaces after the commas.
///
/// The algorithm named beside it is not consulted: it is fixed, and a message does not choose how it is checked.
fn signature_of(header: &str) -> Result<&str, SignatureError> {
    let mut found = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("signature"))
        .map(|(_, value)| value.trim());
    match (found.next(), found.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        _ => Err(SignatureError::NoSignature),
    }
}

/// `keyVersion` of the header: which of its keys Antom says it signed with. It is shown, never relied on.
#[must_use]
pub fn key_version(header: &str) -> Option<u32> {
    let mut versions = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("keyVersion"))
        .map(|(_, value)| value.trim().parse().ok());
    match (versions.next(), versions.next()) {
        (Some(version), None) => version,
        _ => None,
    }
}

/// Form decoding, in which a bare `+` is a space: a signature that was never encoded is damaged, and both of
/// Antom's SDKs that were compared refuse it (api.md section 9).
fn form_decoded(value: &str) -> Vec<u8> {
    let spaced: Vec<u8> = value.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }).collect();
    percent_decode(&spaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_body_leaves_the_dot_at_the_end() {
        assert_eq!(string_to_sign("POST", "/p", "c", "1", b""), b"POST /p\nc.1.");
    }

    #[test]
    fn the_parts_may_come_in_any_order_and_spaced() {
        for header in [
            "algorithm=RSA256, keyVersion=1, signature=abc",
            "signature=abc,algorithm=RSA256",
            " Signature = abc ",
        ] {
            assert_eq!(signature_of(header), Ok("abc"), "{header}");
        }
    }

    #[test]
    fn a_header_with_no_or_two_signatures_has_none() {
        for header in ["", "algorithm=RSA256", "signature=", "signature=a,signature=b", "abc"] {
            assert_eq!(signature_of(header), Err(SignatureError::NoSignature), "{header}");
        }
    }

    #[test]
    fn the_version_of_a_key_is_read_where_it_is_told_once() {
        assert_eq!(key_version("algorithm=RSA256, keyVersion=3, signature=abc"), Some(3));
        for header in ["", "signature=abc", "keyVersion=one,signature=abc", "keyVersion=1,keyVersion=2"] {
            assert_eq!(key_version(header), None, "{header}");
        }
    }

    #[test]
    fn a_bare_plus_is_a_space() {
        assert_eq!(form_decoded("a+b%2Bc%2f%3D%zz"), b"a b+c/=%zz");
    }

    proptest! {
        #[test]
        fn reading_a_header_never_panics(header in ".{0,200}") {
            let _ = signature_of(&header).map(form_decoded);
        }
    }
}
