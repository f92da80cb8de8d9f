//! What SAFETY.md claims is backed by what it names: every file is there, and every test.

use std::fs;
use std::path::{Path, PathBuf};

/// What paths begin with that are written short.
const SHORT_FOR: [&str; 4] = ["", "src-tauri/crates", "src-tauri", "tests"];
/// A word in code this long, of small letters and underscores, is the name of a test.
const NAME_OF_A_TEST: usize = 20;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every word of the file that stands in code.
fn words_in_code() -> Vec<String> {
    let text = fs::read_to_string(top().join("tests/SAFETY.md")).unwrap();
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| !word.contains(char::is_whitespace))
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_file_it_names_is_there() {
    let paths: Vec<String> = words_in_code().into_iter().filter(|word| word.contains('/')).collect();
    assert!(paths.len() > 20, "it names files: {paths:?}");
    let is_there = |path: &String| SHORT_FOR.iter().any(|short| top().join(short).join(path).exists());
    let missing: Vec<_> = paths.iter().filter(|path| !is_there(path)).collect();
    assert!(missing.is_empty(), "not there: {missing:?}");
}

#[test]
fn every_test_it_names_is_there() {
    let mut code = String::new();
    ["src-tauri", "tests"].into_iter().for_each(|folder| sources(&top().join(folder), &mut code));
    let is_name =
        |word: &str| word.chars().all(|letter| letter.is_ascii_lowercase() || "_0123456789".contains(letter));
    let tests: Vec<String> =
        words_in_code().into_iter().filter(|word| word.len() >= NAME_OF_A_TEST && is_name(word)).collect();
    assert!(tests.len() > 3, "it names tests: {tests:?}");
    let missing: Vec<_> = tests.iter().filter(|name| !code.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "not there: {missing:?}");
}
