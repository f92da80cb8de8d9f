//! `cargo xtask bench`: everything that is measured, each printing a table of its own and keeping it in
//! `tests/benches/FIGURES.md` with the machine, the commit and the command it came from.

use crate::build::{self, Profile};
use crate::desktop;
use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::{package, peers, place, program};
use std::any::Any;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// One thing to measure.
struct Bench {
    name: &'static str,
    about: &'static str,
    /// Builds what is needed and answers with the command that prints the table.
    prepare: fn() -> Result<Prepared, Failure>,
}

/// A bench that can be run.
struct Prepared {
    /// Prints the table.
    command: Command,
    /// What must be there for as long as it runs.
    _kept: Box<dyn Any>,
}

impl From<Command> for Prepared {
    fn from(command: Command) -> Self {
        Self { command, _kept: Box::new(()) }
    }
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "rsa",
        about: "signing and verifying, against `openssl speed`",
        prepare: || built("rsa-ratio").map(|bench| Command::new(bench).into()),
    },
    Bench { name: "calls", about: "one signed call, against the official Python SDK", prepare: calls },
    Bench {
        name: "ledger",
        about: "search, append, replay and memory, up to a million orders",
        prepare: || built("ledger-bench").map(|bench| Command::new(bench).into()),
    },
    Bench {
        name: "people",
        about: "a PIN, a change of person, and the question of rights of every call",
        prepare: || built("people-bench").map(|bench| Command::new(bench).into()),
    },
    Bench {
        name: "window",
        about: "the real window over a million orders: start, typing, scrolling, memory",
        prepare: window,
    },
];

/// Runs every bench, or the one named with the options after `--`. Only what ran without options is kept: a smaller
/// measurement must not stand where the full one is expected.
///
/// # Errors
/// There is none of that name, it does not build, or it fails.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    let Some((name, rest)) = arguments.split_first() else {
        return BENCHES.iter().try_for_each(|bench| measure(bench, &[]));
    };
    let bench = BENCHES.iter().find(|bench| name == bench.name).ok_or_else(|| {
        let names: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        Failure::usage(format!("There is no bench {name:?}. They are: {}.", names.join(", ")))
    })?;
    measure(bench, crate::after_dashes(rest))
}

/// The names and meanings of the benches, a line each, for the help text.
pub fn listing() -> String {
    BENCHES.iter().map(|bench| format!("      {:<10} {}\n", bench.name, bench.about)).collect()
}

fn measure(bench: &Bench, options: &[OsString]) -> Result<(), Failure> {
    println!("== {}: {}", bench.name, bench.about);
    let mut prepared = (bench.prepare)()?;
    // Before it runs: the tree may move on while a long bench measures.
    let origin = figures::origin(Book::Figures, &format!("bench {}", bench.name));
    let table = program::output(prepared.command.args(options))?;
    println!("{table}");
    if !options.is_empty() {
        return Ok(());
    }
    let section = Section { name: bench.name, about: bench.about, origin: &origin, table: &table };
    figures::keep(Book::Figures, &section)
}

fn calls() -> Result<Prepared, Failure> {
    let client = built("call-overhead")?;
    let mut overhead = peers::script("overhead.py")?;
    overhead.env("CALL_OVERHEAD_BIN", client);
    Ok(overhead.into())
}

/// The window as it ships, on a display and with a keyring of its own. What measures it need not be optimised.
fn window() -> Result<Prepared, Failure> {
    let (deb, ledger) = (package::deb()?, built("window-ledger")?);
    let bare = built_of("countersign-journeys", "bare-window")?;
    let mut bench = build::test("window-bench");
    bench.args(["--quiet", "--"]).env("COUNTERSIGN_DEB", deb).env("COUNTERSIGN_WINDOW_LEDGER", ledger);
    bench.env("COUNTERSIGN_BARE_WINDOW", bare);
    let desktop::Alone { command, kept } = desktop::alone(bench, Profile::Release)?;
    Ok(Prepared { command, _kept: Box::new(kept) })
}

/// Builds a bench, or an attack that measures, for release and says where it lies.
///
/// # Errors
/// It does not build.
pub fn built(bin: &str) -> Result<PathBuf, Failure> {
    built_of("countersign-tests", bin)
}

fn built_of(package: &str, bin: &str) -> Result<PathBuf, Failure> {
    program::run(&mut release(package, bin))?;
    Ok(place::built("release", &[bin]))
}

fn release(package: &str, bin: &str) -> Command {
    let mut command = place::at_top(program::cargo());
    command.args(["build", "--locked", "--release", "--package", package, "--bin", bin]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_bench_is_a_usage_failure_that_lists_them() {
        let failure = run(&["nope".into()]).unwrap_err();
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("rsa, calls, ledger, people, window"), "{failure}");
    }

    #[test]
    fn a_bench_is_never_built_for_debugging() {
        let command = release("countersign-tests", "rsa-ratio");
        assert!(command.get_args().any(|word| word == "--release"));
    }

    #[test]
    fn every_bench_is_a_program_of_the_tests() {
        let manifest = std::fs::read_to_string(place::top().join("tests").join("Cargo.toml")).unwrap();
        for name in ["rsa-ratio", "call-overhead", "ledger-bench", "people-bench", "window-ledger"] {
            assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        }
    }
}
