//! From whatever was pasted or read from a file to DER bytes.

use super::KeyError;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// Standard base64 that does not insist on padding: people lose the last `=` when they copy.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Every DER key is an ASN.1 SEQUENCE, whose tag this is, followed by a length of more than one byte.
const SEQUENCE: u8 = 0x30;
const LONG_LENGTH: u8 = 0x80;

/// DER bytes of a key given as DER, PEM or bare base64.
pub(super) fn der_of(input: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    if let [SEQUENCE, length, ..] = input
        && *length >= LONG_LENGTH
    {
        return Ok(Zeroizing::new(input.to_vec()));
    }
    let text = std::str::from_utf8(input).map_err(|_| KeyError::NotAKey)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(KeyError::Empty);
    }
    decode(pem_body(text)?)
}

/// The base64 between the first pair of PEM markers, or the whole text when there are none.
fn pem_body(text: &str) -> Result<&str, KeyError> {
    let Some((_, after)) = text.split_once("-----BEGIN ") else { return Ok(text) };
    let (label, body) = after.split_once("-----").ok_or(KeyError::NotAKey)?;
    // Labels are only believed where they explain a refusal.
    match label.trim() {
        "ENCRYPTED PRIVATE KEY" => return Err(KeyError::Encrypted),
        "CERTIFICATE" => return Err(KeyError::Certificate),
        "EC PRIVATE KEY" | "DSA PRIVATE KEY" => return Err(KeyError::NotRsa),
        _ => {}
    }
    let body = body.split_once("-----END").map_or(body, |(inside, _)| inside);
    if body.contains("ENCRYPTED") { Err(KeyError::Encrypted) } else { Ok(body) }
}

fn decode(base64: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    // A key copied out of a JSON file has the two characters \n where its lines ended.
    let unescaped = Zeroizing::new(base64.replace("\\r", "").replace("\\n", ""));
    let packed: Zeroizing<String> =
        Zeroizing::new(unescaped.chars().filter(|c| !c.is_whitespace()).collect());
    if packed.is_empty() {
        return Err(KeyError::Empty);
    }
    LENIENT.decode(packed.as_bytes()).map(Zeroizing::new).map_err(|_| KeyError::NotBase64)
}
