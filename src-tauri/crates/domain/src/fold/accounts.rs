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
                if let Some(key) = find_key(&mut accounts, account, fingerprint)
                    && key.stage == KeyStage::Added
                {
                    key.stage = KeyStage::Proved;
                }
            }
            Body::KeyPromoted { account, fingerprint, .. } => promote(&mut accounts, account, fingerprint),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Environment;
    use crate::testing::Story;

    fn account(gateway: &str) -> Account {
        Account {
            name: "main".into(),
            environment: Environment::Sandbox,
            client_id: "SANDBOX_1".into(),
            gateway: gateway.into(),
            antom_key: "key".into(),
            redirect_url: "https://shop.example/thanks".into(),
            notify_url: None,
            settlement_currency: None,
            keys: Vec::new(),
        }
    }

    fn key(fingerprint: &str) -> Body {
        Body::KeyAdded { account: "main".into(), fingerprint: fingerprint.into(), version: 1 }
    }

    fn promoted(fingerprint: &str) -> Body {
        Body::KeyPromoted { account: "main".into(), fingerprint: fingerprint.into(), reason: None }
    }

    fn story(bodies: impl IntoIterator<Item = Body>) -> Vec<Fact> {
        let mut story = Story::opened(crate::fact::CaptureMode::Automatic);
        for body in bodies {
            story.minutes(1).push(body);
        }
        story.facts
    }

    fn stages(facts: &[Fact]) -> Vec<KeyStage> {
        fold_accounts(facts)[0].keys.iter().map(|key| key.stage).collect()
    }

    #[test]
    fn environment_and_client_id_stay_and_a_change_loses_no_key() {
        let changed =
            Account { environment: Environment::Production, client_id: "OTHER".into(), ..account("europe") };
        let facts = story([
            Body::AccountAdded(Box::new(account("asia"))),
            key("one"),
            Body::AccountChanged(Box::new(changed)),
        ]);
        let accounts = fold_accounts(&facts);
        assert_eq!(accounts[0].gateway, "europe");
        assert_eq!(accounts[0].environment, Environment::Sandbox);
        assert_eq!(accounts[0].client_id, "SANDBOX_1");
        assert_eq!(accounts[0].keys.len(), 1);
    }

    #[test]
    fn an_account_is_added_once() {
        let added = |gateway| Body::AccountAdded(Box::new(account(gateway)));
        let accounts = fold_accounts(&story([added("asia"), added("europe")]));
        assert_eq!(accounts.iter().map(|account| account.gateway.as_str()).collect::<Vec<_>>(), ["asia"]);
    }

    #[test]
    fn one_key_signs_at_a_time_and_a_retired_one_never_again() {
        let mut bodies = vec![Body::AccountAdded(Box::new(account("asia"))), key("one"), key("two")];
        bodies.push(promoted("one"));
        assert_eq!(stages(&story(bodies.clone())), [KeyStage::InUse, KeyStage::Added]);
        bodies.push(promoted("two"));
        assert_eq!(stages(&story(bodies.clone())), [KeyStage::Proved, KeyStage::InUse]);
        bodies.push(Body::KeyRetired { account: "main".into(), fingerprint: "one".into() });
        bodies.push(promoted("one"));
        assert_eq!(stages(&story(bodies.clone())), [KeyStage::Retired, KeyStage::InUse]);
        assert_eq!(fold_accounts(&story(bodies))[0].key_in_use().unwrap().fingerprint, "two");
    }

    #[test]
    fn a_key_is_proved_only_by_signed_evidence() {
        for (verified, stage) in [(false, KeyStage::Added), (true, KeyStage::Proved)] {
            let mut evidence = Story::opened(crate::fact::CaptureMode::Manual).evidence();
            evidence.verified = verified;
            let proved = Body::KeyProved { account: "main".into(), fingerprint: "one".into(), evidence };
            let bodies = [Body::AccountAdded(Box::new(account("asia"))), key("one"), proved];
            assert_eq!(stages(&story(bodies)), [stage]);
        }
    }

    #[test]
    fn a_removed_account_is_gone_and_may_come_back_without_its_keys() {
        let added = || Body::AccountAdded(Box::new(account("asia")));
        let removed = Body::AccountRemoved { account: "main".into() };
        assert!(fold_accounts(&story([added(), key("one"), removed.clone()])).is_empty());
        let back = story([added(), key("one"), removed, added()]);
        assert!(fold_accounts(&back)[0].keys.is_empty());
    }

    #[test]
    fn the_last_value_of_a_setting_counts() {
        let set = |value: &str| Body::SettingChanged { name: "zone".into(), value: value.into() };
        let settings = fold_settings(&story([set("Asia/Singapore"), set("Europe/Paris")]));
        assert_eq!(settings.get("zone").map(String::as_str), Some("Europe/Paris"));
    }

    #[test]
    fn a_promotion_written_before_a_reason_was_asked_for_reads_and_is_written_as_it_was() {
        let old = r#"{"kind":"KeyPromoted","account":"main","fingerprint":"two"}"#;
        let body: Body = serde_json::from_str(old).unwrap();
        assert_eq!(body, promoted("two"));
        assert_eq!(serde_json::to_string(&body).unwrap(), old, "its hash stays");
    }
}
