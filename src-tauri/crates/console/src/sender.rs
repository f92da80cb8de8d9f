//! Who sends. Each process holds an advisory lock of the operating system for as long as it lives; an intent names
//! its sender. Whether a sender still lives is asked of the lock, never of a clock: a lease that runs out by time
//! would let two processes send when one was only slow.

use crate::error::ConsoleError;
use domain::ids::SenderId;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The lock of this process. Dropping it, or the end of the process in any way, frees it.
#[derive(Debug)]
pub struct SenderLock {
    id: SenderId,
    path: PathBuf,
    // Held open for the lock it carries.
    _file: File,
}

impl SenderLock {
    /// Takes the lock of a new sender.
    ///
    /// # Errors
    /// [`ConsoleError::Home`] where the file cannot be made or locked.
    pub fn take(directory: &Path, id: SenderId) -> Result<Self, ConsoleError> {
        sweep(directory);
        let path = file_of(directory, id);
        let refused = |detail: String| ConsoleError::Home { path: path.clone(), detail };
        if !is_free(directory, id) {
            return Err(refused("another process holds it".to_owned()));
        }
        let file = named_once_locked(&directory.join(format!("{id}.new")), &path);
        let file = file.map_err(|error| refused(ledger::file_trouble::plain(&error)))?;
        Ok(Self { id, path, _file: file })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> SenderId {
        self.id
    }
}

impl Drop for SenderLock {
    fn drop(&mut self) {
        // A file that stays behind does no harm: a free lock means the same as no file.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a sender is gone: its lock is free, or its file is not there.
///
/// A file that cannot be looked at counts as held, because sending twice is worse than waiting.
#[must_use]
pub fn is_free(directory: &Path, id: SenderId) -> bool {
    match OpenOptions::new().write(true).open(file_of(directory, id)) {
        Ok(file) => match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Whether any process holds a lock there, but for this one.
///
/// A file that cannot be looked at counts as held.
#[must_use]
pub fn others_live(directory: &Path, me: Option<SenderId>) -> bool {
    let Ok(entries) = std::fs::read_dir(directory) else { return false };
    let mine = me.map(|id| file_of(directory, id));
    let mut locks = entries.flatten().map(|entry| entry.path()).filter(|path| {
        path.extension().is_some_and(|extension| extension == "lock") && mine.as_ref() != Some(path)
    });
    locks.any(|path| match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.try_lock().is_err(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    })
}

/// Makes a file that is locked before it has the name by which others find it: nobody can take it for one that a process
/// left behind, and none waits for another, which may have been stopped in the middle.
fn named_once_locked(unnamed: &Path, path: &Path) -> std::io::Result<File> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(unnamed)?;
    file.try_lock()?;
    if let Err(error) = std::fs::rename(unnamed, path) {
        let _ = std::fs::remove_file(unnamed);
        return Err(error);
    }
    Ok(file)
}

/// Clears away the files of processes that ended without doing so. What cannot be cleared away does no harm.
fn sweep(directory: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_lock = path.extension().is_some_and(|extension| extension == "lock");
        if is_lock && OpenOptions::new().write(true).open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = std::fs::remove_file(&path);
        }
    }
}

fn file_of(directory: &Path, id: SenderId) -> PathBuf {
    directory.join(format!("{id}.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_sender_is_held_while_it_lives_and_free_when_it_is_gone() {
        let place = tempfile::tempdir().unwrap();
        let id = SenderId(Uuid::from_u128(7));
        assert!(is_free(place.path(), id), "one that never was is free");
        let lock = SenderLock::take(place.path(), id).unwrap();
        assert!(!is_free(place.path(), id));
        assert!(others_live(place.path(), None) && !others_live(place.path(), Some(id)));
        assert!(SenderLock::take(place.path(), id).is_err(), "nobody takes the lock of a living sender");
        drop(lock);
        assert!(is_free(place.path(), id) && !others_live(place.path(), None));
    }

    #[test]
    fn a_new_sender_clears_away_what_dead_ones_left_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let (dead, living, new) =
            (SenderId(Uuid::from_u128(1)), SenderId(Uuid::from_u128(2)), SenderId(Uuid::from_u128(3)));
        let held = SenderLock::take(place.path(), living).unwrap();
        std::fs::write(file_of(place.path(), dead), b"").unwrap();
        let _new = SenderLock::take(place.path(), new).unwrap();
        assert!(!file_of(place.path(), dead).exists());
        assert!(file_of(place.path(), living).exists() && !is_free(place.path(), held.id()));
    }

    #[test]
    fn one_that_was_stopped_while_it_took_its_own_keeps_nobody_waiting() {
        let place = tempfile::tempdir().unwrap();
        let (stopped, new) = (SenderId(Uuid::from_u128(4)), SenderId(Uuid::from_u128(5)));
        let unnamed = File::create(place.path().join(format!("{stopped}.new"))).unwrap();
        unnamed.lock().unwrap();
        let lock = SenderLock::take(place.path(), new).unwrap();
        assert!(!is_free(place.path(), lock.id()));
        assert!(place.path().join(format!("{stopped}.new")).exists(), "it goes on where it was");
    }

    #[test]
    fn who_takes_and_clears_away_beside_others_takes_nobody_elses() {
        let place = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for number in 0..4 {
                let place = place.path();
                scope.spawn(move || {
                    for turn in 0..100 {
                        let id = SenderId(Uuid::from_u128(number * 1_000 + turn + 1));
                        let lock = SenderLock::take(place, id).unwrap();
                        assert!(file_of(place, id).exists() && !is_free(place, id));
                        drop(lock);
                    }
                });
            }
        });
        assert!(!others_live(place.path(), None));
    }

    #[test]
    fn a_file_left_by_a_dead_process_is_free() {
        let place = tempfile::tempdir().unwrap();
        let id = SenderId(Uuid::from_u128(8));
        std::fs::write(file_of(place.path(), id), b"").unwrap();
        assert!(is_free(place.path(), id));
    }
}
