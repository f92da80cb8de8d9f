//! Commands that are told to people, so that they can be typed as they stand.

/// A word of a command as a shell takes it: what holds spaces or signs of its own stands in quotation marks.
#[must_use]
pub fn word(text: &str) -> String {
    // Only a NUL cannot be quoted, and no field of ours holds one.
    shlex::try_quote(text).map_or_else(|_| text.to_owned(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_it_for_the_one_word_it_is() {
        for text in ["A-1001", "INV/2026:7", "订单1", "has space/../x", "a'b", "$x", "", "a\"b`c"] {
            assert_eq!(shlex::split(&word(text)), Some(vec![text.to_owned()]));
        }
    }

    #[test]
    fn an_order_number_stands_as_it_is() {
        for plain in ["A-1001", "INV/2026:7", "INV-2026-0042"] {
            assert_eq!(word(plain), plain);
        }
    }
}
