//! The official Python SDK as our peer: a Python of its own under the target folder, and the tests in it.

use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{build, place, program, setup};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `tests/peers/run.py`, which finds our programs in `COUNTERSIGN_BIN` and `PEER_BIN`.
///
/// # Errors
/// There is no Python, its packages cannot be installed, our programs do not build, or a test fails.
pub fn run() -> Result<(), Failure> {
    let mut tests = script("run.py")?;
    program::run(&mut build::example("peer"))?;
    tests.env("PEER_BIN", place::built("debug", &["examples", "peer"]));
    let home = Scratch::new()?;
    program::run(&mut keyring_session::in_a_keyring(Keyring::Unlocked, &home, tests)?)
}

/// A program of `tests/peers`, with the packages it needs and a built `countersign` to start the simulator with.
///
/// # Errors
/// There is no Python, its packages cannot be installed, or `countersign` does not build.
pub fn script(name: &str) -> Result<Command, Failure> {
    let folder = place::top().join("tests").join("peers");
    let python = environment(&folder.join("requirements.txt"))?;
    program::run(&mut build::driven(&["countersign"]))?;
    let mut script = place::at_top(Command::new(python));
    script
        .arg(folder.join(name))
        .env("COUNTERSIGN_BIN", place::countersign())
        .env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(script)
}

/// The Python to run the peers with, its packages being exactly those of `requirements`.
fn environment(requirements: &Path) -> Result<PathBuf, Failure> {
    let wanted = fs::read(requirements)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", requirements.display())))?;
    let folder = place::target().join("peers-python");
    let python = folder.join("bin").join("python");
    let installed = folder.join("installed-requirements.txt");
    if is_current(&wanted, &installed) && python.is_file() {
        return Ok(python);
    }
    let system = setup::python().ok_or_else(|| {
        Failure::new("There is no Python 3 that can make virtual environments: run `cargo xtask setup`.")
    })?;
    program::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
    program::run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(requirements),
    )?;
    // Written last, so that an installation that was interrupted is made anew.
    fs::write(&installed, wanted)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", installed.display())))?;
    Ok(python)
}

fn is_current(wanted: &[u8], installed: &Path) -> bool {
    fs::read(installed).is_ok_and(|there| there == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_kept_only_for_the_very_same_requirements() {
        let scratch = Scratch::new().unwrap();
        let installed = scratch.path().join("installed");
        assert!(!is_current(b"a==1\n", &installed), "nothing is installed yet");
        fs::write(&installed, "a==1\n").unwrap();
        assert!(is_current(b"a==1\n", &installed));
        assert!(!is_current(b"a==2\n", &installed));
    }
}
