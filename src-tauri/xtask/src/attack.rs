//! `cargo xtask attack`: what tries to break the promises about money from outside. A run of the full count keeps what
//! it saw in `tests/SAFETY.md`; `cargo xtask test` runs a slice of it.

use crate::build::Profile;
use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{benches, build, mutants, place, program, setup};
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
    /// Builds what is needed and answers with the command that attacks, to be given its options. The profile is what an
    /// attack that measures is built with.
    prepare: fn(Profile) -> Result<Command, Failure>,
}

const FUZZ: &str = "fuzz";

const ATTACKS: &[Attack] = &[
    Attack {
        name: "kills",
        about: "the program killed and frozen at random moments of create, capture, cancel and refund",
        full: &["--strikes", "1000", "--seed", "7"],
        slice: &["--strikes", "70", "--seed", "1"],
        prepare: |_| of_the_program("kills"),
    },
    Attack {
        name: "io",
        about: "each write, sync and open of the program fails, the disk is full, or the power fails",
        full: &["--strikes", "all"],
        slice: &["--strikes", "24", "--seed", "1"],
        prepare: |_| of_the_program("io"),
    },
    Attack {
        name: "secrets",
        about: "seeded keys, codes and card tokens looked for in memory, files, answers, errors and logs",
        full: &["--rounds", "200", "--seed", "7"],
        slice: &["--rounds", "3", "--seed", "1"],
        prepare: |_| of_the_program("secrets"),
    },
    Attack {
        name: FUZZ,
        about: "whatever reads from outside, fed with mutations of what it reads well",
        full: &["--inputs", "10000000", "--seed", "7"],
        slice: &["--seconds", "60", "--seed", "1"],
        prepare: |_| fuzz(),
    },
    Attack {
        name: "load",
        about: "open payments by the thousand, a flood of notifications, a batch of refunds, and somebody who searches",
        full: &["--orders", "10000", "--refunds", "1000", "--rate", "200", "--seconds", "60"],
        slice: &["--orders", "200", "--refunds", "20", "--rate", "25", "--seconds", "5"],
        prepare: load,
    },
];

/// Runs every attack at its full count, or the one named; options after the name replace those of the full count, and
/// such a run is not kept.
///
/// # Errors
/// There is none of that name, it does not build, or a promise did not hold.
pub fn run(arguments: &[OsString]) -> Result<(), Failure> {
    let Some((name, options)) = arguments.split_first() else {
        ATTACKS.iter().try_for_each(in_full)?;
        return mutants::run(&[]);
    };
    if name == mutants::NAME {
        return mutants::run(crate::after_dashes(options));
    }
    let attack = find(&name.to_string_lossy())?;
    match crate::after_dashes(options) {
        [] => in_full(attack),
        options => attack_with(attack, options, Profile::Release).map(drop),
    }
}

/// Runs the slice of one attack.
///
/// # Errors
/// As [`run`].
pub fn slice(name: &str) -> Result<(), Failure> {
    let attack = find(name)?;
    attack_with(attack, attack.slice, Profile::Debug).map(drop)
}

/// Builds what hunts in every test run: a minute of a processor for each target.
///
/// # Errors
/// It does not build.
pub fn fuzz_slice() -> Result<Command, Failure> {
    let attack = find(FUZZ)?;
    let mut command = (attack.prepare)(Profile::Debug)?;
    command.args(attack.slice);
    Ok(command)
}

/// The names and meanings of the attacks, a line each, for the help text.
pub fn listing() -> String {
    let all = ATTACKS.iter().map(|attack| (attack.name, attack.about));
    let all = all.chain([(mutants::NAME, mutants::ABOUT)]);
    all.map(|(name, about)| format!("      {name:<10} {about}\n")).collect()
}

fn find(name: &str) -> Result<&'static Attack, Failure> {
    ATTACKS.iter().find(|attack| attack.name == name).ok_or_else(|| {
        let names: Vec<&str> = ATTACKS.iter().map(|attack| attack.name).chain([mutants::NAME]).collect();
        Failure::usage(format!("There is no attack {name:?}. They are: {}.", names.join(", ")))
    })
}

fn in_full(attack: &Attack) -> Result<(), Failure> {
    // Before it runs: the tree may move on while a long attack lasts.
    let origin = figures::origin(Book::Safety, &format!("attack {}", attack.name));
    let told = attack_with(attack, attack.full, Profile::Release)?;
    let section = Section { name: attack.name, about: attack.about, origin: &origin, table: &told };
    figures::keep(Book::Safety, &section)
}

fn attack_with(
    attack: &Attack,
    options: &[impl AsRef<std::ffi::OsStr>],
    profile: Profile,
) -> Result<String, Failure> {
    println!("== {}: {}", attack.name, attack.about);
    let mut command = (attack.prepare)(profile)?;
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
    program::run(&mut build::driven(&["fuzz"]))?;
    Ok(place::at_top(Command::new(Profile::Debug.built("fuzz"))))
}

/// At its full count it is built for release: its figures are read beside those of the benches.
fn load(profile: Profile) -> Result<Command, Failure> {
    let load = match profile {
        Profile::Release => benches::built("load")?,
        Profile::Debug => {
            program::run(&mut build::driven(&["load"]))?;
            profile.built("load")
        }
    };
    Ok(place::at_top(Command::new(load)))
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
            // What is sliced by time is not counted.
            if attack.slice.first() == Some(&"--seconds") {
                continue;
            }
            assert_eq!(attack.full.first(), attack.slice.first(), "{}", attack.name);
            assert!(count(attack.slice) < count(attack.full), "{}", attack.name);
        }
    }
}
