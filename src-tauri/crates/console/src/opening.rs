//! Opening an environment: its key comes from the keychain, its ledger must be whole, its process gets a sender's lock.

use crate::Console;
use crate::entry;
use crate::error::ConsoleError;
use crate::home::Home;
use crate::operation::{Confirmations, Moving, Schedule, Watching};
use crate::ports::{IdSource, Ports};
use crate::secret::SecretText;
use crate::sender::SenderLock;
use crate::standing::{self, Standing};
use domain::account::Environment;
use domain::ids::{DeviceId, SenderId};
use domain::people::Saying;
use ledger::{Identity, Ledger, LedgerKey, NewLedger, RecoveryCode};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Mutex;
use uuid::Uuid;
use vault::{Vault, VaultError, Zeroizing};

/// The recovery code of a new ledger, or a renewed one. It is not stored anywhere: show it once and let it go.
#[derive(Debug)]
pub struct RecoveryCodeShownOnce(SecretText);

impl RecoveryCodeShownOnce {
    pub(crate) fn of(code: &RecoveryCode) -> Self {
        Self(SecretText::new(code.shown().to_string()))
    }

    /// The code, in groups.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.expose()
    }
}

impl Console {
    /// Opens an environment that was set up before. A history that is cut, edited or torn is opened for reading only:
    /// [`Console::trouble`] says why, and everything that would write answers [`ConsoleError::ReadOnly`].
    ///
    /// # Errors
    /// [`ConsoleError::NotSetUp`] where there is no ledger, [`ConsoleError::LedgerKeyMissing`] where the keychain does
    /// not have its key, and whatever keeps ledger, keychain or home from working.
    pub fn open(home: &Home, environment: Environment, ports: Ports) -> Result<Self, ConsoleError> {
        let directory = home.environment(environment);
        let identity = Ledger::identity(&directory)?.ok_or(ConsoleError::NotSetUp { environment })?;
        if identity.environment != environment {
            return Err(ConsoleError::LedgerNonsense {
                detail: format!("the ledger in {} belongs to {}", directory.display(), identity.environment),
            });
        }
        let key = ledger_key(ports.vault.as_ref(), environment, identity.ledger)?;
        let standing = standing::open(&directory, &key, ports.vault.as_ref())?;
        let console = Self::assemble(home, environment, ports, &identity, standing)?;
        console.note_restored()?;
        Ok(console)
    }

    /// Opens an environment, and sets it up first where there is none: a key in the keychain, an empty ledger, and a
    /// recovery code that is shown once.
    ///
    /// # Errors
    /// As [`Console::open`]; nothing is left behind where setting up fails.
    pub fn create_or_open(
        home: &Home,
        environment: Environment,
        ports: Ports,
    ) -> Result<(Self, Option<RecoveryCodeShownOnce>), ConsoleError> {
        let directory = home.prepare(environment)?;
        // Two commands started at once must not both set up; the second finds what the first made.
        let _turn = take_turn(&directory.join("setup.lock"))?;
        if Ledger::identity(&directory)?.is_some() {
            return Ok((Self::open(home, environment, ports)?, None));
        }
        let (identity, ledger, code) = set_up(&directory, environment, &ports)?;
        let standing = Standing { ledger, kept: None, trouble: None };
        let console = Self::assemble(home, environment, ports, &identity, standing)?;
        Ok((console, Some(code)))
    }

    /// Puts the ledger's key back into the keychain with the recovery code, for example on a new computer or after the
    /// keychain was lost. It opens the history; merchant keys are not in it and have to be imported again.
    ///
    /// # Errors
    /// [`ConsoleError::RecoveryCode`] for a code that is mistyped or belongs to another ledger.
    pub fn unlock(
        home: &Home,
        environment: Environment,
        vault: &dyn Vault,
        code: &SecretText,
    ) -> Result<(), ConsoleError> {
        let directory = home.environment(environment);
        let identity = Ledger::identity(&directory)?.ok_or(ConsoleError::NotSetUp { environment })?;
        let key = code_opens(&directory, code)?;
        Ok(vault.put(&entry::ledger_key(environment, identity.ledger)?, key.expose())?)
    }

    fn assemble(
        home: &Home,
        environment: Environment,
        ports: Ports,
        identity: &Identity,
        standing: Standing,
    ) -> Result<Self, ConsoleError> {
        let Standing { ledger, kept, trouble } = standing;
        let directory = home.prepare(environment)?;
        let sender = SenderLock::take(&home.senders(environment), SenderId(ports.ids.uuid()))?;
        Ok(Self {
            home: home.clone(),
            directory,
            environment,
            ports,
            ledger: Mutex::new(ledger),
            ledger_id: identity.ledger,
            sender,
            clocks: Mutex::default(),
            reach: Mutex::default(),
            checkpoint: Mutex::new(kept),
            trouble: Mutex::new(trouble),
            keys_missing: Mutex::default(),
            seat: crate::seat::Sitting::default(),
            prepared: Confirmations::default(),
            moving: Moving::default(),
            schedule: Schedule::default(),
            watching: Watching::default(),
        })
    }
}

