//! Building what other commands run.
//!
//! For debugging always of the whole workspace: which features a dependency has depends on the packages that are chosen,
//! and on whether a test is among what is built. With one choice a dependency is built once for all of them. What ships has no feature that only a test asks for.

use crate::place;
use crate::program;
use std::path::PathBuf;
use std::process::Command;

/// How something is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// For debugging: there in a moment.
    Debug,
    /// As it ships.
    Release,
}

impl Profile {
    /// Where a program lies that was built so.
    pub fn built(self, name: &str) -> PathBuf {
        let folder = match self {
            Self::Debug => "debug",
            Self::Release => "release",
        };
        place::built(folder, &[name])
    }
}

/// A program, and the package it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Its package.
    pub package: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// What ships.
pub const SHIPPED: [Program; 2] = [
    Program { package: "cli", name: "countersign" },
    Program { package: "countersign-desktop", name: "countersign-desktop" },
];

/// A test that is there anyway and builds fast.
const SMALL_TEST: &str = "rooms";

/// Builds programs together.
pub fn programs(profile: Profile, programs: &[Program]) -> Command {
    let mut command = place::at_top(program::cargo());
    command.args(["build", "--locked"]);
    match profile {
        Profile::Debug => command.arg("--workspace"),
        Profile::Release => {
            command.arg("--release").args(programs.iter().flat_map(|program| ["--package", program.package]))
        }
    };
    command.args(programs.iter().flat_map(|program| ["--bin", program.name]));
    command
}

/// Builds a program, for debugging.
pub fn program(name: &str) -> Command {
    cargo("build", "--bin", name)
}

/// Builds programs that tests drive, for debugging. A small test is built with them: what tests ask of dependencies then
/// holds for these too, and nothing that `cargo test` has built is built again in another way.
pub fn driven(names: &[&str]) -> Command {
    let mut command = cargo("build", "--test", SMALL_TEST);
    command.args(names.iter().flat_map(|name| ["--bin", name]));
    command
}

/// Builds an example, for debugging.
pub fn example(name: &str) -> Command {
    cargo("build", "--example", name)
}

/// Builds the tests of a name and runs them.
pub fn test(name: &str) -> Command {
    cargo("test", "--test", name)
}

fn cargo(verb: &str, kind: &str, name: &str) -> Command {
    let mut command = place::at_top(program::cargo());
    command.args([verb, "--locked", "--workspace", kind, name]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &Command) -> String {
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }

    #[test]
    fn what_ships_is_optimised_and_built_without_what_tests_ask_of_its_dependencies() {
        let words = words(&programs(Profile::Release, &SHIPPED));
        assert!(words.contains("--release") && !words.contains("--workspace"), "{words}");
        assert!(words.contains("--package cli --package countersign-desktop"), "{words}");
        assert!(words.ends_with("--bin countersign --bin countersign-desktop"), "{words}");
    }

    #[test]
    fn for_debugging_the_whole_workspace_decides_about_features() {
        assert!(words(&programs(Profile::Debug, &SHIPPED)).starts_with("build --locked --workspace --bin"));
    }

    #[test]
    fn what_tests_drive_is_built_as_tests_are() {
        let words = words(&driven(&["storm", "fuzz"]));
        assert_eq!(words, "build --locked --workspace --test rooms --bin storm --bin fuzz");
        assert!(place::top().join("tests").join(SMALL_TEST).is_dir());
    }

    #[test]
    fn a_program_lies_where_its_profile_puts_it() {
        assert_ne!(Profile::Debug.built("countersign"), Profile::Release.built("countersign"));
    }
}
