//! `cargo xtask storm`: worlds from seeds, as many or as long as asked. See tests/storm. A run that lasts by the hour
//! keeps what it saw in `tests/SAFETY.md`, beside those before it: some hundred thousand worlds take more hours than one
//! sitting has. `cargo xtask test` plays some thousand.

use crate::build::Profile;
use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::{build, place, program};
use std::ffi::OsString;
use std::process::Command;

/// Worlds of every test run, and the seed of the first.
const SLICE: [&str; 4] = ["--worlds", "5000", "--seed", "1"];
const NAME: &str = "storm";
/// How the line of a run begins in the book, and what stands before its worlds: what the storm begins its last line with.
const RUN: &str = "- `";
const SUMMARY: &str = " storm: ";
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
    keep(&origin, &told)
}

/// Keeps a run beside those before it, and says more of it.
fn keep(origin: &str, told: &str) -> Result<(), Failure> {
    let (details, summary) = told.trim().rsplit_once('\n').unwrap_or(("", told.trim()));
    let mut runs = runs(&figures::kept(Book::Safety, NAME)?);
    runs.push(format!("{RUN}{} {summary}", origin.trim_start_matches('`')));
    let all = format!("{} worlds, none of which broke a promise. Run by run:", worlds(&runs));
    let table = format!("{}\n\nThe last of them:\n\n{}", runs.join("\n"), listed(details));
    figures::keep(Book::Safety, &Section { name: NAME, about: ABOUT, origin: &all, table: &table })
}

/// The runs a section tells of.
fn runs(section: &str) -> Vec<String> {
    section.lines().filter(|line| line.starts_with(RUN)).map(str::to_owned).collect()
}

/// How many worlds were played in all these runs.
fn worlds(runs: &[String]) -> u64 {
    let played = |run: &String| run.split_once(SUMMARY)?.1.split(' ').next()?.parse::<u64>().ok();
    runs.iter().filter_map(played).sum()
}

/// Builds what plays the worlds of every test run, as it is built for the other tests.
///
/// # Errors
/// It does not build.
pub fn slice() -> Result<Command, Failure> {
    program::run(&mut build::driven(&["storm"]))?;
    let mut storm = Command::new(Profile::Debug.built("storm"));
    storm.args(SLICE);
    Ok(storm)
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
    fn runs_stand_beside_each_other_and_their_worlds_are_summed() {
        let section = "\n## storm: whole worlds\n\n70 worlds. Run by run:\n\n\
            - `cargo xtask storm --hours 1` on a day. storm: 50 worlds, 0 broken; seeds 1 to 50\n\
            - `cargo xtask storm --hours 2` on a day. storm: 20 worlds, 0 broken; seeds 51 to 70\n\n\
            The last of them:\n\n- calls: 1 cancel\n";
        assert_eq!(runs(section).len(), 2);
        assert_eq!(worlds(&runs(section)), 70);
    }

    #[test]
    fn the_storm_is_a_program_of_its_package() {
        let manifest = place::top().join("tests").join("storm").join("Cargo.toml");
        assert!(std::fs::read_to_string(manifest).unwrap().contains("name = \"storm\""));
        assert!(build_fast().get_args().any(|word| word == "--release"));
    }
}
