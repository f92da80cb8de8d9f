//! What somebody says in words.

/// Words, as they were typed. Blanks alone are none: a script's variable may have been empty.
pub fn said(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("it says nothing; write why".to_owned()) } else { Ok(text.to_owned()) }
}
