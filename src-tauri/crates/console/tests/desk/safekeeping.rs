//! The history is backed up every day and checked every week by itself; one that cannot be believed is opened for reading
//! only, and comes back whole.

use crate::shop::{Shop, decided, done, refund};
use console::attention::AttentionKind;
use console::operation::WatchOptions;
use console::restore::RestoreWith;
use console::standing::TroubleKind;
use console::{Console, ConsoleError, Home};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::ids::{IntentId, OrderId};
use domain::intent::Verb;
use rand::RngCore;
use rusqlite::Connection;
use simulator::{Effect, FaultKind, Span};
use std::path::{Path, PathBuf};
use vault::EntryName;

/// Does to the ledger's file what only somebody with its key can do.
fn edit(shop: &Shop, directory: &Path, sql: &str) {
    let ledger = ledger::Ledger::identity(directory).unwrap().unwrap().ledger;
    let entry = EntryName::new("training", "ledger-key", &ledger.to_string()).unwrap();
    let key = shop.ports().vault.get(&entry).unwrap().unwrap();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let file = Connection::open(directory.join("ledger.db")).unwrap();
    file.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; DROP TRIGGER journal_never_updated; {sql}"))
        .unwrap();
}

fn backups(console: &Console) -> Vec<String> {
    let entries = std::fs::read_dir(console.directory().join("backups")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "turn");
    names.sort();
    names
}

fn needs(console: &Console, kind: AttentionKind) -> Option<String> {
    let items = console.attention().unwrap().items;
    items.into_iter().find(|item| item.kind == kind).map(|item| item.advice)
}

#[tokio::test]
async fn every_day_on_which_something_happened_is_backed_up_once_and_the_backup_opens() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let made = console.backup_of_the_day().unwrap().unwrap();
    assert!(console.backup_of_the_day().unwrap().is_none(), "once a day");
    assert!(shop.another().backup_of_the_day().unwrap().is_none(), "whichever program asks");
    let standing = console.automatic_backups().unwrap();
    assert_eq!((standing.kept, standing.failed.as_deref(), standing.last_at), (1, None, Some(console.now())));
    assert_eq!(standing.head.as_deref(), Some(made.head_text.as_str()));
    assert_eq!(console.verify(Some(&made.head_text)).unwrap().against_on_chain, Some(true));
    assert_eq!(console.care().unwrap().last_backup, None, "it is no copy that somebody keeps elsewhere");

    shop.pass(Span::days(1));
    assert!(console.backup_of_the_day().unwrap().is_none(), "nothing happened since");
    shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let second = console.backup_of_the_day().unwrap().unwrap();
    assert_eq!(backups(&console).len(), 2);

    let place = tempfile::tempdir().unwrap();
    let home = Home::new(place.path());
    for (made, orders) in [(made, 1), (second, 2)] {
        let home = Home::new(home.path().join(orders.to_string()));
        let file = made.report.file;
        let (there, _) =
            Console::restore(&home, Environment::Training, shop.ports(), &file, &RestoreWith::Keychain)
                .unwrap();
        assert_eq!(there.stats().unwrap().orders, orders);
        assert!(there.show(&order.id).is_ok() && there.verify(None).unwrap().whole);
    }
}

#[tokio::test]
async fn old_backups_go_and_files_of_other_names_stay() {
    let (shop, console) = Shop::open().await;
    for _ in 0..20 {
        console.set_setting("merchant", &format!("Shop of {}", console.now().date_naive())).unwrap();
        console.backup_of_the_day().unwrap().unwrap();
        shop.pass(Span::days(1));
    }
    std::fs::write(console.directory().join("backups/mine.backup"), b"x").unwrap();
    console.set_setting("merchant", "Another").unwrap();
    console.backup_of_the_day().unwrap().unwrap();
    let kept = backups(&console);
    assert!((9..=12).contains(&kept.len()) && kept.contains(&"mine.backup".to_owned()), "{kept:?}");
    assert!(kept.contains(&format!("{}.backup", console.now().date_naive())), "{kept:?}");
    assert!(console.verify(None).unwrap().whole);
}

