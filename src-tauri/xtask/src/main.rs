//! Developer commands: `cargo xtask …`. Only the standard library, so that they are there in seconds.
// This program is for a terminal: what it prints is what it is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod attack;
mod benches;
mod build;
mod contract;
mod desktop;
mod failure;
mod figures;
mod journey;
mod keyring_session;
mod linting;
mod meanwhile;
mod mutants;
mod node;
mod package;
mod peers;
mod place;
mod program;
mod reach;
mod scratch;
mod setup;
mod steps;
mod stopwatch;
mod storm;
mod tools;
mod ui;
mod worlds;

use failure::Failure;
use keyring_session::Keyring;
use scratch::Scratch;
use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(arguments: &[OsString]) -> Result<(), Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{}", help());
        return Ok(());
    };
    match (command.to_str().unwrap_or_default(), rest) {
        ("help" | "--help" | "-h", _) => {
            println!("{}", help());
            Ok(())
        }
        ("setup", []) => setup::run(),
        ("run", rest) => journey::run(after_dashes(rest)),
        ("test", []) => steps::run(None),
        ("test", [flag, step]) if flag == "--only" => steps::run(Some(&step.to_string_lossy())),
        ("ui", []) => ui::check(),
        ("contract", []) => contract::write(),
        ("desktop", rest) => desktop::run(after_dashes(rest)),
        ("package", rest) => package::run(after_dashes(rest)),
        ("bench", rest) => benches::run(rest),
        ("attack", rest) => attack::run(rest),
        ("storm", rest) => storm::run(after_dashes(rest)),
        ("reach", rest) => reach::run(after_dashes(rest)),
        ("in-keyring", rest) => in_keyring(after_dashes(rest)),
        (desktop::lanes::COMMAND, rest) => desktop::lanes::run(rest),
        (keyring_session::INSIDE, rest) => keyring_session::inside(rest),
        (keyring_session::RESTARTED, rest) => keyring_session::again(rest),
        _ => Err(Failure::usage(format!("This is not understood.\n\n{}", help()))),
    }
}

/// What follows a leading `--`, which people may write or leave out.
fn after_dashes(arguments: &[OsString]) -> &[OsString] {
    match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    }
}

fn in_keyring(arguments: &[OsString]) -> Result<(), Failure> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(Failure::usage("Usage: cargo xtask in-keyring -- PROGRAM ARGUMENT…"));
    };
    setup::base()?;
    let mut command = Command::new(name);
    command.args(rest);
    let home = Scratch::new()?;
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, command)?)
}

fn help() -> String {
    format!(
        "Usage: cargo xtask COMMAND

  setup                    install what this machine lacks (Debian; prints every package first)
  run [-- OPTION…]         build Countersign and open its window in Training; without a display, `countersign tour`
  test [--only STEP]       everything that must hold before a change is good, in this order:
{}  ui                       check and build the front end
  contract                 write ui/src/platform/contract.ts from src-tauri/src/contract
  desktop [-- JOURNEY…]    the journeys in the real window, on displays of their own
  package                  a .deb and an .rpm with both programs, and both tried
  bench [NAME [-- …]]      measure and print the figures; without a name all of these:
{}  attack [NAME [-- …]]     try to break the promises about money; without a name all of these, at their full count:
{}  storm [OPTION…]          worlds from seeds in which everything goes wrong: --worlds N or --hours H, --seed S
  reach [-- OPTION…]       how much of the code that moves money such worlds come to; the storm's options
  in-keyring -- PROGRAM…   run a program with an unlocked keyring of its own, gone afterwards",
        steps::listing(),
        benches::listing(),
        attack::listing()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn what_is_not_understood_shows_the_help_and_ends_with_two() {
        let lines: [&[&str]; 5] =
            [&["nope"], &["test", "--onyl", "fmt"], &["setup", "now"], &["test", "fmt"], &["bench", "nope"]];
        for line in lines {
            let failure = dispatch(&words(line)).unwrap_err();
            assert_eq!(failure.exit_code(), 2, "{line:?}");
            assert!(failure.to_string().contains("ledger"), "{failure}");
        }
    }

    #[test]
    fn the_help_lists_every_step_every_bench_and_every_attack() {
        assert!(help().contains(&steps::listing()) && help().contains("keychain"));
        assert!(help().contains(&benches::listing()) && help().contains("ledger"));
        assert!(help().contains(&attack::listing()) && help().contains("kills"));
    }

    #[test]
    fn a_leading_double_dash_may_be_left_out() {
        assert_eq!(after_dashes(&words(&["--", "a", "--", "b"])), words(&["a", "--", "b"]));
        assert_eq!(after_dashes(&words(&["a"])), words(&["a"]));
        assert!(after_dashes(&[]).is_empty());
    }

    #[test]
    fn running_nothing_in_a_keyring_is_a_usage_failure() {
        assert_eq!(dispatch(&words(&["in-keyring", "--"])).unwrap_err().exit_code(), 2);
    }
}
