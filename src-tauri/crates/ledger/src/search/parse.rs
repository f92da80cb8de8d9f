//! The language of the search line.
//!
//! Words are looked for in order number, description, buyer's name, e-mail, telephone number, card's last four, notes,
//! the merchant's own id of the buyer, and the reasons of closing and of moving money, as any part of them down to one
//! character, whatever the case, accents and width; all of them must be there.
//! Ids are found whole, by any seven characters, and by four or more at their beginning or end. Telephone numbers are
//! found in any spelling. `"two words"` must stand together. A `-` before anything means *not*.
//!
//! | field | takes |
//! |---|---|
//! | `status:` | a state word or its beginning, several with commas: `status:paid,captured` |
//! | `amount:` | `100`, `>100`, `>=100`, `<100`, `<=100`, `10..20`, in major units of each order's own currency |
//! | `currency:` | a currency's code, several with commas |
//! | `method:` | a payment method or its beginning (`card`, `alipay`), several with commas |
//! | `order:` | part of the order number |
//! | `email:` | part of the e-mail address |
//! | `last4:` | the card's last four digits |
//! | `before:` `after:` `on:` | a day as `2026-11-21`, `today` or `yesterday`; `on:` (or `date:`) also `2026-11-01..2026-11-21` |
//! | `created-by:` | part of the name of whoever opened the order |
//! | `account:` | the name of the merchant account, several with commas |
//!
//! The same field twice means either, for `status:`, `currency:`, `method:`, `created-by:` and `account:`.

use super::instant::{Day, Span};
use super::lex::{Piece, pieces};
use super::number;
use super::query::{Clause, Condition, Query, QueryError, WORDS};
use super::term::{Field, Term, is_phone_character};
use chrono_tz::Tz;
use money::Currency;

