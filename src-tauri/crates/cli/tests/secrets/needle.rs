//! What is looked for: secrets that were seeded, in every form they take on their way.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A form of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A private key as text: the body of PEM, and bare base64.
    Text,
    /// A private key as DER: its exponents and its coefficient, as they stand there.
    Der,
    /// Its primes, most significant byte first.
    Primes,
    /// What a signer calculates with: primes and exponent as words of this machine.
    Words,
    /// A recovery code.
    Code,
    /// The token of a buyer's card.
    Token,
    /// A person's PIN.
    Pin,
}

impl Form {
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Der, Self::Primes, Self::Words, Self::Code, Self::Token, Self::Pin];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "key as text",
            Self::Der => "key as DER",
            Self::Primes => "primes",
            Self::Words => "key as a signer has it",
            Self::Code => "recovery code",
            Self::Token => "card token",
            Self::Pin => "PIN",
        }
    }
}

/// Some bytes of a secret that nothing else consists of.
#[derive(Clone)]
pub struct Needle {
    pub form: Form,
    pub bytes: Vec<u8>,
}

/// Bytes of a number that are looked for, from its middle.
const MIDDLE: std::ops::Range<usize> = 40..72;

impl Needle {
    fn of(form: Form, bytes: &[u8]) -> Self {
        Self { form, bytes: bytes.to_vec() }
    }

    /// Everything of a private key of 2048 bits, given as PKCS#8 DER.
    pub fn of_key(der: &[u8]) -> Vec<Self> {
        let text = STANDARD.encode(der);
        // Lines of PEM have 64 letters: these lie on one of them, in the private exponent.
        let mut needles = vec![Self::of(Form::Text, &text.as_bytes()[448..496])];
        // PKCS#8 is a version, an algorithm and, behind 26 bytes of them, PKCS#1: version, n, e, d, p, q, dp, dq, q^-1.
        let numbers = integers(&der[26..]);
        assert_eq!(numbers.len(), 9, "a private key has two primes");
        for at in [3, 6, 7, 8] {
            needles.push(Self::of(Form::Der, &numbers[at][MIDDLE]));
        }
        for at in [4, 5] {
            needles.push(Self::of(Form::Primes, &numbers[at][MIDDLE]));
        }
        for at in [3, 4, 5, 6, 7] {
            let backwards: Vec<u8> = numbers[at][MIDDLE].iter().rev().copied().collect();
            needles.push(Self::of(Form::Words, &backwards));
        }
        needles
    }

    /// A PIN, as it is typed.
    pub fn of_pin(pin: &str) -> Self {
        Self::of(Form::Pin, pin.as_bytes())
    }

    /// A recovery code, as it is shown and as it may be typed.
    pub fn of_code(code: &str) -> Vec<Self> {
        let bare: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        [code.to_owned(), bare.clone(), bare.to_lowercase()]
            .iter()
            .map(|text| Self::of(Form::Code, text.as_bytes()))
            .collect()
    }

    /// A card token, as it is and inside of base64, where what stands before it decides how it looks.
    pub fn of_token(token: &str) -> Vec<Self> {
        let mut needles = vec![Self::of(Form::Token, token.as_bytes())];
        for before in 0..3 {
            let padded = [" ".repeat(before).as_bytes(), token.as_bytes()].concat();
            let text = STANDARD.encode(padded);
            let whole = text.len() - 8;
            needles.push(Self::of(Form::Token, &text.as_bytes()[4..whole]));
        }
        needles
    }
}

/// The integers of a DER sequence of nothing else.
fn integers(der: &[u8]) -> Vec<&[u8]> {
    let (_, mut rest, _) = value(der);
    let mut numbers = Vec::new();
    while !rest.is_empty() {
        let (tag, number, after) = value(rest);
        assert_eq!(tag, 2, "an integer");
        // A number whose first bit is set has a zero before it.
        numbers.push(if number.len() > 1 && number[0] == 0 { &number[1..] } else { number });
        rest = after;
    }
    numbers
}

/// The first value: its tag, itself, and what follows it.
fn value(der: &[u8]) -> (u8, &[u8], &[u8]) {
    let (length, from) = match der[1] {
        short @ 0..0x80 => (usize::from(short), 2),
        long => {
            let bytes = usize::from(long & 0x7f);
            let length = der[2..2 + bytes].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
            (length, 2 + bytes)
        }
    };
    (der[0], &der[from..from + length], &der[from + length..])
}

/// How often a needle is in these bytes.
pub fn count(bytes: &[u8], needle: &[u8]) -> u64 {
    use std::io::BufRead;
    // A byte that other things seldom consist of: zeros and letters are all over a memory.
    let anchor = needle.iter().position(|byte| *byte > 0x80 && *byte != 0xff).unwrap_or_default();
    let (mut rest, mut at, mut found) = (bytes, 0, 0);
    loop {
        // The library's own search for a byte: fast also where this is not optimised.
        let read = rest.skip_until(needle[anchor]).unwrap_or_default();
        if read == 0 {
            return found;
        }
        at += read;
        let start = (at - 1).checked_sub(anchor);
        let here = start.and_then(|start| bytes.get(start..start + needle.len()));
        found += u64::from(here == Some(needle));
    }
}
