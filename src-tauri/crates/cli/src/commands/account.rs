//! Accounts.

use super::training::Control;
use crate::args::Everywhere;
use crate::args::account::{Account, Add};
use crate::desk::{Desk, named_environment};
use crate::failure::Failure;
use crate::output::Output;
use crate::text::accounts::{self, short};
use crate::typed;
use console::accounts::{AccountAdded, KeySource, NewAccount};
use console::{ExitClass, RecoveryCodeShownOnce};
use domain::account::Environment;
use domain::ids::AccountName;
use serde::Serialize;

/// Where buyers of Training come back to: a name reserved for examples.
const TRAINING_REDIRECT: &str = "https://shop.example/thanks";

/// Runs a command about accounts.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Account, out: Output) -> Result<(), Failure> {
    match command {
        Account::Add(args) => add(everywhere, &args, out).await,
        Account::List => {
            let desk = Desk::open_quietly(everywhere, out).await?;
            let list = desk.console.accounts()?;
            out.answer(&serde_json::json!({ "accounts": list }), || accounts::list(&list))
        }
        Account::Show(args) => {
            let desk = Desk::open_quietly(everywhere, out).await?;
            let account = desk.console.account(&desk.account(args.name.as_deref())?)?;
            let times = desk.times()?;
            out.answer(&account, || accounts::one(&account, &times))
        }
        Account::Test(args) => {
            let desk = Desk::open_quietly(everywhere, out).await?;
            let report = desk.console.test_account(&desk.account(args.name.as_deref())?).await?;
            out.answer(&report, || accounts::test(&report, out))?;
            if report.passed {
                return Ok(());
            }
            let remedy =
                "Look at the account (countersign account show) and at the Dashboard, then test again.";
            Err(Failure::new(ExitClass::Network, "test-failed", report.first_failure(), remedy))
        }
        Account::Remove(args) => {
            let desk = Desk::open(everywhere, out).await?;
            let name = desk.account(Some(&args.name))?;
            let question =
                format!("Remove account {name} and delete its keys from the keychain? Its history stays.");
            if !args.yes && !desk.ask(&question, "Run it with --yes.")? {
                return Err(not_confirmed());
            }
            let kept = desk.console.remove_account(&name)?;
            out.answer(&serde_json::json!({ "removed": name, "kept_keys": kept }), || {
                let kept = kept.iter().map(|key| format!("\n{}", stays(key)));
                format!("Account {name} is removed.{}", kept.collect::<String>())
            })
        }
    }
}

/// What is said of a private key that is still needed.
pub fn stays(fingerprint: &str) -> String {
    format!(
        "The private key {} stays in the keychain: another account or ledger of this computer uses it.",
        short(fingerprint)
    )
}

/// What somebody answered with anything but yes.
pub fn not_confirmed() -> Failure {
    Failure::with_exit(crate::failure::STOPPED, "not-confirmed", "Nothing was done.", "Type yes to confirm.")
}

/// An account that was added, and the recovery code of a ledger that was made for it.
#[derive(Serialize)]
struct Added<'a> {
    #[serde(flatten)]
    added: &'a AccountAdded,
    recovery_code: Option<&'a str>,
}

async fn add(everywhere: &Everywhere, args: &Add, out: Output) -> Result<(), Failure> {
    let control = match (&args.simulator, &args.simulator_token) {
        (Some(address), Some(token)) => Some(Control::new(address, token)?),
        _ => None,
    };
    let environment = match (&control, everywhere.environment) {
        (Some(_), None) => Environment::Training,
        _ => named_environment(everywhere)?,
    };
    let new = match &control {
        Some(control) => for_training(args, control).await?,
        None => from_dashboard(args)?,
    };
    // A ledger that was made for nothing would stand in the way of every later command.
    new.check(environment)?;
    let (console, code) = Desk::set_up(everywhere, environment)?;
    let desk = match Desk::sit_down_at(everywhere, out, console).await {
        Ok(desk) => desk,
        Err(failure) => {
            show_code(code.as_ref(), out)?;
            return Err(failure);
        }
    };
    let added = match desk.console.add_account(new).await {
        Ok(added) => added,
        Err(error) => {
            show_code(code.as_ref(), out)?;
            return Err(error.into());
        }
    };
    if let Some(control) = &control {
        let registered =
            control.register(&added.account.client_id, &added.public_key, args.key_version).await;
        if let Err(failure) = registered {
            show_code(code.as_ref(), out)?;
            desk.console.remove_account(&AccountName(added.account.name.clone()))?;
            return Err(failure);
        }
    }
    let times = desk.times()?;
    let shown = Added { added: &added, recovery_code: code.as_ref().map(RecoveryCodeShownOnce::text) };
    out.answer(&shown, || {
        let next = next_step(&added, control.is_some());
        let code = code.as_ref().map(code_text).unwrap_or_default();
        format!("{}\n\n{next}{code}", accounts::one(&added.account, &times))
    })
}

