//! Ways to pay: what is known about them, corrected, and asked of Antom.

use crate::call::Call;
use crate::contract::Answer;
use crate::contract::types::{
    AskMethods, Considered, Consulted, CorrectMethod, MethodView, OfCurrency, OfEdit,
};
use console::amount::read_currency;
use console::methods::Consulting;

pub async fn methods(call: Call, input: OfCurrency) -> Answer<Vec<MethodView>> {
    let currency = input.currency.as_deref().map(read_currency).transpose()?;
    Ok(call.console().await?.methods(currency)?)
}

pub async fn consider_correction(call: Call, input: OfEdit) -> Answer<Considered> {
    let console = call.console().await?;
    Ok(console.consider_correction(&console.read_edit(&input.edit)?)?)
}

pub async fn correct_method(call: Call, input: CorrectMethod) -> Answer<MethodView> {
    let console = call.console().await?;
    Ok(console.correct_method(&console.read_edit(&input.edit)?, input.shown.as_deref())?)
}

pub async fn consult(call: Call, input: AskMethods) -> Answer<Consulted> {
    let AskMethods { account, amount, region, afresh } = input;
    Ok(call.console().await?.consult(Consulting { account, amount, region }, afresh).await?)
}
