//! Finding orders by what people type: free text, short terms, Chinese names, fields with operators.
//!
//! * [`query`] and [`parse`] turn a line of text into a [`Query`], or say what is wrong with it and what would do.
//! * [`normalise`] brings text, telephone numbers and ids to the one spelling in which they are compared.
//! * [`index`] keeps one searchable row and its n-grams per order, in the transaction of the fact that changed it.
//! * [`run`] answers newest first, page by page; [`tally`] says how many answers there are.
//!
//! # How an answer is found
//!
//! The n-gram index only *proposes*: every proposed order is compared with the query itself before it is shown. The
//! index may therefore propose too much (a gram of a text that has changed since, an intersection of grams that do not
//! stand side by side) and never too little, and it needs neither positions nor column numbers.
//!
//! No statement joins tables. A join order chosen by SQLite's planner once took minutes on SQLCipher where another took
//! a millisecond; here the order of work is decided in [`run`], by asking the index how dense each gram is, and each
//! statement walks one index in one direction. Where two conditions are about as common, their lists of numbers meet
//! before any row is read. Their plans are held by tests.

mod counts;
mod grams;
pub mod index;
mod instant;
mod lex;
pub mod normalise;
mod number;
pub mod parse;
pub mod query;
mod read;
pub mod run;
mod source;
mod supply;
mod tables;
pub mod tally;
mod term;
mod token;

#[cfg(test)]
mod brute_tests;
#[cfg(test)]
mod parse_tests;
#[cfg(test)]
mod plan_tests;

pub(crate) use counts::{counts_hold, groups};
pub use index::{Facets, SearchRow};
pub use query::{Query, QueryError};
pub use run::{Cursor, Found, Page};
pub(crate) use tables::SCHEMA;
pub use tally::Tally;
