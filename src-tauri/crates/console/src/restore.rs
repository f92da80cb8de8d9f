//! Bringing a backup back: on a new computer, after a lost home, or in the place of a history that cannot be believed.

pub use crate::catching_up::{CaughtUp, LostMove};

use crate::Console;
use crate::care::head_text;
use crate::checkpoint;
use crate::entry;
use crate::error::ConsoleError;
use crate::home::Home;
use crate::opening::{ledger_key, read_code};
use crate::operation::send::append;
use crate::ports::Ports;
use crate::record::{By, Pen};
use crate::secret::SecretText;
use crate::sender;
use domain::account::Environment;
use domain::fact::Body;
use domain::ids::{DeviceId, IntentId, OrderId};
use domain::intent::Step;
use domain::outcome::WhyUnknown;
use ledger::backup::Unlock;
use ledger::{Head, Identity, Ledger, LedgerError, LedgerKey};
use serde::Serialize;
use std::path::{Path, PathBuf};
use vault::Vault;

/// How the folder begins into which a history goes that cannot be believed.
const SET_ASIDE: &str = "set-aside-";

/// What opens a backup.
#[derive(Debug, Clone)]
pub enum RestoreWith {
    /// The ledger's key, which is still in this computer's keychain. Which one it is stands in the backup's cover.
    Keychain,
    /// The recovery code.
    Code(SecretText),
}

/// A ledger was restored.
#[derive(Debug, Clone, Serialize)]
pub struct Restored {
    /// Facts in it.
    pub facts: u64,
    /// The head the backup was made at.
    pub head: String,
    /// Where the history went that was here and could not be believed; none where there was none.
    pub set_aside: Option<PathBuf>,
    /// Fingerprints of merchant keys that are not in this computer's keychain and have to be imported again.
    pub missing_keys: Vec<String>,
}

impl Console {
    /// Restores a backup into an environment that has no ledger, or one that cannot be believed, which is set aside. The
    /// restored ledger goes on under a new device id. [`Console::catch_up`] then asks Antom about what the backup does
    /// not know.
    ///
    /// # Errors
    /// [`ConsoleError::RecoveryCode`], [`ConsoleError::WrongEnvironment`], [`ConsoleError::InUse`], or what the ledger or
    /// keychain says. What was set aside is back in its place then.
    pub fn restore(
        home: &Home,
        environment: Environment,
        ports: Ports,
        backup: &Path,
        with: &RestoreWith,
    ) -> Result<(Self, Restored), ConsoleError> {
        is_there(backup)?;
        let directory = home.prepare(environment)?;
        let aside = set_aside(home, environment, &ports, with)?;
        // A restore that was torn off had set something aside and put nothing in its place.
        let torn_off = if aside.is_none() { last_set_aside(&directory) } else { None };
        let restored = Self::restore_into(home, environment, ports, backup, with);
        match (restored, aside) {
            (Ok((console, restored)), aside) => {
                Ok((console, Restored { set_aside: aside.or(torn_off), ..restored }))
            }
            (Err(error), None) => Err(error),
            (Err(error), Some(aside)) => {
                Ledger::put_back(&directory, &aside)?;
                Err(error)
            }
        }
    }

    fn restore_into(
        home: &Home,
        environment: Environment,
        ports: Ports,
        backup: &Path,
        with: &RestoreWith,
    ) -> Result<(Self, Restored), ConsoleError> {
        let directory = home.environment(environment);
        let device = DeviceId(ports.ids.uuid());
        let restored = match with {
            RestoreWith::Keychain => {
                let key = key_of(backup, environment, ports.vault.as_ref())?;
                Ledger::restore(&directory, backup, Unlock::Key(&key), device)
            }
            RestoreWith::Code(code) => {
                let code = read_code(code)?;
                Ledger::restore(&directory, backup, Unlock::Code(&code), device)
            }
        }
        .map_err(ConsoleError::from_ledger)?;
        let ledger::backup::Restored { ledger, key, head } = restored;
        if ledger.environment() != environment {
            let found = ledger.environment();
            drop(ledger);
            take_away(&directory)?;
            return Err(another_world(found));
        }
        let ledger_id = ledger.id();
        ports.vault.put(&entry::ledger_key(environment, ledger_id)?, key.expose())?;
        // The new device's chain begins here.
        checkpoint::keep(ports.vault.as_ref(), &ledger)?;
        drop(ledger);
        let console = Self::open(home, environment, ports)?;
        console.checkpoint()?;
        console.share_keys_with(head.device)?;
        let missing_keys = console.missing_keys()?;
        let restored = Restored { facts: head.facts, head: head_text(&head), missing_keys, set_aside: None };
        Ok((console, restored))
    }
}

