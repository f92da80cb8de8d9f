//! The built program, killed and frozen at random moments of creating, capturing, refunding and cancelling, over real
//! HTTP and a real disk; started again, and compared with the simulator's own book.
//!
//! `cargo xtask attack kills --strikes 1000 --seed 7`. The seed decides what is done and when it is struck, as a share of
//! the time the act took when nobody struck; what the program had reached by then is the machine's.

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
mod round;
#[path = "../commands/shop.rs"]
mod shop;
mod tally;

use act::Act;
use rand::SeedableRng;
use rand::rngs::StdRng;
use round::Pace;
use shop::Shop;
use std::process::ExitCode;
use std::time::Instant;
use tally::Tally;

/// How often the program is to be struck, on how many shops at once, by which seed.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    strikes: u64,
    seed: u64,
    jobs: u64,
}

/// Shops on each processor: a round waits more than it reckons, for a stop window or for Antom to be asked again.
const SHOPS_A_PROCESSOR: usize = 3;
const USAGE: &str = "kills [--strikes N] [--seed S] [--jobs J]";
/// After so many rounds a shop's whole history is verified.
const VERIFY_EVERY: u64 = 20;

fn main() -> ExitCode {
    let asked = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let began = Instant::now();
    let shares: Vec<Option<Tally>> = std::thread::scope(|scope| {
        let jobs =
            (0..asked.jobs).map(|job| scope.spawn(move || share(&Asked { jobs: asked.jobs, ..asked }, job)));
        // Begun all before the first is waited for.
        let jobs: Vec<_> = jobs.collect();
        jobs.into_iter().map(|job| job.join().ok()).collect()
    });
    let Some(shares) = shares.into_iter().collect::<Option<Vec<Tally>>>() else {
        eprintln!("A promise did not hold; seed {}.", asked.seed);
        return ExitCode::FAILURE;
    };
    let mut tally = Tally::default();
    shares.iter().for_each(|share| tally.add(share));
    println!("{tally}");
    println!(
        "kills: {} rounds, {} killed, {} frozen and thawed, 0 broken; seed {}; {} s",
        tally.rounds(),
        tally.killed(),
        tally.thawed(),
        asked.seed,
        began.elapsed().as_secs()
    );
    ExitCode::SUCCESS
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = u64::try_from(processors * SHOPS_A_PROCESSOR).unwrap_or(1);
    let mut asked = Asked { strikes: 50, seed: 1, jobs };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value."))?;
        let number = value.parse().map_err(|_| format!("{flag} cannot be {value:?}."))?;
        match flag.as_str() {
            "--strikes" => asked.strikes = number,
            "--seed" => asked.seed = number,
            "--jobs" => asked.jobs = number,
            _ => return Err(format!("There is no option {flag}.")),
        }
    }
    Ok(Asked { jobs: asked.jobs.clamp(1, asked.strikes.max(1)), ..asked })
}

/// One shop's share of the rounds, one after the other.
fn share(asked: &Asked, job: u64) -> Tally {
    let mut tally = Tally::default();
    let Some(shop) = Shop::open() else {
        panic!("there is no keychain: run it with cargo xtask attack kills")
    };
    let mut pace = Pace::of(&shop);
    let mine = asked.strikes / asked.jobs + u64::from(job < asked.strikes % asked.jobs);
    for round in (job..).step_by(usize::try_from(asked.jobs).unwrap_or(1)) {
        let mut chance = StdRng::seed_from_u64(asked.seed.wrapping_mul(1_000_003).wrapping_add(round));
        let act = Act::any(&mut chance);
        tally.note(round::play(&shop, &mut pace, act, round, &mut chance));
        let over = tally.struck() >= mine;
        if over || tally.rounds().is_multiple_of(VERIFY_EVERY) {
            aftermath::whole(&shop);
        }
        if over {
            break;
        }
    }
    tally
}