/// Reads a line.
pub(crate) fn query(text: &str, zone: Tz) -> Result<Query, QueryError> {
    let mut clauses = Vec::new();
    let pieces = pieces(text)?;
    let mut rest = pieces.as_slice();
    while let Some((piece, others)) = rest.split_first() {
        if let Some((term, taken)) = grouped_phone(rest) {
            clauses.push(Clause { negated: piece.negated, condition: Condition::Text(term) });
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        if let Some(condition) = condition(piece)? {
            join(&mut clauses, Clause { negated: piece.negated, condition });
        }
        rest = others;
    }
    Ok(Query { clauses, zone })
}

/// Adds a clause; fields an order has one value of widen the clause that is there already.
fn join(clauses: &mut Vec<Clause>, clause: Clause) {
    use Condition::{Account, Creator, Currency, Method, Word};
    if !clause.negated {
        for known in clauses.iter_mut().filter(|known| !known.negated) {
            match (&mut known.condition, &clause.condition) {
                (Word(known), Word(more)) => return known.extend(more),
                (Currency(known), Currency(more))
                | (Method(known), Method(more))
                | (Creator(known), Creator(more))
                | (Account(known), Account(more)) => {
                    return known.extend(more.iter().cloned());
                }
                _ => {}
            }
        }
    }
    clauses.push(clause);
}

/// Most digits of a telephone number (ITU-T E.164).
const MOST_DIGITS: usize = 15;
/// Fewest digits at which groups of digits are read as one number.
const FEWEST_DIGITS: usize = 7;

/// A telephone number typed in groups: `+65 8123 4567`, `(02) 9876 5432`, `0065 8123 4567`. A line may also mean each
/// group by itself, so the term takes either.
fn grouped_phone(pieces: &[Piece]) -> Option<(Term, usize)> {
    let plain = |piece: &&Piece| {
        piece.field.is_none() && !piece.quoted && piece.value.chars().all(is_phone_character)
    };
    let first = pieces.first().filter(plain)?;
    if !first.value.starts_with(['+', '0', '(']) {
        return None;
    }
    let groups: Vec<&str> = pieces
        .iter()
        .take_while(plain)
        .enumerate()
        .take_while(|(place, piece)| *place == 0 || !piece.negated)
        .map(|(_, piece)| piece.value.as_str())
        .collect();
    let digits = groups.iter().flat_map(|group| group.chars()).filter(char::is_ascii_digit).count();
    let believable = groups.len() > 1 && (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits);
    believable.then(|| (Term::grouped_phone(&groups), groups.len()))
}

/// The names of all fields.
const FIELDS: [&str; 12] = [
    "status",
    "amount",
    "currency",
    "method",
    "order",
    "email",
    "last4",
    "before",
    "after",
    "on",
    "created-by",
    "account",
];

fn condition(piece: &Piece) -> Result<Option<Condition>, QueryError> {
    let Some(field) = &piece.field else {
        return Ok(Term::anywhere(&piece.value).map(Condition::Text));
    };
    let value = piece.value.as_str();
    if value.trim().is_empty() && FIELDS.contains(&field.as_str()) {
        return Err(piece.error(format!("`{field}:` needs a value"), remedy(field)));
    }
    if let Some((message, remedy)) = doubtful(field, value) {
        return Err(piece.error(message, remedy));
    }
    let wrong = || piece.error(format!("`{field}:` does not take `{value}`"), remedy(field));
    let read = match field.as_str() {
        "status" => words(value).map(Condition::Word),
        "amount" => number::amounts(value).map(Condition::Amount),
        "currency" => currencies(value).map(Condition::Currency),
        "method" => {
            Some(Condition::Method(listed(value, |name| name.to_uppercase().replace([' ', '-'], "_"))))
        }
        "created-by" => Some(Condition::Creator(listed(value, super::normalise::fold))),
        "account" => Some(Condition::Account(listed(value, str::to_lowercase))),
        "order" => Term::in_field(Field::Reference, value).map(|term| Condition::Field("order number", term)),
        "email" => Term::in_field(Field::Email, value).map(|term| Condition::Field("e-mail", term)),
        "last4" => last4(value).map(|term| Condition::Field("last four", term)),
        "before" => {
            Day::read(value).map(|day| Condition::Opened(Span { first: None, last: Some(day), beyond: true }))
        }
        "after" => {
            Day::read(value).map(|day| Condition::Opened(Span { first: Some(day), last: None, beyond: true }))
        }
        "on" | "date" => days(value).map(Condition::Opened),
        _ => {
            return Err(piece.error(
                format!("there is no field `{field}:`"),
                format!(
                    "The fields are {}. To look for the text itself, put it in quotation marks: \"{field}:{value}\".",
                    FIELDS.map(|name| format!("{name}:")).join(" ")
                ),
            ));
        }
    };
    read.map(Some).ok_or_else(wrong)
}

/// What could be read and is not taken: an amount with two readings, a span the wrong way round.
fn doubtful(field: &str, value: &str) -> Option<(String, String)> {
    match field {
        "amount" => match number::doubt(value)? {
            number::Doubt::TwoReadings(thousands, decimals) => Some((
                format!("`{value}` can be read as {thousands} or as {decimals}"),
                format!("Write major units without commas: amount:{thousands}, or a point before decimals."),
            )),
            number::Doubt::WrongWayRound(low, high) => Some((
                format!("`{value}` is the wrong way round: {low} is more than {high}"),
                format!("Write the smaller amount first: amount:{high}..{low}."),
            )),
        },
        "on" | "date" => {
            let (first, last) = value.split_once("..")?;
            let is_wrong = match (Day::read(first)?, Day::read(last)?) {
                (Day::Date(first), Day::Date(last)) => first > last,
                (Day::Today, Day::Yesterday) => true,
                _ => false,
            };
            is_wrong.then(|| {
                let message = format!("`{value}` is the wrong way round: {first} is later than {last}");
                (message, format!("Write the earlier day first: on:{last}..{first}."))
            })
        }
        _ => None,
    }
}

/// What a field takes, in words for people.
fn remedy(field: &str) -> String {
    match field {
        "status" => {
            let slugs: Vec<&str> = WORDS.iter().map(|(slug, _)| *slug).collect();
            format!("Use one of: {}.", slugs.join(", "))
        }
        "amount" => {
            "Write major units with a point before decimals: amount:100, amount:>100, amount:<=99.50, \
                     amount:10..20."
                .to_owned()
        }
        "currency" => {
            let codes: Vec<&str> = Currency::all().iter().map(|currency| currency.code()).collect();
            format!("Use one of: {}.", codes.join(", "))
        }
        "last4" => "Give the card's last four digits: last4:4417.".to_owned(),
        "before" | "after" => {
            format!("Write a day as {field}:2026-11-21, {field}:today or {field}:yesterday.")
        }
        "on" | "date" => "Write a day as on:2026-11-21, on:today or on:yesterday, or days as \
                          on:2026-11-01..2026-11-21."
            .to_owned(),
        "method" => "Give a payment method or its beginning: method:card, method:alipay.".to_owned(),
        "order" => "Give part of the order number: order:A-1001.".to_owned(),
        "email" => "Give part of the address: email:tan@example.com.".to_owned(),
        "account" => "Give the name of an account: account:main.".to_owned(),
        _ => format!("Give part of a name: {field}:meera."),
    }
}

fn listed(value: &str, spell: impl Fn(&str) -> String) -> Vec<String> {
    value.split(',').map(|part| spell(part.trim())).filter(|part| !part.is_empty()).collect()
}

/// State words by the beginning of slug or label, in either spelling of English.
fn words(value: &str) -> Option<Vec<&'static str>> {
    let mut found = Vec::new();
    for part in value.split(',') {
        let part = super::normalise::fold(part).replace([' ', '_'], "-");
        let part = match part.as_str() {
            "" => return None,
            "canceled" => "cancelled",
            "authorized" => "authorised",
            "partially-refunded" | "partly-refunded" | "partrefunded" => "part-refunded",
            other => other,
        };
        let before = found.len();
        // A word written out means that word alone, though another may begin with it.
        match WORDS.iter().find(|(slug, _)| *slug == part) {
            Some((slug, _)) => found.push(*slug),
            None => found.extend(
                WORDS
                    .iter()
                    .filter(|(slug, label)| {
                        slug.starts_with(part) || label.to_lowercase().replace(' ', "-").starts_with(part)
                    })
                    .map(|(slug, _)| *slug),
            ),
        }
        if found.len() == before {
            return None;
        }
    }
    Some(found)
}

fn currencies(value: &str) -> Option<Vec<String>> {
    value
        .split(',')
        .map(|code| {
            Currency::from_code(&code.trim().to_uppercase()).ok().map(|currency| currency.code().to_owned())
        })
        .collect()
}

fn last4(value: &str) -> Option<Term> {
    let digits = super::normalise::fold(value);
    (digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit()))
        .then(|| Term::in_field(Field::Last4, &digits))
        .flatten()
}

fn days(value: &str) -> Option<Span> {
    match value.split_once("..") {
        None => Day::read(value).map(|day| Span { first: Some(day), last: Some(day), beyond: false }),
        Some(("", "")) => None,
        Some((first, last)) => {
            let end = |text: &str| if text.is_empty() { Some(None) } else { Day::read(text).map(Some) };
            Some(Span { first: end(first)?, last: end(last)?, beyond: false })
        }
    }
}
