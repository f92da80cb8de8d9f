//! Which ledger lies in a directory: the plain file that is read before the key is known.

use crate::error::LedgerError;
use crate::files;
use crate::key::LedgerKey;
use domain::account::Environment;
use domain::ids::DeviceId;
use serde::{Deserialize, Serialize};
use std::path::Path;
use uuid::Uuid;

/// The layout of the files that this version writes.
const FORMAT: u32 = 1;

/// What a new ledger is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLedger {
    /// The ledger's id; the keychain entry of its key is named by it.
    pub ledger: Uuid,
    /// The desk that makes it.
    pub device: DeviceId,
    /// The one world it belongs to.
    pub environment: Environment,
}

/// The content of `ledger.json`. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The ledger's id.
    pub ledger: Uuid,
    /// The one world it belongs to.
    pub environment: Environment,
    /// The layout of its files.
    pub format: u32,
    /// Tells a wrong key from a damaged file, and nothing about the key.
    pub key_check: String,
}

impl Identity {
    pub(crate) fn new(ledger: Uuid, environment: Environment, key: &LedgerKey) -> Self {
        Self { ledger, environment, format: FORMAT, key_check: key.check() }
    }

    /// Whether a key is this ledger's.
    #[must_use]
    pub fn fits(&self, key: &LedgerKey) -> bool {
        self.key_check == key.check()
    }

    pub(crate) fn from_json(bytes: &[u8]) -> Result<Self, LedgerError> {
        let identity: Self = serde_json::from_slice(bytes)
            .map_err(|error| LedgerError::Identity { detail: error.to_string() })?;
        if identity.format > FORMAT {
            return Err(LedgerError::NewerSchema { found: identity.format.into(), known: FORMAT.into() });
        }
        Ok(identity)
    }

    pub(crate) fn write(&self, dir: &Path) -> Result<(), LedgerError> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        files::replace(&dir.join(files::IDENTITY), &text)
    }
}

/// Reads `ledger.json`, or `None` where there is none.
pub(crate) fn read(dir: &Path) -> Result<Option<Identity>, LedgerError> {
    files::read_if_there(&dir.join(files::IDENTITY))?.map(|bytes| Identity::from_json(&bytes)).transpose()
}
