//! One thing to look for in the text of an order, in every shape it may have there.

use super::index::{FIELD_END, ID_END, LAST4, TEXT_END};
use super::{normalise, token};

/// A field of `search_rows.text`, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The shop's order number.
    Reference,
    /// The buyer's e-mail address.
    Email,
    /// The telephone number's digits.
    Phone,
    /// The last four digits of cards.
    Last4,
}

impl Field {
    const fn place(self) -> usize {
        match self {
            Self::Reference => 0,
            Self::Email => 3,
            Self::Phone => 4,
            Self::Last4 => LAST4,
        }
    }
}

/// The text of one order, as `search_rows` holds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'a> {
    texts: &'a str,
    ids: &'a str,
}

impl<'a> Document<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let (texts, ids) = text.split_once(TEXT_END).unwrap_or((text, ""));
        Self { texts, ids }
    }

    fn field(&self, field: Field) -> &'a str {
        self.texts.split(FIELD_END).nth(field.place()).unwrap_or("")
    }
}

/// One shape. All text in it is normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Needle {
    /// Part of any field of text.
    Text(String),
    /// Part of one field.
    In(Field, String),
    /// Digits of a telephone number.
    Phone(String),
    /// Part of an id, anywhere.
    IdPart(String),
    /// Beginning or end of an id.
    IdEdge(String),
}

impl Needle {
    fn is_in(&self, document: Document<'_>) -> bool {
        match self {
            Self::Text(text) => document.texts.contains(text.as_str()),
            Self::In(field, text) => document.field(*field).contains(text.as_str()),
            Self::Phone(digits) => normalise::same_phone(document.field(Field::Phone), digits),
            Self::IdPart(part) => document.ids.contains(part.as_str()),
            Self::IdEdge(part) => document
                .ids
                .split_terminator(ID_END)
                .any(|id| id.starts_with(part.as_str()) || id.ends_with(part.as_str())),
        }
    }

    /// Sets of tokens of which a document with this needle has at least one whole set.
    fn proposals(&self) -> Vec<Vec<String>> {
        match self {
            Self::In(Field::Last4, text) => {
                vec![token::of_card(text).map_or_else(|| token::of_needle(text), |card| vec![card])]
            }
            Self::Text(text) | Self::In(_, text) => vec![token::of_needle(text)],
            Self::Phone(digits) => vec![token::of_needle(normalise::phone_tail(digits))],
            Self::IdPart(part) => token::of_id_part(part),
            Self::IdEdge(part) => {
                let mut ends: Vec<_> =
                    token::of_id_beginning(part).into_iter().chain(token::of_id_end(part)).collect();
                ends.dedup();
                ends.into_iter().map(|gram| vec![gram]).collect()
            }
        }
    }
}

/// One thing to look for: some shape of it has all its needles in the order's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As it was typed.
    pub(crate) shown: String,
    shapes: Vec<Vec<Needle>>,
}

impl Term {
    /// Text that may stand anywhere; none where nothing comparable is left of it.
    pub(crate) fn anywhere(typed: &str) -> Option<Self> {
        let text = normalise::fold(typed);
        if text.is_empty() {
            return None;
        }
        let mut shapes = Vec::new();
        if let Some(digits) = phone_digits(&text) {
            shapes.push(vec![Needle::Phone(digits)]);
        }
        let id = normalise::id(&text);
        match id.chars().count() {
            token::ID_ANYWHERE.. => shapes.push(vec![Needle::IdPart(id)]),
            token::ID_EDGE.. => shapes.push(vec![Needle::IdEdge(id)]),
            _ => {}
        }
        shapes.insert(0, vec![Needle::Text(text)]);
        Some(Self { shown: typed.to_owned(), shapes })
    }

    /// Text in one field; none where nothing comparable is left of it.
    pub(crate) fn in_field(field: Field, typed: &str) -> Option<Self> {
        let text = normalise::fold(typed);
        (!text.is_empty())
            .then(|| Self { shown: typed.to_owned(), shapes: vec![vec![Needle::In(field, text)]] })
    }

