//! `countersign watch` as a program reads it: a line for each thing, as it happens.

use crate::shop::{Shop, signal};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Lines};
use std::process::{ChildStdout, Stdio};

/// Reads on until the watcher, which is still running, says this.
fn read_until(lines: &mut Lines<BufReader<ChildStdout>>, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
    let mut read = Vec::new();
    for line in lines {
        let event: Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert!(event["at"].is_string() && event["what"].is_string(), "{event}");
        read.push(event);
        if read.last().is_some_and(&fits) {
            return read;
        }
    }
    panic!("the watcher ended before it was seen: {read:?}");
}

#[test]
fn a_program_reads_what_happens_while_it_happens() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    shop.paid_order("A-1", "SGD 40.00");
    let request = shop.order("A-2", "SGD 10.00", &["--method", "GRABPAY_SG"]);
    let words = ["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k", "--detach"];
    let refund = shop.run(&words).done();

    let mut watch = shop.command(&["watch"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let is = |what: &'static str, reference: &'static str| {
        move |event: &Value| event["what"] == what && event["reference"] == reference
    };
    read_until(&mut lines, is("asked", "A-2"));
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    let seen = read_until(&mut lines, is("closed", "A-2"));
    assert!(seen.iter().any(|event| is("order", "A-2")(event) && event["state"] == "paid"), "{seen:?}");

    shop.gateway.advance(601);
    let seen = read_until(&mut lines, |event| event["what"] == "settled");
    let settled = &seen.last().unwrap()["intent"];
    assert_eq!((settled["id"].clone(), settled["stage"].clone()), (refund["id"].clone(), "done".into()));
    read_until(&mut lines, is("closed", "A-1"));

    // Being told to stop is no failure, and what was seen until then is summed up.
    signal(&watch, "TERM");
    let rest: Vec<Value> = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    let report = rest.last().unwrap();
    assert_eq!((report["what"].clone(), report["closed"].clone()), ("report".into(), 2.into()), "{report}");
    assert_eq!(report["settled"][0]["id"], refund["id"]);
    assert_eq!((report["open_intents"].clone(), report["at"].is_string()), (0.into(), true));
    assert!(watch.wait().unwrap().success());
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
}

#[test]
fn a_timer_sees_that_antom_could_not_be_asked_and_of_which_orders() {
    let Some(mut shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 40.00", &["--method", "GRABPAY_SG"]);
    shop.order("A-2", "SGD 10.00", &["--method", "GRABPAY_SG"]);
    shop.fault("inquiryPayment", "no_signature");
    let half = shop.run(&["watch", "--once"]);
    half.failed(9, "nothing-learnt");
    let report = half.out.lines().last().map(|line| serde_json::from_str::<Value>(line).unwrap()).unwrap();
    assert_eq!(report["not_asked"].as_array().unwrap().len(), 1, "{report}");
    assert!(report["offline_since"].is_null(), "it answered: {report}");
    shop.watch("--once");

    shop.gateway.stop();
    let none = shop.run(&["watch", "--once"]);
    none.failed(9, "no-connection");
    assert!(none.err.contains("A-1") && none.err.contains("A-2"), "{none:?}");
    let lines: Vec<Value> = none.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().filter(|line| line["what"] == "unreachable").count(), 1, "{none:?}");
    let report = lines.last().unwrap();
    assert_eq!(report["not_asked"].as_array().unwrap().len(), 2, "{report}");
    assert!(report["offline_since"].is_string(), "{report}");
}

#[test]
fn people_read_what_was_settled() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes", "--key", "k", "--detach"]).done();
    shop.gateway.advance(601);
    let told = shop.run_plain(&["watch", "--until-quiet"]);
    assert_eq!(told.exit, 0, "{told:?}");
    assert!(told.out.starts_with("Settled: 1 capture, cancel or refund and 1 order."), "{told:?}");
    assert!(told.err.contains("Refund of SGD 5.00 on order A-1: Returned"), "{told:?}");
}
