//! Backups, which may come from anywhere: read before anything opens them, and restored.

use domain::account::Environment;
use domain::ids::DeviceId;
use ledger::{Ledger, LedgerKey, NewLedger, Unlock};
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

fn key() -> LedgerKey {
    LedgerKey::from_bytes(&[7; 32]).unwrap_or_else(|_| unreachable!("these are 32 bytes"))
}

/// In memory where there is some, so that the disk is not what takes the time.
fn place() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.unwrap_or_else(|error| panic!("a directory cannot be made: {error}"))
}

/// An empty ledger, and where it lies.
pub(crate) fn empty_ledger() -> (Ledger, TempDir) {
    let place = place();
    let new = NewLedger {
        ledger: Uuid::from_u128(1),
        device: DeviceId(Uuid::from_u128(2)),
        environment: Environment::Training,
    };
    let made = Ledger::create(&place.path().join("ledger"), &key(), new);
    (made.unwrap_or_else(|error| panic!("a ledger cannot be made: {error}")), place)
}

/// A backup of an empty ledger.
pub(crate) fn made() -> Vec<Vec<u8>> {
    let (ledger, place) = empty_ledger();
    let file = place.path().join("backup");
    ledger.backup_to(&file, None).unwrap_or_else(|error| panic!("a backup cannot be made: {error}"));
    vec![std::fs::read(file).unwrap_or_default()]
}

/// Reads its cover, and restores it.
pub(crate) fn backups(input: &[u8]) -> String {
    let place = place();
    let file = place.path().join("backup");
    std::fs::write(&file, input).unwrap_or_else(|error| panic!("a file cannot be written: {error}"));
    let cover = ledger::backup::identity(&file).err().map(|error| error.code());
    let device = DeviceId(Uuid::from_u128(3));
    let restored = Ledger::restore(&place.path().join("ledger"), &file, Unlock::Key(&key()), device);
    format!("{cover:?} {:?}", restored.err().map(|error| error.code()))
}
