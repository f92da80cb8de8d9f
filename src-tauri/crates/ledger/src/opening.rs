//! Making a ledger and opening one.

use crate::column;
use crate::connection;
use crate::error::LedgerError;
use crate::files;
use crate::identity::{self, Identity, NewLedger};
use crate::key::LedgerKey;
use crate::ledger::Ledger;
use crate::schema::Schema;
use domain::account::Environment;
use domain::ids::DeviceId;
use rusqlite::{Connection, params};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use uuid::Uuid;

impl Ledger {
    /// Makes a new ledger in a directory, which is made private to its owner.
    ///
    /// # Errors
    /// [`LedgerError::AlreadyHere`], [`LedgerError::NetworkFilesystem`], or what the operating system or the database
    /// says.
    pub fn create(dir: &Path, key: &LedgerKey, new: NewLedger) -> Result<Self, LedgerError> {
        files::private_dir(dir)?;
        files::refuse_network(dir)?;
        let lock = files::lock(dir)?;
        let path = files::database(dir);
        if path.exists() {
            return Err(LedgerError::AlreadyHere { dir: dir.to_owned() });
        }
        let part = files::beside(&path, ".part");
        files::remove_database(&part)?;
        drop(files::create_new(&part)?);
        make_database(&part, key, new)?;
        // The plain file goes first: without a database beside it, it counts for nothing.
        Identity::new(new.ledger, new.environment, key).write(dir)?;
        let file = std::fs::File::open(&part).map_err(LedgerError::file(&part))?;
        files::put_in_place(&file, &part, &path)?;
        drop(lock);
        Self::open(dir, key)
    }

    /// What lies in a directory, read before the key is known; `None` where there is no ledger.
    ///
    /// # Errors
    /// [`LedgerError::Identity`] where the plain file cannot be read, or what the operating system says.
    pub fn identity(dir: &Path) -> Result<Option<Identity>, LedgerError> {
        if !files::database(dir).exists() {
            return Ok(None);
        }
        identity::read(dir)
    }

    /// Opens a ledger for reading and writing, brings an older one to the newest schema (after a copy beside it), and
    /// checks every setting of the database.
    ///
    /// # Errors
    /// [`LedgerError::NotHere`], [`LedgerError::WrongKey`], [`LedgerError::Damaged`], [`LedgerError::NewerSchema`],
    /// [`LedgerError::NetworkFilesystem`], [`LedgerError::Identity`], or what the operating system or database says.
    pub fn open(dir: &Path, key: &LedgerKey) -> Result<Self, LedgerError> {
        Self::open_as(dir, key, false)
    }

    /// Opens a ledger for reading only. It is not migrated.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_read_only(dir: &Path, key: &LedgerKey) -> Result<Self, LedgerError> {
        Self::open_as(dir, key, true)
    }

    /// Another connection to the same ledger, for reading and writing.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn another(&self) -> Result<Self, LedgerError> {
        Self::open(&self.dir, &self.key)
    }

    /// Another connection to the same ledger, for reading that takes long: whoever uses this one need not wait for it.
    ///
    /// # Errors
    /// As [`Ledger::open_read_only`].
    pub fn another_to_read(&self) -> Result<Self, LedgerError> {
        Self::open_read_only(&self.dir, &self.key)
    }

    /// Moves the files of the ledger in `dir` aside, so that a backup can be restored in its place; nothing is deleted.
    /// `name` is the name of the folder inside of `dir` that they go to. No process may have the ledger open.
    ///
    /// # Errors
    /// [`LedgerError::AlreadyHere`] where something was set aside under that name, or what the operating system says.
    pub fn set_aside(dir: &Path, name: &str) -> Result<PathBuf, LedgerError> {
        let lock = files::lock(dir)?;
        let aside = dir.join(name);
        if aside.exists() {
            return Err(LedgerError::AlreadyHere { dir: aside });
        }
        let moved = files::move_ledger(dir, &aside);
        if moved.is_err() {
            files::move_ledger(&aside, dir)?;
        }
        drop(lock);
        moved.map(|()| aside)
    }

    /// Puts a ledger back that was set aside.
    ///
    /// # Errors
    /// [`LedgerError::AlreadyHere`] where another one took its place, or what the operating system says.
    pub fn put_back(dir: &Path, aside: &Path) -> Result<(), LedgerError> {
        let lock = files::lock(dir)?;
        if files::database(dir).exists() {
            return Err(LedgerError::AlreadyHere { dir: dir.to_owned() });
        }
        files::move_ledger(aside, dir)?;
        std::fs::remove_dir(aside).map_err(LedgerError::file(aside))?;
        drop(lock);
        Ok(())
    }

    fn open_as(dir: &Path, key: &LedgerKey, read_only: bool) -> Result<Self, LedgerError> {
        let path = files::database(dir);
        if !path.exists() {
            return Err(LedgerError::NotHere { dir: dir.to_owned() });
        }
        files::refuse_network(dir)?;
        if !read_only {
            files::private_dir(dir)?;
            files::private_file(&path)?;
        }
        let described = identity::read(dir)?;
        if described.as_ref().is_some_and(|identity| !identity.fits(key)) {
            return Err(LedgerError::WrongKey);
        }
        let mut conn = connection::open(&path, key, read_only).map_err(|error| match error {
            // Without the plain file nothing tells a wrong key from a damaged first page; the key is likelier.
            LedgerError::Damaged { .. } if described.is_none() => LedgerError::WrongKey,
            other => other,
        })?;
        Schema::ours().bring_up_to_date(dir, &mut conn, key, read_only)?;
        let (ledger, device, environment) = read_meta(&conn)?;
        let identity = Identity::new(ledger, environment, key);
        match described {
            Some(described) if described == identity => {}
            Some(_) => {
                return Err(LedgerError::Identity {
                    detail: "it names another ledger or environment".to_owned(),
                });
            }
            None if read_only => {}
            None => identity.write(dir)?,
        }
        let people = RefCell::default();
        Ok(Self { conn, dir: dir.to_owned(), key: key.clone(), identity, device, people })
    }
}

pub(crate) fn read_meta(conn: &Connection) -> Result<(Uuid, DeviceId, Environment), LedgerError> {
    let (ledger, device, environment): (Uuid, Uuid, String) =
        conn.query_row("SELECT ledger, device, environment FROM meta WHERE only = 1", [], |row| {
            Ok((column::uuid(row, 0)?, column::uuid(row, 1)?, row.get(2)?))
        })?;
    let environment = [Environment::Training, Environment::Sandbox, Environment::Production]
        .into_iter()
        .find(|known| known.name() == environment)
        .ok_or_else(|| LedgerError::Identity { detail: format!("`{environment}` is no environment") })?;
    Ok((ledger, DeviceId(device), environment))
}

fn make_database(path: &Path, key: &LedgerKey, new: NewLedger) -> Result<(), LedgerError> {
    let mut conn = connection::open(path, key, false)?;
    Schema::ours().migrate(&mut conn)?;
    conn.execute(
        "INSERT INTO meta (only, ledger, device, environment) VALUES (1, ?1, ?2, ?3)",
        params![new.ledger.as_bytes(), new.device.0.as_bytes(), new.environment.name()],
    )?;
    // Closing the only connection folds the write-ahead log into the file, which is then whole by itself.
    conn.close().map_err(|(_, error)| error.into())
}
