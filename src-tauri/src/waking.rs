//! The computer goes to sleep, and whoever works here is signed out first; it wakes, or its network comes back, and what
//! waits is asked about at once. How the system says so is its own matter; the console knows only "wake". Where a system
//! says nothing, the console sees its clock jump, the first answer that comes through ends every pause, and the window
//! locks because nobody touched it.

#[cfg(target_os = "linux")]
mod linux;

use crate::call::House;
use crate::ears::Told;
use console::seat::LockedBy;
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime};

/// What the system tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells of it yet"))]
enum Heard {
    /// The computer goes to sleep as soon as everybody is ready for it.
    Sleeps,
    /// It woke.
    Wakes,
    /// The network came back.
    Network,
}

/// How long windows may take to write down what was typed and lock, before they are locked all the same. The system
/// waits five seconds for everybody (logind.conf, InhibitDelayMaxSec).
const READY_WITHIN: Duration = Duration::from_secs(3);
/// How often it is looked whether they have.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Listens for as long as the program runs, locks, and wakes everything that is open.
#[cfg(target_os = "linux")]
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    let house = Arc::clone(&app.state::<Arc<House>>());
    std::thread::spawn(move || {
        let heard = linux::bus().and_then(|bus| linux::listen(&bus, |heard| answer(&house, heard)));
        if let Err(error) = heard {
            tracing::debug!(%error, "the system bus does not tell of sleep and network");
        }
    });
}

/// Nothing is listened to here: the jump of the clock tells of sleep.
#[cfg(not(target_os = "linux"))]
pub fn begin<R: Runtime>(_app: &AppHandle<R>) {}

#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells of it yet"))]
fn answer(house: &House, heard: Heard) {
    match heard {
        Heard::Sleeps => lock(house, READY_WITHIN),
        // A window that could not lock in time is locked before anybody sees it.
        Heard::Wakes => lock(house, Duration::ZERO),
        Heard::Network => {}
    }
    if heard != Heard::Sleeps {
        tracing::info!("the computer woke, or its network came back");
        house.desks.all().iter().for_each(|console| console.wake());
    }
}

/// Signs everybody out. Windows are asked first, so that a form that is not finished is kept for its owner.
fn lock(house: &House, patience: Duration) {
    let sitting = || {
        let sits = |console: &Arc<console::Console>| console.sitting().is_ok_and(|here| here.is_some());
        house.desks.all().into_iter().filter(sits).collect::<Vec<_>>()
    };
    for console in sitting() {
        house.ears.tell(console.environment(), &Told::<()>::Lock(()));
    }
    let mut waited = Duration::ZERO;
    while waited < patience && !sitting().is_empty() {
        std::thread::sleep(LOOK_AGAIN);
        waited = waited.saturating_add(LOOK_AGAIN);
    }
    for console in sitting() {
        console.sign_out_because(LockedBy::Sleep);
        house.ears.tell(console.environment(), &Told::<()>::Lock(()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::{Desktop, desktop};
    use crate::place::Place;
    use console::{Console, SecretText};
    use domain::account::Environment;
    use serde_json::json;
    use std::sync::Mutex;

    fn at_work(desktop: &Desktop) -> (Arc<House>, Arc<Console>, Arc<Mutex<Vec<String>>>) {
        let house = Arc::clone(&desktop.app.state::<Arc<House>>());
        let console = house.desks.opened_before(Environment::Training).unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let book = Arc::clone(&heard);
        let hear = Box::new(move |message| {
            book.lock().unwrap().push(message);
            true
        });
        house.ears.open(Place::In(Environment::Training), hear);
        (house, console, heard)
    }

    #[test]
    fn before_the_computer_sleeps_the_window_locks_itself_and_whoever_woke_it_finds_it_locked() {
        let desktop = desktop();
        let (house, console, heard) = at_work(&desktop);
        let pin = SecretText::new("846201".into());
        console.add_person("Lena", "admin".into(), None, &pin).unwrap();
        // A window that locks as soon as it hears.
        let window = desktop.window("training");
        let locking = Arc::clone(&heard);
        let locks = std::thread::spawn(move || {
            while !locking.lock().unwrap().iter().any(|told| told == r#"{"event":"lock","payload":null}"#) {
                std::thread::yield_now();
            }
            Desktop::ask_with(&window, "lock", &json!({ "sealed": false })).unwrap();
        });
        answer(&house, Heard::Sleeps);
        locks.join().unwrap();
        assert_eq!(console.sitting().unwrap(), None);
        // One that had no time for it.
        console.sign_in("Lena", &pin).unwrap();
        answer(&house, Heard::Network);
        assert!(console.sitting().unwrap().is_some(), "a network that comes back locks nobody out");
        answer(&house, Heard::Wakes);
        assert_eq!(console.sitting().unwrap(), None);
    }

    #[test]
    fn without_people_there_is_nothing_to_lock() {
        let desktop = desktop();
        let (house, console, heard) = at_work(&desktop);
        answer(&house, Heard::Sleeps);
        answer(&house, Heard::Wakes);
        assert!(heard.lock().unwrap().is_empty());
        assert!(console.search("", &console::find::Which::default()).is_ok());
    }
}
