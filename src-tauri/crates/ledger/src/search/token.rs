//! The n-grams under which a row is proposed.
//!
//! Of text: every run of one, two, three and four characters, so that a two-character name or one digit is a token of
//! its own, and so that digits, of which every order has many, are told apart by the ten thousand.
//!
//! Of ids, which are long, random and many: the five-character groups that begin at every second character, under a
//! mark of their own. That is half the postings of every run, and enough for a part of an id of [`ID_ANYWHERE`]
//! characters wherever it stands, in either of two possible alignments. Five, because Antom's ids share a long fixed part:
//! of a group that reaches into it fewer characters tell orders apart. Their first four and their last four have marks of
//! their own too, for a part of [`ID_EDGE`] characters at either end: four digits stand somewhere in the ids of every
//! three hundredth order, and at the end of few.
//!
//! Of cards: the last four digits once more under a mark of their own, for the same reason.

use super::normalise;

/// Length of the groups of ids.
const GROUP: usize = 5;
/// Length of the groups at either end of an id.
const EDGE: usize = 4;
/// How many last digits of a card there are.
const CARD: usize = 4;
/// From one group of an id to the next.
const STRIDE: usize = 2;
/// From this length on a part of an id is found wherever it stands: any seven characters hold a whole group.
pub(crate) const ID_ANYWHERE: usize = 7;
/// From this length on a part of an id is found at its beginning or end.
pub(crate) const ID_EDGE: usize = EDGE;
/// Length of the longest gram of text.
pub(crate) const LONGEST: usize = 4;
/// Stands before what is no text, so that it is not taken for text.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// A group of an id.
    Id,
    /// The first group of an id.
    IdBegins,
    /// The last four characters of an id.
    IdEnds,
    /// The last four digits of a card.
    Card,
}

impl Mark {
    const fn code(self) -> u32 {
        match self {
            Self::Id => 0xE100,
            Self::IdBegins => 0xE101,
            Self::IdEnds => 0xE102,
            Self::Card => 0xE103,
        }
    }

    fn packed(self, group: &[char]) -> u128 {
        pack(group) | (u128::from(self.code()) << MARKED)
    }

    fn token(self, group: &[char]) -> String {
        char::from_u32(self.code()).into_iter().chain(group.iter().copied()).collect()
    }
}

/// Every token of a row, separated by spaces, each once.
pub(crate) fn of_row<'a>(
    texts: impl Iterator<Item = &'a str>,
    cards: impl Iterator<Item = &'a str>,
    ids: &[String],
) -> String {
    let mut grams = Vec::with_capacity(256);
    let mut letters = Vec::with_capacity(64);
    for text in texts {
        letters.clear();
        letters.extend(text.chars().map(letter));
        for length in 1..=LONGEST {
            grams.extend(letters.windows(length).map(pack));
        }
    }
    for card in cards {
        letters.clear();
        letters.extend(card.chars().map(letter));
        grams.extend(letters.windows(CARD).map(|group| Mark::Card.packed(group)));
    }
    for id in ids {
        letters.clear();
        letters.extend(id.chars().map(letter));
        grams.extend(groups(&letters).map(|group| Mark::Id.packed(group)));
        grams.extend(letters.first_chunk::<EDGE>().map(|group| Mark::IdBegins.packed(group)));
        grams.extend(letters.last_chunk::<EDGE>().map(|group| Mark::IdEnds.packed(group)));
    }
    grams.sort_unstable();
    grams.dedup();
    let mut tokens = String::with_capacity(grams.len().saturating_mul(4));
    for gram in grams {
        unpack(gram, &mut tokens);
        tokens.push(' ');
    }
    tokens
}

/// The tokens a text must have to contain a folded needle.
pub(crate) fn of_needle(needle: &str) -> Vec<String> {
    let letters: Vec<char> = needle.chars().map(letter).collect();
    let length = letters.len().min(LONGEST);
    if length == 0 {
        return Vec::new();
    }
    distinct(letters.windows(length).map(|gram| gram.iter().collect()))
}

/// The token of an id that begins with this part.
pub(crate) fn of_id_beginning(part: &str) -> Option<String> {
    let letters: Vec<char> = part.chars().map(letter).collect();
    letters.first_chunk::<EDGE>().map(|group| Mark::IdBegins.token(group))
}

/// The token of a card with these last four digits; none for any other number of them.
pub(crate) fn of_card(last4: &str) -> Option<String> {
    let letters: Vec<char> = last4.chars().map(letter).collect();
    (letters.len() == CARD).then(|| Mark::Card.token(&letters))
}

/// The token of an id that ends with this part.
pub(crate) fn of_id_end(part: &str) -> Option<String> {
    let letters: Vec<char> = part.chars().map(letter).collect();
    letters.last_chunk::<EDGE>().map(|group| Mark::IdEnds.token(group))
}

/// The one token that every text with this folded needle has and no other text; none where no token says so much.
pub(crate) fn exactly(needle: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || !(letter.is_ascii() || is_private(letter));
    (needle.chars().all(plain) && (1..=LONGEST).contains(&needle.chars().count())).then(|| needle.to_owned())
}