fn next_step(added: &AccountAdded, training: bool) -> String {
    if training {
        return format!(
            "The simulator knows its key. Test it: countersign account test {}",
            added.account.name
        );
    }
    let paste = if added.generated {
        format!("Paste this public key into Antom's Dashboard for this client id:\n{}\n", added.public_key)
    } else {
        String::new()
    };
    format!("{paste}Then test it: countersign account test {}", added.account.name)
}

fn code_text(code: &RecoveryCodeShownOnce) -> String {
    format!(
        "\n\nRecovery code of this ledger, shown once:\n\n  {}\n\nWrite it down and keep it away from this computer. It opens the history, not the merchant keys.",
        code.text()
    )
}

/// Shows the code of a ledger that was made while the rest failed: the ledger exists from now on, and nothing shows its
/// code a second time.
fn show_code(code: Option<&RecoveryCodeShownOnce>, out: Output) -> Result<(), Failure> {
    let Some(code) = code else { return Ok(()) };
    let shown = serde_json::json!({ "recovery_code": code.text(), "ledger_made": true });
    out.answer(&shown, || {
        format!(
            "The account was not added. Its ledger was made before that and stays: this code is good, and is not shown when \
             you add the account again.\n\n{}",
            code_text(code).trim_start()
        )
    })
}

/// Everything the simulator can say is taken from it; the token is proved by asking.
async fn for_training(args: &Add, control: &Control) -> Result<NewAccount, Failure> {
    let antom_key = control.antom_key().await?;
    let client_id = match &args.client_id {
        Some(named) => named.clone(),
        None => control.free_client_id(&args.name).await?,
    };
    Ok(NewAccount {
        client_id,
        gateway: args.gateway.clone().unwrap_or_else(|| control.address()),
        antom_key,
        redirect_url: args.redirect_url.clone().unwrap_or_else(|| TRAINING_REDIRECT.to_owned()),
        ..common(args)?
    })
}

fn from_dashboard(args: &Add) -> Result<NewAccount, Failure> {
    let both_from_stdin = [&args.antom_key, &args.key_file]
        .into_iter()
        .flatten()
        .filter(|file| file.as_os_str() == "-")
        .count()
        > 1;
    if both_from_stdin {
        return Err(Failure::usage(
            "stdin-twice",
            "Only one of --antom-key and --key-file can come from stdin.",
            "Put the other one into a file.",
        ));
    }
    let antom_key = match &args.antom_key {
        Some(file) => typed::key("--antom-key", file)?.expose().to_owned(),
        None => String::new(),
    };
    Ok(NewAccount { antom_key, ..common(args)? })
}

fn common(args: &Add) -> Result<NewAccount, Failure> {
    let key = match &args.key_file {
        Some(file) => KeySource::Import(typed::key("--key-file", file)?),
        None => KeySource::Generate,
    };
    Ok(NewAccount {
        name: args.name.clone(),
        client_id: args.client_id.clone().unwrap_or_default(),
        gateway: args.gateway.clone().unwrap_or_default(),
        antom_key: String::new(),
        key,
        key_version: args.key_version,
        redirect_url: args.redirect_url.clone().unwrap_or_default(),
        notify_url: args.notify_url.clone(),
        settlement_currency: args.settlement_currency.clone(),
    })
}
