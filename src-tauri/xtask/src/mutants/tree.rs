//! Copies of the repository at our commit, in which code is changed while ours stays as it is.

use crate::failure::Failure;
use crate::{place, program};
use std::path::PathBuf;
use std::process::Command;

/// A copy. It keeps what was built in it for the next time.
pub struct Tree {
    /// Where it lies.
    pub folder: PathBuf,
}

impl Tree {
    /// The copy of this number, at our commit.
    ///
    /// # Errors
    /// git cannot make it.
    pub fn at_our_commit(number: usize) -> Result<Self, Failure> {
        let folder = place::target().join("mutants").join(format!("tree-{number}"));
        if !folder.join(".git").is_dir() {
            let mut clone = git();
            clone.args(["clone", "--quiet", "--no-checkout", "."]).arg(&folder);
            program::run(&mut clone)?;
        }
        let commit = said(&["rev-parse", "HEAD"])?;
        let there = |words: &[&str]| program::run(Command::new("git").current_dir(&folder).args(words));
        there(&["fetch", "--quiet", "origin", "HEAD"])?;
        there(&["checkout", "--quiet", "--force", "--detach", &commit])?;
        // What an earlier run left between the files; what git ignores, as everything built, stays.
        there(&["clean", "--quiet", "--force", "-d"])?;
        Ok(Self { folder })
    }
}

/// What git says.
///
/// # Errors
/// It cannot be run, or refuses.
pub fn said(words: &[&str]) -> Result<String, Failure> {
    program::output(git().args(words)).map(|text| text.trim().to_owned())
}

fn git() -> Command {
    place::at_top(Command::new("git"))
}
