//! A sealed lock: until somebody signs in, nothing is asked and nothing leaves.
//!
//! An ordinary lock only hides: what was decided goes on. Whoever seals wants nothing to move while nobody is there. The
//! seal lies on the desk of everybody, so that it outlives the program and holds in every process.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::Pen;
use crate::seat::LockedBy;
use domain::people::decide::signed_in;
use ledger::Ledger;
use ledger::desk::EVERYBODY;

/// Its name on the desk.
pub(super) const SEAL: &str = "sealed";

impl Pen<'_, '_, '_> {
    /// Whether nothing goes on until somebody signs in, as it is inside this transaction.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn is_sealed(&self) -> Result<bool, ConsoleError> {
        Ok(self.writer.kept(EVERYBODY, SEAL)?.is_some())
    }
}

impl Console {
    /// Locks and seals: everybody gets up, every session of the command line ends, and the watcher and the outbox rest
    /// until somebody signs in with a PIN.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where nobody is signed in, or there are no people who could sign in again.
    pub fn seal(&self) -> Result<(), ConsoleError> {
        let people = self.read(Ledger::people)?;
        let name = signed_in(&people, self.seat.who().as_ref())?.name.clone();
        self.write(|pen| {
            pen.writer.keep(EVERYBODY, SEAL, &name, pen.now)?;
            Ok(pen.writer.end_every_seat()?)
        })?;
        self.sign_out_because(LockedBy::Sealed);
        Ok(())
    }

    /// Whether nothing goes on until somebody signs in.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn is_sealed(&self) -> Result<bool, ConsoleError> {
        Ok(self.read(|ledger| ledger.kept(EVERYBODY, SEAL))?.is_some())
    }

    /// Somebody signed in: what rested goes on.
    pub(super) fn break_seal(&self) -> Result<(), ConsoleError> {
        if self.is_sealed()? {
            self.write(|pen| Ok(pen.writer.let_go(EVERYBODY, SEAL)?))?;
            self.wake();
        }
        Ok(())
    }
}
