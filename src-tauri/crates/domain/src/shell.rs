//! Commands that are told to people, so that they can be typed as they stand.

/// A word of a command as a shell takes it: what holds spaces or signs of its own stands in quotation marks.
#[must_use]
pub fn word(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:@%+=,".contains(letter);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_take_apart_is_quoted() {
        for plain in ["A-1001", "INV/2026:7", "订单1"] {
            assert_eq!(word(plain), plain);
        }
        for (text, quoted) in [
            ("has space/../x", "'has space/../x'"),
            ("a'b", r"'a'\''b'"),
            ("$x", "'$x'"),
            ("", "''"),
            ("-x", "'-x'"),
        ] {
            assert_eq!(word(text), quoted);
        }
    }
}
