//! Backups: one encrypted file that opens with the ledger's key, or on another computer with the recovery code.
//!
//! A backup is a line of magic, the length of a JSON head (8 bytes, big endian), the head, and a whole SQLCipher
//! database under the ledger's own key. The head holds nothing secret: which ledger it is, how many facts, the end of
//! this device's chain, the SHA-256 of the database, and the ledger's key wrapped by the recovery code of the day.
//!
//! A backup is named only after it was proved: taken out of the finished file again, opened, and its chains verified.
//!
//! A restored ledger gets a new device id. Were it to go on under the old one, and the old computer too, two facts
//! could claim one number of one chain. The caller appends `LedgerRestored` as the first fact of the new chain.

use crate::connection;
use crate::error::LedgerError;
use crate::files;
use crate::identity::Identity;
use crate::key::LedgerKey;
use crate::ledger::{Head, Ledger, head_of};
use crate::opening::read_meta;
use crate::recovery::{self, RecoveryCode, RecoveryError};
use crate::schema::Schema;
use crate::verify::{self, Verification};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::digest::Digest;
use domain::ids::DeviceId;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const MAGIC: &[u8] = b"countersign backup 1\n";
/// The head is small; a longer one is no head.
const LONGEST_HEAD: u64 = 1 << 20;

/// The JSON head of a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Cover {
    identity: Identity,
    head: Head,
    sha256: Digest,
    /// The ledger's key wrapped by the recovery code, base64; none where no code was ever made.
    recovery: Option<String>,
}

/// A backup that was made and proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupReport {
    /// Where it lies.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// The end of this device's chain in it.
    pub head: Head,
    /// Whether the recovery code opens it.
    pub recoverable: bool,
}

/// What opens a backup.
#[derive(Debug, Clone, Copy)]
pub enum Unlock<'a> {
    /// The ledger's key, from the keychain.
    Key(&'a LedgerKey),
    /// The recovery code of the day the backup was made.
    Code(&'a RecoveryCode),
}

/// A ledger that was restored.
#[derive(Debug)]
pub struct Restored {
    /// The ledger, opened.
    pub ledger: Ledger,
    /// Its key, which the caller puts into the keychain.
    pub key: LedgerKey,
    /// The head the backup was made at, for the fact `LedgerRestored`.
    pub head: Head,
}

/// Which ledger a backup is of, read before anything opens it. The cover is not proved yet: a restore does that.
///
/// # Errors
/// [`LedgerError::NotABackup`], or what the operating system says.
pub fn identity(backup: &Path) -> Result<Identity, LedgerError> {
    let mut file = File::open(backup).map_err(LedgerError::file(backup))?;
    Ok(read_cover(backup, &mut file)?.identity)
}

impl Ledger {
    /// Makes a backup and proves it. `wrapped` is the key wrapped by the recovery code; where none is given, the file
    /// beside the database is taken, if there is one. An existing file of that name is replaced in one step.
    ///
    /// # Errors
    /// [`LedgerError::Broken`] where the history does not verify, [`LedgerError::DiskFull`], or what the operating
    /// system or the database says. Nothing is left behind.
    pub fn backup_to(&self, file: &Path, wrapped: Option<&[u8]>) -> Result<BackupReport, LedgerError> {
        let own = recovery::read(&self.dir)?;
        let of = Original { conn: &self.conn, key: &self.key, identity: &self.identity, device: self.device };
        make(&of, file, wrapped.or(own.as_deref()))
    }

    /// Restores a backup into a directory without a ledger. Nothing is in place before the backup was opened and its
    /// chains verified.
    ///
    /// # Errors
    /// [`LedgerError::AlreadyHere`], [`LedgerError::NotABackup`], [`LedgerError::WrongKey`], [`LedgerError::Recovery`],
    /// [`LedgerError::Broken`], [`LedgerError::NewerSchema`], or what the operating system or the database says.
    pub fn restore(
        dir: &Path,
        backup: &Path,
        unlock: Unlock<'_>,
        device: DeviceId,
    ) -> Result<Restored, LedgerError> {
        files::private_dir(dir)?;
        files::refuse_network(dir)?;
        let lock = files::lock(dir)?;
        let path = files::database(dir);
        if path.exists() {
            return Err(LedgerError::AlreadyHere { dir: dir.to_owned() });
        }
        let part = files::beside(&path, ".part");
        let put = put_back(dir, backup, unlock, device, &part, &path);
        if put.is_err() {
            files::remove_database(&part)?;
        }
        let (key, head) = put?;
        drop(lock);
        let ledger = Self::open(dir, &key)?;
        Ok(Restored { ledger, key, head })
    }
}

/// What a backup is made of.
struct Original<'a> {
    conn: &'a Connection,
    key: &'a LedgerKey,
    identity: &'a Identity,
    device: DeviceId,
}

