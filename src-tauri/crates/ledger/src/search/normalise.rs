//! One spelling for everything that is compared: text, telephone numbers, ids.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as it is compared: compatibility-decomposed (NFKD), without accents and invisible characters, in lower case,
/// every run of white space one space.
///
/// Full-width letters and digits become plain ones, `É` becomes `e`, `ß` becomes `ss`. The result holds no control
/// character, so those can separate fields.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && !text.contains("  ") {
        return text.trim().to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|letter| !is_combining_mark(*letter))
    {
        if letter.is_whitespace() || letter.is_control() {
            pending_space = true;
            continue;
        }
        if is_invisible(letter) {
            continue;
        }
        if pending_space && !folded.is_empty() {
            folded.push(' ');
        }
        pending_space = false;
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}

/// Letters that no decomposition makes plain, as people without that keyboard write them.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        '’' | '‘' => "'",
        '“' | '”' => "\"",
        '–' | '—' | '‐' | '‑' => "-",
        _ => return None,
    })
}

/// Characters without width or that only turn the direction of text: they are copied along unseen.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// A telephone number as it is compared: its digits, without leading zeros.
///
/// `+65 8123-4567`, `0065 8123 4567` and `6581234567` become the same; so do `+44 (0)7700 900123` and
/// `+44 7700 900123`. A number written without its country code stays without it; see [`same_phone`].
#[must_use]
pub fn phone(text: &str) -> String {
    let digits: String = fold(text).replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// The fewest digits at which a number without its country code is believed to be the same number.
const LOCAL_DIGITS: usize = 7;

/// Whether what was typed finds a stored number; both as [`phone`] gives them.
///
/// Some of the digits find the number. So does the number with a country code where it was stored without one.
#[must_use]
pub fn same_phone(stored: &str, typed: &str) -> bool {
    !typed.is_empty() && (stored.contains(typed) || (stored.len() >= LOCAL_DIGITS && typed.ends_with(stored)))
}

/// The last digits of what was typed that [`same_phone`] needs to find in a stored number, whichever way it matches.
#[must_use]
pub fn phone_tail(typed: &str) -> &str {
    typed.len().checked_sub(LOCAL_DIGITS).and_then(|start| typed.get(start..)).unwrap_or(typed)
}

/// An id as it is compared: folded, without hyphens, underscores and spaces, so that a UUID is found with and without
/// its hyphens.
#[must_use]
pub fn id(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|letter| !matches!(letter, '-' | '_' | ' '));
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_width_and_spacing_do_not_matter() {
        assert_eq!(fold("  Café\u{301}  ÉCLAIR "), "cafe eclair");
        assert_eq!(fold("ＡＢＣ１２３"), "abc123");
        assert_eq!(fold("Straße Łódź Ærø"), "strasse lodz aero");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ガラス"), fold("ｶﾞﾗｽ"));
        assert_eq!(fold("陈美玲"), "陈美玲");
        assert_eq!(fold("a\tb\r\nc"), "a b c");
    }

    #[test]
    fn invisible_and_direction_characters_are_dropped() {
        assert_eq!(fold("pay\u{200b}ment\u{202e}"), "payment");
    }

    #[test]
    fn every_spelling_of_a_number_is_one_number() {
        for spelling in
            ["+65 8123-4567", "6581234567", "0065 8123 4567", "+65 (8123) 4567", "＋６５ ８１２３ ４５６７"]
        {
            assert_eq!(phone(spelling), "6581234567", "{spelling}");
        }
        assert_eq!(phone("+44 (0)7700 900123"), "447700900123");
        assert_eq!(phone("07700 900123"), "7700900123");
    }

    #[test]
    fn a_country_code_typed_but_not_stored_does_not_hide_a_number() {
        assert!(same_phone("81234567", "6581234567"));
        assert!(same_phone("6581234567", "81234567"));
        assert!(same_phone("6581234567", "4567"));
        assert!(!same_phone("4567", "6581234567"));
        assert!(!same_phone("6581234567", ""));
        assert_eq!(phone_tail("6581234567"), "1234567");
        assert_eq!(phone_tail("123"), "123");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn folded_text_has_no_control_characters(text in any::<String>()) {
            prop_assert!(!fold(&text).chars().any(char::is_control));
        }

        #[test]
        fn what_a_number_needs_is_in_every_number_it_finds(stored in "[1-9][0-9]{0,14}", typed in "[1-9][0-9]{0,14}") {
            if same_phone(&stored, &typed) {
                prop_assert!(stored.contains(phone_tail(&typed)));
            }
        }
    }
}
