//! People on the command line: PINs on standard input, short sessions, limits, approvals and trails.

use crate::shop::{Ended, Shop, signal};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Duration;

const LENA: &str = "846201";
const DANIEL: &str = "730915";
const TOM: &str = "618274";

/// Runs a command that reads something from standard input.
pub fn typed(shop: &Shop, words: &[&str], text: &str) -> Ended {
    let mut command = shop.command(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Ended::of(&child.wait_with_output().unwrap())
}

pub fn sign_in(shop: &Shop, name: &str, pin: &str) {
    assert_eq!(typed(shop, &["sign-in", name], pin).done()["name"], name);
}

/// A shop with an admin, somebody of finance, and somebody at the counter with limits. The admin is signed in.
fn staffed() -> Option<Shop> {
    let shop = Shop::open()?;
    typed(&shop, &["operator", "add", "Lena", "--role", "admin"], LENA).done();
    typed(&shop, &["operator", "add", "Daniel", "--role", "finance"], DANIEL).done();
    let limits = ["--refund-limit", "SGD 10.00", "--refund-day-limit", "SGD 40.00"];
    typed(&shop, &[&["operator", "add", "Tom", "--role", "shop"], &limits[..]].concat(), TOM).done();
    Some(shop)
}

#[test]
fn before_sign_in_every_command_is_refused_and_nothing_is_shown() {
    let Some(shop) = staffed() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["sign-out"]).done();
    for words in [
        &["payment", "list"][..],
        &["payment", "show", "A-1"],
        &["payment", "refund", "A-1", "--amount", "SGD 1.00", "--yes", "--key", "1"],
        &["request", "new", "--amount", "SGD 1.00", "--description", "Tea"],
        &["account", "list"],
        &["key", "show"],
        &["key", "generate"],
        &["attention"],
        &["outbox", "list"],
        &["watch", "--plan"],
        &["settings", "list"],
        &["settings", "set", "stop-window", "60"],
        &["ledger", "stats"],
        &["ledger", "trail"],
        &["ledger", "recovery-code", "--yes"],
        &["operator", "list"],
        &["role", "list"],
        &["policy", "show"],
        &["approval", "list"],
    ] {
        shop.run(words).failed(4, "sign-in-needed");
    }
    typed(&shop, &["sign-in", "Tom"], "111222").failed(4, "pin-wrong");
    typed(&shop, &["sign-in", "Nobody"], TOM).failed(3, "unknown-operator");
    sign_in(&shop, "Tom", TOM);
    assert_eq!(shop.show("A-1")["reference"], "A-1");
    shop.run(&["key", "generate"]).failed(4, "right-missing");
    shop.gateway.advance(16 * 60);
    shop.run(&["payment", "list"]).failed(4, "sign-in-needed");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
}

#[test]
fn a_timer_watches_while_nobody_is_signed_in_and_names_no_order_and_no_amount() {
    let Some(shop) = staffed() else { return };
    shop.run(&["settings", "set", "stop-window", "600"]).done();
    shop.paid_order("A-777", "SGD 41.27");
    let words = ["payment", "refund", "A-777", "--amount", "SGD 5.13", "--yes", "--key", "k", "--detach"];
    shop.run(&words).done();
    let waiting = shop.order("B-888", "SGD 63.91", &["--method", "GRABPAY_SG"]);
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": waiting }));
    shop.run(&["sign-out"]).done();
    shop.gateway.advance(601);
    let watched = shop.run(&["watch", "--once"]);
    let lines = watched.documents();
    assert_eq!(shop.gateway.effects("refunded"), (1, 513), "what somebody decided is sent: {watched:?}");
    let report = lines.last().unwrap();
    assert_eq!((&report["hidden"]["settled"], &report["closed"]), (&json!(1), &json!(2)), "{report}");
    let plain = shop.run_plain(&["watch", "--once"]);
    assert_eq!(plain.exit, 0, "{plain:?}");
    for hidden in ["777", "888", "5.13", "513", "41.27", "4127", "63.91", "6391", "Tan", "Lena"] {
        for told in [&watched.out, &plain.out, &plain.err] {
            assert!(
                !told.contains(&format!("\"{hidden}")) && !told.contains(&format!("-{hidden}")),
                "{told}"
            );
            assert!(hidden.len() < 4 || !told.contains(hidden), "{hidden}: {told}");
        }
    }

    sign_in(&shop, "Lena", LENA);
    shop.run(&["sign-out", "--seal"]).done();
    shop.run(&["watch", "--once"]).failed(4, "sealed");
}

