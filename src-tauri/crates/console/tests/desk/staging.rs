//! A key pair that waits for its account.

use crate::shop::{Shop, merchant_secret};
use console::accounts::AccountDraft;
use console::{Console, ExitClass, SecretText, Warrant};
use domain::account::{Environment, KeyStage};
use domain::ids::AccountName;
use simulator::FaultKind;

fn draft(shop: &Shop) -> AccountDraft {
    AccountDraft {
        name: "second".to_owned(),
        client_id: shop.simulator.client_id().to_owned(),
        gateway: shop.simulator.gateway_url().to_owned(),
        redirect_url: "https://shop.example/thanks".to_owned(),
        notify_url: None,
        settlement_currency: Some("SGD".to_owned()),
        key_version: 1,
    }
}

fn staged_entries(shop: &Shop) -> Vec<String> {
    shop.vault_names().into_iter().filter(|name| name.contains("staged-key/")).collect()
}

#[tokio::test]
async fn a_pair_waits_in_the_keychain_before_there_is_any_account_and_survives_a_restart() {
    let (shop, _console) = Shop::open().await;
    let open = || Console::create_or_open(&shop.home(), Environment::Sandbox, shop.ports()).unwrap().0;
    let console = open();
    assert_eq!(console.staged_key().unwrap(), None);
    let staged = console.stage_key(None).unwrap();
    assert!(staged.generated);
    let public = antom::keys::PublicKey::parse(staged.public_key.as_bytes()).unwrap();
    assert_eq!(public.fingerprint(), staged.fingerprint);
    drop(console);
    let console = open();
    assert!(console.accounts().unwrap().is_empty());
    assert_eq!(console.staged_key().unwrap(), Some(staged.clone()));
    let [entry] = staged_entries(&shop).try_into().unwrap();
    assert!(entry.ends_with(&staged.fingerprint), "{entry}");
    let printed = format!("{staged:?} {}", serde_json::to_string(&staged).unwrap());
    assert!(!printed.contains("PRIVATE"), "{printed}");
}

#[tokio::test]
async fn a_new_pair_takes_the_place_of_the_old_one_and_a_dropped_one_is_gone() {
    let (shop, console) = Shop::open().await;
    console.stage_key(None).unwrap();
    let second = console.stage_key(Some(merchant_secret())).unwrap();
    assert!(!second.generated);
    assert_eq!(staged_entries(&shop).len(), 1, "the first is not left behind");
    assert_eq!(console.stage_key(Some(merchant_secret())).unwrap().fingerprint, second.fingerprint);
    assert_eq!(
        console.staged_key().unwrap().unwrap().fingerprint,
        second.fingerprint,
        "the same again stays"
    );
    let error = console.stage_key(Some(SecretText::new("not a key!".to_owned()))).unwrap_err();
    assert_eq!(error.code(), "key-not-base64", "{error}");
    assert!(console.staged_key().unwrap().is_some(), "a mistake costs nothing");
    console.discard_staged_key().unwrap();
    assert_eq!(console.staged_key().unwrap(), None);
    assert!(staged_entries(&shop).is_empty());
    console.discard_staged_key().unwrap();
    assert!(
        console.test_account(&AccountName("main".to_owned())).await.unwrap().passed,
        "its key is its own"
    );
}

#[tokio::test]
async fn an_account_is_tried_and_added_with_the_pair_that_waited() {
    let (shop, console) = Shop::open().await;
    let antom = shop.simulator.antom_public_key_spki_base64().to_owned();
    let error = console.add_account_with_staged_key(&draft(&shop), &antom).unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("no-staged-key", ExitClass::SetUp), "{error}");
    let staged = console.stage_key(None).unwrap();
    console.check_account(&draft(&shop), None).unwrap();
    console.check_account(&draft(&shop), Some(&antom)).unwrap();

    let versioned = AccountDraft { key_version: 7, ..draft(&shop) };
    let report = console.try_account(&versioned, &antom).await.unwrap();
    assert_eq!((report.passed, report.our_signature.passed), (false, Some(false)), "{report:#?}");
    assert_eq!(console.accounts().unwrap().len(), 1, "trying keeps nothing");
    shop.simulator.register_client(shop.simulator.client_id(), &staged.public_key, 7).unwrap();
    let report = console.try_account(&versioned, &antom).await.unwrap();
    assert!(report.passed, "{report:#?}");
    assert_eq!(report.fingerprint, staged.fingerprint);

    let added = console.add_account_with_staged_key(&versioned, &antom).unwrap();
    assert_eq!((added.keys[0].fingerprint.as_str(), added.keys[0].version), (staged.fingerprint.as_str(), 7));
    assert_eq!(added.keys[0].stage, KeyStage::InUse);
    assert_eq!(console.staged_key().unwrap(), None);
    assert!(staged_entries(&shop).is_empty(), "its private half lies under the account's key alone");
    assert!(console.test_account(&AccountName("second".to_owned())).await.unwrap().passed);
}

