//! What a fact says that is about no order.

use crate::view::shown;
use domain::fact::{Body, Fact, OperatorChanged};
use domain::ids::{FactId, OperatorId};
use domain::people::{ApprovalPolicy, From as FromAmount, People};
use money::Money;
use std::collections::BTreeMap;

/// What has to be known besides a fact to tell it: who is who, and what stood before it.
pub(super) struct House<'a> {
    people: &'a People,
    /// The policy before each change of it.
    before: BTreeMap<FactId, ApprovalPolicy>,
}

impl<'a> House<'a> {
    /// Out of the facts that are about no order, in the order of arrival.
    pub(super) fn new(people: &'a People, history: impl Iterator<Item = Fact>) -> Self {
        let mut standing = ApprovalPolicy::default();
        let mut before = BTreeMap::new();
        for fact in history {
            if let Body::PolicyChanged(policy) = fact.body {
                before.insert(fact.id, std::mem::replace(&mut standing, *policy));
            }
        }
        Self { people, before }
    }

    /// The sentence.
    pub(super) fn told(&self, fact: &Fact) -> String {
        match &fact.body {
            Body::SettingChanged { name, value } if value.is_empty() => format!("Emptied {}", shown(name)),
            Body::SettingChanged { name, value } => format!("Set {} to {}", shown(name), shown(value)),
            Body::PolicyChanged(policy) => self.policy(fact, policy),
            Body::MethodProfileChanged(changed) => {
                format!("Corrected what is known of {}: {}", shown(&changed.method), shown(&changed.reason))
            }
            Body::BackupMade { facts, .. } => format!("Made a backup of {facts} facts"),
            Body::RecoveryCodeRenewed => {
                "Renewed the recovery code; the old one opens nothing any more".to_owned()
            }
            Body::LedgerRestored { facts, .. } => {
                format!("Restored the ledger from a backup of {facts} facts")
            }
            other => self.of_people(other).or_else(|| of_account(other)).unwrap_or_else(|| other.name()),
        }
    }

    fn of_people(&self, body: &Body) -> Option<String> {
        Some(match body {
            Body::OperatorAdded(added) => format!("Added {} as {}", shown(&added.name), shown(&added.role.0)),
            Body::OperatorChanged(changed) => person(changed),
            Body::OperatorReleased { operator } => format!("Ended the wait of {}", self.name(operator)),
            Body::OperatorPinSet { operator } => format!("Set a new PIN for {}", self.name(operator)),
            Body::OperatorLockedOut { operator, tries } => {
                format!("{} has to wait after {tries} wrong PINs", self.name(operator))
            }
            Body::RoleChanged(role) => format!("Made or changed role {}", shown(&role.name.0)),
            Body::RoleRemoved { role } => format!("Removed role {}", shown(&role.0)),
            Body::ApprovalAsked(asked) => format!("Asked for approval: {}", shown(&asked.sentence)),
            Body::ApprovalGiven { .. } => "Approved a request".to_owned(),
            Body::ApprovalRefused { reason, .. } => {
                format!("Refused a request for approval: {}", shown(reason))
            }
            Body::ApprovalWithdrawn { .. } => "Took a request for approval back".to_owned(),
            _ => return None,
        })
    }

    fn name(&self, id: &OperatorId) -> String {
        self.people.operator(id).map_or_else(|| "somebody".to_owned(), |known| shown(&known.name))
    }

    fn policy(&self, fact: &Fact, policy: &ApprovalPolicy) -> String {
        let before = self.before.get(&fact.id).cloned().unwrap_or_default();
        let changes = changes(&before, policy);
        if changes.is_empty() {
            return "Left the policy as it was".to_owned();
        }
        format!("Changed the policy: {}", changes.join("; "))
    }
}

fn person(changed: &OperatorChanged) -> String {
    let suspended = if changed.operator.suspended { ", suspended" } else { "" };
    let why = changed.reason.as_deref().map(|reason| format!(": {}", shown(reason))).unwrap_or_default();
    let (name, role) = (shown(&changed.operator.name), shown(&changed.operator.role.0));
    format!("Changed {name} ({role}{suspended}){why}")
}

fn of_account(body: &Body) -> Option<String> {
    Some(match body {
        Body::AccountAdded(account) => format!("Added account {}", shown(&account.name.0)),
        Body::AccountChanged(account) => format!("Changed account {}", shown(&account.name.0)),
        Body::AccountRemoved { account } => format!("Removed account {}", shown(&account.0)),
        Body::KeyAdded { account, fingerprint, .. } => {
            format!("Added key {} of {}", short(fingerprint), shown(&account.0))
        }
        Body::KeyProved { account, fingerprint, .. } => {
            format!("Antom accepted key {} of {}", short(fingerprint), shown(&account.0))
        }
        Body::KeyPromoted { account, fingerprint, reason } => {
            let why = reason.as_deref().map(|reason| format!(": {}", shown(reason))).unwrap_or_default();
            format!("Key {} signs for {} from now on{why}", short(fingerprint), shown(&account.0))
        }
        Body::KeyRetired { account, fingerprint } => {
            format!("Retired key {} of {}", short(fingerprint), shown(&account.0))
        }
        _ => return None,
    })
}

/// What another policy does otherwise.
fn changes(before: &ApprovalPolicy, after: &ApprovalPolicy) -> Vec<String> {
    let mut told = Vec::new();
    for (what, was, is) in [
        ("a capture", &before.capture, &after.capture),
        ("a cancel", &before.cancel, &after.cancel),
        ("a refund", &before.refund, &after.refund),
    ] {
        if was != is {
            told.push(format!("{what} {}", second_from(is)));
        }
    }
    for (what, was, is) in [
        ("another key signs", before.promote, after.promote),
        ("money of a disputed payment moves", before.dispute, after.dispute),
    ] {
        if was != is {
            told.push(format!(
                "{what} {}",
                if is { "only with a second person" } else { "without a second person" }
            ));
        }
    }
    if before.lapses_after_minutes != after.lapses_after_minutes {
        told.push(format!("a request for approval lapses after {} minutes", after.lapses_after_minutes));
    }
    if before.reasons != after.reasons {
        told.push(reasons(after));
    }
    if before.lock_after_minutes != after.lock_after_minutes {
        told.push(format!("a window locks after {} minutes", after.lock_after_minutes));
    }
    told
}

fn second_from(from: &FromAmount) -> String {
    match from {
        FromAmount::Never => "never needs a second person".to_owned(),
        FromAmount::AtLeast(least) => {
            let amounts: Vec<String> = least
                .iter()
                .filter_map(|(currency, minor)| Money::from_minor(*minor, *currency).ok())
                .map(|amount| amount.to_string())
                .collect();
            format!("needs a second person from {}", amounts.join(", "))
        }
    }
}

fn reasons(policy: &ApprovalPolicy) -> String {
    if policy.reasons.is_empty() {
        return "nothing needs a written reason".to_owned();
    }
    let verbs: Vec<String> = policy.reasons.iter().map(|verb| verb.name().to_lowercase()).collect();
    format!("a written reason is needed for: {}", verbs.join(", "))
}

fn short(fingerprint: &str) -> String {
    fingerprint.chars().take(8).collect()
}
