//! What is typed wrongly is refused with the option, what there is, and the exit code of a value that cannot be.

use crate::shop::{Ended, Shop};
use crate::staff::typed;
use serde_json::json;

const ADMIN_PIN: &str = "846201";

fn new(shop: &Shop, more: &[&str]) -> Ended {
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea", "--buyer-id", "C-1"];
    shop.run(&[&order, more].concat())
}

#[test]
fn a_name_with_a_wrong_letter_makes_no_link_and_what_antom_names_itself_is_taken() {
    let Some(shop) = Shop::open() else { return };
    for (more, said) in [
        (&["--method", "GRABPAY"][..], "GRABPAY_SG"),
        (&["--method", "FOO"], "method consult"),
        (&["--method", "CARD", "--method", "ALIPAY"], "ALIPAY_CN"),
        (&["--locale", "xx"], "en_US"),
        (&["--locale", "en-US"], "zh_CN"),
        (&["--by", "pay", "--method", "CARD", "--card-brand", "VSA"], "VISA"),
        (&["--by", "pay", "--method", "CARD", "--card-brand", "FOO"], "MASTERCARD"),
        (&["--link-life", "61m"], "60m"),
    ] {
        let refused = new(&shop, more);
        assert_eq!(refused.exit, 2, "{more:?}: {refused:?}");
        assert!(refused.err.contains(said), "{more:?}: {refused:?}");
    }
    assert_eq!(shop.gateway.effects("session_issued").0, 0);
    new(&shop, &["--locale", "de_DE"]).done();
    // A method that is new at Antom is taken once Antom has named it.
    shop.gateway.post("methods", &json!({ "name": "NEWPAY_SG", "way": "at_once", "currencies": ["SGD"] }));
    new(&shop, &["--method", "NEWPAY_SG"]).failed(2, "bad-field");
    let told = shop.run(&["method", "consult", "--amount", "SGD 5.00"]).done();
    assert!(told.to_string().contains("NEWPAY_SG"), "{told}");
    new(&shop, &["--method", "NEWPAY_SG"]).done();
}

