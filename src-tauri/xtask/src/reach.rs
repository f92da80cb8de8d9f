//! `cargo xtask reach`: how much of the code that moves money the worlds of a storm come to. They are played with every
//! line counted (LLVM's instrumentation, through cargo-llvm-cov), which makes them several times slower: some thousand
//! are enough to see what no world ever reaches.

use crate::failure::Failure;
use crate::figures::{self, Book, Section};
use crate::tools::{self, Tool};
use crate::{place, program, setup};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "reach";
const ABOUT: &str = "how much of the code that moves money the worlds of a storm come to";

/// What is played when nothing is said.
const WORLDS: [&str; 4] = ["--worlds", "5000", "--seed", "1"];

const CARGO_LLVM_COV: Tool = Tool { name: "cargo-llvm-cov", version: "0.9.1" };

/// Code that is counted together.
struct Part {
    name: &'static str,
    /// What the paths of its files begin with.
    folder: &'static str,
    /// It decides about money.
    decides: bool,
}

/// From the most special to the most general: a file belongs to the first that fits.
const PARTS: [Part; 6] = [
    Part { name: "money", folder: "src-tauri/crates/money/src/", decides: true },
    Part { name: "domain", folder: "src-tauri/crates/domain/src/", decides: true },
    Part { name: "operation, in console", folder: "src-tauri/crates/console/src/operation/", decides: true },
    Part { name: "antom", folder: "src-tauri/crates/antom/src/", decides: false },
    Part { name: "ledger", folder: "src-tauri/crates/ledger/src/", decides: false },
    Part { name: "the rest of console", folder: "src-tauri/crates/console/src/", decides: false },
];

/// Lines of code, and how many of them were come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Lines {
    all: u64,
    reached: u64,
}

impl Lines {
    fn and(self, other: Self) -> Self {
        Self { all: self.all.saturating_add(other.all), reached: self.reached.saturating_add(other.reached) }
    }

    fn of_hundred(self) -> u64 {
        self.reached.saturating_mul(100).checked_div(self.all).unwrap_or_default()
    }
}

/// Plays worlds and says what they came to. Only what ran without options is kept.
///
/// # Errors
/// Something cannot be installed, it does not build, or a world broke a promise.
pub fn run(options: &[OsString]) -> Result<(), Failure> {
    let origin = figures::origin(Book::Safety, NAME);
    let told = counted(options)?;
    let text = std::fs::read_to_string(&told).map_err(|error| Failure::new(format!("{error}.")))?;
    let files = files(&text);
    if sum(&files, |_| true).all == 0 {
        return Err(Failure::new(format!("{} tells of no code that moves money.", told.display())));
    }
    let table = format!("{}\n{}", table(&files), unreached(&files));
    println!("{table}");
    if options.is_empty() {
        figures::keep(Book::Safety, &Section { name: NAME, about: ABOUT, origin: &origin, table: &table })?;
    }
    Ok(())
}

/// Plays worlds with every line counted, and says where the counts lie.
fn counted(options: &[OsString]) -> Result<PathBuf, Failure> {
    let (profdata, cov) = setup::llvm(&version_of_llvm()?)?;
    let tool = tools::installed(&CARGO_LLVM_COV)?;
    let counting = |words: &[&str]| {
        let mut command = place::at_top(Command::new(&tool));
        command.env("LLVM_PROFDATA", &profdata).env("LLVM_COV", &cov).arg("llvm-cov").args(words);
        command
    };
    let mut play = counting(&[
        "run",
        "--no-report",
        "--locked",
        "--package",
        "countersign-storm",
        "--bin",
        "storm",
        "--",
    ]);
    if options.is_empty() {
        play.args(WORLDS);
    }
    program::run(play.args(options))?;
    let told = place::target().join("reach.lcov");
    program::run(counting(&["report", "--lcov", "--summary-only", "--output-path"]).arg(&told))?;
    Ok(told)
}

/// Which LLVM the compiler counts with: what it writes is read by the tools of the same version.
fn version_of_llvm() -> Result<String, Failure> {
    let told = program::output(Command::new("rustc").arg("-vV"))?;
    let major = major_of_llvm(&told).map(str::to_owned);
    major.ok_or_else(|| Failure::new("`rustc -vV` does not say which LLVM it has."))
}

