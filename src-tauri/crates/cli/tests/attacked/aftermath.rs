//! What must be true after an act was disturbed, and once the program ran again undisturbed.

use crate::act::Act;
use crate::shop::{Ended, Shop, until};

/// How often the act is asked for again until it is done. Each time asks Antom.
const TRIES: usize = 20;

/// How far an act had come when it was disturbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Nothing is written down.
    Nothing,
    /// It is written down, and nothing happened at Antom.
    Decided,
    /// It happened at Antom.
    Antom,
}

/// How far the act had come, by what is on the disk and in the simulator's book. What happened at Antom was written down
/// before: nothing leaves that is not.
pub fn reached(shop: &Shop, act: Act, number: &str) -> Reached {
    let at_antom = !act.traces(shop, number).is_empty();
    let shown = shop.run(&["payment", "show", number]);
    let decided = match act {
        Act::Create => shown.exit == 0,
        _ => shown.done()["intents"].as_array().is_some_and(|intents| !intents.is_empty()),
    };
    assert!(decided || !at_antom, "{act:?} of {number} happened at Antom and is not on disk: {shown:?}");
    match (at_antom, decided) {
        (true, _) => Reached::Antom,
        (false, true) => Reached::Decided,
        (false, false) => Reached::Nothing,
    }
}

/// Starts the program again, as a shop would, until the act is done; then everything must agree.
pub fn settled(shop: &Shop, act: Act, number: &str) {
    let once = shop.run(&["watch", "--once"]);
    assert!([0, 6].contains(&once.exit), "{act:?} of {number}: {once:?}");
    let words = act.words(number, number);
    let mut tries = Vec::new();
    while tries.last().is_none_or(|again: &Ended| again.exit != 0) {
        let again = shop.run(&words);
        let goes_on = [0, 5, 6].contains(&again.exit);
        assert!(goes_on, "{act:?} of {number}: refused, though it was allowed: {again:?}");
        if again.exit == 6 && again.code() == "link-being-made" {
            // The process that asked for the link is gone; that is seen half a minute later.
            shop.gateway.advance(31);
        }
        tries.push(again);
        assert!(tries.len() < TRIES, "{act:?} of {number}: {tries:?}");
    }
    until("the order's state agrees", || {
        shop.show(number)["state"] == act.state() || {
            shop.run(&["payment", "inquire", number]);
            false
        }
    });
    act.agrees(shop, number);
}

/// The whole history verifies.
pub fn whole(shop: &Shop) {
    let verified = shop.run(&["ledger", "verify"]).done();
    assert_eq!(verified["whole"], true, "{verified}");
}
