use crate::fixture::{DEVICE, LEDGER, Shop, key, morning};
use crate::schema::{self, Schema};
use crate::{Ledger, LedgerError, LedgerKey, NewLedger, files};
use domain::account::Environment;
use domain::fact::Body;
use std::io::{Seek, SeekFrom, Write};

fn new() -> NewLedger {
    NewLedger { ledger: LEDGER, device: DEVICE, environment: Environment::Training }
}

#[test]
fn a_ledger_says_which_it_is_before_its_key_is_known() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Ledger::identity(empty.path()).unwrap(), None);
    let shop = Shop::new();
    let identity = Ledger::identity(shop.dir.path()).unwrap().unwrap();
    assert_eq!((identity.ledger, identity.environment), (LEDGER, Environment::Training));
    assert!(identity.fits(&key()));
    assert_eq!(
        (shop.ledger.device(), shop.ledger.environment(), shop.ledger.id()),
        (DEVICE, Environment::Training, LEDGER)
    );
}

#[test]
fn no_ledger_is_told_from_a_wrong_key_and_from_a_damaged_file() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Ledger::open(empty.path(), &key()), Err(LedgerError::NotHere { .. })));
    let shop = Shop::new();
    let wrong = LedgerKey::from_bytes(&[1; 32]).unwrap();
    assert!(matches!(Ledger::open(shop.dir.path(), &wrong), Err(LedgerError::WrongKey)));
    std::fs::remove_file(shop.dir.path().join("ledger.json")).unwrap();
    assert!(matches!(Ledger::open(shop.dir.path(), &wrong), Err(LedgerError::WrongKey)));
}

#[test]
fn a_second_ledger_is_never_made_over_the_first() {
    let shop = Shop::new();
    assert!(matches!(Ledger::create(shop.dir.path(), &key(), new()), Err(LedgerError::AlreadyHere { .. })));
    std::fs::remove_file(shop.dir.path().join("ledger.json")).unwrap();
    assert!(matches!(Ledger::create(shop.dir.path(), &key(), new()), Err(LedgerError::AlreadyHere { .. })));
}

#[test]
fn a_making_that_was_interrupted_does_not_stand_in_the_way() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("ledger.json"), "{").unwrap();
    std::fs::write(dir.path().join("ledger.db.part"), "half").unwrap();
    assert_eq!(Ledger::identity(dir.path()).unwrap(), None);
    Ledger::create(dir.path(), &key(), new()).unwrap();
    assert!(!dir.path().join("ledger.db.part").exists());
}

#[test]
fn the_plain_file_is_written_again_where_it_was_lost_and_refused_where_it_lies() {
    let shop = Shop::new();
    let path = shop.dir.path().join("ledger.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    shop.again();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    std::fs::write(&path, text.replace("training", "production")).unwrap();
    assert!(matches!(Ledger::open(shop.dir.path(), &key()), Err(LedgerError::Identity { .. })));
    std::fs::write(&path, "{").unwrap();
    assert!(matches!(Ledger::open(shop.dir.path(), &key()), Err(LedgerError::Identity { .. })));
}

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    let shop = Shop::new();
    let newer = Schema::ours().newest() + 1;
    shop.ledger.conn.pragma_update(None, "user_version", newer).unwrap();
    for opened in [Ledger::open(shop.dir.path(), &key()), Ledger::open_read_only(shop.dir.path(), &key())] {
        let error = opened.unwrap_err();
        assert!(matches!(error, LedgerError::NewerSchema { found, known } if found == known + 1), "{error}");
        assert_eq!(error.remedy(), "Update Countersign on this computer.");
    }
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), newer);
}

/// Closes the ledger, so that its file is whole, and damages it.
fn damaged(how: impl FnOnce(&mut std::fs::File)) -> Result<Ledger, LedgerError> {
    let mut shop = Shop::new();
    for number in 0..20 {
        shop.order(&format!("A-{number}"), "Ng Mei");
    }
    let Shop { dir, ledger, .. } = shop;
    drop(ledger);
    let mut file = std::fs::File::options().read(true).write(true).open(files::database(dir.path())).unwrap();
    how(&mut file);
    let opened = Ledger::open(dir.path(), &key())?;
    opened.quick_check()?;
    Ok(opened)
}

#[test]
fn an_undamaged_ledger_passes_the_quick_check() {
    damaged(|_| ()).unwrap();
}