/// Makes a backup and proves it; nothing is left behind where that fails.
fn make(of: &Original<'_>, file: &Path, wrapped: Option<&[u8]>) -> Result<BackupReport, LedgerError> {
    files::folder_is_there(file)?;
    let copy = files::beside(file, ".copy");
    let part = files::beside(file, ".part");
    let made = make_with(of, file, &copy, &part, wrapped);
    files::remove_database(&copy)?;
    if made.is_err() {
        files::remove_if_there(&part)?;
    }
    made
}

fn make_with(
    of: &Original<'_>,
    file: &Path,
    copy: &Path,
    part: &Path,
    wrapped: Option<&[u8]>,
) -> Result<BackupReport, LedgerError> {
    copy_database(of.conn, copy, of.key)?;
    let head = head_in(copy, of)?;
    files::remove_if_there(part)?;
    let cover = Cover {
        identity: of.identity.clone(),
        head,
        sha256: hash_file(copy)?,
        recovery: wrapped.map(|wrapped| STANDARD.encode(wrapped)),
    };
    write_backup(part, copy, &cover)?;
    files::remove_database(copy)?;
    // The proof is of the finished file, not of what it was made from.
    let cover = unpack(part, copy)?;
    prove(copy, of.key, &cover)?;
    let finished = File::open(part).map_err(LedgerError::file(part))?;
    let bytes = finished.metadata().map_err(LedgerError::file(part))?.len();
    files::put_in_place(&finished, part, file)?;
    Ok(BackupReport { file: file.to_owned(), bytes, head, recoverable: cover.recovery.is_some() })
}

fn head_in(copy: &Path, of: &Original<'_>) -> Result<Head, LedgerError> {
    let conn = connection::open(copy, of.key, false)?;
    let head = head_of(&conn, of.device)?;
    conn.close().map_err(|(_, error)| LedgerError::from(error))?;
    Ok(head)
}

/// A backup of a ledger as it was before a migration, `backups/schema-N.backup`. A history that does not verify gets no
/// backup; it is copied as it is, so that what is broken is not lost with the migration.
pub(crate) fn before_migration(
    dir: &Path,
    conn: &Connection,
    key: &LedgerKey,
    schema: i64,
) -> Result<(), LedgerError> {
    let (ledger, device, environment) = read_meta(conn)?;
    let identity = Identity::new(ledger, environment, key);
    let own = recovery::read(dir)?;
    let of = Original { conn, key, identity: &identity, device };
    let file = files::backups(dir)?.join(format!("schema-{schema}.backup"));
    match make(&of, &file, own.as_deref()) {
        Err(LedgerError::Broken { .. }) => {
            copy_database(conn, &dir.join(format!("ledger.schema-{schema}.db")), key)
        }
        made => made.map(drop),
    }
}

fn put_back(
    dir: &Path,
    backup: &Path,
    unlock: Unlock<'_>,
    device: DeviceId,
    part: &Path,
    path: &Path,
) -> Result<(LedgerKey, Head), LedgerError> {
    let cover = unpack(backup, part)?;
    let wrapped = wrapped_key(backup, &cover)?;
    let key = match unlock {
        Unlock::Key(key) => key.clone(),
        Unlock::Code(code) => recovery::unwrap(wrapped.as_deref().ok_or(RecoveryError::Absent)?, code)?,
    };
    if !cover.identity.fits(&key) {
        return Err(LedgerError::WrongKey);
    }
    prove(part, &key, &cover)?;
    let conn = connection::open(part, &key, false)?;
    // Claims are of processes of another computer; their fences must not stand in the way here.
    conn.execute_batch("DELETE FROM claims")?;
    conn.execute("UPDATE meta SET device = ?1 WHERE only = 1", [device.0.as_bytes()])?;
    conn.close().map_err(|(_, error)| LedgerError::from(error))?;
    if let Some(wrapped) = wrapped {
        recovery::write(dir, &wrapped)?;
    }
    cover.identity.write(dir)?;
    let file = File::open(part).map_err(LedgerError::file(part))?;
    files::put_in_place(&file, part, path)?;
    Ok((key, cover.head))
}

