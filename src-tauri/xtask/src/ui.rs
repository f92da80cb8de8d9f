//! The front end: its packages, its checks, its build.

use crate::failure::Failure;
use crate::node::Node;
use crate::{place, program, setup};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// What must hold of it and is quickly seen.
const CHECKS: [&str; 3] = ["types", "lint", "words"];

/// Checks it and builds it.
///
/// # Errors
/// A check fails, or it does not build.
pub fn check() -> Result<(), Failure> {
    let node = prepare()?;
    for check in CHECKS.into_iter().chain(["build"]) {
        println!("-- ui: {check}");
        program::run(node.npm().args(["run", "--silent", check]))?;
    }
    Ok(())
}

/// Its tests, all in one page: to make a page takes longer than most of its tests.
///
/// # Errors
/// Node or the packages are missing and cannot be installed.
pub fn tests() -> Result<Command, Failure> {
    let mut tests = prepare()?.of_package("vitest/vitest.mjs");
    tests.args(["run", "--maxWorkers=1"]);
    Ok(tests)
}

/// Builds what the window shows into `ui/dist`.
///
/// # Errors
/// It does not build.
pub fn build() -> Result<(), Failure> {
    let node = prepare()?;
    let before = files_in(&place::top().join("ui").join("dist"));
    program::run(node.npm().args(["run", "--silent", "build"]))?;
    before.iter().for_each(File::keep_time_where_the_same);
    Ok(())
}

/// A file as it was before it was built once more.
struct File {
    path: PathBuf,
    bytes: Vec<u8>,
    time: SystemTime,
}

impl File {
    fn read(path: PathBuf) -> Option<Self> {
        let time = fs::metadata(&path).and_then(|data| data.modified()).ok()?;
        Some(Self { bytes: fs::read(&path).ok()?, path, time })
    }

    /// A file that came out the same keeps its time: cargo need not pack and link the window again because of it.
    fn keep_time_where_the_same(&self) {
        if fs::read(&self.path).is_ok_and(|now| now == self.bytes) {
            // Where that is not possible it only takes longer.
            fs::File::options().write(true).open(&self.path).and_then(|it| it.set_modified(self.time)).ok();
        }
    }
}

/// Every file in a folder and in the folders in it; none where it is not there yet.
fn files_in(folder: &Path) -> Vec<File> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let deeper = folders.iter().flat_map(|folder| files_in(folder));
    files.into_iter().filter_map(File::read).chain(deeper).collect()
}

/// Node, and the packages exactly as the lock file names them.
fn prepare() -> Result<Node, Failure> {
    setup::base()?;
    let node = Node::find()?;
    let ui = place::top().join("ui");
    let (lock, stamp) = (ui.join("package-lock.json"), ui.join("node_modules").join(".installed-lock.json"));
    let wanted = fs::read(&lock)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", lock.display())))?;
    if !fs::read(&stamp).is_ok_and(|there| there == wanted) {
        println!("Installing the front end's packages (npm ci)");
        program::run(node.npm().args(["ci", "--no-audit", "--no-fund"]))?;
        // Written last, so that an installation that was interrupted is made anew.
        fs::write(&stamp, wanted).map_err(|error| Failure::new(format!("{error}.")))?;
    }
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::time::Duration;

    #[test]
    fn a_file_that_is_built_the_same_keeps_its_time_and_another_does_not() {
        let dist = Scratch::new().unwrap();
        let (same, other) = (dist.folder("assets").unwrap().join("same.js"), dist.path().join("other.js"));
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        for file in [&same, &other] {
            fs::write(file, "old").unwrap();
            fs::File::options().write(true).open(file).unwrap().set_modified(long_ago).unwrap();
        }
        let before = files_in(dist.path());
        fs::write(&same, "old").unwrap();
        fs::write(&other, "new").unwrap();
        before.iter().for_each(File::keep_time_where_the_same);
        let time = |file: &Path| fs::metadata(file).unwrap().modified().unwrap();
        assert_eq!(time(&same), long_ago);
        assert!(time(&other) > long_ago);
    }

    #[test]
    fn every_check_is_a_script_of_the_front_end() {
        let manifest = fs::read_to_string(place::top().join("ui").join("package.json")).unwrap();
        for script in CHECKS.into_iter().chain(["build"]) {
            assert!(manifest.contains(&format!("\"{script}\": ")), "{script}");
        }
        assert!(manifest.contains("\"vitest\": "), "its tests are run by it");
    }
}
