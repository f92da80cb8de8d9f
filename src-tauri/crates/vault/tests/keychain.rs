//! The vault against the real keychain of the world it is run in.
//!
//! `cargo xtask test --only keychain` runs this file in every world there is, each on a bus of its own, and
//! names the world in `COUNTERSIGN_TEST_KEYRING`. Without that name only what is true everywhere is held.
// The helpers of a test may stop it; clippy exempts only functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::env;
use std::time::Duration;
use vault::{EntryName, MOST_BYTES, State, SystemVault, Vault, VaultError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum World {
    /// A keyring, unlocked.
    Unlocked,
    /// The same keyring, still holding what `Unlocked` left in it, or a new one; not unlocked.
    Locked,
    /// The keyring of `Unlocked`, unlocked again after it was locked.
    Reopened,
    /// No bus, or a bus without a Secret Service.
    Absent,
    /// Nobody said.
    Unknown,
}

fn world() -> World {
    match env::var("COUNTERSIGN_TEST_KEYRING").as_deref() {
        Ok("unlocked") => World::Unlocked,
        Ok("locked") => World::Locked,
        Ok("reopened") => World::Reopened,
        Ok("none") => World::Absent,
        Ok(other) => panic!("COUNTERSIGN_TEST_KEYRING is {other:?}: no such world"),
        Err(_) => World::Unknown,
    }
}

fn name(id: &str) -> EntryName {
    EntryName::new("training", "test-key", id).unwrap()
}

/// A vault that is patient where the keychain works, however busy the machine is, and impatient with a locked
/// one, which may wait for a dialog nobody can see.
fn patient() -> SystemVault {
    match world() {
        World::Locked | World::Unknown => SystemVault::new(),
        World::Unlocked | World::Reopened | World::Absent => {
            SystemVault::with_time_limit(Duration::from_secs(60))
        }
    }
}

/// What the unlocked world leaves behind for the locked and the reopened one.
const SURVIVOR: &[u8] = b"left by the unlocked world";

#[test]
fn the_probe_tells_the_truth_about_this_world() {
    let state = patient().probe();
    match world() {
        World::Unlocked | World::Reopened => assert_eq!(state, State::Ready),
        World::Locked => assert_eq!(state, State::Locked),
        World::Absent => assert_eq!(state, State::Absent),
        World::Unknown => {
            assert_eq!(state.remedy().is_empty(), state == State::Ready, "{state:?}");
            assert_eq!(SystemVault::new().probe().code(), state.code(), "asked twice, it says the same");
        }
    }
}

#[test]
fn what_cannot_be_read_is_never_called_deleted() {
    let vault = patient();
    let (never_stored, survivor) = (vault.get(&name("never-stored")), vault.get(&name("survivor")));
    match world() {
        World::Unlocked => assert_eq!(never_stored, Ok(None)),
        World::Reopened => {
            assert_eq!(never_stored, Ok(None));
            assert_eq!(survivor.unwrap().unwrap().as_slice(), SURVIVOR);
        }
        World::Locked => {
            assert_eq!(never_stored.unwrap_err().state(), State::Locked);
            assert_eq!(survivor.unwrap_err().state(), State::Locked);
        }
        World::Absent => {
            assert_eq!(never_stored, Err(VaultError::Absent));
            assert_eq!(survivor, Err(VaultError::Absent));
        }
        // Only a keychain that works may say "there is none".
        World::Unknown => assert_eq!(never_stored.is_ok(), vault.probe() == State::Ready),
    }
}

#[test]
fn storing_works_exactly_where_the_probe_says_so() {
    let vault = patient();
    let entry = name("stored");
    let stored = vault.put(&entry, b"one");
    if vault.probe() == State::Ready {
        stored.unwrap();
        vault.put(&entry, b"two").unwrap();
        assert_eq!(vault.get(&entry).unwrap().unwrap().as_slice(), b"two", "the later one stands");
        vault.delete(&entry).unwrap();
        assert_eq!(vault.get(&entry), Ok(None));
        vault.delete(&entry).unwrap();
    } else {
        stored.unwrap_err();
        vault.delete(&entry).unwrap_err();
    }
    if world() == World::Unlocked {
        vault.put(&name("survivor"), SURVIVOR).unwrap();
    }
}

#[test]
fn any_bytes_up_to_the_limit_come_back_as_they_went() {
    let vault = patient();
    if vault.probe() != State::Ready {
        assert_ne!(world(), World::Unlocked);
        assert_ne!(world(), World::Reopened);
        return;
    }
    let bytes: Vec<u8> = (0..MOST_BYTES).map(|at| u8::try_from(at % 256).unwrap()).collect();
    for size in [1, 15, 16, 17, 1_218, MOST_BYTES] {
        let entry = name(&format!("bytes-{size}"));
        vault.put(&entry, &bytes[..size]).unwrap();
        assert_eq!(vault.get(&entry).unwrap().unwrap().as_slice(), &bytes[..size]);
        vault.delete(&entry).unwrap();
    }
}

#[test]
fn a_caller_is_not_kept_longer_than_the_time_limit() {
    // No keychain answers in no time at all, whatever the world.
    let vault = SystemVault::with_time_limit(Duration::ZERO);
    let error = vault.get(&name("never-stored")).unwrap_err();
    assert_eq!(error, VaultError::TimedOut { limit: Duration::ZERO });
    assert_eq!(error.state(), State::Locked);
}

#[test]
fn entries_of_different_environments_are_different_entries() {
    let vault = patient();
    let training = EntryName::new("training", "test-key", "shared").unwrap();
    let sandbox = EntryName::new("sandbox", "test-key", "shared").unwrap();
    if vault.probe() != State::Ready {
        assert_eq!(vault.get(&sandbox).unwrap_err().code(), vault.get(&training).unwrap_err().code());
        return;
    }
    vault.put(&training, b"training").unwrap();
    assert_eq!(vault.get(&sandbox), Ok(None));
    vault.put(&sandbox, b"sandbox").unwrap();
    vault.delete(&sandbox).unwrap();
    assert_eq!(vault.get(&training).unwrap().unwrap().as_slice(), b"training");
    vault.delete(&training).unwrap();
}

#[test]
fn two_vaults_and_many_threads_do_not_lose_each_others_entries() {
    let vaults = [patient(), patient()];
    let works = vaults[0].probe() == State::Ready;
    std::thread::scope(|scope| {
        for (at, vault) in vaults.iter().chain(&vaults).enumerate() {
            scope.spawn(move || {
                let entry = name(&format!("thread-{at}"));
                let secret = vec![u8::try_from(at).unwrap(); 64];
                assert_eq!(vault.put(&entry, &secret).is_ok(), works);
                if works {
                    assert_eq!(vault.get(&entry).unwrap().unwrap().as_slice(), secret.as_slice());
                    vault.delete(&entry).unwrap();
                }
            });
        }
    });
}