#[tokio::test]
async fn a_backup_that_fails_is_told_and_tried_again_after_an_hour() {
    let (shop, console) = Shop::open().await;
    shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let folder = console.directory().join("backups");
    std::fs::write(&folder, b"in the way").unwrap();
    console.backup_of_the_day().unwrap_err();
    let told = needs(&console, AttentionKind::BackupFailed).unwrap();
    assert!(told.contains("could not be made") && told.contains("every hour"), "{told}");
    assert!(console.automatic_backups().is_ok_and(|standing| standing.failed.is_some()));
    std::fs::remove_file(&folder).unwrap();
    assert!(console.backup_of_the_day().unwrap().is_none(), "not over and over");
    shop.pass(Span::minutes(61));
    assert!(console.backup_of_the_day().unwrap().is_some());
    assert_eq!(needs(&console, AttentionKind::BackupFailed), None);
}

#[tokio::test]
async fn a_fact_that_was_edited_opens_the_history_for_reading_only() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    disbelieve(&shop, console);
    let console = shop.another();
    let trouble = console.trouble().unwrap();
    assert_eq!(trouble.kind, TroubleKind::Edited);
    assert!(trouble.what.starts_with("fact ") && trouble.what.contains("hash"), "{trouble:?}");
    assert!(trouble.way_out().contains("restore"));

    // Everything can be looked at, and nothing is written or sent.
    assert_eq!(console.show(&order).unwrap().state.state, "paid");
    assert!(needs(&console, AttentionKind::HistoryBroken).unwrap().contains("restore"));
    assert!(console.pulse().unwrap().trouble.is_some());
    let read_only = |error: ConsoleError| assert_eq!(error.code(), "history-read-only", "{error}");
    read_only(decided(&console, refund(order, 100)).await.unwrap_err());
    read_only(console.new_request(Shop::asked(900, CaptureMode::Automatic)).await.unwrap_err());
    read_only(console.watch(console::operation::WatchOptions::default()).await.unwrap_err());
    let place = tempfile::tempdir().unwrap();
    read_only(console.backup(&place.path().join("over-a-good-one")).unwrap_err());
    assert!(
        console.backup_of_the_day().unwrap().is_none()
            && console.recover().await.unwrap().taken_up.is_empty()
    );
    let checked = console.check(None).unwrap();
    assert!(!checked.whole && !checked.verification.breaks.is_empty());
    assert!(shop.booked(Effect::Refunded).is_empty());
}

#[tokio::test]
async fn what_was_done_after_the_backup_comes_back_from_antom() {
    let (shop, console) = Shop::open().await;
    console.set_setting("stop-window", "0").unwrap();
    let (first, _) = shop.paid(&console, 4_000).await;
    let backup = console.backup_of_the_day().unwrap().unwrap().report.file;
    let (second, _) = shop.paid(&console, 2_500).await;
    done(&console, refund(first, 700)).await;
    let unpaid = shop.request(&console, 900, CaptureMode::Automatic).await;
    let (directory, names) =
        (console.directory().to_owned(), console.show(&second).unwrap().payments[0].id.clone());
    edit(&shop, &directory, "UPDATE journal SET at = at - 1 WHERE seq = (SELECT max(seq) FROM journal)");

    let restore = || {
        let with = RestoreWith::Keychain;
        Console::restore(&shop.home(), Environment::Training, shop.ports(), &backup, &with)
    };
    let in_use = restore().unwrap_err();
    assert_eq!(in_use.code(), "ledger-in-use", "the one that was open from before goes on writing: {in_use}");
    drop(console);
    let torn = directory.join("no-backup");
    std::fs::write(&torn, b"x").unwrap();
    let with = RestoreWith::Keychain;
    Console::restore(&shop.home(), Environment::Training, shop.ports(), &torn, &with).unwrap_err();
    assert!(shop.another().trouble().is_some(), "after a restore that fails, all is as it was");

    let (console, restored) = restore().unwrap();
    assert_eq!(console.trouble(), None);
    let aside: PathBuf = restored.set_aside.unwrap();
    assert!(aside.join("ledger.db").is_file(), "nothing is thrown away");
    assert!(console.show(&second).is_err());
    let caught = console.catch_up(&aside, restored.facts).await.unwrap();
    assert_eq!((caught.asked, caught.imported, caught.trouble.len()), (1, 1, 0), "{caught:?}");
    assert_eq!(caught.not_at_antom, 1, "{unpaid:?}");
    let back = console.show(&console.resolve(&names).unwrap()).unwrap();
    assert_eq!((back.state.state.as_str(), back.amount), ("paid", crate::shop::sgd(2_500)));
    assert_eq!(console.show(&first).unwrap().state.state, "part-refunded");
    let checked = console.check(None).unwrap();
    assert!(checked.whole && checked.promises.is_empty(), "{:?}", checked.promises);
    assert_eq!(done(&console, refund(first, 300)).await.stage, "done", "work goes on");
    assert_eq!(restore().unwrap_err().code(), "ledger-already-here", "one that is whole is never replaced");
}

