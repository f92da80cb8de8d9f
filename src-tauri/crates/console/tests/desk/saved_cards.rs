//! Cards that buyers saved by paying with them (guide 0).

use crate::forms::form;
use crate::shop::Shop;
use crate::trips::last_sent;
use console::Console;
use console::form::{RequestDraft, RequestField};
use console::saved_cards::{CardHolder, SavedCard};
use domain::ids::AccountName;
use money::Language;

fn draft(reference: &str, buyer_id: &str, email: &str) -> RequestDraft {
    let [reference, buyer_id, email] = [reference, buyer_id, email].map(str::to_owned);
    RequestDraft { reference, buyer_id, email, ..form() }
}

fn holder(buyer_id: Option<&str>, email: Option<&str>) -> CardHolder {
    let (buyer_id, email) = (buyer_id.map(str::to_owned), email.map(str::to_owned));
    CardHolder { account: AccountName("main".to_owned()), buyer_id, email }
}

/// A buyer with a customer number pays by card.
async fn paid(shop: &Shop, console: &Console, draft: &RequestDraft) {
    let order = console.create_request(draft).await.unwrap().order;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    console.inquire(&order.id).await.unwrap();
}

fn ids(cards: &[SavedCard]) -> Vec<String> {
    cards.iter().map(|card| card.id.clone()).collect()
}

#[tokio::test]
async fn a_saved_card_is_offered_to_its_buyer_and_to_nobody_else() {
    let (shop, console) = Shop::open().await;
    paid(&shop, &console, &draft("C-1", "M-17", "mei@shop.example")).await;
    let cards = console.saved_cards(&holder(Some("M-17"), None)).unwrap();
    let [card] = cards.as_slice() else { panic!("{cards:?}") };
    assert_eq!((card.reference.as_str(), card.last4.as_deref().map(str::len)), ("C-1", Some(4)));
    let by_address = console.saved_cards(&holder(None, Some("MEI@shop.example"))).unwrap();
    assert_eq!(ids(&by_address), ids(&cards));
    for stranger in
        [holder(Some("M-1"), Some("mei@shop.example")), holder(None, None), holder(None, Some("x@y.z"))]
    {
        assert_eq!(console.saved_cards(&stranger).unwrap(), []);
    }
    let again = RequestDraft { saved_cards: ids(&cards), ..draft("C-2", "M-17", "") };
    let made = console.create_request(&again).await.unwrap();
    let saved = last_sent(&shop)["savedPaymentMethods"].clone();
    assert_eq!(saved[0]["paymentMethodType"], "CARD");
    let token = saved[0]["paymentMethodId"].as_str().unwrap().to_owned();
    assert!(!token.is_empty() && !serde_json::to_string(&cards).unwrap().contains(&token));
    assert_eq!(console.draft_of(&made.order.id).unwrap().saved_cards, ids(&cards));
    assert!(!serde_json::to_string(&made.order).unwrap().contains(&token));
    console.reissue(&made.order.id, true).await.unwrap();
    assert_eq!(last_sent(&shop)["savedPaymentMethods"], saved, "another link offers the same card");
}

#[tokio::test]
async fn a_card_of_another_buyer_is_refused_at_its_field() {
    let (shop, console) = Shop::open().await;
    paid(&shop, &console, &draft("C-1", "M-17", "mei@shop.example")).await;
    let cards = ids(&console.saved_cards(&holder(Some("M-17"), None)).unwrap());
    let theirs = RequestDraft { saved_cards: cards, ..draft("C-2", "M-18", "mei@shop.example") };
    let wrong = console.check_request(&theirs, None, Language::English).unwrap().wrong;
    assert_eq!((wrong[0].field, wrong[0].code.as_str()), (RequestField::SavedCards, "not-theirs"));
    assert_eq!(console.create_request(&theirs).await.unwrap_err().code(), "bad-field");
}

#[tokio::test]
async fn a_forgotten_card_is_gone_with_everything_that_held_it() {
    let (shop, console) = Shop::open().await;
    let mei = holder(Some("M-17"), None);
    paid(&shop, &console, &draft("C-1", "M-17", "mei@shop.example")).await;
    let card = ids(&console.saved_cards(&mei).unwrap()).remove(0);
    let again = RequestDraft { saved_cards: vec![card.clone()], ..draft("C-2", "M-17", "") };
    let open = console.create_request(&again).await.unwrap().order;
    let error = console.forget_card(&mei, &card).unwrap_err();
    assert_eq!(error.code(), "still-open", "{error}");
    assert_eq!(
        console.saved_cards(&mei).unwrap().len(),
        1,
        "nothing is forgotten while its answers are needed"
    );
    shop.buyer_pays(&open.sessions[0].request, "GRABPAY_SG", None);
    console.inquire(&open.id).await.unwrap();
    shop.pass(simulator::Span::hours(2));
    console.inquire(&console.resolve("C-1").unwrap()).await.unwrap();
    let forgotten = console.forget_card(&mei, &card).unwrap();
    assert_eq!(forgotten, ["C-2", "C-1"]);
    assert_eq!(console.saved_cards(&mei).unwrap(), []);
    for reference in ["C-1", "C-2"] {
        let order = console.show(&console.resolve(reference).unwrap()).unwrap();
        assert!(order.forgotten && order.buyer.is_none());
        assert!(console.evidence(&order.id).unwrap().is_empty());
    }
    assert_eq!(console.forget_card(&mei, &card).unwrap_err().code(), "bad-field");
    assert!(console.verify(None).unwrap().whole);
}