#[test]
fn a_torn_file_is_told_from_a_wrong_key() {
    let garbage = |place: u64| {
        move |file: &mut std::fs::File| {
            file.seek(SeekFrom::Start(place)).unwrap();
            file.write_all(&[0x55; 64]).unwrap();
        }
    };
    let cases: [(&str, Result<Ledger, LedgerError>); 5] = [
        ("first page", damaged(garbage(100))),
        ("a page in the middle", damaged(garbage(10 * 4096 + 100))),
        ("half a page", damaged(|file| file.set_len(2000).unwrap())),
        (
            "half the file",
            damaged(|file| {
                let length = file.metadata().unwrap().len();
                file.set_len(length / 2).unwrap();
            }),
        ),
        ("nothing", damaged(|file| file.set_len(0).unwrap())),
    ];
    for (name, opened) in cases {
        assert!(matches!(opened, Err(LedgerError::Damaged { .. })), "{name}: {opened:?}");
    }
}

#[test]
fn what_is_read_only_reads_and_does_not_write() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let mut reader = Ledger::open_read_only(shop.dir.path(), &key()).unwrap();
    assert_eq!(reader.find("A-1001").unwrap(), [order]);
    let fact = shop.fact(Some(order), Body::OrderClosed { reason: None });
    let refused = reader.transact(|writer| writer.append(fact));
    assert!(matches!(refused, Err(LedgerError::ReadOnly)), "{refused:?}");
}

#[test]
fn nothing_a_person_wrote_can_be_read_in_any_file() {
    let mut shop = Shop::new();
    let order = shop.order("A-PLAINTEXT", "Ng Mei");
    shop.note(order, "PLAINTEXT of a note");
    for entry in std::fs::read_dir(shop.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for needle in [&b"PLAINTEXT"[..], b"mei@example.com", b"SQLite format 3", b"CREATE TABLE"] {
            let there = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!there, "{} holds plain text", path.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn files_belong_to_their_owner_alone_also_where_they_did_not() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("deep/training");
    let mut ledger = Ledger::create(&dir, &key(), new()).unwrap();
    ledger
        .transact::<_, LedgerError>(|writer| {
            writer.claim(domain::ids::IntentId(LEDGER), domain::ids::SenderId(LEDGER))
        })
        .unwrap();
    assert_eq!(mode(&dir), 0o700);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    assert!(names.iter().any(|name| name == "ledger.db-wal"), "{names:?}");
    drop(ledger);
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(dir.join("ledger.db"), std::fs::Permissions::from_mode(0o644)).unwrap();
    Ledger::open(&dir, &key()).unwrap();
    assert_eq!((mode(&dir), mode(&dir.join("ledger.db"))), (0o700, 0o600));
}

#[test]
fn an_older_ledger_is_backed_up_before_it_is_migrated() {
    let mut shop = Shop::new();
    shop.order("A-1001", "Ng Mei");
    let later = Schema::ours().with("CREATE TABLE moon (dust INTEGER) STRICT");
    later.bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), later.newest());
    shop.ledger.conn.execute("INSERT INTO moon VALUES (1)", []).unwrap();
    assert!(shop.ledger.verify().unwrap().is_whole());

    let backup = shop.dir.path().join(format!("backups/schema-{}.backup", Schema::ours().newest()));
    let home = tempfile::tempdir().unwrap();
    let device = domain::ids::DeviceId(uuid::Uuid::from_u128(0xBEEF));
    let there = Ledger::restore(&home.path().join("x"), &backup, crate::Unlock::Key(&key()), device).unwrap();
    assert_eq!(schema::version(&there.ledger.conn).unwrap(), Schema::ours().newest());
    assert_eq!(there.head.facts, 1);
}

#[test]
fn a_broken_ledger_is_copied_as_it_is_before_it_is_migrated() {
    let mut shop = Shop::new();
    shop.order("A-1001", "Ng Mei");
    shop.ledger
        .conn
        .execute_batch("DROP TRIGGER journal_never_updated; UPDATE journal SET at = at + 1")
        .unwrap();
    let later = Schema::ours().with("CREATE TABLE moon (dust INTEGER) STRICT");
    later.bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    let copy = shop.dir.path().join(format!("ledger.schema-{}.db", Schema::ours().newest()));
    let conn = crate::connection::open(&copy, &key(), false).unwrap();
    assert_eq!(schema::version(&conn).unwrap(), Schema::ours().newest());
    assert!(!crate::verify::verify_journal(&conn).unwrap().is_whole());
}

#[test]
fn a_ledger_of_the_first_version_is_brought_along_with_all_that_lists_and_searches_show() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.note(order, "called back");
    let row = shop.ledger.summary(order, morning()).unwrap();
    let query = crate::search::Query::parse("called mei", chrono_tz::Tz::UTC).unwrap();
    shop.ledger.conn.execute_batch(&Schema::back_to_the_first()).unwrap();
    assert_eq!(shop.ledger.find("A-1001").unwrap(), []);
    Schema::ours().bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), Schema::ours().newest());
    assert_eq!(shop.ledger.summary(order, morning()).unwrap(), row);
    assert_eq!(shop.ledger.find("A-1001").unwrap(), [order]);
    assert_eq!(shop.ledger.tally(&query, morning()).unwrap().orders, Some(1));
    assert_eq!(shop.ledger.kept("", "anything").unwrap(), None);
    assert!(shop.ledger.verify().unwrap().is_whole());
    assert!(shop.dir.path().join("backups/schema-1.backup").exists(), "a backup was made before");
}

