//! What can go wrong with a ledger: a closed list, each with a stable code, a sentence and a remedy.

use domain::digest::Digest;
use domain::ids::{FactId, OrderId};
use std::path::{Path, PathBuf};

/// Why a ledger could not be made, opened, read or written.
///
/// `Display` is a sentence for people; [`LedgerError::code`] is stable and meant for programs;
/// [`LedgerError::remedy`] says what the person can do. No variant carries a key, a code or a buyer's particulars.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no ledger in the directory.
    #[error("there is no ledger in {}", .dir.display())]
    NotHere {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// The directory holds a ledger already.
    #[error("{} holds a ledger already", .dir.display())]
    AlreadyHere {
        /// Where.
        dir: PathBuf,
    },
    /// The key is not the one this ledger was made with.
    #[error("the key does not belong to this ledger")]
    WrongKey,
    /// A key of another length than 32 bytes.
    #[error("a ledger key is 32 bytes long, this one has {found}")]
    KeyLength {
        /// The length found.
        found: usize,
    },
    /// The file is damaged, cut short or not a database.
    #[error("the ledger's file is damaged: {detail}")]
    Damaged {
        /// What SQLite said.
        detail: String,
    },
    /// The plain file beside the database and the database disagree, or the plain file cannot be read.
    #[error("ledger.json does not describe this ledger: {detail}")]
    Identity {
        /// What differs.
        detail: String,
    },
    /// The database was written by a newer version.
    #[error("this ledger has schema {found}, and this version of Countersign knows schemas up to {known}")]
    NewerSchema {
        /// The schema of the file.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// The database was written by an older version, and it was opened for reading only.
    #[error("this ledger has schema {found} and must be brought to {known} before it can be read")]
    OlderSchema {
        /// The schema of the file.
        found: i64,
        /// The schema it must have.
        known: i64,
    },
    /// An order, or the settings, carry a fact that this version cannot read. Nothing is written on what is half
    /// understood.
    #[error("{} a fact ({kind}) that this version of Countersign cannot read", carrier(*.order))]
    NewerFact {
        /// Which order; none where the fact is about accounts, keys or settings.
        order: Option<OrderId>,
        /// The kind of the fact, verbatim.
        kind: String,
    },
    /// The directory lies on a network filesystem, where SQLite's locks and shared memory do not hold.
    #[error("{} lies on a network filesystem ({filesystem})", .dir.display())]
    NetworkFilesystem {
        /// Where.
        dir: PathBuf,
        /// The kind of filesystem.
        filesystem: String,
    },
    /// Another process held the ledger for longer than the time limit.
    #[error("another process is writing to the ledger")]
    Busy,
    /// The disk is full.
    #[error("there is no space left on the disk")]
    DiskFull,
    /// The ledger was opened for reading only.
    #[error("the ledger was opened for reading only")]
    ReadOnly,
    /// A setting of the database did not take.
    #[error("the database setting `{name}` is `{found}` instead of `{wanted}`")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// The facts of an order do not make an order.
    #[error("the facts of order {order} do not make an order: {why}")]
    Fold {
        /// Which order.
        order: OrderId,
        /// What the fold said.
        why: domain::fold::FoldError,
    },
    /// A fact with this id is on file already.
    #[error("fact {id} is on file already")]
    DuplicateFact {
        /// Which.
        id: FactId,
    },
    /// A script's key was used before, for another order or another decision.
    #[error("the key `{key}` was used before, for order {order}")]
    ScriptKeyUsed {
        /// The key.
        key: String,
        /// The order it was used for.
        order: OrderId,
    },
    /// Bytes in a side table are not the bytes a fact speaks of.
    #[error("the stored bytes under {digest} are not the bytes they were")]
    SideDamaged {
        /// Their digest.
        digest: Digest,
    },
    /// A row cannot be read as what it should be.
    #[error("row {row} of {table} cannot be read: {what}")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The row's number.
        row: i64,
        /// What is wrong with it.
        what: String,
    },
    /// A number or a moment that the database cannot hold.
    #[error("{what} is out of range")]
    OutOfRange {
        /// Which.
        what: &'static str,
    },
    /// The recovery code was mistyped or does not fit.
    #[error(transparent)]
    Recovery(#[from] crate::recovery::RecoveryError),
    /// The file is not a backup, or one cut short or changed.
    #[error("{} is not a whole backup of a ledger: {detail}", .file.display())]
    NotABackup {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The history does not verify.
    #[error("the history does not verify: {first}")]
    Broken {
        /// The first break, in words.
        first: String,
    },
    /// A file or directory could not be read or written.
    #[error("{} cannot be used: {}", .path.display(), crate::file_trouble::plain(.source))]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Database(rusqlite::Error),
    /// A value could not be written as JSON.
    #[error("a value could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

fn carrier(order: Option<OrderId>) -> String {
    match order {
        Some(order) => format!("order {order} carries"),
        None => "the accounts and settings carry".to_owned(),
    }
}

impl LedgerError {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotHere { .. } => "ledger-not-here",
            Self::AlreadyHere { .. } => "ledger-already-here",
            Self::WrongKey => "ledger-wrong-key",
            Self::KeyLength { .. } => "ledger-key-length",
            Self::Damaged { .. } => "ledger-damaged",
            Self::Identity { .. } => "ledger-identity",
            Self::NewerSchema { .. } => "ledger-newer-schema",
            Self::OlderSchema { .. } => "ledger-older-schema",
            Self::NewerFact { .. } => "ledger-newer-fact",
            Self::NetworkFilesystem { .. } => "ledger-network-filesystem",
            Self::Busy => "ledger-busy",
            Self::DiskFull => "ledger-disk-full",
            Self::ReadOnly => "ledger-read-only",
            Self::Setting { .. } => "ledger-setting",
            Self::Fold { .. } => "ledger-fold",
            Self::DuplicateFact { .. } => "ledger-duplicate-fact",
            Self::ScriptKeyUsed { .. } => "script-key-used",
            Self::SideDamaged { .. } => "ledger-side-damaged",
            Self::Unreadable { .. } => "ledger-unreadable-row",
            Self::OutOfRange { .. } => "ledger-out-of-range",
            Self::Recovery(error) => error.code(),
            Self::NotABackup { .. } => "ledger-not-a-backup",
            Self::Broken { .. } => "ledger-broken",
            Self::File { .. } => "ledger-file",
            Self::Database(_) => "ledger-database",
            Self::Json(_) => "ledger-json",
        }
    }

    /// What the person can do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotHere { .. } => {
                "Add an account first, or restore a backup, or name another home with --home."
            }
            Self::AlreadyHere { .. } => "Use the ledger that is there, or name another home with --home.",
            Self::WrongKey => {
                "Unlock the keychain of the person who made this ledger, or open it with its recovery code."
            }
            Self::KeyLength { .. } => {
                "The keychain entry is not a ledger key; open the ledger with its recovery code."
            }
            Self::Damaged { .. } => "Restore the newest backup, and keep the damaged file for inspection.",
            Self::Identity { .. } => "Put the files of one ledger back together, or restore a backup.",
            Self::NewerSchema { .. } | Self::NewerFact { .. } => "Update Countersign on this computer.",
            Self::OlderSchema { .. } => "Open it once for writing; a copy is made before anything changes.",
            Self::NetworkFilesystem { .. } => {
                "Move the ledger to a local disk, or name a home there with --home."
            }
            Self::Busy => "Try again in a moment.",
            Self::DiskFull => "Free some space; nothing was written.",
            Self::ReadOnly => "Open the ledger for writing.",
            Self::Setting { .. } => "Reinstall Countersign: its database was built without what it needs.",
            Self::Fold { .. } => "Run `countersign ledger verify`, then restore the newest backup.",
            Self::DuplicateFact { .. } => "Nothing was written; do it again with a new id.",
            Self::ScriptKeyUsed { .. } => "Use a new key for a new operation.",
            Self::SideDamaged { .. } | Self::Unreadable { .. } | Self::Broken { .. } => {
                "Run `countersign ledger verify` to see what differs, then restore the newest backup."
            }
            Self::OutOfRange { .. } => "Check the computer's clock and the value that was given.",
            Self::Recovery(error) => error.remedy(),
            Self::NotABackup { .. } => "Choose another backup file.",
            Self::File { .. } => {
                "Check the name, and that file and directory are there, belong to you and have space left."
            }
            Self::Database(_) | Self::Json(_) => "Try again; if it stays, run `countersign ledger verify`.",
        }
    }

    /// Wraps an error of the operating system with the path it is about.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| {
            if source.kind() == std::io::ErrorKind::StorageFull {
                Self::DiskFull
            } else {
                Self::File { path, source }
            }
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    /// The codes people can do something about become errors of their own.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { detail: error.to_string() }
            }
            _ => Self::Database(error),
        }
    }
}
