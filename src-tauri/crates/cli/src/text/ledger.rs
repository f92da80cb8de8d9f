//! The ledger's care as people read it.

use super::table::{Side, Table, pairs};
use console::ConsoleError;
use console::care::{BackupMade, Verified};
use console::checks::ReplayReport;
use console::rebuild::Rebuilt;
use console::restore::{CaughtUp, Restored};
use domain::word::StateWord;
use std::collections::BTreeMap;

/// What a verification found.
#[must_use]
pub fn verified(verified: &Verified) -> String {
    let found = &verified.verification;
    let on_chain = |lies: Option<bool>| match lies {
        Some(true) => "lies on the chain",
        Some(false) => "does NOT lie on the chain",
        None => "",
    };
    let facts = pairs(&[
        ("Facts", found.facts.to_string()),
        ("Orders", found.orders.to_string()),
        ("Side rows", found.sides.to_string()),
        ("Of a newer version", if found.newer == 0 { String::new() } else { found.newer.to_string() }),
        ("Keychain's checkpoint", on_chain(verified.checkpoint_on_chain).to_owned()),
        ("Head given", on_chain(verified.against_on_chain).to_owned()),
        ("Head", verified.head.clone()),
    ]);
    let breaks: Vec<String> = found.breaks.iter().map(|found| format!("BROKEN {found}")).collect();
    let promises = verified
        .promises
        .iter()
        .map(|found| format!("BROKEN promise {} of {}: {}", found.promise, found.reference, found.what));
    let broken: Vec<String> = breaks.into_iter().chain(promises).collect();
    let whole = verified.whole && broken.is_empty();
    let end = if whole { "The history is whole.".to_owned() } else { broken.join("\n") };
    format!("{facts}\n{end}")
}

/// A backup that was made.
#[must_use]
pub fn backup(made: &BackupMade) -> String {
    let opens = if made.report.recoverable {
        "this computer's keychain, or the recovery code"
    } else {
        "this computer's keychain"
    };
    pairs(&[
        ("Written", made.report.file.display().to_string()),
        ("Bytes", made.report.bytes.to_string()),
        ("Facts", made.report.head.facts.to_string()),
        ("Opens with", opens.to_owned()),
        ("Head", made.head_text.clone()),
    ])
}

/// The backup of the day was made, in a line.
#[must_use]
pub fn backup_of_the_day(made: &BackupMade) -> String {
    format!("Backed up, as every day: {}, head {}", made.report.file.display(), made.head_text)
}

/// The backup of the day was not made, in a line.
#[must_use]
pub fn no_backup_of_the_day(error: &ConsoleError) -> String {
    let why = crate::failure::sentence(&error.to_string());
    format!("The backup of the day could not be made: {why} {}", error.remedy())
}

/// The check of the week, in a line.
#[must_use]
pub fn checked(verified: &Verified) -> String {
    match verified.verification.breaks.first() {
        _ if verified.whole => {
            format!(
                "Checked, as every week: all {} facts are whole, head {}",
                verified.verification.facts, verified.head
            )
        }
        Some(found) => format!("BROKEN {found}. Nothing is sent any more: countersign ledger verify"),
        None => "BROKEN: the history was cut. Nothing is sent any more: countersign ledger verify".to_owned(),
    }
}

/// A ledger that was restored, and what was learnt about what the backup does not know.
#[must_use]
pub fn restored(restored: &Restored, caught: Option<&CaughtUp>) -> String {
    let mut text = format!("Restored {} facts, head {}.", restored.facts, restored.head);
    if let Some(aside) = &restored.set_aside {
        text.push_str(&format!("\nWhat was here lies in {}.", aside.display()));
    }
    if let Some(caught) = caught {
        text.push_str(&format!(
            "\nOrders Antom was asked about again: {}. Payments taken over from Antom: {}. Requests nobody began to pay: {}.",
            caught.asked, caught.imported, caught.not_at_antom
        ));
        for lost in &caught.lost {
            let verb = lost.verb.name().to_lowercase();
            let told = if lost.left {
                "was sent after the backup, and Antom does not show it. Look at the payment before you decide it anew."
            } else {
                "was decided after the backup and had not left. It does not leave any more: decide it anew if it is still wanted."
            };
            text.push_str(&format!("\nThe {verb} of {} of {} {told}", lost.amount, lost.reference));
        }
        for trouble in &caught.trouble {
            text.push_str(&format!("\nNot learnt: {trouble}"));
        }
    }
    for fingerprint in &restored.missing_keys {
        text.push_str(&format!("\nThe merchant key {fingerprint} is not in this computer's keychain. Put it back: countersign key import --key-file FILE"));
    }
    text
}

/// What lists and searches show was made again.
#[must_use]
pub fn replayed(replayed: &ReplayReport, verified: &Verified) -> String {
    let made = format!("Made again from {} facts: {} orders.", replayed.facts, replayed.orders);
    format!("{made}\n{}", self::verified(verified))
}

/// A history that was made again.
#[must_use]
pub fn rebuilt(rebuilt: &Rebuilt) -> String {
    let mut text = pairs(&[
        ("Payments in the report", rebuilt.payments.to_string()),
        ("Taken over from Antom", rebuilt.imported.to_string()),
        ("Here already", rebuilt.known.to_string()),
    ]);
    for payment in &rebuilt.not_at_antom {
        text.push_str(&format!("\nAntom does not know {payment}. Is it another account's report?"));
    }
    for missing in &rebuilt.missing {
        text.push_str(&format!("\n{missing} is in the report, and Antom does not list it with its payment."));
    }
    for unknown in &rebuilt.not_learnt {
        text.push_str(&format!("\nNothing could be learnt about {}: {}", unknown.payment, unknown.why));
    }
    if rebuilt.is_whole() {
        text.push_str("\nEverything in the report is here. Buyers and notes are not in it.");
    }
    text
}

/// How many orders show each state word, in the order of the words.
#[must_use]
pub fn words(counts: &BTreeMap<String, u64>) -> String {
    let mut table = Table::new(&[("State", Side::Left), ("Orders", Side::Right)]);
    for word in StateWord::ALL {
        if let Some(count) = counts.get(word.slug()).filter(|count| **count > 0) {
            table.row([word.label().to_owned(), count.to_string()]);
        }
    }
    table.render()
}
