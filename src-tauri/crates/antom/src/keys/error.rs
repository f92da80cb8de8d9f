//! What can be wrong with a key somebody hands in. No variant carries any part of the key.

/// Why a key was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing was given.
    #[error("the key is empty; give the whole key or choose its file")]
    Empty,
    /// The text is not base64.
    #[error("the key is not base64 text; copy it again, from the first character to the last")]
    NotBase64,
    /// The bytes are not a key in a known form.
    #[error(
        "this is not an RSA key in PKCS#8, PKCS#1 or SubjectPublicKeyInfo form, or a part of it is missing; copy it again"
    )]
    NotAKey,
    /// The private key is protected by a password.
    #[error(
        "the private key is protected by a password; remove it first, for example with: openssl pkcs8 -in key.pem -out plain.pem -nocrypt -topk8"
    )]
    Encrypted,
    /// A certificate was given.
    #[error(
        "this is a certificate; give the public key in it, for example from: openssl x509 -pubkey -noout -in file.pem"
    )]
    Certificate,
    /// A certificate was given where a private key belongs.
    #[error(
        "this is a certificate, which holds no private key; give the file of the private key that belongs to it"
    )]
    CertificateForPrivate,
    /// A key of another algorithm.
    #[error("this key is not an RSA key; Antom uses RSA with 2048 bits")]
    NotRsa,
    /// A private key where a public one belongs.
    #[error(
        "this is a private key where a public key belongs; never send it to anyone, and give the public key instead"
    )]
    PrivateGiven,
    /// A public key where a private one belongs.
    #[error("this is a public key where your private key belongs; give the private key of the pair")]
    PublicGiven,
    /// Fewer than 2048 bits.
    #[error("the key has {bits} bits; Antom requires 2048: make a new pair")]
    TooShort {
        /// Bits of the modulus.
        bits: usize,
    },
    /// More than 4096 bits.
    #[error("the key has {bits} bits; use one of 2048 bits")]
    TooLong {
        /// Bits of the modulus.
        bits: usize,
    },
    /// The merchant's own public key was given as Antom's.
    #[error(
        "this is your own public key; Antom's public key is the other one, under Developer › Quick start in the Dashboard"
    )]
    OwnPublicKey,
    /// A new pair could not be made.
    #[error("a new key pair could not be made; try again")]
    Generation,
    /// A key could not be written in its standard form.
    #[error("the key could not be written in its standard form; make a new pair")]
    Encoding,
}

impl KeyError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "KEY_EMPTY",
            Self::NotBase64 => "KEY_NOT_BASE64",
            Self::NotAKey => "KEY_NOT_A_KEY",
            Self::Encrypted => "KEY_ENCRYPTED",
            Self::Certificate => "KEY_IS_A_CERTIFICATE",
            Self::CertificateForPrivate => "KEY_CERTIFICATE_NOT_PRIVATE",
            Self::NotRsa => "KEY_NOT_RSA",
            Self::PrivateGiven => "KEY_IS_PRIVATE",
            Self::PublicGiven => "KEY_IS_PUBLIC",
            Self::TooShort { .. } => "KEY_TOO_SHORT",
            Self::TooLong { .. } => "KEY_TOO_LONG",
            Self::OwnPublicKey => "KEY_IS_YOUR_OWN",
            Self::Generation => "KEY_NOT_MADE",
            Self::Encoding => "KEY_NOT_WRITTEN",
        }
    }
}
