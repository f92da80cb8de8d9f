//! Processes that end in the middle.

use crate::shop::{Ended, Shop, signal, until};
use serde_json::{Value, json};
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
fn an_interrupt_in_the_stop_window_stops_it_whoever_sends_it() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    for name in ["INT", "TERM"] {
        let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", name];
        let child = shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        until("it waits in the outbox", || {
            shop.run(&["outbox", "list"]).done()["intents"].as_array().unwrap().len() == 1
        });
        signal(&child, name);
        let ended = Ended::of(&child.wait_with_output().unwrap());
        ended.failed(11, "stopped");
        assert_eq!(ended.json()["stage"], "stopped");
    }
    shop.gateway.advance(601);
    shop.watch("--once");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_not_told_as_a_refund_that_failed() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["settings", "set", "stop-window", "0"]).done();
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k"];
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let child = shop.command(&words).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let ended = Ended::of(&child.wait_with_output().unwrap());
    ended.failed(1, "answer-lost");
    assert!(ended.err.contains("What the command did stands"), "{ended:?}");
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
}

#[test]
fn where_antom_cannot_be_reached_a_question_is_only_a_question_and_nothing_is_decided() {
    let Some(mut shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.gateway.stop();
    for words in [
        &["payment", "refund", "A-1", "--full", "--yes", "--key", "k"][..],
        &["payment", "cancel", "A-1", "--yes", "--key", "c"],
        &["payment", "refund", "A-1", "--full", "--dry-run"],
        &["payment", "inquire", "A-1"],
        &["method", "consult", "--amount", "SGD 5.00", "--afresh"],
    ] {
        let refused = shop.run(words);
        refused.failed(9, "nothing-learnt");
        assert!(
            !refused.err.contains("written down") && !refused.err.contains("is not known"),
            "{refused:?}"
        );
    }
    assert_eq!(shop.show("A-1")["intents"], json!([]), "nothing was decided");
    // A link that was surely never asked for is a matter of the network, not of an outcome.
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea", "--buyer-id", "C-1"];
    let unsent = shop.run(&[&order, ["--order", "A-2"].as_slice()].concat());
    unsent.failed(9, "no-connection");
    assert_eq!(unsent.err.matches("nothing was sent").count(), 1, "it is said once: {unsent:?}");
    assert_eq!(shop.show("A-2")["sessions"][0]["stage"], "unanswered");
    assert_eq!(shop.show("A-1")["state"], "paid");
}

#[test]
fn whoever_does_not_want_to_wait_leaves_what_has_left_to_the_watcher() {
    let Some(shop) = Shop::open() else { return };
    // What is said when it is asked about cannot be believed.
    shop.gateway.post("faults", &json!({ "operation": "inquiryRefund", "kind": "no_signature", "next": 99 }));
    for (name, order) in [("INT", "A-1"), ("TERM", "A-2")] {
        shop.paid_order(order, "SGD 40.00");
        // The answer is lost, so the bytes left: only asking can tell.
        shop.fault("refund", "lost_after_effect");
        let words = ["payment", "refund", order, "--amount", "SGD 5.00", "--yes", "--key", name];
        let child = shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        until("it is asked about", || shop.show(order)["intents"][0]["stage"] == "checking");
        signal(&child, name);
        let ended = Ended::of(&child.wait_with_output().unwrap());
        ended.failed(6, "outcome-unknown");
        assert_eq!(ended.json()["stage"], "checking");
    }
    shop.gateway.control("DELETE", "faults", &Value::Null);
    shop.watch("--until-quiet");
    for order in ["A-1", "A-2"] {
        assert_eq!(shop.show(order)["intents"][0]["stage"], "done");
    }
    assert_eq!(shop.gateway.effects("refunded"), (2, 1000));
}

#[test]
fn a_refund_that_could_not_leave_waits_in_the_outbox() {
    let Some(mut shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["settings", "set", "stop-window", "5"]).done();
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "unsent"];
    let child = shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    until("it waits in the outbox", || shop.show("A-1")["intents"][0]["stage"] == "queued");
    shop.gateway.stop();
    let ended = Ended::of(&child.wait_with_output().unwrap());
    ended.failed(9, "no-connection");
    assert!(ended.err.contains("has not left") && ended.err.contains("Nothing was sent"), "{ended:?}");
    assert_eq!(shop.show("A-1")["intents"][0]["stage"], ended.json()["stage"], "it goes on waiting");
}