impl Console {
    /// Writes down that the ledger was restored, where that is not on file: as the first thing whoever opens it does,
    /// because the program may have ended between putting the backup in place and saying so.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading or writing.
    pub(crate) fn note_restored(&self) -> Result<(), ConsoleError> {
        if self.trouble().is_some() || self.read(Ledger::restored_from)?.is_none() {
            return Ok(());
        }
        self.write(|pen| {
            // Another process may have come first.
            let Some(Head { facts, hash: Some(head), .. }) = pen.writer.restored_from()? else {
                return Ok(());
            };
            pen.writer.end_every_seat()?;
            // Nobody is signed in yet, and on another computer nobody has a PIN.
            let by = if pen.writer.people()?.is_empty() { By::Person } else { By::Countersign };
            pen.append(None, by, Body::LedgerRestored { facts, head })?;
            let open = pen.writer.open_intents()?;
            open.iter().try_for_each(|(order, intent)| doubt(pen, *order, intent))
        })
    }
}

/// What was open when the backup was made may have been stopped since, or sent and settled: it is asked about, and does
/// not leave.
fn doubt(pen: &mut Pen<'_, '_, '_>, order: OrderId, id: &IntentId) -> Result<(), ConsoleError> {
    let order = pen.order(order)?;
    let Some(intent) = order.intent(id) else { return Ok(()) };
    let step = Step::Unanswered { why: WhyUnknown::Restored, evidence: None };
    append(pen, &order, intent, By::Countersign, step)
}

/// The backup can be read. Nothing was set aside before.
fn is_there(backup: &Path) -> Result<(), ConsoleError> {
    match std::fs::File::open(backup) {
        Ok(_) => Ok(()),
        Err(error) => Err(ConsoleError::field(
            "backup",
            format!("{} cannot be read: {}", backup.display(), ledger::file_trouble::plain(&error)),
            "Name the file of a backup: those of the last days are in the folder `backups` beside the ledger, others where \
             they were kept. Nothing was changed.",
        )),
    }
}

/// Sets a history aside that cannot be believed. One that can stays, and the restoring says that it is there. Nobody can
/// sign in to one that is open for reading only; where it knows people, whoever keeps the recovery code restores.
fn set_aside(
    home: &Home,
    environment: Environment,
    ports: &Ports,
    with: &RestoreWith,
) -> Result<Option<PathBuf>, ConsoleError> {
    let directory = home.environment(environment);
    let name = format!("{SET_ASIDE}{}", ports.clock.now().format("%Y-%m-%dT%H%M%S"));
    match Console::open(home, environment, ports.clone()) {
        Ok(console) if console.trouble().is_some() => {
            if matches!(with, RestoreWith::Keychain) && console.has_people().unwrap_or(false) {
                return Err(ConsoleError::RecoveryCodeNeeded);
            }
        }
        Err(ConsoleError::Ledger(LedgerError::Damaged { .. } | LedgerError::Broken { .. })) => {}
        _ => return Ok(None),
    }
    // Whoever has it open would go on writing to what was set aside.
    if sender::others_live(&home.senders(environment), None) {
        return Err(ConsoleError::InUse);
    }
    Ok(Some(Ledger::set_aside(&directory, &name)?))
}

/// What was set aside last.
fn last_set_aside(directory: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(directory).ok()?;
    let folders = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_one = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(SET_ASIDE)) && path.join("ledger.db").is_file()
    };
    // Their names tell when it was.
    folders.filter(is_one).max()
}

/// The key of the ledger a backup is of, where this computer's keychain has it.
fn key_of(backup: &Path, environment: Environment, vault: &dyn Vault) -> Result<LedgerKey, ConsoleError> {
    let Identity { ledger, environment: found, .. } = ledger::backup::identity(backup)?;
    if found != environment {
        return Err(another_world(found));
    }
    ledger_key(vault, environment, ledger).map_err(|error| match error {
        ConsoleError::LedgerKeyMissing { .. } => ConsoleError::RecoveryCodeNeeded,
        other => other,
    })
}

fn another_world(found: Environment) -> ConsoleError {
    ConsoleError::WrongEnvironment {
        problem: format!("this backup is of the {found} environment"),
        remedy: format!("Restore it with --environment {found}."),
    }
}

/// Removes the files of a ledger that was restored into the wrong environment a moment ago. There was none before it.
fn take_away(directory: &Path) -> Result<(), ConsoleError> {
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.json", "ledger.recovery"] {
        let path = directory.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ConsoleError::Home { path, detail: ledger::file_trouble::plain(&error) });
            }
            _ => {}
        }
    }
    Ok(())
}
