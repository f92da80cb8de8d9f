//! Everything that can go wrong when people work with the console, each with a stable code, a sentence and a remedy.

mod remedy;

pub use crate::exit::ExitClass;
use crate::standing::HistoryTrouble;
use crate::view::StateView;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::account::Environment;
use domain::ids::OrderId;
use domain::people::Saying;
use domain::rules::{Lift, Refusal};
use ledger::LedgerError;
use money::Money;
use serde::Serialize;
use std::path::PathBuf;
use vault::VaultError;

/// One of several orders a text can mean, with what tells it from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// What it is for.
    pub description: String,
    /// What it asks for.
    pub amount: Money,
    /// Its state word.
    #[serde(flatten)]
    pub state: StateView,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

/// Everything that can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// This environment has no ledger yet.
    #[error("the {environment} environment has not been set up in this home")]
    NotSetUp {
        /// Which.
        environment: Environment,
    },
    /// There is no merchant account yet.
    #[error("the {environment} environment has no merchant account yet")]
    NoAccount {
        /// Which.
        environment: Environment,
    },
    /// No account has this name.
    #[error("there is no account named {name:?} here; there is {}", list(known))]
    UnknownAccount {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The account exists already.
    #[error("an account named {name:?} exists already")]
    AccountExists {
        /// Its name.
        name: String,
    },
    /// An order has this number already.
    #[error("there is an order {reference} already")]
    OrderExists {
        /// The number.
        reference: String,
    },
    /// An account that still has open business cannot be removed.
    #[error("account {name:?} still has {orders} with something open")]
    AccountBusy {
        /// Its name.
        name: String,
        /// How many, in words for people.
        orders: String,
    },
    /// A field of what was asked is wrong.
    #[error("{field}: {problem}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// Environment, client id and gateway do not belong together.
    #[error("{problem}")]
    WrongEnvironment {
        /// What does not fit.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// One's own public key was given where Antom's is asked for.
    #[error("the key given as Antom's is the public half of your own key")]
    OwnPublicKey,
    /// A key cannot be read, or may not be used.
    #[error("{field}: {source}")]
    Key {
        /// Which key.
        field: &'static str,
        /// What is wrong with it.
        #[source]
        source: antom::keys::KeyError,
    },
    /// The account has no such key, or it is not at the step asked for.
    #[error("{problem}")]
    KeyStage {
        /// What does not fit.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// No key of the account begins like this.
    #[error("the account has no key with the fingerprint {fingerprint:?}")]
    UnknownKey {
        /// What was typed.
        fingerprint: String,
    },
    /// No key pair was made for an account that is to be added, or the keychain lost it.
    #[error("no key pair was made yet")]
    NoStagedKey,
    /// The account's private key is not in the keychain of this computer.
    #[error(
        "the private key of account {account:?} (fingerprint {fingerprint}) is not in this computer's keychain"
    )]
    MerchantKeyMissing {
        /// Whose.
        account: String,
        /// Which.
        fingerprint: String,
    },
    /// The domain refuses it, with the reason and what would lift it.
    #[error("{}", .0.reason)]
    Refused(Refusal),
    /// Something happened to the order after the question was put.
    #[error("{what}")]
    Changed {
        /// What.
        what: String,
    },
    /// A confirmation that was used already, or that this process never gave out.
    #[error("this confirmation was used already, or is not known to this program")]
    ConfirmationSpent,
    /// A script key was used before with other parameters.
    #[error("the key {key:?} was used before with other parameters")]
    ScriptKeyReused {
        /// The key.
        key: String,
    },
    /// Nothing here has this number or id.
    #[error("nothing here is called {text:?}")]
    NotFound {
        /// What was looked for.
        text: String,
    },
    /// No link of the order can be paid now.
    #[error("order {reference} has no link that can be paid now")]
    NoLiveLink {
        /// The order's number.
        reference: String,
    },
    /// Several orders have this number.
    #[error("{text:?} can mean {} orders", candidates.len())]
    Ambiguous {
        /// What was looked for.
        text: String,
        /// Them, newest first.
        candidates: Vec<Candidate>,
        /// The store's zone, in which their times are told.
        zone: Tz,
    },
    /// A search could not be read.
    #[error("{message}")]
    Query {
        /// Where in the text, in characters.
        position: usize,
        /// What could not be read.
        message: String,
        /// What to write instead.
        remedy: String,
    },
    /// The PIN is not the person's.
    #[error("{}", Saying::PinWrong { left: *left })]
    PinWrong {
        /// Tries that are left before somebody has to wait.
        left: u32,
    },
    /// Too many wrong PINs were typed.
    #[error("{}", Saying::PinWait { until: *until })]
    PinWait {
        /// From when another try counts.
        until: DateTime<Utc>,
    },
    /// The person has no PIN on this computer.
    #[error("{}", Saying::PinMissing { name: name.clone() })]
    PinMissing {
        /// Who.
        name: String,
    },
    /// What was chosen is no PIN, or one that anybody would try.
    #[error("pin: {said}")]
    PinUnfit {
        /// What is wrong with it.
        said: Saying,
        /// What to do.
        remedy: &'static str,
    },
    /// Antom refused, by a signed answer.
    #[error("Antom refused {}: {code} ({message})", asked_for(operation))]
    AntomRefused {
        /// The operation's wire name.
        operation: &'static str,
        /// `resultCode`, verbatim.
        code: String,
        /// `resultMessage`, verbatim.
        message: String,
        /// What to do.
        remedy: String,
    },
    /// Something that may move money, or makes a link, left or may have left, and no answer that can be believed came.
    #[error("{} is not known: {why}", in_question(operation))]
    AntomUnknown {
        /// The operation's wire name.
        operation: &'static str,
        /// Why, in words for people.
        why: String,
    },
    /// The same command was run before and has not said yet what became of it. Nothing was sent again.
    #[error(
        "the link of order {reference} is still being asked for, or the command that asked for it was interrupted"
    )]
    LinkUnderWay {
        /// The order's number.
        reference: String,
        /// From when on the first command is taken for interrupted, and the same one again makes the link.
        again_at: DateTime<Utc>,
    },
    /// A question that changes nothing brought no answer that can be believed, or could not be put.
    #[error("{} could not be learnt: {why}", in_question(operation))]
    NothingLearnt {
        /// The operation's wire name.
        operation: &'static str,
        /// Why, in words for people.
        why: String,
    },
    /// Antom cannot be reached; nothing was sent.
    #[error("Antom cannot be reached: {detail}")]
    Network {
        /// Why.
        detail: String,
    },
    /// The key of the ledger is not in the keychain.
    #[error("the key of the {environment} ledger is not in this computer's keychain")]
    LedgerKeyMissing {
        /// Which ledger.
        environment: Environment,
    },
    /// The ledger ends before the point the keychain remembers.
    #[error(
        "the ledger ends before fact {seq} of this device, which the keychain remembers; it was cut or replaced by an older copy"
    )]
    LedgerCut {
        /// The fact remembered.
        seq: u64,
    },
    /// The history is open for reading only, because it cannot be believed.
    #[error("the history is open for reading only: {}", .0.what)]
    ReadOnly(HistoryTrouble),
    /// Another program works on the ledger that is to be replaced.
    #[error("another program has this ledger open")]
    InUse,
    /// The ledger says something that cannot be.
    #[error("the ledger does not make sense: {detail}")]
    LedgerNonsense {
        /// What.
        detail: String,
    },
    /// The ledger answered with an error.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The keychain answered with an error.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A directory or file of the home cannot be used.
    #[error("{} cannot be used: {detail}", path.display())]
    Home {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The key of a backup's ledger is not in this computer's keychain.
    #[error("the key that opens this backup is not in this computer's keychain")]
    RecoveryCodeNeeded,
    /// A recovery code is mistyped or belongs to another ledger.
    #[error("{problem}")]
    RecoveryCode {
        /// What is wrong with it.
        problem: String,
        /// The same as a code with its figures, where it is one of the rules about people.
        said: Option<Saying>,
    },
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// What Antom was asked to do, for people: the wire name stands in the evidence.
fn asked_for(operation: &str) -> &str {
    match operation {
        "createPaymentSession" => "to make the link",
        "pay" => "to begin the payment",
        "consult" => "to say how can be paid",
        "capture" => "the capture",
        "cancel" => "the cancel",
        "refund" => "the refund",
        _ => "to answer",
    }
}

/// What is not known as long as Antom has not answered.
fn in_question(operation: &str) -> &str {
    match operation {
        "createPaymentSession" => "whether Antom made the link",
        "pay" => "whether Antom began the payment",
        "consult" => "how can be paid at Antom",
        "inquiryPayment" => "how the payment stands at Antom",
        "inquiryRefund" => "how the refund stands at Antom",
        "capture" => "what became of the capture at Antom",
        "cancel" => "what became of the cancel at Antom",
        "refund" => "what became of the refund at Antom",
        _ => "what Antom did",
    }
}

impl ConsoleError {
    /// A field of what was asked is wrong.
    #[must_use]
    pub fn field(field: &'static str, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Field { field, problem: problem.into(), remedy: remedy.into() }
    }

    /// Nothing is called so.
    #[must_use]
    pub fn not_found(text: impl Into<String>) -> Self {
        Self::NotFound { text: text.into() }
    }

    /// A recovery code is wrong, or missing, by one of the rules about people.
    pub(crate) fn code_said(said: Saying) -> Self {
        Self::RecoveryCode { problem: said.to_string(), said: Some(said) }
    }

    /// What is said, as a code with its figures and names, where it is one of the rules about people.
    #[must_use]
    pub fn said(&self) -> Option<Saying> {
        match self {
            Self::Refused(refusal) => refusal.said.clone(),
            Self::PinWrong { left } => Some(Saying::PinWrong { left: *left }),
            Self::PinWait { until } => Some(Saying::PinWait { until: *until }),
            Self::PinMissing { name } => Some(Saying::PinMissing { name: name.clone() }),
            Self::PinUnfit { said, .. } => Some(said.clone()),
            Self::RecoveryCode { said, .. } => said.clone(),
            _ => None,
        }
    }

    /// Who can lift it, by name; nobody where that is not up to certain people.
    #[must_use]
    pub fn who(&self) -> &[String] {
        match self {
            Self::Refused(Refusal { lift: Lift::People(names), .. }) => names,
            _ => &[],
        }
    }

    /// The stable code, in lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> String {
        let plain = match self {
            Self::NotSetUp { .. } => "not-set-up",
            Self::NoAccount { .. } => "no-account",
            Self::UnknownAccount { .. } => "unknown-account",
            Self::AccountExists { .. } => "account-exists",
            Self::OrderExists { .. } => "order-exists",
            Self::AccountBusy { .. } => "account-busy",
            Self::Field { .. } | Self::PinUnfit { .. } => "bad-field",
            Self::WrongEnvironment { .. } => "wrong-environment",
            Self::OwnPublicKey => "own-public-key",
            Self::Key { source, .. } => return kebab(source.code()),
            Self::KeyStage { .. } => "key-stage",
            Self::UnknownKey { .. } => "unknown-key",
            Self::NoStagedKey => "no-staged-key",
            Self::MerchantKeyMissing { .. } => "merchant-key-missing",
            Self::Refused(refusal) => return refusal.code.as_str().to_owned(),
            Self::Changed { .. } => "changed-meanwhile",
            Self::ConfirmationSpent => "confirmation-spent",
            Self::ScriptKeyReused { .. } => "script-key-reused",
            Self::NotFound { .. } => "not-found",
            Self::NoLiveLink { .. } => "no-live-link",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Query { .. } => "bad-query",
            Self::PinWrong { .. } => "pin-wrong",
            Self::PinWait { .. } => "pin-wait",
            Self::PinMissing { .. } => "pin-missing",
            Self::AntomRefused { .. } => "antom-refused",
            Self::AntomUnknown { .. } => "antom-unknown",
            Self::LinkUnderWay { .. } => "link-being-made",
            Self::NothingLearnt { .. } => "nothing-learnt",
            Self::Network { .. } => "no-connection",
            Self::LedgerKeyMissing { .. } => "ledger-key-missing",
            Self::LedgerCut { .. } => "ledger-cut",
            Self::ReadOnly(_) => "history-read-only",
            Self::InUse => "ledger-in-use",
            Self::LedgerNonsense { .. } => "ledger-nonsense",
            Self::Ledger(error) => return kebab(error.code()),
            Self::Vault(error) => return kebab(error.code()),
            Self::Home { .. } => "home",
            Self::RecoveryCodeNeeded => "recovery-code-needed",
            Self::RecoveryCode { .. } => "recovery-code",
        };
        plain.to_owned()
    }
}

impl From<Refusal> for ConsoleError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<vault::NameError> for ConsoleError {
    fn from(error: vault::NameError) -> Self {
        Self::field("name", error.to_string(), error.remedy())
    }
}

impl From<domain::fold::FoldError> for ConsoleError {
    fn from(error: domain::fold::FoldError) -> Self {
        Self::LedgerNonsense { detail: error.to_string() }
    }
}

fn kebab(code: &str) -> String {
    code.to_ascii_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_other_rooms_come_out_in_one_spelling() {
        assert_eq!(ConsoleError::Vault(VaultError::Locked).code(), "vault-locked");
        assert_eq!(ConsoleError::Vault(VaultError::Locked).exit_class(), ExitClass::Keychain);
    }

    #[test]
    fn an_error_names_what_there_is_instead() {
        let error = ConsoleError::UnknownAccount { name: "shop".into(), known: vec!["main".into()] };
        assert!(error.to_string().contains("main"), "{error}");
    }
}
