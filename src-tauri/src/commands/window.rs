//! The window itself: who and where it is, how it looks, where it hears.

use crate::call::Call;
use crate::contract::types::{Hear, Hello, InEnvironment, Nothing, Preference, Start, Text, Way};
use crate::contract::{Answer, CommandError};
use crate::place::Place;
use console::{Console, ConsoleError, ExitClass, this_user};
use domain::account::Environment;
use domain::fact::Actor;
use domain::people::ApprovalPolicy;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where merchants manage their account at Antom (guide 0).
const DASHBOARD: &str = "https://dashboard.antom.com/";
/// Longest text that is put on the clipboard, in bytes.
const LONGEST_COPY: usize = 256 * 1024;

pub async fn start(call: Call, _: Nothing) -> Answer<Start> {
    let Place::In(environment) = call.place else {
        return Ok(Start::Welcome { environments: call.house.desks.home().set_up(), version: version() });
    };
    if !call.house.desks.home().set_up().contains(&environment) {
        return Ok(Start::SetUp { hello: hello_before(&call, environment) });
    }
    match call.console_at_the_door().await {
        Err(error) => Ok(Start::Blocked { environment, ways: ways(&error), error }),
        Ok(console) if console.has_people()? && console.sitting()?.is_none() => locked(&call, &console),
        Ok(console) if console.accounts()?.is_empty() => {
            Ok(Start::SetUp { hello: hello_of(&call, &console)? })
        }
        Ok(console) => Ok(Start::Ready { hello: hello_of(&call, &console)? }),
    }
}

/// Nobody is signed in. To a history that is open for reading only nobody can: the way out is offered instead.
fn locked(call: &Call, console: &Console) -> Answer<Start> {
    if let Some(trouble) = console.trouble() {
        let error = CommandError::from(ConsoleError::ReadOnly(trouble));
        return Ok(Start::Blocked { environment: console.environment(), ways: ways(&error), error });
    }
    Ok(Start::Locked {
        hello: hello_of(call, console)?,
        door: console.door()?,
        sealed: console.is_sealed()?,
        since: console.locked_since()?,
        next_hold: console.next_hold_ends()?,
        pulse: console.pulse()?,
    })
}

/// What a window can offer, by what keeps it from opening.
fn ways(error: &CommandError) -> Vec<Way> {
    match (error.class, error.code.as_str()) {
        (_, "ledger-key-missing") => vec![Way::RecoveryCode, Way::TryAgain],
        (ExitClass::Ledger, _) => vec![Way::Restore, Way::TryAgain],
        _ => vec![Way::TryAgain],
    }
}

pub async fn hello(call: Call, _: Nothing) -> Answer<Hello> {
    let console = call.console().await?;
    hello_of(&call, &console)
}

fn hello_of(call: &Call, console: &Console) -> Answer<Hello> {
    let (merchant, zone) = (console.merchant()?, console.zone()?.name().to_owned());
    let before = hello_before(call, console.environment());
    let sitting = console.sitting()?;
    let here = sitting.is_some();
    let operator = match sitting {
        Some(person) => person.name,
        None if console.has_people()? => String::new(),
        None => before.operator.clone(),
    };
    let lock_after_minutes = console.locks_after_minutes()?;
    Ok(Hello { merchant, zone, operator, here, since: console.since()?, lock_after_minutes, ..before })
}

/// What can be said before there is a ledger.
fn hello_before(call: &Call, environment: Environment) -> Hello {
    let operator = match this_user::actor() {
        Actor::Person(name) => name,
        _ => String::new(),
    };
    Hello {
        environment,
        merchant: String::new(),
        environments: call.house.desks.home().set_up(),
        operator,
        here: false,
        device: this_user::device(),
        zone: "Asia/Singapore".to_owned(),
        version: version(),
        since: None,
        lock_after_minutes: ApprovalPolicy::default().lock_after_minutes,
    }
}

fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

pub async fn hear(call: Call, input: Hear) -> Answer<Nothing> {
    let ear = call.outside.ear(call.place, &input.channel)?;
    call.house.ears.open(call.place, ear);
    Ok(Nothing)
}

pub async fn ready(call: Call, _: Nothing) -> Answer<Nothing> {
    call.outside.ready(call.place)?;
    Ok(Nothing)
}

pub async fn preferences(call: Call, _: Nothing) -> Answer<BTreeMap<String, String>> {
    let mut preferences = call.house.kept.preferences();
    if let Some(console) = opened(&call).await {
        preferences.extend(console.preferences()?);
    }
    Ok(preferences)
}

/// The console of the window, where there is a ledger and it can be opened: how a window looks does not depend on it.
async fn opened(call: &Call) -> Option<Arc<Console>> {
    call.console_if_set_up().await.ok().flatten()
}

pub async fn set_preference(call: Call, input: Preference) -> Answer<Nothing> {
    call.house.kept.copy_preference(&input.name, &input.value);
    if let Some(console) = opened(&call).await {
        console.set_preference(&input.name, &input.value)?;
    }
    if input.name == "theme" {
        call.outside.dress(call.place, &input.value);
    }
    Ok(Nothing)
}

pub async fn open_environment(call: Call, input: InEnvironment) -> Answer<Nothing> {
    call.outside.open_window(Place::In(input.environment))?;
    Ok(Nothing)
}

pub async fn copy_text(call: Call, input: Text) -> Answer<Nothing> {
    if input.text.len() > LONGEST_COPY {
        return Err(CommandError::new(
            ExitClass::Usage,
            "too-long",
            "This text is too long to copy.",
            "Copy a part of it.",
        ));
    }
    call.outside.copy(&input.text)?;
    Ok(Nothing)
}

pub async fn open_dashboard(call: Call, _: Nothing) -> Answer<Nothing> {
    call.outside.open_address(DASHBOARD, call.environment()?)?;
    Ok(Nothing)
}
