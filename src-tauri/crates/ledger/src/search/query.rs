//! What was asked, in a form that can be judged row by row.

use super::instant::{Moments, Span};
use super::number::{self, Amounts};
use super::term::{Document, Term};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// A question to the ledger. See [`super::parse`] for the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) zone: Tz,
}

/// Why a line of text is not a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// Where it went wrong, in characters from the beginning.
    pub position: usize,
    /// What is wrong.
    pub message: String,
    /// What would do instead.
    pub remedy: String,
}

impl QueryError {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "search-query"
    }
}

impl Query {
    /// Reads a line of text. Days in it are days of `zone`, the store's own.
    ///
    /// # Errors
    ///
    /// An unknown field, a value a field does not take, or a quotation mark without its pair; each names the place and
    /// what would do.
    pub fn parse(text: &str, zone: Tz) -> Result<Self, QueryError> {
        super::parse::query(text, zone)
    }

    /// The names of accounts it asks for, or asks to leave out.
    pub fn accounts(&self) -> impl Iterator<Item = &str> {
        self.clauses
            .iter()
            .flat_map(|clause| match &clause.condition {
                Condition::Account(names) => names.as_slice(),
                _ => &[],
            })
            .map(String::as_str)
    }

    /// The orders of this query that answer another one too. Nothing widens what is there: within one line the same field
    /// twice means either.
    #[must_use]
    pub fn within(mut self, other: Self) -> Self {
        self.clauses.extend(other.clauses);
        self
    }

    /// The query that every order answers.
    #[must_use]
    pub const fn everything(zone: Tz) -> Self {
        Self { clauses: Vec::new(), zone }
    }

    /// How the query was read, in one line for people.
    #[must_use]
    pub fn understood(&self) -> String {
        if self.clauses.is_empty() {
            return "everything".to_owned();
        }
        let parts: Vec<String> = self.clauses.iter().map(|clause| clause.shown(self.zone)).collect();
        parts.join(" · ")
    }
}

/// One condition, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) negated: bool,
    pub(crate) condition: Condition,
}

/// What one clause asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Free text.
    Text(Term),
    /// Text in a field, with the field's name.
    Field(&'static str, Term),
    /// One of these state words (slugs).
    Word(Vec<&'static str>),
    /// One of these currencies.
    Currency(Vec<String>),
    /// A method whose name begins with one of these.
    Method(Vec<String>),
    /// Opened by somebody whose folded name holds one of these.
    Creator(Vec<String>),
    /// Paid to one of these merchant accounts.
    Account(Vec<String>),
    /// The amount lies between these, and how it was typed.
    Amount(Amounts),
    /// Opened on these days.
    Opened(Span),
}

impl Clause {
    fn shown(&self, zone: Tz) -> String {
        let not = if self.negated { "not " } else { "" };
        match &self.condition {
            Condition::Text(term) => format!("{not}text “{}”", term.shown),
            Condition::Field(name, term) => format!("{not}{name} has “{}”", term.shown),
            Condition::Word(slugs) => {
                let labels: Vec<&str> = slugs.iter().map(|slug| label(slug)).collect();
                format!("{not}status {}", labels.join(" or "))
            }
            Condition::Currency(codes) => format!("{not}currency {}", codes.join(" or ")),
            Condition::Method(names) => format!("{not}method {}", names.join(" or ")),
            Condition::Creator(names) => format!("{not}created by {}", names.join(" or ")),
            Condition::Account(names) => format!("{not}account {}", names.join(" or ")),
            Condition::Amount(amounts) => format!("{not}amount {}", shown_amounts(*amounts)),
            Condition::Opened(span) => format!("{not}opened {} ({zone})", shown_span(*span)),
        }
    }
}

fn shown_amounts(amounts: Amounts) -> String {
    match (amounts.from, amounts.until) {
        (from, i64::MAX) => format!("at least {}", number::shown(from)),
        (0, until) => format!("at most {}", number::shown(until)),
        (from, until) if from == until => number::shown(from),
        (from, until) => format!("from {} to {}", number::shown(from), number::shown(until)),
    }
}

fn shown_span(span: Span) -> String {
    let (after, before) = if span.beyond { ("after", "before") } else { ("from", "until") };
    match (span.first, span.last) {
        (Some(first), Some(last)) if first == last => format!("on {first}"),
        (Some(first), Some(last)) => format!("{after} {first} {before} {last}"),
        (Some(first), None) => format!("{after} {first}"),
        (None, Some(last)) => format!("{before} {last}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// The eleven state words: slug and label.
pub(crate) const WORDS: [(&str, &str); 11] = [
    ("draft", "Draft"),
    ("waiting", "Waiting for payment"),
    ("paid", "Paid"),
    ("authorised", "Authorised"),
    ("captured", "Captured"),
    ("part-refunded", "Part-refunded"),
    ("refunded", "Refunded"),
    ("cancelled", "Cancelled"),
    ("expired", "Expired"),
    ("failed", "Failed"),
    ("checking", "Checking with Antom"),
];

fn label(slug: &str) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == slug).map_or("?", |(_, label)| label)
}

/// What is compared of one order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    pub(crate) opened_at: i64,
    pub(crate) word: &'a str,
    pub(crate) expires_at: Option<i64>,
    pub(crate) currency: &'a str,
    pub(crate) amount: i64,
    pub(crate) method: &'a str,
    pub(crate) created_by: &'a str,
    pub(crate) account: &'a str,
    pub(crate) held: i64,
    pub(crate) text: &'a str,
}

/// A query with its moments fixed: the judge of every candidate.
#[derive(Debug)]
pub(crate) struct Judge<'q> {
    pub(crate) query: &'q Query,
    pub(crate) now: DateTime<Utc>,
}

impl Judge<'_> {
    /// Whether a row answers the query.
    pub(crate) fn accepts(&self, candidate: &Candidate<'_>) -> bool {
        self.query.clauses.iter().all(|clause| self.holds(&clause.condition, candidate) != clause.negated)
    }

    /// The moments a span of days means now.
    pub(crate) fn moments(&self, span: Span) -> Moments {
        span.moments(self.query.zone, self.now)
    }

    fn holds(&self, condition: &Condition, candidate: &Candidate<'_>) -> bool {
        match condition {
            Condition::Text(term) | Condition::Field(_, term) => term.is_in(Document::new(candidate.text)),
            Condition::Word(slugs) => slugs.contains(&self.word(candidate)),
            Condition::Currency(codes) => codes.iter().any(|code| code == candidate.currency),
            Condition::Method(names) => names.iter().any(|name| candidate.method.starts_with(name.as_str())),
            Condition::Creator(names) => {
                names.iter().any(|name| candidate.created_by.contains(name.as_str()))
            }
            Condition::Account(names) => names.iter().any(|name| name == candidate.account),
            Condition::Amount(amounts) => amounts.hold(candidate.amount),
            Condition::Opened(span) => self.moments(*span).hold(candidate.opened_at),
        }
    }

    /// The word as of now: some orders expire by time alone.
    fn word<'a>(&self, candidate: &Candidate<'a>) -> &'a str {
        match candidate.expires_at {
            Some(at) if at <= self.now.timestamp_millis() => crate::row::EXPIRED,
            _ => candidate.word,
        }
    }
}
