//! The n-th write, sync or open of the program fails, or the disk is full from then on, or the power fails before it and
//! takes along what was not synced, while the program creates, captures, refunds and cancels; then it runs again on a
//! healthy disk, and everything is compared with the simulator's own book.
//!
//! `cargo xtask attack io --strikes all`. What fails is decided by a small library that is loaded before the program
//! (`failing.c`, `losing.c`); nothing of it ships.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
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
#[path = "../attacked/aftermath.rs"]
mod aftermath;
mod failing;
#[path = "../commands/shop.rs"]
mod shop;

use act::Act;
use aftermath::{Reached, reached, settled, whole};
use failing::{Disk, Kind};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use shop::{Ended, Shop};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

const USAGE: &str = "io [--strikes N|all] [--seed S]";
/// Shops on each processor: a strike waits more than it reckons, for Antom to be asked again.
const SHOPS_A_PROCESSOR: usize = 2;
/// After so many strikes the whole history is verified, and another shop opens: whoever asks about what is open asks about
/// everything the strikes before left open.
const STRIKES_A_SHOP: usize = 20;

/// A shop, and the disk its history lies on.
struct Place {
    shop: Shop,
    disk: Disk,
}

impl Place {
    fn new() -> Self {
        let Some(shop) = Shop::open() else {
            panic!("there is no keychain: run it with cargo xtask attack io")
        };
        let disk = Disk::under(&shop.home(), shop.place.path());
        disk.loses_and_keeps();
        Self { shop, disk }
    }
}

/// One call that fails.
#[derive(Debug, Clone, Copy)]
struct Strike {
    act: Act,
    kind: Kind,
    at: u64,
    way: u64,
}

/// How often an act of a kind was struck, by how far it had come.
type Tally = BTreeMap<(Kind, Reached), u64>;

fn main() -> ExitCode {
    let (strikes, seed) = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let begun = Instant::now();
    let mut all = every(&Place::new());
    let there = all.len();
    if let Some(strikes) = strikes {
        all.shuffle(&mut StdRng::seed_from_u64(seed));
        all.truncate(strikes);
    }
    let Some(tally) = share_out(&all) else {
        eprintln!("A promise did not hold; seed {seed}.");
        return ExitCode::FAILURE;
    };
    show(&tally);
    let seconds = begun.elapsed().as_secs();
    println!("io: {} of {there} calls failed, 0 broken; seed {seed}; {seconds} s", all.len());
    ExitCode::SUCCESS
}

/// How many strikes, all where none is said, and the seed that chooses them.
fn read(mut arguments: impl Iterator<Item = String>) -> Result<(Option<usize>, u64), String> {
    let (mut strikes, mut seed) = (Some(40), 1);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value."))?;
        let wrong = |_| format!("{flag} cannot be {value:?}.");
        match (flag.as_str(), value.as_str()) {
            ("--strikes", "all") => strikes = None,
            ("--strikes", number) => strikes = Some(number.parse().map_err(wrong)?),
            ("--seed", number) => seed = number.parse().map_err(wrong)?,
            _ => return Err(format!("There is no option {flag}.")),
        }
    }
    Ok((strikes, seed))
}

/// Plays the strikes on several shops at once. None where a promise did not hold.
fn share_out(all: &[Strike]) -> Option<Tally> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from) * SHOPS_A_PROCESSOR;
    let shares = all.chunks(all.len().div_ceil(workers).clamp(1, STRIKES_A_SHOP));
    let shares = Mutex::new(shares);
    let next = || shares.lock().unwrap().next();
    let work = || std::iter::from_fn(next).map(at_one_shop).collect::<Vec<Tally>>();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let tallies: Option<Vec<_>> = workers.into_iter().map(|worker| worker.join().ok()).collect();
        let mut sum = Tally::new();
        for (what, times) in tallies?.into_iter().flatten().flatten() {
            *sum.entry(what).or_default() += times;
        }
        Some(sum)
    })
}

/// Plays strikes one after the other; then the whole history verifies.
fn at_one_shop(strikes: &[Strike]) -> Tally {
    let place = Place::new();
    let mut tally = Tally::new();
    for (round, strike) in (1..).zip(strikes) {
        *tally.entry((strike.kind, play(&place, *strike, round))).or_default() += 1;
    }
    whole(&place.shop);
    tally
}

/// Every call that every act makes, counted while none fails.
fn every(Place { shop, disk }: &Place) -> Vec<Strike> {
    let mut all = Vec::new();
    for act in Act::ALL {
        for kind in Kind::ALL {
            let number = format!("COUNT-{}-{}", act.name(), kind.name());
            act.prepare(shop, &number);
            let mut command = shop.command(&act.words(&number, &number));
            Ended::of(&disk.counting(&mut command, kind).output().unwrap()).done();
            let strikes =
                (1..=kind.strikes(disk.counted())).flat_map(|at| (0..kind.ways()).map(move |way| (at, way)));
            all.extend(strikes.map(|(at, way)| Strike { act, kind, at, way }));
        }
    }
    all
}

/// Lets one call fail, and looks at what is left.
fn play(Place { shop, disk }: &Place, strike: Strike, round: usize) -> Reached {
    let Strike { act, kind, at, way } = strike;
    let number = format!("IO-{round}");
    act.prepare(shop, &number);
    let mut command = shop.command(&act.words(&number, &number));
    let ended = Ended::of(&disk.failing(&mut command, kind, at, way).output().unwrap());
    let reached = reached(shop, act, &number);
    // Without power it may have said so before it ended.
    let says_done = ended.exit == 0 || kind == Kind::Power && !ended.out.is_empty();
    if says_done {
        assert_eq!(reached, Reached::Antom, "{strike:?}: it says that it is done: {ended:?}");
    } else if kind != Kind::Power {
        // A sentence and a remedy, whatever went wrong.
        ended.code();
    }
    settled(shop, act, &number);
    reached
}

fn show(tally: &Tally) {
    println!("| what failed | nothing written | decided | at Antom |\n|---|---:|---:|---:|");
    for kind in Kind::ALL {
        let count = |reached| tally.get(&(kind, reached)).copied().unwrap_or_default();
        let (nothing, decided, antom) =
            (count(Reached::Nothing), count(Reached::Decided), count(Reached::Antom));
        println!("| {} | {nothing} | {decided} | {antom} |", kind.meaning());
    }
}
