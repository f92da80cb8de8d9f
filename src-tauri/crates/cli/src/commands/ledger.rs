//! Looking after the ledger.

use super::account::not_confirmed;
use crate::args::Everywhere;
use crate::args::ledger::{Ledger, Rebuild, RecoveryCode, Restore, Trail};
use crate::desk::{Desk, home, keychain, named_environment, ports};
use crate::failure::Failure;
use crate::output::Output;
use crate::text::ledger as text;
use crate::text::table::pairs;
use crate::typed;
use console::care::Verified;
use console::file_trouble::plain;
use console::people::trail::TrailAsked;
use console::rebuild::Rebuilt;
use console::restore::{CaughtUp, RestoreWith, Restored};
use console::{Console, ExitClass};
use domain::account::Environment;
use std::io::Write;

/// Runs a command about the ledger.
///
/// # Errors
/// Whatever kept it from doing what was asked; a history that is not whole.
pub async fn run(everywhere: &Everywhere, command: Ledger, out: Output) -> Result<(), Failure> {
    match command {
        Ledger::Restore(args) => return restore(everywhere, &args, out).await,
        Ledger::RecoveryCode(RecoveryCode { open: Some(file), .. }) => {
            return open_with(everywhere, &file, out);
        }
        _ => {}
    }
    let mends = matches!(command, Ledger::Verify(_) | Ledger::Replay);
    let desk = if mends {
        Desk::open_to_mend(everywhere, out).await
    } else {
        Desk::open_quietly(everywhere, out).await
    }?;
    match command {
        Ledger::Verify(args) => verify(&desk, args.against.as_deref()),
        Ledger::Backup(args) => {
            let made = desk.console.backup(&std::path::absolute(args.file)?)?;
            out.answer(&made, || text::backup(&made))
        }
        Ledger::Rebuild(args) => rebuild(&desk, &args).await,
        Ledger::RecoveryCode(args) => renew(&desk, args.yes),
        Ledger::Replay => replay(&desk),
        Ledger::Trail(args) => trail(&desk, args),
        Ledger::Stats => stats(&desk),
        // Answered above, before anything was opened.
        Ledger::Restore(_) => Ok(()),
    }
}

fn verify(desk: &Desk, against: Option<&str>) -> Result<(), Failure> {
    let verified = desk.console.check(against)?;
    desk.out.answer(&verified, || text::verified(&verified))?;
    or_broken(&verified)
}

fn replay(desk: &Desk) -> Result<(), Failure> {
    let (replayed, verified) = desk.console.replay()?;
    let answer =
        serde_json::json!({ "facts": replayed.facts, "orders": replayed.orders, "whole": verified.whole });
    desk.out.answer(&answer, || text::replayed(&replayed, &verified))?;
    or_broken(&verified)
}

/// A history that is not whole is a failure, with the way out.
fn or_broken(verified: &Verified) -> Result<(), Failure> {
    match verified.promises.first() {
        Some(broken) if verified.whole => {
            return Err(Failure::new(
                ExitClass::Ledger,
                "promise-broken",
                format!("Order {}: {}.", broken.reference, broken.what),
                "Do nothing with this payment, and ask Antom's support about it.",
            ));
        }
        None if verified.whole => return Ok(()),
        _ => {}
    }
    if let Some(elsewhere) = head_elsewhere(verified) {
        return Err(elsewhere);
    }
    let first = verified.verification.breaks.first().map_or_else(
        || "A head that was kept does not lie on the chain.".to_owned(),
        |found| crate::failure::sentence(&found.to_string()),
    );
    let way_out = if verified.verification.a_replay_mends_it() {
        "Make it again from the facts: countersign ledger replay"
    } else {
        "Restore the newest backup that was made before it: countersign ledger restore FILE"
    };
    Err(Failure::new(ExitClass::Ledger, "ledger-broken", first, way_out))
}

/// A history that is whole by itself and does not have the head it was compared with. More often than a history is cut, a
/// head is mistyped, or another ledger's.
fn head_elsewhere(verified: &Verified) -> Option<Failure> {
    let alone = verified.verification.is_whole() && verified.checkpoint_on_chain != Some(false);
    if !alone || verified.against_on_chain != Some(false) {
        return None;
    }
    Some(Failure::new(
        ExitClass::Ledger,
        "head-not-found",
        "No fact of this ledger has this head; by everything else the history is whole.".to_owned(),
        "Look for a typing error first, and whether it is a head of this ledger and not of another. If it was printed by \
         this one, facts are missing or were changed since: restore the newest backup that was made before it \
         (countersign ledger restore FILE).",
    ))
}

fn renew(desk: &Desk, yes: bool) -> Result<(), Failure> {
    let question =
        "Make a new recovery code? The old one no longer opens this ledger; older backups keep theirs.";
    if !yes && !desk.ask(question, "Run it with --yes.")? {
        return Err(not_confirmed());
    }
    let code = desk.console.renew_recovery_code()?;
    desk.out.answer(&serde_json::json!({ "recovery_code": code.text() }), || {
        format!(
            "Recovery code, shown once:\n\n  {}\n\nWrite it down and keep it away from this computer.",
            code.text()
        )
    })
}

