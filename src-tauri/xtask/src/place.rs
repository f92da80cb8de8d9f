//! Where things are: the repository, what cargo builds, who we are.

use crate::failure::Failure;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the repository.
///
/// Cargo says at run time where the package is; what was true at build time is only the second choice, because a
/// checkout can be copied together with what was built in it.
pub fn top() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// This very program, to be started again inside a session.
///
/// # Errors
/// The system does not say.
pub fn ourselves() -> Result<PathBuf, Failure> {
    let path = env::current_exe()
        .map_err(|error| Failure::new(format!("Where this program lies is unknown: {error}.")))?;
    Ok(undeleted(path))
}

/// Linux adds a word to the path of a program that was rebuilt while it runs; the new one is as good.
fn undeleted(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_suffix(" (deleted)")) {
        Some(text) => PathBuf::from(text),
        None => path,
    }
}

/// The folder cargo puts everything it builds into.
pub fn target() -> PathBuf {
    target_in(env::var_os("CARGO_TARGET_DIR"))
}

fn target_in(set: Option<OsString>) -> PathBuf {
    match set {
        Some(folder) if !folder.is_empty() => top().join(folder),
        _ => top().join("target"),
    }
}

/// The `countersign` that a development build makes.
pub fn countersign() -> PathBuf {
    built("debug", &["countersign"])
}

/// A program that cargo built under a profile.
pub fn built(profile: &str, names: &[&str]) -> PathBuf {
    let path: PathBuf = names.iter().collect();
    let name = format!("{}{}", path.display(), env::consts::EXE_SUFFIX);
    target().join(profile).join(name)
}

/// A command that runs at the top of the repository.
pub fn at_top(mut command: Command) -> Command {
    command.current_dir(top());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_is_where_the_workspace_is() {
        assert!(top().join("Cargo.lock").is_file());
    }

    #[test]
    fn a_target_folder_that_was_set_wins_and_a_relative_one_starts_at_the_top() {
        assert_eq!(target_in(None), top().join("target"));
        assert_eq!(target_in(Some(OsString::new())), top().join("target"));
        assert_eq!(target_in(Some("elsewhere".into())), top().join("elsewhere"));
        assert_eq!(target_in(Some("/elsewhere".into())), Path::new("/elsewhere"));
    }

    #[test]
    fn an_example_lies_in_a_folder_of_its_own() {
        let example = built("debug", &["examples", "peer"]);
        assert!(example.starts_with(target().join("debug").join("examples")));
        assert_eq!(example.file_stem().and_then(|name| name.to_str()), Some("peer"));
    }

    #[test]
    fn a_program_rebuilt_while_it_runs_is_found_again() {
        assert_eq!(undeleted("/a/xtask (deleted)".into()), Path::new("/a/xtask"));
        assert_eq!(undeleted("/a/xtask".into()), Path::new("/a/xtask"));
    }
}
