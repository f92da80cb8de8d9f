//! What a command ends with when it does not do what was asked: a stable code, a sentence, a remedy, an exit code.

use chrono_tz::Tz;
use console::file_trouble::plain;
use console::{Candidate, ConsoleError, ExitClass};
use serde::Serialize;
use std::io;

/// Exit code of an operation that was stopped, or not confirmed, before anything left.
pub const STOPPED: u8 = 11;
/// Exit code of something this program did not expect.
pub const UNEXPECTED: u8 = 1;

/// A command that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Stable, lower case with hyphens.
    pub code: String,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The process's exit code.
    pub exit: u8,
    /// The orders a text can mean, where it can mean several.
    pub candidates: Vec<Candidate>,
    /// The store's zone, in which their times are told.
    pub zone: Tz,
}

/// The failure as JSON.
#[derive(Serialize)]
struct Shown<'a> {
    error: Inner<'a>,
}

#[derive(Serialize)]
struct Inner<'a> {
    code: &'a str,
    message: &'a str,
    remedy: &'a str,
    #[serde(skip_serializing_if = "<[Candidate]>::is_empty")]
    candidates: &'a [Candidate],
}

impl Failure {
    /// A failure of a class.
    #[must_use]
    pub fn new(class: ExitClass, code: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::with_exit(class.exit_code(), code, message, remedy)
    }

    /// A failure with an exit code of its own.
    #[must_use]
    pub fn with_exit(exit: u8, code: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            remedy: remedy.into(),
            exit,
            candidates: Vec::new(),
            zone: Tz::UTC,
        }
    }

    /// What was typed cannot be read.
    #[must_use]
    pub fn usage(code: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(ExitClass::Usage, code, message, remedy)
    }

    /// The failure as one JSON document.
    #[must_use]
    pub fn json(&self) -> String {
        let inner = Inner {
            code: &self.code,
            message: &self.message,
            remedy: &self.remedy,
            candidates: &self.candidates,
        };
        serde_json::to_string(&Shown { error: inner }).unwrap_or_default()
    }
}

impl From<ConsoleError> for Failure {
    fn from(error: ConsoleError) -> Self {
        let mut failure = Self::new(
            error.exit_class(),
            &error.code(),
            sentence(&error.to_string()),
            sentence(&error.remedy()),
        );
        if let ConsoleError::Ambiguous { candidates, zone, .. } = error {
            failure.candidates = candidates;
            failure.zone = zone;
        }
        failure
    }
}

impl Failure {
    /// The answer could not be written, when all the work was done: nobody is to take that for a failure of the work.
    #[must_use]
    pub fn answer_lost(error: &io::Error) -> Self {
        let message =
            format!("The answer could not be written: {}. What the command did stands.", plain(error));
        let remedy =
            "Look before you repeat anything: countersign outbox list, or countersign payment show ORDER.";
        Self::with_exit(UNEXPECTED, "answer-lost", message, remedy)
    }
}

/// The file system refused something that is not the ledger's.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let remedy = "Check that there is room and that you may write there, then try again.";
        let message = format!("A file or the terminal cannot be used: {}", plain(&error));
        Self::with_exit(UNEXPECTED, "input-output", sentence(&message), remedy)
    }
}

/// A message with a capital and a full stop.
#[must_use]
pub fn sentence(message: &str) -> String {
    let mut letters = message.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut text: String = first.to_uppercase().chain(letters).collect();
    if !text.ends_with(['.', '!', '?', ':']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_json_document_with_code_message_and_remedy() {
        let failure = Failure::from(ConsoleError::NotFound { text: "A-1".into() });
        let shown: serde_json::Value = serde_json::from_str(&failure.json()).unwrap();
        assert_eq!(shown["error"]["code"], "not-found");
        assert!(shown["error"]["message"].as_str().unwrap().ends_with('.'));
        assert!(!shown["error"]["remedy"].as_str().unwrap().is_empty());
        assert_eq!(failure.exit, ExitClass::NotFound.exit_code());
    }

    #[test]
    fn the_own_exit_codes_belong_to_no_class() {
        for class in ExitClass::ALL {
            assert!(![0, UNEXPECTED, STOPPED].contains(&class.exit_code()), "{class:?}");
        }
    }
}
