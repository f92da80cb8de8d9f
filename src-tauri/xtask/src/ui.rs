//! The front end: its packages, its checks, its build.

use crate::failure::Failure;
use crate::node::Node;
use crate::{place, program, setup};
use std::fs;

/// Everything that must hold of it, the quick ones first.
const CHECKS: [&str; 4] = ["types", "lint", "words", "test"];

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

/// Builds what the window shows into `ui/dist`.
///
/// # Errors
/// It does not build.
pub fn build() -> Result<(), Failure> {
    program::run(prepare()?.npm().args(["run", "--silent", "build"]))
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

    #[test]
    fn every_check_is_a_script_of_the_front_end() {
        let manifest = fs::read_to_string(place::top().join("ui").join("package.json")).unwrap();
        for script in CHECKS.into_iter().chain(["build"]) {
            assert!(manifest.contains(&format!("\"{script}\": ")), "{script}");
        }
    }
}
