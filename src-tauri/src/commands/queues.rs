//! What waits: for a person, for its time, for Antom.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{Attention, Holds, Moves, MovesOf, Nothing, OfItem, Snooze};
use console::moves::MovesAsked;

pub async fn holds(call: Call, _: Nothing) -> Answer<Holds> {
    Ok(call.console().await?.holds()?)
}

pub async fn moves(call: Call, input: MovesOf) -> Answer<Moves> {
    let MovesOf { which, verbs, currencies, limit, after } = input;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(call.console().await?.moves(&MovesAsked { which, verbs, currencies, limit, after })?)
}

pub async fn attention(call: Call, _: Nothing) -> Answer<Attention> {
    Ok(call.console().await?.attention()?)
}

pub async fn snooze(call: Call, input: Snooze) -> Answer<Nothing> {
    call.console().await?.snooze(&input.item, input.until, &input.reason)?;
    Ok(Nothing)
}

pub async fn mark_read(call: Call, input: OfItem) -> Answer<Nothing> {
    call.console().await?.mark_read(&input.item)?;
    Ok(Nothing)
}
