//! Making links, sending them again, sharing them.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{Reissue, RequestMade, Share, Shared, StoppedOffering, WithReason};

pub async fn share(call: Call, input: Share) -> Answer<Shared> {
    let shared = call.console().await?.share(&input.order, input.channel)?;
    if let Some(address) = &shared.uri {
        call.outside.open_address(address, call.environment()?)?;
    }
    Ok(shared)
}

pub async fn reissue(call: Call, input: Reissue) -> Answer<RequestMade> {
    Ok(call.console().await?.reissue(&input.order, input.accept_live).await?)
}

pub async fn stop_offering(call: Call, input: WithReason) -> Answer<StoppedOffering> {
    Ok(call.console().await?.stop_offering(&input.order, input.reason)?)
}