#[tokio::test]
async fn each_mistake_of_a_draft_is_named_and_costs_nothing() {
    let (shop, console) = Shop::open().await;
    let antom = shop.simulator.antom_public_key_spki_base64().to_owned();
    let staged = console.stage_key(None).unwrap();
    let own = staged.public_key.clone();
    let cases = [
        ("account-exists", AccountDraft { name: "main".to_owned(), ..draft(&shop) }, &antom),
        ("bad-field", AccountDraft { name: "Second".to_owned(), ..draft(&shop) }, &antom),
        ("bad-field", AccountDraft { client_id: String::new(), ..draft(&shop) }, &antom),
        ("wrong-environment", AccountDraft { gateway: "asia".to_owned(), ..draft(&shop) }, &antom),
        (
            "bad-field",
            AccountDraft { redirect_url: "http://shop.example".to_owned(), ..draft(&shop) },
            &antom,
        ),
        ("bad-field", AccountDraft { key_version: 0, ..draft(&shop) }, &antom),
        ("own-public-key", draft(&shop), &own),
    ];
    for (code, draft, antom) in cases {
        let error = console.check_account(&draft, Some(antom)).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(console.add_account_with_staged_key(&draft, antom).unwrap_err().code(), code);
    }
    assert_eq!(console.accounts().unwrap().len(), 1);
    assert_eq!(console.staged_key().unwrap(), Some(staged));
}

#[tokio::test]
async fn a_test_says_when_it_was_made_and_how_long_it_took() {
    let (shop, console) = Shop::open().await;
    let main = AccountName("main".to_owned());
    let before = console.now();
    let report = console.test_account(&main).await.unwrap();
    assert!(report.at >= before && report.at <= console.now());
    assert!(report.took_ms < 60_000, "{report:#?}");
    shop.fault("inquiryPayment", FaultKind::NoSignature, 1);
    let added = console.add_key(&main, 2, None).unwrap();
    let report = console.prove_key(&main, &added.key.fingerprint).await.unwrap();
    assert!(!report.is_proof(), "an answer without a signature proves nothing: {report:#?}");
    assert_eq!(console.account(&main).unwrap().keys[1].stage, KeyStage::Added);
}

#[tokio::test]
async fn the_history_of_an_account_tells_what_became_of_each_key() {
    let (shop, console) = Shop::open().await;
    let main = AccountName("main".to_owned());
    let old = console.account(&main).unwrap().keys[0].fingerprint.clone();
    let new = console.add_key(&main, 2, None).unwrap();
    let public = new.public_key.clone().unwrap();
    shop.simulator.register_client(shop.simulator.client_id(), &public, 2).unwrap();
    assert!(console.prove_key(&main, &new.key.fingerprint).await.unwrap().passed);
    console.promote_key(&main, &new.key.fingerprint, Warrant::default()).unwrap();
    assert!(
        console.prove_key(&main, &new.key.fingerprint).await.unwrap().passed,
        "asking again changes nothing"
    );
    console.retire_key(&main, &old).unwrap();
    let history = serde_json::to_value(console.account_history(&main).unwrap()).unwrap();
    let told: Vec<(&str, &str, u64)> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            let text = |name: &str| event[name].as_str().unwrap();
            (text("kind"), text("fingerprint"), event["version"].as_u64().unwrap())
        })
        .collect();
    let new = new.key.fingerprint.as_str();
    assert_eq!(
        told,
        [
            ("account-added", old.as_str(), 1),
            ("key-added", new, 2),
            ("key-proved", new, 2),
            ("key-promoted", new, 2),
            ("key-retired", old.as_str(), 1),
        ]
    );
    assert_eq!((&history[1]["actor"], &history[2]["actor"]), (&"Mei".into(), &"Antom".into()));
    assert!(console.account_history(&AccountName("other".to_owned())).is_err());
}
