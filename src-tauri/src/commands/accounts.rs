//! Accounts and their keys.

use crate::call::Call;
use crate::contract::types::{
    AccountEvent, AccountView, AddKey, CheckAccount, Import, KeyFrom, KeyShown, KeyView, Nothing, OfAccount,
    OfKey, PromoteKey, SavePublicKey, StagedKey, TestReport, WholeAccount,
};
use crate::contract::{Answer, CommandError};
use console::{Console, ConsoleError, SecretText, Warrant, secret_bytes};
use domain::account::Environment;

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

pub async fn promote_key(call: Call, input: PromoteKey) -> Answer<KeyView> {
    let warrant = Warrant { code: input.code.map(|code| code.0), reason: input.reason };
    Ok(call.console().await?.promote_key(&input.account, &input.fingerprint, warrant)?)
}

pub async fn retire_key(call: Call, input: OfKey) -> Answer<KeyView> {
    Ok(call.console().await?.retire_key(&input.account, &input.fingerprint)?)
}

pub async fn staged_key(call: Call, _: Nothing) -> Answer<Option<StagedKey>> {
    // Looking does not set an environment up.
    let Some(console) = call.console_if_set_up().await? else { return Ok(None) };
    Ok(console.staged_key()?)
}

pub async fn stage_key(call: Call, input: Import) -> Answer<Option<StagedKey>> {
    let Some(import) = handed(&call, input.import)? else { return Ok(None) };
    let copied = copied(import.as_ref(), input.import);
    let staged = call.console_or_set_up().await?.stage_key(import)?;
    leave_no_copy(&call, copied);
    Ok(Some(staged))
}

pub async fn discard_staged_key(call: Call, _: Nothing) -> Answer<Nothing> {
    if let Some(console) = call.console_if_set_up().await? {
        console.discard_staged_key()?;
    }
    Ok(Nothing)
}

pub async fn check_account(call: Call, input: CheckAccount) -> Answer<Nothing> {
    call.console_or_set_up().await?.check_account(&input.draft, input.antom_key.as_deref())?;
    Ok(Nothing)
}

pub async fn try_account(call: Call, input: WholeAccount) -> Answer<TestReport> {
    let console = call.console_or_set_up().await?;
    if let Some(staged) = console.staged_key()? {
        let WholeAccount { draft, .. } = &input;
        given_in_training(&call, &draft.gateway, &draft.client_id, &staged.public_key, draft.key_version)
            .await?;
    }
    Ok(console.try_account(&input.draft, &input.antom_key).await?)
}

/// In Training there is no Dashboard where somebody could paste a public key: the simulator is given it.
async fn given_in_training(call: &Call, gateway: &str, client: &str, key: &str, version: u32) -> Answer<()> {
    if call.environment()? != Environment::Training {
        return Ok(());
    }
    call.house.desks.training().give_key(gateway, client, key, version).await
}

pub async fn add_account(call: Call, input: WholeAccount) -> Answer<AccountView> {
    Ok(call.console_or_set_up().await?.add_account_with_staged_key(&input.draft, &input.antom_key)?)
}

pub async fn test_account(call: Call, input: OfAccount) -> Answer<TestReport> {
    Ok(call.console().await?.test_account(&input.account).await?)
}

pub async fn account_history(call: Call, input: OfAccount) -> Answer<Vec<AccountEvent>> {
    Ok(call.console().await?.account_history(&input.account)?)
}

pub async fn add_key(call: Call, input: AddKey) -> Answer<Option<KeyShown>> {
    let console = call.console().await?;
    let Some(import) = handed(&call, input.import)? else { return Ok(None) };
    let copied = copied(import.as_ref(), input.import);
    let added = console.add_key(&input.account, input.version, import)?;
    leave_no_copy(&call, copied);
    if let Some(key) = &added.public_key {
        let account = console.account(&input.account)?;
        given_in_training(&call, &account.gateway, &account.client_id, key, added.key.version).await?;
    }
    Ok(Some(added))
}

/// The private key somebody has, by a way on which no page sees it, or that a pair is to be made; none where the dialog
/// was closed.
fn handed(call: &Call, from: Option<KeyFrom>) -> Answer<Option<Option<SecretText>>> {
    match from {
        None => Ok(Some(None)),
        Some(KeyFrom::Clipboard) => call.outside.paste().map(|text| Some(Some(text))),
        Some(KeyFrom::File) => {
            let Some(path) = call.outside.ask_which_to_read(call.place) else { return Ok(None) };
            let read =
                std::fs::File::open(path).and_then(secret_bytes).map_err(|error| no_key_file(&error))?;
            Ok(Some(Some(SecretText::of_key(&read))))
        }
    }
}

fn no_key_file(error: &std::io::Error) -> CommandError {
    CommandError::outside("key-file", error, "Choose a file that you may read, with one private key in it.")
}

/// What was taken from the clipboard, to be known there again; none where a key came another way.
fn copied(key: Option<&SecretText>, from: Option<KeyFrom>) -> Option<SecretText> {
    let taken = key.filter(|_| from == Some(KeyFrom::Clipboard))?;
    Some(SecretText::new(taken.expose().to_owned()))
}

/// The key is in the keychain: it need not lie on the clipboard any longer. What was copied meanwhile stays. Where the
/// system does not empty it, the key was taken all the same.
fn leave_no_copy(call: &Call, copied: Option<SecretText>) {
    let Some(copied) = copied else { return };
    let lies_there = call.outside.paste().is_ok_and(|now| now.expose() == copied.expose());
    if lies_there && call.outside.empty_clipboard().is_err() {
        tracing::warn!("the clipboard could not be emptied");
    }
}

pub async fn prove_key(call: Call, input: OfKey) -> Answer<TestReport> {
    Ok(call.console().await?.prove_key(&input.account, &input.fingerprint).await?)
}

pub async fn save_public_key(call: Call, input: SavePublicKey) -> Answer<bool> {
    let console = call.console().await?;
    let key = public_key(&console, &input)?.ok_or_else(|| ConsoleError::not_found(&input.fingerprint))?;
    let Some(path) = call.outside.ask_where_to_write(call.place, "countersign-public-key.txt") else {
        return Ok(false);
    };
    std::fs::write(path, key + "\n")?;
    Ok(true)
}

fn public_key(console: &Console, asked: &SavePublicKey) -> Answer<Option<String>> {
    let Some(account) = &asked.account else {
        let staged = console.staged_key()?.filter(|staged| staged.fingerprint == asked.fingerprint);
        return Ok(staged.map(|staged| staged.public_key));
    };
    let key = console.keys(account)?.into_iter().find(|key| key.key.fingerprint == asked.fingerprint);
    Ok(key.and_then(|key| key.public_key))
}
