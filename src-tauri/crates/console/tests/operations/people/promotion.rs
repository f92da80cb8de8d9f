use super::{DANIEL, LENA, TOM, add, code, sits};
use crate::shop::{Shop, account};
use console::keys::KeyAdded;
use console::warrant::Warrant;
use console::{Console, SecretText};
use domain::ids::AccountName;

fn main_account() -> AccountName {
    AccountName("main".into())
}

/// A second key that Antom knows.
async fn proved(shop: &Shop, console: &Console) -> String {
    let KeyAdded { key, public_key, .. } = console.generate_key(&main_account(), 2).unwrap();
    shop.simulator.register_client(shop.simulator.client_id(), &public_key, 2).unwrap();
    console.prove_key(&main_account(), &key.fingerprint).await.unwrap();
    key.fingerprint
}

#[tokio::test]
async fn another_key_signs_only_with_a_second_person_who_may_manage_keys() {
    let (shop, console) = Shop::open().await;
    for (name, role) in [(LENA, "admin"), (TOM, "admin"), (DANIEL, "finance")] {
        add(&console, name, role, None);
    }
    let fingerprint = proved(&shop, &console).await;
    let warrant = || Warrant { reason: Some("yearly".into()), code: None };
    assert_eq!(code(console.promote_key(&main_account(), &fingerprint, warrant())), "approval-needed");
    let ask = console.ask_promotion(&main_account(), &fingerprint, Some("yearly".into()), None).unwrap();
    assert_eq!(ask.approvers, [TOM]);
    assert_eq!(code(console.give_promotion(&ask.id)), "own-approval");
    sits(&console, DANIEL);
    assert_eq!(code(console.give_promotion(&ask.id)), "right-missing");
    sits(&console, TOM);
    assert_eq!(console.give_promotion(&ask.id).unwrap().stage, "given");
    assert_eq!(code(console.give_promotion(&ask.id)), "approval-over");
    let keys = console.keys(&main_account()).unwrap();
    let signs = keys.iter().find(|shown| shown.key.fingerprint == fingerprint).unwrap();
    assert_eq!(signs.key.stage, domain::account::KeyStage::InUse);
    let promoted = console.account_history(&main_account()).unwrap();
    assert!(promoted.iter().any(|event| event.actor == LENA), "{promoted:?}");
    assert_eq!(account(&shop.simulator).name, "main");
}

#[tokio::test]
async fn a_shop_of_one_promotes_with_the_recovery_code() {
    let (shop, console) = Shop::open().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    add(&console, LENA, "admin", None);
    let fingerprint = proved(&shop, &console).await;
    let with = |code: Option<&SecretText>| Warrant { reason: Some("yearly".into()), code: code.cloned() };
    assert_eq!(code(console.promote_key(&main_account(), &fingerprint, with(None))), "recovery-code");
    console.promote_key(&main_account(), &fingerprint, with(Some(&recovery))).unwrap();
}
