//! The n-grams under which a row is proposed.
//!
//! Of text: every run of one, two, three and four characters, so that a two-character name or one digit is a token of
//! its own, and so that digits, of which every order has many, are told apart by the ten thousand.
//!
//! Of ids, which are long, random and many: the four-character groups that begin at every second character, and the
//! last four, under a mark of their own. That is half the postings of every run, and enough for a part of an id of
//! [`ID_ANYWHERE`] characters wherever it stands (two possible alignments, two groups in each, so that the fixed
//! beginning that Antom's ids share does not hide the rest), and of [`ID_EDGE`] at either end.

use super::normalise;

/// Length of the groups of ids.
pub(crate) const GROUP: usize = 4;
/// From one group of an id to the next.
const STRIDE: usize = 2;
/// From this length on a part of an id is found wherever it stands: any seven characters hold two whole groups.
pub(crate) const ID_ANYWHERE: usize = 7;
/// From this length on a part of an id is found at its beginning or end.
pub(crate) const ID_EDGE: usize = GROUP;
/// Length of the longest gram of text.
pub(crate) const LONGEST: usize = 4;
/// Stands before the groups of ids, so that they are not taken for text.
const ID_MARK: char = '\u{E100}';

/// Every token of a row, separated by spaces, each once.
pub(crate) fn of_row<'a>(texts: impl Iterator<Item = &'a str>, ids: &[String]) -> String {
    let mut grams = Vec::with_capacity(256);
    let mut letters = Vec::with_capacity(64);
    for text in texts {
        letters.clear();
        letters.extend(text.chars().map(letter));
        for length in 1..=LONGEST {
            grams.extend(letters.windows(length).map(pack));
        }
    }
    for id in ids {
        letters.clear();
        letters.extend(id.chars().map(letter));
        let last = letters.windows(GROUP).last();
        let mark = u128::from(u32::from(ID_MARK)) << 84;
        grams.extend(groups(&letters).chain(last).map(|group| pack(group) | mark));
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
    groups(&letters).next().map(marked)
}

/// The token of an id that ends with this part.
pub(crate) fn of_id_end(part: &str) -> Option<String> {
    let letters: Vec<char> = part.chars().map(letter).collect();
    letters.windows(GROUP).last().map(marked)
}

/// The one token that every text with this folded needle has and no other text; none where no token says so much.
pub(crate) fn exactly(needle: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || !(letter.is_ascii() || is_private(letter));
    (needle.chars().all(plain) && (1..=LONGEST).contains(&needle.chars().count())).then(|| needle.to_owned())
}

/// The tokens of an id that holds this part, for each of the two alignments it may have.
pub(crate) fn of_id_part(part: &str) -> Vec<Vec<String>> {
    let letters: Vec<char> = part.chars().map(letter).collect();
    (0..STRIDE)
        .filter_map(|skipped| letters.get(skipped..))
        .map(|rest| distinct(groups(rest).map(marked)))
        .collect()
}

/// The groups of an id, or of the rest of one from where a group begins.
fn groups(letters: &[char]) -> impl Iterator<Item = &[char]> {
    letters.windows(GROUP).step_by(STRIDE)
}

fn marked(group: &[char]) -> String {
    std::iter::once(&ID_MARK).chain(group).collect()
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

/// Up to five characters in one number, so that sorting them away costs no allocation.
fn pack(gram: &[char]) -> u128 {
    gram.iter().fold(0, |packed, letter| (packed << BITS) | u128::from(u32::from(*letter)))
}

fn unpack(packed: u128, tokens: &mut String) {
    for place in [84_u32, 63, 42, 21, 0] {
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

    #[test]
    fn text_gives_every_run_of_up_to_four_characters_once() {
        let tokens = of_row(["ababa"].into_iter(), &[]);
        let mut tokens: Vec<&str> = tokens.split(' ').filter(|token| !token.is_empty()).collect();
        tokens.sort_unstable();
        assert_eq!(tokens, ["a", "ab", "aba", "abab", "b", "ba", "bab", "baba"]);
    }

    #[test]
    fn a_chinese_name_of_two_characters_is_a_token_of_its_own() {
        assert!(of_row(["王芳"].into_iter(), &[]).split(' ').any(|token| token == "王芳"));
        assert_eq!(of_needle("王芳"), ["王芳"]);
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let tokens = of_row(["ab", "cd"].into_iter(), &[]);
        assert!(!tokens.split(' ').any(|token| token == "bc"));
    }

    #[test]
    fn any_seven_characters_of_an_id_hold_a_group_of_it() {
        let id = "0123456789abcdefghij".to_owned();
        let tokens = of_row(std::iter::empty(), std::slice::from_ref(&id));
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
        let tokens = of_row(std::iter::empty(), &["abcdefghi".to_owned()]);
        let tokens: Vec<&str> = tokens.split(' ').collect();
        assert!(tokens.contains(&of_id_beginning("abcdef").unwrap().as_str()));
        assert!(tokens.contains(&of_id_end("efghi").unwrap().as_str()));
    }

    #[test]
    fn punctuation_stays_within_a_token() {
        let token = of_needle("a@b").remove(0);
        assert!(token.chars().all(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii()));
    }
}
