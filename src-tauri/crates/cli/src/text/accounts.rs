//! Accounts and keys as people read them.

use super::table::{Side, Table, pairs};
use super::times::Times;
use crate::output::{Output, Tone};
use console::account_test::{TestReport, Tested};
use console::keys::KeyShown;
use console::view::{AccountView, KeyView};
use domain::account::KeyStage;

/// Every account, a line each.
#[must_use]
pub fn list(accounts: &[AccountView]) -> String {
    if accounts.is_empty() {
        return "No accounts yet. Add one: countersign account add --help shows how.".to_owned();
    }
    let columns = [
        ("Account", Side::Left),
        ("Environment", Side::Left),
        ("Client id", Side::Left),
        ("Gateway", Side::Left),
        ("Signing key", Side::Left),
    ];
    let mut table = Table::new(&columns);
    for account in accounts {
        let key = account.keys.iter().find(|key| key.stage == KeyStage::InUse);
        let key = key.map_or_else(
            || "none".to_owned(),
            |key| format!("{} (version {})", short(&key.fingerprint), key.version),
        );
        table.row([&account.name, account.environment.name(), &account.client_id, &account.gateway, &key]);
    }
    table.render()
}

/// One account with its keys.
#[must_use]
pub fn one(account: &AccountView, times: &Times) -> String {
    let facts = pairs(&[
        ("Account", account.name.clone()),
        ("Environment", account.environment.name().to_owned()),
        ("Client id", account.client_id.clone()),
        ("Gateway", account.gateway.clone()),
        ("Antom's key", account.antom_fingerprint.clone()),
        ("Buyers return to", account.redirect_url.clone()),
        ("Notifications to", account.notify_url.clone().unwrap_or_default()),
        ("Settled in", account.settlement_currency.clone().unwrap_or_default()),
    ]);
    let mut table =
        Table::new(&[("Key", Side::Left), ("Version", Side::Right), ("", Side::Left), ("Since", Side::Left)]);
    for key in &account.keys {
        table.row([
            key.fingerprint.clone(),
            key.version.to_string(),
            stage(key).to_owned(),
            times.at(key.added_at),
        ]);
    }
    format!("{facts}\n\n{}", table.render())
}

/// The keys of an account with their public halves.
#[must_use]
pub fn keys(keys: &[KeyShown], times: &Times) -> String {
    let shown: Vec<String> = keys
        .iter()
        .map(|key| {
            let facts = pairs(&[
                ("Fingerprint", key.key.fingerprint.clone()),
                ("Version", key.key.version.to_string()),
                ("State", stage(&key.key).to_owned()),
                ("Since", times.at(key.key.added_at)),
            ]);
            let public = key.public_key.as_ref().map_or_else(
                || "The private half is not in this computer's keychain.".to_owned(),
                |public| format!("Public key, for the Dashboard:\n{public}"),
            );
            format!("{facts}\n{public}")
        })
        .collect();
    shown.join("\n\n")
}

/// What a key does, in words.
#[must_use]
pub fn stage(key: &KeyView) -> &'static str {
    match key.stage {
        KeyStage::Added => "added, not proved",
        KeyStage::Proved => "proved",
        KeyStage::InUse => "signs",
        KeyStage::Retired => "retired",
    }
}

/// The beginning of a fingerprint, enough to tell keys apart.
#[must_use]
pub fn short(fingerprint: &str) -> String {
    fingerprint.chars().take(8).collect()
}

/// What a test of an account brought.
#[must_use]
pub fn test(report: &TestReport, out: Output) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    let parts = [
        ("Reach", &report.reach),
        ("Our signature", &report.our_signature),
        ("Antom's signature", &report.antom_signature),
        ("Environment", &report.environment),
        ("Clock", &report.clock),
    ];
    for (name, tested) in parts {
        let (word, tone) = verdict(tested);
        let cells = [
            (name, name.to_owned()),
            (word, out.paint(tone, word)),
            (tested.sentence.as_str(), tested.sentence.clone()),
        ];
        table.painted(cells.map(|(plain, printed)| (plain.to_owned(), printed)));
    }
    let end = if report.passed { "The account works." } else { "The account does not work yet." };
    format!("{}\n{end}", table.render())
}

fn verdict(tested: &Tested) -> (&'static str, Tone) {
    match tested.passed {
        Some(true) => ("ok", Tone::Good),
        Some(false) => ("failed", Tone::Bad),
        None => ("not known", Tone::Checking),
    }
}
