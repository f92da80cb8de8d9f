//! Accounts and their keys.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{AccountView, KeyShown, KeyView, Nothing, OfAccount, OfKey};

pub async fn accounts(call: Call, _: Nothing) -> Answer<Vec<AccountView>> {
    Ok(call.console().await?.accounts()?)
}

pub async fn remove_account(call: Call, input: OfAccount) -> Answer<Nothing> {
    call.console().await?.remove_account(&input.account)?;
    Ok(Nothing)
}

pub async fn keys(call: Call, input: OfAccount) -> Answer<Vec<KeyShown>> {
    Ok(call.console().await?.keys(&input.account)?)
}

pub async fn promote_key(call: Call, input: OfKey) -> Answer<KeyView> {
    Ok(call.console().await?.promote_key(&input.account, &input.fingerprint)?)
}

pub async fn retire_key(call: Call, input: OfKey) -> Answer<KeyView> {
    Ok(call.console().await?.retire_key(&input.account, &input.fingerprint)?)
}
