//! `storm`: plays worlds until so many are done or so long has passed, and tells what they saw on its last line.

#![allow(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a programme that measures and prints"
)]

use countersign_storm::{Broken, Plan, Seen, play, shrink};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const HELP: &str = "storm [--worlds N | --hours H] [--seed S] [--jobs J]   play worlds of the seeds S, S+1, …
storm --play PLAN                                      play one plan, as it was printed
";

/// What to play.
struct Options {
    worlds: u64,
    time: Option<Duration>,
    seed: u64,
    jobs: usize,
    play: Option<String>,
}

fn main() -> ExitCode {
    let options = match read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(wrong) => {
            eprintln!("{wrong}\n{HELP}");
            return ExitCode::from(2);
        }
    };
    let outcome = match &options.play {
        Some(plan) => plan.parse::<Plan>().and_then(|plan| play(&plan)).map(|seen| println!("{seen:?}")),
        None => storm(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(broken) => {
            eprintln!("{broken}");
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut options = Options { worlds: 1_000, time: None, seed: 1, jobs, play: None };
    let mut arguments = arguments;
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value."))?;
        let wrong = || format!("{flag} cannot be {value:?}.");
        match flag.as_str() {
            "--worlds" => options.worlds = value.parse().map_err(|_| wrong())?,
            "--seed" => options.seed = value.parse().map_err(|_| wrong())?,
            "--jobs" => options.jobs = value.parse().map_err(|_| wrong())?,
            "--hours" => {
                let hours: f64 = value.parse().map_err(|_| wrong())?;
                options.time = Some(Duration::try_from_secs_f64(hours * 3_600.0).map_err(|_| wrong())?);
                options.worlds = u64::MAX;
            }
            "--play" => options.play = Some(value),
            _ => return Err(format!("There is no option {flag}.")),
        }
    }
    Ok(options)
}

/// What all threads share.
struct Storm {
    next: AtomicU64,
    stop: AtomicBool,
    seen: Mutex<(u64, Seen)>,
    failed: Mutex<Vec<u64>>,
}

fn storm(options: &Options) -> Result<(), Broken> {
    let began = Instant::now();
    let storm = Storm {
        next: AtomicU64::new(0),
        stop: AtomicBool::new(false),
        seen: Mutex::default(),
        failed: Mutex::default(),
    };
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.max(1) {
            scope.spawn(|| blow(&storm, options, began));
        }
    });
    let failed = storm.failed.into_inner().unwrap_or_default();
    let (worlds, seen) = storm.seen.into_inner().unwrap_or_default();
    for seed in &failed {
        let (plan, why) = shrink::shrink(&Plan::of(*seed));
        eprintln!("seed {seed} breaks, in {} steps:\n{why}\nplan: {plan}", plan.steps.len());
        keep(*seed, &plan);
    }
    for (code, count) in &seen.answers {
        println!("answered {count:>8} times: {code}");
    }
    let calls: Vec<String> =
        seen.calls.iter().map(|(operation, count)| format!("{count} {operation}")).collect();
    println!("calls: {}; {} of all of them in the calm at the end", calls.join(", "), seen.calm_calls);
    println!("stages: {}", moves(&seen));
    println!(
        "people: in {} worlds, asked {} times, agreed {} times, sealed {} times",
        seen.peopled, seen.asked, seen.agreed, seen.sealed
    );
    println!(
        "notifications: {} arrived, {} of them known already and {} not taken; {} more were forged, and none believed; {} disputes",
        seen.notices, seen.known, seen.not_taken, seen.forged, seen.disputes
    );
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "storm: {worlds} worlds, {} broken; {} steps, {} calls, {} decisions, {} effects; {} crashes at {} points; {:.1} worlds a second; seeds {} to {}",
        failed.len(),
        seen.steps,
        seen.calls.values().sum::<u64>(),
        seen.intents,
        seen.effects,
        seen.crashes,
        seen.crash_points.len(),
        worlds as f64 / seconds.max(0.001),
        options.seed,
        options.seed.saturating_add(worlds.saturating_sub(1)),
    );
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Broken::new(format!("{} worlds broke a promise", failed.len())))
    }
}

/// A plan that broke a promise is played by every test run from then on.
fn keep(seed: u64, plan: &Plan) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("kept").join(format!("seed-{seed}.plan"));
    match std::fs::write(&file, plan.to_string()) {
        Ok(()) => eprintln!("kept as {}", file.display()),
        Err(error) => eprintln!("it could not be kept: {error}"),
    }
}

fn moves(seen: &Seen) -> String {
    let moves: Vec<String> = seen.moves.iter().map(|(from, to)| format!("{from}>{to}")).collect();
    moves.join(" ")
}

/// One thread's share of the worlds.
fn blow(storm: &Storm, options: &Options, began: Instant) {
    while !storm.stop.load(Ordering::Relaxed) && options.time.is_none_or(|time| began.elapsed() < time) {
        let number = storm.next.fetch_add(1, Ordering::Relaxed);
        if number >= options.worlds {
            return;
        }
        let seed = options.seed.wrapping_add(number);
        match play(&Plan::of(seed)) {
            Ok(seen) => {
                if let Ok(mut sum) = storm.seen.lock() {
                    sum.0 += 1;
                    sum.1.add(seen);
                }
            }
            Err(_) => {
                if let Ok(mut failed) = storm.failed.lock() {
                    failed.push(seed);
                    // A few are enough to learn from.
                    storm.stop.store(failed.len() >= 3, Ordering::Relaxed);
                }
            }
        }
    }
}