#[tokio::test]
async fn a_file_torn_in_its_middle_is_found_by_the_check_of_the_week_and_restored() {
    let (shop, console) = Shop::open().await;
    for minor in 1..20 {
        shop.request(&console, minor * 100, CaptureMode::Automatic).await;
    }
    let backup = console.backup_of_the_day().unwrap().unwrap().report.file;
    assert!(console.check_of_the_week().unwrap().unwrap().whole);
    let directory = console.directory().to_owned();
    drop(console);
    let path = directory.join("ledger.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The file is read page by page; this one belongs to some index or table in its middle.
    let middle = bytes.len() / 2 / 4096 * 4096 + 100;
    bytes[middle..middle + 64].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let console = shop.another();
    shop.pass(Span::days(8));
    if console.trouble().is_none() {
        let found = console.check_of_the_week().unwrap_err();
        assert_eq!(found.code(), "ledger-damaged", "{found}");
    }
    assert_eq!(console.trouble().unwrap().kind, TroubleKind::Torn);
    drop(console);
    let restored =
        Console::restore(&shop.home(), Environment::Training, shop.ports(), &backup, &RestoreWith::Keychain);
    let (console, restored) = restored.unwrap();
    assert!(restored.set_aside.is_some() && console.check(None).unwrap().whole);
    assert_eq!(console.stats().unwrap().orders, 19);
}

#[tokio::test]
async fn lists_that_do_not_show_what_the_facts_give_are_found_once_a_week_and_made_again() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    assert!(console.check_of_the_week().unwrap().unwrap().whole);
    assert!(console.check_of_the_week().unwrap().is_none(), "once a week");
    let directory = console.directory().to_owned();
    edit(&shop, &directory, "UPDATE orders SET word = 'refunded'");
    shop.pass(Span::days(6));
    assert!(console.check_of_the_week().unwrap().is_none());
    shop.pass(Span::days(1));
    assert!(!console.check_of_the_week().unwrap().unwrap().whole);
    // From then on nothing is written, here and in every program that opens it.
    for console in [&console, &shop.another()] {
        assert_eq!(console.trouble().unwrap().kind, TroubleKind::Shown);
        let error = decided(console, refund(order, 100)).await.unwrap_err();
        assert_eq!(error.code(), "history-read-only");
        assert!(error.remedy().contains("ledger replay"), "{}", error.remedy());
    }
    let (replayed, checked) = console.replay().unwrap();
    assert!(checked.whole && replayed.orders == 1 && console.trouble().is_none());
    console.set_setting("stop-window", "0").unwrap();
    assert_eq!(done(&shop.another(), refund(order, 100)).await.stage, "done");
    let last = console.care().unwrap().last_check.unwrap();
    assert!(last.trouble.is_none() && last.facts > 0);
}

