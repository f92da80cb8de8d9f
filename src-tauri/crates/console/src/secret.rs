//! Text that must not be seen: a private key somebody hands in, a recovery code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use std::io::{self, Read};
use zeroize::Zeroizing;

/// Most that is read of what should hold a secret, in bytes.
const LARGEST: u64 = 64 * 1024;
/// More than that, and more than the buffer of standard input, which nobody wipes and which is not used then.
const ROOM: usize = 96 * 1024;

/// Reads what should hold a secret; what is too long for one is cut, and then is none. It is wiped when dropped, and is
/// in one place only: it does not grow while it is read, which would leave a copy.
///
/// # Errors
/// Where it cannot be read.
pub fn secret_bytes(from: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(ROOM));
    from.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A text that does not print and is wiped when dropped.
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// A key as a file has it. What is not text is DER, and goes on as the base64 of it: PEM and base64 are never anything
    /// but text, and DER of a key of 2048 bits never is any.
    #[must_use]
    pub fn of_key(bytes: &[u8]) -> Self {
        Self::new(std::str::from_utf8(bytes).map_or_else(|_| STANDARD.encode(bytes), str::to_owned))
    }

    /// Whether there is nothing but space in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The text itself. Give it to nobody but the one who needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print() {
        assert_eq!(format!("{:?}", SecretText::new("MIIE".into())), "(hidden)");
    }

    #[test]
    fn a_key_is_text_or_der() {
        assert_eq!(SecretText::of_key(b"MIIE").expose(), "MIIE");
        assert_eq!(SecretText::of_key(&[0x30, 0x82, 0xff]).expose(), "MIL/");
        assert!(SecretText::of_key(b" \n").is_blank());
    }

    #[test]
    fn what_is_too_long_is_cut_and_never_moved() {
        let bytes = secret_bytes(io::repeat(b'A')).unwrap();
        assert_eq!((u64::try_from(bytes.len()).unwrap(), bytes.capacity()), (LARGEST, ROOM));
    }
}
