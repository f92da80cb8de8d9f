//! Where things lie: `<home>/<environment>/` with the ledger, its recovery file and the locks of the processes that
//! may send. Environments never share a directory.

use crate::error::ConsoleError;
use domain::account::Environment;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The three environments, in the order people meet them.
pub const ENVIRONMENTS: [Environment; 3] =
    [Environment::Training, Environment::Sandbox, Environment::Production];

/// The directory that holds everything of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home(PathBuf);

impl Home {
    /// A home at this path. Nothing is created yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The directory of one environment.
    #[must_use]
    pub fn environment(&self, environment: Environment) -> PathBuf {
        self.0.join(environment.name())
    }

    /// The directory in which living processes hold their locks.
    #[must_use]
    pub fn senders(&self, environment: Environment) -> PathBuf {
        self.environment(environment).join("senders")
    }

    /// The environments that have a ledger here.
    #[must_use]
    pub fn set_up(&self) -> Vec<Environment> {
        ENVIRONMENTS
            .into_iter()
            .filter(|environment| {
                let directory = self.environment(*environment);
                ["ledger.json", "ledger.db"].into_iter().all(|name| directory.join(name).is_file())
            })
            .collect()
    }

    /// Makes the home itself, where it is not there yet.
    ///
    /// # Errors
    /// What the system says.
    pub fn make(&self) -> io::Result<()> {
        private_directory(&self.0)
    }

    /// Makes the directories of an environment, readable by their owner only.
    ///
    /// # Errors
    /// [`ConsoleError::Home`] with the path that could not be made.
    pub fn prepare(&self, environment: Environment) -> Result<PathBuf, ConsoleError> {
        let directory = self.environment(environment);
        for path in [self.0.as_path(), &directory, &self.senders(environment)] {
            private_directory(path).map_err(|error| ConsoleError::Home {
                path: path.to_owned(),
                detail: ledger::file_trouble::plain(&error),
            })?;
        }
        Ok(directory)
    }
}

#[cfg(unix)]
fn private_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    if path.is_dir() {
        // An existing home may be a directory of the person's own choosing; what lies inside is closed by its own
        // permissions, so only directories made here are narrowed.
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private_directory(path: &Path) -> io::Result<()> {
    // On Windows the profile's directory carries the permissions; new directories inherit them.
    fs::create_dir_all(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_lie_apart_and_are_closed_to_others() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::new(place.path().join("deep/home"));
        let training = home.prepare(Environment::Training).unwrap();
        let sandbox = home.prepare(Environment::Sandbox).unwrap();
        assert_ne!(training, sandbox);
        assert!(home.senders(Environment::Training).is_dir());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&training).unwrap().permissions().mode() & 0o777, 0o700);
        }
        assert!(home.set_up().is_empty(), "a directory without a ledger is not set up");
    }
}
