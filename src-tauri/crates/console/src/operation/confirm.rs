//! The moment an intent comes to be: one transaction folds afresh, decides afresh and writes it down. Nothing else
//! appends one, so two windows, or a window and a script, cannot both spend the same remainder.

use crate::Console;
use crate::error::ConsoleError;
use crate::operation::ask::Ask;
use crate::operation::body::Particulars;
use crate::operation::confirmation::{Proposal, Token};
use crate::operation::decide::decide;
use crate::operation::prepare::leaves_at;
use crate::record::{By, Leave, Pen};
use crate::script::ScriptInput;
use crate::secret::SecretText;
use crate::settings::policy_of;
use crate::view::IntentView;
use domain::fact::Body;
use domain::ids::{IntentId, OperationId, OrderId};
use domain::intent::{Requested, ScriptKey, Step, Verb};
use domain::order::Order;
use domain::rules::{Decision, Permit};
use domain::windows::later;
use ledger::ScriptUse;

/// A script's key was used before, or not.
enum Used {
    /// For this very operation, which became this intent.
    Same(IntentId),
    /// Never.
    Not,
}

impl Console {
    /// Confirms what was prepared. The intent waits its stop window from now on; [`Console::settle`] takes it further.
    ///
    /// The same key of a script with the same parameters answers the intent it made the first time, whatever became of
    /// it.
    ///
    /// # Errors
    /// [`ConsoleError::ConfirmationSpent`] for a token that was used or is not of this process,
    /// [`ConsoleError::NothingLearnt`] where Antom could not be asked when it was prepared,
    /// [`ConsoleError::Changed`] where anything happened to the order since it was prepared,
    /// [`ConsoleError::Refused`] where time alone made it too late, [`ConsoleError::ScriptKeyReused`] for a key that
    /// was used with other parameters, [`ledger::LedgerError::DiskFull`] where the disk has no room for what comes of
    /// it. Nothing was written then.
    pub async fn confirm(
        &self,
        token: Token,
        script: Option<ScriptInput>,
    ) -> Result<IntentView, ConsoleError> {
        self.confirm_under(token, script, Leave::None)
    }

    /// As [`Console::confirm`], with the recovery code in place of a second person where there is none.
    ///
    /// # Errors
    /// As [`Console::confirm`], and [`ConsoleError::RecoveryCode`].
    pub async fn confirm_with_code(
        &self,
        token: Token,
        script: Option<ScriptInput>,
        code: &SecretText,
    ) -> Result<IntentView, ConsoleError> {
        self.confirm_recovery_code(code)?;
        self.confirm_under(token, script, Leave::Code)
    }

    fn confirm_under(
        &self,
        token: Token,
        script: Option<ScriptInput>,
        leave: Leave,
    ) -> Result<IntentView, ConsoleError> {
        let proposal = self.prepared.take(token)?.fresh()?;
        let script = script.map(|script| script.bound_to(&proposal.ask)).transpose()?;
        let intent = self.write_with(leave, |pen| self.write_down(pen, &proposal, script))?;
        self.remember_head();
        self.intent_view(&intent)
    }

    /// What a script's key led to before: the first outcome of this very ask, or nothing where the key is new.
    ///
    /// # Errors
    /// [`ConsoleError::ScriptKeyReused`] where the key was used with other parameters.
    pub fn first_outcome(&self, ask: &Ask, script: &ScriptInput) -> Result<Option<IntentView>, ConsoleError> {
        self.looking()?;
        let asked = script.bound_to(&ask.clone().checked()?)?;
        let found = self.read(|ledger| ledger.script(&asked.key))?;
        let order = |id: OrderId| self.read(|ledger| ledger.order(id));
        match used(found, &asked, order)? {
            Used::Same(intent) => self.intent_view(&intent).map(Some),
            Used::Not => Ok(None),
        }
    }

