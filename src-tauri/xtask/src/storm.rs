//! `cargo xtask storm`: worlds from seeds, as many or as long as asked. See tests/storm.

use crate::failure::Failure;
use crate::{place, program};
use std::ffi::OsString;
use std::process::Command;

/// Plays worlds; the options are the storm's own.
///
/// # Errors
/// It does not build, or a world broke a promise.
pub fn run(options: &[OsString]) -> Result<(), Failure> {
    program::run(&mut build())?;
    program::run(Command::new(place::built("release", &["storm"])).args(options))
}

fn build() -> Command {
    let mut command = place::at_top(program::cargo());
    command.args(["build", "--locked", "--release", "--package", "countersign-storm", "--bin", "storm"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_storm_is_a_program_of_its_package() {
        let manifest = place::top().join("tests").join("storm").join("Cargo.toml");
        assert!(std::fs::read_to_string(manifest).unwrap().contains("name = \"storm\""));
        assert!(build().get_args().any(|word| word == "--release"));
    }
}
