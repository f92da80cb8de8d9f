//! Capture, cancel, refund: what is about to happen is shown and asked; then it is followed to its outcome.

use super::account::not_confirmed;
use super::operation::{end, follow};
use crate::args::payment::How;
use crate::desk::{Desk, somebody_is_there};
use crate::failure::{Failure, sentence};
use crate::stopping::Stopping;
use crate::text::intents;
use console::operation::{Ask, Once, Prepared};
use console::people::approve::SecondPerson;
use console::view::{IntentView, OrderView};
use console::{ConsoleError, ScriptInput};
use domain::ids::PaymentId;
use domain::intent::Verb;
use domain::rules::RefusalCode;

/// What was asked for, as it was typed.
pub struct Wish {
    /// The order's number or any id.
    pub id: String,
    /// Capture, cancel or refund.
    pub verb: Verb,
    /// How much of a refund; none for all that is left.
    pub amount: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether it is wanted although a dispute is open.
    pub despite_dispute: bool,
    /// How it is confirmed and sent.
    pub how: How,
}

impl Wish {
    /// A wish about all of a payment, without a word why.
    pub fn of(id: String, verb: Verb, how: How) -> Self {
        Self { id, verb, amount: None, reason: None, despite_dispute: false, how }
    }
}

/// Does one capture, cancel or refund.
///
/// # Errors
/// Where it is refused, stopped, not confirmed, or its outcome is not known yet.
pub async fn run(desk: &Desk, wish: Wish) -> Result<(), Failure> {
    can_be_confirmed(&wish.how)?;
    let script = wish.how.key.as_deref().map(ScriptInput::new).transpose()?;
    let ask = ask_of(desk, &wish)?;
    if wish.how.dry_run {
        return dry_run(desk, ask).await;
    }
    let prepared = match &script {
        None => desk.console.prepare(ask).await.map_err(knowingly)?,
        Some(script) => match desk.console.prepare_once(ask, script).await.map_err(knowingly)? {
            Once::Now(prepared) => prepared,
            Once::Before(first) => {
                desk.out.note("This key was used for exactly this before; nothing new is sent.");
                return finish(desk, Stopping::begin()?, first, wish.how.detach, true).await;
            }
        },
    };
    let times = desk.times()?;
    desk.out.note(&intents::prepared(&prepared, &times, desk.out));
    if let Some(second) = &prepared.second {
        return with_another(desk, &prepared, second, wish, script).await;
    }
    if !wish.how.yes && !desk.ask("\nDo it?", NOBODY)? {
        return Err(not_confirmed());
    }
    let stopping = Stopping::begin()?;
    let intent = desk.console.confirm(prepared.token, script).await.map_err(knowingly)?;
    finish(desk, stopping, intent, wish.how.detach, false).await
}

/// What whoever sits here may not do alone: somebody else is asked, or, where there is nobody, the recovery code stands in.
async fn with_another(
    desk: &Desk,
    prepared: &Prepared,
    second: &SecondPerson,
    wish: Wish,
    script: Option<ScriptInput>,
) -> Result<(), Failure> {
    let says_no = !second.approvers.is_empty() && wish.how.ask_approval.is_none() && wish.how.yes;
    // A refusal says the rule itself.
    if !says_no {
        desk.out.note(&format!("\n{}", sentence(&second.rule)));
    }
    if let Some(why) = &prepared.unasked {
        desk.out.note(&format!("Antom could not be asked: {why}. Whoever agrees asks Antom first."));
    }
    if second.approvers.is_empty() {
        desk.out.note("Nobody else here could approve it: the recovery code stands in.");
        let code = crate::typed::recovery_code(desk.out)?;
        let stopping = Stopping::begin()?;
        let intent = desk.console.confirm_with_code(prepared.token, script, &code).await?;
        return finish(desk, stopping, intent, wish.how.detach, false).await;
    }
    let who = second.approvers.join(" or ");
    let asks = match &wish.how.ask_approval {
        Some(_) => true,
        None if wish.how.yes => false,
        None => desk.ask(&format!("\nAsk {who} to approve it?"), NOBODY)?,
    };
    if !asks && !wish.how.yes {
        return Err(not_confirmed());
    }
    if !asks {
        // The console says why, by the same rule that would keep it from being written down.
        let stopping = Stopping::begin()?;
        let intent = desk.console.confirm(prepared.token, script).await.map_err(knowingly)?;
        return finish(desk, stopping, intent, wish.how.detach, false).await;
    }
    let note = wish.how.ask_approval.filter(|note| !note.trim().is_empty());
    let asked = desk.console.ask_approval(prepared.token, note)?;
    let times = desk.times()?;
    desk.out.answer(&asked, || crate::text::approvals::one(&asked, &times, desk.out))
}