#[test]
fn searches_that_would_find_nothing_without_a_word_say_why() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 12.00", &["--buyer-id", "C-1"]);
    for (query, said) in [
        ("amount:17,000", "17000 or as 17.000"),
        ("amount:20..10", "wrong way round"),
        ("on:2026-11-21..2026-11-01", "wrong way round"),
        ("account:nope", "no account named `nope`"),
    ] {
        let refused = shop.run(&["payment", "search", query]);
        refused.failed(2, "bad-query");
        assert!(refused.err.contains(said), "{refused:?}");
    }
    for query in ["account:main", "amount:10..20", "on:2020-01-01..today", "amount:<1,299.00"] {
        let found = shop.run(&["payment", "search", query]).done();
        assert_eq!(found["rows"].as_array().unwrap().len(), 1, "{query}: {found}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_in_words() {
    let Some(shop) = Shop::open() else { return };
    let gone = shop.place.path().join("gone/nothing.bin");
    let gone = gone.to_str().unwrap();
    shop.order("A-1", "SGD 12.00", &["--buyer-id", "C-1"]);
    for words in [
        &["ledger", "restore", gone, "--environment", "training"][..],
        &["ledger", "backup", gone],
        &["ledger", "rebuild", "--report", gone],
        &["ledger", "trail", "--export", gone],
        &["key", "import", "--key-file", gone],
        &["request", "share", "A-1", "--qr", "png", "--output", gone],
    ] {
        let refused = shop.run(words);
        assert!(refused.exit != 0 && !refused.err.contains("os error"), "{words:?}: {refused:?}");
        assert!(
            refused.err.contains("nothing.bin") || refused.err.contains("gone"),
            "{words:?}: {refused:?}"
        );
    }
}

#[test]
fn an_empty_stdin_is_told_as_a_pin_that_did_not_come_and_lists_are_objects() {
    let Some(shop) = Shop::open() else { return };
    let add = ["operator", "add", "Lena", "--role", "admin"];
    let refused = typed(&shop, &add, "");
    refused.failed(2, "bad-field");
    assert!(refused.err.contains("No PIN came on stdin") && !refused.err.contains("file"), "{refused:?}");
    typed(&shop, &add, ADMIN_PIN).done();
    for (words, list) in [
        (["operator", "list"], "operators"),
        (["role", "list"], "roles"),
        (["approval", "list"], "approvals"),
    ] {
        assert!(shop.run(&words).done()[list].is_array(), "{words:?}");
    }
}

#[test]
fn a_recovery_code_is_shown_for_every_ledger_that_was_made_and_it_is_good() {
    let Some(shop) = Shop::open() else { return };
    let home = shop.place.path().join("other");
    let (url, token) = (shop.gateway.url.clone(), shop.gateway.token.clone());
    let add = |name: &str, client: &str| {
        let words = ["account", "add", name, "--simulator", &url, "--simulator-token", &token];
        shop.run_at(&home, &[&words[..], &["--client-id", client]].concat())
    };
    // What only the simulator can refuse is refused when the ledger is there.
    let refused = add("main", "5X.00");
    assert_eq!((refused.exit, refused.code().as_str()), (4, "simulator-refused"), "{refused:?}");
    let told = refused.json();
    assert_eq!(told["ledger_made"], true, "{told}");
    let code = told["recovery_code"].as_str().unwrap();
    let added = add("main", "5X00").done();
    assert!(added["recovery_code"].is_null(), "the first one stays good");
    let file = shop.place.path().join("code");
    std::fs::write(&file, code).unwrap();
    let opened = shop.run_at(&home, &["ledger", "recovery-code", "--open", file.to_str().unwrap()]).done();
    assert_eq!(opened["opened"], "training", "{opened}");
}

#[test]
fn what_is_said_to_do_can_be_done() {
    let Some(shop) = Shop::open() else { return };
    let place = |name: &str| shop.place.path().join(name).display().to_string();
    let certificate = place("certificate.pem");
    std::fs::write(&certificate, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").unwrap();
    let missing = place("missing");
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea"];
    let with = |more: &[&str]| shop.run(&[&order[..], more].concat());
    let url = "https://shop.example/notify";
    for (refused, says, never) in [
        (
            shop.run(&["key", "import", "--key-file", &certificate]),
            "the private key that belongs",
            "public key in it",
        ),
        (
            shop.run(&["receive", "--listen", "192.0.2.1:8080", "--url", url]),
            "of this computer",
            "another port",
        ),
        (with(&["--life", "0d"]), "such as 3d", "12h"),
        (with(&["--link-life", "0m"]), "1s to 60m", "12h"),
        (shop.run(&["payment", "refund", "A-1"]), "--full", "os error"),
        (shop.run(&["ledger", "backup", &format!("{missing}/x")]), "missing", "x.copy"),
    ] {
        assert_ne!(refused.exit, 0, "{refused:?}");
        assert!(refused.err.contains(says) && !refused.err.contains(never), "{says}: {refused:?}");
    }
    let told = shop.run_plain(&["key", "generate"]).out;
    assert!(told.contains("--simulator-token TOKEN") && !told.contains("Dashboard"), "{told}");
}

#[test]
fn what_is_told_is_told_once_in_words_and_as_a_shell_takes_it() {
    let Some(shop) = Shop::open() else { return };
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea", "--buyer-id", "C-1"];
    let plain = |more: &[&str]| shop.run_plain(&[&order[..], more].concat());
    let made = plain(&["--order", "has space/../x"]);
    assert!(made.out.contains("request share 'has space/../x'"), "{made:?}");
    let cleared = shop.run_plain(&["settings", "set", "reminders", ""]);
    assert!(cleared.out.contains("reminders is empty now."), "{cleared:?}");
    let shown = shop.run_plain(&["method", "show", "GRABPAY_SG"]).out;
    assert!(!shown.contains("multiples of 1 "), "{shown}");
    for (refused, never) in [
        (plain(&["--item", "{\"name\":"]), "EOF"),
        (plain(&["--item", "{\"name\" \"Tea\"}"]), "line 1"),
        (shop.run_plain(&["ledger", "trail", "--from", "yesterday"]), "invalid characters"),
    ] {
        assert_eq!(refused.exit, 2, "{refused:?}");
        assert!(!refused.err.contains(never), "{never}: {refused:?}");
    }
    // Where several currencies are contracted and none is named, Antom refuses the link.
    let client = json!({ "client_id": "TRAINING_5X00000000000000", "settlement_currencies": ["EUR", "SGD"] });
    shop.gateway.post("clients", &client);
    let refused = plain(&["--order", "A-2"]);
    assert_eq!(refused.exit, 4, "{refused:?}");
    assert!(!refused.err.contains("new id"), "nobody gives an id: {refused:?}");
    let shown = shop.run_plain(&["request", "show", "A-2"]).out;
    assert!(!shown.contains("min left"), "what was refused never began: {shown}");
}
