//! The history: verified, backed up, restored, opened by its recovery code.

use crate::shop::Shop;
use std::fs;

#[test]
fn a_backup_opens_with_the_recovery_code_on_another_computer() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let file = shop.place.path().join("backup");
    let made = shop.run(&["ledger", "backup", file.to_str().unwrap()]).done();
    assert_eq!(made["recoverable"], true);
    let head = made["head_text"].as_str().unwrap();
    assert_eq!(shop.run(&["ledger", "verify", "--against", head]).done()["against_on_chain"], true);
    let mut mistyped = head.to_owned();
    let last = mistyped.pop();
    mistyped.push(if last == Some('0') { '1' } else { '0' });
    for (head, exit, code) in [(mistyped.as_str(), 8, "head-not-found"), ("HEAD", 2, "bad-field")] {
        let refused = shop.run(&["ledger", "verify", "--against", head]);
        refused.failed(exit, code);
        assert!(refused.err.contains("Look for a typing error"), "{refused:?}");
    }
    let nothing = shop.run(&["ledger", "restore", "no-such-file", "--environment", "training"]);
    nothing.failed(2, "bad-field");
    assert!(nothing.err.contains("Name the file of a backup"), "{nothing:?}");

    let code = shop.place.path().join("code");
    fs::write(&code, "wrong code").unwrap();
    let other = shop.place.path().join("other");
    let restore = [
        "ledger",
        "restore",
        file.to_str().unwrap(),
        "--environment",
        "training",
        "--recovery-code",
        code.to_str().unwrap(),
    ];
    shop.run_at(&other, &restore).failed(2, "recovery-code");
    fs::write(&code, shop.recovery_code.to_lowercase()).unwrap();
    let restored = shop.run_at(&other, &restore).done();
    assert_eq!(restored["head"], head);
    assert_eq!(shop.run_at(&other, &["payment", "show", "A-1"]).done()["state"], "paid");
    assert_eq!(shop.run_at(&other, &["ledger", "verify", "--against", head]).done()["whole"], true);
    assert_ne!(shop.run_at(&other, &restore).exit, 0, "a ledger that is there is not overwritten");
}

#[test]
fn a_new_recovery_code_replaces_the_old_one() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&["ledger", "recovery-code"]).failed(2, "nobody-to-ask");
    let new =
        shop.run(&["ledger", "recovery-code", "--yes"]).done()["recovery_code"].as_str().unwrap().to_owned();
    let code = shop.place.path().join("code");
    let open = ["ledger", "recovery-code", "--open", code.to_str().unwrap()];
    fs::write(&code, &shop.recovery_code).unwrap();
    shop.run(&open).failed(2, "recovery-code");
    fs::write(&code, new).unwrap();
    assert_eq!(shop.run(&open).done()["opened"], "training");
    shop.run(&["ledger", "stats"]).done();
}

#[test]
fn a_ledger_that_was_cut_opens_for_reading_only_and_is_restored_from_the_backup_of_the_day() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
    shop.gateway.advance(86_400);
    shop.run(&["request", "list"]).done(); // the first command of a day backs up
    let database = shop.home().join("training/ledger.db");
    let early = fs::read(&database).unwrap();
    shop.order("A-2", "SGD 6.00", &["--buyer-id", "C-2"]);
    fs::write(&database, early).unwrap();
    for log in ["ledger.db-wal", "ledger.db-shm"] {
        fs::remove_file(shop.home().join("training").join(log)).ok();
    }
    let listed = shop.run(&["request", "list"]).done();
    assert!(listed.to_string().contains("A-1"), "what is there can be looked at: {listed}");
    let words = ["request", "new", "--amount", "SGD 1.00", "--description", "x", "--phone", "+65 8123 4567"];
    shop.run(&words).failed(8, "history-read-only");
    shop.run(&["watch", "--once"]).failed(8, "history-read-only");
    assert_eq!(shop.run(&["ledger", "verify"]).exit, 8);
    let told = shop.run_plain(&["request", "list"]).err;
    assert!(told.contains("reading only") && told.contains("ledger restore"), "{told}");

    let mut kept: Vec<_> = fs::read_dir(shop.home().join("training/backups")).unwrap().flatten().collect();
    kept.retain(|entry| entry.path().extension().is_some_and(|ending| ending == "backup"));
    kept.sort_by_key(std::fs::DirEntry::file_name);
    assert_eq!(kept.len(), 2, "{kept:?}");
    let newest = kept[1].path();
    let restore = ["ledger", "restore", newest.to_str().unwrap(), "--environment", "training"];
    let restored = shop.run(&restore).done();
    assert!(restored["set_aside"].as_str().is_some_and(|aside| fs::exists(aside).unwrap()), "{restored}");
    assert!(restored["caught_up"].is_object(), "{restored}");
    shop.run(&words).done();
    assert_eq!(shop.run(&["ledger", "verify"]).done()["whole"], true);
    assert_eq!(shop.run(&["ledger", "replay"]).done()["whole"], true);
    shop.run(&restore).failed(8, "ledger-already-here");
}

#[test]
fn figures_and_settings_are_told() {
    let Some(shop) = Shop::open() else { return };
    shop.order("A-1", "SGD 5.00", &["--buyer-id", "C-1"]);
    let stats = shop.run(&["ledger", "stats"]).done();
    assert_eq!((stats["orders"].clone(), stats["words"]["waiting"].clone()), (1.into(), 1.into()));
    shop.run(&["settings", "set", "zone", "Europe/Berlin"]).done();
    let listed = shop.run(&["settings", "list"]).done();
    assert!(listed["settings"].as_array().unwrap().iter().any(|setting| setting["value"] == "Europe/Berlin"));
    shop.run(&["settings", "set", "zone", "Mars"]).failed(2, "bad-field");
    shop.run(&["settings", "set", "colour", "red"]).failed(2, "bad-field");
}
