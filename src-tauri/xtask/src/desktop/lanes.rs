//! Journeys side by side: each in a process of its own, with a display, a bus and a keyring that no other has, so that
//! none can tell that it is not alone.

use super::display::Display;
use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::stopwatch::Stopwatch;
use crate::{place, program};
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The hidden command that cargo is told to run the built journeys with.
pub const COMMAND: &str = "journeys-in-lanes";

/// Three lanes for two processors, because a journey waits for a third of its time, and no more than this: each holds a
/// program, a web view and a display in memory.
const MOST_LANES: usize = 6;

/// What takes longest goes first, so that nobody waits for it alone in the end.
const LONGEST: [&str; 8] = [
    "screens::every_screen_is",
    "screens::every_screen_can",
    "staff_screens::locks",
    "money::",
    "people::three",
    "requests::",
    "dialogs::",
    "killed::",
];

/// What makes cargo run the journeys it built by [`run`], as a value of its configuration.
///
/// # Errors
/// Where this program lies is unknown.
pub fn as_runner() -> Result<String, Failure> {
    let ourselves = place::ourselves()?;
    Ok(format!("target.'cfg(all())'.runner = ['{}', '{COMMAND}']", ourselves.display()))
}

/// Runs the journeys of a built program: `journeys-in-lanes PROGRAM [NAME…]`, as cargo calls it.
///
/// # Errors
/// A journey fails, or what it needs cannot be started.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    let [journeys, words @ ..] = arguments else {
        return Err(Failure::usage(format!("Usage: {COMMAND} PROGRAM [NAME…]")));
    };
    let names = list(journeys, words)?;
    let of = names.len();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let lanes = processors.saturating_mul(3).div_ceil(2).min(MOST_LANES).min(of);
    println!("{of} journeys in {lanes} lanes");
    let queue = Mutex::new(VecDeque::from(in_order(names)));
    let failed = thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(|| lane(journeys, &queue))).collect();
        let mut failed = Vec::new();
        for lane in lanes {
            failed.extend(lane.join().map_err(|_| Failure::new("A lane of journeys broke."))??);
        }
        Ok::<_, Failure>(failed)
    })?;
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("{} of {of} journeys failed:\n    {}", failed.len(), failed.join("\n    "))))
}

/// The names of the journeys that words choose.
fn list(journeys: &OsStr, words: &[OsString]) -> Result<Vec<String>, Failure> {
    let listed = program::output(Command::new(journeys).args(["--list", "--format", "terse"]).args(words))?;
    Ok(listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

/// Those that take longest first, the others as they are.
fn in_order(mut names: Vec<String>) -> Vec<String> {
    let place = |name: &String| LONGEST.iter().position(|longest| name.starts_with(longest));
    names.sort_by_key(|name| place(name).unwrap_or(LONGEST.len()));
    names
}

/// Walks one journey after the other until there are no more, and answers the names of those that failed.
fn lane(journeys: &OsStr, queue: &Mutex<VecDeque<String>>) -> Result<Vec<String>, Failure> {
    let display = Display::open()?;
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let mut failed = Vec::new();
    while let Some(name) = next() {
        if !walk(journeys, &name, &display)? {
            failed.push(name);
        }
    }
    Ok(failed)
}

/// Walks one journey, and says what came of it.
fn walk(journeys: &OsStr, name: &str, display: &Display) -> Result<bool, Failure> {
    let home = Scratch::new()?;
    let mut journey = Command::new(journeys);
    journey
        .args(["--exact", name, "--nocapture"])
        .env("DISPLAY", &display.name)
        .env("COUNTERSIGN_JOURNEY", name.replace("::", "-"));
    let took = Stopwatch::start();
    let ended = keyring_session::in_a_keyring(Keyring::Unlocked, &home, journey)?.output();
    let ended = ended.map_err(|error| Failure::new(format!("{name} could not be started: {error}.")))?;
    let said = String::from_utf8_lossy(&ended.stdout);
    // A name that fits no journey ends well too.
    let passed = ended.status.success() && said.contains("1 passed");
    println!("{} {name} ({took})", if passed { "ok    " } else { "FAILED" });
    if !passed {
        println!("{said}\n{}", String::from_utf8_lossy(&ended.stderr));
    }
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_longest_goes_first_and_nothing_is_left_out() {
        let names = ["axe::one", "money::two", "one_process::three", "screens::every_screen_is_four"];
        let ordered = in_order(names.map(str::to_owned).to_vec());
        let wanted = ["screens::every_screen_is_four", "money::two", "axe::one", "one_process::three"];
        assert_eq!(ordered, wanted);
    }

    #[test]
    fn every_journey_that_is_said_to_take_long_is_there() {
        let folder = place::top().join("tests").join("desktop");
        for longest in LONGEST {
            let (file, name) = longest.split_once("::").unwrap();
            let source = std::fs::read_to_string(folder.join(format!("{file}.rs"))).unwrap();
            assert!(source.contains(&format!("async fn {name}")), "{longest}");
        }
    }

    #[test]
    fn without_a_program_nothing_is_walked() {
        assert_eq!(run(&[]).unwrap_err().exit_code(), 2);
    }
}
