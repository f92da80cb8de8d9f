//! Another key to sign with, asked of a second person. It is done in the moment in which somebody agrees.

use crate::Console;
use crate::error::ConsoleError;
use crate::keys::{key_of, may_sign};
use crate::people::approve::{ApprovalView, MOST_WORDS, digest_of, find, lately};
use crate::record::{By, Leave, Pen};
use crate::said::line;
use domain::fact::Body;
use domain::ids::{AccountName, ApprovalId};
use domain::people::Subject;

impl Console {
    /// Asks somebody else to agree that another key is the one that signs.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] outside of Training without a reason; [`ConsoleError::KeyStage`] for a key that cannot
    /// sign; [`ConsoleError::Refused`] where nobody needs to agree, or somebody was asked about this key already.
    pub fn ask_promotion(
        &self,
        account: &AccountName,
        fingerprint: &str,
        reason: Option<String>,
        note: Option<String>,
    ) -> Result<ApprovalView, ConsoleError> {
        let reason = self.reason_for_a_key(reason)?;
        let note = line("note", note, MOST_WORDS)?;
        let fingerprint = crate::keys::find_key(&self.account_of(account)?, fingerprint)?.fingerprint;
        let id = ApprovalId(self.ports.ids.uuid());
        self.write(|pen| {
            ready_to_sign(pen, account, &fingerprint)?;
            let short: String = fingerprint.chars().take(16).collect();
            let sentence = format!("Let key {short} sign for account {account}");
            let subject = Subject::Promote { account: account.clone(), fingerprint, reason };
            pen.ask_second(id, None, subject, sentence, note)
        })?;
        self.remember_head();
        self.approval(&id)
    }

    /// Agrees that another key signs, and makes it the one, under both names.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where whoever sits here may not agree or the request is over,
    /// [`ConsoleError::KeyStage`] where the key cannot sign any more. Nothing is written then.
    pub fn give_promotion(&self, id: &ApprovalId) -> Result<ApprovalView, ConsoleError> {
        self.write(|pen| {
            let all = pen.writer.approvals(lately(pen.now))?;
            let known = find(&all, id)?;
            let exact = digest_of(&known.asked.subject)?;
            let approver = pen.approver(known, &exact)?;
            let Subject::Promote { account, fingerprint, reason } = known.asked.subject.clone() else {
                return Err(ConsoleError::field(
                    "approval",
                    "this is about a payment",
                    "Look at it first, then agree.",
                ));
            };
            ready_to_sign(pen, &account, &fingerprint)?;
            pen.leave = Leave::Approved { asker: known.by.clone(), approver };
            pen.append(None, By::Person, Body::KeyPromoted { account, fingerprint, reason })?;
            pen.leave = Leave::None;
            pen.append(None, By::Person, Body::ApprovalGiven { approval: *id, subject: exact }).map(drop)
        })?;
        self.checkpoint()?;
        self.approval(id)
    }
}

/// That a key was proved and does not sign yet.
fn ready_to_sign(
    pen: &Pen<'_, '_, '_>,
    account: &AccountName,
    fingerprint: &str,
) -> Result<(), ConsoleError> {
    if may_sign(&key_of(&pen.account(account)?, fingerprint)?)? {
        return Ok(());
    }
    Err(ConsoleError::KeyStage {
        problem: "this key signs already".to_owned(),
        remedy: "Nothing needs to be done.".to_owned(),
    })
}
