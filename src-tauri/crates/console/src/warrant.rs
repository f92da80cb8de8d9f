//! What lets somebody change the key that signs for the merchant. A second person agrees; where there is none, the
//! recovery code stands in: only who keeps it may do so, and says why.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::{Leave, refused};
use crate::said::line;
use crate::secret::SecretText;
use domain::account::Environment;
use domain::people::decide::Standing;
use domain::people::{Act, Saying};

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
    /// Checks a warrant and gives its reason, and what stands behind it. That the code opens the ledger is remembered, as
    /// everywhere it is typed.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where a second person has to agree; outside of Training [`ConsoleError::Field`] without a
    /// reason, and [`ConsoleError::RecoveryCode`] without a code or for one that does not open this ledger.
    pub(crate) fn warranted(&self, warrant: Warrant) -> Result<(Option<String>, Leave), ConsoleError> {
        let reason = self.reason_for_a_key(warrant.reason)?;
        let people = self.read(ledger::Ledger::people)?;
        let needs_code = if people.is_empty() {
            self.environment != Environment::Training
        } else {
            match self.write(|pen| pen.standing(&people, &Act::Promote, None))? {
                Standing::Alone => false,
                Standing::WithCode { .. } => true,
                second => return Err(refused(&people, second)),
            }
        };
        if !needs_code {
            return Ok((reason, Leave::None));
        }
        let code = warrant.code.ok_or_else(|| ConsoleError::code_said(Saying::CodeForKeys))?;
        self.confirm_recovery_code(&code)?;
        Ok((reason, Leave::Code))
    }

    /// Why another key is to sign. In Training nothing is at stake, and none is asked for.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] outside of Training without a reason.
    pub(crate) fn reason_for_a_key(&self, reason: Option<String>) -> Result<Option<String>, ConsoleError> {
        let reason = line("reason", reason, LONGEST)?;
        if reason.is_none() && self.environment != Environment::Training {
            let remedy = "Say in a few words why another key is to sign.";
            return Err(ConsoleError::field("reason", "it is empty", remedy));
        }
        Ok(reason)
    }
}
