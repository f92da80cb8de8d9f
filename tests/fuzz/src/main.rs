//! `fuzz`: reads so many inputs, shared out among the targets, and tells what it saw as a table.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::arithmetic_side_effects,
    reason = "a programme that measures and prints"
)]

use countersign_fuzz::hunt::{self, Length, Seen};
use countersign_fuzz::{TARGETS, Target, corpus, folder};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const HELP: &str = "\
fuzz [--inputs N | --seconds N] [--seed S] [TARGET…]
  --inputs N    read N inputs, shared out among the targets (1000000 unless said)
  --seconds N   read for N seconds of a processor's time, each target";
/// Memory this process may take; a reader that wants more is a find.
const MOST_MEMORY: u64 = 4 << 30;

/// A target, what it saw, and how long it took in seconds.
type Row = (&'static Target, Seen, u64);

fn main() -> ExitCode {
    let (all, seed, names) = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}\n{HELP}");
            return ExitCode::from(2);
        }
    };
    bound_memory();
    hunt::hold_tongues();
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
        .collect();
    let shares: u64 = chosen.iter().map(|target| target.share).sum();
    let begun = Instant::now();
    let of_each = |target: &Target| match all {
        Length::Inputs(inputs) => Length::Inputs((inputs * target.share / shares.max(1)).max(1)),
        time @ Length::Worked(_) => time,
    };
    let rows = hunt_all(&chosen, of_each, seed);
    println!("| what is read | inputs | different answers | a second | finds |\n|---|---:|---:|---:|---:|");
    for (target, seen, seconds) in &rows {
        let rate = seen.inputs / (*seconds).max(1);
        let finds = u8::from(seen.find.is_some());
        println!("| {} | {} | {} | {rate} | {finds} |", target.name, seen.inputs, seen.answers);
    }
    let broken: Vec<&Row> = rows.iter().filter(|(_, seen, _)| seen.find.is_some()).collect();
    for (target, seen, _) in &broken {
        if let Some((input, said)) = &seen.find {
            tell(target, input, said);
        }
    }
    let read: u64 = rows.iter().map(|(_, seen, _)| seen.inputs).sum();
    println!("fuzz: {read} inputs, {} finds; seed {seed}; {} s", broken.len(), begun.elapsed().as_secs());
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<(Length, u64, Vec<String>), String> {
    let (mut length, mut seed, mut names) = (Length::Inputs(1_000_000), 1, Vec::new());
    while let Some(word) = arguments.next() {
        if !word.starts_with("--") {
            if !TARGETS.iter().any(|target| target.name == word) {
                let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                return Err(format!("Nothing reads {word:?}. Targets: {}.", known.join(", ")));
            }
            names.push(word);
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{word} needs a value."))?;
        let number = value.parse().map_err(|_| format!("{word} cannot be {value:?}."))?;
        match word.as_str() {
            "--inputs" => length = Length::Inputs(number),
            "--seconds" => length = Length::Worked(Duration::from_secs(number)),
            "--seed" => seed = number,
            _ => return Err(format!("There is no option {word}.")),
        }
    }
    Ok((length, seed, names))
}

/// Every target once, on as many processors as there are.
fn hunt_all(chosen: &[&'static Target], length: impl Fn(&Target) -> Length + Sync, seed: u64) -> Vec<Row> {
    let (next, rows) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(target) = chosen.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                    let begun = Instant::now();
                    let kept = corpus(target).unwrap_or_default();
                    let seen = hunt::hunt(target, &kept, length(target), seed, hangs);
                    if let Ok(mut rows) = rows.lock() {
                        rows.push((target, seen, begun.elapsed().as_secs()));
                    }
                }
            });
        }
    });
    let mut rows: Vec<Row> = rows.into_inner().unwrap_or_default();
    rows.sort_by_key(|(target, ..)| TARGETS.iter().position(|known| known.name == target.name));
    rows
}

/// A find is kept, so that every test run reads it from now on.
fn tell(target: &Target, input: &[u8], said: &str) {
    let hash = input.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let file = folder(target).join(format!("find-{hash:016x}"));
    let kept = std::fs::create_dir_all(folder(target)).and_then(|()| std::fs::write(&file, input));
    eprintln!("{} of {} bytes: {said}", target.name, input.len());
    match kept {
        Ok(()) => eprintln!("kept as {}", file.display()),
        Err(error) => eprintln!("it could not be kept: {error}\n{input:?}"),
    }
}

fn hangs(target: &Target, input: &[u8]) {
    tell(target, input, "it does not come back");
}

#[cfg(unix)]
fn bound_memory() {
    let limit = rustix::process::Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
    if let Err(error) = rustix::process::setrlimit(rustix::process::Resource::As, limit) {
        eprintln!("memory is not bounded: {error}");
    }
}

#[cfg(not(unix))]
fn bound_memory() {}