#[test]
fn a_watch_that_runs_hides_what_it_sees_once_whoever_began_it_has_signed_out() {
    let Some(shop) = staffed() else { return };
    let request = shop.order("A-1", "SGD 40.00", &["--method", "GRABPAY_SG"]);
    let mut watch = shop.command(&["watch"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines().map(|line| {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        line
    });
    assert!(lines.by_ref().any(|line| line["reference"] == "A-1"), "somebody is signed in");
    shop.run(&["sign-out"]).done();
    // What was seen in the second before is shown as it was.
    std::thread::sleep(Duration::from_millis(1_100));
    shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
    let closed = lines.by_ref().find(|line| line["what"] == "closed").unwrap();
    assert_eq!((&closed["hidden"], &closed["reference"]), (&json!(true), &Value::Null), "{closed}");
    signal(&watch, "TERM");
    let report = lines.last().unwrap();
    assert_eq!((&report["closed"], &report["hidden"]["settled"]), (&json!(1), &json!(0)), "{report}");
    assert!(watch.wait().unwrap().success());
}

#[test]
fn five_wrong_pins_are_all_there_are_and_an_admin_or_the_code_ends_the_wait() {
    let Some(shop) = staffed() else { return };
    for _ in 0..4 {
        typed(&shop, &["sign-in", "Tom"], "111222").failed(4, "pin-wrong");
    }
    typed(&shop, &["sign-in", "Tom"], "111222").failed(4, "pin-wait");
    typed(&shop, &["sign-in", "Tom"], TOM).failed(4, "pin-wait");
    shop.run(&["operator", "release", "Tom"]).done();
    sign_in(&shop, "Tom", TOM);
    shop.run(&["operator", "release", "Tom"]).failed(4, "right-missing");
    let code = shop.place.path().join("code.txt");
    std::fs::write(&code, &shop.recovery_code).unwrap();
    let code = code.to_str().unwrap();
    typed(&shop, &["operator", "pin", "Lena", "--recovery-code", code], "402918").done();
    sign_in(&shop, "Lena", "402918");
    typed(&shop, &["operator", "pin", "Lena"], "402918\n846201\n").done();
    sign_in(&shop, "Lena", LENA);
}

#[test]
fn a_refund_over_the_limit_is_asked_for_approved_by_another_and_sent_once() {
    let Some(shop) = staffed() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    sign_in(&shop, "Tom", TOM);
    let refund = ["payment", "refund", "A-1", "--amount", "SGD 25.00", "--reason", "Broken"];
    shop.run(&[&refund[..], &["--yes", "--key", "1"]].concat()).failed(4, "approval-needed");
    let dry = shop.run(&[&refund[..], &["--dry-run"]].concat());
    dry.failed(4, "approval-needed");
    assert!(dry.err.contains("--ask-approval"), "{dry:?}");
    let dry = dry.json();
    assert_eq!(
        (dry["permitted"].clone(), dry["second"]["approvers"].clone()),
        (false.into(), serde_json::json!(["Lena", "Daniel"]))
    );
    let asked = shop.run(&[&refund[..], &["--ask-approval", "See the photograph"]].concat()).done();
    let id = asked["id"].as_str().unwrap();
    shop.run(&["approval", "give", id, "--yes"]).failed(4, "own-approval");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
    let short: String = id.chars().take(8).collect();
    sign_in(&shop, "Daniel", DANIEL);
    assert_eq!(shop.run(&["approval", "list"]).done()["approvals"][0]["note"], "See the photograph");
    assert_eq!(shop.run(&["approval", "give", &short, "--yes"]).done()["stage"], "done");
    shop.run(&["approval", "give", id, "--yes"]).failed(4, "approval-over");
    assert_eq!(shop.gateway.effects("refunded"), (1, 2_500));
    let trail = shop.run(&["ledger", "trail", "--person", "Daniel"]).done();
    let entry = &trail["entries"][0];
    assert_eq!(
        (entry["actor"].as_str(), entry["approver"].as_str()),
        (Some("Tom"), Some("Daniel")),
        "{trail}"
    );
    let head = entry["head"].as_str().unwrap();
    assert_eq!(shop.run(&["ledger", "verify", "--against", head]).done()["whole"], true);
    let file = shop.place.path().join("trail.jsonl");
    let export = ["ledger", "trail", "--person", "Daniel", "--export", file.to_str().unwrap()];
    assert_eq!(shop.run(&export).done()["facts"], trail["entries"].as_array().unwrap().len());
    let lines = std::fs::read_to_string(&file).unwrap();
    let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(
        shop.run(&["ledger", "verify", "--against", last["head"].as_str().unwrap()]).done()["whole"],
        true
    );
    assert_eq!(shop.run(&export).exit, 2, "what is there is not replaced");
}

#[test]
fn refunds_in_parts_from_processes_at_once_stay_below_what_needs_a_second_person() {
    let Some(shop) = staffed() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    shop.run(&["policy", "set", "--refund-from", "SGD 20.00"]).done();
    sign_in(&shop, "Daniel", DANIEL);
    let words = |key: &str| {
        let refund = ["payment", "refund", "A-1", "--amount", "SGD 9.00", "--reason"];
        let refund = refund.into_iter().chain([key, "--yes", "--key", key]);
        refund.map(str::to_owned).collect::<Vec<_>>()
    };
    let start = |key: &str| {
        let words = words(key);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let keys = ["First part", "Second part", "Third part", "Fourth part"];
    // Twice: whoever was told that something changed may ask again.
    for _ in 0..2 {
        let racers: Vec<_> = keys.iter().map(|key| start(key)).collect();
        for racer in racers {
            let ended = Ended::of(&racer.wait_with_output().unwrap());
            assert!([0, 4, 5, 6].contains(&ended.exit), "{ended:?}");
        }
    }
    shop.run(&["watch", "--once"]);
    assert_eq!(shop.gateway.effects("refunded"), (2, 1_800));
    let last = words("Fifth part");
    let last: Vec<&str> = last.iter().map(String::as_str).collect();
    let refused = shop.run(&last);
    refused.failed(4, "approval-needed");
    assert!(refused.err.contains("SGD 27.00") && refused.err.contains("SGD 20.00"), "{refused:?}");
}

#[test]
fn ten_refunds_at_once_from_ten_processes_stay_within_the_limit_of_the_day() {
    let Some(shop) = staffed() else { return };
    let orders: Vec<String> = (0..10).map(|number| format!("A-{number}")).collect();
    for order in &orders {
        shop.paid_order(order, "SGD 10.00");
    }
    sign_in(&shop, "Tom", TOM);
    let refund = |order: &String| {
        let key = format!("key-{order}");
        let words =
            ["payment", "refund", order, "--amount", "SGD 10.00", "--reason", "Race", "--yes", "--key", &key];
        shop.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    // Twice: whoever found the ledger busy may ask again.
    for _ in 0..2 {
        let racers: Vec<_> = orders.iter().map(refund).collect();
        for racer in racers {
            let ended = Ended::of(&racer.wait_with_output().unwrap());
            assert!([0, 4, 5, 8].contains(&ended.exit), "{ended:?}");
            assert!(ended.exit != 4 || ended.code() == "approval-needed", "{ended:?}");
        }
    }
    assert_eq!(shop.gateway.effects("refunded"), (4, 4_000));
}

#[test]
fn a_limit_of_refunds_that_alone_would_never_count_asks_for_the_other_one_by_name() {
    let Some(shop) = staffed() else { return };
    let role = |who: &str, role: &str, limits: &[&str]| {
        shop.run(&[&["operator", "role", who, role], limits].concat())
    };
    let each = ["--refund-limit", "SGD 50.00"];
    let told = role("Tom", "shop", &each);
    assert!(told.err.contains("--refund-day-limit"), "{told:?}");
    told.failed(2, "bad-field");
    role("Tom", "shop", &["--refund-limit", "any"]).failed(2, "bad-field");
    role("Tom", "shop", &["--refund-day-limit", "SGD 200.00"]).failed(2, "bad-field");
    let both = role("Tom", "shop", &[&each[..], &["--refund-day-limit", "SGD 200.00"]].concat()).done();
    assert_eq!(both["limits"]["refund_day"][0]["value"], "20000");
    let finance = role("Tom", "finance", &each).done();
    assert_eq!(finance["limits"]["refund_day"], serde_json::Value::Null, "the day's limit is the role's");
    shop.run(&[&["role", "make", "till", "--right", "refund"], &each[..]].concat()).failed(2, "bad-field");
}

#[test]
fn roles_and_policy_are_made_and_nobody_gives_what_they_do_not_hold() {
    let Some(shop) = staffed() else { return };
    let role = ["role", "make", "manager", "--right", "people", "--right", "refund"];
    let limits = ["--refund-limit", "SGD 5.00", "--refund-day-limit", "SGD 50.00"];
    shop.run(&[&role[..], &limits[..]].concat()).done();
    shop.run(&["operator", "role", "Tom", "manager"]).done();
    let policy =
        ["policy", "set", "--refund-from", "SGD 500.00", "--reason", "refund", "--lapses-after", "2h"];
    let set = shop.run(&policy).done();
    assert_eq!(set["lock_after_minutes"], 3);
    assert_eq!(shop.run(&["policy", "set", "--lock-after", "10m"]).done()["lock_after_minutes"], 10);
    shop.run(&["policy", "set", "--lock-after", "61m"]).failed(2, "time-out-of-range");
    assert_eq!(
        (set["lapses_after_minutes"].as_u64(), &set["refund"][0]["value"]),
        (Some(120), &"50000".into())
    );
    sign_in(&shop, "Tom", TOM);
    shop.run(&["role", "make", "more", "--right", "keys"]).failed(4, "grants-more-than-held");
    shop.run(&["operator", "role", "Tom", "admin"]).failed(4, "grants-more-than-held");
    shop.run(&["policy", "set", "--refund-from", "never"]).failed(4, "right-missing");
    sign_in(&shop, "Lena", LENA);
    shop.run(&["operator", "suspend", "Lena", "--reason", "x"]).failed(4, "last-admin");
    shop.run(&["role", "remove", "manager"]).failed(4, "role-unfit");
    shop.run(&["operator", "suspend", "Tom", "--reason", "On leave"]).done();
    typed(&shop, &["sign-in", "Tom"], TOM).failed(4, "operator-suspended");
    shop.run(&["operator", "reinstate", "Tom"]).done();
    shop.run(&["operator", "rename", "Tom", "Thomas"]).done();
    sign_in(&shop, "Thomas", TOM);
}

#[test]
fn a_trail_tells_sentences_and_is_asked_for_people_and_days_there_are() {
    let Some(shop) = staffed() else { return };
    let trail = |more: &[&str]| shop.run(&[&["ledger", "trail"], more].concat());
    let facts = || trail(&[]).done()["entries"].as_array().unwrap().len();
    let nobody = trail(&["--person", "Danie"]);
    nobody.failed(3, "unknown-operator");
    assert!(nobody.err.contains("Did you mean Daniel?"), "{nobody:?}");
    trail(&["--from", "2026-11-02", "--to", "2026-11-01"]).failed(2, "bad-field");

    let before = facts();
    shop.run(&["policy", "set"]).failed(2, "usage");
    let set = ["policy", "set", "--refund-from", "SGD 20.00", "--dispute", "no"];
    shop.run(&set).done();
    shop.run(&set).done();
    let suspend = ["operator", "suspend", "Tom", "--reason", "On leave"];
    shop.run(&suspend).done();
    shop.run(&suspend).failed(4, "operator-suspended");
    assert_eq!(facts(), before + 2, "what changes nothing is no fact");

    typed(&shop, &["operator", "pin", "Daniel"], "951753").done();
    shop.run(&["ledger", "backup", shop.place.path().join("copy").to_str().unwrap()]).done();
    let code = shop.run(&["ledger", "recovery-code", "--yes"]);
    assert_eq!(code.exit, 0, "{code:?}");
    let told = trail(&[]).done();
    let entries = told["entries"].as_array().unwrap();
    for entry in entries {
        assert_ne!(entry["sentence"], entry["kind"], "a fact's own name is no sentence: {entry}");
    }
    let said = |sentence: &str| entries.iter().any(|entry| entry["sentence"] == sentence);
    assert!(said("Set a new PIN for Daniel"), "{told}");
    let policy = "Changed the policy: a refund needs a second person from SGD 20.00; money of a disputed payment \
                  moves without a second person";
    assert!(said(policy), "{told}");
}

#[test]
fn what_is_not_there_and_what_stands_in_the_way_end_with_codes_of_their_own() {
    let Some(shop) = staffed() else { return };
    let give = |role: &str| shop.run(&["operator", "role", "Tom", role]);
    give("nothing").failed(3, "unknown-role");
    shop.run(&["role", "remove", "nothing"]).failed(3, "unknown-role");
    shop.run(&["operator", "suspend", "Tom", "--reason", " "]).failed(2, "usage");
    for step in ["--prove", "--promote", "--retire"] {
        shop.run(&["key", "rotate", step, "00000000"]).failed(3, "unknown-key");
    }
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
    let again = ["request", "new", "--order", "A-1", "--amount", "SGD 5.00", "--description", "Tea"];
    shop.run(&[&again[..], &["--buyer-id", "C-1"]].concat()).failed(4, "order-exists");
    shop.add_account("main", &[]).failed(4, "account-exists");
}

#[test]
fn a_refusal_for_a_right_or_a_limit_is_said_once() {
    let Some(shop) = staffed() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    sign_in(&shop, "Tom", TOM);
    let refund =
        ["payment", "refund", "A-1", "--amount", "SGD 25.00", "--reason", "Broken", "--yes", "--key", "1"];
    let cancel = ["payment", "cancel", "A-1", "--yes", "--key", "2"];
    for words in [&refund[..], &cancel, &["policy", "set", "--promote", "no"]] {
        let refused = shop.run_plain(words);
        assert_eq!(refused.exit, 4, "{refused:?}");
        let said: Vec<&str> = refused.err.lines().flat_map(|line| line.split(". ")).map(str::trim).collect();
        for sentence in said.iter().filter(|sentence| !sentence.is_empty()) {
            let again = said.iter().filter(|other| other.contains(sentence.trim_end_matches('.'))).count();
            assert_eq!(again, 1, "{sentence}: {refused:?}");
        }
    }
}
