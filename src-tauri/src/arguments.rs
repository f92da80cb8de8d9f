//! What can be typed behind the program's name: the same two options, and the same variables, as the command line has.

use clap::{Parser, ValueEnum};
use console::{Home, this_user};
use domain::account::Environment;
use std::path::PathBuf;

/// Antom payments in a window: send links, capture, cancel and refund.
#[derive(Debug, Clone, Parser)]
#[command(name = "countersign-desktop", version)]
pub struct Arguments {
    /// Where Countersign keeps its history. Without it: the data directory of your platform.
    #[arg(long, value_name = "DIR", env = this_user::HOME_VARIABLE, hide_env_values = true)]
    home: Option<PathBuf>,
    /// Whose window to open: training, sandbox or production. Without it: those that were open last.
    #[arg(long, value_enum, value_name = "ENV", env = this_user::ENVIRONMENT_VARIABLE, hide_env_values = true)]
    environment: Option<Named>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Named {
    Training,
    Sandbox,
    Production,
}

impl Arguments {
    /// The home: the one named, else the platform's; none where the platform gives none.
    ///
    /// # Errors
    /// Where the current directory is needed and cannot be read.
    pub fn home(&self) -> std::io::Result<Option<Home>> {
        match &self.home {
            Some(named) => Ok(Some(Home::new(std::path::absolute(named)?))),
            None => Ok(this_user::home()),
        }
    }

    /// The environment named.
    #[must_use]
    pub fn environment(&self) -> Option<Environment> {
        self.environment.map(|named| match named {
            Named::Training => Environment::Training,
            Named::Sandbox => Environment::Sandbox,
            Named::Production => Environment::Production,
        })
    }

    /// The environment another start of this program named. What cannot be read names none: that start only wants to
    /// be seen.
    #[must_use]
    pub fn environment_of(words: &[String]) -> Option<Environment> {
        Self::try_parse_from(words).ok().and_then(|arguments| arguments.environment())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn another_start_names_an_environment_or_only_wants_to_be_seen() {
        let named = |line: &[&str]| Arguments::environment_of(&words(line));
        assert_eq!(named(&["x", "--environment", "sandbox"]), Some(Environment::Sandbox));
        assert_eq!(named(&["x", "--environment=nowhere"]), None);
        assert_eq!(named(&["x", "--what-is-this"]), None);
    }

    #[test]
    fn a_home_is_an_absolute_path_whatever_was_typed() {
        let arguments = Arguments::try_parse_from(["x", "--home", "here"]).unwrap();
        assert!(arguments.home().unwrap().unwrap().path().is_absolute());
    }
}
