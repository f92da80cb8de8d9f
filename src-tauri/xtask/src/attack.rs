//! `cargo xtask attack`: what tries to break the promises about money from outside. A run of the full count keeps what
//! it saw in `tests/SAFETY.md`; `cargo xtask test` runs a slice of it.

use crate::build::Profile;
use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{build, place, program, setup};
use std::ffi::OsString;
use std::process::Command;

/// One way to attack.
struct Attack {
    name: &'static str,
    about: &'static str,
    /// The options of the full count.
    full: &'static [&'static str],
    /// The options of the slice that every test run makes.
    slice: &'static [&'static str],
    /// Builds what is needed and answers with the command that attacks, to be given its options.
    prepare: fn() -> Result<Command, Failure>,
}

const ATTACKS: &[Attack] = &[
    Attack {
        name: "kills",
        about: "the program killed and frozen at random moments of create, capture, cancel and refund",
        full: &["--strikes", "1000", "--seed", "7"],
        slice: &["--strikes", "70", "--seed", "1"],
        prepare: || of_the_program("kills"),
    },
    Attack {
        name: "io",
        about: "each write, sync and open of the program fails, the disk is full, or the power fails",
        full: &["--strikes", "all"],
        slice: &["--strikes", "24", "--seed", "1"],
        prepare: || of_the_program("io"),
    },
    Attack {
        name: "secrets",
        about: "seeded keys, codes and card tokens looked for in memory, files, answers, errors and logs",
        full: &["--rounds", "200", "--seed", "7"],
        slice: &["--rounds", "3", "--seed", "1"],
        prepare: || of_the_program("secrets"),
    },
    Attack {
        name: "fuzz",
        about: "whatever reads from outside, fed with mutations of what it reads well",
        full: &["--inputs", "10000000", "--seed", "7"],
        slice: &["--inputs", "400000", "--seed", "1"],
        prepare: fuzz,
    },
];

/// Runs every attack at its full count, or the one named; options after the name replace those of the full count, and
/// such a run is not kept.
///
/// # Errors
/// There is none of that name, it does not build, or a promise did not hold.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    let Some((name, options)) = arguments.split_first() else {
        return ATTACKS.iter().try_for_each(in_full);
    };
    let attack = find(&name.to_string_lossy())?;
    match crate::after_dashes(options) {
        [] => in_full(attack),
        options => attack_with(attack, options).map(drop),
    }
}

/// Runs the slice of one attack.
///
/// # Errors
/// As [`run`].
pub fn slice(name: &str) -> Result<(), Failure> {
    let attack = find(name)?;
    attack_with(attack, attack.slice).map(drop)
}

/// The names and meanings of the attacks, a line each, for the help text.
pub fn listing() -> String {
    ATTACKS.iter().map(|attack| format!("      {:<10} {}\n", attack.name, attack.about)).collect()
}

fn find(name: &str) -> Result<&'static Attack, Failure> {
    ATTACKS.iter().find(|attack| attack.name == name).ok_or_else(|| {
        let names: Vec<&str> = ATTACKS.iter().map(|attack| attack.name).collect();
        Failure::usage(format!("There is no attack {name:?}. They are: {}.", names.join(", ")))
    })
}

fn in_full(attack: &Attack) -> Result<(), Failure> {
    // Before it runs: the tree may move on while a long attack lasts.
    let origin = figures::origin(Book::Safety, &format!("attack {}", attack.name));
    let told = attack_with(attack, attack.full)?;
    let section = Section { name: attack.name, about: attack.about, origin: &origin, table: &told };
    figures::keep(Book::Safety, &section)
}

fn attack_with(attack: &Attack, options: &[impl AsRef<std::ffi::OsStr>]) -> Result<String, Failure> {
    println!("== {}: {}", attack.name, attack.about);
    let mut command = (attack.prepare)()?;
    command.args(options);
    let home = Scratch::new()?;
    let told = program::output(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, command)?)?;
    println!("{told}");
    Ok(told)
}

/// An attack on the built command line, as a test of its package that only runs when it is named.
fn of_the_program(name: &str) -> Result<Command, Failure> {
    setup::base()?;
    let mut attack = build::test(name);
    attack.args(["--quiet", "--"]);
    Ok(attack)
}

/// The fuzzer, built for debugging: sums and indices are checked there, and those of other libraries too.
fn fuzz() -> Result<Command, Failure> {
    program::run(&mut build::program("fuzz"))?;
    Ok(place::at_top(Command::new(Profile::Debug.built("fuzz"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_attack_is_a_usage_failure_that_lists_them() {
        let failure = run(&["nope".into()]).unwrap_err();
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("kills"), "{failure}");
        assert_eq!(slice("nope").unwrap_err().exit_code(), 2);
    }

    #[test]
    fn a_slice_is_a_part_of_the_full_count() {
        for attack in ATTACKS {
            let count = |options: &[&str]| match options.get(1) {
                Some(&"all") => Some(u64::MAX),
                count => count.and_then(|count| count.parse().ok()),
            };
            assert_eq!(attack.full.first(), attack.slice.first(), "{}", attack.name);
            assert!(count(attack.slice) < count(attack.full), "{}", attack.name);
        }
    }
}