    /// A telephone number typed in groups: as one number, or every group somewhere.
    pub(crate) fn grouped_phone(groups: &[&str]) -> Self {
        let shown = groups.join(" ");
        let digits = normalise::phone(&shown);
        let each = groups.iter().map(|group| Needle::Text(normalise::fold(group))).collect();
        Self { shapes: vec![vec![Needle::Phone(digits)], each], shown }
    }

    pub(crate) fn is_in(&self, document: Document<'_>) -> bool {
        self.shapes.iter().any(|needles| needles.iter().all(|needle| needle.is_in(document)))
    }

    /// A token that only documents with this term have; none where no single token says so much.
    pub(crate) fn certain(&self) -> Option<String> {
        self.shapes.iter().find_map(|needles| match needles.as_slice() {
            [Needle::Text(text)] => token::exactly(text),
            _ => None,
        })
    }

    /// Sets of tokens of which every document that has this term has at least one whole set.
    pub(crate) fn proposals(&self) -> Vec<Vec<String>> {
        self.shapes
            .iter()
            .flat_map(|needles| match needles.as_slice() {
                [one] => one.proposals(),
                // Only shapes of several texts have several needles: one set holds the tokens of all.
                several => vec![several.iter().flat_map(Needle::proposals).flatten().collect()],
            })
            .collect()
    }
}

/// Fewest digits at which leading zeros are taken for a dialling prefix rather than for part of a number.
const DIALLED: usize = 7;

/// The digits of a folded text that reads like a telephone number.
fn phone_digits(text: &str) -> Option<String> {
    if !text.chars().all(is_phone_character) {
        return None;
    }
    let typed = text.chars().filter(char::is_ascii_digit).count();
    let digits = normalise::phone(text);
    let believable = if text.starts_with('+') { !digits.is_empty() } else { typed >= DIALLED };
    believable.then_some(digits)
}

/// Whether a character may stand in a telephone number.
pub(crate) const fn is_phone_character(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')' | '.' | '/' | ' ')
}

#[cfg(test)]
mod tests {
    use super::super::index::{SearchRow, text};
    use super::*;

    fn found(row: &SearchRow, typed: &str) -> bool {
        Term::anywhere(typed).unwrap().is_in(Document::new(&text(row)))
    }

    #[test]
    fn every_spelling_of_a_telephone_number_finds_it() {
        for stored in ["+65 8123-4567", "0065 8123 4567", "81234567", "6581234567"] {
            let row = SearchRow { phone: stored.to_owned(), ..SearchRow::default() };
            for typed in ["+65 8123-4567", "+6581234567", "006581234567", "8123-4567", "81234567", "4567"] {
                assert!(found(&row, typed), "{stored} by {typed}");
            }
        }
    }

    #[test]
    fn an_id_is_found_whole_by_a_part_and_by_its_end_with_and_without_hyphens() {
        let row = SearchRow {
            ids: vec![
                "3f2b8c1e-1f3a-4c77-9d0e-5a6b7c8d9e0f".to_owned(),
                "20261121194010800100188820263".to_owned(),
            ],
            ..SearchRow::default()
        };
        for typed in ["3F2B8C1E-1F3A", "1f3a-4c77-9d", "3f2b", "9e0f", "0263", "202611", "0108001001888"] {
            assert!(found(&row, typed), "{typed}");
        }
        for typed in ["8c1e", "1f3a", "263", "20263x"] {
            assert!(!found(&row, typed), "{typed}");
        }
    }

    #[test]
    fn a_term_does_not_reach_across_fields() {
        let row =
            SearchRow { reference: "A-1".into(), description: "00 cups".into(), ..SearchRow::default() };
        assert!(!found(&row, "a-100"));
        assert!(found(&row, "a-1"));
    }
}
