//! What somebody asked somebody else to approve.

use super::account::not_confirmed;
use super::operation::{end, follow};
use crate::args::Everywhere;
use crate::args::people::{Approval, Give};
use crate::desk::{Desk, somebody_is_there};
use crate::failure::Failure;
use crate::output::Output;
use crate::stopping::Stopping;
use crate::text::{approvals as text, intents};
use console::ExitClass;
use console::people::approve::ApprovalView;

/// Runs a command about approvals.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Approval, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    let times = desk.times()?;
    match command {
        Approval::List(args) => {
            let mut all = desk.console.approvals()?;
            all.retain(|approval| args.all || approval.stage == "open");
            out.answer(&serde_json::json!({ "approvals": all }), || text::list(&all, &times, out))
        }
        Approval::Show(args) => shown(&desk, &meant(&desk, &args.id)?),
        Approval::AskPromotion(args) => {
            let account = desk.account(None)?;
            shown(&desk, &desk.console.ask_promotion(&account, &args.fingerprint, args.reason, args.note)?)
        }
        Approval::Give(args) => give(&desk, &args).await,
        Approval::Refuse(args) => {
            let known = meant(&desk, &args.id)?;
            shown(&desk, &desk.console.refuse_approval(&known.id, &args.reason)?)
        }
        Approval::Withdraw(args) => {
            let known = meant(&desk, &args.id)?;
            shown(&desk, &desk.console.withdraw_approval(&known.id)?)
        }
    }
}

fn shown(desk: &Desk, approval: &ApprovalView) -> Result<(), Failure> {
    let times = desk.times()?;
    desk.out.answer(approval, || text::one(approval, &times, desk.out))
}

/// Shows what is asked for, asks for a yes, and does it.
async fn give(desk: &Desk, args: &Give) -> Result<(), Failure> {
    if !args.yes && !somebody_is_there() {
        return Err(Failure::usage(
            "nobody-to-ask",
            "There is no terminal to ask on.",
            "In a script use --yes.",
        ));
    }
    let known = meant(desk, &args.id)?;
    let times = desk.times()?;
    desk.out.note(&text::one(&known, &times, desk.out));
    if known.verb.is_none() {
        yes(desk, args)?;
        return shown(desk, &desk.console.give_promotion(&known.id)?);
    }
    let prepared = desk.console.consider_approval(&known.id).await?;
    desk.out.note(&intents::prepared(&prepared, &times, desk.out));
    yes(desk, args)?;
    let stopping = Stopping::begin()?;
    let intent = desk.console.give_approval(&known.id, prepared.token).await?;
    if args.detach || intent.settled {
        return end(desk, &intent, false, args.detach);
    }
    let intent = follow(desk, intent, stopping).await?;
    end(desk, &intent, false, false)
}

fn yes(desk: &Desk, args: &Give) -> Result<(), Failure> {
    if args.yes || desk.ask("\nApprove it?", "In a script use --yes.")? {
        Ok(())
    } else {
        Err(not_confirmed())
    }
}

/// The request an id names, by its first characters.
fn meant(desk: &Desk, id: &str) -> Result<ApprovalView, Failure> {
    let wanted = id.trim().to_ascii_lowercase();
    let all = desk.console.approvals()?;
    let mut fitting = all.into_iter().filter(|known| known.id.to_string().starts_with(&wanted));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) if !wanted.is_empty() => Ok(only),
        (None, _) => Err(Failure::new(
            ExitClass::NotFound,
            "not-found",
            format!("There is no request for approval {id:?}."),
            "See them: countersign approval list --all",
        )),
        _ => Err(Failure::new(
            ExitClass::NotFound,
            "ambiguous",
            format!("Several requests begin with {id:?}."),
            "Give more of the id.",
        )),
    }
}
