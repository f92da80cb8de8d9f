use crate::fake::{not_there, sandbox};
use crate::shop::{Shop, done, refund};
use console::accounts::KeySource;
use console::{Console, ConsoleError, SecretText, Warrant};
use domain::account::KeyStage;
use domain::fact::CaptureMode;
use domain::ids::AccountName;

fn main_account() -> AccountName {
    AccountName("main".to_owned())
}

#[tokio::test]
async fn a_key_is_added_proved_promoted_and_the_old_one_retired_without_a_gap() {
    let (shop, console) = Shop::open().await;
    let account = main_account();
    let (order, _) = shop.paid(&console, 4_000).await;
    let old = console.account(&account).unwrap().keys[0].fingerprint.clone();

    let new = console.generate_key(&account, 2).unwrap();
    assert_eq!(new.key.stage, KeyStage::Added);
    let error = console.promote_key(&account, &new.key.fingerprint, Warrant::default()).unwrap_err();
    assert_eq!(error.code(), "key-stage", "an unproved key signs nothing: {error}");
    let report = console.prove_key(&account, &new.key.fingerprint).await.unwrap();
    assert!(report.our_signature.sentence.contains("key version 2"), "{report:#?}");
    assert_eq!(console.account(&account).unwrap().keys[1].stage, KeyStage::Added);

    shop.simulator.register_client(shop.simulator.client_id(), &new.public_key, 2).unwrap();
    assert!(console.prove_key(&account, &new.key.fingerprint).await.unwrap().passed);
    assert_eq!(console.account(&account).unwrap().keys[1].stage, KeyStage::Proved);
    assert_eq!(
        console.test_account(&account).await.unwrap().fingerprint,
        old,
        "the old key signs until then"
    );
    assert_eq!(
        console.promote_key(&account, &new.key.fingerprint, Warrant::default()).unwrap().stage,
        KeyStage::InUse
    );
    assert_eq!(console.test_account(&account).await.unwrap().fingerprint, new.key.fingerprint);
    assert!(console.test_account(&account).await.unwrap().passed);

    let error = console.retire_key(&account, &new.key.fingerprint).unwrap_err();
    assert_eq!(error.code(), "key-stage", "the key that signs stays: {error}");
    assert_eq!(console.retire_key(&account, &old).unwrap().stage, KeyStage::Retired);
    assert!(shop.vault_names().iter().all(|name| !name.contains(&old)), "its private half is gone");
    assert_eq!(done(&console, refund(order, 1_000)).await.stage, "done", "money moves under the new key");
}

#[tokio::test]
async fn a_key_is_named_by_the_beginning_of_its_fingerprint() {
    let (_shop, console) = Shop::open().await;
    let account = main_account();
    let new = console.generate_key(&account, 2).unwrap();
    let (short, too_short) = new.key.fingerprint.split_at(10);
    assert!(!too_short.is_empty());
    assert_eq!(console.retire_key(&account, short).unwrap().fingerprint, new.key.fingerprint);
    assert!(matches!(console.retire_key(&account, "abc"), Err(ConsoleError::UnknownKey { .. })));
}

#[tokio::test]
async fn a_private_key_the_keychain_lost_is_put_back_by_importing_it() {
    let (shop, console) = Shop::open().await;
    let account = main_account();
    let fingerprint = console.account(&account).unwrap().keys[0].fingerprint.clone();
    shop.lose_merchant_keys();
    let error = console.test_account(&account).await.unwrap_err();
    assert_eq!(error.code(), "merchant-key-missing");
    assert_eq!(console.keys(&account).unwrap()[0].public_key, None);
    let added = console.import_key(&account, KeySource::Import(crate::shop::merchant_secret()), 1).unwrap();
    assert_eq!(added.key.fingerprint, fingerprint);
    assert_eq!(added.key.stage, KeyStage::InUse, "it is the key it was");
    assert!(console.test_account(&account).await.unwrap().passed);
}

#[tokio::test]
async fn a_request_without_its_key_is_not_left_hanging_as_sent() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    shop.lose_merchant_keys();
    let error = console.reissue(&order.id, true).await.unwrap_err();
    assert_eq!(error.code(), "merchant-key-missing");
    let sessions = console.show(&order.id).unwrap().sessions;
    assert!(sessions.iter().all(|session| session.stage != "sent"), "{sessions:?}");
}

/// A sandbox whose account has two proved keys; the first one signs.
async fn two_keys_in_sandbox() -> (tempfile::TempDir, Console, [String; 2]) {
    let (place, console, fake) = sandbox().await;
    let old = console.account(&main_account()).unwrap().keys[0].fingerprint.clone();
    let new = console.generate_key(&main_account(), 2).unwrap().key.fingerprint;
    fake.will_say(not_there());
    assert!(console.prove_key(&main_account(), &new).await.unwrap().is_proof());
    (place, console, [old, new])
}

fn warrant(code: Option<&str>, reason: Option<&str>) -> Warrant {
    Warrant { code: code.map(|code| SecretText::new(code.to_owned())), reason: reason.map(str::to_owned) }
}

#[tokio::test]
async fn outside_of_training_a_key_signs_only_with_the_recovery_code_and_a_reason_that_is_kept() {
    let (_place, console, [old, new]) = two_keys_in_sandbox().await;
    let account = main_account();
    let lapsed = console.renew_recovery_code().unwrap();
    let code = console.renew_recovery_code().unwrap();
    let signs = || console.account(&account).unwrap().keys[1].stage == KeyStage::InUse;
    let (why, card) = ("the old one is a year old", "4111 1111 1111 1111");
    for (error, code, reason) in [
        ("bad-field", Some(code.text()), None),
        ("bad-field", Some(code.text()), Some("  ")),
        ("bad-field", Some(code.text()), Some(card)),
        ("recovery-code", None, Some(why)),
        ("recovery-code", Some(""), Some(why)),
        ("recovery-code", Some(lapsed.text()), Some(why)),
    ] {
        let refused = console.promote_key(&account, &new, warrant(code, reason)).unwrap_err();
        assert_eq!((refused.code().as_str(), signs()), (error, false), "{refused}");
    }
    assert!(!console.care().unwrap().recovery_code_confirmed);
    console.promote_key(&account, &new, warrant(Some(code.text()), Some(why))).unwrap();
    assert!(signs() && console.care().unwrap().recovery_code_confirmed);

    // Back to the former key by the same way, and no other.
    let refused = console.promote_key(&account, &old, warrant(None, Some("Antom refuses it"))).unwrap_err();
    assert_eq!(refused.code(), "recovery-code");
    let back = warrant(Some(code.text()), Some("Antom refuses it"));
    assert_eq!(console.promote_key(&account, &old, back).unwrap().stage, KeyStage::InUse);
    let history = console.account_history(&account).unwrap();
    let reasons: Vec<&str> = history.iter().filter_map(|event| event.reason.as_deref()).collect();
    assert_eq!(reasons, [why, "Antom refuses it"]);
    assert!(console.verify(None).unwrap().whole);
}
