//! The whole journey against the simulator, explained step by step. Everything is done by public commands, which are
//! printed before they run; the buyer uses the real payment page.

mod buyer;
mod compare;
mod counter;
mod guides;
mod journey;
mod world;

use crate::args::simulator::{Guide, Tour};
use crate::desk::keychain;
use crate::failure::{Failure, STOPPED};
use crate::output::Output;
use console::ExitClass;
use journey::Compared;
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
    // Interrupted or not, what the tour put into the keychain goes.
    let ended = tokio::select! {
        ended = walk(&mut world, args.guide) => ended,
        pressed = tokio::signal::ctrl_c() => pressed.map_err(Failure::from).and_then(|()| Err(interrupted())),
    };
    if args.keep.is_none() {
        leave_no_keys(&world);
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

async fn walk(world: &mut World, guide: Option<Guide>) -> Result<Compared, Failure> {
    match guide {
        None => journey::run(world).await,
        Some(guide) => guides::run(world, guide).await,
    }
}

fn interrupted() -> Failure {
    Failure::with_exit(STOPPED, "stopped", "The tour was interrupted.", "Begin again: countersign tour")
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

/// Deletes what the tour put into the keychain: its ledger's key and checkpoint, and the merchant key where the tour
/// ended before it removed the account. What cannot be deleted is of no use to anybody: its ledger is gone.
fn leave_no_keys(world: &World) {
    let environment = "training";
    let identity = std::fs::read(world.home().join(environment).join("ledger.json")).ok();
    let identity: Option<Value> = identity.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(ledger) = identity.as_ref().and_then(|identity| identity.get("ledger")).and_then(Value::as_str)
    else {
        return;
    };
    let vault = keychain();
    let merchant = world.fingerprint().map(|fingerprint| ("merchant-key", format!("{ledger}:{fingerprint}")));
    let own = [("ledger-key", ledger.to_owned()), ("checkpoint", ledger.to_owned())];
    for (kind, id) in own.into_iter().chain(merchant) {
        if let Ok(name) = EntryName::new(environment, kind, &id) {
            let _ = vault.delete(&name);
        }
    }
}
