//! What lets somebody change the key that signs for the merchant. Nobody else has to agree yet, so the recovery code
//! stands in: only who keeps it may do so, and says why.

use crate::Console;
use crate::error::ConsoleError;
use crate::said::line;
use crate::secret::SecretText;
use domain::account::Environment;

/// Longest reason, in characters.
const LONGEST: usize = 256;

/// What stands behind a change of the key that signs. In Training nothing is at stake, and nothing is asked.
#[derive(Debug, Default)]
pub struct Warrant {
    /// The recovery code of the ledger.
    pub code: Option<SecretText>,
    /// Why, in words for people.
    pub reason: Option<String>,
}

impl Console {
    /// Checks a warrant and gives its reason. That the code opens the ledger is remembered, as everywhere it is typed.
    ///
    /// # Errors
    /// Outside of Training [`ConsoleError::Field`] without a reason, and [`ConsoleError::RecoveryCode`] without a code
    /// or for one that does not open this ledger.
    pub(crate) fn warranted(&self, warrant: Warrant) -> Result<Option<String>, ConsoleError> {
        let reason = line("reason", warrant.reason, LONGEST)?;
        if self.environment == Environment::Training {
            return Ok(reason);
        }
        if reason.is_none() {
            let remedy = "Say in a few words why another key is to sign.";
            return Err(ConsoleError::field("reason", "it is empty", remedy));
        }
        let code = warrant.code.ok_or_else(|| ConsoleError::RecoveryCode {
            problem: "only who keeps the recovery code changes the key that signs".to_owned(),
        })?;
        self.confirm_recovery_code(&code)?;
        Ok(reason)
    }
}
