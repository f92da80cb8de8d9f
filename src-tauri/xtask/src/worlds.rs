//! The vault's tests in every world a keychain can be in.

use crate::failure::Failure;
use crate::keyring_session::{self, Keyring};
use crate::scratch::Scratch;
use crate::{build, program};
use std::process::Command;

/// One world: the keyring it has, and the name the tests know it by.
struct World {
    title: &'static str,
    keyring: Keyring,
    name: &'static str,
    /// Which keyring files it has: worlds of the same number share them, one after the other.
    files: usize,
}

/// In this order: what the unlocked world stores must be invisible, and not gone, in the locked one.
const WORLDS: &[World] = &[
    World { title: "no bus", keyring: Keyring::NoBus, name: "none", files: 0 },
    World { title: "a bus without a Secret Service", keyring: Keyring::NoService, name: "none", files: 0 },
    World { title: "a keyring nobody made yet", keyring: Keyring::Locked, name: "locked", files: 0 },
    World { title: "an unlocked keyring", keyring: Keyring::Unlocked, name: "unlocked", files: 1 },
    World { title: "the same keyring, locked", keyring: Keyring::Locked, name: "locked", files: 1 },
    World {
        title: "the same keyring, unlocked again",
        keyring: Keyring::Unlocked,
        name: "reopened",
        files: 1,
    },
];

/// Runs the vault's keychain tests in each world.
///
/// # Errors
/// A test fails, or a world cannot be made.
pub fn run() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        // Elsewhere the login session has the one keychain there is.
        return program::run(&mut tests());
    }
    let files = [Scratch::new()?, Scratch::new()?];
    for world in WORLDS {
        println!("-- {}", world.title);
        let home = files.get(world.files).ok_or_else(|| Failure::new("a world has no files"))?;
        let mut session = keyring_session::wrap(world.keyring, home, &tests())?;
        session.env("COUNTERSIGN_TEST_KEYRING", world.name);
        program::run(&mut session)?;
    }
    let home = Scratch::new()?;
    let mut dying = keyring_session::wrap(Keyring::Unlocked, &home, &restarted())?;
    println!("-- an unlocked keyring whose program dies");
    program::run(dying.env("COUNTERSIGN_TEST_KEYRING", "unlocked"))?;
    Ok(())
}

fn tests() -> Command {
    quiet(build::test("keychain"))
}

fn restarted() -> Command {
    quiet(build::test("restarted"))
}

fn quiet(mut tests: Command) -> Command {
    tests.arg("--quiet");
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(name: &str, files: usize) -> usize {
        WORLDS.iter().position(|world| world.name == name && world.files == files).unwrap()
    }

    #[test]
    fn a_keyring_is_filled_then_locked_then_opened_again() {
        assert!(position("unlocked", 1) < position("locked", 1));
        assert!(position("locked", 1) < position("reopened", 1));
    }

    #[test]
    fn a_world_is_called_what_it_is() {
        for world in WORLDS {
            let right = match world.keyring {
                Keyring::NoBus | Keyring::NoService => world.name == "none",
                Keyring::Locked => world.name == "locked",
                Keyring::Unlocked => world.name == "unlocked" || world.name == "reopened",
            };
            assert!(right, "{}", world.title);
        }
    }
}
