//! Errors as people and programs see them.

use console::standing::{HistoryTrouble, TroubleKind};
use console::{ConsoleError, ExitClass};
use domain::account::Environment;

#[test]
fn every_error_has_a_code_in_one_spelling_a_sentence_and_a_remedy() {
    let errors = [
        ConsoleError::NotSetUp { environment: Environment::Training },
        ConsoleError::NoAccount { environment: Environment::Sandbox },
        ConsoleError::UnknownAccount { name: "x".into(), known: Vec::new() },
        ConsoleError::AccountExists { name: "x".into() },
        ConsoleError::AccountBusy { name: "x".into(), orders: "1 order".into() },
        ConsoleError::field("amount", "no", "Do."),
        ConsoleError::WrongEnvironment { problem: "no".into(), remedy: "Do.".into() },
        ConsoleError::OwnPublicKey,
        ConsoleError::Key { field: "private key", source: antom::keys::KeyError::Empty },
        ConsoleError::KeyStage { problem: "no".into(), remedy: "Do.".into() },
        ConsoleError::OrderExists { reference: "A-1".into() },
        ConsoleError::UnknownKey { fingerprint: "ab".into() },
        ConsoleError::MerchantKeyMissing { account: "x".into(), fingerprint: "ab".into() },
        ConsoleError::Changed { what: "no".into() },
        ConsoleError::ConfirmationSpent,
        ConsoleError::ScriptKeyReused { key: "k".into() },
        ConsoleError::not_found("x"),
        ConsoleError::NoLiveLink { reference: "A-1".into() },
        ConsoleError::Ambiguous { text: "x".into(), candidates: Vec::new(), zone: chrono_tz::UTC },
        ConsoleError::Query { position: 0, message: "no".into(), remedy: "Do.".into() },
        ConsoleError::AntomRefused {
            operation: "refund",
            code: "X".into(),
            message: "no".into(),
            remedy: "Do.".into(),
        },
        ConsoleError::AntomUnknown { operation: "refund", why: "no".into() },
        ConsoleError::NothingLearnt { operation: "inquiryPayment", why: "no".into() },
        ConsoleError::Network { detail: "no".into() },
        ConsoleError::LedgerKeyMissing { environment: Environment::Training },
        ConsoleError::LedgerCut { seq: 7 },
        ConsoleError::ReadOnly(HistoryTrouble { kind: TroubleKind::Edited, what: "no".into() }),
        ConsoleError::ReadOnly(HistoryTrouble { kind: TroubleKind::Shown, what: "no".into() }),
        ConsoleError::InUse,
        ConsoleError::RecoveryCodeNeeded,
        ConsoleError::LedgerNonsense { detail: "no".into() },
        ConsoleError::Vault(vault::VaultError::Locked),
        ConsoleError::Home { path: "x".into(), detail: "no".into() },
        ConsoleError::RecoveryCode { problem: "no".into(), said: None },
    ];
    for error in errors {
        let code = error.code();
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
        assert!(
            !error.to_string().is_empty() && error.remedy().ends_with('.')
                || error.remedy().contains("countersign"),
            "{code}: {}",
            error.remedy()
        );
        assert!(ExitClass::ALL.contains(&error.exit_class()));
    }
}