/// Edits a history, so that nobody believes it any more. Answers where it lies.
fn disbelieve(shop: &Shop, console: Console) -> PathBuf {
    let directory = console.directory().to_owned();
    drop(console);
    edit(shop, &directory, "UPDATE journal SET at = at - 1 WHERE seq = (SELECT max(seq) FROM journal)");
    directory
}

/// Takes the history out of belief, and brings a backup of it back.
fn restored(shop: &Shop, console: Console, backup: &Path) -> Console {
    disbelieve(shop, console);
    let with = RestoreWith::Keychain;
    Console::restore(&shop.home(), Environment::Training, shop.ports(), backup, &with).unwrap().0
}

/// A refund that waited when the backup was made, and was stopped afterwards.
struct Stopped {
    shop: Shop,
    console: Console,
    order: OrderId,
    intent: IntentId,
    backup: PathBuf,
}

async fn stopped_after_the_backup() -> Stopped {
    let (shop, console) = Shop::open().await;
    console.set_setting("stop-window", "600").unwrap();
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 700)).await.unwrap();
    let backup = console.backup_of_the_day().unwrap().unwrap().report.file;
    console.stop(&intent.id).unwrap();
    Stopped { shop, console, order, intent: intent.id, backup }
}

/// Goes on for as long as a watcher has anything to do.
async fn watched(console: &Console) {
    let until_quiet = WatchOptions { until_quiet: true, once: false };
    console.watch(until_quiet).await.unwrap();
}

#[tokio::test]
async fn a_refund_that_was_stopped_after_the_backup_does_not_leave_once_it_is_restored() {
    let Stopped { shop, console, order, intent, backup } = stopped_after_the_backup().await;
    let console = restored(&shop, console, &backup);
    shop.pass(Span::minutes(11));
    console.recover().await.unwrap();
    watched(&console).await;
    assert!(shop.booked(Effect::Refunded).is_empty());
    // Nobody knows here that it was stopped: a person looks at it, and nothing is reserved any more.
    assert!(needs(&console, AttentionKind::NeverPlaced).is_some());
    assert_eq!(console.stop(&intent).unwrap().stage, "stopped");
    assert_eq!(console.prepare(refund(order, 4_000)).await.unwrap().amount.minor(), 4_000);
}

#[tokio::test]
async fn a_refund_that_left_after_the_backup_is_known_to_be_done_once_it_is_restored() {
    let (shop, console) = Shop::open().await;
    console.set_setting("stop-window", "60").unwrap();
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 700)).await.unwrap();
    let backup = console.backup_of_the_day().unwrap().unwrap().report.file;
    shop.pass(Span::minutes(2));
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    let console = restored(&shop, console, &backup);
    watched(&console).await;
    assert_eq!(console.show(&order).unwrap().intents[0].stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_refund_whose_computer_was_off_when_it_was_due_waits_for_a_person() {
    let (shop, console) = Shop::open().await;
    console.set_setting("stop-window", "60").unwrap();
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 700)).await.unwrap();
    drop(console);
    shop.pass(Span::days(3));
    let console = shop.another();
    console.recover().await.unwrap();
    watched(&console).await;
    assert!(shop.booked(Effect::Refunded).is_empty(), "the buyer may have been paid in another way since");
    let advice = needs(&console, AttentionKind::NeverPlaced).unwrap();
    assert!(advice.contains("does not leave by itself"), "{advice}");
    let view = console.show(&order).unwrap().intents.remove(0);
    assert_eq!((view.stage.as_str(), view.word.as_str()), ("never-placed", "Never reached Antom"));
    assert_eq!(console.stop(&intent.id).unwrap().stage, "stopped");
}

