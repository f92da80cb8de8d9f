//! Accounts, and every mistake that is caught before the first call.

use crate::shop::{Ended, Shop, program};
use antom::keys::MerchantKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::RngCore;
use std::fs;
use std::path::Path;

struct Files {
    private: String,
    own_public: String,
    foreign_public: String,
}

fn files(place: &Path) -> Files {
    let key = || MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let (ours, theirs) = (key(), key());
    let write = |name: &str, text: &str| {
        let path = place.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    Files {
        private: write("private.txt", &STANDARD.encode(ours.to_pkcs8_der().unwrap().as_slice())),
        own_public: write("own.txt", &ours.public_key().to_base64_spki()),
        foreign_public: write("antom.txt", &theirs.public_key().to_base64_spki()),
    }
}

#[test]
fn an_account_is_added_tested_listed_shown_and_removed() {
    let Some(shop) = Shop::open() else { return };
    let tested = shop.run(&["account", "test"]).done();
    for part in ["reach", "our_signature", "antom_signature", "environment", "clock"] {
        assert_eq!(tested[part]["passed"], true, "{part}: {tested}");
    }
    let listed = shop.run(&["account", "list"]).done();
    assert_eq!(listed["accounts"][0]["name"], "main");
    let shown = shop.run(&["account", "show", "main"]).done();
    assert_eq!(shown["keys"][0]["stage"], "inuse");
    assert_eq!(
        shop.run(&[
            "account",
            "add",
            "main",
            "--environment",
            "training",
            "--simulator",
            &shop.gateway.url,
            "--simulator-token",
            &shop.gateway.token
        ])
        .code(),
        "account-exists"
    );
    shop.run(&["account", "remove", "main"]).failed(2, "nobody-to-ask");
    shop.run(&["account", "remove", "main", "--yes"]).done();
    shop.run(&["account", "test"]).failed(10, "no-account");
}

#[test]
fn with_several_accounts_one_has_to_be_named() {
    let Some(shop) = Shop::open() else { return };
    let second = shop.add_account("second", &[]).done();
    assert_ne!(
        second["account"]["client_id"], "TRAINING_5X00000000000000",
        "each account has a client id of its own"
    );
    assert!(second["recovery_code"].is_null(), "the ledger was there already");
    let order = ["request", "new", "--amount", "SGD 5.00", "--description", "Tea", "--buyer-id", "C-1"];
    let refused = shop.run(&order);
    refused.failed(2, "bad-field");
    assert!(refused.err.contains("main") && refused.err.contains("second"), "{refused:?}");
    let made = shop.run(&[&order, ["--account", "second"].as_slice()].concat()).done();
    assert_eq!(made["order"]["account"], "second");
    for words in [order.as_slice(), &["request", "list"], &["payment", "show", "A-1001"]] {
        shop.run(&[words, ["--account", "third"].as_slice()].concat()).failed(3, "unknown-account");
    }
}

#[test]
fn keys_ids_and_gateways_of_another_world_are_refused() {
    let Some(shop) = Shop::open() else { return };
    let files = files(shop.place.path());
    let add = |environment: &str, client: &str, gateway: &str, key: &str| -> Ended {
        shop.run(&[
            "account",
            "add",
            "shop",
            "--environment",
            environment,
            "--client-id",
            client,
            "--gateway",
            gateway,
            "--antom-key",
            key,
            "--key-file",
            &files.private,
            "--redirect-url",
            "https://shop.example/thanks",
        ])
    };
    assert_eq!(add("production", "SANDBOX_5X00", "asia", &files.foreign_public).code(), "wrong-environment");
    let second = shop.place.path().join("other");
    let at_other = |words: &[&str]| shop.run_at(&second, words);
    let words = [
        "account",
        "add",
        "shop",
        "--environment",
        "sandbox",
        "--client-id",
        "5X00",
        "--gateway",
        "asia",
        "--antom-key",
        &files.foreign_public,
        "--key-file",
        &files.private,
        "--redirect-url",
        "https://shop.example/thanks",
    ];
    let refused = at_other(&words);
    assert_eq!(refused.exit, 2);
    assert!(refused.err.contains("wrong-environment"), "{refused:?}");
    assert!(refused.out.is_empty(), "no ledger is made for an account that is refused: {refused:?}");
    at_other(&["account", "list"]).failed(10, "not-set-up");
    assert_eq!(add("training", "5X00", "asia", &files.foreign_public).code(), "wrong-environment");
    assert_eq!(add("training", "5X00", &shop.gateway.url, &files.own_public).code(), "own-public-key");
    assert_eq!(add("training", "5X00", &shop.gateway.url, &files.private).exit, 2);
    add("training", "5X00", &shop.gateway.url, &files.foreign_public).done();
    shop.run(&["account", "list"]).done();
    add("production", "5X00", "asia", &files.foreign_public).done();
    let several = shop.run(&["account", "list"]);
    several.failed(2, "several-environments");
    let there = shop.run(&["account", "list", "--environment", "production"]).done();
    assert_eq!(there["accounts"].as_array().map(Vec::len), Some(1), "{there}");
}

#[test]
fn what_is_refused_makes_no_ledger() {
    let place = tempfile::tempdir().unwrap();
    let files = files(place.path());
    let empty = place.path().join("empty.pem").display().to_string();
    fs::write(&empty, "").unwrap();
    let good = [
        ("--environment", "sandbox"),
        ("--client-id", "SANDBOX_5X00"),
        ("--gateway", "asia"),
        ("--antom-key", files.foreign_public.as_str()),
        ("--key-file", files.private.as_str()),
        ("--redirect-url", "https://shop.example/thanks"),
    ];
    let run = |words: &[&str]| {
        let mut command = program();
        let home = place.path().join("home");
        Ended::of(&command.arg("--json").arg("--home").arg(home).args(words).output().unwrap())
    };
    let add = |name: &str, option: &str, value: &str| {
        let mut words = vec!["account", "add", name];
        for (named, usual) in good {
            words.extend([named, if named == option { value } else { usual }]);
        }
        run(&words)
    };
    for (name, option, value, exit) in [
        ("Not Allowed", "", "", 2),
        ("shop", "--gateway", "mars", 2),
        ("shop", "--client-id", "5X00", 2),
        ("shop", "--antom-key", "nowhere.pem", 2),
        ("shop", "--antom-key", files.own_public.as_str(), 2),
        ("shop", "--key-file", empty.as_str(), 2),
        ("shop", "--redirect-url", "http://shop.example/", 2),
    ] {
        let refused = add(name, option, value);
        assert_eq!(refused.exit, exit, "{option} {value}: {refused:?}");
        assert!(refused.out.is_empty(), "{option} {value}: {refused:?}");
        run(&["account", "list"]).failed(10, "not-set-up");
    }
}

#[test]
fn a_key_is_taken_in_every_form_merchants_have_it() {
    let Some(shop) = Shop::open() else { return };
    let key = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let pkcs8 = key.to_pkcs8_der().unwrap();
    // PKCS#8 is a version, an algorithm and, in the octets behind 26 bytes of them, the PKCS#1 key.
    let pkcs1 = pkcs8.get(26..).unwrap();
    let pem = |label: &str, der: &[u8]| {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
    };
    let forms: [(&str, Vec<u8>); 7] = [
        ("pkcs8.der", pkcs8.to_vec()),
        ("pkcs1.der", pkcs1.to_vec()),
        ("pkcs8.pem", pem("PRIVATE KEY", &pkcs8).into_bytes()),
        ("pkcs1.pem", pem("RSA PRIVATE KEY", pkcs1).into_bytes()),
        ("mislabelled.pem", pem("RSA PRIVATE KEY", &pkcs8).into_bytes()),
        ("pkcs8.txt", STANDARD.encode(pkcs8.as_slice()).into_bytes()),
        ("pkcs1.txt", STANDARD.encode(pkcs1).into_bytes()),
    ];
    let antom = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let antom_file = shop.place.path().join("antom.der");
    fs::write(&antom_file, antom.public_key().spki_der()).unwrap();
    for (nth, (name, bytes)) in forms.into_iter().enumerate() {
        let file = shop.place.path().join(name);
        fs::write(&file, bytes).unwrap();
        let (account, client) = (format!("form-{nth}"), format!("5X0{nth}"));
        let added = shop.run(&[
            "account",
            "add",
            &account,
            "--environment",
            "training",
            "--client-id",
            &client,
            "--gateway",
            &shop.gateway.url,
            "--antom-key",
            &antom_file.display().to_string(),
            "--key-file",
            &file.display().to_string(),
            "--redirect-url",
            "https://shop.example/thanks",
        ]);
        assert_eq!(added.done()["fingerprint"], key.public_key().fingerprint(), "{name}");
    }
}

#[test]
fn a_private_key_never_shows() {
    let Some(shop) = Shop::open() else { return };
    let files = files(shop.place.path());
    let secret = fs::read_to_string(&files.private).unwrap();
    let added = shop.run(&[
        "account",
        "add",
        "shop",
        "--environment",
        "training",
        "--client-id",
        "5X00",
        "--gateway",
        &shop.gateway.url,
        "--antom-key",
        &files.foreign_public,
        "--key-file",
        &files.private,
        "--redirect-url",
        "https://shop.example/thanks",
    ]);
    added.done();
    let shown = shop.run(&["key", "show", "--account", "shop"]);
    for ended in [&added, &shown] {
        assert!(!ended.out.contains(secret.get(40..120).unwrap()), "{ended:?}");
    }
    let database = fs::read(shop.home().join("training/ledger.db")).unwrap();
    assert!(!database.starts_with(b"SQLite"), "the ledger is encrypted");
}

#[test]
fn what_is_not_there_is_told_with_what_to_do() {
    let place = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut command = program();
        Ended::of(&command.arg("--json").arg("--home").arg(place.path()).args(words).output().unwrap())
    };
    run(&["payment", "list"]).failed(10, "not-set-up");
    run(&["payment", "list", "--environment", "sandbox"]).failed(10, "not-set-up");
    run(&[
        "account",
        "add",
        "main",
        "--client-id",
        "5X00",
        "--gateway",
        "asia",
        "--antom-key",
        "nowhere.pem",
        "--redirect-url",
        "https://a.example",
    ])
    .failed(2, "environment-missing");
    run(&[
        "account",
        "add",
        "main",
        "--environment",
        "sandbox",
        "--client-id",
        "SANDBOX_1",
        "--gateway",
        "asia",
        "--antom-key",
        "nowhere.pem",
        "--redirect-url",
        "https://a.example",
    ])
    .failed(2, "file-unreadable");
    run(&["account", "add", "main", "--simulator", "http://10.0.0.1:1", "--simulator-token", "x"])
        .failed(2, "bad-simulator");
    run(&["account", "add", "main", "--simulator", "http://127.0.0.1:1", "--simulator-token", "x"])
        .failed(9, "simulator-unreachable");
    run(&["ledger", "restore", "nowhere"]).failed(2, "environment-missing");
    run(&["payment", "refund", "A-1"]).failed(2, "usage");
}
