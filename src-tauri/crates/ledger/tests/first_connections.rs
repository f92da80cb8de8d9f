//! The first ledgers of a process, opened by several threads at once. Alone in its program, because only a process that
//! has opened nothing yet can show it.

use domain::account::Environment;
use domain::ids::DeviceId;
use ledger::{Ledger, LedgerKey, NewLedger};
use std::sync::Barrier;
use std::thread;
use uuid::Uuid;

const THREADS: u8 = 16;

#[test]
fn take_their_keys_whoever_is_first() {
    let all = &Barrier::new(THREADS.into());
    let made: Vec<Result<(), String>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|one| scope.spawn(move || make(all, one))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or(Err("a thread ended early".into())))
            .collect()
    });
    assert_eq!(made, vec![Ok(()); THREADS.into()]);
}

fn make(all: &Barrier, one: u8) -> Result<(), String> {
    let place = tempfile::tempdir().map_err(|error| error.to_string())?;
    let key = LedgerKey::from_bytes(&[one; 32]).map_err(|error| error.to_string())?;
    let [ledger, device] = [1, 2].map(|kind| Uuid::from_u128((u128::from(one) << 8) | kind));
    let new = NewLedger { ledger, device: DeviceId(device), environment: Environment::Training };
    all.wait();
    Ledger::create(place.path(), &key, new).map(drop).map_err(|error| error.to_string())
}
