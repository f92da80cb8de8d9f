//! Building what other commands run.
//!
//! Always of the whole workspace: which features a dependency has depends on the packages that are chosen, and with one
//! choice a dependency is built once for all of them.

use crate::{place, program};
use std::process::Command;

/// Builds a program, for debugging.
pub fn program(name: &str) -> Command {
    cargo("build", "--bin", name)
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
