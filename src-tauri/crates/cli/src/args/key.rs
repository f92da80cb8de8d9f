//! Keys of an account.

use super::said::said;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Commands about keys.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a new key pair and put its private half into the keychain. It signs nothing yet.
    #[command(after_help = "\
Examples:
  countersign key generate --key-version 2
  countersign key generate --key-version 2 --simulator-token TOKEN   Training: the simulator is told too

Paste the public key it prints into Antom's Dashboard, then prove it:
  countersign key rotate --prove FINGERPRINT")]
    Generate(Generate),
    /// Put a private key you have into the keychain, from a file or stdin. It signs nothing yet.
    ///
    /// A key the account knows already, whose private half is missing on this computer, is put back and signs again.
    #[command(after_help = "\
Examples:
  countersign key import --key-file private.pem --key-version 2
  gpg --decrypt private.pem.gpg | countersign key import --key-file -")]
    Import(Import),
    /// Show the keys of an account with their public halves. Private halves are never shown.
    #[command(after_help = "Examples:\n  countersign key show\n  countersign key show --json")]
    Show,
    /// Change the key that signs, without an hour in which nothing works.
    ///
    /// Four steps: generate a new pair and paste its public half into the Dashboard; prove it with a harmless signed
    /// question; promote it, and it signs from then on; retire the old one. Without an option it says which step is
    /// next.
    ///
    /// Outside of Training, promoting takes a reason, which is written down, and the recovery code: it is asked for, or
    /// read from stdin where there is no terminal. The former key is taken back the same way.
    #[command(after_help = "\
Examples:
  countersign key rotate                               what the next step is
  countersign key generate --key-version 2
  countersign key rotate --prove 3f9a01c2
  countersign key rotate --promote 3f9a01c2 --reason yearly
  countersign key rotate --promote 3f9a01c2 --reason yearly < code.txt
  countersign key rotate --retire 77b0e4d1

The first eight digits of a fingerprint are enough.")]
    Rotate(Rotate),
}

/// Arguments of `key generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// The version the key will have in the Dashboard. Without it: one more than the highest there is.
    #[arg(long, value_name = "N")]
    pub key_version: Option<u32>,
    /// Training: the control token of the simulator, which is told the public key.
    #[arg(long, value_name = "TOKEN")]
    pub simulator_token: Option<String>,
}

/// Arguments of `key import`.
#[derive(Debug, Args)]
pub struct Import {
    /// A file with the private key (PKCS#8 or PKCS#1; PEM, base64 or DER), or - for stdin.
    #[arg(long, value_name = "FILE|-")]
    pub key_file: PathBuf,
    /// The version its public half has in the Dashboard. Without it: one more than the highest there is.
    #[arg(long, value_name = "N")]
    pub key_version: Option<u32>,
    /// Training: the control token of the simulator, which is told the public key.
    #[arg(long, value_name = "TOKEN")]
    pub simulator_token: Option<String>,
}

/// Arguments of `key rotate`.
#[derive(Debug, Args)]
pub struct Rotate {
    /// Ask Antom a harmless question signed with this key.
    #[arg(long, value_name = "FINGERPRINT", group = "step")]
    pub prove: Option<String>,
    /// Make this proved key the one that signs.
    #[arg(long, value_name = "FINGERPRINT", group = "step")]
    pub promote: Option<String>,
    /// Why another key is to sign. Needed outside of Training.
    #[arg(long, value_name = "TEXT", requires = "promote", value_parser = said)]
    pub reason: Option<String>,
    /// Delete the private half of this key, which no longer signs, from the keychain.
    #[arg(long, value_name = "FINGERPRINT", group = "step")]
    pub retire: Option<String>,
}
