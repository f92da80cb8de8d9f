//! Text of others, made safe to show.

/// Text of others, safe to show on a terminal: control characters and characters that turn the direction of writing
/// stand as `\u{…}`, so that nobody's order description can move a cursor or hide a digit.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if unfit(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Whether a character may not stand in what people read: control, direction and invisible formatting characters.
#[must_use]
pub fn unfit(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// An address without its query and fragment, which can carry a session.
#[must_use]
pub fn masked_link(link: &str) -> String {
    match link.split_once(['?', '#']) {
        Some((address, _)) => format!("{}?…", shown(address)),
        None => shown(link),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_move_a_cursor_or_turn_the_text_is_shown_escaped() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}b\nc 王"), "a\\u{1b}[2J\\u{202e}b\\u{a}c 王");
    }

    #[test]
    fn a_link_keeps_its_host_and_loses_its_session() {
        assert_eq!(
            masked_link("https://checkout.antom.com/a?sessionData=x&&y"),
            "https://checkout.antom.com/a?…"
        );
        assert_eq!(masked_link("https://checkout.antom.com/a"), "https://checkout.antom.com/a");
        assert_eq!(masked_link("https://checkout.antom.com/a#s"), "https://checkout.antom.com/a?…");
    }

    proptest! {
        #[test]
        fn nothing_unfit_survives_and_plain_text_is_unchanged(text in any::<String>(), plain in "[ -~\u{4e00}-\u{4fff}]{0,40}") {
            prop_assert!(!shown(&text).chars().any(unfit));
            prop_assert_eq!(shown(&plain), plain);
        }

        #[test]
        fn no_part_of_a_query_survives(query in "[a-zA-Z0-9=&+/]{8,40}") {
            let link = format!("https://checkout.antom.com/p?{query}");
            prop_assert!(!masked_link(&link).contains(&query));
        }
    }
}
