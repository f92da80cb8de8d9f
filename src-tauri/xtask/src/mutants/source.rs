//! What names the code that is mutated, and what names it with its tests: the mutants of a file that were caught are
//! caught as long as the file is the same.

use super::tree::said;
use crate::failure::Failure;
use crate::place;
use std::io::Write;
use std::process::{Command, Stdio};

/// Here the tests of a file begin; they stand last.
const TESTS: &str = "\n#[cfg(test)]\n";

/// How what is mutated is committed.
pub struct State {
    /// What is mutated, file by file.
    pub files: Vec<Source>,
    /// The name of the package with its tests.
    pub tests: String,
}

/// A file that is mutated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path in the repository.
    pub path: String,
    /// The name of what it says before its tests, and of its path.
    pub name: String,
}

/// How what is mutated is committed: of a package what lies below one folder.
///
/// # Errors
/// There are changes of it that are not committed: the copies would lack them.
pub fn state(package: &str, folder: &str) -> Result<State, Failure> {
    let package = format!("src-tauri/crates/{package}");
    if !said(&["status", "--porcelain", "--", &package])?.is_empty() {
        return Err(Failure::new(format!(
            "{package} has changes. Commit them first: copies of the commit are mutated."
        )));
    }
    let all = said(&["ls-tree", "-r", "--name-only", "HEAD", "--", &format!("{package}/{folder}")])?;
    let files = all.lines().filter(|path| path.ends_with(".rs") && !is_of_tests(path)).map(source);
    Ok(State {
        files: files.collect::<Result<_, _>>()?,
        tests: said(&["rev-parse", &format!("HEAD:{package}")])?,
    })
}

fn source(path: &str) -> Result<Source, Failure> {
    let text = said(&["show", &format!("HEAD:{path}")])?;
    Ok(Source { path: path.to_owned(), name: name_of(&format!("{path}\n{}", mutated(&text)))? })
}

/// Whether a file holds tests, or what builds things for them, and nothing else.
fn is_of_tests(file: &str) -> bool {
    const NAMES: [&str; 4] = ["tests", "tests.rs", "testing", "testing.rs"];
    file.split('/').any(|part| NAMES.contains(&part) || part.ends_with("_tests.rs"))
}

/// A file up to its tests.
fn mutated(text: &str) -> &str {
    text.split_once(TESTS).map_or(text, |(before, _)| before)
}

/// The name git gives such a text.
fn name_of(text: &str) -> Result<String, Failure> {
    let cannot =
        |error: std::io::Error| Failure::new(format!("git could not name what is mutated: {error}."));
    let mut git = place::at_top(Command::new("git"));
    git.args(["hash-object", "--stdin"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut named = git.spawn().map_err(cannot)?;
    if let Some(mut input) = named.stdin.take() {
        input.write_all(text.as_bytes()).map_err(cannot)?;
    }
    let output = named.wait_with_output().map_err(cannot)?;
    if !output.status.success() {
        return Err(Failure::ended("git", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_not_what_is_mutated() {
        assert_eq!(mutated("fn a() {}\n\n#[cfg(test)]\nmod tests;\n"), "fn a() {}\n");
        assert_eq!(
            mutated("fn a() {\n    #[cfg(test)]\n    b();\n}\n"),
            "fn a() {\n    #[cfg(test)]\n    b();\n}\n"
        );
        assert!(is_of_tests("src/rules/tests/links.rs") && is_of_tests("src/rules/tests.rs"));
        assert!(is_of_tests("src/search/brute_tests.rs") && is_of_tests("src/testing/story.rs"));
        assert!(!is_of_tests("src/rules/latest.rs"));
    }

    /// Code after the tests of a file would be changed without its name changing.
    #[test]
    fn in_what_is_mutated_the_tests_of_a_file_stand_last() {
        let crates = place::top().join("src-tauri").join("crates");
        for part in &super::super::PARTS {
            for file in files(&crates.join(part.package).join("src")) {
                let text = std::fs::read_to_string(&file).unwrap();
                let tests = text.get(mutated(&text).len()..).unwrap();
                let begins = ["mod ", "fn ", "pub", "impl", "struct ", "enum ", "const ", "macro_rules"];
                let items = tests.lines().filter(|line| begins.iter().any(|word| line.starts_with(word)));
                assert!(items.count() <= 1, "{}", file.display());
            }
        }
    }

    fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
        let below = folders.iter().flat_map(|folder| self::files(folder));
        let rust = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
        rust.chain(below).filter(|file| !is_of_tests(&file.to_string_lossy())).collect()
    }
}
