//! Finding payments, looking at one, asking Antom about it.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{
    Asked, EvidenceView, FoundView, LookedUp, MaybeOrder, Note, Nothing, OfId, OfOrder, OfWatch, OrderId,
    OrderView, Pulse, Queries, RowView, Search, TallyView, WatchPlan, WithReason,
};
use console::find::Which;

pub async fn search(call: Call, input: Search) -> Answer<FoundView> {
    let limit = usize::try_from(input.limit).unwrap_or(usize::MAX);
    Ok(call.console().await?.search(&input.query, &Which { limit, after: input.after })?)
}

pub async fn row(call: Call, input: OfOrder) -> Answer<RowView> {
    Ok(call.console().await?.row(&input.order)?)
}

pub async fn show(call: Call, input: OfOrder) -> Answer<OrderView> {
    Ok(call.console().await?.show(&input.order)?)
}

pub async fn look_up(call: Call, input: OfId) -> Answer<LookedUp> {
    let console = call.console().await?;
    Ok(console.look_up(&console.only_account()?, &input.id).await?)
}

pub async fn import(call: Call, input: OfId) -> Answer<OrderId> {
    let console = call.console().await?;
    Ok(console.import(&console.only_account()?, &input.id).await?)
}

pub async fn inquire(call: Call, input: OfOrder) -> Answer<Asked> {
    Ok(call.console().await?.inquire(&input.order).await?)
}

pub async fn look_at(call: Call, input: MaybeOrder) -> Answer<Nothing> {
    call.console().await?.look_at(input.order);
    Ok(Nothing)
}

pub async fn watch_plan(call: Call, input: OfWatch) -> Answer<WatchPlan> {
    let limit = usize::try_from(input.limit).unwrap_or(usize::MAX);
    Ok(call.console().await?.watch_plan(input.order.as_ref(), limit)?)
}

pub async fn note(call: Call, input: Note) -> Answer<OrderView> {
    Ok(call.console().await?.note(&input.order, &input.text)?)
}

pub async fn forget_buyer(call: Call, input: WithReason) -> Answer<OrderView> {
    Ok(call.console().await?.forget_buyer(&input.order, input.reason)?)
}

pub async fn tally(call: Call, input: Queries) -> Answer<Vec<TallyView>> {
    Ok(call.console().await?.tally(&input.queries)?)
}

pub async fn evidence(call: Call, input: OfOrder) -> Answer<Vec<EvidenceView>> {
    Ok(call.console().await?.evidence(&input.order)?)
}

pub async fn pulse(call: Call, _: Nothing) -> Answer<Pulse> {
    Ok(call.console().await?.pulse()?)
}