    pub(crate) fn write_down(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        proposal: &Proposal,
        script: Option<ScriptKey>,
    ) -> Result<IntentId, ConsoleError> {
        if let Some(asked) = &script {
            let found = pen.writer.script(&asked.key)?;
            let order = |id: OrderId| Ok(pen.writer.order(id)?);
            if let Used::Same(intent) = used(found, asked, order)? {
                return Ok(intent);
            }
        }
        pen.needs_room()?;
        let order = pen.order(proposal.ask.order)?;
        let permit = permitted_still(pen, &order, proposal)?;
        let not_before = leaves_at((pen.now, pen.behind), &policy_of(&pen.writer.settings()?), &permit);
        let requested = self.requested(pen, &order, proposal, permit, script)?;
        let step = |step: Step| Body::Intent { verb: proposal.ask.verb, intent: proposal.intent, step };
        pen.append(Some(order.id), By::Person, step(Step::Requested(Box::new(requested))))?;
        pen.append(Some(order.id), By::Person, step(Step::Queued { not_before }))?;
        // While this process lives nobody else releases it, so that its window can still be stopped here.
        pen.writer.claim(proposal.intent, self.me())?;
        let window = not_before.signed_duration_since(pen.now);
        self.schedule.promise(proposal.intent, later(self.steady(), window));
        Ok(proposal.intent)
    }

    fn requested(
        &self,
        pen: &Pen<'_, '_, '_>,
        order: &Order,
        proposal: &Proposal,
        permit: Permit,
        script: Option<ScriptKey>,
    ) -> Result<Requested, ConsoleError> {
        let account = pen.account(&order.terms.account)?;
        let operation = self.new_operation(proposal.ask.verb);
        let body = Particulars {
            account: &account,
            verb: proposal.ask.verb,
            payment: &proposal.payment,
            operation: &operation,
            amount: permit.amount,
            reason: proposal.ask.reason.as_deref(),
        }
        .body()?;
        Ok(Requested {
            payment: permit.payment,
            request: permit.request,
            operation,
            amount: permit.amount,
            reason: proposal.ask.reason.clone(),
            body,
            decided_on: permit.decided_on,
            script,
            sentence: permit.sentence,
            despite_dispute: permit.despite_dispute,
        })
    }

    /// An id for one capture, cancel or refund, at most 64 characters.
    fn new_operation(&self, verb: Verb) -> OperationId {
        OperationId(format!("{}-{}", verb.name().to_ascii_uppercase(), self.ports.ids.uuid().simple()))
    }
}

/// Decides once more, inside the transaction. The person confirmed certain words on a certain version of the order; on
/// any other they are asked again.
fn permitted_still(
    pen: &Pen<'_, '_, '_>,
    order: &Order,
    proposal: &Proposal,
) -> Result<Permit, ConsoleError> {
    if order.version != proposal.permit.decided_on {
        return Err(ConsoleError::Changed {
            what: format!("something happened to order {} after the proposal was put", order.terms.reference),
        });
    }
    let policy = policy_of(&pen.writer.settings()?);
    match decide(order, &proposal.ask, &proposal.payment, &policy, pen.prudent_now()) {
        Decision::Permitted(permit)
            if permit.amount == proposal.permit.amount && permit.sentence == proposal.permit.sentence =>
        {
            Ok(permit)
        }
        Decision::Permitted(permit) => {
            Err(ConsoleError::Changed { what: format!("it is now: {}", permit.sentence) })
        }
        Decision::Refused(refusal) => Err(refusal.into()),
    }
}

/// Compares a key's first use with what is asked now.
fn used(
    found: Option<ScriptUse>,
    asked: &ScriptKey,
    order: impl FnOnce(OrderId) -> Result<Option<Order>, ConsoleError>,
) -> Result<Used, ConsoleError> {
    let Some(found) = found else { return Ok(Used::Not) };
    let reused = || ConsoleError::ScriptKeyReused { key: asked.key.clone() };
    let intent = found.intent.ok_or_else(reused)?;
    let order = order(found.order)?.ok_or_else(reused)?;
    let first =
        order.intent(&intent).and_then(|intent| intent.requested.script.as_ref()).ok_or_else(reused)?;
    if first == asked { Ok(Used::Same(intent)) } else { Err(reused()) }
}
