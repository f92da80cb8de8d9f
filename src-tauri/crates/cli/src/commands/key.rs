//! Keys of an account.

use super::account::stays;
use super::training::Control;
use crate::args::Everywhere;
use crate::args::key::{Key, Rotate};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::accounts::{self, short};
use crate::typed;
use console::account_test::TestReport;
use console::accounts::KeySource;
use console::keys::{KeyAdded, KeyShown};
use console::view::KeyView;
use console::{ConsoleError, Warrant};
use domain::account::{Environment, KeyStage};
use domain::ids::AccountName;

/// Runs a command about keys.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Key, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    let account = desk.account(None)?;
    match command {
        Key::Generate(args) => {
            let version = version(&desk, &account, args.key_version)?;
            let added = desk.console.generate_key(&account, version)?;
            added_key(&desk, &account, &added, args.simulator_token.as_deref()).await
        }
        Key::Import(args) => {
            let secret = typed::key("--key-file", &args.key_file)?;
            let version = version(&desk, &account, args.key_version)?;
            let added = desk.console.import_key(&account, KeySource::Import(secret), version)?;
            added_key(&desk, &account, &added, args.simulator_token.as_deref()).await
        }
        Key::Show => {
            let keys = desk.console.keys(&account)?;
            let times = desk.times()?;
            out.answer(&serde_json::json!({ "account": account, "keys": keys }), || {
                accounts::keys(&keys, &times)
            })
        }
        Key::Rotate(args) => rotate(&desk, &account, &args).await,
    }
}

/// One more than the highest version there is, unless one was named.
fn version(desk: &Desk, account: &AccountName, named: Option<u32>) -> Result<u32, Failure> {
    let keys = desk.console.account(account)?.keys;
    let highest = keys.iter().map(|key| key.version).max().unwrap_or(0);
    Ok(named.unwrap_or_else(|| highest.saturating_add(1)))
}

async fn added_key(
    desk: &Desk,
    account: &AccountName,
    added: &KeyAdded,
    token: Option<&str>,
) -> Result<(), Failure> {
    if let Some(token) = token {
        let known = desk.console.account(account)?;
        let control = Control::new(&known.gateway, token)?;
        control.register(&known.client_id, &added.public_key, added.key.version).await?;
    }
    desk.out.answer(added, || {
        format!(
            "Key {} (version {}) is in the keychain. Public key:\n{}\n\n{}",
            added.key.fingerprint,
            added.key.version,
            added.public_key,
            after_adding(desk.console.environment(), token.is_some(), short(&added.key.fingerprint).as_ref())
        )
    })
}

/// What has to be done with the public half of a new key.
fn after_adding(environment: Environment, told: bool, key: &str) -> String {
    let prove = format!("Then: countersign key rotate --prove {key}");
    match (environment, told) {
        (_, true) => format!("The simulator knows it. {prove}"),
        (Environment::Training, false) => format!(
            "The simulator does not know it, and accepts no signature of it. Retire it (countersign key rotate --retire {key}), \
             then make one that it is told of: countersign key generate --simulator-token TOKEN"
        ),
        (_, false) => format!("Paste it into Antom's Dashboard for this client id. {prove}"),
    }
}

async fn rotate(desk: &Desk, account: &AccountName, args: &Rotate) -> Result<(), Failure> {
    let moved = if let Some(key) = &args.prove {
        let report = desk.console.prove_key(account, key).await?;
        if !report.is_proof() {
            return Err(not_proved(&report).into());
        }
        let keys = desk.console.account(account)?.keys;
        keys.into_iter().find(|key| key.fingerprint == report.fingerprint)
    } else if let Some(key) = &args.promote {
        Some(desk.console.promote_key(account, key, warrant(desk, args)?)?)
    } else if let Some(key) = &args.retire {
        Some(desk.console.retire_key(account, key)?)
    } else {
        None
    };
    let keys = desk.console.keys(account)?;
    let retired = moved.as_ref().filter(|moved| moved.stage == KeyStage::Retired);
    let still_there = |moved: &&KeyView| {
        keys.iter().any(|key| key.key.fingerprint == moved.fingerprint && key.public_key.is_some())
    };
    let kept = retired.filter(still_there).map(|moved| format!("{}\n", stays(&moved.fingerprint)));
    let next = next_step(&keys);
    desk.out.answer(
        &serde_json::json!({ "account": account, "moved": moved, "keys": keys, "next": next }),
        || {
            let moved = moved
                .as_ref()
                .map(|key| format!("Key {}: {}.\n", short(&key.fingerprint), accounts::stage(key)));
            format!("{}{}{next}", moved.unwrap_or_default(), kept.unwrap_or_default())
        },
    )
}

/// Why a key is not proved: Antom said so, or could not be asked.
fn not_proved(report: &TestReport) -> ConsoleError {
    let why = report.first_failure();
    if report.reach.passed != Some(true) {
        return ConsoleError::NothingLearnt { operation: "inquiryPayment", why };
    }
    ConsoleError::KeyStage {
        problem: format!("key {} is not proved: {why}", short(&report.fingerprint)),
        remedy:
            "Put its public half into the Dashboard, then prove it once more; the key in use goes on signing."
                .to_owned(),
    }
}

/// What stands behind a promotion. Nobody is asked for a code that Training does not want.
fn warrant(desk: &Desk, args: &Rotate) -> Result<Warrant, Failure> {
    let asked = desk.console.environment() != Environment::Training && args.reason.is_some();
    let code = if asked { Some(typed::recovery_code(desk.out)?) } else { None };
    Ok(Warrant { code, reason: args.reason.clone() })
}

/// Where the rotation stands, and the command that takes it further.
fn next_step(keys: &[KeyShown]) -> String {
    let at = |stage: KeyStage| keys.iter().map(|key| &key.key).rfind(|key| key.stage == stage);
    let signs = at(KeyStage::InUse);
    let newer = |key: &&KeyView| signs.is_none_or(|signs| key.version > signs.version);
    if let Some(key) = at(KeyStage::Added) {
        return format!(
            "Next: when its public half is in the Dashboard, prove key {0}: countersign key rotate --prove {0}",
            short(&key.fingerprint)
        );
    }
    match at(KeyStage::Proved) {
        Some(key) if newer(&key) => {
            format!("Next: let key {0} sign: countersign key rotate --promote {0}", short(&key.fingerprint))
        }
        Some(key) => format!(
            "Next: when nothing needs it any more, retire key {0}: countersign key rotate --retire {0}",
            short(&key.fingerprint)
        ),
        None => "Nothing is under way. Begin with: countersign key generate".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(fingerprint: &str, version: u32, stage: KeyStage) -> KeyShown {
        let key = KeyView {
            fingerprint: fingerprint.repeat(16),
            version,
            stage,
            added_at: chrono::DateTime::UNIX_EPOCH,
        };
        KeyShown { key, public_key: None }
    }

    #[test]
    fn each_step_of_a_rotation_names_the_next() {
        let old = key("aaaa", 1, KeyStage::InUse);
        assert!(next_step(std::slice::from_ref(&old)).contains("key generate"));
        assert!(next_step(&[old.clone(), key("bbbb", 2, KeyStage::Added)]).contains("--prove bbbbbbbb"));
        assert!(next_step(&[old, key("bbbb", 2, KeyStage::Proved)]).contains("--promote bbbbbbbb"));
        let after = [key("aaaa", 1, KeyStage::Proved), key("bbbb", 2, KeyStage::InUse)];
        assert!(next_step(&after).contains("--retire aaaaaaaa"));
    }
}
