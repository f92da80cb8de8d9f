//! The whole journey against the simulator, explained step by step. Everything is done by public commands, which are
//! printed before they run; the buyer uses the real payment page.

mod buyer;
mod compare;
mod journey;
mod world;

use crate::args::simulator::Tour;
use crate::desk::keychain;
use crate::failure::Failure;
use crate::output::Output;
use console::ExitClass;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use vault::{EntryName, State};
use world::World;

/// Runs the tour.
///
/// # Errors
/// Where there is no keychain, a step does not go as it must, or the simulator's book disagrees with the ledger.
pub async fn run(args: &Tour, out: Output) -> Result<(), Failure> {
    needs_a_keychain()?;
    let (home, _temporary) = place(args.keep.as_deref())?;
    let mut world = World::new(out, home)?;
    let ended = journey::run(&mut world).await;
    if args.keep.is_none() {
        leave_no_keys(world.home());
    }
    let compared = ended?;
    let (steps, commands) = world.counted();
    world.say(&format!(
        "\nDone: {steps} steps, {commands} commands. The simulator's book and the ledger agree on all {} effects.",
        compared.effects
    ))?;
    if let Some(kept) = &args.keep {
        world.say(&format!("Look around: export COUNTERSIGN_HOME={}", kept.display()))?;
    }
    if out.is_json() {
        out.document(
            &json!({ "steps": steps, "commands": commands, "effects": compared.effects, "differences": [] }),
        )?;
    }
    Ok(())
}

fn needs_a_keychain() -> Result<(), Failure> {
    match keychain().probe() {
        State::Ready => Ok(()),
        state => {
            let message = format!("The tour needs a keychain. {}", state.sentence());
            let remedy =
                format!("{} On a machine without a desktop, cargo xtask run gives it one.", state.remedy());
            Err(Failure::new(ExitClass::Keychain, &format!("vault-{}", state.code()), message, remedy))
        }
    }
}

/// The tour's home: the one named, which must be empty, or one that goes away again.
fn place(keep: Option<&Path>) -> Result<(PathBuf, Option<tempfile::TempDir>), Failure> {
    let Some(named) = keep else {
        let temporary = tempfile::Builder::new().prefix("countersign-tour-").tempdir()?;
        return Ok((temporary.path().to_owned(), Some(temporary)));
    };
    let named = std::path::absolute(named)?;
    std::fs::create_dir_all(&named)?;
    if std::fs::read_dir(&named)?.next().is_some() {
        let message = format!("{} is not empty.", named.display());
        return Err(Failure::usage("home-not-empty", message, "Name a directory that does not exist yet."));
    }
    Ok((named, None))
}

/// Deletes what the tour's ledger put into the keychain; its merchant keys went with the account. What cannot be
/// deleted is of no use to anybody: the ledger it belongs to is gone.
fn leave_no_keys(home: &Path) {
    let environment = "training";
    let identity = std::fs::read(home.join(environment).join("ledger.json")).ok();
    let identity: Option<Value> = identity.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(ledger) = identity.as_ref().and_then(|identity| identity.get("ledger")).and_then(Value::as_str)
    else {
        return;
    };
    let vault = keychain();
    for kind in ["ledger-key", "checkpoint"] {
        if let Ok(name) = EntryName::new(environment, kind, ledger) {
            let _ = vault.delete(&name);
        }
    }
}
