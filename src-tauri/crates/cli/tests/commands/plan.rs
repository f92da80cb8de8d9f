//! What a watch would ask, and when.

use crate::shop::Shop;

#[test]
fn a_plan_says_what_is_asked_next_and_asks_nothing() {
    let Some(shop) = Shop::open() else { return };
    let nothing = shop.run(&["watch", "--plan"]).done();
    assert_eq!((nothing["watched"].clone(), nothing["paused_until"].is_null()), (0.into(), true));
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
    let before = shop.run(&["payment", "show", "A-1"]).done()["version"].clone();
    let plan = shop.run(&["watch", "--plan"]).done();
    let next = &plan["next"][0];
    assert_eq!((plan["watched"].clone(), next["reference"].clone()), (1.into(), "A-1".into()), "{plan}");
    assert_eq!(
        (next["why"]["kind"].clone(), next["why"]["every_seconds"].clone()),
        ("order".into(), 5.into())
    );
    assert_eq!(shop.run(&["payment", "show", "A-1"]).done()["version"], before);
    shop.run(&["watch", "--plan", "--once"]).failed(2, "usage");
}
