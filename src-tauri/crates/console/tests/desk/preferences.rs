//! What people keep for themselves.

use crate::shop::Shop;
use console::{Language, Ports};
use domain::fact::Actor;

#[tokio::test]
async fn everybody_keeps_their_own_and_finds_it_again() {
    let (shop, console) = Shop::open().await;
    console.set_preference("theme", "dark").unwrap();
    console.set_preference("payments.views", r#"[{"name":"Mei","query":"mei"}]"#).unwrap();
    console.set_preference("theme", "light").unwrap();
    let other = shop.another_with(Ports { actor: Actor::Person("Tan".to_owned()), ..shop.ports() });
    assert!(other.preferences().unwrap().is_empty());
    other.set_preference("theme", "system").unwrap();
    drop(console);
    let again = shop.another();
    let kept = again.preferences().unwrap();
    assert_eq!(kept.get("theme").map(String::as_str), Some("light"));
    assert_eq!(kept.len(), 2);
}

#[tokio::test]
async fn the_language_follows_the_person() {
    let (_shop, console) = Shop::open().await;
    assert_eq!(console.language().unwrap(), Language::English);
    console.set_preference("language", "zh-Hans").unwrap();
    assert_eq!(console.language().unwrap(), Language::SimplifiedChinese);
}

#[tokio::test]
async fn what_must_not_be_kept_is_refused_and_a_desk_has_its_limits() {
    let (_shop, console) = Shop::open().await;
    let long = "x".repeat(16 * 1024 + 1);
    for (name, value) in
        [("", "x"), ("Theme", "x"), ("a b", "x"), ("theme", &long), ("views", "pay 4111 1111 1111 1111")]
    {
        assert_eq!(console.set_preference(name, value).unwrap_err().code(), "bad-field", "{name}");
    }
    for place in 0..200 {
        console.set_preference(&format!("p.{place}"), "x").unwrap();
    }
    assert!(console.set_preference("one-more", "x").is_err());
    console.set_preference("p.7", "changed").unwrap();
    assert_eq!(console.preferences().unwrap().len(), 200);
}