fn major_of_llvm(told: &str) -> Option<&str> {
    told.lines().find_map(|line| line.strip_prefix("LLVM version: "))?.split('.').next()
}

/// The files of a summary in lcov's form, and their lines.
fn files(lcov: &str) -> Vec<(String, Lines)> {
    let mut files: Vec<(String, Lines)> = Vec::new();
    for line in lcov.lines() {
        match (line.split_once(':'), files.last_mut()) {
            (Some(("SF", file)), _) => files.push((below_the_top(file), Lines::default())),
            (Some(("LF", count)), Some((_, lines))) => lines.all = count.parse().unwrap_or_default(),
            (Some(("LH", count)), Some((_, lines))) => lines.reached = count.parse().unwrap_or_default(),
            _ => {}
        }
    }
    files
}

fn below_the_top(file: &str) -> String {
    let path = Path::new(file);
    path.strip_prefix(place::top()).unwrap_or(path).display().to_string()
}

fn part_of(file: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| file.starts_with(part.folder))
}

fn sum(files: &[(String, Lines)], counts: impl Fn(&Part) -> bool) -> Lines {
    files
        .iter()
        .filter(|(file, _)| part_of(file).is_some_and(&counts))
        .fold(Lines::default(), |sum, (_, lines)| sum.and(*lines))
}

fn table(files: &[(String, Lines)]) -> String {
    let row = |name: &str, lines: Lines| {
        format!("| {name} | {} | {} | {} |\n", lines.all, lines.reached, lines.of_hundred())
    };
    let parts: String =
        PARTS.iter().map(|part| row(part.name, sum(files, |other| other.name == part.name))).collect();
    format!(
        "| | lines | reached | of hundred |\n|---|---:|---:|---:|\n{parts}{}",
        row("**what decides about money: the first three**", sum(files, |part| part.decides))
    )
}

/// The files that decide about money and that no world comes to at all.
fn unreached(files: &[(String, Lines)]) -> String {
    let never: Vec<String> = files
        .iter()
        .filter(|(file, lines)| lines.reached == 0 && part_of(file).is_some_and(|part| part.decides))
        .map(|(file, _)| format!("`{file}`"))
        .collect();
    match never.as_slice() {
        [] => "There is no file among these that no world comes to.".to_owned(),
        never => format!("No world comes to these files: {}.", never.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LCOV: &str = "SF:src-tauri/crates/console/src/operation/run.rs\nFNF:2\nFNH:2\nLF:100\nLH:90\nend_of_record\n\
        SF:src-tauri/crates/console/src/care.rs\nLF:50\nLH:0\nend_of_record\n\
        SF:src-tauri/crates/domain/src/rules/refund.rs\nLF:20\nLH:0\nend_of_record\n\
        SF:tests/storm/src/world.rs\nLF:10\nLH:10\nend_of_record\n";

    #[test]
    fn a_file_counts_for_the_first_part_it_fits() {
        let files = files(LCOV);
        let lines = |name: &str| sum(&files, |part| part.name == name);
        assert_eq!(lines("operation, in console"), Lines { all: 100, reached: 90 });
        assert_eq!(lines("the rest of console"), Lines { all: 50, reached: 0 });
        assert_eq!(sum(&files, |part| part.decides).of_hundred(), 75);
        assert!(table(&files).contains("| domain | 20 | 0 | 0 |"), "{}", table(&files));
    }

    #[test]
    fn files_about_money_that_nothing_comes_to_are_named() {
        let told = unreached(&files(LCOV));
        assert!(told.contains("rules/refund.rs") && !told.contains("care.rs"), "{told}");
    }

    #[test]
    fn the_compiler_says_which_llvm_it_has() {
        assert_eq!(major_of_llvm("release: 1.95.0\nLLVM version: 22.1.2\n"), Some("22"));
        assert!(version_of_llvm().is_ok());
    }

    #[test]
    fn every_part_is_there() {
        for part in &PARTS {
            assert!(place::top().join(part.folder).is_dir(), "{}", part.folder);
        }
    }
}
