//! Accounts, their keys, and settings.

use super::in_order;
use crate::account::{Account, Key, KeyStage};
use crate::fact::{Body, Fact};
use crate::ids::AccountName;
use std::collections::BTreeMap;

/// Folds the accounts that exist now, in the order in which they were added. Other facts are passed over.
#[must_use]
pub fn fold_accounts<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for fact in in_order(facts) {
        match &fact.body {
            Body::AccountAdded(added) if find(&mut accounts, &added.name).is_none() => {
                accounts.push(added.as_ref().clone());
            }
            Body::AccountChanged(changed) => change(&mut accounts, changed),
            Body::AccountRemoved { account } => accounts.retain(|known| known.name != *account),
            Body::KeyAdded { account, fingerprint, version } => {
                let key = Key {
                    fingerprint: fingerprint.clone(),
                    version: *version,
                    stage: KeyStage::Added,
                    added_at: fact.at,
                };
                if let Some(account) = find(&mut accounts, account) {
                    add_key(account, key);
                }
            }
            Body::KeyProved { account, fingerprint, evidence } if evidence.verified => {
                if let Some(key) = find_key(&mut accounts, account, fingerprint) {
                    if key.stage == KeyStage::Added {
                        key.stage = KeyStage::Proved;
                    }
                }
            }
            Body::KeyPromoted { account, fingerprint } => promote(&mut accounts, account, fingerprint),
            Body::KeyRetired { account, fingerprint } => {
                if let Some(key) = find_key(&mut accounts, account, fingerprint) {
                    key.stage = KeyStage::Retired;
                }
            }
            _ => {}
        }
    }
    accounts
}

/// Folds the settings: the last value of each name.
#[must_use]
pub fn fold_settings<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> BTreeMap<String, String> {
    in_order(facts)
        .into_iter()
        .filter_map(|fact| match &fact.body {
            Body::SettingChanged { name, value } => Some((name.clone(), value.clone())),
            _ => None,
        })
        .collect()
}

impl Account {
    /// The key that signs.
    #[must_use]
    pub fn key_in_use(&self) -> Option<&Key> {
        self.keys.iter().find(|key| key.stage == KeyStage::InUse)
    }
}

fn find<'a>(accounts: &'a mut [Account], name: &AccountName) -> Option<&'a mut Account> {
    accounts.iter_mut().find(|account| account.name == *name)
}

fn find_key<'a>(accounts: &'a mut [Account], name: &AccountName, fingerprint: &str) -> Option<&'a mut Key> {
    find(accounts, name)?.keys.iter_mut().find(|key| key.fingerprint == fingerprint)
}

/// Environment and client id stay what they were when the account was made, and a key is never lost by a change.
fn change(accounts: &mut [Account], changed: &Account) {
    let Some(account) = find(accounts, &changed.name) else { return };
    let before = std::mem::replace(account, changed.clone());
    account.environment = before.environment;
    account.client_id = before.client_id;
    let new = std::mem::replace(&mut account.keys, before.keys);
    for key in new {
        add_key(account, key);
    }
}

fn add_key(account: &mut Account, key: Key) {
    if !account.keys.iter().any(|known| known.fingerprint == key.fingerprint) {
        account.keys.push(key);
    }
}

/// One key signs at a time. The one before stays proved, so that it can be taken back.
fn promote(accounts: &mut [Account], name: &AccountName, fingerprint: &str) {
    let Some(account) = find(accounts, name) else { return };
    let fit = account.keys.iter().any(|key| key.fingerprint == fingerprint && key.stage != KeyStage::Retired);
    if !fit {
        return;
    }
    for key in &mut account.keys {
        if key.fingerprint == fingerprint {
            key.stage = KeyStage::InUse;
        } else if key.stage == KeyStage::InUse {
            key.stage = KeyStage::Proved;
        }
    }
}
