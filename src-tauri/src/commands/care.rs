//! Settings, and looking after the ledger.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{CodeShown, Nothing, Preference, SettingView};

pub async fn settings(call: Call, _: Nothing) -> Answer<Vec<SettingView>> {
    Ok(call.console().await?.settings()?)
}

pub async fn set_setting(call: Call, input: Preference) -> Answer<SettingView> {
    Ok(call.console().await?.set_setting(&input.name, &input.value)?)
}

pub async fn renew_recovery_code(call: Call, _: Nothing) -> Answer<CodeShown> {
    Ok(CodeShown { code: call.console().await?.renew_recovery_code()?.text().to_owned() })
}
