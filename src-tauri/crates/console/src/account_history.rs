//! What happened to an account and its keys, for people.

use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::fact::{Body, Fact};
use domain::ids::AccountName;
use ledger::Ledger;
use serde::Serialize;

/// Something that happened to an account or its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What.
    pub kind: AccountEventKind,
    /// The key's version, where it is about a key.
    pub version: Option<u32>,
    /// The key's fingerprint, where it is about a key.
    pub fingerprint: Option<String>,
    /// Why, where somebody said so.
    pub reason: Option<String>,
}

/// What happened to an account or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AccountEventKind {
    /// The account was added, with the key that signs.
    AccountAdded,
    /// A key was added.
    KeyAdded,
    /// Antom accepted a signature of the key.
    KeyProved,
    /// The key signs from now on.
    KeyPromoted,
    /// The key is no longer used.
    KeyRetired,
}

impl Console {
    /// What happened to an account since it was added, oldest first.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] with the accounts there are.
    pub fn account_history(&self, name: &AccountName) -> Result<Vec<AccountEvent>, ConsoleError> {
        self.looking()?;
        self.account_of(name)?;
        let mut history: Vec<AccountEvent> = Vec::new();
        for fact in self.read(Ledger::house_facts)? {
            let Some(About { kind, version, fingerprint, reason }) = about(&fact, name) else { continue };
            if kind == AccountEventKind::AccountAdded {
                // An account of the same name that was removed is another one.
                history.clear();
            }
            let known = |event: &&AccountEvent| event.fingerprint == fingerprint;
            let version = version.or_else(|| history.iter().find(known).and_then(|event| event.version));
            let actor = shown(&fact.actor.to_string());
            let reason = reason.as_deref().map(shown);
            history.push(AccountEvent { at: fact.at, actor, kind, version, fingerprint, reason });
        }
        Ok(history)
    }
}

/// What a fact says about an account: what happened, to which key, and why.
struct About {
    kind: AccountEventKind,
    version: Option<u32>,
    fingerprint: Option<String>,
    reason: Option<String>,
}

fn about(fact: &Fact, name: &AccountName) -> Option<About> {
    use AccountEventKind as Kind;
    let key = |kind, fingerprint: &String| About {
        kind,
        version: None,
        fingerprint: Some(fingerprint.clone()),
        reason: None,
    };
    let (account, about) = match &fact.body {
        Body::AccountAdded(account) => {
            let key = account.keys.first();
            let (version, fingerprint) = (key.map(|key| key.version), key.map(|key| key.fingerprint.clone()));
            (&account.name, About { kind: Kind::AccountAdded, version, fingerprint, reason: None })
        }
        Body::KeyAdded { account, fingerprint, version } => {
            (account, About { version: Some(*version), ..key(Kind::KeyAdded, fingerprint) })
        }
        Body::KeyProved { account, fingerprint, .. } => (account, key(Kind::KeyProved, fingerprint)),
        Body::KeyPromoted { account, fingerprint, reason } => {
            (account, About { reason: reason.clone(), ..key(Kind::KeyPromoted, fingerprint) })
        }
        Body::KeyRetired { account, fingerprint } => (account, key(Kind::KeyRetired, fingerprint)),
        _ => return None,
    };
    (account == name).then_some(about)
}
