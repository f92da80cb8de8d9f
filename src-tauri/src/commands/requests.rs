//! Making links, sending them again, sharing them.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{
    CheckRequest, DeferRequest, Deferred, DraftKept, MaybeDraft, Nothing, OfCard, OfDraft, OfHolder, OfOrder,
    QrView, Reissue, ReplaceRequest, RequestChecked, RequestDefaults, RequestDraft, RequestMade, SavedCard,
    Share, Shared, StoppedOffering, WithReason,
};

pub async fn share(call: Call, input: Share) -> Answer<Shared> {
    let console = call.console().await?;
    let offered = console.offer(&input.order, input.channel)?;
    if let Some(address) = &offered.shared.uri {
        call.outside.open_address(address, call.environment()?)?;
    }
    Ok(console.handed_over(offered)?)
}

pub async fn reissue(call: Call, input: Reissue) -> Answer<RequestMade> {
    Ok(call.console().await?.reissue(&input.order, input.accept_live).await?)
}

pub async fn stop_offering(call: Call, input: WithReason) -> Answer<StoppedOffering> {
    Ok(call.console().await?.stop_offering(&input.order, input.reason)?)
}

pub async fn request_defaults(call: Call, _: Nothing) -> Answer<RequestDefaults> {
    Ok(call.console().await?.request_defaults()?)
}

pub async fn check_request(call: Call, input: CheckRequest) -> Answer<RequestChecked> {
    let console = call.console().await?;
    Ok(console.check_request(&input.draft, input.order, console.language()?)?)
}

pub async fn create_request(call: Call, input: OfDraft) -> Answer<RequestMade> {
    Ok(call.console().await?.create_request(&input.draft).await?)
}

pub async fn replace_request(call: Call, input: ReplaceRequest) -> Answer<RequestMade> {
    Ok(call.console().await?.replace_request(&input.order, &input.draft, input.accept_live).await?)
}

pub async fn defer_request(call: Call, input: DeferRequest) -> Answer<Deferred> {
    Ok(call.console().await?.defer_request(&input.order, input.draft.as_ref())?)
}

pub async fn drop_deferred(call: Call, input: OfOrder) -> Answer<bool> {
    Ok(call.console().await?.drop_deferred(&input.order)?)
}

pub async fn deferred(call: Call, _: Nothing) -> Answer<Vec<Deferred>> {
    Ok(call.console().await?.deferred()?)
}

pub async fn draft_of(call: Call, input: OfOrder) -> Answer<RequestDraft> {
    Ok(call.console().await?.draft_of(&input.order)?)
}

pub async fn saved_cards(call: Call, input: OfHolder) -> Answer<Vec<SavedCard>> {
    Ok(call.console().await?.saved_cards(&input.holder)?)
}

pub async fn forget_card(call: Call, input: OfCard) -> Answer<Vec<String>> {
    Ok(call.console().await?.forget_card(&input.holder, &input.card)?)
}

pub async fn keep_draft(call: Call, input: MaybeDraft) -> Answer<Option<DraftKept>> {
    Ok(call.console().await?.keep_draft(input.draft.as_ref())?.map(|at| DraftKept { at }))
}

pub async fn qr(call: Call, input: OfOrder) -> Answer<QrView> {
    Ok(call.console().await?.qr(&input.order)?)
}
