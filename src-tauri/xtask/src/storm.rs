//! `cargo xtask storm`: worlds from seeds, as many or as long as asked. See tests/storm. A run that lasts by the hour
//! keeps what it saw in `tests/SAFETY.md`; `cargo xtask test` plays some thousand worlds.

use crate::build::Profile;
use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::{build, place, program};
use std::ffi::OsString;
use std::process::Command;

/// Worlds of every test run, and the seed of the first.
const SLICE: [&str; 4] = ["--worlds", "5000", "--seed", "1"];
const ABOUT: &str = "whole worlds under virtual time, with every fault, crash and jump of a clock";

/// Plays worlds; the options are the storm's own.
///
/// # Errors
/// It does not build, or a world broke a promise.
pub fn run(options: &[OsString]) -> Result<(), Failure> {
    // Before it runs: the tree may move on while a long storm lasts.
    let words: Vec<_> = options.iter().map(|word| word.to_string_lossy()).collect();
    let origin = figures::origin(Book::Safety, &format!("storm {}", words.join(" ")));
    program::run(&mut build_fast())?;
    let mut storm = Command::new(Profile::Release.built("storm"));
    if !options.iter().any(|word| word == "--hours") {
        return program::run(storm.args(options));
    }
    let told = program::output(storm.args(options))?;
    print!("{told}");
    let section = Section { name: "storm", about: ABOUT, origin: &origin, table: &listed(&told) };
    figures::keep(Book::Safety, &section)
}

/// Plays the worlds of every test run, as they are built for the other tests.
///
/// # Errors
/// As [`run`].
pub fn slice() -> Result<(), Failure> {
    program::run(&mut build::driven(&["storm"]))?;
    program::run(Command::new(Profile::Debug.built("storm")).args(SLICE))
}

fn build_fast() -> Command {
    let mut command = place::at_top(program::cargo());
    command.args(["build", "--locked", "--release", "--package", "countersign-storm", "--bin", "storm"]);
    command
}

/// What a storm told, a line each.
fn listed(told: &str) -> String {
    told.trim().lines().map(|line| format!("- {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_storm_told_is_kept_line_by_line() {
        assert_eq!(listed("a: 1\nb: 2\n"), "- a: 1\n- b: 2\n");
    }

    #[test]
    fn the_storm_is_a_program_of_its_package() {
        let manifest = place::top().join("tests").join("storm").join("Cargo.toml");
        assert!(std::fs::read_to_string(manifest).unwrap().contains("name = \"storm\""));
        assert!(build_fast().get_args().any(|word| word == "--release"));
    }
}
