//! Figures about the ledger: search, append, replay, verification and memory, at three sizes side by side.
//!
//! `cargo run --release -p countersign-tests --bin ledger-bench -- --orders 1000000 --write figures.md`
//!
//! Everything runs on the shipped code and the encrypted database. The shop is made by a seeded generator: the same
//! seed makes the same ledger, fact for fact, salts included.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a bench measures with the wall clock, prints what it measured, and must fail loudly where it cannot"
)]

mod figures;
mod generator;
mod kept;
mod measure;
mod memory;
mod plain;
mod questions;
mod random;
mod stopwatch;

use figures::Column;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What the command line asks.
struct Asked {
    orders: u64,
    seed: u64,
    runs: usize,
    directory: PathBuf,
    write: Option<PathBuf>,
    /// Set for the process that measures one size: each has a peak of memory of its own.
    alone: bool,
}

const USAGE: &str = "ledger-bench [--orders N] [--seed N] [--runs N] [--directory DIR] [--write FILE]\n\n\
    Builds ledgers of 10,000, 100,000 and N orders (default 1,000,000; smaller sizes above N are left out),\n\
    measures each in a process of its own and prints one table. A ledger that an earlier run built and somebody\n\
    kept in $COUNTERSIGN_BENCH_LEDGERS/N-SEED, with the seconds that took in `built-in-seconds`, is copied instead.";

fn asked() -> Result<Asked, String> {
    let mut asked = Asked {
        orders: 1_000_000,
        seed: 1,
        runs: 300,
        directory: std::env::temp_dir().join("countersign-ledger-bench"),
        write: None,
        alone: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        let number =
            |text: String| text.replace([',', '_'], "").parse::<u64>().map_err(|error| error.to_string());
        match argument.as_str() {
            "--orders" => asked.orders = number(value()?)?,
            "--seed" => asked.seed = number(value()?)?,
            "--runs" => asked.runs = usize::try_from(number(value()?)?).map_err(|error| error.to_string())?,
            "--directory" => asked.directory = PathBuf::from(value()?),
            "--write" => asked.write = Some(PathBuf::from(value()?)),
            "--alone" => asked.alone = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(asked)
}

fn main() -> ExitCode {
    let asked = match asked() {
        Ok(asked) => asked,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    if asked.alone {
        println!("{}", measure::one_size(asked.orders, asked.seed, asked.runs, &asked.directory).to_json());
        return ExitCode::SUCCESS;
    }
    let mut sizes: Vec<u64> = [10_000, 100_000].into_iter().filter(|size| *size < asked.orders).collect();
    sizes.push(asked.orders);
    let columns: Vec<Column> = sizes.into_iter().map(|size| in_a_process_of_its_own(&asked, size)).collect();
    let table = figures::table(&columns);
    println!("{table}");
    if let Some(file) = &asked.write {
        std::fs::write(file, &table).expect("the file for the figures can be written");
    }
    if columns.iter().all(|column| column.verified) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn in_a_process_of_its_own(asked: &Asked, size: u64) -> Column {
    eprintln!("{size} orders …");
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program)
        .arg("--alone")
        .args([
            "--orders",
            &size.to_string(),
            "--seed",
            &asked.seed.to_string(),
            "--runs",
            &asked.runs.to_string(),
        ])
        .arg("--directory")
        .arg(&asked.directory)
        .stderr(std::process::Stdio::inherit())
        .output()
        .expect("the measuring process starts");
    assert!(output.status.success(), "measuring {size} orders failed");
    Column::from_json(&String::from_utf8_lossy(&output.stdout))
}
