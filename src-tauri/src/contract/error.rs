//! What the window is told when a command does not do what was asked.

use console::{ConsoleError, ExitClass};
use domain::people::Saying;
use serde::Serialize;

/// Everything that can go wrong, with a stable code, a sentence and a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CommandError {
    /// Stable, lower case with hyphens.
    pub code: String,
    /// What kind of trouble it is.
    pub class: ExitClass,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Only for `bad-query`: where, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub position: Option<usize>,
    /// Only for `bad-field`: which.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub field: Option<String>,
    /// The message as a code with its figures and names, where it is one of the rules about people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub said: Option<Saying>,
    /// Who can lift it, by name, where that is up to certain people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub who: Option<Vec<String>>,
}

impl CommandError {
    /// A trouble of the window's own.
    #[must_use]
    pub fn new(class: ExitClass, code: &str, message: impl Into<String>, remedy: &str) -> Self {
        Self {
            code: code.to_owned(),
            class,
            message: message.into(),
            remedy: remedy.to_owned(),
            position: None,
            field: None,
            said: None,
            who: None,
        }
    }

    /// The window that calls is not one that may.
    #[must_use]
    pub fn not_from_here() -> Self {
        Self::new(
            ExitClass::Refused,
            "not-from-here",
            "This window may not ask for that.",
            "Open the window of the environment that is meant.",
        )
    }

    /// What came in cannot be read.
    #[must_use]
    pub fn unreadable(error: &serde_json::Error) -> Self {
        Self::new(ExitClass::Usage, "bad-input", error.to_string(), "Close this window and open it again.")
    }

    /// Something outside this program did not do what was asked.
    #[must_use]
    pub fn outside(code: &str, error: &impl std::fmt::Display, remedy: &str) -> Self {
        Self::new(ExitClass::SetUp, code, sentence(&error.to_string()), remedy)
    }
}

impl From<ConsoleError> for CommandError {
    fn from(error: ConsoleError) -> Self {
        let told = Self {
            code: error.code(),
            class: error.exit_class(),
            message: sentence(&error.to_string()),
            remedy: sentence(&error.remedy()),
            position: None,
            field: None,
            said: error.said(),
            who: (!error.who().is_empty()).then(|| error.who().to_vec()),
        };
        match error {
            ConsoleError::Query { position, .. } => Self { position: Some(position), ..told },
            ConsoleError::PinUnfit { .. } => Self { field: Some("pin".to_owned()), ..told },
            ConsoleError::Field { field, .. } => Self { field: Some(field.to_owned()), ..told },
            _ => told,
        }
    }
}

/// A text with a capital at its beginning and a stop at its end.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let whole: String = first.to_uppercase().chain(letters).collect();
    if whole.ends_with(['.', '!', '?']) { whole } else { format!("{whole}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_query_says_where_it_is_wrong() {
        let error = ConsoleError::Query {
            position: 7,
            message: "no such word".into(),
            remedy: "leave it out".into(),
        };
        let told = CommandError::from(error);
        assert_eq!((told.position, told.code.as_str()), (Some(7), "bad-query"));
        assert_eq!((told.message.as_str(), told.remedy.as_str()), ("No such word.", "Leave it out."));
    }

    #[test]
    fn what_does_not_concern_a_field_or_a_place_is_left_out_of_the_json() {
        let told = CommandError::from(ConsoleError::ConfirmationSpent);
        let json = serde_json::to_value(&told).unwrap();
        assert_eq!(json["class"], "usage");
        assert!(json.get("field").is_none() && json.get("position").is_none(), "{json}");
    }
}