/// The tokens of an id that holds this part, for each of the two alignments it may have. The last ones come first: where
/// ids begin alike, their ends tell them apart, and whoever asks how rare each is need not go on.
pub(crate) fn of_id_part(part: &str) -> Vec<Vec<String>> {
    let letters: Vec<char> = part.chars().map(letter).collect();
    (0..STRIDE)
        .filter_map(|skipped| letters.get(skipped..))
        .map(|rest| {
            let mut tokens: Vec<String> = groups(rest).map(|group| Mark::Id.token(group)).collect();
            tokens.reverse();
            tokens
        })
        .collect()
}

/// The groups of an id, or of the rest of one from where a group begins.
fn groups(letters: &[char]) -> impl Iterator<Item = &[char]> {
    letters.windows(GROUP).step_by(STRIDE)
}

fn distinct(grams: impl Iterator<Item = String>) -> Vec<String> {
    let mut grams: Vec<String> = grams.collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// A character as it stands in tokens. FTS5's `ascii` tokenizer takes letters, digits and everything beyond ASCII as
/// part of a token, so the rest of ASCII moves to the private use area. Two characters that fall together there only
/// cost a comparison.
fn letter(letter: char) -> char {
    if letter.is_ascii() && !letter.is_ascii_alphanumeric() {
        char::from_u32(u32::from(letter).saturating_add(0xE000)).unwrap_or('\u{E000}')
    } else {
        letter
    }
}

/// Whether a character lies where [`letter`] puts punctuation.
const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{E1FF}')
}

/// Bits of one character in a packed gram.
const BITS: u32 = 21;

/// Where a mark stands in a packed gram: before five characters.
const MARKED: u32 = 5 * BITS;

/// Up to six characters in one number, so that sorting them away costs no allocation.
fn pack(gram: &[char]) -> u128 {
    gram.iter().fold(0, |packed, letter| (packed << BITS) | u128::from(u32::from(*letter)))
}

fn unpack(packed: u128, tokens: &mut String) {
    for place in [MARKED, 84, 63, 42, 21, 0] {
        let code = u32::try_from((packed >> place) & 0x1F_FFFF).unwrap_or(0);
        if code != 0 {
            tokens.extend(char::from_u32(code));
        }
    }
}

/// Every token of these fields as [`super::index`] stores them; the fields are normalised already.
pub(crate) fn of_ids<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<String> {
    distinct(ids.map(|id| normalise::id(id)).filter(|id| !id.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::iter::empty;

    #[test]
    fn text_gives_every_run_of_up_to_four_characters_once() {
        let tokens = of_row(["ababa"].into_iter(), empty(), &[]);
        let mut tokens: Vec<&str> = tokens.split(' ').filter(|token| !token.is_empty()).collect();
        tokens.sort_unstable();
        assert_eq!(tokens, ["a", "ab", "aba", "abab", "b", "ba", "bab", "baba"]);
    }

    #[test]
    fn a_chinese_name_of_two_characters_is_a_token_of_its_own() {
        assert!(of_row(["王芳"].into_iter(), empty(), &[]).split(' ').any(|token| token == "王芳"));
        assert_eq!(of_needle("王芳"), ["王芳"]);
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let tokens = of_row(["ab", "cd"].into_iter(), empty(), &[]);
        assert!(!tokens.split(' ').any(|token| token == "bc"));
    }

    #[test]
    fn any_seven_characters_of_an_id_hold_a_group_of_it() {
        let id = "0123456789abcdefghij".to_owned();
        let tokens = of_row(empty(), empty(), std::slice::from_ref(&id));
        let tokens: Vec<&str> = tokens.split(' ').collect();
        let letters: Vec<char> = id.chars().collect();
        for length in ID_ANYWHERE..=letters.len() {
            for part in letters.windows(length) {
                let part: String = part.iter().collect();
                let part = part.as_str();
                assert!(
                    of_id_part(part).iter().any(|groups| !groups.is_empty()
                        && groups.iter().all(|group| tokens.contains(&group.as_str()))),
                    "{part}"
                );
            }
        }
    }

    #[test]
    fn the_ends_of_an_id_are_tokens() {
        let tokens = of_row(empty(), empty(), &["abcdefghi".to_owned()]);
        let tokens: Vec<&str> = tokens.split(' ').collect();
        assert!(tokens.contains(&of_id_beginning("abcdef").unwrap().as_str()));
        assert!(tokens.contains(&of_id_end("efghi").unwrap().as_str()));
    }

    #[test]
    fn the_middle_of_an_id_is_not_its_end_and_the_last_four_of_a_card_are_its_own() {
        let tokens = of_row(["call 4242"].into_iter(), ["1881"].into_iter(), &["11118811".to_owned()]);
        let tokens: Vec<&str> = tokens.split(' ').collect();
        let there = |token: Option<String>| tokens.contains(&token.unwrap().as_str());
        assert!(there(of_id_beginning("1111")) && there(of_id_end("8811")) && there(of_card("1881")));
        assert!(!there(of_id_beginning("1188")) && !there(of_id_end("1188")) && !there(of_card("4242")));
        assert_eq!(of_card("42"), None);
    }

    #[test]
    fn punctuation_stays_within_a_token() {
        let token = of_needle("a@b").remove(0);
        assert!(token.chars().all(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii()));
    }
}