/// The key of the ledger in a directory, by its recovery code. Nothing is changed.
pub(crate) fn code_opens(directory: &Path, code: &SecretText) -> Result<LedgerKey, ConsoleError> {
    let code = read_code(code)?;
    let key = ledger::recovery::open(directory, &code).map_err(ConsoleError::from_ledger)?;
    let identity = Ledger::identity(directory)?;
    if identity.is_some_and(|identity| identity.fits(&key)) {
        return Ok(key);
    }
    Err(ConsoleError::code_said(Saying::CodeOfAnotherLedger))
}

/// The key of a ledger, from the keychain.
pub(crate) fn ledger_key(
    vault: &dyn Vault,
    environment: Environment,
    ledger: Uuid,
) -> Result<LedgerKey, ConsoleError> {
    let bytes = vault
        .get(&entry::ledger_key(environment, ledger)?)?
        .ok_or(ConsoleError::LedgerKeyMissing { environment })?;
    Ok(LedgerKey::from_bytes(&bytes)?)
}

/// A code somebody typed.
pub(crate) fn read_code(typed: &SecretText) -> Result<RecoveryCode, ConsoleError> {
    RecoveryCode::parse(typed.expose())
        .map_err(|error| ConsoleError::RecoveryCode { problem: error.to_string(), said: None })
}

/// New random bits as a recovery code.
pub(crate) fn new_code(ids: &dyn IdSource) -> RecoveryCode {
    let mut bits = Zeroizing::new([0_u8; 16]);
    ids.fill(bits.as_mut());
    RecoveryCode::from_bytes(*bits)
}

/// A nonce and a salt for wrapping the ledger's key.
pub(crate) fn salted(ids: &dyn IdSource) -> ([u8; 24], [u8; 16]) {
    let (mut nonce, mut salt) = ([0_u8; 24], [0_u8; 16]);
    ids.fill(&mut nonce);
    ids.fill(&mut salt);
    (nonce, salt)
}

/// A new key goes into the keychain first: a ledger whose key was never kept could never be opened again.
fn set_up(
    directory: &Path,
    environment: Environment,
    ports: &Ports,
) -> Result<(Identity, Ledger, RecoveryCodeShownOnce), ConsoleError> {
    if let Some(error) = VaultError::from_state(ports.vault.probe()) {
        return Err(error.into());
    }
    let new = NewLedger { ledger: ports.ids.uuid(), device: DeviceId(ports.ids.uuid()), environment };
    let mut bytes = Zeroizing::new([0_u8; 32]);
    ports.ids.fill(bytes.as_mut());
    let key = LedgerKey::from_bytes(bytes.as_slice())?;
    let entry = entry::ledger_key(environment, new.ledger)?;
    ports.vault.put(&entry, key.expose())?;
    let made = create(directory, &key, new, ports.ids.as_ref());
    if made.is_err() {
        // The key of a ledger that does not exist is of no use; the first error is the one to tell.
        let _ = ports.vault.delete(&entry);
    }
    made
}

fn create(
    directory: &Path,
    key: &LedgerKey,
    new: NewLedger,
    ids: &dyn IdSource,
) -> Result<(Identity, Ledger, RecoveryCodeShownOnce), ConsoleError> {
    let ledger = Ledger::create(directory, key, new)?;
    let code = new_code(ids);
    let (nonce, salt) = salted(ids);
    ledger.renew_recovery(&code, nonce, salt)?;
    let identity =
        Ledger::identity(directory)?.ok_or(ConsoleError::NotSetUp { environment: new.environment })?;
    Ok((identity, ledger, RecoveryCodeShownOnce::of(&code)))
}

/// Waits for the lock of this file.
fn take_turn(path: &Path) -> Result<File, ConsoleError> {
    let file = lock_file(path)?;
    file.lock().map_err(|error| unusable(path, &error))?;
    Ok(file)
}

/// The lock of this file; none where another process has it right now.
pub(crate) fn try_turn(path: &Path) -> Result<Option<File>, ConsoleError> {
    let file = lock_file(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(unusable(path, &error)),
    }
}

fn lock_file(path: &Path) -> Result<File, ConsoleError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    file.map_err(|error| unusable(path, &error))
}

/// A file or folder of the home that cannot be used.
pub(crate) fn unusable(path: &Path, error: &std::io::Error) -> ConsoleError {
    ConsoleError::Home { path: path.to_owned(), detail: ledger::file_trouble::plain(error) }
}
