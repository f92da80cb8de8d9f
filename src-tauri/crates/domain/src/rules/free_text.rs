//! What may stand in a text that somebody types: not too long, and never a card number.

use super::{Refusal, RefusalCode, act};
use uuid::{Uuid, Variant};

/// The digits a card number has.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// Letters of a UUID that is written with its dashes.
const HYPHENATED: usize = uuid::fmt::Hyphenated::LENGTH;

/// Checks one text. `max` is in characters, as Antom counts (api.md section 3).
pub(crate) fn check(field: &str, text: &str, max: usize, too_long: RefusalCode) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length > max {
        let reason = format!("{field} has {length} characters, and Antom takes at most {max}");
        return Err(Refusal::new(too_long, reason, act(format!("shorten {field}"))));
    }
    if card_like(text) {
        let reason =
            format!("{field} contains what looks like a card number, and card numbers are never stored");
        return Err(Refusal::new(
            RefusalCode::CardNumber,
            reason,
            act(format!("take the number out of {field}")),
        ));
    }
    Ok(())
}

/// Whether a text contains what looks like a card number: 13 to 19 digits that satisfy the Luhn check, written
/// together or in groups with spaces, dashes or dots between them. Full-width digits count as digits. UUIDs do not count:
/// one in four hundred has groups of digits that would pass, and payments and refunds are named by them. Nor does what
/// begins with 0, 1 or 20: no card that Antom takes does (Mastercard's numbers begin with 2221 or more), and shops number
/// their orders by the day or by the milliseconds since 1970, of which one in ten would pass.
#[must_use]
pub fn card_like(text: &str) -> bool {
    let mut groups: Vec<Vec<u32>> = vec![Vec::new()];
    for letter in without_uuids(text).chars() {
        match (digit(letter), is_separator(letter)) {
            (Some(value), _) => {
                if let Some(group) = groups.last_mut() {
                    group.push(value);
                }
            }
            (None, true) => {
                if groups.last().is_some_and(|group| !group.is_empty()) {
                    groups.push(Vec::new());
                }
            }
            (None, false) => {
                if any_card_in(&groups) {
                    return true;
                }
                groups = vec![Vec::new()];
            }
        }
    }
    any_card_in(&groups)
}

/// The text with a letter in the place of each UUID, so that what stands beside one is not joined.
fn without_uuids(text: &str) -> String {
    let ends_a_word = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
    text.split_inclusive(ends_a_word)
        .map(|piece| if is_uuid(piece.trim_end_matches(ends_a_word)) { "x" } else { piece })
        .collect()
}

/// Written with its dashes, and of a version there is: five groups of bare digits are none by accident.
fn is_uuid(word: &str) -> bool {
    word.len() == HYPHENATED
        && Uuid::try_parse(word)
            .is_ok_and(|id| id.get_version().is_some() && id.get_variant() == Variant::RFC4122)
}

fn digit(letter: char) -> Option<u32> {
    letter.to_digit(10).or_else(|| {
        let offset = u32::from(letter).checked_sub(u32::from('０'))?;
        (offset < 10).then_some(offset)
    })
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '.' | '_' | '‐' | '‑' | '–' | '—' | '·' | '\u{200b}')
}

/// Any run of neighbouring groups may be the number; what stands beside it (an expiry, a security code) does not
/// hide it.
fn any_card_in(groups: &[Vec<u32>]) -> bool {
    (0..groups.len()).any(|start| {
        let mut digits: Vec<u32> = Vec::new();
        groups.iter().skip(start).any(|group| {
            digits.extend(group);
            CARD_DIGITS.contains(&digits.len()) && is_card(&digits)
        })
    })
}

fn is_card(digits: &[u32]) -> bool {
    !matches!(digits, [0 | 1, ..] | [2, 0, ..]) && luhn(digits)
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([false, true].into_iter().cycle())
        .map(|(digit, doubled)| match (doubled, digit.saturating_mul(2)) {
            (false, _) => *digit,
            (true, twice) if twice > 9 => twice.saturating_sub(9),
            (true, twice) => twice,
        })
        .fold(0, u32::saturating_add);
    sum.checked_rem(10) == Some(0)
}

/// Letters that some methods refuse in what Antom receives: anything outside Latin writing (guides 0, 1, 3).
#[must_use]
pub fn non_latin(text: &str) -> bool {
    // Beyond Latin Extended-B, without punctuation and currency signs.
    text.chars().any(|letter| match u32::from(letter) {
        0..=0x024F | 0x2000..=0x206F | 0x20A0..=0x20CF => false,
        _ => !is_separator(letter),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn card_numbers_are_seen_however_they_are_written() {
        for text in [
            "4054695723100768",
            "card 4054 6957 2310 0768 please",
            "4054-6957-2310-0768",
            "4054.6957.2310.0768 12/28",
            "4054695723100768 123",
            "４０５４６９５７２３１００７６８",
            "卡号４０５４６９５７２３１００７６８：12/28",
            "amex 378282246310005!",
            "9490220011669217",
            "2221 0000 0000 0009",
            "2200 0000 0000 0004",
        ] {
            assert!(card_like(text), "{text}");
        }
    }

    #[test]
    fn ordinary_numbers_are_let_through() {
        for text in [
            "",
            "A-1001",
            "+65 9123 4567",
            "4054695723100769",
            "0000000000000000",
            "2026-11-25 11:05",
            "SGD 1,299.00",
            "202408221940108001001887E0207493868",
        ] {
            assert!(!card_like(text), "{text}");
        }
    }

    #[test]
    fn orders_that_are_numbered_by_the_day_or_by_milliseconds_are_no_cards_whatever_their_last_digit() {
        for begun in
            ["2026112810351", "20261128-10351", "2026-11-28 2026-12-0", "179590977235", "000405469572310"]
        {
            for last in 0..10 {
                let number = format!("{begun}{last}");
                assert!(!card_like(&number), "{number}");
            }
        }
        assert!(card_like("20261128 4054695723100768"), "a card beside a day is one");
    }

    #[test]
    fn a_uuid_is_no_card_number_and_hides_none() {
        let id = "c4054695-7231-4076-8a00-000000000000";
        let alike = id.replace("8a00", "8-a00");
        assert!(card_like(&alike), "its digits are those of a card: {alike}");
        assert!(!card_like(id));
        assert!(!card_like(&format!("({id}), see {id}.")));
        for beside in [format!("{id} 4054695723100768"), format!("4054-6957-2310-0768,{id}")] {
            assert!(card_like(&beside), "{beside}");
        }
        assert!(card_like("40546957-2310-0768-0000-000000000000"), "there is no such version");
        assert!(card_like(&id.replace("8a00", "0a00")), "nor such a variant");
    }

    #[test]
    fn chinese_is_flagged_and_european_letters_are_not() {
        assert!(non_latin("王小明"));
        assert!(non_latin("Заказ"));
        assert!(!non_latin("Café crème – 12 €"));
    }

    proptest! {
        #[test]
        fn no_id_of_this_program_is_a_card_number(bytes in any::<[u8; 16]>()) {
            let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
            prop_assert!(!card_like(&id.to_string()));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = (card_like(&text), non_latin(&text));
        }

        #[test]
        fn a_number_completed_by_its_check_digit_is_seen(body in "(2[1-9]|[3-9][0-9])[0-9]{10,16}") {
            let complete = ('0'..='9').map(|last| format!("{body}{last}")).find(|text| card_like(text));
            prop_assert!(complete.is_some());
        }
    }
}
