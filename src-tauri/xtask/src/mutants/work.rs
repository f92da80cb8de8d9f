//! What one worker plays at a time: the mutants of a file, or those of them that survived.

use super::Part;
use super::found::Found;
use super::record::Entry;
use super::source::Source;
use super::tree::Tree;
use crate::failure::Failure;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How they are built: see the workspace's manifest.
const PROFILE: &str = "mutants";

/// How many cases a property test makes of each mutant, a quarter of what it makes otherwise: the tests take most of the
/// time, and what is missed for that shows as a survivor.
const CASES: (&str, &str) = ("PROPTEST_CASES", "64");

/// A case in which one mutant failed is no case of the next.
const FORGET: (&str, &str) = ("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");

/// Most of the crate is as it was for the mutant before, whatever the environment says of builds: without what the
/// compiler keeps of it a build of the domain takes seven times as long.
const INCREMENTAL: (&str, &str) = ("CARGO_INCREMENTAL", "1");

/// What builds things for tests is not shipped.
const NOT_SHIPPED: [&str; 2] = ["**/testing.rs", "**/testing/**"];

/// A piece of work, and where cargo-mutants keeps what came of it.
pub struct Work {
    /// The file.
    pub source: Source,
    folder: PathBuf,
    /// Which mutants, as cargo-mutants names them; all of the file where none is named. Left-out fields of a struct it
    /// plays whatever is named, so more may be played than these.
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
    pub fn whole(source: &Source, folder: &Path) -> Self {
        Self { source: source.clone(), folder: folder.join(&source.name), names: Vec::new() }
    }

    /// Those of a file that survived, to be played with the tests as they are now.
    pub fn again(entry: &Entry, folder: &Path) -> Self {
        let names = entry.survivors.clone();
        Self { source: entry.source.clone(), folder: folder.join(&entry.source.name), names }
    }

    /// Plays it in a tree, and answers what was found.
    ///
    /// # Errors
    /// cargo-mutants cannot be started, or does not come to an end.
    pub fn play(
        &self,
        part: &Part,
        tool: &Path,
        tree: &Tree,
        unchanged: Unchanged,
    ) -> Result<Found, Failure> {
        std::fs::create_dir_all(&self.folder).map_err(|error| Failure::new(format!("{error}.")))?;
        let mut command = Command::new(tool);
        command
            .args(["mutants", "--in-place", "--no-shuffle", "--colors", "never", "--timeout", part.patience])
            .args(["--profile", PROFILE, "--package", part.package])
            .args(unchanged.words())
            .args(self.words())
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
            .env(FORGET.0, FORGET.1)
            .env(INCREMENTAL.0, INCREMENTAL.1);
        let status = command.status();
        let status =
            status.map_err(|error| Failure::new(format!("cargo-mutants could not be started: {error}.")))?;
        // 2 and 3: some were missed, or ran into the time limit. Anything else is no result.
        if !matches!(status.code(), Some(0 | 2 | 3)) {
            return Err(Failure::ended("cargo-mutants", status));
        }
        Found::read(&self.folder.join("mutants.out"))
    }

    fn words(&self) -> impl Iterator<Item = String> {
        let names = self.names.iter().flat_map(|name| ["--re".to_owned(), format!("^{}$", escaped(name))]);
        ["--file".to_owned(), self.source.path.clone()].into_iter().chain(names)
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
}