/// A refusal that an option of this command lifts, with that option.
fn knowingly(error: ConsoleError) -> Failure {
    let mut failure = Failure::from(error);
    with_options(&mut failure);
    failure
}

fn with_options(failure: &mut Failure) {
    let is = |code: RefusalCode| failure.code == code.as_str();
    let option = if is(RefusalCode::Disputed) {
        " To refund all the same: --despite-dispute REASON."
    } else if is(RefusalCode::ReasonNeeded) || is(RefusalCode::ReasonRepeated) {
        " Give it with --reason TEXT."
    } else if is(RefusalCode::ApprovalNeeded) {
        " Ask for it with --ask-approval NOTE."
    } else {
        return;
    };
    failure.remedy.push_str(option);
}

const NOBODY: &str = "In a script use --yes with --key TEXT; to see what would happen, --dry-run.";

/// Before anything is asked of Antom: whether somebody can say yes.
fn can_be_confirmed(how: &How) -> Result<(), Failure> {
    if how.yes && how.key.is_none() {
        let remedy = "Add --key TEXT, a text of its own for each operation, such as an invoice number. Run twice with it, it pays once.";
        return Err(Failure::usage("key-missing", "--yes needs --key.", remedy));
    }
    if !how.dry_run && !how.yes && how.ask_approval.is_none() && !somebody_is_there() {
        return Err(Failure::usage("nobody-to-ask", "There is no terminal to ask on.", NOBODY));
    }
    Ok(())
}

fn ask_of(desk: &Desk, wish: &Wish) -> Result<Ask, Failure> {
    let order = desk.console.resolve(&wish.id)?;
    let view = desk.console.show(&order)?;
    let usual = view.amount.currency();
    let amount = wish.amount.as_deref().map(|text| crate::typed::amount(text, Some(usual))).transpose()?;
    Ok(Ask {
        order,
        payment: named_payment(&view, wish.id.trim()),
        verb: wish.verb,
        amount,
        reason: wish.reason.clone(),
        despite_dispute: wish.despite_dispute,
    })
}

/// The payment an id names: its own id, or the id of a capture or refund of it. An order's number names none.
fn named_payment(order: &OrderView, id: &str) -> Option<PaymentId> {
    let of_payment = order.payments.iter().find(|payment| {
        let mut transactions = payment.captures.iter().chain(&payment.refunds);
        payment.id == id || transactions.any(|done| done.operation == id || done.id.as_deref() == Some(id))
    });
    let of_attempt = || {
        let mut paid = order.payments.iter().filter(|payment| payment.request == id);
        paid.next().filter(|_| paid.next().is_none())
    };
    of_payment.or_else(of_attempt).map(|payment| PaymentId(payment.id.clone()))
}

async fn dry_run(desk: &Desk, ask: Ask) -> Result<(), Failure> {
    let would = desk.console.dry_run(ask).await.map_err(knowingly)?;
    let times = desk.times()?;
    desk.out.answer(&would, || intents::would_do(&would, &times, desk.out))?;
    match would.refusal {
        Some(refusal) => {
            let class = console::ExitClass::Refused;
            let mut failure =
                Failure::new(class, &refusal.code, sentence(&refusal.reason), sentence(&refusal.remedy));
            with_options(&mut failure);
            Err(failure)
        }
        None => Ok(()),
    }
}

async fn finish(
    desk: &Desk,
    stopping: Stopping,
    intent: IntentView,
    detach: bool,
    replayed: bool,
) -> Result<(), Failure> {
    if detach || intent.settled {
        return end(desk, &intent, replayed, detach);
    }
    let intent = follow(desk, intent, stopping).await?;
    end(desk, &intent, replayed, false)
}
