//! The ledger and its settings.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Commands about the ledger.
#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Check every fact: chains, hashes, and that what is shown equals a replay.
    #[command(after_help = "\
Examples:
  countersign ledger verify
  countersign ledger verify --against DEVICE:SEQ:HASH   a head printed earlier must lie on it

Exit code 8 when anything is broken.")]
    Verify(Verify),
    /// Write an encrypted copy to a file, and prove that it opens.
    ///
    /// Every day on which something happened, one is made without being asked for, in the folder backups beside the
    /// ledger; the last seven and one of each of four weeks before are kept. They do not survive the disk they lie on:
    /// keep one of your own somewhere else.
    #[command(after_help = "\
Examples:
  countersign ledger backup ~/backups/shop-2026-11-25.countersign

It opens with this computer's keychain or with the recovery code. It does not hold the merchant keys.")]
    Backup(Backup),
    /// Make this environment's ledger from a backup.
    ///
    /// A ledger that is there and whole is never replaced. One that cannot be believed (cut, edited, torn) is set aside,
    /// and Antom is asked about everything it knows and the backup does not.
    #[command(after_help = "\
Examples:
  countersign ledger restore shop.countersign --environment production \\
    --recovery-code code.txt
  countersign ledger restore shop.countersign --environment production

Without --recovery-code the key is taken from this computer's keychain.

Afterwards put the merchant key back: countersign key import --key-file private.pem")]
    Restore(Restore),
    /// Make the history again from Antom's transaction report: nothing is left but the merchant key.
    ///
    /// Antom is asked about every payment the report lists, and what it signs is taken over: payments, captures and
    /// refunds, not your notes and buyers. What is here already stays and is asked about again, so that the same report
    /// can be given twice.
    #[command(after_help = "\
Examples:
  countersign ledger rebuild --report transactions.csv
  countersign ledger rebuild --report october.csv --report november.csv

Download the report as CSV from Antom's Dashboard. Set the account up first (countersign account add); where a backup is
left, restore it instead (countersign ledger restore).
Exit code 6 when something could not be learnt: give the report once more.")]
    Rebuild(Rebuild),
    /// Make a new recovery code, or open the ledger with one.
    ///
    /// The code opens the history on another computer, or here when the keychain was lost. It does not hold the
    /// merchant keys. A new code replaces the old one at once; backups made earlier keep theirs.
    #[command(after_help = "\
Examples:
  countersign ledger recovery-code                     show a new one; the old one stops working
  countersign ledger recovery-code --open code.txt     put the ledger's key back into the keychain")]
    RecoveryCode(RecoveryCode),
    /// Make what lists and searches show again from the facts, and check everything.
    #[command(after_help = "\
Examples:
  countersign ledger replay

The facts themselves are not touched. Exit code 8 when anything is still broken.")]
    Replay,
    /// What somebody did: every fact under their name, as who acted or who approved.
    ///
    /// --export writes every fact word for word, one JSON document a line, with all that its hash is made of, and a last
    /// line with the head of the ledger. Each place on the chain can be checked later: countersign ledger verify
    /// --against DEVICE:SEQ:HASH.
    #[command(after_help = "\
Examples:
  countersign ledger trail --person 'Priya Nair'
  countersign ledger trail --person 'Lena' --from 2026-11-01 --to 2026-11-30
  countersign ledger trail --from 2026-11-25 --export trail.jsonl")]
    Trail(Trail),
    /// How much is in it.
    #[command(after_help = "Examples:\n  countersign ledger stats\n  countersign ledger stats --json")]
    Stats,
}

/// Arguments of `ledger verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// A head that verify, backup or stats printed earlier.
    #[arg(long, value_name = "HEAD")]
    pub against: Option<String>,
}

/// Arguments of `ledger backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write. One that exists is replaced, when the new one is proved.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    text.trim().parse().map_err(|_| "it is no day; write it as 2026-11-25".to_owned())
}

/// Arguments of `ledger trail`.
#[derive(Debug, Args)]
pub struct Trail {
    /// Whose. Without it everybody's, the program's and Antom's too.
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// The first day of the store, as 2026-11-25.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<chrono::NaiveDate>,
    /// The last day of the store.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<chrono::NaiveDate>,
    /// Write the facts word for word to this file. One that exists is not replaced.
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
}

/// Arguments of `ledger restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A file with the recovery code, or - for stdin. Without it the keychain must hold the ledger's key.
    #[arg(long, value_name = "FILE|-")]
    pub recovery_code: Option<PathBuf>,
}

/// Arguments of `ledger rebuild`.
#[derive(Debug, Args)]
pub struct Rebuild {
    /// A transaction report, as CSV. May be repeated.
    #[arg(long, value_name = "FILE", required = true)]
    pub report: Vec<PathBuf>,
}

/// Arguments of `ledger recovery-code`.
#[derive(Debug, Args)]
pub struct RecoveryCode {
    /// Open the ledger with the code in this file, or - for stdin.
    #[arg(long, value_name = "FILE|-", conflicts_with = "yes")]
    pub open: Option<PathBuf>,
    /// Do not ask before the old code is replaced.
    #[arg(long)]
    pub yes: bool,
}

/// Commands about settings.
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// List the settings with their values.
    #[command(after_help = "Examples:\n  countersign settings list\n  countersign settings list --json")]
    List,
    /// Change a setting.
    #[command(after_help = "\
Examples:
  countersign settings set zone Asia/Hong_Kong
  countersign settings set stop-window 0   captures, cancels and refunds leave at once
  countersign settings set merchant 'Kopi & Co'
  countersign settings set reminders 24,1")]
    Set(Set),
}

/// Arguments of `settings set`.
#[derive(Debug, Args)]
pub struct Set {
    /// zone, stop-window, request-life-days, merchant or reminders.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its value.
    #[arg(value_name = "VALUE")]
    pub value: String,
}
