//! `cargo xtask attack mutants`: the code that decides about money is changed in small ways by cargo-mutants, and the
//! tests must notice. All of it takes hours, so it is done file by file: a run that was stopped goes on where it was, and
//! a file is played again once it has changed. What survived is played again whenever the tests have changed; what they
//! caught is not.

mod found;
mod outcome;
mod record;
mod source;
mod tree;
mod work;

use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::place;
use crate::tools::{self, Tool};
use found::Found;
use outcome::Outcome;
use record::{Entry, Record};
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tree::Tree;
use work::{Unchanged, Work};

/// The name of this attack.
pub const NAME: &str = "mutants";
/// What it does.
pub const ABOUT: &str =
    "the code that decides about money changed in small ways, which the tests must notice";

const CARGO_MUTANTS: Tool = Tool { name: "cargo-mutants", version: "27.1.0" };

/// Code that is mutated together.
struct Part {
    name: &'static str,
    /// Its package. Only the tests of this package are run.
    package: &'static str,
    /// Below which folder of it.
    folder: &'static str,
    /// Which tests of the package, as `cargo test` takes them; none for all.
    tests: &'static [&'static str],
    /// After how many seconds a mutant counts as one that never ends: many times what its build and its tests take.
    patience: &'static str,
}

const PARTS: [Part; 3] = [
    Part { name: "money", package: "money", folder: "src", tests: &[], patience: "120" },
    Part { name: "domain", package: "domain", folder: "src", tests: &["--lib"], patience: "120" },
    Part {
        name: "operation",
        package: "console",
        folder: "src/operation",
        tests: &["--lib", "--test", "operations", "--test", "desk"],
        patience: "600",
    },
];

/// Mutates every part, or those named.
///
/// # Errors
/// There is none of that name, the code has changes that are not committed, too many mutants survive, or one that nobody
/// explained.
pub fn run(names: &[OsString]) -> Result<(), Failure> {
    let chosen = choose(names)?;
    let tool = tools::installed(&CARGO_MUTANTS)?;
    chosen.into_iter().try_for_each(|part| attack(part, &tool))
}

fn choose(names: &[OsString]) -> Result<Vec<&'static Part>, Failure> {
    if names.is_empty() {
        return Ok(PARTS.iter().collect());
    }
    let known = |name: &OsString| {
        PARTS.iter().find(|part| name == part.name).ok_or_else(|| {
            let all = PARTS.map(|part| part.name).join(", ");
            Failure::usage(format!("There is no part {}. They are: {all}.", name.to_string_lossy()))
        })
    };
    names.iter().map(known).collect()
}

fn attack(part: &Part, tool: &Path) -> Result<(), Failure> {
    println!("== {NAME} of {}: {ABOUT}", part.name);
    let origin = figures::origin(Book::Safety, &format!("attack {NAME} {}", part.name));
    let state = source::state(part.package, part.folder)?;
    let record = Mutex::new(Record::read(part.name, &state)?);
    let folder = place::target().join("mutants").join(part.name);
    let missing: Vec<Work> = {
        let record = in_turn(&record);
        state.files.iter().filter(|file| !record.knows(file)).map(|file| Work::whole(file, &folder)).collect()
    };
    work_off(part, tool, &missing, &|work, found| {
        in_turn(&record).keep(Entry::of(&work.source, &state.tests, found))
    })?;
    let again: Vec<Work> = {
        let record = in_turn(&record);
        record.to_play_again(&state.tests).map(|entry| Work::again(entry, &folder)).collect()
    };
    work_off(part, tool, &again, &|work, found| in_turn(&record).settle(&work.source, &state.tests, &found))?;
    let outcome = Outcome::of(in_turn(&record).entries());
    let explained = outcome::explained()?;
    let table = outcome.table(&explained);
    println!("{table}");
    let name = format!("{NAME} of {}", part.name);
    figures::keep(Book::Safety, &Section { name: &name, about: ABOUT, origin: &origin, table: &table })?;
    outcome.judge(&explained)
}

fn in_turn<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does all of it, each processor in a tree of its own, and keeps what each piece has found.
fn work_off(
    part: &Part,
    tool: &Path,
    all: &[Work],
    keep: &(dyn Fn(&Work, Found) -> Result<(), Failure> + Sync),
) -> Result<(), Failure> {
    let left = Mutex::new(all.iter());
    let next = || in_turn(&left).next();
    let work = |number: usize| -> Result<(), Failure> {
        let Some(first) = next() else { return Ok(()) };
        let tree = Tree::at_our_commit(number)?;
        keep(first, first.play(part, tool, &tree, Unchanged::MustPass)?)?;
        std::iter::from_fn(next)
            .try_for_each(|work| keep(work, work.play(part, tool, &tree, Unchanged::Passed)?))
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|number| scope.spawn(move || work(number))).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(Failure::new("A worker of the mutants broke down.")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_part_is_a_usage_failure_that_lists_them() {
        let failure = choose(&["nope".into()]).err().unwrap();
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("money, domain, operation"), "{failure}");
    }

    #[test]
    fn every_part_is_mutated_unless_one_is_named() {
        assert_eq!(choose(&[]).unwrap().len(), PARTS.len());
        assert_eq!(
            choose(&["domain".into()]).unwrap().iter().map(|part| part.package).collect::<Vec<_>>(),
            ["domain"]
        );
    }

    #[test]
    fn what_is_mutated_is_there() {
        for part in &PARTS {
            let package = place::top().join("src-tauri").join("crates").join(part.package);
            assert!(package.join(part.folder).is_dir(), "{}", part.name);
            for test in part.tests.iter().filter(|word| !word.starts_with("--")) {
                assert!(package.join("tests").join(test).is_dir(), "{test}");
            }
        }
    }
}
