use crate::shop::{Shop, sgd};
use console::restore::RestoreWith;
use console::standing::TroubleKind;
use console::{Console, ConsoleError, ExitClass, Home, Ports, SecretText};
use domain::account::Environment;
use domain::fact::CaptureMode;
use simulator::Span;
use std::path::Path;
use std::sync::Arc;
use vault::State;
use vault::memory::MemoryVault;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn elsewhere(shop: &Shop) -> (tempfile::TempDir, Arc<MemoryVault>, Ports) {
    let vault = Arc::new(MemoryVault::new());
    let ports = Ports { vault: Arc::clone(&vault) as Arc<dyn vault::Vault>, ..shop.ports() };
    (tempfile::tempdir().unwrap(), vault, ports)
}

#[tokio::test]
async fn a_ledger_replaced_by_an_older_copy_is_noticed() {
    let (shop, console) = Shop::open().await;
    shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let directory = console.directory().to_owned();
    drop(console);
    let older = tempfile::tempdir().unwrap();
    copy(&directory, older.path());
    let console = shop.another();
    assert!(console.verify(None).unwrap().whole);
    shop.request(&console, 2_000, CaptureMode::Automatic).await;
    drop(console);
    std::fs::remove_dir_all(&directory).unwrap();
    copy(older.path(), &directory);
    let console = shop.another();
    let trouble = console.trouble().unwrap();
    assert_eq!(trouble.kind, TroubleKind::Cut, "{trouble:?}");
    let error = console.new_request(Shop::asked(100, CaptureMode::Automatic)).await.unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("history-read-only", ExitClass::Ledger));
    assert_eq!(console.stats().unwrap().orders, 1, "what is there can be looked at");
    assert_eq!(shop.another().trouble().unwrap().kind, TroubleKind::Cut, "also the next time");
}

#[tokio::test]
async fn a_backup_opens_on_another_computer_with_the_recovery_code() {
    let (shop, console) = Shop::open().await;
    let code = console.renew_recovery_code().unwrap();
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    let made = console.backup(&file).unwrap();
    assert!(made.report.recoverable);
    assert_eq!(console.verify(Some(&made.head_text)).unwrap().against_on_chain, Some(true));

    let (home, _vault, ports) = elsewhere(&shop);
    let home = Home::new(home.path());
    let with = RestoreWith::Code(SecretText::new(code.text().to_lowercase().replace('-', " ")));
    let restored = Console::restore(&home, Environment::Training, ports.clone(), &file, &with).unwrap();
    let (there, report) = restored;
    assert_eq!(there.show(&order.id).unwrap().amount, sgd(1_000));
    assert_eq!(report.missing_keys.len(), 1, "merchant keys are not in a backup");
    assert!(there.verify(Some(&made.head_text)).unwrap().whole);
    drop(there);
    assert!(
        Console::open(&home, Environment::Training, ports.clone()).is_ok(),
        "its key is in the keychain now"
    );
    let again = Console::restore(&home, Environment::Training, ports, &file, &with).unwrap_err();
    assert_eq!(again.code(), "ledger-already-here");
}

#[tokio::test]
async fn a_backup_that_is_tried_out_in_another_home_leaves_the_ledger_it_was_made_of_alone() {
    let (shop, console) = Shop::open().await;
    let code = console.renew_recovery_code().unwrap();
    shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    console.backup(&file).unwrap();
    shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let directory = console.directory().to_owned();
    drop(console);
    // The same computer and the same keychain.
    let home = Home::new(place.path().join("home"));
    let with = RestoreWith::Code(SecretText::new(code.text().to_owned()));
    let (there, _) = Console::restore(&home, Environment::Training, shop.ports(), &file, &with).unwrap();
    assert!(there.verify(None).unwrap().whole);
    drop(there);
    let console = shop.another();
    assert_eq!(console.verify(None).unwrap().checkpoint_on_chain, Some(true));
    assert_eq!(console.stats().unwrap().orders, 2, "nothing of it is lost");
    // And each is still protected by its own checkpoint.
    let older = tempfile::tempdir().unwrap();
    drop(console);
    copy(&directory, older.path());
    let console = shop.another();
    shop.request(&console, 3_000, CaptureMode::Automatic).await;
    drop(console);
    std::fs::remove_dir_all(&directory).unwrap();
    copy(older.path(), &directory);
    assert_eq!(shop.another().trouble().unwrap().kind, TroubleKind::Cut);
    assert!(Console::open(&home, Environment::Training, shop.ports()).is_ok());
}