#[tokio::test]
async fn a_restore_that_was_torn_off_is_finished_by_whoever_comes_next() {
    let Stopped { shop, console, order, backup, .. } = stopped_after_the_backup().await;
    let directory = disbelieve(&shop, console);

    // It ended when the history had been set aside, and nothing was in its place yet.
    let aside = ledger::Ledger::set_aside(&directory, "set-aside-2026-11-02T010000").unwrap();
    let restore = || {
        let with = RestoreWith::Keychain;
        Console::restore(&shop.home(), Environment::Training, shop.ports(), &backup, &with).unwrap()
    };
    let (console, restored) = restore();
    assert_eq!(
        restored.set_aside.as_deref(),
        Some(aside.as_path()),
        "what it knows is asked about all the same"
    );
    drop(console);

    // It ended when the backup was in its place, and that was not written down yet.
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.json", "ledger.recovery"] {
        let path = directory.join(name);
        if path.exists() {
            std::fs::remove_file(path).unwrap();
        }
    }
    let identity = ledger::backup::identity(&backup).unwrap();
    let entry = EntryName::new("training", "ledger-key", &identity.ledger.to_string()).unwrap();
    let key = ledger::LedgerKey::from_bytes(&shop.ports().vault.get(&entry).unwrap().unwrap()).unwrap();
    let device = domain::ids::DeviceId(shop.ports().ids.uuid());
    ledger::Ledger::restore(&directory, &backup, ledger::backup::Unlock::Key(&key), device).unwrap();
    shop.pass(Span::minutes(11));
    let console = shop.another();
    assert_eq!(console.show(&order).unwrap().intents[0].stage, "checking");
    console.recover().await.unwrap();
    watched(&console).await;
    assert!(shop.booked(Effect::Refunded).is_empty());
    let facts = |console: &Console| console.stats().unwrap().facts;
    assert_eq!(facts(&shop.another()), facts(&console), "it is written down once");
}

#[tokio::test]
async fn what_was_decided_after_the_backup_is_asked_for_by_its_own_id_or_named() {
    let (shop, console) = Shop::deceived().await;
    console.set_setting("stop-window", "60").unwrap();
    let (order, _) = shop.paid(&console, 4_000).await;
    let backup = console.backup_of_the_day().unwrap().unwrap().report.file;
    let (_, open) = decided(&console, refund(order, 500)).await.unwrap();
    shop.pass(Span::minutes(2));
    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    shop.fault("inquiryRefund", FaultKind::NoSignature, 4);
    console.settle(&open.id).await.unwrap();
    decided(&console, refund(order, 700)).await.unwrap();
    shop.clear_faults();
    // Antom need not list what was done with a payment.
    shop.gate.lie_in_json("inquiryPayment", |answer| {
        answer.as_object_mut().unwrap().remove("transactions");
    });
    disbelieve(&shop, console);
    let with = RestoreWith::Keychain;
    let restored = Console::restore(&shop.home(), Environment::Training, shop.ports(), &backup, &with);
    let (console, restored) = restored.unwrap();
    let caught = console.catch_up(&restored.set_aside.unwrap(), restored.facts).await.unwrap();
    let [lost] = caught.lost.as_slice() else { panic!("{caught:?}") };
    assert_eq!((lost.verb, lost.amount, lost.left), (Verb::Refund, crate::shop::sgd(700), false));
    assert_eq!(console.prepare(refund(order, 3_501)).await.unwrap_err().code(), "more-than-available");
    shop.pass(Span::minutes(2));
    watched(&console).await;
    assert_eq!(shop.booked(Effect::Refunded).len(), 1, "the other never leaves");
}

#[tokio::test]
async fn a_check_verifies_what_antom_signed_once_more() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    done(&console, refund(order, 700)).await;
    assert!(console.check(None).unwrap().promises.is_empty());
    // Whoever swaps the key that is believed makes forgeries believable, and what was genuine is not any more.
    let other = antom::keys::MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let (theirs, forged) =
        (shop.simulator.antom_public_key_spki_base64().to_owned(), other.public_key().to_base64_spki());
    let directory = console.directory().to_owned();
    drop(console);
    edit(&shop, &directory, &format!("UPDATE journal SET body = replace(body, '{theirs}', '{forged}')"));
    let console = shop.another();
    let checked = console.check(None).unwrap();
    assert!(checked.promises.iter().any(|found| found.promise == 3 && found.what.contains("did not sign")));
    assert!(!checked.whole, "and the chain is broken, of course");
}
