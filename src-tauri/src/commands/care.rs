//! Settings, and looking after the ledger.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{
    BackupView, Care, Code, CodeShown, MaybeCode, Nothing, Preference, RestoredView, SettingView,
    VerifiedView,
};
use crate::ears::{ChangedOrders, Told};
use console::Console;
use console::restore::{CaughtUp, RestoreWith};

pub async fn settings(call: Call, _: Nothing) -> Answer<Vec<SettingView>> {
    Ok(call.console().await?.settings()?)
}

pub async fn set_setting(call: Call, input: Preference) -> Answer<SettingView> {
    Ok(call.console().await?.set_setting(&input.name, &input.value)?)
}

pub async fn renew_recovery_code(call: Call, _: Nothing) -> Answer<CodeShown> {
    Ok(CodeShown { code: call.console().await?.renew_recovery_code()?.text().to_owned() })
}

pub async fn confirm_recovery_code(call: Call, input: Code) -> Answer<Nothing> {
    call.console().await?.confirm_recovery_code(&input.code.0)?;
    Ok(Nothing)
}

pub async fn care(call: Call, _: Nothing) -> Answer<Care> {
    Ok(call.console().await?.care()?)
}

pub async fn backup(call: Call, _: Nothing) -> Answer<Option<BackupView>> {
    let console = call.console().await?;
    let name = format!("countersign-{}-{}.backup", console.environment(), console.now().format("%Y-%m-%d"));
    let Some(path) = call.outside.ask_where_to_write(call.place, &name) else { return Ok(None) };
    let made = console.backup(&path)?;
    Ok(Some(BackupView {
        path: path.display().to_string(),
        bytes: made.report.bytes,
        facts: made.report.head.facts,
        head: made.head_text,
    }))
}

pub async fn verify(call: Call, _: Nothing) -> Answer<VerifiedView> {
    let found = call.console().await?.check(None)?;
    let breaks = found.verification.breaks.iter().map(ToString::to_string);
    let promises = found.promises.iter().map(|found| format!("order {}: {}", found.reference, found.what));
    Ok(VerifiedView {
        whole: found.whole && found.promises.is_empty(),
        facts: found.verification.facts,
        orders: found.verification.orders,
        breaks: breaks.chain(promises).collect(),
        checkpoint_on_chain: found.checkpoint_on_chain,
        head: found.head,
    })
}

pub async fn unlock_with_code(call: Call, input: Code) -> Answer<Nothing> {
    let (environment, desks) = (call.environment()?, &call.house.desks);
    Console::unlock(desks.home(), environment, desks.ports(environment).vault.as_ref(), &input.code.0)?;
    Ok(Nothing)
}

pub async fn restore(call: Call, input: MaybeCode) -> Answer<Option<RestoredView>> {
    let (environment, desks) = (call.environment()?, &call.house.desks);
    let Some(file) = call.outside.ask_which_to_read(call.place) else { return Ok(None) };
    let with = input.code.map_or(RestoreWith::Keychain, |code| RestoreWith::Code(code.0));
    let ports = desks.ports(environment);
    call.outside.let_go(environment);
    desks.close(environment);
    let (console, restored) = Console::restore(desks.home(), environment, ports, &file, &with)?;
    let caught = match &restored.set_aside {
        // It is restored whatever Antom says now: the window has to show it.
        Some(aside) => console.catch_up(aside, restored.facts).await.ok(),
        None => Some(CaughtUp::default()),
    };
    drop(console); // the table opens it anew, and what goes on by itself begins with it
    call.console_at_the_door().await?;
    call.house.ears.tell(environment, &Told::<()>::Changed(ChangedOrders { orders: None }));
    let caught_up = caught.as_ref().is_some_and(|caught| caught.trouble.is_empty());
    Ok(Some(RestoredView {
        facts: restored.facts,
        missing_keys: restored.missing_keys,
        lost: caught.unwrap_or_default().lost,
        caught_up,
    }))
}
