use crate::fixture::{DEVICE, Shop, key};
use crate::{Ledger, LedgerError, LedgerKey, RecoveryCode, RecoveryError, Unlock, recovery};
use domain::fact::Body;
use domain::ids::DeviceId;
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

const NEW_DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xBEEF));

fn code() -> RecoveryCode {
    RecoveryCode::from_bytes([4; 16])
}

/// A shop with two facts, a recovery code and a backup of both.
fn backed_up() -> (Shop, TempDir, PathBuf) {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    shop.note(order, "called back");
    shop.ledger.renew_recovery(&code(), [1; 24], [2; 16]).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("monday.countersign");
    let report = shop.ledger.backup_to(&file, None).unwrap();
    assert_eq!(report.head, shop.ledger.head().unwrap());
    assert!(report.recoverable);
    assert_eq!(report.bytes, std::fs::metadata(&file).unwrap().len());
    (shop, elsewhere, file)
}

fn restore(file: &std::path::Path, unlock: Unlock<'_>) -> (TempDir, Result<crate::Restored, LedgerError>) {
    let home = tempfile::tempdir().unwrap();
    let restored = Ledger::restore(&home.path().join("training"), file, unlock, NEW_DEVICE);
    (home, restored)
}

#[test]
fn a_backup_opens_on_another_computer_with_the_code_alone() {
    let (shop, _elsewhere, file) = backed_up();
    let (home, restored) = restore(&file, Unlock::Code(&code()));
    let mut restored = restored.unwrap();
    assert_eq!(restored.key.expose(), key().expose());
    assert_eq!(restored.head, shop.ledger.head().unwrap());
    assert!(restored.ledger.contains(&restored.head).unwrap());
    let order = restored.ledger.find("A-1001").unwrap()[0];
    assert_eq!(restored.ledger.facts_of(order).unwrap(), shop.ledger.facts_of(order).unwrap());
    assert!(restored.ledger.verify().unwrap().is_whole());

    // The new computer has a chain of its own.
    assert_eq!((shop.ledger.device(), restored.ledger.device()), (DEVICE, NEW_DEVICE));
    let head = restored.head;
    let said = Body::LedgerRestored { facts: head.facts, head: head.hash.unwrap() };
    let fact = crate::NewFact {
        id: domain::ids::FactId(Uuid::from_u128(0xFAC7)),
        at: shop.now,
        actor: domain::fact::Actor::Countersign,
        approver: None,
        order: None,
        body: said,
    };
    let first = restored.ledger.transact(|writer| writer.append(fact)).unwrap();
    assert_eq!((first.device_seq, first.previous), (1, None));
    // Its clock shows the moment of the last fact, or an earlier one: what it writes counts after what it was given.
    let last = shop.ledger.facts_of(order).unwrap().last().unwrap().at;
    assert!(first.at > last, "{} is not after {last}", first.at);
    let verification = restored.ledger.verify().unwrap();
    assert!(verification.is_whole(), "{:?}", verification.breaks);
    assert_eq!(verification.heads.len(), 2);

    // The code goes on working there.
    drop(restored);
    let dir = home.path().join("training");
    assert_eq!(recovery::open(&dir, &code()).unwrap().expose(), key().expose());
    Ledger::open(&dir, &key()).unwrap();
}

#[test]
fn a_backup_opens_with_the_key_and_not_with_another() {
    let (_shop, _elsewhere, file) = backed_up();
    restore(&file, Unlock::Key(&key())).1.unwrap();
    let wrong = LedgerKey::from_bytes(&[1; 32]).unwrap();
    assert!(matches!(restore(&file, Unlock::Key(&wrong)).1, Err(LedgerError::WrongKey)));
    let wrong = RecoveryCode::from_bytes([5; 16]);
    let refused = restore(&file, Unlock::Code(&wrong)).1;
    assert!(matches!(refused, Err(LedgerError::Recovery(RecoveryError::Wrong))));
}

