//! Moving money, always by prepare and confirm. What was confirmed is taken further by the watcher.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{Ask, Confirm, IntentView, Nothing, OfIntent, Prepared, WouldDo};

pub async fn prepare(call: Call, ask: Ask) -> Answer<Prepared> {
    Ok(call.console().await?.prepare(ask).await?)
}

pub async fn dry_run(call: Call, ask: Ask) -> Answer<WouldDo> {
    Ok(call.console().await?.dry_run(ask).await?)
}

pub async fn confirm(call: Call, input: Confirm) -> Answer<IntentView> {
    Ok(call.console().await?.confirm(input.token.parse()?, None).await?)
}

pub async fn stop(call: Call, input: OfIntent) -> Answer<IntentView> {
    Ok(call.console().await?.stop(&input.intent)?)
}

pub async fn outbox(call: Call, _: Nothing) -> Answer<Vec<IntentView>> {
    Ok(call.console().await?.outbox()?)
}
