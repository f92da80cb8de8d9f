//! Merchant accounts.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Commands about accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Add an account; with --simulator one of Training, at a simulator that runs. Its private key goes into the keychain.
    Add(Box<Add>),
    /// List the accounts.
    #[command(after_help = "Examples:\n  countersign account list\n  countersign account list --json")]
    List,
    /// Show one account.
    #[command(after_help = "Examples:\n  countersign account show\n  countersign account show main --json")]
    Show(Named),
    /// Ask Antom one harmless signed question and say what works.
    ///
    /// It asks about a payment that cannot exist. A signed "there is no such payment" proves that Antom is reached,
    /// accepts our signature, signs with the key we hold, and has the same time.
    #[command(after_help = "Examples:\n  countersign account test\n  countersign account test main --json")]
    Test(Named),
    /// Remove an account and delete its keys from the keychain. Its history stays.
    #[command(
        after_help = "Examples:\n  countersign account remove main\n  countersign account remove main --yes"
    )]
    Remove(Remove),
}

/// An account, by name or the only one.
#[derive(Debug, Args)]
pub struct Named {
    /// The account. Without it: --account, or the only one there is.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Arguments of `account remove`.
#[derive(Debug, Args)]
pub struct Remove {
    /// The account.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
}

/// Arguments of `account add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  Training, at the simulator that comes with it: countersign simulator in
  another terminal prints the address and the token:
    countersign account add main --environment training \\
      --simulator http://127.0.0.1:8420 --simulator-token TOKEN
  Sandbox, with a new key pair; paste its public half into the Dashboard:
    countersign account add shop --environment sandbox \\
      --client-id SANDBOX_5X00000000000000 --gateway asia \\
      --antom-key antom-public.pem --redirect-url https://shop.example/thanks
    countersign account test shop
  Production, with a key pair you have:
    countersign account add shop --environment production \\
      --client-id 5X00000000000000 --gateway europe \\
      --antom-key antom-public.pem --key-file private.pem \\
      --redirect-url https://shop.example/thanks

The first account of an environment makes its ledger and shows a recovery code, once: write it down. Where the \
account is refused after the ledger was made, the code is shown all the same, says so, and is good.
With --json: the account, public_key, fingerprint, generated, recovery_code (or null).")]
pub struct Add {
    /// A short name: lower-case letters, digits and hyphens.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The client id from Antom's Dashboard. Those of the sandbox begin with SANDBOX_.
    #[arg(long, value_name = "ID", required_unless_present = "simulator")]
    pub client_id: Option<String>,
    /// asia, north-america, united-states or europe; in Training the simulator's address.
    #[arg(long, value_name = "REGION|URL", required_unless_present = "simulator")]
    pub gateway: Option<String>,
    /// A file with Antom's public key from the Dashboard (PEM, base64 or DER), or - for stdin.
    #[arg(long, value_name = "FILE|-", required_unless_present = "simulator")]
    pub antom_key: Option<PathBuf>,
    /// A file with your private key (PKCS#8 or PKCS#1; PEM, base64 or DER), or - for stdin. Without it a new pair is made.
    #[arg(long, value_name = "FILE|-")]
    pub key_file: Option<PathBuf>,
    /// The version your public key has in the Dashboard.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub key_version: u32,
    /// Where buyers come back to after paying.
    #[arg(long, value_name = "URL", required_unless_present = "simulator")]
    pub redirect_url: Option<String>,
    /// Where Antom sends notifications, if you run a receiver.
    #[arg(long, value_name = "URL")]
    pub notify_url: Option<String>,
    /// The settlement currency, where your contract has several.
    #[arg(long, value_name = "CODE")]
    pub settlement_currency: Option<String>,
    /// Training: the address of a running simulator. Client id, keys and addresses are then arranged with it.
    #[arg(long, value_name = "URL", requires = "simulator_token")]
    pub simulator: Option<String>,
    /// Training: the control token the simulator printed.
    #[arg(long, value_name = "TOKEN", requires = "simulator")]
    pub simulator_token: Option<String>,
}