fn wrapped_key(backup: &Path, cover: &Cover) -> Result<Option<Vec<u8>>, LedgerError> {
    let decode = |text: &String| STANDARD.decode(text).map_err(|error| unfit(backup, error.to_string()));
    cover.recovery.as_ref().map(decode).transpose()
}

/// Copies a database, encrypted under the same key, into a new file. The copy is one consistent state, whoever writes
/// meanwhile.
fn copy_database(from: &Connection, to: &Path, key: &LedgerKey) -> Result<(), LedgerError> {
    files::remove_database(to)?;
    drop(files::create_new(to)?);
    let mut target = Connection::open(to)?;
    connection::unlock(&target, key)?;
    {
        // All pages in one step: a state in between is never seen and a writer never makes it start over.
        let backup = Backup::new(from, &mut target)?;
        match backup.step(-1)? {
            StepResult::Done => {}
            _ => return Err(LedgerError::Busy),
        }
    }
    target.close().map_err(|(_, error)| LedgerError::from(error))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(LedgerError::file(to))
}

/// Opens a database that was taken out of a backup, verifies its chains and compares its end with the cover.
fn prove(path: &Path, key: &LedgerKey, cover: &Cover) -> Result<Verification, LedgerError> {
    let conn = connection::open(path, key, false)?;
    Schema::ours().refuse_newer(&conn)?;
    let (ledger, _, environment) = read_meta(&conn)?;
    if (ledger, environment) != (cover.identity.ledger, cover.identity.environment) {
        return Err(LedgerError::Identity { detail: "the backup's cover names another ledger".to_owned() });
    }
    let verification = verify::verify_journal(&conn)?.or_broken()?;
    if head_of(&conn, cover.head.device)? != cover.head {
        return Err(LedgerError::Broken { first: "its end is not the one its cover names".to_owned() });
    }
    conn.close().map_err(|(_, error)| LedgerError::from(error))?;
    Ok(verification)
}

fn write_backup(part: &Path, database: &Path, cover: &Cover) -> Result<(), LedgerError> {
    let cover = serde_json::to_vec(cover)?;
    let length =
        u64::try_from(cover.len()).map_err(|_| LedgerError::OutOfRange { what: "the backup's head" })?;
    let mut to = files::create_new(part)?;
    let mut from = File::open(database).map_err(LedgerError::file(database))?;
    to.write_all(MAGIC)
        .and_then(|()| to.write_all(&length.to_be_bytes()))
        .and_then(|()| to.write_all(&cover))
        .and_then(|()| std::io::copy(&mut from, &mut to).map(drop))
        .and_then(|()| to.sync_all())
        .map_err(LedgerError::file(part))
}

/// Takes the database out of a backup into a new file and sees that it is the one the cover names.
fn unpack(backup: &Path, to: &Path) -> Result<Cover, LedgerError> {
    let mut from = File::open(backup).map_err(LedgerError::file(backup))?;
    let cover = read_cover(backup, &mut from)?;
    files::remove_database(to)?;
    let mut file = files::create_new(to)?;
    std::io::copy(&mut from, &mut file).and_then(|_| file.sync_all()).map_err(LedgerError::file(to))?;
    if hash_file(to)? != cover.sha256 {
        return Err(unfit(backup, "it was cut short or changed".to_owned()));
    }
    Ok(cover)
}

fn read_cover(backup: &Path, from: &mut File) -> Result<Cover, LedgerError> {
    let mut magic = vec![0_u8; MAGIC.len()];
    let mut length = [0_u8; 8];
    from.seek(SeekFrom::Start(0)).map_err(LedgerError::file(backup))?;
    from.read_exact(&mut magic)
        .and_then(|()| from.read_exact(&mut length))
        .map_err(|error| unfit(backup, error.to_string()))?;
    let length = u64::from_be_bytes(length);
    if magic != MAGIC || length > LONGEST_HEAD {
        return Err(unfit(backup, "it does not begin like one".to_owned()));
    }
    let mut text = Vec::new();
    from.take(length).read_to_end(&mut text).map_err(LedgerError::file(backup))?;
    serde_json::from_slice(&text).map_err(|error| unfit(backup, error.to_string()))
}

fn unfit(file: &Path, detail: String) -> LedgerError {
    LedgerError::NotABackup { file: file.to_owned(), detail }
}

fn hash_file(path: &Path) -> Result<Digest, LedgerError> {
    let mut file = File::open(path).map_err(LedgerError::file(path))?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher).map_err(LedgerError::file(path))?;
    Ok(Digest(hasher.finalize().into()))
}