#[test]
fn a_ledger_of_the_second_version_is_searched_by_account_and_by_reasons_too() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let account = shop.ledger.order(order).unwrap().unwrap().terms.account;
    shop.append(Some(order), Body::OrderClosed { reason: Some("Changed their mind".to_owned()) }).unwrap();
    shop.ledger.conn.execute_batch(&Schema::back_to_the_second()).unwrap();
    Schema::ours().bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), Schema::ours().newest());
    let count = |line: &str| {
        let query = crate::search::Query::parse(line, chrono_tz::Tz::UTC).unwrap();
        shop.ledger.tally(&query, morning()).unwrap().orders
    };
    assert_eq!(count(&format!("account:{account} mind")), Some(1));
    assert_eq!((count("account:elsewhere"), count(&format!("-account:{account}"))), (Some(0), Some(0)));
    assert!(shop.ledger.verify().unwrap().is_whole());
    assert!(shop.dir.path().join("backups/schema-2.backup").exists(), "a backup was made before");
}

#[test]
fn a_ledger_of_the_third_version_is_found_by_the_end_of_an_id_too() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let id = order.0.to_string();
    let end = id.get(id.len() - 4..).unwrap();
    let count = |shop: &Shop| {
        let query = crate::search::Query::parse(end, chrono_tz::Tz::UTC).unwrap();
        shop.ledger.tally(&query, morning()).unwrap().orders
    };
    shop.ledger.conn.execute_batch(&Schema::back_to_the_third()).unwrap();
    assert_eq!(count(&shop), Some(0), "what is looked for now was not there");
    Schema::ours().bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), Schema::ours().newest());
    assert_eq!(count(&shop), Some(1));
    assert!(shop.ledger.verify().unwrap().is_whole());
    assert!(shop.dir.path().join("backups/schema-3.backup").exists(), "a backup was made before");
}

#[test]
fn words_that_the_fifth_version_kept_are_told_anew() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let row = shop.ledger.summary(order, morning()).unwrap();
    let otherwise = "UPDATE orders SET word = 'expired'; UPDATE search_rows SET word = 'expired'; PRAGMA user_version = 5;";
    shop.ledger.conn.execute_batch(otherwise).unwrap();
    assert!(!shop.ledger.verify().unwrap().is_whole());
    Schema::ours().bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap();
    assert_eq!(shop.ledger.summary(order, morning()).unwrap(), row);
    assert!(shop.ledger.verify().unwrap().is_whole());
    assert!(shop.dir.path().join("backups/schema-5.backup").exists(), "a backup was made before");
}

#[test]
fn a_migration_that_fails_leaves_the_ledger_as_it_was() {
    let mut shop = Shop::new();
    shop.order("A-1001", "Ng Mei");
    let later =
        Schema::ours().with("CREATE TABLE moon (dust INTEGER) STRICT").with("INSERT INTO nowhere VALUES (1)");
    later.bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), false).unwrap_err();
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), Schema::ours().newest());
    shop.ledger.conn.execute("INSERT INTO moon VALUES (1)", []).unwrap_err();
    assert!(shop.again().verify().unwrap().is_whole());
}

#[test]
fn an_older_ledger_is_not_migrated_by_a_reader() {
    let mut shop = Shop::new();
    let later = Schema::ours().with("CREATE TABLE moon (dust INTEGER) STRICT");
    let refused = later.bring_up_to_date(shop.dir.path(), &mut shop.ledger.conn, &key(), true);
    assert!(matches!(refused, Err(LedgerError::OlderSchema { found, known }) if found + 1 == known));
    assert_eq!(schema::version(&shop.ledger.conn).unwrap(), Schema::ours().newest());
}

#[test]
fn figures_say_what_is_there() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.note(order, "called back");
    let stats = shop.ledger.stats(morning()).unwrap();
    assert_eq!((stats.facts, stats.orders, stats.sides, stats.devices), (2, 1, 2, 1));
    assert_eq!(stats.words.get("draft"), Some(&1));
    assert!(stats.bytes > 4096 && stats.cipher.starts_with('4'), "{stats:?}");
}

#[test]
fn a_ledger_that_let_go_of_its_pages_answers_as_before() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let before = shop.ledger.summary(order, morning()).unwrap();
    assert!(before.is_some());
    shop.ledger.let_go_of_pages().unwrap();
    assert_eq!(shop.ledger.summary(order, morning()).unwrap(), before);
    shop.note(order, "called back");
    assert_eq!(shop.ledger.facts_of(order).unwrap().len(), 2);
}
