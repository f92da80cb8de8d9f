//! Making links, sending them again, sharing them.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{
    CheckRequest, DeferRequest, Deferred, DraftKept, MaybeDraft, Nothing, OfCard, OfDraft, OfHolder, OfOrder,
    QrView, Reissue, ReplaceRequest, RequestChecked, RequestDefaults, RequestDraft, RequestMade, SavedCard,
    Share, Shared, StoppedOffering, WithReason,
};
use console::sharing::Channel;

pub async fn share(call: Call, input: Share) -> Answer<Shared> {
    let console = call.console().await?;
    let offered = console.offer(&input.order, input.channel)?;
    give(&call, &offered.shared)?;
    Ok(console.handed_over(offered)?)
}

/// What can fail of giving a link out, before it is written down that it was given.
fn give(call: &Call, shared: &Shared) -> Answer<()> {
    if shared.channel == Channel::Copy {
        call.outside.copy(&shared.link)?;
    }
    match &shared.uri {
        Some(address) => call.outside.open_address(address, call.environment()?),
        None => Ok(()),
    }
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
    Ok(console.check_request(&input.draft, input.order, call.language(&console)?)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::desktop;
    use crate::outside::Bare;
    use crate::place::Place;
    use domain::account::Environment;
    use std::sync::Arc;
    use tauri::async_runtime;

    #[test]
    fn a_link_that_could_not_be_copied_was_not_given() {
        let desktop = desktop();
        let call = |outside: Bare| Call {
            place: Place::In(Environment::Training),
            house: desktop.house(),
            outside: Arc::new(outside),
        };
        let order = desktop.order_id();
        let share =
            |outside| async_runtime::block_on(share(call(outside), Share { order, channel: Channel::Copy }));
        let before = desktop.facts();
        assert_eq!(share(Bare::without_clipboard()).unwrap_err().code, "no-clipboard");
        assert_eq!(desktop.facts(), before);
        let bare = Bare::default();
        let shared = share(bare.clone()).unwrap();
        assert_eq!(*bare.copied(), [shared.link]);
        assert_ne!(desktop.facts(), before);
    }
}
