use crate::shop::{Shop, sgd};
use console::accounts::{KeySource, NewAccount};
use console::{Console, ConsoleError, ExitClass, SecretText};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use rand::RngCore;
use simulator::FaultKind;

fn another(shop: &Shop) -> NewAccount {
    NewAccount {
        name: "second".to_owned(),
        client_id: shop.simulator.client_id().to_owned(),
        gateway: shop.simulator.gateway_url().to_owned(),
        antom_key: shop.simulator.antom_public_key_spki_base64().to_owned(),
        key: KeySource::Generate,
        key_version: 2,
        redirect_url: "https://shop.example/thanks".to_owned(),
        notify_url: None,
        settlement_currency: None,
    }
}

fn main_account() -> AccountName {
    AccountName("main".to_owned())
}

#[tokio::test]
async fn an_account_that_works_passes_every_part_of_its_test() {
    let (_shop, console) = Shop::open().await;
    let report = console.test_account(&main_account()).await.unwrap();
    assert!(report.passed, "{report:#?}");
    assert_eq!(report.code.as_deref(), Some("ORDER_NOT_EXIST"));
}

#[tokio::test]
async fn the_private_key_of_an_account_lies_in_the_keychain_and_its_public_half_is_handed_out() {
    let (shop, console) = Shop::open().await;
    let added = console.add_account(another(&shop)).await.unwrap();
    assert!(added.generated);
    let public = antom::keys::PublicKey::parse(added.public_key.as_bytes()).unwrap();
    assert_eq!(public.fingerprint(), added.fingerprint);
    let names = shop.vault_names();
    assert!(names.iter().any(|name| name.ends_with(&added.fingerprint)), "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("countersign.training ")), "{names:?}");
}

#[tokio::test]
async fn mistakes_are_caught_before_anything_is_stored() {
    let (shop, console) = Shop::open().await;
    let own = {
        let key = antom::keys::MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
        let der = key.to_pkcs8_der().unwrap();
        let private = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &*der);
        NewAccount {
            antom_key: key.public_key().to_base64_spki(),
            key: KeySource::Import(SecretText::new(private)),
            ..another(&shop)
        }
    };
    let antoms = shop.simulator.antom_public_key_spki_base64().to_owned();
    let wrong: Vec<(&str, NewAccount)> = vec![
        ("own-public-key", own),
        ("wrong-environment", NewAccount { gateway: "asia".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { gateway: "http://10.0.0.1:80".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { gateway: "https://openapi.alipay.com".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { client_id: "a b".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { name: "Second Shop".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { key_version: 0, ..another(&shop) }),
        ("bad-field", NewAccount { redirect_url: "http://shop.example/".to_owned(), ..another(&shop) }),
        ("bad-field", NewAccount { settlement_currency: Some("dollars".to_owned()), ..another(&shop) }),
        ("account-exists", NewAccount { name: "main".to_owned(), ..another(&shop) }),
        ("key-not-base64", NewAccount { antom_key: "not a key!".to_owned(), ..another(&shop) }),
        ("key-is-public", NewAccount { key: KeySource::Import(SecretText::new(antoms)), ..another(&shop) }),
    ];
    let entries = shop.vault_names().len();
    for (code, new) in wrong {
        let error = console.add_account(new).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.remedy().is_empty());
    }
    assert_eq!(console.accounts().unwrap().len(), 1);
    assert_eq!(shop.vault_names().len(), entries, "no key is left behind in the keychain");
}

#[tokio::test]
async fn environments_do_not_take_each_others_accounts() {
    let (shop, _) = Shop::open().await;
    let open = |environment| Console::create_or_open(&shop.home(), environment, shop.ports()).unwrap().0;
    let (sandbox, production) = (open(Environment::Sandbox), open(Environment::Production));
    let at_antom = |client_id: &str| NewAccount {
        gateway: "asia".to_owned(),
        client_id: client_id.to_owned(),
        ..another(&shop)
    };
    for (console, client_id) in [(&sandbox, "5X00000000000000"), (&production, "SANDBOX_5X00000000000000")] {
        let error = console.add_account(at_antom(client_id)).await.unwrap_err();
        assert_eq!(error.code(), "wrong-environment", "{client_id}: {error}");
    }
    for console in [&sandbox, &production] {
        let error = console.add_account(another(&shop)).await.unwrap_err();
        assert_eq!(error.code(), "wrong-environment", "the simulator belongs to Training: {error}");
    }
    assert!(sandbox.add_account(at_antom("SANDBOX_5X00000000000000")).await.is_ok());
    assert!(production.add_account(at_antom("5X00000000000000")).await.is_ok());
    assert_eq!(sandbox.accounts().unwrap().len(), 1);
}

#[tokio::test]
async fn each_thing_that_can_be_wrong_with_an_account_is_named_by_its_test() {
    let (shop, console) = Shop::open().await;
    let second = AccountName("second".to_owned());
    console.add_account(another(&shop)).await.unwrap();
    let report = console.test_account(&second).await.unwrap();
    assert_eq!(
        report.our_signature.passed,
        Some(false),
        "its key version is not known to Antom: {report:#?}"
    );
    assert!(report.our_signature.sentence.contains("key version 2"), "{report:#?}");

    let stranger =
        NewAccount { name: "third".to_owned(), client_id: "TRAINING_STRANGER".to_owned(), ..another(&shop) };
    console.add_account(stranger).await.unwrap();
    let report = console.test_account(&AccountName("third".to_owned())).await.unwrap();
    assert_eq!((report.passed, report.environment.passed), (false, Some(false)), "{report:#?}");

    shop.fault("inquiryPayment", FaultKind::BadSignature, 1);
    let report = console.test_account(&main_account()).await.unwrap();
    assert_eq!((report.passed, report.antom_signature.passed), (false, Some(false)), "{report:#?}");

    shop.fault("inquiryPayment", FaultKind::LostBeforeEffect, 1);
    let report = console.test_account(&main_account()).await.unwrap();
    assert_eq!((report.passed, report.reach.passed), (false, Some(false)), "{report:#?}");
}

#[tokio::test]
async fn an_account_is_removed_only_when_nothing_of_it_is_open_and_its_keys_go_with_it() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let error = console.remove_account(&main_account()).unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("account-busy", ExitClass::Refused), "{error}");
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    console.inquire(&order.id).await.unwrap();
    console.remove_account(&main_account()).unwrap();
    assert!(matches!(console.account(&main_account()), Err(ConsoleError::UnknownAccount { .. })));
    assert!(shop.vault_names().iter().all(|name| !name.contains("merchant-key")), "{:?}", shop.vault_names());
    assert_eq!(console.show(&order.id).unwrap().amount, sgd(1_000), "its history stays");
}

#[tokio::test]
async fn the_only_account_need_not_be_named_and_several_must() {
    let (shop, console) = Shop::open().await;
    assert_eq!(console.only_account().unwrap(), main_account());
    console.add_account(another(&shop)).await.unwrap();
    let error = console.only_account().unwrap_err().to_string();
    assert!(error.contains("main") && error.contains("second"), "{error}");
}

#[tokio::test]
async fn nothing_secret_prints() {
    let (shop, console) = Shop::open().await;
    let added = console.add_account(another(&shop)).await.unwrap();
    let printed = format!(
        "{console:?} {:?} {:?} {added:?}",
        shop.ports(),
        KeySource::Import(SecretText::new("MIIE".into()))
    );
    assert!(!printed.contains("MIIE"), "{printed}");
}
