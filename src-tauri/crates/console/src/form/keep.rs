//! Keeping a form that is not finished. It belongs to the person who typed it, and outlives the window.

use super::defaults::Kept;
use super::draft::RequestDraft;
use crate::Console;
use crate::error::ConsoleError;
use crate::said::Said;
use chrono::{DateTime, Utc};
use domain::rules::free_text::card_like;

/// Its name on the desk.
pub(super) const DRAFT: &str = "request-draft";

impl Console {
    /// Keeps a form as it was typed, or lets the kept one go. Answers when it was kept.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the field that holds what looks like a card number; nothing is stored then.
    pub fn keep_draft(&self, draft: Option<&RequestDraft>) -> Result<Option<DateTime<Utc>>, ConsoleError> {
        self.looking()?;
        let person = self.person();
        let Some(draft) = draft else {
            self.write(|pen| Ok(pen.writer.let_go(&person, DRAFT)?))?;
            return Ok(None);
        };
        if let Some((field, _, _)) = draft.texts().find(|(_, _, text)| card_like(text)) {
            return Err(Said::card_number(field.word()).into());
        }
        let value = written(draft)?;
        self.write(|pen| {
            pen.writer.keep(&person, DRAFT, &value, pen.now)?;
            Ok(Some(pen.now))
        })
    }

    /// The form the acting person kept; none where there is none, or where another version of this program wrote it in a
    /// shape that is not understood.
    pub(super) fn kept_draft(&self) -> Result<Option<Kept>, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(&self.person(), DRAFT))?;
        Ok(kept.and_then(|kept| Some(Kept { draft: serde_json::from_str(&kept.value).ok()?, at: kept.at })))
    }
}

pub(super) fn written(draft: &RequestDraft) -> Result<String, ConsoleError> {
    serde_json::to_string(draft)
        .map_err(|error| ConsoleError::field("request", error.to_string(), "Leave out unusual characters."))
}
