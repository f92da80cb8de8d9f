//! What people leave on their desk: a form that is not finished, and how they like the window.

use crate::forms::form;
use crate::shop::Shop;
use console::form::RequestDraft;
use console::{Console, Ports};
use domain::fact::Actor;
use money::Language;

fn tan(shop: &Shop) -> Console {
    shop.another_with(Ports { actor: Actor::Person("Tan".to_owned()), ..shop.ports() })
}

#[tokio::test]
async fn a_form_is_kept_as_it_was_typed_for_whoever_typed_it() {
    let (shop, console) = Shop::open().await;
    let half = RequestDraft { amount: "17,000".to_owned(), email: "mei@".to_owned(), ..form() };
    let at = console.keep_draft(Some(&half)).unwrap().unwrap();
    let kept = shop.another().request_defaults().unwrap().kept.unwrap();
    assert_eq!((kept.draft, kept.at), (half, at), "also in another process");
    assert!(tan(&shop).request_defaults().unwrap().kept.is_none());
    assert_eq!(console.keep_draft(None).unwrap(), None);
    assert!(console.request_defaults().unwrap().kept.is_none());
}

#[tokio::test]
async fn a_card_number_is_not_kept_and_what_was_kept_before_stays() {
    let (_shop, console) = Shop::open().await;
    console.keep_draft(Some(&form())).unwrap();
    let card = "4111 1111 1111 1111".to_owned();
    for draft in [
        RequestDraft { amount: card.clone(), ..form() },
        RequestDraft { note: card.clone(), ..form() },
        RequestDraft {
            more: console::form::MoreDraft { last_name: card.clone(), ..Default::default() },
            ..form()
        },
        RequestDraft {
            items: vec![console::form::ItemDraft {
                name: "x".into(),
                quantity: "1".into(),
                unit: card.clone(),
                more: None,
            }],
            ..form()
        },
    ] {
        let error = console.keep_draft(Some(&draft)).unwrap_err();
        assert_eq!(error.code(), "bad-field", "{error}");
    }
    assert_eq!(console.request_defaults().unwrap().kept.unwrap().draft, form());
}

#[tokio::test]
async fn a_kept_form_is_done_with_when_it_became_an_order_and_another_is_not() {
    let (_shop, console) = Shop::open().await;
    console.keep_draft(Some(&form())).unwrap();
    let other = RequestDraft { reference: "SO-1".to_owned(), ..form() };
    console.create_request(&other).await.unwrap();
    assert!(console.request_defaults().unwrap().kept.is_some(), "this one was not made yet");
    console.create_request(&form()).await.unwrap();
    assert!(console.request_defaults().unwrap().kept.is_none());
}

#[tokio::test]
async fn everybody_likes_the_window_in_a_way_of_their_own() {
    let (shop, console) = Shop::open().await;
    assert!(console.preferences().unwrap().is_empty());
    assert_eq!(console.chosen_language().unwrap(), None);
    console.set_preference("theme", "dark").unwrap();
    console.set_preference("language", "zh-Hans").unwrap();
    console.set_preference("theme", "light").unwrap();
    let again = shop.another();
    assert_eq!(again.preferences().unwrap()["theme"], "light");
    assert_eq!(again.chosen_language().unwrap(), Some(Language::Chinese));
    assert!(tan(&shop).preferences().unwrap().is_empty());
    for (name, value) in [("", "x"), ("a\nb", "x"), ("long", &"x".repeat(64 * 1024 + 1))] {
        assert_eq!(console.set_preference(name, value).unwrap_err().code(), "bad-field", "{name:?}");
    }
    assert!(console.verify(None).unwrap().whole, "none of it belongs to the history");
}