#[test]
fn a_backup_without_a_code_opens_with_the_key_only() {
    let mut shop = Shop::new();
    shop.order("A-1001", "Ng Mei");
    let file = shop.dir.path().join("plain.countersign");
    assert!(!shop.ledger.backup_to(&file, None).unwrap().recoverable);
    let refused = restore(&file, Unlock::Code(&code())).1;
    assert!(matches!(refused, Err(LedgerError::Recovery(RecoveryError::Absent))));
    restore(&file, Unlock::Key(&key())).1.unwrap();
}

#[test]
fn a_backup_cut_short_or_changed_anywhere_is_refused_and_leaves_nothing() {
    let (_shop, elsewhere, file) = backed_up();
    let whole = std::fs::read(&file).unwrap();
    let broken = elsewhere.path().join("broken");
    let mut cases: Vec<Vec<u8>> =
        [0, 5, 25, 200, whole.len() / 2, whole.len() - 1].map(|end| whole[..end].to_vec()).to_vec();
    for place in [3, 24, 60, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        cases.push(changed);
    }
    for (number, bytes) in cases.into_iter().enumerate() {
        std::fs::write(&broken, bytes).unwrap();
        let (home, refused) = restore(&broken, Unlock::Key(&key()));
        assert!(refused.is_err(), "case {number}");
        let left: Vec<_> = std::fs::read_dir(home.path().join("training"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .filter(|name| name != "ledger.lock")
            .collect();
        assert!(left.is_empty(), "case {number}: {left:?}");
    }
}

#[test]
fn a_restore_never_overwrites_a_ledger() {
    let (shop, _elsewhere, file) = backed_up();
    let refused = Ledger::restore(shop.dir.path(), &file, Unlock::Key(&key()), NEW_DEVICE);
    assert!(matches!(refused, Err(LedgerError::AlreadyHere { .. })));
}

#[test]
fn a_history_that_does_not_verify_is_not_backed_up_and_leaves_the_last_backup() {
    let (shop, elsewhere, file) = backed_up();
    let whole = std::fs::read(&file).unwrap();
    shop.ledger
        .conn
        .execute_batch("DROP TRIGGER journal_never_updated; UPDATE journal SET at = at + 1")
        .unwrap();
    assert!(matches!(shop.ledger.backup_to(&file, None), Err(LedgerError::Broken { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn a_backup_is_encrypted_and_private() {
    let (_shop, _elsewhere, file) = backed_up();
    let bytes = std::fs::read(&file).unwrap();
    for needle in [&b"mei@example.com"[..], b"SQLite format", b"A-1001", &[0x5a; 16]] {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_backup_is_one_moment_although_others_go_on_writing() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let elsewhere = tempfile::tempdir().unwrap();
    let reader = shop.again();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..30 {
                shop.note(order, &format!("note {number}"));
            }
        });
        for number in 0..3 {
            let file = elsewhere.path().join(number.to_string());
            let report = reader.backup_to(&file, None).unwrap();
            let (_home, restored) = restore(&file, Unlock::Key(&key()));
            let restored = restored.unwrap();
            assert_eq!(restored.head, report.head);
            assert!(restored.ledger.verify().unwrap().is_whole());
        }
        writing.join().unwrap();
    });
}

#[test]
fn renewing_the_code_shuts_the_old_one_out() {
    let (shop, _elsewhere, file) = backed_up();
    let renewed = RecoveryCode::from_bytes([6; 16]);
    shop.ledger.renew_recovery(&renewed, [3; 24], [4; 16]).unwrap();
    let dir = shop.dir.path();
    assert_eq!(recovery::open(dir, &renewed).unwrap().expose(), key().expose());
    assert!(matches!(recovery::open(dir, &code()), Err(LedgerError::Recovery(RecoveryError::Wrong))));
    // The backup of before still opens with the code of its day.
    restore(&file, Unlock::Code(&code())).1.unwrap();
}
