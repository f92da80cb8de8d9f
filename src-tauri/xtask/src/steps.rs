//! `cargo xtask test`: the steps, and running them one after the other.

use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::meanwhile::Other;
use crate::scratch::Scratch;
use crate::stopwatch::Stopwatch;
use crate::{attack, desktop, linting, peers, place, program, setup, storm, ui, worlds};
use std::process::Command;
use std::thread;

/// One thing that must hold before a change is good.
struct Step {
    name: &'static str,
    about: &'static str,
    run: Run,
}

/// How a step runs.
enum Run {
    /// Until it has ended, nothing else does.
    Alone(fn() -> Result<(), Failure>),
    /// Beside those that follow: it keeps one processor busy, and waits by the clock.
    Beside(fn() -> Result<Command, Failure>),
    /// Once it is built, beneath those that follow: it needs nothing but processors.
    Under(fn() -> Result<Command, Failure>),
}
use Run::{Alone, Beside, Under};

/// All of them, the quick ones first.
const STEPS: &[Step] = &[
    Step { name: "setup", about: "what the machine needs is there", run: Alone(setup::run) },
    Step { name: "fmt", about: "the code is formatted", run: Alone(fmt) },
    Step { name: "ui", about: "the front end: types, lint, words, build", run: Alone(ui::check) },
    Step { name: "ui-tests", about: "the front end's tests", run: Beside(ui::tests) },
    Step { name: "clippy", about: "the code has no lint", run: Alone(linting::run) },
    Step {
        name: "keychain",
        about: "the vault in every world a keychain can be in",
        run: Alone(worlds::run),
    },
    Step {
        name: "storm",
        about: "five thousand worlds in which everything goes wrong",
        run: Under(storm::slice),
    },
    Step {
        name: "fuzz",
        about: "whatever reads from outside, fed with mutations for a minute each",
        run: Under(attack::fuzz_slice),
    },
    Step { name: "tests", about: "every test, with a real keyring at hand", run: Alone(tests) },
    Step {
        name: "kills",
        about: "the program struck at random moments, and the simulator's book",
        run: Alone(|| attack::slice("kills")),
    },
    Step { name: "io", about: "a disk on which single calls fail", run: Alone(|| attack::slice("io")) },
    Step {
        name: "secrets",
        about: "keys, codes and card tokens looked for in memory and files",
        run: Alone(|| attack::slice("secrets")),
    },
    Step {
        name: "load",
        about: "many open payments, notifications and refunds at once",
        run: Alone(|| attack::slice("load")),
    },
    Step { name: "desktop", about: "the journeys in the real window", run: Alone(|| desktop::run(&[])) },
    Step { name: "peers", about: "the official Python SDK against ours", run: Alone(peers::run) },
];

/// Runs every step, or the one named, and stops at the first that fails.
///
/// # Errors
/// A step fails, or there is none of that name.
pub fn run(only: Option<&str>) -> Result<(), Failure> {
    let chosen = choose(only)?;
    let all = Stopwatch::start();
    let mut others = Vec::new();
    for step in &chosen {
        println!("== {}: {}", step.name, step.about);
        match step.run {
            Alone(run) => alone(step.name, run)?,
            Beside(build) => others.push(Other::beside(step.name, build()?)?),
            Under(build) => others.push(Other::beneath(step.name, &build()?)?),
        }
        others = end_those_that_are_over(others)?;
    }
    others.into_iter().try_for_each(Other::end)?;
    println!("All {} steps passed in {all}.", chosen.len());
    Ok(())
}

/// What has failed is known before the next step begins. Answers those that go on.
fn end_those_that_are_over(others: Vec<Other>) -> Result<Vec<Other>, Failure> {
    let mut going = Vec::new();
    for mut other in others {
        if other.is_over() {
            other.end()?;
        } else {
            going.push(other);
        }
    }
    Ok(going)
}

fn alone(name: &str, run: fn() -> Result<(), Failure>) -> Result<(), Failure> {
    let took = Stopwatch::start();
    let result = run();
    println!("== {name}: {} ({took})", verdict(&result));
    result
}

/// The word a step ends with.
pub fn verdict(result: &Result<(), Failure>) -> &'static str {
    if result.is_ok() { "ok" } else { "FAILED" }
}

fn choose(only: Option<&str>) -> Result<Vec<&'static Step>, Failure> {
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        let asked = only.unwrap_or_default();
        return Err(Failure::usage(format!(
            "There is no step {asked:?}. The steps are: {}.",
            names.join(", ")
        )));
    }
    Ok(chosen)
}

/// The names and meanings of the steps, a line each, for the help text.
pub fn listing() -> String {
    STEPS.iter().map(|step| format!("      {:<10} {}\n", step.name, step.about)).collect()
}

fn fmt() -> Result<(), Failure> {
    program::run(cargo().args(["fmt", "--all", "--check"]))
}

/// Tests at once on each processor: most of them wait, for a process they began or for its clock.
const TESTS_A_PROCESSOR: usize = 3;

fn tests() -> Result<(), Failure> {
    let home = Scratch::new()?;
    let at_once = thread::available_parallelism().map_or(1, usize::from).saturating_mul(TESTS_A_PROCESSOR);
    let mut tests = cargo();
    tests
        .args(["test", "--locked", "--workspace"])
        .env("COUNTERSIGN_TEST_KEYRING", "unlocked")
        .env("RUST_TEST_THREADS", at_once.to_string());
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, tests)?)
}

fn cargo() -> Command {
    place::at_top(program::cargo())
}

#[cfg(test)]
mod tests_of_steps {
    use super::*;

    #[test]
    fn every_step_runs_unless_one_is_named() {
        assert_eq!(choose(None).unwrap().len(), STEPS.len());
        let one = choose(Some("fmt")).unwrap();
        assert_eq!(one.iter().map(|step| step.name).collect::<Vec<_>>(), ["fmt"]);
    }

    #[test]
    fn an_unknown_step_is_a_usage_failure_that_lists_the_steps() {
        let failure = choose(Some("nope")).err().unwrap();
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("clippy"), "{failure}");
    }

    #[test]
    fn the_machine_is_set_up_before_anything_else() {
        assert_eq!(STEPS.first().map(|step| step.name), Some("setup"));
    }
}
