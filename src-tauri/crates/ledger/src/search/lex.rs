//! A search line cut into pieces.

use super::query::QueryError;

/// One piece: a word, a quoted phrase, or a field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it begins, in characters.
    pub(crate) position: usize,
    pub(crate) negated: bool,
    /// The field's name in lower case, where the piece has one.
    pub(crate) field: Option<String>,
    pub(crate) value: String,
    pub(crate) quoted: bool,
}

impl Piece {
    pub(crate) const fn error(&self, message: String, remedy: String) -> QueryError {
        QueryError { position: self.position, message, remedy }
    }
}

/// Quotation marks that people's keyboards and programs produce.
const fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '＂')
}

const fn is_colon(letter: char) -> bool {
    matches!(letter, ':' | '：')
}

/// Cuts a line at white space outside quotation marks.
pub(crate) fn pieces(line: &str) -> Result<Vec<Piece>, QueryError> {
    let letters: Vec<char> = line.chars().collect();
    let mut pieces = Vec::new();
    let mut rest = letters.as_slice();
    loop {
        rest = rest
            .iter()
            .position(|letter| !letter.is_whitespace())
            .and_then(|start| rest.get(start..))
            .unwrap_or(&[]);
        if rest.is_empty() {
            return Ok(pieces);
        }
        let position = letters.len().saturating_sub(rest.len());
        let (piece, others) = piece(position, rest)?;
        pieces.push(piece);
        rest = others;
    }
}

fn piece(position: usize, letters: &[char]) -> Result<(Piece, &[char]), QueryError> {
    let (negated, letters) = match letters {
        ['-', rest @ ..] if rest.first().is_some_and(|letter| !letter.is_whitespace()) => (true, rest),
        other => (false, other),
    };
    let (field, letters) = field(letters);
    let (value, quoted, rest) = match letters {
        [mark, inside @ ..] if is_quote(*mark) => {
            let end = inside.iter().position(|letter| is_quote(*letter)).ok_or_else(|| QueryError {
                position,
                message: "a quotation mark has no pair".to_owned(),
                remedy: "Close the quotation, or leave the mark out.".to_owned(),
            })?;
            let (value, rest) = inside.split_at_checked(end).unwrap_or((inside, &[]));
            (value, true, rest.split_first().map_or(rest, |(_, rest)| rest))
        }
        plain => {
            let end = plain.iter().position(|letter| letter.is_whitespace()).unwrap_or(plain.len());
            let (value, rest) = plain.split_at_checked(end).unwrap_or((plain, &[]));
            (value, false, rest)
        }
    };
    Ok((Piece { position, negated, field, value: value.iter().collect(), quoted }, rest))
}

/// `name:` at the beginning, where the name is of letters, digits and hyphens and begins with a letter. `https://…` and `12:30` are text.
fn field(letters: &[char]) -> (Option<String>, &[char]) {
    let name_end = letters
        .iter()
        .position(|letter| !(letter.is_ascii_alphanumeric() || *letter == '-'))
        .unwrap_or(letters.len());
    let (name, rest) = letters.split_at_checked(name_end).unwrap_or((letters, &[]));
    match rest {
        [colon, value @ ..]
            if is_colon(*colon)
                && name.first().is_some_and(char::is_ascii_alphabetic)
                && !value.starts_with(&['/', '/']) =>
        {
            (Some(name.iter().collect::<String>().to_lowercase()), value)
        }
        _ => (None, letters),
    }
}