#[tokio::test]
async fn two_homes_that_share_a_key_do_not_take_it_from_each_other() {
    let (shop, here) = Shop::open().await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    here.backup(&file).unwrap();
    // The same computer and the same keychain.
    let home = Home::new(place.path().join("home"));
    let restored =
        Console::restore(&home, Environment::Training, shop.ports(), &file, &RestoreWith::Keychain);
    let (there, report) = restored.unwrap();
    assert!(report.missing_keys.is_empty());
    shop.pass(Span::minutes(1));
    let account = here.only_account().unwrap();
    let fingerprint = here.account(&account).unwrap().keys[0].fingerprint.clone();

    assert_eq!(there.remove_account(&account).unwrap(), std::slice::from_ref(&fingerprint), "it says so");
    assert!(there.accounts().unwrap().is_empty());
    assert!(here.test_account(&account).await.unwrap().passed, "the ledger it was made of still signs");
    assert!(here.keys(&account).unwrap()[0].public_key.is_some());

    // The last one that uses it takes it along.
    assert!(here.remove_account(&account).unwrap().is_empty());
    assert!(shop.vault_names().iter().all(|name| !name.contains(&fingerprint)), "{:?}", shop.vault_names());
}

#[tokio::test]
async fn a_key_retired_in_one_home_still_signs_in_the_other() {
    let (shop, here) = Shop::open().await;
    let account = here.only_account().unwrap();
    let old = here.account(&account).unwrap().keys[0].fingerprint.clone();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    here.backup(&file).unwrap();
    let home = Home::new(place.path().join("home"));
    let restored =
        Console::restore(&home, Environment::Training, shop.ports(), &file, &RestoreWith::Keychain);
    let (there, _) = restored.unwrap();
    shop.pass(Span::minutes(1));

    let added = there.generate_key(&account, 2).unwrap();
    shop.simulator.register_client(shop.simulator.client_id(), &added.public_key, 2).unwrap();
    there.prove_key(&account, &added.key.fingerprint).await.unwrap();
    there.promote_key(&account, &added.key.fingerprint, console::Warrant::default()).unwrap();
    there.retire_key(&account, &old).unwrap();
    assert!(here.test_account(&account).await.unwrap().passed, "the other home still has its key");
}

#[tokio::test]
async fn a_mistyped_code_a_wrong_environment_and_an_unknown_key_are_told_apart() {
    let (shop, console) = Shop::open().await;
    let code = console.renew_recovery_code().unwrap();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    console.backup(&file).unwrap();
    let (home, vault, ports) = elsewhere(&shop);
    let home = Home::new(home.path());
    let restore =
        |environment, with| Console::restore(&home, environment, ports.clone(), &file, &with).unwrap_err();
    let other = if code.text().starts_with('A') { "B" } else { "A" };
    let mistyped = RestoreWith::Code(SecretText::new(code.text().replacen(char::is_alphanumeric, other, 1)));
    let error = restore(Environment::Training, mistyped);
    assert_eq!((error.code().as_str(), error.exit_class()), ("recovery-code", ExitClass::Usage), "{error}");
    let error = restore(Environment::Training, RestoreWith::Keychain);
    assert_eq!(error.code(), "recovery-code-needed", "{error}");
    let error = restore(Environment::Sandbox, RestoreWith::Keychain);
    assert_eq!(error.code(), "wrong-environment", "{error}");
    let error = restore(Environment::Sandbox, RestoreWith::Code(SecretText::new(code.text().to_owned())));
    assert_eq!(error.code(), "wrong-environment", "{error}");
    assert!(vault.names().is_empty(), "nothing came into the keychain");
    assert!(home.set_up().is_empty(), "and nothing into the home");
}

#[tokio::test]
async fn a_renewed_code_opens_the_ledger_and_the_old_one_does_not() {
    let (shop, console) = Shop::open().await;
    let old = console.renew_recovery_code().unwrap();
    let new = console.renew_recovery_code().unwrap();
    drop(console);
    let (_, vault, ports) = elsewhere(&shop);
    let open = || Console::open(&shop.home(), Environment::Training, ports.clone());
    assert!(matches!(open().unwrap_err(), ConsoleError::LedgerKeyMissing { .. }));
    let unlock = |text: &str| {
        Console::unlock(
            &shop.home(),
            Environment::Training,
            vault.as_ref(),
            &SecretText::new(text.to_owned()),
        )
    };
    assert_eq!(unlock(old.text()).unwrap_err().code(), "recovery-code");
    unlock(new.text()).unwrap();
    assert!(open().is_ok());
}

#[tokio::test]
async fn an_environment_is_set_up_once_and_its_code_is_shown_once() {
    let (shop, _) = Shop::open().await;
    let (first, code) = Console::create_or_open(&shop.home(), Environment::Sandbox, shop.ports()).unwrap();
    assert!(code.unwrap().text().len() > 20);
    drop(first);
    let (_again, code) = Console::create_or_open(&shop.home(), Environment::Sandbox, shop.ports()).unwrap();
    assert!(code.is_none());
}

#[tokio::test]
async fn a_place_that_was_never_set_up_says_so() {
    let (shop, _) = Shop::open().await;
    let error = Console::open(&shop.home(), Environment::Production, shop.ports()).unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("not-set-up", ExitClass::SetUp));
}

