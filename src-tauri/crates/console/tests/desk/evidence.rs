//! What Antom signed about an order, read from file.

use crate::shop::Shop;
use antom::keys::MerchantKey;
use console::Console;
use console::accounts::NewAccount;
use domain::fact::CaptureMode;
use domain::ids::OrderId;
use rand::RngCore;
use simulator::FaultKind;

fn told(console: &Console, order: &OrderId) -> Vec<(String, bool, Option<u32>)> {
    let exchanges = console.evidence(order).unwrap();
    exchanges.into_iter().map(|one| (one.operation, one.valid, one.key_version)).collect()
}

#[tokio::test]
async fn every_exchange_verifies_anew_and_gives_nothing_away() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    console.inquire(&order.id).await.unwrap();
    let exchanges = console.evidence(&order.id).unwrap();
    let operations: Vec<&str> = exchanges.iter().map(|one| one.operation.as_str()).collect();
    assert_eq!(operations, ["createPaymentSession", "inquiryPayment"]);
    assert!(exchanges.iter().all(|one| one.valid && one.key_version == Some(1)), "{exchanges:?}");
    assert!(exchanges.is_sorted_by_key(|one| one.at));
    let link = console.share(&order.id, console::sharing::Channel::Copy);
    assert!(link.is_err(), "it is paid, so its link is not given out any more");
    let (made, asked) = (&exchanges[0].body, &exchanges[1].body);
    assert!(made.contains("\"normalUrl\": \"http://127.0.0.1"), "{made}");
    assert!(made.contains("?…") && made.contains("\"paymentSessionData\": \"…masked…\""), "{made}");
    assert!(asked.contains("\"cardToken\": \"…masked…\"") && asked.contains("cardBrand"), "{asked}");
}

#[tokio::test]
async fn an_answer_nobody_signed_is_shown_as_such() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    shop.fault("refund", FaultKind::BadSignature, 1);
    crate::shop::done(&console, crate::shop::refund(order, 1_000)).await;
    let told = told(&console, &order);
    let refund = told.iter().find(|(operation, ..)| operation == "refund").unwrap();
    assert!(!refund.1, "{told:?}");
    assert!(told.iter().filter(|(operation, ..)| operation != "refund").all(|(_, valid, _)| *valid));
}

#[tokio::test]
async fn evidence_outlives_its_account_and_ends_with_its_buyer() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    console.remove_account(&console.only_account().unwrap()).unwrap();
    assert!(told(&console, &order).iter().all(|(_, valid, _)| *valid));
    // The next one of that name has another key of Antom's; what was signed with the old one was signed.
    let other = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let antom_key = other.public_key().to_base64_spki();
    let again = NewAccount { antom_key, ..crate::shop::account(&shop.simulator) };
    console.add_account(again).await.unwrap();
    assert_eq!(console.broken_promises().unwrap(), []);
    console.forget_buyer(&order, None).unwrap();
    assert!(told(&console, &order).is_empty());
}

#[tokio::test]
async fn a_key_that_is_not_antoms_verifies_nothing() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    let forger = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    shop.gate.forge_with(std::sync::Arc::new(forger));
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    let asked = console.inquire(&order.id).await.unwrap();
    assert_eq!(asked.order.state.state, "waiting", "what a forger says moves nothing");
    assert_eq!(told(&console, &order.id).len(), 1, "and is not kept as evidence of a payment");
}
