use crate::fixture::{Shop, key};
use crate::{Ledger, LedgerError, NewFact, SideKind, SideRow};
use domain::fact::{Actor, Body};
use domain::ids::{FactId, OrderId};
use std::path::Path;
use std::process::Command;
use uuid::Uuid;

/// What all racers want a share of.
const REMAINDER: usize = 25;
/// What each of them tries, well over its share.
const TRIES: u128 = 30;

/// Takes one of the remainder, re-reading it in the transaction that takes it, until none is left.
fn race(dir: &Path, racer: u128) -> usize {
    let mut ledger = Ledger::open(dir, &key()).unwrap();
    let order = ledger.find("A-1001").unwrap()[0];
    (0..TRIES).filter(|attempt| take_one(&mut ledger, order, racer * 1_000 + attempt)).count()
}

fn take_one(ledger: &mut Ledger, order: OrderId, id: u128) -> bool {
    ledger
        .transact::<_, LedgerError>(|writer| {
            let seen = writer.order(order)?.unwrap();
            if seen.notes.len() >= REMAINDER {
                return Ok(false);
            }
            let salt = *Uuid::from_u128(id).as_bytes();
            let note =
                writer.put_side(SideRow { kind: SideKind::Note, order: Some(order), bytes: b"one", salt })?;
            writer.append(NewFact {
                id: FactId(Uuid::from_u128(id)),
                at: crate::fixture::morning(),
                actor: Actor::Countersign,
                approver: None,
                order: Some(order),
                body: Body::OrderNoted { note },
            })?;
            Ok(true)
        })
        .unwrap()
}

fn assert_shared_out_exactly(shop: &Shop, order: OrderId, taken: usize) {
    assert_eq!(taken, REMAINDER);
    let seen = shop.ledger.order(order).unwrap().unwrap();
    assert_eq!(seen.notes.len(), REMAINDER);
    let verification = shop.ledger.verify().unwrap();
    assert!(verification.is_whole(), "{:?}", verification.breaks);
    assert_eq!(verification.heads[0].seq, REMAINDER as u64 + 1);
}

#[test]
fn threads_with_a_connection_each_never_take_more_than_there_is() {
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let dir = shop.dir.path();
    let taken: usize = std::thread::scope(|scope| {
        let racers: Vec<_> = (1..=3).map(|racer| scope.spawn(move || race(dir, racer))).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).sum()
    });
    assert_shared_out_exactly(&shop, order, taken);
}

const DIR: &str = "COUNTERSIGN_RACE_DIR";
const RACER: &str = "COUNTERSIGN_RACE_NUMBER";

/// Starts this very test twice as processes of their own, which then take the branch of the racer.
#[test]
fn two_processes_never_take_more_than_there_is() {
    if let (Some(dir), Ok(racer)) = (std::env::var_os(DIR), std::env::var(RACER)) {
        println!("taken={}", race(Path::new(&dir), racer.parse().unwrap()));
        return;
    }
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let racers: Vec<_> = (1..=2)
        .map(|racer: u32| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "tests::race::two_processes_never_take_more_than_there_is", "--nocapture"])
                .env(DIR, shop.dir.path())
                .env(RACER, racer.to_string())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let taken = racers
        .into_iter()
        .map(|racer| {
            let output = racer.wait_with_output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "{text}");
            let count = text.lines().find_map(|line| line.split("taken=").nth(1)).unwrap();
            count.trim().parse::<usize>().unwrap()
        })
        .sum();
    assert_shared_out_exactly(&shop, order, taken);
}

/// A process that is killed in the middle of a transaction: what it wrote is not there, and nothing is locked.
#[test]
fn a_process_that_dies_in_a_transaction_leaves_nothing_and_locks_nothing() {
    const DIE: &str = "COUNTERSIGN_DIE_DIR";
    if let Some(dir) = std::env::var_os(DIE) {
        let mut ledger = Ledger::open(Path::new(&dir), &key()).unwrap();
        let order = ledger.find("A-1001").unwrap()[0];
        let _: Result<(), LedgerError> = ledger.transact(|writer| {
            let fact = NewFact {
                id: FactId(Uuid::from_u128(5)),
                at: crate::fixture::morning(),
                actor: Actor::Countersign,
                approver: None,
                order: Some(order),
                body: Body::OrderClosed { reason: None },
            };
            writer.append(fact)?;
            println!("written");
            std::process::abort();
        });
        return;
    }
    let mut shop = Shop::new();
    let order = shop.order("A-1001", "Ng Mei");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tests::race::a_process_that_dies_in_a_transaction_leaves_nothing_and_locks_nothing",
            "--nocapture",
        ])
        .env(DIE, shop.dir.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("written"));
    assert_eq!(shop.ledger.order(order).unwrap().unwrap().version, 1);
    shop.append(Some(order), Body::OrderClosed { reason: None }).unwrap();
    assert!(shop.ledger.verify().unwrap().is_whole());
}