#[tokio::test]
async fn a_keychain_that_cannot_be_used_stops_everything_and_leaves_nothing_behind() {
    let (shop, console) = Shop::open().await;
    drop(console);
    for (state, code) in [
        (State::Locked, "vault-locked"),
        (State::Absent, "vault-absent"),
        (State::Denied { why: "no".to_owned() }, "vault-denied"),
    ] {
        let vault = Arc::new(MemoryVault::new());
        vault.play(state);
        let ports = Ports { vault: Arc::clone(&vault) as Arc<dyn vault::Vault>, ..shop.ports() };
        let error = Console::open(&shop.home(), Environment::Training, ports.clone()).unwrap_err();
        assert_eq!((error.code().as_str(), error.exit_class()), (code, ExitClass::Keychain), "{error}");
        let fresh = tempfile::tempdir().unwrap();
        let home = Home::new(fresh.path());
        let error = Console::create_or_open(&home, Environment::Training, ports).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(home.set_up().is_empty(), "there is no ledger without a keychain");
    }
}

#[tokio::test]
async fn figures_tell_how_many_orders_are_in_which_state() {
    let (shop, console) = Shop::open().await;
    shop.request(&console, 1_000, CaptureMode::Automatic).await;
    shop.paid(&console, 1_000).await;
    let stats = console.stats().unwrap();
    assert_eq!((stats.orders, stats.open), (2, 1));
    assert_eq!((stats.words["waiting"], stats.words["paid"]), (1, 1));
}

#[tokio::test]
async fn a_home_that_is_gone_is_restored_with_the_key_of_the_keychain_alone() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    console.backup(&file).unwrap();
    let directory = console.directory().to_owned();
    drop(console);
    std::fs::remove_dir_all(directory).unwrap();
    let with = RestoreWith::Keychain;
    let (console, _) =
        Console::restore(&shop.home(), Environment::Training, shop.ports(), &file, &with).unwrap();
    assert_eq!(console.show(&order.id).unwrap().amount, sgd(1_000));
    assert!(console.verify(None).unwrap().whole);
}

#[tokio::test]
async fn a_damaged_database_is_replaced_by_a_backup_with_the_key_of_the_keychain() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("countersign.backup");
    console.backup(&file).unwrap();
    shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let directory = console.directory().to_owned();
    drop(console);
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let _ = std::fs::remove_file(directory.join(name));
    }
    let restored =
        Console::restore(&shop.home(), Environment::Training, shop.ports(), &file, &RestoreWith::Keychain)
            .unwrap();
    let (console, report) = restored;
    assert!(report.missing_keys.is_empty(), "the merchant keys never left this computer");
    assert_eq!(console.show(&order.id).unwrap().amount, sgd(1_000));
    assert!(console.verify(None).unwrap().whole);
    drop(console);
    let console = shop.another();
    assert_eq!(shop.paid(&console, 500).await.0, console.resolve("A-1002").unwrap(), "work goes on");
}

#[tokio::test]
async fn a_recovery_code_is_confirmed_by_opening_the_ledger_and_a_new_one_has_to_be_confirmed_again() {
    let (shop, console) = Shop::open().await;
    let first = console.renew_recovery_code().unwrap();
    assert!(!console.care().unwrap().recovery_code_confirmed);
    let typed = |text: &str| SecretText::new(text.to_lowercase().replace('-', " "));
    let facts = console.care().unwrap().facts;
    console.confirm_recovery_code(&typed(first.text())).unwrap();
    let care = shop.another().care().unwrap();
    assert!(care.recovery_code_confirmed, "everybody at this desk knows");
    assert_eq!(care.facts, facts, "nothing else changed");
    let second = console.renew_recovery_code().unwrap();
    assert!(!console.care().unwrap().recovery_code_confirmed);
    for wrong in [first.text(), "ABCD-EFGH", ""] {
        let error = console.confirm_recovery_code(&typed(wrong)).unwrap_err();
        assert_eq!(error.code(), "recovery-code", "{error}");
    }
    assert!(!console.care().unwrap().recovery_code_confirmed);
    console.confirm_recovery_code(&typed(second.text())).unwrap();
    assert!(console.care().unwrap().recovery_code_confirmed);
}

#[tokio::test]
async fn care_tells_where_the_ledger_lies_what_is_in_it_and_when_it_was_backed_up() {
    let (shop, console) = Shop::open().await;
    shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let care = console.care().unwrap();
    assert_eq!((care.orders, care.last_backup, care.keychain), (1, None, "ready"));
    assert_eq!(care.directory, console.directory().display().to_string());
    assert!(care.bytes > 0);
    let place = tempfile::tempdir().unwrap();
    console.backup(&place.path().join("one.backup")).unwrap();
    shop.pass(simulator::Span::minutes(5));
    let newest = console.backup(&place.path().join("two.backup")).unwrap();
    let last = console.care().unwrap().last_backup.unwrap();
    assert_eq!((last.facts, last.at), (newest.report.head.facts, console.now()));
    shop.play(State::Locked);
    assert_eq!(console.care().unwrap().keychain, "locked");
}
