//! What one worker plays at a time: the mutants of a file, or those of them that survived.

use super::Part;
use super::source::Source;
use super::tree::Tree;
use crate::failure::Failure;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How they are built: see the workspace's manifest.
const PROFILE: &str = "mutants";

/// How many cases a property test makes of each mutant, a quarter of what it makes otherwise: the tests take most of the
/// time, and what is missed for that shows as a survivor.
const CASES: (&str, &str) = ("PROPTEST_CASES", "64");

/// A case in which one mutant failed is no case of the next.
const FORGET: (&str, &str) = ("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");

/// What builds things for tests is not shipped.
const NOT_SHIPPED: [&str; 2] = ["**/testing.rs", "**/testing/**"];

/// A piece of work, and where what came of it is kept.
pub struct Work {
    folder: PathBuf,
    chosen: Chosen,
}

struct Chosen {
    file: String,
    /// As cargo-mutants names them; all of the file where none is named. Left-out fields of a struct it plays whatever is
    /// named, so more may be played than these.
    names: Vec<String>,
}

/// What is known of the tests of a tree in which nothing is changed.
#[derive(Clone, Copy)]
pub enum Unchanged {
    /// They passed when what came before was played.
    Passed,
    /// Nothing yet: tests that fail by themselves would catch everything.
    MustPass,
}

impl Work {
    /// All mutants of a file.
    pub fn file(file: &Source, kept: &Path) -> Self {
        let chosen = Chosen { file: file.path.clone(), names: Vec::new() };
        Self { folder: kept.join(&file.name), chosen }
    }

    /// Those that survived, to be played with the tests as they are now, file by file.
    pub fn again(survivors: &[String], kept: &Path) -> Vec<Self> {
        let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for survivor in survivors {
            let file = survivor.split_once(':').map_or("", |(file, _)| file);
            files.entry(file).or_default().push(survivor.clone());
        }
        let named = files.into_iter().enumerate();
        named
            .map(|(at, (file, names))| Self {
                folder: kept.join(at.to_string()),
                chosen: Chosen { file: file.to_owned(), names },
            })
            .collect()
    }

    /// Where cargo-mutants keeps its lists.
    pub fn found(&self) -> PathBuf {
        self.folder.join("mutants.out")
    }

    /// Whether it was played to its end.
    pub fn is_done(&self) -> bool {
        self.done().is_file()
    }

    fn done(&self) -> PathBuf {
        self.folder.join("done")
    }

    /// Plays it in a tree.
    ///
    /// # Errors
    /// cargo-mutants cannot be started, or does not come to an end.
    pub fn play(&self, part: &Part, tool: &Path, tree: &Tree, unchanged: Unchanged) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.folder).map_err(|error| Failure::new(format!("{error}.")))?;
        let mut command = Command::new(tool);
        command
            .args(["mutants", "--in-place", "--no-shuffle", "--colors", "never", "--timeout", part.patience])
            .args(["--profile", PROFILE, "--package", part.package])
            .args(unchanged.words())
            .args(self.chosen.words())
            .arg("--output")
            .arg(&self.folder)
            .args(NOT_SHIPPED.iter().flat_map(|files| ["--exclude", files]));
        if !part.tests.is_empty() {
            command.arg("--").args(part.tests);
        }
        command
            .current_dir(&tree.folder)
            .env_remove("CARGO_TARGET_DIR")
            .env(CASES.0, CASES.1)
            .env(FORGET.0, FORGET.1);
        let status = command.status();
        let status =
            status.map_err(|error| Failure::new(format!("cargo-mutants could not be started: {error}.")))?;
        // 2 and 3: some were missed, or ran into the time limit. Anything else is no result.
        if !matches!(status.code(), Some(0 | 2 | 3)) {
            return Err(Failure::ended("cargo-mutants", status));
        }
        std::fs::write(self.done(), "").map_err(|error| Failure::new(format!("{error}.")))
    }
}

impl Unchanged {
    const fn words(self) -> [&'static str; 2] {
        match self {
            Self::Passed => ["--baseline", "skip"],
            Self::MustPass => ["--baseline", "run"],
        }
    }
}

impl Chosen {
    fn words(&self) -> impl Iterator<Item = String> {
        let names = self.names.iter().flat_map(|name| ["--re".to_owned(), format!("^{}$", escaped(name))]);
        ["--file".to_owned(), self.file.clone()].into_iter().chain(names)
    }
}

/// A name as a regular expression that fits it alone.
fn escaped(name: &str) -> String {
    let special = |letter: char| r"\.+*?()|[]{}^$&~#-".contains(letter);
    name.chars().fold(String::new(), |mut all, letter| {
        if special(letter) {
            all.push('\\');
        }
        all.push(letter);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_survived_are_named_word_for_word() {
        let name = "src/a.rs:12:5: replace <impl fmt::Display for A>::fmt -> Result<(), E> with Ok(())";
        let escaped = escaped(name);
        assert!(
            escaped.contains(r"Result<\(\), E> with Ok\(\(\)\)") && escaped.contains(r"a\.rs"),
            "{escaped}"
        );
    }

    #[test]
    fn survivors_are_played_file_by_file_and_none_is_left_out() {
        let survivors = ["src/a.rs:1:2: x", "src/b.rs:1:2: x", "src/a.rs:9:2: y"].map(str::to_owned);
        let again = Work::again(&survivors, Path::new("kept"));
        let named = again.iter().map(|work| (work.chosen.file.as_str(), work.chosen.names.len()));
        assert_eq!(named.collect::<Vec<_>>(), [("src/a.rs", 2), ("src/b.rs", 1)]);
        assert!(Work::again(&[], Path::new("kept")).is_empty());
    }
}
