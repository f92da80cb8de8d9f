//! Seeded secrets (private keys, recovery codes, a card token, PINs) are looked for in everything the built program leaves
//! behind and shows: files, answers, errors and logs, and the memory of its processes while a call is awaited, between
//! two calls, and at their end.
//!
//! `cargo xtask attack secrets --rounds 200 --seed 1`. Key bytes may only be in the signer, while a call is awaited.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::zombie_processes,
    unreachable_pub,
    dead_code,
    missing_docs,
    reason = "an attack that measures, prints, and ends where something does not hold"
)]

#[path = "../attacked/act.rs"]
mod act;
mod leaving;
mod needle;
mod searched;
#[path = "../commands/shop.rs"]
mod shop;
mod sight;

use act::Act;
use needle::Form;
use rand::SeedableRng;
use rand::rngs::StdRng;
use searched::Searched;
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "secrets [--rounds N] [--seed S]";

fn main() -> ExitCode {
    let (rounds, seed) = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let begun = Instant::now();
    let Some(mut searched) = Searched::open() else {
        panic!("there is no keychain: run it with cargo xtask attack secrets")
    };
    searched.keys_are_taken_in();
    searched.a_card_is_kept();
    // The token is not known before.
    searched.can_be_found();
    let mut chance = StdRng::seed_from_u64(seed);
    for round in 0..rounds {
        let act = Act::any(&mut chance);
        searched.act(act, &format!("S-{round}"));
    }
    searched.a_watcher_rests();
    searched.what_is_shown();
    searched.the_code_is_typed();
    searched.what_is_left();
    let mut leaving = Searched::open().expect("a keychain");
    leaving.keys_are_taken_in();
    leaving.pins_are_typed();
    leaving.polling_is_sealed_and_the_account_goes();
    leaving.what_is_left();
    searched.take_over(leaving);
    let found = show(&searched);
    println!("secrets: {rounds} acts, {found} found; seed {seed}; {} s", begun.elapsed().as_secs());
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<(u64, u64), String> {
    let (mut rounds, mut seed) = (8, 1);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value."))?;
        let number = value.parse().map_err(|_| format!("{flag} cannot be {value:?}."))?;
        match flag.as_str() {
            "--rounds" => rounds = number,
            "--seed" => seed = number,
            _ => return Err(format!("There is no option {flag}.")),
        }
    }
    Ok((rounds, seed))
}

/// Prints what was seen, and how much of it must not have been.
fn show(searched: &Searched) -> u64 {
    let forms = Form::ALL.map(Form::name).join(" | ");
    println!("| where | looked at | MB | {forms} |\n|---|---:|---:|{}", "---:|".repeat(Form::ALL.len()));
    let mut wrong = 0;
    for (place, sight) in &searched.seen {
        let counts = Form::ALL.map(|form| {
            let found = sight.of(form);
            match place.may_hold(form) {
                true => format!("({found})"),
                false => {
                    wrong += found;
                    found.to_string()
                }
            }
        });
        let megabytes = sight.bytes.div_ceil(1_000_000);
        println!("| {} | {} | {megabytes} | {} |", place.name(), sight.places, counts.join(" | "));
    }
    println!("\nIn brackets: where it may be.");
    wrong
}
