//! Taking a payment at the counter.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{CounterView, Nothing, OfDraft, OfOrder, RequestMade};
use crate::counters::{self, Opened, label_of};
use console::counter::Counter;
use std::sync::Arc;

pub async fn create_at_counter(call: Call, input: OfDraft) -> Answer<RequestMade> {
    Ok(call.console().await?.create_request_at_counter(&input.draft).await?)
}

pub async fn open_counter(call: Call, input: OfOrder) -> Answer<Nothing> {
    let (console, environment) = (call.console().await?, call.environment()?);
    let ticket = console.counter_ticket(&input.order).await?;
    let label = label_of(environment, &input.order);
    let (order, sdk, ends_at, back) = (input.order, ticket.sdk, ticket.ends_at, ticket.back.clone());
    let opened = Opened { label: label.clone(), order, sdk, ends_at, back };
    let counter = Counter::open(&console, ticket).await?;
    // One that was open before has an address that was used.
    call.house.counters.left(&label);
    call.outside.open_counter(&label, counter.address(), environment)?;
    counters::stand_by(&call.house, Arc::clone(&console), counter, opened);
    Ok(Nothing)
}

pub async fn counter(call: Call, input: OfOrder) -> Answer<Option<CounterView>> {
    let console = call.console().await?;
    let label = label_of(call.environment()?, &input.order);
    Ok(call.house.counters.view(&label, call.language(&console)?))
}