async fn rebuild(desk: &Desk, args: &Rebuild) -> Result<(), Failure> {
    let account = desk.account(None)?;
    let mut whole = Rebuilt::default();
    for file in &args.report {
        let report = std::fs::read(file).map_err(|error| {
            let message = format!("The report {} cannot be read: {}.", file.display(), plain(&error));
            Failure::usage("bad-field", message, "Give the file of a transaction report: --report FILE")
        })?;
        let told = |done: usize, all: usize| {
            // A long report takes minutes; a line now and then says that it goes on.
            if done.is_multiple_of(50) && done < all {
                desk.out.note(&format!("{done} of {all} payments asked about."));
            }
        };
        whole.add(desk.console.rebuild(&account, &report, told).await?);
    }
    desk.out.answer(&whole, || text::rebuilt(&whole))?;
    if !whole.not_learnt.is_empty() {
        return Err(Failure::new(
            ExitClass::Network,
            "nothing-learnt",
            format!("Nothing could be learnt about {} of the payments.", whole.not_learnt.len()),
            "Give the same report once more: countersign ledger rebuild --report FILE",
        ));
    }
    let missing = whole.not_at_antom.len().saturating_add(whole.missing.len());
    if missing == 0 {
        return Ok(());
    }
    Err(Failure::new(
        ExitClass::NotFound,
        "not-at-antom",
        format!("{missing} ids of the report are not at Antom, or not yet."),
        "Look at those payments in Antom's Dashboard before you refund them, and give the same report again later.",
    ))
}

/// A trail on the screen; or word for word in a file, one document a line, and the head of the ledger in the last.
fn trail(desk: &Desk, args: Trail) -> Result<(), Failure> {
    let asked = TrailAsked { person: args.person, from: args.from, to: args.to };
    let trail = desk.console.trail(&asked)?;
    let Some(file) = args.export else {
        let times = desk.times()?;
        return desk.out.answer(&serde_json::json!({ "entries": trail.entries, "head": trail.head }), || {
            crate::text::people::trail(&trail, &times)
        });
    };
    let lines = trail.lines().map_err(std::io::Error::other)?;
    let mut out = std::fs::OpenOptions::new().write(true).create_new(true).open(&file).map_err(|error| {
        let message = format!("The trail cannot be written to {}: {}.", file.display(), plain(&error));
        Failure::usage("file-unwritable", message, "Name a file that is not there yet.")
    })?;
    out.write_all(lines.as_bytes())?;
    out.sync_all()?;
    let facts = trail.proofs.len();
    let told = serde_json::json!({ "file": file.display().to_string(), "facts": facts, "head": trail.head });
    desk.out.answer(&told, || format!("{facts} facts are in {}.\nHead {}", file.display(), trail.head))
}

fn stats(desk: &Desk) -> Result<(), Failure> {
    let stats = desk.console.stats()?;
    desk.out.answer(&stats, || {
        let facts = pairs(&[
            ("Facts", stats.facts.to_string()),
            ("Orders", stats.orders.to_string()),
            ("Open", stats.open.to_string()),
            ("Devices", stats.devices.to_string()),
            ("Side rows", stats.sides.to_string()),
            ("Bytes", stats.bytes.to_string()),
            ("Schema", stats.schema.to_string()),
            ("Encryption", stats.cipher.clone()),
        ]);
        format!("{facts}\n\n{}", text::words(&stats.words))
    })
}

/// What a restore answers.
#[derive(serde::Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    restored: &'a Restored,
    #[serde(skip_serializing_if = "Option::is_none")]
    caught_up: Option<&'a CaughtUp>,
}

/// The environment named, or the only one set up.
fn environment(everywhere: &Everywhere) -> Result<Environment, Failure> {
    match (everywhere.environment, home(everywhere)?.set_up().as_slice()) {
        (None, [only]) => Ok(*only),
        _ => named_environment(everywhere),
    }
}

fn open_with(everywhere: &Everywhere, file: &std::path::Path, out: Output) -> Result<(), Failure> {
    let environment = environment(everywhere)?;
    let code = typed::secret("--open", file)?;
    Console::unlock(&home(everywhere)?, environment, keychain().as_ref(), &code)?;
    out.answer(&serde_json::json!({ "opened": environment }), || {
        format!("The {environment} ledger opens again. Merchant keys are not in the code: import them where they are missing (countersign key show).")
    })
}

async fn restore(everywhere: &Everywhere, args: &Restore, out: Output) -> Result<(), Failure> {
    let environment = named_environment(everywhere)?;
    let with = match &args.recovery_code {
        Some(file) => RestoreWith::Code(typed::secret("--recovery-code", file)?),
        None => RestoreWith::Keychain,
    };
    let file = std::path::absolute(&args.file)?;
    let (console, restored) =
        Console::restore(&home(everywhere)?, environment, ports(environment), &file, &with)?;
    let caught = match &restored.set_aside {
        Some(aside) => Some(console.catch_up(aside, restored.facts).await?),
        None => None,
    };
    let answer = Answer { restored: &restored, caught_up: caught.as_ref() };
    out.answer(&answer, || text::restored(&restored, caught.as_ref()))
}
