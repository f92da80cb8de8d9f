//! What a developer command answers when it cannot go on.

use std::fmt;
use std::process::ExitStatus;

/// A failure with the sentence to print and the exit code to end with.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    sentence: String,
    exit_code: u8,
}

impl Failure {
    /// A failure of our own: exit code 1.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), exit_code: 1 }
    }

    /// A command line that was not understood: exit code 2, as shells expect.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), exit_code: 2 }
    }

    /// A program that ended badly; its exit code becomes ours, so that a caller sees the true one.
    pub fn ended(program: &str, status: ExitStatus) -> Self {
        let exit_code = exit_code_of(status);
        Self { sentence: format!("`{program}` failed ({status})."), exit_code }
    }

    /// The exit code this failure ends the process with; never 0.
    pub fn exit_code(&self) -> u8 {
        self.exit_code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// The exit code of a failed program. One that was ended by a signal has none of its own: 1.
fn exit_code_of(status: ExitStatus) -> u8 {
    status.code().and_then(|code| u8::try_from(code).ok()).filter(|code| *code != 0).unwrap_or(1)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn the_exit_code_of_a_program_passes_through() {
        assert_eq!(Failure::ended("tour", ExitStatus::from_raw(7 << 8)).exit_code(), 7);
    }

    #[test]
    fn a_failure_never_ends_with_zero() {
        assert_eq!(Failure::ended("tour", ExitStatus::from_raw(0)).exit_code(), 1);
        assert_eq!(Failure::ended("tour", ExitStatus::from_raw(9)).exit_code(), 1, "killed by a signal");
    }
}
