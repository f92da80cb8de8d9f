//! What is wrong with one thing that somebody typed: a stable code, a sentence and a remedy.
//!
//! Commands stop at the first; a form shows all of them, each at its field.

use crate::error::ConsoleError;
use crate::view::unfit;
use domain::rules::free_text::card_like;

/// What is wrong with one thing that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub(crate) struct Said {
    /// The field, as people call it.
    pub field: &'static str,
    /// A stable word: `empty`, `too-long`, `card-like`, …
    pub code: &'static str,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl Said {
    pub(crate) fn of(
        field: &'static str,
        code: &'static str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { field, code, problem: problem.into(), remedy: remedy.into() }
    }

    /// The same of a part of the field, which the sentence names.
    pub(crate) fn of_part(self, part: &str) -> Self {
        Self { problem: format!("{part}: {}", self.problem), ..self }
    }

    /// A card number is never repeated, not even in the sentence that refuses it.
    pub(crate) fn card_number(field: &'static str) -> Self {
        Self::of(
            field,
            "card-like",
            "it holds what looks like a card number",
            "Leave the number out: cards are typed by the buyer on Antom's page only. Nothing was stored.",
        )
    }

    fn too_long(field: &'static str, most: usize) -> Self {
        Self::of(field, "too-long", format!("it is longer than {most} characters"), "Shorten it.")
    }
}

impl From<Said> for ConsoleError {
    fn from(said: Said) -> Self {
        Self::field(said.field, said.problem, said.remedy)
    }
}

/// One line of free text: trimmed, none where it is blank; refused where it is too long, cannot be seen, or holds what
/// looks like a card number.
pub(crate) fn line(field: &'static str, text: Option<String>, most: usize) -> Result<Option<String>, Said> {
    let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if card_like(&text) {
        return Err(Said::card_number(field));
    }
    if text.chars().any(unfit) {
        return Err(Said::of(
            field,
            "unseen",
            "it holds characters that cannot be seen or that turn the direction of writing",
            "Write it in one line of plain text.",
        ));
    }
    if text.chars().count() > most {
        return Err(Said::too_long(field, most));
    }
    Ok(Some(text))
}

/// Longest note for colleagues, in characters.
const LONGEST_NOTE: usize = 2_000;

/// A note for colleagues: several lines, none where it is blank.
pub(crate) fn note(text: &str) -> Result<Option<String>, Said> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if card_like(text) {
        return Err(Said::card_number("note"));
    }
    if text.chars().count() > LONGEST_NOTE {
        return Err(Said::too_long("note", LONGEST_NOTE));
    }
    if text.chars().any(|c| unfit(c) && c != '\n') {
        let problem = "it holds characters that cannot be seen";
        return Err(Said::of("note", "unseen", problem, "Write plain text."));
    }
    Ok(Some(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_is_never_taken_in() {
        let error = line("description", Some("pay with 4111-1111-1111-1111".into()), 256).unwrap_err();
        assert!(!error.to_string().contains("4111"), "the number is not repeated: {error}");
        let hidden = format!("{}4111 1111 1111 1111", "x".repeat(300));
        assert_eq!(line("x", Some(hidden), 10).unwrap_err().code, "card-like", "whatever else is wrong");
    }

    #[test]
    fn blanks_are_none_and_tricks_are_refused() {
        assert_eq!(line("x", Some("  ".into()), 10).unwrap(), None);
        assert_eq!(line("x", Some("a\u{202e}b".into()), 10).unwrap_err().code, "unseen");
        assert_eq!(line("x", Some("a\nb".into()), 10).unwrap_err().code, "unseen");
        assert_eq!(line("x", Some("x".repeat(11)), 10).unwrap_err().code, "too-long");
    }

    #[test]
    fn a_note_may_have_several_lines() {
        assert_eq!(note(" a\nb ").unwrap().as_deref(), Some("a\nb"));
        assert_eq!(note("  \n").unwrap(), None);
        assert_eq!(note("a\u{1b}[2J").unwrap_err().code, "unseen");
    }
}
