//! What a person can do about an error, and what kind of trouble it is to a script.

use super::{ConsoleError, ExitClass};
use crate::reference::reference_taken;
use chrono::{DateTime, TimeDelta, Utc};
use domain::rules::{Lift, either};
use domain::shell::word;
use domain::windows::{gateway_zone, later, spoken};

impl ConsoleError {
    /// What a person can do about it, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::NotSetUp { .. } | Self::NoAccount { .. } => {
                "Add a merchant account first: countersign account add --help shows how.".to_owned()
            }
            Self::UnknownAccount { .. } => "Choose one of these, or add it: countersign account add.".to_owned(),
            Self::AccountExists { .. } => "Choose another name, or remove that account first.".to_owned(),
            Self::OrderExists { reference } => reference_taken(reference).remedy,
            Self::UnknownKey { .. } => {
                "List them (countersign key show) and give at least the first eight digits.".to_owned()
            }
            Self::AccountBusy { .. } => {
                "Wait until nothing is open (countersign watch --until-quiet), then remove it.".to_owned()
            }
            Self::Field { remedy, .. }
            | Self::WrongEnvironment { remedy, .. }
            | Self::KeyStage { remedy, .. }
            | Self::Query { remedy, .. }
            | Self::AntomRefused { remedy, .. } => remedy.clone(),
            Self::OwnPublicKey => {
                "Copy Antom's own public key from the Dashboard (Developer, Quick start); it is not the key you uploaded."
                    .to_owned()
            }
            Self::Key { .. } => {
                "Give an RSA key of at least 2048 bits as PEM, base64 or DER, private keys as PKCS#8 or PKCS#1.".to_owned()
            }
            Self::NoStagedKey => "Make a pair, or import the private key of one, and give Antom its public half.".to_owned(),
            Self::MerchantKeyMissing { .. } => {
                "Import the key again from its file, or generate a new pair and give Antom its public half.".to_owned()
            }
            Self::Refused(refusal) => lift(&refusal.lift),
            Self::Changed { .. } => "Look at the order again and decide afresh.".to_owned(),
            Self::ConfirmationSpent => "Ask for the operation again; nothing was sent for this confirmation.".to_owned(),
            Self::ScriptKeyReused { .. } => {
                "Give a new key for a new operation, or the same parameters for the same one.".to_owned()
            }
            Self::NotFound { .. } => {
                "Search for it (countersign payment search), or ask Antom: countersign payment inquire ID.".to_owned()
            }
            Self::NoLiveLink { reference } => format!("Make a new one: countersign request reissue {}", word(reference)),
            Self::Ambiguous { .. } => "Name one of them by its id.".to_owned(),
            Self::AntomUnknown { .. } => {
                "Nothing is lost: what was sent is written down and is asked for until it is known.".to_owned()
            }
            Self::LinkUnderWay { again_at, .. } => format!(
                "Nothing is lost and nothing was sent twice. Run the same command again after {}.",
                to_the_second(*again_at)
            ),
            Self::NothingLearnt { .. } => "It was only a question: nothing was decided, sent or changed. Check the connection \
                 (countersign account test), then try again."
                .to_owned(),
            Self::Network { .. } => "Check the connection and the gateway of the account, then try again.".to_owned(),
            Self::LedgerKeyMissing { .. } => {
                "Unlock the keychain this ledger was made with, or open the ledger with its recovery code: \
                 countersign ledger recovery-code --open FILE"
                    .to_owned()
            }
            Self::LedgerCut { .. } => {
                "Restore the newest backup; what is here is set aside: countersign ledger restore FILE".to_owned()
            }
            Self::ReadOnly(trouble) => trouble.way_out().to_owned(),
            Self::InUse => "Close its window and end every countersign command, then try again.".to_owned(),
            Self::RecoveryCodeNeeded => {
                "Give the recovery code in a file: countersign ledger restore FILE --recovery-code FILE".to_owned()
            }
            Self::LedgerNonsense { .. } => "Run countersign ledger verify, and restore a backup if it finds a break.".to_owned(),
            Self::Ledger(error) => error.remedy().to_owned(),
            Self::Vault(error) => error.remedy().to_owned(),
            Self::Home { .. } => "Choose another --home, or give this user access to it.".to_owned(),
            Self::PinUnfit { remedy, .. } => (*remedy).to_owned(),
            Self::PinWrong { .. } => "Type it again; an admin can give a new one.".to_owned(),
            Self::PinWait { .. } => {
                "Wait, or let an admin or the recovery code end the wait: countersign operator release NAME".to_owned()
            }
            Self::PinMissing { .. } => {
                "An admin, or whoever keeps the recovery code, sets one: countersign operator pin NAME".to_owned()
            }
            Self::RecoveryCode { .. } => {
                "Type the code again from where it was written down; spaces and capitals do not matter.".to_owned()
            }
        }
    }

    /// What kind of trouble it is.
    #[must_use]
    pub fn exit_class(&self) -> ExitClass {
        match self {
            Self::NotSetUp { .. }
            | Self::NoAccount { .. }
            | Self::NoStagedKey
            | Self::MerchantKeyMissing { .. } => ExitClass::SetUp,
            Self::UnknownAccount { .. }
            | Self::UnknownKey { .. }
            | Self::NotFound { .. }
            | Self::Ambiguous { .. } => ExitClass::NotFound,
            Self::Field { .. }
            | Self::PinUnfit { .. }
            | Self::WrongEnvironment { .. }
            | Self::OwnPublicKey
            | Self::Key { .. }
            | Self::ConfirmationSpent
            | Self::Query { .. }
            | Self::RecoveryCodeNeeded
            | Self::RecoveryCode { .. } => ExitClass::Usage,
            Self::Refused(refusal) if refusal.is_about_a_value() => ExitClass::Usage,
            Self::Refused(refusal) if refusal.code.is_about_nothing_there() => ExitClass::NotFound,
            Self::AccountExists { .. }
            | Self::OrderExists { .. }
            | Self::AccountBusy { .. }
            | Self::KeyStage { .. }
            | Self::NoLiveLink { .. }
            | Self::Refused(_)
            | Self::ScriptKeyReused { .. }
            | Self::PinWrong { .. }
            | Self::PinWait { .. }
            | Self::PinMissing { .. }
            | Self::AntomRefused { .. } => ExitClass::Refused,
            Self::Changed { .. } => ExitClass::Changed,
            Self::AntomUnknown { .. } | Self::LinkUnderWay { .. } => ExitClass::Unknown,
            Self::Vault(_) | Self::LedgerKeyMissing { .. } => ExitClass::Keychain,
            Self::NothingLearnt { .. } | Self::Network { .. } => ExitClass::Network,
            Self::Ledger(_)
            | Self::LedgerCut { .. }
            | Self::ReadOnly(_)
            | Self::InUse
            | Self::LedgerNonsense { .. }
            | Self::Home { .. } => ExitClass::Ledger,
        }
    }
}

/// A moment that is seconds away, rounded up: in Antom's zone, with the offset shown, as everywhere.
fn to_the_second(at: DateTime<Utc>) -> String {
    later(at, TimeDelta::seconds(1)).with_timezone(&gateway_zone()).format("%H:%M:%S %:z").to_string()
}

/// What would lift a refusal, as a sentence.
fn lift(lift: &Lift) -> String {
    match lift {
        Lift::At(moment) => {
            format!("It becomes possible at {}.", spoken(*moment))
        }
        Lift::Person(who) => format!("{who} can lift this."),
        Lift::People(names) => format!("{} can lift this.", either(names)),
        Lift::Act(what) => what.clone(),
        Lift::Never => "Nothing lifts this.".to_owned(),
    }
}
