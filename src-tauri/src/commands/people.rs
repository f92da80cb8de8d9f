//! The people who work here: sitting down and getting up, who there is, what they ask each other to approve.

use crate::call::Call;
use crate::contract::types::{
    ApprovalView, AskApproval, ChangePerson, GiveApproval, Lock, NamedRole, NewPerson, NewPin, Nothing,
    OfApproval, OfPerson, OfPolicy, OfRole, OfTrail, PeopleView, Person, PersonEdit, Prepared,
    RefuseApproval, SignIn, TrailEntry, TrailFile,
};
use crate::contract::{Answer, CommandError};
use crate::ears::{ChangedOrders, Told};
use console::people::change::PersonChange;
use console::people::told::LimitsView;
use console::people::trail::TrailAsked;
use console::seat::LockedBy;
use console::{Console, ExitClass};
use domain::people::RoleName;

pub async fn sign_in(call: Call, input: SignIn) -> Answer<Person> {
    let console = call.console_at_the_door().await?;
    Ok(console.sign_in(&input.name, &input.pin.0)?)
}

pub async fn lock(call: Call, input: Lock) -> Answer<Nothing> {
    let console = call.console_at_the_door().await?;
    if input.sealed {
        console.seal()?;
    } else {
        console.sign_out_because(input.why.unwrap_or(LockedBy::Person));
    }
    console.look_at(None);
    Ok(Nothing)
}

pub async fn people(call: Call, _: Nothing) -> Answer<PeopleView> {
    everybody(call.console().await?.as_ref())
}

fn everybody(console: &Console) -> Answer<PeopleView> {
    Ok(PeopleView {
        people: console.people()?,
        here: console.sitting()?,
        roles: console.roles()?,
        policy: console.approval_policy()?,
    })
}

pub async fn add_person(call: Call, input: NewPerson) -> Answer<Person> {
    let limits = input.limits.map(LimitsView::read);
    let console = call.console().await?;
    if !console.has_people()? {
        // From then on nobody works here without a PIN: whoever begins that keeps the way back in.
        console.confirm_recovery_code(&input.code.ok_or_else(first_with_code)?.0)?;
    }
    let added = console.add_person(&input.name, RoleName(input.role), limits, &input.pin.0)?;
    everything_may_look_otherwise(&call)?;
    Ok(added)
}

pub async fn change_person(call: Call, input: ChangePerson) -> Answer<Person> {
    let change = match input.change {
        PersonEdit::Rename { name } => PersonChange::Name(name),
        PersonEdit::Role { role, limits } => PersonChange::Role(RoleName(role), limits.map(LimitsView::read)),
        PersonEdit::Suspend { reason } => PersonChange::Suspend(reason),
        PersonEdit::Reinstate => PersonChange::LetWork,
    };
    Ok(call.console().await?.change_person(&input.name, change)?)
}

pub async fn set_pin(call: Call, input: NewPin) -> Answer<Nothing> {
    // Whoever keeps the recovery code need not sit here; the console decides.
    let console = call.console_at_the_door().await?;
    match &input.old {
        Some(old) => console.change_pin(&input.name, &old.0, &input.pin.0)?,
        None => console.set_pin(&input.name, &input.pin.0, input.code.as_ref().map(|code| &code.0))?,
    }
    Ok(Nothing)
}

pub async fn release_pin(call: Call, input: OfPerson) -> Answer<Nothing> {
    let console = call.console_at_the_door().await?;
    console.release_pin(&input.name, input.code.as_ref().map(|code| &code.0))?;
    Ok(Nothing)
}

pub async fn make_role(call: Call, input: OfRole) -> Answer<PeopleView> {
    let console = call.console().await?;
    console.make_role(input.role.read())?;
    everybody(&console)
}

pub async fn remove_role(call: Call, input: NamedRole) -> Answer<PeopleView> {
    let console = call.console().await?;
    console.remove_role(RoleName(input.name))?;
    everybody(&console)
}

pub async fn set_policy(call: Call, input: OfPolicy) -> Answer<PeopleView> {
    let console = call.console().await?;
    console.set_approval_policy(input.policy.read())?;
    // After how long a window locks is told to every window.
    everything_may_look_otherwise(&call)?;
    everybody(&console)
}

pub async fn trail(call: Call, input: OfTrail) -> Answer<Vec<TrailEntry>> {
    Ok(call.console().await?.trail(&asked(input))?.entries)
}

pub async fn export_trail(call: Call, input: OfTrail) -> Answer<Option<TrailFile>> {
    let console = call.console().await?;
    let trail = console.trail(&asked(input))?;
    let name =
        format!("countersign-trail-{}-{}.jsonl", console.environment(), console.now().format("%Y-%m-%d"));
    let Some(path) = call.outside.ask_where_to_write(call.place, &name) else { return Ok(None) };
    std::fs::write(&path, trail.lines().map_err(std::io::Error::other)?)?;
    let facts = trail.proofs.len();
    Ok(Some(TrailFile { path: path.display().to_string(), facts, head: trail.head }))
}

fn asked(input: OfTrail) -> TrailAsked {
    TrailAsked { person: input.person, from: input.from, to: input.to }
}

pub async fn approvals(call: Call, _: Nothing) -> Answer<Vec<ApprovalView>> {
    Ok(call.console().await?.approvals()?)
}

pub async fn ask_approval(call: Call, input: AskApproval) -> Answer<ApprovalView> {
    Ok(call.console().await?.ask_approval(input.token.parse()?, input.note)?)
}

pub async fn consider_approval(call: Call, input: OfApproval) -> Answer<Prepared> {
    Ok(call.console().await?.consider_approval(&input.approval).await?)
}

pub async fn give_approval(call: Call, input: GiveApproval) -> Answer<ApprovalView> {
    let console = call.console().await?;
    let Some(token) = input.token else { return Ok(console.give_promotion(&input.approval)?) };
    console.give_approval(&input.approval, token.parse()?).await?;
    Ok(console.approval(&input.approval)?)
}

pub async fn refuse_approval(call: Call, input: RefuseApproval) -> Answer<ApprovalView> {
    Ok(call.console().await?.refuse_approval(&input.approval, &input.reason)?)
}

pub async fn withdraw_approval(call: Call, input: OfApproval) -> Answer<ApprovalView> {
    Ok(call.console().await?.withdraw_approval(&input.approval)?)
}

/// A page alone is not trusted with what locks everybody else out.
fn first_with_code() -> CommandError {
    CommandError::new(
        ExitClass::Refused,
        "first-person-code",
        "The first admin is made with the recovery code: it is the way back in when the PIN is forgotten.",
        "Type the recovery code; Settings makes a new one.",
    )
}

fn everything_may_look_otherwise(call: &Call) -> Answer<()> {
    call.house.ears.tell(call.environment()?, &Told::<()>::Changed(ChangedOrders { orders: None }));
    Ok(())
}
