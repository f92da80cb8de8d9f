//! What it costs that people work under their own names: a PIN, a change of person, and the question of rights that every
//! call begins with.
//!
//! `cargo xtask bench people`. The shipped console over an encrypted ledger in a directory that goes away; the keychain is
//! in memory, because what a real one takes is its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench measures with a clock and prints what it measured"
)]

#[path = "../ledger/stopwatch.rs"]
mod stopwatch;

use console::{Console, Home, Ports, SecretText};
use domain::account::Environment;
use domain::fact::Actor;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use stopwatch::{Stopwatch, Took};
use vault::memory::MemoryVault;

type Trouble = Box<dyn Error>;

/// How many people, and how many facts of the house beside them: settings that were changed over the years.
const SHOPS: [(usize, usize); 3] = [(0, 0), (3, 20), (30, 2_000)];
const FIRST: &str = "Person 0";

/// A directory that goes away.
struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn pin(number: usize) -> SecretText {
    SecretText::new(format!("84620{:03}", number * 7 % 1_000))
}

fn shop(people: usize, facts: usize) -> Result<(Place, Console), Trouble> {
    let place = std::env::temp_dir().join(format!("countersign-people-{}-{people}", std::process::id()));
    let home = Home::new(&place);
    let place = Place(place);
    let ports =
        Ports::system(Environment::Training, Arc::new(MemoryVault::new()), Actor::Person("bench".into()));
    let (console, _) = Console::create_or_open(&home, Environment::Training, ports)?;
    for number in 0..people {
        let role = if number == 0 { "admin" } else { "finance" };
        console.add_person(&format!("Person {number}"), role.into(), None, &pin(number))?;
    }
    for number in 0..facts {
        console.set_setting("stop-window", &(number % 60).to_string())?;
    }
    Ok((place, console))
}

/// Runs something so often, and tells what it took.
fn measure(runs: usize, mut work: impl FnMut(usize) -> Result<(), Trouble>) -> Result<String, Trouble> {
    let mut took = Vec::with_capacity(runs);
    for run in 0..runs {
        let watch = Stopwatch::begin();
        work(run)?;
        took.push(watch.took());
    }
    Ok(told(took))
}

/// The middle and the 99th of what was measured.
fn told(mut took: Vec<Took>) -> String {
    took.sort_by_key(|took| took.wall);
    let at = |hundredth: usize| took[(took.len() - 1) * hundredth / 100];
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let (middle, last) = (at(50), at(99));
    format!("{:.3} / {:.3} ms ({:.3})", millis(middle.wall), millis(last.wall), millis(middle.cpu))
}

fn pin_check(console: &Console) -> Result<String, Trouble> {
    measure(20, |_| Ok(console.sign_in(FIRST, &pin(0)).map(drop)?))
}

/// Somebody locks, another chooses their name, types their PIN, and sees what needs them.
fn change_of_person(console: &Console, people: usize) -> Result<String, Trouble> {
    let told = measure(20, |run| {
        let next = (run + 1) % people;
        console.sign_out();
        console.door()?;
        console.sign_in(&format!("Person {next}"), &pin(next))?;
        console.attention()?;
        console.approvals()?;
        Ok(())
    })?;
    console.sign_in(FIRST, &pin(0))?; // what follows needs an admin
    Ok(told)
}

fn rights(console: &Console) -> Result<String, Trouble> {
    measure(2_000, |_| Ok(console.somebody_is_here()?))
}

/// The first question after the house changed: who may do what is made of the facts again.
fn rights_after_a_change(console: &Console) -> Result<String, Trouble> {
    let mut first = Vec::new();
    for number in 0..20 {
        console.set_setting("stop-window", &(number + 1).to_string())?;
        let watch = Stopwatch::begin();
        console.somebody_is_here()?;
        first.push(watch.took());
    }
    Ok(told(first))
}

fn main() -> Result<(), Trouble> {
    let mut rows = [
        vec![
            "check of a PIN (argon2id, 19 MiB, two passes, with what is written down before and after)"
                .to_owned(),
        ],
        vec!["change of person: lock, who may sign in, PIN, Attention and approvals".to_owned()],
        vec!["question of rights that every call begins with".to_owned()],
        vec!["the same, the first time after a setting, an account or a person changed".to_owned()],
    ];
    let none = || "–".to_owned();
    for (people, facts) in SHOPS {
        let (_place, console) = shop(people, facts)?;
        let (pin, change) = if people == 0 {
            (none(), none())
        } else {
            (pin_check(&console)?, change_of_person(&console, people)?)
        };
        let after = rights_after_a_change(&console)?;
        for (row, cell) in rows.iter_mut().zip([pin, change, rights(&console)?, after]) {
            row.push(cell);
        }
    }
    println!(
        "Times are p50 / p99 by the wall and, in brackets, the middle by the processor's count for the thread.\n"
    );
    println!(
        "| | nobody is told apart | 3 people, 20 settings changed | 30 people, 2,000 settings changed |"
    );
    println!("|---|---:|---:|---:|");
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    Ok(())
}
