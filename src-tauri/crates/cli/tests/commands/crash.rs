//! Processes that end in the middle.

use crate::shop::{Ended, Shop, signal, until};
use serde_json::json;
use std::process::Stdio;

#[test]
fn killed_between_sending_and_the_answer_the_next_command_settles_it() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.gateway.post("faults", &json!({ "operation": "refund", "kind": "delay", "ms": 8_000, "next": 1 }));
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k"];
    let mut child = shop.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("the refund is in the gateway's book", || shop.gateway.effects("refunded").0 == 1);
    signal(&child, "KILL");
    child.wait().unwrap();
    let next = shop.run(&["payment", "inquire", "A-1"]);
    let shown = shop.show("A-1");
    assert_eq!(shown["intents"][0]["stage"], "done", "{next:?}");
    let again = shop.run(&words).done();
    assert_eq!((again["replayed"].clone(), again["attempts"].clone()), (true.into(), 1.into()));
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
}

#[test]
fn killed_in_its_stop_window_it_is_sent_once_by_whoever_comes_next() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k"];
    let mut child = shop.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("it waits in the outbox", || {
        shop.run(&["outbox", "list"]).done()["intents"].as_array().unwrap().len() == 1
    });
    signal(&child, "KILL");
    child.wait().unwrap();
    shop.gateway.advance(601);
    shop.watch("--until-quiet");
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
    assert_eq!(shop.run(&words).done()["replayed"], true);
}

#[test]
fn an_interrupt_in_the_stop_window_stops_it() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k"];
    let child = shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    until("it waits in the outbox", || {
        shop.run(&["outbox", "list"]).done()["intents"].as_array().unwrap().len() == 1
    });
    signal(&child, "INT");
    let ended = Ended::of(&child.wait_with_output().unwrap());
    ended.failed(11, "stopped");
    assert_eq!(ended.json()["stage"], "stopped");
    shop.gateway.advance(601);
    shop.watch("--once");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[test]
fn a_simulator_that_is_gone_leaves_the_outcome_unknown_and_nothing_lost() {
    let Some(mut shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.gateway.stop();
    let refused = shop.run(&["payment", "refund", "A-1", "--full", "--yes", "--key", "k"]);
    assert!([6, 9].contains(&refused.exit), "{refused:?}");
    shop.run(&["payment", "inquire", "A-1"]).failed(6, "antom-unknown");
    // A link that was surely never asked for is a matter of the network, not of an outcome.
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea", "--buyer-id", "C-1"];
    let unsent = shop.run(&[&order, ["--order", "A-2"].as_slice()].concat());
    unsent.failed(9, "no-connection");
    assert_eq!(unsent.err.matches("nothing was sent").count(), 1, "it is said once: {unsent:?}");
    assert_eq!(shop.show("A-2")["sessions"][0]["stage"], "unanswered");
    assert_eq!(shop.show("A-1")["state"], "paid");
}
