//! Moving money, always by prepare and confirm. What was confirmed is taken further by the watcher.

use crate::call::Call;
use crate::contract::types::{
    AmountRead, Ask, Confirm, Groups, IntentView, Money, Nothing, OfIntent, Prepared, TypedAmount, WouldDo,
};
use crate::contract::{Answer, CommandError};
use ::money::sum_by_currency;

pub async fn prepare(call: Call, ask: Ask) -> Answer<Prepared> {
    Ok(call.console().await?.prepare(ask).await?)
}

pub async fn dry_run(call: Call, ask: Ask) -> Answer<WouldDo> {
    Ok(call.console().await?.dry_run(ask).await?)
}

pub async fn confirm(call: Call, input: Confirm) -> Answer<IntentView> {
    let (console, token) = (call.console().await?, input.token.parse()?);
    Ok(match &input.code {
        Some(code) => console.confirm_with_code(token, None, &code.0).await?,
        None => console.confirm(token, None).await?,
    })
}

pub async fn stop(call: Call, input: OfIntent) -> Answer<IntentView> {
    Ok(call.console().await?.stop(&input.intent)?)
}

pub async fn outbox(call: Call, _: Nothing) -> Answer<Vec<IntentView>> {
    Ok(call.console().await?.outbox()?)
}

pub async fn read_amount(call: Call, input: TypedAmount) -> Answer<AmountRead> {
    let language = call.language(&*call.console().await?)?;
    Ok(console::amount::read_amount(&input.text, &input.currency, language)?)
}

pub async fn add_up(call: Call, input: Groups) -> Answer<Vec<Vec<Money>>> {
    call.environment()?;
    let sum = |group: &Vec<Money>| sum_by_currency(group).map_err(|error| too_much(&error));
    input.groups.iter().map(sum).collect()
}

fn too_much(error: &::money::AmountError) -> CommandError {
    console::ConsoleError::field("amount", error.to_string(), "Add up fewer amounts at once.").into()
}
